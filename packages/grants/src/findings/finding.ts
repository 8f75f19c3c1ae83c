/** How a finding about a grant is made. */
import type { EventId } from '@frist/event-sourcing';
import { type Amount, findingsIn, isExact } from '@frist/obligations';

import type { grantFindingRules } from '../finding-rules';
import type { GrantState, Move } from '../state';

/** A finding of a rule `grants/…`. */
export const finding = findingsIn<(typeof grantFindingRules)[number]>('grants');

/** The sum in öre, when there is something to add and all of it is exact. */
export const exactSum = (amounts: readonly Amount[]): number | null => {
  const exact = amounts.filter(isExact);
  return exact.length > 0 && exact.length === amounts.length ? exact.reduce((sum, amount) => sum + amount, 0) : null;
};

/** Moves of a kind. */
export const movesOf = ({ moves }: GrantState, ...kinds: readonly Move['kind'][]): readonly Move[] => moves.filter(({ kind }) => kinds.includes(kind));

/** The events behind facts. */
export const eventsOf = (facts: readonly { readonly event: EventId }[]): readonly EventId[] => facts.map(({ event }) => event);
