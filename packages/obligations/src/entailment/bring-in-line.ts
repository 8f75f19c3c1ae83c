/**
 * Brings the record about a stream's duties in line with what its facts entail. What stands as it should is left alone,
 * what no longer follows is retracted, what is missing is added; a duty of which only the due date has become another
 * gets a `DueDateChanged`, so that the old date stays visible.
 *
 * What was journaled is never computed again: dates, bases and wordings are compared only for the fact that is being
 * corrected. Otherwise a new version of a rule, of the calendar, or of a sentence would rewrite every register it meets.
 */
import { contentKey, type EventId, type NewFact, type RecordedOf } from '@frist/event-sourcing';

import { type DueDateChanged, type ObligationId, ObligationIncurred } from '../facts';
import type { Entailed, RecordedDuty } from './entailed';

type Incurred = RecordedOf<typeof ObligationIncurred>['data'];
type Moved = RecordedDuty<typeof DueDateChanged>;
/** A fact as it should be, and where it stands if it does. */
interface Wanted {
  readonly fact: Entailed;
  kept: RecordedDuty | undefined;
}

/**
 * What has to be recorded to that end.
 *
 * @param entailed what ought to be on record, in folding order
 * @param recorded what is, in folding order
 * @param cause the fact or the correction because of which the record is looked at
 * @param corrected the fact that is being corrected, if one is
 */
export const bringInLine = (entailed: readonly Entailed[], recorded: readonly RecordedDuty[], cause: EventId | undefined, corrected: EventId | null): readonly NewFact[] => {
  const due: Entailed[] = [];
  const missing = new Set<Entailed>();
  const gone: RecordedDuty[] = [];
  const [wanted, present] = [byObligation(entailed), byObligation(recorded)];
  for (const obligation of new Set([...wanted.keys(), ...present.keys()])) {
    const here = present.get(obligation) ?? [];
    const own = here.filter((fact) => !isMove(fact));
    const all: Wanted[] = (wanted.get(obligation) ?? []).map((fact) => ({ fact, kept: undefined }));
    pairUp(all, own, corrected);
    keepOrder(all, own);
    const kept = new Set(all.map((each) => each.kept));
    gone.push(...own.filter((fact) => !kept.has(fact)));
    for (const each of all) if (each.kept === undefined) missing.add(each.fact);
    const moves = here.filter(isMove);
    const change = dueOf(all, moves, corrected);
    if (change === 'as-is') continue;
    gone.push(...moves);
    if (change !== null) due.push(change);
  }
  return [
    ...gone.map((fact) => retracted(fact, cause)),
    ...entailed.filter((fact) => missing.has(fact)).map(({ ground: _, ...fact }) => fact),
    ...due.map(({ ground: _, ...fact }) => ({ ...fact, ...(cause === undefined ? {} : { causedBy: cause }) })),
  ];
};

const byObligation = <F extends { readonly data: unknown }>(facts: readonly F[]): ReadonlyMap<ObligationId, readonly F[]> => {
  const found = new Map<ObligationId, F[]>();
  for (const fact of facts) {
    const { obligation } = fact.data as { readonly obligation: ObligationId };
    const others = found.get(obligation);
    if (others === undefined) found.set(obligation, [fact]);
    else others.push(fact);
  }
  return found;
};

/** A due date moved by an earlier correction. Facts of other kinds that a board records about its duties are not derived. */
const isMove = (fact: RecordedDuty): fact is Moved => fact.type === 'DueDateChanged' && fact.data.cause === 'correction';
const derived: ReadonlySet<string> = new Set(['ObligationIncurred', 'ObligationTriggered', 'PartialPerformanceRecorded', 'PerformanceRecorded', 'SubmissionReturned', 'SubmissionAccepted', 'ObligationDischarged', 'ObligationSuperseded']);

const pairUp = (all: readonly Wanted[], own: readonly RecordedDuty[], corrected: EventId | null): void => {
  const free = new Set(own);
  const standsForTheSame = sameButJournaled(corrected);
  for (const same of [saysTheSame, standsForTheSame, onlyDueDiffers]) {
    for (const each of all) {
      // In what the corrected fact entails or calls for every difference counts, but a date is moved and not replaced.
      const excluded = concerns(each.fact, corrected) ? standsForTheSame : onlyDueDiffers;
      if (each.kept !== undefined || same === excluded) continue;
      each.kept = [...free].find((fact) => fact.occurredOn === each.fact.occurredOn && (fact.cause === undefined || fact.cause === each.fact.causedBy) && same(fact, each.fact));
      if (each.kept !== undefined) free.delete(each.kept);
    }
  }
};

/** Whether a corrected fact entails this, or is the one that calls for the duty. */
const concerns = ({ causedBy, ground }: Entailed, corrected: EventId | null): boolean => causedBy === corrected || ground === corrected;

const saysTheSame = (recorded: RecordedDuty, fact: NewFact): boolean => recorded.type === fact.type && contentKey(recorded.type, recorded.data) === contentKey(fact.type, fact.data);

/** What is computed or worded: journaled once, and left as it was. Names and numbers follow a correction, wherever it was made. */
const sameButJournaled = (corrected: EventId | null) => {
  const left = { due: null, instanceDue: null, title: null, basis: null, rule: null, evidence: null, reason: null, ...(corrected === null ? { concerns: null } : {}) };
  return (recorded: RecordedDuty, fact: NewFact): boolean =>
    recorded.type === fact.type && contentKey('', { ...recorded.data, ...left }) === contentKey('', { ...(fact.data as object), ...left });
};

const onlyDueDiffers = (recorded: RecordedDuty, fact: NewFact): boolean =>
  recorded.type === ObligationIncurred.type && fact.type === recorded.type && contentKey('', { ...recorded.data, due: null }) === contentKey('', { ...(fact.data as Incurred), due: null });

/** Within a day, facts stand in the order in which they were recorded: what should follow something recorded now is recorded again. */
const keepOrder = (all: readonly Wanted[], own: readonly RecordedDuty[]): void => {
  const last = new Map<string, number>();
  for (const each of all) {
    const day = each.fact.occurredOn;
    const place = each.kept === undefined ? Infinity : own.indexOf(each.kept);
    if (place < (last.get(day) ?? -1)) each.kept = undefined;
    last.set(day, each.kept === undefined ? Infinity : place);
  }
};

/** The change of due date that is needed; `as-is` when what is on record about it is right, null when there should be none. */
const dueOf = (all: readonly Wanted[], moves: readonly Moved[], corrected: EventId | null): Entailed | 'as-is' | null => {
  const duty = all.find(({ fact }) => fact.type === ObligationIncurred.type);
  if (duty?.kept === undefined || duty.kept.type !== 'ObligationIncurred') return moves.length === 0 ? 'as-is' : null;
  if (!concerns(duty.fact, corrected)) return 'as-is';
  const { obligation, due } = duty.fact.data as Incurred;
  const same = (other: Incurred['due']): boolean => contentKey('', other) === contentKey('', due);
  if (same((moves.at(-1)?.data ?? duty.kept.data).due)) return 'as-is';
  if (same(duty.kept.data.due)) return null;
  return { ...duty.fact, type: 'DueDateChanged', data: { obligation, due, cause: 'correction', reason: 'the date told before has been corrected' } };
};

const retracted = ({ id }: RecordedDuty, cause: EventId | undefined): NewFact => ({
  type: 'FactRetracted',
  data: { corrects: id, reason: `no longer follows from what is on record${cause === undefined ? '' : ` since ${cause}`}` },
  ...(cause === undefined ? {} : { causedBy: cause }),
});

/** Whether a fact about a duty is one that the facts of the stream entail; others are left alone. */
export const isDerived = (fact: RecordedDuty): boolean => derived.has(fact.type) || isMove(fact) || isDecided(fact);

/** A due date that a fact of the stream moved, e.g. a measure rescheduled: it follows from that fact. Moved by hand, it has no cause. */
const isDecided = (fact: RecordedDuty): boolean => fact.type === 'DueDateChanged' && fact.data.cause === 'decision' && fact.cause !== undefined;
