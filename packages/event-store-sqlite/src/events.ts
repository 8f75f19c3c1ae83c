/** Reading events: by stream and revision, by position, by id. */
import type { AllReadOptions, EventId, Page, Position, StoredEvent, StoreError, StreamName, StreamReadOptions } from '@frist/event-sourcing';
import { checkPage } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';

import type { Connection } from './connection';
import { numberOf, type Row, textOf } from './driver';
import { eventFinder } from './tip';

export interface Events {
  readonly readStream: (stream: StreamName, options: StreamReadOptions) => E.Either<StoreError, Page>;
  readonly readAll: (options: AllReadOptions) => E.Either<StoreError, Page>;
  readonly findEvent: (id: EventId) => E.Either<StoreError, O.Option<StoredEvent>>;
}

/** The events of one stream from a revision on, at most so many, for use inside a transaction. */
export interface StreamTail {
  readonly idsFrom: (stream: StreamName, revision: number, count: number) => readonly EventId[];
  readonly eventsFrom: (stream: StreamName, revision: number, count: number) => readonly StoredEvent[];
}

const columns = 'e.position, e.revision, CAST(e.text AS BLOB)';

/**
 * Events of a stream: the index leads to its appends, and each append to a run of positions (see schema.ts), which is
 * cut at the wanted revision, so that a page of a long append costs no more than any other. Parameters: the stream,
 * the revision (first included, or first excluded when going back), the most rows.
 */
const forwards = (select: string): string =>
  `SELECT ${select} FROM event a CROSS JOIN event e
   WHERE a.stream = ?1 AND a.revision >= coalesce((SELECT max(revision) FROM event WHERE stream = ?1 AND revision <= ?2), 0)
     AND e.position >= a.position + max(0, CAST(?2 AS INTEGER) - a.revision) AND e.position < a.position + a.size
   ORDER BY a.revision, e.position LIMIT ?3`;
const backwards = (select: string): string =>
  `SELECT ${select} FROM event a CROSS JOIN event e
   WHERE a.stream = ?1 AND a.revision < ?2
     AND e.position >= a.position AND e.position < a.position + min(a.size, CAST(?2 AS INTEGER) - a.revision)
   ORDER BY a.revision DESC, e.position DESC LIMIT ?3`;

const stored = ([position, revision, text]: Row): StoredEvent => ({
  position: numberOf(position) as Position,
  revision: numberOf(revision),
  text: textOf(text),
});

/** One row more than asked for has been read, to know whether there is one. */
const page = (rows: readonly Row[], limit: number): Page => ({
  events: (rows.length > limit ? rows.slice(0, limit) : rows).map(stored),
  more: rows.length > limit,
});

export const eventsOf = (connection: Connection): Events => {
  const streamForwards = connection.prepare(forwards(columns));
  const streamBackwards = connection.prepare(backwards(columns));
  const allForwards = connection.prepare(`SELECT ${columns} FROM event e WHERE e.position > ? ORDER BY e.position LIMIT ?`);
  const allBackwards = connection.prepare(`SELECT ${columns} FROM event e WHERE e.position < ? ORDER BY e.position DESC LIMIT ?`);
  const byPosition = connection.prepare(`SELECT ${columns} FROM event e WHERE e.position = ?`);
  const find = eventFinder(connection);

  const paged = ({ limit, after }: AllReadOptions | StreamReadOptions, rows: () => readonly Row[]): E.Either<StoreError, Page> => {
    const checked = checkPage(limit, after);
    return E.isLeft(checked) ? checked : connection.read(() => page(rows(), limit));
  };

  return {
    readStream: (stream, options) =>
      paged(options, () => {
        const { direction, after, limit } = options;
        const rows = limit + 1;
        return direction === 'forwards'
          ? streamForwards.all([stream, Math.max(0, (after ?? -1) + 1), rows])
          : streamBackwards.all([stream, after ?? Number.MAX_SAFE_INTEGER, rows]);
      }),
    readAll: (options) =>
      paged(options, () => {
        const { direction, after, limit } = options;
        return direction === 'forwards' ? allForwards.all([after ?? -1, limit + 1]) : allBackwards.all([after ?? Number.MAX_SAFE_INTEGER, limit + 1]);
      }),
    findEvent: (id) =>
      connection.snapshot(() => {
        const position = find(id);
        const row = position === undefined ? undefined : byPosition.get([position]);
        return row === undefined ? O.none : O.some(stored(row));
      }),
  };
};

export const streamTailOf = (connection: Connection): StreamTail => {
  const events = connection.prepare(forwards(columns));
  const ids = connection.prepare(forwards('lower(hex(e.id))'));
  return {
    idsFrom: (stream, revision, count) => ids.all([stream, revision, count]).map(([hex]) => uuidOf(String(hex))),
    eventsFrom: (stream, revision, count) => events.all([stream, revision, count]).map(stored),
  };
};

/** Events after a position, up to and with another one, for use inside a transaction. */
export const eventsBetween = (connection: Connection): ((after: number, to: number, limit: number) => readonly StoredEvent[]) => {
  const select = connection.prepare(`SELECT ${columns} FROM event e WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`);
  return (after, to, limit) => select.all([after, to, limit]).map(stored);
};

const uuidOf = (hex: string): EventId =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as EventId;
