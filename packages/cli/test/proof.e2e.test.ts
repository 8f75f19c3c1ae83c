/** Proof with the built command: a key, checkpoints, a pack, and every way in which something can have been altered. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { leafHash } from '@frist/audit';
import { Ajv } from 'ajv';

import checkSchema from '../schemas/check.schema.json';
import checkpointSchema from '../schemas/checkpoint.schema.json';
import evidenceSchema from '../schemas/evidence.schema.json';
import evidenceViewSchema from '../schemas/evidence-view.schema.json';
import explainSchema from '../schemas/explain.schema.json';
import grantsSchema from '../schemas/grants.schema.json';
import historySchema from '../schemas/history.schema.json';
import keySchema from '../schemas/key.schema.json';
import verifySchema from '../schemas/verify.schema.json';
import { folder, journal, line, streamA, streamB } from './support';

const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, schemas: [checkSchema, explainSchema, grantsSchema, historySchema] });
const fits = (schema: object, value: unknown): unknown => {
  const validate = ajv.compile(schema);
  return validate(value) ? 'fits' : validate.errors;
};
const botkyrka = join(__dirname, '..', '..', '..', 'examples', 'botkyrka', 'grants.journal.jsonl');
const files = ['--checkpoints', 'checkpoints.txt', '--keys', 'keys.txt'] as const;
const made = ['--as-of', '2020-02-15', '--known-at', '2100-01-01'] as const;

describe('proof', () => {
  let at: ReturnType<typeof folder>;
  beforeEach(() => {
    at = folder();
  });
  afterEach(() => at.remove());

  const ok = (...args: readonly string[]): string => {
    const { code, out, err } = at.frist(args);
    expect({ args, code, err }).toEqual({ args, code: 0, err: '' });
    return out;
  };
  const json = <A>(out: string): A => JSON.parse(out) as A;
  const tags = (out: string): readonly string[] => json<{ readonly findings: readonly { readonly tag: string }[] }>(out).findings.map(({ tag }) => tag);
  /** A register with a key and a checkpoint. */
  const begun = (text: string = journal.join('\n')): void => {
    at.write('j.jsonl', text);
    ok('import', 'j.jsonl');
    ok('checkpoint', '--new-key', 'board.pem', '--name', 'testby/socialnamnden', ...files);
    ok('checkpoint', '--key', 'board.pem', ...files);
  };
  const swap = (file: string, from: string | Uint8Array, to: string | Uint8Array): void => {
    const bytes = at.read(file);
    const where = bytes.indexOf(from);
    expect(where).toBeGreaterThan(0);
    Buffer.from(to).copy(bytes, where);
    at.write(file, bytes);
  };
  const verified = (...args: readonly string[]) => at.frist(['verify', ...args, '--format', 'json']);

  it('of a real board’s grants, from import to a check with openssl', () => {
    copyFileSync(botkyrka, at.at('grants.jsonl'));
    ok('import', 'grants.jsonl');
    expect(fits(keySchema, json(ok('checkpoint', '--new-key', 'board.pem', '--name', 'botkyrka/socialnamnden', ...files, '--format', 'json')))).toBe('fits');
    const checkpoint = json<{ readonly events: number }>(ok('checkpoint', '--key', 'board.pem', ...files, '--format', 'json'));
    expect(fits(checkpointSchema, checkpoint)).toBe('fits');
    const report = json<object>(ok('verify', ...files, '--format', 'json'));
    expect(fits(verifySchema, report)).toBe('fits');
    expect(report).toMatchObject({ about: 'store', intact: true, events: checkpoint.events, covered: checkpoint.events, signed: checkpoint.events });

    const { grants } = json<{ readonly grants: readonly { readonly stream: string }[] }>(ok('grants', '--format', 'json'));
    const { findings } = json<{ readonly findings: readonly { readonly obligationId: string | null }[] }>(at.frist(['check', ...made, '--format', 'json']).out);
    const subjects = [['--grant', grants[0]?.stream ?? ''], ['--obligation', findings[0]?.obligationId ?? ''], ['--stream', grants[1]?.stream ?? '']] as const;
    for (const [i, subject] of subjects.entries()) {
      const told = json<object>(ok('evidence', ...subject, ...made, '--out', `${i}.zip`, ...files, ...(i === 0 ? ['--key', 'board.pem'] : []), '--format', 'json'));
      expect(fits(evidenceSchema, told)).toBe('fits');
      expect(told).toMatchObject({ complete: i !== 1, sealed: i === 0, checkpointSigned: false, treeSize: checkpoint.events });
      const pack = json<object>(ok('verify', `${i}.zip`, '--keys', 'keys.txt', '--format', 'json'));
      expect(fits(verifySchema, pack)).toBe('fits');
      expect(pack).toMatchObject({ about: 'pack', intact: true, pack: { trust: 'given', sealed: i === 0 } });
      const said = unpacked(`${i}.zip`);
      expect(fits(evidenceViewSchema, json(said.view))).toBe('fits');
      expect(said.checked).toMatch(new RegExp(`^proven: \\d+ events in a log of ${checkpoint.events}, signed by botkyrka/socialnamnden\n`));
    }
  });

  /** Unpacks, and runs the script of the pack. */
  const unpacked = (file: string): { readonly view: string; readonly first: string; readonly checked: string } => {
    const to = at.at(`${file}.d`);
    const zip = at.read(file);
    // Entries are stored as they are: a header of 30 bytes, the name, the contents.
    for (let start = 0; zip.readUInt32LE(start) === 0x04034b50; ) {
      const from = start + 30 + zip.readUInt16LE(start + 26);
      const name = zip.toString('latin1', start + 30, from);
      mkdirSync(dirname(join(to, name)), { recursive: true });
      start = from + zip.readUInt32LE(start + 22);
      writeFileSync(join(to, name), zip.subarray(from, start));
    }
    return { view: readFileSync(join(to, 'view.json'), 'utf8'), first: readFileSync(join(to, 'events', '000001.json'), 'utf8'), checked: execFileSync('sh', ['check.sh'], { cwd: to, encoding: 'utf8', stdio: 'pipe' }) };
  };

  it('the same request gives the same bytes, also elsewhere and later; nothing is written over', () => {
    begun();
    const evidence = ['evidence', '--grant', streamA.slice('grant-'.length), ...made, ...files, '--key', 'board.pem', '--viewer', 'reviewer 2', '--out'] as const;
    ok(...evidence, 'a.zip');
    const there = folder();
    try {
      for (const file of ['frist.db', 'keys.txt', 'checkpoints.txt', 'board.pem']) copyFileSync(at.at(file), there.at(file));
      chmodSync(there.at('board.pem'), 0o600);
      expect(there.frist([...evidence, 'a.zip'])).toMatchObject({ code: 0, err: '' });
      expect(Buffer.compare(there.read('a.zip'), at.read('a.zip'))).toBe(0);
    } finally {
      there.remove();
    }
    expect(ok(...evidence, 'a.zip')).toContain('a.zip was there already, with the same bytes.');
    const before = at.read('a.zip');
    expect(at.frist(['evidence', '--grant', streamB, ...made, ...files, '--out', 'a.zip'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('was not changed') as string });
    expect(Buffer.compare(at.read('a.zip'), before)).toBe(0);
    expect(at.shell('ls').out).not.toContain('.part');
  });

  it('a changed byte of a pack, and a cut one, are found', () => {
    begun();
    ok('evidence', '--grant', streamA, ...made, ...files, '--out', 'a.zip');
    const bytes = at.read('a.zip');
    for (const position of [0, 40, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const wrong = Buffer.from(bytes);
      wrong[position] = (wrong[position] ?? 0) ^ 1;
      at.write('wrong.zip', wrong);
      expect(at.frist(['verify', 'wrong.zip']).code).toBe(4);
    }
    at.write('cut.zip', bytes.subarray(0, -100));
    expect(at.frist(['verify', 'cut.zip', '--lang', 'sv'])).toMatchObject({ code: 4, out: expect.stringContaining('inget bevispaket så som Frist skriver det från och med byte') as string });
    expect(at.frist(['verify', 'cut.zip']).out).toContain('NOT INTACT: 1 finding.');
  });

  it('a changed byte of the database names the event; changed with its hash, the checkpoint tells', () => {
    begun();
    ok('evidence', '--grant', streamA, ...made, ...files, '--out', 'a.zip');
    const text = unpacked('a.zip').first;
    const rewritten = text.replace('Socialstyrelsen', 'socialstyrelsen');
    swap('frist.db', text, rewritten);
    const changed = verified(...files);
    expect([changed.code, tags(changed.out)]).toEqual([4, ['EventChanged']]);
    expect(at.frist(['verify', 'frist.db', '--lang', 'sv']).out).toContain(`Händelse 1 (plats 1, ${streamA} nr 0): innehållet är inte det\n`);
    expect(at.frist(['checkpoint', '--key', 'board.pem', ...files])).toMatchObject({ code: 4, out: '', err: expect.stringContaining('Nothing was signed.') as string });
    expect(at.frist(['evidence', '--grant', streamA, ...files, '--out', 'b.zip'])).toMatchObject({ code: 4, out: '' });

    swap('frist.db', leafHash(text), leafHash(rewritten));
    const alone = tags(verified().out);
    const found = verified(...files);
    expect(found.code).toBe(4);
    expect(tags(found.out)).toEqual([...alone, 'LeavesRewritten']);
    expect(fits(verifySchema, json(found.out))).toBe('fits');
    expect(at.frist(['verify', ...files]).out).toMatch(/The events 1 to \d+ are not those that were signed/);
    swap('frist.db', rewritten, rewritten.replace('"board":', '"board" '));
    expect(at.frist(['verify', ...files]).out).toMatch(/not what Frist writes from byte \d+ on/);
  });

  it('a database cut off at its end, with its leaves, is told by the checkpoints alone', () => {
    begun(journal.slice(0, 5).join('\n'));
    copyFileSync(at.at('frist.db'), at.at('earlier.db'));
    at.write('k.jsonl', journal.slice(5).join('\n'));
    ok('import', 'k.jsonl');
    expect(ok('verify', ...files)).toMatch(/events are covered by no checkpoint yet/);
    expect(ok('checkpoint', '--key', 'board.pem', ...files)).toMatch(/Signed a checkpoint of \d+ events, \d+ of them new since the last\./);
    expect(ok('verify', ...files)).toContain('2 of 2 verify');
    copyFileSync(at.at('earlier.db'), at.at('frist.db'));
    ok('verify');
    const found = verified(...files);
    expect([found.code, tags(found.out)]).toEqual([4, ['StoreTruncated']]);
    expect(at.frist(['verify', ...files, '--lang', 'sv']).out).toMatch(/Databasen slutar efter \d+ händelser; en undertecknad kontrollpunkt täcker \d+\. De senaste har\s+kapats bort\./);
    expect(at.frist(['checkpoint', '--key', 'board.pem', ...files])).toMatchObject({ code: 4, err: expect.stringContaining('the newest were cut off') as string });
  });

  it('what no checkpoint covers is not proven; with a key it is signed on the way', () => {
    begun();
    at.write('k.jsonl', line({ id: 'k-1', command: 'appointResponsible', on: '2019-06-01', data: { role: 'enhetschef' } }));
    ok('import', 'k.jsonl');
    const evidence = ['evidence', '--stream', streamA, ...made, ...files, '--out', 'a.zip'] as const;
    expect(at.frist([...evidence, '--lang', 'sv'])).toMatchObject({ code: 3, out: '', err: expect.stringContaining('Ingen kontrollpunkt täcker dessa händelser ännu') as string });
    expect(at.has('a.zip')).toBe(false);
    expect(ok(...evidence, '--key', 'board.pem')).toContain('A checkpoint was needed for it; it was signed and added to checkpoints.txt.');
    expect(ok('verify', ...files)).toContain('2 of 2 verify');
    // The other grant was covered before.
    ok('evidence', '--stream', streamB, ...made, ...files, '--out', 'b.zip');
  });

  it('a database that nobody may write to is verified and proven as well', () => {
    begun();
    ok('checkpoint', '--key', 'board.pem', ...files);
    expect(at.read('checkpoints.txt').toString('utf8').match(/^— /gm)).toHaveLength(2);
    chmodSync(at.at('frist.db'), 0o444);
    ok('verify', ...files);
    ok('evidence', '--grant', streamA, ...made, ...files, '--out', 'a.zip');
  });

  it('tells in a sentence what is wrong', () => {
    begun();
    const said = (args: readonly string[], code: number, ...sentences: readonly string[]): void => {
      const told = at.frist(args);
      expect({ args, code: told.code, out: told.out }).toEqual({ args, code, out: '' });
      for (const sentence of sentences) expect(told.err).toContain(sentence);
      expect(told.err).not.toMatch(/ {4}at |node:internal/);
    };
    const sign = ['checkpoint', '--key', 'board.pem'] as const;
    said(['checkpoint'], 2, 'The option --key is required.', 'The option --keys is required.', 'The option --checkpoints is required.');
    said(['checkpoint', '--new-key', 'board.pem', '--name', 'a b', '--keys', 'keys.txt'], 2, '--name: "a b" is not accepted');
    said(['checkpoint', '--new-key', 'board.pem', '--name', 'a', '--keys', 'keys.txt'], 3, 'board.pem was not written: it is there already');
    said(['checkpoint', '--key', 'none.pem', ...files], 3, 'The key file none.pem cannot be read');
    said(['checkpoint', '--key', 'j.jsonl', ...files], 3, 'j.jsonl');
    at.write('text.pem', 'no key');
    chmodSync(at.at('text.pem'), 0o600);
    said(['checkpoint', '--key', 'text.pem', ...files], 3, 'text.pem is no Ed25519 private key in PEM');
    copyFileSync(at.at('board.pem'), at.at('open.pem'));
    chmodSync(at.at('open.pem'), 0o644);
    said(['checkpoint', '--key', 'open.pem', ...files], 3, 'open.pem can be read by others than its owner (mode 644)');
    said([...sign, '--checkpoints', 'none.txt', '--keys', 'keys.txt'], 3, 'never begun unasked');
    said([...sign, '--checkpoints', 'j.jsonl', '--keys', 'keys.txt'], 4, 'j.jsonl holds no signed checkpoints from byte 0 on');
    said([...sign, '--checkpoints', 'checkpoints.txt', '--keys', 'other.txt'], 2, '--name is required');
    said([...sign, ...files, '--store', 'sqlite:none.db'], 3, 'none.db does not exist');
    said([...sign, ...files, '--store', 'memory:'], 2, 'memory: holds nothing');
    at.write('foreign.txt', at.read('keys.txt').toString('utf8').replace('testby', 'annanby'));
    said(['verify', '--checkpoints', 'checkpoints.txt', '--keys', 'foreign.txt'], 3, 'foreign.txt is no list of public keys');
    said(['verify', '--checkpoints', 'checkpoints.txt'], 2, 'belong together');
    said(['verify', 'none.zip'], 3, 'none.zip cannot be read: there is no such file.');
    said(['verify', 'j.jsonl'], 3, 'j.jsonl is neither an evidence pack of Frist nor a database of Frist.');
    said(['verify', '.'], 3, 'it is a folder');
    const evidence = ['evidence', ...files, '--out', 'a.zip'] as const;
    said([...evidence], 2, 'Give one of --obligation, --grant, --matter, --agreement, --lex-sarah, --non-executed, --stream');
    said([...evidence, '--grant', streamA, '--stream', streamA], 2, 'Give one of');
    said([...evidence, '--grant', 'nothing'], 2, 'Nothing on record has the id nothing');
    said([...evidence, '--obligation', streamA], 2, 'names nothing of the kind obligation');
    said([...evidence, '--grant', streamA, '--viewer', 'Tolvan 19121212-1212'], 2, '--viewer');
    said(['evidence', ...files, '--out', 'no/such/a.zip', '--grant', streamA], 3, 'no/such/a.zip cannot be written: the folder does not exist.');
    expect(at.has('a.zip')).toBe(false);
    said(['verify', '--store', 'sqlite:none.db'], 3, 'none.db does not exist');
  });

  it('a key that changes hands is for people to decide; a second key is added when asked for', () => {
    begun();
    expect(ok('checkpoint', '--new-key', 'next.pem', '--name', 'testby/socialnamnden', '--keys', 'other.txt', '--lang', 'sv')).toContain('Håll den hemlig');
    expect(at.frist(['checkpoint', '--key', 'next.pem', ...files, '--name', 'testby/socialnamnden'])).toMatchObject({ code: 2, err: expect.stringContaining('has another key for testby/socialnamnden') as string });
    expect(ok('checkpoint', '--new-key', 'third.pem', '--name', 'testby/socialnamnden', '--keys', 'keys.txt')).toContain('has an older key of the same name');
    ok('checkpoint', '--key', 'third.pem', ...files);
    const size = /\n(\d+)\n/.exec(at.read('checkpoints.txt').toString('utf8'))?.[1] ?? '';
    at.write('keys.txt', at.read('keys.txt').toString('utf8').replace('\n', ` until ${size}\n`));
    ok('verify', ...files);
    expect(at.frist(['checkpoint', '--key', 'board.pem', ...files])).toMatchObject({ code: 2 });
    at.write('keys.txt', at.read('keys.txt').toString('utf8').replace(` until ${size}\n`, ' until 0\n'));
    expect(at.frist(['verify', ...files])).toMatchObject({ code: 4, out: expect.stringContaining('Checkpoint 1: changed, malformed, or signed by no key that counts.') as string });
  });

  it('a database without events has nothing to sign or verify', () => {
    ok('checkpoint', '--new-key', 'board.pem', '--name', 'testby/socialnamnden', ...files);
    expect(at.shell(`node -e "require('${join(__dirname, '..', '..', 'frist')}').openStore('sqlite:frist.db')().then((s) => s.right.close()())"`).code).toBe(0);
    expect(at.frist(['verify', '--lang', 'sv'])).toMatchObject({ code: 5, err: 'frist: Det finns inget registrerat att kontrollera.\n' });
    expect(at.frist(['checkpoint', '--key', 'board.pem', ...files])).toMatchObject({ code: 5, err: 'frist: There is nothing on record to sign.\n' });
    expect(at.read('checkpoints.txt')).toHaveLength(0);
  });
});
