/**
 * The ledger: one row per obligation, folded by obligation id over all streams, filed so that a check reads what is
 * open and counts what is not. The only thing it knows are the facts in `facts.ts`.
 */
import { lastCivilDate } from '@frist/calendar';
import type { Fact, Projection } from '@frist/event-sourcing';

import { noMeetings, standingOf } from './axes';
import { evolveObligation } from './evolve-obligation';
import { obligationFactTypes, type ObligationId } from './facts';
import { noObligation, type ObligationState } from './obligation';
import { tallyOf } from './standings';

/**
 * Where rows are filed, after the board's name:
 *  `dated|DAY`    one thing, active, due on one day: its timeliness follows from the day alone;
 *  `lapsing|DAY`  the same, but it ends with its day;
 *  `open|`        everything else that may still be owed: conditional, fuzzy, soft, recurring, suspended, windows,
 *                 what was sent back, what may all be done already, and whatever has an anomaly;
 *  `met-…|`, `undetermined|`, `not-applicable|`  fulfilled, by how;
 *  `ended|`       discharged or superseded for good;
 *  `closed|XYZ`   recurring, nothing of it open: so many instances met on time, met late, ended (one base-36 digit each).
 */
export const ledger: Projection<ObligationState> = {
  name: 'ledger',
  version: '2',
  types: new Set(obligationFactTypes.map(({ type }) => type)),
  keyOf: (fact: Fact) => (fact.data as { readonly obligation: ObligationId }).obligation,
  initial: noObligation,
  evolve: evolveObligation,
  bucketOf: (state) => `${state.board}|${fileOf(state)}`,
};

/** Base-36 digits, in the order of their character codes. */
export const tallyDigits = '0123456789abcdefghijklmnopqrstuvwxyz';

const fileOf = (state: ObligationState): string => {
  const { incurred, due } = state;
  if (incurred === null || state.anomalies !== undefined) return 'open|';
  if (incurred.recurrence !== undefined) return closedFile(state);
  const settled = settledFile(state);
  if (settled !== null) return settled;
  const plain = incurred.activation.kind === 'at-once' || state.triggeredOn !== undefined;
  if (plain && due?.kind === 'fixed' && incurred.mode !== 'maintenance' && state.delivery !== 'returned' && state.suspended === undefined && state.discharged === undefined && state.perhapsAll === undefined) {
    return `${incurred.endsAtDueDate === true ? 'lapsing' : 'dated'}|${due.limit.lastPermittedDay}`;
  }
  return 'open|';
};

const closedFile = (state: ObligationState): string => {
  const tally = tallyOf(state);
  if (tally === null) return 'open|';
  const digits = [tally.onTime, tally.late, tally.ended].map((count) => tallyDigits[count]);
  return digits.includes(undefined) ? 'open|' : `closed|${digits.join('')}`;
};

/** Met and ended do not depend on the day any more. "At the next meeting" may still turn out to have been another day. */
const settledFile = (state: ObligationState): string | null => {
  const { lifecycle, timeliness } = standingOf(state, state, state.due, { asOf: lastCivilDate, within: 0, meetings: noMeetings });
  if (lifecycle === 'fulfilled') return state.due?.kind === 'at-meeting' ? null : `${timeliness}|`;
  const forGood = state.superseded !== undefined || (state.discharged !== undefined && state.discharged.until === undefined);
  return forGood ? 'ended|' : null;
};
