/**
 * One obligation: what its facts come to. The state holds what the three axes need and what an officer asks for; it is
 * plain JSON. It is folded in `evolve-obligation.ts`; the axes themselves are in `axes.ts`.
 */
import type { CivilDate, Period } from '@frist/calendar';
import type { Board, EventId, StreamName } from '@frist/event-sourcing';
import type * as t from 'io-ts';

import type { Amount } from './amount';
import type { Due } from './due';
import type { ObligationId, ObligationIncurred } from './facts';

/** How far the delivery has come. */
export type Delivery = 'none' | 'partial' | 'submitted' | 'returned' | 'accepted';

/** No longer owed: since when, by whose power and why. With `until` only for the time being: owed again the day after. */
export interface Discharge {
  readonly on: CivilDate;
  readonly power: string;
  readonly reason: string;
  readonly decision?: string;
  readonly until?: CivilDate;
}

/** A submission sent back: what is owed now, and by when if a day was set. */
export interface Completion {
  readonly since: CivilDate;
  readonly by: string;
  readonly due?: Due;
  readonly reason?: string;
}

/** What happened to one thing owed: the duty itself, or one instance of a recurring one. */
export interface Course {
  delivery: Delivery;
  /** Journaled due date, where one is; an instance without a fact has none of its own. */
  due?: Due;
  /** First submission: timeliness is judged by it, also after a return. */
  performedOn?: CivilDate;
  /** Where only a stretch of days is told for the first submission: undetermined if the due date lies within it. */
  performedBetween?: Period;
  /** The latest submission, or the latest evidence that something still holds. */
  lastPerformedOn?: CivilDate;
  performedBy?: string;
  evidence?: string;
  /** Sum of the amounts told with performances, whole and partial. */
  performed?: Amount;
  part?: string;
  remains?: string;
  /** The latest partial performance may have been of all of it. */
  perhapsAll?: true;
  discharged?: Discharge;
  /** Performed when it was no longer owed: it stays ended, and an anomaly tells. */
  performedAfterEnd?: true;
  completion?: Completion;
  breach?: { readonly on: CivilDate; readonly by: string; readonly reason: string };
}

/** A due date that no longer holds, from when on, and why. */
export interface EarlierDue {
  readonly due: Due;
  readonly until: CivilDate;
  /** The cause of a `DueDateChanged`, or `triggered`, `resolved`, `resumed`. */
  readonly cause: string;
  readonly reason: string;
  readonly grantedBy?: string;
  readonly instance?: string;
}

/**
 * What the facts about an obligation can disagree on. Shown by the check, never refused:
 * `fact-before-incurred` a fact about a duty that is not on record (yet) · `incurred-twice` the first holds ·
 * `performed-before-trigger`, `performed-before-window`, `performed-before-the-day` (punctual) too early ·
 * `performed-after-end` when no longer owed · `returned-before-submitted`, `accepted-before-submitted` no submission
 * on record · `instance-missing` a recurring duty's fact that names no instance · `no-such-instance` the reverse ·
 * `resumed-without-date` the clock had stopped and no new date was set · `dangling-reference` a parent or successor
 * that the ledger does not hold.
 */
export const anomalyRules = [
  'obligations/accepted-before-submitted',
  'obligations/dangling-reference',
  'obligations/fact-before-incurred',
  'obligations/incurred-twice',
  'obligations/instance-missing',
  'obligations/no-such-instance',
  'obligations/performed-after-end',
  'obligations/performed-before-the-day',
  'obligations/performed-before-trigger',
  'obligations/performed-before-window',
  'obligations/resumed-without-date',
  'obligations/returned-before-submitted',
] as const;
/** One of {@link anomalyRules}. */
export type AnomalyRule = (typeof anomalyRules)[number];

/** Something the facts about an obligation do not agree on, and the fact that shows it. */
export interface Anomaly {
  readonly rule: AnomalyRule;
  readonly event: EventId;
  readonly instance?: string;
}

/** A row of the ledger. */
export interface ObligationState extends Course {
  readonly id: ObligationId;
  board: Board;
  /** The stream in which it was incurred. */
  stream: StreamName;
  /** Null while only later facts are known: an order no decision would have allowed. */
  incurred: t.TypeOf<typeof ObligationIncurred.codec> | null;
  incurredOn: CivilDate;
  incurredBy: EventId;
  /** The event that caused it. */
  cause: EventId | null;
  source?: string;
  migrated?: true;
  triggeredOn?: CivilDate;
  /** What the trigger told: the day time runs from, and what shows it. */
  trigger?: { readonly anchor: CivilDate; readonly evidence: string };
  suspended?: { readonly since: CivilDate; readonly reason: string; readonly power: string; readonly clockStops: boolean };
  superseded?: { readonly on: CivilDate; readonly by: ObligationId; readonly reason: string };
  /** Of a recurring duty: no instance from this one on, and why. */
  endsBefore?: string;
  ended?: Discharge;
  instances?: Record<string, Course>;
  earlierDues?: EarlierDue[];
  anomalies?: Anomaly[];
  lastEvent: EventId;
}

/** The row of an obligation of which nothing is known yet. */
export const noObligation = (id: string): ObligationState => ({
  id: id as ObligationId,
  board: '' as Board,
  stream: '' as StreamName,
  incurred: null,
  incurredOn: '' as CivilDate,
  incurredBy: '' as EventId,
  cause: null,
  lastEvent: '' as EventId,
  delivery: 'none',
});

/** Handed in and not sent back. */
export const isDelivered = ({ delivery }: Course): boolean => delivery === 'submitted' || delivery === 'accepted';

/** Whether a discharge holds on a day: for good, or through its `until`. */
export const isDischarged = (discharge: Discharge | undefined, asOf: CivilDate): boolean =>
  discharge !== undefined && (discharge.until === undefined || asOf <= discharge.until);

/** The day on which the whole duty ended for good, if it did. */
export const endedForGood = (state: ObligationState): CivilDate | null =>
  state.superseded?.on ?? (state.discharged !== undefined && state.discharged.until === undefined ? state.discharged.on : null);

/** A source in one line: document, date, place in it. */
export const sourceText = (source: { readonly document: string; readonly date?: CivilDate; readonly locator?: string }): string =>
  [source.document, source.date, source.locator].filter((part) => part !== undefined).join(', ');
