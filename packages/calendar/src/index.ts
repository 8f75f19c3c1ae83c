export { type CalendarError, type CalendarErrorTag, calendarError } from './error';
export * from './civil-date';
export { daysInMonth, isLeapYear } from './epoch-day';
export * from './duration';
export { addDuration } from './add-duration';
export * from './confidence';
export { calendarEntries, type CalendarEntry, dayName, type DayRule, firstCalendarYear, lastCalendarYear, type NonWorkingId } from './holidays';
export {
  type DatedHoliday, holidaysOfYear, isWorkingDay, lastWorkingDayOnOrBefore, nonWorking, type NonWorkingDay, publicHoliday, rollForward,
} from './working-day';
export * from './calendar-digest';
export * from './trace';
export * from './limit';
export * from './instant';
export * from './swedish-time';
export * from './quarter';
export * from './period';
export * from './recurrence';
export * from './fuzzy-date';
export { defaultFuzzyReadings, FuzzyReadings, MonthDay, YearSpan, yearSpan } from './fuzzy-readings';
export { type FuzzyContext, parseFuzzyDate } from './parse-fuzzy-date';
