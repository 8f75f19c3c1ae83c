/** What the check must show about an agreement rather than refuse. Pure functions of its state. */
import { addDays, type CivilDate } from '@frist/calendar';
import { addAmounts, type Amount, type DomainFinding, isExact, subtractAmount } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { at, finding } from '../kit/stream';
import { overlapsOf } from './counts';
import { followedOf, lastDayForNotice } from './duties/ending';
import { namesGone } from './gone';
import { agreedAfter, isUnclear, scheduleOf } from './schedule';
import { type AgreementState, effectOf } from './state';

/**
 * All findings about one agreement, always in the same order. While no agreement is registered: that terms are on record of one.
 *
 * @example agreementFindings(row.state).filter(({ kind }) => kind === 'contradiction')
 */
export const agreementFindings = (state: AgreementState): readonly DomainFinding[] =>
  state.registered === null
    ? unregistered(state)
    : [...missing(state), ...spans(state), ...sums(state), ...payments(state), ...terms(state), ...cohorts(state), ...conditions(state), ...notices(state), ...neighbours(state), ...namesGone(state)];

/** What a retracted registration leaves behind: nothing of it is owed. */
const unregistered = ({ terms: told }: AgreementState): readonly DomainFinding[] => {
  const events = Object.values(told).map(({ event }) => event);
  return events.length === 0 ? [] : [finding('missing', 'not-registered', 'Avtalet är inte registrerat, men det finns villkor', 'The agreement is not registered, and terms of it are on record', events)];
};

/** Days that end before they begin, which only a correction can tell. */
const spans = ({ registered, payments: told, counts }: AgreementState): readonly DomainFinding[] =>
  [registered, ...Object.values(told), ...counts].flatMap((fact) => {
    if (fact?.period.to === undefined || fact.period.to >= fact.period.from) return [];
    return [finding('contradiction', 'ends-before-it-begins', 'En period slutar innan den börjar', 'A period ends before it begins', [fact.event], { from: fact.period.from, to: fact.period.to })];
  });

const missing = ({ registered, parties }: AgreementState): readonly DomainFinding[] => {
  const here = [registered?.event];
  const found: DomainFinding[] = [];
  if (Object.keys(parties).length < 2) found.push(finding('missing', 'parties-missing', 'Parterna är inte angivna', 'The parties are not told', here));
  if ((registered?.diaryNumbers ?? []).length === 0) found.push(finding('missing', 'no-diary-number', 'Diarienummer saknas', 'No diary number', here));
  if (registered?.period.to === undefined) found.push(finding('missing', 'no-end', 'Avtalets sista dag är inte angiven', 'The agreement’s last day is not told', here));
  return found;
};

type Line = { readonly amount: Amount };

/** Lines against the total they should come to. Unknown never counts as 0: then it cannot be checked. */
const add = (what: string, lines: readonly Line[], total: Amount | undefined, events: Parameters<typeof finding>[4]): readonly DomainFinding[] => {
  const known = lines.map(({ amount }) => amount).filter(isExact);
  const unknown = lines.length - known.length;
  const knownSum = known.reduce((sum, amount) => sum + amount, 0);
  if (total === undefined || !isExact(total)) {
    return [finding('missing', 'sum-without-total', `Summan är inte angiven: ${what}`, `The total is not told: ${what}`, events, { what, linesOre: knownSum, linesUnknown: unknown }, undefined, ['linesUnknown'])];
  }
  const difference = subtractAmount(addAmounts(lines.map(({ amount }) => amount)), total);
  if (!isExact(difference)) {
    const values = { what, linesOre: knownSum, totalOre: total, differenceOfKnownOre: knownSum - total, linesUnknown: unknown };
    return [finding('missing', 'sum-not-checkable', `Summan kan inte kontrolleras, ett belopp är inte angivet: ${what}`, `The sum cannot be checked, an amount is not told: ${what}`, events, values, undefined, ['linesUnknown'])];
  }
  if (difference === 0) return [];
  return [finding('contradiction', 'sum-does-not-add-up', `Raderna summerar inte till totalen: ${what}`, `The lines do not add up to the total: ${what}`, events, { what, linesOre: knownSum, totalOre: total, differenceOre: difference })];
};

const sums = (state: AgreementState): readonly DomainFinding[] => [
  ...Object.values(state.payments).flatMap(({ payment, shares, total, costs, event }) => {
    const paid = at(state.sums, costs);
    return [
      ...(total === undefined ? [] : add(`payment period ${payment}`, shares, total, [event])),
      ...(paid === undefined ? [] : add(`payment period ${payment}, against ${paid.what}`, shares, paid.total, [event, paid.event])),
    ];
  }),
  ...Object.values(state.sums).flatMap(({ what, lines, total, share, event }) => {
    if (share === undefined) return add(what, lines, total, [event]);
    const of = Object.values(state.payments).flatMap((payment) => payment.shares.filter(({ who }) => who === share).map(({ amount }) => ({ amount, event: payment.event })));
    if (of.length === 0) return [finding('contradiction', 'share-not-on-record', `Ingen betalningsperiod har raden ”${share}”`, `No payment period has the line “${share}”`, [event], { share })];
    const distinct = of.filter(({ amount }, i) => of.findIndex((other) => JSON.stringify(other.amount) === JSON.stringify(amount)) === i);
    return distinct.flatMap(({ amount, event: told }) => add(what, lines, amount, [event, told]));
  }),
];

/** Payment periods leave no day out and none twice, and lie within the agreement. */
const payments = ({ registered, payments: told }: AgreementState): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  const inOrder = Object.values(told).sort((a, b) => (a.period.from < b.period.from ? -1 : 1));
  const next = (day: CivilDate): CivilDate => E.getOrElse(() => day)(addDays(day, 1));
  inOrder.forEach((payment, i) => {
    const { period, event } = payment;
    const earlier = inOrder[i - 1];
    const expected = earlier === undefined ? registered?.period.from : next(earlier.period.to);
    const values = { payment: payment.payment, from: period.from, expected: expected ?? '' };
    if (expected !== undefined && period.from > expected) found.push(finding('contradiction', 'payment-gap', 'Dagar utan betalningsperiod', 'Days without a payment period', [earlier?.event, event], values));
    if (expected !== undefined && period.from < expected) found.push(finding('contradiction', 'payment-overlap', 'Dagar med två betalningsperioder, eller före avtalet', 'Days with two payment periods, or before the agreement', [earlier?.event, event], values));
  });
  const last = inOrder.at(-1);
  if (last !== undefined && registered?.period.to !== undefined && last.period.to !== registered.period.to) {
    const values = { lastPaymentDay: last.period.to, lastDay: registered.period.to };
    found.push(finding('contradiction', last.period.to < registered.period.to ? 'payment-gap' : 'payment-overlap', 'Betalningsperioderna slutar inte med avtalet', 'The payment periods do not end with the agreement', [last.event], values));
  }
  return found;
};

const terms = (state: AgreementState): readonly DomainFinding[] =>
  Object.values(state.terms).flatMap((term) => {
    const found: DomainFinding[] = [];
    const { what, rhythm, wordings, event } = term;
    const schedule = scheduleOf(state, term);
    if (rhythm.kind === 'undated' || (rhythm.kind === 'once' && schedule.kind === 'once' && schedule.due.kind === 'undated')) {
      found.push(finding('missing', 'term-without-date', `Inget datum är angivet: ${what}`, `No date is told: ${what}`, [event], { term: term.term }));
    }
    if (rhythm.kind === 'on-request' && rhythm.within === undefined) found.push(finding('missing', 'request-without-time', `Ingen tid är angiven för begäran: ${what}`, `No time is told for a request: ${what}`, [event], { term: term.term }));
    if (isUnclear(schedule)) {
      found.push(finding('information', 'two-readings', `Två läsningar av tiden, den tidigare gäller som varning: ${what}`, `Two readings of the time, the earlier is acted on: ${what}`, [event], { term: term.term, ...(wordings?.[0] === undefined ? {} : { text: wordings[0] }) }));
    }
    if (wordings !== undefined && wordings.length > 1) found.push(finding('information', 'several-wordings', `Avtalet säger det på flera sätt: ${what}`, `The agreement says it in several ways: ${what}`, [event], { term: term.term, wordings: wordings.join(' / ') }));
    const unknown = state.counts.filter((count) => count.term === term.term && !isExact(count.count));
    if (unknown.length > 0) found.push(finding('missing', 'count-unknown', `Antal är inte angivet: ${what}`, `A count is not told: ${what}`, unknown.map((count) => count.event), { term: term.term }));
    for (const { certain, most, events } of overlapsOf(state, term.term)) {
      found.push(finding('contradiction', 'counts-overlap', `Samma dagar har räknats flera gånger: ${what}`, `The same days have been counted more than once: ${what}`, events, { term: term.term, atLeast: certain, sum: most }, undefined, ['atLeast', 'sum']));
    }
    return found;
  });

/** More followed, or gone before the end, than there were. */
const cohorts = (state: AgreementState): readonly DomainFinding[] =>
  Object.values(state.cohorts).flatMap(({ cohort, participants, event }) => {
    const { followed, left: leftEarly } = followedOf(state, cohort);
    if (followed + leftEarly <= participants) return [];
    const events = [event, ...state.followed.filter((each) => each.cohort === cohort).map((each) => each.event)];
    return [finding('contradiction', 'more-than-the-cohort', 'Fler har följts upp eller slutat än som började', 'More have been followed or have left than began', events, { cohort, participants, followed, leftEarly }, undefined, ['participants', 'followed', 'leftEarly'])];
  });

const conditions = (state: AgreementState): readonly DomainFinding[] => {
  if (effectOf(state) === 'bound') return [];
  const from = state.registered?.period.from;
  return Object.values(state.conditions).flatMap(({ condition, body, event }) => {
    const answer = at(state.answers, condition);
    if (answer === undefined) return [finding('missing', 'condition-open', `Avtalet har börjat gälla utan att ${body} har beslutat`, `The agreement’s period has begun and ${body} has not decided`, [event], { body }, from)];
    if (answer.outcome === 'alike') return [];
    return [finding('contradiction', 'condition-fallen', `Avtalet har inte trätt i kraft: ${body} har beslutat annat`, `The agreement has not taken effect: ${body} has decided otherwise`, [event, answer.event], { body })];
  });
};

const notices = (state: AgreementState): readonly DomainFinding[] =>
  state.notices.flatMap((notice) => {
    const found: DomainFinding[] = [];
    const { noticeTerms } = state;
    const here = [notice.event, noticeTerms?.event];
    if (noticeTerms?.inWriting === true && notice.inWriting !== true) found.push(finding('contradiction', 'notice-not-in-writing', 'Uppsägningen är inte skriftlig, eller det är inte angivet', 'The notice was not in writing, or it is not told', here));
    if (noticeTerms?.afterDialogue === true && notice.afterDialogue !== true) found.push(finding('contradiction', 'notice-without-dialogue', 'Uppsägningen föregicks inte av dialog, eller det är inte angivet', 'The notice came without a dialogue before it, or it is not told', here));
    if (notice.ground !== 'end-of-period' && noticeTerms?.period === undefined) found.push(finding('missing', 'notice-period-not-told', 'Uppsägningstiden är inte angiven', 'The period of notice is not told', here));
    const last = lastDayForNotice(state);
    if (last !== null && notice.on > last) found.push(finding('contradiction', 'notice-too-late', 'Uppsägningen gjordes efter sista dag', 'The notice was given after the last day for it', here, { lastDay: last, given: notice.on }));
    const breach = at(state.breaches, notice.breach);
    if (notice.ground !== 'breach') return found;
    if (breach === undefined) return [...found, finding('missing', 'notice-without-breach', 'Uppsägningen anger inget avtalsbrott', 'The notice names no breach', here)];
    const remedy = agreedAfter(breach.on, noticeTerms?.remedyWithin);
    const remedied = at(state.remedies, breach.breach);
    if (remedy.kind === 'fixed' && notice.on <= remedy.limit.lastPermittedDay) {
      found.push(finding('contradiction', 'notice-before-remedy-time', 'Uppsägningen gjordes innan tiden för att åtgärda hade gått', 'The notice was given before the time to remedy had passed', [...here, breach.event], { remedyBy: remedy.limit.lastPermittedDay, given: notice.on }));
    }
    if (remedied !== undefined && remedied.on <= notice.on) found.push(finding('contradiction', 'notice-after-remedy', 'Uppsägningen gjordes efter att avtalsbrottet åtgärdats', 'The notice was given after the breach had been remedied', [...here, remedied.event]));
    return found;
  });

/** The agreements before and after: days without any, or with two. */
const neighbours = ({ registered, successor }: AgreementState): readonly DomainFinding[] => {
  const found: DomainFinding[] = [];
  const meet = (end: CivilDate | undefined, start: CivilDate | undefined, rule: 'predecessor' | 'successor', events: Parameters<typeof finding>[4]): void => {
    const next = end === undefined ? null : addDays(end, 1);
    if (next === null || start === undefined || E.isLeft(next) || next.right === start) return;
    found.push(finding('contradiction', `${rule}-${start > next.right ? 'gap' : 'overlap'}`, 'Avtalen följer inte på varandra dag för dag', 'The agreements do not follow each other day by day', events, { lastDay: end ?? '', firstDay: start }));
  };
  meet(registered?.predecessor?.period?.to, registered?.period.from, 'predecessor', [registered?.event]);
  meet(registered?.period.to, successor?.from, 'successor', [registered?.event, successor?.event]);
  return found;
};
