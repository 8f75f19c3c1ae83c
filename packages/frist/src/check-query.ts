/** The check in a view: what is owed, overdue, undetermined or missing. */
import { check, type CheckOptions, type CheckSources, findingsAbout, ledger, meetingCalendar, meetingsFrom, type ObligationFinding } from '@frist/obligations';

import type { Assembly } from './assembly';
import type { CheckQuery, CheckReport } from './frist';
import type { Snapshot } from './views';

const usualWithin = 30;

/** Checks what a view holds. */
export const checkIn = (assembly: Assembly, snapshot: Snapshot, query: CheckQuery): CheckReport => {
  const { boards, times, keep, rows } = snapshot;
  const sources: CheckSources = {
    boards,
    ledger: rows(ledger),
    registers: assembly.registers.map(({ register, category, projection }) => ({ register, category, rows: rows(projection) })),
    crossings: assembly.crossings.map(({ crossing, projection }) => ({ crossing, rows: rows(projection) })),
    windowTables: assembly.windowTables,
    meetings: rows(meetingCalendar),
  };
  const result = check(sources, optionsOf(times.asOf, query));
  return {
    ...result,
    ...times,
    // What a domain finds may be part of a row; what the ledger finds is made anew.
    findings: result.findings.map((finding) => (finding.about === 'register' ? keep(finding) : finding)),
    anythingToCheck: boards.some((board) => query.board === undefined || query.board === board),
  };
};

/** Every finding about one obligation in the view, also when it is met or ended. */
export const findingsOn = (assembly: Assembly, { rows, times }: Snapshot, id: string): readonly ObligationFinding[] => {
  const obligations = rows(ledger);
  const state = obligations.get(id);
  const judging = { asOf: times.asOf, within: usualWithin, meetings: meetingsFrom(rows(meetingCalendar)) };
  return state === null ? [] : findingsAbout(state, judging, assembly.windowTables, (other) => obligations.get(other) !== null);
};

const optionsOf = (asOf: CheckOptions['asOf'], { board, within, onlyNear, settled }: CheckQuery): CheckOptions => ({
  asOf,
  within: within ?? usualWithin,
  ...(board === undefined ? {} : { board }),
  ...(onlyNear === undefined ? {} : { onlyNear }),
  ...(settled === undefined ? {} : { settled }),
});
