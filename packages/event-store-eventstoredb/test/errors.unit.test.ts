/** Every error that the client can raise, as the store answers it; and what each fault leaves behind: nothing. */
import { ErrorType, EventStoreDBClient, InvalidArgumentError, UnsupportedError } from '@eventstore/db-client';
import type { StreamName } from '@frist/event-sourcing';
import { encodedEvent, type Fault } from '@frist/testing';
import * as E from 'fp-ts/Either';

import { answered, opener, refused } from './support';

const opened = opener();
const escaped: unknown[] = [];
const escape = (error: unknown): void => void escaped.push(error);
beforeAll(() => {
  process.on('unhandledRejection', escape);
  process.on('uncaughtException', escape);
});
afterEach(async () => {
  await opened.close();
  expect(escaped.splice(0)).toEqual([]);
});
afterAll(() => {
  process.off('unhandledRejection', escape);
  process.off('uncaughtException', escape);
});

const stream = 'grant-00000000-0000-4000-8000-000000000001' as StreamName;
const request = { stream, expected: 'no-stream', events: [encodedEvent({ stream })] } as const;
const forwards = { direction: 'forwards', limit: 10 } as const;

/** What the client makes its errors of. */
const trailers = {
  'stream-name': stream,
  'scavenge-id': 'x',
  'expected-version': '7',
  'maximum-append-size': '1048576',
  'required-metadata-properties': 'x',
  'group-name': 'x',
  reason: 'x',
  'login-name': 'x',
  'leader-endpoint-host': '127.0.0.1',
};
const by = (exception: string, code = 9): Fault => ({ kind: 'refuse', code, exception, trailers });
const unreadable = { 'expected-version': 'many', 'actual-version': '1.5', 'maximum-append-size': '', 'leader-endpoint-host': 'not a host', 'leader-endpoint-port': '70000' };
type Answer = readonly [tag: string, rule: string] | 'stored' | 'empty';
const unavailable = (type: string): Answer => ['StoreUnavailable', `eventstoredb/${type}`];

/** By type: how the server brings it about (null: no server can), and what an append and a read answer. */
const table: Readonly<Record<ErrorType, readonly [fault: Fault | null, append: Answer, read: Answer]>> = {
  [ErrorType.TIMEOUT]: [{ kind: 'refuse', code: 10 }, unavailable('timeout'), unavailable('timeout')],
  [ErrorType.DEADLINE_EXCEEDED]: [{ kind: 'refuse', code: 4 }, unavailable('deadline-exceeded'), unavailable('deadline-exceeded')],
  [ErrorType.UNAVAILABLE]: [{ kind: 'refuse' }, unavailable('unavailable'), unavailable('unavailable')],
  [ErrorType.CANCELLED]: [{ kind: 'refuse', code: 1 }, unavailable('cancelled'), unavailable('cancelled')],
  [ErrorType.UNKNOWN]: [{ kind: 'refuse', code: 13 }, unavailable('unknown'), unavailable('unknown')],
  [ErrorType.NOT_FOUND]: [{ kind: 'refuse', code: 5 }, unavailable('not-found'), unavailable('not-found')],
  [ErrorType.NOT_LEADER]: [by('not-leader', 5), unavailable('not-leader'), unavailable('not-leader')],
  [ErrorType.STREAM_NOT_FOUND]: [by('stream-not-found'), unavailable('stream-not-found'), 'empty'],
  [ErrorType.NO_STREAM]: [by('no-stream'), unavailable('no-stream'), unavailable('no-stream')],
  [ErrorType.ACCESS_DENIED]: [by('access-denied', 7), unavailable('access-denied'), unavailable('access-denied')],
  [ErrorType.INVALID_ARGUMENT]: [null, unavailable('invalid-argument'), unavailable('invalid-argument')],
  [ErrorType.INVALID_TRANSACTION]: [by('invalid-transaction'), unavailable('invalid-transaction'), unavailable('invalid-transaction')],
  [ErrorType.STREAM_DELETED]: [by('stream-deleted'), ['StoreCorrupt', 'eventstoredb/stream-deleted'], ['StoreCorrupt', 'eventstoredb/stream-deleted']],
  [ErrorType.SCAVENGE_NOT_FOUND]: [by('scavenge-not-found'), unavailable('scavenge-not-found'), unavailable('scavenge-not-found')],
  // Looked at, and appended again where the stream is.
  [ErrorType.WRONG_EXPECTED_VERSION]: [by('wrong-expected-version'), 'stored', unavailable('wrong-expected-version')],
  [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED]: [by('maximum-append-size-exceeded', 3), ['EventTooLarge', 'eventstoredb/append-size'], ['EventTooLarge', 'eventstoredb/append-size']],
  [ErrorType.MISSING_REQUIRED_METADATA_PROPERTY]: [by('missing-required-metadata-property'), unavailable('missing-required-metadata-property'), unavailable('missing-required-metadata-property')],
  [ErrorType.PERSISTENT_SUBSCRIPTION_FAILED]: [by('persistent-subscription-failed'), unavailable('persistent-subscription-failed'), unavailable('persistent-subscription-failed')],
  [ErrorType.PERSISTENT_SUBSCRIPTION_DOES_NOT_EXIST]: [by('persistent-subscription-does-not-exist'), unavailable('persistent-subscription-does-not-exist'), unavailable('persistent-subscription-does-not-exist')],
  [ErrorType.PERSISTENT_SUBSCRIPTION_EXISTS]: [by('persistent-subscription-exists'), unavailable('persistent-subscription-exists'), unavailable('persistent-subscription-exists')],
  [ErrorType.PERSISTENT_SUBSCRIPTION_DROPPED]: [by('persistent-subscription-dropped'), unavailable('persistent-subscription-dropped'), unavailable('persistent-subscription-dropped')],
  [ErrorType.MAXIMUM_SUBSCRIBERS_REACHED]: [by('maximum-subscribers-reached'), unavailable('maximum-subscribers-reached'), unavailable('maximum-subscribers-reached')],
  [ErrorType.USER_NOT_FOUND]: [by('user-not-found'), unavailable('user-not-found'), unavailable('user-not-found')],
  [ErrorType.USER_CONFLICT]: [by('user-conflict'), unavailable('user-conflict'), unavailable('user-conflict')],
  [ErrorType.UNSUPPORTED]: [null, unavailable('unsupported'), unavailable('unsupported')],
};

const told = (answer: E.Either<{ readonly _tag: string; readonly rule: string }, { readonly events: readonly unknown[] }>): Answer =>
  E.isLeft(answer) ? [answer.left._tag, answer.left.rule] : answer.right.events.length === 0 ? 'empty' : 'stored';

it('the table has them all', () => {
  expect(Object.keys(table).sort()).toEqual(Object.values(ErrorType).sort());
});

const kinds = [
  ['as the client takes them', (fault: Fault) => fault],
  ['missing', (fault: Fault) => (fault.kind === 'refuse' ? { ...fault, trailers: {} } : fault)],
  ['unreadable', (fault: Fault) => (fault.kind === 'refuse' ? { ...fault, trailers: unreadable } : fault)],
] as const;
const all = Object.entries(table).flatMap(([type, [fault, append, read]]) =>
  fault === null ? [] : kinds.filter(([, look]) => look === kinds[0][1] || 'exception' in fault).map(([name, look]) => [type, name, look(fault), append, read] as const),
);

describe.each(all)('%s, its trailers %s', (_type, _trailers, given, append, read) => {
  const faultAt = (port: number): Fault => (given.kind === 'refuse' ? { ...given, trailers: { 'leader-endpoint-port': String(port), ...given.trailers } } : given);

  it.each([true, false])('to an append, batches offered: %s', async (batchAppend) => {
    const double = await opened.server({ batchAppend });
    double.setFaults(({ method, nth }) => ((method === 'Append' || method === 'BatchAppend') && (append !== 'stored' || nth === 1) ? faultAt(double.port) : null));
    const store = opened.store({ connection: double.url, deadlineMs: 2_000, patienceMs: 0 });
    expect(told(await store.append(request)())).toEqual(append);
    expect(double.events()).toHaveLength(append === 'stored' ? 1 : 0);
  });

  it('to a read', async () => {
    const double = await opened.server();
    const store = opened.store({ connection: double.url, deadlineMs: 2_000, patienceMs: 0 });
    await answered(store.append(request));
    double.setFaults(({ method }) => (method === 'Read' ? faultAt(double.port) : null));
    expect(told(await store.readStream(stream, forwards)())).toEqual(read);
    expect(told(await store.readAll(forwards)())).toEqual(read);
    if (typeof read === 'string') return;
    expect(await store.follow(async () => E.right(undefined)).ended).toMatchObject({ left: { _tag: read[0], rule: read[1] } });
  });

  it('to the question what the server can do', async () => {
    const double = await opened.server();
    double.setFaults(({ method }) => (method === 'GetSupportedMethods' ? faultAt(double.port) : null));
    expect(told(await opened.store({ connection: double.url, deadlineMs: 2_000, patienceMs: 0 }).append(request)())).toBe('stored');
  });
});

it.each([true, false])('an answer that cannot be read is met at once, not by the deadline; batches offered: %s', async (batchAppend) => {
  const double = await opened.server({ batchAppend });
  const store = opened.store({ connection: double.url, deadlineMs: 60_000, patienceMs: 0 });
  await answered(store.append(request));
  double.setFaults(() => ({ kind: 'garbled' }));
  const more = { stream, expected: 0, events: [encodedEvent({ stream })] } as const;
  for (const answer of [await store.append(more)(), await store.readStream(stream, forwards)(), await store.readAll(forwards)()]) expect(told(answer)).toEqual(unavailable('unknown'));
});

it.each([
  [ErrorType.INVALID_ARGUMENT, () => new InvalidArgumentError('of the client itself')],
  [ErrorType.UNSUPPORTED, () => new UnsupportedError('x', '99')],
])('%s, which the client raises of itself', async (type, made) => {
  const double = await opened.server();
  const client = EventStoreDBClient.connectionString(double.url);
  const raising = {
    appendToStream: async () => await Promise.reject(made()),
    readStream: () => { throw made(); },
    readAll: () => { throw made(); },
    subscribeToAll: () => { throw made(); },
    dispose: async () => await client.dispose(),
  };
  const store = opened.store({ connection: raising, patienceMs: 60_000 });
  for (const answer of [await refused(store.append(request)), await refused(store.readStream(stream, forwards)), await refused(store.readAll(forwards))]) {
    expect([answer._tag, answer.rule]).toEqual(table[type][1]);
  }
  expect(await store.follow(async () => E.right(undefined)).ended).toMatchObject({ left: { rule: table[type][2][1] } });
  await client.dispose();
});
