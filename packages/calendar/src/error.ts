/** What can be wrong with a date, a time, a length or a wording. Errors are values; codes match by value. */
import * as E from 'fp-ts/Either';

/** The codes of {@link CalendarError}. A caller may switch on them; new ones may be added. */
export type CalendarErrorTag =
  | 'InvalidCivilDate'
  | 'InvalidInstant'
  | 'InvalidDuration'
  | 'MixedUnits'
  | 'InvalidQuarter'
  | 'InvalidPeriod'
  | 'InvalidDigest'
  | 'InvalidReadings'
  | 'OutOfRange'
  | 'AmbiguousLocalTime'
  | 'NonexistentLocalTime'
  | 'UnclearWording'
  | 'YearNotStated'
  | 'CalendarNotCovered';

/**
 * Every error of this package. `rule` names what refused (`calendar/civil-date`), `field` the member of a record
 * when there is one, `value` what was given (cut at 80 characters), `expected` what would have been accepted.
 *
 * @example { _tag: 'InvalidCivilDate', rule: 'calendar/civil-date', value: '2026-02-30', expected: 'a day that exists: 2026-02 has 28 days' }
 */
export interface CalendarError {
  readonly _tag: CalendarErrorTag;
  readonly rule: string;
  readonly field?: string;
  readonly value: string;
  readonly expected: string;
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : typeof value;
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};

/**
 * Builds an error. `rule` is given without its prefix.
 *
 * @example calendarError('InvalidQuarter', 'quarter', '2024-Q5', 'YYYY-Q1 to YYYY-Q4')
 */
export const calendarError = (
  tag: CalendarErrorTag,
  rule: string,
  value: unknown,
  expected: string,
  field?: string,
): CalendarError => ({
  _tag: tag,
  rule: `calendar/${rule}`,
  ...(field === undefined ? {} : { field }),
  value: shown(value),
  expected,
});

/** The same as a `Left`. */
export const refuse = (
  tag: CalendarErrorTag,
  rule: string,
  value: unknown,
  expected: string,
  field?: string,
): E.Either<CalendarError, never> => E.left(calendarError(tag, rule, value, expected, field));

/**
 * The value of an `Either`, or an exception that tells the error: only for what the source code itself states.
 */
export const orThrow = <A>(result: E.Either<CalendarError, A>): A => {
  if (result._tag === 'Right') return result.right;
  const { _tag, value, expected } = result.left;
  throw new RangeError(`${_tag}: '${value}'; expected ${expected}`);
};
