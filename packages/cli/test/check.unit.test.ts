import { Ajv } from 'ajv';

import checkSchema from '../schemas/check.schema.json';
import explainSchema from '../schemas/explain.schema.json';
import grantsSchema from '../schemas/grants.schema.json';
import historySchema from '../schemas/history.schema.json';
import { kronor } from '../src/render/money-text';
import { wrap } from '../src/render/page';
import { sectionOf } from '../src/render/sections';
import { files, fromMemory, inProcess, streamA } from './support';

interface FindingJson {
  readonly about: string;
  readonly rule: string;
  readonly obligationId: string;
  readonly timeliness: string;
  readonly due: { readonly endDay: string | null; readonly lastPermittedDay: string | null } | null;
  readonly cause: string | null;
  readonly readings: readonly { readonly timeliness: string; readonly days: number | null; readonly source: string | null }[];
}
interface CheckJson {
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly FindingJson[];
}

const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
const fits = (schema: object, value: unknown): unknown => {
  const validate = ajv.compile(schema);
  return validate(value) ? 'fits' : validate.errors;
};
const frist = (...args: readonly string[]) => inProcess(args, { files });
const checkJson = async (...args: readonly string[]): Promise<CheckJson> => JSON.parse((await frist('check', ...fromMemory, '--format', 'json', ...args)).out) as CheckJson;

describe('frist check', () => {
  it('fits its published schema', async () => {
    const report = await checkJson();
    expect(fits(checkSchema, report)).toBe('fits');
    expect(report).toMatchObject({ schema: 'frist.check/1', asOf: '2020-02-15', knownAt: '2020-02-15T12:00:00.000Z', board: null, within: 30 });
  });

  it('counts and lists what is overdue, with both dates, trace and cause', async () => {
    const { counts, findings } = await checkJson();
    expect(counts).toMatchObject({ overdue: 1, undetermined: 1, upcoming: 1 });
    expect(findings[0]).toMatchObject({
      rule: 'grants/return-report', timeliness: 'overdue', days: 15, debtor: 'board', creditor: 'Socialstyrelsen', instance: null,
      due: { endDay: '2020-01-31', lastPermittedDay: '2020-01-31' },
      legalBasis: { kind: 'regulation', reference: 'förordning (2019:1) 5 §', confidence: 'V' },
      trace: ['stated 2020-01-31', '→ 2020-01-31'],
      cause: expect.any(String) as string,
      source: 'Beslut 12, 2019-01-30, s. 2',
    });
  });

  it('judges each reading of a fuzzy date by itself', async () => {
    const fuzzy = (await checkJson()).findings.find(({ readings }) => readings.length > 1);
    expect(fuzzy?.readings.map(({ timeliness, days }) => ({ timeliness, days }))).toEqual([
      { timeliness: 'undetermined', days: -75 },
      { timeliness: 'overdue', days: 9 },
    ]);
  });

  it('gives null where a finding is not about an obligation', async () => {
    const remark = (await checkJson()).findings.find(({ about }) => about === 'register');
    expect(remark).toMatchObject({ obligationId: null, due: null, timeliness: null, days: null, legalBasis: null, trace: [] });
  });

  it.each([
    [[], 1],
    [['--fail-on', 'none'], 0],
    [['--fail-on', 'due-soon,due-today'], 0],
    [['--fail-on', 'due-soon', '--within', 'P2M'], 1],
    [['--fail-on', 'undetermined'], 1],
    [['--fail-on', 'grants/no-diary-number'], 1],
    [['--fail-on', 'grants/return-report'], 1],
    [['--fail-on', 'grants/used-more-than-received,grants/claim,decisions/diary-number-in-several-matters,references/leads-nowhere'], 0],
    [['--fail-on', 'grants/not-a-rule-anyone-knows'], 2],
    [['--as-of', '2019-12-31'], 0],
    [['--as-of', '2018-01-01'], 5],
    [['--board', 'annan/namnd'], 5],
  ])('%j ends with %d', async (args, code) => expect((await frist('check', ...fromMemory, ...args)).code).toBe(code));

  it('says that there is nothing to check', async () => {
    expect(await frist('check', '--store', 'memory:', '--lang', 'sv')).toEqual({ code: 5, out: 'Det finns inga uppgifter att kontrollera.\n', err: '' });
    expect(fits(checkSchema, JSON.parse((await frist('check', '--store', 'memory:', '--format', 'json')).out))).toBe('fits');
  });

  it('prints what an officer reads, in Swedish', async () => {
    const { out } = await frist('check', ...fromMemory, '--known-at', '2020-02-15', '--lang', 'sv');
    expect(out).toMatchSnapshot();
    expect(Math.max(...out.split('\n').map((text) => [...text].length))).toBeLessThanOrEqual(100);
  });

  it('prints the same in English', async () => {
    expect((await frist('check', ...fromMemory, '--known-at', '2020-02-15')).out).toMatchSnapshot();
  });

  it('colours on terminals only, and not against the wish of the user', async () => {
    const on = async (env: Readonly<Record<string, string>>, outIsTerminal: boolean) =>
      (await inProcess(['check', ...fromMemory], { files, terminal: { env, outIsTerminal, columns: 80 } })).out;
    expect(await on({}, true)).toContain('\u001b[');
    expect(await on({ NO_COLOR: '1' }, true)).not.toContain('\u001b[');
    expect(await on({ FORCE_COLOR: '1' }, false)).not.toContain('\u001b[');
    expect(Math.max(...(await on({ NO_COLOR: '1' }, true)).split('\n').map((text) => [...text].length))).toBeLessThanOrEqual(80);
  });
});

describe('the other readers', () => {
  it('grants: öre in JSON, unknown and approximate as tagged values', async () => {
    const { out, code } = await frist('grants', ...fromMemory, '--format', 'json');
    const report = JSON.parse(out) as { readonly grants: readonly object[] };
    expect(code).toBe(0);
    expect(fits(grantsSchema, report)).toBe('fits');
    expect(report.grants).toMatchObject([
      { name: 'Bidrag A', claimed: { _tag: 'unknown' }, received: 101312000, used: 3762911, unused: 97549089, parts: [{ part: 'one', used: 3762911 }] },
      { name: 'Bidrag B', received: { _tag: 'approximate', ore: 80000000 } },
    ]);
  });

  it('grants: kronor for people', async () => {
    expect((await frist('grants', ...fromMemory, '--known-at', '2020-02-15', '--lang', 'sv')).out).toMatchSnapshot();
    expect(await frist('grants', '--store', 'memory:')).toMatchObject({ code: 5 });
  });

  it('explain and history fit their schemas for an obligation, an event and a stream', async () => {
    const [finding] = (await checkJson()).findings;
    for (const id of [finding?.obligationId ?? '', finding?.cause ?? '', streamA]) {
      const explained = await frist('explain', id, ...fromMemory, '--format', 'json');
      expect(fits(explainSchema, JSON.parse(explained.out))).toBe('fits');
      const told = await frist('history', id, ...fromMemory, '--format', 'json');
      expect(fits(historySchema, JSON.parse(told.out))).toBe('fits');
      expect((await frist('explain', id, ...fromMemory)).out).toContain(id);
      expect((await frist('history', id, ...fromMemory, '--lang', 'sv')).out).toContain('ReportRequired');
    }
    expect(await frist('explain', 'no-such-id', ...fromMemory)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('no-such-id') as string });
  });
});

describe('layout', () => {
  it('writes kronor as Swedish papers do', () => {
    expect([0, 50, 101312000, 3762911, -41, -97549100].map((ore) => kronor(ore, 'sv').replaceAll('\u00a0', ' '))).toEqual(['0', '0,50', '1 013 120', '37 629,11', '−0,41', '−975 491']);
    expect(kronor(3762911, 'en')).toBe('37\u00a0629.11');
  });

  it('wraps at blanks and leaves long words whole', () => {
    expect(wrap('ett två tre', 7)).toEqual(['ett två', 'tre']);
    expect(wrap('en abcdefghij', 5)).toEqual(['en', 'abcdefghij']);
    expect(wrap('', 5)).toEqual(['']);
  });

  it('files every timeliness under a heading', () => {
    const finding = { about: 'obligation', lifecycle: 'active', anomalies: [], ifTriggered: null, completion: null, due: { kind: 'fixed' } };
    const filed = (more: object): string => sectionOf({ ...finding, ...more } as unknown as Parameters<typeof sectionOf>[0]);
    expect(['overdue', 'due-today', 'due-soon', 'upcoming', 'not-yet', 'undetermined', 'met-on-time', 'met-late', 'not-applicable'].map((timeliness) => filed({ timeliness }))).toEqual([
      'overdue', 'dueToday', 'dueSoon', 'upcoming', 'upcoming', 'undetermined', 'metOnTime', 'metLate', 'information',
    ]);
    expect(filed({ timeliness: 'undetermined', due: { kind: 'soft' } })).toBe('soft');
    expect(filed({ timeliness: 'undetermined', due: null })).toBe('undated');
    expect(filed({ timeliness: 'not-yet', lifecycle: 'conditional', ifTriggered: {} })).toBe('conditional');
    expect(filed({ timeliness: 'not-yet', lifecycle: 'conditional' })).toBe('upcoming');
    expect(filed({ timeliness: 'not-applicable', anomalies: [{}] })).toBe('contradiction');
  });
});
