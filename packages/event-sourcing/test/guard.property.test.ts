/** A compiled guard, the codec's own `is` and its `decode` say the same of anything. */
import { CivilDate } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import fc from 'fast-check';
import * as t from 'io-ts';

import { closed, compileGuard, integer, isParsedObject, matching, nonBlank, oneOf, sealed, Uuid, wholeNumber } from '../src';

/** A codec together with values that it should take. */
interface Pair {
  readonly codec: t.Mixed;
  readonly valid: fc.Arbitrary<unknown>;
}

const uuid = '0b0e7e1c-4f5a-5b1e-9c55-0123456789ab';
const box = { _tag: 'sealed', subject: uuid, box: 'x' };
const leaves: readonly Pair[] = [
  { codec: t.string, valid: fc.string() },
  { codec: t.boolean, valid: fc.boolean() },
  { codec: t.number, valid: fc.double() },
  { codec: t.literal('a'), valid: fc.constant('a') },
  { codec: t.literal(0), valid: fc.constant(0) },
  { codec: t.null, valid: fc.constant(null) },
  { codec: t.unknown, valid: fc.anything() },
  { codec: t.UnknownRecord, valid: fc.dictionary(fc.string(), fc.integer()) },
  { codec: wholeNumber, valid: fc.nat() },
  { codec: integer, valid: fc.integer() },
  { codec: nonBlank(8), valid: fc.constantFrom('a', 'åäö', 'x y', 'a\tb') },
  { codec: oneOf('Colour', ['red', 'toString', '']), valid: fc.constantFrom('red', 'toString', '') },
  { codec: matching('Abc', /^[abc]+$/, 'abc', (text) => text !== 'abc'), valid: fc.constantFrom('a', 'ccc') },
  { codec: Uuid, valid: fc.constant(uuid) },
  { codec: CivilDate, valid: fc.constantFrom('2024-02-29', '0001-01-01') },
  { codec: sealed('who', nonBlank(10)), valid: fc.constant(box) },
  { codec: t.record(t.string, t.number), valid: fc.dictionary(fc.constantFrom('a', '1', 'constructor'), fc.integer()) },
  { codec: t.union([t.literal('x'), t.literal(1), t.null]), valid: fc.constantFrom('x', 1, null) },
];

const names = ['a', 'b', '_tag', 'value', '1', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'];

const record = (required: Readonly<Record<string, Pair>>, optional: Readonly<Record<string, Pair>>): Pair => {
  const codecs = (pairs: Readonly<Record<string, Pair>>): t.Props => Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair.codec]));
  const values = (pairs: Readonly<Record<string, Pair>>): Record<string, fc.Arbitrary<unknown>> =>
    Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair.valid]));
  return {
    codec: closed('R', codecs(required), codecs(optional)),
    valid: fc.record({ ...values(required), ...values(optional) }, { requiredKeys: Object.keys(required) }),
  };
};

const { pair } = fc.letrec<{ pair: Pair; props: Readonly<Record<string, Pair>> }>((tie) => ({
  props: fc.dictionary(fc.constantFrom(...names), tie('pair'), { maxKeys: 4, noNullPrototype: true }),
  pair: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...leaves),
    fc.tuple(tie('props'), tie('props')).map(([required, optional]) =>
      record(required, Object.fromEntries(Object.entries(optional).filter(([key]) => !Object.hasOwn(required, key)))),
    ),
    fc.tuple(tie('pair'), fc.boolean()).map(([item, readonly]): Pair => ({
      codec: readonly ? t.readonlyArray(item.codec) : t.array(item.codec),
      valid: fc.array(item.valid, { maxLength: 3 }),
    })),
    fc.tuple(tie('pair'), tie('pair')).map(([one, other]): Pair => ({ codec: t.union([one.codec, other.codec]), valid: fc.oneof(one.valid, other.valid) })),
    fc.tuple(tie('props'), tie('props'), fc.constantFrom('_tag', 'kind', 'constructor')).map(([one, other, tag]): Pair => {
      const members = [one, other].map((props, i) => record({ ...props, [tag]: { codec: t.literal(`m${i}`), valid: fc.constant(`m${i}`) } }, {}));
      const [first, second] = members as [Pair, Pair];
      return { codec: t.union([first.codec, second.codec]), valid: fc.oneof(first.valid, second.valid) };
    }),
  ),
}));

/** Small damage somewhere in a value: the near misses on which a guard and a codec might part. */
const damaged = (value: unknown, where: number, how: number): unknown => {
  if (typeof value === 'object' && value !== null && where % 4 !== 0) {
    const keys = Object.keys(value);
    const key = keys[where % Math.max(1, keys.length)];
    if (Array.isArray(value)) return key === undefined ? [undefined] : value.map((item: unknown, i) => (String(i) === key ? damaged(item, where >> 2, how) : item));
    if (key !== undefined) return { ...value, [key]: damaged((value as Record<string, unknown>)[key], where >> 2, how) };
  }
  const added = names[how % names.length] as string;
  const without = (): unknown => Object.fromEntries(Object.entries(value as object).slice(1));
  const made: readonly (() => unknown)[] = [
    () => undefined,
    () => null,
    () => ({}),
    () => [],
    () => new Date(0),
    () => new Map(),
    () => Object.create({ a: 1, _tag: 'm0' }) as unknown,
    () => (typeof value === 'object' && value !== null ? { ...value, [added]: undefined } : 'a'),
    () => (typeof value === 'object' && value !== null ? { ...value, [added]: 1 } : Number.NaN),
    () => (typeof value === 'object' && value !== null ? without() : '2026-02-30'),
    () => (typeof value === 'object' && value !== null ? { ...(without() as object), [added]: 'red' } : `${String(value)} `),
    () => JSON.parse('{"__proto__":{"a":1},"a":1}') as unknown,
    () => ({ ...box, box: 1 }),
    () => ({ _tag: 'open', value: 'plain' }),
  ];
  return (made[how % made.length] as () => unknown)();
};

/** What becomes of a value on its way through JSON, where it can go. */
const roundTrip = (value: unknown): unknown => {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null') as unknown;
  } catch {
    return null; // a bigint inside, or a toJSON that throws
  }
};

const agree = (codec: t.Mixed, value: unknown): void => {
  const said = codec.is(value);
  const parsed: unknown = value === undefined || typeof value === 'bigint' ? null : roundTrip(value);
  expect(compileGuard(codec, isParsedObject)(parsed)).toBe(codec.is(parsed));
  expect({ guard: compileGuard(codec)(value), decode: E.isRight(codec.decode(value)) }).toEqual({ guard: said, decode: said });
};

it('on values that fit', () => {
  fc.assert(
    fc.property(
      pair.chain(({ codec, valid }) => fc.tuple(fc.constant(codec), valid)),
      ([codec, value]) => agree(codec, value),
    ),
    { numRuns: 2_000 },
  );
});

it('on values that nearly fit', () => {
  fc.assert(
    fc.property(
      pair.chain(({ codec, valid }) => fc.tuple(fc.constant(codec), valid)),
      fc.nat(1 << 12),
      fc.nat(1 << 12),
      ([codec, value], where, how) => agree(codec, damaged(value, where, how)),
    ),
    { numRuns: 6_000 },
  );
});

it('on values of any other kind', () => {
  fc.assert(
    fc.property(pair, fc.anything({ withDate: true, withMap: true, withNullPrototype: true, withBigInt: true }), ({ codec }, value) => agree(codec, value)),
    { numRuns: 2_000 },
  );
});

it('asks for an own key where every object answers by inheritance', () => {
  const codec = closed('R', { constructor: t.unknown });
  for (const value of [{ foo: 1 }, {}, { constructor: 1 }, { toString: 1 }]) agree(codec, value);
  expect(compileGuard(codec)({ foo: 1 })).toBe(false);
});

it('takes optional keys of any name, and their own codec', () => {
  const codec = closed('R', {}, { constructor: t.string });
  for (const value of [{ constructor: 'a' }, { constructor: 1 }, {}]) agree(codec, value);
  expect(codec.is({ constructor: 'a' })).toBe(true);
});

it('refuses undefined as a value', () => {
  const codec = closed('R', { a: t.unknown }, { b: t.unknown });
  for (const value of [{ a: undefined }, { a: 1, b: undefined }]) {
    agree(codec, value);
    expect(codec.is(value)).toBe(false);
  }
});
