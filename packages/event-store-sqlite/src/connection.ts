/** One open file with its transactions, its state (open, closed), and the upkeep of its write-ahead log. */
import type { StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { EngineError, type Statement } from './driver';
import { fingerprint, type OpenedFile } from './open-file';
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

/** How often a file that is read without locks may be written to while one piece of work is done. */
const rounds = 100;

export const connect = (first: OpenedFile, file: string, reading: boolean): Connection => {
  let opened = first;
  let { db } = first;
  let open = true;
  let inside = false;
  let inLog = 0;

  /** Prepared anew when the file has been opened anew. */
  const prepare = (sql: string): Statement => {
    let of = db;
    let statement = db.prepare(sql);
    const live = (): Statement => {
      if (of !== db) [of, statement] = [db, db.prepare(sql)];
      return statement;
    };
    return { run: (values) => live().run(values), get: (values) => live().get(values), all: (values) => live().all(values) };
  };

  /** Without locks a page may have changed under the reader; then what was read is not to be trusted, nor what it seemed to be damaged by: it is read again. */
  const unmoved = <A>(work: () => E.Either<StoreError, A>): E.Either<StoreError, A> => {
    for (let round = 0; ; round += 1) {
      const done = work();
      const { unlocked, path } = opened;
      if (unlocked === null || inside || unlocked.print === fingerprint(path)) return done;
      if (round === rounds) return E.left(fileFailure('StoreUnavailable', 'changed-while-read', file, 'a file that is not written to all the time while it is read; try again'));
      const again = unlocked.again();
      if (E.isLeft(again)) return again;
      db.close();
      opened = again.right;
      db = opened.db;
    }
  };

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
    return unmoved(() => {
      try {
        return E.right(work());
      } catch (error) {
        return failed(error);
      }
    });
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
    prepare: first.unlocked === null ? db.prepare : prepare,
    read,
    snapshot: (work) => {
      if (!open || inside) return read(work);
      return unmoved(() => {
        try {
          db.exec('BEGIN');
          inside = true;
          const answer = work();
          inside = false;
          db.exec('COMMIT');
          return E.right(answer);
        } catch (error) {
          giveUp();
          return failed(error);
        }
      });
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
