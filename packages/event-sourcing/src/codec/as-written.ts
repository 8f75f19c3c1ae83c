/** The form in which data comes in: plain text where the stored form has a sealed field, or that field as it is stored. */
import * as t from 'io-ts';

import { closed, ClosedType } from './closed';
import { SealedType, toSealOrKeep } from './sealed';
import { sealsAnything } from './sealed-paths';

const made = new WeakMap<t.Mixed, t.Mixed>();

/** A codec with `toSealOrKeep` in place of `sealed`; the codec itself where it seals nothing. */
export const asWritten = (codec: t.Mixed): t.Mixed => {
  if (!sealsAnything(codec)) return codec;
  const known = made.get(codec) ?? make(codec);
  made.set(codec, known);
  return known;
};

const make = (codec: t.Mixed): t.Mixed => {
  if (codec instanceof SealedType) return toSealOrKeep(codec.role, codec.inner);
  if (codec instanceof ClosedType) return closed(codec.name, inEach(codec.required), inEach(codec.optional));
  if (codec instanceof t.UnionType) {
    return t.union((codec.types as t.Mixed[]).map(asWritten) as [t.Mixed, t.Mixed, ...t.Mixed[]], codec.name);
  }
  if (codec instanceof t.ReadonlyArrayType) return t.readonlyArray(asWritten(codec.type as t.Mixed), codec.name);
  return codec instanceof t.ArrayType ? t.array(asWritten(codec.type as t.Mixed), codec.name) : codec;
};

const inEach = (props: t.Props): t.Props => Object.fromEntries(Object.entries(props).map(([key, inner]) => [key, asWritten(inner)]));
