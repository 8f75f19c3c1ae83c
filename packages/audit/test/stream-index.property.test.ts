import fc from 'fast-check';

import { auditHook, entryHash, indexStreams, leafHash, memoryLog, openLog, rootAt, treeOf, verifyWhereabouts } from '../src';
import { done, encoded, fill, memoryStore, readAll, refused, right, streamOf } from './support';

const filled = async () => {
  const store = memoryStore([auditHook()]);
  await fill(store, 0, 60, 4);
  for (let n = 0; n < 12; n += 1) await done(store.append({ stream: streamOf(50), expected: 'any', events: [encoded(streamOf(50), 1_000 + n)] }));
  const log = await done(openLog(store));
  const index = await done(indexStreams(store, log));
  const events = (await readAll(store)).map((event) => ({ ...(JSON.parse(event.text) as { stream: string; revision: number }), hash: leafHash(event.text) }));
  return { store, log, index, events };
};

describe('the sorted list', () => {
  it('is the list sorted by stream and by number', async () => {
    const { index, events } = await filled();
    const sorted = [...events].sort((a, b) => (a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1));
    expect(index.root).toEqual(right(rootAt(treeOf(sorted.length, sorted.map(({ stream, revision, hash }) => entryHash(stream, revision, hash))), sorted.length)));
  });

  it('shows each event where it is, and every other not to be', async () => {
    const { index, events } = await filled();
    const names = [...new Set(events.map(({ stream }) => stream)), 'a-1', 'stateGrant-', 'stateGrant-7', 'stateGrant-f', 'zz-1'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: -1, max: 20 }), (stream, revision) => {
        const exists = events.some((event) => event.stream === stream && event.revision === revision);
        const found = right(index.find(stream, revision));
        expect(found._tag).toBe(exists ? 'Present' : 'Absent');
        expect(verifyWhereabouts({ stream, revision }, index.size, index.root, found)).toBe(true);
        // It shows nothing about any other place.
        for (const other of [{ stream, revision: revision + 30 }, { stream: `${stream}0`, revision }, { stream: 'stateGrant-8', revision }]) {
          const same = found._tag === 'Absent' && right(index.find(other.stream, other.revision))._tag === 'Absent' && JSON.stringify(right(index.find(other.stream, other.revision))) === JSON.stringify(found);
          expect(verifyWhereabouts(other, index.size, index.root, found)).toBe(same);
        }
        if (found._tag === 'Absent') {
          expect(verifyWhereabouts({ stream, revision }, index.size, index.root, { ...found, before: null })).toBe(found.before === null);
          expect(verifyWhereabouts({ stream, revision }, index.size, index.root, { ...found, after: null })).toBe(found.after === null);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of nothing shows that there is nothing', async () => {
    const store = memoryStore();
    const index = await done(indexStreams(store, memoryLog([])));
    const found = right(index.find('a-1', 0));
    expect(found).toEqual({ _tag: 'Absent', before: null, after: null });
    expect(verifyWhereabouts({ stream: 'a-1', revision: 0 }, 0, index.root, found)).toBe(true);
    expect(verifyWhereabouts({ stream: 'a-1', revision: 0 }, 1, index.root, found)).toBe(false);
  });

  it('is not made of a store that differs from its log', async () => {
    const { store, log } = await filled();
    const other = memoryStore();
    await fill(other, 0, 72, 3);
    expect((await refused(indexStreams(other, log)))._tag).toBe('LogDisagrees');
    expect((await refused(indexStreams(memoryStore(), log)))._tag).toBe('LogDisagrees');
    await done(store.close());
    expect((await refused(indexStreams(store, log)))._tag).toBe('StoreClosed');
  });
});
