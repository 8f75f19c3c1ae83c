/** The years in which a report matters to yearly statistics: its rows are filed by them, so that a year reads only its own. */
import { yearOf } from '@frist/calendar';

import { isOpenMeasure, type LexSarahReport } from '../report/report';

/** No report is older than the duty to report. */
const firstYear = 1990;
const longest = 9;

/**
 * The shelf of a row: the first year it matters in, and how many more; `x` while something is still to come, or long.
 *
 * @example shelfOfReport(row.state) // '2019.1'
 */
export const shelfOfReport = ({ received, completed, notified, answers, measures, from, to }: LexSarahReport): string => {
  if (received === null || from === null || to === null) return 'none';
  const first = yearOf(from);
  const all = Object.values(measures);
  const open = completed === null || (notified !== null && answers.length === 0) || all.some(isOpenMeasure);
  const last = all.flatMap(({ dues }) => dues.flatMap(({ due }) => (due === null ? [] : [yearOf(due)]))).reduce((a, b) => Math.max(a, b), yearOf(to));
  return `${first}.${open || last - first > longest ? 'x' : last - first}`;
};

/** The shelves with everything that a year's statistics read; the year before is read for comparison. */
export const shelvesOf = (year: number): readonly string[] => {
  const shelves: string[] = [];
  for (let first = firstYear; first <= year; first += 1) shelves.push(`${first}.x`);
  for (let span = 0; span <= longest; span += 1) {
    for (let first = Math.max(firstYear, year - 1 - span); first <= year; first += 1) shelves.push(`${first}.${span}`);
  }
  return shelves;
};
