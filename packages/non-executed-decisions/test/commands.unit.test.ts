/** What is refused, and that nothing is recorded then; what is recorded, by which cause. */
import { readStreamEvents } from '@frist/event-sourcing';

import { statisticsDutyStream, compilationStream } from '@frist/non-executed-decisions';

import { type Book, book, contactPerson, quarter, right, subject } from './support';

const decided = async (on = '2024-01-10'): Promise<Book> => {
  const one = book();
  await one.tell(on, 'recordDecision', contactPerson);
  return one;
};

const lengthOf = async (one: Book): Promise<number> => right(await readStreamEvents(one.test.register.store, one.test.register.catalogue, one.stream('one'))()).length;

/** Refused with this tag, and the stream is as long as before. */
const refused = async (one: Book, tag: string, ...told: Parameters<Book['refusal']>): Promise<void> => {
  const before = await lengthOf(one);
  expect(await one.refusal(...told)).toBe(tag);
  expect(await lengthOf(one)).toBe(before);
};

it('refuses what contradicts the course of things', async () => {
  const none = book();
  await refused(none, 'NotDecided', '2024-01-01', 'startExecution');
  const one = await decided();
  await refused(one, 'DecidedAlready', '2024-01-11', 'recordDecision', contactPerson);
  await refused(one, 'BeforeDecision', '2024-01-09', 'startExecution');
  await refused(one, 'NotInterrupted', '2024-02-01', 'resumeExecution');
  await refused(one, 'NotExecuting', '2024-02-01', 'interruptExecution', { subject });
  await refused(one, 'OtherSubject', '2024-02-01', 'recordOffer', { subject: subject.replace('a1', 'a2'), offer: 'first' });
  await one.tell('2024-02-01', 'startExecution');
  await refused(one, 'ExecutingAlready', '2024-02-02', 'startExecution');
  await refused(one, 'ExecutingAlready', '2024-02-02', 'closeWithoutExecution', { subject, reason: 'moved' });
  await one.tell('2024-03-01', 'interruptExecution', { subject });
  await refused(one, 'InterruptedAlready', '2024-03-02', 'interruptExecution', { subject });
  await one.tell('2024-03-05', 'closeWithoutExecution', { subject, reason: 'moved' });
  await refused(one, 'ClosedAlready', '2024-03-06', 'resumeExecution');
  await refused(one, 'ClosedAlready', '2024-03-06', 'closeWithoutExecution', { subject, reason: 'moved' });
});

it('refuses a provision of another act, offers that are not there, and unknown keys', async () => {
  const one = book();
  await refused(one, 'SelfContradiction', '2024-01-01', 'recordDecision', { ...contactPerson, legalBasis: { act: 'LSS', provision: '4:1' } });
  await refused(one, 'InvalidData', '2024-01-01', 'recordDecision', { ...contactPerson, name: 'X' });
  await one.tell('2024-01-01', 'recordDecision', contactPerson);
  await refused(one, 'UnknownOffer', '2024-01-02', 'declineOffer', { subject, offer: 'constructor' });
  await one.tell('2024-01-02', 'recordOffer', { subject, offer: 'constructor' });
  await refused(one, 'OfferTaken', '2024-01-03', 'recordOffer', { subject, offer: 'constructor' });
  await one.tell('2024-01-03', 'declineOffer', { subject, offer: 'constructor' });
});

it('refuses a report before the first quarter, of a quarter to come, too early, twice, or of what is not owed', async () => {
  const one = await decided('2024-01-10');
  const report = (on: string, to: string, of: string, more = {}): Parameters<Book['refusal']> => [on, 'reportNonExecution', { to, quarter: of, ...more }];
  await refused(one, 'NotYetReportable', ...report('2024-04-10', 'inspectorate', '2024-Q2'));
  await refused(one, 'QuarterBeforeFirst', ...report('2024-07-02', 'inspectorate', '2024-Q1'));
  await refused(one, 'QuarterNotBegun', ...report('2024-07-02', 'inspectorate', '2024-Q4'));
  await refused(one, 'UnknownSpell', ...report('2024-07-02', 'inspectorate', '2024-Q2', { since: '2024-01-11' }));
  await one.tell(...report('2024-07-02', 'inspectorate', '2024-Q2'));
  await refused(one, 'ReportedAlready', ...report('2024-07-03', 'inspectorate', '2024-Q2'));
  await one.tell(...report('2024-07-03', 'auditors', '2024-Q2'));
  await one.tell(...report('2024-07-03', 'council', '2024-Q2'));
  await refused(one, 'NotEnded', '2024-07-04', 'reportEnd', { to: 'inspectorate' });
  await one.tell('2024-07-05', 'startExecution');
  await one.tell('2024-07-06', 'reportEnd', { to: 'inspectorate' });
  await refused(one, 'ReportedAlready', '2024-07-07', 'reportEnd', { to: 'inspectorate' });
  const inTime = await decided();
  await inTime.tell('2024-04-10', 'startExecution');
  await refused(inTime, 'NotReportable', ...report('2024-07-02', 'inspectorate', '2024-Q2'));
  const ruling = book();
  await ruling.tell('2024-01-10', 'recordDecision', { ...contactPerson, courtRuling: { finalOn: '2024-02-01' } });
  await refused(ruling, 'NotReportable', ...report('2024-07-02', 'inspectorate', '2024-Q2'));
  const other = book();
  await other.tell('2024-01-10', 'recordDecision', { ...contactPerson, legalBasis: { act: 'SoL', provision: '4:2' } });
  await refused(other, 'NotReportable', ...report('2024-07-02', 'inspectorate', '2024-Q2'));
});

it('the chain from decision to report to fee can be followed by causation', async () => {
  const one = await decided('2024-01-10');
  const report = await one.tell('2024-07-02', 'reportNonExecution', { to: 'inspectorate', quarter: '2024-Q2' });
  const fee = await one.tell('2024-09-01', 'recordFeeApplication', { application: 'first', caseNumber: '1234-24', appliedFor: 20_000_000 });
  await refused(one, 'ApplicationTaken', '2024-09-02', 'recordFeeApplication', { application: 'first' });
  await refused(one, 'UnknownApplication', '2024-09-02', 'recordFeeDecision', { application: 'second', outcome: 'refused' });
  await refused(one, 'SelfContradiction', '2024-09-02', 'recordFeeDecision', { application: 'first', outcome: 'imposed' });
  await refused(one, 'SelfContradiction', '2024-09-02', 'recordFeeDecision', { application: 'first', outcome: 'waived', amount: 1 });
  const court = await one.tell('2025-01-15', 'recordFeeDecision', { application: 'first', outcome: 'imposed', amount: 15_000_000, court: 'förvaltningsrätten' });
  await refused(one, 'FeeDecidedAlready', '2025-01-16', 'recordFeeDecision', { application: 'first', outcome: 'refused' });
  const events = right(await readStreamEvents(one.test.register.store, one.test.register.catalogue, one.stream('one'))());
  const causeOf = (id: string) => events.find((event) => event.id === id)?.causationId;
  expect([causeOf(court), causeOf(fee), causeOf(report)]).toEqual([fee, report, events[0]?.id]);
});

it('adoptions and sendings: only of their own quarter, each row once, sent once to each', async () => {
  const one = book();
  const own = compilationStream(one.test.board, quarter('2024-Q2'));
  const row = { decision: one.stream('one'), spell: '00000000-0000-5000-8000-000000000001', heading: 'new', kind: 'decision', intervention: { category: 'x' }, decidedOn: '2024-01-10', since: '2024-01-10', firstQuarter: '2024-Q2' };
  const adopt = async (on: string, data: object, stream = own) => one.run({ stream, command: 'adoptCompilation', on, data: { quarter: '2024-Q2', by: 'nämnden', cutOff: '2024-06-30', rows: [], ...data } });
  const send = async (on: string, data: object) => one.run({ stream: own, command: 'recordSending', on, data: data as never });
  const tag = (result: Awaited<ReturnType<typeof adopt>>) => (result._tag === 'Left' ? result.left[0]?._tag : 'accepted');
  expect(tag(await send('2024-08-20', { to: 'auditors' }))).toBe('NotAdopted');
  expect(tag(await adopt('2024-08-20', { rows: [row, row] }))).toBe('RowTwice');
  expect(tag(await adopt('2024-08-20', { quarter: '2024-Q3' }))).toBe('OtherQuarter');
  expect(tag(await adopt('2024-08-20', { rows: [row] }))).toBe('accepted');
  expect(tag(await adopt('2024-08-20', { rows: [row] }))).toBe('AdoptedAlready');
  expect(tag(await send('2024-08-19', { to: 'auditors' }))).toBe('NotAdopted');
  expect(tag(await send('2024-08-21', { to: 'auditors' }))).toBe('accepted');
  expect(tag(await send('2024-08-22', { to: 'auditors' }))).toBe('SentAlready');
  expect(tag(await adopt('2024-09-20', { rows: [row] }))).toBe('accepted');
  expect(tag(await send('2024-09-21', { to: 'auditors' }))).toBe('accepted');
  const line = { acts: ['SoL'], count: 0, days: [] };
  const statistics = { quarter: '2024-Q1', smallestGroup: 5, splitBySex: false, decisions: { lines: [], total: line }, interruptions: { lines: [], total: line } };
  expect(tag(await send('2024-09-21', { to: 'council', statistics }))).toBe('SelfContradiction');
  expect(tag(await send('2024-09-21', { to: 'inspectorate', statistics }))).toBe('SelfContradiction');
  expect(tag(await send('2024-09-21', { to: 'council', statistics: { ...statistics, quarter: '2024-Q2' } }))).toBe('accepted');
});

it('the board’s duty to give statistics: assumed once, passed on once, in the board’s own stream', async () => {
  const one = book();
  const stream = statisticsDutyStream(one.test.board);
  const tag = async (on: string, command: string, data = {}, at = stream) => {
    const done = await one.run({ stream: at, command, on, data });
    return done._tag === 'Left' ? done.left[0]?._tag : 'accepted';
  };
  expect(await tag('2024-01-01', 'passOnStatisticsDuty', { reason: 'reorganised' })).toBe('NotAssumed');
  expect(await tag('2024-01-01', 'assumeStatisticsDuty', {}, one.test.streamOf('statisticsDuty', 'other'))).toBe('OtherStream');
  expect(await tag('2024-01-01', 'assumeStatisticsDuty')).toBe('accepted');
  expect(await tag('2024-02-01', 'assumeStatisticsDuty')).toBe('AssumedAlready');
  expect(await tag('2024-08-01', 'passOnStatisticsDuty', { reason: 'reorganised' })).toBe('accepted');
  expect(await tag('2024-09-01', 'passOnStatisticsDuty', { reason: 'reorganised' })).toBe('PassedOnAlready');
  expect(await one.owed('2025-01-01')).toEqual(['statistics-to-council 2024-Q1 active overdue', 'statistics-to-council 2024-Q2 active overdue']);
});
