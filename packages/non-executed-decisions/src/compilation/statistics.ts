/**
 * Statistics for the council: how many, of what kind, how long since each decision; interruptions apart. No number stands
 * for fewer people than the smallest group, also not when one is taken from another. The split by sex goes first, then
 * kinds are merged; numbers and days, which the acts ask for, are never left out.
 */
import type { SubjectRef } from '@frist/event-sourcing';
import { type Failure, failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { Compilation } from './compile';
import type { CompiledSpell } from './row';
import type { Statistics, StatisticsLine, StatisticsTable } from './events';

/** How statistics are made. */
export interface StatisticsOptions {
  /** People a published group must have. Default 5; at least 1, which publishes everything. */
  readonly smallestGroup?: number;
  /** Optional practice, not asked for by the acts. Dropped where it would single somebody out. */
  readonly splitBySex?: boolean;
}

/** People a group must have where nobody says otherwise. */
export const defaultSmallestGroup = 5;

interface Group {
  readonly rows: readonly CompiledSpell[];
  readonly kind: StatisticsLine['kind'];
}

/**
 * Counted are the spells new in the quarter, whatever their state, and those still not executed: each once at least, and
 * again for every quarter at whose end it stands. Those reported earlier and now executed or closed are not.
 *
 * Basis: 16 kap. 6 h § SoL (2001:453), 34 kap. 3 § SoL (2025:400), 28 h § LSS; OSL 26 kap. 1 § for the merging (I).
 *
 * Errors: `InvalidSmallestGroup`.
 *
 * @example statisticsOf(compilation, { smallestGroup: 5 })
 */
export const statisticsOf = (compilation: Pick<Compilation, 'rows' | 'quarter'>, { smallestGroup = defaultSmallestGroup, splitBySex = false }: StatisticsOptions = {}): E.Either<Failure<'InvalidSmallestGroup'>, Statistics> => {
  if (!Number.isSafeInteger(smallestGroup) || smallestGroup < 1) {
    return E.left(failure('InvalidSmallestGroup', 'non-executed-decisions/statistics', 'smallestGroup', 'a whole number, 1 or more', String(smallestGroup)));
  }
  const counted = compilation.rows.filter(({ heading }) => heading === 'new' || heading === 'not-executed');
  const tables = [counted.filter(({ kind }) => kind === 'decision'), counted.filter(({ kind }) => kind !== 'decision')].map((rows) => merged(groupsOf(rows), smallestGroup));
  // Both tables or neither: what one shows split could be taken from what the other does not.
  const split = splitBySex && tables.every(({ groups, rows }) => [...groups.map((group) => group.rows), rows].every((part) => canBeSplit(part, smallestGroup)));
  const [decisions, interruptions] = tables.map(({ groups, rows }): StatisticsTable => ({ lines: groups.map((group) => lineOf(group.rows, split, group.kind)), total: lineOf(rows, split) })) as [StatisticsTable, StatisticsTable];
  return E.right({
    quarter: compilation.quarter,
    smallestGroup,
    splitBySex: split,
    decisions,
    interruptions,
    ...(splitBySex && !split ? { splitDropped: true as const } : {}),
    ...(tables.some(({ groups }) => groups.some(({ kind }) => kind === undefined)) ? { merged: true as const } : {}),
  });
};

const peopleIn = (rows: readonly CompiledSpell[]): number => new Set<SubjectRef>(rows.map(({ subject }) => subject)).size;

const groupsOf = (rows: readonly CompiledSpell[]): readonly Group[] => {
  const byKind = new Map<string, CompiledSpell[]>();
  for (const row of rows) {
    const key = `${row.act ?? 'unknown'} ${row.intervention.category}`;
    const others = byKind.get(key);
    if (others === undefined) byKind.set(key, [row]);
    else others.push(row);
  }
  return [...byKind.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, all]) => ({ rows: all, kind: labelled(all) }));
};

/** The kind with the first of its labels, so that the order of rows tells nothing. */
const labelled = (rows: readonly CompiledSpell[]): StatisticsLine['kind'] => {
  const label = rows.flatMap(({ intervention }) => intervention.label ?? []).sort()[0];
  return rows[0] === undefined ? undefined : { category: rows[0].intervention.category, ...(label === undefined ? {} : { label }) };
};

/** Kinds of too few people become one group; as long as that has too few itself, the smallest of the others joins it. */
const merged = (groups: readonly Group[], smallest: number): { readonly groups: readonly Group[]; readonly rows: readonly CompiledSpell[] } => {
  const rows = groups.flatMap((group) => group.rows);
  const shown = [...groups].filter((group) => peopleIn(group.rows) >= smallest);
  const joined = groups.filter((group) => !shown.includes(group));
  while (joined.length > 0 && shown.length > 0 && peopleIn(joined.flatMap((group) => group.rows)) < smallest) {
    const next = shown.reduce((least, group) => (peopleIn(group.rows) < peopleIn(least.rows) ? group : least));
    shown.splice(shown.indexOf(next), 1);
    joined.push(next);
  }
  const others = joined.flatMap((group) => group.rows);
  return { rows, groups: others.length === 0 ? shown : [...shown, { rows: others, kind: undefined }] };
};

/** Whether women, men, and those whose sex is not told are each nobody or enough people; they can be told from the sum. */
const canBeSplit = (rows: readonly CompiledSpell[], smallest: number): boolean =>
  (['female', 'male', null] as const).every((sex) => {
    const people = peopleIn(rows.filter((row) => row.sex === sex));
    return people === 0 || people >= smallest;
  });

const lineOf = (rows: readonly CompiledSpell[], split: boolean, kind?: StatisticsLine['kind']): StatisticsLine => ({
  acts: [...new Set(rows.map(({ act }) => act ?? ('unknown' as const)))].sort(),
  count: rows.length,
  days: rows.map(({ days }) => days).sort((a, b) => a - b),
  ...(kind === undefined ? {} : { kind }),
  ...(split ? { women: rows.filter(({ sex }) => sex === 'female').length, men: rows.filter(({ sex }) => sex === 'male').length } : {}),
});
