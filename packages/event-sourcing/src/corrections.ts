/**
 * Corrections: nothing is edited. A correction is an event that names the fact it is about, with a reason.
 *
 * `FactRetracted`: recorded in error. `FactCorrected`: other data, another date, or both. Either can itself be
 * retracted or corrected; a correction of a correction replaces what the first one put in place of the root fact.
 */
import { CivilDate } from '@frist/calendar';
import * as t from 'io-ts';

import { eventType, type RecordedOf } from './event-type';
import { closed } from './codec/closed';
import { anyObject, nonBlank, wholeNumber } from './codec/values';
import { EventId, type Fact, type RecordedEvent } from './envelope';

/** The event that takes a fact back: it was recorded in error. */
export const FactRetracted = eventType(
  'FactRetracted',
  closed('FactRetracted', { corrects: EventId, reason: nonBlank(2000) }),
);

/** The event that puts other data, another day, or both in the place of a fact. */
export const FactCorrected = eventType(
  'FactCorrected',
  closed(
    'FactCorrected',
    { corrects: EventId, reason: nonBlank(2000), correctedType: t.string, correctedVersion: wholeNumber },
    /** What stands instead. Absent: unchanged. `data` is whole, and is checked by the codec of `correctedType`. */
    { data: anyObject, occurredOn: CivilDate },
  ),
);

/** An event that corrects another. */
export type Correction = RecordedOf<typeof FactRetracted> | RecordedOf<typeof FactCorrected>;

/** Both belong to every catalogue. */
export const correctionTypes = [FactRetracted, FactCorrected] as const;

/** Whether an event corrects another. */
export const isCorrection = (event: RecordedEvent): event is Correction =>
  event.type === 'FactRetracted' || event.type === 'FactCorrected';

/** What a chain of corrections comes to for the event it is about. */
interface Outcome {
  readonly retracted: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly occurredOn?: CivilDate;
  readonly by?: EventId;
}

const untouched: Outcome = { retracted: false };

/**
 * The facts of one stream after its corrections; the corrections themselves are left out. `events` are those known
 * to the view, in order of revision. Total: a correction of something unknown changes nothing.
 */
export const applyCorrections = (events: readonly RecordedEvent[]): readonly Fact[] => {
  if (!events.some(isCorrection)) return events;
  const effective = outcomes(events);
  const facts: Fact[] = [];
  for (const event of events) {
    if (isCorrection(event)) continue;
    const outcome = effective.get(event.id) ?? untouched;
    if (outcome.retracted) continue;
    facts.push(outcome.by === undefined ? event : corrected(event, outcome, outcome.by));
  }
  return facts;
};

/** Whether a fact or a correction, given by its id, does not count any more. */
export const isRetracted = (id: EventId, events: readonly RecordedEvent[]): boolean => outcomes(events).get(id)?.retracted === true;

/** What has become of each fact and each correction. */
const outcomes = (events: readonly RecordedEvent[]): ReadonlyMap<EventId, Outcome> => {
  // From the last to the first: by the time an event is met, everything said about it is known.
  const about = new Map<EventId, Correction[]>();
  const effective = new Map<EventId, Outcome>();
  for (let i = events.length - 1; i >= 0; i -= 1) {
    const event = events[i] as RecordedEvent;
    const outcome = outcomeOf((about.get(event.id) ?? []).reverse(), effective);
    effective.set(event.id, outcome);
    if (isCorrection(event) && !outcome.retracted) about.set(event.data.corrects, [...(about.get(event.data.corrects) ?? []), event]);
  }
  return effective;
};

const corrected = (event: RecordedEvent, outcome: Outcome, by: EventId): Fact => ({
  ...event,
  data: outcome.data ?? event.data,
  occurredOn: outcome.occurredOn ?? event.occurredOn,
  correctedBy: by,
});

/** Live corrections of one event, in order. What has been retracted stays so until the retraction itself goes. */
const outcomeOf = (corrections: readonly Correction[], effective: ReadonlyMap<EventId, Outcome>): Outcome => {
  let outcome = untouched;
  for (const correction of corrections) {
    if (outcome.retracted) break;
    const changed = effective.get(correction.id) ?? untouched;
    const own = correction.type === 'FactCorrected' ? correction.data : null;
    const replaces = own !== null || changed.by !== undefined;
    const data = changed.data ?? own?.data ?? outcome.data;
    const occurredOn = changed.occurredOn ?? own?.occurredOn ?? outcome.occurredOn;
    outcome = {
      retracted: !replaces,
      by: changed.by ?? correction.id,
      ...(data === undefined ? {} : { data }),
      ...(occurredOn === undefined ? {} : { occurredOn }),
    };
  }
  return outcome;
};

/** The fact that a chain of corrections is about in the end, or null when the chain leads nowhere. */
export const rootOf = (id: EventId, events: readonly RecordedEvent[]): RecordedEvent | null => {
  let event = events.find((candidate) => candidate.id === id);
  while (event !== undefined && isCorrection(event)) {
    const target: EventId = event.data.corrects;
    event = events.find((candidate) => candidate.id === target);
  }
  return event ?? null;
};
