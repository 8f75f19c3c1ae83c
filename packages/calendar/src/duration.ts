/**
 * Lengths of time as the statutes give them: so many days, weeks, months, years or hours, never a mixture. Months
 * and days do not add up to one length, and law (1930:173) 1 § gives a rule for each unit alone.
 */
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { textCodec } from './codec';
import { type CalendarError, orThrow, refuse } from './error';

declare const brand: unique symbol;

/** ISO 8601 text with exactly one unit: `P14D`, `P3W`, `P3M`, `P1Y`, `PT72H`. Zero is allowed. */
export type Duration = string & { readonly [brand]: 'Duration' };

/** The units a {@link Duration} can have. Hours are absolute, the others civil. */
export type DurationUnit = 'days' | 'weeks' | 'months' | 'years' | 'hours';

/** A {@link Duration} taken apart. `amount` is a whole number, 0–999 999. */
export interface DurationParts {
  readonly amount: number;
  readonly unit: DurationUnit;
}

const RULE = 'duration';
const FORM = /^P(?:(0|[1-9]\d{0,5})([DWMY])|T(0|[1-9]\d{0,5})H)$/;
const UNITS: Readonly<Record<string, DurationUnit>> = { D: 'days', W: 'weeks', M: 'months', Y: 'years' };
const LETTERS: Readonly<Record<DurationUnit, (amount: number) => string>> = {
  days: (n) => `P${n}D`,
  weeks: (n) => `P${n}W`,
  months: (n) => `P${n}M`,
  years: (n) => `P${n}Y`,
  hours: (n) => `PT${n}H`,
};

const isDuration = (u: unknown): u is Duration => typeof u === 'string' && FORM.test(u);

const suggestion = (text: string): string => {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(T.*)?$/.exec(text);
  const [years, months, weeks, days] = [1, 2, 3, 4].map((i) => Number(parts?.[i] ?? 0)) as [number, number, number, number];
  // Years and months, or weeks and days, measure the same thing; months and days do not, nor days and hours.
  if (parts !== null && parts[5] === undefined && weeks + days === 0) return `one unit, as in P${years * 12 + months}M`;
  if (parts !== null && parts[5] === undefined && years + months === 0) return `one unit, as in P${weeks * 7 + days}D`;
  return 'one unit only: the law counts days, weeks, months or years, each by its own rule; state two steps if both are meant';
};

/**
 * Takes a length apart.
 *
 * Errors: `MixedUnits` (with the single unit that says the same, when there is one), `InvalidDuration` for what is
 * negative, fractional, padded, counted in minutes, or no ISO duration.
 *
 * @example parseDuration('P3W') // Right { amount: 3, unit: 'weeks' }
 * @example parseDuration('P1Y6M') // Left MixedUnits, "one unit, as in P18M"
 */
export const parseDuration = (text: string): E.Either<CalendarError, DurationParts> =>
  E.map(durationParts)(asDuration(text));

/** The same for a text that is to be kept as a {@link Duration}. Errors as for {@link parseDuration}. */
export const asDuration = (text: string): E.Either<CalendarError, Duration> => {
  if (isDuration(text)) return E.right(text);
  return typeof text === 'string' && /^P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?$/.test(text) && (text.match(/\d+/g) ?? []).length > 1
    ? refuse('MixedUnits', RULE, text, suggestion(text))
    : refuse('InvalidDuration', RULE, text, 'a whole number of one unit: P14D, P3W, P3M, P1Y or PT72H');
};

/** The parts of a length that is known to be one. */
export const durationParts = (duration: Duration): DurationParts => {
  const hours = duration.charCodeAt(1) === 84;
  const amount = Number(duration.slice(hours ? 2 : 1, -1));
  return { amount, unit: hours ? 'hours' : (UNITS[duration.slice(-1)] ?? 'days') };
};

/**
 * Puts a length together.
 *
 * Errors: `InvalidDuration` for an amount that is not a whole number 0–999 999.
 *
 * @example durationOf(3, 'months') // Right 'P3M'
 */
export const durationOf = (amount: number, unit: DurationUnit): E.Either<CalendarError, Duration> => asDuration(LETTERS[unit](amount));

/** The codec. Decoding is strict, encoding the identity. */
export const Duration: t.Type<Duration, string, unknown> = textCodec('Duration', isDuration, asDuration);

/** For literals in code; throws a `RangeError`. */
export const unsafeDuration = (text: string): Duration => orThrow(asDuration(text));
