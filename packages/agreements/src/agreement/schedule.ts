/**
 * When a term is to be performed: its instances from the agreement's first day to its last. Where nobody has said whether a
 * quarter or a year is the calendar's or the agreement's own, an instance has both readings, and the earlier is acted on.
 */
import {
  addDuration, type CivilDate, combineReadings, computeLimit, type Duration, durationParts, type FuzzyDate, type Period, quarterEnd, quarterOf, statedLimit, unsafeCivilDate, unsafeDuration, yearOf,
} from '@frist/calendar';
import { type Due, dueAsTold, type KeyedPeriod, periodsOf, type Recurrence } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { AgreementFact, AgreementState } from './state';

/** Instances of a recurring term, one date, or neither: what is owed on request or for each participant comes with those. */
export type Schedule =
  | { readonly kind: 'recurring'; readonly recurrence: Recurrence }
  | { readonly kind: 'once'; readonly due: Due }
  | { readonly kind: 'each-time' };

type Span = AgreementFact<'registerAgreement'>['period'];
type Unit = 'quarter' | 'year';

const lengthOf = (unit: Unit): Duration => unsafeDuration(unit === 'quarter' ? 'P3M' : 'P1Y');

/**
 * The schedule of a term under the agreement's period: none without a registration. Dates set by an agreement never roll.
 *
 * @example scheduleOf(state, state.terms['statistics'])
 */
export const scheduleOf = ({ registered }: AgreementState, term: AgreementFact<'addTerm'>): Schedule => {
  const known = computed.get(term);
  if (known !== undefined && known.registered === registered) return known.schedule;
  const schedule: Schedule = registered === null ? { kind: 'each-time' } : scheduled(registered.period, term);
  computed.set(term, { registered, schedule });
  return schedule;
};

/** Asked for at every step through the facts: computed once for a term under an agreement. */
const computed = new WeakMap<object, { readonly registered: AgreementState['registered']; readonly schedule: Schedule }>();

const scheduled = (period: Span, { rhythm, what, wordings, on }: AgreementFact<'addTerm'>): Schedule => {
  switch (rhythm.kind) {
    case 'recurring':
      return { kind: 'recurring', recurrence: recurring(period, rhythm.every, rhythm.counted, rhythm.plus, wordings?.[0] ?? what) };
    case 'counted':
      return { kind: 'recurring', recurrence: recurring(period, rhythm.per, rhythm.counted, undefined, wordings?.[0] ?? what) };
    case 'every':
      return { kind: 'recurring', recurrence: own(period, rhythm.length, rhythm.plus) };
    case 'once':
      return { kind: 'once', due: dueAsTold(rhythm.due, { from: on, contractYearStart: period.from, stretches: true }) };
    case 'undated':
      return { kind: 'once', due: { kind: 'undated', basis: 'agreement', ...(rhythm.text === undefined ? {} : { text: rhythm.text }) } };
    case 'on-request':
    case 'per-participant':
      return { kind: 'each-time' };
  }
};

const dueAfter = (plus: Duration | undefined): Recurrence['due'] =>
  plus === undefined ? { kind: 'within-period', basis: 'agreement' } : { kind: 'after-period', plus, roll: 'none', basis: 'agreement' };

const own = ({ from, to }: Span, every: Duration, plus: Duration | undefined): Recurrence => ({ rhythm: { kind: 'every', every }, anchor: from, due: dueAfter(plus), ...(to === undefined ? {} : { until: to }) });

const recurring = (period: Span, unit: Unit, counted: 'calendar' | 'contract' | undefined, plus: Duration | undefined, text: string): Recurrence => {
  const { from, to } = period;
  if (counted === 'contract') return own(period, lengthOf(unit), plus);
  // Without an end there is no list of instances; the calendar's own quarters and years end first.
  if (counted === 'calendar' || to === undefined) return { rhythm: { kind: unit }, anchor: from, due: dueAfter(plus), ...(to === undefined ? {} : { until: to }) };
  const contract = periodsOf(own(period, lengthOf(unit), undefined), to);
  const periods: readonly KeyedPeriod[] = E.isLeft(contract) ? [] : contract.right;
  return {
    rhythm: { kind: 'listed', instances: periods.map(({ key, period: one }) => ({ instance: key, period: one, ...withReadings(one, unit, plus, text) })) },
    anchor: from,
    until: to,
    due: dueAfter(plus),
  };
};

/** The calendar quarter or year that ends within a period of the agreement, beside that period's own end. */
const withReadings = ({ from, to }: Period, unit: Unit, plus: Duration | undefined, text: string): { readonly due?: Due } => {
  const calendarEnd = unit === 'quarter' ? quarterEnd(quarterOf(from)) : unsafeCivilDate(`${String(yearOf(from)).padStart(4, '0')}-12-31`);
  if (calendarEnd >= to) return {};
  const later = (day: CivilDate): CivilDate => {
    const moved = plus === undefined ? E.right(day) : addDuration(day, plus);
    return E.isLeft(moved) ? day : moved.right;
  };
  const reading = (day: CivilDate, rule: string): FuzzyDate['readings'][number] => ({ earliest: later(day), latest: later(day), rule, confidence: 'I' });
  const fuzzy = combineReadings(text, [reading(calendarEnd, `end-of-calendar-${unit}`), reading(to, `end-of-contract-${unit}`)]);
  return E.isLeft(fuzzy) ? {} : { due: { kind: 'fuzzy', basis: 'agreement', fuzzy: fuzzy.right } };
};

/** Whether nobody has said what a term's quarter or year is counted from, so that its dates have two readings. */
export const isUnclear = (schedule: Schedule): boolean =>
  schedule.kind === 'recurring'
    ? schedule.recurrence.rhythm.kind === 'listed' && schedule.recurrence.rhythm.instances.some(({ due }) => due?.kind === 'fuzzy')
    : schedule.kind === 'once' && schedule.due.kind === 'fuzzy' && schedule.due.fuzzy.readings.length > 1;

/** The periods of a recurring term, through the agreement's end or (without one) through a day. */
export const periodsUnder = (schedule: Schedule, until: CivilDate): readonly KeyedPeriod[] => {
  const periods = schedule.kind === 'recurring' ? periodsOf(schedule.recurrence, until) : null;
  return periods === null || E.isLeft(periods) ? [] : periods.right;
};

/** A due date that somebody has set by agreement: it never rolls; undated when it lies beyond the calendar. */
export const agreedDay = (day: CivilDate | null): Due => {
  const limit = day === null ? null : statedLimit({ day, roll: 'none' });
  return limit === null || E.isLeft(limit) ? { kind: 'undated', basis: 'agreement' } : { kind: 'fixed', basis: 'agreement', limit: limit.right };
};

/** So long from a day, by agreement: it never rolls (1930:173 2 §); undated without a length. */
export const agreedAfter = (start: CivilDate, plus: Duration | undefined): Due => {
  const limit = plus === undefined ? null : computeLimit({ start, plus, roll: 'none' });
  return limit === null || E.isLeft(limit) ? { kind: 'undated', basis: 'agreement' } : { kind: 'fixed', basis: 'agreement', limit: limit.right };
};

/** Whether a length is one that days can be counted by. */
export const isInDays = (length: Duration | undefined): boolean => length === undefined || durationParts(length).unit !== 'hours';
