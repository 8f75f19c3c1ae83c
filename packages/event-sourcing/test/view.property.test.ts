import fc from 'fast-check';

import { factsOf } from '../src';
import { allEvents, at, makeHistory, plainFacts, step, view } from './histories';
import { streamOf } from './support';

it('a view is what filtering and refolding everything gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.array(view, { minLength: 1, maxLength: 8 }), async (steps, views) => {
      const { store, write } = makeHistory();
      for (const one of steps) await write(one);
      const events = await allEvents(store);
      for (const cut of [{}, ...views]) {
        const naive = plainFacts(events, cut);
        for (const stream of [0, 1, 2].map((n) => streamOf(`s${n}`))) {
          const facts = factsOf(events.filter((event) => event.stream === stream), cut);
          expect(facts.map(({ id, occurredOn, data, position }) => ({ id, occurredOn, data, position }))).toEqual(
            naive.filter((fact) => fact.stream === stream).map(({ id, day, data, position }) => ({ id, occurredOn: day, data, position })),
          );
        }
      }
    }),
    { numRuns: 400 },
  );
});

it('what is known grows only: a later view knows every event that an earlier one knew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), fc.nat(200), fc.nat(200), async (steps, one, other) => {
      const { store, write } = makeHistory();
      for (const given of steps) await write(given.kind === 'enter' ? given : { ...given, kind: 'empty' });
      const events = await allEvents(store);
      const [early, late] = [Math.min(one, other), Math.max(one, other)].map((n) => new Set(plainFacts(events, { knownAt: at(n - 60) }).map(({ id }) => id)));
      for (const id of early ?? []) expect(late?.has(id)).toBe(true);
    }),
    { numRuns: 100 },
  );
});
