/** Small value codecs: all of them identity-encoded, so that what is stored is what is held. */
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { isReadable, isUuidAt } from './scan';

/** A branded string that matches a pattern (and, when given, a further condition). `expected` is the sentence shown. */
export const matching = <B>(
  name: string,
  pattern: RegExp,
  expected: string,
  further?: (text: string) => boolean,
): t.Type<t.Branded<string, B>, string> => {
  return scanned<B>(name, expected, (u): u is string => typeof u === 'string' && pattern.test(u) && (further === undefined || further(u)));
};

/** A branded string that a function recognises, for those that every event holds: see `scan`. The function stands as it is: one call less. */
export const scanned = <B>(name: string, expected: string, recognises: (u: unknown) => u is string): t.Type<t.Branded<string, B>, string> => {
  const is = recognises as (u: unknown) => u is t.Branded<string, B>;
  return new t.Type<t.Branded<string, B>, string>(name, is, (u, c) => (is(u) ? t.success(u) : t.failure(u, c, expected)), t.identity);
};

/** Neighbours in a log often say the same, of who acted, where, by which document; and that two texts are equal is told fast. */
export const asBefore = (recognises: (text: string) => boolean): ((u: unknown) => u is string) => {
  let last: string | undefined;
  return (u): u is string => {
    if (typeof u !== 'string') return false;
    if (u === last) return true;
    if (!recognises(u)) return false;
    last = u;
    return true;
  };
};

/** The brand of {@link Uuid}. */
export interface UuidBrand {
  readonly Uuid: unique symbol;
}
/** A UUID in lower case, any version. */
export const Uuid = scanned<UuidBrand>('Uuid', 'a UUID in lower case', (u): u is string => typeof u === 'string' && u.length === 36 && isUuidAt(u, 0));
export type Uuid = t.TypeOf<typeof Uuid>;

const value = <A>(name: string, expected: string, is: (u: unknown) => u is A): t.Type<A> =>
  new t.Type<A>(name, is, (u, c) => (is(u) ? t.success(u) : t.failure(u, c, expected)), t.identity);

/** Text with something in it and no control characters but line breaks and tabs, of at most `max` UTF-16 units. */
export const nonBlank = (max: number): t.Type<string> => {
  let last: string | undefined; // as in `asBefore`, written out because most fields are texts
  return value(`Text(${max})`, `a text of 1 to ${max} characters, not blank, without control characters`, (u): u is string => {
    if (typeof u !== 'string') return false;
    if (u === last) return true;
    if (u.length > max || !isReadable(u)) return false;
    last = u;
    return true;
  });
};

/** A whole number from 0 that JSON carries exactly. io-ts' own number lets NaN and Infinity through. */
export const wholeNumber: t.Type<number> = value('WholeNumber', 'a whole number, zero or more', (u): u is number =>
  Number.isSafeInteger(u) && (u as number) >= 0,
);

/** A whole number, negative allowed, that JSON carries exactly. */
export const integer: t.Type<number> = value('Integer', 'a whole number', (u): u is number => Number.isSafeInteger(u));

/** One of some words. Cheaper than a union of literals and with one readable message. */
export const oneOf = <const W extends readonly string[]>(name: string, words: W): t.Type<W[number]> => {
  const known: ReadonlySet<unknown> = new Set(words);
  return value(name, `one of ${words.join(', ')}`, (u): u is W[number] => known.has(u));
};

/** An object of any keys: where another codec has the say. */
export const anyObject: t.Type<Record<string, unknown>> = value('Object', 'an object', (u): u is Record<string, unknown> => isPlainObject(u));

/** Whether a string has no lone surrogates; RFC 8785 has no form for one that has. */
export const wellFormed = (text: string): boolean =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

/** Whether a value is an object as JSON knows it: no list, no instance of a class. Objects of another realm count. */
export const isPlainObject = (u: unknown): u is Record<string, unknown> => {
  if (typeof u !== 'object' || u === null) return false;
  const prototype = Object.getPrototypeOf(u) as object | null;
  return prototype === Object.prototype || prototype === null || (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf'));
};

/** Decodes and keeps only the first failure's path and sentence; see `explain` for the full form. */
export const accepts = <A>(codec: t.Type<A, unknown>, u: unknown): u is A => E.isRight(codec.decode(u));
