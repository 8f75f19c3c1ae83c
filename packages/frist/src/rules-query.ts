/** Rules over time: every rule with its validity, basis and confidence; and the journaled dates that today would be others. */
import { bucketsFrom, type Board, type StreamName } from '@frist/event-sourcing';
import { type Bilingual, type DeadlineRule, driftOf, ledger, type RuleBook, type RuleDrift } from '@frist/obligations';

import type { Assembly } from './assembly';
import type { Query, ViewTimes } from './query';
import type { Snapshot } from './views';

/** A rule, and the domain it belongs to. */
export interface ListedRule extends DeadlineRule {
  readonly domain: string;
}

/** Every version of every rule, by id and version. */
export const rulesOf = (assembly: Assembly): readonly ListedRule[] =>
  assembly.domains
    .flatMap((domain) => domain.rules.map((rule): ListedRule => ({ ...rule, domain: domain.name })))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version));

/** A journaled date that today would be another. */
export interface ListedDrift extends RuleDrift {
  readonly board: Board;
  readonly stream: StreamName;
  readonly title: Bilingual;
  readonly concerns: readonly string[];
}

/** Journaled dates compared with today’s rules and calendar. */
export interface RuleDrifts extends ViewTimes {
  readonly judged: number;
  readonly drifts: readonly ListedDrift[];
}

/** Compares every journaled date in a view with what today's rules and calendar give. Reads the whole ledger. */
export const driftsIn = (book: RuleBook, { times, boards, rows, keep }: Snapshot, query: Query): RuleDrifts => {
  const drifts: ListedDrift[] = [];
  let judged = 0;
  for (const board of boards) {
    if (query.board !== undefined && query.board !== board) continue;
    for (const [, state] of rows(ledger).list(bucketsFrom(`${board}|`))) {
      judged += 1;
      for (const drift of driftOf(state, book)) {
        drifts.push(keep({ ...drift, board, stream: state.stream, title: state.incurred?.title ?? { sv: '–', en: '–' }, concerns: state.incurred?.concerns ?? [] }));
      }
    }
  }
  return { ...times, judged, drifts: drifts.sort((a, b) => (`${a.rule}|${a.obligationId}|${a.instance ?? ''}` < `${b.rule}|${b.obligationId}|${b.instance ?? ''}` ? -1 : 1)) };
};
