/**
 * The three axes: lifecycle, delivery, timeliness. Pure functions of an obligation's facts and a day.
 * `days` counts from the last permitted day, positive when late.
 */
import { addDuration, type CivilDate, daysBetween, type Period } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { type Due, lastDayOf } from './due';
import type { Course, ObligationState } from './obligation';

export type Lifecycle = 'conditional' | 'active' | 'suspended' | 'fulfilled' | 'discharged' | 'superseded' | 'annulled';

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
export type Timeliness = (typeof timelinessValues)[number];

/** Where one thing owed stands. */
export interface Standing {
  readonly lifecycle: Lifecycle;
  readonly timeliness: Timeliness;
  /** From the last permitted (or latest possible) day, positive when late; null where there is no such day. */
  readonly days: number | null;
}

/** Resolves "at the meeting of" a body; null when no such meeting is on record. */
export type Meetings = (board: string, body: string, from: CivilDate) => CivilDate | null;

export const noMeetings: Meetings = () => null;

export interface Judging {
  readonly asOf: CivilDate;
  /** Days before the last permitted day from which something is due soon. */
  readonly within: number;
  readonly meetings: Meetings;
}

/** Lifecycle at a day. A duty that time brings into force is conditional until its day, and needs no fact to become active. */
export const lifecycleOf = (state: ObligationState, course: Course, asOf: CivilDate): Lifecycle => {
  if (state.incurred === null) return 'annulled';
  if (state.superseded !== undefined) return 'superseded';
  if (course.discharged !== undefined && (course.discharged.until === undefined || asOf <= course.discharged.until)) return 'discharged';
  if (course.delivery === 'submitted' || course.delivery === 'accepted') return 'fulfilled';
  const { activation } = state.incurred;
  if (activation.kind === 'conditional' && state.triggeredOn === undefined) return 'conditional';
  if (activation.kind === 'by-time' && asOf < activation.activatesOn && state.triggeredOn === undefined) return 'conditional';
  return state.suspended === undefined ? 'active' : 'suspended';
};

/** Where a duty, or one instance of it, stands. `due` is the instance's own where it has one. */
export const standingOf = (state: ObligationState, course: Course, due: Due | undefined, judging: Judging): Standing => {
  const { asOf } = judging;
  const lifecycle = lifecycleOf(state, course, asOf);
  const resolved = due === undefined ? undefined : resolveMeeting(state, due, judging);
  if (lifecycle === 'annulled' || lifecycle === 'superseded' || lifecycle === 'discharged') return { lifecycle, timeliness: 'not-applicable', days: null };
  // The first submission decides, also while a completion is owed.
  if (course.performedOn !== undefined && lifecycle === 'fulfilled') return { lifecycle, ...metness(resolved, course.performedBetween ?? { from: course.performedOn, to: course.performedOn }) };
  if (lifecycle === 'conditional') return { lifecycle, timeliness: 'not-yet', days: daysTo(resolved, asOf) };
  if (lifecycle === 'suspended' && state.suspended?.clockStops === true) return { lifecycle, timeliness: 'not-applicable', days: null };
  if (state.incurred?.mode === 'maintenance') return { lifecycle, ...maintained(resolved, judging) };
  if (state.incurred?.endsAtDueDate === true && resolved !== undefined && (lastDayOf(resolved) ?? asOf) < asOf) {
    return { lifecycle: 'annulled', timeliness: 'not-applicable', days: daysTo(resolved, asOf) };
  }
  return { lifecycle, ...openness(resolved, judging) };
};

type Timed = Pick<Standing, 'timeliness' | 'days'>;

/** What the timeliness would be if the condition were fulfilled and nobody had recorded it. */
export const ifTriggered = (due: Due | undefined, judging: Judging): Timed => openness(due, judging);

const resolveMeeting = (state: ObligationState, due: Due, { meetings }: Judging): Due => {
  if (due.kind !== 'at-meeting') return due;
  const held = meetings(state.board, due.body, due.told ?? state.incurredOn);
  return held === null ? due : { ...due, told: held };
};

const daysTo = (due: Due | undefined, asOf: CivilDate): number | null => {
  const last = due === undefined ? null : lastDayOf(due);
  return last === null ? null : daysBetween(last, asOf);
};

/** Judged by every day that is possible: the performance between its bounds, against the due date between its own. */
const metness = (due: Due | undefined, performed: Period): Timed => {
  const days = daysTo(due, performed.to);
  if (due === undefined || days === null) return { timeliness: 'not-applicable', days: null };
  const earliestDue = due.kind === 'fuzzy' ? due.fuzzy.earliest : lastDayOf(due);
  if (earliestDue !== null && performed.to <= earliestDue) return { timeliness: 'met-on-time', days };
  if ((daysTo(due, performed.from) ?? 0) > 0) return { timeliness: 'met-late', days };
  return { timeliness: 'undetermined', days };
};

const openness = (due: Due | undefined, { asOf, within }: Judging): Timed => {
  const last = due === undefined ? null : lastDayOf(due);
  if (due === undefined || last === null) return { timeliness: 'undetermined', days: null };
  const days = daysBetween(last, asOf);
  if (days > 0) return { timeliness: 'overdue', days };
  if (due.kind === 'window' && asOf < due.opens) return { timeliness: 'not-yet', days };
  if (due.kind === 'fuzzy' && due.fuzzy.earliest !== due.fuzzy.latest) {
    if (asOf >= due.fuzzy.earliest) return { timeliness: 'undetermined', days };
    return { timeliness: daysBetween(asOf, due.fuzzy.earliest) <= within ? 'due-soon' : 'upcoming', days };
  }
  if (days === 0) return { timeliness: 'due-today', days };
  return { timeliness: -days <= within ? 'due-soon' : 'upcoming', days };
};

/** Something that must hold throughout a period: once it is over nobody knows, until somebody has recorded it. */
const maintained = (due: Due | undefined, { asOf }: Judging): Timed => {
  if (due === undefined) return { timeliness: 'undetermined', days: null };
  const last = lastDayOf(due);
  const days = daysTo(due, asOf);
  if (due.kind === 'window' && asOf < due.opens) return { timeliness: 'not-yet', days };
  return { timeliness: last !== null && asOf <= last ? 'upcoming' : 'undetermined', days };
};

/** Elapsed time of a soft clock. */
export interface SoftClock {
  readonly elapsedDays: number;
  /** The organisation's own target, as a day; never a statutory date. */
  readonly target: CivilDate | null;
  readonly pastTarget: boolean | null;
}

/** "At once", "promptly": days elapsed until `until` (performance, or the day of the view). */
export const softClockOf = (due: Due, until: CivilDate): SoftClock | null => {
  if (due.kind !== 'soft') return null;
  const target = due.target === undefined ? null : addDuration(due.from, due.target);
  const day = target === null || E.isLeft(target) ? null : target.right;
  return { elapsedDays: daysBetween(due.from, until), target: day, pastTarget: day === null ? null : until > day };
};
