import * as t from 'io-ts';

import {
  type AnyEventType, canonicalJson, closed, encodeEvent, eventType, makeCatalogue, nonBlank, type Position, sealed, type StoredEvent, SubjectRef, wholeNumber,
} from '../src';
import { board, catalogue, client, day, left, Noted, right, streamOf } from './support';

const id = '0b0e7e1c-4f5a-5b1e-9c55-0123456789ab';
const envelope = {
  id, stream: streamOf('a'), revision: 0, type: 'Noted', schemaVersion: 3, occurredOn: '2024-06-01', recordedAt: '2024-06-15T10:00:00.000Z', board,
  actor: { role: 'r', ref: 'x' }, commandId: 'c-1', commandDigest: 'A'.repeat(43), correlationId: 'c-1', data: { text: 'a', kind: 'plain', weight: 1 },
};
const stored = (fields: object): StoredEvent => ({ position: 7 as Position, revision: 0, text: right(canonicalJson({ ...envelope, ...fields })) });
const refused = (fields: object) => left(catalogue.decode(stored(fields)));

describe('a catalogue is complete or is not made', () => {
  const codec = closed('X', { a: nonBlank(5) });
  const up = (data: object) => ({ ...data });
  const type = (over: Partial<AnyEventType>): AnyEventType => ({ type: 'X', version: 1, codec, upcasters: {}, ...over });

  it.each<[string, readonly AnyEventType[], object]>([
    ['a hole in the chain', [type({ version: 4, upcasters: { 1: up, 3: up } })], { _tag: 'IncompleteUpcasts', value: '2' }],
    ['no chain at all', [type({ version: 2 })], { _tag: 'IncompleteUpcasts', value: '1' }],
    ['an upcaster from the newest version', [type({ version: 2, upcasters: { 1: up, 2: up } })], { _tag: 'IncompleteUpcasts', value: '2' }],
    ['an upcaster from version 0', [type({ upcasters: { 0: up } })], { _tag: 'IncompleteUpcasts', value: '0' }],
    ['version 0', [type({ version: 0 })], { _tag: 'InvalidEventType' }],
    ['version 1.5', [type({ version: 1.5 })], { _tag: 'InvalidEventType' }],
    ['a name in lower case', [type({ type: 'noted' })], { _tag: 'InvalidEventType' }],
    ['two declarations of one name', [type({}), type({})], { _tag: 'DuplicateEventType' }],
    ['a second FactRetracted', [type({ type: 'FactRetracted' })], { _tag: 'DuplicateEventType' }],
    ['a sealed field without its subject', [type({ codec: closed('X', { what: sealed('client', t.string) }) })], { _tag: 'NoSubjectField' }],
    ['a sealed field whose subject is some text', [type({ codec: closed('X', { client: t.string, what: sealed('client', t.string) }) })], { _tag: 'NoSubjectField' }],
    ['a sealed field deep inside, without subject at the top', [type({ codec: closed('X', { in: t.array(closed('Y', { client: SubjectRef, what: sealed('client', t.string) })) }) })], { _tag: 'NoSubjectField' }],
    ['a sealed field in a union, without subject', [type({ codec: closed('X', { in: t.union([t.null, sealed('client', t.string)]) }) })], { _tag: 'NoSubjectField' }],
  ])('%s', (_name, types, why) => {
    expect(left(makeCatalogue(types))).toMatchObject(why);
  });

  it('takes the same declaration twice, and a subject that may be absent', () => {
    const one = type({});
    const sealing = eventType('Y', closed('Y', {}, { client: SubjectRef, what: sealed('client', t.string) }));
    expect([...right(makeCatalogue([one, one, sealing])).types.keys()]).toEqual(['FactRetracted', 'FactCorrected', 'X', 'Y']);
  });
});

describe('decoding', () => {
  it('gives the envelope, the position and the data', () => {
    expect(right(catalogue.decode(stored({})))).toEqual({ ...envelope, position: 7 });
  });

  it('brings older data up, step by step', () => {
    const old = right(catalogue.decode(stored({ schemaVersion: 1, data: { text: 'a' } })));
    expect(old).toMatchObject({ schemaVersion: 3, data: { text: 'a', kind: 'plain', weight: 0 } });
    expect(right(catalogue.decode(stored({ schemaVersion: 2, data: { text: 'a', kind: 'duty' } })))).toMatchObject({ data: { kind: 'duty', weight: 0 } });
  });

  it.each<[string, object, string, string]>([
    ['a newer version', { schemaVersion: 4 }, 'NewerEventVersion', 'schemaVersion'],
    ['version 0', { schemaVersion: 0 }, 'UpcastFailed', 'data'],
    ['an unknown type', { type: 'Unheard' }, 'UnknownEventType', 'type'],
    ['a type named like what every object has', { type: 'Constructor' }, 'UnknownEventType', 'type'],
    ['data that the codec refuses', { data: { text: 'a', kind: 'plain', weight: -1 } }, 'InvalidEvent', 'Noted.data.weight'],
    ['an unknown key in the data', { data: { ...envelope.data, pnr: '1' } }, 'InvalidEvent', 'Noted.data.pnr'],
    ['older data that does not fit after it was brought up', { schemaVersion: 1, data: { text: '' } }, 'InvalidEvent', 'Noted.data.text'],
    ['an unknown key in the envelope', { position: 1 }, 'InvalidEvent', '$.position'],
    ['a day that does not exist', { occurredOn: '2026-02-30' }, 'InvalidEvent', '$.occurredOn'],
    ['an actor who looks like a person', { actor: { role: 'r', ref: '19811228-9874' } }, 'InvalidEvent', '$.actor.ref'],
  ])('refuses %s', (_name, fields, tag, field) => {
    expect(refused(fields)).toMatchObject({ _tag: tag, rule: `event-sourcing/${tag}`, field, position: 7 });
  });

  it.each(['', '{', '[]', 'null', '"a"', '{}', '1'])('refuses %j', (text) => {
    expect(['MalformedEvent', 'InvalidEvent']).toContain(left(catalogue.decode({ position: 1 as Position, revision: 0, text }))._tag);
  });

  it('tells of an upcaster that throws', () => {
    const fragile = eventType('Fragile', closed('Fragile', {}), { version: 2, upcasters: { 1: (): never => { throw new Error('secret 811228-9874'); } } });
    const why = left(right(makeCatalogue([fragile])).decode(stored({ type: 'Fragile', schemaVersion: 1, data: {} })));
    expect(why).toMatchObject({ _tag: 'UpcastFailed', expected: 'the upcaster from version 1 failed' });
    expect(JSON.stringify(why)).not.toContain('811228');
  });
});

describe('replacement data in a correction', () => {
  const corrected = (data: object): object => ({ type: 'FactCorrected', schemaVersion: 1, data: { corrects: id, reason: 'fel', correctedType: 'Noted', correctedVersion: 3, ...data } });

  it('is brought up and checked by the codec of what it corrects', () => {
    expect(right(catalogue.decode(stored(corrected({ correctedVersion: 1, data: { text: 'b' } }))))).toMatchObject({
      data: { correctedVersion: 3, data: { text: 'b', kind: 'plain', weight: 0 } },
    });
    expect(refused(corrected({ data: { text: 'b' } }))).toMatchObject({ _tag: 'InvalidEvent', field: 'FactCorrected.data.data.kind' });
    expect(refused(corrected({ correctedVersion: 4, data: { text: 'b' } }))).toMatchObject({ _tag: 'NewerEventVersion' });
    expect(refused(corrected({ correctedType: 'Unheard' }))).toMatchObject({ _tag: 'UnknownEventType', field: 'data.correctedType' });
  });

  it('is checked before it is written', () => {
    const check = (data: object) => catalogue.check('FactCorrected', { corrects: id, reason: 'fel', correctedType: 'Noted', correctedVersion: 3, ...data });
    right(check({ occurredOn: '2024-01-01' }));
    right(check({ data: { text: 'b', kind: 'duty', weight: 1 } }));
    expect(left(check({ data: { text: 'b' } }))).toMatchObject([{ field: 'FactCorrected.data.data.kind' }, { field: 'FactCorrected.data.data.weight' }]);
    expect(left(check({ correctedVersion: 1, data: { text: 'b' } }))).toMatchObject([{ field: 'data.correctedVersion' }]);
    expect(left(check({ correctedType: 'Unheard' }))).toMatchObject([{ field: 'data.correctedType' }]);
  });
});

it('what it accepts for writing it can read', () => {
  const written = right(encodeEvent(catalogue, null, { ...envelope, type: Noted.type, occurredOn: day('2024-06-01'), data: { text: 'a', kind: 'duty', weight: 2 } } as never));
  expect(written.id).toBe(id);
  right(catalogue.check('Noted', { text: 'a', kind: 'duty', weight: 2 }));
  expect(left(catalogue.check('Noted', { text: 'a' }))).toHaveLength(2);
  expect(left(catalogue.check('Unheard', {}))).toMatchObject([{ field: 'type' }]);
  expect(left(catalogue.check('Told', { client, what: 'plain text', remarks: [] }))).toEqual([
    { _tag: 'InvalidData', rule: 'event-sourcing/codec', field: 'Told.data.what', expected: 'a sealed field' },
  ]);
  expect(wholeNumber.is(1)).toBe(true);
});
