/** What is pending when the store, or the client it was given, is closed; and ends of pages that are none. */
import { EventStoreDBClient } from '@eventstore/db-client';
import type { AppendRequest, EventStore, Page, StoreError, StreamName } from '@frist/event-sourcing';
import { encodedEvent, type EventStoreDbDouble, type FaultPlan } from '@frist/testing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { answered, opener, refused } from './support';

const opened = opener();
afterEach(opened.close);

const stream = 'grant-00000000-0000-4000-8000-000000000001' as StreamName;
const request = (count = 1): AppendRequest => ({ stream, expected: 'any', events: Array.from({ length: count }, () => encodedEvent({ stream })) });
const ever = 2 ** 31 - 1;
/** Longer than a test may take: what settles has not waited. */
const endless = { deadlineMs: ever - 1_000, patienceMs: ever };

const filled = async (): Promise<EventStoreDbDouble> => {
  const double = await opened.server();
  await answered(opened.store({ connection: double.url }).append(request(20)));
  return double;
};

/** A signal, and a promise of it. */
const signal = () => {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { give, given };
};

type Read = (store: EventStore) => TaskEither<StoreError, Page>;
const reads: readonly (readonly [string, Read])[] = [
  ['readAll', (store) => store.readAll({ direction: 'forwards', limit: 100 })],
  ['readStream', (store) => store.readStream(stream, { direction: 'backwards', limit: 100 })],
];
const calls: readonly (readonly [string, (store: EventStore) => TaskEither<StoreError, unknown>])[] = [...reads, ['append', (store) => store.append(request())]];

describe.each([true, false])('a store with a client of its own: %s', (own) => {
  it.each(calls)('closes over a pending %s, which answers at once', async (_name, call) => {
    const double = await filled();
    const met = signal();
    const client = EventStoreDBClient.connectionString(double.url);
    double.setFaults(({ method }) => (method === 'GetSupportedMethods' ? null : (met.give(), { kind: 'ignore' })));
    const store = opened.store({ connection: own ? double.url : client, ...endless });
    const pending = call(store)();
    await met.given;
    await answered(store.close());
    expect(await pending).toMatchObject({ left: { _tag: 'StoreClosed' } });
    await client.dispose();
  });

  it.each(calls)('closes over %s that waits to try again', async (_name, call) => {
    const double = await filled();
    const met = signal();
    const client = EventStoreDBClient.connectionString(double.url);
    let nth = 0;
    // By the tenth, a second is waited.
    double.setFaults(({ method }) => (method === 'GetSupportedMethods' ? null : ((nth += 1) === 5 ? met.give() : undefined, { kind: 'refuse', code: 13 })));
    const store = opened.store({ connection: own ? double.url : client, ...endless });
    const pending = call(store)();
    await met.given;
    await answered(store.close());
    expect(await pending).toMatchObject({ left: { _tag: 'StoreClosed' } });
    await client.dispose();
  });

  it('ends an idle follower at once', async () => {
    const double = await filled();
    const read = signal();
    let asked = 0;
    // The subscription, the page, and the page that the confirmation rings for.
    double.setFaults(({ method }) => ((asked += method === 'Read' ? 1 : 0) >= 3 ? (read.give(), null) : null));
    const client = EventStoreDBClient.connectionString(double.url);
    const store = opened.store({ connection: own ? double.url : client, ...endless });
    const following = store.follow(async () => await Promise.resolve(E.right(undefined)), { pollMs: ever });
    await read.given;
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await answered(store.close());
    expect(await following.ended).toMatchObject({ left: { _tag: 'StoreClosed' } });
    await client.dispose();
  });
});

/** A client that tells when the first event of a page has come. */
const watched = (double: EventStoreDbDouble, first: () => void): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(double.url);
  for (const name of ['readAll', 'readStream'] as const) {
    const read = client[name] as (...args: unknown[]) => NodeJS.EventEmitter;
    Object.assign(client, {
      [name](this: unknown, ...args: unknown[]) {
        return Reflect.apply(read, this, args).once('data', first);
      },
    });
  }
  return client;
};

/** Slow enough for something to happen within the page. */
const slowOnce = (): FaultPlan => {
  let asked = 0;
  return ({ method }) => (method === 'Read' && (asked += 1) === 1 ? { kind: 'delay', ms: 5 } : null);
};

/** A read of which the first event of a page has come. */
const halfRead = async (read: Read) => {
  const double = await filled();
  const first = signal();
  const client = watched(double, first.give);
  double.setFaults(slowOnce());
  const store = opened.store({ connection: client, ...endless });
  const pending = read(store)();
  await first.given;
  return { client, store, pending };
};

describe.each(reads)('%s', (_name, read) => {
  it('closed in the middle of a page answers no part of it', async () => {
    const { client, store, pending } = await halfRead(read);
    await answered(store.close());
    expect(await pending).toMatchObject({ left: { _tag: 'StoreClosed' } });
    await client.dispose();
  });

  it('cut off in the middle of a page by who disposes of the client is read again, and whole', async () => {
    const { client, pending } = await halfRead(read);
    await client.dispose();
    const page = await pending;
    expect(E.isRight(page) && [page.right.events.length, page.right.more]).toEqual([20, false]);
    await client.dispose();
  });

  it('cancelled by the server, in the words of a client that has cut it off itself, is no page', async () => {
    const double = await filled();
    double.setFaults(({ method }) => (method === 'Read' ? { kind: 'refuse', code: 1, trailers: { 'grpc-message': 'Cancelled on client' } } : null));
    const store = opened.store({ connection: double.url, patienceMs: 0 });
    expect(await refused(read(store))).toMatchObject({ _tag: 'StoreUnavailable', rule: 'eventstoredb/cancelled' });
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses to go on after %d', async (after) => {
    const store = opened.store({ connection: 'esdb://127.0.0.1:1?tls=false', patienceMs: 0 });
    for (const direction of ['forwards', 'backwards'] as const) {
      for (const asked of [store.readAll({ direction, limit: 1, after: after as never }), store.readStream(stream, { direction, limit: 1, after })]) {
        expect(await refused(asked)).toMatchObject({ _tag: 'InvalidPage', rule: 'event-store/page', field: 'after' });
      }
    }
  });
});
