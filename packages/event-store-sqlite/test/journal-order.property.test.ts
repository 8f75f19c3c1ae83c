/** What is rehearsed over streams that take turns is stored in the order in which it was told, alike in both stores, and hooks hear it so. */
import { join } from 'node:path';

import { type AppendHook, type EventStore, memoryEventStore, overlayStore, type StoredEvent, type StreamName } from '@frist/event-sourcing';
import { encodedEvent, right } from '@frist/testing';
import fc from 'fast-check';

import { clock, openStore, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(folder.remove);

const streams = ['a', 'b', 'c'].map((name) => `case-${name.repeat(8)}-1111-5111-8111-111111111111` as StreamName);
const idOf = ({ text }: StoredEvent): string => (JSON.parse(text) as { id: string }).id;

const telling = fc.record({ stream: fc.nat(2), count: fc.integer({ min: 1, max: 4 }) });
const journals = fc.array(fc.array(telling, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 3 });

/** Appends a journal to an overlay, and what is pending to the store below at once. */
const importAll = async (below: EventStore, journal: readonly (readonly [StreamName, readonly ReturnType<typeof encodedEvent>[]])[]): Promise<void> => {
  const overlay = overlayStore(below, clock);
  for (const [stream, events] of journal) right(await overlay.append({ stream, expected: 'any', events })());
  const append = below.appendAtomically as NonNullable<EventStore['appendAtomically']>;
  const pending = overlay.pending();
  for (const repeated of [false, true]) expect(right(await append(pending)()).every((answer) => answer.repeated === repeated)).toBe(true);
};

test('journal order', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(journals, async (told) => {
      const journalsOfEvents = told.map((lines) =>
        lines.map(({ stream, count }) => [streams[stream] as StreamName, Array.from({ length: count }, () => encodedEvent({ stream: streams[stream] as StreamName }))] as const),
      );
      const order = journalsOfEvents.flat().flatMap(([, events]) => events.map(({ id }) => id as string));
      const texts: (readonly string[])[] = [];
      for (const open of [
        async (onAppend: readonly AppendHook[]) => memoryEventStore({ clock, onAppend }),
        async (onAppend: readonly AppendHook[]) => await openStore({ file: join(folder.path, `order-${(run += 1)}.db`), onAppend }),
      ]) {
        const heard: string[] = [];
        const store = await open([{ name: 'hearing', onAppend: (events) => void heard.push(...events.map(idOf)) }]);
        for (const journal of journalsOfEvents) await importAll(store, journal);
        const { events } = right(await store.readAll({ direction: 'forwards', limit: 10_000 })());
        expect([events.map(idOf), heard]).toEqual([order, order]);
        texts.push(events.map(({ text }) => text));
        right(await store.close()());
      }
      expect(texts[0]).toEqual(texts[1]);
    }),
    { numRuns: 25 },
  );
});
