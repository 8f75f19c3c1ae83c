/**
 * The days that move a time limit, as dated data. An entry is never deleted: when the law changes, the old entry gets
 * an `until` and a new one is added, so that a limit of an earlier year is still computed by the law of that year.
 */
import type { CivilDate, Weekday } from './civil-date';

/** Names a non-working day. `saturday` and `sunday` are the weekly ones. */
export type NonWorkingId =
  | 'saturday' | 'sunday' | 'midsummer-eve' | 'christmas-eve' | 'new-years-eve'
  | 'new-years-day' | 'epiphany' | 'good-friday' | 'easter-sunday' | 'easter-monday' | 'may-day' | 'ascension-day'
  | 'whit-sunday' | 'whit-monday' | 'national-day' | 'midsummer-day' | 'all-saints-day' | 'christmas-day' | 'boxing-day';

/**
 * Which day of a year is meant: a fixed one, so many days from Easter Sunday, the first such weekday on or after a
 * date ("the Saturday that falls on 20–26 June"), or a day of every week.
 */
export type DayRule =
  | { readonly kind: 'fixed'; readonly month: number; readonly day: number }
  | { readonly kind: 'easter'; readonly offset: number }
  | { readonly kind: 'weekday-from'; readonly weekday: Weekday; readonly month: number; readonly day: number }
  | { readonly kind: 'weekly'; readonly weekday: Weekday };

/**
 * One entry: what the day is called, which day it is, in force from and (inclusive) until when, and where it is said.
 * `public-holiday` is a holiday by law (1989:253); `eve` and `weekend` are only equal to one for time limits.
 */
export interface CalendarEntry {
  readonly id: NonWorkingId;
  readonly sv: string;
  readonly en: string;
  readonly group: 'public-holiday' | 'eve' | 'weekend';
  readonly day: DayRule;
  readonly from: CivilDate;
  readonly until?: CivilDate;
  readonly basis: string;
}

/**
 * The first year the calendar covers. Law (1989:253) applies from 1 January 1990 (prop. 1988/89:114); before that the
 * holidays lay in scattered provisions. The days of law (1930:173) 2 § have been today's since the wording of
 * SFS 1987:1212, earlier than that: Saturdays once counted in summer only (SFS 1961:70).
 */
export const firstCalendarYear = 1990;

/**
 * The last year the calendar covers. A choice: far enough for any retention period, near enough that nobody takes it
 * for a prophecy.
 */
export const lastCalendarYear = 2199;

const START = '1990-01-01' as CivilDate;
const HOLIDAYS = 'lag (1989:253) 1–2 §§';
const LIMITS = 'lag (1930:173) 2 §';

const holiday = (id: NonWorkingId, sv: string, en: string, day: DayRule): CalendarEntry => ({
  id, sv, en, group: 'public-holiday', day, from: START, basis: HOLIDAYS,
});
const equalToHoliday = (id: NonWorkingId, sv: string, en: string, group: 'eve' | 'weekend', day: DayRule): CalendarEntry => ({
  id, sv, en, group, day, from: START, basis: LIMITS,
});
const fixed = (month: number, day: number): DayRule => ({ kind: 'fixed', month, day });
const easter = (offset: number): DayRule => ({ kind: 'easter', offset });

/** Every entry, in force or not. Where two fall on one day (1 May and Ascension Day in 2008) the first here names it. */
export const calendarEntries: readonly CalendarEntry[] = [
  { id: 'sunday', sv: 'söndag', en: 'Sunday', group: 'public-holiday', day: { kind: 'weekly', weekday: 7 }, from: START, basis: 'lag (1989:253) 1 §' },
  equalToHoliday('saturday', 'lördag', 'Saturday', 'weekend', { kind: 'weekly', weekday: 6 }),
  holiday('new-years-day', 'nyårsdagen', "New Year's Day", fixed(1, 1)),
  holiday('epiphany', 'trettondedag jul', 'Epiphany', fixed(1, 6)),
  holiday('good-friday', 'långfredagen', 'Good Friday', easter(-2)),
  holiday('easter-sunday', 'påskdagen', 'Easter Sunday', easter(0)),
  holiday('easter-monday', 'annandag påsk', 'Easter Monday', easter(1)),
  holiday('may-day', 'första maj', 'May Day', fixed(5, 1)),
  holiday('ascension-day', 'Kristi himmelsfärdsdag', 'Ascension Day', easter(39)),
  holiday('whit-sunday', 'pingstdagen', 'Whit Sunday', easter(49)),
  { ...holiday('whit-monday', 'annandag pingst', 'Whit Monday', easter(50)), until: '2005-03-31' as CivilDate, basis: 'lag (1989:253) 1–2 §§ before lag (2004:1320)' },
  { ...holiday('national-day', 'nationaldagen', 'National Day', fixed(6, 6)), from: '2005-04-01' as CivilDate, basis: 'lag (1989:253) 1–2 §§ as worded by lag (2004:1320)' },
  holiday('midsummer-day', 'midsommardagen', 'Midsummer Day', { kind: 'weekday-from', weekday: 6, month: 6, day: 20 }),
  holiday('all-saints-day', 'alla helgons dag', "All Saints' Day", { kind: 'weekday-from', weekday: 6, month: 10, day: 31 }),
  holiday('christmas-day', 'juldagen', 'Christmas Day', fixed(12, 25)),
  holiday('boxing-day', 'annandag jul', 'Boxing Day', fixed(12, 26)),
  equalToHoliday('midsummer-eve', 'midsommarafton', 'Midsummer Eve', 'eve', { kind: 'weekday-from', weekday: 5, month: 6, day: 19 }),
  equalToHoliday('christmas-eve', 'julafton', 'Christmas Eve', 'eve', fixed(12, 24)),
  equalToHoliday('new-years-eve', 'nyårsafton', "New Year's Eve", 'eve', fixed(12, 31)),
];

const byId = new Map<string, CalendarEntry>(calendarEntries.map((entry) => [entry.id, entry]));

/** The ids of all entries. */
export const isNonWorkingId = (u: unknown): u is NonWorkingId => typeof u === 'string' && byId.has(u);

/** The name of a day in Swedish or English, as it stands in a sentence. */
export const dayName = (id: NonWorkingId, lang: 'sv' | 'en'): string => byId.get(id)?.[lang] ?? id;
