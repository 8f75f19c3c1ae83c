/** What a report of a domain is made from: a view in two times. */
import { type Board, type BucketRange, bucketsFrom, type Rows } from '@frist/event-sourcing';
import { ledger, type RegisterRow, type ReportView } from '@frist/obligations';

import type { Assembly } from './assembly';
import type { Snapshot } from './views';

/** The view, and the name of a register that was asked for and is not there. Rows may go on changing: what is kept of them must be copied. */
export const reportViewOf = (assembly: Assembly, { boards, rows, times }: Snapshot, board: Board | null): { readonly view: ReportView; readonly missing: () => string | null } => {
  let missing: string | null = null;
  const obligations = rows(ledger);
  const asked = boards.filter((candidate) => board === null || board === candidate);
  const filedOf = (name: string): Rows<RegisterRow> | null => {
    const register = assembly.registers.find((candidate) => candidate.register.name === name);
    if (register === undefined) missing ??= name;
    return register === undefined ? null : rows(register.projection);
  };
  const view: ReportView = {
    ...times,
    board,
    windowTables: assembly.windowTables,
    obligation: (id) => obligations.get(id),
    rows: <State>(name: string, shelves: readonly string[] = ['']) => {
      const found: RegisterRow<State>[] = [];
      const filed = filedOf(name);
      if (filed === null) return found;
      for (const candidate of asked) {
        // The report names the register and knows the state that belongs to it.
        for (const bucket of bucketsOf(candidate, shelves)) for (const [, row] of filed.list(bucket)) found.push(row as RegisterRow<State>);
      }
      return found.sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0));
    },
    counts: (name, shelves) => {
      const filed = filedOf(name);
      const counted = filed === null ? [] : asked.map((candidate) => [candidate, bucketsOf(candidate, shelves).reduce((sum, bucket) => sum + filed.count(bucket), 0)] as const);
      // As rows would tell it: a board of which there are none is not among them.
      return new Map(counted.filter(([, rowsThere]) => rowsThere > 0));
    },
  };
  return { view, missing: () => missing };
};

/** The buckets behind shelves, each once: a shelf that lies on another one would be read twice. */
const bucketsOf = (board: Board, shelves: readonly string[]): readonly BucketRange[] => {
  const apart = [...new Set(shelves)].filter((shelf, _, all) => !all.some((other) => other !== shelf && shelf.startsWith(other)));
  return ['findings', 'quiet'].flatMap((kind) => apart.map((shelf) => bucketsFrom(`${board}|${kind}|${shelf}`)));
};
