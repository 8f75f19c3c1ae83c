import { epochDayOf } from './epoch-day';

/**
 * Easter Sunday of a Gregorian year, as days since 1970-01-01: the Sunday after the ecclesiastical full moon on or
 * next after 21 March, lag (1989:253) 2 §. Found through the golden number, the epact and the Sunday that follows.
 *
 * @example easterSunday(2024) // epoch day of 2024-03-31
 */
export const easterSunday = (year: number): number => {
  const century = Math.floor(year / 100) + 1;
  const golden = (year % 19) + 1;
  const skippedLeapDays = Math.floor((3 * century) / 4) - 12;
  const moonCorrection = Math.floor((8 * century + 5) / 25) - 5;
  let epact = (11 * golden + 20 + moonCorrection - skippedLeapDays) % 30;
  if (epact < 0) epact += 30;
  // The full moon may not fall on the same day twice within a cycle of 19 years.
  if ((epact === 25 && golden > 11) || epact === 24) epact += 1;
  let fullMoon = 44 - epact;
  if (fullMoon < 21) fullMoon += 30;
  const fullMoonDay = epochDayOf(year, 3, 1) + fullMoon - 1;
  const daysSinceSunday = (((fullMoonDay + 4) % 7) + 7) % 7;
  return fullMoonDay + 7 - daysSinceSunday;
};
