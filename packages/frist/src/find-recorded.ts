/** Recorded events by id, and what led to them. */
import { type EventId, type ProjectorSource, type ReadFailure, type RecordedEvent, visitAllEvents } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';

import type { Histories } from './stream-history';

/** One event by its id. A store that cannot look it up is read through. */
export const findRecorded = async ({ store, catalogue }: ProjectorSource, id: EventId): Promise<E.Either<ReadFailure, RecordedEvent | null>> => {
  if (store.findEvent !== undefined) {
    const found = await store.findEvent(id)();
    if (E.isLeft(found)) return found;
    return O.isNone(found.right) ? E.right(null) : catalogue.decode(found.right.value);
  }
  const found: RecordedEvent[] = [];
  const visited = await visitAllEvents(store, catalogue, null, (event) => void (event.id === id && found.push(event)))();
  return E.isLeft(visited) ? visited : E.right(found[0] ?? null);
};

/** The events known to the view that led to some others: the nearest first, each once. */
export const causesOf = async (source: ProjectorSource, histories: Histories, events: readonly RecordedEvent[]): Promise<E.Either<ReadFailure, readonly RecordedEvent[]>> => {
  const seen = new Set(events.map(({ id }) => id));
  const causes: RecordedEvent[] = [];
  const waiting = events.flatMap(({ causationId }) => causationId ?? []);
  for (const id of waiting) {
    if (seen.has(id)) continue;
    seen.add(id);
    const cause = await findRecorded(source, id);
    if (E.isLeft(cause)) return cause;
    if (cause.right === null) continue;
    const history = await histories(cause.right.stream);
    if (E.isLeft(history)) return history;
    const known = history.right.events.find((event) => event.id === id);
    if (known === undefined) continue;
    causes.push(known);
    if (known.causationId !== undefined) waiting.push(known.causationId);
  }
  return E.right(causes);
};
