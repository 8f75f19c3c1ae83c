/** Both times of a view, as a person reads them. */
import { endOfSwedishDay, type Instant, swedishDay, swedishLocalText } from '@frist/calendar';

/** A day, when the instant is its end; else day, hour and minute by Swedish clocks. */
export const knownAtText = (instant: Instant): string => {
  const day = swedishDay(instant);
  if (instant === endOfSwedishDay(day)) return day;
  return `${day} ${swedishLocalText(instant).slice(11, 16)}`;
};

/** When something was recorded, by Swedish clocks, to the minute. */
export const momentText = (instant: Instant): string => `${swedishDay(instant)} ${swedishLocalText(instant).slice(11, 16)}`;
