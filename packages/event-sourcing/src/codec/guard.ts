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

const closedGuard = (codec: Pick<ClosedType, 'required' | 'optional'>): Guard => {
  const requiredKeys = Object.keys(codec.required);
  const required = requiredKeys.map((key) => compileGuard(codec.required[key] as t.Mixed));
  const optionalKeys = Object.keys(codec.optional);
  const optional = optionalKeys.map((key) => compileGuard(codec.optional[key] as t.Mixed));
  // Every object answers for these by inheritance, so an own key has to be asked for.
  const inherited = requiredKeys.filter((key) => key in Object.prototype);
  return (u) => {
    if (!isPlainObject(u)) return false;
    const record = u;
    for (const key of inherited) if (!hasOwn.call(record, key)) return false;
    let known = requiredKeys.length;
    for (let i = 0; i < requiredKeys.length; i += 1) {
      const key = requiredKeys[i] as string;
      const value = record[key];
      if (value === undefined || !(required[i] as Guard)(value)) return false;
    }
    for (let i = 0; i < optionalKeys.length; i += 1) {
      const key = optionalKeys[i] as string;
      if (!hasOwn.call(record, key)) continue;
      const value = record[key];
      if (value === undefined || !(optional[i] as Guard)(value)) return false;
      known += 1;
    }
    for (const key in record) if (hasOwn.call(record, key)) known -= 1;
    return known === 0;
  };
};

const hasOwn = Object.prototype.hasOwnProperty;

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
