/** The built command over data about persons: sealed, shown to those who may, disposed of, proven; and what happens when it is misused. */
import { chmodSync, copyFileSync, renameSync } from 'node:fs';

import Ajv from 'ajv';
import { AccessReason } from '@frist/confidentiality';

import disposalSchema from '../schemas/disposal.schema.json';
import carriedOutSchema from '../schemas/disposal-carried-out.schema.json';
import historySchema from '../schemas/history.schema.json';
import keysSchema from '../schemas/keys.schema.json';
import unsealSchema from '../schemas/unseal.schema.json';
import { run } from '../src';
import { accessReasons } from '../src/access-reasons';
import { board, folder, inProcess } from './support';

const ajv = new Ajv();
const fits = (schema: object, text: string): unknown => {
  const validate = ajv.compile(schema);
  const value: unknown = JSON.parse(text);
  return validate(value) ? value : validate.errors;
};

const subject = '00000000-0000-4000-8000-0000000000a1';
const stream = 'nonExecutedDecision-00000000-0000-4000-8000-0000000000d1';
const told = { board, knownSince: '2016-02-01', actor: { role: 'registrar', ref: 'test' } };
const line = (id: string, of: string, command: string, on: string, data: object, more: object = {}): string => JSON.stringify({ id, stream: of, command, on, data, ...told, ...more });
const decision = [
  line('d-1', stream, 'recordDecision', '2015-06-10', { subject, intervention: { category: 'outpatient' }, reporter: 'Anna Handläggare' }),
  line('d-2', stream, 'recordReason', '2015-10-01', { subject, side: 'person', category: 'declined-offer', text: 'Tackade nej till platsen' }),
];
const file = [
  line('f-1', `subject-${subject}`, 'registerFile', '2015-06-10', { file: 'akt-1', kind: 'personal-file' }),
  line('f-2', `subject-${subject}`, 'recordBirthFacts', '2015-06-10', { bornOnResearchDay: false, turns18: '2003', turns30: '2015' }),
];
const keys = ['--keys-file', 'keys', '--wrapping-key', 'wrapping-key'] as const;
const clerk = ['--role', 'handläggare:h-17', '--may', 'person-data'] as const;

describe('data about persons', () => {
  const place = folder();
  afterAll(place.remove);
  const frist = (...args: readonly string[]) => place.frist(args);

  it('are sealed by an import, which says what it needs', () => {
    place.write('decision.jsonl', decision.join('\n'));
    place.write('file.jsonl', file.join('\n'));
    const without = frist('import', 'decision.jsonl', '--lang', 'sv');
    expect([without.code, place.has('frist.db')]).toEqual([3, false]);
    expect(without.err).toContain('ange nycklarna med --keys-file och --wrapping-key');
    expect(without.err.split('\n').filter((said) => said.includes('--keys-file')).length).toBe(1);
    const made = frist('keys', 'init', ...keys, '--format', 'json');
    expect(fits(keysSchema, made.out)).toMatchObject({ schema: 'frist.keys/1', file: 'keys', wrappingKeyMade: 'wrapping-key', rotated: null });
    expect(frist('keys', 'init', ...keys)).toMatchObject({ code: 2, err: expect.stringContaining('never written over') as string });
    expect(frist('import', 'decision.jsonl', ...keys)).toMatchObject({ code: 0, out: expect.stringContaining('2 commands') as string });
    // By the environment just as well; a repeat is a repeat.
    expect(place.frist(['import', 'decision.jsonl', 'file.jsonl'], { FRIST_KEYS: 'keys', FRIST_WRAPPING_KEY: place.read('wrapping-key').toString().trim() })).toMatchObject({ code: 0, out: expect.stringContaining('2 recorded before') as string });
    expect(frist('explain', stream).out + frist('check', '--as-of', '2016-01-31').out).not.toContain('Tackade');
  });

  it('ask who looks where a register needs a role', () => {
    for (const verb of ['explain', 'history']) {
      expect(frist(verb, stream, '--lang', 'sv')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('kräver behörigheten person-data') as string });
      expect(frist(verb, stream, '--role', 'handläggare:h-17', '--may', 'lex-sarah')).toMatchObject({ code: 2, out: '' });
    }
    const history = fits(historySchema, frist('history', stream, ...clerk, '--format', 'json').out);
    expect(history).toMatchObject({ entries: expect.arrayContaining([expect.objectContaining({ event: expect.objectContaining({ type: 'DelayReasonRecorded', data: { subject, side: 'person', category: 'declined-offer', text: { _tag: 'sealed', subject, box: expect.stringMatching(/^1\./) as string } } }) as object })]) as object });
    const [event = ''] = /[0-9a-f-]{36}(?=\n)/.exec(frist('history', stream, ...clerk).out) ?? [];
    expect(frist('explain', event, ...clerk, '--lang', 'sv').out).toContain('reporter: skyddad uppgift');
    // The check names duties and nobody.
    expect(frist('check', '--as-of', '2016-01-31').code).not.toBe(3);
    for (const args of [['--may', 'person-data'], ['--role', 'Anna Andersson', '--may', 'person-data'], [...clerk, '--may', 'all']]) expect(frist('explain', stream, ...args)).toMatchObject({ code: 2, out: '' });
  });

  it('are shown to those who may, after it has been recorded', () => {
    const look = ['unseal', stream, ...clerk, '--why', 'handling', '--case', 'SN 2020:12', ...keys];
    const shown = fits(unsealSchema, frist(...look, '--format', 'json').out);
    expect(shown).toMatchObject({ viewer: { role: 'handläggare', ref: 'h-17' }, why: { reason: 'handling', reference: 'SN 2020:12' }, fields: [{ field: 'reporter', reading: { _tag: 'open', value: 'Anna Handläggare' } }, { field: 'text', reading: { _tag: 'open', value: 'Tackade nej till platsen' } }] });
    expect(frist(...look, '--lang', 'sv').out).toMatch(/Tackade nej till platsen[\s\S]*Registrerat: handläggare \(h-17\), handling, SN 2020:12\./);
    // One field by the id of its event.
    const event = (shown as { readonly fields: readonly { readonly event: string }[] }).fields[1]?.event ?? '';
    const one = frist('unseal', event, ...clerk, '--why', 'own-request', ...keys).out;
    expect([one.includes('Tackade'), one.includes('Anna Handläggare')]).toEqual([true, false]);
    // Not those who may not; not where it cannot be recorded; not without the keys.
    expect(frist('unseal', stream, '--role', 'clerk:1', '--why', 'handling', ...keys)).toMatchObject({ code: 2, out: '' });
    expect(frist('unseal', stream, ...clerk, '--why', 'curious', ...keys)).toMatchObject({ code: 2, out: '' });
    expect(frist('unseal', stream, ...clerk, '--why', 'handling', '--case', 'granne till chefen', ...keys)).toMatchObject({ code: 2, out: '', err: expect.not.stringContaining('granne') as string });
    expect(frist('unseal', stream, ...clerk, '--why', 'handling')).toMatchObject({ code: 3, out: '', err: expect.stringContaining('--keys-file') as string });
    expect(frist('unseal', `grant-${subject}`, ...clerk, '--why', 'handling', ...keys)).toMatchObject({ code: 2 });
    expect(frist('unseal', `subject-${subject}`, ...clerk, '--why', 'handling', ...keys)).toMatchObject({ code: 3, err: expect.stringContaining('nothing sealed') as string });
    chmodSync(place.at('frist.db'), 0o444);
    const readOnly = frist(...look);
    chmodSync(place.at('frist.db'), 0o644);
    if (process.getuid?.() !== 0) expect(readOnly).toMatchObject({ code: 3, out: '' });
  });

  it('are read without keys from memory too', async () => {
    const files = { 'j.jsonl': decision.join('\n') };
    const seen = await inProcess(['explain', stream, '--import', 'j.jsonl', '--as-of', '2016-01-31', ...clerk], { files });
    expect([seen.code, seen.err]).toEqual([0, '']);
    expect((await inProcess(['unseal', stream, '--import', 'j.jsonl', ...clerk, '--why', 'handling'], { files })).code).toBe(2);
  });

  it('are not lost by misuse, which is told in a sentence', () => {
    const count = (): number => (JSON.parse(frist('history', stream, ...clerk, '--format', 'json').out) as { readonly entries: readonly unknown[] }).entries.length;
    const before = count();
    place.write('more.jsonl', line('d-3', stream, 'recordEffects', '2015-11-01', { subject, effects: 'Bor kvar hemma' }));
    // Another register's keys.
    expect(frist('keys', 'init', '--keys-file', 'other', '--wrapping-key', 'other-wrapping').code).toBe(0);
    const emptyOther = place.read('other');
    const wrong = frist('import', 'more.jsonl', '--keys-file', 'other', '--wrapping-key', 'other-wrapping');
    expect([wrong.code, wrong.err]).toEqual([3, expect.stringContaining('belongs to another register')]);
    expect(place.read('other').equals(emptyOther)).toBe(true);
    expect(frist('unseal', stream, ...clerk, '--why', 'audit', '--keys-file', 'other', '--wrapping-key', 'other-wrapping')).toMatchObject({ code: 3, out: '', err: expect.stringContaining('another register') as string });
    // No wrapping key; another one; none at all.
    expect(frist('import', 'more.jsonl', '--keys-file', 'keys')).toMatchObject({ code: 3, err: expect.stringContaining('The wrapping key is missing') as string });
    expect(frist('import', 'more.jsonl', '--keys-file', 'keys', '--wrapping-key', 'other-wrapping', '--lang', 'sv')).toMatchObject({ code: 3, err: expect.stringContaining('Huvudnyckeln saknas eller är inte den rätta') as string });
    expect(frist('import', 'more.jsonl', '--keys-file', 'keys', '--wrapping-key', 'nowhere')).toMatchObject({ code: 3, err: expect.stringContaining('nowhere does not exist') as string });
    expect(frist('import', 'more.jsonl', '--keys-file', 'nokeys', '--wrapping-key', 'wrapping-key')).toMatchObject({ code: 3, err: expect.stringContaining('nokeys does not exist') as string });
    // A file that others can read.
    chmodSync(place.at('keys'), 0o644);
    expect(frist('import', 'more.jsonl', ...keys)).toMatchObject({ code: 3, err: expect.stringMatching(/keys can be read by others than its owner \(mode 644\)[\s\S]*chmod 600 keys/) as string });
    chmodSync(place.at('keys'), 0o600);
    // A key file that was cut off, and an empty one in its place that has the right wrapping key.
    copyFileSync(place.at('keys'), place.at('kept'));
    place.write('keys', place.read('kept').subarray(0, 40));
    chmodSync(place.at('keys'), 0o600);
    expect(frist('import', 'more.jsonl', ...keys)).toMatchObject({ code: 3, err: expect.stringContaining('damaged') as string });
    renameSync(place.at('kept'), place.at('keys'));
    chmodSync(place.at('keys'), 0o600);
    expect(count()).toBe(before);
    expect(frist('import', 'more.jsonl', ...keys)).toMatchObject({ code: 0 });
    expect(count()).toBeGreaterThan(before);
    expect(frist('unseal', stream, ...clerk, '--why', 'audit', ...keys).out).toContain('Bor kvar hemma');
  });

  it('are disposed of by a decision; what was proven before still is', async () => {
    const proof = ['--keys', 'keys.txt', '--checkpoints', 'points.txt'];
    expect(frist('checkpoint', '--new-key', 'board.pem', '--name', board, ...proof).code).toBe(0);
    expect(frist('checkpoint', '--key', 'board.pem', ...proof).code).toBe(0);
    expect(frist('evidence', '--stream', stream, '--out', 'refused.zip', ...proof)).toMatchObject({ code: 2 });
    expect([frist('evidence', '--stream', stream, '--out', 'before.zip', ...proof, ...clerk).code, place.has('refused.zip')]).toEqual([0, false]);
    expect(frist('verify', 'before.zip', '--keys', 'keys.txt').out).toContain('handläggare:h-17');

    const order = ['disposal', 'carry-out', '--subject', subject, '--decision', 'SN 2026:12 § 45', '--role', 'arkivarie:a-1', ...keys];
    const county = ['--research-county', 'no'];
    expect(fits(disposalSchema, frist('disposal', 'due', '--as-of', '2018-01-01', ...county, '--format', 'json').out)).toMatchObject({ asOf: '2018-01-01', subjects: [{ subject, boards: [board], lastEntry: '2016-02-01', key: null, retention: 'not-due', because: [{ reason: 'retention-runs', keptUntil: '2021-02-01' }] }] });
    expect(frist('disposal', 'due', '--as-of', '2018-01-01', ...county, '--lang', 'sv').out).toMatch(/Gallring per 2018-01-01[\s\S]*Bevaras[\s\S]*en gallringsfrist löper \(2021-02-01\)/);
    // Refused: while a rule runs, when something is not known, without a decision, without keys, for the wrong person.
    expect(frist(...order, '--as-of', '2018-01-01', ...county, '--lang', 'sv')).toMatchObject({ code: 3, err: expect.stringContaining('en gallringsfrist löper') as string });
    expect(frist(...order)).toMatchObject({ code: 3, err: expect.stringContaining('not known whether it is kept for research (--research-county yes or no') as string });
    expect(frist(...order, '--decision', 'vi bestämde det', ...county)).toMatchObject({ code: 3, err: expect.stringContaining('needs a decision') as string });
    expect(frist(...order.slice(0, -4), ...county)).toMatchObject({ code: 3, err: expect.stringContaining('--keys-file') as string });
    expect(frist('disposal', 'carry-out', '--subject', '850709-9805', '--decision', 'SN 2026:12 § 45', '--role', 'a:1', ...keys)).toMatchObject({ code: 2, err: expect.not.stringContaining('850709') as string });
    // A clock that has gone back.
    let err = '';
    const cwd = process.cwd();
    process.chdir(place.path);
    const code = await run([...order, ...county], {
      out: () => undefined,
      err: (text) => void (err += text),
      outIsTerminal: false,
      errIsTerminal: false,
      env: {},
      now: () => Date.parse('2021-06-01T12:00:00.000Z'),
      readFile: () => new Uint8Array(),
      exists: () => true,
      createFile: () => undefined,
      modules: { resolve: (name) => name, load: () => undefined },
    });
    process.chdir(cwd);
    expect([code, err]).toEqual([3, expect.stringMatching(/clock says 2021-06-01, but something was recorded on/)]);

    expect(frist('unseal', stream, ...clerk, '--why', 'disposal', ...keys).out).toContain('Tackade');
    expect(fits(carriedOutSchema, frist(...order, ...county, '--format', 'json').out)).toMatchObject({ decision: 'SN 2026:12 § 45', subjects: [{ subject, before: false, fingerprint: expect.any(String) as string }] });
    expect(frist(...order, ...county, '--lang', 'sv').out).toContain('var redan gallrad');
    expect(frist('disposal', 'due', '--lang', 'sv').out).toMatch(/Gallrade \(1\)[\s\S]*SN 2026:12 § 45/);
    expect(frist('disposal', 'carry-out', '--subject', 'all-due', ...order.slice(4), ...county)).toMatchObject({ code: 5, out: 'Nothing is due.\n' });
    const after = frist('unseal', stream, ...clerk, '--why', 'audit', ...keys, '--lang', 'sv').out;
    expect([after.includes('Gallrad.'), after.includes('Tackade')]).toEqual([true, false]);
    expect(frist('history', stream, ...clerk, '--format', 'json').out).toContain('"_tag": "disposed"');
    place.write('late.jsonl', line('d-4', stream, 'recordEffects', '2015-12-01', { subject, effects: 'För sent' }));
    expect(frist('import', 'late.jsonl', ...keys)).toMatchObject({ code: 3, err: expect.stringContaining('have been destroyed by disposal') as string });
    expect(frist('keys', 'rotate', ...keys, '--lang', 'sv')).toMatchObject({ code: 0, out: expect.stringContaining('Ny huvudnyckel') as string });

    expect(frist('verify', 'before.zip', '--keys', 'keys.txt').code).toBe(0);
    expect(frist('verify', ...proof).code).toBe(0);
    // As it was known before the disposal, the pack is the same to the byte; the disposal can be proven as well.
    expect(frist('evidence', '--stream', `subject-${subject}`, '--out', 'disposal.zip', '--key', 'board.pem', ...proof, ...clerk).code).toBe(0);
    expect(frist('verify', 'disposal.zip', '--keys', 'keys.txt').code).toBe(0);
  });
});

it('knows the reasons that the package knows', () => {
  for (const reason of accessReasons) expect(AccessReason.is(reason)).toBe(true);
  const refused = AccessReason.decode('x');
  expect(refused._tag === 'Left' ? refused.left[0]?.message : '').toBe(`one of ${accessReasons.join(', ')}`);
});
