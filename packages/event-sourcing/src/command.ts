/** Commands as they arrive: checked here for form, by the decider for sense. */
import { createHash } from 'node:crypto';

import { CivilDate } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { canonicalJson, type NotCanonical } from './canonical';
import { closed } from './codec/closed';
import { isOpen, SubjectRef } from './codec/sealed';
import { copyOf, sealedPaths } from './codec/sealed-paths';
import { anyObject, matching, nonBlank } from './codec/values';
import { Actor, Board, type CommandDigest, CommandId, Source, StreamName } from './envelope';
import { failure } from './failure';
import type { Sealer, SealFailure } from './sealer';

/** One command: what somebody wants recorded, on which stream, about which day. */
export const CommandEnvelope = closed(
  'Command',
  {
    id: CommandId,
    board: Board,
    stream: StreamName,
    command: matching('CommandName', /^[a-z][A-Za-z0-9]{0,79}$/, 'a command name in camelCase'),
    /** The day the fact is about. */
    on: CivilDate,
    actor: Actor,
    data: anyObject,
  },
  {
    source: Source,
    /** For migrated history only. */
    knownSince: CivilDate,
    /** The command that caused this one. */
    causedBy: CommandId,
    correlationId: nonBlank(128),
  },
);
export type CommandEnvelope = t.TypeOf<typeof CommandEnvelope>;

/**
 * SHA-256, base64url, of the canonical command. Two commands with one id are the same if their digests are.
 * A value to be sealed counts by its HMAC under the subject's key, so the digest gives nothing away.
 *
 * @param data the command's data after decoding, open readings included
 * @param replacement of a `correctFact`: what stands in its `data.data`
 */
export const digestOf = (
  command: CommandEnvelope,
  codec: t.Mixed,
  data: unknown,
  sealer: Sealer | null,
  replacement: { readonly codec: t.Mixed; readonly data: unknown } | null = null,
): E.Either<NotCanonical | SealFailure, CommandDigest> => {
  const hidden = replacement === null ? hideSealed(command, codec, data, sealer) : hideSealed(command, replacement.codec, replacement.data, sealer);
  if (E.isLeft(hidden)) return hidden;
  const content = replacement === null ? hidden.right : { ...(data as object), data: hidden.right };
  const text = canonicalJson({ ...command, data: content });
  return E.isLeft(text) ? text : E.right(createHash('sha256').update(text.right).digest('base64url') as CommandDigest);
};

const hideSealed = (command: CommandEnvelope, codec: unknown, data: unknown, sealer: Sealer | null): E.Either<SealFailure | NotCanonical, unknown> => {
  if (sealedPaths(codec, data).length === 0) return E.right(data);
  const copy = copyOf(data);
  for (const { path, role, parent, key } of sealedPaths(codec, copy)) {
    const reading = parent[key];
    if (!isOpen(reading)) continue;
    const subject = (copy as Record<string, unknown>)[role];
    if (sealer === null || !SubjectRef.is(subject)) {
      return E.left(failure('NoSealer', 'event-sourcing/sealed', `${command.command}.${path}`, 'a register opened with a sealer, and a subject'));
    }
    const plain = canonicalJson(reading.value);
    if (E.isLeft(plain)) return E.left(failure('NotCanonical', 'RFC 8785', `${command.command}.${path}`, 'JSON without loss'));
    const digest = sealer.digest(plain.right, subject);
    if (E.isLeft(digest)) return digest;
    parent[key] = digest.right;
  }
  return E.right(copy);
};
