/**
 * What becomes of duties when the fact behind them is corrected: a duty that no longer arises is retracted (annulled),
 * one whose date is now another gets a `DueDateChanged` with cause `correction`, so that the old date stays visible,
 * and one that arose on another day is moved to that day.
 */
import { contentKey, type Fact, FactCorrected, type NewFact, type Reconcile, type RecordedOf, retraction } from '@frist/event-sourcing';
import type * as t from 'io-ts';

import { type DueDateChanged, ObligationIncurred } from './facts';

type Incurred = t.TypeOf<typeof ObligationIncurred.codec>;
type Moved = Fact & RecordedOf<typeof DueDateChanged>;

/**
 * The {@link Reconcile} of every domain that speaks of obligations. Consequences that are the same stay; nothing that
 * stays is recorded again.
 *
 * @example const grants: Decider = { …, consequences, reconcile: reconcileDuties }
 */
export const reconcileDuties: Reconcile = ({ recorded, now, correction, fact }) => {
  const moves = recorded.filter(isMove);
  // Time that somebody granted since stays granted: it is folded after the date that it was granted on.
  const granted = recorded.filter((candidate) => candidate.type === 'DueDateChanged' && !isMove(candidate) && fact !== null && candidate.commandId !== fact.commandId);
  const unmatched = recorded.filter((candidate) => !isMove(candidate) && !granted.includes(candidate));
  const changes: NewFact[] = [];
  const missing: NewFact[] = [];
  const take = (found: number): Fact | undefined => (found === -1 ? undefined : unmatched.splice(found, 1)[0]);
  for (const wanted of now) {
    const kept = take(unmatched.findIndex((candidate) => saysTheSame(candidate, wanted))) ?? take(unmatched.findIndex((candidate) => onlyDueDiffers(candidate, wanted)));
    if (kept === undefined) {
      missing.push(wanted);
      continue;
    }
    const day = wanted.occurredOn ?? fact?.occurredOn;
    if (day !== undefined && day !== kept.occurredOn) changes.push(movedTo(day, kept, correction));
    if (kept.type !== ObligationIncurred.type) continue;
    const { obligation, due } = wanted.data as Incurred;
    // Folding is by day: a move that an earlier correction left on another day would win over this one, so it goes.
    const mine = moves.filter((move) => move.data.obligation === obligation);
    const astray = day !== undefined && mine.some((move) => move.occurredOn !== day) ? mine : [];
    changes.push(...astray.map(({ id }) => retraction(id, correction)));
    const inForce = (astray.length > 0 ? undefined : mine.at(-1))?.data.due ?? (kept.data as Incurred).due;
    if (contentKey('', inForce) === contentKey('', due)) continue;
    changes.push({ type: 'DueDateChanged', data: { obligation, due, cause: 'correction', reason: `follows from the correction ${correction}` } });
  }
  const gone = new Set(unmatched.filter(({ type }) => type === ObligationIncurred.type).map(({ data }) => (data as Incurred).obligation));
  const orphaned = [...moves, ...granted].filter(({ data }) => gone.has((data as Moved['data']).obligation));
  return [...changes, ...[...unmatched, ...orphaned].map(({ id }) => retraction(id, correction)), ...missing];
};

/** A date that an earlier correction of the same fact moved: caused by that fact, as the duty is, so that the next finds it. */
const isMove = (fact: Fact): fact is Moved => fact.type === 'DueDateChanged' && (fact as Moved).data.cause === 'correction' && (fact as Moved).data.instance === undefined;

const movedTo = (occurredOn: Fact['occurredOn'], { id, type, schemaVersion }: Fact, correction: string): NewFact => ({
  type: FactCorrected.type,
  data: { corrects: id, reason: `follows from the correction ${correction}`, correctedType: type, correctedVersion: schemaVersion, occurredOn },
  causedBy: correction as Fact['id'],
});

const saysTheSame = (recorded: Fact, now: NewFact): boolean => contentKey(recorded.type, recorded.data) === contentKey(now.type, now.data);

const onlyDueDiffers = (recorded: Fact, now: NewFact): boolean =>
  recorded.type === ObligationIncurred.type &&
  now.type === recorded.type &&
  contentKey('', { ...(recorded.data as Incurred), due: null }) === contentKey('', { ...(now.data as Incurred), due: null });
