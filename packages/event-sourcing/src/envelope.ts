/**
 * The envelope: what is recorded about every fact, and the names it uses.
 * The stored form is canonical JSON of {@link Envelope}; `position` belongs to the store and is not part of it.
 */
import { CivilDate, Instant } from '@frist/calendar';
import type * as t from 'io-ts';

import { closed } from './codec/closed';
import { characters, consistsOf, isUuidAt } from './codec/scan';
import { anyObject, asBefore, nonBlank, scanned, Uuid, wholeNumber } from './codec/values';

const lowerCase = characters('a-z');
const upperCase = characters('A-Z');
const alphanumeric = characters('A-Za-z0-9');
const boardPart = characters('a-z0-9');
const boardJoint = characters('./-');
const idCharacters = characters('A-Za-z0-9._:/+@-');
const base64url = characters('A-Za-z0-9_-');
const visible = characters('!-~');
import { looksLikeIdentityNumber } from './identity-number';

export { looksLikeIdentityNumber } from './identity-number';

/** UUID v5 of an event, made from board, command id and index, so that a repeat is recognisable. */
export type EventId = t.TypeOf<typeof Uuid>;
export const EventId = Uuid;

/** `category-uuid`; the category is camelCase without hyphens because EventStoreDB cuts at the first one. */
export interface StreamNameBrand {
  readonly StreamName: unique symbol;
}
/** `category-uuid`; see {@link categoryOf}. */
export const StreamName = scanned<StreamNameBrand>('StreamName', 'a stream name: category in camelCase, a hyphen, a UUID in lower case', (text): text is string => {
  if (typeof text !== 'string') return false;
  const hyphen = text.length - 37;
  return (
    hyphen >= 1 && hyphen <= 64 && text[hyphen] === '-' && consistsOf(lowerCase, text, 0, 1) && consistsOf(alphanumeric, text, 1, hyphen) && isUuidAt(text, hyphen + 1)
  );
});
export type StreamName = t.TypeOf<typeof StreamName>;

/** The part of a stream name before the first hyphen. */
export const categoryOf = (stream: StreamName): string => stream.slice(0, stream.indexOf('-'));

/** Which board's register a fact belongs to, e.g. `botkyrka/socialnamnden`. One store can hold many. */
export interface BoardBrand {
  readonly Board: unique symbol;
}
/** Which board's register a fact belongs to, e.g. `botkyrka/socialnamnden`. */
export const Board = scanned<BoardBrand>('Board', 'a board name in lower case letters and digits, parts joined by / . or -', asBefore((text) => {
  let joints = 0;
  let inPart = false;
  for (let i = 0; i < text.length; i += 1) {
    if (consistsOf(boardPart, text, i, i + 1)) inPart = true;
    else if (inPart && consistsOf(boardJoint, text, i, i + 1)) {
      joints += 1;
      inPart = false;
    } else return false;
  }
  return inPart && joints <= 9;
}));
export type Board = t.TypeOf<typeof Board>;

/**
 * Where an event stands in its store. Totally ordered over the store, with gaps; compare it, never
 * reckon with it. EventStoreDB's positions are byte offsets and stay below 2^53 for nine petabytes.
 */
export type Position = number & { readonly Position: unique symbol };

/** Lowest possible position: before everything. */
export const beginning = -1 as Position;

/** Command ids are unique per board and opaque. One that looks like a personal identity number is refused. */
export interface CommandIdBrand {
  readonly CommandId: unique symbol;
}
/** Unique per board, opaque, and nothing that looks like a personal identity number. */
export const CommandId = scanned<CommandIdBrand>(
  'CommandId',
  'an opaque id of 1 to 128 letters, digits and . _ : / + @ - that does not look like a personal identity number',
  (text): text is string => typeof text === 'string' && text.length >= 1 && text.length <= 128 && consistsOf(alphanumeric, text, 0, 1) && consistsOf(idCharacters, text) && !looksLikeIdentityNumber(text),
);
export type CommandId = t.TypeOf<typeof CommandId>;

/** SHA-256 of the canonical command, base64url. */
export interface CommandDigestBrand {
  readonly CommandDigest: unique symbol;
}
/** SHA-256 of the canonical command, base64url. */
export const CommandDigest = scanned<CommandDigestBrand>('CommandDigest', 'a SHA-256 in base64url', (text): text is string => typeof text === 'string' && text.length === 43 && consistsOf(base64url, text));
export type CommandDigest = t.TypeOf<typeof CommandDigest>;

/** The name of a type of event, in PascalCase. */
export const EventTypeName = scanned<{ readonly EventTypeName: unique symbol }>(
  'EventTypeName',
  'an event type in PascalCase',
  (text): text is string => typeof text === 'string' && text.length >= 1 && text.length <= 80 && consistsOf(upperCase, text, 0, 1) && consistsOf(alphanumeric, text),
);

/** Who acted: a role and an opaque reference, never a name or an identity number. */
export const Actor = closed(
  'Actor',
  {
    role: nonBlank(80),
    ref: scanned(
      'ActorReference',
      'an opaque reference without spaces that is not a personal identity number',
      asBefore((text) => ((text.length <= 120 && text !== '' && consistsOf(visible, text)) || /^[^\s\p{C}]{1,120}$/u.test(text)) && !looksLikeIdentityNumber(text)),
    ),
  },
);
export type Actor = t.TypeOf<typeof Actor>;

/** Where a fact is told: a document, its date, and a page, line or paragraph in it. */
export const Source = closed('Source', { document: nonBlank(300) }, { date: CivilDate, locator: nonBlank(200) });
export type Source = t.TypeOf<typeof Source>;

/** Everything recorded about one fact. Times: `occurredOn` is valid time, `recordedAt` is transaction time. */
export const Envelope = closed(
  'Envelope',
  {
    id: EventId,
    stream: StreamName,
    revision: wholeNumber,
    type: EventTypeName,
    schemaVersion: wholeNumber,
    occurredOn: CivilDate,
    recordedAt: Instant,
    board: Board,
    actor: Actor,
    commandId: CommandId,
    commandDigest: CommandDigest,
    correlationId: nonBlank(128),
    data: anyObject,
  },
  {
    /** The event that caused this one. */
    causationId: EventId,
    /** Only on migrated history: the day on which the source says that it was known. */
    knownSince: CivilDate,
    source: Source,
  },
);
export type Envelope = t.TypeOf<typeof Envelope>;

/** A decoded event: the envelope, its position, and data of the newest version of its type. */
export interface RecordedEvent<Type extends string = string, Data = unknown> extends Omit<Envelope, 'type' | 'data'> {
  readonly position: Position;
  readonly type: Type;
  readonly data: Data;
}

/**
 * A recorded event as a view sees it: after the corrections known to that view.
 * `occurredOn` and `data` are then the corrected ones, and `correctedBy` names the last correction.
 */
export interface Fact<Type extends string = string, Data = unknown> extends RecordedEvent<Type, Data> {
  readonly correctedBy?: EventId;
}
