/** The two shapes of codec in this package: a branded string, and a record that knows all of its keys. */
import type * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import type { CalendarError } from './error';

/** A branded string: the value is the text, so encoding is the identity and costs nothing. */
export const textCodec = <A extends string>(
  name: string,
  is: (u: unknown) => u is A,
  parse: (text: string) => E.Either<CalendarError, A>,
): t.Type<A, string, unknown> =>
  new t.Type<A, string, unknown>(
    name,
    is,
    (u, context) => {
      if (is(u)) return t.success(u);
      if (typeof u !== 'string') return t.failure(u, context, `${name} as text`);
      const parsed = parse(u);
      // A parser may be more tolerant than the codec: what is stored has one form only.
      return t.failure(u, context, parsed._tag === 'Left' ? parsed.left.expected : `${name} as '${parsed.right}'`);
    },
    t.identity as (a: A) => string,
  );

type Required<R extends t.Props> = { readonly [K in keyof R]: t.TypeOf<R[K]> };
type Optional<O extends t.Props> = { readonly [K in keyof O]?: t.TypeOf<O[K]> };
type Flat<A> = { readonly [K in keyof A]: A[K] };
export type RecordOf<R extends t.Props, O extends t.Props> = Flat<Required<R> & Optional<O>>;

const isRecord = (u: unknown): u is Record<string, unknown> => typeof u === 'object' && u !== null && !Array.isArray(u);
const has = (u: object, key: string): boolean => Object.prototype.hasOwnProperty.call(u, key);

/**
 * A record with exactly these keys. An unknown key is refused, and so is `undefined` as a value, so that what is
 * stored reads back equal. `law` tells what the fields must satisfy together, `undefined` meaning that they do.
 */
export const closedRecord = <R extends t.Props, O extends t.Props = Record<never, never>>(
  name: string,
  required: R,
  optional: O = {} as O,
  law: (value: RecordOf<R, O>) => string | undefined = () => undefined,
): t.Type<RecordOf<R, O>, unknown, unknown> => {
  const requiredKeys = Object.keys(required);
  const codecs = new Map<string, t.Mixed>(Object.entries({ ...required, ...optional }));
  const requiredCodecs = requiredKeys.map((key) => codecs.get(key) ?? t.unknown);
  const optionalEntries = Object.entries(optional);
  // Counting keys is cheaper than looking each one up: what was found must be all there is.
  const is = (u: unknown): u is RecordOf<R, O> => {
    if (!isRecord(u)) return false;
    let known = requiredKeys.length;
    for (let i = 0; i < requiredKeys.length; i += 1) {
      const key = requiredKeys[i] as string;
      if (!has(u, key) || requiredCodecs[i]?.is(u[key]) !== true) return false;
    }
    for (const [key, codec] of optionalEntries) {
      if (!has(u, key)) continue;
      if (!codec.is(u[key])) return false;
      known += 1;
    }
    return Object.keys(u).length === known && law(u as RecordOf<R, O>) === undefined;
  };
  return new t.Type<RecordOf<R, O>, unknown, unknown>(
    name,
    is,
    (u, context) => {
      if (!isRecord(u)) return t.failure(u, context, `${name} as an object`);
      const errors: t.ValidationError[] = [];
      const fail = (key: string, codec: t.Mixed, message: string): void => {
        errors.push({ value: undefined, context: t.appendContext(context, key, codec, undefined), message });
      };
      for (const key of requiredKeys) if (!has(u, key)) fail(key, codecs.get(key) ?? t.unknown, 'this key, which is missing');
      for (const key of Object.keys(u)) {
        const codec = codecs.get(key);
        if (codec === undefined) {
          fail(key.slice(0, 40), t.unknown, `only the keys ${[...codecs.keys()].join(', ')}`);
          continue;
        }
        const inner = codec.validate(u[key], t.appendContext(context, key, codec, u[key]));
        if (inner._tag === 'Left') errors.push(...inner.left);
      }
      if (errors.length > 0) return t.failures(errors);
      const broken = law(u as RecordOf<R, O>);
      return broken === undefined ? t.success(u as RecordOf<R, O>) : t.failure(u, context, broken);
    },
    t.identity,
  );
};
