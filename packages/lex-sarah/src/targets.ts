/**
 * The organisation's own targets for what the acts leave at "at once", "without delay" and "promptly". They are
 * parameters, never statutory dates; those that nobody has verified say so wherever they are shown.
 */
import { addDuration, type CivilDate, durationOf, type Duration } from '@frist/calendar';
import * as E from 'fp-ts/Either';

/** A target: so many months for something, counted from something. */
export interface Target {
  readonly what: 'investigation' | 'notification' | 'file';
  readonly from: 'report' | 'notification';
  readonly months: number;
  /** Whether it has been held against its source. */
  readonly verified: boolean;
}

/**
 * Two months, as one board's papers tell: for every investigation as the board's own target; for the notification of
 * serious cases and for the file with a starting day that nobody has told.
 */
export const defaultTargets: readonly Target[] = [
  { what: 'investigation', from: 'report', months: 2, verified: true },
  { what: 'notification', from: 'report', months: 2, verified: false },
  { what: 'file', from: 'report', months: 2, verified: false },
  { what: 'file', from: 'notification', months: 2, verified: false },
];

/** A target with the day it is counted from, and the day it comes to. */
export interface TargetInForce {
  readonly target: Target;
  readonly from: CivilDate;
  readonly length: Duration;
  readonly day: CivilDate;
}

/**
 * The target to warn on: of several readings, the one that comes first. Null where none is set.
 *
 * @param days the days that a target can be counted from
 */
export const earliestTarget = (targets: readonly Target[], what: Target['what'], days: { readonly report: CivilDate | null; readonly notification: CivilDate | null }): TargetInForce | null => {
  const readings = targets.flatMap((target): readonly TargetInForce[] => {
    const from = days[target.from];
    const length = durationOf(target.months, 'months');
    if (target.what !== what || from === null || E.isLeft(length)) return [];
    const day = addDuration(from, length.right);
    return E.isLeft(day) ? [] : [{ target, from, length: length.right, day: day.right }];
  });
  return readings.reduce<TargetInForce | null>((first, reading) => (first === null || reading.day < first.day ? reading : first), null);
};
