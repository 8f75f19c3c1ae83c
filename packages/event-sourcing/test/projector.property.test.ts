/** One by one, in batches, in one replay; in memory, or kept with a restart between batches: always the same rows. */
import type { Instant } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import fc from 'fast-check';

import {
  bucketsFrom, catchUp, type Coverage, coverageOf, dailyFold, type EventStore, failure, type Folding, makeCatalogue, type MemoryTable, memoryReadModels, memoryTable, modelChanges, modelRows, nothingCovered,
  type ReadModel, type Rows, type View,
} from '../src';
import { allEvents, at, catalogue, civilDay, Entered, listed, type Listing, makeHistory, plainFacts, plainRows, projections, type Row, step, view } from './histories';
import { board, left, right, run, streamOf } from './support';

const everything = { from: '', to: '\x7f' };

interface Projector {
  readonly catchUp: (store: EventStore) => Promise<void>;
  readonly rows: <A>(use: (rows: readonly Rows<Row>[]) => A) => A;
  readonly coverage: () => Coverage;
}

const inMemory = (cut: View): Projector => {
  const tables: readonly MemoryTable<Row>[] = projections.map(({ projection }) => memoryTable(projection));
  const group = projections.map(({ projection }, i) => ({ projection, table: tables[i] }) as unknown as Folding);
  let coverage = nothingCovered;
  return {
    catchUp: async (store) => void (coverage = await run(catchUp({ store, catalogue }, group, coverage, cut))),
    rows: (use) => use(tables.map(({ rows }) => rows)),
    coverage: () => coverage,
  };
};

/** Every catch-up is a new start from what is kept. */
const kept = (model: ReadModel, cut: View): Projector => {
  const covered = (): Coverage => right(model.read(coverageOf));
  return {
    catchUp: async (store) => {
      const before = covered();
      const changes = modelChanges(model);
      const group = projections.map(({ projection }) => ({ projection, table: changes.table(projection) }) as unknown as Folding);
      const coverage = await run(catchUp({ store, catalogue }, group, before, cut));
      right(changes.commit(before.position as never, coverage));
    },
    rows: (use) => right(model.read((look) => use(projections.map(({ projection }) => modelRows(look, projection))))),
    coverage: covered,
  };
};

const bytes = (model: ReadModel) => right(model.read((look) => look.scan(everything)));

const expectRows = (projector: Projector, expected: readonly Listing[]): void => {
  projector.rows((all) => {
    all.forEach((rows, i) => {
      const listing = expected[i] as Listing;
      expect(rows.list(everything)).toEqual(listing.map(listed));
      expect(rows.count(everything)).toBe(listing.length);
      for (const [, key, row] of listing) expect(rows.get(key)).toEqual(row);
      expect(rows.get('nobody')).toBeNull();
      for (const range of [{ from: 'a', to: 'ab' }, { from: 'ab', to: 'b' }, { from: 'a!', to: 'b|' }, bucketsFrom('a'), { from: 'b', to: 'a' }]) {
        const inside = listing.filter(([bucket]) => bucket >= range.from && bucket < range.to);
        expect(rows.list(range)).toEqual(inside.map(listed));
        expect(rows.count(range)).toBe(inside.length);
      }
    });
  });
};

const steps = fc.array(step, { maxLength: 30 });

it('in any batches, cut or not', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }), fc.oneof(fc.constant({}), view), async (given, sizes, cut) => {
      const { store, write } = makeHistory();
      const models = memoryReadModels();
      const incremental = [inMemory(cut), kept(models.open('kept', '1'), cut)];
      const oneByOne = [inMemory(cut), kept(models.open('one', '1'), cut)];
      for (let i = 0, batch = 0; i < given.length; batch += 1) {
        for (const until = i + (sizes[batch % sizes.length] as number); i < Math.min(until, given.length); i += 1) {
          await write(given[i] as (typeof given)[number]);
          for (const projector of oneByOne) await projector.catchUp(store);
        }
        for (const projector of incremental) await projector.catchUp(store);
      }
      const replay = [inMemory(cut), kept(models.open('replay', '1'), cut)];
      for (const projector of replay) await projector.catchUp(store);
      const facts = plainFacts(await allEvents(store), cut);
      const expected = projections.map((projection) => plainRows(facts, projection));
      for (const projector of [...replay, ...incremental, ...oneByOne]) {
        expectRows(projector, expected);
        expect(projector.coverage()).toEqual(replay[0]?.coverage());
      }
      expect(bytes(models.open('kept', '1'))).toEqual(bytes(models.open('replay', '1')));
      expect(bytes(models.open('one', '1'))).toEqual(bytes(models.open('replay', '1')));
    }),
    { numRuns: 300 },
  );
});

it('day by day, each as known at its end or at one instant', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (given, fixed) => {
      const { store, write } = makeHistory();
      let hours = 13; // since midnight of the first day of recording
      for (const one of given) {
        hours += one.hoursLater;
        // Nothing is recorded, or known, before the day it is about.
        const day = Math.min(one.day, 2 + Math.floor(hours / 24));
        await write({ ...one, day, knownSince: one.knownSince === null ? null : Math.max(day, Math.min(one.knownSince, 2 + Math.floor(hours / 24))) });
      }
      const events = await allEvents(store);
      const knownAt = fixed ? at(60) : undefined;
      const tables = projections.map(({ projection }) => memoryTable(projection));
      const group = projections.map(({ projection }, i) => ({ projection, table: tables[i] }) as unknown as Folding);
      const fold = await run(dailyFold({ store, catalogue }, group, knownAt));
      let before: readonly Listing[] = projections.map(() => []);
      for (let n = 0; n < 20; n += 1) {
        const touched = fold.advance(civilDay(n));
        const facts = plainFacts(events, { asOf: civilDay(n), knownAt: knownAt ?? (`${civilDay(n)}T22:59:59.999Z` as Instant) });
        const now = projections.map((projection) => plainRows(facts, projection));
        now.forEach((listing, i) => {
          expect(tables[i]?.rows.list(everything)).toEqual(listing.map(listed));
          const said = new Map((before[i] ?? []).map(([, key, row]) => [key, JSON.stringify(row)]));
          const changed = [...listing.filter(([, key, row]) => said.get(key) !== JSON.stringify(row)).map(([, key]) => key), ...[...said.keys()].filter((key) => !listing.some(([, still]) => still === key))];
          expect([...(touched.get(group[i] as Folding) ?? [])]).toEqual(expect.arrayContaining(changed));
        });
        before = structuredClone(now);
      }
    }),
    { numRuns: 200 },
  );
});

it('while others go on writing in the middle of a catch-up', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const { store, write } = makeHistory();
      const waiting = [...given];
      const next = async (): Promise<void> => {
        const one = waiting.shift();
        if (one !== undefined) await write(one);
      };
      const busy: EventStore = {
        ...store,
        readAll: (options) => async () => {
          const page = await store.readAll({ ...options, limit: 3 })();
          await next();
          return page;
        },
        readStream: (stream, options) => async () => {
          await next();
          return store.readStream(stream, { ...options, limit: 2 })();
        },
      };
      const model = memoryReadModels().open('m', '1');
      const projectors = [inMemory({}), kept(model, {})];
      while (waiting.length > 0) {
        await next();
        for (const projector of projectors) await projector.catchUp(busy);
      }
      const facts = plainFacts(await allEvents(store), {});
      const expected = projections.map((projection) => plainRows(facts, projection));
      for (const projector of projectors) {
        await projector.catchUp(store);
        expectRows(projector, expected);
      }
    }),
    { numRuns: 150 },
  );
});

it('a failure in the middle leaves what is kept as it was, and the next run goes on', async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, fc.nat(6), async (before, after, calls) => {
      const { store, write } = makeHistory();
      const model = memoryReadModels().open('m', '1');
      for (const one of before) await write(one);
      await kept(model, {}).catchUp(store);
      const untouched = bytes(model);
      for (const one of after) await write(one);
      let answers = calls;
      const broken = async () => E.left(failure('StoreUnavailable', 'test/store', 'store', 'a store that answers'));
      const fragile: EventStore = {
        ...store,
        readAll: (options) => ((answers -= 1) < 0 ? broken : store.readAll({ ...options, limit: 3 })),
        readStream: (stream, options) => ((answers -= 1) < 0 ? broken : store.readStream(stream, options)),
      };
      const changes = modelChanges(model);
      const group = projections.map(({ projection }) => ({ projection, table: changes.table(projection) }) as unknown as Folding);
      const outcome = await catchUp({ store: fragile, catalogue }, group, right(model.read(coverageOf)))();
      if (E.isLeft(outcome)) expect(outcome.left._tag).toBe('StoreUnavailable');
      expect(bytes(model)).toEqual(untouched);
      await kept(model, {}).catchUp(store);
      const facts = plainFacts(await allEvents(store), {});
      expectRows(kept(model, {}), projections.map((projection) => plainRows(facts, projection)));
    }),
    { numRuns: 100 },
  );
});

it('a view that reaches the coverage sees exactly what an uncut fold has', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const { store, write } = makeHistory();
      for (const one of given) await write(one);
      const whole = inMemory({});
      await whole.catchUp(store);
      const { lastDay, lastRecordedAt } = whole.coverage();
      if (lastDay === '') return;
      const cut = inMemory({ asOf: lastDay as never, knownAt: lastRecordedAt as never });
      await cut.catchUp(store);
      cut.rows((ours) => whole.rows((theirs) => ours.forEach((rows, i) => expect(rows.list(everything)).toEqual(theirs[i]?.list(everything)))));
    }),
    { numRuns: 150 },
  );
});

const entered = { stream: 0, kind: 'enter', account: 0, amount: 5, day: 1, target: 0, changes: 'data', knownSince: null, hoursLater: 1 } as const;

it('a rebuild replaces what is kept, and is not misled by it', async () => {
  const { store, write } = makeHistory();
  for (const amount of [5, 6]) await write({ ...entered, amount });
  const model = memoryReadModels().open('m', '1');
  await kept(model, {}).catchUp(store);
  const before = bytes(model);
  const changes = modelChanges(model, { rebuild: true });
  const group = projections.map(({ projection }) => ({ projection, table: changes.table(projection) }) as unknown as Folding);
  right(changes.commit(null, await run(catchUp({ store, catalogue }, group, nothingCovered))));
  expect(bytes(model)).toEqual(before);
});

it('two that start from the same checkpoint: the second is told, and writes nothing', async () => {
  const { store, write } = makeHistory();
  await write(entered);
  const model = memoryReadModels().open('m', '1');
  await kept(model, {}).catchUp(store);
  const from = right(model.read(coverageOf));
  await write(entered);
  const [one, other] = [modelChanges(model), modelChanges(model)];
  for (const changes of [one, other]) {
    const group = projections.map(({ projection }) => ({ projection, table: changes.table(projection) }) as unknown as Folding);
    const coverage = await run(catchUp({ store, catalogue }, group, from));
    const done = changes.commit(from.position as never, coverage);
    if (changes === one) right(done);
    else expect(left(done)._tag).toBe('CheckpointMoved');
  }
  expect(kept(model, {}).rows(([streams]) => streams?.get(streamOf('s0'))?.said)).toHaveLength(2);
});

it('nothing in the store is nothing covered, and nothing is written', async () => {
  const { store } = makeHistory();
  const model = memoryReadModels().open('m', '1');
  await kept(model, {}).catchUp(store);
  expect(bytes(model)).toEqual([]);
  expect(right(model.read(coverageOf))).toEqual(nothingCovered);
});

it('an unknown type stops the projector, or is passed over and told', async () => {
  const { store, write } = makeHistory();
  await write(entered);
  await write({ ...entered, kind: 'empty' });
  const narrow = right(makeCatalogue([Entered]));
  const table = memoryTable(projections[1]?.projection as never);
  const group = [{ projection: projections[1]?.projection, table } as unknown as Folding];
  expect(left(await catchUp({ store, catalogue: narrow }, group, nothingCovered)())).toMatchObject({ _tag: 'UnknownEventType', value: 'Emptied', position: 1 });
  const skipped: number[] = [];
  const fresh = [{ ...group[0], table: memoryTable(projections[1]?.projection as never) } as unknown as Folding];
  const coverage = await run(catchUp({ store, catalogue: narrow, unknown: { policy: 'skip', onSkipped: ({ position }) => void skipped.push(position) } }, fresh, nothingCovered));
  expect([skipped, coverage]).toEqual([[1], { position: 1, events: 1, lastDay: '2024-01-02', lastRecordedAt: at(1), boards: [board] }]);
});
