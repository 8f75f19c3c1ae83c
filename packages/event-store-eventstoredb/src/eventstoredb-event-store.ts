/** EventStoreDB behind the store port. */
import { randomUUID } from 'node:crypto';

import { type EventStore, failure, memoryReadModels, type ReadModel, type ReadModels, type StoreError, type StoreFailure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { append } from './append';
import { appendAsRecorded } from './append-recorded';
import { badCertificate, closed, makeLife, once, unexpected } from './calls';
import { connectTo, type EventStoreDbClient } from './client';
import { guarded } from './guard';
import { follow, type Following, type FollowOptions, type PageHandler } from './follow';
import { readAll, readStream } from './read';
import { makeSession } from './session';
import { makeTimeline } from './timeline';

/** Which server, and how patiently. */
export interface EventStoreDbStoreOptions {
  /**
   * A connection string as the client takes it (`esdb://`, `esdb+discover://`, TLS and credentials in it), or an
   * `EventStoreDBClient` of your own, which closing leaves open. Give the store a client that nothing else appends with.
   */
  readonly connection: string | EventStoreDbClient;
  /**
   * Where read models and the timeline are kept: those of a local SQLite store, so that a restart goes on where it ended.
   * Default: memory, and then every start reads the whole of $all once.
   */
  readonly readModels?: ReadModels;
  /** Only streams of these categories, e.g. `grant`, are read by `readAll` and `follow`. Default: all that Frist has written. */
  readonly categories?: readonly string[];
  /** For one call, and for each next event of a read. Default 10 000. */
  readonly deadlineMs?: number;
  /** After this, a call that keeps failing answers with its failure. Default 30 000. */
  readonly patienceMs?: number;
  /** The server's `MaxAppendSize`. Default 1 MiB, as the server's. */
  readonly maxAppendBytes?: number;
}

/** The port, and what only this store can do. */
export interface EventStoreDbStore extends EventStore {
  /**
   * Catches up and goes on live. Delivered in order of position, each event once for as long as it runs; after a restart
   * from the position that the handler has kept, so: at least once, and exactly once where the handler stores the
   * position together with its effect, as read models do.
   */
  readonly follow: (handle: PageHandler, options?: FollowOptions) => Following;
}

const mebibyte = 1024 * 1024;

/** Models that end with the store. */
const endingWith = (models: ReadModels, isOpen: () => boolean): ReadModels => ({
  open: (name, version): ReadModel => {
    const model = models.open(name, version);
    return { read: (use) => (isOpen() ? model.read(use) : E.left(closed())), commit: (commit) => (isOpen() ? model.commit(commit) : E.left(closed())) };
  },
});

const connect = (connection: string | EventStoreDbClient): E.Either<StoreFailure, EventStoreDbClient> => {
  if (typeof connection !== 'string') return E.right(connection);
  try {
    return E.right(connectTo(connection));
  } catch (error) {
    const { code, message, connectionString } = Object(error) as Partial<Record<string, unknown>>;
    const missing = code === 'MODULE_NOT_FOUND';
    // What is wrong with the string itself carries the string.
    if (!missing && connectionString === undefined && /\b(?:user)?(?:cert|key|pem)/i.test(String(message))) return E.left(badCertificate('connection'));
    return E.left(
      missing
        ? failure('StoreUnavailable', 'eventstoredb/client-missing', '@eventstore/db-client', 'the client beside this package: npm install @eventstore/db-client')
        // The string may hold a password: it is not repeated.
        : failure('StoreUnavailable', 'eventstoredb/connection-string', 'connection', 'a connection string: esdb://host:port or esdb+discover://name'),
    );
  }
};

/**
 * Opens a store. Nothing is sent before the first call, so a server that is away is met there, as `StoreUnavailable`.
 *
 * Several streams at once and finding an event by its id are not among what this server can do (`capabilities`); append hooks
 * cannot be run inside of its appends. Beyond the port's failures, rules that begin with `eventstoredb/` tell apart: `deadline`, `unavailable`,
 * `cancelled`, `not-leader`, `access-denied`, `certificate`, `append-size`, `stream-deleted`, `truncated`, `foreign-event`, `contention`.
 *
 * @example const store = openEventStoreDb({ connection: 'esdb://127.0.0.1:2113?tls=false', readModels: local.readModels })
 */
export const openEventStoreDb = (options: EventStoreDbStoreOptions): E.Either<StoreError, EventStoreDbStore> => {
  const connected = connect(options.connection);
  if (E.isLeft(connected)) return connected;
  const { categories = [], deadlineMs = 10_000, patienceMs = 30_000, maxAppendBytes = mebibyte } = options;
  const life = makeLife();
  const owned = typeof options.connection === 'string';
  const client = guarded(connected.right, Math.min(deadlineMs, 2_000));
  const models = options.readModels ?? memoryReadModels();
  const timeline = makeTimeline(models.open('eventstoredb-timeline', '1'));
  const session = makeSession(client, { deadlineMs, patienceMs }, timeline, life);
  const prefixes = categories.map((category) => `${category}-`);
  const concerns = (stream: string): boolean => prefixes.length === 0 || prefixes.some((prefix) => stream.startsWith(prefix));
  const writer = randomUUID();
  let calls = 0;
  const nextCall = (): string => `${writer}/${(calls += 1)}`;

  const whenOpen =
    <A>(work: () => Promise<E.Either<StoreError, A>>): TaskEither<StoreError, A> =>
    async () => {
      if (!life.isOpen()) return E.left(closed());
      try {
        return await work();
      } catch (error) {
        return E.left(unexpected(error));
      }
    };

  const all: EventStore['readAll'] = (page) => whenOpen(async () => await readAll(session, concerns, page));

  return E.right({
    capabilities: { durable: true, appendAtomically: false, findEvent: false, appendAsRecorded: true, readOnly: false },
    append: (request) => whenOpen(async () => await append(session, request, nextCall(), maxAppendBytes)),
    appendAsRecorded: (events) => whenOpen(async () => await appendAsRecorded(session, events, nextCall(), maxAppendBytes)),
    readStream: (stream, page) => whenOpen(async () => await readStream(session, stream, page)),
    readAll: all,
    readModels: endingWith(models, life.isOpen),
    follow: (handle, following = {}) =>
      follow(session, prefixes, async (after, limit) => await all({ direction: 'forwards', limit, ...(after === undefined ? {} : { after }) })(), handle, following),
    close: () => async () => {
      if (!life.isOpen()) return E.right(undefined);
      life.end();
      session.live.stop();
      timeline.save();
      if (owned) await once({ deadlineMs: 2_000, patienceMs: 0 }, makeLife(), async () => await client.dispose()).catch(() => undefined);
      return E.right(undefined);
    },
  });
};
