/** Late facts, corrections of corrections and both times. */
import { countYear, type LexSarahReport } from '@frist/lex-sarah';

import { assessed, book, completed, day, measure, received, reportsOf, standing } from './support';

it('a corrected receipt moves the clocks that count from it, and the old dates stay visible', async () => {
  const one = book();
  const report = await one.tell('a', '2024-01-10', 'receiveReport', received);
  await one.tell('a', '2024-02-01', 'assess', assessed('serious'));
  await one.correct('a', report, { occurredOn: '2024-01-20' });
  expect(await one.owed('investigate', '2024-02-02')).toMatchObject({ soft: { target: '2024-03-20' } });
  expect(await one.owed('notify', '2024-02-02')).toMatchObject({ soft: { target: '2024-03-20' } });
  // Another act, another provider: told anew under it.
  await one.correct('a', report, { data: { ...received, statute: 'LSS', provider: { kind: 'private', name: 'Omsorg AB' } }, occurredOn: '2024-01-20' });
  expect([await one.duties('investigate'), (await one.duties('investigate-lss')).map(({ incurred }) => incurred?.debtor)]).toEqual([[], ['Omsorg AB']]);
});

it('a rescheduling corrected and retracted: the date in force follows', async () => {
  const one = book();
  await one.tell('a', '2024-01-10', 'receiveReport', received);
  await one.tell('a', '2024-01-11', 'decideMeasure', measure('m', '2024-03-01'));
  const data = { measure: 'm', due: '2024-04-01', by: 'manager', client: received.client, reason: 'r' };
  const moved = await one.tell('a', '2024-02-01', 'rescheduleMeasure', data);
  const dueNow = async () => (await one.duties('carry-out-measure')).map(({ due }) => due?.kind === 'fixed' && due.limit.endDay);
  expect(await dueNow()).toEqual(['2024-04-01']);
  const correction = await one.correct('a', moved, { data: { ...data, due: '2024-05-01' } });
  expect(await dueNow()).toEqual(['2024-05-01']);
  await one.correct('a', moved, { data: { ...data, due: '2024-06-01' } });
  expect(await dueNow()).toEqual(['2024-06-01']);
  await one.retract('a', moved);
  expect(await dueNow()).toEqual(['2024-03-01']);
  expect(correction).not.toBe(moved);
});

it('retracting a correction brings back what was told first', async () => {
  const one = book();
  await one.tell('a', '2022-01-10', 'receiveReport', received);
  const done = await one.tell('a', '2022-12-31', 'completeInvestigation', completed);
  const completedIn = async (year: number) => countYear(await reportsOf(one, '2029-01-01'), { year, asOf: day('2029-01-01') }).completed;
  const correction = await one.correct('a', done, { occurredOn: '2023-01-01' });
  expect([await completedIn(2022), await completedIn(2023)]).toEqual([0, 1]);
  await one.retract('a', correction);
  expect([await completedIn(2022), await completedIn(2023)]).toEqual([1, 0]);
});

it('what was known before a late fact stays as it was known', async () => {
  const one = book('2023-01-10');
  await one.tell('a', '2022-02-01', 'receiveReport', received);
  one.setClock('2023-03-01');
  await one.tell('a', '2022-12-30', 'completeInvestigation', completed);
  const completedAsKnown = async (knownAt: string) => {
    const rows = await one.rows<LexSarahReport>('lex-sarah', '2023-03-02', [''], knownAt);
    return countYear(rows.map(({ state }) => state), { year: 2022, asOf: day('2023-03-02') });
  };
  expect(await completedAsKnown('2023-02-01T00:00:00.000Z')).toMatchObject({ completed: 0, notInvestigated: 1 });
  expect(await completedAsKnown('2023-03-02T00:00:00.000Z')).toMatchObject({ completed: 1, notInvestigated: 0, averageDays: 332 });
});

it('a decision told late brings its duty with what had been done already', async () => {
  const one = book();
  await one.tell('a', '2024-01-10', 'receiveReport', received);
  const decided = await one.tell('a', '2024-02-10', 'decideMeasure', measure('m', '2024-03-01'));
  await one.tell('a', '2024-02-20', 'carryOutMeasure', { measure: 'm' });
  await one.correct('a', decided, { occurredOn: '2024-02-25' });
  expect((await one.duties('carry-out-measure')).map(standing)).toEqual(['performed']);
  await one.retract('a', decided);
  expect([await one.duties('carry-out-measure'), await one.duties('follow-up-effect'), await one.findings('a')]).toEqual([[], [], ['names-what-is-gone']]);
});
