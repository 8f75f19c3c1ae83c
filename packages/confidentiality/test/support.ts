import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Board, EventId, SealContext, StreamName, SubjectRef } from '@frist/event-sourcing';
import type { Either } from 'fp-ts/Either';

import { createKeyFile, createWrappingKeyFile, fileKeyStore, type FileKeyStore, wrappingKeysFromFile } from '../src';

export const right = <E, A>(either: Either<E, A>): A => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};

export const subjectNumber = (n: number): SubjectRef => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as SubjectRef;
export const anna = subjectNumber(1);
export const bo = subjectNumber(2);

export const board = 'botkyrka/socialnamnden' as Board;

export const contextFor = (subject: SubjectRef): SealContext => ({
  board,
  stream: `example-${subject}` as StreamName,
  id: subject as EventId,
  type: 'Reported',
  schemaVersion: 1,
  subject,
  field: 'what',
});

const folders: string[] = [];

/** A folder that is gone after the tests of the file, see {@link removeFolders}. */
export const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'frist-confidentiality-'));
  folders.push(made);
  return made;
};

export const removeFolders = (): void => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
};

/** Every file under a folder with its bytes, one character per byte. */
export const contents = (under: string): readonly (readonly [file: string, bytes: string])[] =>
  readdirSync(under).flatMap((name) => {
    const file = join(under, name);
    return statSync(file).isDirectory() ? contents(file) : [[file, readFileSync(file, 'latin1')] as const];
  });

/** A key file and its file of wrapping keys, in a folder of their own. */
export interface Place {
  readonly dir: string;
  readonly file: string;
  readonly wrappingFile: string;
  readonly id: string;
}

export const place = (): Place => {
  const dir = folder();
  const [file, wrappingFile] = [join(dir, 'keys'), join(dir, 'wrapping-key')];
  right(createWrappingKeyFile(wrappingFile));
  const id = right(createKeyFile({ file, wrapping: wrappingKeysFromFile(wrappingFile) }));
  return { dir, file, wrappingFile, id };
};
export const opened = ({ file, wrappingFile }: Pick<Place, 'file' | 'wrappingFile'>, patience = 50): FileKeyStore => right(fileKeyStore({ file, wrapping: wrappingKeysFromFile(wrappingFile), patience }));
