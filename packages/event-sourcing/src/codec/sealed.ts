/**
 * The codec word for data that concerns a person. A sealed field is stored as ciphertext only; what a reader gets
 * is a reading: `sealed` (no key asked for, or none held), `open` (unsealed for this moment), or `disposed`
 * (the key was lawfully destroyed). Never an exception, null, or an empty text.
 */
import * as t from 'io-ts';

import { closed, missing } from './closed';
import { Uuid } from './values';

/** A person, by an opaque id that means nothing outside the register. */
export const SubjectRef = Uuid;
export type SubjectRef = Uuid;

/** As stored: who it concerns and the sealed box, whose format belongs to the sealer. */
export const SealedReading = closed('Sealed', { _tag: t.literal('sealed'), subject: SubjectRef, box: t.string });
export type SealedReading = t.TypeOf<typeof SealedReading>;

/** The value itself, for the moment. */
export interface OpenReading<A> {
  readonly _tag: 'open';
  readonly value: A;
}

/** The key was lawfully destroyed: nobody can read it any more. */
export interface DisposedReading {
  readonly _tag: 'disposed';
  readonly subject: SubjectRef;
}

/** What a sealed field reads as. */
export type Reading<A> = OpenReading<A> | SealedReading | DisposedReading;

/** Wraps a value that a decider puts into a sealed field; it is sealed before anything leaves the process. */
export const open = <A>(value: A): Reading<A> => ({ _tag: 'open', value });

/** The codec behind {@link sealed}. */
export class SealedType<A> extends t.Type<Reading<A>, unknown> {
  readonly _tag = 'SealedType' as const;
  constructor(
    readonly role: string,
    readonly inner: t.Type<A, unknown>,
  ) {
    super(
      `sealed(${role})`,
      (u): u is Reading<A> => SealedReading.is(u),
      (u, c) => (SealedReading.is(u) ? t.success(u as Reading<A>) : t.failure(undefined, c, 'a sealed field')),
      t.identity,
    );
  }
}

/**
 * Marks a field of an event as concerning a subject. `role` names the field of the same event that holds the
 * {@link SubjectRef}, so one event can concern several people.
 *
 * @example closed('Reported', { client: SubjectRef, what: sealed('client', nonBlank(4000)) })
 */
export const sealed = <A>(role: string, inner: t.Type<A, unknown>): SealedType<A> => new SealedType(role, inner);

/** The codec behind {@link toSeal} and {@link toSealOrKeep}. */
export class ToSealType<A> extends t.Type<Reading<A>, unknown, unknown> {
  readonly _tag = 'ToSealType' as const;
  constructor(
    readonly role: string,
    readonly inner: t.Type<A, unknown>,
    keeps = false,
  ) {
    super(
      `toSeal(${role})`,
      (u): u is Reading<A> => (isOpen(u) && inner.is(u.value)) || (keeps && SealedReading.is(u)),
      (u, c) => {
        if (keeps && SealedReading.is(u)) return t.success(u as Reading<A>);
        const value = inner.validate(u, c);
        return value._tag === 'Right' ? t.success(open(value.right)) : t.failures(value.left.map((error) => withoutSecrets(error, c.length)));
      },
      t.identity,
    );
  }
}

/**
 * An error may not repeat what was found, for that is the secret: neither as a value, nor in its message (some codecs
 * quote, or say how many days the month has), nor as the name of a key that no codec knows.
 */
const withoutSecrets = ({ context, message }: t.ValidationError, outside: number): t.ValidationError => {
  // The field itself stands in the context as what it holds, so that paths through unions and records read as usual.
  const types = context.map(({ type }) => (type instanceof ToSealType ? (type.inner as t.Mixed) : type));
  const known = context.map((entry, i) => {
    if (i < outside - 1) return entry;
    const type = types[i] ?? t.never;
    const told = i < outside || (type !== t.never && !(types[i - 1] instanceof t.DictionaryType));
    return { key: told ? entry.key : '?', type, actual: undefined };
  });
  const type = types[types.length - 1] ?? t.never;
  const safe = message === missing || type === t.never ? message : saysAlways(type);
  return { context: known, value: undefined, ...(safe === undefined ? {} : { message: safe }) };
};

/** What a codec says of a value that is certainly none of its own, and that gives nothing away. */
const saysAlways = (codec: t.Decoder<unknown, unknown>): string | undefined => {
  const refused = codec.validate(null, [{ key: '', type: codec }]);
  return refused._tag === 'Left' ? refused.left[0]?.message : undefined;
};

/** The counterpart of {@link sealed} in a command: plain text comes in, an open reading goes on to the decider. */
export const toSeal = <A>(role: string, inner: t.Type<A, unknown>): ToSealType<A> => new ToSealType(role, inner);

/**
 * As {@link toSeal}, but a value in its stored, sealed form is taken as it is: who corrects a fact keeps so what may not be
 * read. Whether it may stand in the stream is judged when it is encoded.
 */
export const toSealOrKeep = <A>(role: string, inner: t.Type<A, unknown>): ToSealType<A> => new ToSealType(role, inner, true);

/** Whether a value is an open reading. */
export const isOpen = (u: unknown): u is OpenReading<unknown> =>
  typeof u === 'object' && u !== null && (u as { _tag?: unknown })._tag === 'open' && 'value' in u;
