/** `recordedAt` never goes back, and what is stored is exactly the composed text. */
import assert from 'node:assert/strict';

import { composeStoredText, type EncodedEvent, type StoredEvent } from '@frist/event-sourcing';

import { answered, type Bench, encodedEvent, encodedEvents, followAll, freshStream, noon, type SettableClock } from './harness';

const at = (text: string): SettableClock['now'] => text as SettableClock['now'];
const recordedAtOf = (event: StoredEvent): string => (JSON.parse(event.text) as { recordedAt: string }).recordedAt;

export const time = ({ on, contract }: Bench): void => {
  on('the stored text is the composed text, byte for byte, wherever it is read', async (store) => {
    const stream = freshStream();
    const events = [...encodedEvents(3, stream), encodedEvent({ stream, data: { text: 'Råd & stöd "åäö" \\ / \u0000 \u001f' } })];
    const done = await answered(store.append({ stream, expected: 'any', events }));
    const expected = events.map((event, revision) => composeStoredText(event, noon, revision));
    const pages = [
      done.events,
      (await answered(store.readStream(stream, { direction: 'forwards', limit: 9 }))).events,
      [...(await answered(store.readStream(stream, { direction: 'backwards', limit: 9 }))).events].reverse(),
      await followAll(store, 2),
    ];
    for (const page of pages) {
      assert.deepEqual(
        page.map(({ text }) => text),
        expected,
      );
      for (const { text } of page) assert.equal(Buffer.compare(Buffer.from(text), Buffer.from(expected[page.findIndex((event) => event.text === text)] as string)), 0);
    }
  });

  on('recordedAt is the clock at the append, one instant for the whole of it', async (store, clock) => {
    const stream = freshStream();
    clock.now = at('2024-03-01T12:00:00.001Z');
    const first = await answered(store.append({ stream, expected: 'any', events: encodedEvents(3, stream) }));
    clock.now = at('2031-12-31T23:59:59.999Z');
    const second = await answered(store.append({ stream, expected: 'any', events: encodedEvents(1, stream) }));
    assert.deepEqual([...first.events, ...second.events].map(recordedAtOf), [
      ...Array<string>(3).fill('2024-03-01T12:00:00.001Z'),
      '2031-12-31T23:59:59.999Z',
    ]);
  });

  on('recordedAt never goes back when the clock does, over all streams', async (store, clock, again) => {
    const writers = contract.shared ? [store, await again()] : [store];
    const instants = ['12:00:00.000', '12:00:05.000', '12:00:04.999', '11:00:00.000', '12:00:05.001', '09:00:00.000'];
    for (const [i, instant] of instants.entries()) {
      clock.now = at(`2024-03-01T${instant}Z`);
      const writer = writers[i % writers.length] ?? store;
      await answered(writer.append({ stream: freshStream(), expected: 'any', events: encodedEvents(2) }));
    }
    assert.deepEqual(
      (await followAll(store, 100)).filter((_, i) => i % 2 === 0).map((event) => recordedAtOf(event).slice(11, 23)),
      ['12:00:00.000', '12:00:05.000', '12:00:05.000', '12:00:05.000', '12:00:05.001', '12:00:05.001'],
    );
  });

  on('an append that was refused leaves no mark in time', async (store, clock) => {
    const stream = freshStream();
    const events: readonly EncodedEvent[] = encodedEvents(1, stream);
    await answered(store.append({ stream, expected: 'any', events }));
    clock.now = at('2040-01-01T00:00:00.000Z');
    await store.append({ stream, expected: 'no-stream', events: encodedEvents(1, stream) })();
    await store.append({ stream, expected: 'no-stream', events })();
    clock.now = at('2024-03-01T12:30:00.000Z');
    const later = await answered(store.append({ stream, expected: 0, events: encodedEvents(1, stream) }));
    assert.deepEqual(later.events.map(recordedAtOf), ['2024-03-01T12:30:00.000Z']);
  });
};
