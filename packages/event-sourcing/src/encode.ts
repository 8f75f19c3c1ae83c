/** From a decided fact to canonical bytes: seal, check with the codec, write in canonical form. Nothing half-done leaves. */
import { CivilDate } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { arranged, canonicalJson, type NotCanonical } from './canonical';
import type { Catalogue } from './catalogue';
import type { InvalidData } from './codec/explain';
import { characters, consistsOf } from './codec/scan';
import { isOpen, SubjectRef } from './codec/sealed';
import { copyOf, sealedPaths } from './codec/sealed-paths';
import { FactCorrected } from './corrections';
import { type Actor, type Board, type CommandDigest, type CommandId, EventId, type Source, type StreamName } from './envelope';
import type { EncodedEvent } from './event-store';
import type { AnyEventType } from './event-type';
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

/** Why an event cannot be encoded; nothing has been written then. */
export type EncodeFailure = InvalidData | NotCanonical | SealFailure;

/**
 * Encodes one event. With no sealer, an event with something to seal is refused (`NoSealer`).
 * The same bytes are used for every retry of the append, so a nonce is never drawn twice for one event.
 */
export const encodeEvent = (catalogue: Catalogue, sealer: Sealer | null, event: PendingEvent): E.Either<EncodeFailure, EncodedEvent> => {
  const type = catalogue.types.get(event.type);
  if (type === undefined) return E.left(failure('InvalidData', 'event-sourcing/catalogue', 'type', 'a type in the catalogue', event.type));
  if (!CivilDate.is(event.occurredOn)) return E.left(failure('InvalidData', 'event-sourcing/codec', `${event.type}.occurredOn`, 'a day that exists'));
  if (event.causationId !== undefined && !EventId.is(event.causationId)) {
    return E.left(failure('InvalidData', 'event-sourcing/codec', `${event.type}.causationId`, 'the id of an event'));
  }
  const sealed = event.type === FactCorrected.type ? sealReplacement(catalogue, event, sealer) : sealFields(event, type, event.data, sealer);
  if (E.isLeft(sealed)) return sealed;
  const data = arranged(sealed.right);
  const checked = catalogue.check(event.type, data.value);
  if (E.isLeft(checked)) return E.left(checked.left[0] as InvalidData);
  const content = data.write();
  if (E.isLeft(content)) return content;
  const encoded = {
    id: event.id,
    head:
      `{"actor":{"ref":${quoted(event.actor.ref)},"role":${quoted(event.actor.role)}},"board":${quoted(event.board)}` +
      `${event.causationId === undefined ? '' : `,"causationId":${quoted(event.causationId)}`}` +
      `,"commandDigest":${quoted(event.commandDigest)},"commandId":${quoted(event.commandId)},"correlationId":${quoted(event.correlationId)}` +
      `,"data":${content.right},"id":${quoted(event.id)}` +
      `${event.knownSince === undefined ? '' : `,"knownSince":${quoted(event.knownSince)}`},"occurredOn":${quoted(event.occurredOn)},`,
    tail: `,"schemaVersion":${type.version}${event.source === undefined ? '' : `,"source":${sourceText(event.source)}`},"stream":${quoted(event.stream)},"type":${quoted(type.type)}}`,
  };
  return E.right(encoded);
};

const plain = characters(' !#-[]-~');

/** JSON of a text that has no lone surrogate, as no text of an envelope has. Most are ids and need no escape, which a look tells sooner. */
const quoted = (text: string): string => (consistsOf(plain, text) ? `"${text}"` : JSON.stringify(text));

const sourceText = ({ date, document, locator }: Source): string =>
  `{${date === undefined ? '' : `"date":${quoted(date)},`}"document":${quoted(document)}${locator === undefined ? '' : `,"locator":${quoted(locator)}`}}`;

/** The replacement data in a correction is sealed as the fact it stands for would be. */
const sealReplacement = (catalogue: Catalogue, event: PendingEvent, sealer: Sealer | null): E.Either<EncodeFailure, unknown> => {
  const data = event.data as { readonly correctedType?: string; readonly data?: unknown };
  const type = catalogue.types.get(data.correctedType ?? '');
  if (type === undefined || data.data === undefined) return E.right(data);
  const sealed = sealFields(event, type, data.data, sealer);
  return E.isLeft(sealed) ? sealed : E.right({ ...data, data: sealed.right });
};

const sealFields = (event: PendingEvent, { type, version, codec }: AnyEventType, plainData: unknown, sealer: Sealer | null): E.Either<EncodeFailure, unknown> => {
  if (sealedPaths(codec, plainData).length === 0) return E.right(plainData);
  const data = copyOf(plainData);
  for (const { path, role, inner, parent, key } of sealedPaths(codec, data)) {
    const reading = parent[key];
    if (!isOpen(reading)) continue;
    if (sealer === null) return E.left(failure('NoSealer', 'event-sourcing/sealed', `${event.type}.${path}`, 'a register opened with a sealer'));
    const subject = (data as Record<string, unknown>)[role];
    if (!SubjectRef.is(subject)) return E.left(failure('InvalidData', 'event-sourcing/sealed', `${event.type}.${role}`, 'the subject that the sealed field concerns'));
    if (!inner.is(reading.value)) return E.left(failure('InvalidData', 'event-sourcing/sealed', `${event.type}.${path}`, inner.name));
    const plain = canonicalJson(reading.value);
    if (E.isLeft(plain)) return E.left(failure('NotCanonical', 'RFC 8785', `${event.type}.${path}`, 'JSON without loss'));
    const box = sealer.seal(plain.right, {
      board: event.board,
      stream: event.stream,
      id: event.id,
      type,
      schemaVersion: version,
      subject,
      field: path,
    });
    if (E.isLeft(box)) return box;
    parent[key] = box.right;
  }
  return E.right(data);
};
