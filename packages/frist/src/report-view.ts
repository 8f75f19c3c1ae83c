/** What a report of a domain is made from: a view in two times. */
import { type Board, bucketsFrom } from '@frist/event-sourcing';
import { ledger, type RegisterRow, type ReportView } from '@frist/obligations';

import type { Assembly } from './assembly';
import type { Snapshot } from './views';

/** The view, and the name of a register that was asked for and is not there. Rows may go on changing: what is kept of them must be copied. */
export const reportViewOf = (assembly: Assembly, { boards, rows, times }: Snapshot, board: Board | null): { readonly view: ReportView; readonly missing: () => string | null } => {
  let missing: string | null = null;
  const obligations = rows(ledger);
  const view: ReportView = {
    ...times,
    board,
    windowTables: assembly.windowTables,
    obligation: (id) => obligations.get(id),
    rows: <State>(name: string, shelves: readonly string[] = ['']) => {
      const found: RegisterRow<State>[] = [];
      const register = assembly.registers.find((candidate) => candidate.register.name === name);
      if (register === undefined) {
        missing ??= name;
        return found;
      }
      const filed = rows(register.projection);
      // A shelf that lies on another one would be read twice.
      const apart = [...new Set(shelves)].filter((shelf, _, all) => !all.some((other) => other !== shelf && shelf.startsWith(other)));
      for (const candidate of boards) {
        if (board !== null && board !== candidate) continue;
        for (const quiet of ['findings', 'quiet']) {
          // The report names the register and knows the state that belongs to it.
          for (const shelf of apart) for (const [, row] of filed.list(bucketsFrom(`${candidate}|${quiet}|${shelf}`))) found.push(row as RegisterRow<State>);
        }
      }
      return found.sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0));
    },
  };
  return { view, missing: () => missing };
};
