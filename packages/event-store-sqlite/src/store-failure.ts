/** What the engine refuses, told in the words of the port. No raw SQLite error leaves this package, and no stored contents do. */
import { failure, type StoreFailure } from '@frist/event-sourcing';

import { EngineError } from './driver';

/** A {@link StoreFailure} about the file: the rule is `event-store-sqlite/…`, the field `file`, the value its name. */
export const fileFailure = (tag: StoreFailure['_tag'], rule: string, file: string, expected: string): StoreFailure =>
  failure(tag, `event-store-sqlite/${rule}`, 'file', expected, file);

/** `opening`: a file that is not a database was never a store; later on the same answer means that it was damaged. */
export const failureOf = (error: unknown, file: string, opening = false): StoreFailure => {
  if (!(error instanceof EngineError)) {
    const name = error instanceof Error ? error.name : typeof error;
    return failure('StoreUnavailable', 'event-store-sqlite/unexpected', 'store', `a call without an internal fault (${name})`);
  }
  switch (error.code) {
    case 5: // BUSY
    case 6: // LOCKED
      return fileFailure('StoreBusy', 'busy', file, 'a file that no other writer holds longer than the store waits; try again');
    case 8: // READONLY
    case 3: // PERM
      return fileFailure('StoreUnavailable', 'not-writable', file, 'a file and a folder that this user may write to');
    case 10: // IOERR
      return fileFailure('StoreUnavailable', 'input-output', file, `a disk that reads and writes (${error.name})`);
    case 11: // CORRUPT
      return corrupt(file);
    case 13: // FULL
      return fileFailure('StoreFull', 'full', file, 'a disk with room left; nothing of this call was recorded');
    case 14: // CANTOPEN
      return fileFailure('StoreUnavailable', 'cannot-open', file, 'a file that can be opened, with its -wal and -shm files beside it');
    case 26: // NOTADB
      return opening ? notAStore(file) : corrupt(file);
    case 1: // ERROR: the schema is not what it should be
    case 19: // CONSTRAINT: checked before writing, so the indexes contradict the tables
    case 20: // MISMATCH
      return corrupt(file);
    default:
      return fileFailure('StoreUnavailable', 'engine', file, `a database engine in working order (${error.name})`);
  }
};

export const corrupt = (file: string): StoreFailure =>
  fileFailure('StoreCorrupt', 'corrupt', file, 'an undamaged store; restore it from a copy');

export const notAStore = (file: string, found = 'this file holds something else'): StoreFailure =>
  fileFailure('NotAStore', 'not-a-store', file, `a store written by Frist; ${found}`);

export const closed = (): StoreFailure => failure('StoreClosed', 'event-store/closed', 'store', 'a store that is still open');

export const readOnly = (file: string): StoreFailure =>
  fileFailure('StoreReadOnly', 'read-only', file, 'a store opened for writing; this one was opened for reading only');
