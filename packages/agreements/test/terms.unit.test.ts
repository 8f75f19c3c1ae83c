/** Terms of agreements: instances, requests, counts, participants; conditions, sums, payment periods. */
import { calendarOf, type AgreementState } from '@frist/agreements';

import { book, contract, day, days, standing, unknown } from './support';

const period = { from: '2025-03-01', to: '2028-02-29' };
const agreement = async (more: object = {}) => {
  const one = book<AgreementState>('agreement');
  const registered = await one.tell('2024-12-01', 'registerAgreement', { name: 'Partnership', period, diaryNumbers: ['SN/2024:1'], ...more });
  for (const party of ['board', 'club']) await one.tell('2024-12-01', 'addParty', { party, name: `The ${party}` });
  return { ...one, registered };
};
const term = async (rhythm: object, more: object = {}, of: object = {}) => {
  const one = await agreement(of);
  const added = await one.tell('2024-12-01', 'addTerm', { term: 'one', what: 'something', rhythm, ...more });
  const calendar = async () => calendarOf(await one.state()).filter(({ key }) => key === 'one').map(({ instance, actBy, lastDay }) => [instance, actBy, lastDay]);
  return { ...one, added, calendar };
};

describe('instances', () => {
  it('quarters of the calendar, of the agreement, and of nobody knows which', async () => {
    expect(await (await term({ kind: 'recurring', every: 'quarter', counted: 'calendar' })).calendar()).toEqual([
      ['2025-Q1', '2025-03-31', '2025-03-31'], ['2025-Q2', '2025-06-30', '2025-06-30'], ['2025-Q3', '2025-09-30', '2025-09-30'], ['2025-Q4', '2025-12-31', '2025-12-31'],
      ['2026-Q1', '2026-03-31', '2026-03-31'], ['2026-Q2', '2026-06-30', '2026-06-30'], ['2026-Q3', '2026-09-30', '2026-09-30'], ['2026-Q4', '2026-12-31', '2026-12-31'],
      ['2027-Q1', '2027-03-31', '2027-03-31'], ['2027-Q2', '2027-06-30', '2027-06-30'], ['2027-Q3', '2027-09-30', '2027-09-30'], ['2027-Q4', '2027-12-31', '2027-12-31'],
      ['2028-Q1', '2028-02-29', '2028-02-29'],
    ]);
    expect((await (await term({ kind: 'recurring', every: 'quarter', counted: 'contract' })).calendar()).map(([, , last]) => last)).toEqual([
      '2025-05-31', '2025-08-31', '2025-11-30', '2026-02-28', '2026-05-31', '2026-08-31', '2026-11-30', '2027-02-28', '2027-05-31', '2027-08-31', '2027-11-30', '2028-02-29',
    ]);
    expect(await (await term({ kind: 'recurring', every: 'quarter' })).calendar()).toEqual([
      ['2025-03-01', '2025-03-31', '2025-05-31'], ['2025-06-01', '2025-06-30', '2025-08-31'], ['2025-09-01', '2025-09-30', '2025-11-30'], ['2025-12-01', '2025-12-31', '2026-02-28'],
      ['2026-03-01', '2026-03-31', '2026-05-31'], ['2026-06-01', '2026-06-30', '2026-08-31'], ['2026-09-01', '2026-09-30', '2026-11-30'], ['2026-12-01', '2026-12-31', '2027-02-28'],
      ['2027-03-01', '2027-03-31', '2027-05-31'], ['2027-06-01', '2027-06-30', '2027-08-31'], ['2027-09-01', '2027-09-30', '2027-11-30'], ['2027-12-01', '2027-12-31', '2028-02-29'],
    ]);
  });

  it('“the end of the year”: both readings kept, the earlier acted on; a period that ends on 29 February', async () => {
    const one = await term({ kind: 'recurring', every: 'year' }, { wordings: ['at the end of each year'] });
    expect(await one.calendar()).toEqual([['2025-03-01', '2025-12-31', '2026-02-28'], ['2026-03-01', '2026-12-31', '2027-02-28'], ['2027-03-01', '2027-12-31', '2028-02-29']]);
    const owed = async (asOf: string) => (await one.owed('term', asOf)).filter(({ instance }) => instance === '2025-03-01').map(({ timeliness, readings }) => [timeliness, ...readings.map((each) => each.timeliness)]);
    expect(await owed('2025-12-15')).toEqual([['due-soon', 'due-soon', 'upcoming']]);
    expect(await owed('2026-01-15')).toEqual([['undetermined', 'overdue', 'upcoming']]);
    expect(await owed('2026-03-01')).toEqual([['overdue', 'overdue', 'overdue']]);
    await one.tell('2025-12-31', 'performTerm', { term: 'one', instance: '2025-03-01', evidence: 'the report' });
    await one.tell('2027-01-20', 'performTerm', { term: 'one', instance: '2026-03-01', evidence: 'the report' });
    expect((await one.check('2027-06-01')).counts).toMatchObject({ 'met-on-time': 1, overdue: 0 });
    expect(await one.findings()).toContain('two-readings');
  });

  it('an agreement of calendar years has one reading, and one that begins on a leap day counts from it', async () => {
    expect(await (await term({ kind: 'recurring', every: 'year' }, {}, { period: { from: '2024-01-01', to: '2025-12-31' } })).calendar()).toEqual([['2024-01-01', '2024-12-31', '2024-12-31'], ['2025-01-01', '2025-12-31', '2025-12-31']]);
    // 29 February + 1 year is 28 February (1930:173 1 §), so the first year ends on the 27th; the fourth is leap again.
    expect(await (await term({ kind: 'recurring', every: 'year', counted: 'contract' }, {}, { period: { from: '2024-02-29', to: '2028-02-28' } })).calendar()).toEqual([
      ['2024-02-29', '2025-02-27', '2025-02-27'], ['2025-02-28', '2026-02-27', '2026-02-27'], ['2026-02-28', '2027-02-27', '2027-02-27'], ['2027-02-28', '2028-02-28', '2028-02-28'],
    ]);
    // From the last day of a month, never chained: 31 August, 30 November, 28 February, 31 May.
    expect((await (await term({ kind: 'recurring', every: 'quarter', counted: 'contract' }, {}, { period: { from: '2024-08-31', to: '2025-08-30' } })).calendar()).map(([key]) => key)).toEqual(['2024-08-31', '2024-11-30', '2025-02-28', '2025-05-31']);
  });

  it('dates set by an agreement never roll', async () => {
    const one = await term({ kind: 'recurring', every: 'quarter', counted: 'calendar', plus: 'P1M' });
    // 2026-01-31 and 2026-02-28 … : 31 January 2026 is a Saturday.
    expect((await one.calendar()).map(([, , last]) => last)).toContain('2026-01-31');
    const once = await term({ kind: 'once', due: { basis: contract, day: '2026-05-31' } });
    expect(await once.calendar()).toEqual([[null, '2026-05-31', '2026-05-31']]);
  });

  it('“the first quarter” is met through its last day, by each reading', async () => {
    const one = await term({ kind: 'once', due: { basis: contract, text: 'the first quarter', year: 2025 } });
    expect(await one.calendar()).toEqual([[null, '2025-03-31', '2025-05-31']]);
    await one.tell('2025-03-20', 'performTerm', { term: 'one', evidence: 'minutes' });
    expect((await one.check('2025-06-01')).counts).toMatchObject({ 'met-on-time': 1 });
  });

  it('without an end they go on until something ends them', async () => {
    const one = await term({ kind: 'recurring', every: 'year', counted: 'contract' }, {}, { period: { from: '2025-03-01' } });
    expect(calendarOf(await one.state(), { until: day('2027-12-31') }).map(({ instance }) => instance)).toEqual(['2025-03-01', '2026-03-01', '2027-03-01']);
    await one.tell('2027-04-01', 'closeAgreement', { reason: 'agreed' });
    expect((await one.owed('term', '2031-01-01')).map(({ instance }) => instance)).toEqual(['2025-03-01', '2026-03-01', '2027-03-01']);
  });

  it('evidence belongs to an instance, and each party owes its own', async () => {
    const one = await term({ kind: 'recurring', every: 'year', counted: 'contract' }, { owedBy: ['board', 'club'] });
    await one.tell('2026-01-10', 'performTerm', { term: 'one', instance: '2025-03-01', by: 'club', evidence: 'budget' });
    expect((await one.owed('term', '2026-03-01')).map(({ debtor, instance, timeliness }) => [debtor, instance, timeliness]).sort((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([['The board', '2025-03-01', 'overdue'], ['The board', '2026-03-01', 'upcoming'], ['The club', '2026-03-01', 'upcoming']]);
    await one.tell('2026-03-10', 'waiveTerm', { term: 'one', instance: '2025-03-01', by: 'board', power: 'the steering group', reason: 'moved' });
    expect((await one.owed('term', '2026-03-11')).map(({ timeliness }) => timeliness)).toEqual(['upcoming', 'upcoming']);
  });
});

it('each request is an obligation of its own, 30 days from the day it was received', async () => {
  const one = await term({ kind: 'on-request', within: 'P30D' }, { owedBy: ['board'] });
  await one.tell('2025-05-01', 'receiveRequest', { term: 'one', request: 'first', from: 'The club', amount: 20_000_000 });
  await one.tell('2025-05-20', 'receiveRequest', { term: 'one', request: 'second' });
  // 31 May 2025 is a Saturday.
  expect((await one.duties('request')).map((duty) => [...days(duty), duty.incurred?.debtor, duty.incurred?.owes?.amount])).toEqual([['2025-05-31', 'The board', 20_000_000], ['2025-06-19', 'The board', undefined]]);
  await one.tell('2025-06-02', 'performTerm', { term: 'one', request: 'first', evidence: 'paid' });
  const { counts } = await one.check('2025-06-02');
  expect([counts['met-late'], counts['due-soon']]).toEqual([1, 1]);
  expect(calendarOf(await one.state()).map(({ kind, key, lastDay }) => [kind, key, lastDay])).toEqual(expect.arrayContaining([['on-request', 'one', null], ['request', 'second', '2025-06-19']]) as unknown);
});

describe('counted targets', () => {
  const activities = () => term({ kind: 'counted', target: 130, per: 'year', counted: 'contract' });
  const count = (from: string, to: string, many: unknown) => ({ term: 'one', period: { from, to }, count: many });

  it('are met when enough has been counted in the instance, by the period in which it was', async () => {
    const one = await activities();
    await one.tell('2025-07-01', 'recordCount', count('2025-03-01', '2025-06-30', 60));
    expect((await one.owed('term', '2026-03-01')).map(({ timeliness, delivery, remains }) => [timeliness, delivery, remains])).toEqual([['overdue', 'partial', '70 of 130'], ['upcoming', 'none', null]]);
    // Told after the year, about its last days: in time.
    await one.tell('2026-03-20', 'recordCount', count('2025-07-01', '2026-02-28', 70));
    expect((await one.duties('term'))[0]?.instances?.['2025-03-01']).toMatchObject({ delivery: 'submitted', performedBetween: { from: '2025-07-01', to: '2026-02-28' } });
    expect((await one.check('2026-03-20')).counts).toMatchObject({ 'met-on-time': 1, overdue: 0 });
  });

  it('a count told late changes no wording on record', async () => {
    const one = await activities();
    await one.tell('2026-02-28', 'recordCount', count('2025-07-01', '2026-02-28', 130));
    await one.tell('2025-07-01', 'recordCount', count('2025-03-01', '2025-06-30', 60));
    const [recorded, entailed] = await one.inLine();
    expect(recorded).toEqual(entailed);
  });

  it('an unknown count is never 0', async () => {
    const one = await activities();
    await one.tell('2025-07-01', 'recordCount', count('2025-03-01', '2025-06-30', unknown));
    expect((await one.owed('term', '2025-07-01')).map(({ remains }) => remains)).toEqual(['at most 130 of 130; a count is not known']);
    expect(await one.findings()).toContain('count-unknown');
  });

  it.each([
    [count('2026-02-01', '2026-03-31', 1), '2026-05-01', 'UnknownInstance'],
    [count('2025-05-01', '2025-05-31', 1), '2025-05-30', 'SelfContradiction'],
    [count('2025-05-31', '2025-05-01', 1), '2025-06-30', 'InvalidData'],
  ])('%j on %s is refused: %s', async (data, on, tag) => {
    const expected = tag === 'InvalidData' ? 'SelfContradiction' : tag;
    expect((await (await activities()).refusal(on, 'recordCount', data))._tag).toBe(expected);
  });
});

it('participants are followed for six months, and counted', async () => {
  const one = await term({ kind: 'per-participant', length: 'P6M' });
  const started = await one.tell('2025-08-31', 'startCohort', { term: 'one', cohort: 'autumn', participants: 12 });
  expect((await one.duties('participants')).map(({ due, incurred }) => [due?.kind === 'window' && [due.opens, due.limit.lastPermittedDay], incurred?.mode])).toEqual([[['2025-08-31', '2026-02-28'], 'maintenance']]);
  await one.tell('2026-03-02', 'followCohort', { cohort: 'autumn', followed: 8, left: 1 });
  expect((await one.owed('participants', '2026-03-03')).map(({ remains, timeliness }) => [remains, timeliness])).toEqual([['3 of 12', 'undetermined']]);
  await one.tell('2026-03-10', 'followCohort', { cohort: 'autumn', followed: 3 });
  expect((await one.check('2026-03-10')).counts).toMatchObject({ 'met-on-time': 1, undetermined: 0 });
  await one.correct(started, { data: { term: 'one', cohort: 'autumn', participants: 11 } });
  const [recorded, entailed] = await one.inLine();
  expect(recorded).toEqual(entailed);
});

it('binds when the other bodies have decided likewise, and never when one has not', async () => {
  const one = book<AgreementState>('agreement');
  await one.tell('2024-12-01', 'registerAgreement', { name: 'Partnership', period });
  for (const condition of ['a', 'b']) await one.tell('2024-12-01', 'setCondition', { condition, body: `Board ${condition}` });
  await one.tell('2024-12-01', 'addTerm', { term: 'one', what: 'report', rhythm: { kind: 'recurring', every: 'year', counted: 'contract' } });
  expect((await one.check('2026-03-15')).counts).toMatchObject({ overdue: 0, 'not-yet': 1 });
  expect((await one.check('2025-02-28')).findings.filter(({ rule }) => rule === 'agreements/condition-open')).toHaveLength(0);
  expect((await one.check('2025-03-01')).findings.filter(({ rule }) => rule === 'agreements/condition-open')).toHaveLength(2);
  await one.tell('2024-12-10', 'recordConditionDecision', { condition: 'a', outcome: 'alike', decision: { kind: 'outside', number: '§ 7' } });
  const second = await one.tell('2024-12-20', 'recordConditionDecision', { condition: 'b', outcome: 'alike' });
  expect((await one.owed('term', '2026-03-15')).map(({ timeliness }) => timeliness)).toEqual(['overdue', 'upcoming']);
  await one.correct(second, { data: { condition: 'b', outcome: 'otherwise' } });
  expect((await one.duties('term')).map(standing)).toEqual(['discharged']);
  expect(await one.findings()).toContain('condition-fallen');
});

describe('what adds up, and what does not', () => {
  const share = (who: string, amount: unknown) => ({ who, amount });

  it('shows the difference, and never counts what is unknown as 0', async () => {
    const one = await agreement();
    await one.tell('2024-12-01', 'stateSum', { sum: 'right', what: 'costs', lines: [{ what: 'a', amount: 60 }, { what: 'b', amount: 40 }], total: 100 });
    expect(await one.findings()).toEqual([]);
    await one.tell('2024-12-01', 'stateSum', { sum: 'short', what: 'costs', lines: [{ what: 'a', amount: 60 }, { what: 'b', amount: 39 }], total: 100 });
    expect(await one.finding('sum-does-not-add-up')).toMatchObject({ kind: 'contradiction', values: { linesOre: 99, totalOre: 100, differenceOre: -1 } });
    await one.tell('2024-12-01', 'stateSum', { sum: 'unknown', what: 'costs', lines: [{ what: 'a', amount: 100 }, { what: 'b', amount: unknown }], total: 100 });
    expect(await one.finding('sum-not-checkable')).toMatchObject({ kind: 'missing', values: { linesUnknown: 1, differenceOfKnownOre: 0 } });
    await one.tell('2024-12-01', 'stateSum', { sum: 'no-total', what: 'costs', lines: [{ what: 'a', amount: 100 }] });
    expect(await one.findings()).toEqual(['sum-does-not-add-up', 'sum-not-checkable', 'sum-without-total']);
  });

  it('a share divided, and shares against costs', async () => {
    const one = await agreement();
    await one.tell('2024-12-01', 'stateSum', { sum: 'costs', what: 'costs', lines: [{ what: 'all', amount: 1000 }], total: 1000 });
    await one.tell('2024-12-01', 'setPaymentPeriod', { payment: 'one', period, shares: [share('municipality', 600), share('club', 399)], total: 999, costs: 'costs' });
    await one.tell('2024-12-01', 'stateSum', { sum: 'divided', what: 'division', share: 'municipality', lines: [{ what: 'a', amount: 300 }, { what: 'b', amount: 200 }] });
    await one.tell('2024-12-01', 'stateSum', { sum: 'nobody', what: 'division', share: 'nobody', lines: [{ what: 'a', amount: 300 }] });
    const found = await one.findings();
    expect(found).toEqual(['sum-does-not-add-up', 'sum-does-not-add-up', 'share-not-on-record']);
  });

  it('payment periods leave no day out and none twice', async () => {
    const one = await agreement();
    const pay = (payment: string, from: string, to: string) => one.tell('2024-12-01', 'setPaymentPeriod', { payment, period: { from, to }, shares: [share('all', 1)] });
    await pay('one', '2025-03-01', '2026-02-28');
    await pay('two', '2026-03-02', '2027-02-28');
    await pay('three', '2027-02-28', '2028-02-28');
    expect(await one.findings()).toEqual(['payment-gap', 'payment-overlap', 'payment-gap']);
  });

  it('predecessor and successor follow day by day', async () => {
    const one = await agreement({ predecessor: { period: { from: '2022-07-01', to: '2025-02-27' } } });
    await one.tell('2027-12-01', 'nameSuccessor', { successor: { kind: 'outside', number: 'SN/2027:9' }, from: '2028-02-29' });
    expect(await one.findings()).toEqual(['predecessor-gap', 'successor-overlap']);
  });
});

it.each([
  ['performTerm', { term: 'one', evidence: 'x' }, 'InstanceMissing'],
  ['performTerm', { term: 'one', instance: '2025', evidence: 'x' }, 'UnknownInstance'],
  ['performTerm', { term: 'two', evidence: 'x' }, 'UnknownTerm'],
  ['performTerm', { term: 'one', instance: '2025-03-01', by: 'club', evidence: 'x' }, 'UnknownParty'],
  ['receiveRequest', { term: 'one', request: 'x' }, 'SelfContradiction'],
  ['addTerm', { term: 'one', what: 'again', rhythm: { kind: 'undated' } }, 'KeyTaken'],
  ['addTerm', { term: 'two', what: 'x', rhythm: { kind: 'once', due: { basis: contract, text: 'next week' } } }, 'UnclearDate'],
  ['addTerm', { term: 'two', what: 'x', rhythm: { kind: 'every', length: 'P0D' } }, 'SelfContradiction'],
  ['addTerm', { term: 'two', what: 'x', rhythm: { kind: 'on-request', within: 'PT72H' } }, 'SelfContradiction'],
  ['addTerm', { term: 'two', what: 'x', owedBy: ['nobody'], rhythm: { kind: 'undated' } }, 'UnknownParty'],
  ['recordConditionDecision', { condition: 'x', outcome: 'alike' }, 'UnknownCondition'],
  ['remedyBreach', { breach: 'x', evidence: 'x' }, 'UnknownBreach'],
  ['followCohort', { cohort: 'x', followed: 1 }, 'UnknownCohort'],
  ['setPaymentPeriod', { payment: 'x', period: { from: '2025-02-01', to: '2025-01-01' }, shares: [{ who: 'x', amount: 1 }] }, 'SelfContradiction'],
  ['registerAgreement', { name: 'again', period }, 'AgreementRegisteredAlready'],
])('%s %j is refused: %s', async (command, data, tag) => {
  const one = await term({ kind: 'recurring', every: 'year', counted: 'contract' });
  const before = (await one.events()).length;
  expect((await one.refusal('2026-01-01', command, data))._tag).toBe(tag);
  expect((await one.events()).length).toBe(before);
});

describe('more instances than can be told at once', () => {
  const daily = async () => {
    const one = book<AgreementState>('agreement');
    await one.tell('2024-01-01', 'registerAgreement', { name: 'Daily', period: { from: '2024-01-01', to: '2029-12-31' } });
    await one.tell('2024-01-01', 'addTerm', { term: 'one', what: 'report', rhythm: { kind: 'every', length: 'P1D' } });
    return one;
  };
  it('each can be performed, the first as the last', async () => {
    const one = await daily();
    await one.tell('2024-01-02', 'performTerm', { term: 'one', instance: '2024-01-01', evidence: 'x' });
    await one.tell('2024-01-02', 'waiveTerm', { term: 'one', instance: '2029-12-31', power: 'board', reason: 'holiday' });
    expect((await one.owed('term', '2024-01-03')).map(({ instance, timeliness }) => [instance, timeliness])).toContainEqual(['2024-01-02', 'overdue']);
  });
  it('a refusal names a few', async () => {
    const one = await daily();
    const refused = await one.refusal('2024-01-02', 'performTerm', { term: 'one', instance: '2030-01-01', evidence: 'x' });
    expect(refused).toMatchObject({ _tag: 'UnknownInstance', expected: 'one of 2024-01-01, 2024-01-02, 2024-01-03, 2024-01-04, 2024-01-05, 2024-01-06, 2024-01-07, 2024-01-08, 2024-01-09, 2024-01-10, 2024-01-11, 2024-01-12, …' });
  });
  it('counts are told in an agreement without a real end', async () => {
    const one = book<AgreementState>('agreement');
    await one.tell('2024-01-01', 'registerAgreement', { name: 'On', period: { from: '2024-01-01', to: '9999-12-31' } });
    await one.tell('2024-01-01', 'addTerm', { term: 'one', what: 'hours', rhythm: { kind: 'counted', target: 2, per: 'quarter', counted: 'contract' } });
    await one.tell('2024-04-01', 'recordCount', { term: 'one', period: { from: '2024-02-01', to: '2024-03-31' }, count: 3 });
    expect((await one.refusal('2024-05-01', 'recordCount', { term: 'one', period: { from: '2024-03-01', to: '2024-04-01' }, count: 3 })).expected).toMatch(/^days within one of 2024-01-01–2024-03-31, .*, …$/);
  });
});
