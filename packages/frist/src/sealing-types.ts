/** Sealed data through the facade: what is asked for, and what comes back. Types alone: what encrypts is loaded when it is needed. */
import type { AccessPurpose, DisposalDone, DisposalEntry, DisposalFailure, DisposalOrder, DisposalQueryFailure, DisposalTerms, Unsealed, UnsealFailure, Viewer } from '@frist/confidentiality';
import type { CivilDate } from '@frist/calendar';
import type { Board, Failure, SealedReading, StreamName } from '@frist/event-sourcing';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { QueryFailure } from './query';

/** What somebody asks to see. */
export interface UnsealQuery {
  /** A stream, an event, or an obligation, which stands for the streams that speak of it. */
  readonly id: string;
  /** Boxes as they were read, or all of what the id names. Default: all. */
  readonly boxes?: readonly Pick<SealedReading, 'box'>[] | 'all';
  readonly viewer: Viewer;
  readonly why: AccessPurpose;
}

/** A sealed field that was found, and what it reads as. */
export interface OpenedField extends Unsealed {
  readonly stream: StreamName;
}

/** Why nothing was shown. `NotFound`: the id names nothing. `WrongKeyStore`: the keys of another register. */
export type UnsealQueryFailure = UnsealFailure | QueryFailure | Failure<'WrongKeyStore'>;

/** Which subjects, as of when. */
export interface DisposalQuery extends Partial<DisposalTerms> {
  readonly board?: Board;
}

/** Subjects with what is to become of their data. */
export interface DisposalList {
  readonly asOf: CivilDate;
  readonly entries: readonly DisposalEntry[];
}

/** A disposal to be carried out. `asOf`: default the Swedish day of the clock. */
export type DisposalOrdered = Omit<DisposalOrder, 'asOf'> & Partial<Pick<DisposalOrder, 'asOf'>>;

/** Disposal (gallring) of what is sealed. */
export interface Disposals {
  /** Reads without keys; with keys it also tells which are lost. */
  readonly due: (query?: DisposalQuery) => TaskEither<DisposalQueryFailure, DisposalList>;
  /** Destroys a subject's key for ever, by a decision, when the rules allow it, and records it. Needs keys: else `NoSealer`. */
  readonly carryOut: (order: DisposalOrdered) => TaskEither<readonly (DisposalFailure | Failure<'NoSealer' | 'WrongKeyStore'>)[], DisposalDone>;
}
