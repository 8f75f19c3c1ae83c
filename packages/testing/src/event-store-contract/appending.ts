/** Expected revisions in four modes, conflicts as values, all or nothing. */
import assert from 'node:assert/strict';

import type { EventStore, ExpectedRevision, StreamName } from '@frist/event-sourcing';

import { answered, assertPositionsGrow, type Bench, encodedEvent, encodedEvents, freshStream, idOf, refused, revisionsOf, textsOf } from './harness';

const forwards = { direction: 'forwards', limit: 100 } as const;

const seed = async (store: EventStore, count: number): Promise<StreamName> => {
  const stream = freshStream();
  await answered(store.append({ stream, expected: 'no-stream', events: encodedEvents(count, stream) }));
  return stream;
};

const leaves = async (store: EventStore, stream: StreamName, count: number): Promise<void> => {
  assert.equal((await answered(store.readStream(stream, forwards))).events.length, count);
};

export const appending = ({ on }: Bench): void => {
  on('answers with the events as stored: revisions from 0, growing positions', async (store) => {
    const stream = freshStream();
    const first = await answered(store.append({ stream, expected: 'no-stream', events: encodedEvents(2, stream) }));
    const second = await answered(store.append({ stream, expected: 1, events: encodedEvents(1, stream) }));
    assert.deepEqual([first.stream, first.repeated, second.repeated], [stream, false, false]);
    assert.deepEqual(revisionsOf([...first.events, ...second.events]), [0, 1, 2]);
    assertPositionsGrow([...first.events, ...second.events]);
    const page = await answered(store.readStream(stream, forwards));
    assert.deepEqual(textsOf(page.events), textsOf([...first.events, ...second.events]));
    assert.deepEqual(page.events.map((event) => event.position), [...first.events, ...second.events].map((event) => event.position));
  });

  const fits: readonly (readonly [expected: ExpectedRevision, length: number])[] = [
    ['any', 0],
    ['any', 3],
    ['no-stream', 0],
    ['stream-exists', 3],
    [2, 3],
    [0, 1],
  ];
  for (const [expected, length] of fits) {
    on(`expected ${expected} fits a stream of ${length}`, async (store) => {
      const stream = length === 0 ? freshStream() : await seed(store, length);
      const done = await answered(store.append({ stream, expected, events: encodedEvents(2, stream) }));
      assert.deepEqual(revisionsOf(done.events), [length, length + 1]);
      await leaves(store, stream, length + 2);
    });
  }

  const conflicts: readonly (readonly [expected: ExpectedRevision, length: number, newer: readonly number[]])[] = [
    ['no-stream', 3, [0, 1, 2]],
    ['stream-exists', 0, []],
    [0, 0, []],
    [7, 0, []],
    [0, 3, [1, 2]],
    [1, 3, [2]],
    [3, 3, []],
    [900, 3, []],
  ];
  for (const [expected, length, newer] of conflicts) {
    on(`expected ${expected} conflicts with a stream of ${length}, and says what is newer`, async (store) => {
      const stream = length === 0 ? freshStream() : await seed(store, length);
      const conflict = await refused(store.append({ stream, expected, events: encodedEvents(1, stream) }), 'Conflict');
      assert.equal(conflict.stream, stream);
      assert.equal(conflict.expectedRevision, expected);
      assert.equal(conflict.actual, length === 0 ? 'no-stream' : length - 1);
      assert.deepEqual([revisionsOf(conflict.newer), conflict.more], [newer, false]);
      const there = (await answered(store.readStream(stream, forwards))).events;
      assert.deepEqual(textsOf(conflict.newer), textsOf(there.slice(length - newer.length)));
      await leaves(store, stream, length);
    });
  }

  on('a conflict brings no more than the first 1 000 newer events, and says that there are more', async (store) => {
    const stream = await seed(store, 1_003);
    const there = (await answered(store.readStream(stream, { ...forwards, limit: 2_000 }))).events;
    for (const [expected, from, more] of [['no-stream', 0, true], [1, 2, true], [2, 3, false], [999, 1_000, false]] as const) {
      const conflict = await refused(store.append({ stream, expected, events: encodedEvents(1, stream) }), 'Conflict');
      assert.deepEqual([textsOf(conflict.newer), conflict.more, conflict.actual], [textsOf(there.slice(from, from + 1_000)), more, 1_002]);
    }
  });

  for (const expected of [-1, 0.5, Number.NaN, -Infinity]) {
    on(`a number that is no revision (${expected}) conflicts`, async (store) => {
      const stream = await seed(store, 1);
      assert.equal((await refused(store.append({ stream, expected, events: encodedEvents(1, stream) }), 'Conflict')).actual, 0);
      const missing = freshStream();
      assert.equal((await refused(store.append({ stream: missing, expected, events: encodedEvents(1) }), 'Conflict')).actual, 'no-stream');
      await leaves(store, missing, 0);
    });
  }

  on('an empty append is refused, and makes no stream', async (store) => {
    const stream = freshStream();
    for (const expected of ['any', 'no-stream', 'stream-exists', 0] as const) await refused(store.append({ stream, expected, events: [] }), 'EmptyAppend');
    await leaves(store, stream, 0);
    await refused(store.append({ stream, expected: 'stream-exists', events: encodedEvents(1) }), 'Conflict');
  });

  on('the same id twice in one append is refused', async (store) => {
    const stream = freshStream();
    const event = encodedEvent({ stream });
    await refused(store.append({ stream, expected: 'any', events: [event, encodedEvent({ stream }), event] }), 'RepeatedEventId');
    await leaves(store, stream, 0);
  });

  on('an id that another event bears is refused, in whichever stream it is', async (store) => {
    if (!store.capabilities.findEvent) return;
    const [stream, other] = [freshStream(), freshStream()];
    const events = encodedEvents(3, stream);
    await answered(store.append({ stream, expected: 'any', events }));
    for (const [target, expected] of [[other, 'any'], [other, 'no-stream'], [stream, 2]] as const) {
      for (const event of events) {
        await refused(store.append({ stream: target, expected, events: [encodedEvent({ stream: target }), event] }), 'RepeatedEventId');
      }
    }
    await leaves(store, other, 0);
    await leaves(store, stream, 3);
  });

  on('a long append keeps its order', async (store) => {
    const stream = freshStream();
    const events = encodedEvents(2_500, stream);
    const done = await answered(store.append({ stream, expected: 'no-stream', events }));
    assert.deepEqual(revisionsOf(done.events), events.map((_, i) => i));
    const page = await answered(store.readStream(stream, { direction: 'forwards', limit: 10_000 }));
    assert.deepEqual(textsOf(page.events), textsOf(done.events));
    assertPositionsGrow(page.events);
  });

  on('several streams at once: all of them', async (store) => {
    if (store.appendAtomically === undefined) return assert.equal(store.capabilities.appendAtomically, false);
    const [one, two] = [await seed(store, 1), freshStream()];
    const done = await answered(
      store.appendAtomically([
        { stream: one, expected: 0, events: encodedEvents(2, one) },
        { stream: two, expected: 'no-stream', events: encodedEvents(1, two) },
      ]),
    );
    assert.deepEqual(done.map(({ stream, events, repeated }) => [stream, revisionsOf(events), repeated]), [[one, [1, 2], false], [two, [0], false]]);
    assertPositionsGrow(done.flatMap(({ events }) => events));
    await leaves(store, one, 3);
    await leaves(store, two, 1);
  });

  on('several streams that take turns: stored in the order of the requests, each after those before it', async (store) => {
    if (store.appendAtomically === undefined) return;
    const [one, two] = [await seed(store, 1), freshStream()];
    const requests = [
      { stream: two, expected: 'no-stream', events: encodedEvents(2, two) },
      { stream: one, expected: 0, events: encodedEvents(1, one) },
      { stream: two, expected: 1, events: encodedEvents(60, two) },
      { stream: one, expected: 'any', events: encodedEvents(1, one) },
      { stream: two, expected: 'stream-exists', events: encodedEvents(1, two) },
      { stream: one, expected: 2, events: encodedEvents(1, one) },
    ] as const;
    const done = await answered(store.appendAtomically(requests));
    assert.deepEqual(done.map(({ stream, events, repeated }) => [stream, events[0]?.revision, repeated]), [[two, 0, false], [one, 1, false], [two, 2, false], [one, 2, false], [two, 62, false], [one, 3, false]]);
    const all = (await answered(store.readAll(forwards))).events.slice(1);
    assert.deepEqual(all, done.flatMap(({ events }) => events));
    assert.deepEqual(all.map(idOf), requests.flatMap(({ events }) => events.map(({ id }) => id)));
    assertPositionsGrow(all);
    for (const [stream, count] of [[one, 4], [two, 63]] as const) {
      const there = (await answered(store.readStream(stream, forwards))).events;
      assert.deepEqual(revisionsOf(there), Array.from({ length: count }, (_, i) => i));
      const back = await answered(store.readStream(stream, { direction: 'backwards', limit: 3, after: count - 1 }));
      assert.deepEqual(revisionsOf(back.events), [count - 2, count - 3, count - 4].filter((revision) => revision >= 0));
    }
    const next = await answered(store.append({ stream: two, expected: 62, events: encodedEvents(1, two) }));
    assert.deepEqual(revisionsOf(next.events), [63]);
  });

  on('several streams at once: none of them when one conflicts, is empty, or repeats an id', async (store) => {
    if (store.appendAtomically === undefined) return;
    const [one, two] = [await seed(store, 1), freshStream()];
    const good = { stream: two, expected: 'no-stream', events: encodedEvents(1, two) } as const;
    const conflict = await refused(store.appendAtomically([good, { stream: one, expected: 'no-stream', events: encodedEvents(1, one) }]), 'Conflict');
    assert.deepEqual([conflict.stream, conflict.actual], [one, 0]);
    await refused(store.appendAtomically([good, { stream: one, expected: 0, events: [] }]), 'EmptyAppend');
    await refused(store.appendAtomically([good, { stream: one, expected: 0, events: good.events }]), 'RepeatedEventId');
    const ahead = await refused(store.appendAtomically([good, { stream: one, expected: 0, events: encodedEvents(2, one) }, { stream: one, expected: 0, events: encodedEvents(1, one) }]), 'Conflict');
    assert.deepEqual([ahead.stream, ahead.actual, ahead.newer, ahead.more], [one, 2, [], false]);
    await refused(store.appendAtomically([good, { stream: two, expected: 'no-stream', events: encodedEvents(1, two) }]), 'Conflict');
    await refused(store.appendAtomically([good, { stream: two, expected: 0, events: [encodedEvent({ stream: two }), ...good.events] }]), 'RepeatedEventId');
    await leaves(store, one, 1);
    await leaves(store, two, 0);
    assert.equal((await answered(store.readAll(forwards))).events.length, 1);
  });
};
