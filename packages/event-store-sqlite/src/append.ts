/** Appending: every check and every write in one transaction that holds the write lock from its start. */
import {
  admit,
  admitRecorded,
  type Appended,
  type AppendHook,
  type AppendRequest,
  asStored,
  composeStoredText,
  type EncodedEvent,
  type Envelope,
  type EventId,
  failure,
  misplaced,
  type Position,
  type RecordedElsewhere,
  type StoredEvent,
  type StoreError,
  type StreamFacts,
  type StreamName,
  streamRuns,
  unfitAsRecorded,
} from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { Connection } from './connection';
import type { Value } from './driver';
import { eventsBetween, streamTailOf } from './events';
import type { HookSlots } from './hook-slots';
import { idKey } from './ids';
import { tipOf } from './tip';

type Instant = Envelope['recordedAt'];
export interface Appender {
  readonly appendAll: (requests: readonly AppendRequest[]) => E.Either<StoreError, readonly Appended[]>;
  readonly appendAsRecorded: (events: readonly RecordedElsewhere[]) => E.Either<StoreError, readonly StoredEvent[]>;
}

/** Events of one stream that are about to be written. */
interface Ahead {
  /** Revision of the first. */
  readonly first: number;
  readonly events: StoredEvent[];
  readonly ids: EventId[];
}

/** What one call is about to write. Nothing is inserted before every request has been judged. */
interface Draft {
  /** Of the last event; what is appended here and now is stamped with it. */
  recordedAt: Instant;
  readonly fresh: StoredEvent[];
  readonly keys: number[];
  readonly values: Value[];
  /** By stream, and all of the ids: only where more requests may follow. */
  readonly ahead: Map<StreamName, Ahead> | null;
  readonly ids: Set<EventId> | null;
}

interface Call {
  /** Null as long as nothing is to be written. */
  draft: Draft | null;
}

/** Rows per insert: one call of the engine for fifty rows costs about half of fifty calls. */
const chunk = 50;
const perRow = 7;
const insert = (rows: number): string =>
  `INSERT INTO event (position, revision, id, id_key, stream, size, text) VALUES ${Array<string>(rows).fill(`(?, ?, unhex(?, '-'), ?, ?, ?, ?)`).join()}`;

export const appenderOf = (connection: Connection, clock: () => Instant, hooks: readonly AppendHook[], slots: HookSlots): Appender => {
  const tip = tipOf(connection);
  const tail = streamTailOf(connection);
  const earlier = eventsBetween(connection);
  const insertOne = connection.prepare(insert(1));
  const insertMany = connection.prepare(insert(chunk));

  /** After the commit. */
  const written = ({ fresh, keys, recordedAt }: Draft): void => {
    const position = fresh[fresh.length - 1]?.position ?? tip.position();
    tip.advance(position, recordedAt, keys);
    slots.committed(position);
    connection.wrote(fresh.reduce((bytes, { text }) => bytes + text.length + 40, 0));
    if (tip.crowded()) keepIndexed();
  };

  /** What a stream holds with what the call is about to write. */
  const factsOf = (stream: StreamName, events: readonly EncodedEvent[], draft: Draft | null): StreamFacts => {
    const [first] = events;
    const stored = first === undefined ? -1 : tip.look(stream, first);
    const ahead = draft?.ahead?.get(stream);
    const and = <A>(below: readonly A[], above: readonly A[] | undefined, revision: number, limit: number): readonly A[] =>
      ahead === undefined || above === undefined ? below : [...below, ...above.slice(Math.max(0, revision - ahead.first))].slice(0, limit);
    let known: ReadonlySet<EventId> | null = null;
    return {
      last: ahead === undefined ? stored : ahead.first + ahead.events.length - 1,
      idsFrom: (revision, limit) => and(tail.idsFrom(stream, revision, limit), ahead?.ids, revision, limit),
      eventsFrom: (revision, limit) => and(tail.eventsFrom(stream, revision, limit), ahead?.events, revision, limit),
      known: (id) => draft?.ids?.has(id) === true || (known ??= tip.known(events)).has(id),
    };
  };

  const stamp = (): Instant => {
    const now = clock();
    const before = tip.recordedAt();
    return before === '' || now > before ? now : before;
  };

  const begin = (recordedAt: Instant, several: boolean): Draft => ({
    recordedAt,
    fresh: [], keys: [], values: [],
    ahead: several ? new Map<StreamName, Ahead>() : null,
    ids: several ? new Set<EventId>() : null,
  });

  /** Adds events that have been judged to fit after `last`; recorded now, or each when another store has recorded it. */
  const add = (draft: Draft, { stream, events }: Pick<AppendRequest, 'stream' | 'events'>, last: number, recordedAt?: readonly Instant[]): Appended => {
    const start = draft.fresh.length;
    for (const [i, event] of events.entries()) {
      const revision = last + 1 + i;
      draft.recordedAt = recordedAt?.[i] ?? draft.recordedAt;
      const text = composeStoredText(event, draft.recordedAt, revision);
      const key = idKey(event.id);
      const position = tip.position() + draft.fresh.length + 1;
      draft.values.push(position, revision, event.id, key, i === 0 ? stream : null, i === 0 ? events.length : null, text);
      draft.keys.push(key);
      draft.fresh.push({ position: position as Position, revision, text });
    }
    const added = draft.fresh.slice(start);
    if (draft.ahead !== null) {
      const there = draft.ahead.get(stream) ?? { first: last + 1, events: [], ids: [] };
      for (const [i, { id }] of events.entries()) {
        there.events.push(added[i] as StoredEvent);
        there.ids.push(id);
        draft.ids?.add(id);
      }
      draft.ahead.set(stream, there);
    }
    return { stream, events: added, repeated: false };
  };

  const insertAll = ({ values }: Draft): void => {
    const full = values.length - (values.length % (chunk * perRow));
    for (let i = 0; i < full; i += chunk * perRow) insertMany.run(values.slice(i, i + chunk * perRow));
    for (let i = full; i < values.length; i += perRow) insertOne.run(values.length === perRow ? values : values.slice(i, i + perRow));
  };

  const runHooks = (events: readonly StoredEvent[], before: number): E.Either<StoreError, void> => {
    const last = before === 0 ? null : (before as Position);
    slots.begin(before);
    for (const hook of hooks) {
      const slot = slots.within(hook.name);
      try {
        hook.onAppend(events, slot, { last, read: slot.reading((after, limit) => earlier(after ?? 0, before, limit)) });
      } catch {
        slot.rethrow();
        return E.left(failure('HookFailed', 'event-store/hook', hook.name, 'an append hook that accepts the events'));
      }
      slot.rethrow();
    }
    return E.right(undefined);
  };

  /** Files waiting ids in a transaction of its own: if it fails, the events are safe and it is tried again later. */
  const keepIndexed = (): void => {
    const done = connection.write(() => E.right(tip.index()));
    if (E.isRight(done)) connection.wrote(done.right);
  };

  /** What `judge` drafts, inserted and told to the hooks: all of it or nothing. */
  const atOnce = <A>(judge: (call: Call) => E.Either<StoreError, A>): E.Either<StoreError, A> => {
    const call: Call = { draft: null };
    const done = connection.write((): E.Either<StoreError, A> => {
      const judged = judge(call);
      if (call.draft === null) return judged;
      if (E.isLeft(judged)) return E.left(asStored(judged.left, tip.position()));
      insertAll(call.draft);
      const hooked = runHooks(call.draft.fresh, tip.position());
      return E.isLeft(hooked) ? hooked : judged;
    });
    if (E.isRight(done) && call.draft !== null) written(call.draft);
    return done;
  };

  return {
    appendAll: (requests) =>
      atOnce((call) => {
        const answers: Appended[] = [];
        for (const request of requests) {
          const facts = factsOf(request.stream, request.events, call.draft);
          const verdict = admit(request, facts);
          if (E.isLeft(verdict)) return verdict;
          answers.push(verdict.right ?? add((call.draft ??= begin(stamp(), requests.length > 1)), request, facts.last));
        }
        return E.right(answers);
      }),
    appendAsRecorded: (recorded) => {
      const problem = unfitAsRecorded(recorded);
      return atOnce((call) => {
        if (problem !== null) return E.left(problem);
        const answer: StoredEvent[] = [];
        for (const run of streamRuns(recorded)) {
          const { stream } = run[0] as RecordedElsewhere;
          const facts = factsOf(stream, run.map(({ event }) => event), call.draft);
          const there = admitRecorded(run, facts, call.draft?.recordedAt ?? tip.recordedAt());
          if (E.isLeft(there)) return there;
          answer.push(...there.right);
          const fresh = run.slice(there.right.length);
          if (fresh.length === 0) continue;
          const instants = fresh.map(({ recordedAt }) => recordedAt);
          const request = { stream, events: fresh.map(({ event }) => event) };
          answer.push(...add((call.draft ??= begin(instants[0] as Instant, true)), request, facts.last, instants).events);
        }
        const wrong = misplaced(answer);
        return wrong === null ? E.right(answer) : E.left(wrong);
      });
    },
  };
};
