/**
 * Signed checkpoints in a text file outside of the database, one after the other with an empty line between: that is
 * how the loss of the newest events shows. Copy it to where those who write to the store cannot change it.
 */
import { open, readFile } from 'node:fs/promises';

import { failure, type Failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { readCheckpoint } from './checkpoint';
import type { NoteFailure } from './note';

/** `CheckpointFileUnreadable`: not there, or no right to it. `CheckpointFileDamaged`: from a byte on it is no checkpoint; `byteOffset` tells which. */
export interface CheckpointFileFailure extends Failure<'CheckpointFileUnreadable' | 'CheckpointFileDamaged'> {
  readonly byteOffset?: number;
}

const mark = '— ';

/** The notes in the text of a checkpoint file, in order. */
export const splitCheckpoints = (text: string): E.Either<CheckpointFileFailure, readonly string[]> => {
  const notes: string[] = [];
  const lines = text.split('\n');
  const ended = lines.pop() === '';
  let note = '';
  let signed = false;
  let offset = 0;
  const finished = (): boolean => signed && E.isRight(readCheckpoint(note));
  const damaged = () =>
    E.left({ ...failure('CheckpointFileDamaged', 'audit/checkpoint-file', 'file', 'signed checkpoints with an empty line between', `at byte ${offset}`), byteOffset: offset });
  for (const line of lines) {
    if (signed && !line.startsWith(mark)) {
      if (line !== '' || !finished()) return damaged();
      notes.push(note);
      offset += Buffer.byteLength(note) + 1;
      note = '';
      signed = false;
      continue;
    }
    note += `${line}\n`;
    signed = line.startsWith(mark);
  }
  if (note === '' && ended) return E.right(notes);
  if (!ended || !finished()) return damaged();
  return E.right([...notes, note]);
};

/** The notes in a checkpoint file, oldest first. A file that is not there is an error: its absence is what an attacker would wish for. */
export const readCheckpointFile =
  (file: string): TaskEither<CheckpointFileFailure, readonly string[]> =>
  async () => {
    try {
      return splitCheckpoints(await readFile(file, 'utf8'));
    } catch {
      return E.left(failure('CheckpointFileUnreadable', 'audit/checkpoint-file', file, 'a file that can be read'));
    }
  };

/** Adds a signed checkpoint, durably. The file is made when it is not there; what is in it is never rewritten. */
export const appendCheckpoint =
  (file: string, note: string): TaskEither<CheckpointFileFailure | NoteFailure, void> =>
  async () => {
    const checked = readCheckpoint(note);
    if (E.isLeft(checked)) return checked;
    try {
      const handle = await open(file, 'a+');
      try {
        const there = splitCheckpoints(await handle.readFile('utf8'));
        if (E.isLeft(there)) return there;
        await handle.appendFile(there.right.length === 0 ? note : `\n${note}`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      return E.right(undefined);
    } catch {
      return E.left(failure('CheckpointFileUnreadable', 'audit/checkpoint-file', file, 'a file that can be read and added to'));
    }
  };
