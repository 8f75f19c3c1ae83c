/** The kept head under what can happen to it: batches, rivals, failures midway, nowhere to write. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type EventStore, failure, memoryEventStore, type ReadModel, type StoreError } from '@frist/event-sourcing';
import { ledger } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';

import { createFrist, journalLines } from '../src';
import { assemble } from '../src/assembly';
import { type Head, keptHead, type Look, memoryHead } from '../src/head';
import { actor, board, left, promisesDomain, promiseStream, right, testClock } from './promises';

const assembly = right(assemble([promisesDomain]));
const { projections, catalogue } = assembly;
const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { readonly version: string };
const keptVersion = `${assembly.version}/${version}`;
const clock = testClock('2026-03-10T08:00:00Z');

/** A store in memory that passes for one that keeps. */
const keeping = (store: EventStore): EventStore => ({ ...store, capabilities: { ...store.capabilities, durable: true } });

const fill = async (store: EventStore, from: number, to: number): Promise<void> => {
  const frist = right(createFrist({ store, clock, domains: [promisesDomain] }));
  const lines = Array.from({ length: to - from }, (_, i) =>
    JSON.stringify({ id: `c${from + i}`, board, stream: promiseStream(`s${from + i}`), command: 'make', on: '2026-01-02', actor, data: { what: 'w', due: '2026-03-01' } }),
  );
  right(await frist.importJournal(journalLines('j', lines.join('\n')))());
};

const size = ({ rows, coverage }: Look) => ({ overdue: rows(ledger).count({ from: `${board}|dated|`, to: `${board}|dated|2026-03-10` }), listed: rows(ledger).list({ from: board, to: '~' }).length, events: coverage.events });
const ask = async (head: Head): Promise<E.Either<unknown, ReturnType<typeof size>>> => E.map((answer: O.Option<ReturnType<typeof size>>) => O.toNullable(answer) as never)(await head.answer(() => true, size));

const nobody: Head = { answer: async () => E.left(failure('StoreUnavailable', 'test', 'head', 'the kept head to answer')) };

test('a first catch-up in batches comes to the same as one', async () => {
  const store = memoryEventStore({ clock });
  await fill(store, 0, 2_600);
  const source = { store, catalogue };
  const whole = await ask(memoryHead(source, projections));
  expect(right(whole)).toEqual({ overdue: 2_600, listed: 2_600, events: 5_200 });
  let commits = 0;
  const model = store.readModels.open('m', '1');
  const counting: ReadModel = { ...model, commit: (commit) => ((commits += 1), model.commit(commit)) };
  expect(await ask(keptHead(source, projections, counting, nobody, 1))).toEqual(whole);
  expect(commits).toBe(3);
  expect(await ask(keptHead(source, projections, counting, nobody))).toEqual(whole);
  expect(commits).toBe(3);
});

test('what is kept is of these domains and of this release', async () => {
  const store = keeping(memoryEventStore({ clock }));
  const opened: string[] = [];
  const spied: EventStore = { ...store, readModels: { ...store.readModels, open: (name, version) => (opened.push(`${name} ${version}`), store.readModels.open(name, version)) } };
  right(await right(createFrist({ store: spied, clock, domains: [promisesDomain] })).check()());
  expect(opened).toEqual([`frist-head ${keptVersion}`]);
});

test('rivals that catch up at the same time, from nothing, do not count anything twice', async () => {
  const store = memoryEventStore({ clock });
  await fill(store, 0, 2_600);
  // Reading takes turns, so that the rivals really interleave.
  const slow: EventStore = { ...store, readAll: (page) => async () => (await new Promise((resolve) => void setImmediate(resolve)), store.readAll(page)()) };
  const source = { store: slow, catalogue };
  const model = store.readModels.open('m', '1');
  const heads = Array.from({ length: 3 }, (_, i) => keptHead(source, projections, model, nobody, [1, 1, 100_000][i]));
  const answers = await Promise.all(heads.map(ask));
  for (const answer of answers) expect(right(answer)).toEqual({ overdue: 2_600, listed: 2_600, events: 5_200 });
  await fill(store, 2_600, 2_700);
  for (const answer of await Promise.all(heads.map(ask))) expect(right(answer)).toEqual({ overdue: 2_700, listed: 2_700, events: 5_400 });
});

describe('what cannot be kept is answered all the same', () => {
  const tags: readonly StoreError['_tag'][] = ['StoreReadOnly', 'StoreBusy', 'StoreFull', 'CheckpointMoved'];

  test.each(tags)('%s', async (tag) => {
    const below = memoryEventStore({ clock });
    await fill(below, 0, 10);
    const model = below.readModels.open('frist-head', keptVersion);
    const refusing: ReadModel = { ...model, commit: () => E.left(failure(tag, 'test', 'commit', 'a store to write to') as StoreError) };
    const store: EventStore = { ...keeping(below), readModels: { open: () => refusing } };
    const frist = right(createFrist({ store, clock, domains: [promisesDomain] }));
    expect(right(await frist.check()()).counts.overdue).toBe(10);
    await fill(below, 10, 12);
    expect(right(await frist.check()()).counts.overdue).toBe(12);
  });

  test('but other failures are told', async () => {
    const below = memoryEventStore({ clock });
    await fill(below, 0, 10);
    const model = below.readModels.open('frist-head', keptVersion);
    const store: EventStore = { ...keeping(below), readModels: { open: () => ({ ...model, commit: () => E.left(failure('StoreCorrupt', 'test', 'commit', 'a store in order')) }) } };
    expect(left(await right(createFrist({ store, clock, domains: [promisesDomain] })).check()())._tag).toBe('StoreCorrupt');
  });

  test('a store opened for reading is never written to, and its head is used when it is up to date', async () => {
    const below = memoryEventStore({ clock });
    await fill(below, 0, 10);
    const writing = right(createFrist({ store: keeping(below), clock, domains: [promisesDomain] }));
    right(await writing.check()());
    let reads = 0;
    const model = below.readModels.open('frist-head', keptVersion);
    const counting: ReadModel = { read: (use) => ((reads += 1), model.read(use)), commit: () => { throw new Error('written to'); } };
    const store: EventStore = { ...below, capabilities: { ...below.capabilities, durable: true, readOnly: true }, readModels: { open: () => counting } };
    const reading = right(createFrist({ store, clock, domains: [promisesDomain] }));
    expect(right(await reading.check()()).counts.overdue).toBe(10);
    expect(reads).toBe(2);
    await fill(below, 10, 12);
    expect(right(await reading.check()()).counts.overdue).toBe(12);
    expect(reads).toBe(3);
  });
});

describe.each([
  ['in memory', (store: EventStore) => store],
  ['kept', keeping],
])('a failure midway, %s', (_name, as) => {
  test('leaves nothing half-folded behind', async () => {
    const below = memoryEventStore({ clock });
    await fill(below, 0, 3_000);
    let broken = true;
    let pages = 0;
    const store = as({ ...below, readAll: (page) => async () => (broken && (pages += 1) === 2 ? E.left(failure('StoreUnavailable', 'test', 'store', 'a store that answers')) : below.readAll(page)()) });
    const frist = right(createFrist({ store, clock, domains: [promisesDomain] }));
    expect(left(await frist.check()())._tag).toBe('StoreUnavailable');
    broken = false;
    expect(right(await frist.check()()).counts.overdue).toBe(3_000);
  });

  test('an event that cannot be read is told of, wherever it is', async () => {
    const below = memoryEventStore({ clock });
    await fill(below, 0, 3);
    const store = as({
      ...below,
      readAll: (page) => async () => E.map((found: { readonly events: readonly { readonly position: never; readonly revision: number; readonly text: string }[]; readonly more: boolean }) => ({ ...found, events: found.events.map((event) => ({ ...event, text: event.text.replace('"overdue"', '') .replace('PromiseMade', 'PromiseBroken') })) }))((await below.readAll(page)()) as never) as never,
    });
    const frist = right(createFrist({ store, clock, domains: [promisesDomain] }));
    expect(left(await frist.check()())).toMatchObject({ _tag: 'UnknownEventType', value: 'PromiseBroken', position: 0 });
  });

  test('code that throws is no half state either', async () => {
    const below = memoryEventStore({ clock });
    await fill(below, 0, 3);
    let broken = true;
    const register = promisesDomain.registers[0]!;
    const faulty = { ...promisesDomain, registers: [{ ...register, decider: { ...register.decider, evolve: (state: unknown, fact: never) => { if (broken) throw new Error('a bug'); return register.decider.evolve(state, fact); } } }] };
    const frist = right(createFrist({ store: as(below), clock, domains: [faulty] }));
    await expect(frist.check()()).rejects.toThrow('a bug');
    broken = false;
    expect(right(await frist.check()()).counts.overdue).toBe(3);
  });
});
