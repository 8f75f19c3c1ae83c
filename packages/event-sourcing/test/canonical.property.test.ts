import * as E from 'fp-ts/Either';
import fc from 'fast-check';

import { canonicalJson } from '../src';

/** RFC 8785 in its plainest form: sort, recurse, join. */
const byTheBook = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(byTheBook).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const record = value as Record<string, unknown>;
    return `{${Object.keys(record)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${byTheBook(record[key])}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
};

const text = fc.string({ unit: 'binary' });
const key = fc.oneof(
  fc.constantFrom('a', 'b', 'B', 'aa', '', '0', '1', '10', '9', '-1', ':', '__proto__', 'constructor', 'toString', 'toJSON', '\u00e5', '\ud83d\ude00', '\ufb33', '\r'),
  text,
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constantFrom(null, true, false, -0)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((members) => {
      const record: Record<string, unknown> = {};
      for (const [name, value] of members) Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
      return record;
    }),
  ),
})).value;

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [name, inner] of Object.entries(value).reverse()) copy[name] = shuffled(inner);
  return copy;
};

const written = (value: unknown): string => {
  const result = canonicalJson(value);
  if (E.isLeft(result)) throw new Error(`${result.left.field}: ${String(result.left.value)}`);
  return result.right;
};

it('says what the definition says', () => {
  fc.assert(fc.property(json, (value) => expect(written(value)).toBe(byTheBook(value))), { numRuns: 3_000 });
});

it('is the same whatever the order of keys', () => {
  fc.assert(fc.property(json, (value) => expect(written(shuffled(value))).toBe(written(value))), { numRuns: 1_000 });
});

it('reads back as what was written, and is then written the same', () => {
  fc.assert(
    fc.property(json, (value) => {
      const once = written(value);
      expect(JSON.parse(once)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(written(JSON.parse(once))).toBe(once);
    }),
    { numRuns: 1_000 },
  );
});

it('refuses a text with a lone surrogate, wherever it stands', () => {
  const lone = fc.tuple(text, fc.integer({ min: 0xd800, max: 0xdfff }), fc.constantFrom('', 'a', '\\', '"'));
  fc.assert(
    fc.property(lone, fc.boolean(), ([before, unit, after], asKey) => {
      const broken = before + String.fromCharCode(unit) + after;
      expect(E.isLeft(canonicalJson(asKey ? { b: 1, [broken]: 1 } : { b: 1, a: [broken] }))).toBe(true);
    }),
  );
});
