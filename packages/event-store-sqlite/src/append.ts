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
import { streamTailOf } from './events';
import type { HookSlots } from './hook-slots';
import { idBytes, idKey } from './ids';
import { tipOf } from './tip';

type Instant = Envelope['recordedAt'];
export type AppendAll = (requests: readonly AppendRequest[]) => E.Either<StoreError, readonly Appended[]>;

/** Rows per insert: one call of the engine for twenty rows costs about half of twenty calls. */
const chunk = 20;
const insert = (rows: number): string =>
  `INSERT INTO event (position, revision, id, id_key, stream, size, text) VALUES ${Array<string>(rows).fill('(?, ?, ?, ?, ?, ?, ?)').join()}`;

export const appenderOf = (connection: Connection, clock: () => Instant, hooks: readonly AppendHook[], slots: HookSlots): AppendAll => {
  const tip = tipOf(connection);
  const tail = streamTailOf(connection);
  const insertOne = connection.prepare(insert(1));
  const insertMany = connection.prepare(insert(chunk));

  const admitted = (request: AppendRequest): E.Either<StoreError, Appended | null> => {
    const { stream, events } = request;
    let known: ReadonlySet<EventId> | null = null;
    return admit(request, {
      last: tail.last(stream),
      idsFrom: (revision) => tail.idsFrom(stream, revision, events.length),
      eventsFrom: (revision) => tail.eventsFrom(stream, revision),
      known: (id) => (known ??= tip.known(events.map((event) => event.id))).has(id),
    });
  };

  /** The answers to repeats, and null for what is to be written; or the first refusal. Each stream once, and each new event once. */
  const judged = (requests: readonly AppendRequest[]): E.Either<StoreError, readonly (Appended | null)[]> => {
    const answers: (Appended | null)[] = [];
    const seen = new Set<string>();
    for (const request of requests) {
      const verdict = admitted(request);
      if (E.isLeft(verdict)) return verdict;
      answers.push(verdict.right);
      if (requests.length === 1) break; // its ids are known to be distinct
      for (const key of [request.stream, ...(verdict.right === null ? request.events.map((event) => event.id) : [])]) {
        if (seen.has(key)) return E.left(failure('RepeatedEventId', 'event-store/one-append-per-stream', 'requests', 'each stream and each event once', key));
        seen.add(key);
      }
    }
    return E.right(answers);
  };

  const writeRows = (rows: readonly (readonly Value[])[]): void => {
    let i = 0;
    for (; i + chunk <= rows.length; i += chunk) insertMany.run(rows.slice(i, i + chunk).flat());
    for (; i < rows.length; i += 1) insertOne.run(rows[i] as readonly Value[]);
  };

  const runHooks = (events: readonly StoredEvent[]): E.Either<StoreError, void> => {
    for (const hook of hooks) {
      const slot = slots.within(hook.name);
      try {
        hook.onAppend(events, slot);
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
    let bytes = 0;
    const done = connection.write(() => {
      tip.sync();
      return E.right((bytes = tip.crowded() ? tip.index() : 0));
    });
    if (E.isRight(done) && bytes > 0) connection.wrote(bytes);
  };

  return (requests) => {
    let written: { position: number; recordedAt: Instant; keys: number[]; bytes: number } | null = null;
    const done = connection.write((): E.Either<StoreError, readonly Appended[]> => {
      tip.sync();
      const verdicts = judged(requests);
      if (E.isLeft(verdicts)) return verdicts;
      const repeats = verdicts.right;
      if (repeats.every((answer) => answer !== null)) return E.right(repeats);

      const now = clock();
      const last = tip.recordedAt();
      const recordedAt = last === '' || now > last ? now : last;
      const rows: Value[][] = [];
      const keys: number[] = [];
      const fresh: StoredEvent[] = [];
      let position = tip.position();
      let bytes = 0;
      const answers = requests.map((request, i): Appended => {
        const repeat = repeats[i];
        if (repeat !== null && repeat !== undefined) return repeat;
        const { stream, events } = request;
        const first = tail.last(stream) + 1;
        const start = fresh.length;
        for (const [at, event] of events.entries()) {
          const revision = first + at;
          const text = composeStoredText(event, recordedAt, revision);
          const key = idKey(event.id);
          position += 1;
          rows.push([position, revision, idBytes(event.id), key, at === 0 ? stream : null, at === 0 ? events.length : null, text]);
          keys.push(key);
          bytes += text.length + 40;
          fresh.push({ position: position as Position, revision, text });
        }
        return { stream, events: fresh.slice(start), repeated: false };
      });
      writeRows(rows);
      const hooked = runHooks(fresh);
      if (E.isLeft(hooked)) return hooked;
      written = { position, recordedAt, keys, bytes };
      return E.right(answers);
    });
    if (E.isRight(done) && written !== null) {
      const { position, recordedAt, keys, bytes } = written as { position: number; recordedAt: Instant; keys: number[]; bytes: number };
      tip.advance(position, recordedAt, keys);
      connection.wrote(bytes);
      if (tip.crowded()) keepIndexed();
    }
    return done;
  };
};
