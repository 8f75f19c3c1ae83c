/**
 * Money as text: what papers say, read exactly, and what an officer reads. Amounts are whole öre. Nothing is ever
 * rounded: what does not come out in whole öre, or can be read in two ways, is refused.
 */
import { type Failure, failure, preview } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

/**
 * `UnclearMoney` no amount, or more than one reading · `NegativeMoney` a minus sign: what is owed back is a fact of its
 * own, not a negative sum · `FractionOfOre` finer than an öre · `MoneyOutOfRange` beyond what is counted exactly.
 */
export type MoneyFailure = Failure<'UnclearMoney' | 'NegativeMoney' | 'FractionOfOre' | 'MoneyOutOfRange'>;

/** An amount read from text. `reading` says in words how it was read, e.g. `284 506 kr; the dots group thousands`. */
export interface ParsedMoney {
  /** Whole öre, zero or more. */
  readonly ore: number;
  /** Told as "ca". */
  readonly approximate: boolean;
  readonly reading: string;
}

interface Unit {
  readonly pattern: RegExp;
  readonly ore: bigint;
  readonly name: string;
}

const units: readonly Unit[] = [
  { pattern: /^(?:miljard(?:er)?|mdkr|mdr|md)(?: ?(?:kr|kronor|sek))?\.?$/, ore: 100_000_000_000n, name: 'thousand millions of kronor' },
  { pattern: /^(?:miljon(?:er)?|milj\.?|mkr|mnkr|msek)(?: ?(?:kr|kronor|sek))?\.?$/, ore: 100_000_000n, name: 'millions of kronor' },
  { pattern: /^(?:tusen|tkr|tsek)(?: ?(?:kr|kronor|sek))?\.?$/, ore: 100_000n, name: 'thousands of kronor' },
  { pattern: /^(?:kr|kronor|krona|sek|:-)?\.?$/, ore: 100n, name: '' },
];

const approximately = /^(?:ca\.?|c:a|c\.|cirka|circa|ungefär|omkring|runt|approx\.?|about) ?/;

/**
 * Reads an amount as Swedish papers write it. Spaces of any width group thousands, a comma parts off decimals; a dot
 * before exactly three digits groups thousands in kronor (`284.506`) and parts off decimals in millions (`13.687 mkr`).
 * `kr`, `kronor`, `SEK`, `tkr`, `mkr`, `mnkr`, `miljoner`, `miljarder`; none means kronor.
 *
 * Errors: {@link MoneyFailure}. Refused as unclear: `1,234` and `1 234.567` (decimals or thousands?), `5.860 tkr`,
 * `1.234,5.6`, ranges, per cent.
 *
 * @example parseMoney('ca 0,8 mkr') // Right { ore: 80000000, approximate: true, reading: 'about 800 000 kr; in millions of kronor' }
 */
export const parseMoney = (text: string): E.Either<MoneyFailure, ParsedMoney> => {
  const refuse = (tag: MoneyFailure['_tag'], expected: string): E.Either<MoneyFailure, never> => E.left(failure(tag, 'obligations/money', 'amount', expected, preview(text)));
  const unclear = (expected: string): E.Either<MoneyFailure, never> => refuse('UnclearMoney', expected);
  if (typeof text !== 'string' || text.length > 100) return unclear('an amount such as 37 629,11 kr');
  const plain = text.replace(/[\u00a0\u2007\u2009\u202f]/g, ' ').trim().toLowerCase();
  const approximate = approximately.test(plain);
  const rest = plain.replace(approximately, '');
  if (/^(?:kr|sek)? ?[-\u2212\u2013]/.test(rest)) return refuse('NegativeMoney', 'an amount of zero or more; what goes the other way is a fact of its own');
  const parts = /^(?:(sek|kr) )?(\d[\d ., ]*?) ?([^\d\s.,][^\d]*|)$/.exec(rest);
  const unit = units.find(({ pattern }) => pattern.test(parts?.[3] ?? ''));
  if (parts === null || unit === undefined || (parts[1] !== undefined && parts[3] !== '')) return unclear('one amount in kr, tkr, mkr or miljarder, such as 37 629,11 kr');
  const number = readNumber(parts[2] as string, unit.ore);
  if (typeof number === 'string') return unclear(number);
  const { whole, decimals, notes } = number;
  const scale = 10n ** BigInt(decimals.length);
  const exact = BigInt(whole + decimals) * unit.ore;
  if (exact % scale !== 0n) return refuse('FractionOfOre', 'an amount in whole öre');
  const ore = exact / scale;
  if (ore > BigInt(Number.MAX_SAFE_INTEGER)) return refuse('MoneyOutOfRange', `at most ${Number.MAX_SAFE_INTEGER} öre`);
  const said = [`${approximate ? 'about ' : ''}${plainSpaces(formatMoney(Number(ore), 'sv'))}`, ...notes, ...(unit.name === '' ? [] : [`in ${unit.name}`])];
  return E.right({ ore: Number(ore), approximate, reading: said.join('; ') });
};

interface ReadNumber {
  readonly whole: string;
  readonly decimals: string;
  readonly notes: readonly string[];
}

const noZero = 'no zero before other digits';

/** The number, or what would have been clear. */
const readNumber = (text: string, unit: bigint): ReadNumber | string => {
  const inKronor = unit === 100n;
  const form = /^(\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:([.,])(\d+))?$/.exec(text);
  if (form === null) return 'digits, thousands grouped by spaces or dots, decimals after one comma';
  const [, grouped = '', sign, decimals = ''] = form;
  const dots = grouped.includes('.');
  const whole = grouped.replace(/[ .]/g, '');
  const startsWithZero = (digits: string): boolean => digits.length > 1 && digits.startsWith('0');
  const notes: string[] = [];
  // 13.687: the pattern takes it for groups.
  if (dots && decimals === '' && !inKronor) {
    const [head = '', tail = '', ...more] = grouped.split('.');
    if (unit < 100_000_000n || more.length > 0) return 'a comma for decimals, or spaces between thousands: the dot may mean either here';
    return startsWithZero(head) ? noZero : { whole: head, decimals: tail, notes: ['the dot parts off decimals'] };
  }
  if (startsWithZero(whole)) return noZero;
  if (dots && sign === '.') return 'a comma for decimals after dots between thousands';
  if (dots) notes.push('the dots group thousands');
  if (sign === ',' && decimals.length === 3 && inKronor) return 'a space between thousands, or one or two decimals: the comma may mean either here';
  if (sign === '.') {
    if (decimals.length === 3 && (grouped.includes(' ') || inKronor)) return 'a comma for decimals, or spaces between thousands: the dot may mean either here';
    notes.push('the dot parts off decimals');
  }
  return { whole, decimals, notes };
};

const noBreakSpace = '\u00a0';
const plainSpaces = (text: string): string => text.replaceAll(noBreakSpace, ' ');
const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, noBreakSpace);

/**
 * Writes whole öre for a reader, with no-break spaces; öre only where there are any. {@link parseMoney} reads it back.
 *
 * @param ore whole öre; a balance may be negative
 * @example formatMoney(3_762_911, 'sv') // '37 629,11 kr'; 'en': 'SEK 37 629.11'
 */
export const formatMoney = (ore: number, lang: 'sv' | 'en'): string => {
  const [whole, rest] = [Math.trunc(Math.abs(ore) / 100), Math.abs(ore) % 100];
  const decimals = rest === 0 ? '' : `${lang === 'sv' ? ',' : '.'}${String(rest).padStart(2, '0')}`;
  const number = `${ore < 0 ? '\u2212' : ''}${grouped(String(whole))}${decimals}`;
  return lang === 'sv' ? `${number}${noBreakSpace}kr` : `SEK${noBreakSpace}${number}`;
};
