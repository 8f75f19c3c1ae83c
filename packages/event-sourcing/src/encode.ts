/** From a decided fact to canonical bytes: seal, check with the codec, write in canonical form. Nothing half-done leaves. */
import { CivilDate } from '@frist/calendar';
import * as E from 'fp-ts/Either';

import { arranged, type NotCanonical } from './canonical';
import type { Catalogue } from './catalogue';
import type { InvalidData } from './codec/explain';
import { characters, consistsOf } from './codec/scan';
import { type Actor, type Board, type CommandDigest, type CommandId, EventId, type Source, type StreamName } from './envelope';
import type { EncodedEvent } from './event-store';
import { failure } from './failure';
import { type ForeignSealedValue, noStream, sealData, type StreamSeals } from './seal-data';
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
export type EncodeFailure = InvalidData | NotCanonical | SealFailure | ForeignSealedValue;

/**
 * Encodes one event. With no sealer, an event with something to seal is refused (`NoSealer`); a value that is sealed
 * already is refused (`ForeignSealedValue`) unless its box stands in the stream.
 *
 * @param stream what has been sealed in the stream: by default nothing
 */
export const encodeEvent = (catalogue: Catalogue, sealer: Sealer | null, event: PendingEvent, stream: StreamSeals = noStream): E.Either<EncodeFailure, EncodedEvent> => {
  const type = catalogue.types.get(event.type);
  if (type === undefined) return E.left(failure('InvalidData', 'event-sourcing/catalogue', 'type', 'a type in the catalogue', event.type));
  if (!CivilDate.is(event.occurredOn)) return E.left(failure('InvalidData', 'event-sourcing/codec', `${event.type}.occurredOn`, 'a day that exists'));
  if (event.causationId !== undefined && !EventId.is(event.causationId)) {
    return E.left(failure('InvalidData', 'event-sourcing/codec', `${event.type}.causationId`, 'the id of an event'));
  }
  const sealed = sealData(catalogue, sealer, event, type, stream);
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
