/** The full calendar of an agreement: everything it makes due, from its first day to its last, in one call. */
import { addDays, type CivilDate, minDate, type Period } from '@frist/calendar';
import { type Due, firstDayOf, firstInstancesOf, type Instance, lastDayOf, periodFrom, type Recurrence } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { lastDayForNotice, renewalDay } from './duties/ending';
import { agreedAfter, agreedDay, scheduleOf } from './schedule';
import { type AgreementFact, type AgreementState, endOf, owersOf, partyName } from './state';

/** One entry. Days are civil dates; null where none is told. `more`: instances of a term that are too many to tell, by their days. */
export interface AgreementCalendarEntry {
  readonly kind: 'term' | 'more' | 'request' | 'on-request' | 'participants' | 'per-participant' | 'payment-period' | 'last-day-for-notice' | 'prepare-renewal' | 'end';
  /** Key of the term, request, cohort or payment period; empty for the agreement's own days. */
  readonly key: string;
  readonly what: string;
  /** Who owes it, by name; null where it is nothing owed. */
  readonly owedBy: string | null;
  /** Of a recurring term. */
  readonly instance: string | null;
  readonly period: Period | null;
  readonly due: Due | null;
  /** By when to act: of two readings the earlier. */
  readonly actBy: CivilDate | null;
  /** After this day it is certainly late. */
  readonly lastDay: CivilDate | null;
}

/** How far ahead a calendar is told. */
export interface CalendarOptions {
  /** Default: the agreement's last day; required where it has none, else only what has begun on its first day is told. */
  readonly until?: CivilDate;
  /** How far a term is told of which not all instances can be. Default: as many as can be. */
  readonly ahead?: CivilDate;
}

/**
 * Every instance of every term, every request and cohort on record, payment periods, the last day for notice, the preparation
 * of the renewal, and the end, by the day to act on; what has no day comes last. The dates are those that the duties have
 * when they are incurred; moved dates are a matter of the ledger. A term with more than 2 000 instances is cut off, and an entry
 * `more` says from when. `O(terms × instances)`.
 *
 * @example calendarOf(row.state).filter(({ actBy }) => actBy !== null && actBy <= asOf)
 */
export const calendarOf = (state: AgreementState, { until, ahead }: CalendarOptions = {}): readonly AgreementCalendarEntry[] => {
  const { registered } = state;
  if (registered === null) return [];
  const horizon = endOf(state) ?? until ?? registered.period.from;
  const last = until !== undefined && until < horizon ? until : horizon;
  const entries = [...Object.values(state.terms).flatMap((term) => ofTerm(state, term, last, ahead)), ...Object.values(state.requests).flatMap((request) => ofRequest(state, request)), ...cohorts(state)];
  for (const { payment, period } of Object.values(state.payments)) entries.push({ ...entry('payment-period', payment, `payment period ${period.from} – ${period.to}`, null, null), period, actBy: period.from, lastDay: period.to });
  const [notice, renewal, end] = [lastDayForNotice(state), renewalDay(state), endOf(state)];
  if (notice !== null) entries.push(entry('last-day-for-notice', '', 'the last day for notice', partyName(state, null), agreedDay(notice)));
  if (renewal !== null) entries.push(entry('prepare-renewal', '', 'prepare the renewal', state.renewalPlan?.by ?? 'board', agreedDay(renewal)));
  if (end !== null) entries.push({ ...entry('end', '', 'the agreement ends', null, null), actBy: end, lastDay: end });
  const keyOf = (one: AgreementCalendarEntry): string => `${one.actBy ?? '9999-99-99'}|${one.lastDay ?? ''}|${one.kind}|${one.key}|${one.owedBy ?? ''}|${one.instance ?? ''}`;
  return entries.map((one) => ({ one, key: keyOf(one) })).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ one }) => one);
};

const entry = (kind: AgreementCalendarEntry['kind'], key: string, what: string, owedBy: string | null, due: Due | null): AgreementCalendarEntry => ({
  kind,
  key,
  what,
  owedBy,
  instance: null,
  period: null,
  due,
  actBy: due === null ? null : due.kind === 'fuzzy' ? firstDayOf(due) : lastDayOf(due),
  lastDay: due === null ? null : lastDayOf(due),
});

const ofTerm = (state: AgreementState, term: AgreementFact<'addTerm'>, last: CivilDate, ahead: CivilDate | undefined): readonly AgreementCalendarEntry[] =>
  owersOf(term).flatMap((party) => {
    const [owes, schedule] = [partyName(state, party), scheduleOf(state, term)];
    if (schedule.kind === 'once') return [entry('term', term.term, term.what, owes, schedule.due)];
    if (schedule.kind === 'each-time') return [entry(term.rhythm.kind === 'on-request' ? 'on-request' : 'per-participant', term.term, term.what, owes, null)];
    const { told, more } = toldOf(schedule.recurrence, last, ahead);
    return [
      ...told.map(({ key, period, due }) => ({ ...entry('term', term.term, term.what, owes, due), instance: key, period })),
      ...(more === null ? [] : [{ ...entry('more', term.term, term.what, owes, null), period: { from: more, to: last }, actBy: more }]),
    ];
  });

/** The instances through a day: all, or where they are too many those through another day; and where the rest begins. */
const toldOf = (recurrence: Recurrence, last: CivilDate, ahead: CivilDate | undefined): { readonly told: readonly Instance[]; readonly more: CivilDate | null } => {
  const through = (until: CivilDate) => firstInstancesOf(recurrence, { until, tables: new Map() });
  const whole = through(last);
  const near = ahead === undefined || (E.isRight(whole) && whole.right.leftOut === null) ? whole : through(minDate(last, ahead));
  if (E.isLeft(near)) return { told: [], more: recurrence.anchor };
  const { found: told, leftOut } = near.right;
  const after = near === whole || ahead === undefined ? null : addDays(ahead, 1);
  const next = leftOut ?? (after === null || E.isLeft(after) ? null : periodFrom(recurrence, after.right));
  if (next === null) return { told, more: told.length === 0 && recurrence.anchor <= last ? recurrence.anchor : null };
  return { told, more: next.period.from > last ? null : next.period.from };
};

const ofRequest = (state: AgreementState, { request, term: key, on }: AgreementFact<'receiveRequest'>): readonly AgreementCalendarEntry[] => {
  const term = Object.values(state.terms).find((each) => each.term === key);
  if (term?.rhythm.kind !== 'on-request') return [];
  const due = agreedAfter(on, term.rhythm.within);
  return owersOf(term).map((party) => entry('request', request, term.what, partyName(state, party), due));
};

const cohorts = (state: AgreementState): AgreementCalendarEntry[] =>
  Object.values(state.cohorts).flatMap(({ cohort, term: key, on }) => {
    const term = Object.values(state.terms).find((each) => each.term === key);
    if (term?.rhythm.kind !== 'per-participant') return [];
    const due = agreedAfter(on, term.rhythm.length);
    return owersOf(term).map((party) => entry('participants', cohort, term.what, partyName(state, party), due));
  });
