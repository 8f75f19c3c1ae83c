/** After close everything answers `StoreClosed`; closing twice is allowed. */
import assert from 'node:assert/strict';

import type { Position } from '@frist/event-sourcing';

import { answered, type Bench, encodedEvents, freshStream, refused, uuid } from './harness';

export const closing = ({ on }: Bench): void => {
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
