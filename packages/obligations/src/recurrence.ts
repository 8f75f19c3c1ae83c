/**
 * Recurring duties. Instances are counted from the anchor and named by their period: `2024-Q4`, `2025`, or the first
 * day of a period that follows no calendar. They are computed from what was journaled and from nothing newer.
 */
import { CalendarDigest, CivilDate, Duration, durationParts, MonthDay, Period, Roll } from '@frist/calendar';
import { closed, type Failure, nonBlank, wholeNumber } from '@frist/event-sourcing';
import * as t from 'io-ts';

import { Due } from './due';
import { BasisKind } from './text';

/** After each period: its last day is day 0. Digest of the calendar of the years journaled, when dates roll. */
const AfterPeriod = closed('AfterPeriod', { kind: t.literal('after-period'), plus: Duration, roll: Roll, basis: BasisKind }, { calendar: CalendarDigest });

/** On a day of the year: the first such day after each period. `02-29` is the last day of February. */
const OnDay = closed('OnDay', { kind: t.literal('on-day'), day: MonthDay, roll: Roll, basis: BasisKind }, { calendar: CalendarDigest });

/** Set for each period by a table that somebody keeps, e.g. the inspectorate's windows. */
const ByTable = closed('ByTable', { kind: t.literal('window-table'), table: nonBlank(80), version: wholeNumber, basis: BasisKind });

/** No date of its own: the period's last day is when it should have happened. */
const WithinPeriod = closed('WithinPeriod', { kind: t.literal('within-period'), basis: BasisKind });

const isInstanceKey = (u: unknown): u is string => typeof u === 'string' && /^\d{4}(?:-Q[1-4]|-\d\d-\d\d)?$/.test(u);

/** `2024-Q4`, `2025`, or the first day of a period of its own. Evidence belongs to an instance. */
export const InstanceKey: t.Type<string> = new t.Type<string>(
  'InstanceKey',
  isInstanceKey,
  (u, c) => (isInstanceKey(u) ? t.success(u) : t.failure(u, c, 'a period: YYYY-Qn, YYYY, or its first day YYYY-MM-DD')),
  t.identity,
);

/** One of several periods told one by one, in order; with `due` where its date is its own, such as words with two readings. */
const Listed = closed('Listed', { instance: InstanceKey, period: Period }, { due: Due });

/** A length that leads on: at least one day, week, month or year. */
const Every = new t.Type<Duration, unknown, unknown>(
  'Every',
  (u): u is Duration => Duration.is(u) && leadsOn(u),
  (u, c) => {
    const length = Duration.validate(u, c);
    return length._tag === 'Left' || leadsOn(length.right) ? length : t.failure(u, c, 'at least one day, week, month or year');
  },
  t.identity,
);

const leadsOn = (every: Duration): boolean => {
  const { amount, unit } = durationParts(every);
  return amount > 0 && unit !== 'hours';
};

/** How a duty recurs: its rhythm, where it is counted from, and when each instance is due. */
export const Recurrence = closed(
  'Recurrence',
  {
    rhythm: t.union([
      closed('CalendarRhythm', { kind: t.literal('quarter') }),
      closed('YearRhythm', { kind: t.literal('year') }),
      closed('OwnRhythm', { kind: t.literal('every'), every: Every }),
      closed('ListedRhythm', { kind: t.literal('listed'), instances: t.readonlyArray(Listed) }),
    ]),
    /** The first period is the one that holds this day (calendar rhythms) or begins on it (own rhythm). */
    anchor: CivilDate,
    due: t.union([AfterPeriod, OnDay, ByTable, WithinPeriod]),
  },
  {
    /** Last day of the last period, which is cut there; absent: goes on until something ends it. */
    until: CivilDate,
  },
);
/** How a duty recurs; see the codec. */
export type Recurrence = t.TypeOf<typeof Recurrence>;

/** One occurrence of a recurring duty. */
export interface Instance {
  readonly key: string;
  readonly period: Period;
  readonly due: Due;
  /** The window stands in a table that nobody has checked against its source. */
  readonly unverified?: true;
}

/** Windows by period. A version, once used, stays for ever. */
export interface WindowTable {
  readonly id: string;
  readonly version: number;
  readonly windows: Readonly<Record<string, { readonly opens: CivilDate; readonly closes: CivilDate; readonly verified: boolean }>>;
}

/** A period of a recurring duty and its key. */
export interface KeyedPeriod {
  readonly key: string;
  readonly period: Period;
}

/**
 * Why instances cannot be told: a table or a calendar that was journaled is not at hand (`UnknownWindowTable`,
 * `UnknownCalendar`), or they lead beyond the calendar or are too many (`InstancesOutOfRange`).
 */
export type UnknownBasis = Failure<'UnknownWindowTable' | 'UnknownCalendar' | 'InstancesOutOfRange'>;
