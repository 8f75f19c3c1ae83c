/** The test vectors of certificate-transparency (rfc6962 and transparency-dev/merkle, proof/verify_test.go). */
import { consistencyProof, emptyRoot, inclusionProof, leafHash, rootAt, treeOf, verifyConsistency, verifyInclusion } from '../src';
import { right } from './support';

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((leaf) => leafHash(bytes(leaf)));
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const a = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const b = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const c = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const d = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const e = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const first4 = 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7';
const f = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
/** Leaf counted from 1, as published. */
const inclusions: readonly (readonly [number, number, readonly string[]])[] = [
  [1, 1, []],
  [1, 8, [a, b, c]],
  [6, 8, [d, e, first4]],
  [3, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [2, 5, ['6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', b, d]],
];
const consistencies: readonly (readonly [number, number, readonly string[]])[] = [
  [1, 1, []],
  [1, 8, [a, b, c]],
  [6, 8, [f, e, first4]],
  [2, 5, [b, d]],
  [6, 7, [f, 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f', first4]],
];
const tree = treeOf(leaves.length, leaves);

describe('published vectors', () => {
  it('roots', () => {
    expect(hex(emptyRoot)).toBe(roots[0]);
    expect(roots.map((_, size) => hex(right(rootAt(tree, size))))).toEqual(roots);
  });
  it('inclusion proofs', () => {
    for (const [leaf, size, proof] of inclusions) {
      expect(right(inclusionProof(tree, leaf - 1, size)).map(hex)).toEqual(proof);
      expect(verifyInclusion({ index: leaf - 1, size, leaf: leaves[leaf - 1] as Uint8Array, proof: proof.map(bytes), root: bytes(roots[size] as string) })).toBe(true);
    }
  });
  it('consistency proofs', () => {
    for (const [first, second, proof] of consistencies) {
      expect(right(consistencyProof(tree, first, second)).map(hex)).toEqual(proof);
      const [firstRoot, secondRoot] = [bytes(roots[first] as string), bytes(roots[second] as string)];
      expect(verifyConsistency({ first, second, firstRoot, secondRoot, proof: proof.map(bytes) })).toBe(true);
    }
  });
});
