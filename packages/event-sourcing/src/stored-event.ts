/** What crosses the store port: events ready to be stored, and events as stored. */
import type { Instant } from '@frist/calendar';

import type { EventId, Position, StreamName } from './envelope';

/**
 * An event ready to be stored: its canonical envelope cut where the store puts `recordedAt` and `revision`
 * (neighbours in canonical key order). Stored text = head + `"recordedAt":"…","revision":n` + tail.
 */
export interface EncodedEvent {
  readonly id: EventId;
  readonly head: string;
  readonly tail: string;
}

/**
 * The canonical text of one envelope, as a store composes it. Ascii digits only, so it stays canonical.
 * Joined, because V8 keeps a concatenation as a tree of its pieces: more than twice the memory, and slower to read.
 */
export const composeStoredText = (event: EncodedEvent, recordedAt: Instant, revision: number): string =>
  [event.head, '"recordedAt":"', recordedAt, '","revision":', revision, event.tail].join('');

/** One event as stored. `text` is RFC 8785 canonical JSON of the envelope. */
export interface StoredEvent {
  readonly position: Position;
  readonly revision: number;
  readonly text: string;
}

/** An event as another store has recorded it, to be stored again text for text. `cutStoredText` makes one of a stored text. */
export interface RecordedElsewhere {
  readonly stream: StreamName;
  readonly event: EncodedEvent;
  /** When the other store recorded it: transaction time, which the copy keeps. */
  readonly recordedAt: Instant;
  readonly revision: number;
}

/** `any`: no check. `no-stream`: the stream must not exist. `stream-exists`: it must. A number: its last revision. */
export type ExpectedRevision = 'any' | 'no-stream' | 'stream-exists' | number;
