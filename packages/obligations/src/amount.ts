/** Amounts of money in öre: exact, approximate, or unknown. Unknown is not zero. */
import { closed, integer, nonBlank } from '@frist/event-sourcing';
import * as t from 'io-ts';

import { formatMoney } from './money';

/** "ca 0,8 mkr": a figure that nobody may add up as if it were exact. */
export const ApproximateAmount = closed('Approximate', { _tag: t.literal('approximate'), ore: integer }, { text: nonBlank(100) });

/** Not told, or told as not known. */
export const UnknownAmount = closed('Unknown', { _tag: t.literal('unknown') }, { text: nonBlank(100) });

/** A whole number of öre, or a tagged reading of something less exact. Signed: a correction may be negative. */
export const Amount = t.union([integer, ApproximateAmount, UnknownAmount], 'Amount');
/** An amount in öre; see the codec. */
export type Amount = t.TypeOf<typeof Amount>;

/** Nobody has told how much. */
export const unknownAmount: Amount = { _tag: 'unknown' };

/** Whether the amount is exact. */
export const isExact = (amount: Amount): amount is number => typeof amount === 'number';

/**
 * Adds amounts: unknown if any is, approximate if any is, else exact. The empty sum is exactly 0.
 *
 * @example addAmounts([100, { _tag: 'unknown' }]) // { _tag: 'unknown' }
 */
export const addAmounts = (amounts: readonly Amount[]): Amount => {
  let ore = 0;
  let approximate = false;
  for (const amount of amounts) {
    if (isExact(amount)) ore += amount;
    else if (amount._tag === 'unknown') return unknownAmount;
    else {
      ore += amount.ore;
      approximate = true;
    }
  }
  return approximate ? { _tag: 'approximate', ore } : ore;
};

/** Takes one amount from another under the same rules. */
export const subtractAmount = (from: Amount, amount: Amount): Amount => {
  const negated: Amount = isExact(amount) ? -amount : amount._tag === 'unknown' ? amount : { _tag: 'approximate', ore: -amount.ore };
  return addAmounts([from, negated]);
};

const tenthOfMillion = 10_000_000;
const hundredthOfMillion = 1_000_000;

/**
 * Writes an amount for a reader. Unknown is written out and never looks like nothing; what is approximate says so, in
 * millions where it is told in tenths or hundredths of one.
 *
 * @example formatAmount({ _tag: 'approximate', ore: 80_000_000 }, 'sv') // 'ca 0,8 mkr'
 */
export const formatAmount = (amount: Amount, lang: 'sv' | 'en'): string => {
  if (isExact(amount)) return formatMoney(amount, lang);
  if (amount._tag === 'unknown') return lang === 'sv' ? 'Ej angivet' : 'Not stated';
  const { ore } = amount;
  const inMillions = Math.abs(ore) >= tenthOfMillion && ore % hundredthOfMillion === 0;
  if (!inMillions) return `${lang === 'sv' ? 'ca' : 'about'}\u00a0${formatMoney(ore, lang)}`;
  const millions = `${ore < 0 ? '\u2212' : ''}${Math.abs(ore) / 100_000_000}`;
  return lang === 'sv' ? `ca\u00a0${millions.replace('.', ',')}\u00a0mkr` : `about\u00a0SEK\u00a0${millions}\u00a0million`;
};
