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

/** How long a store is open, and who wants to know when it no longer is. */
export interface Life {
  readonly isOpen: () => boolean;
  /** Told at the closing, unless it has been. Answers how not to be told. */
  readonly atClose: (listener: () => void) => () => void;
}

/** A life, and its end. */
export const makeLife = (): Life & { readonly end: () => void } => {
  let open = true;
  const listeners = new Set<() => void>();
  return {
    isOpen: () => open,
    atClose: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    end: () => {
      open = false;
      for (const listener of listeners) listener();
    },
  };
};

const overdueError = (): Error => Object.assign(new Error('deadline'), { type: overdue });
const closedError = (): Error => new Error('closed');

/** One call, which settles whatever happens: by a deadline, and at the closing. The client's own deadline comes first, where it has one. */
export const once = async <A>({ deadlineMs }: Patience, life: Life, work: () => Promise<A>): Promise<A> => {
  let stop = (): void => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(() => reject(overdueError()), deadlineMs + 100);
    const deaf = life.atClose(() => reject(closedError()));
    stop = () => {
      clearTimeout(timer);
      deaf();
    };
  });
  try {
    // Both are listened to: a rejection after the race is nobody's surprise.
    return await Promise.race([work(), late]);
  } finally {
    stop();
  }
};

const pause = async (ms: number, life: Life): Promise<void> =>
  await new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      deaf();
      resolve();
    };
    const timer = setTimeout(done, ms);
    const deaf = life.atClose(done);
  });

/**
 * Tries until it has an answer, a refusal of the kind expected, no more patience, or the store is closed. `work` must be safe
 * to repeat, and must not take what the closing cuts short for an answer.
 */
export const trying = async <A>(
  patience: Patience,
  field: string,
  refusal: Refusal,
  life: Life,
  work: () => Promise<A>,
): Promise<E.Either<StoreFailure, A | Refusal>> => {
  const until = performance.now() + patience.patienceMs;
  for (let attempt = 0; ; attempt += 1) {
    if (!life.isOpen()) return E.left(closed());
    try {
      return E.right(await work());
    } catch (error) {
      if (typeOf(error) === refusal) return E.right(refusal);
      const { again, answer } = troubleOf(error, field);
      if (!life.isOpen()) return E.left(closed());
      if (!again || performance.now() >= until) return E.left(answer);
      await pause(Math.min(1_000, 10 * 2 ** attempt), life);
    }
  }
};

export const closed = (): Failure<'StoreClosed'> => failure('StoreClosed', 'event-store/closed', 'store', 'a store that is still open');

/** What should not come: a promise of the port never rejects even so. */
export const unexpected = (error: unknown): StoreFailure =>
  failure('StoreUnavailable', 'eventstoredb/unexpected', 'store', 'no surprise', error instanceof Error ? error.name : 'unknown');

/** Lets go of a stream of the client, which may complain later than anybody listens. */
export const letGo = (stream: IncomingStream): void => {
  stream.on('error', () => undefined);
  const stop = stream.cancel ?? stream.unsubscribe;
  if (stop !== undefined) void stop.call(stream).catch(() => undefined);
  stream.destroy();
};

/**
 * Reads a stream of the client to its end. Rejects with what it raises, where nothing comes for the length of a deadline, and at the closing:
 * a stream that is cut off by the client itself ends as if it were whole.
 */
export const collect = async ({ deadlineMs }: Patience, life: Life, open: () => IncomingStream): Promise<readonly IncomingEvent[]> =>
  await new Promise((resolve, reject) => {
    const events: IncomingEvent[] = [];
    const stream = open();
    let heard = false;
    const done = (settle: () => void): void => {
      clearInterval(timer);
      deaf();
      letGo(stream);
      settle();
    };
    const timer = setInterval(() => {
      if (heard) heard = false;
      else done(() => reject(overdueError()));
    }, deadlineMs);
    const deaf = life.atClose(() => done(() => reject(closedError())));
    stream.on('data', (resolved) => {
      heard = true;
      if (resolved.event !== undefined) events.push(resolved.event);
    });
    stream.on('error', (error) => done(() => reject(error)));
    stream.on('end', () => done(() => resolve(events)));
  });
