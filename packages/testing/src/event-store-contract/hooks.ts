/** Append hooks: inside the append, all or nothing with it. */
import assert from 'node:assert/strict';

import type { AppendHook, StoredEvent } from '@frist/event-sourcing';

import { answered, type Bench, encodedEvent, encodedEvents, freshStream, refused, revisionsOf, textsOf } from './harness';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (value: Uint8Array | null | undefined): string | null => (value === null || value === undefined ? null : new TextDecoder().decode(value));

/** Counts events in its slot, and refuses events of one type after having written. */
const counting = (name: string, seen: StoredEvent[][] = []): AppendHook => ({
  name,
  onAppend: (events, slot) => {
    seen.push([...events]);
    slot.put('count', bytes(String(Number(textOf(slot.get('count')) ?? '0') + events.length)));
    slot.put('empty', new Uint8Array());
    if (events.some((event) => event.text.includes('"type":"Refused"'))) throw new Error('refused by the hook');
  },
});

export const hooks = ({ on, contract }: Bench): void => {
  const seen: StoredEvent[][] = [];
  on(
    'a hook sees the events as stored, once for each append that writes; repeats and refusals do not run it',
    async (store) => {
      if (store.hookSlot === undefined) return;
      const [stream, other] = [freshStream(), freshStream()];
      const events = encodedEvents(2, stream);
      const first = await answered(store.append({ stream, expected: 'no-stream', events }));
      assert.deepEqual(seen, [first.events]);
      await answered(store.append({ stream, expected: 'no-stream', events }));
      await refused(store.append({ stream, expected: 'no-stream', events: encodedEvents(1, stream) }), 'Conflict');
      assert.equal(seen.length, 1);
      assert.equal(textOf(store.hookSlot('counting').get('count')), '2');
      assert.equal(store.hookSlot('counting').get('empty')?.length, 0);
      assert.equal(store.hookSlot('counting').get('nothing'), null);
      assert.equal(store.hookSlot('another').get('count'), null);
      if (store.appendAtomically === undefined) return;
      const both = await answered(
        store.appendAtomically([
          { stream, expected: 1, events: encodedEvents(1, stream) },
          { stream: other, expected: 'no-stream', events: encodedEvents(2, other) },
        ]),
      );
      assert.deepEqual(seen[1], both.flatMap((answer) => answer.events));
      assert.equal(textOf(store.hookSlot('counting').get('count')), '5');
      const turns = await answered(
        store.appendAtomically([
          { stream, expected: 2, events: encodedEvents(1, stream) },
          { stream: other, expected: 1, events: encodedEvents(1, other) },
          { stream, expected: 3, events: encodedEvents(1, stream) },
        ]),
      );
      assert.deepEqual(seen[2], turns.flatMap((answer) => answer.events));
      assert.deepEqual(seen[2], (await answered(store.readAll({ direction: 'forwards', limit: 100 }))).events.slice(5));
    },
    () => [counting('counting', seen)],
  );

  const looks: (readonly [last: number | null, before: readonly string[], rest: readonly string[]])[] = [];
  on(
    'a hook reads what was there before its append, in the same transaction',
    async (store) => {
      if (store.hookSlot === undefined) return;
      const [stream, other] = [freshStream(), freshStream()];
      const first = await answered(store.append({ stream, expected: 'no-stream', events: encodedEvents(3, stream) }));
      const second = await answered(store.append({ stream: other, expected: 'no-stream', events: encodedEvents(2, other) }));
      await answered(store.append({ stream, expected: 2, events: encodedEvents(1, stream) }));
      const texts = textsOf([...first.events, ...second.events]);
      assert.deepEqual(looks, [
        [null, [], []],
        [first.events[2]?.position, texts.slice(0, 2), texts.slice(2, 3)],
        [second.events[1]?.position, texts.slice(0, 2), texts.slice(2)],
      ]);
    },
    () => [
      {
        name: 'looking back',
        onAppend: (_events, _slot, { last, read }) => {
          const two = read(null, 2);
          const rest = read(two[1]?.position ?? null, 10_000);
          looks.push([last, textsOf(two), textsOf(rest)]);
        },
      },
    ],
  );

  on(
    'a hook that throws undoes the append and what every hook has put',
    async (store) => {
      if (store.hookSlot === undefined) return;
      const [stream, other] = [freshStream(), freshStream()];
      await answered(store.append({ stream, expected: 'no-stream', events: encodedEvents(1, stream) }));
      const bad = encodedEvent({ stream, type: 'Refused' });
      await refused(store.append({ stream, expected: 0, events: [encodedEvent({ stream }), bad] }), 'HookFailed');
      await refused(store.append({ stream: other, expected: 'no-stream', events: [bad] }), 'HookFailed');
      if (store.appendAtomically !== undefined) {
        const turns = [{ stream, expected: 0, events: encodedEvents(1, stream) }, { stream: other, expected: 'no-stream', events: encodedEvents(1, other) }, { stream, expected: 1, events: [bad] }] as const;
        await refused(store.appendAtomically(turns), 'HookFailed');
      }
      for (const name of ['first', 'second']) assert.equal(textOf(store.hookSlot(name).get('count')), '1');
      assert.equal((await answered(store.readAll({ direction: 'forwards', limit: 9 }))).events.length, 1);
      assert.equal((await answered(store.readStream(other, { direction: 'forwards', limit: 9 }))).events.length, 0);
      if (store.findEvent !== undefined) assert.equal((await answered(store.findEvent(bad.id)))._tag, 'None');
      const next = await answered(store.append({ stream, expected: 0, events: [encodedEvent({ stream, id: bad.id })] }));
      assert.deepEqual(revisionsOf(next.events), [1]);
      for (const name of ['first', 'second']) assert.equal(textOf(store.hookSlot(name).get('count')), '2');
    },
    () => [counting('first'), counting('second')],
  );

  on(
    'what a hook has kept survives with its events',
    async (store, _clock, again) => {
      if (!contract.shared || store.hookSlot === undefined) return;
      const stream = freshStream();
      await answered(store.append({ stream, expected: 'no-stream', events: encodedEvents(3, stream) }));
      await answered(store.close());
      const reopened = await again();
      assert.equal(textOf(reopened.hookSlot?.('kept').get('count')), '3');
      await answered(reopened.append({ stream, expected: 2, events: encodedEvents(1, stream) }));
      assert.equal(textOf(reopened.hookSlot?.('kept').get('count')), '4');
    },
    () => [counting('kept')],
  );

  on(
    'bytes put are a copy, of any content and length',
    async (store) => {
      if (store.hookSlot === undefined) return;
      await answered(store.append({ stream: freshStream(), expected: 'any', events: encodedEvents(1) }));
      const slot = store.hookSlot('bytes');
      assert.deepEqual([...(slot.get('all') ?? [])], Array.from({ length: 256 }, (_, i) => i));
      assert.equal(slot.get('long')?.length, 300_000);
      const got = slot.get('all') as Uint8Array;
      got.fill(0);
      assert.equal(slot.get('all')?.[255], 255);
    },
    () => [
      {
        name: 'bytes',
        onAppend: (_events, slot) => {
          const value = Uint8Array.from({ length: 256 }, (_, i) => i);
          slot.put('all', value);
          value.fill(7);
          slot.put('long', new Uint8Array(300_000).fill(255));
        },
      },
    ],
  );
};
