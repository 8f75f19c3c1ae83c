/** Decisions on the board's behalf: reported as the law or the board says; without day or number; revocations; about persons. */
import { memoryKeyStore, sealerFrom } from '@frist/confidentiality';
import { execute, type RecordedEvent } from '@frist/event-sourcing';
import { testActor } from '@frist/testing';

import { bodyBook, bothDays, decisionsBook, delegatedBook, right, standing } from './support';

const chair = { kind: 'chair', what: 'Letter of intent, family centre', body: 'socialnämnden', diaryNumbers: ['SN 2019:363'] };
const delegated = { kind: 'delegated', what: 'Purchase of furniture', body: 'socialnämnden', by: 'head of unit', number: 'D 12' };

it('a chair’s decision whose day nobody tells is owed without a date, and reported without a verdict', async () => {
  const test = decisionsBook();
  const body = bodyBook(test);
  await body.tell('2019-01-01', 'registerBody', { body: 'socialnämnden', kind: 'board' });
  await body.tell('2019-01-01', 'scheduleMeeting', { body: 'socialnämnden', meeting: 'm', heldOn: '2019-09-24' });
  const decision = delegatedBook(test);
  await decision.tell('2019-08-31', 'takeDelegatedDecision', { ...chair, undated: true });
  expect((await decision.listed('report-chair-decision', '2019-12-31')).map(({ due, timeliness }) => [due?.kind, timeliness])).toEqual([['undated', 'undetermined']]);
  expect(await decision.findings()).toEqual(['decision-without-day']);
  await decision.tell('2019-09-24', 'reportDelegatedDecision', { body: 'socialnämnden' });
  expect((await decision.duties('report-chair-decision')).map(standing)).toEqual(['submitted']);
  expect((await test.check('2019-12-31')).counts).toMatchObject({ overdue: 0, 'met-late': 0, undetermined: 0 });
});

it('a delegate’s decision is reported as the board has decided: at a meeting, by a day, or not at all', async () => {
  const due = async (reporting: object | null) => {
    const one = delegatedBook();
    await one.tell('2024-03-01', 'takeDelegatedDecision', { ...delegated, ...(reporting === null ? {} : { reporting }) });
    return [(await one.duties('report-delegated-decision')).map(bothDays), await one.findings()];
  };
  expect(await due({ how: 'next-meeting' })).toEqual([['at-meeting'], []]);
  expect(await due({ how: 'at-meeting', day: '2024-04-01' })).toEqual([['at-meeting'], []]);
  expect(await due({ how: 'by-day', day: '2024-03-31' })).toEqual([[['2024-03-31', '2024-03-31']], []]);
  expect(await due({ how: 'not-reported' })).toEqual([[], ['not-announced']]);
  expect(await due(null)).toEqual([['undated'], ['reporting-not-told']]);
});

it('only a report to the body that is owed one, on the day of the decision or later, is the report', async () => {
  const one = delegatedBook();
  await one.tell('2024-03-01', 'takeDelegatedDecision', chair);
  await one.tell('2024-03-12', 'reportDelegatedDecision', { body: 'arbetsutskottet' });
  const early = await one.tell('2024-02-13', 'reportDelegatedDecision', { body: 'socialnämnden' });
  expect((await one.duties('report-chair-decision')).map(standing)).toEqual(['owed']);
  expect([...(await one.findings())].sort()).toEqual(['reported-before-decision', 'reported-to-other-body', 'reported-twice']);
  await one.tell('2024-04-16', 'reportDelegatedDecision', { body: 'socialnämnden', paragraph: '§ 9' });
  const performed = async () => (await one.duties('report-chair-decision')).map((duty) => [standing(duty), duty.performedOn, duty.evidence]);
  expect(await performed()).toEqual([['submitted', '2024-04-16', 'reported to socialnämnden, § 9']]);
  await one.correct(early, { occurredOn: '2024-03-01' });
  expect(await performed()).toEqual([['submitted', '2024-03-01', 'reported to socialnämnden']]);
});

it('nothing is reported before a decision whose day nobody tells', async () => {
  const one = delegatedBook();
  await one.tell('2019-10-31', 'takeDelegatedDecision', { ...chair, undated: true });
  await one.tell('2019-09-24', 'reportDelegatedDecision', { body: 'socialnämnden' });
  expect((await one.duties('report-chair-decision')).map(standing)).toEqual(['submitted']);
  expect(await one.findings()).toEqual(['decision-without-day']);
});

it('what is not reported is announced, and the time for review runs from there', async () => {
  const one = delegatedBook();
  await one.tell('2025-03-20', 'takeDelegatedDecision', { ...delegated, reporting: { how: 'not-reported' } });
  await one.tell('2025-03-28', 'announceDelegatedDecision', {});
  expect((await one.duties('appeal-delegated')).map(bothDays)).toEqual([['2025-04-18', '2025-04-22']]);
  await one.tell('2025-04-01', 'revokeDelegatedDecision', { by: 'head of unit' });
  expect((await one.duties('appeal-delegated')).map(standing)).toEqual(['discharged']);
});

it('revocations name what they revoke, or the check says that they do not', async () => {
  const one = delegatedBook();
  await one.tell('2024-03-01', 'takeDelegatedDecision', { kind: 'delegated', what: 'Revocation of an earlier delegation', body: 'socialnämnden', reporting: { how: 'next-meeting' }, revokes: { text: 'the earlier one' } });
  expect(await one.findings()).toEqual(['no-diary-number', 'no-delegate', 'revokes-what-is-not-told']);
  const other = delegatedBook();
  await other.tell('2024-03-01', 'takeDelegatedDecision', { ...delegated, reporting: { how: 'next-meeting' }, revokes: { reference: { kind: 'outside', number: 'D 11' } } });
  expect(await other.findings()).toEqual([]);
});

it('shows what does not agree, and refuses what contradicts itself', async () => {
  const one = delegatedBook();
  expect(await one.refusal('2024-03-01', 'reportDelegatedDecision', { body: 'b' })).toMatchObject({ _tag: 'DecisionNotTaken' });
  expect(await one.refusal('2024-03-01', 'takeDelegatedDecision', { ...chair, reporting: { how: 'not-reported' } })).toMatchObject({ _tag: 'SelfContradiction', rule: 'decisions/takeDelegatedDecision' });
  await one.tell('2024-03-01', 'takeDelegatedDecision', { ...delegated, reporting: { how: 'next-meeting' } });
  await one.tell('2024-02-20', 'reportDelegatedDecision', { body: 'kommunstyrelsen' });
  await one.tell('2024-03-20', 'reportDelegatedDecision', { body: 'socialnämnden' });
  await one.tell('2024-02-01', 'revokeDelegatedDecision', { by: 'board' });
  expect(await one.findings()).toEqual(['reported-before-decision', 'reported-to-other-body', 'reported-twice', 'revoked-before-decision']);
  expect((await one.duties('report-delegated-decision')).map(({ anomalies, delivery }) => [delivery, anomalies])).toEqual([['submitted', undefined]]);
  expect(await one.refusal('2024-03-01', 'takeDelegatedDecision', delegated)).toMatchObject({ _tag: 'DecisionTakenAlready' });
  expect(await one.refusal('2024-03-01', 'revokeDelegatedDecision', { by: 'board' })).toMatchObject({ _tag: 'RevokedAlready' });
});

const person = '7d6f3c1e-57a5-4f51-9d7a-1c2d3e4f5a6b';
const personal = { person, personal: 'the family’s own wish' };

it.each([
  ['delegatedDecision', 'takeDelegatedDecision', { ...delegated, ...personal, reporting: { how: 'next-meeting' } }, ['DelegatedDecisionTaken', 'ObligationIncurred']],
  ['matter', 'openMatter', { title: 'A case', ...personal }, ['MatterOpened']],
  ['assignment', 'tellShortfall', { outcome: 'reduced', because: 'responsible-on-leave', ...personal }, ['AssignmentFellShort', 'PartialPerformanceRecorded']],
] as const)('%s: what concerns a person is sealed, and never stands in a duty; without a sealer it is refused', async (category, name, data, types) => {
  const test = decisionsBook();
  const stream = test.streamOf(category, 'personal');
  if (category === 'assignment') await test.record({ stream, command: 'giveAssignment', data: { kind: 'assignment', title: 'Courses' }, on: '2024-01-01' });
  const command = { id: 'p-1', board: test.board, stream, command: name, on: '2024-03-01', actor: testActor, data };
  expect((await execute(test.register)(command)())._tag).toBe('Left');
  const register = { ...test.register, sealer: sealerFrom(memoryKeyStore()) };
  const { events } = right(await execute(register)(command)());
  expect((events[0] as RecordedEvent<string, { personal: object }>).data.personal).toMatchObject({ _tag: 'sealed', subject: person });
  expect(JSON.stringify(events)).not.toContain('own wish');
  expect(events.map(({ type }) => type)).toEqual(types);
});
