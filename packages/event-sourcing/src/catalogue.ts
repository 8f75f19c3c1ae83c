/**
 * The catalogue: every type of event a register can hold, with its codec and the way up from each older version.
 * Decoding goes by type first, so that a failure names one codec and one path.
 */
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { ClosedType } from './codec/closed';
import { decodeWith, type InvalidData } from './codec/explain';
import { compileGuard, type Guard, isParsedObject } from './codec/guard';
import { SealedType, SubjectRef } from './codec/sealed';
import { correctionTypes, FactCorrected } from './corrections';
import { Envelope, type RecordedEvent } from './envelope';
import type { StoredEvent } from './event-store';
import type { AnyEventType } from './event-type';
import { type Failure, failure } from './failure';

/** Why types do not make a catalogue: a hole in a chain of upcasters, a type declared twice, a sealed field without a subject. */
export type CatalogueFailure = Failure<'IncompleteUpcasts' | 'DuplicateEventType' | 'InvalidEventType' | 'NoSubjectField'>;

/** Why a stored event cannot be read. */
export type UnreadableEvent = Failure<'MalformedEvent' | 'UnknownEventType' | 'NewerEventVersion' | 'InvalidEvent' | 'UpcastFailed'> & {
  readonly position: number;
};

/** All types of events a register can hold; see {@link makeCatalogue}. */
export interface Catalogue {
  readonly types: ReadonlyMap<string, AnyEventType>;
  /** Decodes one stored event: parse, check the envelope, find the type, bring the data up, check the data. */
  readonly decode: (stored: StoredEvent) => E.Either<UnreadableEvent, RecordedEvent>;
  /** Checks data before it is written. */
  readonly check: (type: string, data: unknown) => E.Either<readonly InvalidData[], void>;
  /** Brings data of an older version up, as `decode` does; for replacement data of corrections. */
  readonly upcast: (type: string, version: number, data: Readonly<Record<string, unknown>>) => E.Either<string, Record<string, unknown>>;
}

/** Builds a catalogue, or says which chain of upcasters has a hole or which sealed field has no subject. */
export const makeCatalogue = (types: readonly AnyEventType[]): E.Either<CatalogueFailure, Catalogue> => {
  const byType = new Map<string, AnyEventType>();
  for (const type of [...correctionTypes, ...types] as readonly AnyEventType[]) {
    const known = byType.get(type.type);
    if (known === type) continue;
    if (known !== undefined) return E.left(failure('DuplicateEventType', 'event-sourcing/catalogue', type.type, 'one declaration of each type'));
    const flaw = flawOf(type);
    if (flaw !== null) return E.left(flaw);
    byType.set(type.type, type);
  }
  return E.right(catalogueOf(byType));
};

const flawOf = (type: AnyEventType): CatalogueFailure | null => {
  if (!Number.isSafeInteger(type.version) || type.version < 1 || !/^[A-Z][A-Za-z0-9]{0,79}$/.test(type.type)) {
    return failure('InvalidEventType', 'event-sourcing/catalogue', type.type, 'a name in PascalCase and a version from 1');
  }
  const needed = Array.from({ length: type.version - 1 }, (_, i) => i + 1);
  const missing = needed.filter((version) => typeof type.upcasters[version] !== 'function');
  const strange = Object.keys(type.upcasters).filter((version) => !needed.includes(Number(version)));
  if (missing.length > 0 || strange.length > 0) {
    return failure('IncompleteUpcasts', 'event-sourcing/upcasts', type.type, `one upcaster from each version below ${type.version}`, [...missing, ...strange].join(', '));
  }
  const roles = [...sealedFields(type.codec)].map((field) => field.role);
  const top = type.codec instanceof ClosedType ? fieldsOf(type.codec) : {};
  const homeless = roles.find((role) => top[role] !== SubjectRef);
  return homeless === undefined
    ? null
    : failure('NoSubjectField', 'event-sourcing/sealed', `${type.type}.${homeless}`, 'a field of type SubjectRef under the name that sealed(…) gives');
};

const fieldsOf = (closed: object): Readonly<Record<string, unknown>> => {
  const { required, optional } = closed as ClosedType;
  return { ...required, ...optional };
};

/** Every sealed field in a codec. */
export function* sealedFields(codec: unknown): Generator<SealedType<unknown>> {
  if (codec instanceof SealedType) yield codec;
  else if (codec instanceof ClosedType) for (const inner of Object.values(fieldsOf(codec))) yield* sealedFields(inner);
  else if (codec instanceof t.UnionType) for (const inner of codec.types as unknown[]) yield* sealedFields(inner);
  else if (codec instanceof t.ReadonlyArrayType || codec instanceof t.ArrayType) yield* sealedFields(codec.type);
}

interface Reader {
  readonly type: AnyEventType;
  readonly guard: Guard;
}

/** Data of a {@link FactCorrected} whose replacement has not been looked at. */
interface Replacing {
  readonly correctedType: string;
  readonly correctedVersion: number;
  readonly data?: Record<string, unknown>;
}

const envelopeGuard = compileGuard(Envelope, isParsedObject);

const unreadable = (position: number, tag: UnreadableEvent['_tag'], field: string, expected: string, value?: string): E.Either<UnreadableEvent, never> =>
  E.left({ ...failure(tag, `event-sourcing/${tag}`, field, expected, value), position });

/** Why a guard refused; at least one reason. */
const explained = (reader: Reader, data: unknown, root: string): readonly [InvalidData, ...InvalidData[]] => {
  const why = decodeWith(reader.type.codec, data, root);
  const [first, ...others] = E.isLeft(why) ? why.left : [];
  return [first ?? failure('InvalidData', 'event-sourcing/catalogue', root, 'data that its codec accepts'), ...others];
};

const catalogueOf = (types: ReadonlyMap<string, AnyEventType>): Catalogue => {
  const readers = new Map<string, Reader>();
  // A guard is made when the first event of its type is read: of many types, a run meets few.
  const readerOf = (name: string): Reader | undefined => {
    const known = readers.get(name);
    const type = known === undefined ? types.get(name) : undefined;
    if (type === undefined) return known;
    const made: Reader = { type, guard: compileGuard(type.codec, isParsedObject) };
    readers.set(name, made);
    return made;
  };

  const upcast: Catalogue['upcast'] = (name, version, data) => {
    const type = types.get(name);
    if (type === undefined) return E.left(`unknown type ${name}`);
    let current = data as Record<string, unknown>;
    for (let from = version; from < type.version; from += 1) {
      const step = type.upcasters[from];
      if (step === undefined) return E.left(`no way up from version ${from}`);
      try {
        current = step(current);
      } catch {
        return E.left(`the upcaster from version ${from} failed`);
      }
    }
    return E.right(current);
  };

  const decode: Catalogue['decode'] = (stored) => {
    let event: RecordedEvent & { position: unknown; data: unknown; schemaVersion: number };
    try {
      event = JSON.parse(stored.text) as typeof event;
    } catch {
      return unreadable(stored.position, 'MalformedEvent', '$', 'canonical JSON');
    }
    if (!envelopeGuard(event)) {
      const why = decodeWith(Envelope, event, '$');
      const first = E.isLeft(why) ? why.left[0] : undefined;
      return unreadable(stored.position, 'InvalidEvent', first?.field ?? '$', first?.expected ?? 'an envelope', first?.value);
    }
    event.position = stored.position;
    const reader = readerOf(event.type);
    if (reader === undefined) return unreadable(stored.position, 'UnknownEventType', 'type', 'a type in the catalogue', event.type);
    if (event.schemaVersion !== reader.type.version) {
      if (event.schemaVersion > reader.type.version) {
        return unreadable(stored.position, 'NewerEventVersion', 'schemaVersion', `at most version ${reader.type.version} of ${event.type}`, String(event.schemaVersion));
      }
      const up = upcast(event.type, event.schemaVersion, event.data as Record<string, unknown>);
      if (E.isLeft(up)) return unreadable(stored.position, 'UpcastFailed', 'data', up.left, event.type);
      event.data = up.right;
      event.schemaVersion = reader.type.version;
    }
    if (!reader.guard(event.data)) {
      const [first] = explained(reader, event.data, `${event.type}.data`);
      return unreadable(stored.position, 'InvalidEvent', first.field, first.expected, first.value);
    }
    if (event.type === FactCorrected.type) return withReplacement(event);
    return E.right(event);
  };

  /** The replacement in a correction is brought up and checked like data of the type that it corrects. */
  const withReplacement = (
    event: RecordedEvent & { data: unknown },
  ): E.Either<UnreadableEvent, RecordedEvent> => {
    const data = event.data as Replacing;
    const reader = readerOf(data.correctedType);
    if (reader === undefined) return unreadable(event.position, 'UnknownEventType', 'data.correctedType', 'a type in the catalogue', data.correctedType);
    if (data.data === undefined) return E.right(event);
    if (data.correctedVersion > reader.type.version) {
      return unreadable(event.position, 'NewerEventVersion', 'data.correctedVersion', `at most version ${reader.type.version} of ${data.correctedType}`, String(data.correctedVersion));
    }
    const up = upcast(data.correctedType, data.correctedVersion, data.data);
    if (E.isLeft(up)) return unreadable(event.position, 'UpcastFailed', 'data.data', up.left, data.correctedType);
    if (!reader.guard(up.right)) {
      const [first] = explained(reader, up.right, `${event.type}.data.data`);
      return unreadable(event.position, 'InvalidEvent', first.field, first.expected, first.value);
    }
    event.data = { ...data, data: up.right, correctedVersion: reader.type.version };
    return E.right(event);
  };

  /** What is written replaces data of the newest version. */
  const checkReplacement = (data: Replacing): E.Either<readonly InvalidData[], void> => {
    const reader = readerOf(data.correctedType);
    if (reader === undefined) return E.left([failure('InvalidData', 'event-sourcing/catalogue', 'data.correctedType', 'a type in the catalogue', data.correctedType)]);
    if (data.correctedVersion !== reader.type.version) {
      return E.left([failure('InvalidData', 'event-sourcing/catalogue', 'data.correctedVersion', String(reader.type.version), String(data.correctedVersion))]);
    }
    return data.data === undefined || reader.guard(data.data) ? E.right(undefined) : E.left(explained(reader, data.data, 'FactCorrected.data.data'));
  };

  return {
    types,
    decode,
    upcast,
    check: (name, data) => {
      const reader = readerOf(name);
      if (reader === undefined) return E.left([failure('InvalidData', 'event-sourcing/catalogue', 'type', 'a type in the catalogue', name)]);
      if (!reader.guard(data)) return E.left(explained(reader, data, `${name}.data`));
      return name === FactCorrected.type ? checkReplacement(data as Replacing) : E.right(undefined);
    },
  };
};
