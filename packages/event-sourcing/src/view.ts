/**
 * Views in two times. `asOf` is valid time: facts up to and including that day. `knownAt` is transaction time:
 * what had been recorded by that instant, or, for migrated history, was known according to its source.
 */
import { type CivilDate, endOfSwedishDay, type Instant } from '@frist/calendar';

import { applyCorrections } from './corrections';
import type { Fact, RecordedEvent } from './envelope';

/** An absent time does not cut. */
export interface View {
  readonly asOf?: CivilDate;
  readonly knownAt?: Instant;
}

/**
 * Since when a fact counts as known. Stores stamp `recordedAt` so that it never goes back in store order,
 * so cutting by it always selects a prefix; migrated facts come in addition.
 */
export const knownFrom = (event: RecordedEvent): Instant => {
  if (event.knownSince === undefined) return event.recordedAt;
  const told = endOfSwedishDay(event.knownSince);
  return told < event.recordedAt ? told : event.recordedAt;
};

/** Whether the view knows of an event at all, whatever day it is about. */
export const isKnown = (event: RecordedEvent, view: View): boolean =>
  view.knownAt === undefined || knownFrom(event) <= view.knownAt;

/**
 * The facts of one stream in a view: known ones, after the corrections known, of days up to `asOf`, in folding order:
 * by day, and within a day as stored. A corrected fact keeps its place in the store.
 *
 * @param events all events of the stream (or a prefix), in order of revision
 */
export const factsOf = (events: readonly RecordedEvent[], view: View = {}): readonly Fact[] => {
  const known = view.knownAt === undefined ? events : events.filter((event) => isKnown(event, view));
  const facts = applyCorrections(known);
  const { asOf } = view;
  return inFoldingOrder(asOf === undefined ? facts : facts.filter((fact) => fact.occurredOn <= asOf));
};

/** Sorts only where something is out of order. */
export const inFoldingOrder = (facts: readonly Fact[]): readonly Fact[] => {
  for (let i = 1; i < facts.length; i += 1) {
    if (compareFacts(facts[i - 1] as Fact, facts[i] as Fact) > 0) return [...facts].sort(compareFacts);
  }
  return facts;
};

/** Folding order over any streams: by day, then as stored. */
export const compareFacts = (a: Fact, b: Fact): number =>
  a.occurredOn < b.occurredOn ? -1 : a.occurredOn > b.occurredOn ? 1 : a.position - b.position;
