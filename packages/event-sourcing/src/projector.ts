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
import { type Coverage, keysOf, type Projection, type Table } from './projection';
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
  /** Streams that spoke of a marked key in this batch; its entry may not know them yet. */
  readonly alsoIn: Map<string, Set<StreamName>>;
}

/** Nothing to be folded afresh. */
export const newBatch = (): Batch => ({ marked: new Map(), alsoIn: new Map() });

/** A projection that follows streams, with what was seen of them in a batch. */
export interface Follower {
  readonly folding: Folding;
  /** Streams that no row follows. One that begins to in this batch is folded afresh at its end. */
  readonly unfollowed: Set<StreamName>;
  /** The last of them: facts of one stream mostly come together. */
  last: StreamName | null;
}

/** Those of a group, at the beginning of a batch. */
export const followersIn = (group: readonly Folding[]): readonly Follower[] =>
  group.flatMap((folding) => (folding.projection.followsStreams === true ? [{ folding, unfollowed: new Set<StreamName>(), last: null }] : []));

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
    const followers = followersIn(group);
    const batch = newBatch();
    const corrected = new Set<StreamName>();
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
            corrected.add(event.stream);
            if (event.board !== board) boards.add((board = event.board));
            // It can move a fact to a day later than any event's own.
            if (event.type === 'FactCorrected' && event.data.occurredOn !== undefined && event.data.occurredOn > lastDay) lastDay = event.data.occurredOn;
            return;
          }
          if (cuts && view.asOf !== undefined && event.occurredOn > view.asOf) return;
          if (event.board !== board) boards.add((board = event.board));
          const foldings = byType.get(event.type);
          if (foldings !== undefined) for (const folding of foldings) foldOne(folding, event, batch);
          for (const follower of followers) hear(follower, event, batch);
        },
        source.unknown ?? failOnUnknown,
        limit,
      )();
      if (E.isLeft(last)) return last;
      const settled = await foldMarkedAfresh(source, group, batch, corrected, from.position, last.right, view);
      if (E.isLeft(settled)) return settled;
      return E.right({ position: last.right, events, lastDay, lastRecordedAt, boards: [...boards].sort() });
    } catch (thrown) {
      if (thrown instanceof ModelUnreadable) return E.left(thrown.failure);
      throw thrown;
    }
  };

/** Folds one fact that comes in order into its rows; where it is late, it marks the key. */
export const foldOne = (folding: Folding, fact: Fact, batch: Batch): void => {
  const key = folding.projection.keyOf(fact);
  if (key === null) return;
  if (typeof key === 'string') foldInto(folding, key, fact, batch);
  else for (const each of new Set(key)) foldInto(folding, each, fact, batch);
};

/**
 * Tells a fact to the row that follows its stream, where there is one that the fact does not belong to anyhow.
 *
 * @returns whether there is
 */
export const hear = (follower: Follower, fact: Fact, batch: Batch): boolean => {
  const { folding, unfollowed } = follower;
  const { stream } = fact;
  if (stream === follower.last || unfollowed.has(stream)) return false;
  if (folding.table.get(stream) === undefined) {
    unfollowed.add((follower.last = stream));
    return false;
  }
  if (!keysOf(folding.projection, fact).includes(stream)) foldInto(folding, stream, fact, batch);
  return true;
};

const foldInto = (folding: Folding, key: string, fact: Fact, batch: Batch): void => {
  const { projection, table } = folding;
  const entry = table.get(key);
  if (entry === undefined) {
    // What its stream has told before has yet to be read.
    if (projection.followsStreams === true) mark(folding, key, fact.stream, batch);
    else table.put(key, { row: projection.evolve(projection.initial(key), fact), day: fact.occurredOn, position: fact.position, streams: [fact.stream] });
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
const mark = (folding: Folding, key: string, stream: StreamName, { marked, alsoIn }: Batch): void => {
  marked.set(folding, (marked.get(folding) ?? new Set()).add(key));
  const name = `${folding.projection.name}|${key}`;
  const streams = (alsoIn.get(name) ?? new Set()).add(stream);
  if (folding.projection.followsStreams === true) streams.add(key as StreamName);
  alsoIn.set(name, streams);
};

/** Marks every row that a fact of a corrected stream belongs to, or that follows the stream. */
export const markAll = (folding: Folding, stream: StreamName, facts: Iterable<Fact>, batch: Batch): void => {
  for (const fact of facts) for (const key of keysOf(folding.projection, fact)) mark(folding, key, stream, batch);
  if (folding.projection.followsStreams === true && folding.table.get(stream) !== undefined) mark(folding, stream, stream, batch);
};

/** The streams that may have a say in a marked row. */
export const streamsBehind = ({ projection, table }: Folding, key: string, { alsoIn }: Batch): ReadonlySet<StreamName> =>
  new Set([...(table.get(key)?.streams ?? []), ...(alsoIn.get(`${projection.name}|${key}`) ?? [])]);

/** Whether a row is folded from a fact. */
export const belongsTo = ({ projection }: Folding, key: string, fact: Fact): boolean =>
  (projection.followsStreams === true && fact.stream === key) || keysOf(projection, fact).includes(key);

const foldMarkedAfresh = async (
  source: ProjectorSource,
  group: readonly Folding[],
  batch: Batch,
  corrected: ReadonlySet<StreamName>,
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

  for (const stream of corrected) {
    const looked = await look(stream);
    if (E.isLeft(looked)) return looked;
    const { raw, facts } = read.get(stream) as { raw: readonly RecordedEvent[]; facts: readonly Fact[] };
    // A correction may have moved a fact from one key to another: where it was before this batch, where this batch put it
    // as recorded, and where it belongs now are all folded again.
    const before = from === null ? [] : factsOf(raw.filter((event) => event.position <= from), view);
    const arrived = from === null ? raw : raw.filter((event) => event.position > from);
    for (const folding of group) markAll(folding, stream, [...before, ...arrived, ...facts], batch);
  }
  for (const [folding, keys] of batch.marked) {
    for (const key of keys) {
      const streams = streamsBehind(folding, key, batch);
      const facts: Fact[] = [];
      for (const stream of streams) {
        const looked = await look(stream);
        if (E.isLeft(looked)) return looked;
        for (const fact of read.get(stream)?.facts ?? []) if (belongsTo(folding, key, fact)) facts.push(fact);
      }
      foldAfresh(folding, key, streams.size > 1 ? [...facts].sort(compareFacts) : inFoldingOrder(facts));
    }
  }
  return E.right(undefined);
};

/** Folds a key from all its facts, which are in folding order; without any that calls for it, the row goes. */
export const foldAfresh = ({ projection, table }: Folding, key: string, facts: readonly Fact[]): void => {
  const last = facts[facts.length - 1];
  if (last === undefined || !facts.some((fact) => keysOf(projection, fact).includes(key))) {
    table.remove(key);
    return;
  }
  let row = projection.initial(key);
  for (const fact of facts) row = projection.evolve(row, fact);
  // Only streams that have a say now, in order: the same entry, to the byte, whichever way led to it.
  const streams = [...new Set(facts.map((fact) => fact.stream))].sort();
  table.put(key, { row, day: last.occurredOn, position: last.position, streams });
};
