/** Every command on a cluster: what it answers is what it answers of the same register in a file, down to the bytes that are signed. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type EventStoreDbDouble, startEventStoreDbDouble } from '@frist/testing';
import { Ajv } from 'ajv';

import checkpointSchema from '../schemas/checkpoint.schema.json';
import verifySchema from '../schemas/verify.schema.json';
import { folder, inProcess } from './support';

const now = '2026-03-01T12:00:00.000Z';
const example = (name: string): string => join(__dirname, '..', '..', '..', 'examples', 'botkyrka', `${name}.journal.jsonl`);
const journals = ['grants', 'decisions', 'agreements', 'lex-sarah'].map(example);
const streamIn = (journal: string, category: string): string => new RegExp(`${category}-[0-9a-f-]{36}`).exec(readFileSync(journal, 'utf8'))?.[0] ?? '';
const times = ['--as-of', '2024-12-31', '--known-at', '2026-03-01'] as const;

let double: EventStoreDbDouble;
const at = folder();
beforeAll(async () => {
  double = await startEventStoreDbDouble({ clock: () => now });
  for (const name of ['file', 'esdb']) mkdirSync(at.at(name));
});
afterAll(async () => {
  await double.close();
  at.remove();
});

interface Place {
  readonly name: string;
  readonly store: string;
}
const places = (): readonly [Place, Place] => [
  { name: 'file', store: `sqlite:${at.at('file/frist.db')}` },
  { name: 'esdb', store: `${double.url}&local=${encodeURIComponent(at.at('esdb/local.db'))}` },
];

const terminal = { readFile: (path: string) => readFileSync(path), exists: existsSync };
const told = async (place: Place, args: readonly string[], more: readonly string[] = ['--store', place.store]) => {
  const done = await inProcess([...args.map((arg) => arg.replace('@', `${at.path}/${place.name}/`)), ...more], { now, terminal });
  // What may differ: where the register is, the places of its events, and where its log is kept.
  const same = (text: string): string =>
    text.replaceAll(place.store, 'STORE').replaceAll(`${at.path}/${place.name}/`, '@').replace(/"(position|afterPosition|upToPosition)": \d+/g, '"$1": 0');
  return { ...done, out: same(done.out), err: same(done.err) };
};
/** Runs a command on both, and gives what both say. */
const both = async (args: readonly string[], more?: (place: Place) => readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  const [file, cluster] = places();
  const inFile = await told(file, args, more?.(file));
  const onCluster = await told(cluster, args, more?.(cluster));
  expect(onCluster).toEqual(inFile);
  return onCluster;
};
const proof = ['--checkpoints', '@checkpoints.txt', '--keys', '@keys.txt'] as const;
const ajv = new Ajv({ strict: true, allowUnionTypes: true });

describe('a register on a cluster, and the same one in a file', () => {
  it('import', async () => {
    expect(await both(['import', ...journals])).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^Imported \d+ commands: \d+ new events, 0 recorded before/) as string });
    const again = await Promise.all(places().map(async (place) => JSON.parse((await told(place, ['import', ...journals, '--format', 'json'])).out) as object));
    // A server has no transaction over several streams.
    expect(again[1]).toEqual({ ...again[0], atomic: false });
    expect(double.events().length).toBeGreaterThan(100);
  });

  const grant = streamIn(example('grants'), 'grant');
  it.each([
    [['check', ...times], 1],
    [['check', ...times, '--lang', 'sv', '--fail-on', 'none'], 0],
    [['check', '--as-of', '2020-02-15', '--format', 'json'], 1],
    [['explain', grant, ...times, '--format', 'json'], 0],
    [['explain', grant, ...times], 0],
    [['explain', 'grant-00000000-0000-4000-8000-000000000000', ...times], 2],
    [['history', grant, ...times], 0],
    [['history', grant, ...times, '--format', 'json'], 0],
    [['history', '--daily', '2020-01-01..2020-03-31', '--format', 'json'], 0],
    [['diff', '--from', '2020-01-31', '--to', '2020-02-29', '--format', 'json'], 0],
    [['rules', 'diff', '--format', 'json'], 0],
    [['grants', '--as-of', '2019-12-31', '--format', 'json'], 0],
    [['grants', '--as-of', '2019-12-31', '--lang', 'sv'], 0],
    [['report', 'grants', '--year', '2019', '--format', 'csv'], 0],
    [['report', 'lex-sarah', '--year', '2019'], 0],
    [['matters', ...times], 0],
    [['matters', ...times, '--search', 'SN 2020:42', '--format', 'json'], 0],
    [['assignments', ...times, '--format', 'csv'], 0],
    [['agreements', ...times, '--lang', 'sv'], 0],
    [['disposal', 'due', '--as-of', '2026-03-01'], 5],
  ] as const)('%j', async (args, code) => {
    const said = await both(args);
    expect({ args, code: said.code, err: said.err }).toEqual({ args, code, err: code === 2 ? (expect.stringContaining('Nothing on record has the id') as string) : '' });
  });

  it('checkpoint and verify: one root, one signature', async () => {
    const [file, cluster] = places();
    expect((await told(file, ['checkpoint', '--new-key', '@board.pem', '--name', 'botkyrka/socialnamnden', ...proof], [])).code).toBe(0);
    for (const name of ['board.pem', 'keys.txt', 'checkpoints.txt']) {
      at.write(`esdb/${name}`, at.read(`file/${name}`));
      at.shell(`chmod 600 esdb/${name}`);
    }
    const sign = ['checkpoint', '--key', '@board.pem', ...proof] as const;
    const said = await both(sign);
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toMatch(new RegExp(`^Signed a checkpoint of ${double.events().length} events, the first\\.`));
    expect(at.read('esdb/checkpoints.txt')).toEqual(at.read('file/checkpoints.txt'));

    const verified = JSON.parse((await told(cluster, ['verify', ...proof, '--format', 'json'])).out) as object;
    const inFile = JSON.parse((await told(file, ['verify', ...proof, '--format', 'json'])).out) as object;
    expect(verified).toEqual({ ...inFile, log: 'local file' });
    expect(inFile).toMatchObject({ log: 'store', intact: true, events: double.events().length, covered: double.events().length, signed: double.events().length });
    expect(ajv.compile(verifySchema)(verified)).toBe(true);
    // As the argument of the command as well, with nothing after it.
    expect(JSON.parse((await told(cluster, ['verify', cluster.store, ...proof, '--format', 'json'], [])).out)).toEqual(verified);
    const again = await told(cluster, [...sign, '--format', 'json']);
    expect(ajv.compile(checkpointSchema)(JSON.parse(again.out))).toBe(true);
    expect(JSON.parse(again.out)).toMatchObject({ log: 'local file', since: 0, number: 2 });
  });

  it('evidence: the same view and the same proofs', async () => {
    for (const [i, subject] of [['--grant', grant], ['--matter', streamIn(example('decisions'), 'matter')], ['--agreement', streamIn(example('agreements'), 'agreement')]].entries()) {
      const made = await both(['evidence', ...subject, ...times, ...proof, '--key', '@board.pem', '--out', `@${i}.zip`]);
      expect(made).toMatchObject({ code: 0, err: '' });
      expect(at.read(`esdb/${i}.zip`).equals(at.read(`file/${i}.zip`))).toBe(true);
      const verified = await both(['verify', `@${i}.zip`, '--keys', '@keys.txt'], () => []);
      expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('Intact: nothing was found.') as string });
    }
  });

  it('sealed data: keys, import, unseal, disposal', async () => {
    const subject = '00000000-0000-4000-8000-0000000000a1';
    const stream = 'nonExecutedDecision-00000000-0000-4000-8000-0000000000d1';
    const line = (id: string, of: string, command: string, on: string, data: object): string =>
      JSON.stringify({ id, board: 'testby/socialnamnden', stream: of, command, on, knownSince: '2016-02-01', actor: { role: 'registrar', ref: 'test' }, data });
    const lines = [
      line('d-1', stream, 'recordDecision', '2015-06-10', { subject, intervention: { category: 'outpatient' }, reporter: 'Anna Handläggare' }),
      line('d-2', stream, 'recordReason', '2015-10-01', { subject, side: 'person', category: 'declined-offer', text: 'Tackade nej till platsen' }),
      line('f-1', `subject-${subject}`, 'registerFile', '2015-06-10', { file: 'akt-1', kind: 'personal-file' }),
      line('f-2', `subject-${subject}`, 'recordBirthFacts', '2015-06-10', { bornOnResearchDay: false, turns18: '2003', turns30: '2015' }),
    ];
    for (const { name } of places()) at.write(`${name}/sealed.jsonl`, lines.join('\n'));
    const keys = ['--keys-file', '@subject.keys', '--wrapping-key', '@wrapping.key'] as const;
    const who = ['--role', 'handläggare:h-17', '--may', 'person-data'] as const;
    for (const place of places()) expect((await told(place, ['keys', 'init', ...keys], [])).code).toBe(0);
    expect(await both(['import', '@sealed.jsonl', example('non-executed'), ...keys])).toMatchObject({ code: 0 });
    expect(await both(['report', 'non-executed', '--quarter', '2024-Q4', '--to', 'council', '--format', 'md', '--board', 'botkyrka/socialnamnden'])).toMatchObject({ code: 0 });
    // What is sealed twice is not sealed alike; what it says is.
    const look = ['unseal', stream, ...who, '--why', 'handling', '--case', 'SN 2020:12', ...keys] as const;
    expect(await both(look)).toMatchObject({ code: 0, out: expect.stringContaining('Tackade nej till platsen') as string });
    expect(await both(['explain', stream, ...who, '--lang', 'sv'])).toMatchObject({ code: 0, out: expect.stringContaining('DelayReasonRecorded') as string });
    const due = ['disposal', 'due', '--as-of', '2026-03-01', '--research-county', 'no', ...keys] as const;
    expect(await both(due)).toMatchObject({ code: 0, out: expect.stringContaining(subject) as string });
    const carry = ['disposal', 'carry-out', '--subject', subject, '--decision', 'SN 2026:12 § 45', '--role', 'archivist:a-1', '--as-of', '2026-03-01', '--research-county', 'no', ...keys] as const;
    expect(await both(carry)).toMatchObject({ code: 0, err: '' });
    expect((await both(look)).out).not.toContain('Tackade');
    // The destroyed key breaks no proof.
    for (const place of places()) expect(await told(place, ['verify', ...proof])).toMatchObject({ code: 0, out: expect.stringContaining('Intact') as string });
  });
});
