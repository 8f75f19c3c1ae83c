/** Files that only their owner may read, written so that a crash leaves the old one or the new one whole. */
import { closeSync, constants, existsSync, fchmodSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, readSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { KeyFailure } from './key-store';
import type { OnStep } from './on-step';

const failed = (tag: KeyFailure['_tag'], rule: string, file: string, expected: string, value?: string): E.Either<KeyFailure, never> =>
  E.left(failure(tag, `confidentiality/${rule}`, file, expected, value));

/** Turns what the file system throws into a value. Its messages name paths and codes, never contents. */
export const withFiles = <A>(file: string, use: () => E.Either<KeyFailure, A>): E.Either<KeyFailure, A> => {
  try {
    return use();
  } catch (thrown) {
    const code = (thrown as { readonly code?: unknown }).code;
    if (code === 'ENOENT') return failed('KeyFileMissing', 'key-file', file, 'a file that is there');
    if (code === 'EEXIST') return failed('KeyFileExists', 'key-file', file, 'a name that is free: keys are never written over');
    return failed('KeyFileUnreadable', 'key-file', file, 'a file that can be read and written', typeof code === 'string' ? code : undefined);
  }
};

/** A file of which everybody but its owner is kept out, in a folder where nobody else can put another in its place. On Windows the bits say nothing. */
export const checkPrivate = (file: string, fd: number): E.Either<KeyFailure, void> => {
  if (process.platform === 'win32') return E.right(undefined);
  const { mode, uid } = fstatSync(fd);
  if ((mode & 0o077) !== 0) return failed('KeyFileExposed', 'key-permissions', file, 'a file that only its owner can read: chmod 600', (mode & 0o777).toString(8));
  const own = process.getuid?.() ?? uid;
  if (own !== 0 && uid !== own) return failed('KeyFileExposed', 'key-owner', file, 'a file that belongs to the user who runs this');
  const folder = statSync(dirname(file));
  const sticky = (folder.mode & 0o1000) !== 0;
  return (folder.mode & 0o022) !== 0 && !sticky
    ? failed('KeyFileExposed', 'key-folder', file, 'a folder that only its owner can write in: chmod 700', (folder.mode & 0o777).toString(8))
    : E.right(undefined);
};

/**
 * Looked at and read through one handle: what is checked is what is used. A reader that holds the old file while another process
 * puts a new one in its place may see it being overwritten, and then reads the new one. Throws what the file system throws.
 */
export const readPrivate = (file: string): E.Either<KeyFailure, string> => {
  for (let attempt = 1; ; attempt += 1) {
    const fd = openSync(file, 'r');
    try {
      const allowed = checkPrivate(file, fd);
      if (E.isLeft(allowed)) return allowed;
      const text = readFileSync(fd, 'utf8');
      if (attempt >= 20 || statSync(file).ino === fstatSync(fd).ino) return E.right(text);
    } finally {
      closeSync(fd);
    }
  }
};

const syncFolder = (file: string): void => {
  if (process.platform === 'win32') return;
  const fd = openSync(dirname(file), 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

const writeNew = (file: string, text: string): void => {
  const fd = openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    fchmodSync(fd, 0o600);
    writeAll(fd, Buffer.from(text, 'utf8'), 0);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

const writeAll = (fd: number, bytes: Uint8Array, at: number): void => {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
};

/** A new file; the name must be free. */
export const createPrivate = (file: string, text: string): void => {
  writeNew(file, text);
  syncFolder(file);
};

/**
 * Puts a new content in the place of the old one, whole or not at all, then overwrites the old content where it was. That
 * last is done as well as a file system allows: a journal, a copy on write or a worn flash cell can keep it. The caller
 * holds the lock, so a file of the temporary name is left over from a crash.
 */
export const replacePrivate = (file: string, text: string, onStep: OnStep): void => {
  const temporary = `${file}.new`;
  if (existsSync(temporary)) unlinkSync(temporary);
  writeNew(temporary, text);
  onStep('written beside');
  const old = openSync(file, 'r+');
  try {
    renameSync(temporary, file);
    onStep('renamed');
    syncFolder(file);
    onStep('folder synced');
    writeAll(old, Buffer.alloc(fstatSync(old).size), 0);
    fsyncSync(old);
    onStep('old content overwritten');
  } finally {
    closeSync(old);
  }
};

/** Adds a line at the end of the whole lines: one that a crash has cut off is overwritten. Durable when it returns. Gives the new size. */
export const appendPrivate = (file: string, wholeLines: number, line: string, onStep: OnStep): number => {
  const fd = openSync(file, 'r+');
  try {
    if (fstatSync(fd).size > wholeLines) ftruncateSync(fd, wholeLines);
    const bytes = Buffer.from(line, 'utf8');
    writeAll(fd, bytes, wholeLines);
    onStep('appended');
    fsyncSync(fd);
    onStep('synced');
    return wholeLines + bytes.length;
  } finally {
    closeSync(fd);
  }
};

/** The bytes of a file from an offset on, at most so many, read through a handle that has been checked. */
export const readFrom = (fd: number, offset: number, atMost = Infinity): Buffer => {
  const bytes = Buffer.alloc(Math.max(0, Math.min(atMost, fstatSync(fd).size - offset)));
  let done = 0;
  while (done < bytes.length) {
    const read = readSync(fd, bytes, done, bytes.length - done, offset + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
};
