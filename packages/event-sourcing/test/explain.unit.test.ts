import { CivilDate, Instant } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

import { closed, decodeWith, nonBlank, oneOf, sealed, SubjectRef, toSeal, wholeNumber } from '../src';

const failures = (codec: t.Mixed, input: unknown) => {
  const decoded = decodeWith(codec as t.Type<unknown, unknown>, input, 'data');
  return E.isLeft(decoded) ? decoded.left : [];
};

const Amount = t.union([
  closed('Known', { _tag: t.literal('known'), ore: wholeNumber }),
  closed('Approximate', { _tag: t.literal('approximate'), about: wholeNumber, why: nonBlank(20) }),
  closed('Unknown', { _tag: t.literal('unknown') }),
]);
const Grant = closed('Grant', { amount: Amount, parts: t.array(closed('Part', { on: CivilDate })) }, { kind: oneOf('Kind', ['a', 'b']) });

describe('a failure names one path, what was expected, what was found', () => {
  it.each<[string, unknown, unknown]>([
    ['a missing key', { parts: [] }, { field: 'data.amount', expected: 'this key, which is missing' }],
    ['an unknown key', { amount: { _tag: 'unknown' }, parts: [], pnr: '19811228-9874' }, { field: 'data.pnr', expected: 'only the keys amount, parts, kind' }],
    ['what is no name', { amount: { _tag: 'unknown' }, parts: [], 'Anna ringde och grät': 1 }, { field: 'data.?', expected: 'only the keys amount, parts, kind' }],
    ['an item', { amount: { _tag: 'unknown' }, parts: [{ on: '2024-02-29' }, { on: '2026-02-30' }] }, { field: 'data.parts[1].on', value: '2026-02-30', expected: 'a day that exists: 2026-02 has 28 days' }],
    ['one of some words', { amount: { _tag: 'unknown' }, parts: [], kind: 'c' }, { field: 'data.kind', value: 'c', expected: 'one of a, b' }],
    ['the member that the tag names', { amount: { _tag: 'known', ore: 1.5 }, parts: [] }, { field: 'data.amount.ore', value: '1.5', expected: 'a whole number, zero or more' }],
    ['not a record', 'text', { field: 'data', value: 'text', expected: 'an object' }],
  ])('%s', (_name, input, expected) => {
    expect(failures(Grant, input)).toEqual([{ _tag: 'InvalidData', rule: 'event-sourcing/codec', ...(expected as object) }]);
  });

  it('of an unknown tag tells the tags there are, once', () => {
    expect(failures(Grant, { amount: { _tag: 'vague' }, parts: [] })).toEqual([
      { _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'data.amount._tag', value: 'vague', expected: '"known", or "approximate", or "unknown"' },
    ]);
  });

  it('tells every failure, each path once', () => {
    expect(failures(Grant, { amount: { _tag: 'known' }, parts: [{}], kind: 1 }).map(({ field }) => field)).toEqual(['data.amount.ore', 'data.parts[0].on', 'data.kind']);
  });

  it('joins what an untagged union expects, without repeating it', () => {
    const codec = closed('R', { a: t.union([nonBlank(5), nonBlank(5), t.literal('x')]) });
    expect(failures(codec, { a: '' })).toMatchObject([{ field: 'data.a', value: '', expected: 'a text of 1 to 5 characters, not blank, without control characters, or "x"' }]);
  });

  it('shortens what was found', () => {
    expect(failures(closed('R', { a: wholeNumber }), { a: 'x'.repeat(500) })[0]?.value).toHaveLength(60);
  });
});

describe('what is to be sealed never shows in a failure', () => {
  const secret = 'Anna Andersson 19811228-9874';
  const Person = closed('Person', { name: nonBlank(5), born: CivilDate }, { at: Instant });
  const Report = closed('Report', {
    client: SubjectRef,
    told: t.union([closed('Oral', { _tag: t.literal('oral'), text: toSeal('client', nonBlank(5)) }), closed('Written', { _tag: t.literal('written'), text: toSeal('client', nonBlank(3)) })]),
    who: toSeal('client', Person),
    notes: t.array(toSeal('client', nonBlank(5))),
    either: t.union([toSeal('client', nonBlank(4)), t.literal('none')]),
    byName: toSeal('client', t.record(t.string, wholeNumber)),
  });
  const client = '0b0e7e1c-4f5a-5b1e-9c55-0123456789ab';
  const bad = {
    client,
    told: { _tag: 'oral', text: secret },
    who: { name: secret, born: '1981-12-32', at: '1981-12-28T01:00:00+01:00', [secret]: 1 },
    notes: ['ok', secret],
    either: secret,
    byName: { [secret]: 'x' },
  };

  it.each<[string, unknown]>([
    ['in every kind of field', bad],
    ['in the place of a field', { ...bad, who: secret, told: secret, notes: secret, byName: secret }],
    ['in the place of the whole', secret],
    ['in a list of lists', { ...bad, notes: [[secret]] }],
  ])('%s', (_name, input) => {
    const text = JSON.stringify(failures(Report, input));
    expect(text).not.toBe('[]');
    for (const part of ['Anna', '1981', '12-28', '9874', 'has 31 days']) expect(text).not.toContain(part);
  });

  it('still says where and what', () => {
    expect(failures(Report, bad)).toEqual([
      { _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'data.told.text', expected: 'a text of 1 to 5 characters, not blank, without control characters' },
      { _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'data.who.name', expected: 'a text of 1 to 5 characters, not blank, without control characters' },
      { _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'data.who.born', expected: 'CivilDate as text' },
      { _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'data.who.at', expected: 'Instant as text' },
      { _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'data.who.?', expected: 'only the keys name, born, at' },
      { _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'data.notes[1]', expected: 'a text of 1 to 5 characters, not blank, without control characters' },
      { _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'data.either', expected: 'a text of 1 to 4 characters, not blank, without control characters, or "none"' },
      { _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'data.byName.?', expected: 'a whole number, zero or more' },
    ]);
  });

  it('nor does a text where a sealed box should be', () => {
    const Stored = closed('Stored', { client: SubjectRef, who: sealed('client', nonBlank(5)) });
    expect(failures(Stored, { client, who: secret })).toEqual([{ _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'data.who', expected: 'a sealed field' }]);
  });
});
