/** Several processes on one file at once, and processes of users who may do less. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { finish, start } from './process/run';
import { openStore, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(folder.remove);
chmodSync(folder.path, 0o755);

interface Competitor {
  readonly appended: number;
  readonly conflicts: number;
  readonly others: readonly unknown[];
}
type Told = readonly [stream: string, revision: number, id: string];

const compete = async (file: string, count: number, names: readonly string[] = ['A', 'B']): Promise<readonly Competitor[]> =>
  (await Promise.all(names.map(async (name) => await finish(['compete', file, name, String(count)])))).map(([line]) => line as unknown as Competitor);

test('two writers get conflicts or wait, never a busy error; nothing is lost and the file is sound', async () => {
  const file = join(folder.path, 'two.db');
  const results = await compete(file, 300);
  expect(results.map(({ appended, others }) => [appended, others])).toEqual([[300, []], [300, []]]);
  const [state] = (await finish(['tell', file])) as unknown as readonly [{ readonly integrity: string; readonly events: readonly Told[] }];
  expect(state.integrity).toBe('ok');
  expect(state.events).toHaveLength(2 * 300 * 3);
  const next = new Map<string, number>();
  for (const [stream, revision] of state.events) {
    expect(revision).toBe(next.get(stream) ?? 0);
    next.set(stream, revision + 1);
  }
  expect([...next.values()]).toEqual([600, 600, 600]);
});

test('processes that make the same file at the same time', async () => {
  for (let round = 0; round < 8; round += 1) {
    const results = await compete(join(folder.path, `made-${round}.db`), 3, ['A', 'B', 'C']);
    // As they are, so that a refusal tells its reason.
    expect(results).toEqual(Array(3).fill(expect.objectContaining({ appended: 3, others: [] })));
  }
}, 30_000);

test('a reader follows while another process writes, and misses nothing', async () => {
  const file = join(folder.path, 'followed.db');
  const writer = start(['append', file]);
  await writer.until((line) => line['stored'] !== undefined);
  const store = await openStore({ file, mode: 'read-only' });
  const seen: string[] = [];
  let after: number | undefined;
  while (seen.length < 400) {
    const page = await store.readAll({ direction: 'forwards', limit: 17, ...(after === undefined ? {} : { after: after as never }) })();
    if (page._tag === 'Left') throw new Error(page.left._tag);
    for (const event of page.right.events) {
      seen.push((JSON.parse(event.text) as { id: string }).id);
      after = event.position;
    }
    if (!page.right.more) await new Promise((resolve) => setImmediate(resolve));
  }
  writer.child.kill('SIGKILL');
  await writer.ended;
  const stored = writer.lines.flatMap((line) => (line['stored'] as string[] | undefined) ?? []);
  const both = Math.min(seen.length, stored.length);
  expect(seen.slice(0, both)).toEqual(stored.slice(0, both));
  await store.close()();
}, 30_000);

describe('a user who may not write', () => {
  // Root may do everything, so the processes run as nobody then.
  const options = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const shut = (name: string): string => {
    const path = join(folder.path, name);
    mkdirSync(path);
    return path;
  };
  const lock = (path: string): void => {
    for (const name of readdirSync(path)) chmodSync(join(path, name), 0o444);
    chmodSync(path, 0o555);
  };

  test('reads a closed store from a folder without write access, and leaves nothing there', async () => {
    const path = shut('closed');
    const file = join(path, 's.db');
    await finish(['leave', file, '-', '3']).catch(() => []);
    const store = await openStore({ file });
    await store.close()();
    const copy = shut('copied');
    copyFileSync(file, join(copy, 's.db'));
    const before = readFileSync(file);
    for (const place of [path, copy]) {
      lock(place);
      const names = readdirSync(place);
      const [told] = await finish(['read', join(place, 's.db')], options);
      expect(told).toEqual({ read: 3, append: 'StoreReadOnly' });
      expect(readdirSync(place)).toEqual(names);
      expect(readFileSync(join(place, 's.db')).equals(before)).toBe(true);
      expect((await finish(['write', join(place, 's.db')], options))[0]).toMatchObject({ refused: { _tag: 'StoreUnavailable', rule: 'event-store-sqlite/not-writable' } });
    }
  });

  test('is told what to do about a log that cannot be read without writing', async () => {
    const [path, copy] = [shut('unclosed'), shut('unclosed-copy')];
    await finish(['leave', join(path, 's.db'), '-', '3']);
    for (const name of ['s.db', 's.db-wal']) copyFileSync(join(path, name), join(copy, name));
    lock(path);
    lock(copy);
    expect((await finish(['read', join(copy, 's.db')], options))[0]).toMatchObject({ refused: { _tag: 'StoreUnavailable', rule: 'event-store-sqlite/log-in-read-only-folder' } });
    // With the -shm file beside it, SQLite can.
    expect((await finish(['read', join(path, 's.db')], options))[0]).toMatchObject({ read: 3 });
  });

  test('leaves nothing in a folder that all may write to, so that the owner can go on', async () => {
    const [written, path] = [join(shut('written'), 's.db'), shut('open')];
    const file = join(path, 's.db');
    await finish(['leave', written, '-', '3']).catch(() => []);
    await (await openStore({ file: written })).close()();
    copyFileSync(written, file);
    chmodSync(path, 0o777);
    chmodSync(file, 0o644);
    const owner = process.getuid?.() === 0 ? { uid: 65_533, gid: 65_533 } : {};
    if (owner.uid !== undefined) chownSync(file, owner.uid, owner.gid);
    expect((await finish(['read', file], options))[0]).toEqual({ read: 3, append: 'StoreReadOnly' });
    expect(readdirSync(path)).toEqual(['s.db']);
    expect((await finish(['write', file], owner))[0]).toEqual({ opened: true });
    if (owner.uid === undefined) return;
    for (const name of readdirSync(path)) if (name !== 's.db') rmSync(join(path, name));
    // What others left there in another way is told, with what helps; reading goes on.
    for (const name of ['s.db-wal', 's.db-shm']) writeFileSync(join(path, name), '', { mode: 0o644 });
    expect((await finish(['write', file], owner))[0]).toMatchObject({ refused: { rule: 'event-store-sqlite/not-writable', expected: expect.stringContaining('-wal and -shm') as string } });
    expect((await finish(['read', file], owner))[0]).toMatchObject({ read: 3 });
  });

  test('is told about a file that may not even be read', async () => {
    const path = shut('secret');
    const file = join(path, 's.db');
    await (await openStore({ file })).close()();
    chmodSync(file, 0o000);
    for (const mode of ['read', 'write']) {
      expect((await finish([mode, file], options))[0]).toMatchObject({ refused: { _tag: 'StoreUnavailable', rule: 'event-store-sqlite/not-readable', field: 'file', value: file } });
    }
    chmodSync(file, 0o600);
  });
});

test('a disk that is really full (where this user may mount one)', async () => {
  const disk = join(folder.path, 'disk');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status !== 0) return;
  try {
    const file = join(disk, 's.db');
    const [told] = (await finish(['fill', file])) as unknown as readonly [{ readonly stored: number; readonly failed: { readonly _tag: string } }];
    expect(told.failed._tag).toBe('StoreFull');
    expect(told.stored).toBeGreaterThan(100);
    expect(existsSync(file)).toBe(true);
    const [state] = (await finish(['tell', file])) as unknown as readonly [{ readonly integrity?: string; readonly events?: readonly Told[] }];
    expect([state.integrity, state.events?.length]).toEqual(['ok', told.stored]);
  } finally {
    spawnSync('umount', [disk]);
  }
});
