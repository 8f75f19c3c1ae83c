/** The tables, their versions, and the way from one version to the next. */
import type { StoreFailure } from '@frist/event-sourcing';

import { type Database, numberOf } from './driver';
import { fileFailure, notAStore } from './store-failure';

/** Marks our files ("Frst"); `file(1)` and `PRAGMA application_id` show it. */
export const applicationId = 0x46727374;

/**
 * Version n is reached from version n − 1 by the n-th entry. Entries are never changed once released; a new one is
 * added at the end. All that are missing run in one transaction, so a file is always wholly of one version.
 *
 * Version 1:
 *  - `event`: one row per event, in the order of `position`. `stream` and `size` stand on the first event of an append
 *    only: the others follow it without a gap in position and in revision, because an append is one transaction.
 *    So the index of streams has one entry per append and not per event, which is what makes long appends cheap.
 *  - `id_key` is 52 bits of the id; `event_key` finds events by it. It is filled in sorted batches (see tip.ts)
 *    and covers positions up to `meta.indexed`; later ones are found by looking through the rest.
 *  - `model`, `model_row`: read models. `hook_slot`: what append hooks keep.
 *
 * Version 2: `model_row` is a table with an index. Rows run to some 2 KB; WITHOUT ROWID, SQLite moves what exceeds a
 * quarter of a page to a page of its own (decision 0205).
 */
export const migrations: readonly string[] = [
  `CREATE TABLE event (
     position INTEGER PRIMARY KEY,
     revision INTEGER NOT NULL,
     id BLOB NOT NULL,
     id_key INTEGER NOT NULL,
     stream TEXT,
     size INTEGER,
     text TEXT NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX event_append ON event (stream, revision) WHERE stream IS NOT NULL;
   CREATE TABLE event_key (id_key INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (id_key, position)) STRICT, WITHOUT ROWID;
   CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   INSERT INTO meta VALUES ('indexed', 0);
   CREATE TABLE model (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, version TEXT NOT NULL, checkpoint INTEGER NOT NULL) STRICT;
   CREATE TABLE model_row (model INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (model, key)) STRICT, WITHOUT ROWID;
   CREATE TABLE hook_slot (hook TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (hook, key)) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE model_row_2 (model INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (model, key)) STRICT;
   INSERT INTO model_row_2 SELECT model, key, value FROM model_row ORDER BY model, key;
   DROP TABLE model_row;
   ALTER TABLE model_row_2 RENAME TO model_row;`,
];

export const schemaVersion = migrations.length;

export interface Found {
  readonly application: number;
  readonly version: number;
  readonly tables: number;
}

/** What a file says about itself, at one moment: another process may be making it. Reads only, inside a transaction or without one. */
export const inspect = (db: Database): Found => {
  const number = (sql: string): number => numberOf(db.prepare(sql).get([])?.[0]);
  db.exec('SAVEPOINT inspect');
  try {
    // The first to be read begins the snapshot: a pragma of the header alone need not.
    const tables = number('SELECT count(*) FROM sqlite_schema');
    return { tables, application: number('PRAGMA application_id'), version: number('PRAGMA user_version') };
  } finally {
    db.exec('RELEASE inspect');
  }
};

/** An empty file is a store of version 0. */
const isBlank = (found: Found): boolean => found.application === 0 && found.version === 0 && found.tables === 0;

/** Why this file cannot be used at all, or null. */
export const refusalOf = (found: Found, file: string): StoreFailure | null => {
  if (isBlank(found)) return null;
  if (found.application !== applicationId) return notAStore(file, 'this is a database of another program');
  if (found.version > schemaVersion) {
    return fileFailure('StoreNewer', 'newer-schema', file, `a store of schema version ${schemaVersion} or earlier; this one has ${found.version} and needs a newer Frist`);
  }
  if (found.version < 1) return notAStore(file, 'its schema version is missing');
  return null;
};

/** Why this file cannot be read as it is, without writing to it; or null. Every version so far can: they differ in how rows are laid out, not in what can be asked. */
export const staleness = (found: Found, file: string): StoreFailure | null => (isBlank(found) ? notAStore(file, 'this file is empty') : null);

/** Brings a file up to date within the transaction that is open. */
export const migrate = (db: Database, from: number): void => {
  for (const sql of migrations.slice(from)) db.exec(sql);
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion};`);
};
