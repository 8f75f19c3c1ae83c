/**
 * Projections: rows folded from facts, one row per key. The key may be the stream (a register of grants) or
 * something that several streams speak of (an obligation, the numbers printed in a paper). Rows are plain JSON.
 *
 * Corrections, late facts and both times are honoured by the machinery, for every projection there will ever be:
 * a row is always the fold, in folding order, of the facts that the view holds for its key.
 */
import type { CivilDate } from '@frist/calendar';

import type { Board, Fact, StreamName } from './envelope';

/** What a projection must tell the projector. */
export interface Projection<Row = unknown> {
  /** Lower case letters and hyphens; unique within a group. */
  readonly name: string;
  /** Changes when the meaning of a row does; rows of another version are thrown away and folded again. */
  readonly version: string;
  /** The types of facts it looks at. */
  readonly types: ReadonlySet<string>;
  /** The row a fact belongs to, the rows where it speaks of several things, or null. ASCII without `|`. */
  keyOf(fact: Fact): string | readonly string[] | null;
  /**
   * The keys are names of streams; and a row that some fact has called for is folded from all facts of its stream too,
   * whatever their types and whether recorded before or after. Streams that nothing calls for cost a look each.
   */
  readonly followsStreams?: true;
  initial(key: string): Row;
  /** Pure and total. May change `row` in place and give it back: a row belongs to the fold. */
  evolve(row: Row, fact: Fact): Row;
  /** Where the row is filed: ASCII. Rows are listed and counted by ranges of buckets. */
  bucketOf(row: Row, key: string): string;
  /**
   * What is kept beside a row, in the bucket just told, for those who list it: plain JSON, from the row alone, or nothing.
   * So that whoever reads kept rows needs none of the code that says it. Another note is another `version`.
   */
  noteOf?(row: Row, key: string, bucket: string): unknown;
}

/** Buckets from `from` (included) to `to` (excluded). */
export interface BucketRange {
  readonly from: string;
  readonly to: string;
}

/** Rows of one projection, for queries. */
export interface Rows<Row> {
  readonly get: (key: string) => Row | null;
  /** In order of bucket, then key; with the note of each row that has one. */
  readonly list: (range: BucketRange) => readonly (readonly [key: string, row: Row, note?: unknown])[];
  readonly count: (range: BucketRange) => number;
}

/** A row with what the fold must know to go on: the place of its last fact, and the streams it came from, in order of name. */
export interface Entry<Row = unknown> {
  row: Row;
  day: CivilDate;
  position: number;
  streams: readonly StreamName[];
}

/** How far a group of projections has come. */
export interface Coverage {
  /** Position of the last event seen, or null for none. */
  readonly position: number | null;
  readonly events: number;
  /** The latest `occurredOn`, corrected days included, and the last `recordedAt` seen: a view that reaches both needs no replay. */
  readonly lastDay: string;
  readonly lastRecordedAt: string;
  /** Boards that the view has seen anything of, sorted. */
  readonly boards: readonly Board[];
}

/** Before the first event. */
export const nothingCovered: Coverage = { position: null, events: 0, lastDay: '', lastRecordedAt: '', boards: [] };

/** Where rows live while a group is being folded. */
export interface Table<Row = unknown> {
  readonly get: (key: string) => Entry<Row> | undefined;
  readonly put: (key: string, entry: Entry<Row>) => void;
  readonly remove: (key: string) => void;
}

/** The rows that a fact belongs to by its own words. */
export const keysOf = (projection: Pick<Projection, 'types' | 'keyOf'>, fact: Fact): readonly string[] => {
  const key = projection.types.has(fact.type) ? projection.keyOf(fact) : null;
  return key === null ? [] : typeof key === 'string' ? [key] : key;
};

/** Everything that starts with `prefix`. */
export const bucketsFrom = (prefix: string): BucketRange => ({ from: prefix, to: `${prefix}\x7f` });
