/**
 * Whether a measure was carried out within the decided time. A measure is judged once, against one day: the first of the
 * days given to it that came to its end while in force. A date moved on or before its own day is replaced; one moved after
 * its day has passed was missed, and moving it changes nothing. So a measure counts in one year, whatever becomes of it.
 */
import { type CivilDate, maxDate } from '@frist/calendar';

import { datesOf, type Measure } from '../report/report';

/** How a measure stands against its decided time; `due` is the day it is judged against. */
export type Judged =
  | { readonly outcome: 'in-time' | 'late' | 'overdue'; readonly due: CivilDate }
  /** Its day has not ended, it has no day, or it was dropped or taken over in time: it does not count. */
  | { readonly outcome: 'not-due' };

const notDue: Judged = { outcome: 'not-due' };

/**
 * Judges a measure as of a day.
 *
 * @param cut facts of later days do not count
 * @param asOf the day of the view: a day that has not ended is not missed
 */
export const judged = (measure: Measure, cut: CivilDate, asOf: CivilDate): Judged => {
  const { decided, carriedOut, ended } = measure;
  if (decided === null || decided.on > cut) return notDue;
  const done = carriedOut !== null && carriedOut.on <= cut ? carriedOut.on : null;
  const gone = ended !== null && ended.on <= cut && done === null ? ended.on : null;
  let due: CivilDate | null = null;
  // The day on whose end a date is missed; one set for a day already gone is missed on the day it was set.
  let ends: CivilDate | null = null;
  for (const [i, given] of datesOf(measure).entries()) {
    // What is moved after it was done or dropped is not moved; what was missed stays missed.
    const over = done ?? gone;
    if (i > 0 && (given.on > cut || (over !== null && over < given.on) || (ends !== null && ends < given.on))) break;
    due = given.due ?? null;
    ends = due === null ? null : maxDate(due, maxDate(given.on, decided.on));
  }
  if (due === null || ends === null || due > cut) return notDue;
  if (done !== null) return { outcome: done <= due ? 'in-time' : 'late', due };
  if (gone !== null && gone <= ends) return notDue;
  return ends < asOf ? { outcome: 'overdue', due } : notDue;
};
