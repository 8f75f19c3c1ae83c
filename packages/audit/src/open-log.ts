/** Opening the log of a store: from the slot of the hook, or from a read model that is caught up. */
import { type EventStore, failure, type Page, type Position, type ReadModelView, type StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { appendLeaves } from './append-leaves';
import { type AuditLog, extendedLog, keptLog } from './audit-log';
import { auditLogName, leafOf } from './audit-hook';
import { attempt, type LogFailure, throwDamaged } from './failure';
import { base64, leafHash, sameHash } from './hash';
import { readTip } from './log-pages';
import type { Leaf, LogStorage, Tip } from './log-storage';

const page = 2_000;
/** Never to change without carrying over what is kept: a model of another version reads as empty, and would be made anew from a history that may have changed. */
const version = '1';

/**
 * The log of a store as it is kept now: by the hook ({@link auditHook}), or, where the store runs no hooks, in its read
 * models ({@link caughtUpLog}). Writes nothing, so it works on a store opened for reading. With `following`, events that
 * the log has not been told of are read and held in memory: then the log covers the whole store.
 *
 * Errors: `LogDamaged`; with `following` also `LogAhead` and `LogDisagrees`, where the store does not have at the log's end what the log ends with.
 */
export const openLog =
  (store: EventStore, following: 'following' | 'as kept' = 'following'): TaskEither<LogFailure, AuditLog> =>
  async () => {
    const opened = store.hookSlot === undefined ? modelLog(store) : logIn(store.hookSlot(auditLogName));
    if (E.isLeft(opened) || following === 'as kept') return opened;
    const leaves: Leaf[] = [];
    for (let read = await pageAfter(store, opened.right); ; ) {
      if (E.isLeft(read)) return read;
      for (const event of read.right.events) leaves.push(leafOf(event));
      if (!read.right.more) return E.right(extendedLog(opened.right, leaves));
      read = await readAfter(store, leaves[leaves.length - 1]?.position ?? opened.right.last);
    }
  };

/**
 * Brings the log of a store that runs no hooks up to its end and keeps it in the read models, a page at a time. What is
 * covered is covered for good: where the store no longer has, or has otherwise, the event that the log ends with, nothing
 * is added (`LogAhead`, `LogDisagrees`), so that a changed history is never covered over. It proves nothing about what
 * happened to an event before it was caught up.
 *
 * @example const log = await caughtUpLog(eventStoreDb)()
 */
export const caughtUpLog =
  (store: EventStore): TaskEither<LogFailure, AuditLog> =>
  async () => {
    const model = store.readModels.open(auditLogName, version);
    for (;;) {
      const log = modelLog(store);
      if (E.isLeft(log)) return log;
      const from = log.right.last;
      const read = await pageAfter(store, log.right);
      if (E.isLeft(read)) return read;
      const { events } = read.right;
      const last = events[events.length - 1];
      if (last === undefined) return log;
      const written = attempt((): E.Either<StoreError, void> => {
        const put = new Map<string, string>();
        // One look at the checkpoint and at the pages it belongs to.
        const fits = model.read((view) => {
          if (view.checkpoint !== from) return false;
          const fresh = new Map<string, Uint8Array>();
          const storage: LogStorage = {
            get: (key) => fresh.get(key) ?? stored(key)(view),
            put: (key, value) => {
              fresh.set(key, Uint8Array.from(value));
              put.set(key, base64(value));
            },
          };
          appendLeaves(storage, events.map(leafOf));
          return true;
        });
        if (E.isLeft(fits)) return fits;
        return fits.right ? model.commit({ from, to: last.position, put, remove: [] }) : E.right(undefined);
      });
      // Another process may have caught up meanwhile: then what it has kept is read anew.
      if (E.isLeft(written) && written.left._tag !== 'CheckpointMoved') return written;
    }
  };

const logIn = (storage: Pick<LogStorage, 'get'>, tip?: Tip): E.Either<LogFailure, AuditLog> => attempt((): E.Either<never, AuditLog> => E.right(keptLog(storage, tip)));

/** The log in the read models; the tip and the place it was kept with must be of one mind. */
const modelLog = (store: EventStore): E.Either<LogFailure, AuditLog> => {
  const model = store.readModels.open(auditLogName, version);
  const tip = attempt(() =>
    model.read((view) => {
      const read = readTip({ get: (key) => stored(key)(view) });
      return read.last === view.checkpoint ? read : throwDamaged('tip', 'the end that the checkpoint beside it names');
    }),
  );
  return E.isLeft(tip) ? tip : logIn({ get: (key) => orThrow(model.read(stored(key))) }, tip.right);
};

/** What a store has after a log, seen to end in the store as well with what it ends with. */
const pageAfter = async (store: EventStore, log: AuditLog): Promise<E.Either<LogFailure, Page>> => {
  if (log.size === 0) return await readAfter(store, null);
  const ends = attempt((): E.Either<never, { readonly end: Leaf; readonly after: Position | null }> =>
    E.right({ end: log.leaf(log.size - 1), after: log.size === 1 ? null : log.leaf(log.size - 2).position }),
  );
  if (E.isLeft(ends)) return ends;
  const { end, after } = ends.right;
  const read = await readAfter(store, after);
  if (E.isLeft(read)) return read;
  const [first, ...events] = read.right.events;
  const field = `position ${end.position}`;
  if (first === undefined || first.position > end.position) return E.left(failure('LogAhead', 'audit/log-end', field, 'the event that the log ends with; verify the store'));
  return first.position === end.position && sameHash(leafHash(first.text), end.hash)
    ? E.right({ events, more: read.right.more })
    : E.left(failure('LogDisagrees', 'audit/log-end', field, 'the event whose leaf hash the log has; verify the store'));
};

const readAfter = (store: EventStore, after: Position | null) => store.readAll({ direction: 'forwards', limit: page, ...(after === null ? {} : { after }) })();

const stored =
  (key: string) =>
  (view: ReadModelView): Uint8Array | null => {
    const text = view.get(key);
    return text === null ? null : Buffer.from(text, 'base64');
  };

const orThrow = <A>(read: E.Either<StoreError, A>): A => {
  if (E.isLeft(read)) throw Object.assign(new Error(read.left._tag), { failure: read.left });
  return read.right;
};
