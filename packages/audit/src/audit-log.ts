/** Reading a log: its leaves, its subtrees, and where in it an event stands. */
import type { Position } from '@frist/event-sourcing';

import { throwDamaged } from './failure';
import { type Hash, hashLength, nodeHash } from './hash';
import { bufferOf, leafIn, pageHeight, pageKey, pageWidth, readTip, recordLength, rootWithin } from './log-pages';
import type { Leaf, LogStorage, Tip } from './log-storage';
import type { HashTree } from './merkle';

/**
 * The log of a store as it was when it was opened: what is appended later does not show.
 * Its readings throw when what is kept is damaged; the functions of this package answer that as a failure.
 */
export interface AuditLog extends HashTree {
  /** Leaves that are kept; those above are events that the log has not been told of, read from the store. */
  readonly kept: number;
  readonly leaf: (index: number) => Leaf;
  /** The index of the leaf of the event at a position, or null when the log has none. */
  readonly indexOf: (position: Position) => number | null;
  /** Position of the last leaf, or null when there is none. */
  readonly last: Position | null;
}

/** Pages held at a time: a proof reads seven, a run through all of them one per level. */
const held = 64;

/** The log kept in a storage, up to a tip. */
export const keptLog = (storage: Pick<LogStorage, 'get'>, tip: Tip = readTip(storage)): AuditLog => {
  const pages = new Map<string, Buffer>();
  const pageAt = (level: number, index: number, least: number): Buffer => {
    const key = pageKey(level, index);
    let page = pages.get(key);
    if (page === undefined || page.length < least) {
      const bytes = storage.get(key);
      if (bytes === null || bytes.length < least) return throwDamaged(key, `a page of at least ${least} bytes`);
      page = bufferOf(bytes);
      if (pages.size >= held) pages.delete(pages.keys().next().value as string);
      pages.set(key, page);
    }
    return page;
  };
  const full = Math.floor(tip.size / pageWidth);
  const leaf = (index: number): Leaf => {
    const page = Math.floor(index / pageWidth);
    return leafIn(page === full ? bufferOf(tip.records) : pageAt(0, page, pageWidth * recordLength), index % pageWidth);
  };
  return {
    size: tip.size,
    kept: tip.size,
    last: tip.last,
    leaf,
    node: (level, index) => {
      const within = level % pageHeight;
      const onLevel = (level - within) / pageHeight;
      const first = index * 2 ** within;
      const entry = first % pageWidth;
      const page = (first - entry) / pageWidth;
      if (onLevel > 0) return rootWithin(pageAt(onLevel, page, (entry + 2 ** within) * hashLength), hashLength, entry, within);
      return rootWithin(page === full ? bufferOf(tip.records) : pageAt(0, page, pageWidth * recordLength), recordLength, entry, within);
    },
    indexOf: (position) => search(tip.size, (index) => leaf(index).position, position),
  };
};

/** A log with further leaves that are held in memory, about 100 bytes each. */
export const extendedLog = (below: AuditLog, more: readonly Leaf[]): AuditLog => {
  if (more.length === 0) return below;
  const size = below.size + more.length;
  const nodes = new Map<number, Map<number, Hash>>();
  const leaf = (index: number): Leaf => (index < below.size ? below.leaf(index) : (more[index - below.size] as Leaf));
  const node = (level: number, index: number): Hash => {
    if ((index + 1) * 2 ** level <= below.size) return below.node(level, index);
    if (level === 0) return leaf(index).hash;
    const known = nodes.get(level) ?? new Map<number, Hash>();
    nodes.set(level, known);
    const hash = known.get(index) ?? nodeHash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    known.set(index, hash);
    return hash;
  };
  return { size, kept: below.kept, last: leaf(size - 1).position, leaf, node, indexOf: (position) => search(size, (index) => leaf(index).position, position) };
};

/** A log that is nowhere kept: what has been appended is what it is given. */
export const memoryLog = (leaves: readonly Leaf[]): AuditLog => extendedLog(keptLog({ get: () => null }), leaves);

/** Positions grow with the index. */
const search = (size: number, positionOf: (index: number) => Position, wanted: Position): number | null => {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (positionOf(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low < size && positionOf(low) === wanted ? low : null;
};
