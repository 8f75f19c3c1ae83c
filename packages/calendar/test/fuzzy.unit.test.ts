/** Wordings of real papers, in Swedish and English: what they allow, and what is refused rather than guessed. */
import { combineReadings, defaultFuzzyReadings, type FuzzyContext, FuzzyDate, isSingleDay, parseFuzzyDate, yearSpan } from '@frist/calendar';

import { day, left, right } from './support';

const contract: FuzzyContext = { year: 2026, contractYearStart: day('2025-03-01') };
const shown = (text: string, context?: FuzzyContext): readonly string[] => {
  const found = right(parseFuzzyDate(text, context));
  expect(FuzzyDate.is(found)).toBe(true);
  expect(found.text).toBe(text);
  return found.readings.map(({ earliest, latest, rule, soft, confidence }) =>
    [earliest === latest ? earliest : `${earliest}..${latest}`, rule, confidence, ...(soft === true ? ['soft'] : [])].join(' '),
  );
};

describe('vague words take the readings of the organisation, marked as interpretation', () => {
  const early = '2020-01-01..2020-04-30 early-year I';
  const during = '2020-01-01..2020-12-31 during-year I';
  const summer = '2019-09-01..2019-10-31 after-summer I';
  const q1 = '2024-01-01..2024-03-31 calendar-quarter I';
  it.each([
    ['early 2020', early], ['in early 2020', early], ['early in 2020', early], ['at the beginning of 2020', early], ['i början av 2020', early], ['början av 2020', early],
    ['i början på 2020', early], ['during 2020', during], ['under 2020', during], ['during the whole of 2020', during], ['under hela 2020', during], ['2020', during],
    ['after the summer of 2019', summer], ['after the summer 2019', summer], ['efter sommaren 2019', summer], ['first quarter 2024', q1], ['the first quarter of 2024', q1],
    ['första kvartalet 2024', q1], ['under första kvartalet 2024', q1], ['kvartal 1 2024', q1], ['Q1 2024', q1], ['2024-Q1', q1], ['kv. 1 2024', q1],
    ['fjärde kvartalet 2024', '2024-10-01..2024-12-31 calendar-quarter I'], ['i slutet av 2020', '2020-12-31 end-of-year I'], ['at the end of 2020', '2020-12-31 end-of-year I'],
    ['summer 2020', '2020-06-01..2020-08-31 summer I'],
  ])('%s', (text, expected) => expect(shown(text)).toEqual([expected]));

  it('a season that papers use in two senses has two readings', () => {
    expect(shown('våren 2020')).toEqual(['2020-03-01..2020-05-31 spring I', '2020-01-01..2020-06-30 spring I']);
    expect(right(parseFuzzyDate('hösten 2020'))).toMatchObject({ earliest: '2020-07-01', latest: '2020-12-31' });
  });

  it('the readings can be replaced', () => {
    const known = { ...defaultFuzzyReadings, earlyYear: right(yearSpan('01-01', '02-29')), endOfYear: { lastDays: 31 }, spring: [] };
    const withUnknownWord = { ...known, winter: [] };
    expect(shown('early 2020', { readings: known })).toEqual(['2020-01-01..2020-02-29 early-year I']);
    expect(shown('early 2021', { readings: known })).toEqual(['2021-01-01..2021-02-28 early-year I']);
    expect(shown('i slutet av året', { year: 2020, readings: known })).toEqual(['2020-12-01..2020-12-31 end-of-year I']);
    expect(shown('senast i slutet av året', { year: 2020, readings: known })).toEqual(['2020-12-31 by-end-of-year U']);
    expect(left(parseFuzzyDate('våren 2020', { readings: known }))._tag).toBe('UnclearWording');
    expect(left(parseFuzzyDate('early 2020', { readings: withUnknownWord }))).toMatchObject({ _tag: 'InvalidReadings', field: 'readings' });
    expect(left(yearSpan('11-01', '02-01'))._tag).toBe('InvalidReadings');
  });
});

describe('days, and the difference between "by" and "before"', () => {
  it.each([
    ['by 1 October 2019', '2019-10-01 by U'], ['senast 1 oktober 2019', '2019-10-01 by U'], ['senast den 1 oktober 2019', '2019-10-01 by U'],
    ['1 October 2019 at the latest', '2019-10-01 by U'], ['SENAST  1 OKTOBER 2019.', '2019-10-01 by U'], ['no later than October 1, 2019', '2019-10-01 by U'],
    ['before 1 October 2019', '2019-09-30 before U'], ['före den 1 oktober 2019', '2019-09-30 before U'], ['senast före 1 oktober 2019', '2019-09-30 before U'],
    ['2020-02-06', '2020-02-06 on U'], ['senast 2020-02-06', '2020-02-06 by U'], ['9 June 2025', '2025-06-09 on U'], ['den 9 juni 2025', '2025-06-09 on U'],
    ['January 2020', '2020-01-01..2020-01-31 month U'], ['i januari 2020', '2020-01-01..2020-01-31 month U'], ['februari 2024', '2024-02-01..2024-02-29 month U'],
    ['before January 2020', '2019-12-31 before-month U'], ['before 2020', '2019-12-31 before-year U'], ['by the end of January 2020', '2020-01-31 by-end-of-month U'],
    ['före utgången av januari 2020', '2020-01-31 by-end-of-month U'], ['senast under januari 2020', '2020-01-31 by-end-of-month U'], ['by the end of 2019', '2019-12-31 by-end-of-year U'],
  ])('%s', (text, expected) => expect(shown(text)).toEqual([expected]));

  it('the outer bound of "as soon as possible" is the day before, and soft', () => {
    for (const text of ['as soon as possible, at the latest before 31 December 2019', 'så snart som möjligt, dock senast före den 31 december 2019']) {
      expect(shown(text)).toEqual(['2019-12-30 before U soft']);
    }
    expect(shown('snarast, dock senast 1 mars 2020')).toEqual(['2020-03-01 by U soft']);
  });

  it('the confidence and the source of the paper are kept where the words name the day', () => {
    const { readings } = right(parseFuzzyDate('senast 2020-02-06', { confidence: 'S', source: 'socialstyrelsen.se' }));
    expect(readings).toEqual([{ earliest: '2020-02-06', latest: '2020-02-06', rule: 'by', confidence: 'S', source: 'socialstyrelsen.se' }]);
    expect(right(parseFuzzyDate('early 2020', { confidence: 'S' })).readings[0]?.confidence).toBe('I');
  });
});

describe('the year', () => {
  it('comes from the text, else from the context, else is asked for', () => {
    expect(shown('before 1 October', { year: 2019 })).toEqual(['2019-09-30 before U']);
    expect(shown('9 juni', { year: 2025 })).toEqual(['2025-06-09 on U']);
    expect(shown('9 juni 2024', { year: 2025 })).toEqual(['2024-06-09 on U']);
    expect(shown('after the summer', { year: 2019 })).toEqual(['2019-09-01..2019-10-31 after-summer I']);
    for (const text of ['after the summer', 'efter sommaren', '1 oktober', 'first quarter', 'januari', 'at the end of the year', 'Q4']) {
      expect([text, left(parseFuzzyDate(text))._tag]).toEqual([text, 'YearNotStated']);
    }
    expect(left(parseFuzzyDate('januari', { year: 2020.5 }))._tag).toBe('OutOfRange');
    expect(left(parseFuzzyDate('under 0000'))._tag).toBe('OutOfRange');
  });

  it('may be the calendar’s or the contract’s: both readings are kept', () => {
    expect(shown('first quarter', contract)).toEqual(['2026-01-01..2026-03-31 calendar-quarter I', '2026-03-01..2026-05-31 contract-quarter I']);
    expect(shown('kvartal 4 2025', contract)).toEqual(['2025-10-01..2025-12-31 calendar-quarter I', '2025-12-01..2026-02-28 contract-quarter I']);
    for (const text of ['at the end of the year', 'i slutet av året', 'at the end of each year']) {
      expect(shown(text, contract)).toEqual(['2026-12-31 end-of-year I', '2027-02-28 end-of-contract-year I']);
    }
    expect(shown('under året', contract)).toEqual(['2026-01-01..2026-12-31 during-year I', '2026-03-01..2027-02-28 during-contract-year I']);
    expect(shown('i början av året', contract)).toEqual(['2026-01-01..2026-04-30 early-year I', '2026-03-01..2026-06-30 early-contract-year I']);
    expect(right(parseFuzzyDate('first quarter', contract))).toMatchObject({ earliest: '2026-01-01', latest: '2026-05-31' });
  });

  it('a year in figures is the calendar’s, a contract year that is the calendar’s adds nothing, and none lies before the contract', () => {
    expect(shown('at the end of 2026', contract)).toEqual(['2026-12-31 end-of-year I']);
    expect(shown('first quarter', { year: 2026, contractYearStart: day('2025-01-01') })).toEqual(['2026-01-01..2026-03-31 calendar-quarter I']);
    expect(left(parseFuzzyDate('first quarter', { ...contract, year: 2024 }))._tag).toBe('OutOfRange');
    // The third contract year of 2025-03-01 – 2028-02-29 ends on a leap day.
    expect(shown('at the end of the year', { ...contract, year: 2027 })[1]).toBe('2028-02-29 end-of-contract-year I');
  });
});

describe('refused, not guessed', () => {
  it.each([
    '03/04/2020', '9/6', '9.6.2020', '1/10 2019', 'next week', 'nästa år', 'i år', 'this year', 'as soon as possible', 'snarast', 'winter 2020', 'vintern 2020', 'by January 2020',
    'by the first quarter of 2024', 'before early 2020', 'kvartal 5 2024', 'March and September', '1 oktober 19', '', '   ', 'January 2020, no day', 'before', 'toString', 'late 2020', 'every quarter',
  ])('%p', (text) => expect(left(parseFuzzyDate(text, { year: 2020 }))._tag).toBe('UnclearWording'));

  it.each(['30 February 2020', '2026-02-30', '31 april 2020', '0 maj 2020', '2020-13-01'])('%s is no day', (text) => {
    expect(left(parseFuzzyDate(text))._tag).toBe('InvalidCivilDate');
  });

  it('says what would have been understood', () => {
    expect(left(parseFuzzyDate('03/04/2020')).expected).toContain('2020-04-03 or 3 April 2020');
    expect(left(parseFuzzyDate('by January 2020')).expected).toContain('which end');
  });
});

describe('several readings', () => {
  it('the papers said "in early 2020", the authority 6 February', () => {
    const told = right(parseFuzzyDate('in early 2020'));
    const official = { earliest: day('2020-02-06'), latest: day('2020-02-06'), rule: 'told', confidence: 'S', source: "the authority's page" } as const;
    const both = right(combineReadings('in early 2020', [...told.readings, official]));
    expect(both).toEqual({ text: 'in early 2020', earliest: '2020-01-01', latest: '2020-04-30', readings: [...told.readings, official] });
    expect(FuzzyDate.is(both)).toBe(true);
    expect([isSingleDay(both), isSingleDay(right(combineReadings('x', [official])))]).toEqual([false, true]);
  });

  it('"before 1 October" in three places and "by 1 October 2019" in one differ by a day', () => {
    const readings = [...right(parseFuzzyDate('before 1 October', { year: 2019 })).readings, ...right(parseFuzzyDate('by 1 October 2019')).readings];
    expect(right(combineReadings('before / by 1 October', readings))).toMatchObject({ earliest: '2019-09-30', latest: '2019-10-01' });
  });

  it('nothing said, or a reading that ends before it begins, is refused', () => {
    expect(left(combineReadings('x', []))).toMatchObject({ _tag: 'UnclearWording', field: 'readings' });
    const backwards = { earliest: day('2020-02-06'), latest: day('2020-02-05'), rule: 'told', confidence: 'U' } as const;
    expect(left(combineReadings('x', [backwards]))._tag).toBe('InvalidPeriod');
    expect(left(combineReadings(' ', [{ ...backwards, latest: backwards.earliest }])).field).toBe('text');
  });
});
