/** A cluster with the local file beside it. */
import { createRequire } from 'node:module';

import type { Instant } from '@frist/calendar';
import { type AppendHook, type EventStore, failure, type StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

const load = createRequire(__filename);

interface ClusterOptions {
  readonly clock: () => Instant;
  readonly readOnly?: boolean;
  readonly onAppend?: readonly AppendHook[];
  readonly busyTimeoutMs?: number;
}

/** Takes `local=FILE` out of a connection string, which the client does not know. */
const withoutLocal = (url: string): readonly [connection: string, local: string | null] => {
  const at = url.indexOf('?');
  if (at < 0) return [url, null];
  const parameters = url.slice(at + 1).split('&');
  const local = parameters.find((parameter) => parameter.startsWith('local='));
  const rest = parameters.filter((parameter) => parameter !== local).join('&');
  let file: string | null = null;
  if (local !== undefined) {
    try {
      file = decodeURIComponent(local.slice('local='.length));
    } catch {
      file = local.slice('local='.length);
    }
  }
  return [url.slice(0, at) + (rest === '' ? '' : `?${rest}`), file === '' ? null : file];
};

/** Appends refused: the server has no way of its own to be opened for reading. */
const forReading = (store: EventStore): EventStore => ({
  ...store,
  capabilities: { ...store.capabilities, readOnly: true },
  append: () => async () => E.left(failure('StoreReadOnly', 'frist/read-only', 'store', 'a store opened for writing')),
});

/** Opens `esdb://…` or `esdb+discover://…`; read models are kept in the SQLite file that `local=FILE` names, else in memory. */
export const openCluster = async (url: string, options: ClusterOptions): Promise<E.Either<StoreError, EventStore>> => {
  if ((options.onAppend ?? []).length > 0) return E.left(failure('HookFailed', 'frist/hooks-on-a-cluster', 'onAppend', 'no append hooks: a cluster runs none inside of its appends'));
  const [connection, file] = withoutLocal(url);
  const { openEventStoreDb } = load('@frist/event-store-eventstoredb') as typeof import('@frist/event-store-eventstoredb');
  if (file === null || options.readOnly === true) {
    const opened = openEventStoreDb({ connection });
    return E.isLeft(opened) || options.readOnly !== true ? opened : E.right(forReading(opened.right));
  }
  const { openSqliteEventStore } = load('@frist/event-store-sqlite') as typeof import('@frist/event-store-sqlite');
  const local = await openSqliteEventStore({ file, clock: options.clock, ...(options.busyTimeoutMs === undefined ? {} : { busyTimeoutMs: options.busyTimeoutMs }) })();
  if (E.isLeft(local)) return local;
  const opened = openEventStoreDb({ connection, readModels: local.right.readModels });
  if (E.isLeft(opened)) {
    await local.right.close()();
    return opened;
  }
  const cluster = opened.right;
  return E.right({
    ...cluster,
    close: () => async () => {
      const closed = await cluster.close()();
      const kept = await local.right.close()();
      return E.isLeft(closed) ? closed : kept;
    },
  });
};
