/** The contract is only worth something if a store that breaks it fails: faults seen in real adapters, each put into a sound store. */
import { type Appended, type AppendRequest, type EventStore, failure, memoryEventStore, type Page, type RecordedElsewhere, type StoredEvent, type StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { type ContractStoreOptions, eventStoreContract } from '../src';

/** Names of the tests that a store fails. */
const failuresOf = async (alter: (store: EventStore, options: ContractStoreOptions) => EventStore): Promise<readonly string[]> => {
  const tests: (readonly [name: string, body: () => Promise<void>])[] = [];
  eventStoreContract({
    name: 'altered',
    shared: false,
    runs: 15,
    open: async (options) => alter(memoryEventStore(options), options),
    runner: { describe: (_, body) => body(), it: (name, body) => void tests.push([name, body]) },
  });
  const failed: string[] = [];
  for (const [name, body] of tests) {
    try {
      await body();
    } catch {
      failed.push(name);
    }
  }
  return failed;
};

type Pages = (page: Page) => Page;
const readingOf = (store: EventStore, change: Pages): EventStore => ({
  ...store,
  readStream: (stream, options) => async () => E.map(change)(await store.readStream(stream, options)()),
  readAll: (options) => async () => E.map(change)(await store.readAll(options)()),
});
const appending = (store: EventStore, change: (request: AppendRequest) => ReturnType<EventStore['append']>): EventStore => ({ ...store, append: change });

type AsRecorded = NonNullable<EventStore['appendAsRecorded']>;
const recording = (store: EventStore, change: (events: readonly RecordedElsewhere[]) => readonly RecordedElsewhere[]): EventStore => ({
  ...store,
  appendAsRecorded: (events) => (store.appendAsRecorded as AsRecorded)(change(events)),
});

const faults: Readonly<Record<string, (store: EventStore, options: ContractStoreOptions) => EventStore>> = {
  'a page runs up to a revision instead of a number of events': (store) => ({
    ...store,
    readStream: (stream, { limit, ...rest }) => store.readStream(stream, { ...rest, limit: Math.min(10_000, limit + Math.max(0, rest.after ?? 0)) }),
  }),
  'a missing stream with an expected number throws': (store) =>
    appending(store, (request) => async () => {
      const answer = await store.append(request)();
      if (E.isLeft(answer) && answer.left._tag === 'Conflict' && answer.left.actual === 'no-stream') throw new SyntaxError('Cannot convert no_stream to a BigInt');
      return answer;
    }),
  'a repeat is not told apart from a first time': (store) => appending(store, (request) => async () => E.map((done: Appended) => ({ ...done, repeated: false }))(await store.append(request)())),
  'an empty append seems to succeed': (store) =>
    appending(store, (request) => (request.events.length === 0 ? async () => E.right({ stream: request.stream, events: [], repeated: false }) : store.append(request))),
  'a conflict without the newer events': (store) =>
    appending(store, (request) => async () => E.mapLeft((left: StoreError) => (left._tag === 'Conflict' ? { ...left, newer: [] } : left))(await store.append(request)())),
  'a conflict without an end': (store) =>
    appending(store, (request) => async () => E.mapLeft((left: StoreError) => (left._tag === 'Conflict' ? { ...left, more: false } : left))(await store.append(request)())),
  'several at once are stored stream by stream': (store) => ({
    ...store,
    appendAtomically: (requests) => (store.appendAtomically as NonNullable<EventStore['appendAtomically']>)([...requests].sort((one, two) => (one.stream < two.stream ? -1 : one.stream > two.stream ? 1 : 0))),
  }),
  'several at once, a stream only once': (store) => ({
    ...store,
    appendAtomically: (requests) =>
      new Set(requests.map(({ stream }) => stream)).size < requests.length
        ? async () => E.left(failure('RepeatedEventId', 'event-store/unique-ids', 'requests', 'each stream once'))
        : (store.appendAtomically as NonNullable<EventStore['appendAtomically']>)(requests),
  }),
  'no-stream is taken for any': (store) => appending(store, (request) => store.append(request.expected === 'no-stream' ? { ...request, expected: 'any' } : request)),
  'stream-exists is taken for any': (store) => appending(store, (request) => store.append(request.expected === 'stream-exists' ? { ...request, expected: 'any' } : request)),
  'more is always said': (store) => readingOf(store, (page) => ({ ...page, more: true })),
  'more is never said': (store) => readingOf(store, (page) => ({ ...page, more: false })),
  'an event is skipped now and then': (store) => {
    let reads = 0;
    return readingOf(store, (page) => ({ ...page, events: page.events.filter((_, i) => (reads += 1) % 97 !== 0 || i === 0) }));
  },
  'backwards is forwards': (store) => ({ ...store, readAll: (options) => store.readAll({ ...options, direction: 'forwards' }) }),
  'text is normalised': (store) => readingOf(store, (page) => ({ ...page, events: page.events.map((event): StoredEvent => ({ ...event, text: event.text.normalize('NFC') })) })),
  'a limit out of range is cut to the range': (store) => ({ ...store, readAll: (options) => store.readAll({ ...options, limit: Math.min(10_000, Math.max(1, Math.trunc(options.limit) || 1)) }) }),
  'recordedAt is when it is read': (store, { clock }) =>
    readingOf(store, (page) => ({ ...page, events: page.events.map((event) => ({ ...event, text: event.text.replace(/"recordedAt":"[^"]*","rev/, `"recordedAt":"${clock()}","rev`) })) })),
  'recorded elsewhere, and stamped anew': (store, { clock }) => recording(store, (events) => events.map((event) => ({ ...event, recordedAt: clock() }))),
  'recorded elsewhere, and stored stream by stream': (store) => recording(store, (events) => [...events].sort((one, two) => (one.stream < two.stream ? -1 : one.stream > two.stream ? 1 : 0))),
  'recorded elsewhere, and what conflicts is passed over': (store) => ({
    ...store,
    appendAsRecorded: (events) => async () => {
      const answer = await (store.appendAsRecorded as AsRecorded)(events)();
      return E.isLeft(answer) && answer.left._tag === 'Conflict' ? E.right([]) : answer;
    },
  }),
  'recorded elsewhere, and sorted by its instants': (store) => recording(store, (events) => [...events].sort((one, two) => (one.recordedAt < two.recordedAt ? -1 : one.recordedAt > two.recordedAt ? 1 : 0))),
  'calls after close go through': (store) => ({ ...store, close: () => async () => E.right(undefined) }),
};

let base: readonly string[] = [];
beforeAll(async () => {
  base = await failuresOf((store) => store);
});

test('the store in memory is sound', () => {
  expect(base).toEqual([]);
});

for (const [fault, alter] of Object.entries(faults)) {
  test(`it catches: ${fault}`, async () => {
    const failed = await failuresOf(alter);
    expect(failed.filter((name) => !base.includes(name)).length).toBeGreaterThan(0);
  });
}
