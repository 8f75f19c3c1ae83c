import { left, right } from 'fp-ts/Either';

import { parseFailOn, reaches, unknownRule } from '../src/fail-on';
import { nearest } from '../src/nearest';

type Result = Parameters<typeof reaches>[0];

const result = (change: { readonly overdue?: number; readonly completion?: string }): Result =>
  ({
    asOf: '2020-02-15',
    counts: { overdue: change.overdue ?? 0, 'due-today': 0, 'due-soon': 2, upcoming: 0, undetermined: 0, 'not-yet': 0, 'met-on-time': 0, 'met-late': 0, 'not-applicable': 0 },
    conditional: 0,
    returned: 1,
    completionsOverdue: change.completion === 'overdue' ? 1 : 0,
    findings: change.completion === undefined ? [] : [{ about: 'obligation', timeliness: 'met-on-time', days: 0, due: null, anomalies: [], completion: { timeliness: change.completion, days: 1 } }],
  }) as unknown as Result;

const usual = parseFailOn(undefined);

it('fails on what is overdue, and on nothing else, unless told otherwise', () => {
  expect(usual).toEqual(right({ timeliness: ['overdue'], rules: [] }));
  expect([reaches(result({}), { timeliness: ['overdue'], rules: [] }), reaches(result({ overdue: 1 }), { timeliness: ['overdue'], rules: [] })]).toEqual([false, true]);
});

it('an account sent back counts by its completion as well', () => {
  expect(reaches(result({ completion: 'overdue' }), { timeliness: ['overdue'], rules: [] })).toBe(true);
  expect(reaches(result({ completion: 'overdue' }), { timeliness: ['due-today'], rules: [] })).toBe(false);
  expect(reaches(result({ completion: 'due-today' }), { timeliness: ['due-today'], rules: [] })).toBe(true);
  expect(reaches(result({ completion: 'due-today' }), { timeliness: ['overdue'], rules: [] })).toBe(false);
});

it('takes values, rules, or none', () => {
  expect(parseFailOn('none')).toEqual(right({ timeliness: [], rules: [] }));
  expect(parseFailOn('due-today, grants/no-recipient')).toEqual(right({ timeliness: ['due-today'], rules: ['grants/no-recipient'] }));
  expect(['grants', 'overdue,none', 'grants/', 'Grants/x'].map(parseFailOn)).toEqual(['grants', 'none', 'grants/', 'Grants/x'].map(left));
});

describe('a rule that nothing is found under', () => {
  const asked: string[] = [];
  /** A domain that hears what is asked of it beside its name. */
  const domain = (name: string, findingRules?: readonly string[]) => ({
    name,
    get rules() {
      asked.push(name);
      return [{ id: `${name}/answer` }] as never;
    },
    get findingRules() {
      asked.push(name);
      return findingRules;
    },
  });
  const domains = [domain('one', ['one/no-unit', 'one/no-units-a', 'one/no-units-b']), domain('two'), domain('three', [])] as unknown as Parameters<typeof unknownRule>[1];
  beforeEach(() => void asked.splice(0));

  it('is one of a domain that tells its rules, and of the machinery', () => {
    expect(unknownRule(['one/no-unit', 'one/answer', 'obligations/incurred-twice', 'references/leads-nowhere', 'three/answer'], domains)).toBeNull();
    expect(unknownRule(['one/no-unit', 'one/no-unti'], domains)).toEqual({ rule: 'one/no-unti', prefix: 'one', near: ['one/no-unit'] });
    expect(unknownRule(['one/no-units-c'], domains)).toMatchObject({ near: ['one/no-units-a', 'one/no-units-b'] });
    expect(unknownRule(['obligations/incured-twice'], domains)).toMatchObject({ prefix: 'obligations', near: ['obligations/incurred-twice'] });
    expect(unknownRule(['references/leads-nowere'], domains)).toMatchObject({ near: ['references/leads-nowhere'] });
    expect(unknownRule(['three/something-else'], domains)).toEqual({ rule: 'three/something-else', prefix: 'three', near: [] });
  });

  it('is any of a domain that nobody knows, and none of one that does not tell', () => {
    expect(unknownRule(['two/anything'], domains)).toBeNull();
    for (const rule of ['four/x', 'constructor/name']) expect(unknownRule([rule], domains)).toEqual({ rule, prefixes: ['obligations', 'references', 'one', 'two', 'three'] });
  });

  it('is looked for in the domains that the rules are named after, which alone are loaded', () => {
    unknownRule([], domains);
    unknownRule(['obligations/incurred-twice', 'four/x'], domains);
    expect(asked).toEqual([]);
    unknownRule(['three/answer'], domains);
    expect(new Set(asked)).toEqual(new Set(['three']));
  });
});

it('what is near is a few letters off: changed, added, left out or exchanged', () => {
  const known = ['grants/no-funder', 'grants/no-amount', 'grants/no-recipient'];
  expect(['grants/no-fundre', 'grants/nofunder', 'grants/no-funders', 'grants/no-finder', 'grants/no-fundrs'].map((word) => nearest(word, known))).toEqual(Array(5).fill(['grants/no-funder']));
  expect([nearest('grants/something-else', known), nearest('', known), nearest('x', [])]).toEqual([[], [], []]);
});
