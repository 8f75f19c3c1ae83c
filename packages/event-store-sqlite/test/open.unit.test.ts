/** Every way in which a file can be the wrong one, told apart before anything is written. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { EventStore, StreamName } from '@frist/event-sourcing';
import { encodedEvent } from '@frist/testing';

import { type Database, openDatabase } from '../src/driver';
import { applicationId, inspect, migrate, migrations, refusalOf, schemaVersion } from '../src/schema';
import { openStore, refusalToOpen, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(folder.remove);
let files = 0;
const fresh = (): string => join(folder.path, `file-${(files += 1)}.db`);
const stream = 'grant-00000000-0000-4000-8000-000000000001' as StreamName;
const request = () => ({ stream, expected: 'any', events: [encodedEvent({ stream })] }) as const;

const database = (sql: string): string => {
  const file = fresh();
  const db = openDatabase(file, 'create', 0);
  db.exec(sql);
  db.close();
  return file;
};
const pragma = (file: string, name: string): unknown => {
  const db = openDatabase(file, 'read-only', 0);
  const value = db.prepare(`PRAGMA ${name}`).get([])?.[0];
  db.close();
  return value;
};

test('a new file is marked as ours and runs in WAL with full synchronisation', async () => {
  const file = fresh();
  const store = await openStore({ file });
  expect(store.capabilities).toEqual({ durable: true, appendAtomically: true, findEvent: true, appendAsRecorded: true, readOnly: false });
  expect([pragma(file, 'application_id'), pragma(file, 'user_version'), pragma(file, 'journal_mode')]).toEqual([applicationId, schemaVersion, 'wal']);
  await store.close()();
});

test('an empty file is a store of version 0 and is brought up to date', async () => {
  const file = fresh();
  writeFileSync(file, '');
  const store = await openStore({ file });
  expect((await store.append(request())())._tag).toBe('Right');
  await store.close()();
  expect(pragma(file, 'user_version')).toBe(schemaVersion);
});

test('every step of the migrations ends in the version it is numbered', async () => {
  for (let version = 0; version <= migrations.length; version += 1) {
    const file = database(
      version === 0 ? 'SELECT 1' : `${migrations.slice(0, version).join('')} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version};`,
    );
    const store = await openStore({ file });
    expect((await store.append(request())())._tag).toBe('Right');
    await store.close()();
    expect(pragma(file, 'user_version')).toBe(schemaVersion);
  }
});

test('a file of version 1 keeps its events and read models, and is read as it is where nobody may write', async () => {
  const file = database(`${migrations[0]} PRAGMA application_id = ${applicationId}; PRAGMA user_version = 1;`);
  const rows = new Map(Array.from({ length: 500 }, (_, i) => [`k${String(i).padStart(3, '0')}`, `${i} ${'å'.repeat(i * 7)}`]));
  const db = openDatabase(file, 'read-write', 0);
  db.exec(`INSERT INTO model VALUES (7, 'm', '1', 3)`);
  const insert = db.prepare('INSERT INTO model_row VALUES (7, ?, ?)');
  for (const [key, value] of rows) insert.run([key, value]);
  db.close();
  const everything = (store: EventStore) => store.readModels.open('m', '1').read((view) => [view.checkpoint, new Map(view.scan({ from: '', to: '\x7f' })), view.count({ from: 'k1', to: 'k2' })]);
  for (const [mode, version] of [['read-only', 1], ['read-write', schemaVersion], ['read-only', schemaVersion]] as const) {
    const store = await openStore({ file, mode });
    expect(everything(store)).toEqual({ _tag: 'Right', right: [3, rows, 100] });
    await store.close()();
    expect(pragma(file, 'user_version')).toBe(version);
  }
});

test('a migration that fails leaves the file as it was', async () => {
  const file = database(`PRAGMA application_id = ${applicationId}; CREATE TABLE event (clash)`);
  expect(await refusalToOpen({ file })).toMatchObject({ _tag: 'NotAStore' }); // version 0 is only ever an empty file
  expect(pragma(file, 'user_version')).toBe(0);
});

test('a newer schema is refused and left alone', async () => {
  const file = fresh();
  await (await openStore({ file })).close()();
  database('SELECT 1');
  const db = openDatabase(file, 'read-write', 0);
  db.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
  db.close();
  for (const mode of ['read-write', 'read-only'] as const) {
    expect(await refusalToOpen({ file, mode })).toEqual({
      _tag: 'StoreNewer',
      rule: 'event-store-sqlite/newer-schema',
      field: 'file',
      value: file,
      expected: `a store of schema version ${schemaVersion} or earlier; this one has ${schemaVersion + 1} and needs a newer Frist`,
    });
  }
});

test('a file that is not SQLite, or too short to be, is not a store, and is not changed', async () => {
  for (const content of ['x', 'SQLite format 3\0', 'id;amount\r\n1;200\r\n'.repeat(400), '\0'.repeat(8_192), `SQLite format 3\0${'?'.repeat(8_000)}`]) {
    const file = fresh();
    writeFileSync(file, content);
    for (const mode of ['read-write', 'read-only'] as const) {
      expect(await refusalToOpen({ file, mode })).toMatchObject({ field: 'file', value: file, _tag: 'NotAStore' });
      expect(readFileSync(file, 'utf8')).toBe(content);
    }
  }
});

test('the database of another program is not a store, and is not changed', async () => {
  for (const sql of ['CREATE TABLE note (text)', 'PRAGMA application_id = 42', 'PRAGMA user_version = 3', 'PRAGMA journal_mode = WAL; CREATE TABLE event (id)']) {
    const file = database(sql);
    const before = readFileSync(file);
    for (const mode of ['read-write', 'read-only'] as const) {
      expect(await refusalToOpen({ file, mode })).toMatchObject({ _tag: 'NotAStore', rule: 'event-store-sqlite/not-a-store', field: 'file', value: file });
    }
    expect(readFileSync(file).equals(before)).toBe(true);
  }
});

test('a folder, a missing folder, a folder that is a file, no name', async () => {
  const inFile = fresh();
  writeFileSync(inFile, 'x');
  expect(await refusalToOpen({ file: folder.path })).toMatchObject({ _tag: 'NotAStore', expected: expect.stringContaining('folder') as string });
  expect(await refusalToOpen({ file: join(folder.path, 'no', 'such', 'x.db') })).toMatchObject({ _tag: 'StoreUnavailable', rule: 'event-store-sqlite/missing-folder' });
  expect(await refusalToOpen({ file: join(inFile, 'x.db') })).toMatchObject({ _tag: 'StoreUnavailable', rule: 'event-store-sqlite/missing-folder' });
  for (const file of ['', 'a\0b']) expect(await refusalToOpen({ file })).toMatchObject({ _tag: 'StoreUnavailable', rule: 'event-store-sqlite/file-name' });
  expect(await refusalToOpen({ file: '/dev/null' })).toMatchObject({ _tag: 'NotAStore' });
});

test('a missing file that is not to be made, and none is', async () => {
  const file = fresh();
  for (const options of [{ create: false }, { mode: 'read-only' }, { mode: 'read-only', create: true }] as const) {
    expect(await refusalToOpen({ file, ...options })).toMatchObject({ _tag: 'StoreNotFound', field: 'file', value: file });
  }
  expect(readdirSync(folder.path).filter((name) => file.endsWith(name))).toEqual([]);
});

test('names that mean something in a URI, or outside of ASCII', async () => {
  mkdirSync(join(folder.path, 'Nämnd & råd'));
  for (const name of ['a?mode=ro', 'b#c', '100%', 'å ä ö', 'file:x', 'q?%41&b=%zz', `it's "so"`, ':memory:']) {
    const file = join(folder.path, 'Nämnd & råd', name);
    const store = await openStore({ file });
    expect((await store.append(request())())._tag).toBe('Right');
    await store.close()();
    expect(existsSync(file)).toBe(true);
  }
});

test('reading only: an empty file is not a store', async () => {
  const file = fresh();
  writeFileSync(file, '');
  expect(await refusalToOpen({ file, mode: 'read-only' })).toMatchObject({ _tag: 'NotAStore' });
  expect(statSync(file).size).toBe(0);
});

test('reading only: reads all, writes nothing, answers StoreReadOnly', async () => {
  const file = fresh();
  const writer = await openStore({ file });
  await writer.append(request())();
  writer.readModels.open('m', '1').commit({ from: null, to: 1 as never, put: new Map([['a', 'b']]), remove: [] });
  for (const alone of [false, true]) {
    if (alone) await writer.close()();
    const before = readFileSync(file);
    const store = await openStore({ file, mode: 'read-only' });
    expect(store.capabilities.readOnly).toBe(true);
    expect(await store.append(request())()).toMatchObject({ left: { _tag: 'StoreReadOnly', value: file } });
    expect(await store.appendAtomically?.([request()])()).toMatchObject({ left: { _tag: 'StoreReadOnly' } });
    expect(store.readModels.open('m', '1').commit({ from: null, to: 2 as never, put: new Map(), remove: [] })).toMatchObject({ left: { _tag: 'StoreReadOnly' } });
    expect(store.readModels.open('m', '1').read((view) => view.get('a'))).toMatchObject({ right: 'b' });
    expect(await store.readAll({ direction: 'forwards', limit: 5 })()).toMatchObject({ right: { events: [{ revision: 0 }] } });
    await store.close()();
    expect(readFileSync(file).equals(before)).toBe(true);
  }
});

test('a file that another process makes while it is looked at is blank or a store, and nothing between', () => {
  for (const after of [1, 2, 3]) {
    const file = database('PRAGMA journal_mode = WAL');
    const [looking, making] = [openDatabase(file, 'read-write', 0), openDatabase(file, 'read-write', 0)];
    let looks = 0;
    const interrupted: Database = {
      ...looking,
      exec: (sql) => looking.exec(sql),
      prepare: (sql) => {
        const statement = looking.prepare(sql);
        const get: typeof statement.get = (values) => {
          const row = statement.get(values);
          if ((looks += 1) === after) migrate(making, 0);
          return row;
        };
        return { run: (values) => statement.run(values), all: (values) => statement.all(values), get };
      },
    };
    expect(inspect(interrupted)).toEqual({ application: 0, version: 0, tables: 0 });
    expect(refusalOf(inspect(looking), file)).toBeNull();
    expect(inspect(looking)).toMatchObject({ application: applicationId, version: schemaVersion });
    looking.close();
    making.close();
  }
});
