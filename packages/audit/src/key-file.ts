/** Keys in files. */
import { generateKeyPairSync } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';

import { failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { ed25519Signer, type KeyFailure, parseKeys, renderKey, type Signer, type VerifierKey } from './keys';

const missing = (file: string): E.Either<KeyFailure, never> => E.left(failure('KeyUnreadable', 'audit/key-file', file, 'a file that can be read'));

/**
 * A signer whose private key is in a PEM file. One that others than its owner may read or write is refused
 * (`KeyExposed`; not on Windows, where the bits say nothing).
 */
export const signerFromPemFile =
  (name: string, file: string): TaskEither<KeyFailure, Signer> =>
  async () => {
    try {
      // Looked at and read through one handle: what is checked is what is used.
      const handle = await open(file, 'r');
      try {
        const { mode } = await handle.stat();
        if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
          return E.left(failure('KeyExposed', 'audit/key-permissions', file, 'a file that only its owner can read: chmod 600', (mode & 0o777).toString(8)));
        }
        return ed25519Signer(name, await handle.readFile('utf8'));
      } finally {
        await handle.close();
      }
    } catch {
      return missing(file);
    }
  };

/** The key history in a text file, as {@link parseKeys} reads it. */
export const keysFromFile =
  (file: string): TaskEither<KeyFailure, readonly VerifierKey[]> =>
  async () => {
    try {
      return parseKeys(await readFile(file, 'utf8'));
    } catch {
      return missing(file);
    }
  };

const notWritten = (file: string, expected: string): E.Either<KeyFailure, never> => E.left(failure('KeyNotWritten', 'audit/key-file', file, expected));

/**
 * Makes a new key in a new file that only its owner can read. The name is not kept in the file.
 *
 * @example newKeyFile('botkyrka/socialnamnden', 'board.pem')
 */
export const newKeyFile =
  (name: string, file: string): TaskEither<KeyFailure, Signer> =>
  async () => {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const signer = ed25519Signer(name, pem);
    if (E.isLeft(signer)) return signer;
    try {
      const handle = await open(file, 'wx', 0o600);
      try {
        await handle.writeFile(pem);
        await handle.sync();
      } finally {
        await handle.close();
      }
      return signer;
    } catch {
      return notWritten(file, 'a file that does not exist, in a folder that this user may write to');
    }
  };

/** Adds a key to the history in a text file, which is made when it is not there. */
export const appendKey =
  (file: string, key: VerifierKey): TaskEither<KeyFailure, void> =>
  async () => {
    const line = renderKey(key);
    try {
      const handle = await open(file, 'a+');
      try {
        const there = await handle.readFile('utf8');
        await handle.appendFile(`${there === '' || there.endsWith('\n') ? '' : '\n'}${line}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      return E.right(undefined);
    } catch {
      return notWritten(file, 'a file that can be read and added to');
    }
  };
