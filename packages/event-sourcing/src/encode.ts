/** From a decided fact to canonical bytes: seal, check with the codec, write in canonical form. Nothing half-done leaves. */
import type { CivilDate } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { canonicalJson, type NotCanonical } from './canonical';
import type { Catalogue } from './catalogue';
import type { InvalidData } from './codec/explain';
import { isOpen, SubjectRef } from './codec/sealed';
import { sealedPaths } from './codec/sealed-paths';
import type { Actor, Board, CommandDigest, CommandId, EventId, Source, StreamName } from './envelope';
import type { EncodedEvent } from './event-store';
import { failure } from './failure';
import type { Sealer, SealFailure } from './sealer';

/** An event before the store has stamped it. */
export interface PendingEvent {
  readonly id: EventId;
  readonly stream: StreamName;
  readonly type: string;
  readonly occurredOn: CivilDate;
  readonly board: Board;
  readonly actor: Actor;
  readonly commandId: CommandId;
  readonly commandDigest: CommandDigest;
  readonly correlationId: string;
  readonly causationId?: EventId;
  readonly knownSince?: CivilDate;
  readonly source?: Source;
  readonly data: unknown;
}

export type EncodeFailure = InvalidData | NotCanonical | SealFailure;

/**
 * Encodes one event. With no sealer, an event with something to seal is refused (`NoSealer`).
 * The same bytes are used for every retry of the append, so a nonce is never drawn twice for one event.
 */
export const encodeEvent = (catalogue: Catalogue, sealer: Sealer | null, event: PendingEvent): E.Either<EncodeFailure, EncodedEvent> => {
  const type = catalogue.types.get(event.type);
  if (type === undefined) return E.left(failure('InvalidData', 'event-sourcing/catalogue', 'type', 'a type in the catalogue', event.type));
  const sealed = sealFields(event, type.version, type.codec, sealer);
  if (E.isLeft(sealed)) return sealed;
  const data = sealed.right;
  const checked = catalogue.check(event.type, data);
  if (E.isLeft(checked)) return E.left(checked.left[0] as InvalidData);
  const head = canonicalJson({
    actor: event.actor,
    board: event.board,
    ...(event.causationId === undefined ? {} : { causationId: event.causationId }),
    commandDigest: event.commandDigest,
    commandId: event.commandId,
    correlationId: event.correlationId,
    data,
    id: event.id,
    ...(event.knownSince === undefined ? {} : { knownSince: event.knownSince }),
    occurredOn: event.occurredOn,
  });
  if (E.isLeft(head)) return head;
  const tail = canonicalJson({
    schemaVersion: type.version,
    ...(event.source === undefined ? {} : { source: event.source }),
    stream: event.stream,
    type: event.type,
  });
  if (E.isLeft(tail)) return tail;
  return E.right({ id: event.id, head: `${head.right.slice(0, -1)},`, tail: `,${tail.right.slice(1)}` });
};

const sealFields = (event: PendingEvent, schemaVersion: number, codec: unknown, sealer: Sealer | null): E.Either<SealFailure | InvalidData | NotCanonical, unknown> => {
  const fields = sealedPaths(codec, event.data);
  if (fields.length === 0) return E.right(event.data);
  const data: unknown = structuredClone(event.data);
  for (const { path, role, parent, key } of sealedPaths(codec, data)) {
    const reading = parent[key];
    if (!isOpen(reading)) continue;
    if (sealer === null) return E.left(failure('NoSealer', 'event-sourcing/sealed', `${event.type}.${path}`, 'a register opened with a sealer'));
    const subject = (data as Record<string, unknown>)[role];
    if (!SubjectRef.is(subject)) return E.left(failure('InvalidData', 'event-sourcing/sealed', `${event.type}.${role}`, 'the subject that the sealed field concerns'));
    const plain = canonicalJson(reading.value);
    if (E.isLeft(plain)) return E.left(failure('NotCanonical', 'RFC 8785', `${event.type}.${path}`, 'JSON without loss'));
    const box = sealer.seal(plain.right, {
      board: event.board,
      stream: event.stream,
      id: event.id,
      type: event.type,
      schemaVersion,
      subject,
      field: path,
    });
    if (E.isLeft(box)) return box;
    parent[key] = box.right;
  }
  return E.right(data);
};
