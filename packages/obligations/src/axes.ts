/**
 * The three axes: lifecycle, delivery, timeliness. Pure functions of an obligation's facts and a day.
 * `days` counts from the last permitted day, positive when late.
 */
import { addDuration, type CivilDate, daysBetween, type Period } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { type Due, firstDayOf, lastDayOf } from './due';
import { type Course, isDelivered, isDischarged, type ObligationState } from './obligation';

/** See the design: `conditional → active ⇄ suspended → fulfilled · discharged · superseded · annulled`. Lateness is none of them. */
export type Lifecycle = 'conditional' | 'active' | 'suspended' | 'fulfilled' | 'discharged' | 'superseded' | 'annulled';

/** All values of {@link Timeliness}, most urgent first: the order in which findings are printed. */
export const timelinessValues = [
  'overdue',
  'due-today',
  'due-soon',
  'upcoming',
  'undetermined',
  'not-yet',
  'met-on-time',
  'met-late',
  'not-applicable',
] as const;
/** Whether something is in time, as of a day. Boundaries: see {@link standingOf} and the tests of the axes. */
export type Timeliness = (typeof timelinessValues)[number];

/** Where one thing owed stands. */
export interface Standing {
  readonly lifecycle: Lifecycle;
  readonly timeliness: Timeliness;
  /** From the last permitted (or latest possible) day, positive when late; null where there is no such day. */
  readonly days: number | null;
}

/**
 * Resolves "at the meeting of" a body; null when no such meeting is on record. `told` is the day of the meeting as it
 * was told, if it was: then the very meeting is meant, wherever it has been moved, or the next one after it when it is
 * `cancelled`, which is the answer while there is none; else the next one after `from`.
 */
export type Meetings = (board: string, body: string, from: CivilDate, told?: CivilDate) => CivilDate | 'cancelled' | null;

/** Knows of no meeting. */
export const noMeetings: Meetings = () => null;

/** By what day, and with what, something is judged. */
export interface Judging {
  readonly asOf: CivilDate;
  /** Days before the last permitted day from which something is due soon. */
  readonly within: number;
  readonly meetings: Meetings;
}

/**
 * Lifecycle at a day. A duty that time brings into force is conditional until its day, and needs no fact to become
 * active; a waiver for a time runs out by itself. `due` matters only for what must hold throughout a period: evidence
 * from before its end fulfils nothing yet.
 */
export const lifecycleOf = (state: ObligationState, course: Course, asOf: CivilDate, due?: Due): Lifecycle => {
  if (state.incurred === null) return 'annulled';
  if (isDelivered(course) && course.performedAfterEnd !== true && !isHeldSoFar(state, course, due)) return 'fulfilled';
  if (state.superseded !== undefined) return 'superseded';
  if (isDischarged(course.discharged, asOf) || isDischarged(state.discharged, asOf)) return 'discharged';
  const { activation } = state.incurred;
  if (state.triggeredOn === undefined) {
    if (activation.kind === 'conditional') return 'conditional';
    if (activation.kind === 'by-time' && asOf < activation.activatesOn) return 'conditional';
  }
  return state.suspended === undefined ? 'active' : 'suspended';
};

const isHeldSoFar = (state: ObligationState, course: Course, due: Due | undefined): boolean => {
  if (state.incurred?.mode !== 'maintenance' || course.delivery !== 'submitted' || due === undefined) return false;
  const last = lastDayOf(due);
  return last !== null && course.lastPerformedOn !== undefined && course.lastPerformedOn < last;
};

/**
 * Where a duty, or one instance of it, stands.
 *
 * @param course the duty's own state, or that of one instance
 * @param due the date in force: the instance's own where there is one
 * @example standingOf(state, state, state.due, { asOf, within: 30, meetings: noMeetings }) // { lifecycle: 'active', timeliness: 'overdue', days: 3 }
 */
export const standingOf = (state: ObligationState, course: Course, due: Due | undefined, judging: Judging): Standing => {
  const { asOf } = judging;
  const resolved = due === undefined ? undefined : resolveMeeting(state, due, judging.meetings);
  const lifecycle = lifecycleOf(state, course, asOf, resolved);
  if (lifecycle === 'annulled' || lifecycle === 'superseded' || lifecycle === 'discharged') return { lifecycle, ...nothing };
  // The first submission decides, also while a completion is owed.
  if (lifecycle === 'fulfilled' || (course.delivery === 'returned' && course.performedOn !== undefined)) {
    return { lifecycle, ...metness(state.incurred?.mode === 'maintenance', isPunctual(state), resolved, performanceOf(course)) };
  }
  if (lifecycle === 'suspended' && state.suspended?.clockStops === true) return { lifecycle, ...nothing };
  if (state.incurred?.endsAtDueDate === true && resolved !== undefined && (lastDayOf(resolved) ?? asOf) < asOf) return { lifecycle: 'discharged', ...nothing };
  if (lifecycle === 'conditional') return { lifecycle, timeliness: 'not-yet', days: daysTo(resolved, asOf) };
  const { timeliness, days } = state.incurred?.mode === 'maintenance' ? maintained(resolved, judging) : openness(resolved, judging);
  // What may all have been done is not certainly late.
  return { lifecycle, timeliness: timeliness === 'overdue' && course.perhapsAll === true ? 'undetermined' : timeliness, days };
};

type Timed = Pick<Standing, 'timeliness' | 'days'>;

const nothing: Timed = { timeliness: 'not-applicable', days: null };

/** What the timeliness would be if the condition were fulfilled and nobody had recorded it. */
export const ifTriggered = (due: Due | undefined, judging: Judging): Timed => openness(due, judging);

/**
 * The date with its meeting's day filled in, where it is "at the meeting of" a body and the meeting is on record; without the
 * day that was told, where that meeting is cancelled and there is no later one.
 */
export const resolveMeeting = (state: Pick<ObligationState, 'board' | 'incurredOn'>, due: Due, meetings: Meetings): Due => {
  if (due.kind !== 'at-meeting') return due;
  const held = meetings(state.board, due.body, due.told ?? state.incurredOn, due.told);
  if (held === 'cancelled') {
    const { told: _, ...undecided } = due;
    return undecided;
  }
  return held === null ? due : { ...due, told: held };
};

const isPunctual = (state: ObligationState): boolean => state.incurred?.mode === 'punctual';

const daysTo = (due: Due | undefined, asOf: CivilDate): number | null => {
  const last = due === undefined ? null : lastDayOf(due);
  return last === null ? null : daysBetween(last, asOf);
};

/** The days on which the first submission can have been made. */
const performanceOf = ({ performedOn, performedBetween }: Course): Period | undefined =>
  performedBetween ?? (performedOn === undefined ? undefined : { from: performedOn, to: performedOn });

/** Judged by every day that is possible: the performance between its bounds, against the due date between its own. */
const metness = (maintenance: boolean, punctual: boolean, due: Due | undefined, performed: Period | undefined): Timed => {
  // Accepted, and no submission on record: nobody knows when.
  if (performed === undefined) return { timeliness: 'undetermined', days: null };
  const days = daysTo(due, performed.to);
  if (due === undefined || days === null) return nothing;
  // Evidence that something held is given after the period; that is not late.
  if (maintenance) return { timeliness: 'met-on-time', days: null };
  if ((daysTo(due, performed.from) ?? 0) > 0) return { timeliness: 'met-late', days };
  if (days > 0) return { timeliness: 'undetermined', days };
  if (due.kind === 'fuzzy' && performed.to > due.fuzzy.earliest) return { timeliness: 'undetermined', days };
  if (punctual && performed.from < (firstDayOf(due) ?? performed.from)) return { timeliness: 'undetermined', days };
  return { timeliness: 'met-on-time', days };
};

const openness = (due: Due | undefined, { asOf, within }: Judging): Timed => {
  const last = due === undefined ? null : lastDayOf(due);
  if (due === undefined || last === null) return { timeliness: 'undetermined', days: null };
  const days = daysBetween(last, asOf);
  if (days > 0) return { timeliness: 'overdue', days };
  if (due.kind === 'window' && asOf < due.opens) return { timeliness: 'not-yet', days };
  if (due.kind === 'fuzzy' && due.fuzzy.earliest !== due.fuzzy.latest) {
    if (asOf >= due.fuzzy.earliest) return { timeliness: 'undetermined', days };
    // Acted on by the earliest day it may mean; `days` still counts from the latest.
    return { timeliness: daysBetween(asOf, due.fuzzy.earliest) <= within ? 'due-soon' : 'upcoming', days };
  }
  if (days === 0) return { timeliness: 'due-today', days };
  return { timeliness: -days <= within ? 'due-soon' : 'upcoming', days };
};

/** Something that must hold throughout a period: once it is over nobody knows, until somebody has recorded it. */
const maintained = (due: Due | undefined, { asOf }: Judging): Timed => {
  const days = daysTo(due, asOf);
  if (due === undefined || days === null) return { timeliness: 'undetermined', days: null };
  if (due.kind === 'window' && asOf < due.opens) return { timeliness: 'not-yet', days };
  return { timeliness: days <= 0 ? 'upcoming' : 'undetermined', days };
};

/** Elapsed time of a soft clock. */
export interface SoftClock {
  readonly elapsedDays: number;
  /** The organisation's own target, as a day; never a statutory date. */
  readonly target: CivilDate | null;
  readonly pastTarget: boolean | null;
}

/**
 * "At once", "promptly": days elapsed until `until` (performance, or the day of the view). Null for other dates.
 *
 * Source: lex Sarah and its like give no number of days, so none is invented.
 */
export const softClockOf = (due: Due, until: CivilDate): SoftClock | null => {
  if (due.kind !== 'soft') return null;
  const target = due.target === undefined ? null : addDuration(due.from, due.target);
  const day = target === null || E.isLeft(target) ? null : target.right;
  return { elapsedDays: daysBetween(due.from, until), target: day, pastTarget: day === null ? null : until > day };
};
