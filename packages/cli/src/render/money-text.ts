/** Money in kronor, as Swedish papers write it: blanks between thousands, a comma before öre, no öre when there are none. */
import type { Amount } from '@frist/obligations';

import type { Words } from '../messages';

/**
 * Öre as kronor, without the unit.
 *
 * @example kronor(101312000) // '1 013 120'
 */
export const kronor = (ore: number): string => {
  const whole = Math.trunc(Math.abs(ore) / 100).toString().replace(/\B(?=(\d{3})+$)/g, ' ');
  const rest = Math.abs(ore) % 100;
  return `${ore < 0 ? '−' : ''}${whole}${rest === 0 ? '' : `,${String(rest).padStart(2, '0')}`}`;
};

/** An amount for a column of figures: unknown is told in words, an approximate one is marked. */
export const amountCell = (amount: Amount, words: Words): string => {
  if (typeof amount === 'number') return kronor(amount);
  return amount._tag === 'unknown' ? words.grants.unknown : `${words.grants.about} ${kronor(amount.ore)}`;
};
