/** `frist grants`: balances and remarks of state grants, per grant, tranche and part. */
import { type Balance, balancesOf, concernsOf, grantFindings, type GrantState } from '@frist/grants';
import type { DomainFinding, RegisterRow } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import { failedBy } from '../failure-text';
import { grantsJson } from '../json/grants';
import { json } from '../json/write';
import type { Context, Outcome } from '../outcome';
import type { Raw } from '../raw';
import { readingOptions } from '../reading-options';
import { reading } from '../register';
import { grantsTable } from '../render/grants-table';

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

/** Runs `frist grants`. */
export const grantsCommand = async (raw: Raw, context: Context): Promise<Outcome> => {
  const options = readingOptions(raw, context);
  if (E.isLeft(options)) return options.left;
  const { query, json: asJson } = options.right;
  return reading(options.right, context, async (frist) => {
    const answer = await frist.register<GrantState>('grants', query)();
    if (E.isLeft(answer)) return failedBy(answer.left, context.words);
    const { asOf, knownAt, rows } = answer.right;
    const grants = rows.map((row) => grantReport(row, asOf));
    const times = { asOf, knownAt, board: query.board ?? null };
    const code = grants.length === 0 ? ExitCode.nothing : ExitCode.ok;
    if (asJson) return { code, out: json(grantsJson(grants, times, context.langGiven ? context.lang : 'en')) };
    return { code, out: grants.length === 0 ? `${context.words.grants.empty}\n` : grantsTable(grants, times, context) };
  });
};

const grantReport = ({ stream, board, state }: RegisterRow<GrantState>, asOf: string): GrantReport => {
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
