/** Rows in a read model: each row under its bucket, under its key the bucket it is in, and for each bucket how many there are. */
import type { Either } from 'fp-ts/Either';
import * as E from 'fp-ts/Either';

import type { Position } from './envelope';
import type { StoreError } from './event-store';
import { type BucketRange, type Coverage, type Entry, nothingCovered, type Projection, type Rows, type Table } from './projection';
import type { ReadModel, ReadModelView } from './read-model';

const place = (name: string, key: string): string => `${name}|k|${key}`;
/** Ends a bucket in a key. Lower than anything that can be in a bucket, so that keys are in order of bucket, then key. */
const bucketEnd = '\x1f';
const bucketed = (name: string, bucket: string, key: string): string => `${name}|b|${bucket}${bucketEnd}${key}`;
const counted = (name: string, bucket: string): string => `${name}|n|${bucket}`;
const coverageKey = '!coverage';

/** An entry as it is kept. The note is written anew with each entry and never folded from. */
type Noted<Row = unknown> = Entry<Row> & { readonly note?: unknown };

/** How far a kept model has come. */
export const coverageOf = (view: ReadModelView): Coverage => {
  const kept = view.get(coverageKey);
  return kept === null ? nothingCovered : (JSON.parse(kept) as Coverage);
};

/** Rows of one projection inside one snapshot of a read model. */
export const modelRows = <Row>(view: ReadModelView, projection: Projection<Row>): Rows<Row> => {
  const { name } = projection;
  const range = (file: 'b' | 'n', { from, to }: BucketRange) => ({ from: `${name}|${file}|${from}`, to: `${name}|${file}|${to}` });
  return {
    get: (key) => modelEntry(view, projection, key)?.row ?? null,
    list: (buckets) =>
      view.scan(range('b', buckets)).map(([key, text]) => {
        const { row, note } = JSON.parse(text) as Noted<Row>;
        const own = key.slice(key.lastIndexOf(bucketEnd) + 1);
        return note === undefined ? ([own, row] as const) : ([own, row, note] as const);
      }),
    // What a count costs depends on the buckets, not on the rows in them.
    count: (buckets) => view.scan(range('n', buckets)).reduce((sum, [, text]) => sum + Number(text), 0),
  };
};

/** One row with the place of its last fact and the streams it came from. */
export const modelEntry = <Row>(view: ReadModelView, projection: Projection<Row>, key: string): Entry<Row> | null => {
  const bucket = view.get(place(projection.name, key));
  const text = bucket === null ? null : view.get(bucketed(projection.name, bucket, key));
  return text === null ? null : entryIn<Row>(text);
};

const entryIn = <Row>(text: string): Entry<Row> => {
  const { note: _, ...entry } = JSON.parse(text) as Noted<Row>;
  return entry;
};

/** Changes to a read model, held back until they are committed together with their checkpoint. */
export interface ModelChanges {
  readonly table: <Row>(projection: Projection<Row>) => Table<Row>;
  readonly commit: (from: Position | null, coverage: Coverage) => Either<StoreError, void>;
}

/** A failure of the store in the middle of a fold; caught by the projector. */
export class ModelUnreadable extends Error {
  constructor(readonly failure: StoreError) {
    super(failure._tag);
  }
}

interface Changed {
  readonly projection: Projection;
  /** Null: to be removed. */
  readonly entries: Map<string, Entry | null>;
  /** The buckets in which rows were found, null for none; the checkpoint guards that they still are there at the commit. */
  readonly kept: Map<string, string | null>;
}

/**
 * Gathers changes to a kept model. After a failure, be it of the catch-up or of the commit, throw it away and start
 * from what is kept.
 *
 * @param rebuild when the fold starts from nothing although rows are kept: they are not looked at, and the commit replaces them
 */
export const modelChanges = (model: ReadModel, { rebuild = false }: { readonly rebuild?: boolean } = {}): ModelChanges => {
  let committed = false;
  const changed = new Map<string, Changed>();
  const lookUp = ({ projection, kept }: Changed, key: string): Entry | undefined => {
    if (rebuild && !committed) return undefined;
    const found = model.read((view) => {
      const bucket = view.get(place(projection.name, key));
      kept.set(key, bucket);
      return bucket === null ? null : view.get(bucketed(projection.name, bucket, key));
    });
    if (E.isLeft(found)) throw new ModelUnreadable(found.left);
    return found.right === null ? undefined : entryIn(found.right);
  };
  return {
    table: <Row>(projection: Projection<Row>): Table<Row> => {
      const entries = new Map<string, Entry | null>();
      const own: Changed = { projection, entries, kept: new Map() };
      changed.set(projection.name, own);
      return {
        get: (key) => {
          const pending = entries.get(key);
          return (pending === undefined ? lookUp(own, key) : (pending ?? undefined)) as Entry<Row> | undefined;
        },
        put: (key, entry) => void entries.set(key, entry),
        remove: (key) => void entries.set(key, null),
      };
    },
    commit: (from, coverage) => {
      if (coverage.position === null) return E.right(undefined); // nothing has been seen, so nothing has changed
      const put = new Map<string, string>();
      const remove: string[] = [];
      const filed = model.read((view) => {
        for (const { projection, entries, kept } of changed.values()) {
          const { name } = projection;
          const moves = new Map<string, number>();
          const move = (bucket: string, by: number): void => void moves.set(bucket, (moves.get(bucket) ?? 0) + by);
          for (const [key, entry] of entries) {
            const found = kept.get(key);
            const old = from === null ? null : found === undefined ? view.get(place(name, key)) : found;
            const bucket = entry === null ? null : projection.bucketOf(entry.row, key);
            if (old !== bucket) {
              if (old !== null) {
                remove.push(bucketed(name, old, key));
                move(old, -1);
              }
              if (bucket === null) remove.push(place(name, key));
              else {
                put.set(place(name, key), bucket);
                move(bucket, 1);
              }
            }
            if (entry !== null && bucket !== null) put.set(bucketed(name, bucket, key), JSON.stringify({ ...entry, note: projection.noteOf?.(entry.row, key, bucket) } satisfies Noted));
          }
          for (const [bucket, by] of moves) {
            const rows = Number(from === null ? 0 : (view.get(counted(name, bucket)) ?? 0)) + by;
            if (rows === 0) remove.push(counted(name, bucket));
            else put.set(counted(name, bucket), String(rows));
          }
        }
      });
      if (E.isLeft(filed)) return filed;
      put.set(coverageKey, JSON.stringify(coverage));
      // In order, so that neighbours are written together.
      const inOrder = new Map([...put].sort(([a], [b]) => (a < b ? -1 : 1)));
      const done = model.commit({ from, to: coverage.position as Position, put: inOrder, remove });
      if (E.isRight(done)) {
        committed = true;
        for (const { entries, kept } of changed.values()) {
          entries.clear();
          kept.clear();
        }
      }
      return done;
    },
  };
};
