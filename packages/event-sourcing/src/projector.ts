/**
 * The projector: folds a group of projections over the store, from where it stopped.
 *
 * A fact that comes in order is folded at once. One that is late, or that a correction touches, marks its key; at the
 * end of the batch the streams of the marked keys are read and those keys folded afresh. So the result is the
 * same whether events came one by one, in batches, or all in one replay.
 */
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Catalogue } from './catalogue';
import { isCorrection } from './corrections';
import type { Board, Fact, Position, RecordedEvent, StreamName } from './envelope';
import type { EventStore } from './event-store';
import { ModelUnreadable } from './model-table';
import type { Coverage, Projection, Table } from './projection';
import { failOnUnknown, type ReadFailure, readStreamEvents, type UnknownTypePolicy, visitAllEvents } from './read-events';
import { compareFacts, factsOf, inFoldingOrder, isKnown, type View } from './view';

/** Where events come from, and how they are read. */
export interface ProjectorSource {
  readonly store: EventStore;
  readonly catalogue: Catalogue;
  readonly unknown?: UnknownTypePolicy;
}

/** One projection of a group with the table its rows live in. */
export interface Folding {
  readonly projection: Projection;
  readonly table: Table;
}

/** Keys to be folded afresh at the end of a batch. */
export interface Batch {
  readonly marked: Map<Folding, Set<string>>;
  readonly correctedStreams: Set<StreamName>;
  /** Streams that spoke of a marked key in this batch; its entry may not know them yet. */
  readonly alsoIn: Map<string, Set<StreamName>>;
}

/**
 * Folds everything after `from`, or with a `limit` some pages of it: at least so many events, unless it reaches the end.
 *
 * @returns how far it came; the rows are in the tables. The same position as before means the end of the store
 */
export const catchUp =
  (source: ProjectorSource, group: readonly Folding[], from: Coverage, view: View = {}, limit = Infinity): TaskEither<ReadFailure, Coverage> =>
  async () => {
    const byType = new Map<string, Folding[]>();
    for (const folding of group) for (const type of folding.projection.types) byType.set(type, [...(byType.get(type) ?? []), folding]);
    const batch: Batch = { marked: new Map(), correctedStreams: new Set(), alsoIn: new Map() };
    let { events, lastDay, lastRecordedAt } = from as { events: number; lastDay: string; lastRecordedAt: string };
    const cuts = view.asOf !== undefined || view.knownAt !== undefined;
    const boards = new Set<Board>(from.boards);
    let board: Board | undefined; // the last one seen, nearly always the same
    try {
      const last = await visitAllEvents(
        source.store,
        source.catalogue,
        from.position as Position | null,
        (event) => {
          events += 1;
          if (event.occurredOn > lastDay) lastDay = event.occurredOn;
          if (event.recordedAt > lastRecordedAt) lastRecordedAt = event.recordedAt;
          if (cuts && !isKnown(event, view)) return;
          if (isCorrection(event)) {
            batch.correctedStreams.add(event.stream);
            if (event.board !== board) boards.add((board = event.board));
            // It can move a fact to a day later than any event's own.
            if (event.type === 'FactCorrected' && event.data.occurredOn !== undefined && event.data.occurredOn > lastDay) lastDay = event.data.occurredOn;
            return;
          }
          if (cuts && view.asOf !== undefined && event.occurredOn > view.asOf) return;
          if (event.board !== board) boards.add((board = event.board));
          const foldings = byType.get(event.type);
          if (foldings !== undefined) for (const folding of foldings) foldOne(folding, event, batch);
        },
        source.unknown ?? failOnUnknown,
        limit,
      )();
      if (E.isLeft(last)) return last;
      const settled = await foldMarkedAfresh(source, group, batch, from.position, last.right, view);
      if (E.isLeft(settled)) return settled;
      return E.right({ position: last.right, events, lastDay, lastRecordedAt, boards: [...boards].sort() });
    } catch (thrown) {
      if (thrown instanceof ModelUnreadable) return E.left(thrown.failure);
      throw thrown;
    }
  };

/** Folds one fact that comes in order; one that is late marks its key. */
export const foldOne = (folding: Folding, fact: Fact, batch: Pick<Batch, 'marked' | 'alsoIn'>): void => {
  const { projection, table } = folding;
  const key = projection.keyOf(fact);
  if (key === null) return;
  const entry = table.get(key);
  if (entry === undefined) {
    table.put(key, { row: projection.evolve(projection.initial(key), fact), day: fact.occurredOn, position: fact.position, streams: [fact.stream] });
    return;
  }
  if (fact.occurredOn < entry.day || (fact.occurredOn === entry.day && fact.position < entry.position)) {
    mark(folding, key, fact.stream, batch);
    return;
  }
  entry.row = projection.evolve(entry.row, fact);
  entry.day = fact.occurredOn;
  entry.position = fact.position;
  if (!entry.streams.includes(fact.stream)) entry.streams = [...entry.streams, fact.stream].sort();
  table.put(key, entry);
};

/** Marks a key to be folded afresh. */
export const mark = (folding: Folding, key: string, stream: StreamName, batch: Pick<Batch, 'marked' | 'alsoIn'>): void => {
  const keys = batch.marked.get(folding) ?? new Set();
  batch.marked.set(folding, keys.add(key));
  const name = `${folding.projection.name}|${key}`;
  batch.alsoIn.set(name, (batch.alsoIn.get(name) ?? new Set()).add(stream));
};

const foldMarkedAfresh = async (
  source: ProjectorSource,
  group: readonly Folding[],
  batch: Batch,
  from: number | null,
  upTo: Position | null,
  view: View,
): Promise<E.Either<ReadFailure, void>> => {
  if (upTo === null) return E.right(undefined);
  const read = new Map<StreamName, { readonly raw: readonly RecordedEvent[]; readonly facts: readonly Fact[] }>();
  const look = async (stream: StreamName): Promise<E.Either<ReadFailure, void>> => {
    if (read.has(stream)) return E.right(undefined);
    const events = await readStreamEvents(source.store, source.catalogue, stream, source.unknown)();
    if (E.isLeft(events)) return events;
    const raw = events.right.filter((event) => event.position <= upTo);
    read.set(stream, { raw, facts: factsOf(raw, view) });
    return E.right(undefined);
  };

  for (const stream of batch.correctedStreams) {
    const looked = await look(stream);
    if (E.isLeft(looked)) return looked;
    const { raw, facts } = read.get(stream) as { raw: readonly RecordedEvent[]; facts: readonly Fact[] };
    // A correction may have moved a fact from one key to another: where it was before this batch, where this batch put it
    // as recorded, and where it belongs now are all folded again.
    const before = from === null ? [] : factsOf(raw.filter((event) => event.position <= from), view);
    const arrived = from === null ? raw : raw.filter((event) => event.position > from);
    for (const folding of group) {
      for (const fact of [...before, ...arrived, ...facts]) {
        const key = folding.projection.types.has(fact.type) ? folding.projection.keyOf(fact) : null;
        if (key !== null) mark(folding, key, stream, batch);
      }
    }
  }
  for (const [folding, keys] of batch.marked) {
    for (const key of keys) {
      const { projection, table } = folding;
      const streams = new Set([...(table.get(key)?.streams ?? []), ...(batch.alsoIn.get(`${projection.name}|${key}`) ?? [])]);
      const facts: Fact[] = [];
      for (const stream of streams) {
        const looked = await look(stream);
        if (E.isLeft(looked)) return looked;
        for (const fact of read.get(stream)?.facts ?? []) {
          if (projection.types.has(fact.type) && projection.keyOf(fact) === key) facts.push(fact);
        }
      }
      foldAfresh(folding, key, streams.size > 1 ? [...facts].sort(compareFacts) : inFoldingOrder(facts));
    }
  }
  return E.right(undefined);
};

/** Folds a key from all its facts, which are in folding order; without any, the row goes. */
export const foldAfresh = ({ projection, table }: Folding, key: string, facts: readonly Fact[]): void => {
  const last = facts[facts.length - 1];
  if (last === undefined) {
    table.remove(key);
    return;
  }
  let row = projection.initial(key);
  for (const fact of facts) row = projection.evolve(row, fact);
  // Only streams that have a say now, in order: the same entry, to the byte, whichever way led to it.
  const streams = [...new Set(facts.map((fact) => fact.stream))].sort();
  table.put(key, { row, day: last.occurredOn, position: last.position, streams });
};
