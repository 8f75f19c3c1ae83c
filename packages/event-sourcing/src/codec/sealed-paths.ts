/** Finds the sealed fields in a value by walking its codec. */
import * as t from 'io-ts';

import { ClosedType } from './closed';
import { SealedType, ToSealType } from './sealed';
import { isPlainObject } from './values';

/** One sealed field in a value: where it is, whom it concerns, and its holder, so that it can be replaced. */
export interface SealedPath {
  /** e.g. `reasons[0].text` */
  readonly path: string;
  readonly role: string;
  readonly inner: t.Type<unknown, unknown>;
  readonly parent: Record<string | number, unknown>;
  readonly key: string | number;
}

/** Sealed fields that are present in `data`, in order of the codec. Empty, without a walk, for a codec that seals nothing. */
export const sealedPaths = (codec: unknown, data: unknown): readonly SealedPath[] => {
  if (!sealsAnything(codec)) return [];
  const found: SealedPath[] = [];
  walk(codec, data, '', null, found);
  return found;
};

interface Holder {
  readonly parent: Record<string | number, unknown>;
  readonly key: string | number;
}

const walk = (codec: unknown, value: unknown, path: string, holder: Holder | null, found: SealedPath[]): void => {
  if (value === undefined) return;
  if (isSealing(codec)) {
    if (holder !== null) found.push({ path, role: codec.role, inner: codec.inner, ...holder });
  } else if (codec instanceof ClosedType) {
    if (typeof value !== 'object' || value === null) return;
    const parent = value as Record<string, unknown>;
    for (const [key, inner] of Object.entries({ ...codec.required, ...codec.optional })) {
      if (Object.prototype.hasOwnProperty.call(parent, key)) walk(inner, parent[key], path === '' ? key : `${path}.${key}`, { parent, key }, found);
    }
  } else if (codec instanceof t.ArrayType || codec instanceof t.ReadonlyArrayType) {
    if (!Array.isArray(value)) return;
    const parent = value as unknown as Record<number, unknown>;
    value.forEach((item, key) => walk(codec.type, item, `${path}[${key}]`, { parent, key }, found));
  } else if (codec instanceof t.UnionType) {
    // Members are closed, so those that do not fit differ in their plain keys; sealed fields are found by the one that has them.
    for (const member of codec.types as unknown[]) {
      if (fits(member, value)) {
        walk(member, value, path, holder, found);
        return;
      }
    }
  }
};

/** A copy of plain data in which sealed fields can be replaced. What is no plain data stays as it is, for others to refuse. */
export const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
};

const isSealing = (codec: unknown): codec is SealedType<unknown> | ToSealType<unknown> => codec instanceof SealedType || codec instanceof ToSealType;

/** Whether a union's member has the value's keys; its sealed fields may still be open, so its own `is` would not do. */
const fits = (member: unknown, value: unknown): boolean => {
  if (!(member instanceof ClosedType)) return isSealing(member) || (member instanceof t.Type && (member as t.Mixed).is(value));
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Record<string, unknown>;
  const all: Record<string, unknown> = { ...member.required, ...member.optional };
  return (
    Object.keys(member.required).every((key) => Object.hasOwn(record, key)) &&
    Object.entries(record).every(([key, inner]) => Object.hasOwn(all, key) && (sealsAnything(all[key]) || (all[key] as t.Mixed).is(inner)))
  );
};

const known = new WeakMap<object, boolean>();

/** Whether a codec holds a sealed field anywhere. Remembered per codec. */
export const sealsAnything = (codec: unknown): boolean => {
  if (typeof codec !== 'object' || codec === null) return false;
  const remembered = known.get(codec);
  if (remembered !== undefined) return remembered;
  const answer = parts(codec).some(sealsAnything) || isSealing(codec);
  known.set(codec, answer);
  return answer;
};

const parts = (codec: object): readonly unknown[] =>
  codec instanceof ClosedType
    ? [...Object.values(codec.required), ...Object.values(codec.optional)]
    : codec instanceof t.UnionType
      ? (codec.types as unknown[])
      : codec instanceof t.ArrayType || codec instanceof t.ReadonlyArrayType
        ? [codec.type]
        : [];
