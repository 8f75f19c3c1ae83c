/** A fingerprint of the calendar that a date was computed with, kept beside the date for ever. */
import { createHash } from 'node:crypto';

import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { textCodec } from './codec';
import { type CalendarError, refuse } from './error';
import { holidaysOfYear } from './working-day';

declare const brand: unique symbol;

/** `se/<first year>-<last year>/sha256:<64 hex digits>`: which country's calendar, which years, what it held. */
export type CalendarDigest = string & { readonly [brand]: 'CalendarDigest' };

const RULE = 'digest';
const FORM = /^se\/\d{4}-\d{4}\/sha256:[0-9a-f]{64}$/;

const isDigest = (u: unknown): u is CalendarDigest => typeof u === 'string' && FORM.test(u) && u.slice(3, 7) <= u.slice(8, 12);

/** Reads a digest's text. Errors: `InvalidDigest`. It says nothing of whether today's calendar agrees. */
export const parseCalendarDigest = (text: string): E.Either<CalendarError, CalendarDigest> =>
  isDigest(text) ? E.right(text) : refuse('InvalidDigest', RULE, text, 'se/YYYY-YYYY/sha256: and 64 hexadecimal digits, years in order');

/** The codec. Any well-formed digest is accepted: a journal may hold one that this version does not know. */
export const CalendarDigest: t.Type<CalendarDigest, string, unknown> = textCodec('CalendarDigest', isDigest, parseCalendarDigest);

/**
 * What is hashed, and what an auditor can print: the weekly days, then a line per named holiday or eve, in date
 * order, UTF-8, each line ended by a line feed.
 *
 * Errors: `CalendarNotCovered`, `OutOfRange` when the years are in the wrong order.
 */
export const calendarListing = (fromYear: number, toYear: number): E.Either<CalendarError, string> => {
  if (!(fromYear <= toYear)) return refuse('OutOfRange', RULE, `${fromYear}-${toYear}`, 'a first year no later than the last');
  // The ends first: a range of a thousand years must not build a table before it is refused.
  for (const year of [fromYear, toYear]) {
    const end = holidaysOfYear(year);
    if (end._tag === 'Left') return end;
  }
  let lines = `non-working days, se, ${fromYear}-${toYear}\nweekly saturday\nweekly sunday\n`;
  for (let year = fromYear; year <= toYear; year += 1) {
    const holidays = holidaysOfYear(year);
    if (holidays._tag === 'Left') return holidays;
    for (const { date, id } of holidays.right) lines += `${date} ${id}\n`;
  }
  return E.right(lines);
};

const known = new Map<number, CalendarDigest>();

/**
 * The digest of the calendar for these years, both included. Kept once computed.
 *
 * Errors: `CalendarNotCovered`, `OutOfRange`.
 *
 * @example calendarDigest(2024, 2025) // Right 'se/2024-2025/sha256:…'
 */
export const calendarDigest = (fromYear: number, toYear: number): E.Either<CalendarError, CalendarDigest> => {
  const key = fromYear * 10_000 + toYear;
  const kept = known.get(key);
  if (kept !== undefined) return E.right(kept);
  const listing = calendarListing(fromYear, toYear);
  if (listing._tag === 'Left') return listing;
  const digest = `se/${fromYear}-${toYear}/sha256:${createHash('sha256').update(listing.right, 'utf8').digest('hex')}` as CalendarDigest;
  known.set(key, digest);
  return E.right(digest);
};

/**
 * The digest that the calendar as it now stands gives for the years of a journaled one. Unequal texts mean that the
 * date was computed with another calendar.
 *
 * Errors: `CalendarNotCovered` when these years are not known here at all.
 */
export const digestOfToday = (digest: CalendarDigest): E.Either<CalendarError, CalendarDigest> =>
  calendarDigest(Number(digest.slice(3, 7)), Number(digest.slice(8, 12)));

/** Whether the calendar as it now stands is the one that a journaled digest was taken of. */
export const isKnownDigest = (digest: CalendarDigest): boolean => {
  const now = digestOfToday(digest);
  return now._tag === 'Right' && now.right === digest;
};
