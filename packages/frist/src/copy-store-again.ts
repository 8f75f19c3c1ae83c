/** Storing a piece of the source in the target, and what stands in the way of it. */
import { cutStoredText, type EventStore, failure, type RecordedElsewhere, type StoredEvent, type StreamName } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { ofSide } from './copy-pages';
import type { CopyFailure } from './copy-types';

/**
 * The first event before which one of its stream is missing. The target is asked for what comes before this piece; what it
 * holds beyond that is not held against the source.
 */
const gapIn = async (to: EventStore, events: readonly RecordedElsewhere[]): Promise<E.Either<CopyFailure, void>> => {
  const next = new Map<StreamName, number>();
  for (const { stream, revision } of events) {
    if (!next.has(stream)) {
      const last = await to.readStream(stream, { direction: 'backwards', limit: 1 })();
      if (E.isLeft(last)) return ofSide('to')(last);
      next.set(stream, (last.right.events[0]?.revision ?? -1) + 1);
    }
    if (revision > (next.get(stream) ?? 0)) return E.left(failure('CopyGap', 'frist/copy-gap', 'from', 'a register in which no event is missing', `${stream} ${revision}`));
    next.set(stream, Math.max(next.get(stream) ?? 0, revision + 1));
  }
  return E.right(undefined);
};

/** Stores events of the source after those that the target holds. What a failure leaves there is a beginning of them. */
export const storeAgain = async (to: EventStore, events: readonly StoredEvent[]): Promise<E.Either<CopyFailure, void>> => {
  const cut: RecordedElsewhere[] = [];
  for (const { text, position } of events) {
    const one = cutStoredText(text);
    if (E.isLeft(one)) return E.left({ ...one.left, field: `position ${position}`, side: 'from' });
    cut.push(one.right);
  }
  const done = await to.appendAsRecorded?.(cut)();
  if (done === undefined || E.isRight(done)) return E.right(undefined);
  if (done.left._tag === 'Conflict') {
    const gap = await gapIn(to, cut);
    if (E.isLeft(gap)) return gap;
  }
  if (done.left._tag !== 'EventTooLarge') return ofSide('to')(done);
  // One after the other, to name the one that is too large.
  const [first] = events;
  if (events.length === 1 && first !== undefined) return E.left({ ...done.left, field: `position ${first.position}`, value: cut[0]?.event.id ?? '', side: 'to' });
  for (const event of events) {
    const one = await storeAgain(to, [event]);
    if (E.isLeft(one)) return one;
  }
  return E.right(undefined);
};
