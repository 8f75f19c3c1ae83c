/** The two hashes of RFC 6962 § 2.1: a leaf and a node can never be taken for one another. */
import * as crypto from 'node:crypto';

/** 32 bytes of SHA-256. Nobody changes one in place. */
export type Hash = Uint8Array;

/** Bytes of a {@link Hash}. */
export const hashLength = 32;

/** In one call where Node has it (from 20.12), which is a third faster for short texts. */
const digest: (data: string | Uint8Array) => Buffer =
  typeof crypto.hash === 'function'
    ? (data) => crypto.hash('sha256', data, 'buffer')
    : (data) => crypto.createHash('sha256').update(data).digest();

/** SHA-256 of a text as UTF-8, or of bytes. */
export const sha256 = (data: string | Uint8Array): Hash => digest(data);

/** Root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = digest('');

/**
 * SHA-256(0x00 ‖ data); a text counts as its UTF-8.
 *
 * @example leafHash(event.text)
 */
export const leafHash = (data: string | Uint8Array): Hash => digest(typeof data === 'string' ? `\u0000${data}` : Buffer.concat([Buffer.from([0]), data]));

/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Hash, right: Hash): Hash => {
  const data = Buffer.allocUnsafe(1 + 2 * hashLength);
  data[0] = 1;
  data.set(left, 1);
  data.set(right, 1 + hashLength);
  return digest(data);
};

/** Whether two hashes are the same bytes. */
export const sameHash = (a: Hash, b: Hash): boolean => a.length === b.length && Buffer.compare(a, b) === 0;

/** Base64 with padding, as checkpoints and proofs are written. */
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** Bytes of a base64 text written in the one canonical way, or null. */
export const fromBase64 = (text: string): Uint8Array | null => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
};
