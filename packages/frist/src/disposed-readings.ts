/**
 * What a sealed field reads as without keys: `disposed` where the disposal of its subject is on record and known to the view,
 * `sealed` where it is not. Costs nothing where nothing is sealed, else one short stream for each subject.
 */
import type { Instant } from '@frist/calendar';
import { type Fact, type ProjectorSource, type ReadFailure, readStreamEvents, SealedReading, type StreamName, type SubjectRef } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

/** Puts the readings of events right, each subject asked for once. */
export type ReadingsOf = <A extends Fact>(events: readonly A[]) => Promise<E.Either<ReadFailure, readonly A[]>>;

/** @param knownAt a disposal recorded later does not belong to the view */
export const disposedReadings = ({ store, catalogue }: ProjectorSource, knownAt: Instant): ReadingsOf => {
  const known = new Map<SubjectRef, boolean>();
  return async (events) => {
    for (const subject of subjectsIn(events.map(({ data }) => data))) {
      if (known.has(subject)) continue;
      const told = await readStreamEvents(store, catalogue, `subject-${subject}` as StreamName)();
      if (E.isLeft(told)) return told;
      // The record itself counts: a retraction of it brings nothing back.
      known.set(subject, told.right.some(({ type, recordedAt }) => type === 'DisposalCarriedOut' && recordedAt <= knownAt));
    }
    const gone = (subject: SubjectRef): boolean => known.get(subject) === true;
    return E.right([...known.values()].includes(true) ? events.map((event) => ({ ...event, data: withDisposed(event.data, gone) as typeof event.data })) : events);
  };
};

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isSealed = (value: object): value is SealedReading => '_tag' in value && value._tag === 'sealed' && SealedReading.is(value);

const subjectsIn = (value: unknown, found = new Set<SubjectRef>()): ReadonlySet<SubjectRef> => {
  if (isRecord(value)) {
    if (isSealed(value)) found.add(value.subject);
    else for (const inner of Object.values(value)) subjectsIn(inner, found);
  }
  return found;
};

const withDisposed = (value: unknown, gone: (subject: SubjectRef) => boolean): unknown => {
  if (!isRecord(value)) return value;
  if (isSealed(value)) return gone(value.subject) ? { _tag: 'disposed', subject: value.subject } : value;
  if (Array.isArray(value)) return value.map((item) => withDisposed(item, gone));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withDisposed(inner, gone)]));
};
