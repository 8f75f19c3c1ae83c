import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type EventStoreDbDouble, startEventStoreDbDouble } from '@frist/testing';

import { createFrist, journalLines, openStore } from '../src';
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
