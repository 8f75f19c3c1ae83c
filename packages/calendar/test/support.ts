/** Small helpers of this package's tests. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Either } from 'fp-ts/Either';

import { type CivilDate, type Duration, unsafeCivilDate, unsafeDuration } from '@frist/calendar';

export const day = (text: string): CivilDate => unsafeCivilDate(text);
export const length = (text: string): Duration => unsafeDuration(text);

/** The value of a `Right`; fails the test with the error otherwise. */
export const right = <E, A>(result: Either<E, A>): A => {
  if (result._tag === 'Left') throw new Error(`refused: ${JSON.stringify(result.left)}`);
  return result.right;
};

/** The error of a `Left`. */
export const left = <E, A>(result: Either<E, A>): E => {
  if (result._tag === 'Right') throw new Error(`accepted: ${JSON.stringify(result.right)}`);
  return result.left;
};

/** The stored vectors, and the shared ones where a checkout of them lies beside the repository. */
export const vectorFiles = (name: string): readonly (readonly [where: string, content: unknown])[] => {
  const repository = join(__dirname, '..', '..', '..');
  const folders = [
    ['stored', join(__dirname, 'vectors')],
    ['shared', join(process.env['FRIST_SHARED'] ?? join(repository, '..', 'shared'), 'vectors')],
  ] as const;
  return folders
    .map(([where, folder]) => [where, join(folder, name)] as const)
    .filter(([where, file]) => where === 'stored' || existsSync(file))
    .map(([where, file]) => [where, JSON.parse(readFileSync(file, 'utf8')) as unknown] as const);
};
