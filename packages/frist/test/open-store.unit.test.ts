import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createFrist, journalLines, openStore } from '../src';
import { actor, board, left, promisesDomain, promiseStream, right, testClock } from './promises';

const clock = testClock('2026-03-10T08:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'frist-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['', 'memory', 'memory:x', 'sqlite:', 'sqlite', 'postgres://x', 'frist.db', 'SQLITE:x'])('%p names no store', async (url) => {
  expect(left(await openStore(url, { clock })())).toMatchObject({ _tag: 'InvalidStoreUrl', field: 'store', value: url, expected: 'sqlite:FILE, memory:, esdb://… or esdb+discover://…' });
});

test('memory: begins empty', async () => {
  const store = right(await openStore('memory:', { clock })());
  expect(right(await store.readAll({ direction: 'forwards', limit: 1 })()).events).toEqual([]);
});

test('sqlite: keeps, and is read by one who may only read', async () => {
  const url = `sqlite:${join(folder, 'a file.db')}`;
  const line = JSON.stringify({ id: 'c1', board, stream: promiseStream('a'), command: 'make', on: '2026-01-02', actor, data: { what: 'w', due: '2026-03-01' } });
  expect(left(await openStore(url, { clock, readOnly: true })())._tag).toBe('StoreNotFound');
  expect(left(await openStore(url, { clock, create: false })())._tag).toBe('StoreNotFound');
  expect(existsSync(join(folder, 'a file.db'))).toBe(false);

  const writing = right(createFrist({ store: right(await openStore(url, { clock, busyTimeoutMs: 100 })()), clock, domains: [promisesDomain] }));
  right(await writing.importJournal(journalLines('j', line))());
  const reading = right(createFrist({ store: right(await openStore(url, { clock, readOnly: true })()), clock, domains: [promisesDomain] }));
  const first = right(await reading.check()());
  expect(first.counts.overdue).toBe(1);
  expect(right(await writing.check()())).toEqual(first);
  expect(right(await reading.check()())).toEqual(first);
  right(await reading.close()());
  right(await writing.close()());
});

test('what is no store says so', async () => {
  mkdirSync(join(folder, 'd'));
  writeFileSync(join(folder, 'text.db'), 'not a database, but long enough to look like something else');
  for (const name of ['d', 'text.db']) expect(left(await openStore(`sqlite:${join(folder, name)}`, { clock })())._tag).toBe('NotAStore');
});
