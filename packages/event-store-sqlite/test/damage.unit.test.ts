/** A damaged file, a full disk, a busy file: typed answers, and what was acknowledged stays. */
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { EventStore, StoredEvent, StoreError, StreamName } from '@frist/event-sourcing';
import { encodedEvent } from '@frist/testing';

import { openDatabase } from '../src/driver';
import { openWith } from '../src/sqlite-event-store';
import { clock, openStore, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(folder.remove);
let files = 0;
const fresh = (): string => join(folder.path, `file-${(files += 1)}.db`);
const stream = 'grant-00000000-0000-4000-8000-000000000001' as StreamName;
const request = (n = 1, data = 'x'.repeat(300)) => ({ stream, expected: 'any', events: Array.from({ length: n }, () => encodedEvent({ stream, data })) }) as const;

const readEverything = async (store: EventStore): Promise<StoreError | readonly StoredEvent[]> => {
  const all = await store.readAll({ direction: 'forwards', limit: 10_000 })();
  const one = await store.readStream(stream, { direction: 'backwards', limit: 10_000 })();
  const model = store.readModels.open('m', '1').read((view) => view.scan({ from: '', to: '\u007f' }));
  for (const answer of [all, one, model]) if (answer._tag === 'Left') return answer.left;
  return all._tag === 'Right' ? all.right.events : [];
};

describe('damage', () => {
  const sound = fresh();
  beforeAll(async () => {
    const store = await openStore({ file: sound });
    for (let i = 0; i < 30; i += 1) await store.append(request(3))();
    store.readModels.open('m', '1').commit({ from: null, to: 1 as never, put: new Map(Array.from({ length: 200 }, (_, i) => [`k${i}`, 'v'.repeat(50)])), remove: [] });
    await store.close()();
  });

  const tags = new Set(['StoreCorrupt', 'NotAStore', 'StoreUnavailable', 'StoreNewer']);
  /** Opens, reads everything and appends; every answer must be a right or one of the failures of a damaged file. */
  const survives = async (file: string): Promise<string> => {
    const opened = await openWith({ file, clock })();
    if (opened._tag === 'Left') {
      expect(tags).toContain(opened.left._tag);
      expect(JSON.stringify(opened.left)).not.toContain('xxx');
      return opened.left._tag;
    }
    const read = await readEverything(opened.right);
    const appended = await opened.right.append(request(2))();
    await opened.right.close()();
    for (const answer of [read, appended._tag === 'Left' ? appended.left : []]) {
      if ('_tag' in answer) {
        expect(tags).toContain(answer._tag);
        expect(JSON.stringify(answer)).not.toContain('xxx');
      }
    }
    return '_tag' in read ? read._tag : 'read';
  };

  test('bytes changed anywhere', async () => {
    const bytes = readFileSync(sound);
    const seen = new Map<string, number>();
    for (let i = 0; i < 150; i += 1) {
      const file = fresh();
      const damaged = Buffer.from(bytes);
      // The first pages hold the header and the schema; then all over the file.
      const at = i < 50 ? (i * 37) % 400 : (i * 7_919 * 131) % damaged.length;
      for (let j = 0; j < 1 + (i % 40); j += 1) damaged[(at + j) % damaged.length] = (i * 73 + j * 29) % 256;
      writeFileSync(file, damaged);
      const outcome = await survives(file);
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    }
    expect(seen.get('NotAStore')).toBeGreaterThan(0);
    expect(seen.get('StoreCorrupt')).toBeGreaterThan(0);
  });

  test('a text that is no longer UTF-8 is corruption, not a crash of the process', async () => {
    const file = fresh();
    const bytes = readFileSync(sound);
    bytes.fill(0xff, bytes.lastIndexOf('xxxxx') - 100, bytes.lastIndexOf('xxxxx') - 90);
    writeFileSync(file, bytes);
    expect(await survives(file)).toBe('StoreCorrupt');
  });

  test('cut short', async () => {
    const { length } = readFileSync(sound);
    for (const left of [0.95, 0.5, 0.1].map((part) => Math.floor(length * part)).concat([4_096, 100, 50])) {
      const file = fresh();
      copyFileSync(sound, file);
      truncateSync(file, left);
      expect(tags).toContain(await survives(file));
    }
  });

  test('a table gone or a number where a text should be', async () => {
    for (const sql of ['DROP TABLE event', 'DROP TABLE meta', 'DROP TABLE model_row', 'DELETE FROM meta']) {
      const file = fresh();
      copyFileSync(sound, file);
      const db = openDatabase(file, 'read-write', 0);
      db.exec(sql);
      db.close();
      const opened = await openWith({ file, clock })();
      const outcome = opened._tag === 'Left' ? opened.left : ((await opened.right.append(request())()) as { readonly left: StoreError }).left;
      expect(outcome._tag).toBe('StoreCorrupt');
    }
  });
});

test('a full disk: the append is refused, what was acknowledged stays, and room given back is used', async () => {
  const file = fresh();
  const opened = await openWith({ file, clock, maxPages: 60 })();
  if (opened._tag === 'Left') throw new Error(opened.left._tag);
  const store = opened.right;
  let kept = 0;
  for (;;) {
    const answer = await store.append(request(7))();
    if (answer._tag === 'Left') {
      expect(answer.left).toMatchObject({ _tag: 'StoreFull', rule: 'event-store-sqlite/full', field: 'file', value: file });
      break;
    }
    kept += 7;
  }
  expect(kept).toBeGreaterThan(100);
  expect(await store.append(request(7))()).toMatchObject({ left: { _tag: 'StoreFull' } });
  const many = new Map(Array.from({ length: 2_000 }, (_, i) => [`k${i}`, 'v'.repeat(200)]));
  expect(store.readModels.open('m', '1').commit({ from: null, to: 1 as never, put: many, remove: [] })).toMatchObject({ left: { _tag: 'StoreFull' } });
  expect(await readEverything(store)).toHaveLength(kept);
  await store.close()();

  const larger = await openStore({ file });
  expect((await larger.append(request(7))())._tag).toBe('Right');
  expect(await readEverything(larger)).toHaveLength(kept + 7);
  await larger.close()();
});

test('a file that another writer holds: StoreBusy after the wait, in the words of the port', async () => {
  const file = fresh();
  const store = await openStore({ file, busyTimeoutMs: 30 });
  const other = openDatabase(file, 'read-write', 0);
  other.exec('BEGIN IMMEDIATE');
  expect(await store.append(request())()).toMatchObject({ left: { _tag: 'StoreBusy', field: 'file', value: file } });
  expect(await readEverything(store)).toEqual([]);
  other.exec('COMMIT');
  expect((await store.append(request())())._tag).toBe('Right');
  other.close();
  await store.close()();
});

test('a clock that throws costs the append, not the store', async () => {
  let broken = true;
  const store = await openStore({
    file: fresh(),
    clock: () => {
      if (broken) throw new Error('no time');
      return clock();
    },
  });
  expect(await store.append(request())()).toMatchObject({ left: { _tag: 'StoreUnavailable' } });
  broken = false;
  expect(await store.append(request())()).toMatchObject({ right: { events: [{ revision: 0 }] } });
  await store.close()();
});
