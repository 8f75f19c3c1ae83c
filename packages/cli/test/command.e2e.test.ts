/** The built command, as a clerk or a scheduled job runs it. */
import { chmodSync, mkdirSync } from 'node:fs';

import { Ajv } from 'ajv';

import checkSchema from '../schemas/check.schema.json';
import deadlineSchema from '../schemas/deadline.schema.json';
import importSchema from '../schemas/import.schema.json';
import { board, folder, journal, line, streamA } from './support';

const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
const accepts: Readonly<Record<string, (value: unknown) => boolean>> = {
  check: (value) => ajv.validate(checkSchema, value),
  deadline: (value) => ajv.validate(deadlineSchema, value),
  import: (value) => ajv.validate(importSchema, value),
};
const asOf = ['--as-of', '2020-02-15'] as const;
const crlf = journal.join('\r\n');

describe('frist', () => {
  let at: ReturnType<typeof folder>;
  beforeEach(() => {
    at = folder();
  });
  afterEach(() => at.remove());

  const imported = (): void => {
    at.write('j.jsonl', journal.join('\n'));
    expect(at.frist(['import', 'j.jsonl'])).toMatchObject({ code: 0, err: '' });
  };

  it('does the main job in the default database', () => {
    imported();
    const first = at.frist(['check', ...asOf, '--known-at', '2100-01-01', '--lang', 'sv']);
    expect(first).toMatchObject({ code: 1, err: '' });
    expect(first.out).toContain('1 försenade, 0 inom 30 dagar, 1 kan inte avgöras.');
    // Twice the same, wherever the machine believes to be.
    for (const TZ of ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/Stockholm']) {
      expect(at.frist(['check', ...asOf, '--known-at', '2100-01-01', '--lang', 'sv'], { TZ })).toEqual(first);
    }
    expect(at.frist(['check', ...asOf, '--fail-on', 'none']).code).toBe(0);
    const report = JSON.parse(at.frist(['check', ...asOf, '--format', 'json']).out) as { readonly findings: readonly { readonly obligationId: string }[] };
    expect(accepts.check?.(report)).toBe(true);
    const id = report.findings[0]?.obligationId ?? '';
    expect(at.frist(['explain', id, ...asOf])).toMatchObject({ code: 0, out: expect.stringContaining(id) as string });
    expect(at.frist(['history', id])).toMatchObject({ code: 0, out: expect.stringContaining('ReportRequired') as string });
    expect(at.frist(['history', streamA, '--format', 'json'])).toMatchObject({ code: 0 });
    expect(at.frist(['grants', ...asOf, '--lang', 'sv'])).toMatchObject({ code: 0, out: expect.stringContaining('1\u00a0013\u00a0120') as string });
    expect(at.frist(['explain', 'nothing'])).toMatchObject({ code: 2 });
  });

  it('version and deadline need no database and make none', () => {
    expect(at.frist(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
    const { out, code } = at.frist(['deadline', '--start', '2024-05-31', '--plus', 'P3W', '--format', 'json']);
    expect([code, accepts.deadline?.(JSON.parse(out))]).toEqual([0, true]);
    expect(at.frist(['deadline', '--start', '2026-02-30', '--plus', 'P1D'])).toMatchObject({ code: 2, out: '' });
    expect(at.has('frist.db')).toBe(false);
  });

  it('a missing database is told and not made', () => {
    for (const command of [['check'], ['explain', 'x'], ['history', 'x'], ['history', '--daily', '2020-01-01..2020-01-02'], ['diff', '--from', '2020-01-01', '--to', '2020-01-02'], ['rules', 'diff'], ['grants']]) {
      const { code, err } = at.frist([...command, '--lang', 'sv']);
      expect([code, err]).toEqual([3, 'frist: Databasen frist.db finns inte. Skapa den med frist import, eller ange rätt databas med --store sqlite:FIL.\n']);
    }
    expect(at.has('frist.db')).toBe(false);
  });

  it('importing twice changes nothing; a BOM and CRLF are accepted', () => {
    at.write('j.jsonl', `\ufeff${crlf}\r\n`);
    const json = (out: string): unknown => JSON.parse(out);
    const first = at.frist(['import', 'j.jsonl', '--format', 'json']);
    expect(first.code).toBe(0);
    expect(accepts.import?.(json(first.out))).toBe(true);
    expect(json(first.out)).toMatchObject({ accepted: true, commands: 9, repeated: 0, atomic: true });
    expect(json(at.frist(['import', 'j.jsonl', '--format', 'json']).out)).toMatchObject({ commands: 9, repeated: 9, events: 0 });
  });

  it('--board stands in for lines without one', () => {
    at.write('j.jsonl', journal.map((text) => text.replace(`"board":"${board}",`, '')).join('\n'));
    expect(at.frist(['import', 'j.jsonl'])).toMatchObject({ code: 3 });
    expect(at.frist(['import', 'j.jsonl', '--board', 'annan/namnd'])).toMatchObject({ code: 0 });
    expect(at.frist(['check', ...asOf, '--board', 'annan/namnd']).code).toBe(1);
    expect(at.frist(['check', ...asOf, '--board', board]).code).toBe(5);
  });

  const register = (id: string, data: object = { name: 'X' }): string => line({ id, command: 'registerGrant', data });
  const receipt = (amount: unknown): string => line({ id: 'a-9', command: 'recordReceipt', data: { amount } });
  const bad: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['a truncated file', journal.join('\n').slice(0, -40), 'bad.jsonl:9'],
    ['a file cut off within a character', Buffer.from(journal.join('\n').replace('Länsstyrelsen"}}', 'L')).subarray(0, -1), 'bad.jsonl:'],
    ['Latin-1', Buffer.from(journal.join('\n').replaceAll('Länsstyrelsen', 'Länsstyrelsen'), 'latin1'), 'bad.jsonl:8'],
    ['UTF-16', Buffer.from(`\ufeff${journal.join('\n')}`, 'utf16le'), 'bad.jsonl'],
    ['a line over 10 MB', register('a-1', { name: 'x'.repeat(11 * 1024 * 1024) }), 'bad.jsonl:1'],
    ['one id with two contents', [register('a-1'), register('a-1', { name: 'Y' })].join('\n'), 'bad.jsonl:2'],
    ['an unknown command', line({ id: 'a-1', command: 'doSomething', data: {} }), 'bad.jsonl:1'],
    ['an unknown key', register('a-1', { name: 'X', extra: 1 }), 'data'],
    ['an unknown key of the line', line({ id: 'a-1', command: 'registerGrant', data: { name: 'X' } }, { extra: 1 }), 'extra'],
    ['a day that does not exist', line({ id: 'a-1', command: 'registerGrant', on: '2026-02-30', data: { name: 'X' } }), '2026-02-30'],
    ['a day in the future', line({ id: 'a-1', command: 'registerGrant', on: '2999-01-01', data: { name: 'X' } }), '2999-01-01'],
    ['an amount that is no whole number', [register('a-1'), receipt(12.5)].join('\n'), '12.5'],
    ['a negative amount', [register('a-1'), receipt(-100)].join('\n'), '-100'],
    ['an amount as text', [register('a-1'), receipt('100')].join('\n'), '100'],
    ['a list in place of a command', '[]', 'bad.jsonl:1'],
    ['no JSON', 'hej 19121212-1212', 'bad.jsonl:1'],
    ['a key twice', register('a-1').replace('"name":"X"', '"name":"X","name":"Y"'), 'name'],
    ['a stream name that is none', line({ id: 'a-1', stream: 'grant-x', command: 'registerGrant', data: { name: 'X' } }), 'stream'],
    ['a command on what is not there', line({ id: 'a-1', command: 'submitReport', data: { report: 'none', evidence: 'x' } }), 'bad.jsonl:1'],
  ];

  it.each(bad)('refuses %s, and records nothing', (_name, content, said) => {
    at.write('bad.jsonl', content);
    const refused = at.frist(['import', 'bad.jsonl', '--lang', 'sv']);
    expect({ code: refused.code, out: refused.out }).toEqual({ code: 3, out: '' });
    expect(refused.err).toContain(said);
    expect(refused.err).toContain('Inget registrerades.');
    expect(refused.err).not.toMatch(/ {4}at |19121212|node:internal/);
    expect(refused.err.length).toBeLessThan(3_000);
    expect(at.has('frist.db')).toBe(false);
  });

  it('refuses all of a journal for one bad line, also in a database that holds something', () => {
    imported();
    const before = at.frist(['check', ...asOf, '--known-at', '2100-01-01']).out;
    at.write('bad.jsonl', [line({ id: 'c-1', stream: 'grant-00000000-0000-4000-8000-00000000000c', command: 'registerGrant', data: { name: 'C' } }), '{'].join('\n'));
    const refused = at.frist(['import', 'bad.jsonl', '--format', 'json']);
    expect(refused.code).toBe(3);
    expect(accepts.import?.(JSON.parse(refused.out))).toBe(true);
    expect(JSON.parse(refused.out)).toMatchObject({ accepted: false, failures: [{ file: 'bad.jsonl', line: 2, field: '$' }] });
    expect(at.frist(['check', ...asOf, '--known-at', '2100-01-01']).out).toBe(before);
  });

  it('tells of files that cannot be read', () => {
    mkdirSync(at.at('folder'));
    at.write('empty.jsonl', '');
    expect(at.frist(['import', 'missing.jsonl'])).toMatchObject({ code: 3, err: expect.stringContaining('missing.jsonl cannot be read: there is no such file.') as string });
    expect(at.frist(['import', 'folder'])).toMatchObject({ code: 3, err: expect.stringContaining('it is a folder') as string });
    expect(at.frist(['import', 'empty.jsonl'])).toMatchObject({ code: 5 });
    expect(at.has('frist.db')).toBe(false);
  });

  it('tells of a store that is none', () => {
    mkdirSync(at.at('folder.db'));
    at.write('text.db', 'This is a letter, not a database. '.repeat(200));
    at.write('j.jsonl', journal.join('\n'));
    for (const store of ['sqlite:folder.db', 'sqlite:text.db']) {
      for (const args of [['check', '--store', store], ['import', 'j.jsonl', '--store', store]]) {
        const { code, err } = at.frist(args);
        expect(code).toBe(3);
        expect(err).toContain('is not a database of Frist');
        expect(err).not.toContain('    at ');
      }
    }
    expect(at.frist(['check', '--store', 'sqlite:no/such/folder/x.db'])).toMatchObject({ code: 3 });
    expect(at.frist(['import', 'j.jsonl', '--store', 'sqlite:no/such/folder/x.db'])).toMatchObject({ code: 3 });
  });

  it('tells of a damaged database', () => {
    imported();
    const bytes = at.read('frist.db');
    bytes.fill(0x41, 4096);
    at.write('frist.db', bytes);
    for (const args of [['check', ...asOf], ['grants'], ['import', 'j.jsonl']]) {
      const { code, err } = at.frist([...args, '--lang', 'sv']);
      expect(code).toBe(3);
      expect(err).toMatch(/^frist: .+\n$/);
      expect(err).not.toContain('    at ');
    }
  });

  it('tells of a database that a newer version has written', () => {
    imported();
    const bytes = at.read('frist.db');
    // user_version, offset 60 of the header.
    bytes.writeUInt32BE(9_999, 60);
    at.write('frist.db', bytes);
    expect(at.frist(['check', '--lang', 'sv'])).toMatchObject({ code: 3, err: expect.stringContaining('nyare version av Frist') as string });
  });

  it('reads a database that nobody may write to', () => {
    imported();
    const before = at.frist(['check', ...asOf, '--known-at', '2100-01-01']).out;
    chmodSync(at.at('frist.db'), 0o444);
    chmodSync(at.path, 0o555);
    try {
      expect(at.frist(['check', ...asOf, '--known-at', '2100-01-01']).out).toBe(before);
      // Root may write anywhere, and these tests may be run by root.
      if (process.getuid?.() !== 0) expect(at.frist(['import', 'j.jsonl', '--store', 'sqlite:new.db'])).toMatchObject({ code: 3 });
    } finally {
      chmodSync(at.path, 0o755);
    }
  });

  it('two processes importing at once both come through, and nothing is recorded twice', async () => {
    at.write('j.jsonl', journal.join('\n'));
    at.write('k.jsonl', journal.map((text) => text.replaceAll('grant-00000000', 'grant-11111111').replace(/"id":"/, '"id":"k-')).join('\n'));
    expect(await Promise.all([at.start(['import', 'j.jsonl']), at.start(['import', 'k.jsonl'])])).toEqual([0, 0]);
    const { grants } = JSON.parse(at.frist(['grants', '--format', 'json']).out) as { readonly grants: readonly { readonly received: unknown }[] };
    expect(grants.map(({ received }) => received)).toEqual([101312000, { _tag: 'approximate', ore: 80000000 }, 101312000, { _tag: 'approximate', ore: 80000000 }]);
  });

  it('three processes importing one journal at once all come through; one records, the others find it recorded', async () => {
    at.write('j.jsonl', journal.join('\n'));
    const reports = await Promise.all([1, 2, 3].map(() => at.told(['import', 'j.jsonl', '--format', 'json'])));
    expect(reports.map(({ code }) => code)).toEqual([0, 0, 0]);
    const told = reports.map(({ out }) => JSON.parse(out) as { readonly commands: number; readonly repeated: number; readonly events: number });
    expect(told.map(({ commands }) => commands)).toEqual([9, 9, 9]);
    expect(told.map(({ repeated }) => repeated).sort((a, b) => a - b)).toEqual([0, 9, 9]);
    expect(told.filter(({ events }) => events > 0)).toHaveLength(1);
  });

  it('compares what was known before a correction with what is known now', () => {
    imported();
    const { knownAt } = JSON.parse(at.frist(['check', ...asOf, '--format', 'json']).out) as { readonly knownAt: string };
    const { entries } = JSON.parse(at.frist(['history', streamA, '--format', 'json']).out) as { readonly entries: readonly { readonly event: { readonly id: string; readonly type: string } }[] };
    const fact = entries.find(({ event }) => event.type === 'ReportRequired')?.event.id;
    const data = { report: 'account', due: { basis: { kind: 'regulation', reference: 'förordning (2019:1) 5 §', confidence: 'V' }, day: '2020-03-31' }, recipient: 'Socialstyrelsen' };
    at.write('k.jsonl', line({ id: 'k-1', command: 'correctFact', data: { fact, reason: 'misread', data } }));
    expect(at.frist(['import', 'k.jsonl'])).toMatchObject({ code: 0, err: '' });
    const { code, out, err } = at.frist(['diff', '--from', `2020-02-15@${knownAt}`, '--to', '2020-02-15', '--format', 'json']);
    expect([code, err]).toEqual([0, '']);
    const diff = JSON.parse(out) as { readonly obligations: readonly { readonly from: unknown; readonly to: unknown; readonly events: readonly { readonly type: string }[] }[] };
    expect(diff.obligations).toMatchObject([{ from: { timeliness: 'overdue', due: { endDay: '2020-01-31' } }, to: { due: { endDay: '2020-03-31' } } }]);
    expect(diff.obligations[0]?.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['FactCorrected', 'DueDateChanged']));
    expect(at.frist(['history', '--daily', '2020-02-14..2020-02-15', '--known-at', knownAt, '--lang', 'sv'])).toMatchObject({ code: 0, out: expect.stringContaining('1 försenade') as string });
    expect(at.frist(['rules', 'diff', '--lang', 'sv'])).toMatchObject({ code: 0, out: expect.stringContaining('Dagar som nu skulle bli andra: 0') as string });
  });

  it('survives a reader that goes away', () => {
    imported();
    const { code, err } = at.shell('node "$FRIST" check --as-of 2020-02-15 --fail-on none | head -1');
    expect([code, err]).toEqual([0, '']);
  });
});
