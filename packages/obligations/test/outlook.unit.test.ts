import { forecast, outcomes } from '@frist/obligations';
import { type GivenFact, recordedFacts, testBoard } from '@frist/testing';

import { day, fact, fixed, foldFacts, incurred, ledgerOf, windowTables } from './support';

const id = (n: number): string => `00000000-0000-5000-8000-00000000000${n}`;
const state = (n: number, ...facts: readonly GivenFact[]) => foldFacts(recordedFacts(facts.map(([type, data, on]): GivenFact => [type, { ...(data as object), obligation: id(n) }, on])), id(n));
const performed = (on: string, own: object = {}) => fact('PerformanceRecorded', { evidence: 'e', ...own }, on);
const recurrence = { rhythm: { kind: 'quarter' }, anchor: '2024-01-01', due: { kind: 'after-period', plus: 'P1M', roll: 'none', basis: 'agreement' } };
const sources = {
  boards: [testBoard],
  windowTables,
  ledger: ledgerOf([
    state(1, incurred()),
    state(2, incurred({ due: fixed('2024-02-01') }), performed('2024-02-11')),
    state(3, incurred({ due: fixed('2024-02-01') }), performed('2024-01-11')),
    state(4, incurred({ kind: 'test/recurring', recurrence }), performed('2024-05-03', { instance: '2024-Q1', instanceDue: fixed('2024-04-30') })),
    state(5, incurred({ due: fixed('2024-08-01'), activation: { kind: 'conditional', trigger: { sv: 'a', en: 'a' } } })),
    state(6, incurred({ due: fixed('2024-06-30') }), performed('2024-05-01'), fact('SubmissionReturned', { by: 'f', due: fixed('2024-07-15') }, '2024-05-20')),
    state(7, incurred({ due: fixed('2024-08-02') }), fact('ObligationDischarged', { power: 'p', reason: 'r' }, '2024-05-01')),
  ]),
};

it('what comes: by day, instances to come included, what is ended left out', () => {
  const days = forecast(sources, { asOf: day('2024-06-01'), until: day('2025-01-31') }).map((finding) => [finding.due?.kind === 'fixed' ? finding.due.limit.endDay : null, finding.instance, finding.lifecycle, finding.obligationId.at(-1)]);
  expect(days).toEqual([
    ['2024-06-30', null, 'active', '6'],
    ['2024-07-30', '2024-Q2', 'active', '4'],
    ['2024-08-01', null, 'conditional', '5'],
    ['2024-10-30', '2024-Q3', 'active', '4'],
    ['2025-01-31', '2024-Q4', 'active', '4'],
  ]);
  expect(forecast(sources, { asOf: day('2024-06-01'), until: day('2024-06-30') })).toEqual([]);
  expect(forecast(sources, { asOf: day('2024-06-01'), until: day('2024-07-15') })).toHaveLength(1);
});

it('how it went: share met on time per kind and period, lateness in days', () => {
  const nothing = { overdue: 0, undetermined: 0, metLate: 0, metOnTime: 0, daysLate: [] };
  expect(outcomes(sources, { asOf: day('2024-08-01') })).toEqual([
    { ...nothing, kind: 'test/duty', period: '2024', metOnTime: 2, metLate: 1, overdue: 1, shareOnTime: 0.5, daysLate: [10] },
    { ...nothing, kind: 'test/recurring', period: '2024-Q1', metLate: 1, shareOnTime: 0, daysLate: [3] },
    { ...nothing, kind: 'test/recurring', period: '2024-Q2', overdue: 1, shareOnTime: 0 },
  ]);
  expect(outcomes({ ...sources, boards: [] }, { asOf: day('2024-08-01') })).toEqual([]);
});
