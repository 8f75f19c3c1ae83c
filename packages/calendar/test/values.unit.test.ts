/** Strict parsing of the small values, and what the errors say. */
import {
  addHours, asDuration, type CalendarError, contains, daysIn, durationOf, durationParts, durationText, instancesFromAnchor, makePeriod, makeWindow, maxDate, minDate, nextQuarter,
  overlaps, parseCivilDate, parseDuration, parseInstant, parseKnownAt, parseQuarter, periodOfWindow, previousQuarter, quarterEnd, quartersBetween, quarterStart, startOfSwedishDay,
  endOfSwedishDay, swedishDay, swedishLocalToInstant, swedishOffset, instantFromEpochMs, millisecondsBetween, unsafeCivilDate, unsafeDuration, unsafeInstant, unsafeQuarter,
} from '@frist/calendar';

import { day, left, length, right } from './support';

const tagOf = (result: Parameters<typeof left<CalendarError, unknown>>[0]): string => left(result)._tag;

describe('civil dates', () => {
  it.each(['2026-02-30', '2026-2-3', ' 2026-02-03', '2026-02-03 ', '20260203', '0000-01-01', '2026-13-01', '2026-02-00', '2026/02/03', '２０２６-02-03', '', '10000-01-01'])(
    '%p is refused',
    (text) => expect(tagOf(parseCivilDate(text))).toBe('InvalidCivilDate'),
  );

  it('an error says what was given, what was expected and by which rule', () => {
    expect(left(parseCivilDate('2026-02-30'))).toEqual({
      _tag: 'InvalidCivilDate', rule: 'calendar/civil-date', value: '2026-02-30', expected: 'a day that exists: 2026-02 has 28 days',
    });
    expect(left(parseCivilDate(`x${'y'.repeat(200)}`)).value).toHaveLength(80);
  });

  it('literals that are wrong throw', () => {
    expect(() => unsafeCivilDate('2026-02-30')).toThrow('InvalidCivilDate');
    expect(() => unsafeDuration('P1M3D')).toThrow('MixedUnits');
    expect(() => unsafeInstant('2026-02-30')).toThrow('InvalidInstant');
    expect(() => unsafeQuarter('2024Q1')).toThrow('InvalidQuarter');
  });

  it('earlier and later', () => {
    expect([minDate(day('2024-01-02'), day('2024-01-01')), maxDate(day('2024-01-02'), day('2024-01-01'))]).toEqual(['2024-01-01', '2024-01-02']);
  });
});

describe('lengths', () => {
  it.each([['P14D', 14, 'days'], ['P3W', 3, 'weeks'], ['P3M', 3, 'months'], ['P1Y', 1, 'years'], ['PT72H', 72, 'hours'], ['P0D', 0, 'days']])('%s', (text, amount, unit) => {
    expect(right(parseDuration(text))).toEqual({ amount, unit });
    expect(right(durationOf(amount, unit as 'days'))).toBe(text);
    expect(durationParts(right(asDuration(text)))).toEqual({ amount, unit });
  });

  it.each([
    ['P1Y6M', 'one unit, as in P18M'],
    ['P1W2D', 'one unit, as in P9D'],
    ['P1M3D', 'one unit only'],
    ['P1DT12H', 'one unit only'],
  ])('%s has mixed units: %s', (text, expected) => {
    expect(left(parseDuration(text))).toMatchObject({ _tag: 'MixedUnits', expected: expect.stringContaining(expected) });
  });

  it.each(['P-3M', '-P3M', 'P1.5M', 'P1,5M', 'P03M', 'P', 'PT', 'P3', '3M', 'p3m', 'PT30M', 'P1000000D', 'P3M ', ''])('%p is refused', (text) => {
    expect(tagOf(parseDuration(text))).toBe('InvalidDuration');
  });

  it('in words', () => {
    expect([durationText(length('P1M'), 'sv'), durationText(length('P2Y'), 'sv'), durationText(length('PT1H'), 'en'), durationText(length('P14D'), 'en')]).toEqual([
      '1 månad', '2 år', '1 hour', '14 days',
    ]);
  });
});

describe('instants', () => {
  it.each([
    ['2024-10-27T02:30:00+01:00', '2024-10-27T01:30:00.000Z'],
    ['2024-10-27T02:30:00+02:00', '2024-10-27T00:30:00.000Z'],
    ['2024-02-28T23:59:59.5-01:00', '2024-02-29T00:59:59.500Z'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000Z'],
    ['2024-01-01T00:00:00.007Z', '2024-01-01T00:00:00.007Z'],
  ])('%s is %s', (text, expected) => expect(right(parseInstant(text))).toBe(expected));

  it.each([
    '2024-01-01T00:00:00', '2024-01-01', '2024-01-01T24:00:00Z', '2024-01-01T23:60:00Z', '2016-12-31T23:59:60Z', '2023-02-29T00:00:00Z', '2024-01-01T00:00Z',
    '2024-01-01 00:00:00Z', '2024-01-01T00:00:00z', '2024-01-01T00:00:00.1234Z', '2024-01-01T00:00:00+0100', '2024-01-01T00:00:00+24:00', '0000-06-01T00:00:00Z',
  ])('%p is refused', (text) => expect(tagOf(parseInstant(text))).toBe('InvalidInstant'));

  it('stay within the Swedish days 0001-01-01 to 9999-12-31', () => {
    expect([startOfSwedishDay(day('0001-01-01')), endOfSwedishDay(day('9999-12-31'))]).toEqual(['0000-12-31T23:00:00.000Z', '9999-12-31T22:59:59.999Z']);
    expect(right(parseInstant(startOfSwedishDay(day('0001-01-01'))))).toBe('0000-12-31T23:00:00.000Z');
    expect(swedishDay(startOfSwedishDay(day('0001-01-01')))).toBe('0001-01-01');
    for (const text of ['9999-12-31T23:00:00.000Z', '0001-01-01T00:00:00+01:01']) expect(tagOf(parseInstant(text))).toMatch(/InvalidInstant|OutOfRange/);
    for (const ms of [Number.NaN, 0.5, 1e18, -1e18]) expect(tagOf(instantFromEpochMs(ms))).toBe('OutOfRange');
    expect(tagOf(addHours(unsafeInstant('9999-12-31T22:00:00Z'), 1))).toBe('OutOfRange');
  });

  it('seventy-two hours across a change of the clocks are seventy-two', () => {
    const found = unsafeInstant('2024-03-29T12:00:00+01:00');
    const due = right(addHours(found, 72));
    expect([due, swedishOffset(found), swedishOffset(due), millisecondsBetween(found, due)]).toEqual(['2024-04-01T11:00:00.000Z', 1, 2, 72 * 3_600_000]);
  });
});

describe('Swedish local time', () => {
  it('the doubled hour is ambiguous and the missing one does not exist', () => {
    expect(left(swedishLocalToInstant('2024-10-27T02:30'))).toMatchObject({
      _tag: 'AmbiguousLocalTime', expected: 'an offset: +02:00 for 2024-10-27T00:30:00.000Z or +01:00 for 2024-10-27T01:30:00.000Z',
    });
    expect(tagOf(swedishLocalToInstant('2024-03-31T02:00'))).toBe('NonexistentLocalTime');
    expect(right(swedishLocalToInstant('2024-03-31T03:00'))).toBe('2024-03-31T01:00:00.000Z');
    expect(right(swedishLocalToInstant('2024-10-27T03:00'))).toBe('2024-10-27T02:00:00.000Z');
    expect(right(swedishLocalToInstant('2024-10-27T01:59:59.999'))).toBe('2024-10-26T23:59:59.999Z');
    for (const text of ['2024-10-27', '2024-02-30T10:00', '2024-10-27T25:00', '2024-10-27T10:00Z']) expect(tagOf(swedishLocalToInstant(text))).toBe('InvalidInstant');
  });

  it('summer time by its dated rules', () => {
    // None before 1980; until September up to 1995; until October from 1996 (SFS 1994:1207, 2001:127).
    const julyNoon = (year: number): number => swedishOffset(unsafeInstant(`${year}-07-01T12:00:00Z`));
    expect([1975, 1979, 1980, 1995, 2024].map(julyNoon)).toEqual([1, 1, 2, 2, 2]);
    expect([1980, 1995, 1996, 2024].map((year) => swedishOffset(unsafeInstant(`${year}-10-10T12:00:00Z`)))).toEqual([1, 1, 2, 2]);
    expect(right(swedishLocalToInstant('1994-03-27T03:00'))).toBe('1994-03-27T01:00:00.000Z');
  });

  it('"as known at" is an instant with a zone, or the end of a Swedish day', () => {
    expect(right(parseKnownAt('2024-12-31'))).toBe('2024-12-31T22:59:59.999Z');
    expect(right(parseKnownAt('2024-07-01'))).toBe('2024-07-01T21:59:59.999Z');
    expect(right(parseKnownAt('2024-07-01T00:00:00+02:00'))).toBe('2024-06-30T22:00:00.000Z');
    for (const text of ['2024-07-01T12:00:00', '2024-07', 'now', '2024-02-30']) expect(tagOf(parseKnownAt(text))).toBe('InvalidInstant');
  });
});

describe('quarters, periods, windows, recurrence', () => {
  it('quarters', () => {
    const q4 = unsafeQuarter('2024-Q4');
    expect([quarterStart(q4), quarterEnd(q4), right(nextQuarter(q4)), right(previousQuarter(unsafeQuarter('2024-Q1')))]).toEqual(['2024-10-01', '2024-12-31', '2025-Q1', '2023-Q4']);
    expect(quartersBetween(unsafeQuarter('2024-Q3'), unsafeQuarter('2025-Q1'))).toEqual(['2024-Q3', '2024-Q4', '2025-Q1']);
    expect(quartersBetween(q4, unsafeQuarter('2024-Q3'))).toEqual([]);
    expect([tagOf(nextQuarter(unsafeQuarter('9999-Q4'))), tagOf(previousQuarter(unsafeQuarter('0001-Q1')))]).toEqual(['OutOfRange', 'OutOfRange']);
    for (const text of ['2024-Q5', '2024-Q0', '2024Q1', '2024-q1', '0000-Q1', '2024-K1']) expect(tagOf(parseQuarter(text))).toBe('InvalidQuarter');
  });

  it('periods and windows include both ends', () => {
    const period = right(makePeriod(day('2025-03-01'), day('2028-02-29')));
    const window = right(makeWindow(day('2024-07-01'), day('2024-08-31')));
    expect([daysIn(period), daysIn(window), daysIn(right(makePeriod(day('2024-01-01'), day('2024-01-01'))))]).toEqual([1096, 62, 1]);
    expect(['2024-06-30', '2024-07-01', '2024-08-31', '2024-09-01'].map((text) => contains(window, day(text)))).toEqual([false, true, true, false]);
    expect([overlaps(window, period), overlaps(window, periodOfWindow(window)), overlaps(period, { from: day('2028-02-29'), to: day('2030-01-01') })]).toEqual([false, true, true]);
    expect([tagOf(makePeriod(day('2024-01-02'), day('2024-01-01'))), tagOf(makeWindow(day('2024-01-02'), day('2024-01-01')))]).toEqual(['InvalidPeriod', 'InvalidPeriod']);
  });

  it('instances count from the anchor', () => {
    const monthly = { anchor: day('2024-01-31'), every: length('P1M'), until: day('2024-04-30') };
    expect(right(instancesFromAnchor(monthly))).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30']);
    expect(right(instancesFromAnchor({ ...monthly, first: 1 }))).toEqual(['2024-02-29', '2024-03-31', '2024-04-30']);
    expect(right(instancesFromAnchor({ ...monthly, until: day('2024-01-30') }))).toEqual([]);
    expect(right(instancesFromAnchor({ anchor: day('9998-06-01'), every: length('P1Y'), until: day('9999-12-31') }))).toEqual(['9998-06-01', '9999-06-01']);
    for (const every of ['P0M', 'PT24H']) expect(left(instancesFromAnchor({ ...monthly, every: length(every) }))).toMatchObject({ _tag: 'InvalidDuration', field: 'every' });
    expect(left(instancesFromAnchor({ ...monthly, first: 0.5 })).field).toBe('first');
  });
});
