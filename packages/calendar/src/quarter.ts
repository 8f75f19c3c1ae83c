/** Calendar quarters, the rhythm of the reports on non-executed decisions. */
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { type CivilDate, monthOf, yearOf } from './civil-date';
import { textCodec } from './codec';
import { daysInMonth, isoDate, yearDigits } from './epoch-day';
import { type CalendarError, orThrow, refuse } from './error';

declare const brand: unique symbol;

/** `YYYY-Qn`, years 0001–9999, n 1–4. The order of texts is the order of quarters. */
export type Quarter = string & { readonly [brand]: 'Quarter' };

const isQuarter = (u: unknown): u is Quarter => typeof u === 'string' && /^\d{4}-Q[1-4]$/.test(u) && !u.startsWith('0000');

/** Parses strictly. Errors: `InvalidQuarter`. */
export const parseQuarter = (text: string): E.Either<CalendarError, Quarter> =>
  isQuarter(text) ? E.right(text) : refuse('InvalidQuarter', 'quarter', text, 'YYYY-Q1 to YYYY-Q4');

/** The codec. Decoding is strict, encoding the identity. */
export const Quarter: t.Type<Quarter, string, unknown> = textCodec('Quarter', isQuarter, parseQuarter);

/** For literals in code; throws a `RangeError`. */
export const unsafeQuarter = (text: string): Quarter => orThrow(parseQuarter(text));

const indexOf = (quarter: Quarter): number => yearDigits(quarter) * 4 + quarter.charCodeAt(6) - 49;
const atIndex = (index: number): Quarter => {
  const year = Math.floor(index / 4);
  return `${isoDate(year, 1, 1).slice(0, 4)}-Q${index - year * 4 + 1}` as Quarter;
};
const shifted = (quarter: Quarter, by: number): E.Either<CalendarError, Quarter> => {
  const index = indexOf(quarter) + by;
  return index >= 4 && index < 40_000 ? E.right(atIndex(index)) : refuse('OutOfRange', 'quarter', quarter, 'a quarter within the years 0001–9999');
};

/** The year of a quarter. */
export const quarterYear = (quarter: Quarter): number => yearDigits(quarter);

/** The number of a quarter, 1–4. */
export const quarterNumber = (quarter: Quarter): number => quarter.charCodeAt(6) - 48;

/** The quarter that contains a date. */
export const quarterOf = (date: CivilDate): Quarter => atIndex(yearOf(date) * 4 + Math.floor((monthOf(date) - 1) / 3));

/** A quarter's first day. */
export const quarterStart = (quarter: Quarter): CivilDate => isoDate(quarterYear(quarter), quarterNumber(quarter) * 3 - 2, 1) as CivilDate;

/** A quarter's last day. */
export const quarterEnd = (quarter: Quarter): CivilDate => {
  const [year, month] = [quarterYear(quarter), quarterNumber(quarter) * 3];
  return isoDate(year, month, daysInMonth(year, month)) as CivilDate;
};

/** The quarter after. Errors: `OutOfRange` after 9999-Q4. */
export const nextQuarter = (quarter: Quarter): E.Either<CalendarError, Quarter> => shifted(quarter, 1);

/** The quarter before. Errors: `OutOfRange` before 0001-Q1. */
export const previousQuarter = (quarter: Quarter): E.Either<CalendarError, Quarter> => shifted(quarter, -1);

/**
 * All quarters from one to another, both included; none when `to` is earlier.
 *
 * @example quartersBetween(unsafeQuarter('2024-Q3'), unsafeQuarter('2025-Q1')) // ['2024-Q3', '2024-Q4', '2025-Q1']
 */
export const quartersBetween = (from: Quarter, to: Quarter): readonly Quarter[] => {
  const [first, last] = [indexOf(from), indexOf(to)];
  const quarters: Quarter[] = [];
  for (let index = first; index <= last; index += 1) quarters.push(atIndex(index));
  return quarters;
};
