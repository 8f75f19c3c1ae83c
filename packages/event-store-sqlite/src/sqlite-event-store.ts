/** The embedded event store: one SQLite file, no server. */
import type { AppendHook, EventStore, MemoryStoreOptions, StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { appenderOf } from './append';
import { connect } from './connection';
import { eventsOf } from './events';
import { hookSlotsOf } from './hook-slots';
import { openFile } from './open-file';
import { readModelsOf } from './read-models';
import { failureOf } from './store-failure';

/** Where the file is, whose clock stamps, and how it is opened. */
export interface SqliteStoreOptions {
  /** The file; beside it SQLite keeps `-wal` and `-shm`, which belong to it as long as it is open. */
  readonly file: string;
  /** `recordedAt` is stamped from it, inside the transaction; it never goes back even when the clock does. */
  readonly clock: MemoryStoreOptions['clock'];
  /** `read-only` never writes to the file and needs no right to. Default `read-write`. */
  readonly mode?: 'read-write' | 'read-only';
  /** Whether a missing file is made. Default true; `read-only` never makes one. */
  readonly create?: boolean;
  readonly onAppend?: readonly AppendHook[];
  /** How long a call waits for another process that is writing, before it answers `StoreBusy`. Default 5 000. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a store, bringing an older file up to date. Every call works synchronously under its `TaskEither`, so two calls
 * never interleave within a process; the wait for another process blocks this one.
 *
 * Errors: `StoreNotFound` (missing, and not to be made), `NotAStore` (a folder, another program's file, not SQLite),
 * `StoreNewer`, `StoreCorrupt`, `StoreUnavailable` (no such folder, no permission),
 * `StoreBusy`, `StoreFull`.
 *
 * @example const store = await openSqliteEventStore({ file: 'frist.db', clock })()
 */
export const openSqliteEventStore = (options: SqliteStoreOptions): TaskEither<StoreError, EventStore> => openWith(options);

/** As {@link openSqliteEventStore}, with a ceiling on the size of the file, for tests of a full disk. Not exported by the package. */
export const openWith =
  (options: SqliteStoreOptions & { readonly maxPages?: number }): TaskEither<StoreError, EventStore> =>
  async () => {
    const readOnly = options.mode === 'read-only';
    const opened = openFile({
      file: options.file,
      readOnly,
      create: options.create ?? true,
      busyTimeoutMs: options.busyTimeoutMs ?? 5_000,
      ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
    });
    if (E.isLeft(opened)) return opened;
    try {
      const connection = connect(opened.right, options.file, readOnly);
      const slots = hookSlotsOf(connection);
      const { appendAll, appendAsRecorded } = appenderOf(connection, options.clock, options.onAppend ?? [], slots);
      const events = eventsOf(connection);
      const store: EventStore = {
        capabilities: { durable: true, appendAtomically: true, findEvent: true, appendAsRecorded: true, readOnly },
        append: (request) => async () => {
          const done = appendAll([request]);
          return E.isLeft(done) ? done : E.right(done.right[0] as (typeof done.right)[number]);
        },
        appendAtomically: (requests) => async () => appendAll(requests),
        appendAsRecorded: (recorded) => async () => appendAsRecorded(recorded),
        readStream: (stream, page) => async () => events.readStream(stream, page),
        readAll: (page) => async () => events.readAll(page),
        findEvent: (id) => async () => events.findEvent(id),
        hookSlot: slots.read,
        readModels: readModelsOf(connection),
        close: () => async () => connection.close(),
      };
      return E.right(store);
    } catch (error) {
      opened.right.db.close();
      return E.left(failureOf(error, options.file, true));
    }
  };
