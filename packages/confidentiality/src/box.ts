/**
 * The box: what stands in a stored event in place of a value.
 *
 * `1.` + base64url(nonce ‖ ciphertext ‖ tag): AES-256-GCM, a nonce of 96 random bits, a tag of 128. The number says how
 * the rest is to be read, so that algorithms can change while old boxes stay. The associated data is the canonical form of
 * the {@link SealContext}: a box that stands anywhere else than where it was first stored does not open. The plain text
 * is filled up before it is encrypted, so that the length of a box tells little about the length of a name.
 */
import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';

import { canonicalJson, type SealContext } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

const version = '1.';
const nonceLength = 12;
const tagLength = 16;
/** Bytes of random drawn at a time: a draw costs as much for one nonce as for many. Each is used once. */
const pool = Buffer.alloc(nonceLength * 64);
let drawn = pool.length;

const freshNonce = (): Buffer => {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const nonce = Buffer.from(pool.subarray(drawn, drawn + nonceLength));
  drawn += nonceLength;
  return nonce;
};

/** Lengths in bytes that boxes come in: steps of 32 up to 128, of 128 beyond. The mark at the end of the text counts. */
export const paddedLength = (bytes: number): number => {
  const step = bytes < 128 ? 32 : 128;
  return Math.ceil((bytes + 1) / step) * step;
};

/** The text, 0x80, zeros (ISO/IEC 7816-4): told apart from any text, for no UTF-8 ends in 0x80 after itself. */
const padded = (plain: string): Buffer => {
  const length = Buffer.byteLength(plain, 'utf8');
  const bytes = Buffer.alloc(paddedLength(length));
  bytes.write(plain, 0, 'utf8');
  bytes[length] = 0x80;
  return bytes;
};

const unpadded = (bytes: Buffer): string | null => {
  let end = bytes.length - 1;
  while (end >= 0 && bytes[end] === 0) end -= 1;
  return end >= 0 && bytes[end] === 0x80 ? bytes.toString('utf8', 0, end) : null;
};

/** What the ciphertext is bound to, or null for a context that has no canonical form. */
const boundTo = (context: SealContext): Buffer | null => {
  const { board, field, id, schemaVersion, stream, subject, type } = context;
  const text = canonicalJson({ board, field, id, schemaVersion, stream, subject, type });
  return E.isLeft(text) ? null : Buffer.from(text.right, 'utf8');
};

/** Closes a text. Null when the context has no canonical form, which no event that can be stored has. */
export const closeBox = (key: KeyObject, plain: string, context: SealContext): string | null => {
  const about = boundTo(context);
  if (about === null) return null;
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce); // its tag has 128 bits
  cipher.setAAD(about);
  const bytes = padded(plain);
  const ciphertext = cipher.update(bytes);
  cipher.final();
  bytes.fill(0);
  const whole = Buffer.allocUnsafe(nonceLength + ciphertext.length + tagLength);
  whole.set(nonce);
  whole.set(ciphertext, nonceLength);
  whole.set(cipher.getAuthTag(), nonceLength + ciphertext.length);
  return version + whole.toString('base64url');
};

/** Opens a box. Null when it is of another version, cut, altered, of another key, or was stored elsewhere; it does not tell which. */
export const openBox = (key: KeyObject, box: string, context: SealContext): string | null => {
  const about = boundTo(context);
  if (about === null || !box.startsWith(version)) return null;
  const encoded = box.slice(version.length);
  const bytes = Buffer.from(encoded, 'base64url');
  // One box has one spelling: the lenient decoder would let an altered one through.
  if (bytes.length < nonceLength + tagLength + 32 || bytes.toString('base64url') !== encoded) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), { authTagLength: tagLength });
  decipher.setAAD(about);
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
  try {
    const text = decipher.update(bytes.subarray(nonceLength, bytes.length - tagLength));
    decipher.final();
    return unpadded(text);
  } catch {
    return null;
  }
};
