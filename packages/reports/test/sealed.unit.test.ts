/** What is sealed, whose keys are needed, and the same report with what was opened. */
import fc from 'fast-check';

import { open, type Reading, type StreamName } from '@frist/event-sourcing';
import type { Cell } from '@frist/obligations';
import { keysNeeded, renderReport, reportJson, sealedCells, withOpened } from '@frist/reports';

import { someDocument } from './hostile';
import { anna, asked, bo, both, boxed, column, day, documentOf, field, number, otherStream, sealedCell, several, stream, text } from './support';

const document = documentOf(
  {
    forms: [[field('name', 'Namn', 'Name', sealedCell('box-1'))]],
    tables: [{ key: 't', columns: [column('a', 'A', 'A'), column('b', 'B', 'B')], rows: [[sealedCell('box-1'), several(text('x'), sealedCell('box-2', bo, otherStream))], [sealedCell('box-1', anna, otherStream), number(1)]], empty: both('-', '-') }],
  },
  [field('about', 'Avser', 'Concerns', { _tag: 'sealed', reading: { _tag: 'disposed', subject: bo }, stream })],
);
const opened = (...entries: readonly (readonly [StreamName, string, Reading<unknown>])[]): ReadonlyMap<StreamName, ReadonlyMap<string, Reading<unknown>>> => {
  const map = new Map<StreamName, Map<string, Reading<unknown>>>();
  for (const [where, box, reading] of entries) map.set(where, (map.get(where) ?? new Map<string, Reading<unknown>>()).set(box, reading));
  return map;
};
const nameIn = (lang: 'sv' | 'en', cell: Cell, disposals = {}): string | undefined => reportJson(documentOf({ forms: [[field('f', 'F', 'F', cell)]] }), asked({ lang, ...disposals })).sections[0]?.forms[0]?.[0]?.value.text;

it('lists every box once for each stream, and the keys', () => {
  expect(sealedCells(document)).toEqual([
    { stream, box: 'box-1', subject: anna },
    { stream: otherStream, box: 'box-2', subject: bo },
    { stream: otherStream, box: 'box-1', subject: anna },
  ]);
  expect(keysNeeded(document)).toEqual([anna, bo]);
});

it('opens a box in its own stream only', () => {
  const shown = withOpened(document, opened([stream, 'box-1', open('Anna')], [otherStream, 'box-2', open({ town: 'Tumba', zip: 14730, tags: ['a'], none: null })]));
  expect(sealedCells(shown)).toEqual([{ stream: otherStream, box: 'box-1', subject: anna }]);
  expect(renderReport(shown, asked({ format: 'csv' }))).toContain("Anna;\"x; town: Tumba; zip: 14730; tags.0: a\"\r\n\"Skyddad uppgift, nyckel saknas.\";1\r\n");
});

it('shows what was disposed of as such, with day and decision where they are told', () => {
  const disposed: Reading<unknown> = { _tag: 'disposed', subject: anna };
  const [cell] = withOpened(document, opened([stream, 'box-1', disposed])).sections[0]?.forms?.[0] ?? [];
  expect(cell?.value).toEqual({ _tag: 'sealed', reading: disposed, stream });
  const told = (disposal: object): object => ({ disposals: new Map([[anna, disposal]]) });
  const gone: Cell = { _tag: 'sealed', reading: { _tag: 'disposed', subject: anna }, stream };
  expect(nameIn('sv', gone)).toBe('Gallrad.');
  expect(nameIn('sv', gone, told({ on: day('2029-01-02'), decision: 'SN/2028:7' }))).toBe('Gallrad 2029-01-02, beslut SN/2028:7.');
  expect(nameIn('sv', gone, told({ on: day('2029-01-02') }))).toBe('Gallrad 2029-01-02.');
  expect(nameIn('sv', gone, told({ decision: 'SN/2028:7' }))).toBe('Gallrad beslut SN/2028:7.');
  expect(nameIn('en', gone, told({ on: day('2029-01-02'), decision: 'SN/2028:7' }))).toBe('Disposed of 2029-01-02, decision SN/2028:7.');
  // Nobody asked for the key, and nobody will ever get it.
  expect(nameIn('sv', sealedCell('box-1'), told({ on: day('2029-01-02') }))).toBe('Gallrad 2029-01-02.');
});

it.each([
  ['text', '19121212-1212', '19121212-1212'],
  ['a number', -1234.25, '\u22121\u00a0234,25'],
  ['a truth', true, 'Ja'],
  ['a list', ['a', 2], 'a; 2'],
  ['nothing', null, '\u2013'],
  ['a blank', '  ', 'Ej angivet'],
])('shows %s that was opened', (_what, value, shown) => {
  expect(nameIn('sv', { _tag: 'opened', value })).toBe(shown);
});

it('changes nothing but what was opened', () => {
  fc.assert(
    fc.property(someDocument, fc.subarray(['a', 'b', 'c']), (any, boxes) => {
      const means = opened(...[stream, otherStream].flatMap((where) => boxes.map((box) => [where, box, open(box)] as const)));
      const shown = withOpened(any, means);
      expect(sealedCells(shown)).toEqual(sealedCells(any).filter(({ box }) => !boxes.includes(box)));
      expect(withOpened(any, new Map())).toEqual(any);
      const still = opened(...sealedCells(any).map(({ stream: where, box, subject }) => [where, box, boxed(box, subject)] as const));
      expect(withOpened(any, still)).toEqual(any);
    }),
  );
});
