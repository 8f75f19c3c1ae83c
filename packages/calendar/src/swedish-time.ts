/** Between instants and Swedish days (Europe/Stockholm), by the rules in summer-time.ts and nothing of the host's. */
import * as E from 'fp-ts/Either';

import { type CivilDate, isCivilDate, toEpochDay } from './civil-date';
import { epochDayOf, isoDateOfEpochDay, twoDigits, yearDigits } from './epoch-day';
import { type CalendarError, refuse } from './error';
import { type Instant, instantFromEpochMs, instantToEpochMs, parseInstant } from './instant';
import { summerTimeOf } from './summer-time';

/** Whole hours that Swedish clocks are ahead of UTC: 1 or 2. */
const offsetAt = (instant: Instant): 1 | 2 => {
  const summer = summerTimeOf(yearDigits(instant));
  return summer !== null && instant >= summer.beginsAt && instant < summer.endsAt ? 2 : 1;
};

const neighbour = (date: string, days: number): string =>
  isoDateOfEpochDay(epochDayOf(yearDigits(date), twoDigits(date, 5), twoDigits(date, 8)) + days);

/**
 * The day in Sweden at an instant.
 *
 * @example swedishDay(unsafeInstant('2024-06-30T22:00:00Z')) // '2024-07-01'
 */
export const swedishDay = (instant: Instant): CivilDate => {
  const date = instant.slice(0, 10);
  return (twoDigits(instant, 11) + offsetAt(instant) < 24 ? date : neighbour(date, 1)) as CivilDate;
};

/** The first instant of a Swedish day. Clocks never change at midnight, so there is exactly one. */
export const startOfSwedishDay = (date: CivilDate): Instant => {
  const summer = summerTimeOf(yearDigits(date));
  const hour = summer !== null && date > summer.firstDay && date <= summer.lastDay ? 22 : 23;
  return `${neighbour(date, -1)}T${hour}:00:00.000Z` as Instant;
};

/** The last millisecond of a Swedish day. */
export const endOfSwedishDay = (date: CivilDate): Instant => {
  const summer = summerTimeOf(yearDigits(date));
  const hour = summer !== null && date >= summer.firstDay && date < summer.lastDay ? 21 : 22;
  return `${date}T${hour}:59:59.999Z` as Instant;
};

const LOCAL = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/;

/**
 * The instant at which Swedish clocks show a local time, `YYYY-MM-DDTHH:MM` with or without seconds.
 *
 * Errors: `AmbiguousLocalTime` for the hour that comes twice in autumn, `NonexistentLocalTime` for the one that is
 * left out in spring, `InvalidInstant`.
 *
 * @example swedishLocalToInstant('2024-10-27T02:30') // Left AmbiguousLocalTime, naming both instants
 */
export const swedishLocalToInstant = (text: string): E.Either<CalendarError, Instant> => {
  const form = typeof text === 'string' ? LOCAL.exec(text) : null;
  const [, date = '', hour = '', minute = '', second = '00', fraction = ''] = form ?? [];
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (form === null || !isCivilDate(date) || h > 23 || m > 59 || s > 59) {
    return refuse('InvalidInstant', 'swedish-time', text, 'a Swedish local time YYYY-MM-DDTHH:MM[:SS[.mmm]] without a zone');
  }
  const asUtc = toEpochDay(date) * 86_400_000 + ((h * 60 + m) * 60 + s) * 1000 + Number(fraction.padEnd(3, '0'));
  const winter = instantFromEpochMs(asUtc - 3_600_000);
  const summer = instantFromEpochMs(asUtc - 7_200_000);
  if (winter._tag === 'Left') return winter;
  const winterHolds = offsetAt(winter.right) === 1;
  const summerHolds = summer._tag === 'Right' && offsetAt(summer.right) === 2;
  if (winterHolds && summerHolds) {
    return refuse('AmbiguousLocalTime', 'swedish-time', text, `an offset: +02:00 for ${summer.right} or +01:00 for ${winter.right}`);
  }
  if (winterHolds) return winter;
  return summerHolds ? summer : refuse('NonexistentLocalTime', 'swedish-time', text, 'a time the clocks show: they went from 02:00 to 03:00 that day');
};

/**
 * "As known at": an instant with a zone, or a civil date, which means the end of that Swedish day. A local time
 * without a zone is refused.
 *
 * Errors: `InvalidInstant`, `OutOfRange`.
 *
 * @example parseKnownAt('2024-12-31') // Right '2024-12-31T22:59:59.999Z'
 */
export const parseKnownAt = (text: string): E.Either<CalendarError, Instant> => {
  if (isCivilDate(text)) return E.right(endOfSwedishDay(text));
  const instant = parseInstant(text);
  return instant._tag === 'Left' && typeof text === 'string' && !text.includes('T')
    ? refuse('InvalidInstant', 'known-at', text, 'a day YYYY-MM-DD (its end, in Sweden) or a time with Z or an offset')
    : instant;
};

/** How far Swedish clocks are ahead of UTC at an instant, in whole hours. */
export const swedishOffset = offsetAt;

/** The Swedish local time at an instant, `YYYY-MM-DDTHH:MM:SS.mmm±hh:mm`, for people to read; {@link parseInstant} reads it back. */
export const swedishLocalText = (instant: Instant): string => {
  const hours = offsetAt(instant);
  const hour = (twoDigits(instant, 11) + hours) % 24;
  return `${swedishDay(instant)}T${hour < 10 ? '0' : ''}${hour}${instant.slice(13, 23)}+0${hours}:00`;
};

/** Milliseconds from one instant to another, negative when `to` is earlier. */
export const millisecondsBetween = (from: Instant, to: Instant): number => instantToEpochMs(to) - instantToEpochMs(from);
