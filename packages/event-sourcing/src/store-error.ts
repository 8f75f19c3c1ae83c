/** What a store answers instead of an answer. */
import type { StreamName } from './envelope';
import type { Failure } from './failure';
import type { ExpectedRevision, StoredEvent } from './stored-event';

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

/** Everything a store can answer instead of an answer; told apart by `_tag`. */
export type StoreError = Conflict | StoreFailure;
