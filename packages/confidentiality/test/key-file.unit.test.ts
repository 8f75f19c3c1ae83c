import { chmodSync, cpSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import type { SealedReading, SubjectRef } from '@frist/event-sourcing';

import { createKeyFile, createWrappingKeyFile, fileKeyStore, type FileKeyStore, rotateWrappingKey, sealerFrom, wrappingKey, type WrappingKeys, wrappingKeysFromFile, wrappingKeysFromText } from '../src';
import { openKeyFile } from '../src/file-key-store';
import { rotateInSteps } from '../src/rotate';
import { anna, bo, contents, contextFor, folder, opened, type Place, place, removeFolders, right, subjectNumber } from './support';

afterAll(removeFolders);

const sealFor = (keys: FileKeyStore, subject: SubjectRef, text = '"hemligt"'): SealedReading => right(sealerFrom(keys).seal(text, contextFor(subject)));
const opens = (keys: FileKeyStore, box: SealedReading): unknown => right(sealerFrom(keys).unseal(box, contextFor(box.subject)));
const open = { _tag: 'open', value: '"hemligt"' };

describe('a key file', () => {
  it('keeps keys over restarts, private to its owner, wrapped', () => {
    const at = place();
    const first = opened(at);
    const box = sealFor(first, anna);
    const key = Buffer.from(right(first.obtain(anna)));
    first.close();
    expect(statSync(at.file).mode & 0o777).toBe(0o600);
    expect(statSync(at.wrappingFile).mode & 0o777).toBe(0o600);
    const text = readFileSync(at.file, 'latin1');
    expect([key.toString('latin1'), key.toString('hex'), key.toString('base64url')].filter((form) => text.includes(form))).toEqual([]);
    expect(opens(opened(at), box)).toEqual(open);
    expect(right(opened(at).subjects())).toEqual([anna]);
  });

  it('is opened by several at once, none of whom loses a key of another', () => {
    const at = place();
    const [a, b] = [opened(at), opened(at)];
    const boxes = Array.from({ length: 20 }, (_, n) => sealFor(n % 2 === 0 ? a : b, subjectNumber(n % 7)));
    for (const box of boxes) for (const keys of [a, b, opened(at)]) expect(opens(keys, box)).toEqual(open);
    expect(right(a.subjects())).toEqual(right(b.subjects()));
  });

  it('destroys a key for everybody who has it open, and leaves a mark', () => {
    const at = place();
    const [a, b] = [opened(at), opened(at)];
    const [boxA, boxB] = [sealFor(a, anna), sealFor(a, bo)];
    const key = right(b.obtain(anna));
    expect(opens(b, boxA)).toEqual(open);
    const { fingerprint } = right(a.destroy(anna));
    expect(opens(b, boxA)).toEqual({ _tag: 'disposed', subject: anna });
    expect([...key].every((byte) => byte === 0)).toBe(true);
    expect(b.obtain(anna)).toMatchObject({ left: { _tag: 'SubjectDisposed' } });
    expect(right(b.destroy(anna))).toEqual({ fingerprint, before: true });
    expect(right(opened(at).find(anna))).toEqual({ _tag: 'destroyed', fingerprint });
    for (const keys of [a, b, opened(at)]) expect(opens(keys, boxB)).toEqual(open);
    expect(right(b.destroy(subjectNumber(9)))).toEqual({ fingerprint: null, before: false });
    expect(a.obtain(subjectNumber(9))).toMatchObject({ left: { _tag: 'SubjectDisposed' } });
  });

  it('overwrites the old content where it was', () => {
    const at = place();
    const keys = opened(at);
    sealFor(keys, anna);
    const before = readFileSync(at.file, 'utf8');
    // A second name for the old content shows what became of it.
    const other = join(at.dir, 'second-name');
    linkSync(at.file, other);
    right(keys.destroy(anna));
    expect(readFileSync(other, 'latin1')).toBe('\0'.repeat(before.length));
  });
});

describe('misuse gets a clear answer, and nothing is lost', () => {
  const refused = (at: Pick<Place, 'file' | 'wrappingFile'>, tag: string, rule?: string): void => {
    const before = readFileSync(at.file, 'latin1');
    const answer = fileKeyStore({ file: at.file, wrapping: wrappingKeysFromFile(at.wrappingFile), patience: 20 });
    expect(answer).toMatchObject({ _tag: 'Left', left: { _tag: tag, ...(rule === undefined ? {} : { rule: `confidentiality/${rule}` }) } });
    expect(readFileSync(at.file, 'latin1')).toBe(before);
  };

  it.each([0o640, 0o604, 0o620, 0o666])('a key file that others can use (%o)', (mode) => {
    const at = place();
    sealFor(opened(at), anna);
    chmodSync(at.file, mode);
    refused(at, 'KeyFileExposed', 'key-permissions');
    chmodSync(at.file, 0o600);
    chmodSync(at.wrappingFile, mode);
    refused(at, 'KeyFileExposed', 'key-permissions');
  });

  it('a folder in which others can put another file in its place', () => {
    const at = place();
    chmodSync(at.dir, 0o777);
    refused(at, 'KeyFileExposed', 'key-folder');
    chmodSync(at.dir, 0o1777);
    expect(fileKeyStore({ file: at.file, wrapping: wrappingKeysFromFile(at.wrappingFile) })._tag).toBe('Right');
  });

  it('a key file that becomes readable while it is open', () => {
    const at = place();
    const keys = opened(at);
    sealFor(keys, anna);
    chmodSync(at.file, 0o644);
    expect(sealerFrom(keys).seal('"x"', contextFor(bo))).toMatchObject({ left: { _tag: 'KeyUnavailable', rule: 'confidentiality/key-permissions' } });
  });

  it('the keys of another register', () => {
    const [at, other] = [place(), place()];
    const options = { file: at.file, wrapping: wrappingKeysFromFile(at.wrappingFile) };
    expect(fileKeyStore({ ...options, expected: other.id })).toMatchObject({ left: { _tag: 'WrongKeyStore', value: at.id } });
    expect(right(fileKeyStore({ ...options, expected: at.id })).id).toBe(at.id);
    const keys = opened(at);
    cpSync(other.file, at.file);
    expect(keys.find(anna)).toMatchObject({ left: { _tag: 'WrongKeyStore' } });
  });

  it('a wrapping key that is missing, another, or none', () => {
    const [at, other] = [place(), place()];
    sealFor(opened(at), anna);
    const wrong = (wrapping: WrappingKeys): unknown => fileKeyStore({ file: at.file, wrapping });
    for (const text of [undefined, '', 'kort', readFileSync(other.wrappingFile, 'utf8'), `${'A'.repeat(43)}=`]) {
      expect(wrong(wrappingKeysFromText(text))).toMatchObject({ left: { _tag: 'WrappingKeyMissing' } });
    }
    expect(wrong(() => ({ _tag: 'Right', right: [] }))).toMatchObject({ left: { _tag: 'WrappingKeyMissing' } });
    expect(createKeyFile({ file: join(at.dir, 'more'), wrapping: () => ({ _tag: 'Right', right: [] }) })).toMatchObject({ left: { _tag: 'WrappingKeyMissing' } });
    expect(wrappingKey(new Uint8Array(31))).toMatchObject({ left: { _tag: 'WrappingKeyMissing' } });
    rmSync(at.wrappingFile);
    refused(at, 'KeyFileMissing');
  });

  it('a wrapping key from the environment will do', () => {
    const at = place();
    const box = sealFor(opened(at), anna);
    const keys = right(fileKeyStore({ file: at.file, wrapping: wrappingKeysFromText(` ${readFileSync(at.wrappingFile, 'utf8')} `) }));
    expect(opens(keys, box)).toEqual(open);
  });

  it('files that are there already are not written over', () => {
    const at = place();
    expect(createWrappingKeyFile(at.wrappingFile)).toMatchObject({ left: { _tag: 'KeyFileExists' } });
    expect(createKeyFile({ file: at.file, wrapping: wrappingKeysFromFile(at.wrappingFile) })).toMatchObject({ left: { _tag: 'KeyFileExists' } });
    expect(createKeyFile({ file: join(at.dir, 'no', 'folder'), wrapping: wrappingKeysFromFile(at.wrappingFile) })).toMatchObject({ left: { _tag: 'KeyFileMissing' } });
  });

  it('a file that is no key file, or not as it was written', () => {
    const at = place();
    const keys = opened(at);
    for (const subject of [anna, bo]) sealFor(keys, subject);
    const good = readFileSync(at.file, 'utf8');
    const [head = '', first = '', second = ''] = good.split('\n');
    const headParts = JSON.parse(head) as Record<string, unknown>;
    const wrongs = [
      '',
      'no key file',
      'no key file\n',
      '{}\n',
      `${JSON.stringify({ ...headParts, version: 2 })}\n`,
      `${JSON.stringify({ ...headParts, id: 'x' })}\n`,
      `${JSON.stringify({ ...headParts, generation: 7 })}\n${first}\n`,
      `${JSON.stringify({ ...headParts, id: anna })}\n${first}\n`,
      `${head}\n${first}\n${first}\n`,
      `${head}\nnull\n${first}\n`,
      `${head}\n{"subject":"${anna}"}\n`,
      `${head}\n{"subject":"${anna}","key":"x y"}\n`,
      `${head}\n{"subject":"${anna}","destroyed":1}\n`,
    ];
    for (const text of wrongs) {
      writeFileSync(at.file, text);
      refused(at, 'KeyFileCorrupt');
    }
    const swapped = (line: string, of: string): string => JSON.stringify({ ...(JSON.parse(line) as object), subject: of });
    writeFileSync(at.file, `${head}\n${swapped(first, bo)}\n${swapped(second, anna)}\n`);
    expect(opened(at).find(anna)).toMatchObject({ left: { _tag: 'KeyFileCorrupt' } });
    writeFileSync(at.file, `${head}\n${first.replace(/"key":"....../, '"key":"AAAAAA')}\n`);
    expect(opened(at).find(anna)).toMatchObject({ left: { _tag: 'KeyFileCorrupt' } });
    writeFileSync(at.file, `${head}\n{"subject":"${anna}","key":"AAAA"}\n`);
    expect(opened(at).find(anna)).toMatchObject({ left: { _tag: 'KeyFileCorrupt' } });
  });

  it('a folder where nothing can be written', () => {
    const at = place();
    const keys = opened(at);
    const box = sealFor(keys, anna);
    // A folder in place of the lock's name stands for any disk that refuses.
    mkdirSync(`${at.file}.new`);
    expect(keys.destroy(anna)).toMatchObject({ left: { _tag: 'KeyFileUnreadable' } });
    expect(opens(keys, box)).toEqual(open);
    expect(opens(opened(at), box)).toEqual(open);
  });

  it('a wrapping key behind a link, as secrets are handed to containers', () => {
    const at = place();
    const linked = join(at.dir, 'linked');
    symlinkSync(at.wrappingFile, linked);
    expect(opened({ file: at.file, wrappingFile: linked }).id).toBe(at.id);
  });
});

/** The folder as it is after each thing that a crash could come behind. */
const crashesOf = (at: Place, work: (onStep: (step: string) => void) => void): readonly (Place & { readonly step: string })[] => {
  const crashes: (Place & { readonly step: string })[] = [];
  work((step) => {
    const dir = folder();
    cpSync(at.dir, dir, { recursive: true });
    for (const name of readdirSync(dir)) if (name.endsWith('.lock')) writeFileSync(join(dir, name), `${hostname()} 99999999 1 1`);
    crashes.push({ ...at, dir, file: join(dir, 'keys'), wrappingFile: join(dir, 'wrapping-key'), step });
  });
  return crashes;
};

describe('a crash', () => {
  it('in the middle of a rotation loses nothing, and doing it again completes it', () => {
    const at = place();
    const before = opened(at);
    const boxes = [anna, bo, subjectNumber(3)].map((subject) => sealFor(before, subject));
    right(before.destroy(subjectNumber(4)));
    const old = readFileSync(at.wrappingFile, 'utf8').trim();
    const crashes = crashesOf(at, (onStep) => void right(rotateInSteps(at, onStep)));
    expect(crashes.length).toBeGreaterThanOrEqual(12);
    for (const crash of [...crashes, at]) {
      for (let again = 0; again < 2; again += 1) {
        const keys = opened(crash);
        for (const box of boxes) expect(opens(keys, box)).toEqual(open);
        expect(keys.obtain(subjectNumber(4))).toMatchObject({ left: { _tag: 'SubjectDisposed' } });
        sealFor(keys, subjectNumber(5));
        if (again === 0) right(rotateWrappingKey(crash));
      }
      expect(readFileSync(crash.wrappingFile, 'utf8').trim().split('\n')).toHaveLength(1);
      expect(readFileSync(crash.wrappingFile, 'utf8')).not.toContain(old);
      expect(fileKeyStore({ file: crash.file, wrapping: wrappingKeysFromText(old) })).toMatchObject({ left: { _tag: 'WrappingKeyMissing' } });
    }
    for (const box of boxes) expect(opens(before, box)).toEqual(open);
  });

  it('while a key is made leaves a file in which it is whole or not at all', () => {
    const at = place();
    const box = sealFor(opened(at), anna);
    const crashes = crashesOf(at, (onStep) => void right(right(openKeyFile({ file: at.file, wrapping: wrappingKeysFromFile(at.wrappingFile) }, onStep)).obtain(bo)));
    expect(crashes.map(({ step }) => step)).toEqual(['appended', 'synced']);
    const whole = readFileSync(at.file, 'utf8');
    const start = whole.indexOf('\n', whole.indexOf(anna)) + 1;
    for (let end = start; end <= whole.length; end += 7) {
      writeFileSync(at.file, whole.slice(0, end));
      const keys = opened(at);
      expect(opens(keys, box)).toEqual(open);
      sealFor(keys, bo);
      sealFor(keys, subjectNumber(3));
      expect(right(opened(at).subjects())).toEqual([anna, bo, subjectNumber(3)]);
    }
  });

  it('while a key is destroyed leaves it there or gone; again, it is gone', () => {
    const at = place();
    const keys = opened(at);
    const [box, other] = [sealFor(keys, anna), sealFor(keys, bo)];
    const crashes = crashesOf(at, (onStep) => void right(right(openKeyFile({ file: at.file, wrapping: wrappingKeysFromFile(at.wrappingFile) }, onStep)).destroy(anna)));
    const states = crashes.map((crash) => {
      const after = opened(crash);
      const state = right(after.find(anna))._tag;
      expect(opens(after, other)).toEqual(open);
      right(after.destroy(anna));
      expect(opens(after, box)).toEqual({ _tag: 'disposed', subject: anna });
      expect(opens(opened(crash), other)).toEqual(open);
      return state;
    });
    expect(states).toEqual(['held', 'destroyed', 'destroyed', 'destroyed']);
    expect(contents(at.dir).map(([file]) => file.slice(at.dir.length + 1)).sort()).toEqual(['keys', 'wrapping-key']);
  });
});

it('what is closed says so', () => {
  const keys = opened(place());
  const key = right(keys.obtain(anna));
  keys.close();
  expect([...key].every((byte) => byte === 0)).toBe(true);
  const closed = { left: { _tag: 'KeyStoreClosed' } };
  for (const answer of [keys.find(anna), keys.obtain(anna), keys.destroy(anna), keys.subjects(), keys.rotate()]) expect(answer).toMatchObject(closed);
});
