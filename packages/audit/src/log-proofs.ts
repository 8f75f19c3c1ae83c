/** Roots and proofs from a kept log, whose damage is an answer here and not an exception. */
import type * as E from 'fp-ts/Either';

import type { AuditLog } from './audit-log';
import { attempt, type LogFailure } from './failure';
import type { Hash } from './hash';
import { consistencyProof, inclusionProof, rootAt } from './merkle';

/** The root over the first events of a log; over all of them by default. */
export const logRoot = (log: AuditLog, size: number = log.size): E.Either<LogFailure, Hash> => attempt(() => rootAt(log, size));

/** {@link inclusionProof} in a log: at 10^6 events twenty hashes at most, from at most six small reads. */
export const proveInclusion = (log: AuditLog, index: number, size: number = log.size): E.Either<LogFailure, readonly Hash[]> => attempt(() => inclusionProof(log, index, size));

/** {@link consistencyProof} in a log. */
export const proveConsistency = (log: AuditLog, first: number, second: number = log.size): E.Either<LogFailure, readonly Hash[]> => attempt(() => consistencyProof(log, first, second));
