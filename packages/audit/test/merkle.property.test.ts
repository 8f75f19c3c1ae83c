import fc from 'fast-check';

import { consistencyProof, type Hash, inclusionProof, leafHash, nodeHash, rootAt, treeOf, verifyConsistency, verifyInclusion } from '../src';
import { left, right } from './support';

/** RFC 6962 § 2.1 to the letter. */
const split = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);
const naiveRoot = (leaves: readonly Hash[]): Hash => {
  const k = split(leaves.length);
  return leaves.length === 1 ? (leaves[0] as Hash) : nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
};
const naivePath = (m: number, leaves: readonly Hash[]): readonly Hash[] => {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return m < k ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))] : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
};
const naiveSubproof = (m: number, leaves: readonly Hash[], whole: boolean): readonly Hash[] => {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...naiveSubproof(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveSubproof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
};

const all = Array.from({ length: 300 }, (_, i) => leafHash(String(i)));
const sizes = fc.integer({ min: 1, max: all.length });
const flip = (hash: Hash, bit: number): Hash => {
  const copy = Uint8Array.from(hash);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
};

describe('the tree', () => {
  const tree = treeOf(all.length, all);
  it('gives the roots and proofs of the definition, and they verify', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, i, j) => {
        const leaves = all.slice(0, size);
        const [index, first] = [i % size, 1 + (j % size)];
        const root = right(rootAt(tree, size));
        expect(root).toEqual(naiveRoot(leaves));
        const proof = right(inclusionProof(tree, index, size));
        expect(proof).toEqual(naivePath(index, leaves));
        expect(verifyInclusion({ index, size, leaf: all[index] as Hash, proof, root })).toBe(true);
        const older = right(consistencyProof(tree, first, size));
        expect(older).toEqual(first === size ? [] : naiveSubproof(first, leaves, true));
        expect(verifyConsistency({ first, second: size, firstRoot: right(rootAt(tree, first)), secondRoot: root, proof: older })).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('verifies no proof of which anything was changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: all.length }), fc.nat(), fc.nat(), fc.integer({ min: 0, max: 255 }), (size, i, j, bit) => {
        const [index, first] = [i % size, 1 + (j % (size - 1))];
        const root = right(rootAt(tree, size));
        const proof = right(inclusionProof(tree, index, size));
        const claim = { index, size, leaf: all[index] as Hash, proof, root };
        const other = (index + 1) % size;
        const wrong = [
          { ...claim, index: other },
          { ...claim, index: size },
          { ...claim, leaf: flip(claim.leaf, bit) },
          { ...claim, leaf: claim.leaf.subarray(1) },
          { ...claim, root: flip(root, bit) },
          { ...claim, proof: proof.slice(1) },
          { ...claim, proof: proof.slice(0, -1) },
          { ...claim, proof: [...proof, root] },
          { ...claim, proof: [root, ...proof] },
          ...proof.map((_, at) => ({ ...claim, proof: proof.map((hash, k) => (k === at ? flip(hash, bit) : hash)) })),
        ];
        expect(wrong.filter(verifyInclusion)).toEqual([]);
        const older = right(consistencyProof(tree, first, size));
        const firstRoot = right(rootAt(tree, first));
        const consistent = { first, second: size, firstRoot, secondRoot: root, proof: older };
        const inconsistent = [
          { ...consistent, firstRoot: flip(firstRoot, bit) },
          { ...consistent, secondRoot: flip(root, bit) },
          { ...consistent, firstRoot: root, secondRoot: firstRoot },
          { ...consistent, first: size, second: first },
          { ...consistent, proof: [] },
          { ...consistent, proof: older.slice(1) },
          { ...consistent, proof: older.slice(0, -1) },
          { ...consistent, proof: [...older, root] },
          { ...consistent, proof: [firstRoot, ...older] },
          ...older.map((_, at) => ({ ...consistent, proof: older.map((hash, k) => (k === at ? flip(hash, bit) : hash)) })),
        ];
        expect(inconsistent.filter(verifyConsistency)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses what it does not have', () => {
    expect(left(rootAt(tree, 301))._tag).toBe('OutOfTree');
    expect(left(rootAt(tree, -1)).field).toBe('size');
    expect(left(inclusionProof(tree, 5, 5)).field).toBe('index');
    expect(left(inclusionProof(tree, 0, 301)).field).toBe('size');
    expect(left(inclusionProof(tree, 0.5, 2)).field).toBe('index');
    expect(left(consistencyProof(tree, 6, 5)).field).toBe('first');
    expect(left(consistencyProof(tree, 6, 500)).field).toBe('second');
    expect(right(consistencyProof(tree, 0, 5))).toEqual([]);
  });

  it('takes the empty tree for the beginning of any, and nothing else', () => {
    const [empty, three] = [right(rootAt(tree, 0)), right(rootAt(tree, 3))];
    expect(verifyConsistency({ first: 0, second: 3, firstRoot: empty, secondRoot: three, proof: [] })).toBe(true);
    expect(verifyConsistency({ first: 0, second: 3, firstRoot: three, secondRoot: three, proof: [] })).toBe(false);
    expect(verifyConsistency({ first: 0, second: 3, firstRoot: empty, secondRoot: three, proof: [three] })).toBe(false);
    expect(verifyConsistency({ first: 3, second: 3, firstRoot: three, secondRoot: three, proof: [three] })).toBe(false);
  });
});
