/** Reading decoded events, page by page. */
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Catalogue, UnreadableEvent } from './catalogue';
import type { Position, RecordedEvent, StreamName } from './envelope';
import type { EventStore, Page, StoredEvent, StoreError } from './event-store';

/** What to do with an event whose type the catalogue does not know. Never silently: `skip` says so to `onSkipped`. */
export type UnknownTypePolicy = { readonly policy: 'fail' } | { readonly policy: 'skip'; readonly onSkipped: (event: StoredEvent) => void };

/** The default: an event of an unknown type is a failure. */
export const failOnUnknown: UnknownTypePolicy = { policy: 'fail' };

/** Why events cannot be read: the store, or an event that the catalogue cannot decode. */
export type ReadFailure = StoreError | UnreadableEvent;

const pageSize = 2_000;

/** All events of a stream, oldest first. A missing stream has none. */
export const readStreamEvents =
  (store: EventStore, catalogue: Catalogue, stream: StreamName, unknown: UnknownTypePolicy = failOnUnknown): TaskEither<ReadFailure, readonly RecordedEvent[]> =>
  async () => {
    const events: RecordedEvent[] = [];
    const read = await eachPage(
      (after) => store.readStream(stream, { direction: 'forwards', limit: pageSize, ...(after === undefined ? {} : { after: after.revision }) }),
      (page) => decodePage(catalogue, page, unknown, (event) => void events.push(event)),
    );
    return E.isLeft(read) ? read : E.right(events);
  };

/**
 * Visits every event of the store after a position, in store order; with a `limit`, no further page once so many have
 * been read. Answers with the last position seen.
 */
export const visitAllEvents =
  (
    store: EventStore,
    catalogue: Catalogue,
    after: Position | null,
    visit: (event: RecordedEvent) => void,
    unknown: UnknownTypePolicy = failOnUnknown,
    limit = Infinity,
  ): TaskEither<ReadFailure, Position | null> =>
  async () => {
    let last = after;
    let seenSoFar = 0;
    const read = await eachPage(
      (seen) => {
        const from = seen?.position ?? after;
        return store.readAll({ direction: 'forwards', limit: pageSize, ...(from === null ? {} : { after: from }) });
      },
      (page) => {
        const decoded = decodePage(catalogue, page, unknown, visit);
        seenSoFar += page.events.length;
        if (E.isRight(decoded)) last = page.events[page.events.length - 1]?.position ?? last;
        return decoded;
      },
      () => seenSoFar >= limit,
    );
    return E.isLeft(read) ? read : E.right(last);
  };

const decodePage = (catalogue: Catalogue, page: Page, unknown: UnknownTypePolicy, visit: (event: RecordedEvent) => void): E.Either<UnreadableEvent, void> => {
  for (const stored of page.events) {
    const event = catalogue.decode(stored);
    if (E.isRight(event)) visit(event.right);
    else if (event.left._tag === 'UnknownEventType' && unknown.policy === 'skip') unknown.onSkipped(stored);
    else return event;
  }
  return E.right(undefined);
};

/** Reads pages until there are no more, or until it was enough. */
export const eachPage = async (
  next: (after: StoredEvent | undefined) => TaskEither<StoreError, Page>,
  use: (page: Page) => E.Either<UnreadableEvent, void>,
  enough: () => boolean = () => false,
): Promise<E.Either<ReadFailure, void>> => {
  let after: StoredEvent | undefined;
  for (;;) {
    const page = await next(after)();
    if (E.isLeft(page)) return page;
    const used = use(page.right);
    if (E.isLeft(used)) return used;
    if (!page.right.more || enough()) return E.right(undefined);
    after = page.right.events[page.right.events.length - 1] ?? after;
  }
};
