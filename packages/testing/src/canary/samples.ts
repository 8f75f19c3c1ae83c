/** Data for any codec of the house: what it takes, with the secrets in the fields that are sealed. */
import { ClosedType, SealedType, SubjectRef, ToSealType } from '@frist/event-sourcing';
import type * as t from 'io-ts';

/** Values to choose from, by what they are for. */
export interface Pool {
  /** For sealed fields, tried first. */
  readonly secrets: readonly unknown[];
  /** For all others: a codec takes the first it accepts, in an order that changes. */
  readonly plain: () => readonly unknown[];
  readonly subjects: readonly string[];
  /** For fields of a name. */
  readonly fields: Readonly<Record<string, readonly unknown[]>>;
  /** A whole number from 0 up to, not including, `n`. */
  readonly choose: (n: number) => number;
}

/** No value of the pool is accepted. */
const none = Symbol('none');

/** Whatever a tag says that the codec is made of. */
interface Parts {
  readonly _tag?: string;
  readonly type?: t.Mixed;
  readonly types?: readonly t.Mixed[];
  readonly value?: unknown;
  readonly keys?: Readonly<Record<string, unknown>>;
  readonly props?: t.Props;
  readonly codomain?: t.Mixed;
}

/**
 * Input that a codec takes; undefined when the pool holds none.
 *
 * @example sampleOf(decider.commands.reportConcern, pool) // { client: '0000…', what: 'Kanariegul Hemlund' }
 */
export const sampleOf = (codec: t.Mixed, pool: Pool): unknown => {
  const found = sample(codec, pool, false);
  return found === none ? undefined : found;
};

const sample = (codec: t.Mixed, pool: Pool, secret: boolean): unknown => {
  if (codec instanceof ToSealType || codec instanceof SealedType) return sample(codec.inner as t.Mixed, pool, true);
  if (codec instanceof ClosedType) return record(codec.required as t.Props, codec.optional as t.Props, pool, secret);
  const parts = codec as Parts;
  switch (parts._tag) {
    case 'ReadonlyArrayType':
    case 'ArrayType': {
      const items = Array.from({ length: 1 + pool.choose(2) }, () => sample(parts.type as t.Mixed, pool, secret)).filter((item) => item !== none);
      return items.length > 0 ? items : none;
    }
    case 'UnionType': {
      const types = parts.types ?? [];
      const from = pool.choose(types.length);
      for (let i = 0; i < types.length; i += 1) {
        const found = sample(types[(from + i) % types.length] as t.Mixed, pool, secret);
        if (found !== none) return found;
      }
      return none;
    }
    case 'LiteralType':
      return parts.value;
    case 'KeyofType': {
      const keys = Object.keys(parts.keys ?? {});
      return keys[pool.choose(keys.length)];
    }
    case 'InterfaceType':
      return record(parts.props ?? {}, {}, pool, secret);
    case 'PartialType':
      return record({}, parts.props ?? {}, pool, secret);
    case 'IntersectionType':
      return Object.assign({}, ...(parts.types ?? []).map((each) => sample(each, pool, secret))) as object;
    case 'DictionaryType': {
      const inner = sample(parts.codomain as t.Mixed, pool, secret);
      return inner === none ? {} : { one: inner };
    }
    default:
      return leaf(codec, pool, secret);
  }
};

const record = (required: t.Props, optional: t.Props, pool: Pool, secret: boolean): unknown => {
  const made: Record<string, unknown> = {};
  const told = (key: string, codec: t.Mixed): unknown => {
    const named = Object.hasOwn(pool.fields, key) ? (pool.fields[key] ?? []) : [];
    const value = named[pool.choose(named.length)];
    return value !== undefined && codec.is(value) ? value : sample(codec, pool, secret);
  };
  for (const [key, codec] of Object.entries(required)) {
    const value = told(key, codec);
    if (value === none) return none;
    made[key] = value;
  }
  for (const [key, codec] of Object.entries(optional)) {
    // What is sealed is always told; of the rest now more, now less.
    const value = holdsSealed(codec) || pool.choose(3) > 0 ? told(key, codec) : none;
    if (value !== none) made[key] = value;
  }
  return made;
};

/** Whether there is a sealed field anywhere in a codec. */
export const holdsSealed = (codec: t.Mixed): boolean => {
  if (codec instanceof ToSealType || codec instanceof SealedType) return true;
  if (codec instanceof ClosedType) return [...Object.values(codec.required as t.Props), ...Object.values(codec.optional as t.Props)].some(holdsSealed);
  const { type, types, props } = codec as Parts;
  return [...(types ?? []), ...(type === undefined ? [] : [type]), ...Object.values(props ?? {})].some(holdsSealed);
};

/** A codec of a few words names them when it refuses another. */
const wordOf = (codec: t.Mixed, { choose }: Pool): unknown => {
  const refused = codec.decode('\u0000');
  const said = refused._tag === 'Left' ? (refused.left[refused.left.length - 1]?.message ?? '') : '';
  const listed = /^one of (.*)$/.exec(said)?.[1]?.split(', ') ?? [];
  const from = choose(listed.length);
  return [...listed.slice(from), ...listed.slice(0, from)].find((word) => codec.is(word));
};

const leaf = (codec: t.Mixed, pool: Pool, secret: boolean): unknown => {
  if (codec === (SubjectRef as t.Mixed)) return pool.subjects[pool.choose(pool.subjects.length)];
  // Names that commands refer to each other by are few, so that they meet.
  if (!secret && codec.is('one') && !codec.is('Of another kind') && pool.choose(10) < 8) return pool.choose(4) > 0 ? 'one' : 'two';
  const plain = pool.plain();
  const from = pool.choose(plain.length);
  const candidates = [...(secret ? pool.secrets : []), ...plain.slice(from), ...plain.slice(0, from)];
  const found: unknown = candidates.find((candidate) => codec.is(candidate)) ?? wordOf(codec, pool);
  return found === undefined ? none : found;
};
