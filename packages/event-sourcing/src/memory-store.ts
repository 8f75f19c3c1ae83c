/**
 * The in-memory store. It keeps the same canonical text as any other store, so what a real store would refuse
 * is refused here too, and no reader can reach into history. Appending costs the same whatever has come before.
 */
import type { Instant } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import type { TaskEither } from 'fp-ts/TaskEither';

import { admitRecorded, misplaced, streamRuns, unfitAsRecorded } from './as-recorded';
import type { EventId, Position, StreamName } from './envelope';
import {
  type Appended,
  type AppendHook,
  type AppendRequest,
  composeStoredText,
  type EarlierEvents,
  type EventStore,
  type HookSlot,
  type RecordedElsewhere,
  type StoredEvent,
  type StoreError,
} from './event-store';
import { failure } from './failure';
import { memoryReadModels } from './memory-read-models';
import { admit, asStored, checkPage, sliceOf, type StreamFacts } from './store-rules';

/** What an in-memory store needs. */
export interface MemoryStoreOptions {
  /** The store stamps `recordedAt` from it. */
  readonly clock: () => Instant;
  readonly onAppend?: readonly AppendHook[];
}

interface Stream extends StreamFacts {
  readonly ids: EventId[];
  readonly events: StoredEvent[];
}

/**
 * A store for tests, for trials (`memory:`), and for the rehearsal of an import. Nothing survives the process.
 *
 * @example const store = memoryEventStore({ clock })
 */
export const memoryEventStore = (options: MemoryStoreOptions): EventStore => {
  const all: StoredEvent[] = [];
  const streams = new Map<StreamName, Stream>();
  const byId = new Map<EventId, StoredEvent>();
  const slots = new Map<string, Map<string, Uint8Array>>();
  const hooks = options.onAppend ?? [];
  let lastRecordedAt = '' as Instant;
  let closed = false;

  const whenOpen =
    <A>(work: () => E.Either<StoreError, A>): TaskEither<StoreError, A> =>
    async () =>
      closed ? E.left(failure('StoreClosed', 'event-store/closed', 'store', 'a store that is still open')) : work();

  const known = (id: EventId): boolean => byId.has(id);
  const emptyStream = (): Stream => {
    const ids: EventId[] = [];
    const events: StoredEvent[] = [];
    return {
      ids,
      events,
      known,
      get last() {
        return events.length - 1;
      },
      idsFrom: (revision, limit) => ids.slice(revision, revision + limit),
      eventsFrom: (revision, limit) => events.slice(revision, revision + limit),
    };
  };
  const missing = emptyStream();
  const admitted = (request: AppendRequest) => admit(request, streams.get(request.stream) ?? missing);

  const write = (request: Pick<AppendRequest, 'stream' | 'events'>, recordedAtOf: (i: number) => Instant): Appended => {
    let stream = streams.get(request.stream);
    if (stream === undefined) streams.set(request.stream, (stream = emptyStream()));
    const events: StoredEvent[] = [];
    for (const [i, event] of request.events.entries()) {
      const revision = stream.events.length;
      const stored: StoredEvent = Object.freeze({
        position: all.length as Position,
        revision,
        text: composeStoredText(event, recordedAtOf(i), revision),
      });
      all.push(stored);
      stream.events.push(stored);
      stream.ids.push(event.id);
      byId.set(event.id, stored);
      events.push(stored);
    }
    return { stream: request.stream, events, repeated: false };
  };

  const undo = (answers: readonly Appended[]): void => {
    for (const { stream: name, events } of [...answers].reverse()) {
      const stream = streams.get(name) as Stream;
      for (const id of stream.ids.splice(stream.ids.length - events.length)) byId.delete(id);
      stream.events.length -= events.length;
      all.length -= events.length;
      if (stream.events.length === 0) streams.delete(name);
    }
  };

  const runHooks = (events: readonly StoredEvent[]): E.Either<StoreError, void> => {
    const pending = new Map<string, Map<string, Uint8Array>>();
    const start = all.length - events.length;
    const earlier: EarlierEvents = {
      last: all[start - 1]?.position ?? null,
      read: (after, limit) => all.slice((after ?? -1) + 1, Math.min((after ?? -1) + 1 + limit, start)),
    };
    for (const hook of hooks) {
      const changes = new Map<string, Uint8Array>();
      pending.set(hook.name, changes);
      try {
        const slot: HookSlot = {
          get: (key) => copied(changes.get(key) ?? slots.get(hook.name)?.get(key)),
          put: (key, value) => void changes.set(key, new Uint8Array(value)),
        };
        hook.onAppend(events, slot, earlier);
      } catch {
        return E.left(failure('HookFailed', 'event-store/hook', hook.name, 'an append hook that accepts the events'));
      }
    }
    for (const [name, changes] of pending) {
      const slot = slots.get(name) ?? new Map<string, Uint8Array>();
      for (const [key, value] of changes) slot.set(key, value);
      slots.set(name, slot);
    }
    return E.right(undefined);
  };

  const stamp = (): Instant => {
    const now = options.clock();
    if (now > lastRecordedAt) lastRecordedAt = now;
    return lastRecordedAt;
  };

  /** The same as {@link appendAll} of one request, without its bookkeeping: most appends are of this kind. */
  const appendOne = (request: AppendRequest): E.Either<StoreError, Appended> => {
    const verdict = admitted(request);
    if (E.isLeft(verdict)) return verdict;
    if (verdict.right !== null) return E.right(verdict.right);
    if (hooks.length > 0) return E.map((answers: readonly Appended[]) => answers[0] as Appended)(appendAll([request]));
    const at = stamp();
    return E.right(write(request, () => at));
  };

  /** Written one after the other, since each is judged by what those before it leave; undone together. `work` tells what it has written. */
  const atOnce = <A>(work: (written: Appended[]) => E.Either<StoreError, A>): E.Either<StoreError, A> => {
    const start = all.length;
    const before = lastRecordedAt;
    const written: Appended[] = [];
    const done = work(written);
    const hooked = E.isLeft(done) || written.length === 0 ? E.right(undefined) : runHooks(all.slice(start));
    const refused = E.isLeft(done) ? done : E.isLeft(hooked) ? hooked : null;
    if (refused === null) return done;
    undo(written);
    lastRecordedAt = before;
    return E.left(asStored(refused.left, start - 1));
  };

  const appendAll = (requests: readonly AppendRequest[]): E.Either<StoreError, readonly Appended[]> =>
    atOnce((written) => {
      const answers: Appended[] = [];
      for (const request of requests) {
        const verdict = admitted(request);
        if (E.isLeft(verdict)) return verdict;
        // Only what is written leaves a mark in time.
        const at = verdict.right !== null || written.length > 0 ? lastRecordedAt : stamp();
        const answer = verdict.right ?? write(request, () => at);
        if (verdict.right === null) written.push(answer);
        answers.push(answer);
      }
      return E.right(answers);
    });

  const appendRecorded = (events: readonly RecordedElsewhere[]): E.Either<StoreError, readonly StoredEvent[]> => {
    const problem = unfitAsRecorded(events);
    if (problem !== null) return E.left(problem);
    return atOnce((written) => {
      const answer: StoredEvent[] = [];
      for (const run of streamRuns(events)) {
        const { stream } = run[0] as RecordedElsewhere;
        const there = admitRecorded(run, streams.get(stream) ?? missing, lastRecordedAt);
        if (E.isLeft(there)) return there;
        answer.push(...there.right);
        const fresh = run.slice(there.right.length);
        if (fresh.length === 0) continue;
        lastRecordedAt = (fresh[fresh.length - 1] as RecordedElsewhere).recordedAt;
        written.push(write({ stream, events: fresh.map(({ event }) => event) }, (i) => (fresh[i] as RecordedElsewhere).recordedAt));
        answer.push(...(written[written.length - 1] as Appended).events);
      }
      const wrong = misplaced(answer);
      return wrong === null ? E.right(answer) : E.left(wrong);
    });
  };

  return {
    capabilities: { durable: false, appendAtomically: true, findEvent: true, appendAsRecorded: true, readOnly: false },
    append: (request) => whenOpen(() => appendOne(request)),
    appendAtomically: (requests) => whenOpen(() => appendAll(requests)),
    appendAsRecorded: (events) => whenOpen(() => appendRecorded(events)),
    readStream: (name, page) =>
      whenOpen(() => E.map(() => sliceOf(streams.get(name)?.events ?? [], page.direction, page.after, page.limit))(checkPage(page.limit, page.after))),
    // Positions are dense here, so the position is the index.
    readAll: (page) => whenOpen(() => E.map(() => sliceOf(all, page.direction, page.after, page.limit))(checkPage(page.limit, page.after))),
    findEvent: (id) => whenOpen(() => E.right(O.fromNullable(byId.get(id)))),
    hookSlot: (name) => ({ get: (key) => copied(slots.get(name)?.get(key)) }),
    readModels: memoryReadModels(() => closed),
    close: () => async () => {
      closed = true;
      return E.right(undefined);
    },
  };
};

/** What a hook has put can only be changed by putting it again. */
const copied = (bytes: Uint8Array | undefined): Uint8Array | null => (bytes === undefined ? null : new Uint8Array(bytes));
