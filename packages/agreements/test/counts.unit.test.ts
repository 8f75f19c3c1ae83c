/** Counts against a target: what is unknown is never 0, and what was counted twice is not two. */
import type { AgreementState } from '@frist/agreements';

import { book, unknown } from './support';

const year = { from: '2024-01-01', to: '2024-12-31' };
const spring = { from: '2024-01-01', to: '2024-06-30' };
const autumn = { from: '2024-07-01', to: '2024-12-31' };

const agreement = async () => {
  const one = book<AgreementState>('agreement');
  await one.tell('2024-01-01', 'registerAgreement', { name: 'Partnership', period: { from: '2024-01-01', to: '2025-12-31' }, diaryNumbers: ['SN/2024:1'] });
  for (const party of ['board', 'club']) await one.tell('2024-01-01', 'addParty', { party, name: `The ${party}` });
  await one.tell('2024-01-01', 'addTerm', { term: 'activities', what: 'activities', rhythm: { kind: 'counted', target: 130, per: 'year', counted: 'calendar' }, owedBy: ['club'] });
  await one.tell('2024-01-01', 'addTerm', { term: 'follow', what: 'follow', rhythm: { kind: 'per-participant', length: 'P6M' } });
  const count = (period: object, many: unknown, on = '2025-01-10') => one.tell(on, 'recordCount', { term: 'activities', period, count: many });
  const stands = async (asOf: string) => (await one.owed('term', asOf)).filter(({ instance }) => instance === '2024').map(({ timeliness, remains }) => [timeliness, remains]);
  return { ...one, count, stands };
};

describe('an unknown count', () => {
  it('is never 0: nobody can say that the target was missed', async () => {
    const one = await agreement();
    await one.count(spring, unknown, '2024-07-01');
    expect(await one.stands('2024-12-31')).toEqual([['due-today', 'at most 130 of 130; a count is not known']]);
    expect(await one.stands('2025-02-01')).toEqual([['undetermined', 'at most 130 of 130; a count is not known']]);
    await one.count(autumn, 40);
    expect(await one.stands('2025-02-01')).toEqual([['undetermined', 'at most 90 of 130; a count is not known']]);
    expect(await one.findings()).toEqual(['count-unknown']);
  });

  it('beside known ones that reach the target changes nothing', async () => {
    const one = await agreement();
    await one.count(spring, unknown, '2024-07-01');
    await one.count(autumn, 130);
    expect((await one.check('2025-02-01')).counts).toMatchObject({ 'met-on-time': 1, overdue: 0, undetermined: 0 });
  });

  it('is answered by a known count that covers its days, or by a correction', async () => {
    const one = await agreement();
    await one.count(spring, unknown, '2024-07-01');
    await one.count(year, 100);
    expect(await one.stands('2025-02-01')).toEqual([['overdue', '30 of 130']]);
    const other = await agreement();
    const told = await other.count(year, unknown);
    await other.correct(told, { data: { term: 'activities', period: year, count: 129 } });
    expect(await other.stands('2025-02-01')).toEqual([['overdue', '1 of 130']]);
    const [recorded, entailed] = await other.inLine();
    expect(recorded).toEqual(entailed);
  });
});

describe('counts of the same days', () => {
  it('are not added: 70 of the spring and 100 of the year are 100 for certain, and a contradiction', async () => {
    const one = await agreement();
    await one.count(spring, 70, '2024-07-01');
    await one.count(year, 100);
    expect(await one.stands('2025-02-01')).toEqual([['undetermined', 'at most 30 of 130; counts overlap']]);
    expect(await one.finding('counts-overlap')).toMatchObject({ kind: 'contradiction', values: { term: 'activities', atLeast: 100, sum: 170 }, counts: ['atLeast', 'sum'] });
  });

  it('that would not reach the target even if added are too few', async () => {
    const one = await agreement();
    await one.count(spring, 20, '2024-07-01');
    await one.count(year, 100);
    expect(await one.stands('2025-02-01')).toEqual([['overdue', 'at most 30 of 130; counts overlap']]);
  });

  it('meet the target by those that share no day', async () => {
    const one = await agreement();
    await one.count(spring, 70, '2024-07-01');
    await one.count(year, 100);
    await one.count(autumn, 60);
    expect((await one.check('2025-02-01')).counts).toMatchObject({ 'met-on-time': 1, overdue: 0, undetermined: 0 });
    expect(await one.findings()).toEqual(['counts-overlap']);
  });

  it('one after the other are no contradiction', async () => {
    const one = await agreement();
    await one.count(spring, 70, '2024-07-01');
    await one.count(autumn, 59);
    expect(await one.stands('2025-02-01')).toEqual([['overdue', '1 of 130']]);
    expect(await one.findings()).toEqual([]);
  });
});

it('counts meet a target in an agreement without a real end', async () => {
  const one = book<AgreementState>('agreement');
  await one.tell('2024-01-01', 'registerAgreement', { name: 'On', period: { from: '2024-01-01', to: '9999-12-31' } });
  await one.tell('2024-01-01', 'addTerm', { term: 'one', what: 'hours', rhythm: { kind: 'counted', target: 2, per: 'quarter', counted: 'contract' } });
  await one.tell('2024-04-10', 'recordCount', { term: 'one', period: { from: '2024-02-01', to: '2024-03-31' }, count: 3 });
  expect((await one.duties('term'))[0]?.instances?.['2024-01-01']).toMatchObject({ delivery: 'submitted' });
});

it('more followed and left than there were in the cohort is a contradiction', async () => {
  const one = await agreement();
  await one.tell('2024-02-01', 'startCohort', { term: 'follow', cohort: 'c', participants: 5 });
  await one.tell('2024-09-01', 'followCohort', { cohort: 'c', followed: 3, left: 2 });
  expect(await one.findings()).toEqual([]);
  await one.tell('2024-09-02', 'followCohort', { cohort: 'c', followed: 6, left: 1 });
  expect(await one.finding('more-than-the-cohort')).toMatchObject({ kind: 'contradiction', values: { cohort: 'c', participants: 5, followed: 9, leftEarly: 3 } });
});
