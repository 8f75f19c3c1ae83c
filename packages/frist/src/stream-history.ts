/** What became of each event of a stream, in a view. */
import { type EventId, type Fact, factsOf, isCorrection, isKnown, type ProjectorSource, type ReadFailure, readStreamEvents, type RecordedEvent, rootOf, type StreamName } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { HistoryEntry } from './explanation';
import type { ViewTimes } from './query';

/** One stream in a view. */
export interface StreamHistory {
  /** Known to the view, as recorded, by revision. */
  readonly events: readonly RecordedEvent[];
  /** In force in the view, in folding order. */
  readonly facts: readonly Fact[];
  readonly stateOf: (event: RecordedEvent) => HistoryEntry['state'];
  /** The fact that a correction is about in the end; of any other event, itself. */
  readonly rootOf: (event: RecordedEvent) => RecordedEvent | null;
}

/** Reads the history of streams, each once. */
export type Histories = (stream: StreamName) => Promise<E.Either<ReadFailure, StreamHistory>>;

/** @param upTo nothing after this position belongs to the view */
export const historiesOf = ({ store, catalogue }: ProjectorSource, times: ViewTimes, upTo: number): Histories => {
  const known = new Map<StreamName, StreamHistory>();
  return async (stream) => {
    const before = known.get(stream);
    if (before !== undefined) return E.right(before);
    const read = await readStreamEvents(store, catalogue, stream)();
    if (E.isLeft(read)) return read;
    const history = historyOf(read.right.filter((event) => event.position <= upTo && isKnown(event, { knownAt: times.knownAt })), times);
    known.set(stream, history);
    return E.right(history);
  };
};

const historyOf = (events: readonly RecordedEvent[], { asOf }: ViewTimes): StreamHistory => {
  const ofAnyDay = factsOf(events);
  const effective = new Map(ofAnyDay.map((fact) => [fact.id, fact]));
  const undone = retractedBy(events);
  return {
    events,
    facts: ofAnyDay.filter((fact) => fact.occurredOn <= asOf),
    rootOf: (event) => rootOf(event.id, events),
    stateOf: (event) => {
      if (isCorrection(event)) return undone.has(event.id) ? 'retracted' : 'correction';
      const fact = effective.get(event.id);
      if (fact === undefined) return 'retracted';
      if (fact.occurredOn > asOf) return 'not-yet';
      return fact.correctedBy === undefined ? 'in-force' : 'corrected';
    },
  };
};

/** Whatever a retraction that still stands is about. From the last to the first: a retraction may itself be retracted. */
const retractedBy = (events: readonly RecordedEvent[]): ReadonlySet<EventId> => {
  const undone = new Set<EventId>();
  for (const event of [...events].reverse()) {
    if (isCorrection(event) && event.type === 'FactRetracted' && !undone.has(event.id)) undone.add(event.data.corrects);
  }
  return undone;
};
