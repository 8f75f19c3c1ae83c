/** What can go wrong while a log is kept or read, apart from what a verification finds. */
import { failure, type Failure, type StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { OutOfTree } from './merkle';

/**
 * `LogDamaged`: a part of the kept log is missing or of the wrong form. `LogDisagrees`: it contradicts the store or a
 * checkpoint. `LogAhead`: it covers events that the store does not have at its end. `NotInLog`: an event that the log
 * does not cover.
 */
export type LogFailure = Failure<'LogAhead' | 'LogDamaged' | 'LogDisagrees' | 'NotInLog'> | OutOfTree | StoreError;

/** Carries a failure through code that cannot answer with a value: the inside of a tree. */
class Carried extends Error {
  constructor(readonly failure: LogFailure) {
    super(failure.expected);
  }
}

export const throwDamaged = (field: string, expected: string): never => {
  throw new Carried(failure('LogDamaged', 'audit/log', field, expected));
};

/** Runs work that reads a log. What a store throws while a hook's slot is read carries its failure as well. */
export const attempt = <Left, A>(work: () => E.Either<Left, A>): E.Either<Left | LogFailure, A> => {
  try {
    return work();
  } catch (error) {
    const carried = (error as { readonly failure?: LogFailure } | null)?.failure;
    if (carried !== undefined) return E.left(carried);
    throw error;
  }
};
