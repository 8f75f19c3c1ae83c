/** Turns io-ts' errors into one sentence's worth: the path, what was expected, what was found. */
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { type Failure, failure, preview } from '../failure';
import { commonTag } from './guard';
import { sealsAnything } from './sealed-paths';

/** Data of the wrong form: `field` is the path, `expected` the sentence of its codec. */
export type InvalidData = Failure<'InvalidData'>;

/**
 * Decodes strictly. All failures come back, deepest first within a union, with their paths from `root`.
 *
 * @example decodeWith(Actor, input, 'actor')
 */
export const decodeWith = <A>(codec: t.Type<A, unknown>, input: unknown, root: string): E.Either<readonly InvalidData[], A> => {
  const decoded = codec.decode(input);
  return E.isRight(decoded) ? decoded : E.left(explain(decoded.left, root));
};

const explain = (errors: t.Errors, root: string): readonly InvalidData[] => {
  const unique = new Map<string, { readonly expected: Set<string>; value?: string }>();
  for (const error of relevant(errors)) {
    const field = pathOf(error.context, root);
    const last = error.context[error.context.length - 1];
    const expected = error.message ?? last?.type.name ?? 'something else';
    const known = unique.get(field) ?? { expected: new Set() };
    unique.set(field, known);
    known.expected.add(expected);
    if (error.value !== undefined && !mayBeSecret(error.context)) known.value ??= preview(error.value);
  }
  return [...unique].map(([field, { expected, value }]) => failure('InvalidData', 'event-sourcing/codec', field, [...expected].join(', or '), value));
};

/** Whether what was found stands where something may be sealed, such as a text in place of a record with a sealed field. */
const mayBeSecret = (context: t.Context): boolean => {
  for (let i = context.length - 1; i >= 0; i -= 1) {
    if (sealsAnything(context[i]?.type)) return true;
    const parent = context[i - 1]?.type;
    if (!(parent instanceof t.UnionType || parent instanceof t.IntersectionType)) return false;
  }
  return false;
};

/** Keys that io-ts adds for the members of unions and intersections are no part of the data's path. */
const pathOf = (context: t.Context, root: string): string => {
  let path = root;
  context.forEach((entry, i) => {
    const parent = context[i - 1]?.type;
    if (i === 0 || parent instanceof t.UnionType || parent instanceof t.IntersectionType) return;
    path += /^\d+$/.test(entry.key) ? `[${entry.key}]` : `${path === '' ? '' : '.'}${entry.key}`;
  });
  return path;
};

/** Of a tagged union only the member that the tag names has anything to say. */
const relevant = (errors: t.Errors): t.Errors =>
  errors.filter((error) =>
    error.context.every((entry, i) => {
      const parent = error.context[i - 1];
      if (parent === undefined || !(parent.type instanceof t.UnionType)) return true;
      const members = parent.type.types as readonly t.Mixed[];
      const tag = commonTag(members);
      if (tag === null || typeof parent.actual !== 'object' || parent.actual === null) return true;
      const found = (parent.actual as Record<string, unknown>)[tag];
      const fitting = members.findIndex((member) => (member as unknown as { required: Record<string, { value: unknown }> }).required[tag]?.value === found);
      return fitting === -1 ? isAboutTag(error, i, tag) : Number(entry.key) === fitting;
    }),
  );

const isAboutTag = (error: t.ValidationError, member: number, tag: string): boolean => error.context[member + 1]?.key === tag;
