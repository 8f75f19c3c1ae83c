/** Ed25519 keys of signed notes (c2sp.org/signed-note): who signs, whose signatures count, and the names of both. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

import { failure, type Failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { base64, fromBase64 } from './hash';

/**
 * `KeyUnreadable`: missing, or no Ed25519 key. `KeyExposed`: others than its owner may read it. `KeyUnknown`: not in the
 * history. `SigningFailed`: the signer refused. `KeyNotWritten`: the file is there already, or cannot be written.
 */
export type KeyFailure = Failure<'KeyUnreadable' | 'KeyExposed' | 'KeyUnknown' | 'SigningFailed' | 'KeyNotWritten'>;

/** A key whose signatures count. */
export interface VerifierKey {
  /** The name in the signature line: no space, no plus. By custom the origin of the log. */
  readonly name: string;
  /** First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), as eight hexadecimal digits. */
  readonly id: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** For a key that has been retired: the largest log it has signed. It counts for nothing larger. */
  readonly lastSize?: number;
}

/** Whoever holds the private key: memory, a file, a device, a service. */
export interface Signer {
  readonly name: string;
  readonly publicKey: Uint8Array;
  /** 64 bytes of Ed25519 over the message. */
  readonly sign: (message: Uint8Array) => TaskEither<KeyFailure, Uint8Array>;
}

const nameForm = /^[^\s\p{C}\p{Z}+]{1,200}$/u;
const ed25519 = Buffer.from([1]);
/** SubjectPublicKeyInfo of an Ed25519 key is this, followed by the key. */
const spki = Buffer.from('302a300506032b6570032100', 'hex');

const unreadable = (field: string, expected: string): E.Either<KeyFailure, never> => E.left(failure('KeyUnreadable', 'audit/key', field, expected));

/**
 * Names a public key.
 *
 * @example verifierKey('sakarias.example/socialnamnden', signer.publicKey)
 */
export const verifierKey = (name: string, publicKey: Uint8Array, lastSize?: number): E.Either<KeyFailure, VerifierKey> => {
  if (!nameForm.test(name)) return unreadable('name', 'a name of 1 to 200 characters without spaces and plus signs');
  if (publicKey.length !== 32) return unreadable('publicKey', 'the 32 bytes of an Ed25519 key');
  if (lastSize !== undefined && (!Number.isSafeInteger(lastSize) || lastSize < 0)) return unreadable('lastSize', 'a number of leaves');
  const id = createHash('sha256').update(`${name}\n`).update(ed25519).update(publicKey).digest('hex').slice(0, 8);
  return E.right({ name, id, publicKey, ...(lastSize === undefined ? {} : { lastSize }) });
};

/** One line: `name+id+base64(0x01 ‖ key)` as other tools read it, and ` until N` for a retired key. */
export const renderKey = ({ name, id, publicKey, lastSize }: VerifierKey): string =>
  `${name}+${id}+${base64(Buffer.concat([ed25519, publicKey]))}${lastSize === undefined ? '' : ` until ${lastSize}`}`;

/** Reads the line that {@link renderKey} writes. The id must be that of the name and the key. */
export const parseKey = (line: string): E.Either<KeyFailure, VerifierKey> => {
  const [, name = '', id, encoded = '', until] = /^([^+ ]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)(?: until (0|[1-9]\d{0,15}))?$/.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes === null || bytes.length !== 33 || bytes[0] !== 1) return unreadable('key', 'name+id+base64 of an Ed25519 key');
  const key = verifierKey(name, bytes.subarray(1), until === undefined ? undefined : Number(until));
  return E.isRight(key) && key.right.id !== id ? unreadable('key', `the id ${key.right.id} of this name and key`) : key;
};

/** A key history: one key a line, the blank ones and those with `#` at the start left out. */
export const parseKeys = (text: string): E.Either<KeyFailure, readonly VerifierKey[]> => {
  const keys: VerifierKey[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const key = parseKey(line);
    if (E.isLeft(key)) return key;
    keys.push(key.right);
  }
  return E.right(keys);
};

/** The public key as OpenSSL reads it. */
export const publicKeyPem = (publicKey: Uint8Array): string =>
  createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' }).export({ format: 'pem', type: 'spki' }).toString();

/** Whether a signature over a message is that of a key. */
export const verifySignature = (key: VerifierKey, message: Uint8Array, signature: Uint8Array): boolean =>
  verify(null, message, createPublicKey({ key: Buffer.concat([spki, key.publicKey]), format: 'der', type: 'spki' }), signature);

/** What people compare: SHA-256 of the 32 bytes, in hexadecimal. */
export const keyDigest = ({ publicKey }: Pick<VerifierKey, 'publicKey'>): string => createHash('sha256').update(publicKey).digest('hex');

/**
 * A signer whose private key is in memory, in PEM (PKCS #8, as `openssl genpkey -algorithm ed25519` writes it).
 *
 * @example ed25519Signer('botkyrka/socialnamnden', pem)
 */
export const ed25519Signer = (name: string, privateKeyPem: string): E.Either<KeyFailure, Signer> => {
  const key = readPrivate(privateKeyPem);
  if (key === null) return unreadable('privateKey', 'an Ed25519 private key in PEM, without a passphrase');
  const publicKey = Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(spki.length));
  const named = verifierKey(name, publicKey);
  if (E.isLeft(named)) return named;
  return E.right({ name, publicKey, sign: (message) => async () => E.right(sign(null, message, key)) });
};

const readPrivate = (pem: string): KeyObject | null => {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
};
