/** `frist evidence` of every kind, with the built command, from the papers of a real board. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv } from 'ajv';

import evidenceSchema from '../schemas/evidence.schema.json';
import { evidenceKinds } from '../src/evidence-kinds';
import { folder } from './support';

const journals = ['grants', 'decisions', 'agreements', 'non-executed'] as const;
const example = (name: string): string => readFileSync(join(__dirname, '..', '..', '..', 'examples', 'botkyrka', `${name}.journal.jsonl`), 'utf8');
const keys = ['--keys-file', 'keys', '--wrapping-key', 'wrapping.key'] as const;
const proof = ['--checkpoints', 'checkpoints.txt', '--keys', 'keys.txt'] as const;
const times = ['--as-of', '2024-12-31', '--known-at', '2100-01-01'] as const;
const report = 'lexSarah-00000000-0000-4000-8000-0000000000e1';
const secret = 'Larmet besvarades inte';
const told = { id: 'l-1', board: 'botkyrka/socialnamnden', stream: report, command: 'receiveReport', on: '2024-03-01', actor: { role: 'registrar', ref: 'test' } };
const lexSarah = JSON.stringify({ ...told, data: { statute: 'SoL', client: '00000000-0000-4000-8000-0000000000a1', unit: 'Hemtjänst norr', kind: 'Utebliven hjälp', reporterRole: 'undersköterska', receiverRole: 'enhetschef', provider: { kind: 'public' }, labels: ['SN/2024:9'], what: secret } });
const decisions = example('non-executed');

let at: ReturnType<typeof folder>;
const ok = (...args: readonly string[]): string => {
  const { code, out, err } = at.frist(args);
  expect({ args, code, err }).toEqual({ args, code: 0, err: '' });
  return out;
};
/** A file of a pack: entries are stored as they are. */
const inPack = (pack: string, name: string): string => {
  const zip = at.read(pack);
  for (let start = 0; zip.readUInt32LE(start) === 0x04034b50; ) {
    const from = start + 30 + zip.readUInt16LE(start + 26);
    const end = from + zip.readUInt32LE(start + 22);
    if (zip.toString('latin1', start + 30, from) === name) return zip.toString('utf8', from, end);
    start = end;
  }
  return '';
};

beforeAll(() => {
  at = folder();
  for (const name of journals) at.write(`${name}.jsonl`, example(name));
  at.write('lex-sarah.jsonl', lexSarah);
  ok('keys', 'init', ...keys);
  ok('import', ...journals.map((name) => `${name}.jsonl`), 'lex-sarah.jsonl', ...keys);
  ok('checkpoint', '--new-key', 'board.pem', '--name', 'botkyrka/socialnamnden', ...proof);
  ok('checkpoint', '--key', 'board.pem', ...proof);
});
afterAll(() => at.remove());

const streamIn = (text: string, category: string): string => new RegExp(`${category}-[0-9a-f-]{36}`).exec(text)?.[0] ?? '';
const matter = streamIn(example('decisions').split('\n').find((line) => line.includes('SN 2020:42')) ?? '', 'matter');
const agreement = streamIn(example('agreements'), 'agreement');
const decision = streamIn(decisions, 'nonExecutedDecision');
const who = (role: string) => ['--role', 'handling-officer:h-17', '--may', role] as const;

it.each([
  ['--matter', 'matter', matter, [], ['Ärende · Yearly adjustment of fees · SN 2020:42 · SN/2020:00042', 'Inget ska göras här i vyn.', 'Anmärkningar (1)']],
  ['--agreement', 'agreement', agreement, [], ['Avtal · Idéburet offentligt partnerskap Kompis Sverige · SN/2024:00420', 'Sista dag för uppsägning']],
  ['--lex-sarah', 'lexSarah', report, who('lex-sarah'), ['Lex Sarah-rapport · lex Sarah SN/2024:9', 'Vad som ska göras']],
  ['--non-executed', 'nonExecutedDecision', decision, who('person-data'), ['Gynnande beslut', 'Rapportera ej verkställt beslut till IVO']],
] as const)('%s proves a %s: what it is about, what is owed, what is on record', (flag, kind, stream, role, within) => {
  const evidence = ['evidence', ...times, ...proof, ...role, '--key', 'board.pem'] as const;
  const said = JSON.parse(ok(...evidence, flag, stream, '--out', `${kind}.zip`, '--format', 'json')) as object;
  expect(new Ajv().validate(evidenceSchema, said)).toBe(true);
  expect(said).toMatchObject({ kind, id: stream, complete: true, sealed: true });
  expect(ok('verify', `${kind}.zip`, '--keys', 'keys.txt')).toContain('Intact: nothing was found.');
  const summary = inPack(`${kind}.zip`, 'SAMMANFATTNING.txt');
  for (const text of [...within, 'Nämnd: botkyrka/socialnamnden', 'Registrerat (']) expect(summary.replace(/\n(?=\S)/g, ' ')).toContain(text);
  expect(inPack(`${kind}.zip`, 'SUMMARY.txt')).toContain('Board: botkyrka/socialnamnden');
  // By its UUID alone, and by an event of it: the same bytes.
  const [event = ''] = /"id":"([0-9a-f-]{36})"/.exec(inPack(`${kind}.zip`, 'events/000001.json'))?.slice(1) ?? [];
  for (const id of [stream.slice(kind.length + 1), event]) expect(ok(...evidence, flag, id, '--out', `${kind}.zip`)).toContain('was there already, with the same bytes.');
});

it('what needs a role is not proven to anybody else, and what is sealed stays sealed', () => {
  for (const [flag, stream, role] of [['--lex-sarah', report, 'lex-sarah'], ['--non-executed', decision, 'person-data'], ['--stream', report, 'lex-sarah']] as const) {
    const evidence = ['evidence', flag, stream, ...times, ...proof, '--out', 'denied.zip'] as const;
    expect(at.frist(evidence)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`needs the role ${role}`) as string });
    expect(at.frist([...evidence, ...who(role === 'lex-sarah' ? 'person-data' : 'lex-sarah')])).toMatchObject({ code: 2, out: '' });
  }
  expect(at.frist(['evidence', '--lex-sarah', report, ...times, ...proof, '--out', 'denied.zip', ...who('lex-sarah'), '--why', 'audit'])).toMatchObject({ code: 2, err: expect.stringContaining('--why') as string });
  expect(at.has('denied.zip')).toBe(false);
  ok('evidence', '--lex-sarah', report, ...times, ...proof, ...who('lex-sarah'), ...['--out', 'sealed.zip']);
  expect(at.read('sealed.zip').includes(secret)).toBe(false);
  expect(inPack('sealed.zip', 'view.json')).toContain('"_tag":"sealed"');
});

it('a matter is also found by its number in any spelling, where that certainly leads to one', () => {
  for (const [i, number] of ['sn 2020:42', 'SN/2020:00042', 'SNDnr: 2020:42'].entries()) {
    expect(JSON.parse(ok('evidence', '--matter', number, ...times, ...proof, '--out', `m${i}.zip`, '--format', 'json'))).toMatchObject({ id: matter });
  }
  expect(Buffer.compare(at.read('m0.zip'), at.read('m2.zip'))).toBe(0);
  const refused = (number: string, ...more: readonly string[]) => at.frist(['evidence', '--matter', number, ...times, ...proof, '--out', 'none.zip', ...more]);
  expect(refused('2020:42')).toMatchObject({ code: 2, err: expect.stringContaining('No matter in this view certainly has the number 2020:42.') as string });
  expect(refused('SN 1999:1', '--lang', 'sv')).toMatchObject({ code: 2, err: expect.stringContaining('Inget ärende i denna vy har säkert numret SN 1999:1.') as string });
  expect(refused('')).toMatchObject({ code: 2 });
  expect(refused(agreement)).toMatchObject({ code: 2, err: expect.stringContaining('names nothing of the kind matter') as string });
  const again = JSON.stringify({ id: 'm-2', board: 'botkyrka/socialnamnden', stream: 'matter-00000000-0000-4000-8000-0000000000e2', command: 'openMatter', on: '2024-05-01', actor: told.actor, data: { title: 'Ett till', diaryNumbers: ['SN 2020:42'] } });
  at.write('again.jsonl', again);
  ok('import', 'again.jsonl');
  expect(refused('sn 2020:42')).toMatchObject({ code: 2, err: expect.stringMatching(/Several matters .* give the stream, one of matter-.*, matter-/) as string });
  expect(at.has('none.zip')).toBe(false);
});

it('one kind is given at a time, and each is in the help of both languages', () => {
  const flags = evidenceKinds.map(({ flag }) => flag).join(', ');
  expect(at.frist(['evidence', ...proof, '--out', 'none.zip'])).toMatchObject({ code: 2, err: `frist: Give one of ${flags}: what the evidence is to be of.\n` });
  expect(at.frist(['evidence', ...proof, '--out', 'none.zip', '--matter', matter, '--agreement', agreement]).code).toBe(2);
  for (const lang of ['sv', 'en'] as const) {
    const help = ok('evidence', '--help', '--lang', lang).replace(/\s+/g, ' ');
    for (const { flag, help: said } of evidenceKinds) expect(help).toContain(`${flag} <ID> ${said[lang]}`);
  }
});
