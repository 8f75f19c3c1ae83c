/**
 * The ledger: one row per obligation, folded by obligation id over all streams, filed so that a check reads what is
 * open and counts what is not. The only thing it knows are the facts in `facts.ts`.
 */
import type { CivilDate } from '@frist/calendar';
import type { Fact, Projection } from '@frist/event-sourcing';

import { type Lifecycle, type Standing, standingOf, noMeetings } from './axes';
import { obligationFactTypes, type ObligationId } from './facts';
import { evolveObligation, noObligation, type ObligationState } from './obligation';

/**
 * Where rows are filed, after the board's name:
 *  `dated|DAY`  one thing, active, due on one day: its timeliness follows from the day alone;
 *  `open|`      everything else that may still be owed: conditional, fuzzy, soft, recurring, suspended, windows;
 *  `met-…|`     fulfilled, by how;
 *  `ended|`     discharged or superseded for good;
 *  `void|`      annulled.
 */
export const ledger: Projection<ObligationState> = {
  name: 'ledger',
  version: '1',
  types: new Set(obligationFactTypes.map(({ type }) => type)),
  keyOf: (fact: Fact) => (fact.data as { readonly obligation: ObligationId }).obligation,
  initial: noObligation,
  evolve: evolveObligation,
  bucketOf: (state) => `${state.board}|${fileOf(state)}`,
};

const fileOf = (state: ObligationState): string => {
  const { incurred, due } = state;
  if (incurred === null) return 'open|';
  if (incurred.recurrence !== undefined) return state.superseded !== undefined || (state.discharged !== undefined && state.discharged.until === undefined) ? 'ended|' : 'open|';
  if (state.anomalies !== undefined) return 'open|';
  // Met, ended and void do not depend on the day any more.
  const standing = settled(state);
  if (standing !== null) return standing;
  const plain = incurred.activation.kind === 'at-once' || state.triggeredOn !== undefined;
  if (plain && due?.kind === 'fixed' && incurred.mode === 'achievement' && state.suspended === undefined && state.discharged === undefined && incurred.endsAtDueDate !== true) {
    return `dated|${due.limit.lastPermittedDay}`;
  }
  return 'open|';
};

const settled = (state: ObligationState): string | null => {
  if (state.discharged?.until !== undefined) return null;
  const anyDay = '9999-12-31' as CivilDate;
  const { lifecycle, timeliness }: Standing = standingOf(state, state, state.due, { asOf: anyDay, within: 0, meetings: noMeetings });
  const ends: readonly Lifecycle[] = ['fulfilled', 'discharged', 'superseded'];
  if (!ends.includes(lifecycle)) return null;
  // "At the next meeting" may still turn out to have been another day.
  if (state.due?.kind === 'at-meeting') return null;
  return lifecycle === 'fulfilled' ? `${timeliness}|` : 'ended|';
};
