/** Random histories stored again in random pieces, with repeats and refusals in between: in the end the same texts in the same order. */
import assert from 'node:assert/strict';

import fc from 'fast-check';

import { answered, type Bench, followAll, settableClock, streamNamed, textsOf } from './harness';
import { recorded, textOf } from './recorded-history';

const event = fc.record({ stream: fc.nat({ max: 3 }), wait: fc.nat({ max: 2 }) });
/** A call: where it begins before the end of what is stored, how many it brings, and which of them is wrong. */
const call = fc.record({ back: fc.nat({ max: 6 }), size: fc.integer({ min: 1, max: 9 }), wrong: fc.option(fc.nat({ max: 8 }), { freq: 3 }) });

export const asRecordedProperty = ({ contract, it }: Bench): void => {
  it('random histories in random pieces are the same texts in the same order', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40 }), fc.array(call, { maxLength: 12 }), async (events, calls) => {
        run += 1;
        const store = await contract.open({ clock: settableClock(), data: `as-recorded-${run}` });
        try {
          if (store.appendAsRecorded === undefined) return;
          const lengths = new Map<number, number>();
          let second = 0;
          const history = events.map(({ stream, wait }) => {
            const revision = lengths.get(stream) ?? 0;
            lengths.set(stream, revision + 1);
            return recorded(streamNamed(`again ${run} ${stream}`), revision, (second += wait));
          });
          let stored = 0;
          for (const { back, size, wrong } of calls) {
            const piece = history.slice(Math.max(0, stored - back), stored + size);
            if (piece.length === 0) continue;
            const bad = wrong === null ? undefined : piece[wrong];
            if (bad !== undefined) {
              const answer = await store.appendAsRecorded(piece.map((one) => (one === bad ? { ...one, revision: one.revision + 50 } : one)))();
              assert.equal(answer._tag === 'Left' ? answer.left._tag : 'accepted', 'Conflict');
              const there = textsOf(await followAll(store, 100));
              if (store.capabilities.appendAtomically) assert.equal(there.length, stored);
              assert.ok(there.length >= stored && there.length <= Math.max(stored, history.indexOf(bad)), 'a prefix of the call, up to what is wrong');
              stored = there.length;
              continue;
            }
            assert.deepEqual(textsOf(await answered(store.appendAsRecorded(piece))), piece.map(textOf));
            stored = Math.max(stored, history.indexOf(piece[piece.length - 1] as (typeof history)[number]) + 1);
          }
          assert.deepEqual(textsOf(await answered(store.appendAsRecorded(history))), history.map(textOf));
          assert.deepEqual(textsOf(await followAll(store, 7)), history.map(textOf));
        } finally {
          await store.close()();
        }
      }),
      { numRuns: contract.runs ?? 60 },
    );
  });
};
