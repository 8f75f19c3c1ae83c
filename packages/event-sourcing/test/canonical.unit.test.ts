import * as E from 'fp-ts/Either';

import { canonicalJson } from '../src';

const nested = (depth: number, inmost: unknown): unknown => {
  let value = inmost;
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { deeper: value };
  return value;
};

class Own {
  readonly a = 1;
}

describe('what has no canonical form is refused, with its path', () => {
  const cyclic: Record<string, unknown> = { a: 1 };
  cyclic['b'] = { back: cyclic, again: cyclic };
  const list: unknown[] = [];
  list.push(list, list);
  const listWithToJson = Object.assign([1], { toJSON: () => 'gone' });

  it.each<[string, unknown, string]>([
    ['NaN', { a: [1, Number.NaN] }, '$.a[1]'],
    ['Infinity', -Infinity, '$'],
    ['a bigint', { a: { b: 10n } }, '$.a.b'],
    ['undefined', { a: undefined }, '$.a'],
    ['undefined in a list', [undefined], '$[0]'],
    ['a hole in a list', new Array(2), '$[0]'],
    ['a function', { a: () => 1 }, '$.a'],
    ['a symbol', [Symbol('s')], '$[0]'],
    ['a Date', { on: new Date(0) }, '$.on'],
    ['a Map', new Map([['a', 1]]), '$'],
    ['an instance', { z: 1, a: new Own() }, '$.a'],
    ['a boxed number', { n: Object(1) as unknown }, '$.n'],
    ['toJSON of its own', { a: { toJSON: () => 1 } }, '$.a'],
    ['a list with toJSON', { a: listWithToJson }, '$.a'],
    ['a high surrogate alone', { a: '\ud800' }, '$.a'],
    ['a low surrogate alone', ['x\udfffx'], '$[0]'],
    ['two in the wrong order', '\udc00\ud800', '$'],
    ['a lone surrogate in a key', { 'k\ud83d': 1 }, '$'],
    ['nesting too deep', nested(502, 1), '$'],
  ])('%s', (_name, value, path) => {
    const text = canonicalJson(value);
    expect(text).toMatchObject({ _tag: 'Left', left: { _tag: 'NotCanonical', rule: 'RFC 8785' } });
    if (E.isLeft(text)) expect(text.left.field.startsWith(path)).toBe(true);
  });

  it('ends on cycles', () => {
    expect(E.isLeft(canonicalJson(cyclic))).toBe(true);
    expect(E.isLeft(canonicalJson(list))).toBe(true);
  });
});

it('takes 500 levels, whatever lies in the inmost', () => {
  expect(E.isRight(canonicalJson(nested(500, 1)))).toBe(true);
  expect(E.isRight(canonicalJson(nested(501, 1)))).toBe(true);
  expect(E.isRight(canonicalJson(nested(501, { '1': 1 })))).toBe(false);
});

it('orders at every level, also where an inner value moved first', () => {
  expect(canonicalJson({ a: { z: 1, b: 2 }, c: 1, b: 1 })).toEqual(E.right('{"a":{"b":2,"z":1},"b":1,"c":1}'));
});

it('takes text that only looks like an escaped surrogate', () => {
  expect(canonicalJson({ a: String.raw`\ud800` })).toEqual(E.right(String.raw`{"a":"\\ud800"}`));
});

it('leaves what it is given as it was', () => {
  const value = Object.freeze({ b: Object.freeze({ z: 1, a: [2] }), a: '\u2028' });
  expect(canonicalJson(value)).toEqual(E.right('{"a":"\u2028","b":{"a":[2],"z":1}}'));
  expect(Object.keys(value)).toEqual(['b', 'a']);
});

it('takes an own key __proto__ and objects without a prototype', () => {
  expect(canonicalJson(JSON.parse('{"z":1,"__proto__":{"b":1,"a":2}}'))).toEqual(E.right('{"__proto__":{"a":2,"b":1},"z":1}'));
  expect(canonicalJson(Object.assign(Object.create(null) as object, { b: 1, a: 2 }))).toEqual(E.right('{"a":2,"b":1}'));
});

it('takes copies that the platform makes, whose prototypes may be of another realm', () => {
  expect(canonicalJson(structuredClone({ b: [{ d: 1, c: 2 }], a: 1 }))).toEqual(E.right('{"a":1,"b":[{"c":2,"d":1}]}'));
});
