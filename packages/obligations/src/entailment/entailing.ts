/** The parts of a decider whose duties are a left fold of its facts. */
import type { ConsequenceContext, Decider, EventId, Fact, NewFact, Reconcile } from '@frist/event-sourcing';

import { dutyRestsOn } from '../duty';
import { obligationFactTypes } from '../facts';
import { bringInLine, isDerived } from './bring-in-line';
import type { Entailed, RecordedDuty } from './entailed';

/** A state that keeps what has been recorded about its duties. */
export interface WithRecordedDuties {
  readonly recorded: readonly RecordedDuty[];
}

/**
 * What has to be recorded so that the record about the duties is what the facts entail: nothing when it is already.
 *
 * @param cause the fact or the correction that is being recorded
 * @param corrected the fact whose correction it is: only its duties may get other dates; what was journaled stands
 */
export const outstandingDuties = (entailed: readonly Entailed[], recorded: readonly RecordedDuty[], cause: EventId, corrected: EventId | null): readonly NewFact[] =>
  bringInLine(entailed, recorded.filter(isDerived), cause, corrected);

/**
 * `consequences`, `reconcile`, `restsOn` and `consequenceTypes` of a decider. What is entailed by late, corrected and
 * retracted facts is told by the difference between what ought to be on record and what is.
 *
 * @param entailedBy everything that ought to be on record about the duties, from the state; see {@link foldDuties}
 * @example const decider: Decider<State, Command> = { category: 'lexSarah', …, ...entailing(entailedBy) }
 */
export const entailing = <State extends WithRecordedDuties>(
  entailedBy: (state: State) => readonly Entailed[],
): Required<Pick<Decider<State>, 'consequences' | 'consequenceTypes' | 'restsOn' | 'reconcile'>> => {
  const outstanding = (state: State, cause: EventId, corrected: EventId | null): readonly NewFact[] => outstandingDuties(entailedBy(state), state.recorded, cause, corrected);
  const reconcile: Reconcile = ({ now, correction, fact, state }) => (fact !== null ? now : outstanding(state as State, correction, null));
  return {
    // Of a fact told late, also what it changes about what later facts entailed.
    consequences: (state: State, fact: Fact, { correction }: ConsequenceContext) => outstanding(state, correction ?? fact.id, correction === undefined ? null : fact.id),
    // Consequences of the corrected fact have looked at everything; of a retracted fact, the rest of the record.
    reconcile,
    restsOn: dutyRestsOn,
    consequenceTypes: new Set(obligationFactTypes.map(({ type }) => type)),
  };
};
