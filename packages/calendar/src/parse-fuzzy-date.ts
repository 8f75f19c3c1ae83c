/** From a wording in a paper to the days it allows, under the readings of an organisation. */
import * as E from 'fp-ts/Either';

import { addParts } from './add-duration';
import { addDays, type CivilDate, parseCivilDate, yearOf } from './civil-date';
import type { Confidence } from './confidence';
import { daysInMonth, isoDate, twoDigits } from './epoch-day';
import { type CalendarError, refuse } from './error';
import { combineReadings, type FuzzyDate, type FuzzyReading } from './fuzzy-date';
import { defaultFuzzyReadings, FuzzyReadings, inYear, type MonthDay, type YearSpan } from './fuzzy-readings';
import { type Bound, type Named, readWording } from './fuzzy-wording';

/**
 * What the words leave out. `year`: which year is meant when none is written. `contractYearStart`: the first day of
 * an agreement's first year; "the first quarter" and "the end of the year" then get a second reading, in the contract
 * year that begins in the year meant. `confidence` and `source`: of the paper itself, for wordings that name their
 * days outright (default `U`); what is read into vague words is always `I`.
 */
export interface FuzzyContext {
  readonly year?: number;
  readonly contractYearStart?: CivilDate;
  readonly readings?: FuzzyReadings;
  readonly confidence?: Confidence;
  readonly source?: string;
}

/** Days with the rule that gave them; `literal` when the words name the days themselves. */
interface Days {
  readonly earliest: CivilDate;
  readonly latest: CivilDate;
  readonly rule: string;
  readonly literal?: true;
}

type Result<A> = E.Either<CalendarError, A>;

const RULE = 'fuzzy-date';

const contractYear = (anchor: CivilDate, year: number): Result<readonly [start: CivilDate, end: CivilDate]> => {
  const years = year - yearOf(anchor);
  if (years < 0) return refuse('OutOfRange', RULE, year, `the agreement's first year, ${yearOf(anchor)}, or later`, 'year');
  const start = addParts(anchor, { amount: years, unit: 'years' });
  if (start._tag === 'Left') return start;
  const next = addParts(anchor, { amount: years + 1, unit: 'years' });
  const end = next._tag === 'Left' ? next : addDays(next.right, -1);
  return end._tag === 'Left' ? end : E.right([start.right, end.right]);
};

/** A span's days, counted in the months of a contract year: `04-30`, the last of the fourth month, stays the last of the fourth. */
const inContractYear = (start: CivilDate, monthDay: MonthDay, isEnd: boolean): Result<CivilDate> => {
  const [month, day] = [twoDigits(monthDay, 0), twoDigits(monthDay, 3)];
  const wholeMonth = isEnd && day >= daysInMonth(2023, month);
  const base = addParts(start, { amount: wholeMonth ? month : month - 1, unit: 'months' });
  return base._tag === 'Left' ? base : addDays(base.right, wholeMonth ? -1 : day - 1);
};

const contractSpan = (anchor: CivilDate, year: number, { from, to }: YearSpan, rule: string): Result<Days> => {
  const bounds = contractYear(anchor, year);
  if (bounds._tag === 'Left') return bounds;
  const earliest = inContractYear(bounds.right[0], from, false);
  if (earliest._tag === 'Left') return earliest;
  const latest = inContractYear(bounds.right[0], to, true);
  return latest._tag === 'Left' ? latest : E.right({ earliest: earliest.right, latest: latest.right, rule });
};

const wholeYear: YearSpan = { from: '01-01' as MonthDay, to: '12-31' as MonthDay };

const lastDays = (end: CivilDate, count: number, rule: string): Result<Days> =>
  E.map((earliest: CivilDate): Days => ({ earliest, latest: end, rule }))(addDays(end, 1 - count));

const spanIn = (year: number, { from, to }: YearSpan, rule: string): Days => ({ earliest: inYear(from, year), latest: inYear(to, year), rule });

/** Every reading of what is named, the calendar's first. */
const daysOf = (named: Named, bound: Bound, year: number, context: FuzzyContext, readings: FuzzyReadings): Result<readonly Days[]> => {
  const anchor = context.contractYearStart;
  // "2025" is a calendar year; only "the year" and a quarter may be the contract's.
  const contract = anchor === undefined || (named.year !== undefined && named.kind !== 'quarter') ? undefined : anchor;
  const both = (calendar: Days, span: YearSpan, rule: string): Result<readonly Days[]> =>
    contract === undefined ? E.right([calendar]) : E.map((second: Days) => distinct(calendar, second))(contractSpan(contract, year, span, rule));
  switch (named.kind) {
    case 'day': {
      const date = parseCivilDate(isoDate(year, named.month, named.day));
      return date._tag === 'Left' ? date : E.right([{ earliest: date.right, latest: date.right, rule: 'on', literal: true }]);
    }
    case 'month': {
      const [first, last] = [isoDate(year, named.month, 1), isoDate(year, named.month, daysInMonth(year, named.month))];
      return E.right([{ earliest: first as CivilDate, latest: last as CivilDate, rule: 'month', literal: true }]);
    }
    case 'quarter': {
      const span = readings.quarters[(['first', 'second', 'third', 'fourth'] as const)[named.number - 1] ?? 'first'];
      return both(spanIn(year, span, 'calendar-quarter'), span, 'contract-quarter');
    }
    case 'year':
      // Where a year has an edge, it is the year itself and not what the organisation takes "during" to mean.
      if (bound !== 'on') return both({ ...spanIn(year, wholeYear, 'year'), literal: true }, wholeYear, 'contract-year');
      return both(spanIn(year, readings.duringYear, 'during-year'), readings.duringYear, 'during-contract-year');
    case 'early':
      return both(spanIn(year, readings.earlyYear, 'early-year'), readings.earlyYear, 'early-contract-year');
    case 'end': {
      const calendar = lastDays(isoDate(year, 12, 31) as CivilDate, readings.endOfYear.lastDays, 'end-of-year');
      if (calendar._tag === 'Left') return calendar;
      // "By the end of the year" names its last day; "at the end" leaves to the organisation how many days that is.
      const first: Days = bound === 'on' ? calendar.right : { ...calendar.right, literal: true };
      if (contract === undefined) return E.right([first]);
      const bounds = contractYear(contract, year);
      if (bounds._tag === 'Left') return bounds;
      return E.map((second: Days) => distinct(first, second))(lastDays(bounds.right[1], readings.endOfYear.lastDays, 'end-of-contract-year'));
    }
    case 'after-summer':
      return E.right([spanIn(year, readings.afterSummer, 'after-summer')]);
    case 'winter':
      return E.right([]);
    default:
      return E.right(readings[named.kind].map((span) => spanIn(year, span, named.kind)));
  }
};

const distinct = (a: Days, b: Days): readonly Days[] => (a.earliest === b.earliest && a.latest === b.latest ? [a] : [a, b]);

/**
 * Applies "by", "before" or "by the end of". On a day they are exact. On a month, quarter or year "before" means its
 * first day, and "by" is refused unless the words say "within": "by January" may mean either end of it.
 */
const bind = (bound: Bound, named: Named, days: Days): Result<Days> | undefined => {
  const literal = days.literal === true ? { literal: days.literal } : {};
  const at = (day: CivilDate, rule: string): Days => ({ earliest: day, latest: day, rule, ...literal });
  if (bound === 'on') return E.right(days);
  if (named.kind === 'day') {
    if (bound === 'by-end') return undefined;
    if (bound === 'by') return E.right(at(days.latest, 'by'));
    return E.map((day: CivilDate) => at(day, 'before'))(addDays(days.earliest, -1));
  }
  if (bound !== 'before' && named.kind === 'end') return E.right(at(days.latest, `by-${days.rule}`));
  if (named.kind !== 'month' && named.kind !== 'quarter' && named.kind !== 'year') return undefined;
  if (bound === 'by-end' || (bound === 'by' && named.within)) return E.right(at(days.latest, `by-end-of-${days.rule}`));
  if (bound === 'before' && !named.within) return E.map((day: CivilDate) => at(day, `before-${days.rule}`))(addDays(days.earliest, -1));
  return undefined;
};

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/\d{1,2}\s*[/.]\s*\d{1,2}/, 'day and month told apart: 2020-04-03 or 3 April 2020'],
  [/as soon as possible|snarast|så snart/i, 'an outer bound as well, "… at the latest before 31 December 2019"; without one it is a soft due date'],
  [/winter|vintern/i, 'the months, since a winter belongs to two years'],
  [/\b(?:next|last|this|coming|tomorrow|nästa|förra|kommande|i år|imorgon|i morgon)\b/i, 'a wording that does not depend on the day it was written'],
  [/^\s*(?:by|senast|at the latest|before|före)\b/i, 'a day, or which end is meant: "before January 2020", "by the end of January 2020", "senast under januari 2020"'],
];

const unclear = (text: string): Result<never> =>
  refuse(
    'UnclearWording',
    RULE,
    text,
    (typeof text === 'string' ? HINTS.find(([form]) => form.test(text))?.[1] : undefined) ??
      'a date, month, quarter or year, or words such as "early 2020", "efter sommaren 2020", "senast 1 oktober 2019"',
  );

/**
 * Reads a wording in Swedish or English. All readings are kept; what is ambiguous beyond readings is refused.
 *
 * Errors: `UnclearWording` (not understood: "next week", "03/04/2020", "winter 2020", "by January 2020"),
 * `YearNotStated`, `InvalidCivilDate` (30 February), `InvalidReadings` (the parameters), `OutOfRange`.
 *
 * @example parseFuzzyDate('before 1 October', { year: 2019 }) // Right: 2019-09-30, rule 'before'
 * @example parseFuzzyDate('i början av 2020', {}) // Right: 2020-01-01 – 2020-04-30, rule 'early-year', confidence 'I'
 */
export const parseFuzzyDate = (text: string, context: FuzzyContext = {}): E.Either<CalendarError, FuzzyDate> => {
  const readings = context.readings ?? defaultFuzzyReadings;
  if (context.readings !== undefined && !FuzzyReadings.is(readings)) {
    return refuse('InvalidReadings', RULE, text, 'spans MM-DD to MM-DD within one year, and 1–365 last days', 'readings');
  }
  const wording = typeof text === 'string' ? readWording(text) : undefined;
  if (wording === undefined) return unclear(text);
  const { named, bound, soft } = wording;
  const year = named.year ?? context.year;
  if (year === undefined) return refuse('YearNotStated', RULE, text, 'the year, in the text or as context.year', 'year');
  if (!Number.isInteger(year) || year < 1 || year > 9999) return refuse('OutOfRange', RULE, year, 'a year 1–9999', 'year');
  const days = daysOf(named, bound, year, context, readings);
  if (days._tag === 'Left') return days;
  const told: FuzzyReading[] = [];
  for (const one of days.right) {
    const bounds = bind(bound, named, one);
    if (bounds === undefined) return unclear(text);
    if (bounds._tag === 'Left') return bounds;
    const { earliest, latest, rule, literal } = bounds.right;
    told.push({
      earliest,
      latest,
      rule,
      ...(soft ? { soft } : {}),
      confidence: literal === true ? (context.confidence ?? 'U') : 'I',
      ...(context.source === undefined ? {} : { source: context.source }),
    });
  }
  return told.length === 0 ? unclear(text) : combineReadings(text, told);
};
