/** The files that proof rests on besides the store: keys and checkpoints. */
import { appendCheckpoint, type CheckpointFileFailure, type KeyFailure, keysFromFile, readCheckpointFile, type Signer, signerFromPemFile, type VerifierKey } from '@frist/audit';
import * as E from 'fp-ts/Either';

import { ExitCode } from './exit-code';
import { proofWordsOf } from './messages/proof';
import { type Context, failed, type Outcome } from './outcome';
import { checkpointFileFailed, keysFailed, signerFailed } from './proof-failure';
import { clean } from './render/clean';

/** The signed checkpoints of a file, oldest first. */
export const checkpointsIn = async (file: string, context: Context): Promise<E.Either<Outcome, readonly string[]>> =>
  E.mapLeft((reason: CheckpointFileFailure) => checkpointFileFailed(reason, file, context))(await readCheckpointFile(file)());

/** Adds a checkpoint to its file, or says why not. */
export const keepCheckpoint = async (file: string, note: string, context: Context): Promise<Outcome | null> => {
  const kept = await appendCheckpoint(file, note)();
  if (E.isRight(kept)) return null;
  if (kept.left._tag === 'CheckpointFileDamaged') return checkpointFileFailed(kept.left, file, context);
  const says = proofWordsOf(context.lang).failed;
  return failed(ExitCode.data, says.unwritable(clean(file), says.writeProblems.EACCES ?? ''));
};

/** The key history in a file. */
export const keysIn = async (file: string, context: Context): Promise<E.Either<Outcome, readonly VerifierKey[]>> =>
  E.mapLeft((reason: KeyFailure) => keysFailed(reason, file, context))(await keysFromFile(file)());

const unnamed = '-';

/** The private key of a file, under the name that a key history gives it; null when it gives none. */
export const signerIn = async (file: string, keys: readonly VerifierKey[], context: Context, name?: string): Promise<E.Either<Outcome, { readonly signer: Signer; readonly named: VerifierKey | null }>> => {
  const read = await signerFromPemFile(name ?? unnamed, file)();
  if (E.isLeft(read)) return E.left(signerFailed(read.left, file, context));
  const signer = read.right;
  const named = keys.find((key) => (name === undefined || key.name === name) && key.lastSize === undefined && Buffer.compare(key.publicKey, signer.publicKey) === 0) ?? null;
  return E.right({ signer: named === null ? signer : { ...signer, name: named.name }, named });
};

/** Writes a new file, or says why not. */
export const createdFile = (file: string, bytes: Uint8Array, { terminal, lang, words }: Context): Outcome | null => {
  const says = proofWordsOf(lang);
  try {
    terminal.createFile(file, bytes);
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
    if (code === 'EEXIST') return failed(ExitCode.usage, says.usage.outThere(clean(file)));
    return failed(ExitCode.data, says.failed.unwritable(clean(file), says.failed.writeProblems[code] ?? `${words.errors.fileProblem}${code === '' ? '' : ` (${code})`}`));
  }
};
