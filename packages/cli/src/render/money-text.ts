/** Money in a column of figures: as `formatMoney` writes it, the unit told above the column. */
import { type Amount, formatMoney } from '@frist/obligations';

import type { Context } from '../outcome';

/**
 * Öre as kronor, without the unit, with no-break spaces.
 *
 * @example kronor(101312000, 'sv') // '1 013 120'
 */
export const kronor = (ore: number, lang: Context['lang']): string => formatMoney(ore, lang).replace(/^SEK\u00a0|\u00a0kr$/, '');

/** An amount for a column: unknown is told in words, an approximate one is marked. */
export const amountCell = (amount: Amount, { words, lang }: Context): string => {
  if (typeof amount === 'number') return kronor(amount, lang);
  return amount._tag === 'unknown' ? words.grants.unknown : `${words.grants.about} ${kronor(amount.ore, lang)}`;
};
