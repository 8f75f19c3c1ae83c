/** Either in tests: what must have gone well, and what must have been refused. */
import { AssertionError } from 'node:assert';

import type { Either } from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

const told = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner), 2);

/**
 * The value of a `Right`. Throws an `AssertionError` with the refusal otherwise.
 *
 * @example const catalogue = right(makeCatalogue(types))
 */
export const right = <L, R>(result: Either<L, R>): R => {
  if (result._tag === 'Left') throw new AssertionError({ message: `refused: ${told(result.left)}`, actual: result.left, operator: 'right' });
  return result.right;
};

/**
 * The refusal of a `Left`. Throws an `AssertionError` with the value otherwise.
 *
 * @example expect(left(parse('2026-02-30'))).toMatchObject({ _tag: 'InvalidDate' })
 */
export const left = <L, R>(result: Either<L, R>): L => {
  if (result._tag === 'Right') throw new AssertionError({ message: `accepted: ${told(result.right)}`, actual: result.right, operator: 'left' });
  return result.left;
};

/** Runs a task, which must go well: {@link right} of its result. */
export const done = async <L, R>(task: TaskEither<L, R>): Promise<R> => right(await task());
