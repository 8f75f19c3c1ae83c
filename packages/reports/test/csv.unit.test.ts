/** What a spreadsheet is given: one sheet, or one table as data. */
import { isLeft, isRight } from 'fp-ts/Either';

import type { Cell } from '@frist/obligations';
import { csvTable, renderReport, tableKeys } from '@frist/reports';

import { asked, both, column, documentOf, field, kronor, none, number, sample, several, text } from './support';

const cell = (value: Cell, lang: 'sv' | 'en' = 'sv'): string => {
  const file = csvTable(documentOf({ tables: [{ key: 't', columns: [column('a', 'A', 'A')], rows: [[value]], empty: both('-', '-') }] }), 't', { lang });
  return isRight(file) ? file.right.slice('\ufeffA\r\n'.length, -2) : '';
};

it.each([
  ['a negative number', number(-5), '-5'],
  ['a negative amount', kronor(-37_629.11), '-37629,11'],
  ['whole kronor', kronor(1_013_120), '1013120'],
  ['five öre', kronor(0.05), '0,05'],
  ['minus five öre', kronor(-0.05), '-0,05'],
  ['a number that was opened', { _tag: 'opened', value: -5.5 }, '-5,5'],
  ['one of several', several(number(-5)), '-5'],
  ['two of several', several(number(-5), number(4.5, 1)), '"\u22125; 4,5"'],
  ['text like a number', text('-5'), "'-5"],
  ['a telephone number', text('+46 8 530'), "'+46 8 530"],
  ['a formula', text('=SUM(A1;A2)'), `"'=SUM(A1;A2)"`],
  ['a formula after a blank', text(' \t=1'), "'=1"],
  ['a formula after something invisible', text('\u2060=1'), "'\u2060=1"],
  ['a wide formula', text('\uff1d1'), "'\uff1d1"],
  ['a formula that was opened', { _tag: 'opened', value: '@x' }, "'@x"],
  ['an approximate amount below zero', { _tag: 'money', amount: { _tag: 'approximate', ore: -80_000_000 } }, '"ca\u00a0\u22120,8\u00a0mkr"'],
  ['quotes', text('så "kallad"'), '"så ""kallad"""'],
  ['lines', text('a\r\nb'), '"a\nb"'],
  ['what does not apply', none, ''],
  ['a share', { _tag: 'share', part: 2, of: 3 }, '67%'],
] as const)('%s', (_what, value, written) => {
  expect(cell(value)).toBe(written);
});

it('is the same file form in English', () => {
  expect(cell(kronor(-37_629.11), 'en')).toBe('-37629,11');
  expect(renderReport(sample, asked({ format: 'csv', lang: 'en' }))).toContain('Amounts;in kronor (SEK)\r\n');
});

it('gives one table as data', () => {
  expect(tableKeys(sample)).toEqual(['executed/rows', 'new', 'council/table-1']);
  const file = csvTable(sample, 'table-1', { lang: 'sv' });
  expect(isRight(file) && file.right.split('\r\n').slice(0, 2)).toEqual(['\ufeffTyp av bistånd/insats;Antal beslut;Dagar sedan beslut, per beslut;Median;Andel inom mål;Kostnad;Förändring'.replace('Dagar sedan beslut, per beslut', '"Dagar sedan beslut, per beslut"'), 'Kontaktperson | ledsagning;2;"183; 97";140,0;83%;1013120;-1234,5']);
  expect(csvTable(sample, 'executed/rows', { lang: 'sv' })).toEqual({ _tag: 'Right', right: '\ufeffNr\r\n' });
});

it('gives forms as rows, what one has not got left empty', () => {
  const document = documentOf({ forms: [[field('a', 'A', 'A', number(1))], [field('b', 'B', 'B', number(2)), field('a', 'A', 'A', number(3))]] });
  expect(csvTable(document, 'only', { lang: 'sv' })).toEqual({ _tag: 'Right', right: '\ufeffA;B\r\n1;\r\n3;2\r\n' });
});

it('refuses a key that is not there, or could be two', () => {
  const refused = csvTable(sample, 'table-9', { lang: 'sv' });
  expect(isLeft(refused) && refused.left).toEqual({ _tag: 'NoSuchTable', rule: 'reports/table-key', field: 'table', expected: 'one of executed/rows, new, council/table-1', value: 'table-9' });
  const table = { key: 't', columns: [column('a', 'A', 'A')], rows: [], empty: both('-', '-') };
  const twice = { ...documentOf({}), sections: ['x', 'y'].map((key) => ({ key, title: both('-', '-'), tables: [table] })) };
  expect(isLeft(csvTable(twice, 't', { lang: 'sv' }))).toBe(true);
  expect(isRight(csvTable(twice, 'y/t', { lang: 'sv' }))).toBe(true);
});
