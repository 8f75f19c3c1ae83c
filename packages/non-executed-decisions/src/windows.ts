/**
 * When each quarter is reported: tables by year, kept by whoever knows. The inspectorate sets its windows itself, so they
 * never roll. A table, once used, stays: a change is a new version. `@frist/non-executed-decisions/windows` by itself loads
 * little else: judging kept duties needs no more.
 */
import { type CivilDate, parseQuarter, type Quarter, quarterEnd, quarterStart, statedLimit, unsafeCivilDate } from '@frist/calendar';
import type { WindowDue, WindowTable } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { quarterAfter } from './clock';

type Window = WindowTable['windows'][string];

/** The inspectorate's windows of one year: of the quarters measured in it. `verified`: read on the authority's own page. */
export interface YearOfWindows {
  readonly year: number;
  readonly verified: boolean;
  /** Where a year differs: days by quarter, `MM-DD` or `YYYY-MM-DD`. */
  readonly differs?: Readonly<Partial<Record<'Q1' | 'Q2' | 'Q3' | 'Q4', readonly [opens: string, closes: string]>>>;
}

/** As told for 2019: a month after each quarter, two months after the second. */
const pattern = { Q1: ['04-01', '04-30'], Q2: ['07-01', '08-31'], Q3: ['10-01', '10-31'], Q4: ['01-01', '01-31'] } as const;

/**
 * A table of the inspectorate's windows from years; the pattern of 2019 where a year tells nothing else.
 *
 * @param version a number that no other table of the inspectorate's has
 * @example inspectorateTable(2, [...inspectorateYears, { year: 2041, verified: true }])
 */
export const inspectorateTable = (version: number, years: readonly YearOfWindows[]): WindowTable => ({
  id: 'non-executed-decisions/inspectorate',
  version,
  windows: Object.fromEntries(
    years.flatMap(({ year, verified, differs }) =>
      (['Q1', 'Q2', 'Q3', 'Q4'] as const).map((quarter): readonly [string, Window] => {
        const [opens, closes] = differs?.[quarter] ?? pattern[quarter];
        const inFull = (day: string): CivilDate => unsafeCivilDate(day.length === 10 ? day : `${quarter === 'Q4' ? year + 1 : year}-${day}`);
        return [`${year}-${quarter}`, { opens: inFull(opens), closes: inFull(closes), verified }];
      }),
    ),
  ),
});

const [firstYear, lastYear] = [2006, 2040];

/** One line per year, from the first year of the duty to report. Only 2019 has been read on the inspectorate's page (S). */
export const inspectorateYears: readonly YearOfWindows[] = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => ({ year: firstYear + i, verified: firstYear + i === 2019 }));

/** The inspectorate's windows as this version knows them. */
export const inspectorateWindows: WindowTable = inspectorateTable(1, inspectorateYears);

/**
 * "Once per quarter" to auditors and council: the acts set no day. Read as during the quarter after the one measured (I),
 * which follows from the quarter alone, so there is no page to check it against.
 */
export const boardWindows: WindowTable = {
  id: 'non-executed-decisions/board',
  version: 1,
  windows: Object.fromEntries(
    Object.keys(inspectorateWindows.windows).flatMap((key): readonly (readonly [string, Window])[] => {
      const quarter = parseQuarter(key);
      if (E.isLeft(quarter)) return [];
      const next = quarterAfter(quarter.right);
      return [[key, { opens: quarterStart(next), closes: quarterEnd(next), verified: true }]];
    }),
  ),
};

/** Every table that the domain judges by unless it is told others. */
export const nonExecutedWindowTables: readonly WindowTable[] = [inspectorateWindows, boardWindows];

/** The window of a quarter as a due date; undefined where the table has none. */
export const windowDue = (table: WindowTable, quarter: Quarter, basis: 'agency' | 'statute'): t.TypeOf<typeof WindowDue> | undefined => {
  const window = table.windows[quarter];
  const limit = window === undefined ? null : statedLimit({ day: window.closes, roll: 'none' });
  return window === undefined || limit === null || E.isLeft(limit) ? undefined : { kind: 'window', basis, opens: window.opens, limit: limit.right };
};
