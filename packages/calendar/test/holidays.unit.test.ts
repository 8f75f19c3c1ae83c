/** The holidays as dated data, their digest, and what an independent package says of the same years. */
import Holidays from 'date-holidays';

import {
  calendarDigest, calendarEntries, calendarListing, CalendarDigest, digestOfToday, holidaysOfYear, isKnownDigest, isWorkingDay, lastWorkingDayOnOrBefore,
  nonWorking, parseCalendarDigest, publicHoliday, rollForward, statedLimit,
} from '@frist/calendar';

import { day, left, right } from './support';

const idOf = (text: string): string | undefined => {
  const found = right(nonWorking(day(text)));
  return found._tag === 'Some' ? found.value.id : undefined;
};
const holidayOf = (text: string): string | undefined => {
  const found = right(publicHoliday(day(text)));
  return found._tag === 'Some' ? found.value.id : undefined;
};

describe('names', () => {
  it.each([
    ['2024-06-21', 'midsummer-eve', undefined],
    ['2024-06-22', 'saturday', 'midsummer-day'],
    ['2024-06-23', 'sunday', 'sunday'],
    ['2024-03-31', 'sunday', 'easter-sunday'],
    ['2024-12-24', 'christmas-eve', undefined],
    ['2024-12-31', 'new-years-eve', undefined],
    ['2008-05-01', 'may-day', 'may-day'],
    ['2024-11-02', 'saturday', 'all-saints-day'],
    ['2004-05-31', 'whit-monday', 'whit-monday'],
    ['2005-05-16', undefined, undefined],
    ['2004-06-07', undefined, undefined],
    ['2005-06-06', 'national-day', 'national-day'],
    // No roll: Maundy Thursday, Epiphany Eve, Walpurgis Eve, squeeze days.
    ['2024-03-28', undefined, undefined],
    ['2026-01-05', undefined, undefined],
    ['2024-04-30', undefined, undefined],
    ['2024-05-10', undefined, undefined],
  ])('%s is %s for a limit and %s as a holiday', (text, limit, holiday) => {
    expect([idOf(text), holidayOf(text)]).toEqual([limit, holiday]);
  });

  it('every entry says since when and by what law, and both holidays of a shared day are listed', () => {
    for (const { basis, from, sv, en } of calendarEntries) expect([basis, from, sv, en].every((text) => text !== '')).toBe(true);
    const shared = right(holidaysOfYear(2008)).filter(({ date }) => date === '2008-05-01');
    expect(shared.map(({ id }) => id)).toEqual(['may-day', 'ascension-day']);
  });
});

describe('years not covered', () => {
  it.each(['1989-12-29', '2200-01-01'])('%s is refused, never taken for a working day', (text) => {
    const date = day(text);
    for (const answer of [nonWorking(date), publicHoliday(date), isWorkingDay(date), rollForward(date), lastWorkingDayOnOrBefore(date), statedLimit({ day: date, roll: 'none' })]) {
      expect(left<{ _tag: string }, unknown>(answer)._tag).toBe('CalendarNotCovered');
    }
  });

  it('a walk that leaves the covered years is refused', () => {
    expect(left(rollForward(day('2199-12-31')))._tag).toBe('CalendarNotCovered');
    expect(left(lastWorkingDayOnOrBefore(day('1990-01-01')))._tag).toBe('CalendarNotCovered');
    expect(left(holidaysOfYear(2024.5))._tag).toBe('CalendarNotCovered');
    expect(left(calendarDigest(1989, 1990))._tag).toBe('CalendarNotCovered');
    expect(left(calendarDigest(2025, 2024))._tag).toBe('OutOfRange');
  });
});

describe('digest', () => {
  it('names its country and years, and holds the listing', () => {
    const digest = right(calendarDigest(2024, 2025));
    expect(digest).toMatch(/^se\/2024-2025\/sha256:[0-9a-f]{64}$/);
    expect(right(digestOfToday(digest))).toBe(digest);
    expect(isKnownDigest(digest)).toBe(true);
    const listing = right(calendarListing(2024, 2025));
    expect(listing.split('\n').slice(0, 5)).toEqual([
      'non-working days, se, 2024-2025', 'weekly saturday', 'weekly sunday', '2024-01-01 new-years-day', '2024-01-06 epiphany',
    ]);
    expect(listing).toContain('2025-06-20 midsummer-eve\n');
  });

  // A journaled digest must never become unknown by accident: these two are written down.
  it.each(['se/2024-2024/sha256:934c4bbb34f52d314e0bbf466d393d928dbc38c8d1478fa1a230be4cc5390c18', 'se/2004-2005/sha256:71aa2bdc31063514882b493538304bb59ba5e3de8d1e96ed94f201bf1bb5c44a'])('%s stays what it was', (text) => {
    expect(isKnownDigest(right(parseCalendarDigest(text)))).toBe(true);
  });

  it('one that this calendar does not give is well-formed and unknown', () => {
    const other = right(parseCalendarDigest(`se/2024-2024/sha256:${'0'.repeat(64)}`));
    expect(isKnownDigest(other)).toBe(false);
    expect(isKnownDigest(right(parseCalendarDigest(`se/1950-1950/sha256:${'0'.repeat(64)}`)))).toBe(false);
    expect(CalendarDigest.is('se/2025-2024/sha256:'.padEnd(84, '0'))).toBe(false);
    expect(left(parseCalendarDigest('sha256:00'))._tag).toBe('InvalidDigest');
  });
});

/**
 * The package date-holidays (for development only) calls the holidays `public` and the three eves `bank`. It lists no
 * ordinary Saturday or Sunday, and more days than the law (`observance`, `optional`: Maundy Thursday, Walpurgis Eve…).
 * It differs in one thing: it has Whit Monday as an observance in the years before 2005 as well.
 */
describe('an independent package agrees', () => {
  const theirs = new Holidays('SE');
  const listed = (year: number): readonly string[] =>
    theirs
      .getHolidays(year)
      .filter(({ type }) => type === 'public' || type === 'bank')
      .map(({ date, type }) => `${date.slice(0, 10)} ${type === 'bank' ? 'eve' : 'public-holiday'}`)
      .sort();
  const ours = (year: number): readonly string[] =>
    right(holidaysOfYear(year))
      .filter(({ id }) => id !== 'whit-monday')
      .map(({ date, group }) => `${date} ${group}`)
      .sort();

  it.each(Array.from({ length: 12 }, (_, i) => 2019 + i))('%i', (year) => expect(ours(year)).toEqual(listed(year)));

  it('and in all years 1990–2099', () => {
    // Two holidays on one day are one line there.
    for (let year = 1990; year <= 2099; year += 1) expect([year, ...new Set(ours(year))]).toEqual([year, ...new Set(listed(year))]);
  });
});
