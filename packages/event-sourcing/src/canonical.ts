/**
 * RFC 8785 (JSON Canonicalization Scheme): one text for one value, so that bytes can be hashed and compared.
 * Keys are ordered by UTF-16 code unit; numbers and strings are written as ECMAScript writes them.
 *
 * Two ways lead there: `write` is the definition and explains refusals; `ordered` hands the engine's own
 * JSON.stringify a value whose keys are already in order, which is several times faster, and steps aside for
 * anything unusual. A property test holds the two together.
 */
import * as E from 'fp-ts/Either';

import { isPlainObject, wellFormed } from './codec/values';
import { type Failure, failure, preview } from './failure';

/** A value without a canonical form: `field` is the path, `value` what stands there. */
export type NotCanonical = Failure<'NotCanonical'>;

/**
 * Canonical JSON of a value, or why it has none: NaN, Infinity, bigint, undefined, functions, instances of
 * classes such as Date or Map, anything with toJSON, lone surrogates, nesting deeper than 500.
 *
 * @example canonicalJson({ b: 1, a: 'å' }) // right('{"a":"å","b":1}')
 */
export const canonicalJson = (value: unknown): E.Either<NotCanonical, string> => arranged(value).write();

/** A value with its keys in canonical order, for who wants to look at it before it is written: guards are fastest on such. */
export interface Arranged {
  /** The value itself where nothing had to move, or where it is none that could be arranged. */
  readonly value: unknown;
  readonly write: () => E.Either<NotCanonical, string>;
}

/** The first half of {@link canonicalJson}. */
export const arranged = (value: unknown): Arranged => {
  const inOrder = ordered(value, 0);
  return { value: inOrder === unusual ? value : inOrder, write: () => writeArranged(value, inOrder) };
};

const writeArranged = (value: unknown, inOrder: unknown): E.Either<NotCanonical, string> => {
  if (inOrder !== unusual) {
    const text = JSON.stringify(inOrder);
    // A lone surrogate comes out as an escape like \ud800; so does nothing else but an escaped backslash before `ud`.
    if (!text.includes('\\ud')) return E.right(text);
  }
  try {
    return E.right(write(value, '$', 0));
  } catch (thrown) {
    if (thrown instanceof Refusal) {
      return E.left(failure('NotCanonical', 'RFC 8785', thrown.path, 'JSON without loss', thrown.found));
    }
    throw thrown;
  }
};

const deepest = 500;
const unusual = Symbol('unusual');

/** The value with its keys in order (the very object where nothing had to move), or `unusual`. */
const ordered = (value: unknown, depth: number): unknown => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : unusual;
    case 'object': {
      if (value === null) return null;
      if (depth > deepest) return unusual;
      return Array.isArray(value) ? orderedItems(value, depth) : orderedObject(value as Record<string, unknown>, depth);
    }
    default:
      return unusual;
  }
};

const orderedItems = (items: readonly unknown[], depth: number): unknown => {
  if ((items as { toJSON?: unknown }).toJSON !== undefined) return unusual;
  let copy: unknown[] | null = null;
  for (let i = 0; i < items.length; i += 1) {
    const inner = ordered(items[i], depth + 1);
    if (inner === unusual) return unusual;
    if (copy === null && inner !== items[i]) copy = items.slice(0, i);
    if (copy !== null) copy.push(inner);
  }
  return copy ?? items;
};

const orderedObject = (source: Record<string, unknown>, depth: number): unknown => {
  if (!isPlain(source)) return unusual;
  let keys: readonly string[] = Object.keys(source);
  let copy: Record<string, unknown> | null = null;
  let sorted = false;
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] as string;
    // Keys like "10" are enumerated as numbers, before all others; "__proto__" sets no key when assigned.
    if (key.charCodeAt(0) <= 57 || key === '__proto__') return unusual;
    if (!sorted && i > 0 && (keys[i - 1] as string) > key) {
      keys = inOrderOf(keys);
      sorted = true;
      copy = {};
      i = -1;
      continue;
    }
    const inner = ordered(source[key], depth + 1);
    if (inner === unusual) return unusual;
    if (copy === null && inner !== source[key]) {
      copy = {};
      for (let j = 0; j < i; j += 1) copy[keys[j] as string] = source[keys[j] as string];
    }
    if (copy !== null) copy[key] = inner;
  }
  return copy ?? source;
};

/** Records of one kind come with their keys in one order, again and again; the last such orders are remembered. */
const knownOrders = new Map<string, { readonly given: readonly string[]; readonly sorted: readonly string[] }>();

const inOrderOf = (keys: readonly string[]): readonly string[] => {
  const first = keys[0] ?? '';
  const known = knownOrders.get(first);
  if (known !== undefined && sameTexts(known.given, keys)) return known.sorted;
  const sorted = [...keys].sort();
  if (knownOrders.size >= 1000) knownOrders.clear();
  knownOrders.set(first, { given: keys, sorted });
  return sorted;
};

const sameTexts = (some: readonly string[], others: readonly string[]): boolean => {
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i += 1) if (some[i] !== others[i]) return false;
  return true;
};

const isPlain = (value: object): boolean => isPlainObject(value) && typeof (value as { toJSON?: unknown }).toJSON !== 'function';

class Refusal extends Error {
  constructor(
    readonly path: string,
    readonly found: string,
  ) {
    super(found);
  }
}

/** The definition: slow, complete, and precise about where it refuses. */
const write = (value: unknown, path: string, depth: number): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'string') {
    if (!wellFormed(value)) throw new Refusal(path, 'a lone surrogate');
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new Refusal(path, preview(value));
  if (depth > deepest) throw new Refusal(path, `nesting deeper than ${deepest}`);
  if (Array.isArray(value)) {
    if ((value as { toJSON?: unknown }).toJSON !== undefined) throw new Refusal(path, 'an object with behaviour of its own');
    return `[${Array.from(value, (item, i) => write(item, `${path}[${i}]`, depth + 1)).join(',')}]`;
  }
  if (!isPlain(value)) throw new Refusal(path, 'an object with behaviour of its own');
  const source = value as Record<string, unknown>;
  const members = Object.keys(source)
    .sort()
    .map((key) => `${write(key, path, depth)}:${write(source[key], `${path}.${key}`, depth + 1)}`);
  return `{${members.join(',')}}`;
};
