/** Views compared, day by day, and rules over time: `frist diff`, `frist history --daily`, `frist rules`. */
import { Ajv } from 'ajv';

import dailySchema from '../schemas/daily.schema.json';
import diffSchema from '../schemas/diff.schema.json';
import rulesDiffSchema from '../schemas/rules-diff.schema.json';
import rulesSchema from '../schemas/rules.schema.json';
import { files, inProcess } from './support';

const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
const fits = (schema: object, value: unknown): unknown => {
  const validate = ajv.compile(schema);
  return validate(value) ? 'fits' : validate.errors;
};
const frist = (...args: readonly string[]) => inProcess(args, { files });
const memory = ['--import', 'j.jsonl'] as const;
const parsed = async <A>(...args: readonly string[]): Promise<A> => JSON.parse((await frist(...args, ...memory, '--format', 'json')).out) as A;

interface Change {
  readonly from: { readonly timeliness: string } | null;
  readonly to: { readonly timeliness: string } | null;
  readonly events: readonly { readonly type: string }[];
}

describe('frist diff', () => {
  it('fits its published schema; what time alone did has no events', async () => {
    const diff = await parsed<{ readonly obligations: readonly Change[] }>('diff', '--from', '2020-01-31', '--to', '2020-02-15');
    expect(fits(diffSchema, diff)).toBe('fits');
    expect(diff).toMatchObject({ schema: 'frist.diff/1', from: { asOf: '2020-01-31' }, to: { asOf: '2020-02-15', knownAt: '2020-02-15T12:00:00.000Z' }, board: null });
    expect(diff.obligations.map(({ from, to, events }) => [from?.timeliness, to?.timeliness, events.length])).toContainEqual(['due-today', 'overdue', 0]);
  });

  it('names the events of what was recorded', async () => {
    const diff = await parsed<{ readonly obligations: readonly Change[] }>('diff', '--from', '2019-01-31', '--to', '2019-12-31');
    expect(fits(diffSchema, diff)).toBe('fits');
    expect(diff.obligations.length).toBeGreaterThan(2);
    for (const { from, events } of diff.obligations) {
      expect(from).toBeNull();
      expect(events.map(({ type }) => type)).toContain('ObligationIncurred');
    }
  });

  it('for people, in both languages', async () => {
    const swedish = await frist('diff', '--from', '2020-01-31', '--to', '2020-02-15', ...memory, '--lang', 'sv');
    expect(swedish).toMatchObject({ code: 0, err: '' });
    expect(swedish.out).toContain('enbart tidens gång');
    expect(swedish.out).toMatch(/Före +gällande; förfaller i dag; 2020-01-31/);
    expect((await frist('diff', '--from', '2019-01-31', '--to', '2019-12-31', ...memory)).out).toContain('ObligationIncurred');
    expect(await frist('diff', '--from', '2020-02-15', '--to', '2020-02-15', ...memory)).toMatchObject({ code: 0, out: expect.stringContaining('Nothing changed.') as string });
  });

  it.each([
    [['diff', '--from', '2020-01-01'], 'The option --to is required.'],
    [['diff', '--from', '2020-02-30', '--to', '2020-01-01@i går'], '--from: "2020-02-30"'],
    [['diff', '--from', '2020-02-30', '--to', '2020-01-01@i går'], '--to: "i går"'],
    [['diff', '--from', '2020-01-01@', '--to', '2020-01-01'], '--from: ""'],
    [['diff', '--from', '@2020-01-01', '--to', '2020-01-01'], '--from: ""'],
    [['diff', '--from', '2020-01-01', '--to', '2020-01-02', '--as-of', '2020-01-01'], 'The option --as-of is unknown'],
    [['history'], 'Give an ID or --daily FROM..TO, one of the two.'],
    [['history', 'x', '--daily', '2020-01-01..2020-01-02'], 'one of the two'],
    [['history', '--daily', '2020-01-01'], '--daily: "2020-01-01" is not accepted'],
    [['history', '--daily', '2020-01-01..2020-01-02..2020-01-03'], 'FROM..TO'],
    [['history', '--daily', '2020-01-02..2020-01-01'], 'two days in order'],
    [['history', '--daily', '1950-01-01..2020-01-01'], 'at most 40 years'],
    [['history', '--daily', '2020-02-30..2020-03-01'], '--daily: "2020-02-30"'],
    [['history', '--daily', '2020-01-01..2020-01-02', '--as-of', '2020-01-01'], '--as-of does not go together with --daily.'],
    [['rules', 'dif'], 'diff: "dif" is not one of diff.'],
    [['rules', '--as-of', '2020-01-01'], '--as-of goes only with frist rules diff.'],
  ])('%j is wrong use', async (args, said) => {
    const { code, out, err } = await frist(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
    expect((await frist(...args, '--lang', 'sv')).err).toMatch(/^frist: .+\n/);
  });
});

describe('frist history --daily', () => {
  it('tells every day, as the check would have', async () => {
    const daily = await parsed<{ readonly days: readonly { readonly day: string; readonly counts: object }[] }>('history', '--daily', '2020-01-01..2020-02-15', '--known-at', '2020-02-15');
    expect(fits(dailySchema, daily)).toBe('fits');
    expect(daily.days).toHaveLength(46);
    for (const { day, counts } of daily.days.filter((_, i) => i % 9 === 0)) {
      const check = await parsed<{ readonly counts: object }>('check', '--as-of', day, '--known-at', '2020-02-15');
      expect(check.counts).toMatchObject(counts);
    }
  });

  it('shows only the days on which something changed', async () => {
    const { code, out } = await frist('history', '--daily', '2020-01-01..2020-02-15', '--known-at', '2020-02-15', ...memory, '--lang', 'sv');
    expect(code).toBe(0);
    expect(out).toMatch(/2020-02-01\n {2}- .*förfaller i dag → +försenat, genom\s+dagen/);
    expect(out).not.toContain('2020-01-15');
    expect(out).toContain('av 46 dagar med ändringar');
  });

  it('nothing was known on those days', async () => {
    expect(await frist('history', '--daily', '2020-01-01..2020-01-31', ...memory)).toMatchObject({ code: 5, out: 'There is nothing on record to check.\n' });
  });
});

describe('frist rules', () => {
  it('lists every rule without a store', async () => {
    const { code, out } = await frist('rules', '--format', 'json');
    const { rules } = JSON.parse(out) as { readonly rules: readonly { readonly id: string }[] };
    expect([code, fits(rulesSchema, JSON.parse(out))]).toEqual([0, 'fits']);
    expect(rules.map(({ id }) => id)).toContain('grants/return-report');
    expect((await frist('rules', '--lang', 'sv')).out).toContain('grants/return-report, version 1');
  });

  it('finds no journaled date that would now be another', async () => {
    const found = await parsed<object>('rules', 'diff', '--as-of', '2020-02-15');
    expect(fits(rulesDiffSchema, found)).toBe('fits');
    expect(found).toMatchObject({ asOf: '2020-02-15', drifts: [] });
    expect(await frist('rules', 'diff', ...memory)).toMatchObject({ code: 0, out: expect.stringContaining('Dates that would now be others: 0, among') as string });
  });
});
