/** The days of a recurring duty. */
import * as E from 'fp-ts/Either';

import { addParts } from './add-duration';
import type { CivilDate } from './civil-date';
import { type Duration, durationParts } from './duration';
import { type CalendarError, refuse } from './error';

/**
 * The days anchor + 0, 1, 2 … times `every`, as long as they lie on or before `until` (and within year 9999). Each is
 * counted from the anchor, never from the one before: 31 January, 29 February, 31 March – not 29 March. `first` is the
 * number of the first instance: 0 (the anchor itself, the default) or, where time begins to run at the anchor, 1.
 *
 * Errors: `InvalidDuration` when `every` is zero or in hours, or `first` is no whole number from 0.
 *
 * @example instancesFromAnchor({ anchor: unsafeCivilDate('2024-01-31'), every: unsafeDuration('P1M'), until: unsafeCivilDate('2024-03-31') })
 * // Right ['2024-01-31', '2024-02-29', '2024-03-31']
 */
export const instancesFromAnchor = (rhythm: {
  readonly anchor: CivilDate;
  readonly every: Duration;
  readonly until: CivilDate;
  readonly first?: number;
}): E.Either<CalendarError, readonly CivilDate[]> => {
  const { anchor, until, first = 0 } = rhythm;
  const { amount, unit } = durationParts(rhythm.every);
  if (amount === 0 || unit === 'hours') {
    return refuse('InvalidDuration', 'recurrence', rhythm.every, 'at least one day, week, month or year', 'every');
  }
  if (!Number.isInteger(first) || first < 0) return refuse('InvalidDuration', 'recurrence', first, 'the number of an instance, from 0', 'first');
  const days: CivilDate[] = [];
  for (let k = first; ; k += 1) {
    const day = addParts(anchor, { amount: amount * k, unit });
    // Past year 9999 is past any `until`.
    if (day._tag === 'Left' || day.right > until) return E.right(days);
    days.push(day.right);
  }
};
