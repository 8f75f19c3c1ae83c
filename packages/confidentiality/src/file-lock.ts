/**
 * One writer at a time, by a file that is there or not. A lock whose process has ended is taken over; which process that
 * was is told by host, number and starting time, for numbers are used again, in a container nearly always. A lock of
 * another host is never taken over: whoever knows that nobody is left removes it.
 */
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';

import { failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { KeyFailure } from './key-store';

const pauseInMs = 5;
const pause = new Int32Array(new SharedArrayBuffer(4));
let taken = 0;

interface Told {
  /** `Z`: it has ended, and nobody has asked how; in a container whose first process asks for none, for ever. */
  readonly state: string;
  /** When it began, in ticks since the machine did; '' where it cannot be told. */
  readonly start: string;
}

/** What the system tells of a process. */
const toldOf = (pid: number): Told => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', start: fields[19] ?? '' };
  } catch {
    return { state: '', start: '' };
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0); // signal 0 asks and does nothing
    return true;
  } catch (thrown) {
    return (thrown as { readonly code?: unknown }).code === 'EPERM';
  }
};

/** Whether whoever wrote this has ended for certain. */
const isLeftOver = (holder: string): boolean => {
  const [host, number, start] = holder.split(' ');
  const pid = Number(number);
  if (host !== hostname() || !Number.isSafeInteger(pid) || pid <= 0) return false;
  const now = toldOf(pid);
  return !isAlive(pid) || now.state === 'Z' || (start !== '' && now.start !== '' && start !== now.start);
};

const contentOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

const codeOf = (thrown: unknown): unknown => (thrown as { readonly code?: unknown }).code;

/** Made where it is to be, for file systems that give no file a second name: a crash in that moment leaves one without content. */
const takeInPlace = (lock: string, token: string): boolean => {
  try {
    writeFileSync(lock, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
    return false;
  }
};

/** False when somebody has it. Written first and then given its name, so that whoever sees it can tell whose it is. */
const take = (lock: string, token: string): boolean => {
  const made = `${lock}.${process.pid}-${threadId}`;
  writeFileSync(made, token, { mode: 0o600 });
  try {
    linkSync(made, lock);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    return takeInPlace(lock, token);
  } finally {
    unlinkSync(made);
  }
};

/** Moved aside and looked at again before it is removed: another may have been quicker and hold it by now. */
const clear = (lock: string, holder: string): void => {
  const aside = `${lock}.${process.pid}-${threadId}`;
  try {
    renameSync(lock, aside);
    if (contentOf(aside) !== holder) renameSync(aside, lock);
    else unlinkSync(aside);
  } catch {
    // Somebody else has cleared it.
  }
};

/**
 * Does work while no other process does. Waits up to `patience` milliseconds, then `KeyFileBusy`. Throws what the file
 * system throws; the lock is given back whatever happens.
 */
export const withLock = <A>(file: string, patience: number, work: () => E.Either<KeyFailure, A>): E.Either<KeyFailure, A> => {
  const lock = `${file}.lock`;
  taken += 1;
  const token = `${hostname()} ${process.pid} ${toldOf(process.pid).start} ${taken}`;
  for (let waited = 0; !take(lock, token); waited += pauseInMs) {
    const holder = contentOf(lock);
    // One without content is being written, or was left by a crash in that very moment: see takeInPlace.
    if (holder !== null && (isLeftOver(holder) || (holder === '' && waited >= patience))) clear(lock, holder);
    else if (waited >= patience) return E.left(failure('KeyFileBusy', 'confidentiality/one-writer', lock, 'no other process that writes keys; when none is left, remove this file'));
    else Atomics.wait(pause, 0, 0, pauseInMs);
  }
  try {
    return work();
  } finally {
    if (contentOf(lock) === token) unlinkSync(lock);
  }
};
