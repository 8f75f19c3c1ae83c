/** `frist copy` as it is run: whole, killed and run again, twice at once, while the source is written to, and what it refuses. */
import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { chmodSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

import type { Page, StreamName } from '@frist/event-sourcing';
import { encodedEvent, right } from '@frist/testing';
import { Ajv } from 'ajv';
import { type EventStore, openStore } from 'frist';

import copySchema from '../schemas/copy.schema.json';
import verifySchema from '../schemas/verify.schema.json';
import { folder, inProcess, journal, line } from './support';

const fits = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, schemas: [verifySchema] }).compile(copySchema);
const command = join(__dirname, '..', 'bin', 'frist.js');
const proof = ['--checkpoints', 'checkpoints.txt', '--keys', 'keys.txt'] as const;
const both = ['--from', 'sqlite:frist.db', '--to', 'sqlite:new.db'] as const;

jest.setTimeout(120_000);

describe('frist copy', () => {
  let at: ReturnType<typeof folder>;
  beforeEach(() => {
    at = folder();
  });
  afterEach(() => at.remove());

  const open = async (name: string): Promise<EventStore> => right(await openStore(`sqlite:${at.at(name)}`, {})());
  const textsOf = async (name: string): Promise<readonly string[]> => {
    if (!at.has(name)) return [];
    const store = await open(name);
    const texts: string[] = [];
    for (let page: Page = { events: [], more: true }; page.more; ) {
      const last = page.events[page.events.length - 1];
      page = right(await store.readAll({ direction: 'forwards', limit: 5_000, ...(last === undefined ? {} : { after: last.position }) })());
      texts.push(...page.events.map(({ text }) => text));
    }
    right(await store.close()());
    return texts;
  };
  const imported = (): void => {
    at.write('j.jsonl', journal.join('\n'));
    expect(at.frist(['import', 'j.jsonl'])).toMatchObject({ code: 0, err: '' });
  };
  const signed = (): void => {
    expect(at.frist(['checkpoint', '--new-key', 'board.pem', '--name', 'testby/socialnamnden', ...proof]).code).toBe(0);
    expect(at.frist(['checkpoint', '--key', 'board.pem', ...proof]).code).toBe(0);
  };
  /** Streams of ten events that take turns. */
  const large = async (count: number): Promise<void> => {
    const store = await open('frist.db');
    const requests = Array.from({ length: count / 5 }, (_, i) => {
      const stream = `grant-00000000-0000-4000-8000-${String(Math.floor(i / 20) * 10 + (i % 10)).padStart(12, '0')}` as StreamName;
      return { stream, expected: 'any' as const, events: Array.from({ length: 5 }, () => encodedEvent({ stream, data: { text: 'x'.repeat(400) } })) };
    });
    right(await store.appendAtomically?.(requests)() as never);
    right(await store.close()());
  };

  it('copies, verifies, answers the same in the copy, and has nothing to do the second time', async () => {
    imported();
    signed();
    const first = at.frist(['copy', ...both, ...proof]);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('Each event was read back and is the same');
    expect(first.out).toContain('Intact: nothing was found.');
    const again = at.frist(['copy', ...both, ...proof, '--format', 'json']);
    expect(again).toMatchObject({ code: 0, err: '' });
    const told = JSON.parse(again.out) as { readonly events: number };
    expect(fits(told) ? 'fits' : fits.errors).toBe('fits');
    expect(told).toMatchObject({ from: 'sqlite:frist.db', to: 'sqlite:new.db', copied: 0, alreadyThere: told.events, verification: { intact: true, signed: told.events } });
    expect(at.frist(['copy', ...both, '--lang', 'sv']).out).toContain('Fanns redan');
    expect(await textsOf('new.db')).toEqual(await textsOf('frist.db'));
    const check = (store: string) => at.frist(['check', '--as-of', '2020-02-15', '--known-at', '2100-01-01', '--store', store]);
    expect(check('sqlite:new.db')).toEqual(check('sqlite:frist.db'));
    // What is recorded in the source afterwards is copied by the same command.
    at.write('more.jsonl', line({ id: 'c-1', stream: 'grant-00000000-0000-4000-8000-00000000000c', command: 'registerGrant', data: { name: 'Bidrag C' } }));
    expect(at.frist(['import', 'more.jsonl']).code).toBe(0);
    expect(JSON.parse(at.frist(['copy', ...both, ...proof, '--format', 'json']).out)).toMatchObject({ copied: 1, alreadyThere: told.events, verification: { intact: true, signed: told.events } });
  });

  /** Kills a copy after so many writes to the target; whether it was killed. */
  const killed = (writes: number): Promise<boolean> =>
    new Promise((resolve) => {
      let seen = 0;
      const child = spawn(process.execPath, [command, 'copy', ...both], { cwd: at.path, stdio: 'ignore' });
      const watcher = watch(at.path, (_, file) => {
        if (file?.startsWith('new.db') === true && (seen += 1) >= writes) child.kill('SIGKILL');
      });
      child.on('exit', (_, signal) => {
        watcher.close();
        resolve(signal === 'SIGKILL');
      });
    });

  it('killed at any moment it has copied a beginning, and run again it goes on', async () => {
    await large(6_000);
    const texts = await textsOf('frist.db');
    const moments: number[] = [];
    let begun = 0;
    for (let i = 0; i < 8; i += 1) {
      // The first before there is a table, the others anywhere in what comes next.
      moments.push(i === 0 ? 2 : randomInt(1, 120));
      const ended = !(await killed(moments[i] ?? 1));
      const there = await textsOf('new.db');
      if (there.join('\n') !== texts.slice(0, there.length).join('\n')) throw new Error(`no beginning after kills at the writes ${moments.join()}`);
      if (there.length > 0 && there.length < texts.length) begun += 1;
      if (ended) break;
    }
    expect({ moments, begun: begun > 0 }).toEqual({ moments, begun: true });
    expect({ moments, ...at.frist(['copy', ...both]) }).toMatchObject({ code: 0, err: '' });
    expect(await textsOf('new.db')).toEqual(texts);
    expect(at.frist(['verify', 'new.db']).code).toBe(0);
  });

  it('two copies at once, and a source that is written to, make one right register', async () => {
    await large(2_000);
    const before = (await textsOf('frist.db')).length;
    at.write('j.jsonl', journal.join('\n'));
    const codes = await Promise.all([at.start(['copy', ...both]), at.start(['copy', ...both]), at.start(['import', 'j.jsonl'])]);
    expect(codes).toEqual([0, 0, 0]);
    const [texts, copied] = [await textsOf('frist.db'), await textsOf('new.db')];
    expect(copied.length).toBeGreaterThanOrEqual(before);
    expect(copied).toEqual(texts.slice(0, copied.length));
    expect(at.frist(['copy', ...both]).code).toBe(0);
    expect(await textsOf('new.db')).toEqual(texts);
    expect(at.frist(['verify', 'new.db']).code).toBe(0);
  });

  it('the source is only read: a file and a folder without the right to write will do', () => {
    imported();
    at.shell('mkdir old new && cp frist.db old/ && chmod 444 old/frist.db && chmod 555 old');
    const state = (): readonly string[] => [...readdirSync(at.at('old')), createHash('sha256').update(at.read('old/frist.db')).digest('hex')];
    const before = state();
    expect(at.frist(['copy', '--from', 'sqlite:old/frist.db', '--to', 'sqlite:new/frist.db'])).toMatchObject({ code: 0, err: '' });
    expect(state()).toEqual(before);
    chmodSync(at.at('old'), 0o755);
  });

  it('says what it refuses, and makes nothing', async () => {
    imported();
    const said = (args: readonly string[]) => at.frist(['copy', ...args]);
    expect(said(['--from', 'sqlite:frist.db', '--to', 'sqlite:./frist.db'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('are the same database') as string });
    expect(said(['--from', 'memory:', '--to', 'sqlite:new.db'])).toMatchObject({ code: 2, out: '' });
    expect(said(['--from', 'sqlite:frist.db', '--to', 'postgres:new'])).toMatchObject({ code: 2, err: expect.stringContaining('--to: "postgres:new"') as string });
    expect(said([...both, '--keys', 'keys.txt'])).toMatchObject({ code: 2, out: '' });
    expect(said(['--from', 'sqlite:none.db', '--to', 'sqlite:new.db'])).toMatchObject({ code: 3, err: expect.stringContaining('none.db does not exist') as string });
    await (await open('empty.db')).close()();
    expect(said(['--from', 'sqlite:empty.db', '--to', 'sqlite:new.db', '--lang', 'sv'])).toMatchObject({ code: 5, err: expect.stringContaining('inget registrerat') as string });
    at.write('text.db', 'no database, whatever it is called');
    expect(said(['--from', 'sqlite:text.db', '--to', 'sqlite:new.db'])).toMatchObject({ code: 3 });
    expect([at.has('new.db'), at.has('none.db')]).toEqual([false, false]);
    expect(said(['--from', 'sqlite:frist.db', '--to', 'sqlite:text.db'])).toMatchObject({ code: 3 });
    expect(await inProcess(['copy', '--from', `sqlite:${at.at('frist.db')}`, '--to', 'sqlite:/'])).toMatchObject({ code: 3 });
  });

  it('another register, an altered source, and checkpoints that do not fit end with 4', async () => {
    imported();
    signed();
    at.write('other.jsonl', line({ id: 'x-1', command: 'registerGrant', data: { name: 'Annat' } }));
    expect(at.frist(['import', 'other.jsonl', '--store', 'sqlite:other.db']).code).toBe(0);
    const before = await textsOf('other.db');
    const refused = at.frist(['copy', '--from', 'sqlite:frist.db', '--to', 'sqlite:other.db']);
    expect(refused).toMatchObject({ code: 4, out: '', err: expect.stringMatching(/after 0 events that are the same, the next differs \(grant-\S+ 0\)/) as string });
    expect(refused.err).not.toContain('Annat');
    expect(await textsOf('other.db')).toEqual(before);
    expect(at.frist(['copy', '--from', 'sqlite:other.db', '--to', 'sqlite:short.db', ...proof, '--format', 'json'])).toMatchObject({ code: 4, err: '' });
    const bytes = at.read('frist.db');
    const where = bytes.indexOf((await textsOf('frist.db'))[0] ?? '');
    expect(where).toBeGreaterThan(0);
    bytes.write('s', bytes.indexOf('Socialstyrelsen', where));
    at.write('altered.db', bytes);
    expect(at.frist(['copy', '--from', 'sqlite:altered.db', '--to', 'sqlite:new.db'])).toMatchObject({ code: 4, out: '', err: expect.stringContaining('are not those that its log covers') as string });
  });
});
