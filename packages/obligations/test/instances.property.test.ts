/** Instances looked up by a key or a day against those unfolded from the first. */
import { type CivilDate, unsafeCivilDate, unsafeDuration } from '@frist/calendar';
import fc from 'fast-check';

import { firstInstancesOf, firstPeriodsOf, instancesOf, periodFrom, periodOfKey, periodsOf, type Recurrence } from '@frist/obligations';

import { left, right } from './support';

const toDay = (n: number): CivilDate => unsafeCivilDate(new Date(n * 86_400_000).toISOString().slice(0, 10));
const someDay = fc.integer({ min: 17_000, max: 22_000 }).map(toDay);
const anchor = fc.oneof(someDay, fc.constantFrom('2020-02-29', '2024-02-29', '2024-01-31', '2023-08-31').map((day) => unsafeCivilDate(day)));
const rhythm = fc.oneof(
  fc.constantFrom({ kind: 'quarter' as const }, { kind: 'year' as const }),
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('D', 'W', 'M', 'Y')).map(([amount, unit]) => ({ kind: 'every' as const, every: unsafeDuration(`P${amount}${unit}`) })),
);
const due = { kind: 'within-period', basis: 'agreement' } as const;
const some: fc.Arbitrary<Recurrence> = fc.record({ rhythm, anchor, due: fc.constant(due), until: someDay }, { requiredKeys: ['rhythm', 'anchor', 'due'] });

const last = unsafeCivilDate('2023-12-31');

it('finds by its key what unfolding finds, and nothing else', () => {
  fc.assert(
    fc.property(some, someDay, (recurrence, day) => {
      const all = right(firstPeriodsOf(recurrence, last, 2_500)).found;
      for (const one of all) expect(periodOfKey(recurrence, one.key)).toEqual(one);
      const keys = new Set(all.map(({ key }) => key));
      for (const key of [day, day.slice(0, 4), `${day.slice(0, 4)}-Q${(Number(day.slice(8)) % 4) + 1}`, '0000', '0000-Q1', '2024-13-01']) {
        const found = periodOfKey(recurrence, key);
        if (found === null) expect(keys).not.toContain(key);
        else if (found.period.from <= last) expect(all).toContainEqual(found);
      }
      const ahead = periodFrom(recurrence, day);
      if (day <= last && (ahead === null || ahead.period.from <= last)) expect(ahead).toEqual(all.find(({ period }) => period.from >= day) ?? null);
    }),
  );
});

it('cuts at a limit, and tells the first that is left out', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 60 }), (recurrence, limit) => {
      const all = right(firstPeriodsOf(recurrence, last, 2_500)).found;
      expect(right(firstPeriodsOf(recurrence, last, limit))).toEqual({ found: all.slice(0, limit), leftOut: all[limit] ?? null });
    }),
  );
});

it('every day for six years: the first 2 000 and where they stop; wholly only as far as 2 000 reach', () => {
  const daily: Recurrence = { rhythm: { kind: 'every', every: unsafeDuration('P1D') }, anchor: unsafeCivilDate('2024-01-01'), due, until: unsafeCivilDate('2029-12-31') };
  const through = (day: string) => ({ until: unsafeCivilDate(day), tables: new Map() });
  const unfolded = right(firstInstancesOf(daily, through('2029-12-31')));
  expect([unfolded.found.length, unfolded.found.at(-1)?.key, unfolded.leftOut?.key]).toEqual([2_000, '2029-06-22', '2029-06-23']);
  expect(right(instancesOf(daily, through('2029-06-22')))).toHaveLength(2_000);
  expect(left(instancesOf(daily, through('2029-06-23')))._tag).toBe('InstancesOutOfRange');
  expect(left(periodsOf(daily, unsafeCivilDate('2029-06-23')))._tag).toBe('InstancesOutOfRange');
  expect(periodOfKey(daily, '2029-12-31')).toEqual({ key: '2029-12-31', period: { from: '2029-12-31', to: '2029-12-31' } });
  expect([periodOfKey(daily, '2030-01-01'), periodFrom(daily, unsafeCivilDate('2030-01-01'))]).toEqual([null, null]);
});

it('of instances told one by one as well', () => {
  const period = (from: string, to: string) => ({ from: unsafeCivilDate(from), to: unsafeCivilDate(to) });
  const told = [{ instance: '2024-09-01', period: period('2024-09-01', '2024-09-30') }, { instance: '2024-03-01', period: period('2024-03-01', '2024-03-31') }];
  const listed: Recurrence = { rhythm: { kind: 'listed', instances: told }, anchor: unsafeCivilDate('2024-03-01'), due };
  expect(periodOfKey(listed, '2024-03-01')?.period.to).toBe('2024-03-31');
  expect([periodOfKey(listed, '2024-04-01'), periodOfKey({ ...listed, rhythm: { kind: 'listed', instances: [] } }, '2024-03-01')]).toEqual([null, null]);
  expect(periodFrom(listed, unsafeCivilDate('2024-04-01'))?.key).toBe('2024-09-01');
  expect(right(firstPeriodsOf(listed, unsafeCivilDate('2024-04-01'))).found.map(({ key }) => key)).toEqual(['2024-03-01']);
});
