/** Opening the log of a store: from the slot of the hook, or from a read model that is caught up. */
import type { EventStore, Position, ReadModelView, StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { appendLeaves } from './append-leaves';
import { type AuditLog, extendedLog, keptLog } from './audit-log';
import { auditLogName, leafOf } from './audit-hook';
import { attempt, type LogFailure } from './failure';
import { base64 } from './hash';
import type { Leaf, LogStorage } from './log-storage';

const page = 2_000;
const version = '1';

/**
 * The log that the hook keeps in a store ({@link auditHook}), as it is now. Writes nothing, so it works on a store
 * opened for reading. With `following`, events that the log has not been told of are read and held in memory: then
 * the log covers the whole store even where the hook was switched on late. Error: `LogDamaged`.
 */
export const openLog =
  (store: EventStore, following: 'following' | 'as kept' = 'following'): TaskEither<LogFailure, AuditLog> =>
  async () => {
    const opened = attempt((): E.Either<never, AuditLog> => E.right(keptLog(store.hookSlot?.(auditLogName) ?? { get: () => null })));
    if (E.isLeft(opened) || following === 'as kept') return opened;
    const leaves: Leaf[] = [];
    let after = opened.right.last;
    for (;;) {
      const read = await readAfter(store, after);
      if (E.isLeft(read)) return read;
      for (const event of read.right.events) leaves.push(leafOf(event));
      after = read.right.events[read.right.events.length - 1]?.position ?? after;
      if (!read.right.more) return E.right(extendedLog(opened.right, leaves));
    }
  };

/**
 * The log for a store that runs no hooks: kept in its read models together with how far it has come, and caught up
 * now, a page at a time. It covers what has been caught up and proves nothing about what happened before that.
 *
 * @example const log = await caughtUpLog(eventStoreDb)()
 */
export const caughtUpLog =
  (store: EventStore): TaskEither<LogFailure, AuditLog> =>
  async () => {
    const model = store.readModels.open(auditLogName, version);
    const kept = { get: (key: string): Uint8Array | null => orThrow(model.read(stored(key))) };
    for (;;) {
      const at = model.read((view) => view.checkpoint);
      if (E.isLeft(at)) return at;
      const read = await readAfter(store, at.right);
      if (E.isLeft(read)) return read;
      const { events } = read.right;
      const last = events[events.length - 1];
      if (last === undefined) return attempt((): E.Either<never, AuditLog> => E.right(keptLog(kept)));
      const written = attempt(() => {
        const put = new Map<string, string>();
        const consistent = model.read((view) => {
          const fresh = new Map<string, Uint8Array>();
          const storage: LogStorage = {
            get: (key) => fresh.get(key) ?? stored(key)(view),
            put: (key, value) => {
              fresh.set(key, Uint8Array.from(value));
              put.set(key, base64(value));
            },
          };
          // One look at the checkpoint and at the pages it belongs to.
          if (view.checkpoint === at.right) appendLeaves(storage, events.map(leafOf));
        });
        return E.isLeft(consistent) ? consistent : model.commit({ from: at.right, to: last.position, put, remove: [] });
      });
      // Another process may have caught up meanwhile: then what it has kept is read anew.
      if (E.isLeft(written) && written.left._tag !== 'CheckpointMoved') return written;
    }
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
