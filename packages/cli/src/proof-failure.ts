/** Failures about keys, checkpoints, logs and packs as sentences, each with its exit code. */
import { type CheckpointFileFailure, type KeyFailure, readCheckpoint, type SigningFailure } from '@frist/audit';
import type { Failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { ExitCode } from './exit-code';
import { failedBy } from './failure-text';
import { proofWordsOf } from './messages/proof';
import { type Context, failed, type Outcome } from './outcome';
import { clean } from './render/clean';

const missing = 'audit/key-file';

/** A file of public keys that cannot be used. */
export const keysFailed = ({ rule }: KeyFailure, file: string, { lang }: Context): Outcome => {
  const says = proofWordsOf(lang).failed;
  return failed(ExitCode.data, (rule === missing ? says.keysMissing : says.keysNone)(clean(file)));
};

/** A private key that cannot be used. */
export const signerFailed = (reason: KeyFailure, file: string, { lang }: Context): Outcome => {
  const says = proofWordsOf(lang).failed;
  const shown = clean(file);
  if (reason._tag === 'KeyExposed') return failed(ExitCode.data, says.keyExposed(shown, clean(reason.value ?? '')));
  if (reason._tag === 'KeyNotWritten') return failed(ExitCode.data, says.keyUnwritable(shown));
  return failed(ExitCode.data, (reason.rule === missing ? says.keyMissing : says.keyNone)(shown));
};

/** A file of checkpoints that cannot be used. Damage to it is damage to what it proves. */
export const checkpointFileFailed = ({ _tag, byteOffset }: CheckpointFileFailure, file: string, { lang }: Context): Outcome => {
  const says = proofWordsOf(lang).failed;
  return _tag === 'CheckpointFileUnreadable'
    ? failed(ExitCode.data, says.checkpointsMissing(clean(file)))
    : failed(ExitCode.integrity, says.checkpointsDamaged(clean(file), byteOffset));
};

/** What stands in the way of a signature or of a proof: most of it means that something was altered. */
export const proofFailed = (reason: SigningFailure | Failure, file: string, before: readonly string[], context: Context): Outcome => {
  const says = proofWordsOf(context.lang).failed;
  const shown = clean(file);
  const broken = (sentence: string): Outcome => failed(ExitCode.integrity, sentence);
  switch (reason._tag) {
    case 'NoteUnsigned':
    case 'NoteMalformed':
      return broken(says.unsigned(shown));
    case 'SignatureWrong':
      return broken(says.wrongSignature(shown));
    case 'LogDamaged':
      return broken(says.logDamaged);
    case 'LogAhead':
      return broken(says.logAhead);
    case 'LogDisagrees': {
      if (reason.rule === 'audit/log-end') return broken(says.logEnd);
      if (reason.field === 'origin') return broken(says.otherOrigin(clean(reason.value ?? ''), clean(reason.expected)));
      const last = readCheckpoint(before[before.length - 1] ?? '');
      return broken(reason.field === 'size' && E.isRight(last) ? says.truncated(Number(reason.value), last.right.size) : says.disagrees);
    }
    case 'NotInLog':
      return failed(ExitCode.data, says.notInLog(clean(reason.value ?? '0')));
    case 'EvidenceTooLarge':
      return failed(ExitCode.data, says.tooLarge);
    default:
      return failedBy(reason, context.words);
  }
};
