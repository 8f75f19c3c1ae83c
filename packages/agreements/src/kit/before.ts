/** So long before a day. */
import { addDays, type CivilDate, dayOf, daysInMonth, type Duration, durationParts, monthOf, parseCivilDate, yearOf } from '@frist/calendar';
import * as E from 'fp-ts/Either';

/**
 * The day so long before another: of months and years, the day with the same number, or that month's last day where it
 * has none. Careful where the two ways of counting differ: 29 February 2028 less three months is 29 November 2027, although
 * 30 November plus three months does not lie later. Null for hours, and before the year 1.
 *
 * Interpretation: lag (1930:173) 1 § counts forward only. Agreements' dates never roll.
 *
 * @example dayBefore(unsafeCivilDate('2028-02-29'), unsafeDuration('P3M')) // '2027-11-29'
 */
export const dayBefore = (day: CivilDate, length: Duration): CivilDate | null => {
  const { amount, unit } = durationParts(length);
  if (unit === 'hours') return null;
  if (unit === 'days' || unit === 'weeks') {
    const earlier = addDays(day, -amount * (unit === 'weeks' ? 7 : 1));
    return E.isLeft(earlier) ? null : earlier.right;
  }
  const index = yearOf(day) * 12 + monthOf(day) - 1 - amount * (unit === 'years' ? 12 : 1);
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  if (year < 1) return null;
  const [y, m, d] = [[year, 4], [month, 2], [Math.min(dayOf(day), daysInMonth(year, month)), 2]].map(([n, width]) => String(n).padStart(Number(width), '0'));
  const found = parseCivilDate(`${y}-${m}-${d}`);
  return E.isLeft(found) ? null : found.right;
};
