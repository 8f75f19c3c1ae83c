/** Reports by the built command, from the papers of a real board: to read, to print, for a spreadsheet; opened with keys. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv } from 'ajv';

import reportSchema from '../schemas/report.schema.json';
import { folder } from './support';

const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
const example = (name: string): string => readFileSync(join(__dirname, '..', '..', '..', 'examples', 'botkyrka', `${name}.journal.jsonl`), 'utf8');
const journals = ['grants', 'decisions', 'agreements', 'non-executed', 'lex-sarah'] as const;
const who = ['--role', 'handling-officer:h-17', '--may', 'person-data'] as const;
const keys = ['--keys-file', 'keys.jsonl', '--wrapping-key', 'wrapping.key'] as const;
const q4 = ['--quarter', '2024-Q4', '--as-of', '2024-12-31'] as const;

let at: ReturnType<typeof folder>;

beforeAll(() => {
  at = folder();
  for (const name of journals) at.write(`${name}.jsonl`, example(name));
  expect(at.frist(['keys', 'init', ...keys])).toMatchObject({ code: 0, err: '' });
  expect(at.frist(['import', ...journals.map((name) => `${name}.jsonl`), ...keys])).toMatchObject({ code: 0, err: '' });
});
afterAll(() => at.remove());

describe('every report', () => {
  it.each([
    ['grants', ['--year', '2019'], 'Statsbidrag 2019', 'State grants 2019', 'Summa kända belopp'],
    ['assignments', [], 'Uppdrag inom förvaltningen', 'Assignments within the administration', 'Remisser och yttranden'],
    ['delegated', [], 'Delegationsbeslut och ordförandebeslut', 'Delegated and chair decisions', 'SN/2024:00448'],
    ['matters', [], 'Ärenden', 'Matters', 'SNDnr: 2020:262'],
    ['agreements', ['--year', '2025'], 'Avtal', 'Agreements', 'Kompis Sverige'],
    ['control-plan', ['--year', '2023'], 'Internkontrollplan 2023', 'Internal control plan 2023', 'Nettolista risker'],
    ['lex-sarah', ['--year', '2019'], 'Avvikelser inklusive lex Sarah 2019', 'Deviations including lex Sarah 2019', 'Motsäger annan angiven uppgift'],
    ['non-executed', ['--quarter', '2024-Q4', '--to', 'council'], 'Sammanställning av ej verkställda beslut, kvartal 4 2024', 'Non-executed decisions, 2024-Q4', 'Övriga insatser'],
    ['non-executed', ['--quarter', '2024-Q4', '--to', 'auditors', ...who], 'Sammanställning av ej verkställda beslut, kvartal 4 2024', 'Non-executed decisions, 2024-Q4', 'kontaktperson'],
  ] as const)('%s %j in both languages and every form', (name, more, sv, en, within) => {
    const report = (...options: readonly string[]) => at.frist(['report', name, ...more, '--as-of', '2024-12-31', ...options]);
    const md = report('--format', 'md', '--lang', 'sv');
    expect([md.code, md.err, md.out.split('\n')[0]]).toEqual([0, '', `# ${sv}`]);
    expect(md.out).toContain(within);
    expect(report('--format', 'md').out.split('\n')[0]).toBe(`# ${en}`);
    const csv = report('--format', 'csv', '--lang', 'sv').out;
    expect([csv.startsWith('\ufeff'), csv.includes('\r\n'), csv.includes(';')]).toEqual([true, true, true]);
    expect(report('--lang', 'sv').out).toContain('Nämnd:');
    const json = JSON.parse(report('--format', 'json').out) as { readonly title: string };
    expect([ajv.validate(reportSchema, json), json.title]).toEqual([true, en]);
  });
});

it('the schema of a report is the one that @frist/reports publishes', () => {
  expect(reportSchema).toEqual(JSON.parse(readFileSync(join(__dirname, '..', '..', 'reports', 'schemas', 'report.schema.json'), 'utf8')));
});

it('listings are reports with a name of their own', () => {
  const found = at.frist(['matters', '--search', 'sn 2020:42', '--lang', 'sv', '--format', 'md']);
  expect([found.code, found.out.match(/Yearly adjustment of fees/g)?.length]).toEqual([0, 1]);
  expect(at.frist(['matters', '--search', 'no such words']).code).toBe(5);
  for (const name of ['assignments', 'agreements']) expect(at.frist([name, '--format', 'md', '--lang', 'sv']).out.split('\n').slice(7)).toEqual(at.frist(['report', name, '--format', 'md', '--lang', 'sv']).out.split('\n').slice(7));
});

it('a view of the past shows what was known then', () => {
  const at2019 = at.frist(['report', 'grants', '--year', '2019', '--format', 'md', '--known-at', '2019-08-31', '--as-of', '2019-12-31', '--lang', 'sv']).out;
  const now = at.frist(['report', 'grants', '--year', '2019', '--format', 'md', '--as-of', '2024-12-31', '--lang', 'sv']).out;
  expect(at2019).toContain('- **Uppgifter kända till och med:** 2019-08-31');
  expect(now).toContain('455 210 kr'.replaceAll(' ', '\u00a0'));
  expect(at2019).not.toContain('455 210 kr'.replaceAll(' ', '\u00a0'));
});

it('writes into a new file, and never over one', () => {
  expect(at.frist(['report', 'grants', '--year', '2019', '--format', 'csv', '--out', 'grants.csv'])).toMatchObject({ code: 0, out: 'Wrote grants.csv.\n' });
  expect(at.read('grants.csv').subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(at.frist(['report', 'grants', '--year', '2019', '--format', 'csv', '--out', 'grants.csv'])).toMatchObject({ code: 2, out: '' });
});

it('ends with 5 when there is nothing to report on', () => {
  expect(at.frist(['report', 'grants', '--year', '1999', '--lang', 'sv'])).toMatchObject({ code: 5, out: expect.stringContaining('Det finns inga uppgifter att redovisa.') as string });
});

describe('what is sealed', () => {
  const inspectorate = (...more: readonly string[]) => at.frist(['report', 'non-executed', '--to', 'inspectorate', ...q4, '--format', 'md', '--lang', 'sv', ...more]);

  it('is for those who may see it', () => {
    expect(inspectorate()).toMatchObject({ code: 2, out: '', err: 'frist: Rapporten är för dem som får se person-data: ange --role ROLL:REF och --may person-data.\n' });
    expect(inspectorate('--role', 'clerk:c-1', '--may', 'lex-sarah').code).toBe(2);
  });

  it('stays sealed without keys or reason, and says so', () => {
    const { code, out, err } = inspectorate(...who);
    expect([code, out.includes('Skyddad uppgift, nyckel saknas'), out.includes('Exempeltext')]).toEqual([0, true, false]);
    expect(err).toMatch(/^frist: Något i den är förseglat och öppnades inte; /);
  });

  it('is opened with keys and a reason, and who looked is on record first', () => {
    const accesses = (): boolean => at.read('frist.db').includes('AccessGranted');
    expect(accesses()).toBe(false);
    const { code, out, err } = inspectorate(...who, '--why', 'reporting', '--case', 'SN 2024:81', ...keys);
    expect(accesses()).toBe(true);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Exempeltext: det tog en månad att utse en kontaktperson');
    expect(out).not.toContain('Skyddad uppgift');
  });

  it('is not opened where nobody could tell who has looked', () => {
    expect(at.frist(['report', 'non-executed', '--to', 'inspectorate', ...q4, ...who, '--why', 'reporting', ...keys, '--import', 'non-executed.jsonl'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('memory:') as string });
  });
});
