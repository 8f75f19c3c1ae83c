/** Small helpers of this package's tests. */
import { addDays, type CivilDate, unsafeCivilDate } from '@frist/calendar';
import { type Board, compareFacts, type Entry, type Fact, memoryTable, type Rows, type Table } from '@frist/event-sourcing';
import { check, type CheckOptions, type CheckResult, dueOn, evolveObligation, type Due, ledger, noMeetings, noObligation, type ObligationState, type Standing, standingOf, type WindowTable } from '@frist/obligations';
import { type GivenFact, recordedFacts, testBoard } from '@frist/testing';
import type { Either } from 'fp-ts/Either';

export const day = (text: string): CivilDate => unsafeCivilDate(text);

/** The value of a `Right`; fails the test with the error otherwise. */
export const right = <E, A>(result: Either<E, A>): A => {
  if (result._tag === 'Left') throw new Error(`refused: ${JSON.stringify(result.left)}`);
  return result.right;
};

/** The error of a `Left`. */
export const left = <E, A>(result: Either<E, A>): E => {
  if (result._tag === 'Right') throw new Error(`accepted: ${JSON.stringify(result.right)}`);
  return result.left;
};

export const plus = (date: string, days: number): CivilDate => right(addDays(day(date), days));

export const duty = '00000000-0000-5000-8000-000000000001';
export const fixed = (date: string): Due => right(dueOn(day(date), 'agency'));
export const windowed = (opens: string, closes: string): Due => ({ kind: 'window', basis: 'agency', opens: day(opens), limit: (fixed(closes) as Extract<Due, { kind: 'fixed' }>).limit });
export const fuzzy = (earliest: string, latest: string): Due => ({
  kind: 'fuzzy',
  basis: 'agency',
  fuzzy: { text: 'early', earliest: day(earliest), latest: day(latest), readings: [{ earliest: day(earliest), latest: day(latest), rule: 'told', confidence: 'I' }] },
});

/** `ObligationIncurred` of a plain duty, due 2024-03-15 unless told otherwise. */
export const incurred = (own: Readonly<Record<string, unknown>> = {}, on = '2024-01-01'): GivenFact => [
  'ObligationIncurred',
  {
    obligation: duty,
    kind: 'test/duty',
    title: { sv: 'Redovisa', en: 'Report' },
    debtor: 'socialnämnden',
    mode: 'achievement',
    basis: { kind: 'agency', reference: 'test', confidence: 'I' },
    rule: { id: 'test/duty', version: 1 },
    due: fixed('2024-03-15'),
    activation: { kind: 'at-once' },
    ...own,
  },
  on,
];

/** Any other fact about it. */
export const fact = (type: string, data: Readonly<Record<string, unknown>>, on: string): GivenFact => [type, { obligation: duty, ...data }, on];

export const stateOf = (...facts: readonly GivenFact[]): ObligationState => foldFacts(recordedFacts(facts));
export const foldFacts = (facts: readonly Fact[], id = duty): ObligationState => [...facts].sort(compareFacts).reduce(evolveObligation, noObligation(id));

export const standing = (asOf: string, ...facts: readonly GivenFact[]): Standing => {
  const state = stateOf(...facts);
  return standingOf(state, state, state.due, { asOf: day(asOf), within: 30, meetings: noMeetings });
};

/** A ledger of states, filed as they would be. */
export const ledgerOf = (states: readonly ObligationState[]): Rows<ObligationState> => {
  const table = memoryTable(ledger);
  for (const row of states) (table as Table<ObligationState>).put(row.id, { row, day: row.incurredOn, position: 0, streams: [row.stream] } satisfies Entry<ObligationState>);
  return table.rows;
};

export const windows: WindowTable = {
  id: 'windows',
  version: 1,
  windows: {
    '2024-Q1': { opens: day('2024-04-01'), closes: day('2024-04-30'), verified: true },
    '2024-Q2': { opens: day('2024-07-01'), closes: day('2024-08-31'), verified: false },
    '2024': { opens: day('2025-01-01'), closes: day('2025-01-31'), verified: true },
  },
};
export const windowTables = new Map([['windows/1', windows]]);

export const checkOf = (states: readonly ObligationState[], asOf: string, options: Omit<CheckOptions, 'asOf'> = {}, boards: readonly Board[] = [testBoard]): CheckResult =>
  check({ boards, ledger: ledgerOf(states), registers: [], windowTables }, { ...options, asOf: day(asOf) });
