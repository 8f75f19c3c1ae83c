/** What the client and the server can do to a caller, and what the store makes of it. */
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { type AppendRequest, memoryReadModels, type Position, type StreamName } from '@frist/event-sourcing';
import { encodedEvent, type EventStoreDbDoubleOptions, type Fault, type Method } from '@frist/testing';

import { answered, opener, refused } from './support';

const opened = opener();
afterEach(opened.close);

const stream = 'grant-00000000-0000-4000-8000-000000000001' as StreamName;
const request = (count = 1, expected: AppendRequest['expected'] = 'no-stream'): AppendRequest => ({ stream, expected, events: Array.from({ length: count }, () => encodedEvent({ stream })) });
const quick = { deadlineMs: 100, patienceMs: 250 };
const steady = { deadlineMs: 10_000, patienceMs: 30_000 };
/** Only the first call of a method meets the fault. */
const first = (method: Method, fault: Fault): EventStoreDbDoubleOptions => ({ faults: (call) => (call.method === method && call.nth === 1 ? fault : null) });
const always = (method: Method, fault: Fault): EventStoreDbDoubleOptions => ({ faults: (call) => (call.method === method ? fault : null) });
const fresh = async (server: EventStoreDbDoubleOptions = {}, options: object = steady) => {
  const double = await opened.server(server);
  return { double, store: opened.store({ connection: double.url, ...options }) };
};

const faults: readonly Fault[] = [
  { kind: 'ignore' },
  { kind: 'drop' },
  { kind: 'delay', ms: 150 },
  { kind: 'duplicate' },
  { kind: 'refuse' },
  { kind: 'refuse', code: 13 },
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'reset-call', when: 'before' },
  { kind: 'reset-call', when: 'after' },
];

describe.each(['BatchAppend', 'Append'] as const)('%s that meets a fault once', (method) => {
  it.each(faults)('%j: the events are stored once, and the answer is no repeat', async (fault) => {
    const { double, store } = await fresh({ ...first(method, fault), batchAppend: method === 'BatchAppend' }, { deadlineMs: 100, patienceMs: 5_000 });
    const done = await answered(store.append(request(3)));
    expect([done.repeated, done.events.map(({ revision }) => revision)]).toEqual([false, [0, 1, 2]]);
    expect(double.events()).toHaveLength(3);
  });
});

it.each(faults.filter(({ kind }) => kind !== 'duplicate'))('a read that meets %j once is complete', async (fault) => {
  const { double, store } = await fresh({}, { deadlineMs: 200, patienceMs: 5_000 });
  await answered(store.append(request(20)));
  let met = 0;
  double.setFaults(({ method }) => (method === 'Read' && (met += 1) === 1 ? ('when' in fault ? { ...fault, events: 7 } : fault) : null));
  expect((await answered(store.readStream(stream, { direction: 'forwards', limit: 100 }))).events).toHaveLength(20);
  met = 0;
  expect((await answered(store.readAll({ direction: 'backwards', limit: 100 }))).events).toHaveLength(20);
});

it.each(['BatchAppend', 'Append', 'GetSupportedMethods', 'Read'] as const)('a server that never answers %s: every call settles', async (method) => {
  const { store } = await fresh({ ...always(method, { kind: 'ignore' }), batchAppend: method !== 'Append' }, quick);
  const answer = await store.append(request())();
  // Features that are never told are done without.
  if (method === 'GetSupportedMethods') return expect(answer._tag).toBe('Right');
  expect(answer).toMatchObject({ left: { _tag: 'StoreUnavailable', rule: expect.stringMatching(/^eventstoredb\/(own-)?deadline/) as string } });
});

it('a server that is not there, a wrong connection string', async () => {
  const { double, store } = await fresh({}, quick);
  await double.close();
  expect(await refused(store.append(request()))).toMatchObject({ _tag: 'StoreUnavailable' });
  expect(await refused(store.readAll({ direction: 'forwards', limit: 1 }))).toMatchObject({ _tag: 'StoreUnavailable' });
  expect(() => opened.store({ connection: 'nonsense' })).toThrow('eventstoredb/connection-string');
});

it('access that is denied is not tried again', async () => {
  const { double, store } = await fresh(always('BatchAppend', { kind: 'refuse', code: 7, exception: 'access-denied' }), { deadlineMs: 5_000, patienceMs: 60_000 });
  expect(await refused(store.append(request()))).toMatchObject({ _tag: 'StoreUnavailable', rule: 'eventstoredb/access-denied' });
  expect(double.events()).toEqual([]);
});

it('the lost connection of another client does not lose ours', async () => {
  const { double, store } = await fresh({}, { deadlineMs: 2_000, patienceMs: 10_000 });
  const other = await opened.server();
  const theirs = EventStoreDBClient.connectionString(other.url);
  await theirs.appendToStream('x-1', [jsonEvent({ type: 'X', data: {} })]);
  double.setFaults(({ method, nth }) => (method === 'BatchAppend' && nth === 1 ? { kind: 'delay', ms: 100 } : null));
  const appending = store.append(request(2))();
  other.disconnect();
  expect(await appending).toMatchObject({ right: { repeated: false } });
  expect(double.events()).toHaveLength(2);
  await theirs.dispose();
});

it('what is too large, or no envelope, never reaches the client', async () => {
  const { double, store } = await fresh({}, { ...steady, maxAppendBytes: 2_000 });
  expect(await refused(store.append(request(5)))).toMatchObject({ _tag: 'EventTooLarge', rule: 'eventstoredb/append-size' });
  const broken = { ...encodedEvent({ stream }), tail: ',"type":NaN}' };
  expect(await refused(store.append({ stream, expected: 'any', events: [broken] }))).toMatchObject({ rule: 'eventstoredb/not-an-envelope' });
  const lax = opened.store({ connection: double.url, ...steady, maxAppendBytes: 1e9 });
  const huge = { ...request(), events: [encodedEvent({ stream, data: 'x'.repeat(1_100_000) })] };
  expect(await refused(lax.append(huge))).toMatchObject({ _tag: 'EventTooLarge' });
  expect(double.events()).toEqual([]);
});

describe('a stream that has lost events is no shorter history', () => {
  const lose: readonly (readonly [name: string, how: (client: EventStoreDBClient) => Promise<unknown>, rule: string])[] = [
    ['$maxCount', async (client) => await client.setStreamMetadata(stream, { maxCount: 2 }), 'truncated'],
    ['$tb', async (client) => await client.setStreamMetadata(stream, { truncateBefore: 1 }), 'truncated'],
    ['a tombstone', async (client) => await client.tombstoneStream(stream), 'stream-deleted'],
  ];
  it.each(lose)('%s', async (_name, how, rule) => {
    const { double, store } = await fresh();
    await answered(store.append(request(3)));
    const client = EventStoreDBClient.connectionString(double.url);
    await how(client);
    for (const direction of ['forwards', 'backwards'] as const) {
      expect(await refused(store.readStream(stream, { direction, limit: 10 }))).toMatchObject({ _tag: 'StoreCorrupt', rule: `eventstoredb/${rule}` });
    }
    await client.dispose();
  });

  it('soft deletion and rebirth', async () => {
    const { double, store } = await fresh();
    await answered(store.append(request(3)));
    const client = EventStoreDBClient.connectionString(double.url);
    await client.deleteStream(stream);
    expect(await refused(store.append(request(1)))).toMatchObject({ _tag: 'StoreCorrupt' });
    await client.dispose();
  });
});

it('events of others are passed over in all, and refused in a stream of ours', async () => {
  const { double, store } = await fresh();
  const client = EventStoreDBClient.connectionString(double.url);
  await client.appendToStream('shop-1', [jsonEvent({ type: 'Sold', data: { n: 1 } })]);
  await answered(store.append(request(3)));
  await client.appendToStream('shop-1', Array.from({ length: 30 }, () => jsonEvent({ type: 'Sold', data: { n: 1 } })));
  for (const direction of ['forwards', 'backwards'] as const) {
    const page = await answered(store.readAll({ direction, limit: 2 }));
    expect([page.events.length, page.more]).toEqual([2, true]);
    const rest = await answered(store.readAll({ direction, limit: 2, after: page.events[1]?.position as Position }));
    expect([rest.events.length, rest.more]).toEqual([1, false]);
  }
  await client.appendToStream(stream, [jsonEvent({ type: 'Sold', data: { n: 1 } })]);
  expect(await refused(store.readStream(stream, { direction: 'forwards', limit: 9 }))).toMatchObject({ _tag: 'StoreCorrupt', rule: 'eventstoredb/foreign-event' });
  await client.dispose();
});

it('a place before the first', async () => {
  const { store } = await fresh();
  await answered(store.append(request(3)));
  const after = -1 as Position;
  expect((await answered(store.readAll({ direction: 'forwards', limit: 9, after }))).events).toHaveLength(3);
  expect((await answered(store.readAll({ direction: 'backwards', limit: 9, after }))).events).toHaveLength(0);
});

it('a clock that goes back leaves no mark, for one who was there, who comes later, and who comes back', async () => {
  let now = Date.UTC(2024, 0, 1);
  const { double, store } = await fresh({ clock: () => now });
  const readModels = memoryReadModels();
  const local = opened.store({ connection: double.url, readModels, ...steady });
  const write = async (): Promise<void> => void (await answered(store.append({ ...request(2), expected: 'any' })));
  await write();
  now -= 3_600_000;
  await write();
  await answered(local.readStream(stream, { direction: 'forwards', limit: 9 }));
  await answered(local.close());
  now += 7_200_000;
  await write();
  now -= 60_000;
  await write();
  const stamps = async (reader: typeof store): Promise<readonly string[]> =>
    (await answered(reader.readStream(stream, { direction: 'forwards', limit: 9 }))).events.map(({ text }) => (JSON.parse(text) as { recordedAt: string }).recordedAt.slice(11, 16));
  const expected = ['00:00', '00:00', '00:00', '00:00', '01:00', '01:00', '01:00', '01:00'];
  expect(await stamps(store)).toEqual(expected);
  expect(await stamps(opened.store({ connection: double.url, ...steady }))).toEqual(expected);
  expect(await stamps(opened.store({ connection: double.url, readModels, ...steady }))).toEqual(expected);
});

it('closing ends what is going on, and a client of somebody else stays open', async () => {
  const double = await opened.server(always('BatchAppend', { kind: 'ignore' }));
  const client = EventStoreDBClient.connectionString(double.url);
  const store = opened.store({ connection: client, deadlineMs: 200, patienceMs: 60_000 });
  const pending = store.append(request())();
  await answered(store.close());
  expect(await pending).toMatchObject({ left: { _tag: 'StoreClosed' } });
  double.setFaults(undefined);
  await client.appendToStream('x-1', [jsonEvent({ type: 'X', data: {} })]);
  await client.dispose();
});
