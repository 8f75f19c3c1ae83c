/** Whatever a document holds: the file reads back by RFC 4180, figures are figures, and no text is a formula. */
import { isRight } from 'fp-ts/Either';
import fc from 'fast-check';

import type { Cell } from '@frist/obligations';
import { csvTable, renderReport, reportJson } from '@frist/reports';

import { someCell, someDocument } from './hostile';
import { asked, column, documentOf, readCsv, both } from './support';

const figure = /^(-?\d+(,\d+)?%?|\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?|)$/;
const dangerous = (cell: string): boolean => '=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b'.includes(cell.replace(/^[\s\u200b\u00ad\u2060]+/, '').charAt(0) || ' ') || /^[\t\r\n]/.test(cell);

const byNumber = (a: number, b: number): number => a - b;

it('reads back, whatever it holds', () => {
  fc.assert(
    fc.property(someDocument, fc.constantFrom('sv' as const, 'en' as const), (document, lang) => {
      const file = renderReport(document, asked({ format: 'csv', lang }));
      expect(file.startsWith('\ufeff')).toBe(true);
      expect(file.endsWith('\r\n')).toBe(true);
      const lines = readCsv(file);
      expect(lines).not.toBeNull();
      for (const cell of (lines ?? []).flat()) if (dangerous(cell)) expect(cell).toMatch(figure);
      // Every field of the head and of the forms, and every row, has a line of its own.
      const { head, sections } = reportJson(document, asked({ lang }));
      const rows = sections.flatMap(({ tables }) => tables.flatMap(({ columns, rows: all }) => (columns.length < 2 ? [] : [columns.length, ...all.map(() => columns.length)].slice(all.length === 0 ? 1 : 0))));
      const fields = [...head, ...sections.flatMap(({ forms }) => forms.flat())].map(() => 2);
      const money = (lines ?? []).filter(([first]) => first === 'Belopp' || first === 'Amounts').length;
      expect((lines ?? []).filter(({ length }) => length > 1).map(({ length }) => length).sort(byNumber)).toEqual([...rows, ...fields, ...Array.from({ length: money }, () => 2)].sort(byNumber));
    }),
    { numRuns: 300 },
  );
});

const isFigure = (cell: Cell): boolean => cell._tag === 'number' || cell._tag === 'day' || cell._tag === 'instant' || (cell._tag === 'money' && typeof cell.amount === 'number') || cell._tag === 'share';

it('gives each cell its kind, and the text that it has elsewhere', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(someCell, someCell), { minLength: 1, maxLength: 5 }), (rows) => {
      const document = documentOf({ tables: [{ key: 't', columns: [column('a', 'A', 'A'), column('b', 'B', 'B')], rows, empty: both('-', '-') }] });
      const file = csvTable(document, 't', { lang: 'sv' });
      const [names, ...lines] = isRight(file) ? (readCsv(file.right) ?? []) : [];
      expect(names).toEqual(['A', 'B']);
      expect(lines.length).toBe(rows.length);
      const said = reportJson(document, asked({})).sections[0]?.tables[0]?.rows ?? [];
      rows.forEach((row, n) =>
        row.forEach((cell, i) => {
          const written = lines[n]?.[i] ?? '?';
          const words = said[n]?.[i === 0 ? 'a' : 'b']?.text ?? '?';
          if (cell._tag === 'none') expect(written).toBe('');
          else if (isFigure(cell) && words !== 'Ej angivet') {
            expect(written).toMatch(figure);
            // The same figure as on paper, less its dress.
            expect(written).toBe(words.replace(/\u00a0(kr)?/g, '').replace('\u2212', '-'));
          } else if (cell._tag === 'text' || cell._tag === 'sealed') expect(written).toBe(dangerous(words) ? `'${words}` : words);
        }));
    }),
    { numRuns: 1000 },
  );
});
