/** What a report entails: the duties, their soft clocks, the acts they rest on. */
import { lexSarahDomainWith } from '@frist/lex-sarah';

import { assessed, book, client, completed, measure, received, reporter, standing } from './support';

it('every report is to be investigated, on a soft clock with the board’s own target and no invented date', async () => {
  const one = book();
  await one.tell('a', '2024-03-01', 'receiveReport', { ...received, labels: ['1361'] });
  const owed = await one.owed('investigate', '2024-06-01');
  expect(owed).toMatchObject({
    timeliness: 'undetermined', days: null, debtor: 'board', concerns: ['lex Sarah 1361'],
    due: { kind: 'soft', from: '2024-03-01', target: 'P2M', word: { sv: 'utan dröjsmål; eget mål 2 månader från rapporten' } },
    soft: { elapsedDays: 92, target: '2024-05-01', pastTarget: true },
    legalBasis: { reference: '14 kap. 6 § SoL (2001:453)', confidence: 'V' },
  });
  await one.tell('a', '2024-06-02', 'completeInvestigation', completed);
  expect((await one.duties('investigate')).map(standing)).toEqual(['performed']);
});

it.each([
  ['SoL', '2025-06-30', 'investigate', 1, '14 kap. 6 § SoL (2001:453)', 'utan dröjsmål'],
  ['SoL', '2025-07-01', 'investigate', 2, '27 kap. 5 § SoL (2025:400)', 'genast'],
  ['LSS', '2025-07-01', 'investigate-lss', 1, '24 e § LSS (1993:387)', 'utan dröjsmål'],
])('%s, a fact of %s: the act in force on its day', async (statute, on, kind, version, reference, word) => {
  const one = book();
  await one.tell('a', on, 'receiveReport', { ...received, statute });
  const [duty] = await one.duties(kind);
  expect(duty?.incurred).toMatchObject({ rule: { version }, basis: { reference } });
  expect(duty?.due).toMatchObject({ kind: 'soft', word: { sv: expect.stringContaining(word) as unknown } });
});

it('a report of the old act assessed under the new one is notified under the new', async () => {
  const one = book();
  await one.tell('a', '2025-06-20', 'receiveReport', received);
  await one.tell('a', '2025-07-10', 'assess', assessed('serious'));
  expect((await one.owed('notify', '2025-08-01')).legalBasis.reference).toBe('27 kap. 6 § SoL (2025:400)');
});

it('serious: notify promptly, the unverified target says so and the earlier reading is warned on', async () => {
  const one = book();
  await one.tell('a', '2024-01-10', 'receiveReport', received);
  await one.tell('a', '2024-02-20', 'assess', assessed('palpable-risk-serious'));
  expect(await one.owed('notify', '2024-03-15')).toMatchObject({
    creditor: 'Inspektionen för vård och omsorg', timeliness: 'undetermined', legalBasis: { confidence: 'U' },
    due: { from: '2024-01-10', target: 'P2M', word: { sv: 'snarast; eget mål 2 månader från rapporten (ej verifierat)', en: 'promptly; own target 2 months from the report (not verified)' } },
    soft: { target: '2024-03-10', pastTarget: true },
  });
  await one.tell('a', '2024-03-20', 'notifyInspectorate', { by: 'head of unit' });
  expect((await one.duties('notify')).map(standing)).toEqual(['performed']);
  // The file: two readings of where the two months begin, and the earlier of them counts.
  expect(await one.owed('file', '2024-03-21')).toMatchObject({ legalBasis: { confidence: 'U' }, soft: { target: '2024-03-10' } });
  await one.tell('a', '2024-04-01', 'sendFile', { by: 'head of unit' });
  expect((await one.duties('file')).map(standing)).toEqual(['performed']);
});

it('an assessment that changes takes the duty to notify with it, and brings it anew', async () => {
  const one = book();
  await one.tell('a', '2024-01-10', 'receiveReport', received);
  await one.tell('a', '2024-01-12', 'assess', assessed('serious'));
  await one.tell('a', '2024-01-20', 'assess', assessed('misconduct'));
  expect((await one.duties('notify')).map(standing)).toEqual(['discharged']);
  await one.tell('a', '2024-02-01', 'assess', assessed('palpable-risk-serious'));
  expect((await one.duties('notify')).map(standing)).toEqual(['discharged', 'owed']);
  await one.tell('a', '2024-02-02', 'assess', assessed('serious'));
  expect((await one.duties('notify')).map(standing)).toEqual(['discharged', 'owed']);
});

it('notified before the investigation ended, with the investigation attached later; or attached at once', async () => {
  const one = book();
  await one.tell('a', '2024-01-10', 'receiveReport', received);
  await one.tell('a', '2024-01-11', 'assess', assessed('serious'));
  await one.tell('a', '2024-01-11', 'notifyInspectorate', { by: 'head of unit' });
  await one.tell('a', '2024-03-01', 'completeInvestigation', completed);
  expect((await one.duties('file')).map(standing)).toEqual(['owed']);
  await one.tell('b', '2024-01-10', 'receiveReport', received);
  await one.tell('b', '2024-01-11', 'assess', assessed('serious'));
  await one.tell('b', '2024-03-02', 'completeInvestigation', completed);
  await one.tell('b', '2024-03-02', 'notifyInspectorate', { by: 'head of unit', investigationAttached: true });
  expect((await one.duties('file')).map(standing)).toEqual(['owed', 'performed']);
});

it('a private provider investigates and owes the board information on the report and on the notification', async () => {
  const one = book();
  await one.tell('a', '2026-01-10', 'receiveReport', { ...received, provider: { kind: 'private', name: 'Omsorg AB' } });
  await one.tell('a', '2026-01-11', 'assess', assessed('serious'));
  await one.tell('a', '2026-01-12', 'notifyInspectorate', { by: 'Omsorg AB' });
  expect(await one.owed('investigate', '2026-01-13')).toMatchObject({ debtor: 'Omsorg AB' });
  expect(await one.owed('inform-of-report', '2026-01-13')).toMatchObject({ debtor: 'Omsorg AB', creditor: 'board', legalBasis: { reference: '27 kap. 4 § SoL (2025:400)' } });
  expect(await one.owed('inform-of-notification', '2026-01-13')).toMatchObject({ debtor: 'Omsorg AB', creditor: 'board', legalBasis: { reference: '27 kap. 6 § SoL (2025:400)' } });
  await one.tell('a', '2026-01-14', 'informBoard', { of: 'notification', by: 'Omsorg AB' });
  expect([...(await one.duties('inform-of-report')), ...(await one.duties('inform-of-notification'))].map(standing)).toEqual(['owed', 'performed']);
  await one.tell('b', '2026-01-10', 'receiveReport', received);
  expect((await one.owed('inform-board', '2026-01-13')).debtor).toBe('board');
});

it('a measure has an owner, an executor elsewhere, a due date of its own; rescheduled it keeps the old date; then its effect is owed', async () => {
  const one = book();
  await one.tell('a', '2024-01-10', 'receiveReport', received);
  await one.tell('a', '2024-02-01', 'decideMeasure', measure('routine', '2024-05-31', { executor: 'executive board', followUp: 'secret', followUpBy: '2024-12-01' }));
  expect(await one.owed('carry-out-measure', '2024-06-03')).toMatchObject({ debtor: 'executive board', creditor: 'unit manager', timeliness: 'overdue', days: 3 });
  await one.tell('a', '2024-05-20', 'rescheduleMeasure', { measure: 'routine', due: '2024-06-15', by: 'unit manager', client, reason: 'secret' });
  expect(await one.owed('carry-out-measure', '2024-06-03')).toMatchObject({ timeliness: 'due-soon', days: -12, earlierDues: [{ due: { limit: { endDay: '2024-05-31' } } }] });
  expect(await one.duties('follow-up-effect')).toEqual([]);
  await one.tell('a', '2024-06-15', 'carryOutMeasure', { measure: 'routine' });
  expect(await one.owed('carry-out-measure', '2024-06-20')).toMatchObject({ timeliness: 'met-on-time', performedOn: '2024-06-15' });
  expect(await one.owed('follow-up-effect', '2024-12-02')).toMatchObject({ debtor: 'unit manager', timeliness: 'overdue' });
  await one.tell('a', '2024-12-03', 'followUpEffect', { measure: 'routine', outcome: 'achieved' });
  expect((await one.duties('follow-up-effect')).map(standing)).toEqual(['performed']);
});

it('a measure without a day is owed undated; in words it may be undetermined', async () => {
  const one = book();
  await one.tell('a', '2024-01-10', 'receiveReport', received);
  await one.tell('a', '2024-02-01', 'decideMeasure', { measure: 'some-day', client, what: 'secret', withoutOwner: true, withoutDue: true });
  await one.tell('a', '2024-02-01', 'decideMeasure', measure('summer', { text: 'after the summer', year: 2024 }));
  const [undated, fuzzy] = await one.duties('carry-out-measure');
  expect([undated?.due?.kind, undated?.incurred?.debtor, fuzzy?.due]).toMatchObject(['undated', 'board', { kind: 'fuzzy', fuzzy: { earliest: '2024-09-01', latest: '2024-10-31' } }]);
  expect(await one.findings('a')).toEqual(['measure-without-owner', 'measure-without-due-date']);
});

it('closing says what becomes of open measures: what goes on stays owed, the rest is no longer', async () => {
  const one = book();
  await one.tell('a', '2024-01-10', 'receiveReport', received);
  for (const key of ['one', 'two', 'three']) await one.tell('a', '2024-02-01', 'decideMeasure', measure(key, '2024-05-31'));
  await one.tell('a', '2024-03-01', 'completeInvestigation', completed);
  await one.tell('a', '2024-04-01', 'closeReport', {
    by: 'head of unit',
    left: [{ measure: 'one', becomes: 'goes-on' }, { measure: 'two', becomes: 'dropped' }, { measure: 'three', becomes: 'taken-over', to: 'executive board' }],
  });
  expect((await one.duties('carry-out-measure')).map((duty) => [duty.incurred?.title.en, standing(duty)])).toEqual([
    ['Carry out the measure one', 'owed'],
    ['Carry out the measure two', 'discharged'],
    ['Carry out the measure three', 'discharged'],
  ]);
  await one.tell('a', '2024-05-01', 'carryOutMeasure', { measure: 'one' });
  expect((await one.duties('follow-up-effect')).length).toBe(1);
});

it('the organisation’s targets are parameters; what was journaled stays', async () => {
  const one = book(undefined, lexSarahDomainWith({ targets: [{ what: 'investigation', from: 'report', months: 3, verified: false }] }));
  await one.tell('a', '2024-01-10', 'receiveReport', received);
  expect(await one.owed('investigate', '2024-01-11')).toMatchObject({ soft: { target: '2024-04-10' }, legalBasis: { confidence: 'U' }, due: { word: { sv: 'utan dröjsmål; eget mål 3 månader från rapporten (ej verifierat)' } } });
  await one.tell('a', '2024-01-12', 'assess', assessed('serious'));
  const [notify] = await one.duties('notify');
  expect([notify?.due?.kind, notify?.due?.kind === 'soft' && notify.due.target]).toEqual(['soft', undefined]);
});

it('the standing duty: all staff every year, and each new employee', async () => {
  const one = book();
  const tell = (on: string, command: string, data: Readonly<Record<string, unknown>>) => one.tell('org', on, command, data, 'organisation');
  await tell('2022-01-01', 'setInformationDuty', { from: '2022-01-01' });
  await tell('2022-10-01', 'informAllStaff', { year: 2022, evidence: 'minutes of staff meetings' });
  await tell('2023-02-01', 'employ', { intake: 'spring', number: 3, unit: 'outpatient adults' });
  const { findings } = await one.check('2024-02-01');
  const yearly = findings.flatMap((each) => (each.about === 'obligation' && each.kind === 'lex-sarah/yearly-information' ? [[each.instance, each.timeliness]] : []));
  expect(yearly).toEqual([['2023', 'overdue'], ['2024', 'upcoming']]);
  expect(await one.owed('new-employees', '2023-02-08')).toMatchObject({ soft: { elapsedDays: 7, target: null }, title: { en: 'Inform new employees of lex Sarah (3, outpatient adults)' } });
  await tell('2023-02-09', 'informEmployees', { intake: 'spring', evidence: 'signed lists' });
  expect((await one.duties('new-employees')).map(standing)).toEqual(['performed']);
});

it('nothing about anybody is told in a duty', async () => {
  const one = book();
  await one.tell('a', '2024-01-10', 'receiveReport', { ...received, reporter, reporterName: 'Secret Person', what: 'secret story', consequences: 'secret' });
  await one.tell('a', '2024-01-11', 'assess', assessed('serious'));
  await one.tell('a', '2024-01-11', 'decideMeasure', measure('m', '2024-02-01'));
  await one.tell('a', '2024-01-12', 'notifyInspectorate', { by: 'head', client, ground: 'secret ground' });
  const all = JSON.stringify([await one.events('a'), await one.rows('lex-sarah', '2024-02-01'), await one.check('2024-02-05')]);
  expect(all).not.toMatch(/secret|Secret/);
});
