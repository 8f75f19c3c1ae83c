/** Order and paging in both directions, by stream and over all streams. */
import assert from 'node:assert/strict';

import type { EventStore, Page, StoredEvent, StreamName } from '@frist/event-sourcing';

import { answered, assertPositionsGrow, type Bench, encodedEvent, encodedEvents, followAll, freshStream, idOf, refused, revisionsOf, textsOf, uuid } from './harness';

/** Ten events in appends of different lengths, with other streams in between. */
const mixed = async (store: EventStore): Promise<{ stream: StreamName; all: readonly StoredEvent[] }> => {
  const [stream, other] = [freshStream(), freshStream()];
  const all: StoredEvent[] = [];
  for (const size of [1, 3, 1, 4, 1]) {
    all.push(...(await answered(store.append({ stream, expected: 'any', events: encodedEvents(size, stream) }))).events);
    all.push(...(await answered(store.append({ stream: other, expected: 'any', events: encodedEvents(2, other) }))).events);
  }
  return { stream, all };
};

const seen = ({ events, more }: Page): readonly [readonly number[], boolean] => [revisionsOf(events), more];

export const reading = ({ on }: Bench): void => {
  on('a stream forwards: from anywhere, as many as asked for, and whether there is more', async (store) => {
    const { stream } = await mixed(store);
    const read = async (limit: number, after?: number) =>
      seen(await answered(store.readStream(stream, { direction: 'forwards', limit, ...(after === undefined ? {} : { after }) })));
    assert.deepEqual(await read(3), [[0, 1, 2], true]);
    assert.deepEqual(await read(3, 2), [[3, 4, 5], true]);
    assert.deepEqual(await read(10), [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], false]);
    assert.deepEqual(await read(9), [[0, 1, 2, 3, 4, 5, 6, 7, 8], true]);
    assert.deepEqual(await read(2, 7), [[8, 9], false]);
    assert.deepEqual(await read(1, 8), [[9], false]);
    assert.deepEqual(await read(5, 9), [[], false]);
    assert.deepEqual(await read(5, 4_000), [[], false]);
    assert.deepEqual(await read(2, -1), [[0, 1], true]);
  });

  on('a stream backwards', async (store) => {
    const { stream } = await mixed(store);
    const read = async (limit: number, after?: number) =>
      seen(await answered(store.readStream(stream, { direction: 'backwards', limit, ...(after === undefined ? {} : { after }) })));
    assert.deepEqual(await read(3), [[9, 8, 7], true]);
    assert.deepEqual(await read(3, 7), [[6, 5, 4], true]);
    assert.deepEqual(await read(3, 3), [[2, 1, 0], false]);
    assert.deepEqual(await read(2, 3), [[2, 1], true]);
    assert.deepEqual(await read(10), [[9, 8, 7, 6, 5, 4, 3, 2, 1, 0], false]);
    assert.deepEqual(await read(4, 0), [[], false]);
    assert.deepEqual(await read(1, 1), [[0], false]);
    assert.deepEqual(await read(2, 4_000), [[9, 8], true]);
  });

  for (const direction of ['forwards', 'backwards'] as const) {
    for (const limit of [1, 2, 3, 7, 20, 21]) {
      on(`all streams ${direction} in pages of ${limit} are the same events in the same order`, async (store) => {
        const { all } = await mixed(store);
        const pages: StoredEvent[] = [];
        for (let page: Page = { events: [], more: true }; page.more; ) {
          const last = pages[pages.length - 1];
          page = await answered(store.readAll({ direction, limit, ...(last === undefined ? {} : { after: last.position }) }));
          assert.ok(page.events.length <= limit && page.events.length > 0, 'a page is full or the last one');
          if (page.more) assert.equal(page.events.length, limit);
          pages.push(...page.events);
        }
        assert.deepEqual(pages, direction === 'forwards' ? all : [...all].reverse());
        assertPositionsGrow(all);
      });
    }
  }

  on('an empty store, a missing stream and a place behind the end are empty pages', async (store) => {
    const nothing: Page = { events: [], more: false };
    for (const direction of ['forwards', 'backwards'] as const) {
      assert.deepEqual(await answered(store.readAll({ direction, limit: 10 })), nothing);
      assert.deepEqual(await answered(store.readStream(freshStream(), { direction, limit: 10 })), nothing);
      assert.deepEqual(await answered(store.readStream(freshStream(), { direction, limit: 10, after: 3 })), nothing);
    }
    const { all } = await mixed(store);
    const [first, last] = [all[0] as StoredEvent, all[all.length - 1] as StoredEvent];
    assert.deepEqual(await answered(store.readAll({ direction: 'forwards', limit: 10, after: last.position })), nothing);
    assert.deepEqual(await answered(store.readAll({ direction: 'backwards', limit: 10, after: first.position })), nothing);
  });

  on('limits outside of 1 to 10 000 are refused', async (store) => {
    const { stream } = await mixed(store);
    for (const limit of [0, -1, 1.5, 10_001, Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const direction of ['forwards', 'backwards'] as const) {
        await refused(store.readAll({ direction, limit }), 'InvalidPage');
        await refused(store.readStream(stream, { direction, limit }), 'InvalidPage');
      }
    }
    for (const limit of [1, 10_000]) await answered(store.readAll({ direction: 'forwards', limit }));
  });

  on('a place that is no whole number is refused', async (store) => {
    const { stream } = await mixed(store);
    for (const after of [1.5, -0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const direction of ['forwards', 'backwards'] as const) {
        await refused(store.readAll({ direction, limit: 5, after: after as StoredEvent['position'] }), 'InvalidPage');
        await refused(store.readStream(stream, { direction, limit: 5, after }), 'InvalidPage');
      }
    }
  });

  on('pages go on where they ended although events come in between', async (store) => {
    const stream = freshStream();
    const seenIds: string[] = [];
    await answered(store.append({ stream, expected: 'any', events: encodedEvents(3, stream) }));
    let after: StoredEvent['position'] | undefined;
    for (let round = 0; round < 10; round += 1) {
      const page = await answered(store.readAll({ direction: 'forwards', limit: 2, ...(after === undefined ? {} : { after }) }));
      assert.equal(page.more, true);
      seenIds.push(...page.events.map(idOf));
      after = (page.events[1] as StoredEvent).position;
      const other = freshStream();
      await answered(store.append({ stream: round % 2 === 0 ? stream : other, expected: 'any', events: encodedEvents(2) }));
    }
    const everything = await followAll(store, 5);
    assert.equal(everything.length, 23);
    assert.deepEqual(seenIds, everything.slice(0, 20).map(idOf));
  });

  on('what was handed out cannot be used to change history', async (store) => {
    const { stream, all } = await mixed(store);
    const page = await answered(store.readStream(stream, { direction: 'forwards', limit: 10 }));
    const before = textsOf(page.events);
    try {
      (page.events as StoredEvent[]).length = 0;
      (all[0] as { text: string }).text = 'changed';
    } catch {
      // Frozen is one way to do it.
    }
    assert.deepEqual(textsOf((await answered(store.readStream(stream, { direction: 'forwards', limit: 10 }))).events), before);
  });

  on('an event is found by its id', async (store) => {
    if (store.findEvent === undefined) return assert.equal(store.capabilities.findEvent, false);
    const { all } = await mixed(store);
    const stream = freshStream();
    const one = encodedEvent({ stream });
    assert.deepEqual(await answered(store.findEvent(one.id)), { _tag: 'None' });
    const done = await answered(store.append({ stream, expected: 'any', events: [one] }));
    assert.deepEqual(await answered(store.findEvent(one.id)), { _tag: 'Some', value: done.events[0] });
    for (const event of all) assert.deepEqual(await answered(store.findEvent(idOf(event) as typeof one.id)), { _tag: 'Some', value: event });
    assert.deepEqual(await answered(store.findEvent(uuid('nobody'))), { _tag: 'None' });
  });
};
