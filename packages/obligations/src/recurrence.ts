/**
 * Recurring duties. Instances are counted from the anchor and named by their period: `2024-Q4`, `2025`, or the first
 * day of a period that follows no calendar. They are computed from what was journaled and from nothing newer.
 */
import {
  addDays,
  addDuration,
  CalendarDigest,
  CivilDate,
  computeLimit,
  Duration,
  durationParts,
  isKnownDigest,
  minDate,
  monthOf,
  MonthDay,
  parseCivilDate,
  Period,
  type Quarter,
  quarterEnd,
  quarterStart,
  Roll,
  statedLimit,
  unsafeCivilDate,
  yearOf,
} from '@frist/calendar';
import { closed, type Failure, failure, nonBlank, wholeNumber } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { Due } from './due';
import { BasisKind } from './text';

/** After each period: its last day is day 0. Digest of the calendar of the years journaled, when dates roll. */
const AfterPeriod = closed('AfterPeriod', { kind: t.literal('after-period'), plus: Duration, roll: Roll, basis: BasisKind }, { calendar: CalendarDigest });

/** On a day of the year: the first such day after each period. `02-29` is the last day of February. */
const OnDay = closed('OnDay', { kind: t.literal('on-day'), day: MonthDay, roll: Roll, basis: BasisKind }, { calendar: CalendarDigest });

/** Set for each period by a table that somebody keeps, e.g. the inspectorate's windows. */
const ByTable = closed('ByTable', { kind: t.literal('window-table'), table: nonBlank(80), version: wholeNumber, basis: BasisKind });

/** No date of its own: the period's last day is when it should have happened. */
const WithinPeriod = closed('WithinPeriod', { kind: t.literal('within-period'), basis: BasisKind });

const isInstanceKey = (u: unknown): u is string => typeof u === 'string' && /^\d{4}(?:-Q[1-4]|-\d\d-\d\d)?$/.test(u);

/** `2024-Q4`, `2025`, or the first day of a period of its own. Evidence belongs to an instance. */
export const InstanceKey: t.Type<string> = new t.Type<string>(
  'InstanceKey',
  isInstanceKey,
  (u, c) => (isInstanceKey(u) ? t.success(u) : t.failure(u, c, 'a period: YYYY-Qn, YYYY, or its first day YYYY-MM-DD')),
  t.identity,
);

/** One of several periods told one by one, in order; with `due` where its date is its own, such as words with two readings. */
const Listed = closed('Listed', { instance: InstanceKey, period: Period }, { due: Due });

/** A length that leads on: at least one day, week, month or year. */
const Every = new t.Type<Duration, unknown, unknown>(
  'Every',
  (u): u is Duration => Duration.is(u) && leadsOn(u),
  (u, c) => {
    const length = Duration.validate(u, c);
    return length._tag === 'Left' || leadsOn(length.right) ? length : t.failure(u, c, 'at least one day, week, month or year');
  },
  t.identity,
);

const leadsOn = (every: Duration): boolean => {
  const { amount, unit } = durationParts(every);
  return amount > 0 && unit !== 'hours';
};

/** How a duty recurs: its rhythm, where it is counted from, and when each instance is due. */
export const Recurrence = closed(
  'Recurrence',
  {
    rhythm: t.union([
      closed('CalendarRhythm', { kind: t.literal('quarter') }),
      closed('YearRhythm', { kind: t.literal('year') }),
      closed('OwnRhythm', { kind: t.literal('every'), every: Every }),
      closed('ListedRhythm', { kind: t.literal('listed'), instances: t.readonlyArray(Listed) }),
    ]),
    /** The first period is the one that holds this day (calendar rhythms) or begins on it (own rhythm). */
    anchor: CivilDate,
    due: t.union([AfterPeriod, OnDay, ByTable, WithinPeriod]),
  },
  {
    /** Last day of the last period, which is cut there; absent: goes on until something ends it. */
    until: CivilDate,
  },
);
/** How a duty recurs; see the codec. */
export type Recurrence = t.TypeOf<typeof Recurrence>;

/** One occurrence of a recurring duty. */
export interface Instance {
  readonly key: string;
  readonly period: Period;
  readonly due: Due;
  /** The window stands in a table that nobody has checked against its source. */
  readonly unverified?: true;
}

/** Windows by period. A version, once used, stays for ever. */
export interface WindowTable {
  readonly id: string;
  readonly version: number;
  readonly windows: Readonly<Record<string, { readonly opens: CivilDate; readonly closes: CivilDate; readonly verified: boolean }>>;
}

/**
 * Why instances cannot be told: a table or a calendar that was journaled is not at hand (`UnknownWindowTable`,
 * `UnknownCalendar`), or they lead beyond the calendar or are too many (`InstancesOutOfRange`).
 */
export type UnknownBasis = Failure<'UnknownWindowTable' | 'UnknownCalendar' | 'InstancesOutOfRange'>;

const most = 2_000;

/**
 * The instances whose period has begun by `until`, from the first. `O(number of instances)`.
 *
 * Errors: see {@link UnknownBasis}; a window missing in a table is no error but an `undated` instance.
 *
 * @example instancesOf(yearly, { until: unsafeCivilDate('2026-11-22'), tables: new Map() })
 */
export const instancesOf = (
  recurrence: Recurrence,
  { until, tables }: { readonly until: CivilDate; readonly tables: ReadonlyMap<string, WindowTable> },
): E.Either<UnknownBasis, readonly Instance[]> => {
  const { due } = recurrence;
  if ((due.kind === 'after-period' || due.kind === 'on-day') && due.calendar !== undefined && !isKnownDigest(due.calendar)) {
    return E.left(failure('UnknownCalendar', 'obligations/calendar-digest', 'recurrence.due.calendar', 'the calendar that was journaled', due.calendar));
  }
  const table = due.kind === 'window-table' ? tables.get(`${due.table}/${due.version}`) : undefined;
  if (due.kind === 'window-table' && table === undefined) {
    return E.left(failure('UnknownWindowTable', 'obligations/window-table', 'recurrence.due.table', 'a window table that is still kept', `${due.table}/${due.version}`));
  }
  const periods = periodsOf(recurrence, until);
  if (E.isLeft(periods)) return periods;
  const instances: Instance[] = [];
  for (const { key, period } of periods.right) {
    const resolved = dueOf(recurrence, key, period, table);
    if (E.isLeft(resolved)) return resolved;
    instances.push({ key, period, due: resolved.right, ...(table?.windows[key]?.verified === false ? { unverified: true as const } : {}) });
  }
  return E.right(instances);
};

/** A period of a recurring duty and its key. */
export interface KeyedPeriod {
  readonly key: string;
  readonly period: Period;
}

/**
 * The periods that have begun by `until`, from the first, whatever is due for them.
 *
 * Errors: `InstancesOutOfRange` for more than 2 000, or past the year 9999.
 */
export const periodsOf = (recurrence: Recurrence, until: CivilDate): E.Either<UnknownBasis, readonly KeyedPeriod[]> => {
  const end = recurrence.until === undefined ? until : minDate(recurrence.until, until);
  if (recurrence.rhythm.kind === 'listed') {
    const begun = recurrence.rhythm.instances.filter(({ period }) => period.from <= end);
    return begun.length > most ? tooMany : E.right(begun.map(({ instance, period }) => ({ key: instance, period })));
  }
  const periods: KeyedPeriod[] = [];
  for (let n = 0; ; n += 1) {
    const next = periodOf(recurrence, n);
    if (next === null) return outOfRange;
    if (next.period.from > end) return E.right(periods);
    if (n >= most) return tooMany;
    periods.push(recurrence.until !== undefined && recurrence.until < next.period.to ? { key: next.key, period: { from: next.period.from, to: recurrence.until } } : next);
  }
};

const tooMany = E.left(failure('InstancesOutOfRange' as const, 'obligations/instances', 'until', `at most ${most} instances`));
const outOfRange = E.left(failure('InstancesOutOfRange' as const, 'obligations/instances', 'recurrence', 'days within the calendar'));

const periodOf = ({ rhythm, anchor }: Recurrence, n: number): KeyedPeriod | null => {
  if (rhythm.kind === 'quarter') {
    const index = yearOf(anchor) * 4 + Math.floor((monthOf(anchor) - 1) / 3) + n;
    const quarter = `${fourDigits(Math.floor(index / 4))}-Q${(index % 4) + 1}` as Quarter;
    return index >= 40_000 ? null : { key: quarter, period: { from: quarterStart(quarter), to: quarterEnd(quarter) } };
  }
  if (rhythm.kind === 'year') {
    const year = fourDigits(yearOf(anchor) + n);
    return year.length > 4 ? null : { key: year, period: { from: unsafeCivilDate(`${year}-01-01`), to: unsafeCivilDate(`${year}-12-31`) } };
  }
  if (rhythm.kind === 'listed') return null;
  // Always from the anchor: month steps are not associative. The period ends the day before the next begins.
  const [from, next] = [times(anchor, rhythm.every, n), times(anchor, rhythm.every, n + 1)];
  if (E.isLeft(from) || E.isLeft(next)) return null;
  const to = addDays(next.right, -1);
  return E.isLeft(to) ? null : { key: from.right, period: { from: from.right, to: to.right } };
};

const fourDigits = (year: number): string => String(year).padStart(4, '0');

const times = (anchor: CivilDate, every: Duration, n: number) => {
  const { amount } = durationParts(every);
  return addDuration(anchor, `P${amount * n}${every.slice(-1)}` as Duration);
};

const dueOf = (recurrence: Recurrence, key: string, period: Period, table: WindowTable | undefined): E.Either<UnknownBasis, Due> => {
  const { due, rhythm } = recurrence;
  const own = rhythm.kind === 'listed' ? rhythm.instances.find(({ instance }) => instance === key)?.due : undefined;
  if (own !== undefined) return E.right(own);
  if (due.kind === 'on-day') {
    const day = firstAfter(period.to, due.day);
    const limit = day === null ? null : statedLimit({ day, roll: due.roll });
    return limit === null || E.isLeft(limit) ? outOfRange : E.right({ kind: 'fixed', basis: due.basis, limit: limit.right });
  }
  if (due.kind === 'after-period') {
    const limit = computeLimit({ start: period.to, plus: due.plus, roll: due.roll });
    return E.isLeft(limit) ? outOfRange : E.right({ kind: 'fixed', basis: due.basis, limit: limit.right });
  }
  if (due.kind === 'within-period') {
    const limit = statedLimit({ day: period.to, roll: 'none' });
    return E.isLeft(limit) ? outOfRange : E.right({ kind: 'window', basis: due.basis, opens: period.from, limit: limit.right });
  }
  const window = table?.windows[key];
  if (window === undefined) return E.right({ kind: 'undated', basis: due.basis, text: `no window known for ${key}` });
  const limit = statedLimit({ day: window.closes, roll: 'none' });
  return E.isLeft(limit) ? outOfRange : E.right({ kind: 'window', basis: due.basis, opens: window.opens, limit: limit.right });
};

/** The first day with this month and number after a day. */
const firstAfter = (after: CivilDate, day: MonthDay): CivilDate | null => {
  for (const year of [yearOf(after), yearOf(after) + 1]) {
    const date = parseCivilDate(`${fourDigits(year)}-${day}`);
    const found = E.isRight(date) || day !== '02-29' ? date : parseCivilDate(`${fourDigits(year)}-02-28`);
    if (E.isRight(found) && found.right > after) return found.right;
  }
  return null;
};
