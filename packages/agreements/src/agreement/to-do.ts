/** What of an agreement's calendar is still to be done, by the ledger: nothing that was discharged, that has fallen, or that begins after the end. */
import type { EventId } from '@frist/event-sourcing';
import { endedForGood, isDelivered, isDischarged, type ObligationIncurred, obligationIdOf, type ObligationState, type ReportView } from '@frist/obligations';
import type * as t from 'io-ts';

import { at } from '../kit/stream';
import type { AgreementCalendarEntry } from './calendar';
import { agreementDuties } from './duties';
import { lastDayForNoticeRule, participantRule, renewalRule, requestRule, termRule } from './rules';
import { type AgreementFact, type AgreementState, effectOf, endOf, owersOf, partyName } from './state';

type Looking = Pick<ReportView, 'asOf' | 'obligation'>;

/**
 * Whether an entry of the agreement's calendar is still to be done on the view's day. What was performed stays in the calendar;
 * a notice that was given and a renewal that was prepared do not.
 *
 * @example calendarOf(state).filter(stillToDo(view, state))
 */
export const stillToDo = (view: Looking, state: AgreementState): ((entry: AgreementCalendarEntry) => boolean) => {
  if (effectOf(state) === 'fallen') return () => false;
  const end = endOf(state);
  const over = state.closed !== null || (end !== null && end < view.asOf);
  const [duties, settled] = [dutiesOf(view, state), settledOf(view, state)];
  return ({ kind, key, owedBy, instance, period }) => {
    switch (kind) {
      case 'payment-period':
        return end === null || period === null || period.from <= end;
      case 'last-day-for-notice':
        return !settled.has(lastDayForNoticeRule.id);
      case 'prepare-renewal':
        return !settled.has(renewalRule.id);
      case 'on-request':
      case 'per-participant':
        return !over;
      case 'term':
      case 'request':
      case 'participants': {
        const duty = duties.get(nameOf(kind, key, owedBy));
        return duty === undefined || !isReleased(duty, instance, view);
      }
      case 'more':
      case 'end':
        return true;
    }
  };
};

const nameOf = (kind: AgreementCalendarEntry['kind'], key: string, owedBy: string | null): string => `${kind}|${key}|${owedBy ?? ''}`;

/** What each term, request and cohort is owed as, by each party that owes it. */
const dutiesOf = ({ obligation }: Looking, state: AgreementState): ReadonlyMap<string, ObligationState> => {
  const found = new Map<string, ObligationState>();
  const look = (kind: 'term' | 'request' | 'participants', rule: string, key: string, term: AgreementFact<'addTerm'> | undefined): void => {
    if (term === undefined) return;
    // The ground of a term told before its agreement is the term itself.
    const grounds: readonly EventId[] = state.registered === null ? [term.event] : [state.registered.event, term.event];
    for (const party of owersOf(term)) {
      const duty = grounds.map((ground) => obligation(obligationIdOf(ground, `${rule}/${key}/${party ?? 'all'}`))).find((one) => one !== null);
      if (duty !== undefined && duty !== null) found.set(nameOf(kind, key, partyName(state, party)), duty);
    }
  };
  for (const term of Object.values(state.terms)) look('term', termRule.id, term.term, term);
  for (const { request, term } of Object.values(state.requests)) look('request', requestRule.id, request, at(state.terms, term));
  for (const { cohort, term } of Object.values(state.cohorts)) look('participants', participantRule.id, cohort, at(state.terms, term));
  return found;
};

const isReleased = (duty: ObligationState, instance: string | null, { asOf }: Looking): boolean => {
  if (endedForGood(duty) !== null || isDischarged(duty.discharged, asOf)) return true;
  if (instance === null) return false;
  const dropped = duty.endsBefore !== undefined && instance >= duty.endsBefore && isDischarged(duty.ended, asOf);
  return dropped || isDischarged(duty.instances?.[instance]?.discharged, asOf);
};

/** Which duties of the agreement's own have been done or ended, by their rules: to give notice, to prepare the renewal. */
const settledOf = ({ obligation }: Looking, state: AgreementState): ReadonlySet<string> => {
  const settled = new Set<string>();
  for (const { type, data } of agreementDuties(state)) {
    if (type !== 'ObligationIncurred') continue;
    const { kind, obligation: id } = data as Pick<t.TypeOf<typeof ObligationIncurred.codec>, 'kind' | 'obligation'>;
    const duty = obligation(id);
    // Of terms told anew the last counts.
    if (duty !== null && (endedForGood(duty) !== null || isDelivered(duty))) settled.add(kind);
    else settled.delete(kind);
  }
  return settled;
};
