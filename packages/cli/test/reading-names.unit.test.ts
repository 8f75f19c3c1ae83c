/** Every reading of a date told in words has a name in both languages. */
import { type CivilDate, parseFuzzyDate, unsafeCivilDate } from '@frist/calendar';

import { readingName } from '../src/messages/reading-names';

const anchor = unsafeCivilDate('2019-03-01') as CivilDate;
const wordings = [
  '3 April 2020', 'by 3 April 2020', 'before 3 April 2020', 'April 2020', 'by the end of April 2020', 'before April 2020', 'the first quarter of 2020', 'the first quarter', 'by the end of the first quarter',
  'by the end of 2020', 'before 2020', 'during 2020', 'during the year', 'early 2020', 'early in the year', 'the end of 2020', 'the end of the year', 'by the end of the year', 'after the summer 2020',
  'spring 2020', 'summer 2020', 'autumn 2020', 'within the year', 'at the latest in the spring 2020',
];

/** The rules behind each wording, with an agreement's year and without. */
const rules = new Set(
  wordings.flatMap((text) =>
    [{ year: 2020 }, { year: 2020, contractYearStart: anchor }].flatMap((context) => {
      const read = parseFuzzyDate(text, context);
      return read._tag === 'Right' ? read.right.readings.map(({ rule }) => rule) : [];
    }),
  ),
);

it('the wordings bring readings of every kind', () => {
  expect([...rules].sort()).toMatchInlineSnapshot(`
[
  "after-summer",
  "autumn",
  "before",
  "before-month",
  "before-year",
  "by",
  "by-end-of-calendar-quarter",
  "by-end-of-contract-quarter",
  "by-end-of-contract-year",
  "by-end-of-month",
  "by-end-of-year",
  "calendar-quarter",
  "contract-quarter",
  "during-contract-year",
  "during-year",
  "early-contract-year",
  "early-year",
  "end-of-contract-year",
  "end-of-year",
  "month",
  "on",
  "spring",
  "summer",
]
`);
});

it.each([...rules])('%s has a name in both languages', (rule) => {
  for (const lang of ['sv', 'en'] as const) expect(readingName(rule, lang)).not.toBe(rule);
});

it('a rule that nobody knows stands as it is', () => {
  for (const rule of ['told-by-hand', 'constructor', 'by-', 'by-constructor']) for (const lang of ['sv', 'en'] as const) expect(readingName(rule, lang)).toBe(rule);
});
