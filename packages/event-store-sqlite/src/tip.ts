/** The end of the store as this connection knows it: where the next event goes, and which ids are not in the index yet. */
import type { Envelope, EventId } from '@frist/event-sourcing';

import type { Connection } from './connection';
import { EngineError, numberOf, textOf } from './driver';
import { idBytes, idKey } from './ids';

type Instant = Envelope['recordedAt'];

export interface Tip {
  /** Takes in what other processes have written. To be called first in every write transaction. */
  readonly sync: () => void;
  readonly position: () => number;
  readonly recordedAt: () => Instant | '';
  /** Those of these ids that events bear already. */
  readonly known: (ids: readonly EventId[]) => ReadonlySet<EventId>;
  /** To be called after the commit, with what it wrote. */
  readonly advance: (position: number, recordedAt: Instant, keys: readonly number[]) => void;
  /** Files the ids of the last events, in a write transaction of its own. Gives the bytes written, about. */
  readonly index: () => number;
  /** Whether it is time to. */
  readonly crowded: () => boolean;
}

const chunk = 20;

/**
 * Ids are random, so an index of them that is kept up with every event costs a page of its own per event: measured at
 * a third of the speed for appends of a hundred. Instead the ids of the last events are held in memory, and go into the
 * index in sorted batches of a sixteenth of the store, at least 4 096 and at most 16 384.
 *
 * What is remembered between calls is right as long as `PRAGMA data_version`, asked inside the transaction, has not
 * changed: SQLite changes it whenever another connection has committed.
 */
export const tipOf = (connection: Connection): Tip => {
  const dataVersion = connection.prepare('PRAGMA data_version');
  const lastEvent = connection.prepare('SELECT position, CAST(text AS BLOB) FROM event ORDER BY position DESC LIMIT 1');
  const indexedTo = connection.prepare(`SELECT value FROM meta WHERE name = 'indexed'`);
  const keysAfter = connection.prepare('SELECT id_key FROM event WHERE position > ?');
  const oneKey = connection.prepare('SELECT id_key FROM event_key WHERE id_key = ?');
  const manyKeys = connection.prepare(`SELECT id_key FROM event_key WHERE id_key IN (${Array<string>(chunk).fill('?').join()})`);
  const fill = connection.prepare('INSERT INTO event_key SELECT id_key, position FROM event WHERE position > ? AND position <= ? ORDER BY 1, 2');
  const filled = connection.prepare(`UPDATE meta SET value = ? WHERE name = 'indexed'`);
  const find = eventFinder(connection);

  let version = -1;
  let position = 0;
  let recordedAt: Instant | '' = '';
  let indexed = -1;
  let recent = new Set<number>();

  const maybeKnown = (ids: readonly EventId[]): readonly EventId[] => {
    const keys = ids.map(idKey);
    const hits = new Set<number>(keys.filter((key) => recent.has(key)));
    let i = 0;
    for (; i + chunk <= keys.length; i += chunk) for (const [key] of manyKeys.all(keys.slice(i, i + chunk))) hits.add(numberOf(key));
    for (; i < keys.length; i += 1) if (oneKey.get([keys[i] as number]) !== undefined) hits.add(keys[i] as number);
    return hits.size === 0 ? [] : ids.filter((_, at) => hits.has(keys[at] as number));
  };

  return {
    sync: () => {
      const now = numberOf(dataVersion.get([])?.[0]);
      if (now === version) return;
      version = -1; // until all of it has been read
      const covered = numberOf(indexedTo.get([])?.[0]);
      if (covered !== indexed) recent = new Set();
      const from = covered === indexed ? Math.max(position, covered) : covered;
      for (const [key] of keysAfter.all([from])) recent.add(numberOf(key));
      indexed = covered;
      const last = lastEvent.get([]);
      position = last === undefined ? 0 : numberOf(last[0]);
      recordedAt = last === undefined ? '' : recordedAtOf(textOf(last[1]));
      version = now;
    },
    position: () => position,
    recordedAt: () => recordedAt,
    known: (ids) => new Set(maybeKnown(ids).filter((id) => find(id) !== undefined)),
    advance: (to, at, keys) => {
      position = to;
      recordedAt = at;
      for (const key of keys) recent.add(key);
    },
    index: () => {
      const waiting = position - indexed;
      fill.run([indexed, position]);
      filled.run([position]);
      // Forgotten only by the next sync: this transaction may still be undone.
      version = -1;
      return Math.min(waiting, position / 200 + 1) * 4096;
    },
    crowded: () => position - indexed > Math.min(16_384, Math.max(4_096, position / 16)),
  };
};

/** Finds the position of an event by its id, or undefined: in the index, else among the last events. */
export const eventFinder = (connection: Connection): ((id: EventId) => number | undefined) => {
  const indexed = connection.prepare('SELECT e.position FROM event_key k JOIN event e ON e.position = k.position WHERE k.id_key = ? AND e.id = ?');
  const recent = connection.prepare(`SELECT position FROM event WHERE position > (SELECT value FROM meta WHERE name = 'indexed') AND id_key = ? AND id = ?`);
  return (id) => {
    const values = [idKey(id), idBytes(id)];
    const row = indexed.get(values) ?? recent.get(values);
    return row === undefined ? undefined : numberOf(row[0]);
  };
};

const recordedAtOf = (text: string): Instant => {
  try {
    return (JSON.parse(text) as { recordedAt: Instant }).recordedAt;
  } catch {
    throw new EngineError(11, 'SQLITE_CORRUPT');
  }
};
