/** A small domain for tests: a decision to be executed within a time, and an interruption after which it is to be resumed. */
import type { CivilDate } from '@frist/calendar';
import { anyObject, closed, type Decider, eventType, type Fact, streamFor, type StreamName } from '@frist/event-sourcing';
import { aboutObligation, applyRule, type DeadlineRule, type Domain, type Due, dutyRestsOn, incur, makeRuleBook, obligationFactTypes, type ObligationId, obligationIdOf, reconcileDuties } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { board, right } from './promises';

/** `due` stands in for what another version of Frist would have journaled. */
const DecisionMade = eventType('DecisionMade', closed('DecisionMade', {}, { due: anyObject }));
const DecisionExecuted = eventType('DecisionExecuted', closed('DecisionExecuted', {}));
const ExecutionInterrupted = eventType('ExecutionInterrupted', closed('ExecutionInterrupted', {}));

/** Three months, moved past holidays. */
export const executeRule: DeadlineRule = {
  id: 'decisions/execute',
  version: 1,
  title: { sv: 'Verkställ beslutet', en: 'Execute the decision' },
  basis: { kind: 'statute', reference: 'a statute', confidence: 'I' },
  dayZero: { sv: 'dagen för beslutet eller avbrottet', en: 'the day of the decision or the interruption' },
  plus: 'P3M' as never,
};

interface State {
  readonly owed: ObligationId | null;
}

/** The domain, with its rule in these versions. */
export const decisionsDomain = (rules: readonly DeadlineRule[] = [executeRule]): Domain => {
  const book = right(makeRuleBook(rules));
  const duty = (fact: Fact, on: CivilDate) => {
    const rule = right(book.inForce(executeRule.id, on));
    const told = (fact.data as { readonly due?: Due }).due;
    return incur(fact.id, { rule, title: rule.title, debtor: 'board', due: told ?? right(applyRule(rule, on)) });
  };
  const decider: Decider<State> = {
    category: 'decision',
    commands: { decide: DecisionMade.codec, execute: DecisionExecuted.codec, interrupt: ExecutionInterrupted.codec },
    initial: { owed: null },
    evolve: (state, { id, type }) => (type === 'DecisionMade' || type === 'ExecutionInterrupted' ? { owed: obligationIdOf(id, executeRule.id) } : state),
    decide: (_state, { command, data }) => E.right([{ type: { decide: 'DecisionMade', execute: 'DecisionExecuted', interrupt: 'ExecutionInterrupted' }[command] as string, data }]),
    consequences: ({ owed }, fact) =>
      fact.type !== 'DecisionExecuted' ? [duty(fact, fact.occurredOn)] : owed === null ? [] : [aboutObligation('PerformanceRecorded', owed, { evidence: 'seen' })],
    consequenceTypes: new Set(obligationFactTypes.map(({ type }) => type)),
    restsOn: dutyRestsOn,
    reconcile: reconcileDuties,
  };
  const types = [DecisionMade, DecisionExecuted, ExecutionInterrupted];
  return { name: 'decisions', eventTypes: types, registers: [{ name: 'decisions', version: '1', decider: decider as Decider, types, concerns: () => [], findings: () => [] }], rules, windowTables: [] };
};

export const decisionStream = (name: string): StreamName => streamFor(board, 'decision', name);
