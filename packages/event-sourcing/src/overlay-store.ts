/**
 * A store in memory laid over another one: reads see both, writes stay above. An import is rehearsed on it, and
 * committed at once when every command was accepted.
 */
import type { Instant } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';

import type { StreamName } from './envelope';
import type { AppendRequest, EventStore, StoredEvent } from './event-store';
import { composeStoredText } from './event-store';
import type { EventId, Position } from './envelope';
import { failure } from './failure';
import { admit } from './store-rules';

export interface OverlayStore extends EventStore {
  /** What has been written above, one request per stream, ready for the store below. */
  readonly pending: () => readonly AppendRequest[];
}

interface Above {
  /** Last revision of the stream below when it was first looked at; -1 when it is missing. */
  readonly base: number;
  readonly below: readonly StoredEvent[];
  readonly ids: readonly EventId[];
  readonly requests: AppendRequest['events'][number][];
  readonly events: StoredEvent[];
}

/**
 * Lays an overlay over a store. Reading everything is not needed for a rehearsal and is refused (`StoreUnavailable`).
 */
export const overlayStore = (below: EventStore, clock: () => Instant): OverlayStore => {
  const streams = new Map<StreamName, Above>();
  const ids = new Set<EventId>();
  let next = Number.MAX_SAFE_INTEGER - 1_000_000_000;

  const look = async (name: StreamName): Promise<E.Either<import('./event-store').StoreError, Above>> => {
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
    const fresh: Above = { base: events.length - 1, below: events, ids: events.map(idOf), requests: [], events: [] };
    streams.set(name, fresh);
    return E.right(fresh);
  };

  return {
    capabilities: { durable: false, appendAtomically: false, findEvent: below.capabilities.findEvent, readOnly: false },
    pending: () =>
      [...streams]
        .filter(([, above]) => above.requests.length > 0)
        .map(([stream, above]) => ({ stream, expected: above.base === -1 ? 'no-stream' : above.base, events: above.requests })),
    append: (request) => async () => {
      const looked = await look(request.stream);
      if (E.isLeft(looked)) return looked;
      const above = looked.right;
      for (const event of request.events) {
        if (ids.has(event.id)) continue;
        const found = below.findEvent === undefined ? E.right(O.none) : await below.findEvent(event.id)();
        if (E.isLeft(found)) return found;
        if (O.isSome(found.right) && !above.ids.includes(event.id)) ids.add(event.id);
      }
      const all = [...above.below, ...above.events];
      const allIds = [...above.ids, ...above.requests.map((event) => event.id)];
      const verdict = admit(request, {
        last: all.length - 1,
        idsFrom: (revision) => allIds.slice(revision),
        eventsFrom: (revision) => all.slice(revision),
        known: (id) => ids.has(id),
      });
      if (E.isLeft(verdict)) return verdict;
      if (verdict.right !== null) return E.right(verdict.right);
      const now = clock();
      const stored = request.events.map((event, i): StoredEvent => {
        ids.add(event.id);
        const revision = all.length + i;
        return { position: (next += 1) as Position, revision, text: composeStoredText(event, now, revision) };
      });
      above.requests.push(...request.events);
      above.events.push(...stored);
      return E.right({ stream: request.stream, events: stored, repeated: false });
    },
    readStream: (name, page) => async () => {
      const looked = await look(name);
      if (E.isLeft(looked)) return looked;
      if (page.direction === 'backwards') return E.left(failure('StoreUnavailable', 'event-store/overlay', 'direction', 'forwards'));
      const all = [...looked.right.below, ...looked.right.events];
      const start = (page.after ?? -1) + 1;
      return E.right({ events: all.slice(start, start + page.limit), more: start + page.limit < all.length });
    },
    readAll: () => async () => E.left(failure('StoreUnavailable', 'event-store/overlay', 'readAll', 'a read of one stream')),
    ...(below.findEvent === undefined ? {} : { findEvent: below.findEvent }),
    readModels: below.readModels,
    close: () => async () => E.right(undefined),
  };
};

/** The id inside a stored text. */
const idOf = (event: StoredEvent): EventId => (JSON.parse(event.text) as { id: EventId }).id;
