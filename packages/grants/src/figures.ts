/** Balances and states of a grant by name, for comparing two views. */
import type { Amount } from '@frist/obligations';

import { type Balance, balancesOf } from './balances';
import type { GrantState } from './state';

/**
 * `grant.received`, `tranche.KEY.used`, `part.KEY.unused` …, and `account.KEY`: how far an account has come.
 *
 * @example figuresOf(row.state)['account.final'] // 'submitted'
 */
export const figuresOf = (state: GrantState): Readonly<Record<string, Amount | string>> => {
  const { grant, tranches, parts } = balancesOf(state);
  const flat = (name: string, balance: Balance): readonly (readonly [string, Amount])[] =>
    Object.entries(balance).map(([figure, amount]: [string, Amount]) => [`${name}.${figure}`, amount] as const);
  const keys = [...new Set([...Object.keys(state.reports), ...Object.keys(state.accounts)])] as (keyof GrantState['accounts'])[];
  return Object.fromEntries<Amount | string>([
    ...flat('grant', grant),
    ...Object.entries(tranches).flatMap(([key, balance]) => flat(`tranche.${key}`, balance)),
    ...Object.entries(parts).flatMap(([key, balance]) => flat(`part.${key}`, balance)),
    ...keys.map((key) => [`account.${key}`, state.accounts[key]?.findLast(({ step }) => step !== 'dispatched')?.step ?? 'required'] as const),
  ]);
};
