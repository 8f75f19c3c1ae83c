import * as E from 'fp-ts/Either';

import {
  canonicalJson, type CommandDigest, type CommandEnvelope, CommandEnvelope as CommandCodec, composeStoredText, decodeWith, digestOf, encodeEvent, type EventId,
  failure, open, type PendingEvent, type Position, type RecordedEvent, type Sealer,
} from '../src';
import { actor, board, caseDecider, catalogue, client, command, day, instant, left, right, streamOf, testSealer } from './support';

const secret = 'Anna Andersson, 19811228-9874';
const pending = (fields: Partial<PendingEvent>): PendingEvent => ({
  id: '0b0e7e1c-4f5a-5b1e-9c55-0123456789ab' as EventId,
  stream: streamOf('a'),
  type: 'Noted',
  occurredOn: day('2024-06-01'),
  board,
  actor,
  commandId: 'c-1' as PendingEvent['commandId'],
  commandDigest: 'A'.repeat(43) as CommandDigest,
  correlationId: 'c-1',
  data: { text: 'åäö', kind: 'duty', weight: 3 },
  ...fields,
});
const told = (what: unknown = open(secret)): PendingEvent =>
  pending({ type: 'Told', data: { client, what, remarks: [{ _tag: 'none' }, { _tag: 'oral', said: open(`${secret} igen`) }] } });

const full: Partial<PendingEvent> = {
  causationId: '11111111-4f5a-5b1e-9c55-0123456789ab' as EventId,
  knownSince: day('2020-01-01'),
  source: { document: 'SN 2024-06-01', date: day('2024-06-01'), locator: '§ 4' },
};

describe('stored text', () => {
  it.each<[string, PendingEvent]>([
    ['plain', pending({})],
    ['with everything', pending(full)],
    ['a cause only', pending({ causationId: full.causationId as EventId })],
    ['a source only', pending({ source: { document: 'x' } })],
    ['unordered data', pending({ data: { weight: 0, text: '\u2028"\\', kind: 'plain' } })],
    ['sealed', told()],
  ])('%s: is the canonical text of the whole envelope, and decodes', (_name, event) => {
    const encoded = right(encodeEvent(catalogue, testSealer(), event));
    for (const revision of [0, 7, 123_456]) {
      const text = composeStoredText(encoded, instant('2024-06-15T10:00:00.000Z'), revision);
      expect(canonicalJson(JSON.parse(text))).toEqual(E.right(text));
      const decoded = right(catalogue.decode({ position: 1 as Position, revision, text }));
      const { data, ...rest } = event;
      expect(decoded).toMatchObject({ ...rest, revision, recordedAt: '2024-06-15T10:00:00.000Z', position: 1 });
      if (event.type !== 'Told') expect(decoded.data).toEqual(data);
    }
  });

  it.each<[string, PendingEvent, string]>([
    ['an unknown type', pending({ type: 'Unheard' }), 'type'],
    ['data its codec refuses', pending({ data: { text: '', kind: 'duty', weight: 1 } }), 'Noted.data.text'],
    ['an unknown key', pending({ data: { text: 'a', kind: 'duty', weight: 1, pnr: '811228-9874' } }), 'Noted.data.pnr'],
    ['a day that does not exist', pending({ occurredOn: day('2026-02-30') }), 'Noted.occurredOn'],
    ['a cause that is no event id', pending({ causationId: 'nothing' as EventId }), 'Noted.causationId'],
  ])('is not made of %s', (_name, event, field) => {
    expect(left(encodeEvent(catalogue, null, event))).toMatchObject({ _tag: 'InvalidData', field });
  });
});

describe('sealing', () => {
  it('leaves no plain text, and opens again in its place only', () => {
    const sealer = testSealer();
    const encoded = right(encodeEvent(catalogue, sealer, told()));
    const text = composeStoredText(encoded, instant('2024-06-15T10:00:00.000Z'), 0);
    for (const part of ['Anna', '19811228', '9874', 'igen', '"open"']) expect(text).not.toContain(part);
    const event = right(catalogue.decode({ position: 1 as Position, revision: 0, text })) as RecordedEvent<string, { what: never; remarks: { said: never }[] }>;
    const at = { board, stream: event.stream, id: event.id, type: 'Told', schemaVersion: 1, subject: client };
    expect(right(sealer.unseal(event.data.what, { ...at, field: 'what' }))).toEqual(open(JSON.stringify(secret)));
    expect(right(sealer.unseal(event.data.remarks[1]?.said as never, { ...at, field: 'remarks[1].said' }))).toEqual(open(JSON.stringify(`${secret} igen`)));
    expect(left(sealer.unseal(event.data.what, { ...at, field: 'remarks[1].said' }))._tag).toBe('SealBroken');
    sealer.dispose(client);
    expect(right(sealer.unseal(event.data.what, { ...at, field: 'what' }))).toEqual({ _tag: 'disposed', subject: client });
  });

  it('does not touch what it was given', () => {
    const event = told();
    const before = structuredClone(event.data);
    right(encodeEvent(catalogue, testSealer(), event));
    expect(event.data).toEqual(before);
  });

  const sealer = testSealer();
  const failing: Sealer = { ...sealer, seal: () => E.left(failure('KeyUnavailable', 'test/sealer', 'key', 'a key')) };
  it.each<[string, Sealer | null, PendingEvent, string]>([
    ['no sealer', null, told(), 'NoSealer'],
    ['a sealer that fails', failing, told(), 'KeyUnavailable'],
    ['no subject', sealer, pending({ type: 'Told', data: { what: open(secret), remarks: [] } }), 'InvalidData'],
    ['plain text in a sealed field', sealer, told(secret), 'InvalidData'],
    ['a value that the codec inside refuses', sealer, told(open(secret.repeat(10))), 'InvalidData'],
    ['a value without canonical form', sealer, told(open(`${secret}\ud800`)), 'InvalidData'],
    ['a key beside the value, in an open reading left over', null, pending({ type: 'Told', data: { client, what: { _tag: 'open', value: secret }, remarks: [] } }), 'NoSealer'],
    ['a disposed reading', sealer, told({ _tag: 'disposed', subject: client }), 'InvalidData'],
    ['a function, which no copy can hold', sealer, told(open(() => secret)), 'InvalidData'],
  ])('%s: refused, and the refusal tells nothing', (_name, with_, event, tag) => {
    const why = left(encodeEvent(catalogue, with_, event));
    expect(why._tag).toBe(tag);
    for (const part of ['Anna', '19811228', '9874']) expect(JSON.stringify(why)).not.toContain(part);
  });
});

describe('the digest of a command', () => {
  const read = (input: object): CommandEnvelope => right(decodeWith(CommandCodec, input, 'command'));
  const tell = (what: string, more: object = {}): CommandEnvelope => read(command('c-1', 'tell', { client, what, remarks: [] }, more));
  const codec = caseDecider.commands['tell'] as (typeof caseDecider.commands)[string];
  const digest = (given: CommandEnvelope, sealer: Sealer | null) => digestOf(given, codec, right(codec.decode(given.data)), sealer);

  it('is the same for the same content, in any order of keys, and differs for any other', () => {
    const sealer = testSealer();
    const one = right(digest(tell('a'), sealer));
    expect(one).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(right(digest(read({ ...command('c-1', 'tell', { remarks: [], what: 'a', client }) }), sealer))).toBe(one);
    const others = [tell('b'), tell('a', { on: '2024-06-02' }), tell('a', { source: { document: 'x' } }), tell('a', { knownSince: '2024-06-01' }), tell('a', { causedBy: 'c-0' })];
    expect(new Set(others.map((other) => right(digest(other, sealer)))).add(one).size).toBe(others.length + 1);
  });

  it('hangs on the key of the subject, so it cannot be guessed back from the content', () => {
    expect(right(digest(tell('a'), testSealer()))).not.toBe(right(digest(tell('a'), testSealer())));
    expect(left(digest(tell('a'), null))).toMatchObject({ _tag: 'NoSealer', field: 'tell.what' });
  });

  it('never moves (computed with another implementation)', () => {
    const opened = read(command('c-1', 'open', { name: 'Ökad bemanning' }));
    expect(right(digestOf(opened, caseDecider.commands['open'] as typeof codec, opened.data, null))).toBe('FY7p0A1H6pPD6NSCdhikXQpdCJQS2dvR08jb26PwO3A');
  });
});
