/** Every computed case that is a matter of the calendar alone, from the stored file and the shared one if it is there. */
import {
  addDays, addDuration, computeLimit, type DurationUnit, durationOf, nonWorking, quarterOf, rollForward, statedLimit, weekday, yearOf,
} from '@frist/calendar';

import { day, left, length, right, vectorFiles } from './support';

interface Case {
  readonly id: string;
  readonly op: string;
  readonly why: string;
  readonly start: string;
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly day: string;
  readonly endDay: string;
  readonly lastPermittedDay: string;
  readonly lastDay: string;
  readonly overdueFrom: string;
  readonly firstReportingQuarter: string;
  readonly stated: string;
  readonly rolls: boolean;
  readonly expected: string;
}

const plus = (start: string, text: string): string => right(addDuration(day(start), length(text)));

/** The cases told in words. `undefined`: no matter of the calendar (fees, identity numbers, what is reportable). */
const toldInWords: Readonly<Record<string, ((c: Case) => string) | undefined>> = {
  E20: ({ start }) => plus(start, 'P2Y'),
  // A condition of six months: the request is allowed from the day after they have passed.
  F01: ({ start }) => `request allowed from ${right(addDays(day(plus(start, 'P6M')), 1))}`,
  F02: ({ start }) => `request allowed from ${right(addDays(day(plus(start, 'P6M')), 1))}`,
  F03: ({ start }) => plus(start, 'P6M'),
  F04: ({ start }) => plus(start, 'P6M'),
  G02: ({ start }) => disposal(start),
  G03: ({ start }) => disposal(start),
  G05: ({ start }) => plus(start, 'P5Y'),
  G06: ({ start }) => `not before ${plus(start.slice(5, 15), 'P30Y')}`,
  // No 29 February 2042: the careful choice is the day after the one that 1 § would give.
  G08: ({ start }) => `not before ${right(addDays(day(plus(start.slice(5), 'P30Y')), 1))}`,
};

const disposal = (start: string): string => {
  const arises = day(plus(start, 'P5Y'));
  return `duty arises ${arises}; finished by ${yearOf(arises) + 1}-12-31`;
};

const notOfTheCalendar = new Set(['E22', 'E24', 'G07', 'J01', 'J03', 'J06', 'J07']);

describe.each(vectorFiles('deadlines.json'))('deadlines.json, %s', (where, content) => {
  const { cases } = content as { readonly cases: readonly Case[] };
  const of = (op: string): readonly Case[] => cases.filter((c) => c.op === op);

  it.each(of('endDay'))('$id end day: $why', ({ start, amount, unit, endDay }) => {
    expect(right(addDuration(day(start), right(durationOf(amount, unit))))).toBe(endDay);
  });

  it.each(of('rollForward'))('$id roll forward: $why', (c) => {
    expect(right(rollForward(day(c.day)))).toBe(c.lastPermittedDay);
    expect(right(statedLimit({ day: day(c.day), roll: 'statutory' })).lastPermittedDay).toBe(c.lastPermittedDay);
    expect(right(statedLimit({ day: day(c.day), roll: 'none' })).lastPermittedDay).toBe(c.day);
  });

  it.each(of('statutoryDeadline'))('$id statutory limit: $why', ({ start, amount, unit, endDay, lastPermittedDay }) => {
    const limit = right(computeLimit({ start: day(start), plus: right(durationOf(amount, unit)), roll: 'statutory' }));
    expect([limit.endDay, limit.lastPermittedDay]).toEqual([endDay, lastPermittedDay]);
  });

  it.each(of('nonExecutedDecisionClock'))('$id three months, a condition: $why', ({ start, lastDay, overdueFrom, firstReportingQuarter }) => {
    const limit = right(computeLimit({ start: day(start), plus: length('P3M'), roll: 'none' }));
    expect([limit.endDay, limit.lastPermittedDay]).toEqual([lastDay, lastDay]);
    expect(right(addDays(limit.lastPermittedDay, 1))).toBe(overdueFrom);
    expect(quarterOf(limit.endDay)).toBe(firstReportingQuarter);
  });

  it.each(of('grantDate'))('$id stated date: $why', ({ stated, rolls, lastPermittedDay }) => {
    expect(right(statedLimit({ day: day(stated), roll: rolls ? 'statutory' : 'none' })).lastPermittedDay).toBe(lastPermittedDay);
  });

  it.each(of('other').filter(({ id }) => toldInWords[id] !== undefined))('$id in words: $why', (c) => {
    expect(toldInWords[c.id]?.(c)).toBe(c.expected);
  });

  it('leaves no case aside without saying so', () => {
    const known = new Set(['endDay', 'rollForward', 'statutoryDeadline', 'nonExecutedDecisionClock', 'grantDate', 'other']);
    const aside = cases.filter(({ id, op }) => !known.has(op) || (op === 'other' && toldInWords[id] === undefined));
    // The shared file may grow; the stored one is held to the letter.
    if (where === 'stored') expect(aside.map(({ id }) => id)).toEqual([...notOfTheCalendar]);
    expect(cases.length).toBeGreaterThan(aside.length);
  });
});

describe.each(vectorFiles('non-working-weekdays-2019-2030.json'))('non-working weekdays, %s', (_where, content) => {
  it.each(Object.entries(content as Readonly<Record<string, readonly string[]>>))('%s', (year, expected) => {
    const found: string[] = [];
    for (let date = day(`${year}-01-01`); yearOf(date) === Number(year); date = right(addDays(date, 1))) {
      const isNonWorking = right(nonWorking(date))._tag === 'Some';
      if (weekday(date) > 5) expect([date, isNonWorking]).toEqual([date, true]);
      else if (isNonWorking) found.push(date);
    }
    expect(found).toEqual(expected);
  });
});

it('hours are refused as an end day', () => {
  expect(left(addDuration(day('2024-01-01'), length('PT72H')))._tag).toBe('InvalidDuration');
});
