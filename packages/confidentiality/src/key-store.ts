/** The port behind which data keys live, one per subject. In memory, in a file, or the host's own. */
import type { Failure, SubjectRef } from '@frist/event-sourcing';
import type { Either } from 'fp-ts/Either';

/**
 * Why keys could not be had. `SubjectDisposed`: the key was lawfully destroyed, and no other is made for that subject.
 * `WrongKeyStore`: the keys of another register. `WrappingKeyMissing`: the key that the keys are wrapped with is not
 * there. `KeyFileExposed`: others than its owner can read it. `KeyFileCorrupt`: not as it was written. `KeyFileMissing`,
 * `KeyFileExists`, `KeyFileUnreadable`. `KeyFileBusy`: another process is writing it. `KeyStoreClosed`. None repeats a key.
 */
export type KeyFailure = Failure<
  | 'SubjectDisposed'
  | 'WrongKeyStore'
  | 'WrappingKeyMissing'
  | 'KeyFileExposed'
  | 'KeyFileCorrupt'
  | 'KeyFileMissing'
  | 'KeyFileExists'
  | 'KeyFileUnreadable'
  | 'KeyFileBusy'
  | 'KeyStoreClosed'
>;

/**
 * What a key store knows of a subject: a data key of 32 bytes that belongs to the store and may not be changed or kept,
 * that it was destroyed (and the fingerprint it had, where there was one), or nothing.
 */
export type KeyState =
  | { readonly _tag: 'held'; readonly key: Uint8Array }
  | { readonly _tag: 'destroyed'; readonly fingerprint: string | null }
  | { readonly _tag: 'none' };

/** What became of a key that was to be destroyed. `fingerprint` is null where there never was one. */
export interface KeyDestroyed {
  readonly fingerprint: string | null;
  /** It had been destroyed before, and nothing was done. */
  readonly before: boolean;
}

/**
 * Data keys by subject. Synchronous, for a command is sealed while it is being encoded; a host whose keys are elsewhere
 * fetches them before it opens the register. It guarantees:
 *  1. A key that `obtain` has answered with is durable: what is sealed with it can be read after a loss of power.
 *  2. Of several processes that obtain a key for one subject, all get the same one.
 *  3. What `destroy` has answered is durable. From then on the subject has no key and gets none.
 *  4. Nothing throws.
 */
export interface KeyStore {
  /** A UUID, made with the key store and kept through every rotation and copy: by it, a register knows its keys. */
  readonly id: string;
  /** What is known, without making anything. */
  readonly find: (subject: SubjectRef) => Either<KeyFailure, KeyState>;
  /** The key of a subject, made when there is none; `SubjectDisposed` when it was destroyed. */
  readonly obtain: (subject: SubjectRef) => Either<KeyFailure, Uint8Array>;
  /** Destroys a key for ever and keeps a mark in its place. */
  readonly destroy: (subject: SubjectRef) => Either<KeyFailure, KeyDestroyed>;
  /** Subjects whose key is held, in order. */
  readonly subjects: () => Either<KeyFailure, readonly SubjectRef[]>;
  /** Overwrites the keys in memory. Everything later answers `KeyStoreClosed`. */
  readonly close: () => void;
}
