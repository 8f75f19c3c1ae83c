/** What a process knows of a key file, and how it learns what others have written since. */
import { type BigIntStats, closeSync, fstatSync, openSync, statSync } from 'node:fs';

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
  readonly seen: string;
}

const look = ({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string => `${ino} ${size} ${mtimeNs} ${ctimeNs}`;

/** Tells whether a file has changed, without reading it. */
export const lookOf = (file: string): string => look(statSync(file, { bigint: true }));

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
      const before = fstatSync(fd, { bigint: true }); // of this handle, before the bytes: what comes later is seen as a change
      const { ino, size } = before;
      const grown = known !== null && size >= BigInt(known.wholeLines) && readFrom(fd, 0, known.headText.length).toString('utf8') === known.headText;
      const image = grown ? addLines(file, known, readFrom(fd, known.wholeLines)) : whole(file, readFrom(fd, 0));
      if (E.isRight(image)) return E.right({ ...image.right, seen: look(before) });
      if (attempt >= 3 || statSync(file, { bigint: true }).ino === ino) return image;
    } finally {
      closeSync(fd);
    }
  }
};
