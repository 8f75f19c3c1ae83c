/**
 * Following. A subscription of the server, filtered there by the prefixes of the streams, only rings: what has come is
 * then read in pages, in order. So a lost or lagging subscription costs time and never an event, memory stays flat however slow the reader is,
 * and the guarantee is that of `readAll`.
 */
import { failure, type Page, type Position, type StoredEvent, type StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { closed, letGo, unexpected } from './calls';
import type { IncomingStream } from './client';
import type { Session } from './session';

/** How a follower reads. */
export interface FollowOptions {
  /** The last position already dealt with; absent: from the first event. */
  readonly after?: Position;
  /** Events a page, 1 to 10 000. Default 1 000. */
  readonly limit?: number;
  /** The store is looked at this often even when nothing rings. Default 5 000. */
  readonly pollMs?: number;
}

/** A running follower. */
export interface Following {
  /** Ends it after the page at hand. */
  readonly stop: () => void;
  /** Settles when it has ended: right after `stop` or the closing of the store, left with what it met, or with what the handler answered. */
  readonly ended: Promise<E.Either<StoreError, void>>;
}

/** Deals with one page. The next one is read when it has answered; a left ends the following. */
export type PageHandler = (events: readonly StoredEvent[]) => Promise<E.Either<StoreError, void>>;

export const follow = (
  session: Session,
  prefixes: readonly string[],
  read: (after: Position | undefined, limit: number) => Promise<E.Either<StoreError, Page>>,
  handle: PageHandler,
  { after, limit = 1_000, pollMs = 5_000 }: FollowOptions,
): Following => {
  let stopped = false;
  let rung = false;
  let wake: (() => void) | null = null;
  const ring = (): void => {
    rung = true;
    wake?.();
  };

  /** Rings for whatever comes after now. Its own troubles are answered by the poll, which asks for another. */
  const bell = (): (() => boolean) => {
    let alive = true;
    const broken = (): void => {
      alive = false;
      ring();
    };
    const filter = prefixes.length === 0 ? { regex: '^[^$]' } : { prefixes: [...prefixes] };
    try {
      const subscription = session.client.subscribeToAll({ fromPosition: 'end', requiresLeader: true, filter: { filterOn: 'streamName', checkpointInterval: 100, ...filter } });
      subscription.on('data', ring);
      // What came before the subscription stood is not rung for.
      subscription.on('confirmation', ring);
      subscription.on('error', broken);
      bells.add(subscription);
    } catch {
      broken();
    }
    return () => alive;
  };
  const bells = new Set<IncomingStream>();
  const silence = (): void => {
    for (const one of bells) letGo(one);
    bells.clear();
  };

  const quiet = async (): Promise<void> =>
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (rung || stopped || !session.life.isOpen()) wake();
    });

  const dealtWith: PageHandler = async (events) => {
    try {
      const dealt = await handle(events);
      return E.isLeft(dealt) ? dealt : E.right(undefined);
    } catch (error) {
      return E.left(failure('HookFailed', 'eventstoredb/handler', 'handle', 'a handler that answers instead of throwing', error instanceof Error ? error.name : 'unknown'));
    }
  };

  const run = async (): Promise<E.Either<StoreError, void>> => {
    let place = after;
    let ringing: (() => boolean) | null = null;
    while (!stopped) {
      if (!session.life.isOpen()) return E.left(closed());
      if (ringing === null || !ringing()) {
        silence();
        ringing = bell();
      }
      rung = false;
      const page = await read(place, limit);
      if (E.isLeft(page)) return page;
      const last = page.right.events[page.right.events.length - 1];
      if (last !== undefined) {
        const dealt = await dealtWith(page.right.events);
        if (E.isLeft(dealt)) return dealt;
        place = last.position;
      }
      if (!page.right.more) await quiet();
    }
    return E.right(undefined);
  };

  const deaf = session.life.atClose(() => wake?.());
  return {
    stop: () => {
      stopped = true;
      wake?.();
    },
    ended: run()
      .catch((error: unknown): E.Either<StoreError, void> => E.left(unexpected(error)))
      .finally(() => {
        deaf();
        silence();
      }),
  };
};
