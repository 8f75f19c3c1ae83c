/** Random histories, driven against the store and the model of the port at once; everything observable is compared. */
import assert from 'node:assert/strict';

import type { Appended, AppendRequest, EncodedEvent, EventStore, ExpectedRevision, Page, StoreError, StreamName } from '@frist/event-sourcing';
import type { Either } from 'fp-ts/Either';
import fc from 'fast-check';

import { answered, assertPositionsGrow, type Bench, encodedEvent, settableClock, type SettableClock, streamNamed, uuid } from './harness';
import { type ModelAnswer, type ModelStore, modelStore } from './model';

const streams = [0, 1, 2].map((n) => streamNamed(`property ${n}`));

const expectedRevision = fc.oneof(
  { weight: 3, arbitrary: fc.constant('right' as const) },
  { weight: 4, arbitrary: fc.constantFrom<ExpectedRevision>('any', 'no-stream', 'stream-exists') },
  { weight: 3, arbitrary: fc.nat({ max: 12 }) },
);
/** New ids come from a counter; a number repeats one from before. */
const ids = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant('new' as const) }, { weight: 1, arbitrary: fc.nat({ max: 20 }) }), { minLength: 1, maxLength: 4 });
const request = fc.record({ stream: fc.nat({ max: streams.length - 1 }), expected: expectedRevision, ids });

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), requests: fc.tuple(request) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('atomically' as const), requests: fc.array(request, { minLength: 1, maxLength: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), back: fc.nat({ max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clock' as const), minute: fc.nat({ max: 59 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      stream: fc.option(fc.nat({ max: streams.length - 1 })),
      direction: fc.constantFrom('forwards' as const, 'backwards' as const),
      after: fc.option(fc.nat({ max: 14 })),
      limit: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('find' as const), nth: fc.nat({ max: 25 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Request = typeof request extends fc.Arbitrary<infer R> ? R : never;

const seen = (answer: Either<StoreError, readonly Appended[]>): readonly ModelAnswer[] | ModelAnswer => {
  if (answer._tag === 'Right') {
    return answer.right.map(({ events, repeated }) => ({ outcome: repeated ? 'repeated' : 'written', texts: events.map(({ text }) => text) }));
  }
  const { left } = answer;
  return left._tag === 'Conflict'
    ? { outcome: left._tag, actual: left.actual, texts: left.newer.map(({ text }) => text), more: left.more }
    : { outcome: left._tag, texts: [] };
};

const play = async (steps: readonly Step[], open: (clock: SettableClock) => Promise<EventStore>, shared: boolean): Promise<void> => {
  const clock = settableClock();
  const model: ModelStore = modelStore(clock);
  let store = await open(clock);
  const used: EncodedEvent[] = [];
  const past: AppendRequest[][] = [];

  const build = ({ stream, expected, ids: wanted }: Request): AppendRequest => {
    const name = streams[stream] as StreamName;
    const events = wanted.map((which) => {
      const old = which === 'new' || !store.capabilities.findEvent ? undefined : used[used.length - 1 - which];
      const event = old ?? encodedEvent({ stream: name, id: uuid(`property event ${used.length}`) });
      if (old === undefined) used.push(event);
      return event;
    });
    const length = model.log.filter((event) => event.stream === name).length;
    return { stream: name, expected: expected !== 'right' ? expected : length === 0 ? 'no-stream' : length - 1, events };
  };
  const submit = async (requests: AppendRequest[]): Promise<void> => {
    if (requests.length > 1 && store.appendAtomically === undefined) return;
    const [single] = requests as [AppendRequest];
    const task = requests.length === 1 ? store.append(single) : store.appendAtomically?.(requests);
    const answer = (await task?.()) as Either<StoreError, Appended | readonly Appended[]>;
    const all = answer._tag === 'Right' && requests.length === 1 ? ({ _tag: 'Right', right: [answer.right as Appended] } as const) : answer;
    assert.deepEqual(seen(all as Either<StoreError, readonly Appended[]>), model.append(requests));
    past.push(requests);
  };
  const window = (direction: 'forwards' | 'backwards', length: number, after: number | null, limit: number): readonly [number[], boolean] => {
    const every = Array.from({ length }, (_, i) => i);
    const rest = direction === 'forwards' ? every.filter((i) => after === null || i > after) : every.filter((i) => after === null || i < after).reverse();
    return [rest.slice(0, limit), rest.length > limit];
  };

  try {
    for (const one of steps) {
      if (one.kind === 'append' || one.kind === 'atomically') await submit(one.requests.map(build));
      else if (one.kind === 'again') {
        const requests = past[past.length - 1 - one.back];
        if (requests !== undefined && (store.capabilities.findEvent || past.length - 1 - one.back === past.length - 1)) await submit(requests);
      } else if (one.kind === 'clock') clock.now = `2024-03-01T12:${String(one.minute).padStart(2, '0')}:00.000Z` as typeof clock.now;
      else if (one.kind === 'find') {
        const event = used[one.nth];
        if (event === undefined || store.findEvent === undefined) continue;
        const found = await answered(store.findEvent(event.id));
        assert.equal(found._tag === 'Some' ? found.value.text : undefined, model.log.find(({ id }) => id === event.id)?.text);
      } else if (one.kind === 'reopen') {
        if (!shared) continue;
        await answered(store.close());
        store = await open(clock);
      } else if (one.stream !== null) {
        const name = streams[one.stream] as StreamName;
        const there = model.log.filter((event) => event.stream === name);
        const page: Page = await answered(store.readStream(name, { direction: one.direction, limit: one.limit, ...(one.after === null ? {} : { after: one.after }) }));
        const [revisions, more] = window(one.direction, there.length, one.after, one.limit);
        assert.deepEqual([page.events.map((event) => [event.revision, event.text]), page.more], [revisions.map((i) => [i, there[i]?.text]), more]);
      } else {
        const everything = (await answered(store.readAll({ direction: 'forwards', limit: 10_000 }))).events;
        assertPositionsGrow(everything);
        assert.deepEqual(everything.map(({ text }) => text), model.log.map(({ text }) => text));
        const after = one.after === null ? undefined : everything[one.after];
        const page = await answered(store.readAll({ direction: one.direction, limit: one.limit, ...(after === undefined ? {} : { after: after.position }) }));
        const [indexes, more] = window(one.direction, everything.length, after === undefined ? null : one.after, one.limit);
        assert.deepEqual([page.events, page.more], [indexes.map((i) => everything[i]), more]);
      }
    }
    const everything = (await answered(store.readAll({ direction: 'forwards', limit: 10_000 }))).events;
    assert.deepEqual(everything.map(({ text }) => text), model.log.map(({ text }) => text));
  } finally {
    await store.close()();
  }
};

export const property = ({ contract, it }: Bench): void => {
  it('behaves as the model of the port in random histories', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const data = `property-${(run += 1)}`;
        await play(steps, async (clock) => await contract.open({ clock, data }), contract.shared);
      }),
      { numRuns: contract.runs ?? 60 },
    );
  });
};
