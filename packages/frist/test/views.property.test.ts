/** A view is the same however it is answered: from a head kept up bit by bit, in one go, by replay, or by definition. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { addDays, type CivilDate, endOfSwedishDay, type Instant, swedishDay } from '@frist/calendar';
import { type EventStore, memoryEventStore, type RecordedEvent } from '@frist/event-sourcing';
import { openSqliteEventStore } from '@frist/event-store-sqlite';
import * as fc from 'fast-check';
import * as E from 'fp-ts/Either';

import { createFrist, type Frist, type Query } from '../src';
import { assemble } from '../src/assembly';
import { naiveView } from './naive';
import { actor, board, bodyStream, otherBoard, promiseId, promisesDomain, promiseStream, right, type TestClock, testClock } from './promises';

interface Step {
  readonly kind: 'make' | 'keep' | 'note' | 'correct' | 'move-day' | 'retract' | 'schedule' | 'move';
  readonly stream: number;
  readonly which: number;
  /** Days before the day of recording. */
  readonly ago: number;
  readonly dueIn: number;
  readonly flavour: number;
  readonly migrated: boolean;
  /** Hours until it is recorded. */
  readonly hours: number;
  /** Whose turn it is to be asked afterwards. */
  readonly ask: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('make', 'make', 'keep', 'keep', 'note', 'correct', 'move-day', 'retract', 'schedule', 'move'),
  stream: fc.nat(4),
  which: fc.nat(30),
  ago: fc.constantFrom(0, 0, 0, 1, 5, 40),
  dueIn: fc.integer({ min: -20, max: 60 }),
  flavour: fc.nat(5),
  migrated: fc.boolean(),
  hours: fc.constantFrom(0, 1, 24, 100),
  ask: fc.nat(9),
});

const plus = (date: CivilDate, days: number): CivilDate => right(addDays(date, days));
const later = (instant: Instant, hours: number): string => new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

/** Executes a step; most are accepted. */
const take = async (frist: Frist, clock: TestClock, recorded: RecordedEvent[], step: Step, n: number): Promise<void> => {
  clock.set(later(clock(), step.hours));
  const today = swedishDay(clock());
  const on = plus(today, -step.ago);
  const of = step.stream === 4 ? otherBoard : board;
  const pick = recorded[step.which % Math.max(1, recorded.length)];
  const own = promiseStream(`s${step.stream}`, of);
  const body = { body: step.flavour % 2 === 0 ? 'Socialnämnden' : 'AU', meeting: `${step.which % 3}`, heldOn: plus(today, step.dueIn) };
  const made = recorded.filter(({ type }) => type === 'PromiseMade');
  const due = step.flavour === 0 ? {} : { due: plus(on, step.dueIn) };
  const make = { what: `w${step.which}`, ...due, ...(step.flavour === 1 ? { recurring: true } : {}), ...(step.flavour === 2 ? { body: 'Socialnämnden' } : {}) };
  const promise = promiseId((made[step.which % Math.max(1, made.length)] ?? pick)?.id ?? ('00000000-0000-4000-8000-000000000000' as never));
  const [command, stream, data] = {
    make: ['make', own, make],
    keep: ['keep', own, { promise }],
    note: ['note', own, { text: 'n' }],
    correct: ['correctFact', pick?.stream ?? own, { fact: pick?.id, reason: 'r', data: pick?.type === 'PromiseMade' ? make : pick?.type === 'PromiseKept' ? { promise } : pick?.data }],
    'move-day': ['correctFact', pick?.stream ?? own, { fact: pick?.id, reason: 'r', occurredOn: on }],
    retract: ['retractFact', pick?.stream ?? own, { fact: pick?.id, reason: 'r' }],
    schedule: ['schedule', bodyStream('b', of), body],
    move: ['move', bodyStream('b', of), { ...body, reason: 'r' }],
  }[step.kind] as [string, string, unknown];
  const migrated = step.migrated ? { knownSince: plus(on, Math.min(step.ago, 2)) } : {};
  const done = await frist.execute({ id: `c${n}`, board: pick !== undefined && step.kind.match(/correct|move-day|retract/) ? pick.board : of, stream, command, on, actor, data, ...migrated })();
  if (E.isRight(done)) recorded.push(...done.right.events);
};

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

const start = '2026-01-05T10:00:00Z';

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

