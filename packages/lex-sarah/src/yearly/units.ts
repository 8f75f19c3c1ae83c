/** Reports by unit, then and now; and small groups put together, so that nobody is singled out where everybody may read. */
import type { CivilDate } from '@frist/calendar';

import type { UnitThenAndNow } from '../organisation/units';
import type { LexSarahReport } from '../report/report';

/** Finds what became of a unit since a day. */
export type FollowUnit = (then: string, on: CivilDate) => UnitThenAndNow;

/** Reports received, of one unit. */
export interface UnitCount extends UnitThenAndNow {
  readonly reportingUnit: string | null;
  readonly count: number;
}

type Received = NonNullable<LexSarahReport['received']>;

/** Counts by unit as called then, unit now and reporting unit, in order of area and name. */
export const countByUnit = (received: readonly Received[], follow: FollowUnit): readonly UnitCount[] => {
  const counts = new Map<string, UnitCount>();
  for (const { unit, reportingUnit = null, on } of received) {
    const found = follow(unit, on);
    const key = JSON.stringify([found.area ?? '\uffff', found.now ?? found.then, found.then, found.now === null, reportingUnit]);
    counts.set(key, { ...found, reportingUnit, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
};

/** A unit as it is called now, or was called last. */
export interface OpenCount {
  readonly area: string | null;
  readonly unit: string;
  readonly count: number;
}

/**
 * Counts that anybody may read: by unit now, those below `smallest` together as `others`. One unit alone is never `others`,
 * nor are fewer than `smallest` reports, since either could be told by subtraction; the next smallest joins them.
 */
export const openCounts = (counts: readonly UnitCount[], smallest: number): { readonly units: readonly OpenCount[]; readonly others: number } => {
  const byUnit = new Map<string, OpenCount>();
  for (const { area, now, then, count } of counts) {
    const unit = now ?? then;
    const key = JSON.stringify([area, unit]);
    byUnit.set(key, { area, unit, count: (byUnit.get(key)?.count ?? 0) + count });
  }
  const rising = [...byUnit.values()].sort((a, b) => a.count - b.count);
  let hidden = rising.filter(({ count }) => count < smallest).length;
  const others = (): number => rising.slice(0, hidden).reduce((sum, { count }) => sum + count, 0);
  if (hidden > 0) while (hidden < rising.length && (hidden < 2 || others() < smallest)) hidden += 1;
  const shown = new Set(rising.slice(hidden));
  return { units: [...byUnit.values()].filter((unit) => shown.has(unit)), others: others() };
};
