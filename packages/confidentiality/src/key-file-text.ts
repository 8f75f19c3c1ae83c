/**
 * The text of a key file, line by line:
 *
 *     {"frist":"keys","version":1,"id":"…","generation":1,"wrapping":"…","check":"…"}
 *     {"subject":"…","key":"…"}
 *     {"subject":"…","destroyed":"…"}
 *
 * `key` is a data key wrapped by the wrapping key that the head names, bound to the id of the file and to the subject, so
 * that no line works in another file or for another subject. `check` is wrapped likewise: whoever has the wrong wrapping
 * key, or another head, learns it at once. `generation` grows whenever the file is written anew.
 */
import { canonicalJson, failure, SubjectRef } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { KeyFailure } from './key-store';
import type { WrappingKey } from './wrapping-key';

/** The first line. */
export interface KeyFileHead {
  readonly id: string;
  readonly generation: number;
  readonly wrapping: string;
  readonly check: Uint8Array;
}

/** A line after the first: a wrapped key, or the mark of one that was destroyed. */
export type KeyFileEntry = { readonly subject: SubjectRef } & ({ readonly wrapped: Uint8Array } | { readonly destroyed: string | null });

/** What a data key is bound to while it is wrapped. */
export const aboutKey = (id: string, subject: SubjectRef): string => `frist/keys/1/${id}/${subject}`;
const aboutHead = ({ id, generation }: Pick<KeyFileHead, 'id' | 'generation'>): string => `frist/keys/1/${id}/head/${generation}`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const encoded = /^[A-Za-z0-9_-]{1,4096}$/;

const corrupt = (file: string, line: number, expected: string): E.Either<KeyFailure, never> =>
  E.left(failure('KeyFileCorrupt', 'confidentiality/key-file', `${file}, line ${line}`, expected));

const objectIn = (line: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

const bytesIn = (value: unknown): Uint8Array | null => (typeof value === 'string' && encoded.test(value) ? Uint8Array.from(Buffer.from(value, 'base64url')) : null);

/** Reads the first line. */
export const parseHead = (file: string, line: string): E.Either<KeyFailure, KeyFileHead> => {
  const { frist, version, id, generation, wrapping, check } = objectIn(line) ?? {};
  if (frist !== 'keys' || version !== 1) return corrupt(file, 1, 'a file of keys of version 1');
  const checked = bytesIn(check);
  return typeof id === 'string' && uuid.test(id) && Number.isSafeInteger(generation) && typeof wrapping === 'string' && checked !== null
    ? E.right({ id, generation: generation as number, wrapping, check: checked })
    : corrupt(file, 1, 'the head of a file of keys');
};

/** Reads another line. */
export const parseEntry = (file: string, number: number, line: string): E.Either<KeyFailure, KeyFileEntry> => {
  const { subject, key, destroyed } = objectIn(line) ?? {};
  if (!SubjectRef.is(subject)) return corrupt(file, number, 'a line about a subject');
  const wrapped = bytesIn(key);
  if (wrapped !== null && destroyed === undefined) return E.right({ subject, wrapped });
  return key === undefined && (destroyed === null || (typeof destroyed === 'string' && encoded.test(destroyed)))
    ? E.right({ subject, destroyed })
    : corrupt(file, number, 'a wrapped key, or the mark of one that was destroyed');
};

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const lineOf = (value: object): string => {
  const text = canonicalJson(value);
  return E.isRight(text) ? `${text.right}\n` : '';
};

/** Writes the first line. */
export const headLine = (id: string, generation: number, wrapping: WrappingKey): E.Either<KeyFailure, string> => {
  const check = wrapping.wrap(new Uint8Array(32), aboutHead({ id, generation }));
  return E.isLeft(check) ? check : E.right(lineOf({ frist: 'keys', version: 1, id, generation, wrapping: wrapping.id, check: base64url(check.right) }));
};

/** Whether the head was written with this wrapping key. */
export const isHeadOf = (head: KeyFileHead, wrapping: WrappingKey): boolean => {
  const found = wrapping.unwrap(head.check, aboutHead(head));
  return E.isRight(found) && found.right.every((byte) => byte === 0);
};

/** Writes another line. */
export const entryLine = (entry: KeyFileEntry): string =>
  lineOf('wrapped' in entry ? { subject: entry.subject, key: base64url(entry.wrapped) } : { subject: entry.subject, destroyed: entry.destroyed });
