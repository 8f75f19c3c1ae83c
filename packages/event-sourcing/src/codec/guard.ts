/**
 * Guards compiled from io-ts codecs, for replay. io-ts' own `decode` builds contexts and copies for every field;
 * a guard answers yes or no about the object that JSON.parse made. On a no, `decode` explains.
 * A guard says exactly what `codec.is` says (a property test holds them together); what it does not know it asks.
 */
import * as t from 'io-ts';

import { ClosedType } from './closed';
import { SealedReading, SealedType } from './sealed';
import { isPlainObject } from './values';

export type Guard = (u: unknown) => boolean;

/** Compiles a codec. The cost is paid once; keep the result. */
export const compileGuard = (codec: t.Mixed): Guard => {
  if (codec instanceof ClosedType) return closedGuard(codec);
  if (codec instanceof SealedType) return closedGuard(SealedReading);
  if (codec instanceof t.StringType) return (u) => typeof u === 'string';
  if (codec instanceof t.BooleanType) return (u) => typeof u === 'boolean';
  if (codec instanceof t.LiteralType) return (u) => u === codec.value;
  if (codec instanceof t.ReadonlyArrayType || codec instanceof t.ArrayType) return arrayGuard(compileGuard(codec.type as t.Mixed));
  if (codec instanceof t.UnionType) return unionGuard(codec.types as readonly t.Mixed[]);
  return (u) => codec.is(u);
};

const arrayGuard =
  (item: Guard): Guard =>
  (u) => {
    if (!Array.isArray(u)) return false;
    for (let i = 0; i < u.length; i += 1) if (!item(u[i])) return false;
    return true;
  };

interface Field {
  readonly key: string;
  readonly required: boolean;
  readonly guard: Guard;
}

/**
 * What is stored is canonical, so its keys come in order and can be walked side by side with those of the codec, which
 * spares the lookups. Whatever does not come so is looked at key by key.
 */
const closedGuard = (codec: Pick<ClosedType, 'required' | 'optional'>): Guard => {
  const fieldsOf = (props: t.Props, required: boolean): readonly Field[] =>
    Object.entries(props).map(([key, inner]) => ({ key, required, guard: compileGuard(inner) }));
  const fields = [...fieldsOf(codec.required, true), ...fieldsOf(codec.optional, false)].sort((one, other) => (one.key < other.key ? -1 : 1));
  const inAnyOrder = unorderedGuard(fields);
  return (u) => {
    if (!isPlainObject(u)) return false;
    const keys = Object.keys(u);
    const values = Object.values(u);
    let next = 0;
    for (let i = 0; i < fields.length; i += 1) {
      const field = fields[i] as Field;
      if (keys[next] === field.key) {
        const value = values[next];
        if (value === undefined || !field.guard(value)) return false;
        next += 1;
      } else if (field.required) return inAnyOrder(u);
    }
    return next === keys.length || inAnyOrder(u);
  };
};

const unorderedGuard = (fields: readonly Field[]): ((record: Record<string, unknown>) => boolean) => {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const required = fields.filter((field) => field.required).length;
  return (record) => {
    let missing = required;
    for (const key of Object.keys(record)) {
      const field = byKey.get(key);
      const value = record[key];
      if (field === undefined || value === undefined || !field.guard(value)) return false;
      if (field.required) missing -= 1;
    }
    return missing === 0;
  };
};

/** A union of closed records told apart by a literal under one common key needs to look at one member only. */
const unionGuard = (members: readonly t.Mixed[]): Guard => {
  const tag = commonTag(members);
  const guards = members.map(compileGuard);
  if (tag === null) return (u) => guards.some((guard) => guard(u));
  const byTag = new Map<unknown, Guard>();
  members.forEach((member, i) => {
    byTag.set(((member as ClosedType).required[tag] as t.LiteralC<string>).value, guards[i] as Guard);
  });
  return (u) => {
    if (typeof u !== 'object' || u === null) return false;
    return byTag.get((u as Record<string, unknown>)[tag])?.(u) ?? false;
  };
};

/** The key under which every member has a literal of its own, if there is one. */
export const commonTag = (members: readonly t.Mixed[]): string | null => {
  const first = members[0];
  if (!(first instanceof ClosedType)) return null;
  for (const key of Object.keys(first.required)) {
    const literals = members.map((member) => {
      const codec: unknown = member instanceof ClosedType ? member.required[key] : undefined;
      return codec instanceof t.LiteralType ? (codec.value as unknown) : undefined;
    });
    if (literals.every((value) => value !== undefined) && new Set(literals).size === literals.length) return key;
  }
  return null;
};
