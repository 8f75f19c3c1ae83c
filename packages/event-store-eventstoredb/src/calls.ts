/**
 * Calls that end. Every call of the client is raced against a deadline of our own; what may be tried again is, as long as
 * there is patience; what the client raises becomes a value.
 */
import { type Failure, failure, type StoreFailure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { IncomingEvent, IncomingStream } from './client';
import { leaderless } from './whole-status';

/** How long is waited. */
export interface Patience {
  /** For one call, and for each next event of a read. */
  readonly deadlineMs: number;
  /** After this, nothing is tried again. */
  readonly patienceMs: number;
}

/** What a failed call says: whether trying again can help, and what to answer if it cannot. */
interface Trouble {
  readonly again: boolean;
  readonly answer: StoreFailure;
}

/** What an append and a read may meet beside trouble. */
export type Refusal = 'wrong-expected-version' | 'stream-not-found';

const overdue = 'frist-own-deadline';

/** The client's errors are told apart by their `type`, so that another copy of it is understood as well. */
const typeOf = (error: unknown): string => {
  // The client has no type for it.
  if (error instanceof Error && error.message.endsWith(leaderless)) return 'not-leader';
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : error;
  return typeof type === 'string' ? type : 'unknown';
};

/** `MyTag: what failed` for who reads the log; never more than a line, never data. */
const describe = (error: unknown): string => (error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 120) : 'no further words');

const final: Readonly<Record<string, (field: string) => StoreFailure>> = {
  'stream-deleted': (field) => failure('StoreCorrupt', 'eventstoredb/stream-deleted', field, 'a stream that nobody has deleted'),
  'access-denied': (field) => failure('StoreUnavailable', 'eventstoredb/access-denied', field, 'a user who may read and write the streams of Frist and read $all'),
  'maximum-append-size-exceeded': (field) => failure('EventTooLarge', 'eventstoredb/append-size', field, 'an append that the server takes; its limit is MaxAppendSize'),
  'invalid-argument': (field) => failure('StoreUnavailable', 'eventstoredb/invalid-argument', field, 'arguments that the client takes'),
  unsupported: (field) => failure('StoreUnavailable', 'eventstoredb/unsupported', field, 'a server that can do what is asked'),
};

/** A connection that is not made because one does not trust the other, or has nothing to be trusted by. */
export const badCertificate = (field: string, value?: string): StoreFailure =>
  failure('StoreUnavailable', 'eventstoredb/certificate', field, 'a server whose certificate tlsCaFile vouches for, and files of certificates that are there and fit', value);

const troubleOf = (error: unknown, field: string): Trouble => {
  const type = typeOf(error);
  const known = final[type];
  if (known !== undefined) return { again: false, answer: known(field) };
  // It can be that of one node of several, or be replaced while it is waited for.
  if (type === 'unavailable' && /certificate|TLS_CERT/i.test(describe(error))) return { again: true, answer: badCertificate(field, describe(error)) };
  const rule = type === overdue ? 'eventstoredb/deadline' : `eventstoredb/${/^[a-z0-9-]{1,40}$/.test(type) ? type : 'unknown'}`;
  return { again: true, answer: failure('StoreUnavailable', rule, field, 'a server that answers in time', type === overdue ? undefined : describe(error)) };
};

/** Settles, whatever happens to the work. */
const within = async <A>(ms: number, work: () => Promise<A>): Promise<A> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('deadline'), { type: overdue })), ms);
  });
  try {
    // Both are listened to: a rejection after the race is nobody's surprise.
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
};

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

/** Tries until it has an answer, a refusal of the kind expected, or no more patience. `work` must be safe to repeat. */
export const trying = async <A>(
  patience: Patience,
  field: string,
  refusal: Refusal,
  isOpen: () => boolean,
  work: () => Promise<A>,
): Promise<E.Either<StoreFailure, A | Refusal>> => {
  const until = performance.now() + patience.patienceMs;
  for (let attempt = 0; ; attempt += 1) {
    if (!isOpen()) return E.left(closed());
    try {
      return E.right(await work());
    } catch (error) {
      if (typeOf(error) === refusal) return E.right(refusal);
      const { again, answer } = troubleOf(error, field);
      if (!again || performance.now() >= until) return E.left(isOpen() ? answer : closed());
      await pause(Math.min(1_000, 10 * 2 ** attempt));
    }
  }
};

/** One call with a deadline. The client's own comes first, where it has one. */
export const once = async <A>({ deadlineMs }: Patience, work: () => Promise<A>): Promise<A> => await within(deadlineMs + 100, work);

export const closed = (): Failure<'StoreClosed'> => failure('StoreClosed', 'event-store/closed', 'store', 'a store that is still open');

/** Lets go of a stream of the client, which may complain later than anybody listens. */
export const letGo = (stream: IncomingStream): void => {
  stream.on('error', () => undefined);
  const stop = stream.cancel ?? stream.unsubscribe;
  if (stop !== undefined) void stop.call(stream).catch(() => undefined);
  stream.destroy();
};

/** Reads a stream of the client to its end. Rejects with what it raises, and where nothing comes for the length of a deadline. */
export const collect = async ({ deadlineMs }: Patience, open: () => IncomingStream): Promise<readonly IncomingEvent[]> =>
  await new Promise((resolve, reject) => {
    const events: IncomingEvent[] = [];
    const stream = open();
    let heard = false;
    const timer = setInterval(() => {
      if (heard) heard = false;
      else done(() => reject(Object.assign(new Error('deadline'), { type: overdue })));
    }, deadlineMs);
    const done = (settle: () => void): void => {
      clearInterval(timer);
      letGo(stream);
      settle();
    };
    stream.on('data', (resolved) => {
      heard = true;
      if (resolved.event !== undefined) events.push(resolved.event);
    });
    stream.on('error', (error) => done(() => reject(error)));
    stream.on('end', () => done(() => resolve(events)));
  });
