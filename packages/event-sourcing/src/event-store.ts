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
import type { Option } from 'fp-ts/Option';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { EventId, Position, StreamName } from './envelope';
import type { ReadModels } from './read-model';
import type { StoreError } from './store-error';
import type { EncodedEvent, ExpectedRevision, RecordedElsewhere, StoredEvent } from './stored-event';

export type { Conflict, StoreError, StoreFailure } from './store-error';
export { composeStoredText, type EncodedEvent, type ExpectedRevision, type RecordedElsewhere, type StoredEvent } from './stored-event';

/** Events for one stream, and where the writer believes the stream to be. */
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

/**
 * Where to go on: `after` is the last item already seen, in the direction of reading; absent = from the end reading starts at.
 * A whole number, also one where no item is; any other is `InvalidPage`.
 */
export interface StreamReadOptions {
  readonly direction: 'forwards' | 'backwards';
  readonly after?: number;
  /** At most this many events, 1 to 10 000. */
  readonly limit: number;
}

/** Which events of the whole store: as {@link StreamReadOptions}, by position. */
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

/** What the store held before the append that a hook runs in, read inside its transaction. Of no use afterwards. */
export interface EarlierEvents {
  /** Position of the last event before the append, or null when there was none. Known to every store at no cost. */
  readonly last: Position | null;
  /** Events before the append by position, after a position (null: from the first). At most `limit`, 1 to 10 000. */
  readonly read: (after: Position | null, limit: number) => readonly StoredEvent[];
}

/**
 * Runs inside every append that writes, after the events have their positions, before the answer.
 * When it throws, the append is undone and answers `HookFailed`. Repeats do not run it.
 * A store may have been written to without the hook: one that covers every event compares `earlier.last` with the
 * last position it has seen, and reads what it has missed.
 */
export interface AppendHook {
  readonly name: string;
  readonly onAppend: (events: readonly StoredEvent[], slot: HookSlot, earlier: EarlierEvents) => void;
}

/** What a store can do beyond the contract that binds all. */
export interface StoreCapabilities {
  /** An answered append survives a kill of the process and a loss of power. */
  readonly durable: boolean;
  /** {@link EventStore.appendAtomically} exists. */
  readonly appendAtomically: boolean;
  /** {@link EventStore.findEvent} exists. */
  readonly findEvent: boolean;
  /** {@link EventStore.appendAsRecorded} exists. */
  readonly appendAsRecorded: boolean;
  /** Opened for reading only. */
  readonly readOnly: boolean;
}

/** The port. Its guarantees stand at the head of this file; `eventStoreContract` in @frist/testing tests them. */
export interface EventStore {
  readonly capabilities: StoreCapabilities;
  readonly append: (request: AppendRequest) => TaskEither<StoreError, Appended>;
  /**
   * Several requests at once, all or nothing, as if one were appended after the other: stored in exactly this order, told to
   * hooks in this order, and a stream that comes again is expected where the requests before it have brought it.
   */
  readonly appendAtomically?: (requests: readonly AppendRequest[]) => TaskEither<StoreError, readonly Appended[]>;
  /**
   * Appends events as another store has recorded them, in exactly this order and text for text: id, revision and
   * `recordedAt` are kept, the position is this store's own. Events that are stored already, with the same text at their
   * revision, count as done, so a repeat answers as the first time; the others must come after them. Hooks are told of
   * what is written. Answers with all of them, as stored.
   *
   * Refused as a whole, where {@link EventStore.appendAtomically} exists; elsewhere a prefix may be stored when it
   * fails, and the same call goes on: `Conflict` (a revision that is not the next of its stream, or another text there),
   * `RecordedOrder` (out of the order of `recordedAt`, here or in the call; after an event that is stored later),
   * `RepeatedEventId`, `EmptyAppend`, `EventTooLarge`.
   */
  readonly appendAsRecorded?: (events: readonly RecordedElsewhere[]) => TaskEither<StoreError, readonly StoredEvent[]>;
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
  /** Ends all work; what is pending answers `StoreClosed` or as if it had not been closed, and later calls answer `StoreClosed`. Closing twice is allowed. */
  readonly close: () => TaskEither<StoreError, void>;
}
