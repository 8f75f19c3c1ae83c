/** The instances of a recurring duty: unfolded from the first, or looked up by their key or a day without unfolding what lies before. */
import {
  addDays, addDuration, type CivilDate, computeLimit, type Duration, durationParts, isKnownDigest, minDate, monthOf, type MonthDay, parseCivilDate, type Period, type Quarter, quarterEnd, quarterStart, statedLimit, unsafeCivilDate, yearOf,
} from '@frist/calendar';
import { failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { Due } from './due';
import type { Instance, KeyedPeriod, Recurrence, UnknownBasis, WindowTable } from './recurrence';

/** What was unfolded, and the first period that the limit left out; null where nothing was. */
export interface Unfolded<Of> {
  readonly found: readonly Of[];
  readonly leftOut: KeyedPeriod | null;
}

/** How many instances are unfolded at most. */
const most = 2_000;

/** Until when, and the window tables at hand by `id/version`. */
export interface Unfolding {
  readonly until: CivilDate;
  readonly tables: ReadonlyMap<string, WindowTable>;
}

/**
 * The instances whose period has begun by `until`, from the first. `O(number of instances)`.
 *
 * Errors: see {@link UnknownBasis}; a window missing in a table is no error but an `undated` instance.
 *
 * @example instancesOf(yearly, { until: unsafeCivilDate('2026-11-22'), tables: new Map() })
 */
export const instancesOf = (recurrence: Recurrence, unfolding: Unfolding): E.Either<UnknownBasis, readonly Instance[]> => wholly(firstInstancesOf(recurrence, unfolding));

/**
 * As {@link instancesOf}, but of more than 2 000 the first 2 000, and what was left out.
 *
 * @example firstInstancesOf(daily, { until, tables: new Map() }) // Right: { found: [2 000 instances], leftOut: { key: '2029-06-23', … } }
 */
export const firstInstancesOf = (recurrence: Recurrence, { until, tables }: Unfolding): E.Either<UnknownBasis, Unfolded<Instance>> => {
  const { due } = recurrence;
  if ((due.kind === 'after-period' || due.kind === 'on-day') && due.calendar !== undefined && !isKnownDigest(due.calendar)) {
    return E.left(failure('UnknownCalendar', 'obligations/calendar-digest', 'recurrence.due.calendar', 'the calendar that was journaled', due.calendar));
  }
  const table = due.kind === 'window-table' ? tables.get(`${due.table}/${due.version}`) : undefined;
  if (due.kind === 'window-table' && table === undefined) {
    return E.left(failure('UnknownWindowTable', 'obligations/window-table', 'recurrence.due.table', 'a window table that is still kept', `${due.table}/${due.version}`));
  }
  const periods = firstPeriodsOf(recurrence, until);
  if (E.isLeft(periods)) return periods;
  const instances: Instance[] = [];
  for (const { key, period } of periods.right.found) {
    const resolved = dueOf(recurrence, key, period, table);
    if (E.isLeft(resolved)) return resolved;
    instances.push({ key, period, due: resolved.right, ...(table?.windows[key]?.verified === false ? { unverified: true as const } : {}) });
  }
  return E.right({ found: instances, leftOut: periods.right.leftOut });
};

/**
 * The periods that have begun by `until`, from the first, whatever is due for them.
 *
 * Errors: `InstancesOutOfRange` for more than 2 000, or past the year 9999.
 */
export const periodsOf = (recurrence: Recurrence, until: CivilDate): E.Either<UnknownBasis, readonly KeyedPeriod[]> => wholly(firstPeriodsOf(recurrence, until));

/**
 * The first periods that have begun by `until`, at most `limit`, and the first that was left out.
 *
 * Errors: `InstancesOutOfRange` past the year 9999.
 */
export const firstPeriodsOf = (recurrence: Recurrence, until: CivilDate, limit: number = most): E.Either<UnknownBasis, Unfolded<KeyedPeriod>> => {
  const end = recurrence.until === undefined ? until : minDate(recurrence.until, until);
  if (recurrence.rhythm.kind === 'listed') {
    const begun = listedIn(recurrence.rhythm).filter(({ period }) => period.from <= end);
    return E.right({ found: begun.slice(0, limit), leftOut: begun[limit] ?? null });
  }
  const found: KeyedPeriod[] = [];
  for (let n = 0; ; n += 1) {
    const next = nth(recurrence, n);
    if (next === null) return outOfRange;
    if (next.period.from > end) return E.right({ found, leftOut: null });
    if (n >= limit) return E.right({ found, leftOut: next });
    found.push(next);
  }
};

/**
 * The first period that begins on a day or after it; null where there is none. What lies before is not unfolded: `O(log n)`.
 *
 * @example periodFrom(quarterly, unsafeCivilDate('2024-11-02')) // { key: '2025-Q1', … }
 */
export const periodFrom = (recurrence: Recurrence, day: CivilDate): KeyedPeriod | null => {
  if (recurrence.rhythm.kind === 'listed') return listedIn(recurrence.rhythm).find(({ period }) => period.from >= day) ?? null;
  const reached = (n: number): boolean => (nth(recurrence, n)?.period.from ?? day) >= day;
  let [low, high] = [0, 1];
  while (!reached(high)) [low, high] = [high, high * 2];
  if (reached(0)) high = 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  const found = nth(recurrence, high);
  return found === null || (recurrence.until !== undefined && found.period.from > recurrence.until) ? null : found;
};

/**
 * The period of a key; null where the duty has none by it. Looks only as far as the key's own day, however many there are.
 *
 * @example periodOfKey(quarterly, '2024-Q4')
 */
export const periodOfKey = (recurrence: Recurrence, key: string): KeyedPeriod | null => {
  if (recurrence.rhythm.kind === 'listed') return listedIn(recurrence.rhythm).find((one) => one.key === key) ?? null;
  const [year, rest = '01-01'] = [key.slice(0, 4), key.slice(5) || undefined];
  const quarter = /^Q([1-4])$/.exec(rest)?.[1];
  const first = parseCivilDate(`${year}-${quarter === undefined ? rest : `${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`}`);
  const found = E.isLeft(first) ? null : periodFrom(recurrence, first.right);
  return found?.key === key ? found : null;
};

const tooMany = E.left(failure('InstancesOutOfRange' as const, 'obligations/instances', 'until', `at most ${most} instances`));
const outOfRange = E.left(failure('InstancesOutOfRange' as const, 'obligations/instances', 'recurrence', 'days within the calendar'));

const wholly = <Of>(unfolded: E.Either<UnknownBasis, Unfolded<Of>>): E.Either<UnknownBasis, readonly Of[]> =>
  E.isLeft(unfolded) ? unfolded : unfolded.right.leftOut === null ? E.right(unfolded.right.found) : tooMany;

const listedIn = ({ instances }: Extract<Recurrence['rhythm'], { readonly kind: 'listed' }>): readonly KeyedPeriod[] => instances.map(({ instance, period }) => ({ key: instance, period }));

/** The period number `n` from the anchor, cut at the recurrence's last day; null past the calendar. */
const nth = (recurrence: Recurrence, n: number): KeyedPeriod | null => {
  const next = periodOf(recurrence, n);
  const { until } = recurrence;
  return next !== null && until !== undefined && next.period.from <= until && until < next.period.to ? { key: next.key, period: { from: next.period.from, to: until } } : next;
};

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
