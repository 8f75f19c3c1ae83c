/** Plain text: safe for a terminal, within its width, every word there. */
import fc from 'fast-check';

import { renderReport, reportJson } from '@frist/reports';

import { someDocument } from './hostile';
import { asked, both, column, documentOf, text } from './support';

const words = (said: string): readonly string[] => said.split(/[ \n]+/).filter((word) => word !== '');

it('is safe, fits, and leaves nothing out', () => {
  fc.assert(
    fc.property(someDocument, fc.integer({ min: 40, max: 160 }), (document, width) => {
      const page = renderReport(document, asked({ format: 'table', width }));
      expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u);
      const found = new Set(words(page));
      const { head, sections } = reportJson(document, asked({}));
      const said = [...head.map(({ value }) => value.text), ...sections.flatMap(({ forms, tables }) => [...forms.flat().map(({ value }) => value.text), ...tables.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row).map((cell) => cell.text)))])].flatMap(words);
      expect(said.filter((word) => !found.has(word))).toEqual([]);
      // Only a word that is longer than its place may stand out.
      const longest = Math.max(...[...found].map((word) => [...word].length));
      const most = Math.max(width, Math.ceil(width / 2) + longest + 3);
      expect(page.split('\n').filter((line) => [...line].length > most)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('stands in columns where it fits, as blocks where not', () => {
  const columns = Array.from({ length: 8 }, (_, i) => column(`k${i}`, `Kolumn ${i}`, `Column ${i}`));
  const document = documentOf({ tables: [{ key: 't', columns, rows: [columns.map((_, i) => text(`värde${i}`))], empty: both('-', '-') }] });
  expect(renderReport(document, asked({ format: 'table' }))).toContain('Kolumn 0  Kolumn 1  ');
  expect(renderReport(document, asked({ format: 'table', width: 60 }))).toContain('Kolumn 0:  värde0\nKolumn 1:  värde1\n');
});
