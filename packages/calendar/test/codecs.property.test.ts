/** What a codec accepts is stored as it is and read back equal; what it does not know it refuses, by guard and by decode alike. */
import fc from 'fast-check';
import type * as t from 'io-ts';

import {
  CalendarDigest, CivilDate, Confidence, computeLimit, defaultFuzzyReadings, Duration, FuzzyDate, FuzzyReading, FuzzyReadings, Instant, Limit, MonthDay, parseFuzzyDate, Period,
  Quarter, Roll, statedLimit, TraceStep, Window, YearSpan,
} from '@frist/calendar';

import { day, length, right } from './support';

const limit = right(computeLimit({ start: day('2025-11-30'), plus: length('P3M'), roll: 'statutory' }));
const fuzzy = right(parseFuzzyDate('så snart som möjligt, dock senast före den 31 december 2019', { confidence: 'S', source: 'SN 2019:312' }));

const records: readonly (readonly [codec: t.Type<unknown, unknown, unknown>, sample: object])[] = [
  [Limit as t.Type<unknown, unknown, unknown>, limit],
  [Limit as t.Type<unknown, unknown, unknown>, right(statedLimit({ day: day('2019-06-01'), roll: 'none' }))],
  ...limit.trace.map((step) => [TraceStep as t.Type<unknown, unknown, unknown>, step] as const),
  [Period as t.Type<unknown, unknown, unknown>, { from: '2024-01-01', to: '2024-12-31' }],
  [Window as t.Type<unknown, unknown, unknown>, { opens: '2024-07-01', closes: '2024-08-31' }],
  [FuzzyDate as t.Type<unknown, unknown, unknown>, fuzzy],
  ...fuzzy.readings.map((reading) => [FuzzyReading as t.Type<unknown, unknown, unknown>, reading] as const),
  [YearSpan as t.Type<unknown, unknown, unknown>, { from: '01-01', to: '04-30' }],
  [FuzzyReadings as t.Type<unknown, unknown, unknown>, defaultFuzzyReadings],
];
const texts: readonly (readonly [codec: t.Type<unknown, unknown, unknown>, sample: string])[] = [
  [CivilDate as t.Type<unknown, unknown, unknown>, '2024-02-29'],
  [Duration as t.Type<unknown, unknown, unknown>, 'P3M'],
  [Instant as t.Type<unknown, unknown, unknown>, '2024-02-29T12:00:00.000Z'],
  [Quarter as t.Type<unknown, unknown, unknown>, '2024-Q4'],
  [CalendarDigest as t.Type<unknown, unknown, unknown>, limit.calendar],
  [Confidence as t.Type<unknown, unknown, unknown>, 'V'],
  [Roll as t.Type<unknown, unknown, unknown>, 'statutory'],
  [MonthDay as t.Type<unknown, unknown, unknown>, '02-29'],
];
const all = [...records, ...texts];
const named = all.map(([codec, sample], i) => [`${codec.name} (${i})`, codec, sample] as const);

const agree = (codec: t.Type<unknown, unknown, unknown>, u: unknown): boolean => {
  const accepted = codec.decode(u)._tag === 'Right';
  expect([u, codec.is(u)]).toEqual([u, accepted]);
  return accepted;
};

describe.each(named)('%s', (_name, codec, sample) => {
  it('round-trips through JSON', () => {
    const stored: unknown = JSON.parse(JSON.stringify(codec.encode(sample)));
    expect(right(codec.decode(stored))).toEqual(sample);
    expect(codec.is(stored)).toBe(true);
  });

  it('guard and decode agree on anything', () => {
    fc.assert(fc.property(fc.anything(), (u) => void agree(codec, u)), { numRuns: 300 });
  });

  it('guard and decode agree on the sample with a piece changed', () => {
    const keys = typeof sample === 'object' ? Object.keys(sample) : [];
    const bad = fc.oneof(fc.anything(), fc.constantFrom(...all.map(([, other]) => other)), fc.constantFrom(undefined, null, '', ' ', 0, Number.NaN, '2024-02-30'));
    fc.assert(
      fc.property(fc.constantFrom(...keys, 'unknown', '__proto__', 'toString'), bad, (key, value) => {
        const changed: unknown = typeof sample === 'object' ? Object.fromEntries([...Object.entries(sample), [key, value]]) : value;
        const accepted = agree(codec, changed);
        if (typeof sample === 'object' && !keys.includes(key) && !['start', 'plus', 'soft', 'source', 'missingDay'].includes(key)) expect(accepted).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses other types and texts with something around them', () => {
    if (typeof sample !== 'string') return;
    for (const u of [` ${sample}`, `${sample} `, `${sample}\n`, sample.toLowerCase() === sample ? null : sample.toLowerCase(), 20240229, new String(sample), [sample]]) {
      expect([u, agree(codec, u)]).toEqual([u, false]);
    }
  });
});

describe.each(records)('closed records: %s', (codec, sample) => {
  it('an unknown key is refused and named, a missing one too', () => {
    const found = codec.decode({ ...sample, personnummer: 'x' });
    expect(found._tag === 'Left' && found.left.some(({ context }) => context.at(-1)?.key === 'personnummer')).toBe(true);
    for (const key of Object.keys(sample)) {
      if (['start', 'plus', 'soft', 'source', 'missingDay'].includes(key) && codec.name !== 'TraceStep') continue;
      const without = Object.fromEntries(Object.entries(sample).filter(([name]) => name !== key));
      if (key !== 'missingDay') expect([key, agree(codec, without)]).toEqual([key, false]);
    }
  });

  it('undefined as a value is refused', () => {
    for (const key of Object.keys(sample)) expect(agree(codec, { ...sample, [key]: undefined })).toBe(false);
  });
});

it('records that contradict themselves are refused', () => {
  expect(Period.is({ from: '2024-01-02', to: '2024-01-01' })).toBe(false);
  expect(Window.is({ opens: '2024-01-02', closes: '2024-01-01' })).toBe(false);
  expect(YearSpan.is({ from: '11-01', to: '02-28' })).toBe(false);
  expect(FuzzyDate.is({ ...fuzzy, latest: '2020-01-01' })).toBe(false);
  expect(FuzzyDate.is({ ...fuzzy, readings: [] })).toBe(false);
  expect(FuzzyDate.is({ ...fuzzy, text: ' ' })).toBe(false);
});
