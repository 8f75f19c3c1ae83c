/** The check in a view: what is owed, overdue, undetermined or missing. */
import { check, type CheckOptions, type CheckSources, type Finding, findingsAbout, ledger, type ObligationFinding } from '@frist/obligations';

import type { Assembly } from './assembly';
import type { CheckQuery, CheckReport } from './frist';
import { meetingsFrom, meetingsProjection } from './meetings';
import type { Snapshot } from './views';

/** Checks what a view holds. */
export const checkIn = (assembly: Assembly, snapshot: Snapshot, query: CheckQuery): CheckReport => {
  const { boards, times, keep, rows } = snapshot;
  const sources: CheckSources = {
    boards,
    ledger: rows(ledger),
    registers: assembly.registers.map(({ register, projection }) => ({ register, rows: rows(projection) })),
    windowTables: assembly.windowTables,
  };
  const result = check(sources, optionsOf(snapshot, query));
  return {
    ...result,
    ...times,
    findings: result.findings.map((finding) => detached(finding, keep)),
    anythingToCheck: boards.some((board) => query.board === undefined || query.board === board),
  };
};

/** Every finding about one obligation in the view. */
export const findingsOn = (assembly: Assembly, { rows, times, keep }: Snapshot, id: string): readonly ObligationFinding[] => {
  const state = rows(ledger).get(id);
  const judging = { asOf: times.asOf, within: defaultWithin, meetings: meetingsFrom(rows(meetingsProjection)) };
  return state === null ? [] : findingsAbout(state, judging, assembly.windowTables).map((finding) => detached(finding, keep));
};

const defaultWithin = 30;

const optionsOf = ({ times, rows }: Snapshot, { board, within, onlyNear }: CheckQuery): CheckOptions => ({
  asOf: times.asOf,
  within: within ?? defaultWithin,
  meetings: meetingsFrom(rows(meetingsProjection)),
  ...(board === undefined ? {} : { board }),
  ...(onlyNear === undefined ? {} : { onlyNear }),
});

/** A finding that no later catch-up reaches into: only these parts of it are ever changed in place. */
const detached = <F extends Finding>(finding: F, keep: Snapshot['keep']): F => {
  if (finding.about === 'register') return keep(finding);
  return finding.anomalies.length === 0 ? finding : { ...finding, anomalies: keep(finding.anomalies) };
};
