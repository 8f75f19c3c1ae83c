/** The whole public surface of @frist/decisions. */
export {
  type AssignmentAct, type AssignmentLogged, type AssignmentNoted, type AssignmentState, assignmentConcerns, evolveAssignment, instanceOf, noAssignment, type OwedPart, owedUnder, recurrenceOf,
} from './assignment/assignment';
export { type AssignmentCommand, type AssignmentRefusal, decideAssignment } from './assignment/decide';
export { answerDutyOf, assignmentEntails } from './assignment/duties';
export * from './assignment/events';
export { assignmentFindings } from './assignment/findings';
export { bodyConcerns, type BodyLogged, type BodyMeeting, type BodyNoted, type BodyState, bodyStream, evolveBody, meetingsOf, noBody, reportingOn } from './body/body';
export { type BodyCommand, type BodyRefusal, decideBody } from './body/decide';
export { bodyEntails } from './body/duties';
export * from './body/events';
export { bodyFindings } from './body/findings';
export {
  decideDelegated, delegatedConcerns, type DelegatedCommand, delegatedEntails, delegatedFindings, type DelegatedLogged, type DelegatedNoted, type DelegatedRefusal, type DelegatedState, evolveDelegated, noDelegated,
} from './delegated/delegated';
export * from './delegated/events';
export * from './domain';
export { decideMatter, type MatterCommand, type MatterRefusal } from './matter/decide';
export { conclusionAllowedFrom, matterEntails, whyNotBinding } from './matter/duties';
export * from './matter/events';
export { matterFindings } from './matter/findings';
export {
  citedAs, conditionsOf, decisionReference, type DecisionStanding, evolveMatter, matterConcerns, type MatterLogged, type MatterNoted, type MatterState, noMatter, standingOfDecision, successorOf,
} from './matter/matter';
export { type NumberPrinted, numbersOfMatters } from './matter/numbers';
export * from './matter/search';
export { assignmentsReport } from './reports/assignments';
export { delegatedReport } from './reports/delegated';
export { mattersReport } from './reports/matters';
export * from './rules';
export { type ByKey, dueFromTold, Key, type KeyBrand, type Noted, RawNumbers, ToldDue, type UnclearDate } from './told';
export type { PrintedNumber } from './finding';
