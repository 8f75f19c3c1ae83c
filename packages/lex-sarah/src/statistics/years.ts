/** The years in which a report matters to yearly statistics: its rows are filed by them, so that a year reads only its own. */
import { yearOf } from '@frist/calendar';

import { datesOf, isOpenMeasure, type LexSarahReport } from '../report/report';

/** No report is older than the duty to report. */
const firstYear = 1990;
const longest = 9;

/**
 * The shelf of a row: the first year it matters in, how many more (`x` while something is still to come, or long), and in
 * which of them the investigation was completed.
 *
 * @example shelfOfReport(row.state) // '2019.1.0'
 */
export const shelfOfReport = ({ received, completed, notified, answers, measures, from, to }: LexSarahReport): string => {
  if (received === null || from === null || to === null) return 'none';
  const first = yearOf(from);
  const all = Object.values(measures);
  const open = completed === null || (notified !== null && answers.length === 0) || all.some(isOpenMeasure);
  const last = all.flatMap((measure) => datesOf(measure).flatMap(({ due }) => (due === undefined ? [] : [yearOf(due)]))).reduce((a, b) => Math.max(a, b), yearOf(to));
  return `${first}.${open || last - first > longest ? 'x' : last - first}.${completed === null ? '-' : yearOf(completed.on) - first}`;
};

/** The shelves with every row that matters in a year. */
export const shelvesOf = (year: number): readonly string[] => {
  const shelves: string[] = [];
  for (let first = firstYear; first <= year; first += 1) shelves.push(`${first}.x.`);
  for (let span = 0; span <= longest; span += 1) {
    for (let first = Math.max(firstYear, year - span); first <= year; first += 1) shelves.push(`${first}.${span}.`);
  }
  return shelves;
};

/** The shelves with the rows that were completed in a year and matter in none after it: with those of {@link shelvesOf} the year after, all that were completed. */
export const completedLastIn = (year: number): readonly string[] => Array.from({ length: longest + 1 }, (_, span) => `${year - span}.${span}.${span}`);
