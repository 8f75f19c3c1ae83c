/** One writer at a time: who holds the lock, who has left it behind, and a file that is replaced while another reads it. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

import * as E from 'fp-ts/Either';

import { wrappingKeysFromFile } from '../src';
import { withLock } from '../src/file-lock';
import { addWrappingKey } from '../src/wrapping-key';
import { anna, opened, place, removeFolders, right, subjectNumber } from './support';

afterAll(removeFolders);

describe('a lock', () => {
  it('another process that is writing, or that has ended while it was', () => {
    const at = place();
    const keys = opened(at);
    const lock = `${at.file}.lock`;
    writeFileSync(lock, `${hostname()} ${process.pid}  1`);
    expect(keys.obtain(anna)).toMatchObject({ left: { _tag: 'KeyFileBusy', field: lock } });
    writeFileSync(lock, 'another.host 1 1 1');
    expect(keys.obtain(anna)).toMatchObject({ left: { _tag: 'KeyFileBusy' } });
    for (const left of [`${hostname()} 99999999 1 1`, `${hostname()} ${process.pid} 1 1`, '']) {
      writeFileSync(lock, left);
      expect(keys.obtain(subjectNumber(left.length + 10))._tag).toBe(process.platform === 'linux' || !left.includes(` ${process.pid} `) ? 'Right' : 'Left');
      expect(existsSync(lock)).toBe(false);
    }
  });

  it('a process that has ended and that nobody has asked how, as in many a container', async () => {
    // Other systems do not tell it.
    if (process.platform !== 'linux') return;
    const at = place();
    // The shell becomes a program that asks for none of its children, and tells which one has ended by then.
    const shell = spawn('sh', ['-c', 'sleep 0.01 & child=$!; (until grep -q "^State:.Z" /proc/$child/status; do :; done; echo $child) & exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const pid = await new Promise<string>((resolve) => shell.stdout.once('data', (told: Buffer) => resolve(String(told).trim())));
      const start = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ')[19] ?? '';
      writeFileSync(`${at.file}.lock`, `${hostname()} ${pid} ${start} 1`);
      expect(opened(at).obtain(anna)._tag).toBe('Right');
    } finally {
      shell.kill('SIGKILL');
    }
  });

  it('a file of wrapping keys that is replaced, and then overwritten, while it is read', () => {
    const at = place();
    const fs = jest.requireActual<typeof import('node:fs')>('node:fs');
    const before = wrappingKeysFromFile(at.wrappingFile)();
    const reading = jest.spyOn(fs, 'readFileSync').mockImplementationOnce((handle, how) => {
      right(addWrappingKey(at.wrappingFile, () => undefined));
      return fs.readFileSync(handle, how);
    });
    const keys = wrappingKeysFromFile(at.wrappingFile)();
    reading.mockRestore();
    expect(right(keys).map(({ id }) => id).slice(1)).toEqual(right(before).map(({ id }) => id));
  });

  it('a lock never stands without telling whose it is, and leaves nothing', () => {
    const at = place();
    const seen = withLock(at.file, 0, () => E.right([readFileSync(`${at.file}.lock`, 'utf8'), readdirSync(at.dir)] as const));
    expect(right(seen)[0]).toMatch(new RegExp(`^${hostname()} ${process.pid} `));
    expect(right(seen)[1].sort()).toEqual(['keys', 'keys.lock', 'wrapping-key']);
    expect(readdirSync(at.dir).sort()).toEqual(['keys', 'wrapping-key']);
  });
});
