/**
 * Keys in a local file: one line per subject, each key wrapped by a wrapping key that is kept elsewhere.
 *
 *  1. A new key is a line at the end of the file, synced before anything is sealed with it.
 *  2. Whatever else changes (disposal, rotation) is a new file beside the old one, synced and put in its place; then the
 *     old content is overwritten. That holds off who finds the disk, not who kept a copy: a copy of the key file opens as
 *     long as there is a wrapping key for it. Rotate the wrapping key, and let copies expire.
 *  3. Writers take turns by a lock file; every use looks whether another process has written.
 */
import { randomUUID } from 'node:crypto';

import { failure, type SubjectRef } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { fingerprintOf, freshKey } from './data-key';
import { withLock } from './file-lock';
import { isSame, type KeyFileImage, lookOf, readImage } from './key-file-image';
import { aboutKey, entryLine, headLine, isHeadOf, type KeyFileEntry } from './key-file-text';
import type { KeyDestroyed, KeyFailure, KeyState, KeyStore } from './key-store';
import { keyStoreClosed, subjectDisposed } from './memory-key-store';
import type { OnStep } from './on-step';
import { appendPrivate, createPrivate, replacePrivate, withFiles } from './private-file';
import type { WrappingKey, WrappingKeys } from './wrapping-key';

/** Where the keys are, and what they are wrapped with. */
export interface FileKeyStoreOptions {
  /** In a folder that only its owner can write in. A lock and, for a moment, a new file stand beside it. */
  readonly file: string;
  readonly wrapping: WrappingKeys;
  /** The key store that the register is bound to; another is refused: `WrongKeyStore`. */
  readonly expected?: string;
  /** Milliseconds to wait for another writer. Default 5000. */
  readonly patience?: number;
}

/** What {@link FileKeyStore.rotate} did. */
export interface KeysRotated {
  readonly from: string;
  readonly to: string;
  readonly keys: number;
}

/** A {@link KeyStore} in a file. */
export interface FileKeyStore extends KeyStore {
  /** Wraps every key anew with the first of the wrapping keys, all or nothing. No event changes. */
  readonly rotate: () => E.Either<KeyFailure, KeysRotated>;
}

/**
 * Makes an empty key file, mode 600, and gives its id. `KeyFileExists` when there is one: keys are never written over.
 *
 * @example createKeyFile({ file: '/etc/frist/keys', wrapping: wrappingKeysFromFile('/etc/frist/wrapping-key') })
 */
export const createKeyFile = ({ file, wrapping }: Pick<FileKeyStoreOptions, 'file' | 'wrapping'>): E.Either<KeyFailure, string> =>
  withFiles(file, () => {
    const current = currentOf(wrapping());
    if (E.isLeft(current)) return current;
    const id = randomUUID();
    const head = headLine(id, 1, current.right);
    if (E.isLeft(head)) return head;
    createPrivate(file, head.right);
    return E.right(id);
  });

const noWrappingKey = (id: string): E.Either<KeyFailure, never> =>
  E.left(failure('WrappingKeyMissing', 'confidentiality/wrapping-key', 'wrapping key', `the wrapping key ${id}, with which the key file was written`));

const currentOf = (keys: E.Either<KeyFailure, readonly WrappingKey[]>): E.Either<KeyFailure, WrappingKey> => {
  if (E.isLeft(keys)) return keys;
  const [first] = keys.right;
  return first === undefined ? E.left(failure('WrappingKeyMissing', 'confidentiality/wrapping-key', 'wrapping key', 'at least one')) : E.right(first);
};

/**
 * Opens a key file.
 *
 * Errors: every {@link KeyFailure} but `SubjectDisposed`. Nothing is written before a key is needed.
 *
 * @example fileKeyStore({ file: '/etc/frist/keys', wrapping: wrappingKeysFromFile('/etc/frist/wrapping-key') })
 */
export const fileKeyStore = (options: FileKeyStoreOptions): E.Either<KeyFailure, FileKeyStore> => openKeyFile(options, () => undefined);

/** As {@link fileKeyStore}; tells of every thing that a crash could come behind. */
export const openKeyFile = ({ file, wrapping, expected, patience = 5_000 }: FileKeyStoreOptions, onStep: OnStep): E.Either<KeyFailure, FileKeyStore> => {
  const first = withFiles(file, () => readImage(file, null));
  if (E.isLeft(first)) return first;
  const { id } = first.right.head;
  if (expected !== undefined && id !== expected) {
    return E.left(failure('WrongKeyStore', 'confidentiality/key-store-of-register', file, `the key store ${expected}, to which the register is bound`, id));
  }
  let image: KeyFileImage = first.right;
  let key: WrappingKey | null = null;
  let closed = false;
  const opened = new Map<SubjectRef, Uint8Array>();

  const take = (newer: E.Either<KeyFailure, KeyFileImage>): E.Either<KeyFailure, void> => {
    if (E.isLeft(newer)) return newer;
    if (newer.right.head.id !== id) return E.left(failure('WrongKeyStore', 'confidentiality/key-store-of-register', file, `the key store ${id}, as before`, newer.right.head.id));
    image = newer.right;
    for (const [subject, bytes] of opened) {
      const entry = image.entries.get(subject);
      if (entry !== undefined && 'wrapped' in entry) continue;
      bytes.fill(0);
      opened.delete(subject);
    }
    return E.right(undefined);
  };

  /** The wrapping key that the file names. A rotation by another process can come between the two files: then they are read again. */
  const wrapper = (attempt = 0): E.Either<KeyFailure, WrappingKey> => {
    if (key?.id === image.head.wrapping) return E.right(key);
    const keys = wrapping();
    if (E.isLeft(keys)) return keys;
    const found = keys.right.find((one) => one.id === image.head.wrapping);
    if (found === undefined) {
      if (attempt >= 5 || isSame(lookOf(file), image.seen)) return noWrappingKey(image.head.wrapping);
      const newer = take(readImage(file, image));
      return E.isLeft(newer) ? newer : wrapper(attempt + 1);
    }
    if (!isHeadOf(image.head, found)) return E.left(failure('KeyFileCorrupt', 'confidentiality/key-file', `${file}, line 1`, 'a head as it was written'));
    key = found;
    return E.right(found);
  };

  /** Learns what others have written. */
  const refresh = (): E.Either<KeyFailure, void> => (closed ? keyStoreClosed : isSame(lookOf(file), image.seen) ? E.right(undefined) : take(readImage(file, image)));

  const keyIn = (entry: KeyFileEntry | undefined): E.Either<KeyFailure, KeyState> => {
    if (entry === undefined) return E.right({ _tag: 'none' });
    if (!('wrapped' in entry)) return E.right({ _tag: 'destroyed', fingerprint: entry.destroyed });
    const known = opened.get(entry.subject);
    if (known !== undefined) return E.right({ _tag: 'held', key: known });
    const by = wrapper();
    if (E.isLeft(by)) return by;
    const bytes = by.right.unwrap(entry.wrapped, aboutKey(id, entry.subject));
    if (E.isLeft(bytes)) return bytes;
    opened.set(entry.subject, bytes.right);
    return E.right({ _tag: 'held', key: bytes.right });
  };

  const find = (subject: SubjectRef): E.Either<KeyFailure, KeyState> => {
    const fresh = refresh();
    return E.isLeft(fresh) ? fresh : keyIn(image.entries.get(subject));
  };

  const make = (subject: SubjectRef): E.Either<KeyFailure, Uint8Array> => {
    const state = find(subject); // another may have made it while we waited
    if (E.isLeft(state)) return state;
    if (state.right._tag === 'held') return E.right(state.right.key);
    if (state.right._tag === 'destroyed') return subjectDisposed(subject);
    const by = wrapper();
    if (E.isLeft(by)) return by;
    const bytes = freshKey();
    const wrapped = by.right.wrap(bytes, aboutKey(id, subject));
    if (E.isLeft(wrapped)) return wrapped;
    const entry = { subject, wrapped: wrapped.right };
    const wholeLines = appendPrivate(file, image.wholeLines, entryLine(entry), onStep);
    image.entries.set(subject, entry);
    image = { ...image, wholeLines, lines: image.lines + 1, seen: lookOf(file) };
    opened.set(subject, bytes);
    return E.right(bytes);
  };

  /** A new file in the place of the old one. */
  const rewrite = (by: WrappingKey, entries: readonly KeyFileEntry[]): E.Either<KeyFailure, void> => {
    const head = headLine(id, image.head.generation + 1, by);
    if (E.isLeft(head)) return head;
    replacePrivate(file, head.right + entries.map(entryLine).join(''), onStep);
    return take(readImage(file, null));
  };

  const destroy = (subject: SubjectRef): E.Either<KeyFailure, KeyDestroyed> => {
    const state = find(subject);
    if (E.isLeft(state)) return state;
    if (state.right._tag === 'destroyed') return E.right({ fingerprint: state.right.fingerprint, before: true });
    const by = wrapper();
    if (E.isLeft(by)) return by;
    const fingerprint = state.right._tag === 'held' ? fingerprintOf(state.right.key) : null;
    const written = rewrite(by.right, [...[...image.entries.values()].filter((entry) => entry.subject !== subject), { subject, destroyed: fingerprint }]);
    return E.isLeft(written) ? written : E.right({ fingerprint, before: false });
  };

  const rotate = (): E.Either<KeyFailure, KeysRotated> => {
    const fresh = refresh();
    if (E.isLeft(fresh)) return fresh;
    const from = wrapper();
    if (E.isLeft(from)) return from;
    const to = currentOf(wrapping());
    if (E.isLeft(to)) return to;
    const entries: KeyFileEntry[] = [];
    for (const entry of image.entries.values()) {
      if (!('wrapped' in entry)) {
        entries.push(entry);
        continue;
      }
      const bytes = from.right.unwrap(entry.wrapped, aboutKey(id, entry.subject));
      if (E.isLeft(bytes)) return bytes;
      const wrapped = to.right.wrap(bytes.right, aboutKey(id, entry.subject));
      bytes.right.fill(0);
      if (E.isLeft(wrapped)) return wrapped;
      entries.push({ subject: entry.subject, wrapped: wrapped.right });
    }
    const written = rewrite(to.right, entries);
    return E.isLeft(written) ? written : E.right({ from: from.right.id, to: to.right.id, keys: entries.filter((entry) => 'wrapped' in entry).length });
  };

  const locked = <A>(work: () => E.Either<KeyFailure, A>): E.Either<KeyFailure, A> => (closed ? keyStoreClosed : withFiles(file, () => withLock(file, patience, work)));
  const usable = withFiles(file, () => wrapper());
  if (E.isLeft(usable)) return usable;
  return E.right({
    id,
    find: (subject) => withFiles(file, () => find(subject)),
    obtain: (subject) =>
      withFiles(file, () => {
        const state = find(subject);
        if (E.isLeft(state)) return state;
        return state.right._tag === 'held' ? E.right(state.right.key) : state.right._tag === 'destroyed' ? subjectDisposed(subject) : locked(() => make(subject));
      }),
    destroy: (subject) => locked(() => destroy(subject)),
    rotate: () => locked(rotate),
    subjects: () =>
      withFiles(file, () => {
        const fresh = refresh();
        return E.isLeft(fresh) ? fresh : E.right([...image.entries.values()].flatMap((entry) => ('wrapped' in entry ? [entry.subject] : [])).sort());
      }),
    close: () => {
      closed = true;
      for (const bytes of opened.values()) bytes.fill(0);
      opened.clear();
      key = null;
    },
  });
};
