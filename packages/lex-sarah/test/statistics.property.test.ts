/** Yearly statistics against an independent count, over random years told late, corrected and retracted. */
import { factsOf } from '@frist/event-sourcing';
import { completedLastIn, countYear, type LexSarahReport, shelvesOf } from '@frist/lex-sarah';
import { dutiesOnRecord } from '@frist/testing';
import fc from 'fast-check';

import { carryOut, type Deed, naiveYear, someDeed, type Told } from './model';
import { book, day, reportDuties, reportsOf } from './support';

const views = [
  [2022, '2029-12-31'],
  [2023, '2029-12-31'],
  [2024, '2029-12-31'],
  [2023, '2023-12-31'],
  [2023, '2024-01-01'],
  [2023, '2023-06-15'],
] as const;

const figures = (reports: readonly LexSarahReport[], year: number, asOf: string) => {
  const { averageDays, medianDays: _m, withinTarget: _w, targetMonths: _t, completedReceivedEarlier, measuresDue, withoutMeasures, notifiedBeforeCompleted: _n, year: _y, ...rest } = countYear(reports, { year, asOf: day(asOf) });
  expect(completedReceivedEarlier).toBe(rest.completed - rest.completedReceivedInYear);
  expect(withoutMeasures).toBe(rest.completed - rest.withMeasures);
  expect(measuresDue).toBe(rest.measuresInTime + rest.measuresLate + rest.measuresOverdue);
  return { ...rest, totalDays: Math.round((averageDays ?? 0) * rest.completed) };
};

const deed = (report: 0, what: Told['what'], on: string): Deed => ({ tell: { report, what, on: day(on), measure: 'one', due: what === 'decide' ? day('2022-12-31') : null, assessment: 'none', outcome: 'other' } });

it('an effect that is followed up again the next year was followed up in this one', async () => {
  const one = book();
  await carryOut(one, [deed(0, 'receive', '2022-01-01'), deed(0, 'decide', '2022-02-01'), deed(0, 'carry-out', '2022-03-01'), deed(0, 'effect', '2022-12-31'), deed(0, 'effect', '2023-01-01')]);
  const followed = async (asOf: string) => figures(await reportsOf(one, asOf), 2022, asOf).effectFollowedUp;
  expect([await followed('2022-12-30'), await followed('2022-12-31'), await followed('2029-12-31')]).toEqual([0, 1, 1]);
});

it('a rescheduling dated before the decision is corrected, and the date on record with it', async () => {
  const one = book();
  await carryOut(one, [deed(0, 'receive', '2022-01-05'), deed(0, 'decide', '2022-12-31'), deed(0, 'reschedule', '2022-01-06'), { redate: 2, due: day('2023-06-30') }]);
  expect(dutiesOnRecord(factsOf(await one.events('r0')))).toEqual(reportDuties(await one.state('r0')));
});

it('equal an independent count, whenever things were told and corrected', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someDeed, { minLength: 5, maxLength: 40 }), async (deeds) => {
      const one = book();
      const receive = [0, 1, 2].map((report) => ({ tell: { report, what: 'receive', on: day(['2022-03-01', '2022-12-31', '2023-01-01'][report] as string), measure: 'one', due: null, assessment: 'none', outcome: 'other' } as const }));
      const told = await carryOut(one, [...receive, ...deeds]);
      for (const [year, asOf] of views) {
        const { from: _, ...naive } = naiveYear(told, year, day(asOf));
        expect([year, asOf, figures(await reportsOf(one, asOf), year, asOf)]).toEqual([year, asOf, naive]);
      }
    }),
    { numRuns: 150 },
  );
});

it('a year’s figures do not change by what happens after it, and need only the shelves of the year', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someDeed, { minLength: 5, maxLength: 40 }), async (deeds) => {
      const one = book();
      await carryOut(one, deeds);
      for (const year of [2022, 2023, 2024]) {
        const counting = { year, asOf: day('2029-12-31') };
        const all = await reportsOf(one, '2029-12-31');
        const atItsEnd = countYear(await reportsOf(one, `${year + 1}-01-01`), counting);
        const on = async (shelves: readonly string[]) => (await one.rows<LexSarahReport>('lex-sarah', '2029-12-31', shelves)).map(({ state }) => state);
        expect(countYear(all, counting)).toEqual(atItsEnd);
        const alsoYearBefore = (await on(completedLastIn(year - 1))).length;
        expect(countYear(await on(shelvesOf(year)), { ...counting, alsoYearBefore })).toEqual(atItsEnd);
      }
    }),
    { numRuns: 60 },
  );
});

it('has on record exactly what the facts entail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someDeed, { maxLength: 30 }), async (deeds) => {
      const one = book();
      await carryOut(one, [{ tell: { report: 0, what: 'receive', on: day('2022-01-05'), measure: 'one', due: null, assessment: 'none', outcome: 'other' } }, ...deeds]);
      for (const stream of ['r0', 'r1', 'r2']) expect(dutiesOnRecord(factsOf(await one.events(stream)))).toEqual(reportDuties(await one.state(stream)));
    }),
    { numRuns: 80 },
  );
});
