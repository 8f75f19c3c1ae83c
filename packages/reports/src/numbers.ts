/** Numbers in words and digits, independent of the host's locale and of binary fractions. */
import type { Lang } from './options';

/** Digits of a decimal number. */
interface Digits {
  readonly negative: boolean;
  readonly whole: string;
  /** As many digits as asked for. */
  readonly fraction: string;
}

const noBreakSpace = '\u00a0';
const maxDecimals = 20;

const countOf = (decimals: number): number => (Number.isInteger(decimals) ? Math.min(maxDecimals, Math.max(0, decimals)) : 0);

/**
 * The shortest decimal that reads back as `value`, rounded half away from zero; so 1.005 to two decimals is 1.01. What rounds
 * to zero has no sign. Null for what is no number.
 */
const digitsOf = (value: number, decimals: number): Digits | null => {
  if (!Number.isFinite(value)) return null;
  const count = countOf(decimals);
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const kept = Number(exponent) + 1 + count;
  const rounded = kept < 0 ? 0n : BigInt(`0${digits.padEnd(kept, '0').slice(0, kept)}`) + (Number(digits[kept] ?? '0') >= 5 ? 1n : 0n);
  const text = rounded.toString().padStart(count + 1, '0');
  return { negative: value < 0 && rounded !== 0n, whole: text.slice(0, text.length - count), fraction: text.slice(text.length - count) };
};

/** As many decimals as the number has, for a value that nobody told how to show. */
export const ownDecimals = (value: number): number => {
  if (!Number.isFinite(value)) return 0;
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return countOf(Math.max(0, mantissa.replace('.', '').length - 1 - Number(exponent)));
};

/**
 * For a reader: thousands grouped by no-break spaces as in money, a true minus sign. Null for what is no number.
 *
 * @example numberText(-1234.5, 1, 'sv') // '−1 234,5'
 */
export const numberText = (value: number, decimals: number, lang: Lang): string | null => {
  const digits = digitsOf(value, decimals);
  if (digits === null) return null;
  const whole = digits.whole.replace(/\B(?=(?:\d{3})+$)/g, noBreakSpace);
  return `${digits.negative ? '\u2212' : ''}${whole}${digits.fraction === '' ? '' : `${lang === 'sv' ? ',' : '.'}${digits.fraction}`}`;
};

/**
 * For a Swedish spreadsheet: ASCII minus, decimal comma, no groups. Null for what is no number.
 *
 * @example numberCell(-1234.5, 1) // '-1234,5'
 */
export const numberCell = (value: number, decimals: number): string | null => {
  const digits = digitsOf(value, decimals);
  return digits === null ? null : `${digits.negative ? '-' : ''}${digits.whole}${digits.fraction === '' ? '' : `,${digits.fraction}`}`;
};

/** A share in per cent, and with how many decimals it must be shown. */
export interface Percentage {
  readonly value: number;
  readonly decimals: number;
}

/**
 * Whole per cent, unless that would claim all of what is not quite all, or nothing of what is something: then one or two
 * decimals, and never further than 99,99 or 0,01. Null when `of` is not above 0.
 *
 * @example percentage(5, 6) // { value: 83.33…, decimals: 0 }; (299, 300): { value: 99.67, decimals: 1 }
 */
export const percentage = (part: number, of: number): Percentage | null => {
  const value = (part * 100) / of;
  if (!Number.isFinite(part) || !Number.isFinite(of) || of <= 0 || !Number.isFinite(value)) return null;
  const tells = (decimals: number): boolean => {
    const digits = digitsOf(value, decimals);
    const rounded = digits === null ? value : Number(`${digits.negative ? '-' : ''}${digits.whole}.${digits.fraction}0`);
    return (rounded === 100) === (part === of) && (rounded === 0) === (part === 0);
  };
  const decimals = [0, 1, 2].find(tells);
  if (decimals !== undefined) return { value, decimals };
  if (part > of) return { value: 100.01, decimals: 2 };
  if (part < 0) return { value: -0.01, decimals: 2 };
  return { value: value > 50 ? 99.99 : 0.01, decimals: 2 };
};
