/**
 * What can happen to a favourable decision. The day of the decision, of an offer, of a report is the day of its fact.
 * The person is `subject`, an opaque reference; whatever tells of the person is sealed, and the command that brings it
 * names the subject.
 */
import { CivilDate, Quarter } from '@frist/calendar';
import { type AnyEventType, closed, EventId, eventType, type EventType, nonBlank, oneOf, type Reading, sealed, SubjectRef, toSeal, wholeNumber } from '@frist/event-sourcing';
import * as t from 'io-ts';

import { Act, Provision } from '../regimes';
import { ClosingReason, IndividualRecipient, Key, ReasonCategory, Recipient, Side } from '../words';

/** A field that is sealed in the event and comes in as plain text with the command. */
type Seal = <A>(inner: t.Type<A, unknown>) => t.Type<Reading<A>, unknown>;
const inEvent: Seal = (inner) => sealed('subject', inner);
const inCommand: Seal = (inner) => toSeal('subject', inner);

/** An event and the codec of the command that brings its data. */
interface Told<Type extends string, Data> {
  readonly event: EventType<Type, Data>;
  readonly command: t.Type<Data, unknown>;
}

/** About the subject: the same fields, sealed in the one and open in the other. */
const aboutSubject = <Type extends string, R extends t.Props, O extends t.Props>(type: Type, fields: (seal: Seal) => readonly [required: R, optional: O]) => {
  const codecOf = (seal: Seal) => closed(type, { subject: SubjectRef, ...fields(seal)[0] }, fields(seal)[1]);
  return { event: eventType(type, codecOf(inEvent)), command: codecOf(inCommand) };
};

const plain = <Type extends string, Data>(type: Type, codec: t.Type<Data, unknown>): Told<Type, Data> => ({ event: eventType(type, codec), command: codec });

const text = nonBlank(4000);

/** The kind of support granted: a key to count by, and the words of the paper. Never personal. */
export const Intervention = closed('Intervention', { category: Key }, { label: nonBlank(80) });

const decision = aboutSubject('DecisionTaken', (seal) => [
  { intervention: Intervention },
  {
    /** The act, and its paragraph where it is told. Absent: nobody has told. */
    legalBasis: closed('DecisionBasis', { act: Act }, { provision: Provision }),
    /** Förhandsbesked: reportable although the person does not live there yet. */
    advanceDecision: t.literal(true),
    /** Granted by a court: it can give a fee and is not reported (I). `finalOn`: when the ruling became final. */
    courtRuling: closed('CourtRuling', {}, { finalOn: CivilDate }),
    /** An opaque reference in the case system, by which the check names the decision. Never an identity number. */
    caseReference: nonBlank(60),
    /** For a split by sex in statistics, only where the board makes one. Not sealed, so that statistics need no key. */
    sexForStatistics: oneOf('Sex', ['female', 'male']),
    /** Identity number, or the inspectorate's stand-in number. */
    identity: seal(nonBlank(40)),
    protectedIdentity: seal(t.boolean),
    reporter: seal(nonBlank(120)),
    mainReporter: seal(nonBlank(120)),
    municipalityOfStay: seal(nonBlank(120)),
  },
]);

const offer = aboutSubject('OfferMade', (seal) => [{ offer: Key }, { what: seal(text) }]);
const accepted = plain('OfferAccepted', closed('OfferAccepted', { offer: Key }));
/** Not an end: the decision stays owed. */
const declined = aboutSubject('OfferDeclined', (seal) => [{ offer: Key }, { reason: seal(text) }]);
const followUp = aboutSubject('FollowUpMade', (seal) => [{}, { note: seal(text) }]);
const reason = aboutSubject('DelayReasonRecorded', (seal) => [{ side: Side, category: ReasonCategory }, { text: seal(text) }]);
const effects = aboutSubject('EffectsRecorded', (seal) => [{ effects: seal(text) }, {}]);
const support = aboutSubject('OtherSupportRecorded', (seal) => [{ support: seal(text) }, {}]);

/** The whole of what was granted has begun. */
const started = plain('ExecutionStarted', closed('ExecutionStarted', {}));
/** Only a part is carried out from this day on. For three months it counts as an interruption (S). */
const partial = plain('PartialExecutionBegun', closed('PartialExecutionBegun', {}));
const interrupted = aboutSubject('ExecutionInterrupted', (seal) => [{}, { reason: seal(text) }]);
const resumed = plain('ExecutionResumed', closed('ExecutionResumed', {}));
const closing = aboutSubject('ClosedWithoutExecution', (seal) => [{ reason: ClosingReason }, { text: seal(text) }]);
/** A paper tells another day than the one on record: kept beside it, with its source. */
const stated = plain('OtherDateStated', closed('OtherDateStated', { of: oneOf('DateOf', ['decision', 'execution', 'interruption', 'resumption', 'closing']), day: CivilDate }));

const since = { since: CivilDate };
const ofSpell = { spell: EventId };
/** Commands name a spell by the day it began on; the fact names it by the event that began it, which no correction moves. */
const reported = {
  event: eventType('NonExecutionReported', closed('NonExecutionReported', { to: Recipient, quarter: Quarter, ...ofSpell }, { evidence: nonBlank(300) })),
  command: closed('reportNonExecution', { to: Recipient, quarter: Quarter }, { ...since, evidence: nonBlank(300) }),
};
const endReported = {
  event: eventType('EndReported', closed('EndReported', { to: IndividualRecipient, end: oneOf('End', ['executed', 'closed']), ...ofSpell }, { evidence: nonBlank(300) })),
  command: closed('reportEnd', { to: IndividualRecipient }, { ...since, evidence: nonBlank(300) }),
};
/** The inspectorate's application for a special fee was served on the municipality on this day. */
const feeApplication = {
  event: eventType('FeeApplicationServed', closed('FeeApplicationServed', { application: Key, ...ofSpell }, { caseNumber: nonBlank(60), appliedFor: wholeNumber })),
  command: closed('recordFeeApplication', { application: Key }, { ...since, caseNumber: nonBlank(60), appliedFor: wholeNumber }),
};
/** The administrative court's decision: `imposed` with an amount in öre, `refused`, or `waived` for exceptional reasons. */
const feeDecision = plain(
  'FeeDecided',
  closed('FeeDecided', { application: Key, outcome: oneOf('FeeOutcome', ['imposed', 'refused', 'waived']) }, { amount: wholeNumber, court: nonBlank(120), caseNumber: nonBlank(60), finalOn: CivilDate }),
);

/** The event that each command records, by the command's name, and the codec of what the command brings. */
export const decisionCommands = {
  recordDecision: decision,
  recordOffer: offer,
  acceptOffer: accepted,
  declineOffer: declined,
  recordFollowUp: followUp,
  recordReason: reason,
  recordEffects: effects,
  recordOtherSupport: support,
  startExecution: started,
  beginPartialExecution: partial,
  interruptExecution: interrupted,
  resumeExecution: resumed,
  closeWithoutExecution: closing,
  stateOtherDate: stated,
  reportNonExecution: reported,
  reportEnd: endReported,
  recordFeeApplication: feeApplication,
  recordFeeDecision: feeDecision,
} as const;

type Commands = typeof decisionCommands;

/** One command, told apart by its name. */
export type DecisionCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: t.TypeOf<Commands[Name]['command']> } }[keyof Commands];

/** A type of event that a decision's stream holds. */
export type DecisionEventType = Commands[keyof Commands]['event'];
/** Data of the event that a command records. */
export type DecisionDataOf<Name extends keyof Commands> = t.TypeOf<Commands[Name]['event']['codec']>;
/** All of them. */
export const decisionEventTypes: readonly (DecisionEventType & AnyEventType)[] = Object.values(decisionCommands).map(({ event }) => event);
