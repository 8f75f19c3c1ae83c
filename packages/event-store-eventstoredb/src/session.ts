/** What the parts of an open store share: the client, its patience, and the timeline that follows $all. */
import { failure, type Position, type StoredEvent, type StoreFailure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { collect, type Life, type Patience, type Refusal, trying } from './calls';
import { type Live, liveTail } from './live-tail';
import type { IncomingEvent } from './client';
import type { Connection } from './guard';
import type { RawEvent } from './stored-form';
import type { Timeline } from './timeline';

export interface Session {
  readonly client: Connection;
  readonly patience: Patience;
  readonly timeline: Timeline;
  readonly life: Life;
  /** Follows $all up to a position, or to its end where none is given. Several who ask at once are served by one read. */
  readonly cover: (upTo: number | null) => Promise<E.Either<StoreFailure, void>>;
  /** What has just been written, as it is pushed. */
  readonly live: Live;
  /** Whether what a local file has kept is known to be of this server. */
  readonly verified: () => boolean;
  /** A page of $all as the server gives it: the event at `from` itself comes first forwards, and not at all backwards. */
  readonly pageOfAll: (direction: 'forwards' | 'backwards', from: number | null, count: number) => Promise<E.Either<StoreFailure, readonly IncomingEvent[]>>;
  /** Events as the port hands them out, once all before them are known. */
  readonly stored: (events: readonly RawEvent[]) => Promise<E.Either<StoreFailure, readonly StoredEvent[]>>;
}

const otherServer: StoreFailure = failure('StoreCorrupt', 'eventstoredb/other-server', 'readModels', 'a local file that was kept for this server, or a new one');

/** Events a page while following. Small at first: after an append there is usually one. */
const [firstPage, laterPage] = [64, 2_000];

export const makeSession = (client: Connection, patience: Patience, timeline: Timeline, life: Life): Session => {
  const pageOfAll: Session['pageOfAll'] = async (direction, from, count) => {
    const fromPosition = from === null ? (direction === 'forwards' ? 'start' : 'end') : { commit: BigInt(from), prepare: BigInt(from) };
    const page = await trying<readonly IncomingEvent[]>(patience, '$all', 'stream-not-found', life, async () =>
      await collect(patience, life, () => client.readAll({ direction, fromPosition, maxCount: count, requiresLeader: true })),
    );
    return E.map((events: readonly IncomingEvent[] | Refusal) => (typeof events === 'string' ? [] : events))(page);
  };

  // What a file has kept is believed once the server has been seen to hold the event where the file ends.
  let verified = timeline.covered() === null;
  const advance = async (upTo: number | null): Promise<E.Either<StoreFailure, void>> => {
    for (let count = firstPage; ; count = laterPage) {
      const from = timeline.covered();
      if (verified && upTo !== null && from !== null && from >= upTo) return E.right(undefined);
      const page = await pageOfAll('forwards', from, count);
      if (E.isLeft(page)) return page;
      if (!verified && Number(page.right[0]?.position?.commit ?? -1n) !== from) return E.left(otherServer);
      verified = true;
      timeline.take(page.right);
      if (page.right.length < count) {
        const reached = timeline.covered();
        if (upTo === null || (reached !== null && reached >= upTo)) return E.right(undefined);
        return E.left(failure('StoreUnavailable', 'eventstoredb/behind', '$all', 'a server that shows what it has acknowledged'));
      }
    }
  };

  let running: Promise<unknown> = Promise.resolve();
  const cover: Session['cover'] = async (upTo) => {
    const turn = running.then(async () => await advance(upTo));
    running = turn;
    return await turn;
  };

  return {
    client,
    patience,
    timeline,
    life,
    cover,
    live: liveTail(client, timeline),
    verified: () => verified,
    pageOfAll,
    stored: async (events) => {
      const last = events.reduce((most, { position }) => Math.max(most, position), -1);
      if (!verified || last > (timeline.covered() ?? -1)) {
        const done = await cover(last);
        if (E.isLeft(done)) return done;
      }
      return timeline.stored(events);
    },
  };
};

/** A page of a stream as the server gives it; a stream that does not exist is empty. */
export const pageOfStream = async (
  { client, patience, life }: Session,
  stream: string,
  direction: 'forwards' | 'backwards',
  from: number | null,
  count: number,
): Promise<E.Either<StoreFailure, readonly IncomingEvent[]>> => {
  const fromRevision = from === null ? 'end' : BigInt(from);
  const page = await trying<readonly IncomingEvent[]>(patience, stream, 'stream-not-found', life, async () =>
    await collect(patience, life, () => client.readStream(stream, { direction, fromRevision, maxCount: count, requiresLeader: true })),
  );
  return E.map((events: readonly IncomingEvent[] | Refusal) => (typeof events === 'string' ? [] : events))(page);
};

/** Where the last event of a list stands. */
export const lastPosition = (events: readonly IncomingEvent[]): Position | null => {
  const position = events[events.length - 1]?.position;
  return position === undefined ? null : (Number(position.commit) as Position);
};
