/** A stored text looked at by itself: is it canonical JSON (RFC 8785) of an envelope? */
import { canonicalJson, StreamName } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { jsonOffset } from './json-offset';

/** What a verification needs of an envelope. */
export interface EnvelopeFacts {
  readonly stream: StreamName;
  readonly revision: number;
  readonly recordedAt: string;
}

/** Bytes that are not what a store writes, and the first of them, counted from 0 in UTF-8. */
export interface BadBytes {
  readonly byteOffset: number;
  readonly expected: string;
}

const bad = (text: string, index: number, expected: string): E.Either<BadBytes, never> => E.left({ byteOffset: Buffer.byteLength(text.slice(0, index)), expected });

/** The facts of a stored text, or the first byte at which it is malformed or not canonical. */
export const readStoredText = (text: string): E.Either<BadBytes, EnvelopeFacts> => {
  const canonical = isCanonical(text);
  if (E.isLeft(canonical)) return canonical;
  const envelope = canonical.right as Partial<Record<keyof EnvelopeFacts, unknown>> | null;
  const { stream, revision, recordedAt } = envelope ?? {};
  if (!StreamName.is(stream) || typeof revision !== 'number' || typeof recordedAt !== 'string') {
    return bad(text, 0, 'an envelope with stream, revision and recordedAt');
  }
  return E.right({ stream, revision, recordedAt });
};

/** The value of a canonical JSON text, or the first byte at which it is none. */
export const isCanonical = (text: string): E.Either<BadBytes, unknown> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad(text, jsonOffset(text) ?? text.length, 'JSON');
  }
  const canonical = canonicalJson(value);
  if (E.isLeft(canonical)) return bad(text, Math.max(0, text.search(/\\u[dD][89a-fA-F]|[\ud800-\udfff]/)), 'canonical JSON (RFC 8785)');
  if (canonical.right === text) return E.right(value);
  let index = 0;
  while (text[index] === canonical.right[index]) index += 1;
  return bad(text, index, 'canonical JSON (RFC 8785)');
};

/** The stream that a canonical text names, read from its end without parsing. */
export const streamAtEnd = (text: string): string | null => /,"stream":"([^"]*)","type":"[^"]*"\}$/.exec(text.slice(-300))?.[1] ?? null;
