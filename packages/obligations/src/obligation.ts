/**
 * One obligation: its state folded from facts. Total: a fact that contradicts the others becomes an anomaly, never an
 * exception. The state holds what the three axes need; the axes themselves are in `axes.ts`.
 */
import type { CivilDate, Period } from '@frist/calendar';
import type { Board, EventId, Fact, RecordedOf, StreamName } from '@frist/event-sourcing';
import type * as t from 'io-ts';

import type { Due } from './due';
import {
  BreachAcknowledged,
  DueDateChanged,
  DueDateResolved,
  ObligationDischarged,
  ObligationIncurred,
  ObligationResumed,
  ObligationSuperseded,
  ObligationSuspended,
  ObligationTriggered,
  PartialPerformanceRecorded,
  PerformanceRecorded,
  SubmissionAccepted,
  SubmissionReturned,
  type ObligationId,
} from './facts';

type Incurred = t.TypeOf<typeof ObligationIncurred.codec>;

/** How far the delivery has come. */
export type Delivery = 'none' | 'partial' | 'submitted' | 'returned' | 'accepted';

/** What happened to one thing owed: the duty itself, or one instance of a recurring one. */
export interface Course {
  delivery: Delivery;
  /** Journaled due date, where one is; an instance without a fact has none of its own. */
  due?: Due;
  /** First submission: timeliness is judged by it, also after a return. */
  performedOn?: CivilDate;
  /** Where the day of performance is told only as a stretch: timeliness is undetermined if the due date lies within. */
  performedBetween?: Period;
  performedBy?: string;
  evidence?: string;
  /** No longer owed. With `until` only for the time being. */
  discharged?: { readonly on: CivilDate; readonly power: string; readonly reason: string; readonly decision?: string; readonly until?: CivilDate };
  remains?: string;
  breach?: { readonly on: CivilDate; readonly by: string; readonly reason: string };
}

/** A due date that no longer holds. */
export interface EarlierDue {
  readonly due: Due;
  readonly until: CivilDate;
  readonly cause: string;
  readonly reason: string;
  readonly instance?: string;
}

/** Something the facts about an obligation do not agree on. */
export interface Anomaly {
  readonly rule: 'obligations/fact-before-incurred' | 'obligations/performed-before-trigger' | 'obligations/performed-after-end' | 'obligations/incurred-twice';
  readonly event: EventId;
}

export interface ObligationState extends Course {
  readonly id: ObligationId;
  board: Board;
  /** The stream in which it was incurred. */
  stream: StreamName;
  /** Null while only later facts are known: an order no decision would have allowed. */
  incurred: Incurred | null;
  incurredOn: CivilDate;
  incurredBy: EventId;
  /** The event that caused it. */
  cause: EventId | null;
  source?: string;
  migrated?: true;
  triggeredOn?: CivilDate;
  suspended?: { readonly since: CivilDate; readonly reason: string; readonly clockStops: boolean };
  superseded?: { readonly on: CivilDate; readonly by: ObligationId };
  /** Of a recurring duty: no instance from this one on. */
  endsBefore?: string;
  instances?: Record<string, Course>;
  earlierDues?: EarlierDue[];
  anomalies?: Anomaly[];
  lastEvent: EventId;
}

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

type ObligationFact = RecordedOf<
  | typeof BreachAcknowledged
  | typeof DueDateChanged
  | typeof DueDateResolved
  | typeof ObligationDischarged
  | typeof ObligationIncurred
  | typeof ObligationResumed
  | typeof ObligationSuperseded
  | typeof ObligationSuspended
  | typeof ObligationTriggered
  | typeof PartialPerformanceRecorded
  | typeof PerformanceRecorded
  | typeof SubmissionAccepted
  | typeof SubmissionReturned
>;

/** Folds one fact; changes `state` in place, as rows of a projection may. */
export const evolveObligation = (state: ObligationState, recorded: Fact): ObligationState => {
  const fact = recorded as Fact & ObligationFact;
  const on = fact.occurredOn;
  state.lastEvent = fact.id;
  if (state.incurred === null && fact.type !== 'ObligationIncurred') {
    state.board = fact.board;
    state.stream = fact.stream;
    note(state, 'obligations/fact-before-incurred', fact.id);
  }
  switch (fact.type) {
    case 'ObligationIncurred':
      if (state.incurred !== null) note(state, 'obligations/incurred-twice', fact.id);
      state.board = fact.board;
      state.stream = fact.stream;
      state.incurred = fact.data;
      state.incurredOn = on;
      state.incurredBy = fact.id;
      state.cause = fact.causationId ?? null;
      if (fact.source !== undefined) state.source = sourceText(fact.source);
      if (fact.knownSince !== undefined) state.migrated = true;
      state.due ??= fact.data.due;
      return state;
    case 'ObligationTriggered':
      state.triggeredOn ??= on;
      if (fact.data.due !== undefined) state.due = fact.data.due;
      return state;
    case 'DueDateResolved':
      courseOf(state, fact.data.instance).due = fact.data.due;
      return state;
    case 'DueDateChanged': {
      const course = courseOf(state, fact.data.instance);
      if (course.due !== undefined) {
        const { cause, reason, instance } = fact.data;
        (state.earlierDues ??= []).push({ due: course.due, until: on, cause, reason, ...(instance === undefined ? {} : { instance }) });
      }
      course.due = fact.data.due;
      return state;
    }
    case 'ObligationSuspended':
      state.suspended = { since: on, reason: fact.data.reason, clockStops: fact.data.clockStops };
      return state;
    case 'ObligationResumed':
      delete state.suspended;
      if (fact.data.due !== undefined) {
        if (state.due !== undefined) (state.earlierDues ??= []).push({ due: state.due, until: on, cause: 'resumed', reason: fact.data.reason });
        state.due = fact.data.due;
      }
      return state;
    case 'PartialPerformanceRecorded': {
      const course = courseOf(state, fact.data.instance, fact.data.instanceDue);
      if (course.delivery === 'none') course.delivery = 'partial';
      course.remains = fact.data.remains;
      return state;
    }
    case 'PerformanceRecorded': {
      const course = courseOf(state, fact.data.instance, fact.data.instanceDue);
      if (course.discharged !== undefined || state.superseded !== undefined) note(state, 'obligations/performed-after-end', fact.id);
      if (isUntriggered(state) && state.incurred?.mayPerformBeforeTrigger !== true) note(state, 'obligations/performed-before-trigger', fact.id);
      course.delivery = 'submitted';
      if (course.performedOn === undefined && fact.data.between !== undefined) course.performedBetween = fact.data.between;
      course.performedOn ??= on;
      course.evidence = fact.data.evidence;
      if (fact.data.performedBy !== undefined) course.performedBy = fact.data.performedBy;
      delete course.remains;
      return state;
    }
    case 'SubmissionReturned': {
      const course = courseOf(state, fact.data.instance);
      course.delivery = 'returned';
      if (fact.data.due !== undefined) {
        if (course.due !== undefined) (state.earlierDues ??= []).push({ due: course.due, until: on, cause: 'returned', reason: fact.data.reason ?? 'returned for completion' });
        course.due = fact.data.due;
      }
      return state;
    }
    case 'SubmissionAccepted':
      courseOf(state, fact.data.instance).delivery = 'accepted';
      return state;
    case 'ObligationDischarged': {
      const { power, reason, decision, until, instance, fromInstance } = fact.data;
      if (fromInstance !== undefined) {
        state.endsBefore = fromInstance;
        return state;
      }
      courseOf(state, instance).discharged = { on, power, reason, ...(decision === undefined ? {} : { decision }), ...(until === undefined ? {} : { until }) };
      return state;
    }
    case 'ObligationSuperseded':
      state.superseded = { on, by: fact.data.successor };
      return state;
    case 'BreachAcknowledged':
      courseOf(state, fact.data.instance).breach = { on, by: fact.data.by, reason: fact.data.reason };
      return state;
  }
};

const isUntriggered = (state: ObligationState): boolean => state.incurred?.activation.kind === 'conditional' && state.triggeredOn === undefined;

const courseOf = (state: ObligationState, instance: string | undefined, due?: Due): Course => {
  if (instance === undefined) return state;
  const course = ((state.instances ??= {})[instance] ??= { delivery: 'none' });
  if (due !== undefined) course.due ??= due;
  return course;
};

const note = (state: ObligationState, rule: Anomaly['rule'], event: EventId): void => {
  (state.anomalies ??= []).push({ rule, event });
};

/** A source in one line: document, date, place in it. */
export const sourceText = (source: { readonly document: string; readonly date?: CivilDate; readonly locator?: string }): string =>
  [source.document, source.date, source.locator].filter((part) => part !== undefined).join(', ');
