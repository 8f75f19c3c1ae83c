/** What can happen to the duties that a board has switched on, and to a case whose times are followed. */
import { CivilDate, Instant } from '@frist/calendar';
import { closed, eventType, nonBlank, oneOf, sealed, SubjectRef, toSeal } from '@frist/event-sourcing';
import { happenedBetween, InstanceKey, Key, Party, Reference } from '@frist/obligations';


/** The standing duties by name. */
export const StandingDuty = oneOf('StandingDuty', ['list-of-family-homes', 'patient-safety-report', 'activity-requirement-figures', 'activity-requirement-account']);
/** The duties of cases by name. */
export const CaseDuty = oneOf('CaseDuty', [
  'open-child-investigation', 'assess-need-for-protection', 'child-investigation', 'consider-continued-care', 'follow-up-of-child', 'personal-data-breach', 'answer-reporter', 'changed-activity',
  'custody-transfer', 'jourhem-ends', 'adoption-consent', 'call-to-allvarssamtal', 'hold-allvarssamtal', 'answer-slow-case-request', 'lex-maria',
]);

/** The board follows a standing duty from a day on. */
export const DutySwitchedOn = eventType('DutySwitchedOn', closed('DutySwitchedOn', { duty: StandingDuty, from: CivilDate }, { decision: Reference, by: Party }));
/** The duty is no longer the board's: no instance that begins on the day or later. */
export const DutySwitchedOff = eventType('DutySwitchedOff', closed('DutySwitchedOff', { duty: StandingDuty, from: CivilDate, power: nonBlank(200), reason: nonBlank(500) }, { decision: nonBlank(200) }));
/** One instance has been delivered. */
export const StandingDutyPerformed = eventType('StandingDutyPerformed', closed('StandingDutyPerformed', { duty: StandingDuty, instance: InstanceKey, evidence: nonBlank(500) }, happenedBetween));
/** One instance is not owed. */
export const StandingDutyWaived = eventType('StandingDutyWaived', closed('StandingDutyWaived', { duty: StandingDuty, instance: InstanceKey, power: nonBlank(200), reason: nonBlank(500) }, { decision: nonBlank(200) }));

/** Commands of `standingDuties-…` and the event that each one records: same content. */
export const standingCommands = {
  switchOnDuty: DutySwitchedOn,
  switchOffDuty: DutySwitchedOff,
  performStandingDuty: StandingDutyPerformed,
  waiveStandingDuty: StandingDutyWaived,
} as const;
/** A type of event of `standingDuties-…`. */
export type StandingEventType = (typeof standingCommands)[keyof typeof standingCommands];

/** A case, by an opaque reference; `fedFrom` names the system that its facts come from. Nothing personal in the open. */
export const StatutoryCaseRegistered = eventType('StatutoryCaseRegistered', closed('StatutoryCaseRegistered', { case: SubjectRef }, { fedFrom: nonBlank(120), reference: Reference }));
/** A time begins to run on the day of the fact; `at` is the instant for rules in hours, `between` where only a stretch is told. */
export const ClockStarted = eventType('ClockStarted', closed('ClockStarted', { clock: Key, duty: CaseDuty }, { at: Instant, ...happenedBetween }));
/** Done. Of a duty that comes again, the next time runs from here. */
export const ClockMet = eventType('ClockMet', closed('ClockMet', { clock: Key }, { at: Instant, evidence: Reference, ...happenedBetween }));
/** More time, by a decision. */
export const ClockExtended = eventType('ClockExtended', closed('ClockExtended', { clock: Key, until: CivilDate, by: Party }, { decision: Reference }));
const ended = { clock: Key, case: SubjectRef, ground: oneOf('EndGround', ['ended', 'moved', 'withdrawn', 'of-age', 'recorded-elsewhere', 'other']), power: Party };
/** No longer owed; what is said about why concerns a person and is sealed. */
export const ClockEnded = eventType('ClockEnded', closed('ClockEnded', ended, { note: sealed('case', nonBlank(1000)) }));

/** Commands of `statutoryCase-…`. Each records the event of the same content; the note of `endClock` comes in as text and is sealed. */
export const caseCommands = {
  registerCase: StatutoryCaseRegistered,
  startClock: ClockStarted,
  meetClock: ClockMet,
  extendClock: ClockExtended,
  endClock: { type: ClockEnded.type, codec: closed('endClock', ended, { note: toSeal('case', nonBlank(1000)) }) },
} as const;
/** A type of event of `statutoryCase-…`. */
export const caseEventTypes = [StatutoryCaseRegistered, ClockStarted, ClockMet, ClockExtended, ClockEnded] as const;
/** Of {@link caseEventTypes}. */
export type CaseEventType = (typeof caseEventTypes)[number];
/** All types of `standingDuties-…`. */
export const standingEventTypes: readonly StandingEventType[] = Object.values(standingCommands);
