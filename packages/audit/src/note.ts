/** Signed notes (c2sp.org/signed-note): a text that people can read, and below it who vouches for it. */
import { failure, type Failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { base64, fromBase64 } from './hash';
import { type KeyFailure, type Signer, type VerifierKey, verifierKey, verifySignature } from './keys';

/** `NoteMalformed`: not of the form. `NoteUnsigned`: by no key in the history. `SignatureWrong`: by one of them, and wrong. */
export type NoteFailure = Failure<'NoteMalformed' | 'NoteUnsigned' | 'SignatureWrong'>;

/** A signature line of a note. */
export interface NoteSignature {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly signature: Uint8Array;
}

/** A note taken apart, its signatures not looked at. */
export interface Note {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** More signatures, or more characters, than any note here has. */
const mostSignatures = 100;
const longest = 1_000_000;

const control = /[\p{Cc}\p{Cs}]/u;
const malformed = (field: string, expected: string): E.Either<NoteFailure, never> => E.left(failure('NoteMalformed', 'c2sp.org/signed-note', field, expected));

/** Takes a note apart. What it says counts for nothing before {@link openNote}. */
export const parseNote = (note: string): E.Either<NoteFailure, Note> => {
  if (note.length > longest) return malformed('note', `at most ${longest} characters`);
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return malformed('note', 'a text, an empty line and signatures, each line ended');
  const text = note.slice(0, end + 1);
  if (control.test(note.replaceAll('\n', ''))) return malformed('note', 'a text without control characters');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > mostSignatures) return malformed('signatures', `at most ${mostSignatures}`);
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (name === '' || bytes === null || bytes.length < 5) return malformed('signatures', 'lines of a dash, a name and a signature');
    signatures.push({ name, id: Buffer.from(bytes.subarray(0, 4)).toString('hex'), signature: bytes.subarray(4) });
  }
  return E.right({ text, signatures });
};

/**
 * The text of a note that a key of the history has signed, and which keys. Signatures of other keys count for
 * nothing, for or against; a wrong one of a known key condemns the note.
 */
export const openNote = (note: string, keys: readonly VerifierKey[]): E.Either<NoteFailure, { readonly text: string; readonly signedBy: readonly VerifierKey[] }> => {
  const parsed = parseNote(note);
  if (E.isLeft(parsed)) return parsed;
  const { text, signatures } = parsed.right;
  const signedBy: VerifierKey[] = [];
  for (const { name, id, signature } of signatures) {
    const known = keys.filter((key) => key.name === name && key.id === id);
    if (known.length === 0) continue;
    const signer = known.find((key) => verifySignature(key, Buffer.from(text), signature));
    if (signer === undefined) return E.left(failure('SignatureWrong', 'c2sp.org/signed-note', 'signatures', 'the signature of this key over this text', `${name} ${id}`));
    signedBy.push(signer);
  }
  return signedBy.length === 0
    ? E.left(failure('NoteUnsigned', 'c2sp.org/signed-note', 'signatures', 'a signature by a key of the history', signatures.map(({ name, id }) => `${name} ${id}`).join(', ')))
    : E.right({ text, signedBy });
};

/** Signs a text. It ends with a newline. */
export const signNote =
  (text: string, signers: readonly Signer[]): TaskEither<KeyFailure | NoteFailure, string> =>
  async () => {
    if (!text.endsWith('\n') || control.test(text.replaceAll('\n', ''))) return malformed('text', 'lines without control characters, each of them ended');
    let note = `${text}\n`;
    for (const signer of signers) {
      const key = verifierKey(signer.name, signer.publicKey);
      if (E.isLeft(key)) return key;
      const signature = await signer.sign(Buffer.from(text))();
      if (E.isLeft(signature)) return signature;
      if (signature.right.length !== 64 || !verifySignature(key.right, Buffer.from(text), signature.right)) {
        return E.left(failure('SigningFailed', 'audit/signer', signer.name, 'a signature that its own public key verifies'));
      }
      note += `— ${signer.name} ${base64(Buffer.concat([Buffer.from(key.right.id, 'hex'), signature.right]))}\n`;
    }
    const signed = parseNote(note);
    return E.isLeft(signed) ? signed : E.right(note);
  };
