/** What a verification can find, each with what is needed to look at the place. */
import type { Failure, Position } from '@frist/event-sourcing';

/**
 * - `EventChanged`: its bytes are not those of its stored leaf hash.
 * - `EventMissing`: the log has a leaf at this position and the store no event.
 * - `EventInserted`: the store has an event at this position, among those the log covers, and the log no leaf.
 * - `EventUnreadable`: the store cannot give its text.
 * - `BytesMalformed`: not canonical JSON of an envelope, from `byteOffset` on.
 * - `RowDisagrees`: the envelope says another revision than the row. `RevisionMissing`, `RevisionRepeated`: the revisions
 *   of the stream do not run from 0 without gap. `PositionOutOfOrder`, `RecordedAtWentBack`: store order is broken.
 * - `StreamReadingDisagrees`: read by stream, the store gives other events than read from one end to the other.
 */
export interface EventFinding extends Failure<EventFindingTag> {
  /** Index in the log, from 0; null when it is about a whole stream. */
  readonly index: number | null;
  readonly position: Position | null;
  /** Null when the text does not tell. */
  readonly stream: string | null;
  readonly revision: number | null;
  readonly byteOffset?: number;
}

/** See {@link EventFinding}. */
export type EventFindingTag =
  | 'EventChanged'
  | 'EventMissing'
  | 'EventInserted'
  | 'EventUnreadable'
  | 'BytesMalformed'
  | 'RowDisagrees'
  | 'RevisionMissing'
  | 'RevisionRepeated'
  | 'PositionOutOfOrder'
  | 'RecordedAtWentBack'
  | 'StreamReadingDisagrees';

/**
 * - `LeavesRewritten`: the leaf hashes do not give the root of a signed checkpoint. What was changed stands after the
 *   first `after` events (the last checkpoint that verifies) and within the first `upTo`.
 * - `StoreTruncated`: a signed checkpoint covers `upTo` events, and there are only `after`.
 */
export interface RangeFinding extends Failure<'LeavesRewritten' | 'StoreTruncated'> {
  readonly after: number;
  readonly upTo: number;
  /** Position of the last event before the range and of the last within it; null where there is none. */
  readonly afterPosition: Position | null;
  readonly upToPosition: Position | null;
}

/**
 * - `LogDamaged`: a part of the kept log is missing, of the wrong form, or not the hash of what is below it.
 * - `CheckpointRefused`: malformed, unsigned, wrongly signed, or of another log; `field` says which of those given.
 * - `CheckpointsOutOfOrder`: one covers fewer events than one before it.
 */
export type LogFinding = Failure<'LogDamaged' | 'CheckpointRefused' | 'CheckpointsOutOfOrder'>;

/** One thing found. */
export type Finding = EventFinding | RangeFinding | LogFinding;

/** A checkpoint as a verification saw it. */
export interface CheckpointVerdict {
  readonly size: number;
  readonly root: string;
  readonly signedAt: string | null;
  /** Names and ids of the keys that signed. */
  readonly signedBy: readonly string[];
  readonly verdict: 'verifies' | 'differs' | 'beyond the store';
}

/** What a verification has to say. */
export interface VerificationReport {
  /** True when nothing was found. What no checkpoint covers could still have been rewritten together with the log. */
  readonly intact: boolean;
  /** In the order of the store; the first `limit` of them. */
  readonly findings: readonly Finding[];
  readonly findingsLeftOut: number;
  /** Events read. */
  readonly events: number;
  /** Events compared with a stored leaf hash. */
  readonly covered: number;
  /** Events up to the last checkpoint that verifies, before the first that does not. */
  readonly signed: number;
  /** Root over all events, in base64: of the stored leaf hashes as far as they go, then of the texts. */
  readonly root: string;
  readonly checkpoints: readonly CheckpointVerdict[];
}
