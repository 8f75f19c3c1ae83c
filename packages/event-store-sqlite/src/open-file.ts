/** Opening a file: everything that can be wrong with it is told apart here, before anything is written to it. */
import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import type { StoreFailure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { type Database, EngineError, openDatabase, type OpenMode } from './driver';
import { inspect, migrate, refusalOf, schemaVersion, staleness } from './schema';
import { failureOf, fileFailure, notAStore } from './store-failure';

export interface OpenFileOptions {
  readonly file: string;
  readonly readOnly: boolean;
  readonly create: boolean;
  readonly busyTimeoutMs: number;
  /** For tests: a ceiling in pages, so that the engine itself runs out of room. */
  readonly maxPages?: number;
}

export interface OpenedFile {
  readonly db: Database;
  /** Absolute. */
  readonly path: string;
  /** Of a file that is read without locks, so that nothing is left beside it: what it looked like before; once {@link fingerprint} differs, it is opened anew. */
  readonly unlocked: { readonly print: string; readonly again: () => E.Either<StoreFailure, OpenedFile> } | null;
}

/** Changes whenever somebody has written: the file itself at a checkpoint, its log before that. */
export const fingerprint = (path: string): string => {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return `${found === undefined ? '' : `${found.size} ${found.mtimeNs} ${found.ino}`} ${stat(`${path}-wal`)?.size ?? 0} ${stat(`${path}-journal`)?.size ?? ''}`;
};

export const openFile = (options: OpenFileOptions): E.Either<StoreFailure, OpenedFile> => {
  const path = resolve(options.file);
  return attempt(options.file, () => {
    const obstacle = obstacleTo(path, options);
    if (obstacle !== null) return E.left(obstacle);
    return options.readOnly ? openForReading(path, options) : openForWriting(path, options);
  });
};

const stat = (path: string) => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};

const may = (path: string, mode: number): boolean => {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
};

/** Whether a file is there and kept from this user. One that has just gone, because another process has closed, is not. */
const isOthers = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
};

/** SQLite takes a file of a few bytes for an empty one, and would write over it. A journal means that it was being made. */
const looksLikeSqlite = (path: string): boolean => {
  if (stat(`${path}-journal`) !== undefined) return true;
  const start = Buffer.alloc(100);
  const handle = openSync(path, 'r');
  try {
    return readSync(handle, start, 0, 100, 0) === 100 && start.toString('latin1', 0, 16) === 'SQLite format 3\0';
  } finally {
    closeSync(handle);
  }
};

/** What the file system alone can tell. */
const obstacleTo = (path: string, { file, readOnly, create }: OpenFileOptions): StoreFailure | null => {
  if (file === '' || file.includes('\0')) return fileFailure('StoreUnavailable', 'file-name', file.replaceAll('\0', ''), 'the name of a file');
  const found = stat(path);
  if (found === undefined) {
    if (readOnly || !create) return fileFailure('StoreNotFound', 'missing-file', file, 'a file that exists');
    const folder = stat(dirname(path));
    if (folder === undefined) return fileFailure('StoreUnavailable', 'missing-folder', file, `a folder that exists; ${dirname(path)} does not`);
    if (!folder.isDirectory()) return fileFailure('StoreUnavailable', 'missing-folder', file, `a folder; ${dirname(path)} is a file`);
    return may(dirname(path), constants.W_OK) ? null : fileFailure('StoreUnavailable', 'not-writable', file, 'a folder that this user may write to');
  }
  if (found.isDirectory()) return notAStore(file, 'this is a folder');
  if (!found.isFile()) return notAStore(file, 'this is not an ordinary file');
  if (!may(path, constants.R_OK)) return fileFailure('StoreUnavailable', 'not-readable', file, 'a file that this user may read');
  if (found.size > 0 && !looksLikeSqlite(path)) return notAStore(file);
  if (readOnly) return null;
  for (const beside of [`${path}-wal`, `${path}-shm`]) {
    if (isOthers(beside)) return fileFailure('StoreUnavailable', 'not-writable', file, 'files -wal and -shm beside it that this user may write to; have them given to the owner of the file (chown)');
  }
  return may(path, constants.W_OK) && may(dirname(path), constants.W_OK)
    ? null
    : fileFailure('StoreUnavailable', 'not-writable', file, 'a file and a folder that this user may write to; opening it for reading only needs neither');
};

const attempt = <A>(file: string, work: () => E.Either<StoreFailure, A>): E.Either<StoreFailure, A> => {
  try {
    return work();
  } catch (error) {
    return E.left(failureOf(error, file, true));
  }
};

/** `cell_size_check` and `trusted_schema` are SQLite's own advice for files that may have been tampered with. */
const settings = 'PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16000;';

const openForWriting = (path: string, options: OpenFileOptions): E.Either<StoreFailure, OpenedFile> =>
  attempt(options.file, () => {
    const db = openDatabase(path, options.create ? 'create' : 'read-write', options.busyTimeoutMs);
    /** Undone first: a connection with an open transaction would keep the lock until it is collected. */
    const letGo = (): void => {
      try {
        db.exec('ROLLBACK');
      } catch {
        // There was none.
      }
      db.close();
    };
    const refuse = (problem: StoreFailure): E.Either<StoreFailure, never> => {
      letGo();
      return E.left(problem);
    };
    try {
      const refusal = refusalOf(inspect(db), options.file);
      if (refusal !== null) return refuse(refusal);
      patiently(options.busyTimeoutMs, () => db.exec('PRAGMA journal_mode = WAL'));
      // The store runs its own checkpoints, which no writer can overlap: see connection.ts.
      db.exec(`PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; ${settings}`);
      if (options.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${options.maxPages}`);
      if (inspect(db).version !== schemaVersion) {
        db.exec('BEGIN IMMEDIATE');
        // Looked at again: another process may have been first.
        const now = inspect(db);
        const late = refusalOf(now, options.file);
        if (late !== null) return refuse(late);
        migrate(db, now.version);
        db.exec('COMMIT');
      }
      return E.right({ db, path, unlocked: null });
    } catch (error) {
      letGo();
      throw error;
    }
  });

/** How often somebody may write just while the file is opened. */
const attempts = 10;

/**
 * To share a file with those who write to it, SQLite lays a -wal and a -shm beside it, and who may only read cannot remove them: they
 * would stay, be somebody else's, and keep the owner out. So a file whose log is empty is read without locks, and nothing is laid there. When somebody
 * writes, it is opened anew: then that one has laid the files.
 */
const openForReading = (path: string, options: OpenFileOptions): E.Either<StoreFailure, OpenedFile> => {
  const open = (mode: OpenMode): E.Either<StoreFailure, OpenedFile> =>
    attempt(options.file, () => {
      const print = fingerprint(path);
      const db = openDatabase(path, mode, options.busyTimeoutMs);
      const found = inspect(db);
      const problem = refusalOf(found, options.file) ?? staleness(found, options.file);
      if (problem !== null) {
        db.close();
        return E.left(problem);
      }
      db.exec(`PRAGMA query_only = ON; ${settings}`);
      return E.right({ db, path, unlocked: mode === 'immutable' ? { print, again: () => openForReading(path, options) } : null });
    });
  for (let round = 0; round < attempts; round += 1) {
    const quiet = (stat(`${path}-wal`)?.size ?? 0) === 0 && stat(`${path}-journal`) === undefined;
    if (!quiet) break;
    const before = fingerprint(path);
    const opened = open('immutable');
    if (fingerprint(path) === before) return opened;
    if (E.isRight(opened)) opened.right.db.close();
  }
  if (stat(`${path}-wal`) !== undefined && stat(`${path}-shm`) === undefined && !may(path, constants.W_OK)) return E.left(logAlone(options.file));
  const shared = open('read-only');
  return E.isRight(shared) || shared.left._tag !== 'StoreUnavailable' || may(dirname(path), constants.W_OK) ? shared : E.left(logAlone(options.file));
};

/** SQLite shares a file through a -shm file beside it, which this user cannot make or would be the only one to own. */
const logAlone = (file: string): StoreFailure =>
  fileFailure('StoreUnavailable', 'log-in-read-only-folder', file, 'a store that was closed properly, or a folder that this user may write to; copy the file together with its -wal file to one');

/** Changing the journal mode answers busy at once, without waiting as other statements do. */
const patiently = (timeoutMs: number, work: () => void): void => {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += 5) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof EngineError) || error.code !== 5 || waited >= timeoutMs) throw error;
      Atomics.wait(pause, 0, 0, 5);
    }
  }
};
