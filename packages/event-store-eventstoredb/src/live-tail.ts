/**
 * The end of $all as it is pushed, for who appends: what was written comes back without being asked for, which costs a
 * third of a read. It only saves time: whatever it does not bring soon is read, and it is begun anew where it stopped.
 */
import { letGo } from './calls';
import type { IncomingStream } from './client';
import type { Connection } from './guard';
import type { Timeline } from './timeline';

export interface Live {
  /** Begins where the timeline is, unless it runs. */
  readonly start: () => void;
  /** Whether the timeline has come to a position, or does within a moment. */
  readonly reached: (position: number) => Promise<boolean>;
  readonly stop: () => void;
}

/** What has not come by then is asked for. */
const momentMs = 100;

export const liveTail = (client: Connection, timeline: Timeline): Live => {
  let tail: IncomingStream | null = null;
  let stopped = false;
  const waiting = new Set<{ readonly position: number; readonly settle: (reached: boolean) => void }>();

  const isThere = (position: number): boolean => (timeline.covered() ?? -1) >= position;
  const drop = (): void => {
    const old = tail;
    tail = null;
    if (old !== null) letGo(old);
    for (const one of waiting) one.settle(isThere(one.position));
  };

  const start = (): void => {
    const from = timeline.covered();
    if (stopped || tail !== null || from === null) return;
    const place = { commit: BigInt(from), prepare: BigInt(from) };
    // Everything after the place comes, in order and without gaps, so the timeline may take it; system events never count.
    const stream = client.subscribeToAll({ fromPosition: place, requiresLeader: true, filter: { filterOn: 'eventType', regex: '^[^$]', checkpointInterval: 1_000 } });
    tail = stream;
    stream.on('data', ({ event }) => {
      if (tail !== stream || event === undefined) return;
      timeline.take([event]);
      for (const one of waiting) if (isThere(one.position)) one.settle(true);
    });
    const end = (): void => {
      if (tail === stream) drop();
    };
    stream.on('error', end);
    stream.on('end', end);
  };

  return {
    start,
    reached: async (position) => {
      if (isThere(position)) return true;
      if (tail === null) return false;
      return await new Promise((resolve) => {
        const timer = setTimeout(() => {
          // It may hang without a word: the next one is begun after the read.
          if (!isThere(position)) drop();
          one.settle(isThere(position));
        }, momentMs);
        const one = {
          position,
          settle: (reached: boolean): void => {
            clearTimeout(timer);
            waiting.delete(one);
            resolve(reached);
          },
        };
        waiting.add(one);
      });
    },
    stop: () => {
      stopped = true;
      drop();
    },
  };
};
