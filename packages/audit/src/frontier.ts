/** A tree that only grows, in memory for its depth: enough to tell its root, and each subtree as it becomes complete. */
import { emptyRoot, type Hash, nodeHash } from './hash';

/** Called for every subtree of 2^level leaves that has become complete; leaves themselves are left out. */
export type Completed = (level: number, index: number, hash: Hash) => void;

/** A tree in the making. */
export interface Frontier {
  readonly size: () => number;
  readonly push: (leaf: Hash) => void;
  readonly root: () => Hash;
  /** A second one that goes its own way from here. */
  readonly fork: (completed?: Completed) => Frontier;
}

/**
 * An empty tree to push leaf hashes on.
 *
 * @example const tree = frontierOf(); tree.push(leafHash(text)); base64(tree.root())
 */
export const frontierOf = (completed?: Completed): Frontier => from([], 0, completed);

const from = (peaks: (Hash | undefined)[], count: number, completed?: Completed): Frontier => {
  let size = count;
  return {
    size: () => size,
    push: (leaf) => {
      let hash = leaf;
      let index = size;
      let level = 0;
      for (; index % 2 === 1; level += 1) {
        hash = nodeHash(peaks[level] as Hash, hash);
        peaks[level] = undefined;
        index = (index - 1) / 2;
        completed?.(level + 1, index, hash);
      }
      peaks[level] = hash;
      size += 1;
    },
    root: () => {
      let root: Hash | undefined;
      for (const peak of peaks) if (peak !== undefined) root = root === undefined ? peak : nodeHash(peak, root);
      return root ?? emptyRoot;
    },
    fork: (other) => from([...peaks], size, other),
  };
};
