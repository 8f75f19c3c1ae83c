/** Stretches of days, both ends included: periods (what a fact covers) and windows (when an act may be done). */
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { CivilDate, daysBetween } from './civil-date';
import { closedRecord } from './codec';
import { type CalendarError, refuse } from './error';

/** From and to, both included. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The first and the last day on which something may be done, such as the inspectorate's reporting windows. */
export interface Window {
  readonly opens: CivilDate;
  readonly closes: CivilDate;
}

/** The codec: closed; a period that ends before it begins is refused. */
export const Period: t.Type<Period, unknown, unknown> = closedRecord('Period', { from: CivilDate, to: CivilDate }, {}, ({ from, to }) =>
  from <= to ? undefined : 'from ≤ to',
);

/** The codec: closed; a window that closes before it opens is refused. */
export const Window: t.Type<Window, unknown, unknown> = closedRecord('Window', { opens: CivilDate, closes: CivilDate }, {}, ({ opens, closes }) =>
  opens <= closes ? undefined : 'opens ≤ closes',
);

/** Builds a period. Errors: `InvalidPeriod` when it ends before it begins. */
export const makePeriod = (from: CivilDate, to: CivilDate): E.Either<CalendarError, Period> =>
  from <= to ? E.right({ from, to }) : refuse('InvalidPeriod', 'period', `${from} – ${to}`, `a last day no earlier than ${from}`, 'to');

/** Builds a window. Errors: `InvalidPeriod` when it closes before it opens. */
export const makeWindow = (opens: CivilDate, closes: CivilDate): E.Either<CalendarError, Window> =>
  opens <= closes ? E.right({ opens, closes }) : refuse('InvalidPeriod', 'window', `${opens} – ${closes}`, `a closing day no earlier than ${opens}`, 'closes');

/** A window's days as a period. */
export const periodOfWindow = ({ opens, closes }: Window): Period => ({ from: opens, to: closes });

const ends = (stretch: Period | Window): readonly [CivilDate, CivilDate] =>
  'from' in stretch ? [stretch.from, stretch.to] : [stretch.opens, stretch.closes];

/** Whether a day lies within; both ends do. */
export const contains = (stretch: Period | Window, date: CivilDate): boolean => {
  const [from, to] = ends(stretch);
  return from <= date && date <= to;
};

/** Whether two stretches share a day. */
export const overlaps = (a: Period | Window, b: Period | Window): boolean => {
  const [aFrom, aTo] = ends(a);
  const [bFrom, bTo] = ends(b);
  return aFrom <= bTo && bFrom <= aTo;
};

/** The number of days, both ends counted: 1 for a single day. */
export const daysIn = (stretch: Period | Window): number => {
  const [from, to] = ends(stretch);
  return daysBetween(from, to) + 1;
};
