/** A view is the same however it is answered: from a head kept up bit by bit, in one go, by replay, or by definition. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endOfSwedishDay, swedishDay } from '@frist/calendar';
import { type EventStore, memoryEventStore, type RecordedEvent } from '@frist/event-sourcing';
import { openSqliteEventStore } from '@frist/event-store-sqlite';
import * as fc from 'fast-check';

import { createFrist, type Frist, type Query } from '../src';
import { assemble } from '../src/assembly';
import { naiveView } from './naive';
import { promisesDomain, right, type TestClock, testClock } from './promises';
import { plus, start, step, take } from './random-history';

/** Default, every day before, every instant before, and both. */
const someQueries = (clock: TestClock): readonly Query[] => {
  const today = swedishDay(clock());
  return [{}, { asOf: plus(today, -3) }, { asOf: plus(today, 40) }, { knownAt: endOfSwedishDay(plus(today, -4)) }, { asOf: plus(today, -6), knownAt: endOfSwedishDay(plus(today, -2)) }];
};

const assembly = right(assemble([promisesDomain]));

const expectSame = async (frist: Frist, store: EventStore, query: Query): Promise<void> => {
  const checked = right(await frist.check(query)());
  const defined = await naiveView(assembly, store, checked);
  expect(checked).toEqual({ ...defined.check, knownAt: checked.knownAt, anythingToCheck: checked.anythingToCheck });
  expect(right(await frist.register('promises', query)()).rows).toEqual(defined.promises);
};

test('in memory: kept up step by step, in one go, and by definition', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const clock = testClock(start);
      const store = memoryEventStore({ clock });
      const fresh = () => right(createFrist({ store, clock, domains: [promisesDomain] }));
      const kept = fresh();
      const recorded: RecordedEvent[] = [];
      for (const [n, next] of steps.entries()) {
        await take(kept, clock, recorded, next, n);
        if (next.ask < 4) await expectSame(kept, store, {});
      }
      for (const query of someQueries(clock)) {
        await expectSame(kept, store, query);
        await expectSame(fresh(), store, query);
      }
    }),
    { numRuns: 100 },
  );
});

test('in one SQLite file: several facades, one of them reading only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'frist-views-'));
  let file = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
        const clock = testClock(start);
        const name = join(folder, `${(file += 1)}.db`);
        const stores = [right(await openSqliteEventStore({ file: name, clock })()), right(await openSqliteEventStore({ file: name, clock })())];
        stores.push(right(await openSqliteEventStore({ file: name, clock, mode: 'read-only' })()));
        const facades = stores.map((store) => right(createFrist({ store, clock, domains: [promisesDomain] })));
        const recorded: RecordedEvent[] = [];
        for (const [n, next] of steps.entries()) {
          await take(facades[n % 2]!, clock, recorded, next, n);
          if (next.ask < 3) await expectSame(facades[next.ask]!, stores[0]!, {});
        }
        for (const query of someQueries(clock)) {
          for (const frist of facades) await expectSame(frist, stores[0]!, query);
        }
        for (const store of stores) right(await store.close()());
      }),
      { numRuns: 25 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

