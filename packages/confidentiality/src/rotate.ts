/** Rotation of the wrapping key. */
import * as E from 'fp-ts/Either';

import { type FileKeyStoreOptions, type KeysRotated, openKeyFile } from './file-key-store';
import { withLock } from './file-lock';
import type { KeyFailure } from './key-store';
import type { OnStep } from './on-step';
import { withFiles } from './private-file';
import { addWrappingKey, keepWrappingKey, wrappingKeysFromFile } from './wrapping-key';

/**
 * Makes a new wrapping key in its file, wraps every data key with it, and removes the old one. After a crash anywhere in
 * between both files open, and doing it again completes it: the new key is durable before anything is wrapped with it, and
 * the old one goes when nothing is wrapped with it any more. A file of wrapping keys serves one key file: another whose keys
 * are wrapped with the same one could not be opened afterwards.
 *
 * @example rotateWrappingKey({ file: '/etc/frist/keys', wrappingFile: '/etc/frist/wrapping-key' })
 */
export const rotateWrappingKey = (where: Pick<FileKeyStoreOptions, 'file' | 'patience'> & { readonly wrappingFile: string }): E.Either<KeyFailure, KeysRotated> =>
  rotateInSteps(where, () => undefined);

/** As {@link rotateWrappingKey}; tells of every thing that a crash could come behind. */
export const rotateInSteps = (
  { wrappingFile, ...where }: Pick<FileKeyStoreOptions, 'file' | 'patience'> & { readonly wrappingFile: string },
  onStep: OnStep,
): E.Either<KeyFailure, KeysRotated> =>
  // One rotation at a time: another could take away the key that this one has begun to wrap with.
  withFiles(wrappingFile, () =>
    withLock(wrappingFile, where.patience ?? 5_000, () => {
      const keys = openKeyFile({ ...where, wrapping: wrappingKeysFromFile(wrappingFile) }, onStep);
      if (E.isLeft(keys)) return keys;
      const added = addWrappingKey(wrappingFile, onStep);
      if (E.isLeft(added)) return added;
      const rotated = keys.right.rotate();
      keys.right.close();
      if (E.isLeft(rotated)) return rotated;
      const kept = keepWrappingKey(wrappingFile, rotated.right.to, onStep);
      return E.isLeft(kept) ? kept : rotated;
    }));
