/**
 * When events count as recorded. The server stamps by the clock of whichever node leads, which can go back; the port promises that
 * `recordedAt` never does (decision 0011). So an event counts as recorded at the latest stamp up to it, over all streams. Who
 * wants one event must have seen all before it: the timeline follows $all, remembers the stretches where a later stamp than
 * the event's own holds, and keeps both beside the read models.
 */
import type { Instant } from '@frist/calendar';
import type { Position, ReadModel, StoredEvent, StoreFailure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { IncomingEvent } from './client';
import { incoming, type RawEvent, storedEvent } from './stored-form';

/** From the first to the last position of events whose own stamps are earlier than `at`. */
interface Stretch {
  readonly from: number;
  to: number;
  readonly at: Instant;
}

export interface Timeline {
  /** Last position seen, or null before the first. */
  readonly covered: () => Position | null;
  /** When the last event seen counts as recorded; '' before the first. */
  readonly latest: () => Instant | '';
  /** Takes events of $all that follow `covered` without a gap, or overlap with it. */
  readonly take: (events: readonly IncomingEvent[]) => void;
  /** Collects what a call writes, from now on until it is told to stop. */
  readonly collect: (call: string) => { readonly events: readonly RawEvent[]; readonly stop: () => void };
  /** Events as the port hands them out. Their positions must be covered. */
  readonly stored: (events: readonly RawEvent[]) => E.Either<StoreFailure, readonly StoredEvent[]>;
  readonly save: () => void;
}

/** Saved after so many events: what is lost in a crash is read again. */
const saveEvery = 20_000;
const stretchKey = (from: number): string => `s|${String(from).padStart(17, '0')}`;

export const makeTimeline = (model: ReadModel): Timeline => {
  let covered: number | null = null;
  let latest = '' as Instant;
  const stretches: Stretch[] = [];
  /** The last event of Frist: system events may vanish from the server, these may not, so a restart begins here. */
  let own: Position | null = null;
  let saved: Position | null = null;
  let unsaved = 0;
  let changedFrom = 0;
  const collectors = new Map<string, RawEvent[]>();

  const kept = model.read((view) => ({ at: view.checkpoint, latest: view.get('latest'), rows: view.scan({ from: 's|', to: 's}' }) }));
  if (E.isRight(kept) && kept.right.at !== null && kept.right.latest !== null) {
    saved = kept.right.at;
    covered = saved;
    own = saved;
    latest = kept.right.latest as Instant;
    for (const [, row] of kept.right.rows) stretches.push(JSON.parse(row) as Stretch);
    changedFrom = stretches.length;
  }

  const note = ({ position, stamp }: RawEvent): void => {
    if (stamp >= latest) {
      latest = stamp;
      return;
    }
    const last = stretches[stretches.length - 1];
    if (last !== undefined && last.at === latest) {
      last.to = position;
      changedFrom = Math.min(changedFrom, stretches.length - 1);
    } else stretches.push({ from: position, to: position, at: latest });
  };

  const recordedAt = ({ position, stamp }: RawEvent): Instant => {
    let low = 0;
    let high = stretches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((stretches[middle] as Stretch).to < position) low = middle + 1;
      else high = middle;
    }
    const found = stretches[low];
    return found !== undefined && found.from <= position && found.at > stamp ? found.at : stamp;
  };

  const save = (): void => {
    unsaved = 0;
    if (own === null || own === saved) return;
    const put = new Map<string, string>([['latest', latest]]);
    for (const stretch of stretches.slice(changedFrom)) put.set(stretchKey(stretch.from), JSON.stringify(stretch));
    const to = own;
    const done = model.commit({ from: saved, to, put, remove: [] });
    // Where another process has saved in between, its word is as good; ours stays in memory.
    if (E.isLeft(done)) return;
    saved = to;
    changedFrom = stretches.length;
  };

  return {
    covered: () => covered as Position | null,
    latest: () => latest,
    take: (events) => {
      for (const one of events) {
        const position = Number(one.position?.commit ?? -1n);
        if (covered !== null && position <= covered) continue;
        covered = position;
        unsaved += 1;
        const event = incoming(one);
        if (event === null) continue;
        note(event);
        own = event.position;
        if (collectors.size > 0) collectors.get(event.call)?.push(event);
      }
      if (unsaved >= saveEvery) save();
    },
    collect: (call) => {
      const events: RawEvent[] = [];
      collectors.set(call, events);
      return { events, stop: () => void collectors.delete(call) };
    },
    stored: (events) => {
      const answer: StoredEvent[] = [];
      for (const event of events) {
        const stored = storedEvent(event, recordedAt(event));
        if (E.isLeft(stored)) return stored;
        answer.push(stored.right);
      }
      return E.right(answer);
    },
    save,
  };
};
