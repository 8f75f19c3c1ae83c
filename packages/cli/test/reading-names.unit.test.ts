/** Every reading of a date has a name in both languages, whether it was told in words or reckoned by a domain. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type CivilDate, parseFuzzyDate, unsafeCivilDate } from '@frist/calendar';
import ts from 'typescript';

import { isReckoned, readingName } from '../src/messages/reading-names';

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

const packages = join(__dirname, '..', '..');
const units = ['quarter', 'year'];

/** What the sources name readings by hand: objects with a rule and a confidence, and what is given to a function `reading`. */
const writtenIn = (file: string): readonly string[] => {
  const found: string[] = [];
  const take = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.push(node.text);
    if (ts.isTemplateExpression(node)) found.push(...units.map((unit) => `${node.head.text}${unit}`));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'reading') node.arguments.forEach(take);
    if (ts.isObjectLiteralExpression(node)) {
      const named = (name: string) => node.properties.find((property) => property.name?.getText() === name);
      const rule = named('rule');
      if (named('confidence') !== undefined && rule !== undefined && ts.isPropertyAssignment(rule)) take(rule.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
};

const written = new Set(
  ['calendar', 'obligations', 'decisions', 'grants', 'agreements', 'lex-sarah', 'non-executed-decisions'].flatMap((name) =>
    readdirSync(join(packages, name, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).flatMap((file) => writtenIn(join(packages, name, 'src', file))),
  ),
);

it('the domains reckon readings of their own', () => {
  expect([...written].sort()).toMatchInlineSnapshot(`
[
  "day-zero-between",
  "end-of-calendar-quarter",
  "end-of-calendar-year",
  "end-of-contract-quarter",
  "end-of-contract-year",
  "hours",
  "three-years-told-in-2019",
  "told",
  "two-years",
]
`);
});

it.each([...written].filter((rule) => rule !== 'told'))('%s has a name in both languages too, and is told apart from what was told in words', (rule) => {
  for (const lang of ['sv', 'en'] as const) expect(readingName(rule, lang).includes('-')).toBe(false);
  expect(isReckoned(rule)).toBe(!rules.has(rule));
});

it('a rule that nobody knows stands as it is', () => {
  for (const rule of ['told-by-hand', 'constructor', 'by-', 'by-constructor']) for (const lang of ['sv', 'en'] as const) expect(readingName(rule, lang)).toBe(rule);
});
