/** One open file with its transactions, its state (open, closed), and the upkeep of its write-ahead log. */
import { statSync } from 'node:fs';

import type { StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { EngineError, type Statement } from './driver';
import type { OpenedFile } from './open-file';
import { closed, failureOf, fileFailure, readOnly } from './store-failure';

export interface Connection {
  readonly readOnly: boolean;
  readonly prepare: (sql: string) => Statement;
  /** Work of one statement, which SQLite runs in a snapshot of its own. */
  readonly read: <A>(work: () => A) => E.Either<StoreError, A>;
  /** Work of several statements in one snapshot. What `work` itself throws goes through. */
  readonly snapshot: <A>(work: () => A) => E.Either<StoreError, A>;
  /**
   * A transaction that holds the write lock from its first statement, so that it never has to be given up halfway
   * for another writer. Durable when it has answered right; a left undoes it. `bytes` is told to the upkeep of the log.
   */
  readonly write: <A>(work: () => E.Either<StoreError, A>) => E.Either<StoreError, A>;
  /** Says that about so many bytes have been written, and moves the log into the file when it has grown long. */
  readonly wrote: (bytes: number) => void;
  readonly close: () => E.Either<StoreError, void>;
}

/**
 * After about this much in the log it is moved into the file. SQLite's own checkpoints are off: they do not hold the
 * write lock, and before 3.51.3 a checkpoint that meets a restart of the log by another process can lose pages
 * (sqlite.org/wal.html, "the WAL-reset bug"). Those in mode FULL hold it.
 */
const longLog = 8 * 1024 * 1024;
const perTransaction = 3 * 4096;

export const connect = ({ db, path, immutable }: OpenedFile, file: string, reading: boolean): Connection => {
  let open = true;
  let inside = false;
  let inLog = 0;
  const opened = immutable ? fingerprint(path) : null;

  /** Without locks a page may have changed under the reader; then what was read is not to be trusted. */
  const unmoved = <A>(answer: A): E.Either<StoreError, A> =>
    opened === null || opened === fingerprint(path)
      ? E.right(answer)
      : E.left(fileFailure('StoreUnavailable', 'changed-while-read', file, 'a file that nobody writes to, in a folder without write access; open it again'));

  const giveUp = (): void => {
    inside = false;
    try {
      db.exec('ROLLBACK');
    } catch {
      // The engine has undone it already, as it does on a full disk.
    }
  };

  const failed = (error: unknown): E.Either<StoreError, never> => {
    if (error instanceof EngineError) return E.left(failureOf(error, file));
    throw error;
  };

  const read = <A>(work: () => A): E.Either<StoreError, A> => {
    if (!open) return E.left(closed());
    try {
      return unmoved(work());
    } catch (error) {
      return failed(error);
    }
  };

  const upkeep = (): void => {
    inLog = 0;
    try {
      db.exec('PRAGMA wal_checkpoint(FULL)');
    } catch {
      // Somebody is in the way; what is in the log is safe there.
    }
  };

  return {
    readOnly: reading,
    prepare: db.prepare,
    read,
    snapshot: (work) => {
      if (!open || inside) return read(work);
      try {
        db.exec('BEGIN');
        inside = true;
        const answer = work();
        inside = false;
        db.exec('COMMIT');
        return unmoved(answer);
      } catch (error) {
        giveUp();
        return failed(error);
      }
    },
    write: (work) => {
      if (!open) return E.left(closed());
      if (reading) return E.left(readOnly(file));
      if (inside) return E.left(fileFailure('StoreUnavailable', 'nested-write', file, 'a write outside of reads and of append hooks'));
      try {
        db.exec('BEGIN IMMEDIATE');
        inside = true;
        const answer = work();
        if (E.isLeft(answer)) {
          giveUp();
          return answer;
        }
        db.exec('COMMIT');
        inside = false;
        return answer;
      } catch (error) {
        giveUp();
        return E.left(failureOf(error, file));
      }
    },
    wrote: (bytes) => {
      inLog += bytes + perTransaction;
      if (inLog > longLog) upkeep();
    },
    close: () => {
      if (!open) return E.right(undefined);
      open = false;
      try {
        // Leaves an empty log, so that the file alone can be copied, or read in a folder without write access.
        if (!reading) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch {
        // Another process still reads; it will do it.
      }
      try {
        db.close();
      } catch {
        // Closed as far as this process is concerned.
      }
      return E.right(undefined);
    },
  };
};

/** Changes whenever somebody has written: the file itself at a checkpoint, its log before that. */
const fingerprint = (path: string): string => {
  const of = (name: string): string => {
    const found = statSync(name, { throwIfNoEntry: false, bigint: true });
    return found === undefined ? '' : `${found.size} ${found.mtimeNs} ${found.ino}`;
  };
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return `${of(path)} ${log?.size ?? 0}`;
};
