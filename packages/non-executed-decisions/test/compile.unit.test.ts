/** Headings from quarter to quarter, what was sent against what is known, rows that are lost, findings, the fee. */
import { adoptionCommand, compilationFindings, type CompilationState, differences, feeStart, headings, sendingCommand } from '@frist/non-executed-decisions';
import { testActor } from '@frist/testing';

import { type Book, book, commandId, contactPerson, day, quarter, right, subject } from './support';

let n = 0;
const adopt = async (one: Book, of: string, on: string, more: object = {}) => {
  const now = await one.compile(of, on);
  n += 1;
  const meta = { id: commandId(`adopt-${n}`), board: one.test.board, on: day(on), actor: testActor, by: 'nämnden', ...more };
  right(await one.run(adoptionCommand(now, (await one.rows({ asOf: day(on) })).decisions, meta) as never));
  return { now, meta };
};
const headed = (rows: readonly { readonly heading: string; readonly decidedOn: string }[]): readonly string[] => rows.map(({ heading, decidedOn }) => `${heading} ${decidedOn}`);

it('a spell goes from new to still not executed to executed or closed, and is then told no more', async () => {
  const one = book('2025-12-31');
  await one.tell('2024-01-10', 'recordDecision', contactPerson, 'one');
  await one.tell('2024-01-20', 'recordDecision', contactPerson, 'two');
  expect(headed((await one.compile('2024-Q1', '2024-04-01')).rows)).toEqual([]);
  await adopt(one, '2024-Q2', '2024-07-10');
  await one.tell('2024-08-01', 'closeWithoutExecution', { subject, reason: 'moved' }, 'two');
  const { now } = await adopt(one, '2024-Q3', '2024-10-10');
  expect(headed(now.rows)).toEqual(['closed 2024-01-20', 'not-executed 2024-01-10']);
  await one.tell('2024-11-01', 'startExecution', {}, 'one');
  expect(headed((await adopt(one, '2024-Q4', '2025-01-10')).now.rows)).toEqual(['executed 2024-01-10']);
  expect(headed((await one.compile('2025-Q1', '2025-04-10')).rows)).toEqual([]);
  expect(headings).toHaveLength(4);
});

it('the adoption names the decision by which it was made, where one is told', async () => {
  const one = book('2025-12-31');
  await one.tell('2024-01-10', 'recordDecision', contactPerson);
  const decisionReference = { kind: 'outside', number: 'SN 2024:12 § 45' } as const;
  const { now, meta } = await adopt(one, '2024-Q2', '2024-07-10', { decisionReference });
  expect(adoptionCommand(now, [], { ...meta, decisionReference }).data).toMatchObject({ by: 'nämnden', decisionReference });
  const { compilations } = await one.rows();
  expect(compilations.map(({ state }) => state.adoptions.map((adoption) => adoption.decisionReference))).toEqual([[decisionReference]]);
});

it('states are those of the cut-off day, the same day excluded from nothing', async () => {
  const one = book('2025-12-31');
  await one.tell('2024-01-10', 'recordDecision', contactPerson);
  await one.tell('2024-05-01', 'startExecution');
  const at = async (cutOff: string) => (await one.compile('2024-Q2', '2024-07-01', { cutOff: day(cutOff) })).rows.map(({ executedOn }) => executedOn);
  expect(await at('2024-04-09')).toEqual([]);
  expect(await at('2024-04-10')).toEqual([null]);
  expect(await at('2024-04-30')).toEqual([null]);
  expect(await at('2024-05-01')).toEqual(['2024-05-01']);
});

it('what was adopted is never computed again: what differs today is shown beside it', async () => {
  const one = book('2024-07-10');
  const decision = await one.tell('2024-01-10', 'recordDecision', contactPerson);
  const { now } = await adopt(one, '2024-Q2', '2024-07-10');
  expect(now.draft).toBe(false);
  one.test.setClock('2024-09-01');
  await one.tell('2024-06-15', 'startExecution');
  await one.correct(decision, { occurredOn: '2024-01-11' });
  await one.tell('2024-02-01', 'recordDecision', { ...contactPerson, intervention: { category: 'outpatient' } }, 'two');
  const adopted = async (knownAt?: string) => (await one.rows({ asOf: day('2024-09-01'), ...(knownAt === undefined ? {} : { knownAt: knownAt as never }) })).compilations[0]?.state.adoptions[0]?.rows ?? [];
  const today = await one.compile('2024-Q2', '2024-09-01');
  expect(differences(await adopted(), today).map(({ field, sent, now: is }) => [field, sent, is])).toEqual([
    ['decidedOn', '2024-01-10', '2024-01-11'],
    ['since', '2024-01-10', '2024-01-11'],
    ['executedOn', null, '2024-06-15'],
    ['row', null, 'outpatient 2024-02-01'],
  ]);
  const then = await one.compile('2024-Q2', '2024-09-01', { knownAt: '2024-07-31T00:00:00.000Z' as never });
  expect(differences(await adopted('2024-07-31T00:00:00.000Z'), then)).toEqual([]);
});

it('a spell last told as open is never lost: executed in time after all, or not on record any more', async () => {
  const one = book('2024-07-10');
  const decision = await one.tell('2024-01-10', 'recordDecision', contactPerson, 'one');
  await one.tell('2024-01-12', 'recordDecision', contactPerson, 'two');
  const late = await one.tell('2024-01-13', 'recordDecision', contactPerson, 'three');
  await adopt(one, '2024-Q2', '2024-07-10');
  one.test.setClock('2024-10-10');
  await one.tell('2024-03-01', 'startExecution', {}, 'two');
  await one.retract(decision, 'one');
  await one.correct(late, { occurredOn: '2024-07-09' }, 'three');
  const now = await one.compile('2024-Q3', '2024-10-05');
  expect(headed(now.rows)).toEqual(['executed 2024-01-12']);
  expect(now.lost.map(({ decision: stream, why }) => [stream === one.stream('one') ? 'one' : 'three', why])).toEqual(expect.arrayContaining([['one', 'gone'], ['three', 'not-overdue']]));
});

it('told as executed and found not to be: stands as not executed again', async () => {
  const one = book('2024-07-10');
  await one.tell('2024-01-10', 'recordDecision', contactPerson);
  const start = await one.tell('2024-05-01', 'startExecution');
  await adopt(one, '2024-Q2', '2024-07-10');
  expect((await one.compile('2024-Q3', '2024-10-05')).rows).toEqual([]);
  one.test.setClock('2024-10-01');
  await one.retract(start);
  expect(headed((await one.compile('2024-Q3', '2024-10-05')).rows)).toEqual(['not-executed 2024-01-10']);
});

it('adopted before the quarter has ended it is a draft, and no spell stands in it before its last day has passed', async () => {
  const one = book('2025-12-31');
  await one.tell('2024-12-31', 'recordDecision', contactPerson);
  const last = await one.compile('2025-Q1', '2025-03-31');
  expect([last.draft, last.rows.length]).toEqual([true, 0]);
  const after = await one.compile('2025-Q1', '2025-04-01');
  expect([after.draft, headed(after.rows)]).toEqual([false, ['new 2024-12-31']]);
});

it('findings: contradictions, what is late, what is missing, and nothing to remark', async () => {
  const one = book('2029-12-31');
  const decision = await one.tell('2024-01-10', 'recordDecision', contactPerson);
  await one.tell('2024-02-01', 'startExecution');
  expect(await one.findings()).toEqual([]);
  await one.tell('2024-02-02', 'stateOtherDate', { of: 'execution', day: '2024-02-03' });
  await one.tell('2024-02-02', 'stateOtherDate', { of: 'decision', day: '2024-01-10' });
  await one.correct(decision, { occurredOn: '2024-02-02' });
  expect(await one.findings()).toEqual(['before-decision', 'dates-differ', 'no-reason']);
  const late = book('2029-12-31');
  await late.tell('2025-08-01', 'recordDecision', contactPerson);
  await late.tell('2026-03-01', 'reportNonExecution', { to: 'inspectorate', quarter: '2025-Q4' });
  const start = await late.tell('2026-06-01', 'startExecution');
  expect(await late.findings()).toEqual(['provision-not-in-force', 'no-reason', 'reported-late']);
  await late.correct(start, { occurredOn: '2025-09-01' });
  expect(await late.findings()).toEqual(['provision-not-in-force', 'reported-though-not-owed']);
  const first = await late.tell('2026-07-01', 'interruptExecution', { subject });
  await late.tell('2026-10-05', 'reportNonExecution', { to: 'inspectorate', quarter: '2026-Q4' });
  await late.retract(first);
  expect(await late.findings()).toContain('report-without-spell');
  const adopted = book('2029-12-31');
  await adopted.tell('2024-01-10', 'recordDecision', contactPerson);
  const { now, meta } = await adopt(adopted, '2024-Q2', '2024-09-30', { dispatch: ['IVO'] });
  right(await adopted.run(sendingCommand(now, 'auditors', { ...meta, id: commandId('late'), on: day('2024-10-01') }) as never));
  expect(compilationFindings((await adopted.rows()).compilations[0]?.state as CompilationState).map(({ rule }) => rule.replace('non-executed-decisions/', ''))).toEqual(['auditors-not-on-dispatch-list', 'council-not-on-dispatch-list', 'sent-late']);
});

it('the fee: within the range of the decision’s day, served within two years, of a ruling from when it became final', async () => {
  const fee = async (decidedOn: string, servedOn: string, amount: number, more: object = {}) => {
    const one = book('2029-12-31');
    await one.tell(decidedOn, 'recordDecision', { ...contactPerson, legalBasis: { act: 'LSS', provision: '9' }, ...more });
    await one.tell(decidedOn, 'recordReason', { subject, side: 'authority', category: 'no-staff' });
    await one.tell(servedOn, 'recordFeeApplication', { application: 'first' });
    await one.tell(servedOn, 'recordFeeDecision', { application: 'first', outcome: 'imposed', amount });
    return [await one.findings(), feeStart(await one.state(), (await one.state()).spells[0]?.key as never)];
  };
  expect(await fee('2025-08-31', '2027-08-31', 1_000_000)).toEqual([[], '2025-08-31']);
  expect(await fee('2025-08-31', '2027-09-01', 999_999)).toEqual([['fee-served-late', 'fee-outside-range'], '2025-08-31']);
  expect(await fee('2025-12-31', '2026-09-01', 150_000_000)).toEqual([['fee-outside-range'], '2025-12-31']);
  expect(await fee('2026-01-01', '2026-09-01', 150_000_000)).toEqual([[], '2026-01-01']);
  expect(await fee('2026-01-01', '2026-09-01', 1_499_999)).toEqual([['fee-outside-range'], '2026-01-01']);
  expect(await fee('2024-01-01', '2026-06-01', 1_000_000, { courtRuling: { finalOn: '2024-06-01' } })).toEqual([['court-ruling'], '2024-06-01']);
  expect(await fee('2024-01-01', '2026-06-02', 1_000_000, { courtRuling: { finalOn: '2024-06-01' } })).toEqual([['court-ruling', 'fee-served-late'], '2024-06-01']);
  expect((await fee('2024-01-01', '2028-06-02', 1_000_000, { courtRuling: {} }))[0]).toEqual(['court-ruling']);
  expect(quarter('2024-Q1')).toBe('2024-Q1');
});
