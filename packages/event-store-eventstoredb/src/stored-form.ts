/**
 * How an envelope lies in the server: its data is the envelope without `recordedAt` and `revision`, as JSON that people and
 * projections of the server can read; its metadata says that it is of Frist, which call wrote it and, of a copied event, when
 * it was first recorded. One value has one canonical text, so the text that comes back is the text that was stored.
 */
import type { Instant } from '@frist/calendar';
import { canonicalJson, type EncodedEvent, failure, type Position, type StoredEvent, type StoreFailure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { IncomingEvent, OutgoingEvent } from './client';

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
  readonly data: Readonly<Record<string, unknown>>;
}

const format = 1;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const corrupt = (rule: string, field: string, expected: string): StoreFailure => failure('StoreCorrupt', `eventstoredb/${rule}`, field, expected);

/** What the client is given. Encoded before it is called: the client ends the process on what JSON cannot hold. */
export const outgoing = (event: EncodedEvent, call: string, recordedAt?: Instant): E.Either<StoreFailure, OutgoingEvent> => {
  try {
    const data: unknown = JSON.parse(event.head.slice(0, -1) + event.tail);
    if (isRecord(data) && typeof data['type'] === 'string') {
      const metadata = { call, frist: format, ...(recordedAt === undefined ? {} : { recordedAt }) };
      return E.right({ id: event.id, type: data['type'], contentType: 'application/json', data, metadata });
    }
  } catch {
    // Said below.
  }
  return E.left(corrupt('not-an-envelope', 'events', 'events as the encoder makes them'));
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** An event of Frist, or null where somebody else wrote it. */
export const incoming = (event: IncomingEvent): RawEvent | null => {
  const { metadata, data, position } = event;
  if (!isRecord(metadata) || metadata['frist'] !== format || !isRecord(data) || position === undefined) return null;
  const { recordedAt, call } = metadata;
  return {
    id: event.id,
    stream: event.streamId,
    revision: Number(event.revision),
    position: Number(position.commit) as Position,
    stamp: (typeof recordedAt === 'string' && instant.test(recordedAt) ? recordedAt : event.created.toISOString()) as Instant,
    call: typeof call === 'string' ? call : '',
    data,
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
  const text = canonicalJson(envelope(event.data, recordedAt, event.revision));
  return E.isRight(text)
    ? E.right({ position: event.position, revision: event.revision, text: text.right })
    : E.left(corrupt('not-an-envelope', `${event.stream}@${event.revision}`, 'data that Frist has written'));
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
