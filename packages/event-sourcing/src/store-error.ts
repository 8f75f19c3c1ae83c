/** What a store answers instead of an answer. */
import type { StreamName } from './envelope';
import type { Failure } from './failure';
import type { ExpectedRevision, StoredEvent } from './stored-event';

/** The stream was not where the writer believed. */
export interface Conflict extends Failure<'Conflict'> {
  readonly stream: StreamName;
  readonly expectedRevision: ExpectedRevision;
  /** Last revision of the stream, or `no-stream`; where several were appended at once, after the requests before this one. */
  readonly actual: number | 'no-stream';
  /** What is stored after the expected revision (from the start, when it was not a number), oldest first: at most the first 1 000. */
  readonly newer: readonly StoredEvent[];
  /** There are newer events than those in `newer`. */
  readonly more: boolean;
}

/**
 * What a store can answer instead. `StoreBusy`: another writer held it longer than the store waits.
 * `StoreNewer`: written by a newer version of Frist. `NotAStore`: the file is something else. `RecordedOrder`: events recorded
 * elsewhere that would not stand in the order in which they were recorded.
 */
export type StoreFailure = Failure<
  | 'EmptyAppend'
  | 'RepeatedEventId'
  | 'EventTooLarge'
  | 'HookFailed'
  | 'InvalidPage'
  | 'NotAStore'
  | 'RecordedOrder'
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

/** Everything a store can answer instead of an answer; told apart by `_tag`. */
export type StoreError = Conflict | StoreFailure;
