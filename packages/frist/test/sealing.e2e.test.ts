/** Keys through the facade: what is bound, what is refused and records nothing, who may see what, and what a check does not load. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type KeyStore, memoryKeyStore, sealerFrom, type Viewer } from '@frist/confidentiality';
import type { EventStore, SealedReading, StreamName, SubjectRef } from '@frist/event-sourcing';
import { left, right } from '@frist/testing';

import { createFrist, type Frist, type Instant, memoryEventStore, openStore } from '../src';

const board = 'testby/socialnamnden';
const subject = '00000000-0000-4000-8000-0000000000a1' as SubjectRef;
const stream = 'nonExecutedDecision-00000000-0000-4000-8000-0000000000d1' as StreamName;
const clock = (): Instant => '2024-05-02T09:00:00.000Z' as Instant;
const clerk: Viewer = { actor: { role: 'handläggare', ref: 'h-17' } as Viewer['actor'], roles: new Set(['person-data']) };
const why = { reason: 'handling', reference: 'SN 2020:12' } as never;

const facade = (store: EventStore, keys?: KeyStore): Frist => right(createFrist({ store, clock, ...(keys === undefined ? {} : { keys }) }));
const decide = (id: string, more: object = {}) => ({ id, board, stream, command: 'recordDecision', on: '2024-01-10', actor: { role: 'registrar', ref: 'test' }, data: { subject, intervention: { category: 'outpatient' }, reporter: 'Anna', ...more } });
const events = async (store: EventStore): Promise<number> => right(await store.readAll({ direction: 'forwards', limit: 1000 })()).events.length;

const folder = mkdtempSync(join(tmpdir(), 'frist-sealing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('binds the register of a board to its keys, with the first command that is not refused', async () => {
  const store = memoryEventStore({ clock });
  const [keys, others] = [memoryKeyStore(), memoryKeyStore()];
  const frist = facade(store, keys);
  expect(left(await frist.execute(decide('c-1', { reporter: '' }))())).toMatchObject([{ _tag: 'InvalidData' }]);
  expect(await events(store)).toBe(0);
  right(await frist.execute(decide('c-1'))());
  const recorded = right(await store.readAll({ direction: 'forwards', limit: 10 })()).events.map(({ text }) => JSON.parse(text) as { readonly type: string });
  expect(recorded[0]?.type).toBe('KeyStoreBound');
  expect(right(await frist.execute(decide('c-1'))()).repeated).toBe(true);
  // The keys of another register: refused, and nothing is added to them.
  const before = await events(store);
  expect(left(await facade(store, others).execute(decide('c-2'))())).toMatchObject([{ _tag: 'WrongKeyStore' }]);
  const lines = [{ file: 'j', line: 1, text: JSON.stringify(decide('c-3')) }];
  expect(left(await facade(store, others).importJournal(lines)())).toMatchObject([{ line: null, reason: { _tag: 'WrongKeyStore' } }]);
  expect([await events(store), right(others.subjects())]).toEqual([before, []]);
  expect(left(await facade(store).execute(decide('c-4'))())).toMatchObject([{ _tag: 'NoSealer' }]);
  // A host's own sealer goes on as before.
  right(await right(createFrist({ store: memoryEventStore({ clock }), clock, sealer: sealerFrom(others) })).execute(decide('c-1'))());
});

it('an import that is refused binds nothing', async () => {
  const store = memoryEventStore({ clock });
  const frist = facade(store, memoryKeyStore());
  const bad = [decide('c-1'), decide('c-2', { reporter: 7 })].map((command, i) => ({ file: 'j', line: i + 1, text: JSON.stringify(command) }));
  left(await frist.importJournal(bad)());
  expect(await events(store)).toBe(0);
  expect(right(await frist.importJournal(bad.slice(0, 1))())).toMatchObject({ commands: 1, events: expect.any(Number) as number });
});

it('claims of what Frist does itself are no commands', async () => {
  const frist = facade(memoryEventStore({ clock }), memoryKeyStore());
  const from = (category: string, command: string, data: object) => ({ id: 'c-1', board, stream: `${category}-${subject}`, command, on: '2024-05-02', actor: { role: 'x', ref: 'y' }, data });
  for (const command of [
    from('subject', 'recordDisposal', { decision: 'SN 2024:1', decided: subject, keyStore: subject, streams: 0 }),
    from('subject', 'decideDisposal', { decision: 'SN 2024:1', asOf: '2024-05-02', files: [], keyStore: subject }),
    from('access', 'grantAccess', { of: stream, role: 'person-data', why: { reason: 'handling' }, subjects: [], boxes: 0 }),
    from('keyStore', 'bindKeyStore', { keyStore: subject }),
  ]) expect(left(await frist.execute(command)())).toMatchObject([{ _tag: 'UnknownCommand' }]);
  right(await frist.execute(from('subject', 'registerFile', { file: 'akt-1', kind: 'personal-file' }))());
});

it('shows who may see, and tells the role where it is missing', async () => {
  const store = memoryEventStore({ clock });
  const frist = facade(store, memoryKeyStore());
  const [event] = right(await frist.execute(decide('c-1'))()).events;
  const denied = { left: { _tag: 'AccessDenied', expected: 'a viewer with the role person-data' } };
  for (const viewer of [undefined, { ...clerk, roles: new Set(['lex-sarah'] as const) }]) {
    const query = viewer === undefined ? {} : { viewer };
    for (const answer of [frist.register('non-executed-decisions', query), frist.explain(stream, query), frist.history(stream, query), frist.explain(event?.id ?? '', query), frist.history(event?.id ?? '', query)]) expect(await answer()).toMatchObject(denied);
    const diff = right(await frist.diff({ asOf: '2024-01-01' as never, ...query }, { asOf: '2024-04-30' as never, ...query })());
    expect([diff.figures, diff.withheld.map(({ register }) => register)]).toEqual([[], expect.arrayContaining(['non-executed-decisions'])]);
    for (const change of diff.obligations) expect([change.events, change.withheld > 0]).toEqual([[], true]);
  }
  expect(right(await frist.register('non-executed-decisions', { viewer: clerk })()).rows).toHaveLength(1);
  expect(right(await frist.diff({ asOf: '2024-01-01' as never, viewer: clerk }, { asOf: '2024-04-30' as never, viewer: clerk })()).withheld.map(({ role }) => role)).not.toContain('person-data');
  right(await frist.check()());
  right(await frist.register('grants')());

  const box = (event?.data as { readonly reporter: SealedReading }).reporter;
  expect(await frist.unseal({ id: stream, viewer: { ...clerk, roles: new Set() }, why })()).toMatchObject({ left: [{ _tag: 'AccessDenied' }] });
  expect(right(await frist.unseal({ id: stream, boxes: [box], viewer: clerk, why })())).toMatchObject([{ stream, field: 'reporter', reading: { _tag: 'open', value: 'Anna' } }]);
  expect(right(await frist.unseal({ id: event?.id ?? '', viewer: clerk, why })())).toHaveLength(1);
  expect(await frist.unseal({ id: 'nothing', viewer: clerk, why })()).toMatchObject({ left: [{ _tag: 'NotFound' }] });
  expect(await facade(store).unseal({ id: stream, viewer: clerk, why })()).toMatchObject({ left: [{ _tag: 'NoSealer' }] });
  expect(await facade(store, memoryKeyStore()).unseal({ id: stream, viewer: clerk, why })()).toMatchObject({ left: [{ _tag: 'WrongKeyStore' }] });
  expect(await facade(store).disposal.carryOut({ id: 'x' as never, board: board as never, subject, decision: 'SN 2024:1', actor: clerk.actor })()).toMatchObject({ left: [{ _tag: 'NoSealer' }] });
  expect(right(await facade(store).disposal.due()())).toMatchObject({ asOf: '2024-05-02', entries: [{ subject, key: null, answer: { retention: 'undecidable' } }] });
  // Who has looked is told to those only who may see the rest.
  const accesses = right(await store.readAll({ direction: 'forwards', limit: 100 })()).events.map(({ text }) => JSON.parse(text) as { readonly stream: StreamName }).filter((told) => told.stream.startsWith('access-'));
  expect(accesses).toHaveLength(2);
  expect(await frist.history(accesses[0]?.stream ?? '')()).toMatchObject(denied);
});

it('opens nothing where it cannot be recorded', async () => {
  const url = `sqlite:${join(folder, 'read.db')}`;
  const keys = memoryKeyStore();
  const writing = facade(right(await openStore(url, { clock })()), keys);
  right(await writing.execute(decide('c-1'))());
  right(await writing.close()());
  const frist = facade(right(await openStore(url, { clock, readOnly: true })()), keys);
  expect(await frist.unseal({ id: stream, viewer: clerk, why })()).toMatchObject({ left: [{ _tag: 'AccessNotRecorded' }] });
  expect(right(await frist.history(stream, { viewer: clerk })()).entries.length).toBeGreaterThan(0);
  expect(await frist.disposal.carryOut({ id: 'x' as never, board: board as never, subject, decision: 'SN 2024:1', actor: clerk.actor })()).toMatchObject({ left: [{ _tag: 'StoreReadOnly' }] });
  right(await frist.close()());
});

it('a check loads nothing that encrypts', () => {
  const script = `
    const { createFrist, hostClock, memoryEventStore } = require(${JSON.stringify(join(__dirname, '..', 'dist', 'index.js'))});
    const frist = createFrist({ store: memoryEventStore({ clock: hostClock }) }).right;
    frist.check()().then((answer) => answer._tag === 'Right' && console.log(Object.keys(require.cache).filter((file) => /confidentiality/.test(file)).map((file) => file.replace(/^.*[/]/, '')).sort().join(' ')));`;
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim()).toBe('access.js assembly.js binding.js retention-rules.js subject-events.js subject.js');
});
