/** The sealer over a key store: what closes and opens the sealed fields of events. */
import { createHmac } from 'node:crypto';

import { failure, type Sealer, type SealFailure, type SubjectRef } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { closeBox, openBox } from './box';
import { subjectKeys } from './data-key';
import type { KeyFailure, KeyStore } from './key-store';

/** What a sealer is told beside its keys. */
export interface SealerOptions {
  /**
   * Subjects whose disposal is on record in the register, as {@link openSurvey} reads them. Their key is refused even
   * where the key store holds it again, restored from a copy. Asked at every use, so a set that grows is heeded.
   */
  readonly disposed?: { readonly has: (subject: SubjectRef) => boolean };
  /**
   * Subjects of whom the register holds a box, as {@link openSurvey} reads them: they have had a key. Where the key store
   * knows of none it is another one, or an old copy, and nothing is sealed with a second key beside the first.
   */
  readonly sealed?: { readonly has: (subject: SubjectRef) => boolean };
}

/** A sealer answers in its own few words; the rule tells which failure of the key store lies behind. */
const asSealFailure = ({ _tag, rule, field, expected, value }: KeyFailure): SealFailure =>
  failure(_tag === 'SubjectDisposed' ? _tag : 'KeyUnavailable', rule, field, expected, value);

const broken = (field: string): E.Either<SealFailure, never> =>
  E.left(failure('SealBroken', 'confidentiality/sealed-where-it-stands', field, 'a box of a known version, unaltered, in the place where it was first stored'));

const keyLost = (subject: SubjectRef): E.Either<SealFailure, never> =>
  E.left(failure('KeyUnavailable', 'confidentiality/key-of-register', 'subject', 'the key store of this register: it has sealed for this subject before, and this key store has no key', subject));

const disposedOnRecord = (subject: SubjectRef): E.Either<SealFailure, never> =>
  E.left(failure('SubjectDisposed', 'confidentiality/nothing-after-disposal', 'subject', 'a subject whose disposal is not on record', subject));

/**
 * Seals with AES-256-GCM under a key per subject, which the key store makes when it is first needed.
 * Reading costs no key: `unseal` of a box whose key is not held gives the box back, after disposal `disposed`.
 *
 * Errors: `SubjectDisposed`, `KeyUnavailable` (its rule names what was wrong with the key store), `SealBroken`.
 *
 * @example const frist = createFrist({ store, sealer: sealerFrom(memoryKeyStore()) })
 */
export const sealerFrom = (keys: KeyStore, { disposed, sealed: before }: SealerOptions = {}): Sealer => {
  const obtain = (subject: SubjectRef): E.Either<SealFailure, Uint8Array> => {
    if (disposed?.has(subject) === true) return disposedOnRecord(subject);
    if (before?.has(subject) === true) {
      const state = keys.find(subject);
      if (E.isRight(state) && state.right._tag === 'none') return keyLost(subject);
    }
    const key = keys.obtain(subject);
    return E.isLeft(key) ? E.left(asSealFailure(key.left)) : key;
  };
  return {
    seal: (plain, context) => {
      const key = obtain(context.subject);
      if (E.isLeft(key)) return key;
      const box = closeBox(subjectKeys(key.right).encryption, plain, context);
      return box === null ? broken(context.field) : E.right({ _tag: 'sealed', subject: context.subject, box });
    },
    unseal: (sealed, context) => {
      if (sealed.subject !== context.subject) return broken(context.field);
      if (disposed?.has(sealed.subject) === true) return E.right({ _tag: 'disposed', subject: sealed.subject });
      const state = keys.find(sealed.subject);
      if (E.isLeft(state)) return E.left(asSealFailure(state.left));
      if (state.right._tag === 'none') return E.right(sealed);
      if (state.right._tag === 'destroyed') return E.right({ _tag: 'disposed', subject: sealed.subject });
      const plain = openBox(subjectKeys(state.right.key).encryption, sealed.box, context);
      return plain === null ? broken(context.field) : E.right({ _tag: 'open', value: plain });
    },
    digest: (plain, subject) => {
      const key = obtain(subject);
      return E.isLeft(key) ? key : E.right(createHmac('sha256', subjectKeys(key.right).digest).update(plain, 'utf8').digest('base64url'));
    },
  };
};
