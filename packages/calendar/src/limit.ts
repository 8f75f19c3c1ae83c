/**
 * A resolved time limit: both dates, how they were found, and the calendar they were found with. It is computed once
 * and journaled; replay reads it and never computes it again.
 */
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { addParts } from './add-duration';
import { calendarDigest, CalendarDigest } from './calendar-digest';
import { CivilDate, dayOf, yearOf } from './civil-date';
import { closedRecord } from './codec';
import { Duration, durationParts } from './duration';
import type { CalendarError } from './error';
import { TraceStep } from './trace';
import { walkToWorkingDay } from './working-day';

/**
 * `statutory`: an act whose last day a statute or regulation sets; it may be done on the next working day (1930:173
 * 2 §). `none`: conditions, limitation periods, and whatever an agency, a decision or an agreement sets.
 */
export type Roll = 'statutory' | 'none';

/** The codec. */
export const Roll: t.Type<Roll, unknown, unknown> = t.keyof({ statutory: null, none: null }, 'Roll');

/**
 * `endDay` (slutdag, 1930:173 1 §), `lastPermittedDay` (after 2 §; the same day when nothing rolls), `warnOn` (the
 * last working day on or before `endDay`), `trace` (see {@link TraceStep}), `calendar` (of the years looked up).
 */
export interface Limit {
  readonly start?: CivilDate;
  readonly plus?: Duration;
  readonly roll: Roll;
  readonly endDay: CivilDate;
  readonly lastPermittedDay: CivilDate;
  readonly warnOn: CivilDate;
  readonly trace: readonly TraceStep[];
  readonly calendar: CalendarDigest;
}

/** The codec: closed, and the dates must be in order. It does not compute the limit again. */
export const Limit: t.Type<Limit, unknown, unknown> = closedRecord(
  'Limit',
  { roll: Roll, endDay: CivilDate, lastPermittedDay: CivilDate, warnOn: CivilDate, trace: t.readonlyArray(TraceStep), calendar: CalendarDigest },
  { start: CivilDate, plus: Duration },
  ({ warnOn, endDay, lastPermittedDay }) => (warnOn <= endDay && endDay <= lastPermittedDay ? undefined : 'warnOn ≤ endDay ≤ lastPermittedDay'),
);

const resolve = (
  endDay: CivilDate,
  roll: Roll,
  trace: TraceStep[],
  from: { readonly start?: CivilDate; readonly plus?: Duration },
): E.Either<CalendarError, Limit> => {
  const back = walkToWorkingDay(endDay, -1);
  if (back._tag === 'Left') return back;
  const warnOn = back.right.day;
  const blocked = back.right.skipped[0];
  let lastPermittedDay = endDay;
  if (blocked !== undefined && roll === 'none') trace.push({ step: 'kept', ...blocked });
  if (blocked !== undefined && roll === 'statutory') {
    const forward = walkToWorkingDay(endDay, 1);
    if (forward._tag === 'Left') return forward;
    for (const passed of forward.right.skipped) trace.push({ step: 'skipped', ...passed });
    lastPermittedDay = forward.right.day;
  }
  trace.push({ step: 'last', date: lastPermittedDay });
  // The years asked: a holiday in the start year has no say in where a length of time ends.
  const digest = calendarDigest(yearOf(warnOn), yearOf(lastPermittedDay));
  if (digest._tag === 'Left') return digest;
  return E.right({ ...from, roll, endDay, lastPermittedDay, warnOn, trace, calendar: digest.right });
};

/**
 * A limit counted from a day.
 *
 * Errors: `InvalidDuration` for hours, `OutOfRange`, `CalendarNotCovered`. Basis: lag (1930:173) 1–2 §§.
 *
 * @example computeLimit({ start: unsafeCivilDate('2024-05-31'), plus: unsafeDuration('P3W'), roll: 'statutory' })
 * // Right: endDay 2024-06-21 (Midsummer Eve), lastPermittedDay 2024-06-24, warnOn 2024-06-20
 */
export const computeLimit = (rule: { readonly start: CivilDate; readonly plus: Duration; readonly roll: Roll }): E.Either<CalendarError, Limit> => {
  const { start, plus, roll } = rule;
  const parts = durationParts(plus);
  const end = addParts(start, parts);
  if (end._tag === 'Left') return end;
  const endDay = end.right;
  const counted = parts.unit === 'months' || parts.unit === 'years';
  const missing = counted && dayOf(endDay) !== dayOf(start) ? { missingDay: dayOf(start) } : {};
  return resolve(endDay, roll, [{ step: 'start', date: start }, { step: 'plus', plus, date: endDay, ...missing }], { start, plus });
};

/**
 * A limit whose day is told outright: by a statute or regulation (`statutory`), or by an agency, a decision or an
 * agreement (`none`).
 *
 * Errors: `CalendarNotCovered`. Basis: lag (1930:173) 2 §.
 *
 * @example statedLimit({ day: unsafeCivilDate('2023-01-15'), roll: 'statutory' }) // Sunday: lastPermittedDay 2023-01-16
 */
export const statedLimit = (rule: { readonly day: CivilDate; readonly roll: Roll }): E.Either<CalendarError, Limit> =>
  resolve(rule.day, rule.roll, [{ step: 'stated', date: rule.day }], {});
