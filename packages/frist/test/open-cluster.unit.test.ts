import { existsSync, mkdtempSync, rmSync } from 'node:fs';
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
  ['sqlite:esdb://x', null],
] as const)('%s has its parts', (url, parts) => expect(clusterUrl(url)).toEqual(parts === null ? null : { patienceMs: null, ...parts }));

test.each([
  ['esdb://frist:secret@node1:2113,node2:2113?tls=true&local=a@b.db', 'esdb://…@node1:2113,node2:2113?tls=true&local=a@b.db'],
  ['esdb+discover://frist:se@cret@cluster.example', 'esdb+discover://…@cluster.example'],
  ['esdb://frist:se?c@ret@node1?tls=false', 'esdb://…@node1?tls=false'],
  ['esbd:/frist:secret@node1', 'esbd:/…@node1'],
  ['esdb://node1:2113', 'esdb://node1:2113'],
  ['sqlite:/srv/a@b/frist.db', 'sqlite:/srv/a@b/frist.db'],
  ['memory:', 'memory:'],
  ['a@b.zip', 'a@b.zip'],
])('%s is shown without user and password', (url, shown) => expect(shownStoreUrl(url)).toBe(shown));

test('nothing of a password is repeated or printed where a URL is refused', async () => {
  const printed = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  for (const url of ['esdb://frist:secret@node1?lokal=a.db', 'esdb://frist:secret@node1?tlsVerifyCert=false', 'esdb://frist:sec?ret@node1', 'esbd://frist:secret@node1']) {
    const refused = left(await openStore(url, { clock })());
    expect(refused._tag).toBe('InvalidStoreUrl');
    expect(JSON.stringify(refused)).not.toMatch(/sec|ret@/);
  }
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});
