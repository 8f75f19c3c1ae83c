/** Kept rows against a plain object. */
import fc from 'fast-check';

import { memoryReadModels, type Position } from '../src';
import { right } from './support';

const key = fc.string({ unit: fc.constantFrom('a', 'b', '|', '!'), minLength: 1, maxLength: 3 });
const change = fc.record({ put: fc.dictionary(key, fc.string(), { noNullPrototype: true }), remove: fc.array(key), restart: fc.boolean(), ask: fc.boolean() });

it('say the same after any changes, asked in between or not', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), key, key, fc.nat(4), (changes, from, to, limit) => {
      const model = memoryReadModels().open('m', '1');
      let plain = new Map<string, string>();
      changes.forEach(({ put, remove, restart, ask }, i) => {
        const first = i === 0 || restart;
        right(model.commit({ from: first ? null : ((i - 1) as Position), to: i as Position, put: new Map(Object.entries(put)), remove }));
        plain = new Map(first ? [] : plain);
        for (const gone of remove) plain.delete(gone);
        for (const [name, value] of Object.entries(put)) plain.set(name, value);
        if (!ask && i < changes.length - 1) return;
        const inside = [...plain].filter(([name]) => name >= from && name < to).sort(([a], [b]) => (a < b ? -1 : 1));
        right(
          model.read((view) => {
            expect([view.checkpoint, view.scan({ from, to }), view.count({ from, to })]).toEqual([i, inside, inside.length]);
            expect(view.scan({ from, to }, limit)).toEqual(inside.slice(0, limit));
            expect(view.get(from)).toBe(plain.get(from) ?? null);
          }),
        );
      });
    }),
    { numRuns: 500 },
  );
});
