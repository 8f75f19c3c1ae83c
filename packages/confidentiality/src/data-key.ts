/** What is made of a subject's data key: one key for one use, by HKDF (RFC 5869) over SHA-256. */
import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';

/** Bytes of a data key and of a wrapping key. */
export const keyLength = 32;

/** A fresh data key. */
export const freshKey = (): Uint8Array => Uint8Array.from(randomBytes(keyLength));

const derive = (key: Uint8Array, use: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', `frist/${use}/1`, keyLength));

/** The keys that follow from a data key, none of which gives away another. */
export interface SubjectKeys {
  readonly encryption: KeyObject;
  readonly digest: KeyObject;
}

const made = new WeakMap<Uint8Array, SubjectKeys>();

/** Remembered for as long as the key store holds the data key, and no longer. */
export const subjectKeys = (dataKey: Uint8Array): SubjectKeys => {
  const known = made.get(dataKey);
  if (known !== undefined) return known;
  const secret = (use: string): KeyObject => {
    const bytes = derive(dataKey, use);
    const key = createSecretKey(bytes);
    bytes.fill(0);
    return key;
  };
  const keys = { encryption: secret('seal'), digest: secret('digest') };
  made.set(dataKey, keys);
  return keys;
};

/** Stands for a key without giving it away: what is left of it in the record of its destruction. 43 characters. */
export const fingerprintOf = (key: Uint8Array): string => {
  const bytes = derive(key, 'fingerprint');
  const text = createHmac('sha256', bytes).update('fingerprint').digest('base64url');
  bytes.fill(0);
  return text;
};
