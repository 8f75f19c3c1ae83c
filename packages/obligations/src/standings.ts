/**
 * Where an obligation stands at a day: once, or once for each instance of a recurring one. The check, the forecast and
 * the outcomes all judge by this.
 */
import { addDays, type CivilDate, lastCivilDate, maxDate, minDate } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { type Judging, lifecycleOf, noMeetings, type Standing, standingOf } from './axes';
import type { Due } from './due';
import { instancesOf, periodsOf } from './instances';
import { type Course, endedForGood, isDelivered, isDischarged, type ObligationState } from './obligation';
import type { Instance, Recurrence, UnknownBasis, WindowTable } from './recurrence';

/** One thing owed, judged. */
export interface JudgedCourse {
  /** Null for the duty as a whole. */
  readonly instance: string | null;
  readonly course: Course;
  readonly due: Due | undefined;
  readonly standing: Standing;
  /** Why the instances cannot be told, when they cannot. */
  readonly unknown: UnknownBasis | null;
  /** By a window that nobody has checked against its source. */
  readonly unverified: boolean;
}

/** Tables of windows by `id/version`. */
export type WindowTables = ReadonlyMap<string, WindowTable>;

const untouched: Course = { delivery: 'none' };

/**
 * Judges an obligation. A recurring one gives each instance whose period has begun within `judging.within` days, and
 * each that has a fact of its own; where there is none it speaks for itself: not yet begun, or ended. `until` looks
 * further ahead than the days of `judging`.
 */
export const standingsOf = (state: ObligationState, judging: Judging, tables: WindowTables, until: CivilDate = nearOf(judging)): readonly JudgedCourse[] => {
  const recurrence = state.incurred?.recurrence;
  if (recurrence === undefined) return [whole(state, state.due, standingOf(state, state, state.due, judging))];
  const { asOf } = judging;
  const lifecycle = lifecycleOf(state, untouched, asOf);
  const found = instancesWithin(state, recurrence, lifecycle === 'conditional', minDate(endedForGood(state) ?? until, until), tables);
  const judged = found.instances
    .filter(({ key, course }) => !isDropped(state, key, asOf) || isDelivered(course))
    .map(({ key, due, course, unverified }): JudgedCourse => {
      const inForce = course.due ?? due;
      return { instance: key, course, due: inForce, standing: standingOf(state, course, inForce, judging), unknown: null, unverified };
    });
  if (found.unknown !== null) return [...judged, { ...whole(state, undefined, { lifecycle, timeliness: lifecycle === 'discharged' || lifecycle === 'superseded' ? 'not-applicable' : 'undetermined', days: null }), unknown: found.unknown }];
  if (judged.length > 0) return judged;
  if (lifecycle !== 'active' && lifecycle !== 'suspended') return [whole(state, undefined, standingOf(state, untouched, undefined, judging))];
  return [whole(state, undefined, isDischarged(state.ended, asOf) ? { lifecycle: 'discharged', timeliness: 'not-applicable', days: null } : { lifecycle, timeliness: 'not-yet', days: null })];
};

/** The day until which something counts as near. */
export const nearOf = ({ asOf, within }: Pick<Judging, 'asOf' | 'within'>): CivilDate => {
  const later = addDays(asOf, Math.max(0, Math.trunc(within)));
  return E.isLeft(later) ? lastCivilDate : maxDate(asOf, later.right);
};

const whole = (state: ObligationState, due: Due | undefined, standing: Standing): JudgedCourse => ({ instance: null, course: state, due, standing, unknown: null, unverified: false });

const isDropped = (state: ObligationState, key: string, asOf: CivilDate): boolean =>
  state.endsBefore !== undefined && key >= state.endsBefore && isDischarged(state.ended, asOf);

type Known = Pick<Instance, 'key'> & Partial<Pick<Instance, 'due' | 'unverified'>>;

interface Found {
  readonly instances: readonly { readonly key: string; readonly due: Due | undefined; readonly course: Course; readonly unverified: boolean }[];
  readonly unknown: UnknownBasis | null;
}

const instancesWithin = (state: ObligationState, recurrence: Recurrence, conditional: boolean, until: CivilDate, tables: WindowTables): Found => {
  const journaled = Object.entries(state.instances ?? {});
  const own = (known: ReadonlySet<string>): Found['instances'] =>
    journaled.filter(([key]) => !known.has(key)).map(([key, course]) => ({ key, due: course.due, course, unverified: false }));
  if (conditional) return { instances: own(new Set()), unknown: null };
  const computed: E.Either<UnknownBasis, readonly Known[]> = instancesOf(recurrence, { until, tables });
  // What was journaled with its date stands, whatever has been lost since; of a closed duty nothing else is needed.
  const known = E.isLeft(computed) && isClosed(state) ? periodsOf(recurrence, until) : computed;
  if (E.isLeft(known)) return { instances: own(new Set()), unknown: known.left };
  const instances = known.right.map(({ key, due, unverified }: Known) => ({ key, due, course: state.instances?.[key] ?? untouched, unverified: unverified === true }));
  return { instances: [...instances, ...own(new Set(instances.map(({ key }) => key)))].sort((a, b) => (a.key < b.key ? -1 : 1)), unknown: null };
};

/** How many instances of a closed recurring duty were met on time, met late, and no longer owed. */
export interface Tally {
  readonly onTime: number;
  readonly late: number;
  readonly ended: number;
}

/** Whether nothing about a recurring duty can change by the passing of time. */
export const isClosed = (state: ObligationState): boolean => tallyOf(state) !== null;

/**
 * The tally of a recurring duty that has come to its end and of which each instance is settled with a journaled date;
 * null while anything is still open, undetermined or contradictory.
 */
export const tallyOf = (state: ObligationState): Tally | null => {
  const { incurred: duty, endsBefore, ended } = state;
  if (duty?.recurrence === undefined || state.anomalies !== undefined || duty.mode === 'maintenance') return null;
  const { recurrence } = duty;
  const endedOn = endedForGood(state);
  const bounded = endsBefore !== undefined && ended?.until === undefined;
  const last = endedOn ?? recurrence.until ?? (bounded ? lastOf(endsBefore) : null);
  if (last === null || (endedOn === null && !hasBegun(state))) return null;
  const periods = periodsOf(recurrence, last);
  if (E.isLeft(periods)) return null;
  const keys = new Set([...periods.right.map(({ key }) => key), ...Object.keys(state.instances ?? {})]);
  const tally = { onTime: 0, late: 0, ended: 0 };
  for (const key of keys) {
    const course = state.instances?.[key] ?? untouched;
    if (bounded && key >= endsBefore && !isDelivered(course)) continue;
    const { lifecycle, timeliness } = standingOf(state, course, course.due, { asOf: lastCivilDate, within: 0, meetings: noMeetings });
    if (lifecycle === 'fulfilled' && (course.due === undefined || course.due.kind === 'at-meeting')) return null;
    if (lifecycle !== 'fulfilled' && lifecycle !== 'discharged' && lifecycle !== 'superseded') return null;
    // A duty that ends at its due date has not ended before it.
    if (lifecycle === 'discharged' && endedOn === null && course.discharged === undefined) return null;
    if (timeliness === 'met-on-time') tally.onTime += 1;
    else if (timeliness === 'met-late') tally.late += 1;
    else if (timeliness === 'not-applicable') tally.ended += 1;
    else return null;
  }
  if (tally.onTime + tally.late + tally.ended > 0) return tally;
  return endedOn !== null || bounded ? { onTime: 0, late: 0, ended: 1 } : null;
};

/** Whether the duty was in force by the day it was ended from an instance on. */
const hasBegun = ({ incurred: duty, triggeredOn, ended }: ObligationState): boolean =>
  triggeredOn !== undefined || duty?.activation.kind === 'at-once' || (duty?.activation.kind === 'by-time' && ended !== undefined && duty.activation.activatesOn <= ended.on);

/** A day no earlier than the last period before an instance's key: enough to enumerate, the key itself cuts. */
const lastOf = (key: string): CivilDate | null => {
  const year = /^\d{4}/.exec(key)?.[0];
  return year === undefined || year === '0000' ? null : (`${year}-12-31` as CivilDate);
};
