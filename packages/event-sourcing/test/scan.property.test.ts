/** What scans a text says the same as the regular expression that defines it. */
import fc from 'fast-check';

import { Board, CommandDigest, CommandId, EventTypeName, looksLikeIdentityNumber, nonBlank, StreamName, Uuid } from '../src';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const definitions: readonly (readonly [name: string, is: (u: unknown) => boolean, defined: (text: string) => boolean, sample: RegExp])[] = [
  ['Uuid', Uuid.is, (text) => new RegExp(`^${uuid}$`).test(text), new RegExp(`^${uuid}$`)],
  ['StreamName', StreamName.is, (text) => new RegExp(`^[a-z][a-zA-Z0-9]{0,63}-${uuid}$`).test(text), new RegExp(`^[a-z][a-zA-Z0-9]{0,70}-${uuid}$`)],
  ['Board', Board.is, (text) => /^[a-z0-9]+(?:[./-][a-z0-9]+){0,9}$/.test(text), /^[a-z0-9]{1,3}(?:[./-][a-z0-9]{0,2}){0,11}$/],
  ['CommandId', CommandId.is, (text) => /^[A-Za-z0-9][A-Za-z0-9._:/+@-]{0,127}$/.test(text) && !looksLikeIdentityNumber(text), /^[A-Za-z0-9._:/+@-]{0,130}$/],
  ['CommandDigest', CommandDigest.is, (text) => /^[A-Za-z0-9_-]{43}$/.test(text), /^[A-Za-z0-9_-]{42,44}$/],
  ['EventTypeName', EventTypeName.is, (text) => /^[A-Z][A-Za-z0-9]{0,79}$/.test(text), /^[A-Z][A-Za-z0-9]{0,82}$/],
];

/** One character changed, added or taken away. */
const nearly = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(text, fc.nat(140), fc.constantFrom('', 'a', 'A', '0', '-', '.', 'é', 'g', '\n', '\u0100', '\u0141', '\u0430'), fc.nat(1)).map(([whole, at, other, cut]) => {
    const i = at % (whole.length + 1);
    return whole.slice(0, i) + other + whole.slice(i + cut);
  });

describe.each(definitions)('%s', (_name, is, defined, sample) => {
  it('agrees with its definition', () => {
    const some = fc.stringMatching(sample);
    fc.assert(fc.property(fc.oneof(some, nearly(some), fc.string({ unit: 'binary' })), (text) => expect([text, is(text)]).toEqual([text, defined(text)])), { numRuns: 1_500 });
  });

  it('remembers nothing wrong: the same text twice, and another in between', () => {
    const some = fc.stringMatching(sample);
    fc.assert(fc.property(some, nearly(some), (one, other) => expect([is(one), is(other), is(one), is(other)]).toEqual([defined(one), defined(other), defined(one), defined(other)])));
  });
});

it('readable texts are those with something to see, and nothing that cannot be stored', () => {
  const defined = (text: string): boolean => text.length <= 20 && /\S/.test(text) && !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) && !/\p{Cs}/u.test(text);
  const unit = fc.oneof(
    fc.constantFrom('\ud83d\ude00', 'å', 'a', ' ', '\t', '\n', '\r', '\x7f', '\x85', '\xa0', '\u1680', '\u2003', '\u2028', '\u3000', '\ufeff', '\u200b'),
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  );
  fc.assert(fc.property(fc.array(unit, { maxLength: 22 }).map((units) => units.join('')), (text) => expect(nonBlank(20).is(text)).toBe(defined(text))), { numRuns: 5_000 });
});
