/** The port through which sealed fields are closed and opened. Implemented by @frist/confidentiality. */
import type { Either } from 'fp-ts/Either';

import type { Reading, SealedReading, SubjectRef } from './codec/sealed';
import type { Board, EventId, StreamName } from './envelope';
import type { Failure } from './failure';

/** What a ciphertext is bound to: moved elsewhere, it does not open. */
export interface SealContext {
  readonly board: Board;
  readonly stream: StreamName;
  readonly id: EventId;
  readonly type: string;
  readonly schemaVersion: number;
  readonly subject: SubjectRef;
  /** Path of the field in the event's data, e.g. `reasons[0].text`. */
  readonly field: string;
}

/** Why something was not sealed or unsealed. `SubjectDisposed`: nothing more can be written for that key. */
export type SealFailure = Failure<'NoSealer' | 'SubjectDisposed' | 'KeyUnavailable' | 'SealBroken'>;

/** Seals and unseals fields; see @frist/confidentiality. */
export interface Sealer {
  /** Encrypts canonical JSON. */
  readonly seal: (plain: string, context: SealContext) => Either<SealFailure, SealedReading>;
  /** Opens a box; without the key it reads `sealed`, after disposal `disposed`. A box that was tampered with is `SealBroken`. */
  readonly unseal: (box: SealedReading, context: SealContext) => Either<SealFailure, Reading<string>>;
  /** HMAC under a key of the subject, base64url: stands for the value in a command's digest. */
  readonly digest: (plain: string, subject: SubjectRef) => Either<SealFailure, string>;
}
