/** Folding facts into a state. A plain loop: it runs once per event on every replay. */
import type { Decider } from './decider';
import type { Fact } from './envelope';

/** The state after these facts, which must be in folding order. */
export const fold = <State>(decider: Pick<Decider<State>, 'evolve'>, facts: readonly Fact[], from: State): State => {
  let state = from;
  for (const fact of facts) state = decider.evolve(state, fact);
  return state;
};
