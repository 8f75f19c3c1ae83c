/**
 * Sealing the data of one event: what is open is sealed, what is sealed already may only be kept, and only in the stream
 * in which it was sealed. A box is bound to the place where it was first stored; brought in from elsewhere, nobody could
 * ever open it.
 */
import * as E from 'fp-ts/Either';

import { canonicalJson, type NotCanonical } from './canonical';
import type { Catalogue } from './catalogue';
import type { InvalidData } from './codec/explain';
import { isOpen, SealedReading, SubjectRef } from './codec/sealed';
import { copyOf, type SealedPath, sealedPaths, sealsAnything } from './codec/sealed-paths';
import { FactCorrected } from './corrections';
import type { Board, EventId, RecordedEvent, StreamName } from './envelope';
import type { AnyEventType } from './event-type';
import { type Failure, failure } from './failure';
import { sealedValues } from './sealed-places';
import type { SealContext, Sealer, SealFailure } from './sealer';

/** A sealed value was given that does not stand in the stream under the same subject: nobody could ever open it there. */
export type ForeignSealedValue = Failure<'ForeignSealedValue'>;

/** What has been sealed in a stream, and by one command for it. */
export interface StreamSeals {
  /** Whether this very box stands in the stream, for this subject. */
  readonly holds: (value: SealedReading) => boolean;
  /** What this command has sealed before, by content and place: a retry uses it again and draws no other nonce. Null: nothing is kept. */
  readonly before: Map<string, SealedReading> | null;
}

/** A stream in which nothing has been sealed. */
export const noStream: StreamSeals = { holds: () => false, before: null };

/** The boxes in these events. They are looked for when they are first asked for: most commands never ask. */
export const sealsOf = (events: readonly RecordedEvent[], before: StreamSeals['before']): StreamSeals => {
  let boxes: Set<string> | null = null;
  const keyOf = ({ subject, box }: SealedReading): string => `${subject} ${box}`;
  return { before, holds: (value) => (boxes ??= new Set(events.flatMap(({ data }) => sealedValues(data)).map(({ reading }) => keyOf(reading)))).has(keyOf(value)) };
};

/** The fields of an event's data that are sealed, or would be; of a correction, those of its replacement data. */
export const sealedPathsOf = (catalogue: Catalogue, { type, data }: Event): readonly SealedPath[] => {
  const part = sealedPart(catalogue, type, data);
  return part === null ? [] : sealedPaths(part.type.codec, part.data);
};

interface Event {
  readonly type: string;
  readonly data: unknown;
}

interface PlacedEvent extends Event {
  readonly id: EventId;
  readonly board: Board;
  readonly stream: StreamName;
}

/** Replacement data in a correction is sealed as the fact it stands for would be; other data under its own type. */
const sealedPart = (catalogue: Catalogue, name: string, data: unknown): { readonly type: AnyEventType; readonly data: unknown } | null => {
  const isCorrection = name === FactCorrected.type;
  const replacing = data as { readonly correctedType?: string; readonly data?: unknown };
  const type = catalogue.types.get(isCorrection ? (replacing.correctedType ?? '') : name);
  const part = isCorrection ? replacing.data : data;
  return type === undefined || part === undefined ? null : { type, data: part };
};

/** The event's data with every open value sealed; the data itself where it has no sealed fields. `own` is the event's own type. */
export const sealData = (catalogue: Catalogue, sealer: Sealer | null, event: PlacedEvent, own: AnyEventType, stream: StreamSeals): E.Either<InvalidData | NotCanonical | SealFailure | ForeignSealedValue, unknown> => {
  if (event.type !== FactCorrected.type && !sealsAnything(own.codec)) return E.right(event.data);
  const part = sealedPart(catalogue, event.type, event.data);
  if (part === null) return E.right(event.data);
  const { type, data: given } = part;
  if (sealedPaths(type.codec, given).length === 0) return E.right(event.data);
  const data = copyOf(given);
  for (const { path, role, inner, parent, key } of sealedPaths(type.codec, data)) {
    const reading = parent[key];
    const field = `${event.type}.${path}`;
    const subject = (data as Record<string, unknown>)[role];
    if (SealedReading.is(reading) && (reading.subject !== subject || !stream.holds(reading))) {
      return E.left(failure('ForeignSealedValue', 'event-sourcing/sealed-elsewhere', field, 'plain text, or a sealed value that stands in this stream and concerns the same subject'));
    }
    if (!isOpen(reading)) continue;
    if (sealer === null) return E.left(failure('NoSealer', 'event-sourcing/sealed', field, 'a register opened with a sealer'));
    if (!SubjectRef.is(subject)) return E.left(failure('InvalidData', 'event-sourcing/sealed', `${event.type}.${role}`, 'the subject that the sealed field concerns'));
    if (!inner.is(reading.value)) return E.left(failure('InvalidData', 'event-sourcing/sealed', field, inner.name));
    const plain = canonicalJson(reading.value);
    if (E.isLeft(plain)) return E.left(failure('NotCanonical', 'RFC 8785', field, 'JSON without loss'));
    const { board, stream: name, id } = event;
    const box = sealOnce(sealer, plain.right, { board, stream: name, id, type: type.type, schemaVersion: type.version, subject, field: path }, stream.before);
    if (E.isLeft(box)) return box;
    parent[key] = box.right;
  }
  return E.right(event.type === FactCorrected.type ? { ...(event.data as object), data } : data);
};

/** A sealer is foreign code: what it throws, and what it gives back that is no box for this subject, is a failure like any other. */
const sealOnce = (sealer: Sealer, plain: string, context: SealContext, before: StreamSeals['before']): E.Either<SealFailure, SealedReading> => {
  const key = JSON.stringify([context.id, context.type, context.schemaVersion, context.field, context.subject, plain]);
  const known = before?.get(key);
  if (known !== undefined) return E.right(known);
  try {
    const sealed: E.Either<SealFailure, unknown> = sealer.seal(plain, context);
    if (sealed._tag === 'Left') return sealed;
    const box = sealed.right;
    if (SealedReading.is(box) && box.subject === context.subject) {
      before?.set(key, box);
      return E.right(box);
    }
  } catch {
    // Told below.
  }
  return E.left(failure('KeyUnavailable', 'event-sourcing/sealer', context.field, 'a sealer that gives a box for the subject, or a failure'));
};
