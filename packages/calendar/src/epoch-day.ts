/**
 * The Gregorian calendar as arithmetic on whole numbers: days since 1970-01-01 and back. No host date type is
 * involved, hence no time zone. Years begin in March here, so that the leap day is a year's last.
 */

const DAYS_BEFORE_1970 = 719_468; // from 0000-03-01
const DAYS_IN_400_YEARS = 146_097;

/** Whether the year has a 29 February. */
export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** The number of days in a month (1–12). */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

/** Days since 1970-01-01 of a day that exists. */
export const epochDayOf = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const monthFromMarch = month <= 2 ? month + 9 : month - 3;
  const daysBeforeMonth = Math.floor((153 * monthFromMarch + 2) / 5);
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + daysBeforeMonth + day - 1 - DAYS_BEFORE_1970;
};

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
const four = (n: number): string => (n >= 1000 ? `${n}` : n >= 100 ? `0${n}` : n >= 10 ? `00${n}` : `000${n}`);

/** The text of a day that exists, years 0000–9999. */
export const isoDate = (year: number, month: number, day: number): string => `${four(year)}-${two(month)}-${two(day)}`;

/** The text of the day that lies so many days after 1970-01-01; the caller keeps it within years 0000–9999. */
export const isoDateOfEpochDay = (epochDay: number): string => {
  const days = epochDay + DAYS_BEFORE_1970;
  const era = Math.floor(days / DAYS_IN_400_YEARS);
  const dayOfEra = days - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return isoDate(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day);
};

/** ISO weekday of an epoch day: Monday 1 … Sunday 7. 1970-01-01 was a Thursday. */
export const weekdayOfEpochDay = (epochDay: number): number => ((((epochDay + 3) % 7) + 7) % 7) + 1;

/** The number that two ASCII digits spell; far below zero when one of the characters is none or is missing. */
export const twoDigits = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  // Past the end the difference is NaN, which fails these comparisons too.
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1_000_000;
};

/** The year at the start of a text; negative when there is none. */
export const yearDigits = (text: string): number => twoDigits(text, 0) * 100 + twoDigits(text, 2);

/** Whether a text begins with a day that exists in the years 0001–9999; what follows the ten characters is not looked at. */
export const startsWithDate = (text: string): boolean => {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const day = twoDigits(text, 8);
  if (day < 1) return false;
  const month = twoDigits(text, 5);
  const year = yearDigits(text);
  return year >= 1 && month >= 1 && month <= 12 && (day <= 28 || day <= daysInMonth(year, month));
};
