/** Wrapping keys: what data keys are encrypted with where they are kept. From a file, a text, or the host. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

import { failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { keyLength } from './data-key';
import type { KeyFailure } from './key-store';
import type { OnStep } from './on-step';
import { createPrivate, readPrivate, replacePrivate, withFiles } from './private-file';

/**
 * Wraps data keys. The host may bring its own, say of a device; it must be synchronous, bind what it wraps to `about`,
 * and answer every failure as a value. `wrap` and `unwrap` are each other's reverse under the same `about` only.
 */
export interface WrappingKey {
  /** Kept beside what it wraps: by it the right one is found. Nothing secret, at most 64 letters, digits, `.`, `_`, `:`, `/` and `-`. */
  readonly id: string;
  readonly wrap: (key: Uint8Array, about: string) => E.Either<KeyFailure, Uint8Array>;
  readonly unwrap: (wrapped: Uint8Array, about: string) => E.Either<KeyFailure, Uint8Array>;
}

/** Wrapping keys when they are needed: the first is for what is written now, all of them for what is read. */
export type WrappingKeys = () => E.Either<KeyFailure, readonly WrappingKey[]>;

const missing = (field: string, expected: string): E.Either<KeyFailure, never> => E.left(failure('WrappingKeyMissing', 'confidentiality/wrapping-key', field, expected));
const notWrapped: E.Either<KeyFailure, never> = E.left(failure('KeyFileCorrupt', 'confidentiality/wrapped-key', 'key', 'a key as it was wrapped, in the place where it was'));

/**
 * A wrapping key of 32 bytes: AES-256-GCM with a fresh nonce, bound to what the key is for.
 *
 * Errors: `WrappingKeyMissing` for any other length.
 */
export const wrappingKey = (bytes: Uint8Array): E.Either<KeyFailure, WrappingKey> => {
  if (bytes.length !== keyLength) return missing('wrapping key', `${keyLength} bytes`);
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', bytes, '', `frist/${use}/1`, keyLength));
  const secret = derive('wrap');
  return E.right({
    id: derive('wrapping-key-id').toString('hex').slice(0, 16),
    wrap: (key, about) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(about, 'utf8'));
      const ciphertext = Buffer.concat([cipher.update(key), cipher.final()]);
      return E.right(Uint8Array.from(Buffer.concat([nonce, ciphertext, cipher.getAuthTag()])));
    },
    unwrap: (wrapped, about) => {
      if (wrapped.length !== 12 + keyLength + 16) return notWrapped;
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, wrapped.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(about, 'utf8'));
        decipher.setAuthTag(wrapped.subarray(12 + keyLength));
        const key = decipher.update(wrapped.subarray(12, 12 + keyLength));
        decipher.final();
        const own = Uint8Array.from(key);
        key.fill(0);
        return E.right(own);
      } catch {
        return notWrapped;
      }
    },
  });
};

const encodedKey = /^[A-Za-z0-9_-]{43}$/;
const freshText = (): string => randomBytes(keyLength).toString('base64url');
/** Keys in a text, one a line or with spaces between; lines that begin with `#` are left out. */
const textsOf = (text: string): readonly string[] => text.split('\n').filter((line) => !line.startsWith('#')).flatMap((line) => line.split(/\s+/)).filter((word) => word !== '');

const fromTexts = (field: string, texts: readonly string[]): E.Either<KeyFailure, readonly WrappingKey[]> => {
  if (texts.length === 0) return missing(field, 'a wrapping key: 32 bytes in base64url');
  const keys: WrappingKey[] = [];
  for (const text of texts) {
    if (!encodedKey.test(text)) return missing(field, 'wrapping keys of 32 bytes in base64url, the newest first');
    const key = wrappingKey(Buffer.from(text, 'base64url'));
    if (E.isLeft(key)) return key;
    keys.push(key.right);
  }
  return E.right(keys);
};

/**
 * Wrapping keys in a text, such as a variable of the environment: 32 bytes in base64url each, the newest first, spaces between.
 *
 * @example wrappingKeysFromText(process.env.FRIST_WRAPPING_KEY)
 */
export const wrappingKeysFromText =
  (text: string | undefined): WrappingKeys =>
  () =>
    fromTexts('wrapping key', textsOf(text ?? ''));

/** Wrapping keys in a file of their own, which only its owner may read: one a line, the newest first. Read at every use. */
export const wrappingKeysFromFile =
  (file: string): WrappingKeys =>
  () =>
    withFiles(file, () => {
      const text = readPrivate(file);
      return E.isLeft(text) ? text : fromTexts(file, textsOf(text.right));
    });

/** Writes a file with a fresh wrapping key, mode 600. `KeyFileExists` when there is one: it is never written over. */
export const createWrappingKeyFile = (file: string): E.Either<KeyFailure, void> =>
  withFiles(file, () => {
    createPrivate(file, `${freshText()}\n`);
    return E.right(undefined);
  });

const rewrite = (file: string, onStep: OnStep, change: (texts: readonly string[]) => E.Either<KeyFailure, readonly string[]>): E.Either<KeyFailure, void> =>
  withFiles(file, () => {
    const text = readPrivate(file);
    if (E.isLeft(text)) return text;
    const changed = change(textsOf(text.right));
    if (E.isLeft(changed)) return changed;
    replacePrivate(file, changed.right.map((key) => `${key}\n`).join(''), onStep);
    return E.right(undefined);
  });

/** Puts a fresh key before the others of a file. The caller holds its lock. */
export const addWrappingKey = (file: string, onStep: OnStep): E.Either<KeyFailure, void> => rewrite(file, onStep, (texts) => E.right([freshText(), ...texts]));

/** Leaves only the key of that id in a file. The caller holds its lock. */
export const keepWrappingKey = (file: string, id: string, onStep: OnStep): E.Either<KeyFailure, void> =>
  rewrite(file, onStep, (texts) => {
    const kept = texts.filter((text) => {
      const key = fromTexts(file, [text]);
      return E.isRight(key) && key.right[0]?.id === id;
    });
    return kept.length === 1 ? E.right(kept) : missing(file, `the wrapping key ${id}`);
  });
