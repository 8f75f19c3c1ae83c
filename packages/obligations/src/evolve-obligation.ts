/**
 * Folding an obligation's facts. Total: a fact that contradicts the others becomes an anomaly, never an exception.
 * Facts come by day, then as stored, from whatever stream they were recorded in.
 */
import type { CivilDate } from '@frist/calendar';
import type { EventId, Fact, RecordedOf } from '@frist/event-sourcing';

import { addAmounts, type Amount } from './amount';
import { type Due, firstDayOf } from './due';
import type { obligationFactTypes } from './facts';
import { type AnomalyRule, type Course, endedForGood, type EarlierDue, isDelivered, type ObligationState, sourceText } from './obligation';

type ObligationFact = RecordedOf<(typeof obligationFactTypes)[number]>;

/** Folds one fact; changes `state` in place, as rows of a projection may. */
export const evolveObligation = (state: ObligationState, recorded: Fact): ObligationState => {
  const fact = recorded as Fact & ObligationFact;
  const on = fact.occurredOn;
  state.lastEvent = fact.id;
  if (fact.type === 'ObligationIncurred') return incurred(state, fact);
  if (state.incurred === null) {
    state.board = fact.board;
    state.stream = fact.stream;
    note(state, 'fact-before-incurred', fact.id);
  }
  switch (fact.type) {
    case 'ObligationTriggered':
      state.triggeredOn = on;
      state.trigger = { anchor: fact.data.anchor, evidence: fact.data.evidence };
      if (fact.data.due !== undefined) moveDue(state, state, fact.data.due, { until: on, cause: 'triggered', reason: fact.data.evidence });
      return state;
    case 'ObligationSuspended':
      state.suspended = { since: on, reason: fact.data.reason, power: fact.data.power, clockStops: fact.data.clockStops };
      return state;
    case 'ObligationResumed': {
      const { due, reason } = fact.data;
      if (due !== undefined) moveDue(state, state, due, { until: on, cause: 'resumed', reason });
      else if (state.suspended?.clockStops === true && state.incurred?.recurrence === undefined) note(state, 'resumed-without-date', fact.id);
      delete state.suspended;
      return state;
    }
    case 'ObligationSuperseded':
      // What has been fulfilled stays so.
      if (!isDelivered(state)) state.superseded = { on, by: fact.data.successor, reason: fact.data.reason };
      return state;
    case 'ObligationDischarged':
      if (fact.data.fromInstance === undefined) break;
      if (state.incurred !== null && state.incurred.recurrence === undefined) note(state, 'no-such-instance', fact.id, fact.data.fromInstance);
      else {
        state.endsBefore = fact.data.fromInstance;
        state.ended = dischargeOf(on, fact.data);
      }
      return state;
    default:
  }
  evolveCourse(state, courseOf(state, fact), fact);
  return state;
};

const incurred = (state: ObligationState, fact: Extract<ObligationFact, { readonly type: 'ObligationIncurred' }>): ObligationState => {
  if (state.incurred !== null) {
    note(state, 'incurred-twice', fact.id);
    return state;
  }
  state.board = fact.board;
  state.stream = fact.stream;
  state.incurred = fact.data;
  state.incurredOn = fact.occurredOn;
  state.incurredBy = fact.id;
  state.cause = fact.causationId ?? null;
  if (fact.source !== undefined) state.source = sourceText(fact.source);
  if (fact.knownSince !== undefined) state.migrated = true;
  state.due ??= fact.data.due;
  return state;
};

type OfCourse = Exclude<ObligationFact, { readonly type: 'ObligationIncurred' | 'ObligationTriggered' | 'ObligationSuspended' | 'ObligationResumed' | 'ObligationSuperseded' }>;

/** Facts that belong to an instance where there are any. */
const evolveCourse = (state: ObligationState, course: Course, fact: OfCourse): void => {
  const on = fact.occurredOn;
  const { instance } = fact.data;
  const ofInstance = instance === undefined ? {} : { instance };
  switch (fact.type) {
    case 'DueDateResolved':
      return moveDue(state, course, fact.data.due, { until: on, cause: 'resolved', reason: 'a day was found', ...ofInstance });
    case 'DueDateChanged': {
      const { cause, reason, grantedBy, due } = fact.data;
      const change = { until: on, cause, reason, ...(grantedBy === undefined ? {} : { grantedBy }), ...ofInstance };
      const { completion } = course;
      // Once a submission has been sent back, more time is more time for the completion; the first date stands.
      if (completion === undefined || (cause !== 'extension' && cause !== 'decision')) return moveDue(state, course, due, change);
      if (completion.due !== undefined) (state.earlierDues ??= []).push({ due: completion.due, ...change });
      course.completion = { ...completion, due };
      return;
    }
    case 'PartialPerformanceRecorded':
      if (course.delivery === 'none') course.delivery = 'partial';
      course.part = fact.data.part;
      course.remains = fact.data.remains;
      if (fact.data.perhapsAll === true) course.perhapsAll = true;
      else delete course.perhapsAll;
      return add(course, fact.data.amount);
    case 'PerformanceRecorded':
      noteTooEarlyOrLate(state, course, fact);
      course.delivery = 'submitted';
      if (course.performedOn === undefined && fact.data.between !== undefined) course.performedBetween = fact.data.between;
      course.performedOn ??= on;
      course.lastPerformedOn = on;
      course.evidence = fact.data.evidence;
      if (fact.data.performedBy !== undefined) course.performedBy = fact.data.performedBy;
      delete course.part;
      delete course.remains;
      delete course.perhapsAll;
      delete course.completion;
      return add(course, fact.data.amount);
    case 'SubmissionReturned': {
      const { by, due, reason } = fact.data;
      if (course.performedOn === undefined) note(state, 'returned-before-submitted', fact.id, instance);
      course.delivery = 'returned';
      course.completion = { since: on, by, ...(due === undefined ? {} : { due }), ...(reason === undefined ? {} : { reason }) };
      return;
    }
    case 'SubmissionAccepted':
      if (course.performedOn === undefined) note(state, 'accepted-before-submitted', fact.id, instance);
      course.delivery = 'accepted';
      delete course.completion;
      return;
    case 'ObligationDischarged':
      // Neither what has been fulfilled nor what was discharged for good comes back by a waiver for a time.
      if (!isDelivered(course) && !(course.discharged !== undefined && course.discharged.until === undefined)) course.discharged = dischargeOf(on, fact.data);
      return;
    case 'BreachAcknowledged':
      course.breach = { on, by: fact.data.by, reason: fact.data.reason };
  }
};

const dischargeOf = (on: CivilDate, { power, reason, decision, until }: { readonly power: string; readonly reason: string; readonly decision?: string; readonly until?: CivilDate }) => ({
  on,
  power,
  reason,
  ...(decision === undefined ? {} : { decision }),
  ...(until === undefined ? {} : { until }),
});

const add = (course: Course, amount: Amount | undefined): void => {
  if (amount !== undefined) course.performed = addAmounts([course.performed ?? 0, amount]);
};

/** The old date stays visible; that nothing was known before needs no telling. */
const moveDue = (state: ObligationState, course: Course, due: Due, change: Omit<EarlierDue, 'due'>): void => {
  if (course.due !== undefined && course.due.kind !== 'on-trigger') (state.earlierDues ??= []).push({ due: course.due, ...change });
  course.due = due;
};

const noteTooEarlyOrLate = (state: ObligationState, course: Course, fact: Extract<OfCourse, { readonly type: 'PerformanceRecorded' }>): void => {
  const { instance } = fact.data;
  const own = course.discharged !== undefined && course.discharged.until === undefined;
  const dropped = instance !== undefined && state.endsBefore !== undefined && state.ended?.until === undefined && instance >= state.endsBefore;
  if (own || dropped || endedForGood(state) !== null) {
    course.performedAfterEnd = true;
    note(state, 'performed-after-end', fact.id, instance);
  }
  const { incurred: duty } = state;
  if (duty === null || duty.mayPerformBeforeTrigger === true) return;
  if (duty.activation.kind === 'conditional' && state.triggeredOn === undefined) note(state, 'performed-before-trigger', fact.id, instance);
  const first = course.due === undefined ? null : firstDayOf(course.due);
  if (course.performedOn !== undefined || first === null || fact.occurredOn >= first) return;
  if (course.due?.kind === 'window') note(state, 'performed-before-window', fact.id, instance);
  else if (duty.mode === 'punctual') note(state, 'performed-before-the-day', fact.id, instance);
};

const courseOf = (state: ObligationState, fact: OfCourse): Course => {
  const { instance, instanceDue } = fact.data;
  const recurs = state.incurred === null ? undefined : state.incurred.recurrence !== undefined;
  if (instance === undefined) {
    // To discharge the whole of a recurring duty is possible; evidence of the whole is not.
    if (recurs === true && fact.type !== 'ObligationDischarged') note(state, 'instance-missing', fact.id);
    return state;
  }
  if (recurs === false) note(state, 'no-such-instance', fact.id, instance);
  const course = ((state.instances ??= {})[instance] ??= { delivery: 'none' });
  if (instanceDue !== undefined) course.due ??= instanceDue;
  return course;
};

const note = (state: ObligationState, rule: AnomalyRule extends `obligations/${infer Rule}` ? Rule : never, event: EventId, instance?: string): void => {
  (state.anomalies ??= []).push({ rule: `obligations/${rule}`, event, ...(instance === undefined ? {} : { instance }) });
};
