/** Dates of grants as they are told: days, words, readings that disagree, and none. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { lastDayOf } from '@frist/obligations';

import { dueFromTold, type ToldDate } from '@frist/grants';

import { agency, day, grantBook, left, regulation, right } from './support';

const told = (date: object): ToldDate => ({ basis: agency, ...date }) as ToldDate;
const from = day('2019-08-27');

interface GrantDate {
  readonly id: string;
  readonly op: string;
  readonly why: string;
  readonly stated: string;
  readonly rolls: boolean;
  readonly lastPermittedDay: string;
}

const packages = join(__dirname, '..', '..');
const files = [join(packages, 'calendar', 'test', 'vectors', 'deadlines.json'), join(process.env['FRIST_SHARED'] ?? join(packages, '..', '..', 'shared'), 'vectors', 'deadlines.json')];
const cases = files.filter((file) => existsSync(file)).flatMap((file) => (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly GrantDate[] }).cases.filter(({ op }) => op === 'grantDate'));

it('has cases', () => expect(cases.length).toBeGreaterThan(6));

it.each(cases)('$id $why', async ({ stated, rolls, lastPermittedDay }) => {
  const basis = rolls ? regulation : agency;
  const due = right(dueFromTold({ basis, day: day(stated) }, from));
  expect([due.kind, lastDayOf(due)]).toEqual(['fixed', lastPermittedDay]);
  expect(lastDayOf(right(dueFromTold({ basis, readings: [{ day: day(stated), confidence: 'S' }] }, from)))).toBe(lastPermittedDay);
  expect(lastDayOf(right(dueFromTold({ basis, text: stated }, from)))).toBe(lastPermittedDay);
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'requireReport', { report: 'account', due: { basis, day: stated } });
  await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
  expect(await grant.owed('return-report', lastPermittedDay)).toMatchObject({ timeliness: 'due-today', days: 0, legalBasis: basis });
});

it.each([
  ['before 1 October', 2019, '2019-09-30', '2019-09-30'],
  ['by 1 October 2019', undefined, '2019-10-01', '2019-10-01'],
  ['in early 2020', undefined, '2020-01-01', '2020-04-30'],
  ['January 2020', undefined, '2020-01-01', '2020-01-31'],
  ['during 2020', undefined, '2020-01-01', '2020-12-31'],
  ['efter sommaren 2020', undefined, '2020-09-01', '2020-10-31'],
])('“%s” keeps its words', (text, year, earliest, latest) => {
  expect(right(dueFromTold(told({ text, ...(year === undefined ? {} : { year }) }), from))).toMatchObject({ kind: 'fuzzy', basis: 'agency', fuzzy: { text, earliest, latest } });
});

it('a single day in words rolls when a regulation set it, a span does not', () => {
  expect(lastDayOf(right(dueFromTold({ basis: regulation, text: 'senast 15 januari 2023' }, from)))).toBe('2023-01-16');
  expect(lastDayOf(right(dueFromTold({ basis: agency, text: 'senast 15 januari 2023' }, from)))).toBe('2023-01-15');
  // 30 April 2022 is a Saturday, but "early 2022" is a reading and no date set in a regulation.
  expect(lastDayOf(right(dueFromTold({ basis: regulation, text: 'in early 2022' }, from)))).toBe('2022-04-30');
});

it('“as soon as possible” is soft, with its outer bound as the last day', () => {
  const text = 'as soon as possible, at the latest before 31 December 2019';
  expect(right(dueFromTold(told({ text }), from))).toMatchObject({ kind: 'soft', from, word: { en: text }, lastDay: { lastPermittedDay: '2019-12-30' } });
  const rolled = right(dueFromTold({ basis: regulation, text: 'as soon as possible, at the latest by 15 January 2023' }, from));
  expect(lastDayOf(rolled)).toBe('2023-01-16');
});

it('readings that disagree are kept apart with their sources', () => {
  const readings = [
    { text: 'in early 2020', confidence: 'I', source: 'the board’s papers' },
    { day: day('2020-02-06'), confidence: 'S', source: 'the agency’s page' },
  ] as const;
  expect(right(dueFromTold(told({ readings }), from))).toMatchObject({
    kind: 'fuzzy',
    fuzzy: {
      text: 'in early 2020 / 2020-02-06',
      earliest: '2020-01-01',
      latest: '2020-04-30',
      readings: [{ latest: '2020-04-30', source: 'the board’s papers' }, { earliest: '2020-02-06', latest: '2020-02-06', confidence: 'S', source: 'the agency’s page' }],
    },
  });
});

it('no date is a kind of its own', () => expect(right(dueFromTold(told({}), from))).toEqual({ kind: 'undated', basis: 'agency' }));

it.each([{ text: 'next week' }, { text: '30 February 2020' }, { day: day('2020-01-01'), text: 'early 2020' }, { readings: [] }, { readings: [{ confidence: 'S' }] }, { day: day('1985-01-01'), basis: regulation }])(
  '%j is refused with what was expected',
  (date) => expect(left(dueFromTold(told(date), from))).toMatchObject({ _tag: 'UnclearDate', rule: 'grants/date-as-told', expected: expect.stringMatching(/./) as unknown }),
);

it('the check judges each reading by itself, and is sure of lateness only after the last', async () => {
  const grant = await grantBook();
  const readings = [{ text: 'in early 2020', confidence: 'I' }, { day: '2020-02-06', confidence: 'S', source: 'the agency’s page' }];
  await grant.tell('2019-01-01', 'requireReport', { report: 'account', due: { basis: agency, readings } });
  await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
  const owed = await grant.owed('return-report', '2020-02-15');
  expect(owed.timeliness).toBe('undetermined');
  expect(owed.readings.map(({ timeliness, source }) => [timeliness, source])).toEqual([['undetermined', null], ['overdue', 'the agency’s page']]);
  expect((await grant.owed('return-report', '2020-05-01')).timeliness).toBe('overdue');
});
