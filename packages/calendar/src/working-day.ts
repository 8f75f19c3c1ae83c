/** Which days move a limit: law (1930:173) 2 § over law (1989:253), looked up in a table per year. */
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';

import { type CivilDate, toEpochDay, yearOf } from './civil-date';
import { easterSunday } from './easter';
import { epochDayOf, isoDateOfEpochDay, weekdayOfEpochDay } from './epoch-day';
import { type CalendarError, refuse } from './error';
import { type CalendarEntry, calendarEntries, firstCalendarYear, lastCalendarYear, type NonWorkingId } from './holidays';

/** A day that moves a limit, with its names in a sentence. */
export interface NonWorkingDay {
  readonly id: NonWorkingId;
  readonly sv: string;
  readonly en: string;
}

/** A named holiday or eve on its date. */
export interface DatedHoliday extends NonWorkingDay {
  readonly date: CivilDate;
  readonly group: 'public-holiday' | 'eve';
}

interface YearTable {
  /** Named days in date order. Two entries may share a date. */
  readonly listed: readonly DatedHoliday[];
  readonly named: ReadonlyMap<string, DatedHoliday>;
}

const tables = new Map<number, YearTable>();
const [sunday, saturday] = ['sunday', 'saturday'].map((id) => asDay(calendarEntries.find((entry) => entry.id === id) as CalendarEntry)) as [
  NonWorkingDay,
  NonWorkingDay,
];

function asDay({ id, sv, en }: NonWorkingDay): NonWorkingDay {
  return { id, sv, en };
}

const epochDayIn = (year: number, { day }: CalendarEntry): number | undefined => {
  switch (day.kind) {
    case 'fixed':
      return epochDayOf(year, day.month, day.day);
    case 'easter':
      return easterSunday(year) + day.offset;
    case 'weekday-from': {
      const first = epochDayOf(year, day.month, day.day);
      return first + ((day.weekday - weekdayOfEpochDay(first) + 7) % 7);
    }
    case 'weekly':
      return undefined;
  }
};

const buildTable = (year: number): YearTable => {
  const listed: DatedHoliday[] = [];
  for (const entry of calendarEntries) {
    const epochDay = epochDayIn(year, entry);
    if (epochDay === undefined || entry.group === 'weekend') continue;
    const date = isoDateOfEpochDay(epochDay) as CivilDate;
    if (date < entry.from || (entry.until !== undefined && date > entry.until)) continue;
    listed.push({ date, ...asDay(entry), group: entry.group });
  }
  listed.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const named = new Map<string, DatedHoliday>();
  for (const day of listed) if (!named.has(day.date)) named.set(day.date, day);
  return { listed, named };
};

/** Built once a year and kept: at most {@link lastCalendarYear} − {@link firstCalendarYear} + 1 small tables. */
const tableOf = (year: number): YearTable | undefined => {
  const known = tables.get(year);
  if (known !== undefined) return known;
  if (!Number.isInteger(year) || year < firstCalendarYear || year > lastCalendarYear) return undefined;
  const built = buildTable(year);
  tables.set(year, built);
  return built;
};

const notCovered = (value: unknown): E.Either<CalendarError, never> =>
  refuse('CalendarNotCovered', 'holidays', value, `a year ${firstCalendarYear}–${lastCalendarYear}: no other year's holidays are known here`);

/** `null`: a working day. `undefined`: a year that is not covered, which must never pass for "no holiday". */
const lookUp = (date: string, epochDay: number, year: number): NonWorkingDay | null | undefined => {
  const table = tableOf(year);
  if (table === undefined) return undefined;
  const day = weekdayOfEpochDay(epochDay);
  if (day === 7) return sunday;
  if (day === 6) return saturday;
  return table.named.get(date) ?? null;
};

const find = (date: CivilDate): NonWorkingDay | null | undefined => lookUp(date, toEpochDay(date), yearOf(date));

/**
 * The named holidays and eves of a year in date order (not the ordinary Saturdays and Sundays).
 *
 * Errors: `CalendarNotCovered`. Basis: lag (1989:253) 1–2 §§, lag (1930:173) 2 §.
 */
export const holidaysOfYear = (year: number): E.Either<CalendarError, readonly DatedHoliday[]> => {
  const table = tableOf(year);
  return table === undefined ? notCovered(year) : E.right(table.listed);
};

/**
 * The public holiday (allmän helgdag) on a date: the named ones, and every other Sunday. Eves and Saturdays are none.
 *
 * Errors: `CalendarNotCovered`. Basis: lag (1989:253) 1 §.
 */
export const publicHoliday = (date: CivilDate): E.Either<CalendarError, O.Option<NonWorkingDay>> => {
  const table = tableOf(yearOf(date));
  if (table === undefined) return notCovered(date);
  const named = table.named.get(date);
  if (named !== undefined && named.group === 'public-holiday') return E.right(O.some(asDay(named)));
  return E.right(weekdayOfEpochDay(toEpochDay(date)) === 7 ? O.some(sunday) : O.none);
};

/**
 * Why no limit set by statute ends on this date, if none does: Sunday, Saturday, another public holiday, Midsummer
 * Eve, Christmas Eve or New Year's Eve. A holiday on a weekend is told by its weekday.
 *
 * Errors: `CalendarNotCovered`. Basis: lag (1930:173) 2 §.
 *
 * @example nonWorking(unsafeCivilDate('2024-06-21')) // Right Some { id: 'midsummer-eve', sv: 'midsommarafton', … }
 */
export const nonWorking = (date: CivilDate): E.Either<CalendarError, O.Option<NonWorkingDay>> => {
  const day = find(date);
  return day === undefined ? notCovered(date) : E.right(O.fromNullable(day));
};

/** Whether {@link nonWorking} has nothing to say. Errors: `CalendarNotCovered`. */
export const isWorkingDay = (date: CivilDate): E.Either<CalendarError, boolean> => {
  const day = find(date);
  return day === undefined ? notCovered(date) : E.right(day === null);
};

/** The walk to a working day, with the days passed over in order. `step` is 1 or −1. */
export const walkToWorkingDay = (
  start: CivilDate,
  step: 1 | -1,
): E.Either<CalendarError, { readonly day: CivilDate; readonly skipped: readonly { readonly date: CivilDate; readonly day: NonWorkingId }[] }> => {
  const skipped: { date: CivilDate; day: NonWorkingId }[] = [];
  let date = start;
  for (let epochDay = toEpochDay(start); ; epochDay += step) {
    const found = lookUp(date, epochDay, yearOf(date));
    if (found === undefined) return notCovered(date);
    if (found === null) return E.right({ day: date, skipped });
    skipped.push({ date, day: found.id });
    date = isoDateOfEpochDay(epochDay + step) as CivilDate;
  }
};

/**
 * The last day on which an act may be done when statute sets `date`: itself, or the next working day (nästa vardag).
 *
 * Errors: `CalendarNotCovered`. Basis: lag (1930:173) 2 §; only for acts, only for dates set by statute or regulation.
 *
 * @example rollForward(unsafeCivilDate('2024-12-24')) // Right '2024-12-27'
 */
export const rollForward = (date: CivilDate): E.Either<CalendarError, CivilDate> => E.map(({ day }: { day: CivilDate }) => day)(walkToWorkingDay(date, 1));

/** The day itself, or the nearest working day before it. Errors: `CalendarNotCovered`. */
export const lastWorkingDayOnOrBefore = (date: CivilDate): E.Either<CalendarError, CivilDate> =>
  E.map(({ day }: { day: CivilDate }) => day)(walkToWorkingDay(date, -1));
