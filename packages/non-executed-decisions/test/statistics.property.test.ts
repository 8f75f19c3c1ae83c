/** Nobody can be singled out by statistics, also not by taking figures from each other; and nothing the acts ask for is lost. */
import fc from 'fast-check';

import { type CompiledSpell, statisticsOf, type StatisticsTable } from '@frist/non-executed-decisions';

import { left, quarter, right } from './support';

const row = fc
  .record({
    act: fc.constantFrom('SoL' as const, 'LSS' as const, null),
    category: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    heading: fc.constantFrom('new', 'not-executed', 'executed', 'closed'),
    kind: fc.constantFrom('decision', 'decision', 'interruption', 'partial'),
    days: fc.integer({ min: 90, max: 900 }),
    subject: fc.nat(25).map((n) => `subject-${n}`),
    sex: fc.constantFrom('female', 'male', 'male', null),
  })
  .map(({ category, ...more }) => ({ ...more, intervention: { category, label: `label ${category}` } }) as unknown as CompiledSpell);

/** Few kinds and often one sex, so that splits are possible; or many kinds, so that groups are small. */
const rows = fc.oneof(
  fc.array(row, { maxLength: 60 }),
  fc.array(row, { minLength: 20, maxLength: 80 }).map((all) => all.map((each) => ({ ...each, act: 'SoL' as const, intervention: { category: each.intervention.category < 'c' ? 'a' : 'b' } as never }))),
);

const counted = (all: readonly CompiledSpell[], interruption: boolean) => all.filter(({ heading, kind }) => (heading === 'new' || heading === 'not-executed') && (kind !== 'decision') === interruption);
const people = (all: readonly CompiledSpell[]): number => new Set(all.map(({ subject }) => subject)).size;

/** The rows behind each published line: by the kind that it names, and the rest for the one that names none. */
const behind = (table: StatisticsTable, all: readonly CompiledSpell[]): readonly (readonly CompiledSpell[])[] => {
  const keyOf = (act: string, category: string) => `${act} ${category}`;
  const named = new Set(table.lines.flatMap(({ acts, kind }) => (kind === undefined ? [] : [keyOf(acts[0] ?? '', kind.category)])));
  return table.lines.map(({ acts, kind }) => all.filter((each) => (kind === undefined ? !named.has(keyOf(each.act ?? 'unknown', each.intervention.category)) : keyOf(each.act ?? 'unknown', each.intervention.category) === keyOf(acts[0] ?? '', kind.category))));
};

it('no line, no sum of lines, and no difference of lines stands for fewer people than the smallest group', () => {
  let [split, dropped] = [0, 0];
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 8 }), fc.boolean(), (all, smallestGroup, splitBySex) => {
      const statistics = right(statisticsOf({ rows: all, quarter: quarter('2024-Q4') }, { smallestGroup, splitBySex }));
      if (splitBySex) statistics.splitBySex ? (split += 1) : (dropped += 1);
      for (const [table, source] of [[statistics.decisions, counted(all, false)], [statistics.interruptions, counted(all, true)]] as const) {
        const parts = behind(table, source);
        const whole = people(source);
        // Every set of lines: what is left after taking any lines from the sum is another such set.
        for (let set = 1; set < 2 ** parts.length; set += 1) {
          const together = parts.flatMap((part, i) => ((set >> i) & 1 ? part : []));
          expect(people(together) >= Math.min(smallestGroup, whole)).toBe(true);
        }
        // Where there are too few in all, one line without a kind.
        if (whole > 0 && whole < smallestGroup) expect(table.lines.map(({ kind }) => kind)).toEqual([undefined]);
        for (const [line, part] of [...table.lines.map((each, i) => [each, parts[i] ?? []] as const), [table.total, source] as const]) {
          expect(line.women === undefined).toBe(!statistics.splitBySex);
          if (line.women === undefined || line.men === undefined) continue;
          for (const sex of ['female', 'male', null]) {
            const those = people(part.filter((each) => each.sex === sex));
            expect(those === 0 || those >= smallestGroup).toBe(true);
          }
          expect([line.women, line.men]).toEqual(['female', 'male'].map((sex) => part.filter((each) => each.sex === sex).length));
        }
        // Number and time since each decision are what they are, however kinds are merged.
        expect(table.lines.flatMap(({ days }) => days).sort((a, b) => a - b)).toEqual(source.map(({ days }) => days).sort((a, b) => a - b));
        expect(table.total.count).toBe(source.length);
        expect(table.lines.map(({ count }) => count)).toEqual(parts.map((part) => part.length));
      }
      expect(statistics.splitDropped === true).toBe(splitBySex && !statistics.splitBySex);
    }),
    { numRuns: 2_000 },
  );
  expect(Math.min(split, dropped)).toBeGreaterThan(50);
});

it('the order of the rows tells nothing', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (all, splitBySex) => {
      const made = (these: readonly CompiledSpell[]) => right(statisticsOf({ rows: these, quarter: quarter('2024-Q4') }, { splitBySex }));
      expect(made([...all].reverse())).toEqual(made(all));
    }),
  );
});

it('refuses a smallest group that is none', () => {
  for (const smallestGroup of [0, -1, 1.5, NaN]) expect(left(statisticsOf({ rows: [], quarter: quarter('2024-Q4') }, { smallestGroup }))._tag).toBe('InvalidSmallestGroup');
});
