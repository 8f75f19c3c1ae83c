/** Stores by URL. */
import { createRequire } from 'node:module';

import type { Instant } from '@frist/calendar';
import { type AppendHook, type EventStore, type Failure, failure, memoryEventStore, type StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { hostClock } from './host-clock';
import { belongsToCluster } from './local-file';
import { openCluster } from './open-cluster';
import { clusterUrl, shownStoreUrl } from './store-url';

/** `import()` would do the same and cost 8 ms more: it starts the loader of another kind of module. */
const load = createRequire(__filename);

/** How a store is opened. */
export interface OpenStoreOptions {
  /** Stamps `recordedAt`. Default: the host's clock. */
  readonly clock?: () => Instant;
  /** Never writes, and needs no right to. Default false. Means nothing to `memory:`. */
  readonly readOnly?: boolean;
  /** Whether a missing file is made. Default true; never when read-only. */
  readonly create?: boolean;
  /**
   * Whether appends keep the transparency log of `@frist/audit`. Default true. What is appended without it is caught up
   * by the first append with it. Leave it out where nothing is appended: then the package is not loaded.
   */
  readonly auditLog?: boolean;
  /** Further hooks. They run after the log's. */
  readonly onAppend?: readonly AppendHook[];
  /** How long a call waits for another process that is writing. Default 5 000. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens the store that a URL names: `sqlite:FILE`, with a path as the system writes it, `memory:`, or the connection string of a
 * cluster, `esdb://…` or `esdb+discover://…`, in which `local=FILE` names the SQLite file for read models and for the log, `patience=SECONDS` tells how long it is tried again, and `max-append-bytes=BYTES` what the server's `MaxAppendSize` is. A
 * cluster runs no hooks: its log is kept where it is caught up (`caughtUpLog` of `@frist/audit`). It needs
 * `@eventstore/db-client` installed beside Frist.
 *
 * Errors: `InvalidStoreUrl` (another scheme, no file, a parameter that the cluster's client does not know), `HookFailed` (hooks for a cluster), and what the store itself answers, e.g. `NotAStore`, `StoreNewer`.
 * `StoreUnavailable` also where a register is named that is the local file of a cluster (`frist/no-register`), or a local file that is a register (`frist/no-local-file`).
 *
 * @example const store = await openStore('sqlite:frist.db')()
 */
export const openStore =
  (url: string, options: OpenStoreOptions = {}): TaskEither<StoreError | Failure<'InvalidStoreUrl'>, EventStore> =>
  async () => {
    const clock = options.clock ?? hostClock;
    const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/s.exec(url) ?? [];
    if (scheme === 'memory' && rest === '') return E.right(memoryEventStore({ clock, onAppend: hooksOf(options) }));
    const cluster = clusterUrl(url);
    if (cluster !== null) return await openCluster(cluster, { ...options, clock });
    if (scheme !== 'sqlite' || rest === '') return E.left(failure('InvalidStoreUrl', 'frist/store-url', 'store', 'sqlite:FILE, memory:, esdb://… or esdb+discover://…', shownStoreUrl(url).slice(0, 120)));
    // Only now: a program that opens no file does not wait for the engine to load.
    const { openSqliteEventStore } = load('@frist/event-store-sqlite') as typeof import('@frist/event-store-sqlite');
    const opened = await openSqliteEventStore({
      file: rest,
      clock,
      onAppend: hooksOf(options),
      mode: options.readOnly === true ? 'read-only' : 'read-write',
      ...(options.create === undefined ? {} : { create: options.create }),
      ...(options.busyTimeoutMs === undefined ? {} : { busyTimeoutMs: options.busyTimeoutMs }),
    })();
    if (E.isLeft(opened)) return opened;
    const local = belongsToCluster(opened.right, rest);
    if (E.isRight(local)) return opened;
    await opened.right.close()();
    return local;
  };

/** The log's hook, once, before those given. */
const hooksOf = ({ auditLog = true, readOnly, onAppend = [] }: OpenStoreOptions): readonly AppendHook[] => {
  if (!auditLog || readOnly === true) return onAppend;
  const { auditHook, auditLogName } = load('@frist/audit') as typeof import('@frist/audit');
  return onAppend.some(({ name }) => name === auditLogName) ? onAppend : [auditHook(), ...onAppend];
};
