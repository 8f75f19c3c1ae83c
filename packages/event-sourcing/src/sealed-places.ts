/**
 * Where a sealed box belongs. A box is bound to the place where it was first stored; decoding raises versions, upcasters
 * move fields, and a correction may keep the box of what it corrects. So the place is read from the stored text itself,
 * with neither catalogue nor upcasts: of each box, the first place in its stream is the one that it opens in.
 */
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { UnreadableEvent } from './catalogue';
import { compileGuard, isParsedObject } from './codec/guard';
import { SealedReading } from './codec/sealed';
import { Envelope, type StreamName } from './envelope';
import type { EventStore, StoredEvent } from './event-store';
import { failure } from './failure';
import { eachPage, type ReadFailure } from './read-events';
import type { SealContext } from './sealer';

/** A sealed box, and what it was bound to when it was sealed. */
export interface SealedPlace {
  /** As stored; {@link SealedReading} is made of it and `context.subject`. */
  readonly box: string;
  readonly context: SealContext;
}

const envelopeGuard = compileGuard(Envelope, isParsedObject);

/** In canonical text a sealed value always reads so; what has no such place need not be parsed. */
const mark = '"_tag":"sealed"';

/**
 * Every box in these events with the place where it was first stored, in the order of the events. Boxes are told apart
 * per stream. Errors: `MalformedEvent`, a text with a mark of a sealed value that is no envelope.
 *
 * @param events stored events, each stream's in order of revision and from its start; any number of streams
 */
export const sealedIn = (events: Iterable<Pick<StoredEvent, 'position' | 'text'>>): E.Either<UnreadableEvent, readonly SealedPlace[]> => {
  const places: SealedPlace[] = [];
  const seen = new Set<string>();
  for (const event of events) {
    const found = placesIn(event);
    if (E.isLeft(found)) return found;
    for (const place of found.right) {
      const key = `${place.context.stream} ${place.box}`;
      if (seen.has(key)) continue;
      seen.add(key);
      places.push(place);
    }
  }
  return E.right(places);
};

/** The places of all boxes of one stream, by box. It needs nothing but the stream: no keys, no catalogue. */
export const sealContextsOf =
  (store: Pick<EventStore, 'readStream'>, stream: StreamName): TaskEither<ReadFailure, ReadonlyMap<string, SealContext>> =>
  async () => {
    const contexts = new Map<string, SealContext>();
    const read = await eachPage(
      (after) => store.readStream(stream, { direction: 'forwards', limit: 2_000, ...(after === undefined ? {} : { after: after.revision }) }),
      (page) => {
        const found = sealedIn(page.events);
        if (E.isLeft(found)) return found;
        for (const { box, context } of found.right) if (!contexts.has(box)) contexts.set(box, context);
        return E.right(undefined);
      },
    );
    return E.isLeft(read) ? read : E.right(contexts);
  };

const placesIn = ({ position, text }: Pick<StoredEvent, 'position' | 'text'>): E.Either<UnreadableEvent, readonly SealedPlace[]> => {
  if (!text.includes(mark)) return E.right([]);
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    event = undefined;
  }
  if (!isEnvelope(event)) return E.left({ ...failure('MalformedEvent', 'event-sourcing/sealed-place', '$', 'canonical JSON of an envelope'), position });
  const { board, stream, id, type, schemaVersion, data } = event;
  const places: SealedPlace[] = [];
  const bound = isReplacement(event) ? { type: event.data.correctedType, schemaVersion: event.data.correctedVersion } : { type, schemaVersion };
  for (const { reading, path } of sealedValues(isReplacement(event) ? event.data.data : data)) {
    places.push({ box: reading.box, context: { board, stream, id, ...bound, subject: reading.subject, field: path } });
  }
  return E.right(places);
};

const isEnvelope = (u: unknown): u is Envelope => envelopeGuard(u);

/** Replacement data is sealed as the fact it stands for would be: paths start at it, under the corrected type and version. */
const isReplacement = (event: Envelope): event is Envelope & { readonly data: { readonly correctedType: string; readonly correctedVersion: number; readonly data: unknown } } =>
  event.type === 'FactCorrected' && typeof event.data['correctedType'] === 'string' && typeof event.data['correctedVersion'] === 'number' && event.data['data'] !== undefined;

/** A sealed value somewhere in plain data. */
interface SealedValue {
  readonly reading: SealedReading;
  /** As {@link SealContext.field}. */
  readonly path: string;
}

/** Every sealed value in plain data, found by its form alone; paths as `sealedPaths` writes them. */
export const sealedValues = (data: unknown): readonly SealedValue[] => {
  const found: SealedValue[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) value.forEach((item, i) => walk(item, `${path}[${i}]`));
    else if (SealedReading.is(value)) found.push({ reading: value, path });
    else for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
  };
  walk(data, '');
  return found;
};
