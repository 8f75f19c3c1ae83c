/**
 * Storing again what another store has recorded. The server has no transaction over several streams: the events are appended run by
 * run, neighbours of one stream together, each run when the one before it is stored. So what a failure leaves is a prefix. When an event was first
 * recorded goes into its metadata and counts instead of the server's own stamp.
 */
import { admitRecorded, type AppendRequest, failure, misplaced, type RecordedElsewhere, recordedText, type StoredEvent, type StoreError, streamRuns, unfitAsRecorded } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { bytesOf, contention, look, mostRounds, tooLarge, writing } from './append';
import type { Session } from './session';

/** As many of the first events as one append of the server takes. */
const firstOf = (events: readonly RecordedElsewhere[], maxAppendBytes: number): readonly RecordedElsewhere[] => {
  let bytes = 0;
  const end = events.findIndex(({ event }) => (bytes += bytesOf(event)) > maxAppendBytes);
  return end < 0 ? events : events.slice(0, end);
};

const requestFor = (events: readonly RecordedElsewhere[]): AppendRequest => {
  const { stream, revision } = events[0] as RecordedElsewhere;
  return { stream, expected: revision > 0 ? revision - 1 : 'no-stream', events: events.map(({ event }) => event) };
};

const isCopyOf = (events: readonly RecordedElsewhere[], stored: readonly StoredEvent[]): boolean => stored.every(({ text }, i) => text === recordedText(events[i] as RecordedElsewhere));

const writtenBetween = failure('RecordedOrder', 'event-store/recorded-order', 'recordedAt', 'a register that nobody else writes to while it is copied');

/** A run: its events as stored, those included that were stored before. */
const appendRun = async (session: Session, run: readonly RecordedElsewhere[], call: string, maxAppendBytes: number): Promise<E.Either<StoreError, readonly StoredEvent[]>> => {
  const answer: StoredEvent[] = [];
  for (let round = 0; round < mostRounds && answer.length < run.length; ) {
    const rest = run.slice(answer.length);
    const [first] = rest as [RecordedElsewhere];
    // What would be too early may be stored already; so may what the server does not take.
    if (first.recordedAt >= session.timeline.latest() && Number.isSafeInteger(first.revision) && first.revision >= 0) {
      const piece = firstOf(rest, maxAppendBytes);
      const write = { request: requestFor(piece), call: `${call}.${first.revision}`, recordedAt: piece.map(({ recordedAt }) => recordedAt) };
      const written = await writing(session, write, async (writeAfter) => await writeAfter(first.revision - 1));
      if (E.isLeft(written)) return written;
      if (typeof written.right !== 'string') {
        const { events, repeated } = written.right;
        if (isCopyOf(piece, events)) {
          answer.push(...events);
          continue;
        }
        if (!repeated) return E.left(writtenBetween);
      }
    }
    round += 1;
    const known = await look(session, requestFor(rest));
    if (E.isLeft(known)) return known;
    const there = admitRecorded(rest, known.right.facts, session.timeline.latest());
    if (E.isLeft(there)) return there;
    answer.push(...there.right);
  }
  return answer.length < run.length ? E.left(contention(run[0]?.stream ?? '')) : E.right(answer);
};

export const appendAsRecorded = async (session: Session, events: readonly RecordedElsewhere[], call: string, maxAppendBytes: number): Promise<E.Either<StoreError, readonly StoredEvent[]>> => {
  const problem = unfitAsRecorded(events);
  if (problem !== null) return E.left(problem);
  const large = events.find(({ event }) => bytesOf(event) > maxAppendBytes);
  if (large !== undefined) return E.left(tooLarge(bytesOf(large.event), maxAppendBytes));
  const covered = await session.cover(null);
  if (E.isLeft(covered)) return covered;
  const answer: StoredEvent[] = [];
  for (const [i, run] of streamRuns(events).entries()) {
    const done = await appendRun(session, run, `${call}.${i}`, maxAppendBytes);
    if (E.isLeft(done)) return done;
    answer.push(...done.right);
  }
  const wrong = misplaced(answer);
  return wrong === null ? E.right(answer) : E.left(wrong);
};
