/**
 * What an agreement accepts. Reality is recorded even where it does not agree with itself; `findings.ts` shows that. A command
 * is refused only when it contradicts itself, names what the agreement has not got, or says again what may be said once.
 */
import { type CivilDate, minDate, type Period } from '@frist/calendar';
import { type DecisionContext, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import { firstPeriodsOf, type KeyedPeriod, periodOfKey } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { at, type ByKey, type DataOf } from '../kit/stream';
import { dueFromTold } from '../kit/told';
import { agreementCommands } from './events';
import { isInDays, periodsUnder, type Schedule, scheduleOf } from './schedule';
import { type AgreementState, endOf } from './state';

type Commands = typeof agreementCommands;

/** One command, told apart by its name. */
export type AgreementCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: DataOf<Commands[Name]> } }[keyof Commands];

/**
 * Why a command was refused: the agreement is not registered, or twice · a name is taken, or names nothing on record · an
 * instance is missing, or none of the term's (`UnknownInstance`) · a date cannot be read (`UnclearDate`) · the command
 * contradicts itself (`SelfContradiction`).
 */
export type AgreementRefusal = Failure<
  | 'AgreementNotRegistered'
  | 'AgreementRegisteredAlready'
  | 'KeyTaken'
  | 'UnknownParty'
  | 'UnknownTerm'
  | 'UnknownSum'
  | 'UnknownInstance'
  | 'InstanceMissing'
  | 'UnknownRequest'
  | 'UnknownCohort'
  | 'UnknownCondition'
  | 'UnknownBreach'
  | 'UnclearDate'
  | 'SelfContradiction'
>;

/** Records what is said, unless it contradicts itself or names what the agreement does not have. */
export const decideAgreement = (state: AgreementState, command: AgreementCommand, context: DecisionContext<AgreementState>): E.Either<AgreementRefusal, readonly NewFact[]> => {
  const refusal = firstRefusal(state, command, context);
  return refusal === null ? E.right([{ type: agreementCommands[command.command].type, data: command.data }]) : E.left(refusal);
};

/** The first of a term's instances, in words, and whether it goes on; null where none can be told. */
const fewOf = (schedule: Schedule, last: CivilDate, inWords: (one: KeyedPeriod) => string): string | null => {
  const first = schedule.kind === 'recurring' ? firstPeriodsOf(schedule.recurrence, last, mostNamed) : null;
  if (first === null || E.isLeft(first) || first.right.found.length === 0) return null;
  return [...first.right.found.map(inWords), ...(first.right.leftOut === null ? [] : ['…'])].join(', ');
};

/** How many instances a refusal names. */
const mostNamed = 12;

const firstRefusal = (state: AgreementState, { command, data }: AgreementCommand, { on }: DecisionContext<AgreementState>): AgreementRefusal | null => {
  const refuse = (tag: AgreementRefusal['_tag'], field: string, expected: string, value?: string): AgreementRefusal => failure(tag, `agreements/${command}`, `data.${field}`, expected, value);
  const span = (field: string, told: { readonly from: string; readonly to?: string } | undefined): AgreementRefusal | null =>
    told?.to !== undefined && told.to < told.from ? refuse('SelfContradiction', `${field}.to`, `a day not before ${told.from}`, told.to) : null;
  if (command === 'registerAgreement') {
    return state.registered !== null ? refuse('AgreementRegisteredAlready', 'name', 'a stream without an agreement') : (span('period', data.period) ?? span('predecessor.period', data.predecessor?.period));
  }
  const { registered } = state;
  if (registered === null) return refuse('AgreementNotRegistered', 'name', 'an agreement registered before');
  const known = (tag: AgreementRefusal['_tag'], field: string, key: string | undefined, among: ByKey<unknown>): AgreementRefusal | null =>
    key === undefined || at(among, key) !== undefined ? null : refuse(tag, field, Object.keys(among).join(', ') || 'one that has been added', key);
  const free = (field: string, key: string, among: ByKey<unknown>): AgreementRefusal | null => (at(among, key) === undefined ? null : refuse('KeyTaken', field, 'a name this agreement has not used for it', key));
  const within = ({ between }: { readonly between?: Period }): AgreementRefusal | null =>
    between === undefined || between.to === on ? null : refuse('SelfContradiction', 'between.to', `the command's own day ${on}: a fact is dated by the last day possible`, between.to);
  const lengths = (...told: readonly (readonly [string, Parameters<typeof isInDays>[0]])[]): AgreementRefusal | null =>
    told.map(([field, length]) => (isInDays(length) ? null : refuse('SelfContradiction', field, 'days, weeks, months or years', length))).find((found) => found !== null) ?? null;
  const first = (...checks: readonly (AgreementRefusal | null)[]): AgreementRefusal | null => checks.find((check) => check !== null) ?? null;

  /** A term that is named, and the instance or request that it takes to say which. */
  const ofTerm = (told: { readonly term: string; readonly instance?: string; readonly request?: string; readonly by?: string }, whole: boolean): AgreementRefusal | null => {
    const term = at(state.terms, told.term);
    if (term === undefined) return known('UnknownTerm', 'term', told.term, state.terms);
    const owed = told.by === undefined || term.owedBy === undefined || term.owedBy.some((party) => party === told.by);
    if (!owed) return refuse('UnknownParty', 'by', term.owedBy?.join(', ') ?? 'a party that owes the term', told.by);
    if (term.owedBy === undefined && told.by !== undefined) return refuse('UnknownParty', 'by', 'no party: the parties owe it together', told.by);
    if (term.rhythm.kind === 'on-request') {
      if (told.request === undefined) return refuse('UnknownRequest', 'request', 'the request that it answers');
      const request = at(state.requests, told.request);
      return request?.term === told.term ? null : refuse('UnknownRequest', 'request', Object.values(state.requests).filter((each) => each.term === told.term).map((each) => each.request).join(', ') || 'a request received', told.request);
    }
    if (term.rhythm.kind === 'per-participant') return refuse('SelfContradiction', 'term', 'a term that is not followed by cohorts: followCohort', told.term);
    if (told.request !== undefined) return refuse('SelfContradiction', 'request', 'no request: the term is not one on request', told.request);
    const schedule = scheduleOf(state, term);
    if (schedule.kind !== 'recurring') return told.instance === undefined ? null : refuse('UnknownInstance', 'instance', 'none: the term is owed once', told.instance);
    const last = registered.period.to ?? on;
    if (told.instance === undefined && whole) return null;
    const named = told.instance === undefined ? null : periodOfKey(schedule.recurrence, told.instance);
    if (named !== null && named.period.from <= last) return null;
    const few = fewOf(schedule, last, ({ key }) => key);
    return refuse(told.instance === undefined ? 'InstanceMissing' : 'UnknownInstance', 'instance', few === null ? `a period of the term that begins by ${last}` : `one of ${few}`, told.instance);
  };

  switch (command) {
    case 'addParty':
      return free('party', data.party, state.parties);
    case 'setCondition':
      return free('condition', data.condition, state.conditions);
    case 'recordConditionDecision':
      return known('UnknownCondition', 'condition', data.condition, state.conditions);
    case 'setPaymentPeriod':
      return first(
        free('payment', data.payment, state.payments),
        span('period', data.period),
        data.shares.length === 0 ? refuse('SelfContradiction', 'shares', 'at least one line') : null,
        known('UnknownSum', 'costs', data.costs, state.sums),
        ...data.shares.map(({ party }, i) => known('UnknownParty', `shares[${i}].party`, party, state.parties)),
      );
    case 'stateSum':
      return first(free('sum', data.sum, state.sums), data.lines.length === 0 ? refuse('SelfContradiction', 'lines', 'at least one line') : null);
    case 'addTerm': {
      const { rhythm } = data;
      const due = rhythm.kind === 'once' ? dueFromTold(rhythm.due, { from: on, contractYearStart: registered.period.from, stretches: true }) : null;
      return first(
        free('term', data.term, state.terms),
        ...(data.owedBy ?? []).map((party, i) => known('UnknownParty', `owedBy[${i}]`, party, state.parties)),
        due !== null && E.isLeft(due) ? refuse('UnclearDate', `rhythm.${due.left.field}`, due.left.expected, due.left.value) : null,
        rhythm.kind === 'counted' && rhythm.target === 0 ? refuse('SelfContradiction', 'rhythm.target', 'at least one') : null,
        rhythm.kind === 'recurring' || rhythm.kind === 'every' ? lengths(['rhythm.plus', rhythm.plus]) : null,
        rhythm.kind === 'every' ? (isInDays(rhythm.length) && !/^P0/.test(rhythm.length) ? null : refuse('SelfContradiction', 'rhythm.length', 'at least one day, week, month or year', rhythm.length)) : null,
        rhythm.kind === 'on-request' ? lengths(['rhythm.within', rhythm.within]) : null,
        rhythm.kind === 'per-participant' ? lengths(['rhythm.length', rhythm.length]) : null,
      );
    }
    case 'performTerm':
      return first(ofTerm(data, false), within(data));
    case 'performPartOfTerm':
      return ofTerm(data, false);
    case 'waiveTerm':
      return ofTerm(data, true);
    case 'receiveRequest': {
      const term = at(state.terms, data.term);
      if (term === undefined) return known('UnknownTerm', 'term', data.term, state.terms);
      return term.rhythm.kind === 'on-request' ? free('request', data.request, state.requests) : refuse('SelfContradiction', 'term', 'a term that is owed on request', data.term);
    }
    case 'recordCount': {
      const term = at(state.terms, data.term);
      if (term === undefined) return known('UnknownTerm', 'term', data.term, state.terms);
      if (term.rhythm.kind !== 'counted') return refuse('SelfContradiction', 'term', 'a term with a counted target', data.term);
      const schedule = scheduleOf(state, term);
      const last = endOf(state) ?? on;
      const inside = periodsUnder(schedule, minDate(last, data.period.to)).some(({ period }) => data.period.from >= period.from && data.period.to <= period.to);
      const few = fewOf(schedule, last, ({ period }) => `${period.from}–${period.to}`);
      return first(
        span('period', data.period),
        data.period.to > on ? refuse('SelfContradiction', 'period.to', `a day not after ${on}: what has been counted lies in the past`, data.period.to) : null,
        inside ? null : refuse('UnknownInstance', 'period', few === null ? `a period of the term that begins by ${last}` : `days within one of ${few}`, `${data.period.from}–${data.period.to}`),
      );
    }
    case 'startCohort': {
      const term = at(state.terms, data.term);
      if (term === undefined) return known('UnknownTerm', 'term', data.term, state.terms);
      return term.rhythm.kind === 'per-participant' ? free('cohort', data.cohort, state.cohorts) : refuse('SelfContradiction', 'term', 'a term that follows participants', data.term);
    }
    case 'followCohort':
      return known('UnknownCohort', 'cohort', data.cohort, state.cohorts);
    case 'setNoticeTerms':
      return lengths(['remedyWithin', data.remedyWithin], ['period', data.period], ['latestBeforeEnd', data.latestBeforeEnd]);
    case 'recordBreach':
      return first(free('breach', data.breach, state.breaches), known('UnknownParty', 'by', data.by, state.parties), known('UnknownTerm', 'term', data.term, state.terms));
    case 'remedyBreach':
      return first(known('UnknownBreach', 'breach', data.breach, state.breaches), within(data));
    case 'giveNotice':
      return known('UnknownBreach', 'breach', data.breach, state.breaches);
    case 'planRenewal':
      return lengths(['before', data.before]);
    case 'approveAgreement':
    case 'prepareRenewal':
    case 'nameSuccessor':
    case 'closeAgreement':
      return null;
  }
};
