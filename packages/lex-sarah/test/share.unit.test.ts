/** The share of measures carried out within the decided time: on both sides of a due date, of a rescheduling and of a year’s end. */
import { countYear } from '@frist/lex-sarah';

import { book, client, day, measure, received, reportsOf } from './support';

type Step = readonly [on: string, command: 'carryOutMeasure' | 'dropMeasure', due?: undefined] | readonly [on: string, command: 'rescheduleMeasure', due: string];

const shareOf = async (due: string, steps: readonly Step[], year: number, asOf = '2029-12-31') => {
  const one = book();
  await one.tell('a', '2022-01-10', 'receiveReport', received);
  await one.tell('a', '2022-02-01', 'decideMeasure', measure('m', due));
  for (const [on, command, to] of steps) await one.tell('a', on, command, { measure: 'm', ...(command === 'carryOutMeasure' ? {} : { by: 'manager', client, reason: 'r' }), ...(to === undefined ? {} : { due: to }) });
  const { measuresDue, measuresInTime, measuresLate, measuresOverdue } = countYear(await reportsOf(one, asOf), { year, asOf: day(asOf) });
  expect(measuresDue).toBe(measuresInTime + measuresLate + measuresOverdue);
  return measuresDue === 0 ? 'none' : measuresInTime === 1 ? 'in-time' : measuresLate === 1 ? 'late' : 'overdue';
};

it.each([
  ['the day before', '2022-05-30', 'in-time'],
  ['on the day', '2022-05-31', 'in-time'],
  ['the day after', '2022-06-01', 'late'],
])('carried out %s it was due', async (_, on, expected) => {
  expect(await shareOf('2022-05-31', [[on, 'carryOutMeasure']], 2022)).toBe(expected);
});

it.each([
  ['2022-05-30', 'none'],
  ['2022-05-31', 'none'],
  ['2022-06-01', 'overdue'],
])('not carried out, seen on %s', async (asOf, expected) => {
  expect(await shareOf('2022-05-31', [], 2022, asOf)).toBe(expected);
});

it('done on its day counts that very day; done before, once the day has come', async () => {
  expect(await shareOf('2022-05-31', [['2022-05-31', 'carryOutMeasure']], 2022, '2022-05-31')).toBe('in-time');
  expect(await shareOf('2022-05-31', [['2022-04-01', 'carryOutMeasure']], 2022, '2022-05-30')).toBe('none');
});

it.each([
  ['the day before', '2022-05-30', '2022-08-31', 'in-time'],
  ['on the day', '2022-05-31', '2022-08-31', 'in-time'],
  ['the day after: what was missed stays missed', '2022-06-01', '2022-08-31', 'late'],
])('rescheduled %s', async (_, on, to, expected) => {
  expect(await shareOf('2022-05-31', [[on, 'rescheduleMeasure', to], ['2022-08-31', 'carryOutMeasure']], 2022)).toBe(expected);
});

it('rescheduled into another year: in time it counts there, too late it counts here, and never twice', async () => {
  const intoNext = async (on: string, year: number) => shareOf('2022-12-15', [[on, 'rescheduleMeasure', '2023-03-01'], ['2023-02-01', 'carryOutMeasure']], year);
  expect([await intoNext('2022-12-15', 2022), await intoNext('2022-12-15', 2023)]).toEqual(['none', 'in-time']);
  expect([await intoNext('2022-12-16', 2022), await intoNext('2022-12-16', 2023)]).toEqual(['overdue', 'none']);
});

it('to an earlier day: the earlier day counts', async () => {
  expect(await shareOf('2022-12-15', [['2022-03-01', 'rescheduleMeasure', '2022-04-01'], ['2022-04-02', 'carryOutMeasure']], 2022)).toBe('late');
});

it.each([
  ['2022-12-31', '2022-12-31', 'in-time', 'none'],
  ['2022-12-31', '2023-01-01', 'overdue', 'none'],
  ['2023-01-01', '2022-12-31', 'none', 'in-time'],
  ['2023-01-01', '2023-01-01', 'none', 'in-time'],
  ['2023-01-01', '2023-01-02', 'none', 'late'],
])('due %s, carried out %s', async (due, on, here, next) => {
  expect([await shareOf(due, [[on, 'carryOutMeasure']], 2022), await shareOf(due, [[on, 'carryOutMeasure']], 2023)]).toEqual([here, next]);
});

it('seen on the last day of the year, and on the first of the next', async () => {
  expect([await shareOf('2022-12-31', [], 2022, '2022-12-31'), await shareOf('2022-12-31', [], 2022, '2023-01-01')]).toEqual(['none', 'overdue']);
});

it('dropped on its day it does not count; dropped after it was missed', async () => {
  expect([await shareOf('2022-05-31', [['2022-05-31', 'dropMeasure']], 2022), await shareOf('2022-05-31', [['2022-06-01', 'dropMeasure']], 2022)]).toEqual(['none', 'overdue']);
});
