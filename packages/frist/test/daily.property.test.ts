/** The daily history is the check of every day, however it is answered. */
import { addDays, type CivilDate, endOfSwedishDay, type Instant, swedishDay } from '@frist/calendar';
import { memoryEventStore, type RecordedEvent } from '@frist/event-sourcing';
import { timelinessValues } from '@frist/obligations';
import * as fc from 'fast-check';

import { createFrist, type DailyStanding, type Frist } from '../src';
import { board, promisesDomain, right, testClock } from './promises';
import { plus, start, step, take } from './random-history';

const daysFrom = function* (from: CivilDate, to: CivilDate): Generator<CivilDate> {
  for (let day = from; day <= to; day = right(addDays(day, 1))) yield day;
};

/** Every day's figures equal the check's, and the changes applied one after the other give where everything stands. */
const expectDaily = async (frist: Frist, from: CivilDate, to: CivilDate, knownAt: Instant | undefined, only: boolean): Promise<void> => {
  const about = only ? { board } : {};
  const told = right(await frist.daily({ from, to, ...about, ...(knownAt === undefined ? {} : { knownAt }) })());
  expect(told.map(({ day }) => day)).toEqual([...daysFrom(from, to)]);
  const standings = new Map<string, DailyStanding>();
  for (const { day, knownAt: known, counts, conditional, changes } of told) {
    expect(known).toBe(knownAt ?? endOfSwedishDay(day));
    const check = right(await frist.check({ asOf: day, knownAt: known, ...about })());
    expect({ day, counts, conditional }).toEqual({ day, counts: check.counts, conditional: check.conditional });
    for (const { obligationId, instance, from: before, to: after } of changes) {
      const key = `${obligationId}|${instance ?? ''}`;
      expect({ day, before: standings.get(key) ?? null }).toEqual({ day, before });
      if (after === null) standings.delete(key);
      else standings.set(key, after);
    }
    const applied = Object.fromEntries(timelinessValues.map((value) => [value, 0]));
    for (const { timeliness } of standings.values()) applied[timeliness] = (applied[timeliness] ?? 0) + 1;
    expect({ day, applied }).toEqual({ day, applied: counts });
  }
};

test('each day is the check of that day, as known at its end or at one instant', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), fc.nat(60), fc.boolean(), async (steps, before, only) => {
      const clock = testClock(start);
      const frist = right(createFrist({ store: memoryEventStore({ clock }), clock, domains: [promisesDomain] }));
      const recorded: RecordedEvent[] = [];
      for (const [n, next] of steps.entries()) await take(frist, clock, recorded, next, n);
      const today = swedishDay(clock());
      const [from, to] = [plus(today, -before), plus(today, 70)];
      await expectDaily(frist, from, to, undefined, only);
      await expectDaily(frist, from, to, clock(), only);
      await expectDaily(frist, plus(today, -30), today, endOfSwedishDay(plus(today, -3)), only);
    }),
    { numRuns: 40 },
  );
});

test('refuses days out of order and more than 40 years', async () => {
  const clock = testClock(start);
  const frist = right(createFrist({ store: memoryEventStore({ clock }), clock, domains: [promisesDomain] }));
  for (const [from, to] of [['2026-02-02', '2026-02-01'], ['1980-01-01', '2026-01-01'], ['2026-02-30', '2026-03-01']] as const) {
    expect(await frist.daily({ from: from as CivilDate, to: to as CivilDate })()).toMatchObject({ left: { _tag: 'InvalidQuery' } });
  }
});
