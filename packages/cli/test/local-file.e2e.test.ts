/** A register and a cluster's local file, each in the place of the other; and URLs that are refused. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type EventStoreDbDouble, startEventStoreDbDouble } from '@frist/testing';

import { folder, inProcess } from './support';

const example = join(__dirname, '..', '..', '..', 'examples', 'botkyrka', 'grants.journal.jsonl');

let double: EventStoreDbDouble;
const at = folder();
beforeAll(async () => {
  double = await startEventStoreDbDouble({ clock: () => '2026-01-01T00:00:00.000Z' });
});
afterAll(async () => {
  await double.close();
  at.remove();
});

const frist = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => await inProcess(args, { now: '2026-03-01T12:00:00.000Z', terminal: { readFile: (path) => readFileSync(path), exists: existsSync, env } });
const file = (name: string): string => `sqlite:${at.at(name)}`;
const cluster = (local: string): string => `${double.url}&local=${encodeURIComponent(at.at(local))}`;

it('a register named in local=, and a local file named as a register, are refused by every command, and nothing is written', async () => {
  expect(await frist(['import', example, '--store', file('register.db')])).toMatchObject({ code: 0 });
  expect(await frist(['check', '--store', file('register.db'), '--fail-on', 'none'])).toMatchObject({ code: 0 });
  expect(await frist(['import', example, '--store', cluster('local.db')])).toMatchObject({ code: 0 });
  expect(await frist(['check', '--store', cluster('local.db'), '--fail-on', 'none'])).toMatchObject({ code: 0 });
  const state = (): readonly unknown[] => [readFileSync(at.at('register.db'), 'base64'), readFileSync(at.at('local.db'), 'base64'), double.events().length, at.has('new.db')];
  const before = state();

  const noLocal = { code: 3, out: '', err: expect.stringContaining('register.db cannot be opened (needed: a file of its own in local=; this is a register; rule frist/no-local-file)') as string };
  const noRegister = { code: 3, out: '', err: expect.stringContaining('local.db cannot be opened (needed: a register; this is the local file of a cluster, which local= in its URL names; rule frist/no-register)') as string };
  for (const command of [['check'], ['grants'], ['import', example], ['verify']] as const) {
    expect(await frist([...command, '--store', cluster('register.db')])).toMatchObject(noLocal);
    expect(await frist([...command, '--store', file('local.db')])).toMatchObject(noRegister);
  }
  expect(await frist(['copy', '--from', file('register.db'), '--to', cluster('register.db')])).toMatchObject(noLocal);
  expect(await frist(['copy', '--from', cluster('register.db'), '--to', file('new.db')])).toMatchObject(noLocal);
  expect(await frist(['copy', '--from', cluster('local.db'), '--to', file('local.db')])).toMatchObject(noRegister);
  expect(await frist(['copy', '--from', file('local.db'), '--to', file('new.db')])).toMatchObject(noRegister);
  expect((await frist(['check', '--store', file('local.db'), '--lang', 'sv'])).err).toContain('väntat: ett register; detta är ett klusters lokala fil');
  expect((await frist(['check', '--store', cluster('register.db'), '--lang', 'sv'])).err).toContain('väntat: en egen fil i local=; detta är ett register');
  expect(state()).toEqual(before);
});

it.each(['//user:SECRET@h', 'memory://user:SECRET@h', 'esdb ://user:SECRET@h', 'esdb_x://user:SECRET@h', 'esdb://user:SECRET@h?odd=1', 'esdb://user:x?SECRET=y@h', 'user:a SECRET@h', 'a"b:SECRET@h'])('%j is refused without its password', async (url) => {
  for (const args of [['check', '--store', url], ['check', `--store=${url}`], ['copy', '--from', url, '--to', file('new.db')], ['copy', '--from', file('register.db'), '--to', url], ['copy', '--from', url, '--to', url], ['verify', url], [url], ['check', url]]) {
    const said = await frist(args);
    expect([2, 3]).toContain(said.code);
    expect(said.out + said.err).not.toContain('SECRET');
  }
  expect((await frist(['check'], { FRIST_STORE: url })).err).not.toContain('SECRET');
});

it('what is asked wrongly is told by the name of the option that asked', async () => {
  expect(await frist(['verify', `${double.url}&zz=1`])).toMatchObject({ code: 2, err: expect.stringContaining('FILE: "zz" is not accepted') as string });
  expect(await frist(['copy', '--from', `${double.url}&zz=1`, '--to', file('new.db')])).toMatchObject({ code: 2, err: expect.stringContaining('--from: "zz" is not accepted') as string });
  expect(await frist(['copy', '--from', file('register.db'), '--to', 'esdb://'])).toMatchObject({ code: 2, err: expect.stringContaining('--to: This is no address of a cluster') as string });
});

it('a server that is away: --from or --to is named by a copy, and only who records is told what became of it', async () => {
  const away = 'esdb://127.0.0.1:1?tls=false&patience=1';
  const unanswered = expect.stringContaining('The server of the register does not answer') as string;
  const check = await frist(['check', '--store', away]);
  expect(check).toMatchObject({ code: 3, err: unanswered });
  expect(check.err).not.toContain('recorded');
  const [from, to] = [await frist(['copy', '--from', away, '--to', file('new.db')]), await frist(['copy', '--from', file('register.db'), '--to', away])];
  for (const [side, said] of [['--from', from], ['--to', to]] as const) {
    expect(said).toMatchObject({ code: 3, err: expect.stringContaining(`${side}: The server of the register does not answer`) as string });
    expect(said.err).not.toContain('recorded');
  }
  expect(await frist(['import', example, '--store', away])).toMatchObject({ code: 3, err: expect.stringContaining('What was recorded is recognised then, and nothing is recorded twice.') as string });
}, 60_000);

it.each([
  ['local=:memory:', 'local=FILE once, with the path of a file'],
  ['local=sqlite:x.db', 'local=FILE once, with the path of a file'],
  ['local=a.db&local=b.db', 'local=FILE once, with the path of a file'],
  ['patience=99999', 'patience=SECONDS once, a whole number from 1 to 9999'],
  ['max-append-bytes=0', 'max-append-bytes=BYTES once, a whole number from 1 to 99999999'],
])('%s is told with what it takes', async (parameter, needed) => {
  expect(await frist(['check', '--store', `${double.url}&${parameter}`])).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`expected ${needed}.`) as string });
});
