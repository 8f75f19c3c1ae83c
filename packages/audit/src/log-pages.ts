/**
 * How the log is laid out where it is kept (docs/decisions/0601):
 *
 *  - `tip`: the number of leaves, the position of the last one, and the leaves of the page that is not full yet.
 *    It is the one row that every append writes, and it stays below 700 bytes.
 *  - `0/…`: pages of 16 leaves, each 32 bytes of hash and 8 of position; written once, when full.
 *  - `1/…`, `2/…`: pages of the roots of full pages of the level below, up to 16 of 32 bytes; they grow.
 *
 * Sixteen levels of two make a page: the hash at level q, entry i, is the node (4 q, i) of the tree.
 */
import type { Position } from '@frist/event-sourcing';

import { throwDamaged } from './failure';
import { type Hash, hashLength, nodeHash } from './hash';
import type { Leaf, LogStorage, Tip } from './log-storage';

export const pageWidth = 16;
/** Levels of the tree from one level of pages to the next. */
export const pageHeight = 4;
export const recordLength = hashLength + 8;
export const tipHeader = 1 + 8 + 8;
const layout = 1;

export const pageKey = (level: number, index: number): string => `${level}/${index.toString(16).padStart(9, '0')}`;

/** Whole numbers to 2^53 as 64 bits, big-endian. */
export const writeWhole = (to: Buffer, value: number, at: number): void => {
  to.writeUInt32BE(Math.floor(value / 2 ** 32), at);
  to.writeUInt32BE(value % 2 ** 32, at + 4);
};
export const readWhole = (from: Buffer, at: number): number => from.readUInt32BE(at) * 2 ** 32 + from.readUInt32BE(at + 4);

export const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const readTip = (storage: Pick<LogStorage, 'get'>): Tip => {
  const bytes = storage.get('tip');
  return bytes === null ? { size: 0, last: null, records: Buffer.alloc(0) } : tipOf(bufferOf(bytes));
};

/** The tip as it was written; the bytes are kept, not copied. */
export const tipOf = (tip: Buffer): Tip => {
  if (tip.length < tipHeader || tip[0] !== layout) return throwDamaged('tip', `a log of layout ${layout}`);
  const size = readWhole(tip, 1);
  const records = tip.subarray(tipHeader);
  if (!Number.isSafeInteger(size) || size === 0 || records.length !== (size % pageWidth) * recordLength) {
    return throwDamaged('tip', 'as many leaves as its size leaves over');
  }
  return { size, last: readWhole(tip, 9) as Position, records };
};

export const writeTipHeader = (tip: Buffer, size: number, last: Position | null): void => {
  tip[0] = layout;
  writeWhole(tip, size, 1);
  writeWhole(tip, last ?? 0, 9);
};

/** The leaf at a place of a page, or of the tip. */
export const leafIn = (records: Buffer, entry: number): Leaf => ({
  hash: records.subarray(entry * recordLength, entry * recordLength + hashLength),
  position: readWhole(records, entry * recordLength + hashLength) as Position,
});

/** Root of 2^height hashes that stand `stride` bytes apart, from an entry on. */
export const rootWithin = (page: Buffer, stride: number, entry: number, height: number): Hash =>
  height === 0
    ? page.subarray(entry * stride, entry * stride + hashLength)
    : nodeHash(rootWithin(page, stride, entry, height - 1), rootWithin(page, stride, entry + 2 ** (height - 1), height - 1));
