/** Catching up and following live; state and place kept together; started twice. */
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { AppendRequest, Position, ReadModel, StoredEvent, StoreError, StreamName } from '@frist/event-sourcing';
import { encodedEvent } from '@frist/testing';
import * as E from 'fp-ts/Either';

import type { EventStoreDbStore, PageHandler } from '../src';
import { answered, opener } from './support';

const opened = opener();
afterEach(opened.close);

const stream = (n: number, category = 'grant'): StreamName => `${category}-00000000-0000-4000-8000-00000000000${n}` as StreamName;
const quick = { deadlineMs: 5_000, patienceMs: 30_000 };
const write = async (store: EventStoreDbStore, count: number, to = stream(1)): Promise<void> => {
  const request: AppendRequest = { stream: to, expected: 'any', events: Array.from({ length: count }, () => encodedEvent({ stream: to })) };
  await answered(store.append(request));
};
const idOf = ({ text }: StoredEvent): string => (JSON.parse(text) as { id: string }).id;

/** A handler that keeps what it sees, and a promise for having seen so much. */
const watcher = () => {
  const seen: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const handle: PageHandler = async (events) => {
    seen.push(...events.map(idOf));
    for (const one of waiting) if (seen.length >= one.count) one.resolve();
    return E.right(undefined);
  };
  return { seen, handle, until: async (count: number) => (seen.length >= count ? undefined : await new Promise<void>((resolve) => void waiting.push({ count, resolve }))) };
};

it('catches up, goes on live through lost connections, in order and once each, until it is stopped', async () => {
  const double = await opened.server();
  const store = opened.store({ connection: double.url, ...quick });
  await write(store, 25);
  const { seen, handle, until } = watcher();
  const following = store.follow(handle, { limit: 10, pollMs: 200 });
  await until(25);
  for (let round = 1; round <= 5; round += 1) {
    await write(store, 3, stream(2));
    if (round % 2 === 0) double.disconnect();
    await until(25 + 3 * round);
  }
  expect(seen).toEqual(double.events().map(({ id }) => id));
  following.stop();
  expect(await following.ended).toEqual(E.right(undefined));
});

it('follows categories, filtered by the server; others ring no bell', async () => {
  const double = await opened.server();
  const writer = opened.store({ connection: double.url, ...quick });
  const store = opened.store({ connection: double.url, categories: ['decision'], ...quick });
  const { seen, handle, until } = watcher();
  await write(writer, 3, stream(1, 'decision'));
  const following = store.follow(handle, { pollMs: 60_000 });
  await until(3);
  await write(writer, 3, stream(1, 'grant'));
  await write(writer, 2, stream(2, 'decision'));
  await until(5);
  expect(seen).toHaveLength(5);
  await answered(store.close());
  following.stop();
  await following.ended;
});

it('ends with what the handler answers, or throws, or the store meets', async () => {
  const double = await opened.server();
  const store = opened.store({ connection: double.url, ...quick });
  await write(store, 1);
  const left: StoreError = { _tag: 'CheckpointMoved', rule: 'event-store/checkpoint', field: 'from', expected: 'nobody else' };
  expect(await store.follow(async () => E.left(left)).ended).toEqual(E.left(left));
  expect(await store.follow(async () => { throw new RangeError('of the handler'); }).ended).toMatchObject({ left: { _tag: 'HookFailed', value: 'RangeError' } });
  expect(await store.follow(async () => undefined as never).ended).toMatchObject({ left: { _tag: 'HookFailed', value: 'TypeError' } });
  // The handler has no part in it.
  for (const after of [Number.NaN, 1.5]) {
    expect(await store.follow(async () => E.right(undefined), { after: after as Position }).ended).toMatchObject({ left: { _tag: 'InvalidPage', field: 'after' } });
  }
  double.setFaults(({ method }) => (method === 'Read' ? { kind: 'ignore' } : null));
  const short = opened.store({ connection: double.url, deadlineMs: 50, patienceMs: 100 });
  expect(await short.follow(async () => E.right(undefined)).ended).toMatchObject({ left: { _tag: 'StoreUnavailable' } });
});

/** Counts events by stream, state and place in one commit. */
const counting = (model: ReadModel): { readonly place: () => Position | null; readonly handle: PageHandler; readonly state: () => unknown } => {
  const look = <A>(use: Parameters<ReadModel['read']>[0]): A => {
    const read = model.read(use);
    if (read._tag === 'Left') throw new Error(read.left._tag);
    return read.right as A;
  };
  const place = (): Position | null => look((view) => view.checkpoint);
  return {
    place,
    state: () => look((view) => view.scan({ from: '', to: '~' })),
    handle: async (events) => {
      const from = place();
      const counts = new Map<string, string>();
      for (const { text } of events) {
        const key = (JSON.parse(text) as { stream: string }).stream;
        counts.set(key, String(Number(counts.get(key) ?? look((view) => view.get(key)) ?? 0) + 1));
      }
      return model.commit({ from, to: events.at(-1)?.position as Position, put: counts, remove: [] });
    },
  };
};

it('state and place in one commit: killed anywhere, started again, the effect is exactly once; a rebuild gives the same', async () => {
  const double = await opened.server();
  const writer = opened.store({ connection: double.url, ...quick });
  for (let n = 0; n < 40; n += 1) await write(writer, 1 + (n % 4), stream(n % 5));
  const readModels = await opened.localModels('counts');
  for (let start = 0; start < 12; start += 1) {
    const store = opened.store({ connection: double.url, readModels, ...quick });
    const { place, handle } = counting(store.readModels.open('counts', '1'));
    let pages = 0;
    // Every second time it dies after the effect, every other time before.
    const dying: PageHandler = async (events) => {
      pages += 1;
      if (pages > 2 && start % 2 === 0) return E.left({ _tag: 'StoreBusy', rule: 'x/x', field: 'x', expected: 'x' });
      const done = await handle(events);
      return pages > 2 ? E.left({ _tag: 'StoreBusy', rule: 'x/x', field: 'x', expected: 'x' }) : done;
    };
    const after = place();
    const following = store.follow(dying, { limit: 5, ...(after === null ? {} : { after }) });
    if (start < 11) {
      // The last pages may not be enough to die of.
      const end = await Promise.race([following.ended, caughtUp(store, place, double.events().length)]);
      if (end === 'caught-up') following.stop();
    } else following.stop();
    await following.ended;
    await answered(store.close());
  }
  const last = opened.store({ connection: double.url, readModels, ...quick });
  const kept = counting(last.readModels.open('counts', '1'));
  const fresh = counting(last.readModels.open('rebuilt', '1'));
  for (const one of [kept, fresh]) {
    const { seen, handle, until } = watcher();
    const after = one.place();
    const rest = (await answered(last.readAll({ direction: 'forwards', limit: 1_000, ...(after === null ? {} : { after }) }))).events.length;
    const following = last.follow(async (events) => ((await handle(events)), await one.handle(events)), { limit: 7, ...(after === null ? {} : { after }) });
    await until(rest);
    following.stop();
    await following.ended;
    expect(seen).toHaveLength(rest);
  }
  expect(kept.state()).toEqual(fresh.state());
});

const caughtUp = async (store: EventStoreDbStore, place: () => Position | null, total: number): Promise<'caught-up'> => {
  const all = (await answered(store.readAll({ direction: 'forwards', limit: 1_000 }))).events;
  if (all.length !== total) throw new Error('not all');
  while (place() !== all.at(-1)?.position) await new Promise((resolve) => setImmediate(resolve));
  return 'caught-up';
};

it('started twice on one file, one of two workers gives way', async () => {
  const double = await opened.server();
  const store = opened.store({ connection: double.url, ...quick });
  await write(store, 30);
  const readModels = await opened.localModels('twice');
  const workers = [0, 1].map(() => opened.store({ connection: double.url, readModels, ...quick }));
  const models = workers.map((worker) => counting(worker.readModels.open('counts', '1')));
  const [a, b] = models as [ReturnType<typeof counting>, ReturnType<typeof counting>];
  const page = (await answered(store.readAll({ direction: 'forwards', limit: 10 }))).events;
  expect(await a.handle(page)).toEqual(E.right(undefined));
  // The other has read the same page before.
  const late = workers[1]?.readModels.open('counts', '1').commit({ from: null as unknown as Position, to: page.at(-1)?.position as Position, put: new Map([[stream(1), '10']]), remove: [] });
  expect(late?._tag).toBe('Right');
  expect(a.state()).toEqual([[stream(1), '10']]);
  expect(workers[0]?.readModels.open('counts', '1').commit({ from: 1 as Position, to: 2 as Position, put: new Map(), remove: [] })).toMatchObject({ left: { _tag: 'CheckpointMoved' } });
  expect(b.state()).toEqual(a.state());
});

it('a local file that was kept for another server is refused', async () => {
  const [one, two] = [await opened.server(), await opened.server()];
  const readModels = await opened.localModels('mine');
  const first = opened.store({ connection: one.url, readModels, ...quick });
  await write(first, 9);
  await answered(first.readAll({ direction: 'forwards', limit: 100 }));
  await answered(first.close());
  const client = EventStoreDBClient.connectionString(two.url);
  await client.appendToStream('shop-1', [jsonEvent({ type: 'Sold', data: { of: 'another server, whose events are longer' } })]);
  await client.dispose();
  const second = opened.store({ connection: two.url, readModels, ...quick });
  const answer = await second.append({ stream: stream(1), expected: 'any', events: [encodedEvent({ stream: stream(1) })] })();
  expect(answer).toMatchObject({ left: { _tag: 'StoreCorrupt', rule: 'eventstoredb/other-server' } });
  expect(two.events()).toHaveLength(1);
  const back = opened.store({ connection: one.url, readModels, ...quick });
  expect((await answered(back.readAll({ direction: 'backwards', limit: 100 }))).events).toHaveLength(9);
});
