/** The package against the naive model, over many days; fast-check prints the seed of a failure. */
import fc from 'fast-check';

import {
  addDays, addDuration, CivilDate, computeLimit, dayOf, daysBetween, durationOf, fromEpochDay, instancesFromAnchor, isKnownDigest, isWorkingDay,
  lastWorkingDayOnOrBefore, Limit, monthOf, parseCivilDate, quarterEnd, quarterOf, quarterStart, renderTrace, rollForward, statedLimit, toEpochDay, unsafeCivilDate,
  weekday, yearOf,
} from '@frist/calendar';

import { iso, naiveEndDay, naiveNonWorking, naiveRoll, utc } from './naive-model';
import { right } from './support';

const DAY = 86_400_000;
const between = (from: string, to: string): fc.Arbitrary<CivilDate> =>
  fc.integer({ min: utc(from) / DAY, max: utc(to) / DAY }).map((n) => unsafeCivilDate(iso(n * DAY)));
const anyDate = between('0001-01-01', '9999-12-31');
const covered = between('1990-01-05', '2199-12-20');
const RUNS = { numRuns: 2000 };

describe('civil dates', () => {
  it('count as the proleptic Gregorian calendar of the host does', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const host = new Date(utc(date));
        expect(toEpochDay(date)).toBe(utc(date) / DAY);
        expect(right(fromEpochDay(toEpochDay(date)))).toBe(date);
        expect([yearOf(date), monthOf(date), dayOf(date)]).toEqual([host.getUTCFullYear(), host.getUTCMonth() + 1, host.getUTCDate()]);
        expect(weekday(date) % 7).toBe(host.getUTCDay());
      }),
      RUNS,
    );
  });

  it('add and subtract without loss, or refuse', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4_000_000, max: 4_000_000 }), (date, n) => {
        const sum = addDays(date, n);
        if (sum._tag === 'Right') {
          expect(daysBetween(date, sum.right)).toBe(n);
          expect(right(addDays(sum.right, -n))).toBe(date);
          expect(sum.right > date).toBe(n > 0);
        } else {
          const year = new Date(utc(date) + n * DAY).getUTCFullYear();
          expect(year < 1 || year > 9999).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('are exactly the texts that name a day', () => {
    const piece = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(piece, piece, piece, piece, (a, b, month, date) => {
        const text = `${a}${b}-${month}-${date}`;
        const ms = utc(text);
        const exists = !Number.isNaN(ms) && iso(ms) === text && text >= '0001';
        expect(CivilDate.is(text)).toBe(exists);
        expect(parseCivilDate(text)._tag).toBe(exists ? 'Right' : 'Left');
      }),
      RUNS,
    );
    fc.assert(fc.property(fc.anything(), (u) => expect(CivilDate.is(u)).toBe(CivilDate.decode(u)._tag === 'Right')), RUNS);
  });

  it('lie in their quarter', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const quarter = quarterOf(date);
        expect(quarterStart(quarter) <= date && date <= quarterEnd(quarter)).toBe(true);
        expect(quarter).toBe(`${date.slice(0, 4)}-Q${Math.ceil(monthOf(date) / 3)}`);
        expect(quarterOf(quarterEnd(quarter))).toBe(quarter);
      }),
      RUNS,
    );
  });
});

describe('end day, 1930:173 1 §', () => {
  const amounts = fc.oneof(
    fc.record({ unit: fc.constant('days' as const), amount: fc.integer({ min: 0, max: 800 }) }),
    fc.record({ unit: fc.constant('weeks' as const), amount: fc.integer({ min: 0, max: 120 }) }),
    fc.record({ unit: fc.constant('months' as const), amount: fc.integer({ min: 0, max: 500 }) }),
    fc.record({ unit: fc.constant('years' as const), amount: fc.integer({ min: 0, max: 80 }) }),
  );

  it('is the day the walk finds', () => {
    fc.assert(
      fc.property(between('1900-01-01', '2150-12-31'), amounts, (start, { amount, unit }) => {
        expect(right(addDuration(start, right(durationOf(amount, unit))))).toBe(naiveEndDay(start, amount, unit));
      }),
      RUNS,
    );
  });

  it('has the weekday name of the start, or its day number or the last of the month', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 600 }), (start, amount) => {
        const weeks = addDuration(start, right(durationOf(amount, 'weeks')));
        if (weeks._tag === 'Right') expect(weekday(weeks.right)).toBe(weekday(start));
        const months = addDuration(start, right(durationOf(amount, 'months')));
        if (months._tag === 'Left') return;
        const next = addDays(months.right, 1);
        const isLastOfMonth = next._tag === 'Left' || dayOf(next.right) === 1;
        expect(dayOf(months.right) === dayOf(start) || (isLastOfMonth && dayOf(months.right) < dayOf(start))).toBe(true);
      }),
      RUNS,
    );
  });

  it('instances are each counted from the anchor', () => {
    fc.assert(
      fc.property(between('2000-01-01', '2030-12-31'), fc.integer({ min: 1, max: 14 }), fc.integer({ min: 0, max: 3000 }), (anchor, months, days) => {
        const until = right(addDays(anchor, days));
        const found = right(instancesFromAnchor({ anchor, every: right(durationOf(months, 'months')), until }));
        found.forEach((date, k) => expect(date).toBe(naiveEndDay(anchor, months * k, 'months')));
        expect(naiveEndDay(anchor, months * found.length, 'months') > until).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('holidays, 1989:253 and 1930:173 2 §', () => {
  it('every day of every year covered is as the naive model has it', () => {
    const wrong: string[] = [];
    for (let ms = utc('1990-01-01'); ms <= utc('2199-12-31'); ms += DAY) {
      const date = iso(ms) as CivilDate;
      if (right(isWorkingDay(date)) === naiveNonWorking(date)) wrong.push(date);
    }
    expect(wrong).toEqual([]);
  });

  it('a limit rolls to the next working day and warns on the one before', () => {
    fc.assert(
      fc.property(covered, (date) => {
        expect(right(rollForward(date))).toBe(naiveRoll(date, 1));
        expect(right(lastWorkingDayOnOrBefore(date))).toBe(naiveRoll(date, -1));
        const limit = right(statedLimit({ day: date, roll: 'statutory' }));
        expect([limit.warnOn, limit.endDay, limit.lastPermittedDay]).toEqual([naiveRoll(date, -1), date, naiveRoll(date, 1)]);
        expect(right(statedLimit({ day: date, roll: 'none' })).lastPermittedDay).toBe(date);
      }),
      RUNS,
    );
  });

  it('a limit reads back as itself, tells every day it passed, and its digest is known', () => {
    fc.assert(
      fc.property(between('1992-01-01', '2150-01-01'), fc.integer({ min: 0, max: 60 }), fc.constantFrom('days', 'weeks', 'months'), (start, amount, unit) => {
        const plus = right(durationOf(amount, unit as 'days'));
        const limit = right(computeLimit({ start, plus, roll: 'statutory' }));
        expect(right(Limit.decode(JSON.parse(JSON.stringify(limit))))).toEqual(limit);
        expect(limit.trace.filter(({ step }) => step === 'skipped')).toHaveLength(daysBetween(limit.endDay, limit.lastPermittedDay));
        expect(renderTrace(limit.trace, 'en').at(-1)).toBe(`→ ${limit.lastPermittedDay}`);
        expect(isKnownDigest(limit.calendar)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
