/** What counts come to: what is certain of them, and what they may be at most. */
import type { Period } from '@frist/calendar';
import { isExact } from '@frist/obligations';

import type { AgreementFact, AgreementState } from './state';

type Count = AgreementFact<'recordCount'>;
type Exact = Pick<Count, 'period' | 'event'> & { readonly count: number };

const exactOf = (counts: readonly Count[]): readonly Exact[] => counts.flatMap(({ period, event, count }) => (isExact(count) ? [{ period, event, count }] : []));

const isWithin = (inner: Period, outer: Period): boolean => inner.from >= outer.from && inner.to <= outer.to;

/** The largest sum of counts of which no two have a day in common. */
const certainOf = (counts: readonly Exact[]): number => {
  const inOrder = [...counts].sort((a, b) => (a.period.to < b.period.to ? -1 : a.period.to > b.period.to ? 1 : 0));
  const best: number[] = [];
  inOrder.forEach(({ period, count }, i) => {
    const before = inOrder.findLastIndex((other, j) => j < i && other.period.to < period.from);
    best.push(Math.max(best[i - 1] ?? 0, count + (best[before] ?? 0)));
  });
  return best.at(-1) ?? 0;
};

const sumOf = (counts: readonly Exact[]): number => counts.reduce((sum, { count }) => sum + count, 0);

/** What has been counted in a period. */
export interface Counted {
  /** The largest sum of known counts that share no day: what was counted twice is not two. */
  readonly certain: number;
  /** All known counts added; null while a count is unknown whose days no known count covers. */
  readonly most: number | null;
}

/**
 * What has been counted of a term in the days that lie wholly within a period. Unknown is never 0, and counts of the same days
 * are never added as if they were certain. `O(n²)` in the counts of the period.
 *
 * @example countIn(state, 'activities', { from, to }) // 70 of January–June and 100 of the year: { certain: 100, most: 170 }
 */
export const countIn = ({ counts }: Pick<AgreementState, 'counts'>, term: string, period: Period): Counted => {
  const own = counts.filter((count) => count.term === term && isWithin(count.period, period));
  const known = exactOf(own);
  const open = own.some(({ count, period: days }) => !isExact(count) && !known.some((other) => isWithin(days, other.period)));
  return { certain: certainOf(known), most: open ? null : sumOf(known) };
};

/** Known counts of one term that have days in common, directly or through others between them. */
export interface Overlap {
  readonly certain: number;
  readonly most: number;
  readonly events: readonly Count['event'][];
}

/** Where the known counts of a term contradict each other, by their days: never two for the same day. */
export const overlapsOf = ({ counts }: Pick<AgreementState, 'counts'>, term: string): readonly Overlap[] => {
  const groups: { until: string; readonly own: Exact[] }[] = [];
  for (const count of exactOf(counts.filter((each) => each.term === term)).toSorted((a, b) => (a.period.from < b.period.from ? -1 : a.period.from > b.period.from ? 1 : 0))) {
    const last = groups.at(-1);
    if (last === undefined || last.until < count.period.from) groups.push({ until: count.period.to, own: [count] });
    else {
      last.own.push(count);
      if (last.until < count.period.to) last.until = count.period.to;
    }
  }
  return groups.filter(({ own }) => own.length > 1).map(({ own }) => ({ certain: certainOf(own), most: sumOf(own), events: own.map(({ event }) => event) }));
};
