import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { caughtUpLog, openLog, verifyStore } from '@frist/audit';
import { type EventStoreDbDouble, startEventStoreDbDouble } from '@frist/testing';

import { clusterUrl, createFrist, journalLines, openStore, shownStoreUrl } from '../src';
import { actor, board, left, promisesDomain, promiseStream, right, testClock } from './promises';

const clock = testClock('2026-03-10T08:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'frist-cluster-'));
let double: EventStoreDbDouble;
beforeAll(async () => {
  double = await startEventStoreDbDouble({ clock });
});
afterAll(async () => {
  await double.close();
  rmSync(folder, { recursive: true, force: true });
});

const line = (id: string) => JSON.stringify({ id, board, stream: promiseStream(id), command: 'make', on: '2026-01-02', actor, data: { what: 'w', due: '2026-03-01' } });

test('esdb: what is recorded through one opening is read through another; the local file keeps the place', async () => {
  const local = join(folder, 'a file & more.db');
  const url = `${double.url}&local=${encodeURIComponent(local)}`;
  const frist = async (at: string, readOnly = false) => right(createFrist({ store: right(await openStore(at, { clock, readOnly })()), clock, domains: [promisesDomain] }));
  const writing = await frist(url);
  right(await writing.importJournal(journalLines('j', `${line('a')}\n${line('b')}`))());
  const first = right(await writing.check()());
  expect(first.counts.overdue).toBe(2);
  right(await writing.close()());
  expect(existsSync(local)).toBe(true);

  for (const again of [await frist(url), await frist(double.url), await frist(url, true)]) {
    expect(right(await again.check()())).toEqual(first);
    right(await again.close()());
  }
  const sqlite = await frist(`sqlite:${join(folder, 'same.db')}`);
  right(await sqlite.importJournal(journalLines('j', `${line('a')}\n${line('b')}`))());
  expect(right(await sqlite.check()()).counts).toEqual(first.counts);
  right(await sqlite.close()());
});

test('for reading only, hooks, and a string that is none', async () => {
  const reading = right(await openStore(double.url, { clock, readOnly: true })());
  expect(reading.capabilities.readOnly).toBe(true);
  expect(left(await reading.append({ stream: promiseStream('x'), expected: 'any', events: [] })())._tag).toBe('StoreReadOnly');
  right(await reading.close()());
  expect(left(await openStore(double.url, { clock, onAppend: [{ name: 'x', onAppend: () => undefined }] })())._tag).toBe('HookFailed');
  expect(left(await openStore('esdb://', { clock })())).toMatchObject({ _tag: 'StoreUnavailable', rule: 'eventstoredb/connection-string' });
  expect(left(await openStore(`${double.url}&local=${encodeURIComponent(join(folder, 'no', 'such', 'x.db'))}`, { clock })())._tag).toBe('StoreUnavailable');
});

test('the log is kept in the local file; for reading only it is read there, and a file that is missing holds none', async () => {
  const url = `${double.url}&local=${encodeURIComponent(join(folder, 'log.db'))}`;
  const open = async (readOnly: boolean, at = url) => right(await openStore(at, { clock, readOnly })());
  const unkept = await open(true);
  expect(right(await openLog(unkept, 'as kept')()).size).toBe(0);
  right(await unkept.close()());
  expect(existsSync(join(folder, 'log.db'))).toBe(false);

  const writing = await open(false);
  const frist = right(createFrist({ store: writing, clock, domains: [promisesDomain] }));
  right(await frist.importJournal(journalLines('j', line('c')))());
  const { size } = right(await caughtUpLog(writing)());
  expect(size).toBe(double.events().length);
  right(await frist.importJournal(journalLines('j', line('d')))());
  right(await writing.close()());
  const all = double.events().length;

  const reading = await open(true);
  expect(right(await openLog(reading, 'as kept')()).size).toBe(size);
  expect(right(await openLog(reading)()).size).toBe(all);
  expect(left(await caughtUpLog(reading)())._tag).toBe('StoreReadOnly');
  expect(right(await verifyStore(reading, { checkpoints: [], keys: [] })())).toMatchObject({ intact: true, events: all, covered: size });
  right(await reading.close()());
});

test.each([
  ['esdb://node1:2113', { connection: 'esdb://node1:2113', local: null, odd: null }],
  ['esdb://u:p@node1:2113?tls=false&local=a%20b.db', { connection: 'esdb://u:p@node1:2113?tls=false', local: 'a b.db', odd: null }],
  ['esdb+discover://node1?local=a@b.db&TLS=false', { connection: 'esdb+discover://node1?TLS=false', local: 'a@b.db', odd: null }],
  ['esdb://node1?local=%', { connection: 'esdb://node1', local: '%', odd: null }],
  ['esdb://u:secret@node1?Local=a.db', { connection: 'esdb://u:secret@node1?Local=a.db', local: null, odd: 'Local' }],
  ['esdb://u:secret@node1?tlsVerifyCert=false', { connection: 'esdb://u:secret@node1?tlsVerifyCert=false', local: null, odd: 'tlsVerifyCert' }],
  ['esdb://u:sec?ret@node1?tls=false', { connection: 'esdb://u:sec?ret@node1?tls=false', local: null, odd: '…' }],
  ['esdb://node1?patience=5&tls=false', { connection: 'esdb://node1?tls=false', local: null, patienceMs: 5_000, odd: null }],
  ['esdb://node1?patience=soon', { connection: 'esdb://node1', local: null, odd: 'patience' }],
  ['esdb://node1?patience=99999', { connection: 'esdb://node1', local: null, odd: 'patience' }],
  ['esdb://node1?patience=5&patience=6', { connection: 'esdb://node1', local: null, odd: 'patience' }],
  ['esdb://node1?max-append-bytes=12582912&tls=false', { connection: 'esdb://node1?tls=false', local: null, maxAppendBytes: 12_582_912, odd: null }],
  ['esdb://node1?max-append-bytes=12M', { connection: 'esdb://node1', local: null, odd: 'max-append-bytes' }],
  ['esdb://node1?local=a.db&local=b.db', { connection: 'esdb://node1', local: null, odd: 'local' }],
  ['esdb://node1?local=', { connection: 'esdb://node1', local: null, odd: 'local' }],
  ['esdb://node1?local=:memory:', { connection: 'esdb://node1', local: null, odd: 'local' }],
  ['esdb://node1?local=sqlite%3Ax.db', { connection: 'esdb://node1', local: null, odd: 'local' }],
  ['esdb://node1?local=C:\\frist\\a.db', { connection: 'esdb://node1', local: 'C:\\frist\\a.db', odd: null }],
  ['esdb://u:a?secret=b@node1', { connection: 'esdb://u:a?secret=b@node1', local: null, odd: '…' }],
  ['sqlite:esdb://x', null],
] as const)('%s has its parts', (url, parts) => expect(clusterUrl(url)).toEqual(parts === null ? null : { patienceMs: null, maxAppendBytes: null, ...parts }));

test.each([
  ['esdb://frist:secret@node1:2113,node2:2113?tls=true&local=a%40b.db', 'esdb://…@node1:2113,node2:2113?tls=true&local=a%40b.db'],
  ['esdb://frist:x?local=secret@node1', 'esdb://…@node1'],
  ['//frist:secret@node1', '//…@node1'],
  ['frist:secret@node1', '…@node1'],
  ['memory://frist:secret@node1', 'memory://…@node1'],
  ['esdb ://frist:secret@node1', 'esdb ://…@node1'],
  ['esdb_x://frist:secret@node1', 'esdb_x://…@node1'],
  ['sqlite://frist:secret@node1', 'sqlite:…@node1'],
  ['esdb+discover://frist:se@cret@cluster.example', 'esdb+discover://…@cluster.example'],
  ['esdb://frist:se?c@ret@node1?tls=false', 'esdb://…@node1?tls=false'],
  ['esbd:/frist:secret@node1', 'esbd:/…@node1'],
  ['esdb://node1:2113', 'esdb://node1:2113'],
  ['sqlite:/srv/a@b/frist.db', 'sqlite:/srv/a@b/frist.db'],
  ['memory:', 'memory:'],
  ['a@b.zip', 'a@b.zip'],
])('%s is shown without user and password', (url, shown) => expect(shownStoreUrl(url)).toBe(shown));

test('a register is no local file, and a local file is no register: refused when opened, and nothing is written', async () => {
  const [register, local] = [join(folder, 'register.db'), join(folder, 'local.db')];
  const at = (file: string) => `${double.url}&local=${encodeURIComponent(file)}`;
  const bytes = (): readonly string[] => [register, local].map((file) => readFileSync(file, 'base64'));
  const frist = async (url: string) => right(createFrist({ store: right(await openStore(url, { clock })()), clock, domains: [promisesDomain] }));
  const writing = await frist(`sqlite:${register}`);
  right(await writing.importJournal(journalLines('j', line('r')))());
  right(await writing.close()());
  // Marked before anything is kept in it.
  right(await right(await openStore(at(local), { clock })()).close()());
  const before = bytes();
  for (const readOnly of [false, true]) {
    expect(left(await openStore(at(register), { clock, readOnly })())).toEqual({ _tag: 'StoreUnavailable', rule: 'frist/no-local-file', field: 'store', value: register, expected: 'a file of its own in local=; this is a register' });
    expect(left(await openStore(`sqlite:${local}`, { clock, readOnly })())).toMatchObject({ _tag: 'StoreUnavailable', rule: 'frist/no-register', value: local });
    expect(bytes()).toEqual(before);
  }
  right(await (await frist(at(local))).close()());
  right(await (await frist(`sqlite:${register}`)).close()());
});

test('a local file that was begun before it was marked is no register either', async () => {
  const file = join(folder, 'unmarked.db');
  const store = right(await openStore(`sqlite:${file}`, { clock })());
  right(store.readModels.open('eventstoredb-timeline', '1').commit({ from: null, to: 7 as never, put: new Map(), remove: [] }));
  right(await store.close()());
  expect(left(await openStore(`sqlite:${file}`, { clock })())).toMatchObject({ rule: 'frist/no-register' });
});

test('nothing of a password is repeated or printed where a URL is refused', async () => {
  const printed = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  for (const url of ['esdb://frist:secret@node1?lokal=a.db', 'esdb://frist:secret@node1?tlsVerifyCert=false', 'esdb://frist:sec?ret@node1', 'esbd://frist:secret@node1', '//frist:secret@node1', 'memory://frist:secret@node1', 'esdb ://frist:secret@node1', 'esdb_x://frist:secret@node1']) {
    const refused = left(await openStore(url, { clock })());
    expect(refused._tag).toBe('InvalidStoreUrl');
    expect(JSON.stringify(refused)).not.toMatch(/sec|ret@/);
  }
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});
