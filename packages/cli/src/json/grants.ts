/** Grants in JSON (`frist.grants/1`). */
import type { Balance } from '@frist/grants';
import type { Amount } from '@frist/obligations';

import type { GrantReport, ScopeBalance } from '../grant-report';
import type { Lang } from '../language';
import { schemaName } from './write';

/** All grants with their balances and findings, sorted by stream. */
export const grantsJson = (grants: readonly GrantReport[], times: { readonly asOf: string; readonly knownAt: string; readonly board: string | null }, lang: Lang): object => ({
  schema: schemaName('grants'),
  asOf: times.asOf,
  knownAt: times.knownAt,
  board: times.board,
  grants: grants.map((grant) => ({
    stream: grant.stream,
    board: grant.board,
    name: grant.name,
    year: grant.year,
    funder: grant.funder,
    diaryNumbers: grant.diaryNumbers,
    ...balanceJson(grant.balance),
    tranches: grant.tranches.map(({ key, name, diaryNumbers, balance }) => ({ tranche: key, name, diaryNumbers, ...balanceJson(balance) })),
    parts: grant.parts.map(({ key, name, tranche, balance }: ScopeBalance) => ({ part: key, name, tranche, ...balanceJson(balance) })),
    findings: grant.findings.map(({ rule, kind, title, events, values }) => ({ rule, kind, title: title[lang], events, values: values ?? {} })),
  })),
});

const balanceJson = (balance: Balance): object => ({
  claimed: amountJson(balance.claimed),
  awarded: amountJson(balance.awarded),
  received: amountJson(balance.received),
  transferred: amountJson(balance.transferred),
  used: amountJson(balance.used),
  unused: amountJson(balance.unused),
  repaid: amountJson(balance.repaid),
});

/** A whole number of öre, or a tagged value: `{ _tag: 'unknown' }`, `{ _tag: 'approximate', ore }`, with the words told where there are any. */
const amountJson = (amount: Amount): number | object => {
  if (typeof amount === 'number') return amount;
  const text = amount.text === undefined ? {} : { text: amount.text };
  return amount._tag === 'unknown' ? { _tag: amount._tag, ...text } : { _tag: amount._tag, ore: amount.ore, ...text };
};
