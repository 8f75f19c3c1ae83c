/** The state of an agreement: what its facts come to, in folding order. Plain JSON. */
import { addDuration, type CivilDate, minDate } from '@frist/calendar';
import type { LegalBasis, RecordedDuty } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { at, type ByKey, type DataOf, evolveWith, type LoggedOf, noted, type Noted, put, type StepOf } from '../kit/stream';
import type { agreementCommands, AgreementEventType } from './events';

/** The {@link Noted} facts that a command records. */
export type AgreementFact<Name extends keyof typeof agreementCommands> = Noted<DataOf<(typeof agreementCommands)[Name]>>;
/** A fact of an agreement as duties follow from it. */
export type AgreementLogged = LoggedOf<AgreementEventType>;
/** What was done about a term, in folding order. */
export type TermAct = ({ readonly act: 'performed' } & AgreementFact<'performTerm'>) | ({ readonly act: 'partly' } & AgreementFact<'performPartOfTerm'>) | ({ readonly act: 'waived' } & AgreementFact<'waiveTerm'>);

/** See the top of the file. */
export interface AgreementState {
  readonly registered: AgreementFact<'registerAgreement'> | null;
  readonly parties: ByKey<AgreementFact<'addParty'>>;
  readonly approvals: readonly AgreementFact<'approveAgreement'>[];
  readonly conditions: ByKey<AgreementFact<'setCondition'>>;
  /** By condition; the latest told. */
  readonly answers: ByKey<AgreementFact<'recordConditionDecision'>>;
  readonly payments: ByKey<AgreementFact<'setPaymentPeriod'>>;
  readonly sums: ByKey<AgreementFact<'stateSum'>>;
  readonly terms: ByKey<AgreementFact<'addTerm'>>;
  readonly acts: readonly TermAct[];
  readonly requests: ByKey<AgreementFact<'receiveRequest'>>;
  readonly counts: readonly AgreementFact<'recordCount'>[];
  readonly cohorts: ByKey<AgreementFact<'startCohort'>>;
  readonly followed: readonly AgreementFact<'followCohort'>[];
  /** The latest told. */
  readonly noticeTerms: AgreementFact<'setNoticeTerms'> | null;
  readonly breaches: ByKey<AgreementFact<'recordBreach'>>;
  readonly remedies: ByKey<AgreementFact<'remedyBreach'>>;
  readonly notices: readonly AgreementFact<'giveNotice'>[];
  readonly renewalPlan: AgreementFact<'planRenewal'> | null;
  readonly renewalPrepared: AgreementFact<'prepareRenewal'> | null;
  readonly successor: AgreementFact<'nameSuccessor'> | null;
  readonly closed: AgreementFact<'closeAgreement'> | null;
  readonly log: readonly AgreementLogged[];
  readonly recorded: readonly RecordedDuty[];
}

/** A step through the facts of an agreement. */
export type AgreementStep = StepOf<AgreementState>;

/** Before the first fact. */
export const noAgreement: AgreementState = {
  registered: null,
  parties: {},
  approvals: [],
  conditions: {},
  answers: {},
  payments: {},
  sums: {},
  terms: {},
  acts: [],
  requests: {},
  counts: [],
  cohorts: {},
  followed: [],
  noticeTerms: null,
  breaches: {},
  remedies: {},
  notices: [],
  renewalPlan: null,
  renewalPrepared: null,
  successor: null,
  closed: null,
  log: [],
  recorded: [],
};

/** Folds one fact of the agreement, without the log. Total: any order of facts gives a state. */
export const evolveTermsOfAgreement = (state: AgreementState, fact: AgreementLogged): AgreementState => {
  switch (fact.type) {
    case 'AgreementRegistered':
      return { ...state, registered: noted(fact) };
    case 'AgreementPartyAdded':
      return { ...state, parties: put(state.parties, fact.data.party, noted(fact)) };
    case 'AgreementApproved':
      return { ...state, approvals: [...state.approvals, noted(fact)] };
    case 'AgreementConditionSet':
      return { ...state, conditions: put(state.conditions, fact.data.condition, noted(fact)) };
    case 'AgreementConditionDecided':
      return { ...state, answers: put(state.answers, fact.data.condition, noted(fact)) };
    case 'AgreementPaymentPeriodSet':
      return { ...state, payments: put(state.payments, fact.data.payment, noted(fact)) };
    case 'AgreementSumStated':
      return { ...state, sums: put(state.sums, fact.data.sum, noted(fact)) };
    case 'TermAdded':
      return { ...state, terms: put(state.terms, fact.data.term, noted(fact)) };
    case 'TermPerformed':
      return { ...state, acts: [...state.acts, { act: 'performed', ...noted(fact) }] };
    case 'TermPartlyPerformed':
      return { ...state, acts: [...state.acts, { act: 'partly', ...noted(fact) }] };
    case 'TermWaived':
      return { ...state, acts: [...state.acts, { act: 'waived', ...noted(fact) }] };
    case 'TermRequestReceived':
      return { ...state, requests: put(state.requests, fact.data.request, noted(fact)) };
    case 'TermCountRecorded':
      return { ...state, counts: [...state.counts, noted(fact)] };
    case 'ParticipantsStarted':
      return { ...state, cohorts: put(state.cohorts, fact.data.cohort, noted(fact)) };
    case 'ParticipantsFollowed':
      return { ...state, followed: [...state.followed, noted(fact)] };
    case 'AgreementNoticeTermsSet':
      return { ...state, noticeTerms: noted(fact) };
    case 'AgreementBreachFound':
      return { ...state, breaches: put(state.breaches, fact.data.breach, noted(fact)) };
    case 'AgreementBreachRemedied':
      return { ...state, remedies: put(state.remedies, fact.data.breach, noted(fact)) };
    case 'AgreementNoticeGiven':
      return { ...state, notices: [...state.notices, noted(fact)] };
    case 'AgreementRenewalPlanned':
      return { ...state, renewalPlan: noted(fact) };
    case 'AgreementRenewalPrepared':
      return { ...state, renewalPrepared: noted(fact) };
    case 'AgreementSuccessorNamed':
      return { ...state, successor: noted(fact) };
    case 'AgreementClosed':
      return { ...state, closed: noted(fact) };
  }
};

/** Folds one fact. Total. */
export const evolveAgreement = evolveWith<AgreementLogged, AgreementState>(evolveTermsOfAgreement);

/** Who owes a term: the parties named in it, by key, or `null` for the parties together. */
export const owersOf = (term: AgreementFact<'addTerm'>): readonly (string | null)[] => (term.owedBy === undefined || term.owedBy.length === 0 ? [null] : [...new Set(term.owedBy)]);

/** A party's name as it stands in a duty. */
export const partyName = (state: AgreementState, party: string | null | undefined): string => (party === null || party === undefined ? 'the parties of the agreement' : (at(state.parties, party)?.name ?? party));

/** The basis of what the agreement sets: dates on it never roll. */
export const basisOf = ({ registered }: AgreementState): LegalBasis => ({ ...(registered?.basis ?? { kind: 'agreement', reference: registered?.name ?? 'the agreement', confidence: 'S' }), kind: 'agreement' });

/** The agreement as of a step; while it is not registered, as it is by everything known, so that what is owed does not depend on the order of telling. */
export const agreementIn = ({ after, whole }: AgreementStep): AgreementState => (after.registered === null ? { ...after, registered: whole.registered } : after);

/** Whether the agreement binds: no other body's decision is waited for (`waiting`), or one decided otherwise (`fallen`). */
export const effectOf = ({ conditions, answers }: AgreementState): 'bound' | 'waiting' | 'fallen' => {
  const outcomes = Object.keys(conditions).map((condition) => at(answers, condition)?.outcome);
  if (outcomes.includes('otherwise')) return 'fallen';
  return outcomes.every((outcome) => outcome === 'alike') ? 'bound' : 'waiting';
};

/** The agreement's last day: of its period, by notice, or as it was closed. Null: none is set. */
export const endOf = ({ registered, noticeTerms, notices, closed }: AgreementState): CivilDate | null => {
  const ends: CivilDate[] = registered?.period.to === undefined ? [] : [registered.period.to];
  for (const { ground, on } of notices) {
    if (ground === 'end-of-period' || noticeTerms?.period === undefined) continue;
    const end = addDuration(on, noticeTerms.period);
    if (E.isRight(end)) ends.push(end.right);
  }
  if (closed !== null) ends.push(closed.on);
  const [first, ...others] = ends;
  return first === undefined ? null : others.reduce(minDate, first);
};
