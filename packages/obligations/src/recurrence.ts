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
  digestOfToday,
  Duration,
  nextQuarter,
  type Period,
  quarterEnd,
  quarterOf,
  quarterStart,
  Roll,
  statedLimit,
  unsafeCivilDate,
  yearOf,
} from '@frist/calendar';
import { closed, type Failure, failure, nonBlank, wholeNumber } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import type { Due } from './due';
import { BasisKind } from './text';

/** After each period: its last day is day 0. Digest of the calendar of the years journaled, when dates roll. */
const AfterPeriod = closed('AfterPeriod', { kind: t.literal('after-period'), plus: Duration, roll: Roll, basis: BasisKind }, { calendar: CalendarDigest });

/** Set for each period by a table that somebody keeps, e.g. the inspectorate's windows. */
const ByTable = closed('ByTable', { kind: t.literal('window-table'), table: nonBlank(80), version: wholeNumber, basis: BasisKind });

/** No date of its own: the period's last day is when it should have happened. */
const WithinPeriod = closed('WithinPeriod', { kind: t.literal('within-period'), basis: BasisKind });

export const Recurrence = closed(
  'Recurrence',
  {
    rhythm: t.union([
      closed('CalendarRhythm', { kind: t.literal('quarter') }),
      closed('YearRhythm', { kind: t.literal('year') }),
      closed('OwnRhythm', { kind: t.literal('every'), every: Duration }),
    ]),
    /** The first period is the one that holds this day (calendar rhythms) or begins on it (own rhythm). */
    anchor: CivilDate,
    due: t.union([AfterPeriod, ByTable, WithinPeriod]),
  },
  {
    /** Last day of the last period; absent: goes on until something ends it. */
    until: CivilDate,
  },
);
export type Recurrence = t.TypeOf<typeof Recurrence>;

/** One occurrence of a recurring duty. */
export interface Instance {
  readonly key: string;
  readonly period: Period;
  readonly due: Due;
}

/** Windows by period. A version, once used, stays for ever. */
export interface WindowTable {
  readonly id: string;
  readonly version: number;
  readonly windows: Readonly<Record<string, { readonly opens: CivilDate; readonly closes: CivilDate; readonly verified: boolean }>>;
}

/** A table or calendar that was journaled is not at hand: the instances cannot be told. */
export type UnknownBasis = Failure<'UnknownWindowTable' | 'UnknownCalendar' | 'InstancesOutOfRange'>;

const most = 2_000;

/**
 * The instances whose period has begun by `until`, from the first. `O(number of instances)`.
 *
 * @example instancesOf(yearly, { until: unsafeCivilDate('2026-11-22'), tables: new Map() })
 */
export const instancesOf = (
  recurrence: Recurrence,
  { until, tables }: { readonly until: CivilDate; readonly tables: ReadonlyMap<string, WindowTable> },
): E.Either<UnknownBasis, readonly Instance[]> => {
  const { due } = recurrence;
  if (due.kind === 'after-period' && due.calendar !== undefined) {
    const today = digestOfToday(due.calendar);
    if (E.isLeft(today) || today.right !== due.calendar) {
      return E.left(failure('UnknownCalendar', 'obligations/calendar-digest', 'recurrence.due.calendar', 'the calendar that was journaled', due.calendar));
    }
  }
  const table = due.kind === 'window-table' ? tables.get(`${due.table}/${due.version}`) : undefined;
  if (due.kind === 'window-table' && table === undefined) {
    return E.left(failure('UnknownWindowTable', 'obligations/window-table', 'recurrence.due.table', 'a window table that is still kept', `${due.table}/${due.version}`));
  }
  const end = recurrence.until !== undefined && recurrence.until < until ? recurrence.until : until;
  const instances: Instance[] = [];
  for (let n = 0; ; n += 1) {
    const next = periodOf(recurrence, n);
    if (E.isLeft(next)) return next;
    const { key, period } = next.right;
    if (period.from > end) return E.right(instances);
    if (n > most) return E.left(failure('InstancesOutOfRange', 'obligations/instances', 'until', `at most ${most} instances`));
    const resolved = dueOf(recurrence, key, period, table);
    if (E.isLeft(resolved)) return resolved;
    instances.push({ key, period, due: resolved.right });
  }
};

const outOfRange = E.left(failure('InstancesOutOfRange' as const, 'obligations/instances', 'recurrence', 'days within the calendar'));

const periodOf = ({ rhythm, anchor, until }: Recurrence, n: number): E.Either<UnknownBasis, { readonly key: string; readonly period: Period }> => {
  if (rhythm.kind === 'quarter') {
    let quarter = quarterOf(anchor);
    for (let i = 0; i < n; i += 1) {
      const next = nextQuarter(quarter);
      if (E.isLeft(next)) return outOfRange;
      quarter = next.right;
    }
    return E.right({ key: quarter, period: { from: quarterStart(quarter), to: quarterEnd(quarter) } });
  }
  if (rhythm.kind === 'year') {
    const year = String(yearOf(anchor) + n).padStart(4, '0');
    return year > '9999' ? outOfRange : E.right({ key: year, period: { from: unsafeCivilDate(`${year}-01-01`), to: unsafeCivilDate(`${year}-12-31`) } });
  }
  // Always from the anchor: month steps are not associative. The period ends the day before the next begins.
  const from = times(anchor, rhythm.every, n);
  const next = times(anchor, rhythm.every, n + 1);
  if (E.isLeft(from) || E.isLeft(next)) return outOfRange;
  const to = addDays(next.right, -1);
  if (E.isLeft(to)) return outOfRange;
  return E.right({ key: from.right, period: { from: from.right, to: until !== undefined && until < to.right && from.right <= until ? until : to.right } });
};

const times = (anchor: CivilDate, every: Duration, n: number) => {
  const [, amount, unit] = /^P(\d+)([DWMY])$/.exec(every) ?? [];
  return n === 0 || amount === undefined ? E.right(anchor) : addDuration(anchor, `P${Number(amount) * n}${unit as string}` as Duration);
};

const dueOf = (recurrence: Recurrence, key: string, period: Period, table: WindowTable | undefined): E.Either<UnknownBasis, Due> => {
  const { due } = recurrence;
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
