/** A repeated append answers as the first time, and nothing is written twice. */
import assert from 'node:assert/strict';

import type { ExpectedRevision } from '@frist/event-sourcing';

import { answered, type Bench, encodedEvent, encodedEvents, freshStream, refused, textsOf } from './harness';

const forwards = { direction: 'forwards', limit: 100 } as const;

export const idempotence = ({ on, contract }: Bench): void => {
  const exact: readonly (readonly [before: number, expected: ExpectedRevision])[] = [
    [0, 'no-stream'],
    [1, 0],
    [3, 2],
  ];
  for (const [before, expected] of exact) {
    on(`the same events at the same expected revision (${expected}), also when more has followed`, async (store, clock) => {
      const stream = freshStream();
      if (before > 0) await answered(store.append({ stream, expected: 'no-stream', events: encodedEvents(before, stream) }));
      const events = encodedEvents(3, stream);
      const first = await answered(store.append({ stream, expected, events }));
      clock.now = '2024-03-02T00:00:00.000Z' as typeof clock.now;
      assert.deepEqual(await answered(store.append({ stream, expected, events })), { ...first, repeated: true });
      await answered(store.append({ stream, expected: before + 2, events: encodedEvents(2, stream) }));
      assert.deepEqual(await answered(store.append({ stream, expected, events })), { ...first, repeated: true });
      assert.deepEqual(await answered(store.append({ stream, expected, events: events.slice(0, 2) })), { ...first, events: first.events.slice(0, 2), repeated: true });
      assert.equal((await answered(store.readStream(stream, forwards))).events.length, before + 5);
    });
  }

  for (const expected of ['any', 'stream-exists'] as const) {
    on(`with ${expected}: events that are the last of the stream`, async (store) => {
      const stream = freshStream();
      await answered(store.append({ stream, expected: 'any', events: encodedEvents(2, stream) }));
      const events = encodedEvents(3, stream);
      const first = await answered(store.append({ stream, expected, events }));
      assert.deepEqual(await answered(store.append({ stream, expected, events })), { ...first, repeated: true });
      assert.deepEqual(await answered(store.append({ stream, expected, events: events.slice(1) })), { ...first, events: first.events.slice(1), repeated: true });
      assert.equal((await answered(store.readStream(stream, forwards))).events.length, 5);
    });
  }

  on('with any: events that once were the last are not repeated silently', async (store) => {
    if (!store.capabilities.findEvent) return;
    const stream = freshStream();
    const events = encodedEvents(2, stream);
    await answered(store.append({ stream, expected: 'any', events }));
    await answered(store.append({ stream, expected: 'any', events: encodedEvents(1, stream) }));
    await refused(store.append({ stream, expected: 'any', events }), 'RepeatedEventId');
    assert.equal((await answered(store.readStream(stream, forwards))).events.length, 3);
  });

  on('other events, another order, or more of them are a conflict and no repeat', async (store) => {
    const stream = freshStream();
    const events = encodedEvents(2, stream);
    await answered(store.append({ stream, expected: 'no-stream', events }));
    for (const others of [encodedEvents(2, stream), [...events].reverse(), [...events, encodedEvent({ stream })], events.slice(1)]) {
      const conflict = await refused(store.append({ stream, expected: 'no-stream', events: others }), 'Conflict');
      assert.equal(conflict.newer.length, 2);
    }
    assert.equal((await answered(store.readStream(stream, forwards))).events.length, 2);
  });

  on('a repeat in an append over several streams writes the rest', async (store) => {
    if (store.appendAtomically === undefined) return;
    const [one, two] = [freshStream(), freshStream()];
    const first = { stream: one, expected: 'no-stream', events: encodedEvents(2, one) } as const;
    const second = { stream: two, expected: 'no-stream', events: encodedEvents(1, two) } as const;
    const before = await answered(store.append(first));
    const both = await answered(store.appendAtomically([first, second]));
    assert.deepEqual(both.map(({ repeated }) => repeated), [true, false]);
    assert.deepEqual(both[0], { ...before, repeated: true });
    assert.deepEqual((await answered(store.appendAtomically([first, second]))).map(({ repeated }) => repeated), [true, true]);
    assert.equal((await answered(store.readAll(forwards))).events.length, 3);
  });

  on('a repeat of an append in which streams take turns, whole or in part, writes what is missing', async (store) => {
    if (store.appendAtomically === undefined) return;
    const [one, two] = [freshStream(), freshStream()];
    const requests = [
      { stream: one, expected: 'no-stream', events: encodedEvents(2, one) },
      { stream: two, expected: 'no-stream', events: encodedEvents(1, two) },
      { stream: one, expected: 1, events: encodedEvents(1, one) },
      { stream: two, expected: 0, events: encodedEvents(2, two) },
    ] as const;
    const part = await answered(store.appendAtomically(requests.slice(0, 3)));
    const whole = await answered(store.appendAtomically(requests));
    assert.deepEqual(whole.map(({ repeated }) => repeated), [true, true, true, false]);
    assert.deepEqual(whole.slice(0, 3), part.map((answer) => ({ ...answer, repeated: true })));
    assert.deepEqual(await answered(store.appendAtomically(requests)), whole.map((answer) => ({ ...answer, repeated: true })));
    assert.equal((await answered(store.readAll(forwards))).events.length, 6);
    const fresh = { stream: one, expected: 2, events: encodedEvents(2, one) } as const;
    const twice = await answered(store.appendAtomically([fresh, fresh, { ...fresh, events: fresh.events.slice(0, 1) }]));
    assert.deepEqual(twice.map(({ events, repeated }) => [textsOf(events), repeated]), [[textsOf(twice[0]?.events ?? []), false], [textsOf(twice[0]?.events ?? []), true], [textsOf(twice[0]?.events ?? []).slice(0, 1), true]]);
    assert.equal((await answered(store.readAll(forwards))).events.length, 8);
  });

  on('a repeat is recognised by another writer and after a restart', async (store, _clock, again) => {
    if (!contract.shared) return;
    const stream = freshStream();
    const request = { stream, expected: 'no-stream', events: encodedEvents(2, stream) } as const;
    const first = await answered(store.append(request));
    const second = await again();
    assert.deepEqual(await answered(second.append(request)), { ...first, repeated: true });
    await answered(store.close());
    await answered(second.close());
    const third = await again();
    assert.deepEqual(await answered(third.append(request)), { ...first, repeated: true });
    assert.deepEqual(textsOf((await answered(third.readStream(stream, forwards))).events), textsOf(first.events));
  });
};
