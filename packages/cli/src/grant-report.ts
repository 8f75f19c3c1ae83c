/** A grant as it is printed: balances per tranche and part, and its remarks in the view. */
import { type Balance, balancesOf, concernsOf, grantFindings, type GrantState } from '@frist/grants';
import type { DomainFinding, RegisterRow } from '@frist/obligations';

/** One line of balances: a tranche or a part. */
export interface ScopeBalance {
  readonly key: string;
  readonly name: string | null;
  readonly diaryNumbers: readonly string[];
  /** Of a part: the tranche it belongs to, when told. */
  readonly tranche: string | null;
  readonly balance: Balance;
}

/** One grant as it is printed. */
export interface GrantReport {
  readonly stream: string;
  readonly board: string;
  readonly name: string;
  readonly year: number | null;
  readonly diaryNumbers: readonly string[];
  readonly concerns: readonly string[];
  readonly funder: string | null;
  readonly balance: Balance;
  readonly tranches: readonly ScopeBalance[];
  readonly parts: readonly ScopeBalance[];
  readonly findings: readonly DomainFinding[];
}

/** The report of one row of the register. */
export const grantReport = ({ stream, board, state }: RegisterRow<GrantState>, asOf: string): GrantReport => {
  const { grant, tranches, parts } = balancesOf(state);
  const { registered } = state;
  return {
    stream,
    board,
    name: registered?.name ?? stream,
    year: registered?.year ?? null,
    diaryNumbers: registered?.diaryNumbers ?? [],
    concerns: concernsOf(state),
    funder: registered?.funder ?? null,
    balance: grant,
    tranches: Object.entries(tranches).map(([key, balance]) => {
      const told = state.tranches[key as keyof typeof state.tranches];
      return { key, name: told?.name ?? null, diaryNumbers: told?.diaryNumbers ?? [], tranche: null, balance };
    }),
    parts: Object.entries(parts).map(([key, balance]) => {
      const told = state.parts[key as keyof typeof state.parts];
      return { key, name: told?.name ?? null, diaryNumbers: [], tranche: told?.tranche ?? null, balance };
    }),
    findings: grantFindings(state).filter(({ from }) => from === undefined || from <= asOf),
  };
};
