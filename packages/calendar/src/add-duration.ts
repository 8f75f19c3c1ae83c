/** From a start day to the end day (slutdag): law (1930:173) 1 §, before any question of holidays. */
import * as E from 'fp-ts/Either';

import { type CivilDate, dayOf, fromEpochDay, monthOf, toEpochDay, yearOf } from './civil-date';
import { type Duration, type DurationParts, durationParts } from './duration';
import { daysInMonth, isoDate } from './epoch-day';
import { type CalendarError, refuse } from './error';

const RULE = 'end-day';

/** The same day number `months` later, or that month's last day where the number is missing (1 §, second sentence). */
const addMonths = (start: CivilDate, months: number): E.Either<CalendarError, CivilDate> => {
  const index = yearOf(start) * 12 + monthOf(start) - 1 + months;
  const year = Math.floor(index / 12);
  if (year > 9999) return refuse('OutOfRange', RULE, `${start} + ${months} months`, 'an end day no later than 9999-12-31');
  const month = index - year * 12 + 1;
  return E.right(isoDate(year, month, Math.min(dayOf(start), daysInMonth(year, month))) as CivilDate);
};

/** As {@link addDuration}, with the parts at hand. */
export const addParts = (start: CivilDate, { amount, unit }: DurationParts): E.Either<CalendarError, CivilDate> => {
  switch (unit) {
    case 'days':
      return fromEpochDay(toEpochDay(start) + amount);
    case 'weeks':
      return fromEpochDay(toEpochDay(start) + amount * 7);
    case 'months':
      return addMonths(start, amount);
    case 'years':
      return addMonths(start, amount * 12);
    case 'hours':
      return refuse('InvalidDuration', RULE, `PT${amount}H`, 'days, weeks, months or years; hours are absolute: addHours on an instant');
  }
};

/**
 * The end day. Weeks, months and years by law (1930:173) 1 §: the day that corresponds to the start day by weekday
 * name or day number, or the last day of the month where that number is missing. Days are not covered by 1 §: they
 * are counted after the start day (interpretation). Always count from the anchor: 31 January + P1M + P1M is not
 * 31 January + P2M.
 *
 * Errors: `InvalidDuration` for hours, `OutOfRange` past 9999.
 *
 * @example addDuration(unsafeCivilDate('2024-11-30'), unsafeDuration('P3M')) // Right '2025-02-28'
 */
export const addDuration = (start: CivilDate, duration: Duration): E.Either<CalendarError, CivilDate> =>
  addParts(start, durationParts(duration));
