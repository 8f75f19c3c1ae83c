/**
 * Identity numbers: personal numbers, coordination numbers (samordningsnummer: day + 60), and the inspectorate's stand-ins
 * for those who have neither. Twelve digits are stored, a stand-in as the inspectorate writes it. Only ever inside a
 * sealed field: never a key, never in a log, and never hashed, for all there are can be hashed in under a minute.
 * No error repeats what was read.
 */
import { CivilDate, yearOf } from '@frist/calendar';
import { type Failure, failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

/** Brand of {@link IdentityNumber}. */
export interface IdentityNumberBrand {
  readonly IdentityNumber: unique symbol;
}

/** What a number is. */
export type IdentityNumberKind = 'personal' | 'coordination' | 'stand-in';

/** Not an identity number: which part was wrong, never what was read. */
export type InvalidIdentityNumber = Failure<'InvalidIdentityNumber'>;

/** Sum over ten digits, every other doubled, the digits of two-digit products taken one by one. */
const luhn = (ten: string): boolean => {
  let sum = 0;
  for (let i = 0; i < ten.length; i += 1) {
    const digit = ten.charCodeAt(i) - 48;
    const counted = i % 2 === 0 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
};

const dateIn = (digits: string, day: number): CivilDate | null => {
  const text = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${String(day).padStart(2, '0')}`;
  return CivilDate.is(text) ? text : null;
};

/** Kind and date of what is stored, or null. The date of a stand-in may be one that nobody is sure of; it exists all the same. */
const read = (text: string): { readonly kind: IdentityNumberKind; readonly born: CivilDate } | null => {
  const standIn = /^\d{8}-T[0-9F]\d{2}$/.test(text);
  if (!standIn && !/^\d{12}$/.test(text)) return null;
  const day = Number(text.slice(6, 8));
  const coordination = !standIn && day > 60;
  const born = dateIn(text, coordination ? day - 60 : day);
  if (born === null) return null;
  return standIn ? { kind: 'stand-in', born } : luhn(text.slice(2)) ? { kind: coordination ? 'coordination' : 'personal', born } : null;
};

const isIdentityNumber = (u: unknown): u is t.Branded<string, IdentityNumberBrand> => typeof u === 'string' && read(u) !== null;

/** As stored: twelve digits with a check digit that agrees, or `YYYYMMDD-Tnnn`, `YYYYMMDD-TFnn`. Its errors never repeat what they found. */
export const IdentityNumber: t.Type<t.Branded<string, IdentityNumberBrand>, string, unknown> = new t.Type<t.Branded<string, IdentityNumberBrand>, string, unknown>(
  'IdentityNumber',
  isIdentityNumber,
  (u, context) => (isIdentityNumber(u) ? t.success(u) : t.failure(undefined, context, 'an identity number: twelve digits with the right check digit, or a stand-in number of the inspectorate')),
  t.identity,
);
/** See the codec. */
export type IdentityNumber = t.TypeOf<typeof IdentityNumber>;

/** Kind of a number. */
export const kindOfIdentityNumber = (number: IdentityNumber): IdentityNumberKind => read(number)?.kind ?? 'personal';

/** The date in a number. Of a stand-in it is what the board has told the inspectorate. */
export const birthDateOf = (number: IdentityNumber): CivilDate | null => read(number)?.born ?? null;

const refuse = (expected: string): E.Either<InvalidIdentityNumber, never> => E.left(failure('InvalidIdentityNumber', 'confidentiality/identity-number', 'identity number', expected));

/**
 * Reads the usual spellings: `YYYYMMDD-NNNN`, `YYYYMMDDNNNN`, with spaces, and `YYMMDD-NNNN`, `YYMMDDNNNN`. Two digits of
 * a year mean the latest year in which a person would not yet be a hundred on `asOf`; `+` in place of the hyphen means the
 * century before, and is used from the year in which somebody becomes a hundred (folkbokföringslagen (1991:481) 18 §).
 *
 * Errors: `InvalidIdentityNumber`, which says what was wrong and never what was read.
 *
 * @param asOf the day on which it was written, for spellings without a century
 * @example parseIdentityNumber('850709-9805', asOf) // Right '198507099805'
 */
export const parseIdentityNumber = (text: string, asOf?: CivilDate): E.Either<InvalidIdentityNumber, IdentityNumber> => {
  const compact = text.replace(/[\s\u00a0\u2007\u202f]+/g, '').replace(/[\u2010\u2011\u2012\u2013\u2212]/g, '-').toUpperCase();
  const standIn = /^\d{8}-?T[0-9F]\d{2}$/.test(compact) ? `${compact.slice(0, 8)}-${compact.slice(-4)}` : null;
  const [, century = '', six = '', sign = '', four = ''] = /^(\d\d)?(\d{6})([-+]?)(\d{4})$/.exec(compact) ?? [];
  if (standIn === null && six === '') return refuse('twelve or ten digits with or without a hyphen, or a stand-in number such as YYYYMMDD-T001');
  const full = standIn ?? (century === '' ? withCentury(six, sign, four, asOf) : sign === '+' ? null : `${century}${six}${four}`);
  if (full === null) return refuse(century === '' ? 'a century, or the day on which the number was written' : 'a hyphen after a year of four digits');
  if (IdentityNumber.is(full)) return E.right(full);
  const day = Number(full.slice(6, 8));
  return refuse(dateIn(full, standIn === null && day > 60 ? day - 60 : day) === null ? 'a date that exists (in a coordination number, the day + 60)' : 'a check digit that agrees with the other nine digits');
};

const withCentury = (six: string, sign: string, four: string, asOf: CivilDate | undefined): string | null => {
  if (asOf === undefined) return null;
  const short = Number(six.slice(0, 2));
  const day = Number(six.slice(4, 6));
  let year = Math.floor(yearOf(asOf) / 100) * 100 + short;
  // Born later than the day it was written: a century earlier.
  if (`${String(year).padStart(4, '0')}-${six.slice(2, 4)}-${String(day > 60 ? day - 60 : day).padStart(2, '0')}` > asOf) year -= 100;
  if (sign === '+') year -= 100;
  return year < 1 ? null : `${String(year).padStart(4, '0')}${six.slice(2)}${four}`;
};
