/** Duties under terms: one for each party that owes a term, with instances; one for each request; counts against targets. */
import { addDays, type CivilDate, maxDate, minDate } from '@frist/calendar';
import type { NewFact } from '@frist/event-sourcing';
import { aboutObligation, type Due, dutyDischarged, dutyPartlyPerformed, dutyPerformed, incur, type ObligationId, periodFrom, type DeadlineRule } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { at, concerning, short } from '../../kit/stream';
import { countIn } from '../counts';
import { requestRule, termRule } from '../rules';
import { agreedAfter, periodsUnder, scheduleOf } from '../schedule';
import { type AgreementFact, agreementIn, type AgreementState, type AgreementStep, basisOf, effectOf, endOf, owersOf, partyName, type TermAct } from '../state';

type Term = AgreementFact<'addTerm'>;

/** Names and numbers of the agreement. */
export const concernsAgreement = ({ registered }: AgreementState): readonly string[] => concerning(registered?.name, ...(registered?.diaryNumbers ?? []));

const inEffect = { sv: 'avtalet gäller: andra organ har beslutat lika', en: 'the agreement is in effect: other bodies have decided likewise' };

const spellOf = (term: Term, party: string | null): string => `term/${term.term}/${party ?? ''}`;

/** Whether a fact of a duty that binds only with the agreement is told as conditional. */
const activation = (state: AgreementState) => (effectOf(state) === 'bound' ? {} : { activation: { kind: 'conditional' as const, trigger: inEffect } });

/** Each term, by each party that owes it; and what was done about it. */
export const termDuties = (step: AgreementStep): readonly NewFact[] =>
  Object.values(step.after.terms).flatMap((term) => {
    const schedule = scheduleOf(agreementIn(step), term);
    if (schedule.kind === 'each-time') return [];
    return owersOf(term).flatMap((party) => {
      const { after, fact, spells } = step;
      const spell = spellOf(term, party);
      const told = spells.latest(spell) === undefined;
      const facts: NewFact[] = [];
      if (told) {
        const due: Due = schedule.kind === 'once' ? schedule.due : { kind: 'undated', basis: 'agreement', text: 'each instance has its own date' };
        facts.push(begun(step, termRule, spell, term, party, due, schedule.kind === 'recurring' ? { recurrence: schedule.recurrence } : {}));
      }
      facts.push(...effect(step, spell));
      const obligation = spells.latest(spell)?.obligation;
      if (obligation === undefined) return facts;
      const mine = after.acts.filter((act) => act.term === term.term && act.request === undefined && (act.by === undefined || act.by === party) && (told || act.event === fact.id));
      facts.push(...mine.flatMap((act) => acted(obligation, fact.occurredOn, act)));
      if (term.rhythm.kind === 'counted') facts.push(...counted(step, term, term.rhythm.target, obligation, told));
      const ended = endedFrom(step, told);
      if (ended !== null && schedule.kind === 'recurring') {
        const dayAfter = addDays(ended.end, 1);
        const next = E.isLeft(dayAfter) ? undefined : periodFrom(schedule.recurrence, dayAfter.right)?.key;
        if (next !== undefined) facts.push(aboutObligation('ObligationDischarged', obligation, { power: 'the agreement', reason: ended.reason, fromInstance: next }));
      }
      return facts;
    });
  });

/** Begins a duty under a term. */
const begun = (step: AgreementStep, rule: DeadlineRule, spell: string, term: Term, party: string | null, due: Due, more: Partial<Parameters<typeof incur>[1]>, request?: AgreementFact<'receiveRequest'>): NewFact => {
  const { after, whole, spells } = step;
  // What a date is counted by is the ground, beside the fact of the step: when either is corrected, the date moves.
  const ground = request === undefined ? (after.registered?.event ?? term.event) : term.event;
  const { name } = spells.begin(spell, { rule, ground, key: `${request?.request ?? term.term}/${party ?? 'all'}`, stage: effectOf(after) });
  return incur(ground, {
    rule,
    ...(name === undefined ? {} : { name }),
    title: { sv: short(`Avtalsvillkor: ${term.what}`), en: short(`Term: ${term.what}`) },
    debtor: partyName(whole, party),
    ...(term.to === undefined ? {} : { creditor: term.to }),
    basis: basisOf(agreementIn(step)),
    due,
    ...activation(after),
    concerns: concernsAgreement(whole),
    ...more,
  });
};

/** What the decisions of other bodies change: bound at last, or never. */
const effect = ({ after, fact, spells }: AgreementStep, spell: string): readonly NewFact[] => {
  const latest = spells.latest(spell);
  const now = effectOf(after);
  if (latest === undefined || latest.stage === now) return [];
  // What once bound is not undone by a condition told later.
  if (latest.stage === 'bound' && now === 'waiting') return [];
  const before = latest.stage;
  spells.to(spell, now);
  if (now === 'bound' && before === 'waiting') return [aboutObligation('ObligationTriggered', latest.obligation, { anchor: fact.occurredOn, evidence: 'the other bodies have decided likewise' })];
  if (now === 'fallen') return [dutyDischarged(latest.obligation, 'other bodies', 'the agreement did not take effect: another body has decided otherwise')];
  return [];
};

const acted = (obligation: ObligationId, noted: CivilDate, act: TermAct): readonly NewFact[] => {
  const instance = act.instance === undefined ? {} : { instance: act.instance };
  switch (act.act) {
    case 'performed':
      return [withData(dutyPerformed(obligation, noted, act, { evidence: act.evidence }), instance)];
    case 'partly':
      return [withData(dutyPartlyPerformed(obligation, act.part, act.remains), instance)];
    case 'waived':
      return [withData(dutyDischarged(obligation, act.power, act.reason, act.decision), instance)];
  }
};

const withData = (fact: NewFact, data: object): NewFact => ({ ...fact, data: { ...(fact.data as object), ...data } });

/** A notice or a closing that ends the agreement earlier, told by this step or before the term was. */
const endedFrom = ({ before, after, fact }: AgreementStep, told: boolean): { readonly end: CivilDate; readonly reason: string } | null => {
  const [was, end] = [told ? (after.registered?.period.to ?? null) : endOf(before), endOf(after)];
  if (end === null || (was !== null && was <= end)) return null;
  if (!told && fact.type !== 'AgreementNoticeGiven' && fact.type !== 'AgreementClosed' && fact.type !== 'AgreementNoticeTermsSet') return null;
  return { end, reason: after.closed !== null ? 'the agreement has been closed' : 'the agreement ends by notice' };
};

/** Counts against a target: met by what is certain; while it may have been met, nobody can say that it is late. */
const counted = (step: AgreementStep, term: Term, target: number, obligation: ObligationId, told: boolean): readonly NewFact[] => {
  const { after, before, fact } = step;
  const counts = after.counts.filter((count) => count.term === term.term && (told || count.event === fact.id));
  // As far as something is counted: an agreement may last longer than instances can be told.
  const last = counts.reduce<CivilDate>((day, { period }) => maxDate(day, period.to), term.on);
  const periods = periodsUnder(scheduleOf(agreementIn(step), term), minDate(endOf(after) ?? last, last)).filter(({ period }) => counts.some((count) => count.period.from >= period.from && count.period.to <= period.to));
  return periods.flatMap(({ key, period }) => {
    const { certain, most } = countIn(after, term.term, period);
    if (!told && countIn(before, term.term, period).certain >= target) return [];
    const last = counts.filter((count) => count.period.from >= period.from && count.period.to <= period.to).at(-1);
    // Without the numbers: a count told late would make them others, and wording on record is never written anew.
    if (certain >= target && last !== undefined) return [withData(dutyPerformed(obligation, fact.occurredOn, { on: last.on, between: last.period }, { evidence: 'the agreed number has been counted' }), { instance: key })];
    const left = `${target - certain} of ${target}`;
    const remains = most === null ? `at most ${left}; a count is not known` : most > certain ? `at most ${left}; counts overlap` : left;
    const perhapsAll = most === null || most >= target ? { perhapsAll: true } : {};
    return [withData(dutyPartlyPerformed(obligation, `${certain} counted`, remains), { instance: key, ...perhapsAll })];
  });
};

/** The requests that a step can change anything about. */
const reached = ({ fact, after }: AgreementStep): readonly AgreementFact<'receiveRequest'>[] => {
  switch (fact.type) {
    case 'AgreementConditionSet':
    case 'AgreementConditionDecided':
      return Object.values(after.requests);
    case 'TermAdded':
      return Object.values(after.requests).filter(({ term }) => term === fact.data.term);
    case 'TermRequestReceived':
    case 'TermPerformed':
    case 'TermPartlyPerformed':
    case 'TermWaived': {
      const request = at(after.requests, fact.data.request);
      return request === undefined ? [] : [request];
    }
    default:
      return [];
  }
};

/** Each request is an obligation of its own, for each party that owes the term; it runs from the day it was received. */
export const requestDuties = (step: AgreementStep): readonly NewFact[] =>
  reached(step).flatMap((request) => {
    const { after, fact, spells } = step;
    const term = at(after.terms, request.term);
    if (term?.rhythm.kind !== 'on-request') return [];
    const { within } = term.rhythm;
    return owersOf(term).flatMap((party) => {
      const spell = `request/${request.request}/${party ?? ''}`;
      const told = spells.latest(spell) === undefined;
      const facts: NewFact[] = [];
      if (told) {
        facts.push(
          begun(step, requestRule, spell, term, party, agreedAfter(request.on, within), {
            title: { sv: short(`Begäran ${request.request}: ${term.what}`), en: short(`Request ${request.request}: ${term.what}`) },
            ...(request.amount === undefined ? {} : { owes: { amount: request.amount } }),
            ...(request.from === undefined ? {} : { creditor: request.from }),
          }, request),
        );
      }
      facts.push(...effect(step, spell));
      const obligation = spells.latest(spell)?.obligation;
      if (obligation === undefined) return facts;
      const mine = after.acts.filter((act) => act.request === request.request && (act.by === undefined || act.by === party) && (told || act.event === fact.id));
      return [...facts, ...mine.flatMap((act) => acted(obligation, fact.occurredOn, act))];
    });
  });
