/** What the auditor asks, in two times: the golden cases of late facts and of corrections. */
import { type EventId, memoryEventStore } from '@frist/event-sourcing';

import { createFrist } from '../src';
import { decisionsDomain, decisionStream } from './decisions';
import { actor, at, board, day, right, testClock } from './promises';

const setUp = (now: string) => {
  const clock = testClock(now);
  const frist = right(createFrist({ store: memoryEventStore({ clock }), clock, domains: [decisionsDomain()] }));
  let n = 0;
  const run = async (recordedAt: string, command: string, on: string, data: object = {}) => {
    clock.set(recordedAt);
    return right(await frist.execute({ id: `c${(n += 1)}`, board, stream: decisionStream('a'), command, on, actor, data })()).events;
  };
  const owed = async (query: object) => right(await frist.check({ ...query, settled: true })()).findings.map((finding) => (finding.about === 'obligation' ? [finding.timeliness, finding.due?.kind === 'fixed' ? finding.due.limit.endDay : null] : []));
  return { clock, frist, run, owed };
};

test('a late interruption recorded after an execution', async () => {
  const { frist, run, owed } = setUp('2026-01-12T09:00:00Z');
  await run('2026-01-12T09:00:00Z', 'decide', '2026-01-12');
  await run('2026-02-02T09:00:00Z', 'execute', '2026-02-02');
  // Home help ended on 10 February; nobody told until June.
  const interrupted = await run('2026-06-15T09:00:00Z', 'interrupt', '2026-02-10');

  const asOf = day('2026-05-31');
  expect(await owed({ asOf, knownAt: at('2026-05-31T21:59:59.999Z') })).toEqual([['met-on-time', '2026-04-12']]);
  expect(await owed({ asOf })).toEqual([['overdue', '2026-05-10'], ['met-on-time', '2026-04-12']]);
  // The execution came before the interruption, whenever either was recorded.
  expect(await owed({ asOf: day('2026-02-09') })).toEqual([['met-on-time', '2026-04-12']]);

  const { obligations } = right(await frist.diff({ asOf, knownAt: at('2026-05-31T21:59:59.999Z') }, { asOf })());
  expect(obligations).toMatchObject([{ from: null, to: { lifecycle: 'active', timeliness: 'overdue' } }]);
  expect(obligations[0]?.events.map(({ id }) => id)).toEqual(interrupted.map(({ id }) => id));

  // Day by day nobody could know it in May; with hindsight it was overdue on 12 May, 10 May being a Sunday.
  const from = day('2026-05-01');
  const byDay = right(await frist.daily({ from, to: day('2026-06-16') })());
  expect(byDay.slice(1).filter(({ changes }) => changes.length > 0).map(({ day: on, counts, changes }) => [on, counts.overdue, changes.map(({ byFact }) => byFact)])).toEqual([['2026-06-15', 1, [true]]]);
  const hindsight = right(await frist.daily({ from, to: day('2026-06-16'), knownAt: at('2026-06-16T12:00:00Z') })());
  expect(hindsight.filter(({ counts }, i) => counts.overdue !== hindsight[i - 1]?.counts.overdue).map(({ day: on, counts }) => [on, counts.overdue])).toEqual([['2026-05-01', 0], ['2026-05-12', 1]]);
});

test('a correction of a decision date whose due date was journaled', async () => {
  const { frist, run, owed } = setUp('2026-01-12T09:00:00Z');
  const [decided] = await run('2026-01-12T09:00:00Z', 'decide', '2026-01-12');
  const corrected = await run('2026-03-02T09:00:00Z', 'correctFact', '2026-03-02', { fact: decided?.id, reason: 'minutes of the 7th', occurredOn: '2026-01-07' });

  const before = at('2026-03-02T08:59:59.999Z');
  expect(await owed({ knownAt: before })).toEqual([['upcoming', '2026-04-12']]);
  expect(await owed({})).toEqual([['upcoming', '2026-04-07']]);

  const moved = corrected.find(({ type }) => type === 'DueDateChanged');
  expect(moved?.data).toMatchObject({ cause: 'correction', due: { limit: { endDay: '2026-04-07' } } });
  const { obligations } = right(await frist.diff({ knownAt: before }, {})());
  expect(obligations).toMatchObject([{ from: { due: { limit: { endDay: '2026-04-12' } } }, to: { due: { limit: { endDay: '2026-04-07' } } } }]);
  // The decision and its duty, which moved; the correction of either; and the new date.
  expect(obligations[0]?.events.map(({ type }) => type)).toEqual(['DecisionMade', 'ObligationIncurred', 'FactCorrected', ...corrected.slice(1).map(({ type }) => type)]);

  // The old date stays visible, with why it no longer holds.
  const told = right(await frist.explain((moved?.data as { readonly obligation: string }).obligation)());
  expect(told).toMatchObject({ state: { earlierDues: [{ cause: 'correction', due: { limit: { endDay: '2026-04-12' } } }] } });
});

test('a correction of a correction', async () => {
  const { frist, run, owed } = setUp('2026-01-12T09:00:00Z');
  const [decided] = await run('2026-01-12T09:00:00Z', 'decide', '2026-01-12');
  const correct = async (when: string, fact: EventId | undefined, occurredOn: string) => (await run(when, 'correctFact', when.slice(0, 10), { fact, reason: 'misread', occurredOn }))[0];
  const first = await correct('2026-03-02T09:00:00Z', decided?.id, '2026-01-02');
  const second = await correct('2026-03-03T09:00:00Z', first?.id, '2026-01-07');
  const views = [at('2026-03-01T09:00:00Z'), at('2026-03-02T09:00:00Z'), at('2026-03-03T09:00:00Z')];
  const ends = ['2026-04-12', '2026-04-02', '2026-04-07'];
  for (const [i, knownAt] of views.entries()) expect(await owed({ knownAt })).toMatchObject([[expect.anything(), ends[i]]]);

  const events = async (from: number, to: number) => right(await frist.diff({ knownAt: views[from]! }, { knownAt: views[to]! })()).obligations.flatMap((change) => change.events.map(({ id }) => id));
  expect(await events(0, 1)).toContain(first?.id);
  expect(await events(0, 1)).not.toContain(second?.id);
  expect(await events(1, 2)).toContain(second?.id);
  expect(await events(1, 2)).not.toContain(first?.id);
  expect(await events(0, 2)).toEqual(expect.arrayContaining([first?.id, second?.id]));
});

test('corrections to earlier days, and corrections taken back', async () => {
  const { run, owed } = setUp('2026-01-12T09:00:00Z');
  const [decided] = await run('2026-01-12T09:00:00Z', 'decide', '2026-01-12');
  const correct = async (when: string, occurredOn: string) => (await run(when, 'correctFact', when.slice(0, 10), { fact: decided?.id, reason: 'misread', occurredOn }))[0];
  const takeBack = (when: string, correction: EventId | undefined) => run(when, 'retractFact', when.slice(0, 10), { fact: correction, reason: 'was right after all' });
  const seventh = await correct('2026-03-02T09:00:00Z', '2026-01-07');
  const second = await correct('2026-03-03T09:00:00Z', '2026-01-02');
  await takeBack('2026-03-04T09:00:00Z', second?.id);
  await takeBack('2026-03-05T09:00:00Z', seventh?.id);
  const ends = ['2026-04-12', '2026-04-07', '2026-04-02', '2026-04-07', '2026-04-12'];
  for (const [i, end] of ends.entries()) expect(await owed({ knownAt: at(`2026-03-0${i + 1}T12:00:00Z`) })).toEqual([[expect.anything(), end]]);
  expect(await owed({})).toEqual([[expect.anything(), '2026-04-12']]);
});
