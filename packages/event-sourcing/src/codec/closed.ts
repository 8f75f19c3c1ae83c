/**
 * Closed records: every key is known, on the way in and on the way out.
 * `t.type` keeps unknown keys on decode and on encode, which is how an identity number slips into a log.
 */
import * as t from 'io-ts';

import { isPlainObject } from './values';

type Required<R extends t.Props> = { readonly [K in keyof R]: t.TypeOf<R[K]> };
type Optional<O extends t.Props> = { readonly [K in keyof O]?: t.TypeOf<O[K]> };
type Flat<A> = { readonly [K in keyof A]: A[K] };

/** What a closed record holds. */
export type ClosedOf<R extends t.Props, O extends t.Props> = Flat<Required<R> & Optional<O>>;

/** The codec behind {@link closed}; its keys can be walked. */
export class ClosedType<R extends t.Props = t.Props, O extends t.Props = t.Props> extends t.Type<ClosedOf<R, O>, unknown> {
  readonly _tag = 'ClosedType' as const;
  constructor(
    name: string,
    readonly required: R,
    readonly optional: O,
  ) {
    const requiredKeys = Object.keys(required);
    // A map, since a record would answer for `constructor` and the like.
    const codecs = new Map<string, t.Mixed>([...Object.entries(optional), ...Object.entries(required)]);
    const names = [...requiredKeys, ...Object.keys(optional)].join(', ');
    super(
      name,
      (u): u is ClosedOf<R, O> =>
        isPlainObject(u) &&
        requiredKeys.every((key) => Object.hasOwn(u, key)) &&
        Object.keys(u).every((key) => u[key] !== undefined && codecs.get(key)?.is(u[key]) === true),
      (u, context) => {
        if (!isPlainObject(u)) return t.failure(u, context, 'an object');
        const errors: t.ValidationError[] = [];
        const out: Record<string, unknown> = {};
        for (const key of requiredKeys) {
          if (!Object.hasOwn(u, key)) {
            errors.push({ value: undefined, context: t.appendContext(context, key, codecs.get(key) ?? t.never, undefined), message: missing });
          }
        }
        for (const key of Object.keys(u)) {
          const codec = codecs.get(key);
          if (codec === undefined) {
            errors.push({ value: undefined, context: t.appendContext(context, shownKey(key), t.never, undefined), message: `only the keys ${names}` });
            continue;
          }
          if (u[key] === undefined) {
            errors.push({ value: undefined, context: t.appendContext(context, key, codec, undefined), message: 'no undefined: leave the key out' });
            continue;
          }
          const inner = codec.validate(u[key], t.appendContext(context, key, codec, u[key]));
          if (inner._tag === 'Left') errors.push(...inner.left);
          else out[key] = inner.right;
        }
        return errors.length > 0 ? t.failures(errors) : t.success(out as ClosedOf<R, O>);
      },
      t.identity,
    );
  }
}

/** A misspelt key is named; what is no name, such as a sentence that slipped out of its place, is not repeated. */
const shownKey = (key: string): string => (/^[A-Za-z_$@][\w.$@-]{0,39}$/.test(key) ? key : '?');

/** What the codec says of a required key that is not there. */
export const missing = 'this key, which is missing';

/**
 * A record with exactly these keys; an unknown key is refused, so is `undefined` as a value.
 *
 * @example closed('Actor', { role: t.string }, { ref: t.string })
 */
export const closed = <R extends t.Props, O extends t.Props = Record<never, never>>(
  name: string,
  required: R,
  optional?: O,
): ClosedType<R, O> => new ClosedType(name, required, optional ?? ({} as O));
