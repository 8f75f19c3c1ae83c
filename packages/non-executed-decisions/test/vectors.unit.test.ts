/** Computed cases: the clock, the limitation, the range of the fee, elapsed days. Each row is one case of the shared vectors, and some more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { daysBetween } from '@frist/calendar';

import { clockFrom, clockLimit, compile, feeLimitation, feeRangeOn, provisionOf, regimeOn } from '@frist/non-executed-decisions';

import { book, contactPerson, day, quarter, right } from './support';

interface ClockCase {
  readonly id: string;
  readonly op: string;
  readonly start: string;
}
const { cases } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'calendar', 'test', 'vectors', 'deadlines.json'), 'utf8')) as { readonly cases: readonly ClockCase[] };
const clocks = cases.filter(({ op }) => op === 'nonExecutedDecisionClock');

it('there are such cases', () => expect(clocks.length).toBeGreaterThanOrEqual(9));
it.each(clocks)('nonExecutedDecisionClock $id', ({ start, ...expected }) => expect(expected).toMatchObject({ ...clockFrom(day(start)) }));

it.each([
  ['no 31 Feb in a common year', '2024-11-29', '2025-02-28', '2025-03-01', '2025-Q1'],
  ['Midsummer Eve does not roll', '2024-03-21', '2024-06-21', '2024-06-22', '2024-Q2'],
  ['Q2 and Q3 of the real case', '2024-06-10', '2024-09-10', '2024-09-11', '2024-Q3'],
])('nonExecutedDecisionClock %s', (_, start, lastDay, overdueFrom, firstReportingQuarter) => {
  expect(clockFrom(day(start))).toEqual({ lastDay, overdueFrom, firstReportingQuarter });
  expect(right(clockLimit(day(start))).lastPermittedDay).toBe(lastDay);
});

it.each([
  ['E20', '2025-08-31', '2027-08-31'],
  ['leap day', '2024-02-29', '2026-02-28'],
  ['a Sunday is not moved', '2023-06-09', '2025-06-09'],
  ['New Year’s Day is not moved', '2024-01-01', '2026-01-01'],
])('limitation %s', (_, start, last) => expect(feeLimitation(day(start))).toBe(last));

it.each([
  ['2025-12-31', 10_000, 1_000_000, 'I'],
  ['2025-07-01', 10_000, 1_000_000, 'I'],
  ['2025-06-30', 10_000, 1_000_000, 'V'],
  ['2026-01-01', 15_000, 1_500_000, 'V'],
  ['2029-01-01', 15_000, 1_500_000, 'V'],
])('E22: fee range by the decision of %s', (on, lowest, highest, confidence) => {
  expect(feeRangeOn(day(on))).toMatchObject({ lowest: lowest * 100, highest: highest * 100, confidence });
});

it('E24: executed one day late: reportable, with its execution date; executed on the last day: not', async () => {
  const late = book();
  await late.tell('2024-11-30', 'recordDecision', contactPerson);
  await late.tell('2025-03-01', 'startExecution');
  expect((await late.compile('2025-Q1', '2025-04-01')).rows).toMatchObject([{ heading: 'new', executedOn: '2025-03-01', performs: ['2025-Q1'], missed: [] }]);
  const inTime = book();
  await inTime.tell('2024-11-30', 'recordDecision', contactPerson);
  await inTime.tell('2025-02-28', 'startExecution');
  expect((await inTime.compile('2025-Q1', '2025-04-01')).rows).toEqual([]);
});

it('elapsed days count from the decision to the end of the quarter, over the leap day and from the decision also after an interruption', async () => {
  const one = book();
  await one.tell('2023-11-30', 'recordDecision', contactPerson);
  expect((await one.compile('2024-Q1', '2024-04-01')).rows[0]?.days).toBe(122);
  expect(daysBetween(day('2023-11-30'), day('2024-03-31'))).toBe(122);
  await one.tell('2024-04-02', 'startExecution');
  await one.tell('2024-05-01', 'interruptExecution', { subject: contactPerson['subject'] });
  expect((await one.compile('2024-Q3', '2024-10-01', { compilations: [] })).rows.map(({ kind, days, decidedOn, since }) => [kind, days, decidedOn, since])).toEqual([
    ['decision', 305, '2023-11-30', '2023-11-30'],
    ['interruption', 305, '2023-11-30', '2024-05-01'],
  ]);
});

it('a regime is chosen by the day of the fact, at the transition of 2025-07-01', () => {
  expect(['2002-01-01', '2025-06-30', '2025-07-01'].map((on) => regimeOn('SoL', day(on)).regime)).toEqual(['SOL_2001', 'SOL_2001', 'SOL_2025']);
  expect(['1999-01-01', '2025-07-01'].map((on) => regimeOn('LSS', day(on)).regime)).toEqual(['LSS', 'LSS']);
  expect((['4:1', '4:2', '11:1', '12:1', '11:5', '12:2', '9'] as const).filter((code) => provisionOf(code).covered)).toEqual(['4:1', '11:1', '12:1', '9']);
});

it('each report has the regime in force on the day its window opens; the decision keeps its own', async () => {
  const one = book();
  await one.tell('2024-12-01', 'recordDecision', contactPerson);
  const regimes = async (of: string, asOf: string) => (await one.compile(of, asOf)).rows.map(({ regime, reportRegime }) => [regime, reportRegime]);
  expect(await regimes('2025-Q1', '2025-04-01')).toEqual([['SOL_2001', 'SOL_2001']]);
  expect(await regimes('2025-Q2', '2025-07-01')).toEqual([['SOL_2001', 'SOL_2025']]);
  expect(compile({ quarter: quarter('2025-Q2'), asOf: day('2025-07-01'), decisions: [], compilations: [] }).window).toMatchObject({ opens: '2025-07-01', closes: '2025-08-31', verified: false });
  expect(compile({ quarter: quarter('2019-Q2'), asOf: day('2019-07-01'), decisions: [], compilations: [] }).window).toMatchObject({ opens: '2019-07-01', closes: '2019-08-31', verified: true });
});
