import { calendarDigest, unsafeDuration } from '@frist/calendar';
import { decodeWith } from '@frist/event-sourcing';
import { instancesOf, makeRuleBook, applyRule, Recurrence, withCalendar, type DeadlineRule } from '@frist/obligations';

import { day, left, plus, right, windowTables } from './support';

const within = { kind: 'within-period', basis: 'agreement' } as const;
const every = (length: string): Recurrence['rhythm'] => ({ kind: 'every', every: unsafeDuration(length) });
const shown = (recurrence: Recurrence, until: string) =>
  right(instancesOf(recurrence, { until: day(until), tables: windowTables })).map(({ key, period, due }) => [key, period.from, period.to, due.kind === 'fixed' || due.kind === 'window' ? due.limit.lastPermittedDay : due.kind]);

describe('calendar rhythms', () => {
  it('begin with the period that holds the anchor, and end on its last day, 29 February or not', () => {
    expect(shown({ rhythm: { kind: 'quarter' }, anchor: day('2023-12-31'), due: within }, '2024-04-01')).toEqual([
      ['2023-Q4', '2023-10-01', '2023-12-31', '2023-12-31'],
      ['2024-Q1', '2024-01-01', '2024-03-31', '2024-03-31'],
      ['2024-Q2', '2024-04-01', '2024-06-30', '2024-06-30'],
    ]);
    expect(shown({ rhythm: { kind: 'year' }, anchor: day('2024-02-29'), due: within }, '2025-01-01').map(([key]) => key)).toEqual(['2024', '2025']);
  });
  it('are cut where the last period ends: `until` inside a period', () => {
    const recurrence: Recurrence = { rhythm: { kind: 'year' }, anchor: day('2027-03-01'), until: day('2028-02-29'), due: { kind: 'after-period', plus: unsafeDuration('P1M'), roll: 'none', basis: 'agreement' } };
    expect(shown(recurrence, '2030-01-01')).toEqual([
      ['2027', '2027-01-01', '2027-12-31', '2028-01-31'],
      ['2028', '2028-01-01', '2028-02-29', '2028-03-29'],
    ]);
  });
});

describe('a rhythm of its own is always counted from the anchor', () => {
  it.each([
    ['P1M', '2024-01-31', '2024-05-01', ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30']],
    ['P1Y', '2024-02-29', '2028-12-31', ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']],
    ['P3M', '2024-11-30', '2025-06-01', ['2024-11-30', '2025-02-28', '2025-05-30']],
    ['P2W', '2024-02-20', '2024-03-19', ['2024-02-20', '2024-03-05', '2024-03-19']],
  ])('%s from %s', (length, anchor, until, keys) => {
    const found = shown({ rhythm: every(length), anchor: day(anchor), due: within }, until);
    expect(found.map(([key]) => key)).toEqual(keys);
    // Without gap or overlap.
    found.slice(1).forEach(([, from], i) => expect(plus(found[i]?.[2] as string, 1)).toBe(from));
  });
  it('periods follow each other without gap or overlap, the last cut by until', () => {
    expect(shown({ rhythm: every('P1M'), anchor: day('2024-01-31'), until: day('2024-03-15'), due: within }, '2025-01-01')).toEqual([
      ['2024-01-31', '2024-01-31', '2024-02-28', '2024-02-28'],
      ['2024-02-29', '2024-02-29', '2024-03-15', '2024-03-15'],
    ]);
  });
  it('a length that leads nowhere is refused when it is recorded', () => {
    for (const length of ['P0D', 'P0M', 'PT72H']) expect(Recurrence.is({ rhythm: { kind: 'every', every: length }, anchor: '2024-01-01', due: within })).toBe(false);
    const explained = left(decodeWith(Recurrence, { rhythm: { kind: 'every', every: 'P0D' }, anchor: '2024-01-01', due: within }, 'recurrence'));
    expect(explained).toMatchObject([{ field: 'recurrence.rhythm.every', value: 'P0D', expected: 'at least one day, week, month or year' }]);
  });
});

describe('dates after a period', () => {
  const after = (roll: 'statutory' | 'none'): Recurrence => ({ rhythm: { kind: 'quarter' }, anchor: day('2024-01-01'), due: { kind: 'after-period', plus: unsafeDuration('P2M'), roll, basis: 'statute' } });
  it('count from its last day and roll only where the rule says so', () => {
    // 2024-03-31 + 2 months = 2024-05-31, a Friday; 2024-06-30 + 2 months = 2024-08-30; 2024-09-30 + 2 = 2024-11-30, a Saturday.
    expect(shown(after('none'), '2024-09-30').map(([, , , last]) => last)).toEqual(['2024-05-31', '2024-08-30', '2024-11-30']);
    expect(shown(after('statutory'), '2024-09-30').map(([, , , last]) => last)).toEqual(['2024-05-31', '2024-08-30', '2024-12-02']);
  });
  it('journal the calendar of the years touched; another calendar is not used', () => {
    const kept = withCalendar(after('statutory'), day('2025-12-31'));
    expect(kept.due).toMatchObject({ calendar: right(calendarDigest(2024, 2026)) });
    expect(withCalendar(after('none'), day('2025-12-31'))).toEqual(after('none'));
    const other = { ...kept, due: { ...kept.due, calendar: `se/2024-2026/sha256:${'1'.repeat(64)}` } } as Recurrence;
    expect(left(instancesOf(other, { until: day('2024-12-31'), tables: windowTables }))._tag).toBe('UnknownCalendar');
  });
  it('lead nowhere beyond the calendar, and are not endless', () => {
    expect(left(instancesOf({ rhythm: every('P1D'), anchor: day('2000-01-01'), due: within }, { until: day('2024-01-01'), tables: windowTables }))._tag).toBe('InstancesOutOfRange');
    expect(left(instancesOf({ ...after('statutory'), anchor: day('9999-12-01') }, { until: day('9999-12-31'), tables: windowTables }))._tag).toBe('InstancesOutOfRange');
  });
});

describe('rules', () => {
  const rule = (own: Partial<DeadlineRule>): DeadlineRule => ({ id: 'r', version: 1, title: { sv: 'r', en: 'r' }, basis: { kind: 'statute', reference: 'KL 13:5', confidence: 'V' }, dayZero: { sv: 'd', en: 'd' }, plus: unsafeDuration('P3W'), ...own });
  const versions = [rule({ validTo: day('2025-06-30') }), rule({ version: 2, validFrom: day('2025-07-01'), plus: unsafeDuration('P4W') })];
  it('are chosen by the day of the fact', () => {
    const book = right(makeRuleBook(versions));
    expect(right(book.inForce('r', day('2025-06-30'))).version).toBe(1);
    expect(right(book.inForce('r', day('2025-07-01'))).version).toBe(2);
    expect(left(book.inForce('q', day('2025-07-01')))._tag).toBe('NoRuleInForce');
  });
  it.each([
    [[rule({}), rule({ version: 2, validFrom: day('2025-01-01') })]],
    [[rule({ validTo: day('2024-12-31') }), rule({ validFrom: day('2025-01-01') })]],
    [[rule({ validFrom: day('2025-01-01'), validTo: day('2024-01-01') })]],
  ])('that overlap, share a number or end before they begin are refused', (rules) => expect(left(makeRuleBook(rules))._tag).toBe('OverlappingRules'));
  it('are applied once, with both dates; a statute rolls, an agreement does not', () => {
    expect(right(applyRule(rule({}), day('2024-05-31')))).toMatchObject({ limit: { endDay: '2024-06-21', lastPermittedDay: '2024-06-24' } });
    expect(right(applyRule(rule({ basis: { kind: 'agreement', reference: 'IOP', confidence: 'S' } }), day('2024-05-31')))).toMatchObject({ limit: { lastPermittedDay: '2024-06-21' } });
    expect(left(applyRule(rule({}), day('9999-12-30')))._tag).toBe('DateNotComputable');
    const { plus: _, ...told } = rule({});
    expect(left(applyRule(told, day('2024-05-31')))._tag).toBe('RuleWithoutLength');
  });
});

it('on a day of the year: the first such day after the period, rolled where a statute set it', () => {
  const yearly = (on: string, roll: 'statutory' | 'none'): Recurrence => ({ rhythm: { kind: 'year' }, anchor: day('2023-06-01'), due: { kind: 'on-day', day: on as never, roll, basis: 'regulation' } });
  const dues = (recurrence: Recurrence) => right(instancesOf(recurrence, { until: day('2026-12-31'), tables: windowTables })).map(({ due }) => (due.kind === 'fixed' ? [due.limit.endDay, due.limit.lastPermittedDay] : []));
  // 31 January 2026 is a Saturday, 31 January 2027 a Sunday; 1 March 2025 and 2026 are a Saturday and a Sunday.
  expect(dues(yearly('01-31', 'statutory'))).toEqual([['2024-01-31', '2024-01-31'], ['2025-01-31', '2025-01-31'], ['2026-01-31', '2026-02-02'], ['2027-01-31', '2027-02-01']]);
  expect(dues(yearly('03-01', 'statutory')).map(([, last]) => last)).toEqual(['2024-03-01', '2025-03-03', '2026-03-02', '2027-03-01']);
  expect(dues(yearly('03-01', 'none')).map(([, last]) => last)).toEqual(['2024-03-01', '2025-03-01', '2026-03-01', '2027-03-01']);
  expect(dues(yearly('02-29', 'none')).map(([end]) => end)).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28']);
});

it('instances told one by one keep their periods, and their own dates where they have any', () => {
  const own = { kind: 'undated', basis: 'agreement' } as const;
  const instances = [
    { instance: '2023-03-01', period: { from: day('2023-03-01'), to: day('2023-03-31') } },
    { instance: '2023-09-01', period: { from: day('2023-09-01'), to: day('2023-09-30') }, due: own },
  ];
  const listed: Recurrence = { rhythm: { kind: 'listed', instances }, anchor: day('2023-03-01'), due: within };
  expect(Recurrence.is(listed)).toBe(true);
  const found = right(instancesOf(listed, { until: day('2023-12-31'), tables: windowTables }));
  expect(found.map(({ key, due }) => [key, due.kind === 'window' ? [due.opens, due.limit.lastPermittedDay] : due])).toEqual([['2023-03-01', ['2023-03-01', '2023-03-31']], ['2023-09-01', own]]);
  expect(shown(listed, '2023-08-31')).toHaveLength(1);
});
