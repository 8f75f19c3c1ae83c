/** A cluster with the local file beside it. */
import { createRequire } from 'node:module';

import type { Instant } from '@frist/calendar';
import { type AppendHook, type EventStore, type Failure, failure, memoryReadModels, type ReadModels, type StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { asLocalFile } from './local-file';
import type { ClusterUrl } from './store-url';

const load = createRequire(__filename);

interface ClusterOptions {
  readonly clock: () => Instant;
  readonly readOnly?: boolean;
  readonly onAppend?: readonly AppendHook[];
  readonly busyTimeoutMs?: number;
}

/** Appends refused: the server has no way of its own to be opened for reading. */
const forReading = (store: EventStore): EventStore => {
  const refused = (): (() => Promise<E.Either<StoreError, never>>) => async () => E.left(failure('StoreReadOnly', 'frist/read-only', 'store', 'a store opened for writing'));
  return {
    ...store,
    capabilities: { ...store.capabilities, readOnly: true },
    append: refused,
    ...(store.appendAsRecorded === undefined ? {} : { appendAsRecorded: refused }),
  };
};

/** The kept log is read where it is; all else is folded anew, so that nothing but the server is believed when it is verified. */
const onlyTheLogOf = (kept: ReadModels): ReadModels => {
  const { auditLogName } = load('@frist/audit') as typeof import('@frist/audit');
  const memory = memoryReadModels();
  return { open: (name, version) => (name === auditLogName ? kept : memory).open(name, version) };
};

/** Both are closed, whatever comes of the first. */
const closing = (cluster: EventStore, local: EventStore): EventStore['close'] => () => async () => {
  const closed = await cluster.close()();
  const kept = await local.close()();
  return E.isLeft(closed) ? closed : kept;
};

/** What was needed in place of a parameter. */
const expectedOf = (odd: string): string => {
  switch (odd) {
    case 'local':
      return 'local=FILE once, with the path of a file';
    case 'patience':
      return 'patience=SECONDS once, a whole number from 1 to 9999';
    case 'max-append-bytes':
      return 'max-append-bytes=BYTES once, a whole number from 1 to 99999999';
    default:
      return 'parameters that the client of the cluster knows and heeds, local=FILE, patience=SECONDS and max-append-bytes=BYTES';
  }
};

/** Opens `esdb://…` or `esdb+discover://…`; read models are kept in the SQLite file that `local=FILE` names, else in memory. */
export const openCluster = async ({ connection, local: file, patienceMs, maxAppendBytes, odd }: ClusterUrl, { clock, readOnly = false, onAppend = [], busyTimeoutMs }: ClusterOptions): Promise<E.Either<StoreError | Failure<'InvalidStoreUrl'>, EventStore>> => {
  if (onAppend.length > 0) return E.left(failure('HookFailed', 'frist/hooks-on-a-cluster', 'onAppend', 'no append hooks: a cluster runs none inside of its appends'));
  if (odd !== null) return E.left(failure('InvalidStoreUrl', 'frist/store-parameter', 'store', expectedOf(odd), odd.slice(0, 60)));
  const { openEventStoreDb } = load('@frist/event-store-eventstoredb') as typeof import('@frist/event-store-eventstoredb');
  const opened = (readModels?: ReadModels): E.Either<StoreError, EventStore> => openEventStoreDb({ connection, ...(patienceMs === null ? {} : { patienceMs }), ...(maxAppendBytes === null ? {} : { maxAppendBytes }), ...(readModels === undefined ? {} : { readModels }) });
  if (file === null) return readOnly ? E.map(forReading)(opened()) : opened();
  const { openSqliteEventStore } = load('@frist/event-store-sqlite') as typeof import('@frist/event-store-sqlite');
  const local = await openSqliteEventStore({ file, clock, mode: readOnly ? 'read-only' : 'read-write', ...(busyTimeoutMs === undefined ? {} : { busyTimeoutMs }) })();
  // For reading, a file that is not there is one in which nothing was kept.
  if (E.isLeft(local)) return readOnly && local.left._tag === 'StoreNotFound' ? E.map(forReading)(opened()) : local;
  const own = await asLocalFile(local.right, file);
  const cluster = E.isLeft(own) ? own : opened(readOnly ? undefined : local.right.readModels);
  if (E.isLeft(cluster)) {
    await local.right.close()();
    return cluster;
  }
  const close = closing(cluster.right, local.right);
  return E.right(readOnly ? { ...forReading(cluster.right), readModels: onlyTheLogOf(local.right.readModels), close } : { ...cluster.right, close });
};
