/**
 * Guards compiled from io-ts codecs, for replay. io-ts' own `decode` builds contexts and copies for every field;
 * a guard answers yes or no about the object that JSON.parse made. On a no, `decode` explains.
 * A guard says exactly what `codec.is` says (a property test holds them together); what it does not know it asks.
 */
import * as t from 'io-ts';

import { ClosedType } from './closed';
import { SealedReading, SealedType } from './sealed';
import { anyObject, isPlainObject } from './values';

/** Answers whether a value has the form, and nothing more. */
export type Guard = (u: unknown) => boolean;

type IsObject = (u: unknown) => u is Record<string, unknown>;

/** Tells objects from the rest among values that JSON.parse made; those are all plain, and asking costs. */
export const isParsedObject: IsObject = (u): u is Record<string, unknown> => typeof u === 'object' && u !== null && !Array.isArray(u);

/**
 * Compiles a codec. The cost is paid once; keep the result.
 *
 * @param isObject what counts as an object: {@link isParsedObject} where only parsed JSON comes in
 */
export const compileGuard = (codec: t.Mixed, isObject: IsObject = isPlainObject): Guard => {
  if (codec instanceof ClosedType) return closedGuard(codec, isObject);
  if (codec instanceof SealedType) return closedGuard(SealedReading, isObject);
  if (codec instanceof t.StringType) return (u) => typeof u === 'string';
  if (codec instanceof t.BooleanType) return (u) => typeof u === 'boolean';
  if (codec instanceof t.LiteralType) return (u) => u === codec.value;
  if (codec instanceof t.ReadonlyArrayType || codec instanceof t.ArrayType) return arrayGuard(compileGuard(codec.type as t.Mixed, isObject));
  if (codec instanceof t.UnionType) return unionGuard(codec.types as readonly t.Mixed[], isObject);
  if (codec === anyObject) return isObject;
  return codec.is;
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
const closedGuard = (codec: Pick<ClosedType, 'required' | 'optional'>, isObject: IsObject): Guard => {
  const fieldsOf = (props: t.Props, required: boolean): readonly Field[] =>
    Object.entries(props).map(([key, inner]) => ({ key, required, guard: compileGuard(inner, isObject) }));
  const fields = [...fieldsOf(codec.required, true), ...fieldsOf(codec.optional, false)].sort((one, other) => (one.key < other.key ? -1 : 1));
  const inAnyOrder = unorderedGuard(fields);
  return (u) => {
    if (!isObject(u)) return false;
    let next = 0;
    for (const key in u) {
      let field = fields[next];
      while (field !== undefined && field.key !== key && !field.required) field = fields[(next += 1)];
      if (field === undefined || field.key !== key) return inAnyOrder(u);
      const value = u[key];
      if (value === undefined || !field.guard(value)) return false;
      next += 1;
    }
    for (; next < fields.length; next += 1) if ((fields[next] as Field).required) return false;
    return true;
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
const unionGuard = (members: readonly t.Mixed[], isObject: IsObject): Guard => {
  const tag = commonTag(members);
  const guards = members.map((member) => compileGuard(member, isObject));
  if (tag === null) return (u) => guards.some((guard) => guard(u));
  const tags: readonly unknown[] = members.map((member) => ((member as ClosedType).required[tag] as t.LiteralC<string>).value);
  return (u) => {
    if (typeof u !== 'object' || u === null) return false;
    const member = tags.indexOf((u as Record<string, unknown>)[tag]);
    return member !== -1 && (guards[member] as Guard)(u);
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
