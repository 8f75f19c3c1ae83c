/** The year's deviations: each counts once, by where it stood at the end of the year. */
import { type CivilDate, minDate } from '@frist/calendar';

import type { Deviation } from '../deviation/deviation';
import { type Counting, yearDays } from './count';

/** Deviations reported in a year, by where they stood at its end; the others add up to `received`. */
export interface DeviationStatistics {
  readonly received: number;
  /** Received by somebody responsible; nothing more has happened. */
  readonly takenOver: number;
  readonly investigating: number;
  /** Investigated and closed, or decided not to be investigated. */
  readonly closed: number;
  readonly notTakenOver: number;
  readonly moved: number;
  readonly promoted: number;
}

type Standing = Exclude<keyof DeviationStatistics, 'received'>;

/** Where a deviation stood on a day. What became a lex Sarah report stays so counted when it is closed here. */
export const deviationStanding = ({ steps }: Deviation, cut: CivilDate): Standing => {
  const told = steps.filter(({ on }) => on <= cut).map(({ step }) => step);
  if (told.includes('promoted')) return 'promoted';
  const last = told.at(-1);
  if (last === undefined) return 'notTakenOver';
  // Taken over by somebody else in the middle of an investigation.
  if (last === 'taken-over') return told.includes('investigating') ? 'investigating' : 'takenOver';
  return last === 'moved' ? 'moved' : last === 'investigating' ? 'investigating' : 'closed';
};

/** Counts a year's deviations. `O(n)`. */
export const countDeviations = (deviations: readonly Deviation[], { year, asOf }: Pick<Counting, 'year' | 'asOf'>): DeviationStatistics => {
  const { from, to } = yearDays(year);
  const cut = minDate(asOf, to);
  const sum = { received: 0, takenOver: 0, investigating: 0, closed: 0, notTakenOver: 0, moved: 0, promoted: 0 };
  for (const deviation of deviations) {
    const { reported } = deviation;
    if (reported === null || reported.on < from || reported.on > cut) continue;
    sum.received += 1;
    sum[deviationStanding(deviation, cut)] += 1;
  }
  return sum;
};
