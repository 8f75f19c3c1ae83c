/**
 * Appending, and what it takes until an answer is certain:
 * 1. What can be refused here is refused before the server is asked; the client is given plain JSON only.
 * 2. The server is asked at an exact revision, again and again with the same ids where no answer came: it recognises a repeat.
 * 3. What it has stored comes back, pushed or read: positions and stamps are in no answer, and only the mark of the call in the metadata
 *    tells what this call wrote from what was there before.
 */
import type { Instant } from '@frist/calendar';
import { admit, type Appended, type AppendRequest, type EncodedEvent, failure, maxNewer, type StoredEvent, type StoreError, type StoreFailure, type StreamFacts } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { once, type Refusal, trying } from './calls';
import type { OutgoingEvent } from './guard';
import { pageOfStream, type Session } from './session';
import { outgoing, type RawEvent, soundStream, truncated } from './stored-form';

/** How often an append without an exact revision of its own follows the stream to its end before it gives way to the others. */
export const mostRounds = 100;

const nothing: StreamFacts = { last: -1, idsFrom: () => [], eventsFrom: () => [], known: () => false };

/** What the stream holds, as far as the rules of appending ask. */
interface Known {
  readonly facts: StreamFacts;
  /** By revision. */
  readonly raw: ReadonlyMap<number, RawEvent>;
}

const exactly = ({ expected }: AppendRequest): number | null =>
  expected === 'no-stream' ? -1 : typeof expected === 'number' && Number.isSafeInteger(expected) && expected >= 0 ? expected : null;

export const look = async (session: Session, request: AppendRequest): Promise<E.Either<StoreError, Known>> => {
  const { stream, expected, events } = request;
  const open = typeof expected === 'string' && expected !== 'no-stream';
  const tail = await pageOfStream(session, stream, 'backwards', null, open ? events.length : 1);
  if (E.isLeft(tail)) return tail;
  const last = Number(tail.right[0]?.revision ?? -1n);
  const from = typeof expected === 'number' ? Math.max(0, Math.floor(expected + 1) || 0) : 0;
  const wanted = open ? 0 : Math.min(last - from + 1, Math.max(events.length, maxNewer));
  const newer = wanted <= 0 ? E.right([]) : await pageOfStream(session, stream, 'forwards', from, wanted);
  if (E.isLeft(newer)) return newer;
  const sound = wanted <= 0 ? soundStream(stream, tail.right, -1) : soundStream(stream, newer.right, 1);
  if (E.isLeft(sound)) return sound;
  const stored = await session.stored(sound.right);
  if (E.isLeft(stored)) return stored;
  const raw = new Map(sound.right.map((event) => [event.revision, event] as const));
  const byRevision = new Map(stored.right.map((event) => [event.revision, event] as const));
  const between = <A>(found: ReadonlyMap<number, A>, revision: number, limit: number): A[] => {
    const answer: A[] = [];
    for (let at = Math.max(0, Math.floor(revision) || 0); answer.length < limit; at += 1) {
      const one = found.get(at);
      if (one === undefined) break;
      answer.push(one);
    }
    return answer;
  };
  return E.right({
    raw,
    facts: {
      last,
      idsFrom: (revision, limit) => between(raw, revision, limit).map(({ id }) => id as AppendRequest['events'][number]['id']),
      eventsFrom: (revision, limit) => between(byRevision, revision, limit),
      // Ids of other streams are not known: the server keeps no index of them.
      known: () => false,
    },
  });
};

const unclear = (stream: string, { rule, value }: StoreFailure): StoreFailure =>
  failure('StoreUnavailable', rule, stream, 'a server that answers in time; the events may have been stored, and the same append tells', value);

/** Said before anything is stored. */
const refusing: ReadonlySet<string> = new Set(['eventstoredb/access-denied', 'eventstoredb/certificate']);

/** Asks the server at a revision: the last revision of what was written, or that the stream is elsewhere. */
const ask = async (session: Session, stream: string, at: number, events: readonly OutgoingEvent[]): Promise<E.Either<StoreFailure, { readonly last: number; readonly position: number | null } | Refusal>> => {
  const { client, patience, life } = session;
  const asked = await trying(patience, stream, 'wrong-expected-version', life, async () =>
    await once(patience, life, async () =>
      await client.append(stream, events, { expectedRevision: at < 0 ? 'no_stream' : BigInt(at), deadline: patience.deadlineMs }),
    ),
  );
  if (E.isLeft(asked)) return asked.left._tag === 'StoreUnavailable' && !refusing.has(asked.left.rule) ? E.left(unclear(stream, asked.left)) : asked;
  if (typeof asked.right === 'string') return E.right(asked.right);
  const { nextExpectedRevision, position } = asked.right;
  return E.right({ last: Number(nextExpectedRevision), position: position === undefined ? null : Number(position.commit) });
};

/** The events as stored, and whether this call stored them. */
const readBack = async (session: Session, { stream, events }: AppendRequest, call: string, seen: readonly RawEvent[], first: number, position: number | null): Promise<E.Either<StoreError, Appended>> => {
  if (position !== null && !(await session.live.reached(position))) {
    const covered = await session.cover(position);
    if (E.isLeft(covered)) return covered;
    session.live.start();
  }
  let raw = seen;
  if (raw.length !== events.length) {
    const page = await pageOfStream(session, stream, 'forwards', first, events.length);
    if (E.isLeft(page)) return page;
    const sound = soundStream(stream, page.right, 1);
    if (E.isLeft(sound)) return sound;
    raw = sound.right;
  }
  if (raw.length !== events.length || raw.some(({ id, revision }, i) => id !== events[i]?.id || revision !== first + i)) return E.left(truncated(stream));
  const stored = await session.stored(raw.map((event, i) => (event.call === call ? { ...event, given: events[i] as EncodedEvent } : event)));
  return E.isLeft(stored) ? stored : E.right({ stream, events: stored.right, repeated: raw.some((event) => event.call !== call) });
};

/** About what the server counts beside the data: type, ids and our metadata. */
const perEvent = 250;
export const bytesOf = ({ head, tail }: EncodedEvent): number => Buffer.byteLength(head) + Buffer.byteLength(tail) + perEvent;

export const tooLarge = (bytes: number, most: number): StoreFailure => failure('EventTooLarge', 'eventstoredb/append-size', 'events', `an append of at most ${most} bytes`, String(bytes));

/** What is written in one append of the server. */
export interface Write {
  readonly request: AppendRequest;
  readonly call: string;
  /** Of copied events, by index: when they were first recorded. */
  readonly recordedAt?: readonly Instant[];
}

/** Lets `work` write, again and again where it must, at the revision after the one it names: what was written, or that the stream is elsewhere. */
export const writing = async <A>(
  session: Session,
  { request, call, recordedAt }: Write,
  work: (writeAfter: (at: number) => Promise<E.Either<StoreError, Appended | Refusal>>) => Promise<E.Either<StoreError, A>>,
): Promise<E.Either<StoreError, A>> => {
  const events: OutgoingEvent[] = [];
  for (const [i, event] of request.events.entries()) {
    const encoded = outgoing(event, call, recordedAt?.[i]);
    if (E.isLeft(encoded)) return encoded;
    events.push(encoded.right);
  }
  if (!session.verified()) {
    // Nothing is written to a server before the local file is known to be of it.
    const verified = await session.cover(0);
    if (E.isLeft(verified)) return verified;
  }
  const collector = session.timeline.collect(call);
  try {
    return await work(async (at) => {
      const asked = await ask(session, request.stream, at, events);
      if (E.isLeft(asked)) return asked;
      return typeof asked.right === 'string' ? E.right(asked.right) : await readBack(session, request, call, collector.events, at + 1, asked.right.position);
    });
  } finally {
    collector.stop();
  }
};

export const contention = (stream: string): StoreFailure => failure('StoreBusy', 'eventstoredb/contention', stream, 'a stream that others leave alone for a moment');

export const append = async (session: Session, request: AppendRequest, call: string, maxAppendBytes: number): Promise<E.Either<StoreError, Appended>> => {
  const { stream, events } = request;
  const local = admit({ ...request, expected: 'any' }, nothing);
  if (E.isLeft(local)) return local;
  const bytes = events.reduce((sum, event) => sum + bytesOf(event), 0);
  if (bytes > maxAppendBytes) return E.left(tooLarge(bytes, maxAppendBytes));
  return await writing(session, { request, call }, async (writeAfter) => {
    let at = exactly(request);
    for (let round = 0; round < mostRounds; round += 1) {
      if (at !== null) {
        const written = await writeAfter(at);
        if (E.isLeft(written)) return written;
        if (typeof written.right !== 'string') return E.right(written.right);
      }
      const known = await look(session, request);
      if (E.isLeft(known)) return known;
      const verdict = admit(request, known.right.facts);
      if (E.isLeft(verdict)) return verdict;
      if (verdict.right !== null) return E.right(ownWork(verdict.right, known.right.raw, call));
      at = known.right.facts.last;
    }
    return E.left(contention(stream));
  });
};

/** What looks like a repeat may be the first try of this very call, whose answer was lost. */
const ownWork = (answer: Appended, raw: ReadonlyMap<number, RawEvent>, call: string): Appended => {
  const own = answer.events.every(({ revision }: StoredEvent) => raw.get(revision)?.call === call);
  return own ? { ...answer, repeated: false } : answer;
};
