/**
 * What becomes of duties when the fact behind them is corrected: a duty that no longer arises is retracted (annulled),
 * one whose date is now another gets a `DueDateChanged` with cause `correction`, so that the old date stays visible.
 */
import { contentKey, type Fact, type NewFact, type Reconcile, retractAndRepeat } from '@frist/event-sourcing';
import type * as t from 'io-ts';

import type { ObligationIncurred } from './facts';

type Incurred = t.TypeOf<typeof ObligationIncurred.codec>;

/** The {@link Reconcile} of every domain that speaks of obligations. */
export const reconcileDuties: Reconcile = (change) => {
  const moved: NewFact[] = [];
  const recorded: Fact[] = [];
  const now = [...change.now];
  for (const fact of change.recorded) {
    const same = now.findIndex((candidate) => onlyDueDiffers(fact, candidate));
    if (same === -1) {
      recorded.push(fact);
      continue;
    }
    const [duty] = now.splice(same, 1) as [NewFact<string, Incurred>];
    moved.push({
      type: 'DueDateChanged',
      data: { obligation: duty.data.obligation, due: duty.data.due, cause: 'correction', reason: `follows from the correction ${change.correction}` },
      causedBy: change.correction,
    });
  }
  return [...moved, ...retractAndRepeat({ ...change, recorded, now })];
};

const onlyDueDiffers = (recorded: Fact, now: NewFact): boolean => {
  if (recorded.type !== 'ObligationIncurred' || now.type !== 'ObligationIncurred') return false;
  const before = recorded.data as Incurred;
  const after = now.data as Incurred;
  return (
    before.obligation === after.obligation &&
    contentKey('', before.due) !== contentKey('', after.due) &&
    contentKey('', { ...before, due: null }) === contentKey('', { ...after, due: null })
  );
};
