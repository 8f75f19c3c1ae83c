/** An event's text goes out and comes back byte for byte, past the client's own reading and writing where that is known, through it where not. */
import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { canonicalJson, composeStoredText, type EncodedEvent, type StreamName } from '@frist/event-sourcing';
import { encodedEvent, type EventStoreDbDouble } from '@frist/testing';
import fc from 'fast-check';

import type { EventStoreDbClient, IncomingEvent, IncomingStream } from '../src/client';
import { guarded } from '../src/guard';
import { decoder } from '../src/wire';
import { answered, opener } from './support';

const opened = opener();
const clients: EventStoreDBClient[] = [];
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await opened.close();
});
const instant = '2024-03-01T12:00:00.000Z';

const connected = (double: EventStoreDbDouble): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(double.url);
  clients.push(client);
  return client;
};
/** A client of which nothing is known but its public methods. */
const unknownInside = (client: EventStoreDBClient): EventStoreDbClient => ({
  appendToStream: async (stream, events, options) => await client.appendToStream(stream, events as Parameters<typeof client.appendToStream>[1], options),
  readStream: (stream, options) => client.readStream(stream, options),
  readAll: (options) => client.readAll(options),
  subscribeToAll: (options) => client.subscribeToAll(options),
  dispose: async () => await client.dispose(),
});

/** What JSON of another writer would come back from as something else: keys that look like numbers, that name prototypes, odd numbers. */
const key = fc.oneof(fc.string({ unit: 'grapheme' }), fc.nat().map(String), fc.constantFrom('__proto__', 'constructor', 'toJSON', '', '-0', '01', '4294967295', 'recordedAt', 'revision'));
const odd = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 1e21, 1e-7, 5e-324, 2 ** 53)),
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u2028', '","recordedAt":"', '😀', '\\ud800', null, true)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;
type Json = NonNullable<Parameters<typeof encodedEvent>[0]>['data'];

describe.each([
  ['batches', true, true],
  ['plain appends', true, false],
  ['a client whose inside is unknown', false, true],
] as const)('%s', (_name, known, batchAppend) => {
  it('the text that comes back is the text that was given, and JSON to everybody else', async () => {
    const double = await opened.server({ clock: () => instant, batchAppend });
    const plain = connected(double);
    const store = opened.store({ connection: known ? double.url : unknownInside(connected(double)) });
    const others = [opened.store({ connection: double.url }), opened.store({ connection: unknownInside(connected(double)) })];
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { minLength: 1, maxLength: 4 }), async (values) => {
        const stream = `grant-00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}` as StreamName;
        const events: EncodedEvent[] = values.filter((value) => canonicalJson(value)._tag === 'Right').map((data) => encodedEvent({ stream, data: data as Exclude<Json, undefined> }));
        if (events.length === 0) return;
        const expected = events.map((event, i) => composeStoredText(event, instant as Parameters<typeof composeStoredText>[1], i));
        const done = await answered(store.append({ stream, expected: 'no-stream', events }));
        expect(done.events.map(({ text }) => text)).toEqual(expected);
        for (const reader of [store, ...others]) {
          expect((await answered(reader.readStream(stream, { direction: 'forwards', limit: 9 }))).events.map(({ text }) => text)).toEqual(expected);
        }
        const seen: unknown[] = [];
        for await (const { event } of plain.readStream(stream)) seen.push([event?.isJson, JSON.stringify(event?.data)]);
        expect(seen).toEqual(events.map(({ head, tail }) => [true, JSON.stringify(JSON.parse(head.slice(0, -1) + tail))]));
        if (known) expect(double.events().slice(-events.length).map(({ data }) => data)).toEqual(events.map(({ head, tail }) => head.slice(0, -1) + tail));
      }),
      { numRuns: 60 },
    );
  });
});

it('through a channel that was opened without the store, bytes are called bytes, and the text is the same', async () => {
  const double = await opened.server({ clock: () => instant });
  const client = connected(double);
  await client.appendToStream('shop-1', [jsonEvent({ type: 'Sold', data: { of: 1 } }), binaryEvent({ type: 'Sold', data: Buffer.from('{}') })]);
  const stream = 'grant-00000000-0000-4000-8000-0000000000ff' as StreamName;
  const event = encodedEvent({ stream });
  const store = opened.store({ connection: client });
  const done = await answered(store.append({ stream, expected: 'no-stream', events: [event] }));
  expect(done.events.map(({ text }) => text)).toEqual([composeStoredText(event, instant as Parameters<typeof composeStoredText>[1], 0)]);
  expect((await answered(store.readAll({ direction: 'backwards', limit: 9 }))).events).toEqual(done.events);
  const seen: unknown[] = [];
  for await (const { event: read } of client.readAll()) seen.push(read?.isJson);
  expect(seen).toEqual([true, false, false]);
});

const drained = async (stream: IncomingStream): Promise<IncomingEvent[]> =>
  await new Promise((resolve, reject) => {
    const events: IncomingEvent[] = [];
    stream.on('data', ({ event }) => event !== undefined && events.push(event));
    stream.on('error', reject);
    stream.on('end', () => resolve(events));
  });

it('an event taken apart here is the event that the client makes of it', async () => {
  const double = await opened.server();
  const client = connected(double);
  const store = opened.store({ connection: double.url });
  for (let n = 0; n < 200; n += 1) {
    const stream = `grånt-${n % 7}` as StreamName;
    await answered(store.append({ stream, expected: 'any', events: [encodedEvent({ stream, data: 'x'.repeat(n * 3) })] }));
  }
  const options = { direction: 'forwards', fromPosition: 'start', maxCount: 1_000, requiresLeader: true } as const;
  const [theirs, ours] = [await drained(client.readAll(options)), await drained(guarded(client, 1_000).readAll(options))];
  const told = ({ streamId, id, revision, created, position, metadata }: IncomingEvent): unknown => ({ streamId, id, revision, created, position, metadata });
  expect(theirs).toHaveLength(200);
  expect(ours.map(told)).toEqual(theirs.map(told));
  expect(ours.map(({ data }) => JSON.parse(Buffer.from(data as Uint8Array).toString('utf8')) as unknown)).toEqual(theirs.map(({ data }) => data));
});

describe('what cannot be taken apart', () => {
  const own = Symbol('left to the client');
  const decode = decoder(() => own);

  it('is left to the client', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => expect(() => decode(Buffer.from(bytes))).not.toThrow()));
    // Confirmation, checkpoint, an event with a link, an id in the other form, a number without an end.
    for (const hex of ['12020a00', '1a040801100a', '0a0612020a000a00', '0a080a060a040a020801', '0a030a0118', `08${'ff'.repeat(12)}`]) expect(decode(Buffer.from(hex, 'hex'))).toBe(own);
  });

  it('numbers beyond the exact ones stay whole', () => {
    const position = [0x28, ...Array.from({ length: 9 }, () => 0xff), 0x01];
    const recorded = [0x0a, 3, 0x12, 1, 0x61, ...position, 0x20, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
    const event = decode(Buffer.from([0x0a, recorded.length + 2, 0x0a, recorded.length, ...recorded])) as { getCommitPosition(): unknown; getPreparePosition(): unknown };
    expect([event.getCommitPosition(), event.getPreparePosition()]).toEqual([String(2n ** 64n - 1n), String(2 ** 53 - 1)]);
  });
});
