/** Bodies: meetings scheduled, moved, held; minutes verified, announced, and the time for legality review. */
import { bodyStream, reportingOn } from '@frist/decisions';

import { assignmentBook, bodyBook, bothDays, day, decisionsBook, delegatedBook, standing } from './support';

const registered = async (test = decisionsBook()) => {
  const body = bodyBook(test);
  await body.tell('2024-01-01', 'registerBody', { body: 'socialnämnden', kind: 'board' });
  return body;
};
const meeting = { body: 'socialnämnden', meeting: '2024-12-17' };

it('minutes: verified, announced, and open to review, each from its own day', async () => {
  const body = await registered();
  await body.tell('2024-01-10', 'scheduleMeeting', { ...meeting, heldOn: '2024-12-17' });
  expect([await body.findings('2024-12-17'), await body.findings('2024-12-18')]).toEqual([[], ['meeting-not-on-record']]);
  await body.tell('2024-12-17', 'holdMeeting', { meeting: '2024-12-17' });
  expect((await body.listed('verify-minutes', '2024-12-31')).map(({ timeliness, days, legalBasis }) => [timeliness, days, legalBasis.reference])).toEqual([['due-soon', -2, 'KL (2017:725) 5 kap. 69 §, 6 kap. 35 §']]);
  await body.tell('2025-01-03', 'verifyMinutes', { meeting: '2024-12-17', verification: 'ordinary' });
  expect((await body.duties('announce-verification')).map(bothDays)).toEqual([['2025-01-05', '2025-01-07']]);
  await body.tell('2025-01-07', 'announceMinutes', { meeting: '2024-12-17', verification: 'ordinary' });
  expect([...(await body.duties('verify-minutes')), ...(await body.duties('announce-verification'))].map(standing)).toEqual(['submitted', 'submitted']);
  expect((await body.duties('appeal-legality')).map(bothDays)).toEqual([['2025-01-28', '2025-01-28']]);
  expect((await body.register.check('2025-01-15')).counts).toMatchObject({ 'met-late': 1, 'met-on-time': 1 });
  expect(await body.listed('appeal-legality', '2025-01-29')).toEqual([]);
  expect(await body.findings()).toEqual([]);
});

it('immediate verification has its own announcement and review; the rest is verified as usual', async () => {
  const body = await registered();
  await body.tell('2024-12-17', 'holdMeeting', { meeting: 'm' });
  expect(await body.refusal('2024-12-17', 'verifyMinutes', { meeting: 'm', verification: 'at-once', immediate: true })).toMatchObject({ _tag: 'SelfContradiction' });
  await body.tell('2024-12-17', 'verifyMinutes', { meeting: 'm', verification: 'at-once', immediate: true, paragraphs: ['§ 140'] });
  expect((await body.duties('verify-minutes')).map(standing)).toEqual(['owed']);
  await body.tell('2024-12-18', 'announceMinutes', { meeting: 'm', verification: 'at-once' });
  await body.tell('2024-12-27', 'verifyMinutes', { meeting: 'm', verification: 'ordinary' });
  expect([(await body.duties('verify-minutes')).map(standing), (await body.duties('announce-verification')).map(standing), (await body.duties('appeal-legality')).map(bothDays)]).toEqual([['submitted'], ['submitted', 'owed'], [['2025-01-08', '2025-01-08']]]);
  await body.tell('2025-01-08', 'appealMinutes', { meeting: 'm', verification: 'at-once', paragraphs: ['§ 140'] });
  expect((await body.duties('appeal-legality')).map(standing)).toEqual(['submitted']);
});

it('what is due at the next meeting moves with it', async () => {
  const test = decisionsBook();
  const body = await registered(test);
  const decision = delegatedBook(test);
  await body.tell('2024-01-10', 'scheduleMeeting', { body: 'socialnämnden', meeting: 'on-the-day', heldOn: '2024-12-09' });
  await body.tell('2024-01-10', 'scheduleMeeting', { ...meeting, heldOn: '2024-12-17' });
  await decision.tell('2024-12-09', 'takeDelegatedDecision', { kind: 'chair', what: 'Grant', body: 'socialnämnden', diaryNumbers: ['SN/2024:00448'] });
  const due = async (asOf: string) => (await decision.listed('report-chair-decision', asOf)).map((one) => [one.due?.kind === 'at-meeting' && one.due.told, one.timeliness]);
  expect(await due('2024-12-10')).toEqual([['2024-12-17', 'due-soon']]);
  await body.tell('2024-12-12', 'moveMeeting', { ...meeting, heldOn: '2025-01-14', reason: 'illness' });
  expect([await due('2024-12-11'), await due('2024-12-20'), await due('2025-01-15')]).toEqual([[['2024-12-17', 'due-soon']], [['2025-01-14', 'due-soon']], [['2025-01-14', 'overdue']]]);
  await body.tell('2024-01-10', 'scheduleMeeting', { body: 'socialnämnden', meeting: 'after', heldOn: '2025-02-04' });
  const cancelled = await body.tell('2025-01-10', 'cancelMeeting', { ...meeting, reason: 'too few matters' });
  expect(await due('2025-01-15')).toEqual([['2025-02-04', 'due-soon']]);
  await body.retract(cancelled);
  await decision.tell('2025-01-14', 'reportDelegatedDecision', { body: 'socialnämnden', paragraph: '§ 3' });
  expect((await test.check('2025-01-15')).counts).toMatchObject({ 'met-on-time': 1, overdue: 0 });
});

it('a meeting that is only known to have been held is the next meeting; taken back or corrected, it is not', async () => {
  const test = decisionsBook();
  const body = await registered(test);
  const decision = delegatedBook(test);
  await body.tell('2024-01-10', 'scheduleMeeting', { body: 'socialnämnden', meeting: 'january', heldOn: '2025-01-28' });
  await decision.tell('2024-12-09', 'takeDelegatedDecision', { kind: 'chair', what: 'Grant', body: 'socialnämnden', diaryNumbers: ['SN/2024:00448'] });
  const due = async (asOf: string) => (await decision.listed('report-chair-decision', asOf)).map((one) => [one.due?.kind === 'at-meeting' && one.due.told, one.timeliness]);
  const held = await body.tell('2024-12-17', 'holdMeeting', { meeting: 'extra' });
  expect([await due('2024-12-16'), await due('2024-12-20')]).toEqual([[['2025-01-28', 'upcoming']], [['2024-12-17', 'overdue']]]);
  await body.correct(held, { occurredOn: '2024-12-19' });
  expect(await due('2024-12-20')).toEqual([['2024-12-19', 'overdue']]);
  await body.retract(held);
  expect(await due('2024-12-20')).toEqual([['2025-01-28', 'upcoming']]);
});

it('what is due at a meeting that is cancelled waits for the next one, and is undetermined while there is none', async () => {
  const test = decisionsBook();
  const body = await registered(test);
  const assignment = assignmentBook(test);
  await body.tell('2024-01-10', 'scheduleMeeting', { ...meeting, heldOn: '2024-12-17' });
  await assignment.tell('2024-01-15', 'giveAssignment', { title: 'Report', kind: 'assignment', due: { meeting: { body: 'socialnämnden', day: '2024-12-17' } } });
  await body.tell('2024-12-10', 'cancelMeeting', { ...meeting, reason: 'too few matters' });
  const due = async (asOf: string) => (await assignment.listed('answer-assignment', asOf)).map((one) => [one.due?.kind === 'at-meeting' && one.due.told, one.timeliness, one.why?.en]);
  expect(await due('2024-12-09')).toEqual([['2024-12-17', 'due-soon', undefined]]);
  expect(await due('2024-12-20')).toEqual([[undefined, 'undetermined', 'The meeting of socialnämnden on 2024-12-17 is cancelled, and no later one is on record']]);
  await body.tell('2024-12-12', 'scheduleMeeting', { body: 'socialnämnden', meeting: 'january', heldOn: '2025-01-28' });
  expect(await due('2025-01-27')).toEqual([['2025-01-28', 'due-soon', undefined]]);
});

it('shows what does not agree, and refuses what is another body’s', async () => {
  const body = await registered();
  expect(await body.refusal('2024-02-01', 'scheduleMeeting', { body: 'kommunstyrelsen', meeting: 'x', heldOn: '2024-03-01' })).toMatchObject({ _tag: 'OtherBody', expected: 'socialnämnden' });
  expect(await body.refusal('2024-02-01', 'moveMeeting', { body: 'socialnämnden', meeting: 'x', heldOn: '2024-03-01', reason: 'y' })).toMatchObject({ _tag: 'UnknownMeeting' });
  expect(await body.refusal('2024-02-01', 'verifyMinutes', { meeting: 'x', verification: 'y' })).toMatchObject({ _tag: 'UnknownMeeting' });
  await body.tell('2024-02-01', 'scheduleMeeting', { body: 'socialnämnden', meeting: 'x', heldOn: '2024-03-01' });
  await body.tell('2024-03-02', 'holdMeeting', { meeting: 'x' });
  await body.tell('2024-03-01', 'verifyMinutes', { meeting: 'x', verification: 'ordinary' });
  await body.tell('2024-02-28', 'announceMinutes', { meeting: 'x', verification: 'ordinary' });
  await body.tell('2024-03-10', 'appealMinutes', { meeting: 'x', verification: 'other' });
  expect(await body.findings()).toEqual(['held-on-another-day', 'verified-before-meeting', 'announced-before-verification', 'appealed-before-announcement']);
  for (const [command, data, tag] of [['holdMeeting', { meeting: 'x' }, 'MeetingHeldAlready'], ['cancelMeeting', { body: 'socialnämnden', meeting: 'x', reason: 'y' }, 'MeetingHeldAlready'], ['verifyMinutes', { meeting: 'x', verification: 'ordinary' }, 'KeyTaken'], ['registerBody', { body: 'b', kind: 'board' }, 'BodyRegisteredAlready']] as const) {
    expect(await body.refusal('2024-04-01', command, data)).toMatchObject({ _tag: tag });
  }
  await body.tell('2024-04-01', 'scheduleMeeting', { body: 'socialnämnden', meeting: 'z', heldOn: '2024-05-01' });
  await body.tell('2024-04-02', 'cancelMeeting', { body: 'socialnämnden', meeting: 'z', reason: 'no matters' });
  expect(await body.refusal('2024-05-01', 'holdMeeting', { meeting: 'z' })).toMatchObject({ _tag: 'MeetingCancelledBefore' });
});

it('a corrected meeting day moves what follows, and a retraction takes it away', async () => {
  const body = await registered();
  const held = await body.tell('2024-12-10', 'holdMeeting', { meeting: 'm' });
  const verified = await body.tell('2024-12-20', 'verifyMinutes', { meeting: 'm', verification: 'ordinary' });
  await body.correct(held, { occurredOn: '2024-12-17' });
  expect((await body.duties('verify-minutes')).map((duty) => [bothDays(duty), standing(duty), duty.anomalies])).toEqual([[['2024-12-31', '2025-01-02'], 'submitted', undefined]]);
  await body.retract(verified);
  expect([(await body.duties('verify-minutes')).map(standing), await body.duties('announce-verification')]).toEqual([['owed'], []]);
  await body.retract(held);
  expect(await body.duties('verify-minutes')).toEqual([]);
});

it('how delegated decisions are reported is the body’s own decision, by day', async () => {
  const body = await registered();
  await body.tell('2024-02-01', 'decideReporting', { reporting: 'next-meeting' });
  await body.tell('2024-06-01', 'decideReporting', { reporting: 'not-reported', what: 'purchases' });
  const state = await body.state();
  expect([reportingOn(state, day('2024-01-31')), reportingOn(state, day('2024-07-01'))?.reporting, reportingOn(state, day('2024-07-01'), 'purchases')?.reporting]).toEqual([null, 'next-meeting', 'not-reported']);
  expect(bodyStream(body.register.board, 'socialnämnden')).toMatch(/^body-[0-9a-f-]{36}$/);
});
