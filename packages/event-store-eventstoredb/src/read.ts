/** Pages of one stream and of all streams. */
import { type AllReadOptions, checkPage, type Page, type StoredEvent, type StoreError, type StreamName, type StreamReadOptions } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { lastPosition, pageOfStream, type Session } from './session';
import { incoming, type RawEvent, soundStream, truncated } from './stored-form';

/** Revisions beyond this are nowhere. */
const farAway = Number.MAX_SAFE_INTEGER;

const pageFrom = (events: readonly StoredEvent[], limit: number): Page => ({ events: events.slice(0, limit), more: events.length > limit });

export const readStream = async (session: Session, stream: StreamName, { direction, after, limit }: StreamReadOptions): Promise<E.Either<StoreError, Page>> => {
  const checked = checkPage(limit, after);
  if (E.isLeft(checked)) return checked;
  const forwards = direction === 'forwards';
  const place = after === undefined ? (forwards ? 0 : null) : Math.min(farAway, forwards ? Math.max(0, after + 1) : after - 1);
  if (place !== null && place < 0) return E.right({ events: [], more: false });

  // One more than asked for tells whether there is more.
  const page = await pageOfStream(session, stream, direction, place, limit + 1);
  if (E.isLeft(page)) return page;
  const sound = soundStream(stream, page.right, forwards ? 1 : -1);
  if (E.isLeft(sound)) return sound;
  const [first, last] = [sound.right[0], sound.right[sound.right.length - 1]];
  const cutAtStart = forwards ? first !== undefined && first.revision !== place : last !== undefined && sound.right.length <= limit && last.revision !== 0;
  if (cutAtStart) return E.left(truncated(stream));
  const stored = await session.stored(sound.right);
  return E.isLeft(stored) ? stored : E.right(pageFrom(stored.right, limit));
};

/** Events that others have written to the same server are passed over. */
export const readAll = async (session: Session, concerns: (stream: string) => boolean, { direction, after, limit }: AllReadOptions): Promise<E.Either<StoreError, Page>> => {
  const checked = checkPage(limit, after);
  if (E.isLeft(checked)) return checked;
  const forwards = direction === 'forwards';
  if (!forwards && after !== undefined && after < 0) return E.right({ events: [], more: false });
  const found: RawEvent[] = [];
  for (let place: number | null = after === undefined || after < 0 ? null : after; ; ) {
    // One more to tell whether there is more, and one for the place itself, which a page may begin with.
    const count = limit + 2 - found.length;
    const page = await session.pageOfAll(direction, place, count);
    if (E.isLeft(page)) return page;
    const covered = session.timeline.covered();
    // What is read anyway in the order of $all need not be read again to know when it counts as recorded.
    if (forwards && session.verified() && (place === null || (covered !== null && place <= covered))) session.timeline.take(page.right);
    for (const one of page.right) {
      const event = incoming(one);
      const last = found[found.length - 1]?.position ?? after;
      if (event === null || !concerns(event.stream)) continue;
      if (last === undefined || (forwards ? event.position > last : event.position < last)) found.push(event);
    }
    const reached = lastPosition(page.right);
    if (found.length > limit || page.right.length < count || reached === null || reached === place) break;
    place = reached;
  }
  const stored = await session.stored(found.slice(0, limit + 1));
  return E.isLeft(stored) ? stored : E.right(pageFrom(stored.right, limit));
};
