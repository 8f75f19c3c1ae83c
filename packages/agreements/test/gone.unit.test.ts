/** Corrections and retractions that take away what other facts of the agreement rest on. */
import type { AgreementState } from '@frist/agreements';

import { book } from './support';

const period = { from: '2024-03-01', to: '2025-02-28' };
const quarterly = { kind: 'recurring', every: 'quarter', counted: 'contract' };
const registration = { name: 'Partnership', period, diaryNumbers: ['SN/2024:1'] };

const agreement = async () => {
  const one = book<AgreementState>('agreement');
  const registered = await one.tell('2024-02-01', 'registerAgreement', registration);
  const [board, club] = [await one.tell('2024-02-01', 'addParty', { party: 'board', name: 'The board' }), await one.tell('2024-02-01', 'addParty', { party: 'club', name: 'The club' })];
  const term = await one.tell('2024-02-02', 'addTerm', { term: 'report', what: 'report', rhythm: quarterly, owedBy: ['club'] });
  const gone = async () => {
    const found = (await one.check('2025-12-31')).findings.filter(({ rule }) => rule === 'agreements/names-what-is-gone');
    return found.map((each) => (each.about === 'register' ? [each.kind, each.values] : [])).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  };
  return { ...one, registered, board, club, term, gone };
};

describe('without a registration', () => {
  it('nothing of the agreement is owed, and the check says that terms of it are on record', async () => {
    const one = await agreement();
    await one.tell('2024-02-03', 'setNoticeTerms', { latestBeforeEnd: 'P3M' });
    expect((await one.owed('term', '2024-09-01')).map(({ instance }) => instance)).toEqual(['2024-03-01', '2024-06-01', '2024-09-01']);
    await one.retract(one.registered);
    const { counts, findings } = await one.check('2024-09-01');
    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
    expect(findings.map(({ rule, kind }) => [rule, kind])).toEqual([['agreements/not-registered', 'missing']]);
    const [recorded, entailed] = await one.inLine();
    expect([recorded, entailed]).toEqual([{}, {}]);
  });

  it('registered again, its terms are owed again by its own period, whichever day each is told of', async () => {
    const one = await agreement();
    await one.retract(one.registered);
    await one.tell('2024-05-01', 'registerAgreement', { ...registration, period: { ...period, from: '2024-04-01' } });
    expect((await one.owed('term', '2024-09-01')).map(({ instance, concerns }) => [instance, concerns.join()])).toEqual([['2024-04-01', 'Partnership,SN/2024:1'], ['2024-07-01', 'Partnership,SN/2024:1'], ['2024-10-01', 'Partnership,SN/2024:1']]);
    const [recorded, entailed] = await one.inLine();
    expect(recorded).toEqual(entailed);
  });

  it('a term of an earlier day than the registration runs by the agreement’s period', async () => {
    const one = await agreement();
    await one.tell('2024-01-15', 'addTerm', { term: 'early', what: 'early', rhythm: quarterly, owedBy: ['club'] });
    expect((await one.owed('term', '2024-06-15')).filter(({ title }) => title.en === 'Term: early').map(({ instance, legalBasis }) => [instance, legalBasis.reference])).toEqual([['2024-03-01', 'Partnership'], ['2024-06-01', 'Partnership']]);
  });

  it('what has no terms is silent', async () => {
    const one = book<AgreementState>('agreement');
    await one.retract(await one.tell('2024-02-01', 'registerAgreement', registration));
    expect(await one.findings()).toEqual([]);
  });
});

describe('names what is gone', () => {
  it('a performance of an instance that a corrected period has not got', async () => {
    const one = await agreement();
    await one.tell('2024-05-20', 'performTerm', { term: 'report', instance: '2024-03-01', by: 'club', evidence: 'sent' });
    expect(await one.gone()).toEqual([]);
    await one.correct(one.registered, { data: { ...registration, period: { from: '2024-03-02', to: '2025-03-01' } } });
    expect(await one.gone()).toEqual([['contradiction', { term: 'report', instance: '2024-03-01' }]]);
  });

  it('no performance of an instance that is there, however many there are', async () => {
    const one = book<AgreementState>('agreement');
    await one.tell('2024-01-01', 'registerAgreement', { name: 'Daily', period: { from: '2024-01-01', to: '2039-12-31' } });
    await one.tell('2024-01-01', 'addTerm', { term: 'daily', what: 'daily', rhythm: { kind: 'every', length: 'P1D' } });
    await one.tell('2024-01-02', 'performTerm', { term: 'daily', instance: '2024-01-01', evidence: 'x' });
    expect(await one.findings()).not.toContain('names-what-is-gone');
  });

  it('a term owed by nobody on record, and what another party did about it', async () => {
    const one = await agreement();
    await one.tell('2024-05-20', 'performPartOfTerm', { term: 'report', instance: '2024-03-01', by: 'club', part: 'a half', remains: 'a half' });
    await one.correct(one.term, { data: { term: 'report', what: 'report', rhythm: quarterly, owedBy: ['nobody'] } });
    expect(await one.gone()).toEqual([['contradiction', { term: 'report', party: 'club' }], ['contradiction', { term: 'report', party: 'nobody' }]]);
  });

  it('a request, and its answer', async () => {
    const one = await agreement();
    await one.tell('2024-02-02', 'addTerm', { term: 'pay', what: 'pay', rhythm: { kind: 'on-request', within: 'P30D' }, owedBy: ['board'] });
    const asked = await one.tell('2024-04-01', 'receiveRequest', { term: 'pay', request: 'first' });
    await one.tell('2024-04-20', 'performTerm', { term: 'pay', request: 'first', evidence: 'paid' });
    await one.retract(asked);
    expect(await one.gone()).toEqual([['contradiction', { term: 'pay', request: 'first' }]]);
  });

  it('a waived term that was retracted, and a term told to recur only for its requests', async () => {
    const one = await agreement();
    const pay = await one.tell('2024-02-02', 'addTerm', { term: 'pay', what: 'pay', rhythm: { kind: 'on-request' } });
    await one.tell('2024-04-01', 'receiveRequest', { term: 'pay', request: 'first' });
    await one.tell('2024-04-02', 'waiveTerm', { term: 'pay', request: 'first', power: 'the board', reason: 'x' });
    await one.correct(pay, { data: { term: 'pay', what: 'pay', rhythm: quarterly } });
    expect(await one.gone()).toEqual([['contradiction', { term: 'pay', request: 'first' }], ['contradiction', { term: 'pay', request: 'first' }]]);
    await one.retract(pay);
    expect(await one.gone()).toEqual([['contradiction', { term: 'pay', request: 'first' }], ['contradiction', { term: 'pay' }]]);
  });

  it('counts, cohorts, breaches, conditions and payments', async () => {
    const one = await agreement();
    const counted = await one.tell('2024-02-02', 'addTerm', { term: 'count', what: 'count', rhythm: { kind: 'counted', target: 5, per: 'year', counted: 'contract' } });
    await one.tell('2024-05-01', 'recordCount', { term: 'count', period: { from: '2024-03-01', to: '2024-04-30' }, count: 5 });
    const follow = await one.tell('2024-02-02', 'addTerm', { term: 'follow', what: 'follow', rhythm: { kind: 'per-participant', length: 'P6M' } });
    const cohort = await one.tell('2024-03-01', 'startCohort', { term: 'follow', cohort: 'a', participants: 2 });
    await one.tell('2024-09-01', 'followCohort', { cohort: 'a', followed: 2 });
    const breach = await one.tell('2024-04-01', 'recordBreach', { breach: 'b', by: 'board', what: 'x', term: 'count' });
    await one.tell('2024-04-02', 'remedyBreach', { breach: 'b', evidence: 'x' });
    await one.tell('2024-04-03', 'giveNotice', { by: 'The club', ground: 'other', breach: 'b' });
    const condition = await one.tell('2024-02-03', 'setCondition', { condition: 'c', body: 'council' });
    await one.tell('2024-02-04', 'recordConditionDecision', { condition: 'c', outcome: 'alike' });
    const sum = await one.tell('2024-02-03', 'stateSum', { sum: 's', what: 'costs', lines: [{ what: 'all', amount: 1 }], total: 1 });
    await one.tell('2024-02-03', 'setPaymentPeriod', { payment: 'p', period, shares: [{ who: 'board', amount: 1, party: 'board' }], costs: 's' });
    expect(await one.gone()).toEqual([]);
    for (const fact of [counted, one.board, condition, sum]) await one.retract(fact);
    const values = async () => (await one.gone()).map(([, names]) => names);
    expect(await values()).toEqual([
      { breach: 'b', party: 'board' }, { breach: 'b', term: 'count' }, { condition: 'c' }, { payment: 'p', party: 'board' }, { payment: 'p', sum: 's' }, { term: 'count', from: '2024-03-01', to: '2024-04-30' },
    ]);
    await one.retract(follow);
    expect(await values()).toContainEqual({ term: 'follow', cohort: 'a' });
    await one.retract(cohort);
    await one.retract(breach);
    const left = await values();
    expect(left).toEqual(expect.arrayContaining([{ cohort: 'a' }, { breach: 'b' }]));
    expect(left.filter((each) => JSON.stringify(each) === '{"breach":"b"}')).toHaveLength(2);
  });
});

it('closed, it ends its terms, however many instances they have', async () => {
  const one = book<AgreementState>('agreement');
  await one.tell('2024-01-01', 'registerAgreement', { name: 'Daily', period: { from: '2024-01-01', to: '2039-12-31' } });
  await one.tell('2024-01-01', 'addTerm', { term: 'daily', what: 'daily', rhythm: { kind: 'every', length: 'P1D' } });
  await one.tell('2024-01-02', 'closeAgreement', { reason: 'agreed' });
  expect((await one.owed('term', '2024-01-05')).map(({ instance }) => instance)).toEqual(['2024-01-01', '2024-01-02']);
});

it('a period corrected to end before it begins is a contradiction', async () => {
  const one = await agreement();
  await one.correct(one.registered, { data: { ...registration, period: { from: '2024-03-01', to: '2024-02-01' } } });
  expect(await one.finding('ends-before-it-begins')).toMatchObject({ kind: 'contradiction', values: { from: '2024-03-01', to: '2024-02-01' } });
});
