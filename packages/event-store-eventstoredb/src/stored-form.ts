/**
 * How an envelope lies in the server: its data is the canonical text of the envelope without `recordedAt` and `revision`, JSON that
 * people and projections of the server can read; its metadata says that it is of Frist, where in the text those two belong (`cut`),
 * which call wrote it and, of a copied event, when it was first recorded. Where the client did not let the text through as it was,
 * there is no `cut`: then it is made canonical again, and since one value has one canonical text, it is the same text.
 */
import type { Instant } from '@frist/calendar';
import { canonicalJson, composeStoredText, type EncodedEvent, failure, type Position, type StoredEvent, type StoreFailure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { IncomingEvent } from './client';
import type { OutgoingEvent } from './guard';

/** An event of Frist on its way from the server, before it is known when it counts as recorded. */
export interface RawEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  /** What the event itself says: the first recording of a copied event, else the server's `created`. */
  readonly stamp: Instant;
  /** The call that wrote it. */
  readonly call: string;
  /** The text as it was stored, or what the client has made of it. */
  readonly data: Uint8Array | Readonly<Record<string, unknown>>;
  /** Where in the text the store's part belongs, in UTF-16 units; null where it is not known to be the canonical text. */
  readonly cut: number | null;
  /** The event as it was given, where it is known to be this one. */
  readonly given?: EncodedEvent;
}

const format = 1;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const corrupt = (rule: string, field: string, expected: string): StoreFailure => failure('StoreCorrupt', `eventstoredb/${rule}`, field, expected);

/** What the client is given. Refused where the store would not know its own part again. */
export const outgoing = ({ id, head, tail }: EncodedEvent, call: string, recordedAt?: Instant): E.Either<StoreFailure, OutgoingEvent> => {
  const rest = parsed(`{${tail.slice(1)}`);
  const type = isRecord(rest) ? rest['type'] : undefined;
  if (typeof type !== 'string' || !tail.startsWith(',') || !head.startsWith('{') || !head.endsWith(',')) return E.left(corrupt('not-an-envelope', 'events', 'events as the encoder makes them'));
  return E.right({ id, type, text: head.slice(0, -1) + tail, cut: head.length - 1, metadata: { call, frist: format, ...(recordedAt === undefined ? {} : { recordedAt }) } });
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** An event of Frist, or null where somebody else wrote it. */
export const incoming = (event: IncomingEvent): RawEvent | null => {
  const { metadata, data, position } = event;
  if (!isRecord(metadata) || metadata['frist'] !== format || !(isRecord(data) || data instanceof Uint8Array) || position === undefined) return null;
  const { recordedAt, call, cut } = metadata;
  return {
    id: event.id,
    stream: event.streamId,
    revision: Number(event.revision),
    position: Number(position.commit) as Position,
    stamp: (typeof recordedAt === 'string' && instant.test(recordedAt) ? recordedAt : event.created.toISOString()) as Instant,
    call: typeof call === 'string' ? call : '',
    data,
    cut: data instanceof Uint8Array && typeof cut === 'number' ? cut : null,
  };
};

/**
 * The envelope with what the store adds, in canonical order where the data was: then nothing has to be sorted, which would
 * cost three times the rest.
 */
const envelope = (data: Readonly<Record<string, unknown>>, recordedAt: Instant, revision: number): Record<string, unknown> => {
  const whole: Record<string, unknown> = {};
  let added = false;
  for (const key of Object.keys(data)) {
    if (!added && key > 'recordedAt') {
      added = true;
      whole['recordedAt'] = recordedAt;
      whole['revision'] = revision;
    }
    whole[key] = data[key];
  }
  return added ? whole : { ...whole, recordedAt, revision };
};

/** The event as the port hands it out. */
export const storedEvent = (event: RawEvent, recordedAt: Instant): E.Either<StoreFailure, StoredEvent> => {
  const { position, revision, stream } = event;
  const text = textOf(event, recordedAt);
  return text !== null ? E.right({ position, revision, text }) : E.left(corrupt('not-an-envelope', `${stream}@${revision}`, 'data that Frist has written'));
};

const textOf = ({ id, data, cut, given, revision }: RawEvent, recordedAt: Instant): string | null => {
  if (given !== undefined) return composeStoredText(given, recordedAt, revision);
  const text = data instanceof Uint8Array ? Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8') : null;
  if (text !== null && cut !== null && text[cut] === ',') return composeStoredText({ id: id as EncodedEvent['id'], head: text.slice(0, cut + 1), tail: text.slice(cut) }, recordedAt, revision);
  const value = text === null ? data : parsed(text);
  const canonical = isRecord(value) ? canonicalJson(envelope(value, recordedAt, revision)) : null;
  return canonical !== null && E.isRight(canonical) ? canonical.right : null;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** A stream of Frist holds events of Frist only, without gaps. */
export const soundStream = (stream: string, events: readonly IncomingEvent[], step: 1 | -1): E.Either<StoreFailure, readonly RawEvent[]> => {
  const sound: RawEvent[] = [];
  for (const one of events) {
    const event = incoming(one);
    if (event === null) return E.left(corrupt('foreign-event', `${stream}@${one.revision}`, 'a stream that only Frist writes to'));
    const before = sound[sound.length - 1];
    if (before !== undefined && before.revision === event.revision) continue;
    if (before !== undefined && before.revision + step !== event.revision) return E.left(truncated(stream));
    sound.push(event);
  }
  return E.right(sound);
};

export const truncated = (stream: string): StoreFailure => corrupt('truncated', stream, 'a stream with all of its events: no $maxAge, $maxCount or $tb, never deleted');
