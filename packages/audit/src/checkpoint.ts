/** Checkpoints (c2sp.org/tlog-checkpoint): how many events there were, and the one hash that stands for them all. */
import { type Instant, isInstant } from '@frist/calendar';
import { failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { base64, fromBase64, type Hash, hashLength } from './hash';
import type { VerifierKey } from './keys';
import { type NoteFailure, openNote, parseNote } from './note';

/** What a checkpoint says. */
export interface Checkpoint {
  /** Which log: by custom the name of the key that signs. */
  readonly origin: string;
  /** Number of events. */
  readonly size: number;
  /** Root of the tree over them in store order. */
  readonly root: Hash;
  /** Root of the tree over the list sorted by stream and revision (see stream-index.ts); absent when it was not made. */
  readonly sortedRoot?: Hash;
  /** When it was signed, by the signer's own account. */
  readonly signedAt?: Instant;
}

/** A checkpoint that a key of the history has signed. */
export interface OpenedCheckpoint extends Checkpoint {
  readonly note: string;
  readonly signedBy: readonly VerifierKey[];
}

const malformed = (field: string, expected: string): E.Either<NoteFailure, never> => E.left(failure('NoteMalformed', 'c2sp.org/tlog-checkpoint', field, expected));

/** The text that is signed: origin, size, root, and what is known beyond that on lines of its own. */
export const renderCheckpoint = ({ origin, size, root, sortedRoot, signedAt }: Checkpoint): string =>
  [
    origin,
    String(size),
    base64(root),
    ...(sortedRoot === undefined ? [] : [`sorted ${base64(sortedRoot)}`]),
    ...(signedAt === undefined ? [] : [`signed-at ${signedAt}`]),
    '',
  ].join('\n');

/** Reads what {@link renderCheckpoint} writes. Extension lines of others are left alone. */
export const parseCheckpoint = (text: string): E.Either<NoteFailure, Checkpoint> => {
  const lines = text.split('\n');
  const [origin = '', size = '', root = '', ...rest] = lines;
  if (origin === '' || rest.pop() !== '' || rest.includes('')) return malformed('checkpoint', 'an origin, a size, a root and no empty line');
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) return malformed('size', 'a number of leaves without leading zeros');
  const hash = hashOf(root);
  if (hash === null) return malformed('root', '32 bytes in base64');
  const checkpoint: { -readonly [Key in keyof Checkpoint]: Checkpoint[Key] } = { origin, size: Number(size), root: hash };
  for (const line of rest) {
    const [word, value = ''] = line.split(' ', 2);
    if (word === 'sorted') {
      const sorted = hashOf(value);
      if (sorted === null || checkpoint.sortedRoot !== undefined) return malformed('sorted', '32 bytes in base64, once');
      checkpoint.sortedRoot = sorted;
    } else if (word === 'signed-at') {
      if (!isInstant(value) || checkpoint.signedAt !== undefined) return malformed('signed-at', 'an instant, once');
      checkpoint.signedAt = value;
    }
  }
  return E.right(checkpoint);
};

const hashOf = (text: string): Hash | null => {
  const bytes = fromBase64(text);
  return bytes?.length === hashLength ? bytes : null;
};

/** What a note says as a checkpoint, whoever may have signed it. */
export const readCheckpoint = (note: string): E.Either<NoteFailure, Checkpoint> => {
  const parsed = parseNote(note);
  return E.isLeft(parsed) ? parsed : parseCheckpoint(parsed.right.text);
};

/** A checkpoint that a key of the history has signed, one that was not retired before it. */
export const openCheckpoint = (note: string, keys: readonly VerifierKey[]): E.Either<NoteFailure, OpenedCheckpoint> => {
  const opened = openNote(note, keys);
  if (E.isLeft(opened)) return opened;
  const checkpoint = parseCheckpoint(opened.right.text);
  if (E.isLeft(checkpoint)) return checkpoint;
  const { size } = checkpoint.right;
  const signedBy = opened.right.signedBy.filter((key) => key.lastSize === undefined || key.lastSize >= size);
  return signedBy.length === 0
    ? E.left(failure('NoteUnsigned', 'audit/retired-key', 'signatures', `a key that was not retired before a log of ${size}`))
    : E.right({ ...checkpoint.right, note, signedBy });
};
