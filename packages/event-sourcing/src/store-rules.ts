/** The rules of appending and paging that every store applies in the same way; only the looking-up differs. */
import * as E from 'fp-ts/Either';

import type { EventId, StreamName } from './envelope';
import type { Appended, AppendRequest, Conflict, EncodedEvent, ExpectedRevision, Page, StoredEvent, StoreError, StoreFailure } from './event-store';
import { failure } from './failure';

/** The longest stored event, in UTF-16 units of its canonical text. */
export const maxEventLength = 10 * 1024 * 1024;
/** The longest page. */
export const maxPage = 10_000;
/** The most events that a conflict brings. */
export const maxNewer = 1_000;

/** What a store must be able to tell about one stream, within the transaction of the append. */
export interface StreamFacts {
  /** Last revision, -1 when the stream does not exist. */
  readonly last: number;
  /** Ids and events from a revision on, in order; at most `limit`. */
  readonly idsFrom: (revision: number, limit: number) => readonly EventId[];
  readonly eventsFrom: (revision: number, limit: number) => readonly StoredEvent[];
  /** Whether any stream holds this id. */
  readonly known: (id: EventId) => boolean;
}

/**
 * Decides on an append: `null` to write it, the first time's answer for a repeat, or why not.
 * Order matters: a repeat is recognised before a conflict is reported.
 */
export const admit = (request: AppendRequest, stream: StreamFacts): E.Either<StoreError, Appended | null> => {
  const { events, expected } = request;
  const problem = unfit(events);
  if (problem !== null) return E.left(problem);

  const first = typeof expected === 'number' ? expected + 1 : expected === 'no-stream' ? 0 : stream.last + 1 - events.length;
  if (first >= 0 && stream.last >= first + events.length - 1) {
    const there = stream.idsFrom(first, events.length);
    if (events.every((event, i) => there[i] === event.id)) {
      return E.right({ stream: request.stream, events: stream.eventsFrom(first, events.length), repeated: true });
    }
  }

  const fits =
    expected === 'any' ||
    (expected === 'no-stream' && stream.last === -1) ||
    (expected === 'stream-exists' && stream.last >= 0) ||
    expected === stream.last;
  if (!fits || (typeof expected === 'number' && expected < 0)) {
    return E.left(conflict(request.stream, expected, stream));
  }
  const taken = takenId(events, stream);
  return taken === null ? E.right(null) : E.left(taken);
};

/** Why events cannot be appended together to any store, or null. */
export const unfit = (events: readonly EncodedEvent[]): StoreFailure | null => {
  if (events.length === 0) return failure('EmptyAppend', 'event-store/empty-append', 'events', 'at least one event');
  const tooLong = events.find(isTooLong);
  if (tooLong !== undefined) return failure('EventTooLarge', 'event-store/event-size', 'events', `events of at most ${maxEventLength} characters`, tooLong.id);
  return events.length > 1 && new Set(events.map((event) => event.id)).size !== events.length
    ? failure('RepeatedEventId', 'event-store/unique-ids', 'events', 'each event id once')
    : null;
};

/** That one of the events bears the id of another event, or null. */
export const takenId = (events: readonly EncodedEvent[], { known }: Pick<StreamFacts, 'known'>): StoreFailure | null => {
  const taken = events.find((event) => known(event.id));
  return taken === undefined ? null : failure('RepeatedEventId', 'event-store/unique-ids', 'events', 'ids that no other event bears', taken.id);
};

/** Says where the stream is, and what is newer than expected. */
export const conflict = (stream: StreamName, expected: ExpectedRevision, { last, eventsFrom }: StreamFacts): Conflict => {
  const from = typeof expected === 'number' ? Math.max(0, expected + 1) : 0;
  const newer = eventsFrom(from, maxNewer);
  return {
    ...failure('Conflict', 'event-store/expected-revision', 'expected', `the stream at ${String(expected)}`, last === -1 ? 'no-stream' : String(last)),
    stream,
    expectedRevision: expected,
    actual: last === -1 ? 'no-stream' : last,
    newer,
    more: newer.length === maxNewer && from + newer.length <= last,
  };
};

/** What an append of several requests answers when it is refused: `newer` is what is stored, and nothing of the call itself. */
export const asStored = (error: StoreError, last: number): StoreError =>
  error._tag === 'Conflict' ? { ...error, newer: error.newer.filter(({ position }) => position <= last) } : error;

const isTooLong = (event: EncodedEvent): boolean => event.head.length + event.tail.length > maxEventLength;

/** A page holds 1 to 10 000 events, and goes on after a whole number, where an event is or none. */
export const checkPage = (limit: number, after?: number): E.Either<StoreError, void> => {
  if (after !== undefined && !Number.isSafeInteger(after)) return E.left(failure('InvalidPage', 'event-store/page', 'after', 'a whole number', String(after)));
  return Number.isInteger(limit) && limit >= 1 && limit <= maxPage
    ? E.right(undefined)
    : E.left(failure('InvalidPage', 'event-store/page', 'limit', `a whole number from 1 to ${maxPage}`, String(limit)));
};

/** A page of events held in a list, where the index of an event is what `after` counts. */
export const sliceOf = (
  events: readonly StoredEvent[],
  direction: 'forwards' | 'backwards',
  after: number | undefined,
  limit: number,
): Page => {
  if (direction === 'forwards') {
    const start = Math.max(0, (after ?? -1) + 1);
    return { events: events.slice(start, start + limit), more: start + limit < events.length };
  }
  const end = Math.max(0, Math.min(after ?? events.length, events.length));
  return { events: events.slice(Math.max(0, end - limit), end).reverse(), more: end - limit > 0 };
};
