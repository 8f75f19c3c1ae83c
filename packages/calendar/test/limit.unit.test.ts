import { computeLimit, Limit, renderTrace, statedLimit } from '@frist/calendar';

import { day, left, length, right } from './support';

describe('a limit', () => {
  const midsummer = right(computeLimit({ start: day('2024-05-31'), plus: length('P3W'), roll: 'statutory' }));

  it('gives both dates, the day to warn on and the steps in order', () => {
    expect(midsummer).toMatchObject({ start: '2024-05-31', plus: 'P3W', endDay: '2024-06-21', lastPermittedDay: '2024-06-24', warnOn: '2024-06-20' });
    expect(renderTrace(midsummer.trace, 'en')).toEqual([
      'start 2024-05-31', '+ 3 weeks = 2024-06-21', '2024-06-21 Midsummer Eve', '2024-06-22 Saturday', '2024-06-23 Sunday', '→ 2024-06-24',
    ]);
    expect(renderTrace(midsummer.trace, 'sv')).toEqual([
      'start 2024-05-31', '+ 3 veckor = 2024-06-21', '2024-06-21 midsommarafton', '2024-06-22 lördag', '2024-06-23 söndag', '→ 2024-06-24',
    ]);
  });

  it('says when the month lacks the day, and when a rule does not roll', () => {
    const clock = right(computeLimit({ start: day('2025-11-30'), plus: length('P3M'), roll: 'none' }));
    expect(renderTrace(clock.trace, 'en')).toEqual([
      'start 2025-11-30', '+ 3 months = 2026-02-28 (the month has no day 30: its last day)', '2026-02-28 Saturday, not moved', '→ 2026-02-28',
    ]);
    expect(renderTrace(clock.trace, 'sv')[1]).toBe('+ 3 månader = 2026-02-28 (månaden saknar dag 30: dess sista dag)');
    expect(clock.warnOn).toBe('2026-02-27');
  });

  it('of a stated day has no start', () => {
    const sunday = right(statedLimit({ day: day('2023-01-15'), roll: 'statutory' }));
    expect(renderTrace(sunday.trace, 'sv')).toEqual(['angiven dag 2023-01-15', '2023-01-15 söndag', '→ 2023-01-16']);
    expect(Object.keys(sunday)).toEqual(['roll', 'endDay', 'lastPermittedDay', 'warnOn', 'trace', 'calendar']);
    const agency = right(statedLimit({ day: day('2019-06-01'), roll: 'none' }));
    expect([agency.lastPermittedDay, agency.warnOn]).toEqual(['2019-06-01', '2019-05-31']);
  });

  it('carries the digest of the years that were looked up, not of the start year', () => {
    expect(midsummer.calendar).toMatch(/^se\/2024-2024\//);
    const newYear = right(computeLimit({ start: day('2027-12-17'), plus: length('P14D'), roll: 'statutory' }));
    expect([newYear.endDay, newYear.lastPermittedDay, newYear.calendar.slice(0, 13)]).toEqual(['2027-12-31', '2028-01-03', 'se/2027-2028/']);
    // A start before the calendar begins is no hindrance: a length of time needs no holidays.
    expect(right(computeLimit({ start: day('1975-05-05'), plus: length('P30Y'), roll: 'none' })).endDay).toBe('2005-05-05');
  });

  it('refuses hours, years without a calendar, and years past 9999', () => {
    expect(left(computeLimit({ start: day('2024-01-01'), plus: length('PT72H'), roll: 'none' }))._tag).toBe('InvalidDuration');
    expect(left(computeLimit({ start: day('2150-01-01'), plus: length('P60Y'), roll: 'none' }))._tag).toBe('CalendarNotCovered');
    expect(left(computeLimit({ start: day('9990-01-01'), plus: length('P60Y'), roll: 'none' }))._tag).toBe('OutOfRange');
  });

  it('is plain JSON and is refused when its dates are out of order', () => {
    expect(Limit.is(JSON.parse(JSON.stringify(midsummer)))).toBe(true);
    expect(Limit.is({ ...midsummer, warnOn: '2024-06-25' })).toBe(false);
    expect(Limit.is({ ...midsummer, note: 'x' })).toBe(false);
    expect(Limit.is({ ...midsummer, trace: [{ step: 'skipped', date: '2024-06-21', day: 'squeeze-day' }] })).toBe(false);
  });
});
