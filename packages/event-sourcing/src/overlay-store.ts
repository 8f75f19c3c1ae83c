/**
 * A store in memory laid over another one: reads see both, writes stay above. An import is rehearsed on it, and
 * committed at once when every command was accepted.
 */
import type { Instant } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';

import type { EventId, Position, StreamName } from './envelope';
import { type AppendRequest, composeStoredText, type EncodedEvent, type EventStore, type ExpectedRevision, type StoredEvent, type StoreError } from './event-store';
import { failure } from './failure';
import { admit, checkPage, sliceOf } from './store-rules';

/** A store in memory over another one. */
export interface OverlayStore extends EventStore {
  /** Whether somebody has written below, to a stream that had been read, what was to be written above. */
  readonly overtaken: () => boolean;
  /** What has been written above, in the order in which it was, ready to be appended below at once. */
  readonly pending: () => readonly AppendRequest[];
}

interface Above {
  /** All events of the stream, those below first, and their ids. */
  readonly events: StoredEvent[];
  readonly ids: EventId[];
}

/** Events written above without another stream in between. */
interface Run {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly events: EncodedEvent[];
}

/**
 * Lays an overlay over a store. Reading everything is not needed for a rehearsal and is refused (`StoreUnavailable`).
 */
export const overlayStore = (below: EventStore, clock: () => Instant): OverlayStore => {
  const streams = new Map<StreamName, Above>();
  /** Ids known to be taken; null for those below. */
  const ids = new Map<EventId, StoredEvent | null>();
  const runs: Run[] = [];
  let lastRecordedAt = '' as Instant;
  let next = Number.MAX_SAFE_INTEGER - 1_000_000_000;
  let overtaken = false;

  const look = async (name: StreamName): Promise<E.Either<StoreError, Above>> => {
    const known = streams.get(name);
    if (known !== undefined) return E.right(known);
    const events: StoredEvent[] = [];
    for (let more = true; more; ) {
      const last = events[events.length - 1];
      const page = await below.readStream(name, { direction: 'forwards', limit: 1_000, ...(last === undefined ? {} : { after: last.revision }) })();
      if (E.isLeft(page)) return page;
      events.push(...page.right.events);
      more = page.right.more;
    }
    // Another call may have looked, and even written, while this one was reading.
    const meanwhile = streams.get(name);
    if (meanwhile !== undefined) return E.right(meanwhile);
    const fresh: Above = { events, ids: events.map(idOf) };
    for (const id of fresh.ids) ids.set(id, null);
    streams.set(name, fresh);
    return E.right(fresh);
  };

  /** The run to which the next events of a stream belong. */
  const runOf = (stream: StreamName, { events }: Above): Run => {
    const last = runs[runs.length - 1];
    if (last?.stream === stream) return last;
    const fresh: Run = { stream, expected: events.length === 0 ? 'no-stream' : events.length - 1, events: [] };
    runs.push(fresh);
    return fresh;
  };

  return {
    capabilities: { durable: false, appendAtomically: false, findEvent: below.capabilities.findEvent, appendAsRecorded: false, readOnly: false },
    overtaken: () => overtaken,
    pending: () => runs.map((run) => ({ ...run, events: [...run.events] })),
    append: (request) => async () => {
      const looked = await look(request.stream);
      if (E.isLeft(looked)) return looked;
      const above = looked.right;
      for (const event of request.events) {
        if (ids.has(event.id) || below.findEvent === undefined) continue;
        const found = await below.findEvent(event.id)();
        if (E.isLeft(found)) return found;
        if (O.isNone(found.right)) continue;
        ids.set(event.id, null);
        if (streamOf(found.right.value) === request.stream) overtaken = true;
      }
      const verdict = admit(request, {
        last: above.events.length - 1,
        idsFrom: (revision, limit) => above.ids.slice(revision, revision + limit),
        eventsFrom: (revision, limit) => above.events.slice(revision, revision + limit),
        known: (id) => ids.has(id),
      });
      if (E.isLeft(verdict)) return verdict;
      if (verdict.right !== null) return E.right(verdict.right);
      const now = clock();
      if (now > lastRecordedAt) lastRecordedAt = now;
      const run = runOf(request.stream, above);
      const stored = request.events.map((event): StoredEvent => {
        const revision = above.events.length;
        const written: StoredEvent = Object.freeze({ position: (next += 1) as Position, revision, text: composeStoredText(event, lastRecordedAt, revision) });
        above.events.push(written);
        above.ids.push(event.id);
        run.events.push(event);
        ids.set(event.id, written);
        return written;
      });
      return E.right({ stream: request.stream, events: stored, repeated: false });
    },
    readStream: (name, page) => async () => {
      const checked = checkPage(page.limit, page.after);
      if (E.isLeft(checked)) return checked;
      const looked = await look(name);
      return E.isLeft(looked) ? looked : E.right(sliceOf(looked.right.events, page.direction, page.after, page.limit));
    },
    readAll: () => async () => E.left(failure('StoreUnavailable', 'event-store/overlay', 'readAll', 'a read of one stream')),
    ...(below.findEvent === undefined ? {} : { findEvent: findAbove(ids, below.findEvent) }),
    readModels: below.readModels,
    close: () => async () => E.right(undefined),
  };
};

const findAbove =
  (ids: ReadonlyMap<EventId, StoredEvent | null>, findBelow: NonNullable<EventStore['findEvent']>): NonNullable<EventStore['findEvent']> =>
  (id) => {
    const written = ids.get(id);
    return written === undefined || written === null ? findBelow(id) : async () => E.right(O.some(written));
  };

/** The stream inside a stored text. */
const streamOf = (event: StoredEvent): StreamName => (JSON.parse(event.text) as { stream: StreamName }).stream;

/** The id inside a stored text. */
const idOf = (event: StoredEvent): EventId => (JSON.parse(event.text) as { id: EventId }).id;
