/** The end of the store as this connection knows it: where the next event goes, and which ids are not in the index yet. */
import type { EncodedEvent, Envelope, EventId, StreamName } from '@frist/event-sourcing';

import type { Connection } from './connection';
import { EngineError, numberOf, textOf } from './driver';
import { idKey } from './ids';

type Instant = Envelope['recordedAt'];

export interface Tip {
  /**
   * Looks at a stream before an append, in one statement: its last revision (-1 when it does not exist). Takes in, by
   * the way, what other processes have written. To be called first in a write transaction.
   */
  readonly look: (stream: StreamName, first: EncodedEvent) => number;
  readonly position: () => number;
  readonly recordedAt: () => Instant | '';
  /** Those of these ids that events bear already; the first must be the one just looked at. */
  readonly known: (events: readonly EncodedEvent[]) => ReadonlySet<EventId>;
  /** To be called after the commit, with what it wrote. */
  readonly advance: (position: number, recordedAt: Instant, keys: readonly number[]) => void;
  /** Whether it is time to file the ids of the last events. */
  readonly crowded: () => boolean;
  /** Files them, in a write transaction of its own. Gives the bytes written, about. */
  readonly index: () => number;
}

const chunk = 50;
/** How many ids wait before they are filed. Loading them costs about 20 ms at the first append of a process, at most. */
const batch = 16_384;

/**
 * Ids are random, so an index of them that is kept up with every event costs a page of its own per event: measured at
 * a third of the speed for appends of a hundred. Instead the ids of the last events are held in memory, and go into the
 * index in sorted batches.
 *
 * What is remembered between transactions is right as long as the highest position is the one remembered: events are
 * never changed or removed, and every append makes a higher position. (Another process may have filed ids meanwhile;
 * then some are remembered for nothing.)
 */
export const tipOf = (connection: Connection): Tip => {
  const look = connection.prepare(
    `SELECT (SELECT max(position) FROM event),
            (SELECT revision + size - 1 FROM event WHERE stream = ? ORDER BY revision DESC LIMIT 1),
            EXISTS (SELECT 1 FROM event_key WHERE id_key = ?)`,
  );
  const lastEvent = connection.prepare('SELECT position, CAST(text AS BLOB) FROM event ORDER BY position DESC LIMIT 1');
  const indexedTo = connection.prepare(`SELECT value FROM meta WHERE name = 'indexed'`);
  const keysAfter = connection.prepare('SELECT id_key FROM event WHERE position > ?');
  const oneKey = connection.prepare('SELECT id_key FROM event_key WHERE id_key = ?');
  const manyKeys = connection.prepare(`SELECT id_key FROM event_key WHERE id_key IN (${Array<string>(chunk).fill('?').join()})`);
  const fill = connection.prepare('INSERT INTO event_key SELECT id_key, position FROM event WHERE position > ? AND position <= ? ORDER BY 1, 2');
  const filled = connection.prepare(`UPDATE meta SET value = ? WHERE name = 'indexed'`);
  const find = eventFinder(connection);

  let position = -1; // nothing remembered
  let recordedAt: Instant | '' = '';
  let indexed = -1;
  let recent = new Set<number>();
  let firstFiled = false;

  const reload = (): void => {
    const before = position;
    position = -1; // until all of it has been read
    const covered = numberOf(indexedTo.get([])?.[0]);
    if (covered !== indexed) recent = new Set();
    for (const [key] of keysAfter.all([covered === indexed ? Math.max(before, covered) : covered])) recent.add(numberOf(key));
    indexed = covered;
    const last = lastEvent.get([]);
    recordedAt = last === undefined ? '' : recordedAtOf(textOf(last[1]));
    position = last === undefined ? 0 : numberOf(last[0]);
  };

  return {
    look: (stream, first) => {
      const [highest, last, filed] = look.get([stream, idKey(first.id)]) ?? [];
      if (numberOf(highest ?? 0) !== position) reload();
      firstFiled = filed === 1;
      return numberOf(last ?? -1);
    },
    position: () => position,
    recordedAt: () => recordedAt,
    known: (events) => {
      const keys = events.map((event) => idKey(event.id));
      const hits = new Set<number>(keys.filter((key, i) => recent.has(key) || (i === 0 && firstFiled)));
      for (let i = 1; i < keys.length; ) {
        const few = keys.length - i < chunk / 5;
        const some = keys.slice(i, i + (few ? 1 : chunk));
        i += some.length;
        while (!few && some.length < chunk) some.push(some[0] as number);
        for (const [key] of (few ? oneKey : manyKeys).all(some)) hits.add(numberOf(key));
      }
      const known = new Set<EventId>();
      if (hits.size > 0) for (const [at, { id }] of events.entries()) if (hits.has(keys[at] as number) && find(id) !== undefined) known.add(id);
      return known;
    },
    advance: (to, at, keys) => {
      position = to;
      recordedAt = at;
      for (const key of keys) recent.add(key);
    },
    crowded: () => position - indexed > batch,
    index: () => {
      reload();
      if (position - indexed <= batch) return 0; // another process has done it
      fill.run([indexed, position]);
      filled.run([position]);
      const pages = Math.min(position - indexed, position / 200);
      position = -1; // remembered anew by the next look: this transaction may still be undone
      indexed = -1;
      return pages * 4096;
    },
  };
};

/** Finds the position of an event by its id, or undefined: in the index, else among the last events. */
export const eventFinder = (connection: Connection): ((id: EventId) => number | undefined) => {
  const indexed = connection.prepare(`SELECT e.position FROM event_key k JOIN event e ON e.position = k.position WHERE k.id_key = ? AND e.id = unhex(?, '-')`);
  const recent = connection.prepare(`SELECT position FROM event WHERE position > (SELECT value FROM meta WHERE name = 'indexed') AND id_key = ? AND id = unhex(?, '-')`);
  return (id) => {
    const values = [idKey(id), id];
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
