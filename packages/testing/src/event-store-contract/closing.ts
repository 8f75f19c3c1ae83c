/** After close everything answers `StoreClosed`; what is pending then answers so too, or as if it were not closed. Closing twice is allowed. */
import assert from 'node:assert/strict';

import type { Position } from '@frist/event-sourcing';

import { answered, type Bench, encodedEvents, freshStream, idOf, refused, uuid } from './harness';

/** Lets so many turns of the loop go by. */
const passed = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

export const closing = ({ contract, on }: Bench): void => {
  // How far the calls have come by then is the store's affair: what is asserted holds at any moment.
  for (const turns of [0, 1, 2, 3, 5, 8, 13, 21, 34]) {
    on(`a read that is pending at the close, ${turns} turns after its start, answers StoreClosed or the whole page`, async (store) => {
      const stream = freshStream();
      for (let i = 0; i < 3; i += 1) await answered(store.append({ stream, expected: 'any', events: encodedEvents(70, stream) }));
      const reads = [
        store.readAll({ direction: 'forwards', limit: 1_000 }),
        store.readAll({ direction: 'backwards', limit: 200 }),
        store.readStream(stream, { direction: 'forwards', limit: 1_000 }),
        store.readStream(stream, { direction: 'backwards', limit: 200 }),
      ];
      const whole = await Promise.all(reads.map(answered));
      assert.deepEqual(whole.map(({ events, more }) => [events.length, more]), [[210, false], [200, true], [210, false], [200, true]]);
      const pending = reads.map(async (read) => await read());
      await passed(turns);
      await answered(store.close());
      for (const [i, answer] of (await Promise.all(pending)).entries()) {
        if (answer._tag === 'Left') assert.equal(answer.left._tag, 'StoreClosed');
        else assert.deepEqual(answer.right, whole[i]);
      }
    });
  }

  for (const turns of [0, 1, 2, 4, 8, 16]) {
    on(`an append that is pending at the close, ${turns} turns after its start, is stored as a whole or not, and is if it says so`, async (store, _clock, again) => {
      const stream = freshStream();
      const request = { stream, expected: 'no-stream', events: encodedEvents(3, stream) } as const;
      const appending = store.append(request)();
      await passed(turns);
      await answered(store.close());
      const answer = await appending;
      const said = answer._tag === 'Right';
      if (!said) assert.equal(answer.left._tag, 'StoreClosed');
      if (!contract.shared) return;
      const later = await again();
      // The same append tells what has become of it, and after it nothing of the first can come.
      const { repeated } = await answered(later.append(request));
      if (said) assert.equal(repeated, true);
      const page = await answered(later.readStream(stream, { direction: 'forwards', limit: 10 }));
      assert.deepEqual(page.events.map(idOf), request.events.map(({ id }) => id));
    });
  }

  on('every call after close answers StoreClosed', async (store) => {
    const stream = freshStream();
    await answered(store.append({ stream, expected: 'any', events: encodedEvents(1, stream) }));
    const model = store.readModels.open('duties', '1');
    await answered(store.close());
    await answered(store.close());
    const request = { stream, expected: 'any', events: encodedEvents(1, stream) } as const;
    await refused(store.append(request), 'StoreClosed');
    await refused(store.readStream(stream, { direction: 'forwards', limit: 1 }), 'StoreClosed');
    await refused(store.readAll({ direction: 'backwards', limit: 1 }), 'StoreClosed');
    if (store.appendAtomically !== undefined) await refused(store.appendAtomically([request]), 'StoreClosed');
    if (store.findEvent !== undefined) await refused(store.findEvent(uuid('any')), 'StoreClosed');
    for (const kept of [model, store.readModels.open('duties', '1')]) {
      const [read, written] = [kept.read((view) => view.checkpoint), kept.commit({ from: null, to: 1 as Position, put: new Map(), remove: [] })];
      assert.equal(read._tag === 'Left' ? read.left._tag : 'accepted', 'StoreClosed');
      assert.equal(written._tag === 'Left' ? written.left._tag : 'accepted', 'StoreClosed');
    }
  });

  on('a task does its work when it is run, and again each time', async (store) => {
    const stream = freshStream();
    const append = store.append({ stream, expected: 'any', events: encodedEvents(1, stream) });
    const read = store.readStream(stream, { direction: 'forwards', limit: 5 });
    assert.equal((await answered(read)).events.length, 0);
    assert.equal((await answered(append)).repeated, false);
    assert.equal((await answered(append)).repeated, true);
    assert.equal((await answered(read)).events.length, 1);
  });
};
