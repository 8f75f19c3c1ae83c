/** A whole tree in memory: 64 bytes for each leaf. */
import { type Hash, hashLength } from './hash';
import { frontierOf } from './frontier';
import type { HashTree } from './merkle';

/**
 * The tree over leaves given one after the other.
 *
 * @example treeOf(texts.length, texts.map(leafHash))
 */
export const treeOf = (size: number, leaves: Iterable<Hash>): HashTree & { readonly root: () => Hash } => {
  const levels: Buffer[] = [];
  for (let count = size; count > 0; count = Math.floor(count / 2)) levels.push(Buffer.alloc(count * hashLength));
  const keep = (level: number, index: number, hash: Hash): void => (levels[level] as Buffer).set(hash, index * hashLength);
  const frontier = frontierOf(keep);
  for (const leaf of leaves) {
    keep(0, frontier.size(), leaf);
    frontier.push(leaf);
  }
  return { size, node: (level, index) => (levels[level] as Buffer).subarray(index * hashLength, (index + 1) * hashLength), root: frontier.root };
};
