/** Rounding against whole numbers, shares against what they claim. */
import fc from 'fast-check';

import type { Cell } from '@frist/obligations';
import { type Lang, reportJson } from '@frist/reports';

import { asked, column, documentOf, both, number } from './support';

const said = (cell: Cell, lang: Lang = 'sv'): string =>
  reportJson(documentOf({ tables: [{ key: 't', columns: [column('a', 'A', 'A')], rows: [[cell]], empty: both('-', '-') }] }), asked({ lang })).sections[0]?.tables[0]?.rows[0]?.['a']?.text ?? '';

it('rounds the decimal that was written, half away from zero', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (n, places, shown) => {
      const value = Number(`${n}e-${places}`);
      // In whole numbers: n · 10^shown / 10^places.
      const [scaled, unit] = [BigInt(Math.abs(n)) * 10n ** BigInt(shown), 10n ** BigInt(places)];
      const rounded = (scaled * 2n + unit) / (unit * 2n);
      const digits = rounded.toString().padStart(shown + 1, '0');
      const whole = digits.slice(0, digits.length - shown);
      const groups = [...whole].map((digit, i) => ((whole.length - i) % 3 === 0 && i > 0 ? `\u00a0${digit}` : digit)).join('');
      const expected = `${n < 0 && rounded > 0n ? '\u2212' : ''}${groups}${shown === 0 ? '' : `,${digits.slice(-shown)}`}`;
      expect(said(number(value, shown))).toBe(expected);
      expect(said(number(value, shown), 'en')).toBe(expected.replace(',', '.'));
    }),
    { numRuns: 2000 },
  );
});

it('claims all only of all, and nothing only of nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (part, of) => {
      const share = said({ _tag: 'share', part, of });
      expect(share).toMatch(/^\d[\d\u00a0]*(,\d{1,2})?\u00a0%$/);
      const shown = Number(share.replace(/\u00a0|%/g, '').replace(',', '.'));
      expect(shown === 100).toBe(part === of);
      expect(shown === 0).toBe(part === 0);
      expect(Math.abs(shown - (part * 100) / of)).toBeLessThanOrEqual(0.5 + 1e-9);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['no denominator', { _tag: 'share', part: 0, of: 0 }, 'Ej angivet', 'Not stated'],
  ['no number', number(Number.NaN), 'Ej angivet', 'Not stated'],
  ['no end', number(Number.POSITIVE_INFINITY, 2), 'Ej angivet', 'Not stated'],
  ['a large number', number(1e21), '1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000', '1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000'],
  ['a small number', number(-1e-7, 2), '0,00', '0.00'],
  ['a binary fraction', number(1.005, 2), '1,01', '1.01'],
  ['more than all', { _tag: 'share', part: 7, of: 5 }, '140\u00a0%', '140%'],
  ['hardly more than all', { _tag: 'share', part: 100_001, of: 100_000 }, '100,01\u00a0%', '100.01%'],
] as const)('%s', (_what, cell, sv, en) => {
  expect(said(cell)).toBe(sv);
  expect(said(cell, 'en')).toBe(en);
});
