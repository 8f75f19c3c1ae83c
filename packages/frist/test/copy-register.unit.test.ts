/** What a copy keeps besides texts: proofs, evidence, what is sealed; and what it refuses. */
import { createHash } from 'node:crypto';

import { checkpointStore, ed25519Signer, verifierKey, verifyEvidence, verifyStore } from '@frist/audit';
import { memoryKeyStore, type Viewer } from '@frist/confidentiality';
import { type EventStore, failure, overlayStore, type StoredEvent } from '@frist/event-sourcing';
import { encodedEvent } from '@frist/testing';
import * as E from 'fp-ts/Either';

import { copyRegister, createFrist, type EvidenceForm, openStore } from '../src';
import { emptyStore, eventsOf, folder, late, registerOf, textsOf, withoutLog } from './copy';
import { actor, at, board, day, left, promisesDomain, promiseStream, right, testClock } from './promises';
import type { Step } from './random-history';

const there = folder();
afterAll(() => there.remove());

const seed = createHash('sha256').update('board').digest();
const pem = `-----BEGIN PRIVATE KEY-----\n${Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]).toString('base64')}\n-----END PRIVATE KEY-----\n`;
const signer = right(ed25519Signer('botkyrka/socialnamnden', pem));
const keys = [right(verifierKey(signer.name, signer.publicKey))];

const steps: readonly Step[] = Array.from({ length: 60 }, (_, n) => ({
  kind: (['make', 'keep', 'note', 'correct', 'schedule', 'retract'] as const)[n % 6] ?? 'make', stream: n % 5, which: n, ago: 0, dueIn: 20, flavour: n % 4, migrated: n % 7 === 0, hours: 1, ask: 0,
}));

it('checkpoints signed over the source verify the copy, before and after more is recorded; evidence is the same bytes', async () => {
  const clock = testClock('2026-01-10T08:00:00.000Z');
  const from = right(await openStore('memory:', { clock })());
  const frist = right(createFrist({ store: from, clock, domains: [promisesDomain] }));
  const make = (id: string, name: string) => ({ id, board, stream: promiseStream(name), command: 'make', on: '2026-01-05', actor, data: { what: id, due: '2026-02-01' } });
  const checkpoints: string[] = [];
  for (const id of ['a', 'b', 'c']) {
    right(await frist.execute(make(id, id))());
    checkpoints.push(right(await checkpointStore(from, { signer, at: clock(), before: checkpoints, keys })()));
  }
  const to = right(await openStore(there.url('proof.db'), { clock: late })());
  const copied = right(await copyRegister({ from, to })());
  expect(checkpoints[2]).toContain(`\n${copied.events}\n${copied.root}\n`);
  const report = right(await verifyStore(to, { checkpoints, keys })());
  expect(report).toMatchObject({ intact: true, events: copied.events, covered: copied.events, signed: copied.events });

  const form: EvidenceForm = ({ id, history }) => ({ view: { id, events: history.entries.length }, summary: { sv: 'Löftet.', en: 'The promise.' } });
  const query = { kind: 'promise', id: promiseStream('b'), asOf: day('2026-01-31'), knownAt: at('2026-01-31T22:59:59.999Z'), checkpoints, keys, form, signer };
  const copy = right(createFrist({ store: to, clock: late, domains: [promisesDomain] }));
  const packs = [right(await frist.evidence(query)()), right(await copy.evidence(query)())].map(({ pack }) => pack);
  expect(verifyEvidence(packs[1] as Uint8Array, { keys })).toMatchObject({ intact: true, proven: 2 });
  expect(Buffer.compare(packs[0] as Uint8Array, packs[1] as Uint8Array)).toBe(0);

  // The register goes on in its new store, under the same key.
  right(await copy.execute(make('d', 'd'))());
  checkpoints.push(right(await checkpointStore(to, { signer, at: late(), before: checkpoints, keys })()));
  expect(right(await verifyStore(to, { checkpoints, keys })())).toMatchObject({ intact: true, signed: copied.events + 2 });
  // And what the source has recorded since then makes two registers of one: the copy is not continued.
  right(await frist.execute(make('e', 'e'))());
  expect(left(await copyRegister({ from, to })())).toMatchObject({ _tag: 'CopyDiverged', index: copied.events, stream: promiseStream('e'), revision: 0 });
  await to.close()();
});

it('both times are kept: the copy answers as the source did at any moment', async () => {
  const [from, to] = [await registerOf(steps), await emptyStore()];
  right(await copyRegister({ from, to })());
  const asked = [from, to].map((store) => right(createFrist({ store, clock: late, domains: [promisesDomain] })));
  for (const query of [{}, { asOf: day('2026-01-06') }, { asOf: day('2026-02-01'), knownAt: at('2026-01-06T12:00:00.000Z') }]) {
    const [one, two] = await Promise.all(asked.map((frist) => frist.check({ ...query, settled: true })()));
    expect(right(two as never)).toEqual(right(one as never));
  }
});

it('what is sealed stays sealed, and the same keys open it in the copy', async () => {
  const clock = testClock('2024-05-02T09:00:00.000Z');
  const [from, to] = [right(await openStore('memory:', { clock })()), right(await openStore(there.url('sealed.db'), { clock: late })())];
  const store = memoryKeyStore();
  const stream = 'nonExecutedDecision-00000000-0000-4000-8000-0000000000d1';
  const subject = '00000000-0000-4000-8000-0000000000a1';
  const decide = { id: 'c-1', board, stream, command: 'recordDecision', on: '2024-01-10', actor, data: { subject, intervention: { category: 'outpatient' }, reporter: 'Anna' } };
  right(await right(createFrist({ store: from, clock, keys: store })).execute(decide)());
  right(await copyRegister({ from, to })());
  expect(await textsOf(to)).toEqual(await textsOf(from));
  expect((await textsOf(to)).join('')).not.toContain('Anna');
  const viewer = { actor, roles: new Set(['person-data']) } as Viewer;
  const query = { id: stream, viewer, why: { reason: 'handling', reference: 'SN 2020:12' } as never };
  const copy = right(createFrist({ store: to, clock: late, keys: store }));
  expect(right(await copy.unseal(query)())).toMatchObject([{ stream, field: 'reporter', reading: { _tag: 'open', value: 'Anna' } }]);
  expect(await right(createFrist({ store: to, clock: late, keys: memoryKeyStore() })).unseal(query)()).toMatchObject({ left: [{ _tag: 'WrongKeyStore' }] });
  await copy.close()();
});

/** A store of which a reader is told something else. */
const reading = (store: EventStore, change: (events: readonly StoredEvent[]) => readonly StoredEvent[]): EventStore => ({
  ...store,
  readAll: (page) => async () => E.map((read: { readonly events: readonly StoredEvent[]; readonly more: boolean }) => ({ ...read, events: change(read.events) }))(await store.readAll(page)()),
});
const altered = (at: number) => (events: readonly StoredEvent[]) => events.map((event) => (event.position === at ? { ...event, text: event.text.replace('"board"', '"Board"') } : event));

it('a source whose events are not those of its log, or that has lost its end, is told', async () => {
  const from = await registerOf(steps);
  const size = (await eventsOf(from)).length;
  expect(left(await copyRegister({ from: reading(from, altered(5)), to: await emptyStore() })())).toMatchObject({ _tag: 'LogDisagrees', field: 'from' });
  const cut = reading(from, (events) => events.filter(({ position }) => position < size - 1));
  expect(left(await copyRegister({ from: cut, to: await emptyStore() })())).toMatchObject({ _tag: 'LogDisagrees', field: 'from' });
  const slotless: EventStore = { ...from, hookSlot: () => ({ get: (key) => (key === 'tip' ? new Uint8Array(3) : null) }) };
  expect(left(await copyRegister({ from: slotless, to: await emptyStore() })())).toMatchObject({ _tag: 'LogDamaged', field: 'from' });
});

it('an event that is missing in the middle of the source is told of the source, with a log before anything is stored', async () => {
  const without = (store: EventStore): EventStore => reading(store, (events) => events.filter(({ position }) => position !== 5));
  const to = await emptyStore();
  expect(left(await copyRegister({ from: without(await registerOf(steps)), to })())).toMatchObject({ _tag: 'LogDisagrees', field: 'from' });
  expect(left(await copyRegister({ from: reading(await registerOf(steps), altered(50)), to })())).toMatchObject({ _tag: 'LogDisagrees', field: 'from' });
  expect(await textsOf(to)).toEqual([]);

  const bare = withoutLog();
  const [one, two] = ['one', 'two'].map((name) => promiseStream(name));
  for (const stream of [one, two] as never[]) right(await bare.append({ stream, expected: 'no-stream', events: [1, 2, 3, 4].map(() => encodedEvent({ stream })) })());
  const second = (await eventsOf(bare))[5];
  expect(second).toMatchObject({ revision: 1 });
  const gap = { _tag: 'CopyGap', rule: 'frist/copy-gap', field: 'from', value: `${two} 2` };
  expect(left(await copyRegister({ from: reading(bare, (events) => events.filter(({ position }) => position !== second?.position)), to: withoutLog() })())).toMatchObject(gap);
});

it('an event that the target never takes is named, by its id and its place; those before it are stored', async () => {
  const from = await registerOf(steps);
  const events = await eventsOf(from);
  const large = events[7] as StoredEvent;
  const { id } = JSON.parse(large.text) as { readonly id: string };
  const to = withoutLog();
  const tooLarge = failure('EventTooLarge', 'test/append-size', 'events', 'an append of at most 1 bytes');
  const small: EventStore = { ...to, appendAsRecorded: (some) => async () => (some.some(({ event }) => event.id === id) ? E.left(tooLarge) : ((await to.appendAsRecorded?.(some)()) as never)) };
  expect(left(await copyRegister({ from, to: small })())).toMatchObject({ _tag: 'EventTooLarge', side: 'to', value: id, field: `position ${large.position}` });
  expect(await textsOf(to)).toEqual(events.slice(0, 7).map(({ text }) => text));
  expect(right(await copyRegister({ from, to })())).toMatchObject({ alreadyThere: 7, events: events.length });
});

it('a target that stores something else, or tells something else, is told', async () => {
  const from = await registerOf(steps);
  expect(left(await copyRegister({ from, to: reading(await emptyStore(), altered(5)) })())).toMatchObject({ _tag: 'CopyDiverged', index: 5 });
  const forgetful = await emptyStore();
  expect(left(await copyRegister({ from, to: { ...forgetful, appendAsRecorded: (events) => async () => E.map(() => [])((await forgetful.appendAsRecorded?.(events.slice(0, -1))()) ?? E.right([])) } })())).toMatchObject({ _tag: 'CopyDiverged' });
  const other = await registerOf([...steps.slice(6), ...steps.slice(6), ...steps.slice(6)]);
  const to = await emptyStore();
  expect(left(await copyRegister({ from, to: { ...to, hookSlot: (name) => other.hookSlot?.(name) ?? { get: () => null } } })())).toMatchObject({ _tag: 'LogDisagrees', field: 'to' });
});

it('stores without a log are copied all the same, and one that cannot be copied into is told', async () => {
  const [from, to] = [await registerOf(steps, withoutLog()), withoutLog()];
  expect(right(await copyRegister({ from, to })()).events).toBe((await eventsOf(from)).length);
  expect(left(await copyRegister({ from, to: overlayStore(to, late) })())).toMatchObject({ _tag: 'CopyRefused' });
  const url = there.url('read.db');
  await right(await openStore(url, { clock: late })()).close()();
  const readOnly = right(await openStore(url, { readOnly: true })());
  expect(left(await copyRegister({ from, to: readOnly })())).toMatchObject({ _tag: 'StoreReadOnly' });
  await readOnly.close()();
});

it('an empty register is copied as one, and its root is that of no events', async () => {
  expect(right(await copyRegister({ from: await emptyStore(), to: await emptyStore() })())).toEqual({ events: 0, copied: 0, alreadyThere: 0, root: createHash('sha256').digest('base64') });
});

it('reads and appends few events at a time where they are long, and tells how far it is', async () => {
  const from = withoutLog();
  const stream = promiseStream('long');
  for (let i = 0; i < 60; i += 1) right(await from.append({ stream, expected: i === 0 ? 'no-stream' : i - 1, events: [encodedEvent({ stream, data: 'x'.repeat(400_000) })] })());
  const to = withoutLog();
  const told: number[] = [];
  const sizes: number[] = [];
  const watched: EventStore = { ...to, appendAsRecorded: (events) => (sizes.push(events.length), to.appendAsRecorded?.(events) as never) };
  right(await copyRegister({ from, to: watched, onProgress: (events) => told.push(events) })());
  expect(sizes).toEqual([16, 10, 10, 10, 10, 4]);
  expect(told).toEqual([16, 26, 36, 46, 56, 60]);
});
