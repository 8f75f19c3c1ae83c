/**
 * A group of projections folded day by day, forwards, in one pass: after `advance(day)` the tables hold the view as of
 * that day, as known at its end (or at one fixed instant). A fact enters on the day it is about or the day it became
 * known, whichever is later; a late fact or a correction folds only its own keys again.
 */
import { type CivilDate, endOfSwedishDay, type Instant, swedishDay } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { isCorrection } from './corrections';
import type { Fact, RecordedEvent, StreamName } from './envelope';
import { keysOf } from './projection';
import { belongsTo, foldAfresh, type Folding, foldOne, followersIn, hear, markAll, newBatch, type ProjectorSource, streamsBehind } from './projector';
import { failOnUnknown, type ReadFailure, visitAllEvents } from './read-events';
import { compareFacts, factsOf, isKnown, knownFrom, type View } from './view';

/** Keys whose rows may have changed, by projection. */
export type Touched = ReadonlyMap<Folding, ReadonlySet<string>>;

/** A group of projections on its way through the days. */
export interface DailyFold {
  /** Goes on to a later day. Days skipped are folded in one go. */
  readonly advance: (day: CivilDate) => Touched;
  /** Events on record, whatever the view. */
  readonly events: number;
}

/**
 * Reads the whole store once. The tables of the group must be empty.
 *
 * @param knownAt absent: each day as known at its own end
 */
export const dailyFold =
  (source: ProjectorSource, group: readonly Folding[], knownAt?: Instant): TaskEither<ReadFailure, DailyFold> =>
  async () => {
    const streams = new Map<StreamName, RecordedEvent[]>();
    const arrivals = new Map<CivilDate, RecordedEvent[]>();
    let events = 0;
    const read = await visitAllEvents(
      source.store,
      source.catalogue,
      null,
      (event) => {
        events += 1;
        if (knownAt !== undefined && !isKnown(event, { knownAt })) return;
        const stream = streams.get(event.stream);
        if (stream === undefined) streams.set(event.stream, [event]);
        else stream.push(event);
        const day = entryDay(event, knownAt);
        const there = arrivals.get(day);
        if (there === undefined) arrivals.set(day, [event]);
        else there.push(event);
      },
      source.unknown ?? failOnUnknown,
    )();
    return E.isLeft(read) ? read : E.right({ events, advance: advancing(group, streams, arrivals, knownAt) });
  };

/** With one fixed instant everything is known from the beginning, corrections included. */
const entryDay = (event: RecordedEvent, knownAt: Instant | undefined): CivilDate => {
  if (knownAt !== undefined) return isCorrection(event) ? ('0001-01-01' as CivilDate) : event.occurredOn;
  const known = swedishDay(knownFrom(event));
  return isCorrection(event) || known > event.occurredOn ? known : event.occurredOn;
};

const advancing = (
  group: readonly Folding[],
  streams: ReadonlyMap<StreamName, readonly RecordedEvent[]>,
  arrivals: ReadonlyMap<CivilDate, readonly RecordedEvent[]>,
  knownAt: Instant | undefined,
): DailyFold['advance'] => {
  const byType = new Map<string, Folding[]>();
  for (const folding of group) for (const type of folding.projection.types) byType.set(type, [...(byType.get(type) ?? []), folding]);
  const days = [...arrivals.keys()].sort();
  /** Streams with a correction: any fact of theirs may have moved to another day, so on such a day they are folded again. */
  const corrected = new Set<StreamName>();
  /** What these held when they were folded last: a correction may take a fact out of a row that it was not recorded for. */
  const held = new Map<StreamName, readonly Fact[]>();
  const appointments = new Map<CivilDate, Set<StreamName>>();
  let next = 0;

  return (day) => {
    const view: View = { asOf: day, knownAt: knownAt ?? endOfSwedishDay(day) };
    const batch = newBatch();
    const followers = followersIn(group);
    const touched = new Map<Folding, Set<string>>(group.map((folding) => [folding, new Set()]));
    const afresh = new Set<StreamName>();
    const arrived: RecordedEvent[] = [];
    for (; next < days.length && (days[next] as CivilDate) <= day; next += 1) arrived.push(...(arrivals.get(days[next] as CivilDate) ?? []));
    for (const event of arrived) if (isCorrection(event)) corrected.add(event.stream);
    for (const event of arrived.sort(compareFacts)) {
      if (corrected.has(event.stream)) {
        afresh.add(event.stream);
        continue;
      }
      for (const folding of byType.get(event.type) ?? []) {
        foldOne(folding, event, batch);
        for (const key of keysOf(folding.projection, event)) touched.get(folding)?.add(key);
      }
      for (const follower of followers) if (hear(follower, event, batch)) touched.get(follower.folding)?.add(event.stream);
    }
    for (const [appointed, due] of appointments) {
      if (appointed > day) continue;
      for (const stream of due) afresh.add(stream);
      appointments.delete(appointed);
    }

    const facts = new Map<StreamName, readonly Fact[]>();
    const look = (stream: StreamName): readonly Fact[] => {
      const known = facts.get(stream) ?? factsOf(streams.get(stream) ?? [], view);
      facts.set(stream, known);
      return known;
    };
    for (const stream of afresh) {
      const raw = streams.get(stream) ?? [];
      for (const { occurredOn } of factsOf(raw, { knownAt: view.knownAt as Instant })) {
        if (occurredOn > day) appointments.set(occurredOn, (appointments.get(occurredOn) ?? new Set()).add(stream));
      }
      const concerned = [...raw, ...(held.get(stream) ?? []), ...look(stream)];
      for (const folding of group) markAll(folding, stream, concerned, batch);
      held.set(stream, look(stream));
    }
    for (const [folding, keys] of batch.marked) {
      for (const key of keys) {
        const own = [...streamsBehind(folding, key, batch)].flatMap((stream) => look(stream).filter((fact) => belongsTo(folding, key, fact)));
        foldAfresh(folding, key, own.sort(compareFacts));
        touched.get(folding)?.add(key);
      }
    }
    return touched;
  };
};
