/** Grants in JSON (`frist.grants/1`). */
import type { Balance } from '@frist/grants';

import type { GrantReport, ScopeBalance } from '../grant-report';
import type { Lang } from '../language';
import { amountJson } from './amount';
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
    findings: grant.findings.map(({ rule, kind, title, events, values, counts }) => ({ rule, kind, title: title[lang], events, values: values ?? {}, ...(counts === undefined ? {} : { counts }) })),
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
