/**
 * Yearly statistics: a pure function of register rows. What happened after the year's end does not count, so a year's figures
 * stay what they were, unless something is told late or corrected.
 */
import { addDuration, type CivilDate, daysBetween, durationOf, minDate, unsafeCivilDate, yearOf } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import type { Assessment } from '../report/events';
import type { LexSarahReport } from '../report/report';
import { defaultTargets, type Target } from '../targets';
import { judged } from './judged';

/** The year's figures of a board, or of some of its units. Counts; days in civil days; null: nothing to count from. */
export interface YearlyStatistics {
  readonly year: number;
  /** Received in the year. */
  readonly received: number;
  /** Investigations completed in the year, whenever the report was received. */
  readonly completed: number;
  /** Of those, received in the year: decided within the year. */
  readonly completedReceivedInYear: number;
  readonly completedReceivedEarlier: number;
  /** Completed in the year before. */
  readonly completedYearBefore: number;
  /** Received and not completed by the end of the year: carried over. */
  readonly notInvestigated: number;
  /** From receipt to completion, of those completed in the year. */
  readonly averageDays: number | null;
  readonly medianDays: number | null;
  /** Completed no later than the board’s own target after receipt. */
  readonly withinTarget: number;
  /** The target in months; null: none set. */
  readonly targetMonths: number | null;
  /** Of those completed in the year, as assessed by the end of the year. */
  readonly assessed: Readonly<Record<Assessment | 'not-assessed', number>>;
  /** Notified to the inspectorate in the year. */
  readonly notified: number;
  /** Of those, before the investigation was completed. */
  readonly notifiedBeforeCompleted: number;
  /** Of those, closed by the inspectorate without further measures by the end of the year. */
  readonly closedByInspectorate: number;
  /** Of those, without an answer by the end of the year. */
  readonly pendingAtInspectorate: number;
  /** Investigations completed in the year with no measure decided by the end of it. */
  readonly withoutMeasures: number;
  readonly withMeasures: number;
  /** Measures decided in the year. */
  readonly measuresDecided: number;
  /** Measures whose decided time ended in the year; the three that follow add up to it. */
  readonly measuresDue: number;
  readonly measuresInTime: number;
  /** Carried out after the decided time and by the end of the year. */
  readonly measuresLate: number;
  /** Not carried out by the end of the year. */
  readonly measuresOverdue: number;
  /** Of those due in the year, effect followed up by the end of it. */
  readonly effectFollowedUp: number;
}

/** What is counted, and from where. */
export interface Counting {
  readonly year: number;
  /** The day of the view. */
  readonly asOf: CivilDate;
  readonly targets?: readonly Target[];
  /** Completed in the year before, and not among the reports given. Default 0. */
  readonly alsoYearBefore?: number;
}

/** First and last day of a year. */
export const yearDays = (year: number): { readonly from: CivilDate; readonly to: CivilDate } => {
  const text = String(year).padStart(4, '0');
  return { from: unsafeCivilDate(`${text}-01-01`), to: unsafeCivilDate(`${text}-12-31`) };
};

/**
 * Counts a year. `O(reports and measures)`.
 *
 * @example countYear(rows.map(({ state }) => state), { year: 2019, asOf }).measuresInTime
 */
export const countYear = (reports: readonly LexSarahReport[], { year, asOf, targets = defaultTargets, alsoYearBefore = 0 }: Counting): YearlyStatistics => {
  const { from, to } = yearDays(year);
  const cut = minDate(asOf, to);
  const inYear = (on: CivilDate): boolean => on >= from && on <= cut;
  const target = targets.find(({ what, from: start }) => what === 'investigation' && start === 'report') ?? null;
  const sum = {
    received: 0, completedReceivedInYear: 0, completedReceivedEarlier: 0, completedYearBefore: alsoYearBefore, notInvestigated: 0, withinTarget: 0, notified: 0, notifiedBeforeCompleted: 0,
    closedByInspectorate: 0, pendingAtInspectorate: 0, withoutMeasures: 0, withMeasures: 0, measuresDecided: 0, measuresInTime: 0, measuresLate: 0, measuresOverdue: 0, effectFollowedUp: 0,
  };
  const assessed: Record<Assessment | 'not-assessed', number> = { none: 0, misconduct: 0, 'palpable-risk': 0, serious: 0, 'palpable-risk-serious': 0, 'not-assessed': 0 };
  const days: number[] = [];
  for (const { received, completed, assessments, notified, answers, measures } of reports) {
    if (received === null || received.on > cut) continue;
    const all = Object.values(measures);
    if (received.on >= from) sum.received += 1;
    if (completed === null || completed.on > cut) sum.notInvestigated += 1;
    else if (completed.on >= from) {
      if (received.on >= from) sum.completedReceivedInYear += 1;
      else sum.completedReceivedEarlier += 1;
      days.push(daysBetween(received.on, completed.on));
      if (target !== null && isWithin(received.on, completed.on, target.months)) sum.withinTarget += 1;
      assessed[assessments.filter(({ on }) => on <= cut).at(-1)?.assessment ?? 'not-assessed'] += 1;
      if (all.some(({ decided }) => decided !== null && decided.on <= cut)) sum.withMeasures += 1;
      else sum.withoutMeasures += 1;
    } else if (yearOf(completed.on) === year - 1) sum.completedYearBefore += 1;
    if (notified !== null && inYear(notified.on)) {
      sum.notified += 1;
      if (completed === null || notified.on < completed.on) sum.notifiedBeforeCompleted += 1;
      const answer = answers.filter(({ on }) => on <= cut).at(-1);
      if (answer === undefined) sum.pendingAtInspectorate += 1;
      else if (answer.outcome === 'closed-without-measures') sum.closedByInspectorate += 1;
    }
    for (const measure of all) {
      if (measure.decided !== null && inYear(measure.decided.on)) sum.measuresDecided += 1;
      const how = judged(measure, cut, asOf);
      if (how.outcome === 'not-due' || how.due < from) continue;
      if (how.outcome === 'in-time') sum.measuresInTime += 1;
      else if (how.outcome === 'late') sum.measuresLate += 1;
      else sum.measuresOverdue += 1;
      if (measure.effect !== null && measure.effect.first <= cut) sum.effectFollowedUp += 1;
    }
  }
  const completed = days.length;
  return {
    year,
    ...sum,
    completed,
    averageDays: completed === 0 ? null : days.reduce((a, b) => a + b, 0) / completed,
    medianDays: medianOf(days),
    targetMonths: target?.months ?? null,
    assessed,
    measuresDue: sum.measuresInTime + sum.measuresLate + sum.measuresOverdue,
  };
};

const medianOf = (numbers: readonly number[]): number | null => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
};

const isWithin = (from: CivilDate, day: CivilDate, months: number): boolean => {
  const length = durationOf(months, 'months');
  const end = E.isLeft(length) ? length : addDuration(from, length.right);
  return E.isRight(end) && day <= end.right;
};
