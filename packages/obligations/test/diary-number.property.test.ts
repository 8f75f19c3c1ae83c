/** Spellings made from their parts, against the parts; and any text at all. */
import fc from 'fast-check';

import { isSameDiaryNumber, mayBeDiaryNumber, normaliseDiaryNumber, readDiaryNumbers } from '@frist/obligations';

interface Parts {
  readonly board: string;
  readonly year: number;
  readonly serial: number;
}

const someParts: fc.Arbitrary<Parts> = fc.record({ board: fc.constantFrom('SN', 'KS', 'AVUX', 'HBS', 'ÄN', 'DN', 'D'), year: fc.integer({ min: 2018, max: 2021 }), serial: fc.integer({ min: 0, max: 12 }) });

/** A spelling as papers have them. Made from the parts; it asks nothing of the reader under test. */
const spelled = ({ board, year, serial }: Parts): fc.Arbitrary<string> =>
  fc
    .record({
      before: fc.constantFrom('', 'Dnr ', 'Dnr. ', 'dnr: ', 'Diarienr '),
      between: fc.constantFrom(' ', '/', '/ ', ' /', ' / ', ' Dnr. ', 'Dnr: ', '\u00a0', ''),
      colon: fc.constantFrom(':', '/', ' : ', ': '),
      zeros: fc.integer({ min: 0, max: 5 }),
      lower: fc.boolean(),
      around: fc.constantFrom('', ' ', '\u2003'),
    })
    .map(({ before, between, colon, zeros, lower, around }) => `${around}${before}${lower ? board.toLowerCase() : board}${between}${year}${colon}${'0'.repeat(zeros)}${serial}${around}`);

const someSpelling = someParts.chain((parts) => fc.tuple(fc.constant(parts), spelled(parts)));
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('SN', 'Dnr', 'dnr.', ':', '/', ' ', ',', ';', '2019', '2020', '0', '12', 'xxx', '§', '\u00a0', 'é', 'e\u0301', '\u2000'), { maxLength: 12 }).map((parts) => parts.join('')),
  someSpelling.map(([, text]) => text),
);

it('every spelling of a number is read, whole', () => {
  fc.assert(
    fc.property(someSpelling, ([{ board, year, serial }, text]) => {
      expect(readDiaryNumbers(text)).toEqual([expect.objectContaining({ board, year, serial: String(serial), complete: true, normalised: `${board}/${year}:${serial}` })]);
    }),
    { numRuns: 2_000 },
  );
});

it('two numbers are equal only when year, board and serial are', () => {
  fc.assert(
    fc.property(someSpelling, someSpelling, ([a, aText], [b, bText]) => {
      const same = a.board === b.board && a.year === b.year && a.serial === b.serial;
      const [[one], [other]] = [readDiaryNumbers(aText), readDiaryNumbers(bText)];
      if (one === undefined || other === undefined) throw new Error('not read');
      expect(isSameDiaryNumber(one, other)).toBe(same);
      expect(one.normalised === other.normalised).toBe(same);
      expect(mayBeDiaryNumber(one, other)).toBe(same);
    }),
    { numRuns: 2_000 },
  );
});

it('of any two texts, equal means that all three are told and equal', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      for (const one of readDiaryNumbers(a)) {
        for (const other of readDiaryNumbers(b)) {
          const same = isSameDiaryNumber(one, other);
          expect(same).toBe(isSameDiaryNumber(other, one));
          if (same) expect([one.board, one.year, one.serial]).toEqual([other.board, other.year, other.serial]);
          if (same) expect([one.board, one.year, one.serial].includes(undefined)).toBe(false);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});

it('normalising is idempotent, and refuses nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = normaliseDiaryNumber(text);
      expect(normaliseDiaryNumber(once)).toBe(once);
      expect(readDiaryNumbers(once).map(({ normalised, complete }) => [normalised, complete])).toEqual(readDiaryNumbers(text).map(({ normalised, complete }) => [normalised, complete]));
      if (/[^\s,;]/.test(text)) expect(readDiaryNumbers(text).length).toBeGreaterThan(0);
    }),
    { numRuns: 5_000 },
  );
});
