/** Inclusion proofs as text (c2sp.org/tlog-proof): a proof, and the checkpoint it leads to, in one file. */
import * as E from 'fp-ts/Either';

import { base64, fromBase64, type Hash, hashLength } from './hash';

const first = 'c2sp.org/tlog-proof@v1';

/** A proof as its file has it. */
export interface TlogProof {
  readonly index: number;
  readonly proof: readonly Hash[];
  /** The signed checkpoint. */
  readonly checkpoint: string;
}

/** The text of a proof. */
export const renderTlogProof = ({ index, proof, checkpoint }: TlogProof): string => [first, `index ${index}`, ...proof.map(base64), '', checkpoint].join('\n');

/** Hashes in base64, one a line, or null. */
export const parseHashes = (lines: readonly string[]): readonly Hash[] | null => {
  const hashes = lines.map(fromBase64);
  return hashes.every((hash): hash is Uint8Array => hash?.length === hashLength) ? hashes : null;
};

/** Reads what {@link renderTlogProof} writes; left says what was expected. */
export const parseTlogProof = (text: string): E.Either<string, TlogProof> => {
  const head = text.indexOf('\n\n');
  const [opening, indexed = '', ...lines] = text.slice(0, Math.max(0, head)).split('\n');
  const index = /^index (0|[1-9]\d{0,15})$/.exec(indexed)?.[1];
  const proof = parseHashes(lines);
  if (opening !== first || index === undefined || proof === null) return E.left(`${first}, an index, and hashes in base64`);
  return E.right({ index: Number(index), proof, checkpoint: text.slice(head + 2) });
};
