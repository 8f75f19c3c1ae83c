/** Matters: numbers, proposals and decisions, conditions, authorisations, citations, requests to conclude. */
import { eventIdOf, type Board, type CommandId } from '@frist/event-sourcing';
import type { RegisterRow } from '@frist/obligations';

import { citedAs, decisionReference, leadsTo, type MatterState, numbersInSeveralMatters, searchMatters, standingOfDecision } from '@frist/decisions';

import { bothDays, day, decisionsBook, left, matterBook, standing } from './support';

const opened = async (more: object = {}, test = decisionsBook(), name = 'one') => {
  const matter = matterBook(test, name);
  await matter.tell('2020-01-10', 'openMatter', { title: 'Committee meetings at a distance', ...more });
  return matter;
};
const decision = { decision: 'it', body: 'socialnämnden', text: 'Meetings at a distance', paragraph: '§ 40' };

describe('numbers', () => {
  it('none, one, several, malformed: all are kept as printed', async () => {
    const none = await opened();
    expect(await none.findings()).toEqual(['no-diary-number']);
    const many = await opened({ diaryNumbers: ['SN 2020:42', 'SN/00553'] });
    await many.tell('2020-02-01', 'addDiaryNumber', { diaryNumber: 'SN/2020:00042' });
    await many.tell('2020-02-01', 'addDiaryNumber', { diaryNumber: 'SN/2019:572' });
    expect((await many.state()).numbers.map(({ raw }) => raw)).toEqual(['SN 2020:42', 'SN/00553', 'SN/2020:00042', 'SN/2019:572']);
    expect(await many.findings()).toEqual(['diary-number-incomplete', 'diary-number-printed-twice', 'several-diary-numbers']);
    expect((await many.finding('diary-number-printed-twice'))?.values).toEqual({ printed: 'SN 2020:42 · SN/2020:00042' });
  });

  it('search finds by any spelling, and merges nothing', async () => {
    const test = decisionsBook();
    const rows: RegisterRow<MatterState>[] = [];
    for (const [name, title, diaryNumbers] of [['a', 'Fees', ['SN 2020:42', 'SN/2020:00042']], ['b', 'Report', ['SN/2019:572', 'SN 2020:58']], ['c', 'Other', ['SN/00553']], ['d', 'Elsewhere', ['2019:286']], ['e', 'Twin', ['SN/2020:58']]] as const) {
      const matter = await opened({ title, diaryNumbers: [...diaryNumbers] }, test, name);
      if (name === 'd') await matter.tell('2020-02-01', 'addReference', { relation: 'follows', reference: { kind: 'outside', number: 'KS/2019:322', keptBy: 'executive board' } });
      rows.push({ stream: matter.stream, board: test.board, state: await matter.state(), lastEvent: '' as never });
    }
    const found = (text: string) => searchMatters(rows, text).map(({ row, how }) => [row.state.opened?.title, how]);
    expect(found('sn dnr 2020:042')).toEqual([['Fees', 'number']]);
    expect(found('SN 2020:58')).toEqual([['Report', 'number'], ['Twin', 'number']]);
    expect(found('sn 553')).toEqual([['Other', 'perhaps']]);
    expect(found('SN/2019:286')).toEqual([['Elsewhere', 'perhaps']]);
    expect(found('KS 2019:322')).toEqual([['Elsewhere', 'number']]);
    expect(found('  ELSE ')).toEqual([['Elsewhere', 'words']]);
    expect([found('SN 2018:42'), found(' ')]).toEqual([[], []]);
    expect(numbersInSeveralMatters(rows).map(({ number, rows: own }) => [number, own.length])).toEqual([['SN/2020:58', 2]]);
    const elsewhere = rows.map((row, n) => (n === 4 ? { ...row, board: 'test/other' as Board } : row));
    expect(numbersInSeveralMatters(elsewhere)).toEqual([]);
  });
});

describe('a proposal is no decision', () => {
  it('is recorded apart, and nothing that needs a decision takes it for one', async () => {
    const matter = await opened({ diaryNumbers: ['SN/2020:1'] });
    const proposed = await matter.tell('2020-02-01', 'propose', { proposal: 'as-proposed', text: 'to decide so', to: 'socialnämnden' });
    expect(await matter.findings()).toEqual(['only-proposed']);
    const refused = await matter.refusal('2020-03-01', 'serveDecision', { decision: 'as-proposed', party: 'private' });
    expect(refused).toMatchObject({ _tag: 'NotADecision', rule: 'decisions/serveDecision', value: 'as-proposed' });
    const state = await matter.state();
    expect(standingOfDecision(state, 'as-proposed', day('2020-03-01'))).toBe('proposed');
    expect(decisionReference(matter.stream, state, 'as-proposed')).toBeNull();
    const reference = { kind: 'recorded', stream: matter.stream, event: proposed as never } as const;
    const row = { stream: matter.stream, board: matter.register.board, state, lastEvent: '' as never };
    expect(leadsTo([row], reference)).toBe('proposal');
    expect((await matter.duties('decide-again')).length).toBe(0);
  });

  it('cited as a decision it is a contradiction, until it has been decided on', async () => {
    const matter = await opened({ diaryNumbers: ['SN/2020:1'] });
    await matter.tell('2020-02-01', 'propose', { proposal: 'as-proposed', text: 'to decide so' });
    await matter.tell('2020-02-10', 'citeMatter', { proposal: 'as-proposed', decidedOn: '2020-02-05' });
    expect(await matter.findings()).toContain('proposal-cited-as-decision');
    const decided = await matter.tell('2020-02-05', 'decideMatter', { ...decision, proposal: 'as-proposed' });
    expect(await matter.findings()).toEqual([]);
    const state = await matter.state();
    expect(decisionReference(matter.stream, state, 'it')).toEqual({ kind: 'recorded', stream: matter.stream, event: decided });
    expect([citedAs(state, decided as never), citedAs(state, state.opened?.event as never), citedAs(state, eventIdOf('x' as Board, 'y' as CommandId, 0))]).toEqual(['decision', 'other', null]);
  });

  it('a decision keeps its address when it is corrected', async () => {
    const matter = await opened();
    const decided = await matter.tell('2020-02-05', 'decideMatter', decision);
    await matter.correct(decided, { data: { ...decision, text: 'Otherwise' }, occurredOn: '2020-02-06' });
    expect(decisionReference(matter.stream, await matter.state(), 'it')?.event).toBe(decided);
  });
});

describe('decisions', () => {
  it('two papers with different days: both stand, and the check tells', async () => {
    const matter = await opened({ diaryNumbers: ['SN/2020:1'] });
    await matter.tell('2020-02-05', 'decideMatter', decision);
    await matter.tell('2020-03-01', 'citeMatter', { decision: 'it', decidedOn: '2020-02-06', paragraph: '§ 41' });
    expect(await matter.findings()).toEqual(['decision-days-differ', 'decision-paragraphs-differ']);
    expect((await matter.finding('decision-days-differ'))?.values).toEqual({ one: '2020-02-05', other: '2020-02-06' });
  });

  it('without day or paragraph: recorded, shown as missing, and no day is made up', async () => {
    const matter = await opened({ diaryNumbers: ['SN/2020:1'] });
    await matter.tell('2020-02-05', 'decideMatter', { decision: 'it', body: 'socialnämnden', text: 'said', undated: true });
    await matter.tell('2020-02-10', 'serveDecision', { decision: 'it', party: 'public' });
    await matter.tell('2020-02-10', 'citeMatter', { decision: 'it', decidedOn: '2020-02-01' });
    expect(await matter.findings()).toEqual(['day-told-elsewhere', 'decision-without-day', 'decision-without-paragraph']);
    expect(bothDays((await matter.duties('appeal-ordinary'))[0])).toBe('undated');
  });

  it('retroactive, immediately verified, superseded, withdrawn', async () => {
    const matter = await opened({ diaryNumbers: ['SN/2020:1'] });
    await matter.tell('2020-02-05', 'decideMatter', { ...decision, effectiveFrom: '2020-01-01', immediatelyVerified: true });
    expect(await matter.findings()).toEqual(['retroactive']);
    await matter.tell('2020-04-05', 'decideMatter', { ...decision, decision: 'second', effectiveFrom: '2020-05-01', supersedes: [{ kind: 'own', decision: 'it' }] });
    const at = async (key: string, on: string) => standingOfDecision(await matter.state(on), key, day(on));
    expect([await at('it', '2020-02-05'), await at('it', '2020-04-30'), await at('it', '2020-05-01'), await at('second', '2020-04-30'), await at('second', '2020-05-01'), await at('third', '2020-05-01')]).toEqual(['in-effect', 'in-effect', 'superseded', 'not-yet', 'in-effect', 'unknown']);
    await matter.tell('2020-06-01', 'endDecision', { decision: 'second', how: 'set-aside', reason: 'by the court', by: { kind: 'outside', number: 'mål 1-20' } });
    expect(await at('second', '2020-06-01')).toBe('set-aside');
  });

  it('tabled and referred back until decided; with a dispatch list', async () => {
    const matter = await opened({ diaryNumbers: ['SN/2020:1'] });
    await matter.tell('2020-02-01', 'tableMatter', { body: 'socialnämnden', until: '2020-03-01' });
    expect(await matter.findings()).toEqual(['tabled']);
    await matter.tell('2020-03-01', 'referBack', { body: 'socialnämnden', reason: 'more figures', to: 'administration' });
    expect(await matter.findings()).toEqual(['referred-back']);
    await matter.tell('2020-04-01', 'decideMatter', decision);
    await matter.tell('2020-04-02', 'listDispatch', { decision: 'it', recipients: ['auditors', 'council'] });
    await matter.tell('2020-04-03', 'dispatchDecision', { decision: 'it', to: 'council' });
    expect((await matter.finding('not-dispatched'))?.values).toEqual({ decision: 'it', recipients: 'auditors' });
    await matter.tell('2020-04-04', 'closeMatter', { reason: 'done' });
    await matter.tell('2020-05-04', 'decideMatter', { ...decision, decision: 'late' });
    expect(await matter.findings()).toContain('decided-after-closing');
  });
});

describe('conditions on other bodies', () => {
  const conditional = { ...decision, effectiveFrom: '2025-03-01', until: '2028-02-29', conditions: [{ condition: 'education', body: 'employment and adult education board' }, { condition: 'executive', body: 'executive board' }] };

  it('takes effect when all are fulfilled', async () => {
    const matter = await opened({ diaryNumbers: ['SN/2024:00420'] });
    await matter.tell('2024-12-17', 'decideMatter', conditional);
    const at = async (on: string) => standingOfDecision(await matter.state(on), 'it', day(on));
    expect([await at('2025-03-01'), await matter.findings('2025-02-28')]).toEqual(['conditional', ['condition-not-fulfilled', 'condition-not-fulfilled']]);
    expect(await matter.findings('2025-03-01')).toContain('in-effect-before-condition');
    await matter.tell('2025-01-20', 'resolveCondition', { decision: 'it', condition: 'education', outcome: 'fulfilled', reference: { kind: 'outside', number: 'AVUX/2016:55' } });
    await matter.tell('2025-02-03', 'resolveCondition', { decision: 'it', condition: 'executive', outcome: 'fulfilled', reference: { kind: 'outside', number: '§ 112 KS' } });
    expect([await at('2025-02-03'), await at('2025-03-01'), await at('2028-02-29'), await at('2028-03-01')]).toEqual(['not-yet', 'in-effect', 'in-effect', 'expired']);
    expect(await matter.findings()).toEqual([]);
  });

  it('falls when one of them decides otherwise', async () => {
    const matter = await opened({ diaryNumbers: ['SN/2024:00420'] });
    await matter.tell('2024-12-17', 'decideMatter', { ...conditional, decideAgain: true });
    expect(standing((await matter.duties('decide-again'))[0])).toBe('owed');
    await matter.tell('2025-01-20', 'resolveCondition', { decision: 'it', condition: 'executive', outcome: 'failed' });
    expect(standingOfDecision(await matter.state(), 'it', day('2025-03-01'))).toBe('failed');
    expect((await matter.duties('decide-again')).map(standing)).toEqual(['discharged']);
    expect(await matter.findings('2025-02-01')).toEqual(['condition-not-fulfilled', 'condition-failed']);
    expect(await matter.refusal('2025-02-01', 'resolveCondition', { decision: 'it', condition: 'council', outcome: 'failed' })).toMatchObject({ _tag: 'UnknownCondition', expected: 'education, executive' });
  });
});

describe('authorisations', () => {
  const authorisation = { ...decision, until: '2020-08-31', decideAgain: true, eachUseByChair: true, noticeDays: 3 };

  it('are decided on again before they end; the day is the body’s own and does not roll', async () => {
    const matter = await opened({ diaryNumbers: ['SN/2020:1'] });
    await matter.tell('2020-04-01', 'decideMatter', { ...authorisation, until: '2020-08-30' });
    expect(bothDays((await matter.duties('decide-again'))[0])).toEqual(['2020-08-30', '2020-08-30']);
    expect((await matter.listed('decide-again', '2020-08-31')).map(({ timeliness, days }) => [timeliness, days])).toEqual([['overdue', 1]]);
    expect([await matter.findings('2020-08-30'), await matter.findings('2020-08-31')]).toEqual([[], ['authorisation-expired']]);
  });

  it('a renewal performs it, declining discharges it', async () => {
    const renewed = await opened();
    await renewed.tell('2020-04-01', 'decideMatter', authorisation);
    await renewed.tell('2020-08-20', 'decideMatter', { ...authorisation, decision: 'again', until: '2020-12-31', renews: 'it' });
    expect((await renewed.duties('decide-again')).map(standing)).toEqual(['submitted', 'owed']);
    const declined = await opened();
    await declined.tell('2020-04-01', 'decideMatter', authorisation);
    await declined.tell('2020-08-20', 'declineRenewal', { decision: 'it', by: 'socialnämnden', reason: 'meetings are held in the hall again' });
    expect((await declined.duties('decide-again')).map(standing)).toEqual(['discharged']);
    expect(await declined.findings()).toEqual(['no-diary-number']);
  });

  it('each use: by the chair, with notice, and not after the end', async () => {
    const matter = await opened({ diaryNumbers: ['SN/2020:1'] });
    await matter.tell('2020-04-01', 'decideMatter', authorisation);
    const chair = { kind: 'outside', number: 'ordförandebeslut 7' };
    await matter.tell('2020-05-08', 'useAuthorisation', { decision: 'it', forMeeting: '2020-05-12', chairDecision: chair });
    expect((await matter.findings('2020-08-01')).length).toBe(0);
    await matter.tell('2020-06-08', 'useAuthorisation', { decision: 'it', forMeeting: '2020-06-09' });
    expect(await matter.findings('2020-08-01')).toEqual(['used-without-chair-decision', 'notice-too-short']);
    await matter.tell('2020-08-28', 'useAuthorisation', { decision: 'it', forMeeting: '2020-09-08', chairDecision: chair });
    expect(await matter.findings('2020-09-08')).toContain('used-after-expiry');
  });

  it('late and corrected facts bring the record in line, and what was known stays known', async () => {
    const test = decisionsBook('2020-04-02');
    const matter = await opened({}, test);
    const decided = await matter.tell('2020-04-01', 'decideMatter', authorisation);
    test.setClock('2020-10-01');
    await matter.correct(decided, { data: { ...authorisation, until: '2020-12-31' } }, '2020-10-01');
    const [duty] = await matter.duties('decide-again');
    expect([bothDays(duty), duty?.earlierDues?.length]).toEqual([['2020-12-31', '2020-12-31'], 1]);
    expect((await matter.listed('decide-again', '2020-09-15', '2020-09-15T00:00:00.000Z')).map(({ timeliness }) => timeliness)).toEqual(['overdue']);
    expect((await matter.listed('decide-again', '2020-12-15', '2020-10-02T00:00:00.000Z')).map(({ timeliness }) => timeliness)).toEqual(['due-soon']);
    test.setClock('2020-11-01');
    await matter.retract(decided, '2020-11-01');
    expect(await matter.duties('decide-again')).toEqual([]);
  });
});

describe('a request to conclude, FL 12 §', () => {
  const byParty = { title: 'A slow case', openedBy: 'private-party' };

  it('binds once, after six months; deciding or refusing answers it', async () => {
    const matter = await opened(byParty);
    await matter.tell('2020-07-10', 'requestConclusion', {});
    expect([await matter.duties('answer-conclusion-request'), await matter.findings()]).toEqual([[], ['no-diary-number', 'conclusion-request-too-early']]);
    await matter.tell('2020-07-11', 'requestConclusion', {});
    await matter.tell('2020-07-20', 'requestConclusion', {});
    expect((await matter.duties('answer-conclusion-request')).map(bothDays)).toEqual([['2020-08-08', '2020-08-10']]);
    expect(await matter.findings()).toContain('conclusion-request-made-before');
    await matter.tell('2020-08-10', 'refuseConclusion', { by: 'socialnämnden' });
    expect((await matter.duties('answer-conclusion-request')).map(standing)).toEqual(['submitted']);
  });

  it('is answered by the decision that concludes the case, and by no other', async () => {
    const matter = await opened(byParty);
    await matter.tell('2020-08-01', 'requestConclusion', {});
    await matter.tell('2020-08-10', 'decideMatter', { ...decision, decision: 'interim' });
    expect((await matter.duties('answer-conclusion-request')).map(standing)).toEqual(['owed']);
    await matter.tell('2020-08-20', 'decideMatter', { ...decision, concludes: true });
    expect((await matter.duties('answer-conclusion-request')).map(standing)).toEqual(['submitted']);
    const own = await opened();
    await own.tell('2020-09-01', 'requestConclusion', {});
    expect([await own.duties('answer-conclusion-request'), await own.findings()]).toEqual([[], ['no-diary-number', 'conclusion-request-not-opened-by-party']]);
  });
});

it('appeals are performed, and lapse by themselves', async () => {
  const matter = await opened();
  await matter.tell('2020-02-03', 'decideMatter', decision);
  await matter.tell('2020-02-05', 'serveDecision', { decision: 'it', party: 'private' });
  expect((await matter.listed('appeal-ordinary', '2020-02-26')).map(({ timeliness, force }) => [timeliness, force])).toEqual([['due-today', 'may']]);
  expect(await matter.listed('appeal-ordinary', '2020-02-27')).toEqual([]);
  await matter.tell('2020-02-20', 'recordAppeal', { decision: 'it', kind: 'ordinary' });
  expect((await matter.duties('appeal-ordinary')).map(standing)).toEqual(['submitted']);
});

it('refuses what contradicts itself, and names rule, field and value', async () => {
  const matter = matterBook();
  expect(await matter.refusal('2020-01-01', 'propose', { proposal: 'a', text: 'b' })).toMatchObject({ _tag: 'MatterNotOpened' });
  expect(await matter.refusal('2020-01-01', 'openMatter', { title: 'A', personal: 'said' })).toMatchObject({ _tag: 'NoSealer' });
  await matter.tell('2020-01-01', 'openMatter', { title: 'A' });
  await matter.tell('2020-01-01', 'decideMatter', decision);
  const refused = async (command: string, data: object) => (await matter.refusal('2020-02-01', command, data as never))._tag;
  expect([
    await refused('openMatter', { title: 'A' }),
    await refused('decideMatter', decision),
    await refused('decideMatter', { ...decision, decision: 'b', proposal: 'none' }),
    await refused('decideMatter', { ...decision, decision: 'b', decideAgain: true }),
    await refused('decideMatter', { ...decision, decision: 'b', effectiveFrom: '2020-05-01', until: '2020-04-01' }),
    await refused('decideMatter', { ...decision, decision: 'b', supersedes: [{ kind: 'own', decision: 'c' }] }),
    await refused('decideMatter', { ...decision, decision: 'b', conditions: [{ condition: 'x', body: 'y' }, { condition: 'x', body: 'z' }] }),
    await refused('propose', { proposal: 'it', text: 'b' }),
    await refused('tableMatter', { body: 'b', until: '2020-02-01' }),
    await refused('citeMatter', { decision: 'it', proposal: 'a' }),
    await refused('openMatter', { title: 'A', unknown: 1 }),
  ]).toEqual(['MatterOpenedAlready', 'KeyTaken', 'UnknownProposal', 'SelfContradiction', 'SelfContradiction', 'UnknownDecision', 'KeyTaken', 'KeyTaken', 'SelfContradiction', 'SelfContradiction', 'InvalidData']);
  expect(left(await matter.register.run({ stream: matter.stream, command: 'propose', data: {} })).length).toBeGreaterThan(0);
});
