/** What comes, and how it went. Both walk what they tell of; neither is part of the check. */
import { type CivilDate, yearOf } from '@frist/calendar';
import type { Board } from '@frist/event-sourcing';

import { type Judging, noMeetings } from './axes';
import type { CheckSources } from './check';
import { lastDayOf } from './due';
import { findingOf, type ObligationFinding } from './finding';
import { meetingsFrom } from './meetings';
import { type JudgedCourse, standingsOf } from './standings';

type Sources = Pick<CheckSources, 'boards' | 'ledger' | 'meetings' | 'windowTables'>;

/** From which day, until which, and for whom. */
export interface ForecastOptions {
  readonly asOf: CivilDate;
  /** The last day that is looked at. */
  readonly until: CivilDate;
  readonly board?: Board;
}

/**
 * What falls due after `asOf` and by `until`, instances of recurring duties that have not begun included; by day. Conditional
 * duties are among it and say so. `O(what is open)`.
 *
 * @example forecast(sources, { asOf, until: unsafeCivilDate('2026-12-31') })
 */
export const forecast = (sources: Sources, { asOf, until, board }: ForecastOptions): readonly ObligationFinding[] => {
  const judging = judgingOf(sources, asOf);
  const found: { readonly day: CivilDate; readonly finding: ObligationFinding }[] = [];
  for (const own of boardsOf(sources, board)) {
    for (const file of ['dated|', 'lapsing|', 'open|']) {
      for (const [, state] of sources.ledger.list({ from: `${own}|${file}`, to: `${own}|${file}\x7f` })) {
        standingsOf(state, judging, sources.windowTables, until).forEach((judged, i, all) => {
          if (!owed.has(judged.standing.lifecycle)) return;
          const finding = findingOf(state, judged, judging, i === all.length - 1, (id) => sources.ledger.get(id) !== null);
          const due = finding.completion === null ? finding.due : finding.completion.due;
          const day = due === null || due === undefined ? null : lastDayOf(due);
          if (day !== null && day > asOf && day <= until) found.push({ day, finding });
        });
      }
    }
  }
  const keyOf = ({ day, finding }: (typeof found)[number]): string => `${day}|${finding.board}|${finding.title.en}|${finding.obligationId}|${finding.instance ?? ''}`;
  return found.map((one) => ({ ...one, key: keyOf(one) })).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ finding }) => finding);
};

const owed: ReadonlySet<string> = new Set(['conditional', 'active', 'suspended']);

/** How the duties of one kind and period went. */
export interface Outcome {
  readonly kind: string;
  /** The instance, else the year of the due date; null where there is no date. */
  readonly period: string | null;
  readonly metOnTime: number;
  readonly metLate: number;
  /** Not fulfilled, and past their day. */
  readonly overdue: number;
  readonly undetermined: number;
  /** Of those whose timeliness can be told; null when there is none. From 0 to 1. */
  readonly shareOnTime: number | null;
  /** Days late, of those met late, in order. */
  readonly daysLate: readonly number[];
}

/**
 * Share met on time per kind and period, and lateness in days, as of a day. What is not due yet counts nowhere, nor does what
 * was discharged. Walks the whole ledger.
 *
 * @example outcomes(sources, { asOf }) // [{ kind: 'lex-sarah/measure', period: '2024', shareOnTime: 0.85, … }]
 */
export const outcomes = (sources: Sources, { asOf, board }: Pick<ForecastOptions, 'asOf' | 'board'>): readonly Outcome[] => {
  const judging = judgingOf(sources, asOf);
  const groups = new Map<string, { readonly kind: string; readonly period: string | null; readonly judged: JudgedCourse[] }>();
  for (const own of boardsOf(sources, board)) {
    for (const [, state] of sources.ledger.list({ from: `${own}|`, to: `${own}|\x7f` })) {
      if (state.incurred === null) continue;
      const { kind } = state.incurred;
      for (const judged of standingsOf(state, judging, sources.windowTables)) {
        const day = judged.due === undefined ? null : lastDayOf(judged.due);
        const period = judged.instance ?? (day === null ? null : String(yearOf(day)).padStart(4, '0'));
        const key = `${kind}|${period ?? '~'}`;
        const group = groups.get(key) ?? { kind, period, judged: [] };
        groups.set(key, group);
        group.judged.push(judged);
      }
    }
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { kind, period, judged }]) => outcomeOf(kind, period, judged))
    .filter(({ metOnTime, metLate, overdue, undetermined }) => metOnTime + metLate + overdue + undetermined > 0);
};

const outcomeOf = (kind: string, period: string | null, judged: readonly JudgedCourse[]): Outcome => {
  const count = (value: string): number => judged.filter(({ standing }) => standing.timeliness === value).length;
  const [metOnTime, metLate, overdue] = [count('met-on-time'), count('met-late'), count('overdue')];
  const told = metOnTime + metLate + overdue;
  const daysLate = judged.flatMap(({ standing }) => (standing.timeliness === 'met-late' && standing.days !== null ? [standing.days] : [])).sort((a, b) => a - b);
  return { kind, period, metOnTime, metLate, overdue, undetermined: count('undetermined'), shareOnTime: told === 0 ? null : metOnTime / told, daysLate };
};

const boardsOf = ({ boards }: Sources, board: Board | undefined): readonly Board[] => [...new Set(boards)].filter((own) => board === undefined || own === board);

const judgingOf = ({ meetings }: Sources, asOf: CivilDate): Judging => ({ asOf, within: 0, meetings: meetings === undefined ? noMeetings : meetingsFrom(meetings) });
