/**
 * The clock of a decision that is not executed. Day 0 is the decision, or the interruption; the last day is three months
 * later by lag (1930:173) 1 §. Nothing here rolls: three months is a condition, two years a limitation.
 */
import { addDays, addDuration, type CivilDate, computeLimit, lastCivilDate, type Limit, minDate, type Quarter, quarterOf, quarterStart, nextQuarter, previousQuarter, unsafeDuration } from '@frist/calendar';
import * as E from 'fp-ts/Either';

/** Three months, the same under SoL 2001, SoL 2025 and LSS. */
export const threeMonths = unsafeDuration('P3M');
/** Two years, within which an application for a special fee must be served. */
export const twoYears = unsafeDuration('P2Y');

/** The days of one clock. */
export interface Clock {
  /** The last day on which execution is in time. */
  readonly lastDay: CivilDate;
  /** The first day on which it is not. */
  readonly overdueFrom: CivilDate;
  /** The quarter that contains the last day: the first in which it is reported, judged at that quarter's end (I). */
  readonly firstReportingQuarter: Quarter;
}

/**
 * The clock that starts on a day.
 *
 * Basis: 16 kap. 6 f § SoL (2001:453), 34 kap. 1 § SoL (2025:400), 28 f § LSS; lag (1930:173) 1 §.
 *
 * @param start day 0: the decision, or the interruption
 * @example clockFrom(unsafeCivilDate('2023-11-30')) // 2024-02-29, overdue from 2024-03-01, first reported for 2024-Q1
 */
export const clockFrom = (start: CivilDate): Clock => {
  const lastDay = later(start, threeMonths);
  return { lastDay, overdueFrom: dayAfter(lastDay), firstReportingQuarter: quarterOf(lastDay) };
};

/** The same last day with the way it was found, for whoever asks why. Errors are the calendar's. */
export const clockLimit = (start: CivilDate): ReturnType<typeof computeLimit> extends E.Either<infer Error, unknown> ? E.Either<Error, Limit> : never =>
  computeLimit({ start, plus: threeMonths, roll: 'none' });

/**
 * The last day on which an application for a special fee may be served on the municipality.
 *
 * Basis: 16 kap. 6 c § SoL (2001:453), 34 kap. SoL (2025:400), 28 c § LSS. Never moved past a holiday.
 *
 * @param start the decision or the interruption; of a court's ruling the day it became final, or the interruption
 * @example feeLimitation(unsafeCivilDate('2025-08-31')) // '2027-08-31'
 */
export const feeLimitation = (start: CivilDate): CivilDate => later(start, twoYears);

const later = (start: CivilDate, plus: typeof threeMonths): CivilDate => {
  const end = addDuration(start, plus);
  return E.isLeft(end) ? lastCivilDate : end.right;
};

/** The day after; the last day of the calendar has none and stays. */
export const dayAfter = (day: CivilDate): CivilDate => {
  const next = addDays(day, 1);
  return E.isLeft(next) ? minDate(day, lastCivilDate) : next.right;
};

/** The quarter after; the last quarter of the calendar has none and stays. */
export const quarterAfter = (quarter: Quarter): Quarter => {
  const next = nextQuarter(quarter);
  return E.isLeft(next) ? quarter : next.right;
};

/** The quarter before; the first has none and stays. */
export const quarterBefore = (quarter: Quarter): Quarter => {
  const previous = previousQuarter(quarter);
  return E.isLeft(previous) ? quarter : previous.right;
};

/** The first day after a quarter: the day from which it is judged. */
export const judgedFrom = (quarter: Quarter): CivilDate => quarterStart(quarterAfter(quarter));
