/**
 * The store port. Its contract is executable: `eventStoreContract` in @frist/testing, one suite for every store.
 *
 * A store keeps canonical bytes and knows nothing of what they mean. It guarantees:
 *  1. An append is all or nothing, and durable when it has answered (where `capabilities.durable`).
 *  2. Revisions of a stream run from 0 without gaps. Positions grow over the whole store; gaps are possible.
 *  3. A reader of `readAll` that has seen a position never later finds an event at a lower one.
 *  4. `recordedAt` never goes back in store order: when the clock did, the last instant is stamped again.
 *  5. The same events at the same expected revision answer as the first time; so do, with `any` and
 *     `stream-exists`, events that already are the last of the stream.
 *  6. Nothing throws, nothing rejects, nothing is pending for ever: every failure is a {@link StoreError}.
 */
import type { Instant } from '@frist/calendar';
import type { Option } from 'fp-ts/Option';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { EventId, Position, StreamName } from './envelope';
import type { Failure } from './failure';
import type { ReadModels } from './read-model';

/**
 * An event ready to be stored: its canonical envelope cut where the store puts `recordedAt` and `revision`
 * (neighbours in canonical key order). Stored text = head + `"recordedAt":"…","revision":n` + tail.
 */
export interface EncodedEvent {
  readonly id: EventId;
  readonly head: string;
  readonly tail: string;
}

/** The canonical text of one envelope, as a store composes it. Ascii digits only, so it stays canonical. */
export const composeStoredText = (event: EncodedEvent, recordedAt: Instant, revision: number): string =>
  `${event.head}"recordedAt":"${recordedAt}","revision":${revision}${event.tail}`;

/** One event as stored. `text` is RFC 8785 canonical JSON of the envelope. */
export interface StoredEvent {
  readonly position: Position;
  readonly revision: number;
  readonly text: string;
}

/** `any`: no check. `no-stream`: the stream must not exist. `stream-exists`: it must. A number: its last revision. */
export type ExpectedRevision = 'any' | 'no-stream' | 'stream-exists' | number;

export interface AppendRequest {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  /** At least one. Ids are unique within the request. */
  readonly events: readonly EncodedEvent[];
}

/** The answer to an append: the events as stored, in order. A repeat answers with the first time's events. */
export interface Appended {
  readonly stream: StreamName;
  readonly events: readonly StoredEvent[];
  /** True when these events were stored before and nothing was written now. */
  readonly repeated: boolean;
}

/** The stream was not where the writer believed. `newer` are the events after the expected revision (all, when it was not a number). */
export interface Conflict extends Failure<'Conflict'> {
  readonly stream: StreamName;
  readonly expectedRevision: ExpectedRevision;
  /** Last revision of the stream, or `no-stream`. */
  readonly actual: number | 'no-stream';
  readonly newer: readonly StoredEvent[];
}

/**
 * What a store can answer instead. `StoreBusy`: another writer held it longer than the store waits.
 * `StoreNewer`: written by a newer version of Frist. `NotAStore`: the file is something else.
 */
export type StoreFailure = Failure<
  | 'EmptyAppend'
  | 'RepeatedEventId'
  | 'EventTooLarge'
  | 'HookFailed'
  | 'InvalidPage'
  | 'NotAStore'
  | 'StoreBusy'
  | 'StoreClosed'
  | 'StoreCorrupt'
  | 'StoreFull'
  | 'StoreNewer'
  | 'StoreNotFound'
  | 'StoreReadOnly'
  | 'StoreUnavailable'
  | 'CheckpointMoved'
>;

export type StoreError = Conflict | StoreFailure;

/** Where to go on: `after` is the last item already seen, in the direction of reading; absent = from the end reading starts at. */
export interface StreamReadOptions {
  readonly direction: 'forwards' | 'backwards';
  readonly after?: number;
  /** At most this many events, 1 to 10 000. */
  readonly limit: number;
}

export interface AllReadOptions {
  readonly direction: 'forwards' | 'backwards';
  readonly after?: Position;
  readonly limit: number;
}

/** A page; `more` tells whether a further page could hold anything at the time of reading. */
export interface Page {
  readonly events: readonly StoredEvent[];
  readonly more: boolean;
}

/** Room for an append hook's own state, written in the transaction of the append. */
export interface HookSlot {
  readonly get: (key: string) => Uint8Array | null;
  readonly put: (key: string, value: Uint8Array) => void;
}

/**
 * Runs inside every append that writes, after the events have their positions, before the answer.
 * When it throws, the append is undone and answers `HookFailed`. Repeats do not run it.
 */
export interface AppendHook {
  readonly name: string;
  readonly onAppend: (events: readonly StoredEvent[], slot: HookSlot) => void;
}

export interface StoreCapabilities {
  /** An answered append survives a kill of the process and a loss of power. */
  readonly durable: boolean;
  /** {@link EventStore.appendAtomically} exists. */
  readonly appendAtomically: boolean;
  /** {@link EventStore.findEvent} exists. */
  readonly findEvent: boolean;
  /** Opened for reading only. */
  readonly readOnly: boolean;
}

export interface EventStore {
  readonly capabilities: StoreCapabilities;
  readonly append: (request: AppendRequest) => TaskEither<StoreError, Appended>;
  /** Several streams at once, all or nothing. Each stream at most once. */
  readonly appendAtomically?: (requests: readonly AppendRequest[]) => TaskEither<StoreError, readonly Appended[]>;
  /** Events of one stream by revision. A missing stream is an empty page. */
  readonly readStream: (stream: StreamName, options: StreamReadOptions) => TaskEither<StoreError, Page>;
  /** Events of all streams by position. */
  readonly readAll: (options: AllReadOptions) => TaskEither<StoreError, Page>;
  /** One event by its id. */
  readonly findEvent?: (id: EventId) => TaskEither<StoreError, Option<StoredEvent>>;
  /** State of an append hook, as of the last append. */
  readonly hookSlot?: (name: string) => Pick<HookSlot, 'get'>;
  /** Read models with their checkpoints, kept locally and atomically. */
  readonly readModels: ReadModels;
  /** Ends all work; later calls answer `StoreClosed`. Closing twice is allowed. */
  readonly close: () => TaskEither<StoreError, void>;
}
