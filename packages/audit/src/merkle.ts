/**
 * The Merkle tree of RFC 6962 § 2.1 and RFC 9162 § 2.1: root, inclusion and consistency proofs, and their verification.
 * Pure: where the hashes are kept is told by a {@link HashTree}. Sizes and indexes are whole numbers up to 2^53.
 */
import { failure, type Failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { emptyRoot, type Hash, hashLength, nodeHash, sameHash } from './hash';

/** The complete subtrees of a tree: `node(level, i)` is the root over the leaves i · 2^level to (i + 1) · 2^level − 1. */
export interface HashTree {
  /** Number of leaves. */
  readonly size: number;
  /** Throws what it cannot give. */
  readonly node: (level: number, index: number) => Hash;
}

/** Asked about leaves that the tree does not have. */
export type OutOfTree = Failure<'OutOfTree'>;

const outOfTree = (field: string, expected: string, value: number): E.Either<OutOfTree, never> => E.left(failure('OutOfTree', 'RFC 9162 2.1', field, expected, String(value)));
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/** The largest power of two below a number of at least two: where the tree divides. */
const divide = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** Root over the leaves from `start`, a multiple of the next power of two from `count` up, `count` of them. */
const over = (tree: HashTree, start: number, count: number): Hash => {
  if (Number.isInteger(Math.log2(count))) return tree.node(Math.log2(count), start / count);
  const left = divide(count);
  return nodeHash(over(tree, start, left), over(tree, start + left, count - left));
};

/**
 * The root over the first `size` leaves.
 *
 * @example rootAt(treeOf(leaves), 3)
 */
export const rootAt = (tree: HashTree, size: number): E.Either<OutOfTree, Hash> => {
  if (!isCount(size) || size > tree.size) return outOfTree('size', `a number of leaves up to ${tree.size}`, size);
  return E.right(size === 0 ? emptyRoot : over(tree, 0, size));
};

/** The hashes that lead from one leaf to the root over the first `size` leaves, the leaf's neighbour first. */
export const inclusionProof = (tree: HashTree, index: number, size: number): E.Either<OutOfTree, readonly Hash[]> => {
  if (!isCount(size) || size > tree.size) return outOfTree('size', `a number of leaves up to ${tree.size}`, size);
  if (!isCount(index) || index >= size) return outOfTree('index', `an index below ${size}`, index);
  const path: Hash[] = [];
  for (let start = 0, count = size; count > 1; ) {
    const left = divide(count);
    if (index - start < left) {
      path.push(over(tree, start + left, count - left));
      count = left;
    } else {
      path.push(over(tree, start, left));
      start += left;
      count -= left;
    }
  }
  return E.right(path.reverse());
};

/** The hashes that show the tree of the first `first` leaves to be the beginning of the tree of the first `second`. */
export const consistencyProof = (tree: HashTree, first: number, second: number): E.Either<OutOfTree, readonly Hash[]> => {
  if (!isCount(second) || second > tree.size) return outOfTree('second', `a number of leaves up to ${tree.size}`, second);
  if (!isCount(first) || first > second) return outOfTree('first', `a number of leaves up to ${second}`, first);
  const path: Hash[] = [];
  if (first === 0 || first === second) return E.right(path);
  let [start, count] = [0, second];
  while (start + count !== first) {
    const left = divide(count);
    if (first - start <= left) {
      path.push(over(tree, start + left, count - left));
      count = left;
    } else {
      path.push(over(tree, start, left));
      start += left;
      count -= left;
    }
  }
  // The old root itself need not be told: the verifier has it.
  if (start > 0) path.push(over(tree, start, count));
  return E.right(path.reverse());
};

const wellFormed = (hashes: readonly Hash[]): boolean => hashes.every((hash) => hash.length === hashLength);

/** What an inclusion proof claims. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly proof: readonly Hash[];
  readonly root: Hash;
}

/** Whether a leaf stands at an index of the tree with this root (RFC 9162 § 2.1.3.2). */
export const verifyInclusion = ({ index, size, leaf, proof, root }: Inclusion): boolean => {
  if (!isCount(index) || !isCount(size) || index >= size || !wellFormed([leaf, root, ...proof])) return false;
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const next of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(next, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      hash = nodeHash(hash, next);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && sameHash(hash, root);
};

/** What a consistency proof claims. */
export interface Consistency {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Hash;
  readonly secondRoot: Hash;
  readonly proof: readonly Hash[];
}

/** Whether the tree with the second root begins with the tree with the first (RFC 9162 § 2.1.4.2). */
export const verifyConsistency = ({ first, second, firstRoot, secondRoot, proof }: Consistency): boolean => {
  if (!isCount(first) || !isCount(second) || first > second || !wellFormed([firstRoot, secondRoot, ...proof])) return false;
  if (first === second) return proof.length === 0 && sameHash(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0 && sameHash(firstRoot, emptyRoot);
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : proof;
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [(fn - 1) / 2, Math.floor(sn / 2)];
  const [start, ...rest] = path;
  if (start === undefined || proof.length === 0) return false;
  let [older, newer] = [start, start];
  for (const next of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      older = nodeHash(next, older);
      newer = nodeHash(next, newer);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      newer = nodeHash(newer, next);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && sameHash(older, firstRoot) && sameHash(newer, secondRoot);
};
