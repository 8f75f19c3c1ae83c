/** The statutory rules: every computed case that concerns them, from its own fields; validity, basis, confidence and rolling as told. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { unsafeInstant } from '@frist/calendar';
import { makeRuleBook } from '@frist/obligations';

import { caseRules, slowCaseRequestFrom, statutoryDue, statutoryRuleOn, statutoryRules } from '@frist/agreements';

import { book, day, days, left, right } from './support';

interface Case {
  readonly id: string;
  readonly op: string;
  readonly why: string;
  readonly rule: string;
  readonly start: string;
  readonly amount: number;
  readonly unit: 'days' | 'weeks' | 'months';
  readonly endDay: string;
  readonly lastPermittedDay: string;
  readonly expected: string;
}

const packages = join(__dirname, '..', '..');
const files = [join(packages, 'calendar', 'test', 'vectors', 'deadlines.json'), join(process.env['FRIST_SHARED'] ?? join(packages, '..', '..', 'shared'), 'vectors', 'deadlines.json')].filter((file) => existsSync(file));
const casesOf = (file: string): readonly Case[] => (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] }).cases;

/** The rule a case names, by the words of its own field. */
const mine: readonly (readonly [RegExp, string])[] = [
  [/^SoL (?:11:1 a|20:2)/, 'open-child-investigation'],
  [/^SoL (?:11:2|20:3)/, 'child-investigation'],
  [/^SoL 19:6/, 'answer-reporter'],
  [/^SoL 26:2/, 'changed-activity'],
  [/^SoL (?:24:5|6:14)/, 'adoption-consent'],
  [/^SoL 19 a:6/, 'hold-allvarssamtal'],
  [/^FL 12 § \+4 v/, 'answer-slow-case-request'],
  [/^SoL (?:6:8|22:13)/, 'consider-continued-care'],
  [/^SoL (?:11:4 c|23:5)/, 'follow-up-of-child'],
  [/^SoL (?:6:6|22:4)/, 'jourhem-ends'],
];
/** Rules of other packages, by the words of the case. */
const others = /^(?:FL 44 §|KL |lex Sarah|särskild avgift|EVB|gallring|Luhn|IVO temporary)/;

const ruleOf = ({ rule }: Case): string | undefined => mine.find(([words]) => words.test(rule))?.[1];

describe.each(files)('%s', (file) => {
  const cases = casesOf(file);
  const deadlines = cases.filter(({ op }) => op === 'statutoryDeadline');

  it.each(deadlines.filter((one) => ruleOf(one) !== undefined))('$id $rule: $why', async (one) => {
    const id = ruleOf(one) ?? '';
    const rule = right(statutoryRuleOn(id, day(one.start)));
    const letter = { days: 'D', weeks: 'W', months: 'M' }[one.unit];
    expect(rule.plus).toBe(`P${one.amount}${letter}`);
    const due = right(statutoryDue(rule, { on: day(one.start) }));
    expect(due).toMatchObject({ kind: 'fixed', limit: { endDay: one.endDay, lastPermittedDay: one.lastPermittedDay } });
    // And through the register: the same dates, journaled with the duty.
    const followed = book('statutoryCase');
    await followed.tell('2020-01-01', 'registerCase', { case: '11111111-1111-4111-8111-111111111111' });
    await followed.tell(one.start, 'startClock', { clock: 'one', duty: id });
    expect((await followed.duties(id)).map(days)).toEqual([[one.lastPermittedDay]]);
  });

  it.each(cases.filter((one) => one.op === 'other' && ruleOf(one) !== undefined))('$id $rule: $why', (one) => {
    const rule = right(statutoryRuleOn(ruleOf(one) ?? '', day(one.start)));
    expect(right(statutoryDue(rule, { on: day(one.start) }))).toMatchObject({ kind: 'fixed', limit: { endDay: one.expected, lastPermittedDay: one.expected } });
  });

  it.each(cases.filter(({ rule }) => rule === 'FL 12 § 6 mån'))('$id $rule: $why', ({ start, expected }) => {
    expect(`request allowed from ${slowCaseRequestFrom(day(start))}`).toBe(expected);
  });

  it('leaves no deadline aside without saying so', () => {
    expect(deadlines.filter((one) => ruleOf(one) === undefined && !others.test(one.rule)).map(({ id, rule }) => [id, rule])).toEqual([]);
    expect(deadlines.filter((one) => ruleOf(one) !== undefined).length).toBeGreaterThanOrEqual(7);
  });
});

it('versions of a rule fit together', () => expect(makeRuleBook(statutoryRules)._tag).toBe('Right'));

/** The table of the statutes, told a second time: [rule, a day, length, roll, basis, confidence]. */
const table: readonly (readonly [string, string, string | undefined, 'statutory' | 'none', string, string])[] = [
  ['open-child-investigation', '2025-06-30', 'P14D', 'statutory', 'socialtjänstlagen (2001:453) 11 kap. 1 a §', 'V'],
  ['open-child-investigation', '2025-07-01', 'P14D', 'statutory', 'socialtjänstlagen (2025:400) 20 kap. 2 §', 'V'],
  ['child-investigation', '2025-06-30', 'P4M', 'statutory', 'socialtjänstlagen (2001:453) 11 kap. 2 §', 'V'],
  ['child-investigation', '2025-07-01', 'P4M', 'statutory', 'socialtjänstlagen (2025:400) 20 kap. 3 §', 'V'],
  ['consider-continued-care', '2025-06-30', 'P6M', 'none', 'socialtjänstlagen (2001:453) 6 kap. 8 §', 'V'],
  ['consider-continued-care', '2025-07-01', 'P6M', 'none', 'socialtjänstlagen (2025:400) 22 kap. 13 §', 'V'],
  ['follow-up-of-child', '2025-06-30', 'P2M', 'none', 'socialtjänstlagen (2001:453) 11 kap. 4 c §', 'V'],
  ['follow-up-of-child', '2025-07-01', 'P6M', 'none', 'socialtjänstlagen (2025:400) 23 kap. 5 §', 'V'],
  ['personal-data-breach', '2024-01-01', 'PT72H', 'none', 'GDPR art. 33', 'S'],
  ['answer-reporter', '2026-01-15', 'P1W', 'statutory', 'socialtjänstlagen (2025:400) 19 kap. 6 §', 'V'],
  ['changed-activity', '2026-01-01', 'P1M', 'statutory', 'socialtjänstlagen (2025:400) 26 kap. 2 §, LSS 23 §', 'V'],
  ['custody-transfer', '2025-07-01', 'P2Y', 'none', 'socialtjänstlagen (2025:400) 22 kap. 14 §', 'V'],
  ['jourhem-ends', '2025-06-30', 'P2M', 'none', 'socialtjänstlagen (2001:453) 6 kap. 6 §', 'V'],
  ['jourhem-ends', '2025-07-01', 'P2M', 'none', 'socialtjänstlagen (2025:400) 22 kap. 4 §', 'V'],
  ['adoption-consent', '2025-06-30', 'P2W', 'statutory', 'socialtjänstlagen (2001:453) 6 kap. 14 §', 'V'],
  ['adoption-consent', '2025-07-01', 'P2W', 'statutory', 'socialtjänstlagen (2025:400) 24 kap. 5 §', 'V'],
  ['assess-need-for-protection', '2025-06-30', undefined, 'none', 'socialtjänstlagen (2001:453) 11 kap. 1 a §', 'V'],
  ['assess-need-for-protection', '2025-07-01', undefined, 'none', 'socialtjänstlagen (2025:400) 20 kap. 1 §', 'V'],
  ['call-to-allvarssamtal', '2027-01-02', 'PT24H', 'none', 'socialtjänstlagen (2025:400) 19 a kap. 3 §', 'V'],
  ['hold-allvarssamtal', '2027-01-02', 'P14D', 'statutory', 'socialtjänstlagen (2025:400) 19 a kap. 6 §', 'V'],
  ['lex-maria', '2024-01-01', undefined, 'none', 'PSL 3 kap. 5 §', 'V'],
  ['answer-slow-case-request', '2024-01-01', 'P4W', 'statutory', 'förvaltningslagen 12 §', 'V'],
  ['list-of-family-homes', '2025-06-30', undefined, 'statutory', 'SoF 2001:937 7 kap. 1 §', 'V'],
  ['list-of-family-homes', '2025-07-01', undefined, 'statutory', 'SoF 2025:468 3 kap. 4 §', 'V'],
  ['patient-safety-report', '2024-01-01', undefined, 'statutory', 'PSL 3 kap. 10 §', 'V'],
];

it.each(table)('%s as of %s', (id, on, plus, roll, reference, confidence) => {
  const rule = right(statutoryRuleOn(id, day(on)));
  expect([rule.plus, rule.roll, rule.basis.reference, rule.basis.confidence]).toEqual([plus, roll, reference, confidence]);
});

it.each([
  ['answer-reporter', '2026-01-14'],
  ['changed-activity', '2025-12-31'],
  ['call-to-allvarssamtal', '2027-01-01'],
  ['hold-allvarssamtal', '2027-01-01'],
  ['activity-requirement-figures', '2026-06-30'],
  ['activity-requirement-account', '2026-06-30'],
  ['open-child-investigation', '2001-12-31'],
])('%s is not in force on %s', (id, on) => expect(left(statutoryRuleOn(id, day(on)))._tag).toBe('NoRuleInForce'));

it('where the act is allowed on the next working day, the warning stands on the end day', () => {
  const warned = statutoryRules.filter(({ warnOnEndDay }) => warnOnEndDay === true).map(({ id }) => id.replace('agreements/', ''));
  expect([...new Set(warned)]).toEqual(['open-child-investigation', 'child-investigation', 'answer-reporter', 'adoption-consent', 'hold-allvarssamtal']);
  const due = right(statutoryDue(right(statutoryRuleOn('open-child-investigation', day('2024-06-07'))), { on: day('2024-06-07') }));
  // Midsummer Eve: warned on the Thursday, permitted on the Monday.
  expect(due).toMatchObject({ limit: { warnOn: '2024-06-20', endDay: '2024-06-21', lastPermittedDay: '2024-06-24' } });
});

it('custody under the old act: two years and the three that a paper tells are both kept, unverified', () => {
  const due = right(statutoryDue(right(statutoryRuleOn('custody-transfer', day('2024-02-29'))), { on: day('2024-02-29') }));
  expect(due).toMatchObject({ kind: 'fuzzy', fuzzy: { earliest: '2026-02-28', latest: '2027-02-28', readings: [{ rule: 'two-years' }, { rule: 'three-years-told-in-2019' }] } });
  expect(caseRules.find(({ id, version }) => id === 'agreements/custody-transfer' && version === 1)?.basis.confidence).toBe('U');
});

it.each([
  // Hours are absolute: through the night when clocks go forward, and when they go back.
  ['2024-05-31T22:30:00.000Z', '2024-06-01', '2024-06-04'],
  ['2025-03-28T22:30:00.000Z', '2025-03-28', '2025-04-01'],
  ['2025-10-25T21:30:00.000Z', '2025-10-25', '2025-10-28'],
])('72 hours from %s', (at, on, expected) => {
  const rule = right(statutoryRuleOn('personal-data-breach', day(on)));
  expect(right(statutoryDue(rule, { on: day(on), at: unsafeInstant(at) }))).toMatchObject({ kind: 'fixed', limit: { lastPermittedDay: expected, roll: 'none' } });
});

it('hours without an instant: the days on which they can end', () => {
  const rule = right(statutoryRuleOn('personal-data-breach', day('2025-03-28')));
  expect(right(statutoryDue(rule, { on: day('2025-03-28') }))).toMatchObject({ kind: 'fuzzy', fuzzy: { earliest: '2025-03-31', latest: '2025-04-01' } });
  expect(right(statutoryDue(rule, { on: day('2025-05-02') }))).toMatchObject({ kind: 'fixed', limit: { lastPermittedDay: '2025-05-05' } });
});

it('what the act gives no time for is a soft clock, never a date', () => {
  for (const id of ['assess-need-for-protection', 'lex-maria']) expect(right(statutoryDue(right(statutoryRuleOn(id, day('2026-01-01'))), { on: day('2026-01-01') }))).toMatchObject({ kind: 'soft', from: '2026-01-01' });
});
