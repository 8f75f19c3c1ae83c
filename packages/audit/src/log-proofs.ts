/** Roots and proofs from a kept log, whose damage is an answer here and not an exception. */
import type { Position } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { AuditLog } from './audit-log';
import { attempt, type LogFailure } from './failure';
import type { Hash } from './hash';
import type { Leaf } from './log-storage';
import { consistencyProof, inclusionProof, rootAt } from './merkle';

/** The root over the first events of a log; over all of them by default. */
export const logRoot = (log: AuditLog, size: number = log.size): E.Either<LogFailure, Hash> => attempt(() => rootAt(log, size));

/** {@link inclusionProof} in a log: at 10^6 events twenty hashes at most, from at most six small reads. */
export const proveInclusion = (log: AuditLog, index: number, size: number = log.size): E.Either<LogFailure, readonly Hash[]> => attempt(() => inclusionProof(log, index, size));

/** {@link consistencyProof} in a log. */
export const proveConsistency = (log: AuditLog, first: number, second: number = log.size): E.Either<LogFailure, readonly Hash[]> => attempt(() => consistencyProof(log, first, second));

/** How many leaves a log has through a position: those of the events up to and including it. */
export const leavesThrough = (log: AuditLog, position: Position): E.Either<LogFailure, number> =>
  attempt((): E.Either<never, number> => {
    let [low, high] = [0, log.size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (log.leaf(middle).position <= position) low = middle + 1;
      else high = middle;
    }
    return E.right(low);
  });

/** {@link AuditLog.leaf}, of an index within the log. */
export const leafAt = (log: AuditLog, index: number): E.Either<LogFailure, Leaf> => attempt((): E.Either<never, Leaf> => E.right(log.leaf(index)));
