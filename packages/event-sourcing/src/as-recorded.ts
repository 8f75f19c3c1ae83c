/** The rules of storing again what another store has recorded; every store that can applies them in the same way. */
import { Instant } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { failure } from './failure';
import type { StoreError, StoreFailure } from './store-error';
import { conflict, type StreamFacts, takenId, unfit } from './store-rules';
import { composeStoredText, type RecordedElsewhere, type StoredEvent } from './stored-event';

/** The text that the other store has stored, and this one will. */
export const recordedText = ({ event, recordedAt, revision }: RecordedElsewhere): string => composeStoredText(event, recordedAt, revision);

const outOfOrder = (expected: string, value: string): StoreFailure => failure('RecordedOrder', 'event-store/recorded-order', 'recordedAt', expected, value);

/** Why no store could store these events together, or null. To be asked before {@link admitRecorded}. */
export const unfitAsRecorded = (events: readonly RecordedElsewhere[]): StoreFailure | null => {
  const problem = unfit(events.map(({ event }) => event));
  if (problem !== null) return problem;
  const wrong = events.find(({ recordedAt }, i) => !Instant.is(recordedAt) || recordedAt < (events[i - 1]?.recordedAt ?? ''));
  return wrong === undefined ? null : outOfOrder('instants that do not go back from one event to the next', wrong.recordedAt);
};

/** The events cut into runs: neighbours of one stream, each at the revision after the one before. */
export const streamRuns = (events: readonly RecordedElsewhere[]): readonly (readonly RecordedElsewhere[])[] => {
  const runs: RecordedElsewhere[][] = [];
  events.forEach((one, i) => {
    const before = events[i - 1];
    if (before?.stream === one.stream && before.revision + 1 === one.revision) runs[runs.length - 1]?.push(one);
    else runs.push([one]);
  });
  return runs;
};

/**
 * Decides on one run: which of its first events are stored already, text for text (the rest is to be written), or why not.
 *
 * @param recordedAt of the last event of the whole store, those written by the call included; '' where there is none
 */
export const admitRecorded = (run: readonly RecordedElsewhere[], stream: StreamFacts, recordedAt: Instant | ''): E.Either<StoreError, readonly StoredEvent[]> => {
  const [first] = run;
  if (first === undefined) return E.right([]);
  const { revision } = first;
  const isNext = Number.isSafeInteger(revision) && revision >= 0 && revision <= stream.last + 1;
  const due = isNext ? Math.min(run.length, stream.last + 1 - revision) : 0;
  const there = due === 0 ? [] : stream.eventsFrom(revision, due);
  const same = there.length === due && there.every(({ text }, i) => run[i] !== undefined && recordedText(run[i]) === text);
  if (!isNext || !same) return E.left(conflict(first.stream, revision > 0 ? revision - 1 : 'no-stream', stream));
  const fresh = run.slice(due);
  if (fresh[0] !== undefined && fresh[0].recordedAt < recordedAt) return E.left(outOfOrder(`nothing recorded before ${recordedAt}, when the last event here was`, fresh[0].recordedAt));
  const taken = takenId(fresh.map(({ event }) => event), stream);
  return taken === null ? E.right(there) : E.left(taken);
};

/** That the events of an answer do not stand in the store in its order, as where one that is stored already comes after a new one; or null. */
export const misplaced = (answer: readonly StoredEvent[]): StoreFailure | null =>
  answer.every(({ position }, i) => i === 0 || position > (answer[i - 1] as StoredEvent).position)
    ? null
    : failure('RecordedOrder', 'event-store/recorded-order', 'events', 'events in the order in which those of them that are stored already stand here, and new ones after these');
