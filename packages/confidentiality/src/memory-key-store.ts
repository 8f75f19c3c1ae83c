/** Keys that end with the process: for tests, and for what is read once and thrown away. */
import { randomUUID } from 'node:crypto';

import { failure, type SubjectRef } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { fingerprintOf, freshKey } from './data-key';
import type { KeyFailure, KeyStore } from './key-store';

/** The answer of a key store whose key for a subject was destroyed. */
export const subjectDisposed = (subject: SubjectRef): E.Either<KeyFailure, never> =>
  E.left(failure('SubjectDisposed', 'confidentiality/nothing-after-disposal', 'subject', 'a subject whose key has not been lawfully destroyed', subject));

/** The answer of a key store after its end. */
export const keyStoreClosed: E.Either<KeyFailure, never> = E.left(failure('KeyStoreClosed', 'confidentiality/key-store', 'keys', 'a key store that has not been closed'));

/**
 * A {@link KeyStore} in memory: nothing is durable, nothing is wrapped.
 *
 * @example createFrist({ store: memoryEventStore({ clock }), sealer: sealerFrom(memoryKeyStore()) })
 */
export const memoryKeyStore = (id: string = randomUUID()): KeyStore => {
  const keys = new Map<SubjectRef, Uint8Array>();
  const destroyed = new Map<SubjectRef, string | null>();
  let closed = false;
  return {
    id,
    find: (subject) => {
      if (closed) return keyStoreClosed;
      const fingerprint = destroyed.get(subject);
      if (fingerprint !== undefined) return E.right({ _tag: 'destroyed', fingerprint });
      const key = keys.get(subject);
      return E.right(key === undefined ? { _tag: 'none' } : { _tag: 'held', key });
    },
    obtain: (subject) => {
      if (closed) return keyStoreClosed;
      if (destroyed.has(subject)) return subjectDisposed(subject);
      const key = keys.get(subject) ?? freshKey();
      keys.set(subject, key);
      return E.right(key);
    },
    destroy: (subject) => {
      if (closed) return keyStoreClosed;
      const before = destroyed.get(subject);
      if (before !== undefined) return E.right({ fingerprint: before, before: true });
      const key = keys.get(subject);
      const fingerprint = key === undefined ? null : fingerprintOf(key);
      key?.fill(0);
      keys.delete(subject);
      destroyed.set(subject, fingerprint);
      return E.right({ fingerprint, before: false });
    },
    subjects: () => (closed ? keyStoreClosed : E.right([...keys.keys()].sort())),
    close: () => {
      closed = true;
      for (const key of keys.values()) key.fill(0);
      keys.clear();
    },
  };
};
