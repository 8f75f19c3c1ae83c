/** What is certain of counts, against every choice of counts that share no day. */
import fc from 'fast-check';

import type { AgreementState } from '@frist/agreements';

import { book } from './support';

const dayOf = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);

interface Told {
  readonly from: number;
  readonly length: number;
  readonly count: number | null;
}
const someCount: fc.Arbitrary<Told> = fc.record({ from: fc.nat(300), length: fc.nat(60), count: fc.option(fc.nat(9), { freq: 8 }) });

/** The largest sum of counts that share no day: tried by every choice. */
const certainOf = (counts: readonly Told[], used: ReadonlySet<number> = new Set()): number => {
  const [first, ...rest] = counts;
  if (first === undefined) return 0;
  const days = Array.from({ length: first.length + 1 }, (_, i) => first.from + i);
  const without = certainOf(rest, used);
  return days.some((day) => used.has(day)) ? without : Math.max(without, (first.count ?? 0) + certainOf(rest, new Set([...used, ...days])));
};

it('a target is met by what is certain, missed only when nothing could have met it, and undetermined in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someCount, { maxLength: 6 }), fc.integer({ min: 1, max: 25 }), async (counts, target) => {
      const one = book<AgreementState>('agreement');
      await one.tell('2023-12-01', 'registerAgreement', { name: 'Partnership', period: { from: '2024-01-01', to: '2024-12-31' } });
      await one.tell('2023-12-01', 'addTerm', { term: 'one', what: 'one', rhythm: { kind: 'counted', target, per: 'year', counted: 'calendar' } });
      for (const { from, length, count } of counts) {
        await one.tell(dayOf(from + length), 'recordCount', { term: 'one', period: { from: dayOf(from), to: dayOf(from + length) }, count: count ?? { _tag: 'unknown' } });
      }
      const known = counts.filter(({ count }) => count !== null);
      const open = counts.some((each) => each.count === null && !known.some(({ from, length }) => from <= each.from && each.from + each.length <= from + length));
      const most = known.reduce((sum, { count }) => sum + (count ?? 0), 0);
      const met = certainOf(known) >= target;
      const { counts: tally } = await one.check('2025-01-15');
      expect([tally['met-on-time'], tally.undetermined]).toEqual([met ? 1 : 0, !met && (open || most >= target) ? 1 : 0]);
      const [recorded, entailed] = await one.inLine();
      expect(recorded).toEqual(entailed);
    }),
    { numRuns: 60 },
  );
});
