/**
 * Instants: points on the time line. One canonical text (UTC, milliseconds), so that the order of strings is the
 * order of time and equal instants are equal texts.
 */
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { isCivilDate } from './civil-date';
import { textCodec } from './codec';
import { epochDayOf, isoDateOfEpochDay, startsWithDate, twoDigits, yearDigits } from './epoch-day';
import { type CalendarError, orThrow, refuse } from './error';

declare const brand: unique symbol;

/** `YYYY-MM-DDTHH:MM:SS.mmmZ`, within the Swedish days 0001-01-01 to 9999-12-31. No leap seconds. */
export type Instant = string & { readonly [brand]: 'Instant' };

const RULE = 'instant';
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** An hour before UTC's own years, since Swedish midnight comes first: every civil date has a first and a last instant. */
const first = '0000-12-31T23:00:00.000Z';
const last = '9999-12-31T22:59:59.999Z';

/** The three digits after the point; negative when they are none. */
const milliseconds = (text: string): number => {
  const [head, tail] = [twoDigits(text, 20), twoDigits(text, 21)];
  return head < 0 || tail < 0 ? -1 : head * 10 + (tail % 10);
};

const timeOk = (text: string): boolean => {
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
};

/** Whether a value is an {@link Instant}; the same answer as `Instant.is`. */
export const isInstant = (u: unknown): u is Instant =>
  typeof u === 'string' &&
  u.length === 24 &&
  u[10] === 'T' &&
  u[13] === ':' &&
  u[16] === ':' &&
  u[19] === '.' &&
  u[23] === 'Z' &&
  milliseconds(u) >= 0 &&
  timeOk(u) &&
  (startsWithDate(u) ? u <= last : u >= first && u.startsWith('0000-12-31'));

/** Milliseconds since 1970-01-01T00:00Z. */
export const instantToEpochMs = (instant: Instant): number =>
  epochDayOf(yearDigits(instant), twoDigits(instant, 5), twoDigits(instant, 8)) * DAY +
  twoDigits(instant, 11) * HOUR +
  twoDigits(instant, 14) * 60_000 +
  twoDigits(instant, 17) * 1000 +
  milliseconds(instant);

const firstMs = instantToEpochMs(first as Instant);
const lastMs = instantToEpochMs(last as Instant);
const pad = (n: number, width: number): string => `${n}`.padStart(width, '0');

/**
 * The instant that a clock gives as milliseconds since 1970-01-01T00:00Z.
 *
 * Errors: `OutOfRange` for fractions, NaN, and what lies outside the Swedish days 0001-01-01 to 9999-12-31.
 */
export const instantFromEpochMs = (ms: number): E.Either<CalendarError, Instant> => {
  if (!Number.isInteger(ms) || ms < firstMs || ms > lastMs) return refuse('OutOfRange', RULE, ms, 'a whole number of milliseconds within the years 0001–9999');
  const day = Math.floor(ms / DAY);
  const rest = ms - day * DAY;
  const time = `${pad(Math.floor(rest / HOUR), 2)}:${pad(Math.floor(rest / 60_000) % 60, 2)}:${pad(Math.floor(rest / 1000) % 60, 2)}.${pad(rest % 1000, 3)}`;
  return E.right(`${isoDateOfEpochDay(day)}T${time}Z` as Instant);
};

const FORM = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,3}))?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Parses a time with its zone, `Z` or `±hh:mm`, with or without milliseconds, and gives the canonical text.
 *
 * Errors: `InvalidInstant` (a day or hour that does not exist, a time without a zone, finer than milliseconds),
 * `OutOfRange`.
 *
 * @example parseInstant('2024-10-27T02:30:00+01:00') // Right '2024-10-27T01:30:00.000Z'
 */
export const parseInstant = (text: string): E.Either<CalendarError, Instant> => {
  if (isInstant(text)) return E.right(text);
  const form = typeof text === 'string' ? FORM.exec(text) : null;
  if (form === null) return refuse('InvalidInstant', RULE, text, 'YYYY-MM-DDTHH:MM:SS, at most milliseconds, with Z or an offset such as +01:00');
  const [, date = '', time = '', fraction = '', zone] = form;
  if (zone === undefined) return refuse('InvalidInstant', RULE, text, 'a zone: Z or an offset such as +01:00; a local time alone does not say when');
  if (!isCivilDate(date)) return refuse('InvalidInstant', RULE, text, 'a day that exists');
  const [offsetHours, offsetMinutes] = zone === 'Z' ? [0, 0] : [twoDigits(zone, 1), twoDigits(zone, 4)];
  if (!timeOk(text) || offsetHours > 23 || offsetMinutes > 59) return refuse('InvalidInstant', RULE, text, 'hours 00–23, minutes and seconds 00–59');
  const local = instantToEpochMs(`${date}T${time}.${fraction.padEnd(3, '0')}Z` as Instant);
  const offset = (offsetHours * 60 + offsetMinutes) * 60_000;
  return instantFromEpochMs(zone.startsWith('-') ? local + offset : local - offset);
};

/** The codec: the canonical text only (what is stored has one form). Encoding is the identity. */
export const Instant: t.Type<Instant, string, unknown> = textCodec('Instant', isInstant, parseInstant);

/** For literals in code; throws a `RangeError`. */
export const unsafeInstant = (text: string): Instant => orThrow(parseInstant(text));

/** −1, 0 or 1, by time. */
export const compareInstants = (a: Instant, b: Instant): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);

/**
 * So many absolute hours later (earlier when negative), whatever the clocks do: the 72 hours of GDPR art. 33.
 *
 * Errors: `OutOfRange`, also for an amount that does not come out in whole milliseconds.
 */
export const addHours = (instant: Instant, hours: number): E.Either<CalendarError, Instant> => instantFromEpochMs(instantToEpochMs(instant) + hours * HOUR);
