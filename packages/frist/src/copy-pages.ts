/** Reading a store from its beginning, a piece at a time, and how large a piece. */
import type { EventStore, Position, StoredEvent, StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { CopySide, OfSide } from './copy-types';

/** Events of one page and of one append: as many as make about so many characters, up to so many. */
const charactersWanted = 4 * 1024 * 1024;
const mostEvents = 1_000;
/** Events of the first page, before it is known how long they are. */
export const firstPage = 16;

/** Says of which of the two stores a failure is. */
export const ofSide =
  (side: CopySide) =>
  <A>(answer: E.Either<StoreError, A>): E.Either<OfSide, A> =>
    E.isLeft(answer) ? E.left({ ...answer.left, side }) : answer;

/** Gives the next events, at most so many. */
export const readerOf = (store: EventStore, side: CopySide): ((limit: number) => Promise<E.Either<OfSide, readonly StoredEvent[]>>) => {
  let after: Position | null = null;
  return async (limit) => {
    const page = await store.readAll({ direction: 'forwards', limit, ...(after === null ? {} : { after }) })();
    if (E.isLeft(page)) return ofSide(side)(page);
    const { events } = page.right;
    after = events[events.length - 1]?.position ?? after;
    return E.right(events);
  };
};

/** How many events to ask for after these. */
export const nextLimit = (limit: number, events: readonly StoredEvent[]): number => {
  if (events.length === 0) return limit;
  const each = events.reduce((sum, { text }) => sum + text.length, 0) / events.length;
  return Math.max(1, Math.min(mostEvents, 4 * limit, Math.floor(charactersWanted / each)));
};
