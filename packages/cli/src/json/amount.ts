/** Amounts in JSON. */
import type { Amount } from '@frist/obligations';

/** A whole number of öre, or a tagged value: `{ _tag: 'unknown' }`, `{ _tag: 'approximate', ore }`, with the words told where there are any. */
export const amountJson = (amount: Amount): number | object => {
  if (typeof amount === 'number') return amount;
  const text = amount.text === undefined ? {} : { text: amount.text };
  return amount._tag === 'unknown' ? { _tag: amount._tag, ...text } : { _tag: amount._tag, ore: amount.ore, ...text };
};
