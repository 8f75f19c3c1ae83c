/**
 * What the facts of a grant entail: duties that arise, are triggered, performed, discharged.
 *
 * They are a function of the facts in folding order: each fact entails what it changes, given the facts before it. So
 * what ought to be on record about the duties can be told at any time from the facts alone ({@link entailedBy}), and
 * when a fact is told late, corrected or retracted, the record is brought in line with it ({@link outstanding}).
 */
import type { ConsequenceContext, EventId, Fact, NewFact, Reconcile } from '@frist/event-sourcing';
import type { ObligationId } from '@frist/obligations';

import { accountDuties } from './duties/account';
import { bringInLine, isDerived } from './duties/bring-in-line';
import { claimDuties } from './duties/claim';
import { counterDuties, onwardDuties, usePeriodDuties } from './duties/conditions';
import { reclaimDuties, repayUnusedDuty } from './duties/repayment';
import { type Entailed, Spells, type Step } from './duties/step';
import { evolveTerms } from './grant';
import { type GrantState, noGrant } from './state';

const kinds: readonly ((step: Step) => readonly NewFact[])[] = [claimDuties, accountDuties, onwardDuties, usePeriodDuties, counterDuties, reclaimDuties, repayUnusedDuty];

/** Everything that the facts of a grant entail, in folding order. `O(n)` in the number of facts and duties. */
export const entailedBy = (whole: GrantState): readonly Entailed[] => {
  const spells = new Spells();
  let before = noGrant;
  return whole.log.flatMap((fact) => {
    const after = evolveTerms(before, fact);
    const step: Step = { fact, before, after, whole, spells };
    before = after;
    return kinds.flatMap((kind) => kind(step)).map(({ type, data, occurredOn = fact.occurredOn, causedBy = fact.id }): Entailed => {
      const { obligation } = data as { readonly obligation: ObligationId };
      return { type, data, occurredOn, causedBy, ground: spells.groundOf(obligation) ?? causedBy };
    });
  });
};

/**
 * What has to be recorded so that the record about the duties is what the facts entail: nothing when it is already.
 *
 * @param cause the fact or the correction that is being recorded
 * @param corrected the fact whose correction it is: only its duties may get other dates; what was journaled stands
 */
export const outstanding = (state: GrantState, cause: EventId, corrected: EventId | null): readonly NewFact[] =>
  bringInLine(entailedBy(state), state.recorded.filter(isDerived), cause, corrected);

/** What a fact entails; of a fact told late, also what it changes about what later facts entailed. */
export const grantConsequences = (state: GrantState, fact: Fact, { correction }: ConsequenceContext): readonly NewFact[] =>
  outstanding(state, correction ?? fact.id, correction === undefined ? null : fact.id);

/** What a correction entails: {@link grantConsequences} of the corrected fact has looked at everything; of a retracted fact, the rest of the record. */
export const reconcileGrant: Reconcile = ({ now, correction, fact, state }) => (fact !== null ? now : outstanding(state as GrantState, correction, null));
