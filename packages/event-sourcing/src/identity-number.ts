/**
 * What looks like a personal identity number is kept out of ids and out of every error. A guard against leaks, not a
 * codec: it finds such numbers inside any text, and errs to the safe side where that costs little.
 */
import { isUuidAt } from './codec/scan';

/**
 * Whether a text holds what could be a Swedish personal identity or coordination number, or a stand-in for one, in any
 * spelling: with or without century, in one or with hyphens, points, slashes or blanks, `-` or `+` before the last four.
 *
 *  1. The date must be one of the calendar (coordination numbers: day + 60).
 *  2. Four digits after it: the check digit (Luhn over the ten-digit form) decides, and `000` is no birth number. So ids
 *     like `20240115-0001` pass; of serials from `0010` one in ten is refused.
 *  3. In the form that only personal numbers have, `YYMMDD-NNNN` or a birth in the 1800s or 1900s with `-`, or any with
 *     `+`, it is refused whatever the check digit: a number mistyped tells nearly as much.
 *  4. Stand-ins have letters and no check digit: `Tnnn` and `TFnn` after any date, days and months of 00 included; other
 *     letters (regional reserve numbers) only after a date in the form of 3.
 *
 * Digits inside a UUID do not count.
 */
export const looksLikeIdentityNumber = (text: string): boolean => {
  if (!hasEightDigits(text) || (text.length === 36 && isUuidAt(text, 0)) || !rough.test(text)) return false;
  const rest = text.length > 36 ? text.replace(uuids, '#') : text;
  form.lastIndex = 0;
  // From the next place on, so that one candidate does not hide another that begins inside it.
  for (let found = form.exec(rest); found !== null; found = form.exec(rest)) {
    if (isNumber(found, rest)) return true;
    form.lastIndex = found.index + 1;
  }
  return false;
};

/** What has fewer needs no closer look. */
const hasEightDigits = (text: string): boolean => {
  let digits = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits += 1;
  }
  return digits >= 8;
};

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Century and date, what joins, and the last four. (No text reads both with and without a century: the last four would be cut.) */
const form =
  /(?<!\d)(18|19|20)?(\d\d)([-./\s]?)(\d\d)[-./\s]?(\d\d)(\s?[-+\u2010-\u2015\u2212]?\s?)(\d{4}(?!\d)|[A-Z][A-Z\d]{2}\d(?![A-Za-z\d])|[Tt][Ff\d]\d\d(?![A-Za-z\d]))/g;

/** Whatever `form` finds, and more, at a fraction of its cost: every event that is read brings an id. */
const rough = /\d\d[-./\s]?[01]\d[-./\s]?\d\d\s?[-+\u2010-\u2015\u2212]?\s?(?:\d{4}|[A-Za-z][A-Za-z\d]{2}\d)/;

const isNumber = (found: RegExpExecArray, text: string): boolean => {
  const [, century = '', yy = '', gap = '', mm = '', dd = '', joint = '', last = ''] = found;
  const month = Number(mm);
  const day = Number(dd);
  const unmistakable = joint.includes('+') || (gap === '' && (century === '' ? joint.trim() !== '' : century !== '20' && (joint.trim() !== '' || !isDigits(last))));
  if (!isDigits(last)) return month <= 12 && day % 60 <= 31 && (/^t[f\d]/i.test(last) || unmistakable);
  if (!isDate(month, day) || isPeriod(text.slice(found.index + century.length), gap, last)) return false;
  return unmistakable || (!last.startsWith('000') && passesLuhn(yy + mm + dd + last));
};

const isDigits = (text: string): boolean => /^\d+$/.test(text);

const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Day 60 is given where the day of birth is unknown. */
const isDate = (month: number, day: number): boolean => {
  const longest = daysIn[month - 1] ?? 0;
  return day <= 60 ? day >= 1 && (day <= longest || day === 60) && longest > 0 : day - 60 <= longest;
};

/** Two days in a row, like 2024-01-15-2024-12-31: what seems to be the last four is the year of the second one. */
const isPeriod = (fromYear: string, gap: string, last: string): boolean =>
  gap !== '' && /^(?:19|20)/.test(last) && new RegExp(`^.{8,11}${last}[-./]\\d\\d[-./]\\d\\d(?!\\d)`).test(fromYear);

/** The check digit of ISO/IEC 7812-1 over ten digits. */
const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const doubled = Number(digits[i]) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};
