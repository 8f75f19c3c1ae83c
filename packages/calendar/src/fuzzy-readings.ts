/** How an organisation reads the vague words of its papers: parameters, every one of them an interpretation. */
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import type { CivilDate } from './civil-date';
import { closedRecord } from './codec';
import { daysInMonth, isoDate, twoDigits } from './epoch-day';
import { type CalendarError, refuse } from './error';

declare const brand: unique symbol;

/** A day of any year, `MM-DD`. `02-29` means the last day of February. */
export type MonthDay = string & { readonly [brand]: 'MonthDay' };

const isMonthDay = (u: unknown): u is MonthDay => {
  if (typeof u !== 'string' || !/^\d{2}-\d{2}$/.test(u)) return false;
  const [month, day] = [twoDigits(u, 0), twoDigits(u, 3)];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(2024, month);
};

/** The codec. */
export const MonthDay: t.Type<MonthDay, string, unknown> = new t.Type<MonthDay, string, unknown>(
  'MonthDay',
  isMonthDay,
  (u, c) => (isMonthDay(u) ? t.success(u) : t.failure(u, c, 'a day of the year as MM-DD')),
  t.identity as (a: MonthDay) => string,
);

/** From and to within one year, both included. */
export interface YearSpan {
  readonly from: MonthDay;
  readonly to: MonthDay;
}

/** The codec: closed, and in order. */
export const YearSpan: t.Type<YearSpan, unknown, unknown> = closedRecord('YearSpan', { from: MonthDay, to: MonthDay }, {}, ({ from, to }) =>
  from <= to ? undefined : 'from ≤ to within one year',
);

/**
 * Builds a span. Errors: `InvalidReadings`.
 *
 * @example yearSpan('01-01', '03-31')
 */
export const yearSpan = (from: string, to: string): E.Either<CalendarError, YearSpan> => {
  const built: unknown = { from, to };
  return YearSpan.is(built) ? E.right(built) : refuse('InvalidReadings', 'fuzzy-readings', `${from} – ${to}`, 'two days of one year as MM-DD, in order');
};

/**
 * What the words stand for. A season may have several readings, for papers mean both the months and the half-year
 * term; an empty list refuses the word. `endOfYear.lastDays` says how many of the year's last days are meant.
 * Winter has no parameter: it belongs to two years.
 */
export interface FuzzyReadings {
  readonly earlyYear: YearSpan;
  readonly duringYear: YearSpan;
  readonly afterSummer: YearSpan;
  readonly quarters: { readonly first: YearSpan; readonly second: YearSpan; readonly third: YearSpan; readonly fourth: YearSpan };
  readonly endOfYear: { readonly lastDays: number };
  readonly spring: readonly YearSpan[];
  readonly summer: readonly YearSpan[];
  readonly autumn: readonly YearSpan[];
}

const LastDays = new t.Type<number, number, unknown>(
  'LastDays',
  (u): u is number => Number.isInteger(u) && (u as number) >= 1 && (u as number) <= 365,
  (u, c) => (Number.isInteger(u) && (u as number) >= 1 && (u as number) <= 365 ? t.success(u as number) : t.failure(u, c, 'whole days, 1–365')),
  t.identity,
);

const spans = t.readonlyArray(YearSpan);

/** The codec, for an organisation's configuration. */
export const FuzzyReadings: t.Type<FuzzyReadings, unknown, unknown> = closedRecord('FuzzyReadings', {
  earlyYear: YearSpan,
  duringYear: YearSpan,
  afterSummer: YearSpan,
  quarters: closedRecord('Quarters', { first: YearSpan, second: YearSpan, third: YearSpan, fourth: YearSpan }),
  endOfYear: closedRecord('EndOfYear', { lastDays: LastDays }),
  spring: spans,
  summer: spans,
  autumn: spans,
});

const span = (from: string, to: string): YearSpan => ({ from: from as MonthDay, to: to as MonthDay });

/**
 * The defaults: early = January–April, during = the whole year, after the summer = September–October, quarters as in
 * the calendar, the end of the year = its last day; spring and autumn as months and as terms, summer June–August.
 */
export const defaultFuzzyReadings: FuzzyReadings = {
  earlyYear: span('01-01', '04-30'),
  duringYear: span('01-01', '12-31'),
  afterSummer: span('09-01', '10-31'),
  quarters: { first: span('01-01', '03-31'), second: span('04-01', '06-30'), third: span('07-01', '09-30'), fourth: span('10-01', '12-31') },
  endOfYear: { lastDays: 1 },
  spring: [span('03-01', '05-31'), span('01-01', '06-30')],
  summer: [span('06-01', '08-31')],
  autumn: [span('09-01', '11-30'), span('07-01', '12-31')],
};

/** The day of a year, 1–9999; 29 February becomes the 28th where there is none. */
export const inYear = (monthDay: MonthDay, year: number): CivilDate => {
  const month = twoDigits(monthDay, 0);
  return isoDate(year, month, Math.min(twoDigits(monthDay, 3), daysInMonth(year, month))) as CivilDate;
};
