/** What the tests of the command share: a small journal, a terminal in memory, and the built command in a folder of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type ExitCode, run, type Terminal } from '../src';

export const board = 'testby/socialnamnden';
export const streamA = 'grant-00000000-0000-4000-8000-00000000000a';
export const streamB = 'grant-00000000-0000-4000-8000-00000000000b';

interface Line {
  readonly id: string;
  readonly stream?: string;
  readonly command: string;
  readonly on?: string;
  readonly data: object;
}

/** One line of a journal. */
export const line = ({ id, stream = streamA, command, on = '2019-02-01', data }: Line, more: object = {}): string =>
  JSON.stringify({ id, board, stream, command, on, actor: { role: 'registrar', ref: 'test' }, data, ...more });

const basis = { kind: 'regulation', reference: 'förordning (2019:1) 5 §', confidence: 'V' };
const agency = { kind: 'agency', reference: 'anvisningar 2019', confidence: 'S' };

/** Two grants: one overdue, one upcoming, one fuzzy, one conditional. */
export const journal: readonly string[] = [
  line({ id: 'a-1', command: 'registerGrant', data: { name: 'Bidrag A', year: 2019, funder: 'Socialstyrelsen', diaryNumbers: ['SN/2019:1'] } }),
  line({ id: 'a-2', command: 'addPart', data: { part: 'one', name: 'Del ett', total: 101312000 } }),
  line({ id: 'a-3', command: 'requireReport', data: { report: 'account', due: { basis, day: '2020-01-31' }, recipient: 'Socialstyrelsen' } }, { source: { document: 'Beslut 12', date: '2019-01-30', locator: 's. 2' } }),
  line({ id: 'a-4', command: 'recordReceipt', on: '2019-03-01', data: { amount: 101312000, part: 'one' } }),
  line({ id: 'a-5', command: 'recordUse', on: '2019-12-01', data: { activity: 'course', name: 'Kurs', lines: [{ amount: 3762911, part: 'one' }] } }),
  line({ id: 'b-1', stream: streamB, command: 'registerGrant', data: { name: 'Bidrag B' } }),
  line({ id: 'b-2', stream: streamB, command: 'recordReceipt', on: '2019-03-01', data: { amount: { _tag: 'approximate', ore: 80000000, text: 'ca 0,8 mkr' } } }),
  line({ id: 'b-3', stream: streamB, command: 'requireReport', data: { report: 'fuzzy', due: { basis: agency, readings: [{ text: 'in early 2020', confidence: 'I' }, { day: '2020-02-06', confidence: 'S', source: 'myndighetens sida' }] }, recipient: 'Länsstyrelsen' } }),
  line({ id: 'b-4', stream: streamB, command: 'requireReport', data: { report: 'late', due: { basis: agency, day: '2020-03-31' }, recipient: 'Länsstyrelsen' } }),
];

/** Runs a command line in process. */
export const inProcess = async (
  args: readonly string[],
  options: { readonly files?: Readonly<Record<string, string | Uint8Array>>; readonly terminal?: Partial<Terminal>; readonly now?: string } = {},
): Promise<{ readonly code: ExitCode; readonly out: string; readonly err: string }> => {
  const { files = {}, now = '2020-02-15T12:00:00.000Z' } = options;
  let [out, err] = ['', ''];
  const code = await run(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    outIsTerminal: false,
    errIsTerminal: false,
    env: {},
    now: () => Date.parse(now),
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return typeof content === 'string' ? Buffer.from(content) : content;
    },
    exists: existsSync,
    createFile: (path, bytes) => writeFileSync(path, bytes, { flag: 'wx' }),
    modules: { resolve: (name) => name, load: () => undefined },
    ...options.terminal,
  });
  return { code, out, err };
};

/** The small journal as a file for {@link inProcess}. */
export const files = { 'j.jsonl': journal.join('\n') };
/** Options that read it into memory. */
export const fromMemory = ['--import', 'j.jsonl', '--as-of', '2020-02-15'] as const;

const command = join(__dirname, '..', 'bin', 'frist.js');

/** A temporary folder with the built command. Delete it with `remove`. */
export const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'frist-cli-'));
  const at = (name: string): string => join(path, name);
  return {
    path,
    at,
    write: (name: string, content: string | Uint8Array): string => {
      writeFileSync(at(name), content);
      return name;
    },
    read: (name: string): Buffer => readFileSync(at(name)),
    has: (name: string): boolean => existsSync(at(name)),
    frist: (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
      const done = spawnSync(process.execPath, [command, ...args], { cwd: path, encoding: 'utf8', env: { PATH: process.env.PATH ?? '', LANG: 'C', ...env }, maxBuffer: 1 << 28 });
      return { code: done.status, out: done.stdout, err: done.stderr };
    },
    /** A line of shell; `$FRIST` is the command's file. */
    shell: (text: string) => {
      const done = spawnSync('sh', ['-c', text], { cwd: path, encoding: 'utf8', env: { PATH: process.env.PATH ?? '', LANG: 'C', FRIST: command } });
      return { code: done.status, out: done.stdout, err: done.stderr };
    },
    start: (args: readonly string[]) =>
      new Promise<number | null>((resolve) => {
        spawn(process.execPath, [command, ...args], { cwd: path, stdio: 'ignore' }).on('exit', resolve);
      }),
    /** Like `start`, with what it printed: for what talks to something in the test's own process. */
    told: (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      new Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>((resolve) => {
        const child = spawn(process.execPath, [command, ...args], { cwd: path, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH ?? '', LANG: 'C', ...env } });
        let [out, err] = ['', ''];
        child.stdout.on('data', (text: Buffer) => (out += text.toString('utf8')));
        child.stderr.on('data', (text: Buffer) => (err += text.toString('utf8')));
        child.on('close', (code) => resolve({ code, out, err }));
      }),
    remove: (): void => rmSync(path, { recursive: true, force: true }),
  };
};
