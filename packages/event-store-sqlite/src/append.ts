/** Appending: every check and every write in one transaction that holds the write lock from its start. */
import {
  admit,
  type Appended,
  type AppendHook,
  type AppendRequest,
  composeStoredText,
  type Envelope,
  type EventId,
  failure,
  type Position,
  type StoredEvent,
  type StoreError,
} from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { Connection } from './connection';
import type { Value } from './driver';
import { eventsBetween, streamTailOf } from './events';
import type { HookSlots } from './hook-slots';
import { idKey } from './ids';
import { tipOf } from './tip';

type Instant = Envelope['recordedAt'];
export type AppendAll = (requests: readonly AppendRequest[]) => E.Either<StoreError, readonly Appended[]>;

/** What is to be done with one request: nothing but answer a repeat, or write after the last revision of its stream. */
interface Judged {
  readonly request: AppendRequest;
  readonly last: number;
  readonly repeat: Appended | null;
}

/** Rows per insert: one call of the engine for fifty rows costs about half of fifty calls. */
const chunk = 50;
const perRow = 7;
const insert = (rows: number): string =>
  `INSERT INTO event (position, revision, id, id_key, stream, size, text) VALUES ${Array<string>(rows).fill(`(?, ?, unhex(?, '-'), ?, ?, ?, ?)`).join()}`;

export const appenderOf = (connection: Connection, clock: () => Instant, hooks: readonly AppendHook[], slots: HookSlots): AppendAll => {
  const tip = tipOf(connection);
  const tail = streamTailOf(connection);
  const earlier = eventsBetween(connection);
  const insertOne = connection.prepare(insert(1));
  const insertMany = connection.prepare(insert(chunk));

  const admitted = (request: AppendRequest): E.Either<StoreError, Judged> => {
    const { stream, events } = request;
    const [first] = events;
    const last = first === undefined ? -1 : tip.look(stream, first);
    let known: ReadonlySet<EventId> | null = null;
    const verdict = admit(request, {
      last,
      idsFrom: (revision) => tail.idsFrom(stream, revision, events.length),
      eventsFrom: (revision) => tail.eventsFrom(stream, revision),
      known: (id) => (known ??= tip.known(events)).has(id),
    });
    return E.isLeft(verdict) ? verdict : E.right({ request, last, repeat: verdict.right });
  };

  /** Judges in order, up to the first refusal. Each stream once, and each new event once over all requests. */
  const judge = (requests: readonly AppendRequest[]): E.Either<StoreError, readonly Judged[]> => {
    const judged: Judged[] = [];
    const seen = new Set<string>();
    for (const request of requests) {
      const verdict = admitted(request);
      if (E.isLeft(verdict)) return verdict;
      judged.push(verdict.right);
      if (requests.length === 1) break; // its ids are known to be distinct
      const ids = verdict.right.repeat === null ? request.events.map((event) => event.id) : [];
      for (const key of [request.stream, ...ids]) {
        if (seen.has(key)) return E.left(failure('RepeatedEventId', 'event-store/one-append-per-stream', 'requests', 'each stream and each event once', key));
        seen.add(key);
      }
    }
    return E.right(judged);
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

  return (requests) => {
    const keys: number[] = [];
    let recordedAt: Instant | '' = '';
    let position = 0;
    let bytes = 0;

    const write = (judged: readonly Judged[]): E.Either<StoreError, readonly Appended[]> => {
      const now = clock();
      const before = tip.recordedAt();
      const at = before === '' || now > before ? now : before;
      const fresh: StoredEvent[] = [];
      let values: Value[] = [];
      position = tip.position();
      const answers = judged.map(({ request: { stream, events }, last, repeat }): Appended => {
        if (repeat !== null) return repeat;
        const start = fresh.length;
        for (const [i, event] of events.entries()) {
          const revision = last + 1 + i;
          const text = composeStoredText(event, at, revision);
          const key = idKey(event.id);
          position += 1;
          bytes += text.length + 40;
          values.push(position, revision, event.id, key, i === 0 ? stream : null, i === 0 ? events.length : null, text);
          if (values.length === chunk * perRow) {
            insertMany.run(values);
            values = [];
          }
          keys.push(key);
          fresh.push({ position: position as Position, revision, text });
        }
        return { stream, events: fresh.slice(start), repeated: false };
      });
      for (let i = 0; i < values.length; i += perRow) insertOne.run(values.length === perRow ? values : values.slice(i, i + perRow));
      const hooked = runHooks(fresh, tip.position());
      if (E.isLeft(hooked)) return hooked;
      recordedAt = at;
      return E.right(answers);
    };

    const done = connection.write((): E.Either<StoreError, readonly Appended[]> => {
      const judged = judge(requests);
      if (E.isLeft(judged)) return judged;
      const repeats = judged.right.flatMap(({ repeat }) => (repeat === null ? [] : [repeat]));
      return repeats.length === requests.length ? E.right(repeats) : write(judged.right);
    });
    if (E.isRight(done) && recordedAt !== '') {
      tip.advance(position, recordedAt, keys);
      slots.committed(position);
      connection.wrote(bytes);
      if (tip.crowded()) keepIndexed();
    }
    return done;
  };
};
