/** What a process knows of a key file, and how it learns what others have written since. */
import { closeSync, fstatSync, openSync, statSync } from 'node:fs';

import { failure, type SubjectRef } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { type KeyFileEntry, type KeyFileHead, parseEntry, parseHead } from './key-file-text';
import type { KeyFailure } from './key-store';
import { checkPrivate, readFrom } from './private-file';

/** What is in the file. Lines are added at its end; whatever else changes makes a new file with another head. */
export interface KeyFileImage {
  readonly headText: string;
  readonly head: KeyFileHead;
  readonly entries: Map<SubjectRef, KeyFileEntry>;
  /** Bytes up to the end of the last whole line, and how many lines that is. */
  readonly wholeLines: number;
  readonly lines: number;
  /** The file as it was when it was last looked at. */
  readonly seen: Look;
}

/** What tells one state of a file from another without reading it. A size that is the same with another content has another time. */
export interface Look {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** Looks at a file. */
export const lookOf = (file: string): Look => statSync(file);

/** Whether nothing has changed between two looks. */
export const isSame = (a: Look, b: Look): boolean => a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.ino === b.ino;

const corrupt = (file: string, line: number, expected: string): E.Either<KeyFailure, never> =>
  E.left(failure('KeyFileCorrupt', 'confidentiality/key-file', `${file}, line ${line}`, expected));

/** Adds whole lines to an image. A line that is not whole is one that was never answered for: its writer had no time. */
const addLines = (file: string, image: Omit<KeyFileImage, 'seen'>, bytes: Buffer): E.Either<KeyFailure, Omit<KeyFileImage, 'seen'>> => {
  const end = bytes.lastIndexOf(10) + 1;
  const texts = bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
  const added: KeyFileEntry[] = [];
  const subjects = new Set<SubjectRef>();
  for (const [i, text] of texts.entries()) {
    const entry = parseEntry(file, image.lines + i + 1, text);
    if (E.isLeft(entry)) return entry;
    const { subject } = entry.right;
    if (image.entries.has(subject) || subjects.has(subject)) return corrupt(file, image.lines + i + 1, 'one line for each subject');
    subjects.add(subject);
    added.push(entry.right);
  }
  for (const entry of added) image.entries.set(entry.subject, entry);
  return E.right({ ...image, lines: image.lines + texts.length, wholeLines: image.wholeLines + end });
};

const whole = (file: string, bytes: Buffer): E.Either<KeyFailure, Omit<KeyFileImage, 'seen'>> => {
  const end = bytes.indexOf(10) + 1;
  if (end === 0) return corrupt(file, 1, 'a whole line');
  const headText = bytes.toString('utf8', 0, end);
  const head = parseHead(file, headText);
  return E.isLeft(head) ? head : addLines(file, { headText, head: head.right, entries: new Map(), wholeLines: end, lines: 1 }, bytes.subarray(end));
};

/**
 * Reads a key file, or what has been added to it since. Throws what the file system throws. A reader that holds the old
 * file while another puts a new one in its place may see it being overwritten, and then reads the new one.
 */
export const readImage = (file: string, known: KeyFileImage | null): E.Either<KeyFailure, KeyFileImage> => {
  for (let attempt = 0; ; attempt += 1) {
    const fd = openSync(file, 'r');
    try {
      const allowed = checkPrivate(file, fd);
      if (E.isLeft(allowed)) return allowed;
      const before = fstatSync(fd); // of this handle, before the bytes: what comes later is seen as a change
      const grown = known !== null && before.size >= known.wholeLines && readFrom(fd, 0, known.headText.length).toString('utf8') === known.headText;
      const image = grown ? addLines(file, known, readFrom(fd, known.wholeLines)) : whole(file, readFrom(fd, 0));
      if (E.isRight(image)) return E.right({ ...image.right, seen: before });
      if (attempt >= 3 || lookOf(file).ino === before.ino) return image;
    } finally {
      closeSync(fd);
    }
  }
};
