/**
 * What can happen to an agreement. Each command records the event of the same content, so the codecs serve both.
 * Nothing here is about a person: participants are counted, parties are organisations and their parts.
 */
import { CivilDate, Duration } from '@frist/calendar';
import { closed, eventType, nonBlank, oneOf, wholeNumber } from '@frist/event-sourcing';
import { happenedBetween, InstanceKey, Key, LegalBasis, Party, Reference, ToldAmount, ToldCount, ToldDate } from '@frist/obligations';
import * as t from 'io-ts';


const note = { note: nonBlank(1000) };
const Labels = t.readonlyArray(nonBlank(60));
/** From a day on; through a day, where the agreement has an end. */
const Span = closed('Span', { from: CivilDate }, { to: CivilDate });
/** Whether "quarter" and "year" are the calendar's or the agreement's own. Absent: nobody has said, and both readings are kept. */
const counted = { counted: oneOf('Counted', ['calendar', 'contract']) };

/** When a term is to be performed. */
export const Rhythm = t.union([
  /** Once each quarter or year; `plus`: so long after it. */
  closed('Recurring', { kind: t.literal('recurring'), every: oneOf('Unit', ['quarter', 'year']) }, { ...counted, plus: Duration }),
  /** In periods of the agreement's own, counted from its first day. */
  closed('Every', { kind: t.literal('every'), length: Duration }, { plus: Duration }),
  /** Once, on a day or in words: "the first quarter". */
  closed('Once', { kind: t.literal('once'), due: ToldDate }),
  /** Whenever somebody asks for it; each request is an obligation of its own. Without `within` no time is told. */
  closed('OnRequest', { kind: t.literal('on-request') }, { within: Duration }),
  /** At least so many in each quarter or year. */
  closed('CountedTarget', { kind: t.literal('counted'), target: wholeNumber, per: oneOf('Unit', ['quarter', 'year']) }, counted),
  /** For each participant so long from the start; participants are counted, never named. */
  closed('PerParticipant', { kind: t.literal('per-participant'), length: Duration }),
  /** Owed, and nobody has said when. */
  closed('NoDate', { kind: t.literal('undated') }, { text: nonBlank(200) }),
]);
/** When a term is to be performed; see the codec. */
export type Rhythm = t.TypeOf<typeof Rhythm>;

/** An agreement between parties, for a period. Begins the stream. */
export const AgreementRegistered = eventType(
  'AgreementRegistered',
  closed('AgreementRegistered', { name: nonBlank(200), period: Span }, { diaryNumbers: Labels, basis: LegalBasis, predecessor: closed('Predecessor', {}, { period: Span, reference: Reference }), ...note }),
);
/** A party: an organisation or a part of one. */
export const AgreementPartyAdded = eventType('AgreementPartyAdded', closed('AgreementPartyAdded', { party: Key, name: Party }, { ...note }));
/** The decision that approved the agreement, by reference. */
export const AgreementApproved = eventType('AgreementApproved', closed('AgreementApproved', { by: Party }, { decision: Reference }));
/** The agreement takes effect only when another body decides likewise. */
export const AgreementConditionSet = eventType('AgreementConditionSet', closed('AgreementConditionSet', { condition: Key, body: Party }, { ...note }));
/** The other body has decided: alike, or otherwise. */
export const AgreementConditionDecided = eventType('AgreementConditionDecided', closed('AgreementConditionDecided', { condition: Key, outcome: oneOf('ConditionOutcome', ['alike', 'otherwise']) }, { decision: Reference }));
/** A period that payments are made for, and what each party pays in it. Amounts in öre; `costs` names the sum that the shares pay for. */
export const AgreementPaymentPeriodSet = eventType(
  'AgreementPaymentPeriodSet',
  closed('AgreementPaymentPeriodSet', { payment: Key, period: closed('Days', { from: CivilDate, to: CivilDate }), shares: t.readonlyArray(closed('Share', { who: nonBlank(200), amount: ToldAmount }, { party: Key })) }, { total: ToldAmount, costs: Key }),
);
/**
 * Lines that should come to a total: costs of a period, or how a party divides its share. `share` names the line of the payment
 * periods that the total is.
 */
export const AgreementSumStated = eventType(
  'AgreementSumStated',
  closed('AgreementSumStated', { sum: Key, what: nonBlank(200), lines: t.readonlyArray(closed('SumLine', { what: nonBlank(200), amount: ToldAmount })) }, { total: ToldAmount, share: nonBlank(200), ...note }),
);
/** Something that one party, several, or (without `owedBy`) the parties together owe. `wordings`: as the agreement says it, each way it does. */
export const TermAdded = eventType(
  'TermAdded',
  closed('TermAdded', { term: Key, what: nonBlank(300), rhythm: Rhythm }, { owedBy: t.readonlyArray(Key), to: Party, wordings: t.readonlyArray(nonBlank(200)), ...note }),
);
/** Performed: which instance of a recurring term, in answer to which request, by which party. */
export const TermPerformed = eventType('TermPerformed', closed('TermPerformed', { term: Key, evidence: nonBlank(500) }, { instance: InstanceKey, request: Key, by: Key, ...happenedBetween }));
/** Something of it is done. */
export const TermPartlyPerformed = eventType('TermPartlyPerformed', closed('TermPartlyPerformed', { term: Key, part: nonBlank(300), remains: nonBlank(300) }, { instance: InstanceKey, request: Key, by: Key }));
/** Not to be done: one instance, one request, or the term as a whole. */
export const TermWaived = eventType('TermWaived', closed('TermWaived', { term: Key, power: nonBlank(200), reason: nonBlank(500) }, { instance: InstanceKey, request: Key, by: Key, decision: nonBlank(200) }));
/** Somebody has asked for what a term promises on request. */
export const TermRequestReceived = eventType('TermRequestReceived', closed('TermRequestReceived', { term: Key, request: Key }, { from: Party, amount: ToldAmount, ...note }));
/** So many in a stretch of days, against a counted target. */
export const TermCountRecorded = eventType('TermCountRecorded', closed('TermCountRecorded', { term: Key, period: closed('Days', { from: CivilDate, to: CivilDate }), count: ToldCount }, { ...note }));
/** So many participants began on the day of the fact. */
export const ParticipantsStarted = eventType('ParticipantsStarted', closed('ParticipantsStarted', { term: Key, cohort: Key, participants: wholeNumber }));
/** How many of a cohort have been followed to the end, and how many left before it. */
export const ParticipantsFollowed = eventType('ParticipantsFollowed', closed('ParticipantsFollowed', { cohort: Key, followed: wholeNumber }, { left: wholeNumber }));
/** What notice takes: remedy first, how long, in which form, and how long before the end at the latest. */
export const AgreementNoticeTermsSet = eventType(
  'AgreementNoticeTermsSet',
  closed('AgreementNoticeTermsSet', {}, { remedyWithin: Duration, period: Duration, latestBeforeEnd: Duration, inWriting: t.literal(true), afterDialogue: t.literal(true), grounds: t.readonlyArray(nonBlank(300)) }),
);
/** A party has broken the agreement; time to remedy it runs from the day of the fact, when it was pointed out. */
export const AgreementBreachFound = eventType('AgreementBreachFound', closed('AgreementBreachFound', { breach: Key, by: Key, what: nonBlank(500) }, { term: Key }));
/** The breach has been remedied. */
export const AgreementBreachRemedied = eventType('AgreementBreachRemedied', closed('AgreementBreachRemedied', { breach: Key, evidence: nonBlank(500) }, { ...happenedBetween }));
/** Notice was given on the day of the fact; with what is told about its form. */
export const AgreementNoticeGiven = eventType(
  'AgreementNoticeGiven',
  closed('AgreementNoticeGiven', { by: Party, ground: oneOf('NoticeGround', ['breach', 'changed-conditions', 'end-of-period', 'other']) }, { breach: Key, inWriting: t.boolean, afterDialogue: t.boolean, ...note }),
);
/** How long before the end the renewal is to be prepared. */
export const AgreementRenewalPlanned = eventType('AgreementRenewalPlanned', closed('AgreementRenewalPlanned', { before: Duration, by: Party }, { decision: nonBlank(200) }));
/** The question what is to follow has been prepared. */
export const AgreementRenewalPrepared = eventType('AgreementRenewalPrepared', closed('AgreementRenewalPrepared', { evidence: nonBlank(500) }));
/** Another agreement follows this one. */
export const AgreementSuccessorNamed = eventType('AgreementSuccessorNamed', closed('AgreementSuccessorNamed', { successor: Reference }, { from: CivilDate }));
/** Nothing more is to happen. */
export const AgreementClosed = eventType('AgreementClosed', closed('AgreementClosed', { reason: nonBlank(500) }));

/**
 * The commands, and the event that each one records: same content, checked by the same codec.
 *
 * @example { command: 'receiveRequest', on: '2025-04-14', data: { term: 'pay', request: 'request-1' } }
 */
export const agreementCommands = {
  registerAgreement: AgreementRegistered,
  addParty: AgreementPartyAdded,
  approveAgreement: AgreementApproved,
  setCondition: AgreementConditionSet,
  recordConditionDecision: AgreementConditionDecided,
  setPaymentPeriod: AgreementPaymentPeriodSet,
  stateSum: AgreementSumStated,
  addTerm: TermAdded,
  performTerm: TermPerformed,
  performPartOfTerm: TermPartlyPerformed,
  waiveTerm: TermWaived,
  receiveRequest: TermRequestReceived,
  recordCount: TermCountRecorded,
  startCohort: ParticipantsStarted,
  followCohort: ParticipantsFollowed,
  setNoticeTerms: AgreementNoticeTermsSet,
  recordBreach: AgreementBreachFound,
  remedyBreach: AgreementBreachRemedied,
  giveNotice: AgreementNoticeGiven,
  planRenewal: AgreementRenewalPlanned,
  prepareRenewal: AgreementRenewalPrepared,
  nameSuccessor: AgreementSuccessorNamed,
  closeAgreement: AgreementClosed,
} as const;

/** A type of event that an agreement’s stream holds. */
export type AgreementEventType = (typeof agreementCommands)[keyof typeof agreementCommands];
/** All of them. */
export const agreementEventTypes: readonly AgreementEventType[] = Object.values(agreementCommands);
