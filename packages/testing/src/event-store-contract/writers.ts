/** Writers at the same time, and a follower that must see all they wrote: once each, in one order, without gaps. */
import assert from 'node:assert/strict';

import type { EventStore, StoredEvent, StreamName } from '@frist/event-sourcing';

import { answered, assertHonest, assertPositionsGrow, type Bench, encodedEvents, followAll, freshStream, idOf, revisionsOf } from './harness';

const settled = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/** Appends at the revision last seen, and again after every conflict, as a command does. */
const insist = async (store: EventStore, stream: StreamName, times: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  let last = -1;
  for (let i = 0; i < times; i += 1) {
    const events = encodedEvents(1 + (i % 3), stream);
    for (;;) {
      const answer = await store.append({ stream, expected: last === -1 ? 'no-stream' : last, events })();
      if (i % 4 === 0) await settled();
      if (answer._tag === 'Right') {
        last = (answer.right.events[answer.right.events.length - 1] as StoredEvent).revision;
        ids.push(...events.map((event) => event.id));
        break;
      }
      const { left } = answer;
      if (left._tag !== 'Conflict') assert.fail(left._tag);
      assert.ok(left.actual !== 'no-stream' && left.actual > last, 'a conflict says where the stream is');
      assert.deepEqual(revisionsOf(left.newer), Array.from({ length: left.actual - last }, (_, at) => last + 1 + at));
      last = left.actual;
    }
  }
  return ids;
};

export const writers = ({ on, contract }: Bench): void => {
  on('1 000 appends of writers in turn: nothing is lost, skipped or out of order for a follower', async (store, _clock, again) => {
    const handles = contract.shared ? [store, await again()] : [store, store];
    const shared = freshStream();
    const own = Array.from({ length: 6 }, () => freshStream());
    let busy = true;

    const follow = async (): Promise<readonly StoredEvent[]> => {
      const seen: StoredEvent[] = [];
      for (;;) {
        const last = seen[seen.length - 1];
        const finished = !busy;
        const page = await answered(store.readAll({ direction: 'forwards', limit: 7, ...(last === undefined ? {} : { after: last.position }) }));
        assertHonest(page);
        seen.push(...page.events);
        if (finished && !page.more) return seen;
        if (!page.more) await settled();
      }
    };
    const write = async (): Promise<readonly string[]> => {
      const work = [0, 1, 2, 3].map(async (i) => await insist(handles[i % 2] as EventStore, shared, 100));
      work.push(...own.map(async (stream, i) => await insist(handles[i % 2] as EventStore, stream, 100)));
      const ids = (await Promise.all(work)).flat();
      busy = false;
      return ids;
    };
    const [written, seen] = await Promise.all([write(), follow()]);

    assertPositionsGrow(seen);
    assert.equal(written.length, new Set(written).size);
    assert.deepEqual(seen.map(idOf).sort(), [...written].sort());
    assert.deepEqual(seen, await followAll(store, 1_000));
    for (const stream of [shared, ...own]) {
      const page = await answered(store.readStream(stream, { direction: 'forwards', limit: 10_000 }));
      assert.deepEqual(revisionsOf(page.events), page.events.map((_, i) => i));
      assert.deepEqual(page.events, seen.filter((event) => event.text.includes(`"stream":"${stream}"`)));
    }
  });

  on('of writers that expect the same, exactly one succeeds', async (store, _clock, again) => {
    const other = contract.shared ? await again() : store;
    for (let round = 0; round < 20; round += 1) {
      const stream = freshStream();
      const answers = await Promise.all(
        Array.from({ length: 6 }, async (_, i) => await (i % 2 === 0 ? store : other).append({ stream, expected: 'no-stream', events: encodedEvents(2, stream) })()),
      );
      assert.equal(answers.filter((answer) => answer._tag === 'Right').length, 1);
      for (const answer of answers) {
        if (answer._tag === 'Left') assert.ok(answer.left._tag === 'Conflict' && answer.left.newer.length === 2);
      }
      assert.equal((await answered(store.readStream(stream, { direction: 'forwards', limit: 10 }))).events.length, 2);
    }
  });

  on('a second writer sees at once what the first has written, and a restart keeps it', async (store, _clock, again) => {
    if (!contract.shared) return;
    const stream = freshStream();
    const other = await again();
    for (let i = 0; i < 10; i += 1) {
      const [writer, reader] = i % 2 === 0 ? [store, other] : [other, store];
      const done = await answered(writer.append({ stream, expected: i === 0 ? 'no-stream' : i - 1, events: encodedEvents(1, stream) }));
      const [last] = (await answered(reader.readStream(stream, { direction: 'backwards', limit: 1 }))).events;
      assert.deepEqual(last, done.events[0]);
    }
    const before = await followAll(store, 3);
    await answered(store.close());
    await answered(other.close());
    assert.deepEqual(await followAll(await again(), 3), before);
  });
};
