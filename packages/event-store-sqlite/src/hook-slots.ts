/** What append hooks keep between appends: bytes by key, written in the transaction of the append. */
import type { HookSlot } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { Connection } from './connection';
import { EngineError } from './driver';

export interface WithinAppend extends HookSlot {
  /** Throws what the engine refused, even when the hook has caught it or thrown something of its own. */
  readonly rethrow: () => void;
  /** A reading that counts as one of this slot: refused after the append, and its failures are rethrown. */
  readonly reading: <A extends readonly unknown[], B>(read: (...given: A) => B) => (...given: A) => B;
}

export interface HookSlots {
  /**
   * To be called before the hooks of an append, with the highest position before it. Slots change with appends only:
   * while that position is the one of this connection's own last append, what that append has put is not read again.
   */
  readonly begin: (end: number) => void;
  /** To be called after the commit, with the highest position there is now. */
  readonly committed: (end: number) => void;
  /** A hook's slot while its append is under way; afterwards it refuses to write. */
  readonly within: (hook: string) => WithinAppend;
  /** A hook's slot as of the last append. Throws when the store cannot be read. */
  readonly read: (hook: string) => Pick<HookSlot, 'get'>;
}

/** Bytes of a value that is remembered, and how many are. */
const small = 1_024;
const few = 16;

export const hookSlotsOf = (connection: Connection): HookSlots => {
  const select = connection.prepare('SELECT value FROM hook_slot WHERE hook = ? AND key = ?');
  const upsert = connection.prepare('INSERT INTO hook_slot VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const valueOf = (hook: string, key: string): Uint8Array | null => {
    const row = select.get([hook, key]);
    if (row === undefined) return null;
    if (!(row[0] instanceof Uint8Array)) throw new EngineError(11, 'SQLITE_CORRUPT');
    return new Uint8Array(row[0]);
  };
  /** What the last append of this connection has put, a few small values, and the position it ended at. */
  let known = new Map<string, Uint8Array>();
  let knownAt = -1;
  let fresh = new Map<string, Uint8Array>();
  const remembered = (name: string): Uint8Array | undefined => fresh.get(name) ?? known.get(name);
  const toRemember = (name: string, value: Uint8Array): void => {
    known.delete(name);
    fresh.delete(name);
    if (value.length <= small && fresh.size < few) fresh.set(name, new Uint8Array(value));
  };
  return {
    begin: (end) => {
      if (knownAt !== end) known.clear();
      fresh = new Map();
    },
    committed: (end) => {
      known = fresh;
      knownAt = end;
      fresh = new Map();
    },
    within: (hook) => {
      let refused: EngineError | null = null;
      let over = false;
      const remember = <A>(work: () => A): A => {
        if (over) throw new Error('an append hook uses its slot after its append');
        try {
          return work();
        } catch (error) {
          if (error instanceof EngineError) refused = error;
          throw error;
        }
      };
      return {
        get: (key) =>
          remember(() => {
            const value = remembered(`${hook}\n${key}`);
            return value === undefined ? valueOf(hook, key) : new Uint8Array(value);
          }),
        put: (key, value) =>
          remember(() => {
            upsert.run([hook, key, value]);
            toRemember(`${hook}\n${key}`, value);
          }),
        reading:
          (read) =>
          (...given) =>
            remember(() => read(...given)),
        rethrow: () => {
          over = true;
          if (refused !== null) throw refused;
        },
      };
    },
    read: (hook) => ({
      get: (key) => {
        const found = connection.read(() => valueOf(hook, key));
        if (E.isLeft(found)) throw Object.assign(new Error(`the store cannot be read: ${found.left._tag}`), { failure: found.left });
        return found.right;
      },
    }),
  };
};
