import { formatAmount, formatMoney, parseMoney } from '@frist/obligations';
import * as fc from 'fast-check';

import { right } from './support';

const ore = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const lang = fc.constantFrom('sv' as const, 'en' as const);

it('what is formatted is read back, in both languages', () => {
  fc.assert(fc.property(ore, lang, (amount, language) => expect(right(parseMoney(formatMoney(amount, language)))).toMatchObject({ ore: amount, approximate: false })), { numRuns: 2_000 });
});

it('what is approximate is read back as such', () => {
  const some = fc.oneof(ore, fc.integer({ min: 0, max: 10_000 }).map((n) => n * 1_000_000));
  fc.assert(fc.property(some, (amount) => expect(right(parseMoney(formatAmount({ _tag: 'approximate', ore: amount }, 'sv')))).toMatchObject({ ore: amount, approximate: true })));
});

it('no text throws, and what is read is whole öre', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^(ca )?[-0-9 .,]{1,12} ?(kr|tkr|mkr|miljarder)?$/));
  fc.assert(
    fc.property(text, (written) => {
      const read = parseMoney(written);
      if (read._tag === 'Right') expect(Number.isSafeInteger(read.right.ore) && read.right.ore >= 0).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});
