/**
 * The only file that knows which SQLite library is in use (libsql; better-sqlite3 has the same calls).
 *
 * What it smooths over, each of it seen in libsql 0.5.29:
 *  - A text that is not UTF-8 (a damaged file) aborts the whole process when read as text. Every text is therefore
 *    selected as `CAST(… AS BLOB)` and decoded here ({@link textOf}), which also keeps texts with a NUL in them.
 *  - A lone Buffer as parameter is taken for an object of named parameters, and aborts the process. Parameters
 *    are always one array.
 *  - A prepared statement that was answered busy is not reset and counts as running, so that the next COMMIT is refused.
 *    BEGIN and COMMIT therefore go through `exec`, which leaves nothing behind.
 *  - `readonly` is ignored; the mode goes into the URI.
 *  - `close()` leaves the connection open while statements live. Statements are let go of here at close.
 */
import { isUtf8 } from 'node:buffer';
import { pathToFileURL } from 'node:url';

import Libsql = require('libsql');

export type Value = string | number | Uint8Array | null;
export type Row = readonly unknown[];

export interface Statement {
  readonly run: (values: readonly Value[]) => void;
  readonly get: (values: readonly Value[]) => Row | undefined;
  readonly all: (values: readonly Value[]) => readonly Row[];
}

export interface Database {
  readonly prepare: (sql: string) => Statement;
  readonly exec: (sql: string) => void;
  readonly close: () => void;
}

/** A refusal of the engine. `code` is SQLite's primary result code, `name` its symbol; the message is not kept, it may quote contents. */
export class EngineError extends Error {
  constructor(
    readonly code: number,
    override readonly name: string,
    /** SQLite's own words, only where they cannot quote stored contents. */
    readonly detail?: string,
  ) {
    super(name);
  }
}

export type OpenMode = 'create' | 'read-write' | 'read-only' | 'immutable';

const query: Record<OpenMode, string> = {
  create: 'mode=rwc',
  'read-write': 'mode=rw',
  'read-only': 'mode=ro',
  immutable: 'mode=ro&immutable=1',
};

interface RawStatement {
  raw(on: boolean): RawStatement;
  readonly reader: boolean;
  run(values: readonly Value[]): unknown;
  get(values: readonly Value[]): Row | undefined;
  all(values: readonly Value[]): readonly Row[];
}

/** Opens a file. Throws {@link EngineError}, as every call of the returned object does. */
export const openDatabase = (file: string, mode: OpenMode, busyTimeoutMs: number): Database => {
  const uri = `${pathToFileURL(file).href}?${query[mode]}`;
  const inner = guarded(() => new Libsql(uri, { timeout: busyTimeoutMs }));
  let statements: { raw: RawStatement | null }[] = [];
  return {
    prepare: (sql) => {
      const raw = guarded(() => inner.prepare(sql) as unknown as RawStatement);
      if (raw.reader) raw.raw(true);
      const held: { raw: RawStatement | null } = { raw };
      statements.push(held);
      const live = (): RawStatement => {
        if (held.raw === null) throw new EngineError(21, 'SQLITE_MISUSE');
        return held.raw;
      };
      return {
        run: (values) => void guarded(() => live().run(values)),
        get: (values) => guarded(() => live().get(values)),
        all: (values) => guarded(() => live().all(values)),
      };
    },
    exec: (sql) => void guarded(() => inner.exec(sql)),
    close: () => {
      for (const held of statements) held.raw = null;
      statements = [];
      guarded(() => inner.close());
    },
  };
};

/** Decodes a column selected as blob; anything but well-formed UTF-8 means a damaged file. */
export const textOf = (column: unknown): string => {
  if (!(column instanceof Uint8Array) || !isUtf8(column)) throw new EngineError(11, 'SQLITE_CORRUPT');
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('utf8');
};

/** A column that must hold a whole number. */
export const numberOf = (column: unknown): number => {
  if (typeof column !== 'number' || !Number.isSafeInteger(column)) throw new EngineError(11, 'SQLITE_CORRUPT');
  return column;
};

const guarded = <A>(work: () => A): A => {
  try {
    return work();
  } catch (error) {
    throw engineError(error);
  }
};

const engineError = (error: unknown): EngineError => {
  if (error instanceof EngineError) return error;
  const { code, rawCode, message } = (error ?? {}) as { code?: unknown; rawCode?: unknown; message?: unknown };
  const text = typeof message === 'string' ? message : '';
  if (typeof rawCode === 'number') return new EngineError(rawCode & 255, typeof code === 'string' ? code : `SQLITE_${rawCode}`, detailOf(rawCode & 255, text));
  // The library's own failure to connect names the result code at the end of its message only.
  const connection = /: (\d+)"?\)?$/.exec(text);
  if (connection !== null) return new EngineError(Number(connection[1]) & 255, `SQLITE_${connection[1]}`);
  return new EngineError(1, typeof code === 'string' ? code : 'SQLITE_ERROR', detailOf(1, text));
};

/** SQLite's words for statements that make no sense (a fault of ours or of the schema): they quote SQL, never values. */
const detailOf = (code: number, message: string): string | undefined => (code === 1 ? message.slice(0, 120) : undefined);
