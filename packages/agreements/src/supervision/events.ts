/** What can happen when an authority or the auditors ask or find something. Each command records the event of the same content. */
import { closed, eventType, nonBlank, oneOf, sealed, SubjectRef, toSeal } from '@frist/event-sourcing';
import { happenedBetween, Key, Party, Reference, ToldDate } from '@frist/obligations';
import * as t from 'io-ts';


const Labels = t.readonlyArray(nonBlank(60));
const opened = { by: Party, what: nonBlank(500), kind: oneOf('SupervisionKind', ['inspection', 'audit', 'question', 'other']) };
const openedMore = { diaryNumbers: Labels, theirReference: Reference, subject: SubjectRef };

/** Somebody supervises: who, what about. Where a person is concerned, `details` are sealed and `what` says nothing of them. */
export const SupervisionOpened = eventType('SupervisionOpened', closed('SupervisionOpened', opened, { ...openedMore, details: sealed('subject', nonBlank(2000)) }));
/** A statement is asked for. */
export const SupervisionStatementRequested = eventType('SupervisionStatementRequested', closed('SupervisionStatementRequested', { statement: Key, due: ToldDate }, { what: nonBlank(500), from: Party }));
/** More time for a statement, or for a measure. */
export const SupervisionTimeGranted = eventType('SupervisionTimeGranted', closed('SupervisionTimeGranted', { due: ToldDate, by: Party }, { statement: Key, measure: Key, reason: nonBlank(500) }));
/** The statement has been given. */
export const SupervisionStatementSubmitted = eventType('SupervisionStatementSubmitted', closed('SupervisionStatementSubmitted', { statement: Key, evidence: nonBlank(500) }, { by: Party, ...happenedBetween }));
/** They ask for completion. */
export const SupervisionStatementReturned = eventType('SupervisionStatementReturned', closed('SupervisionStatementReturned', { statement: Key, by: Party, reason: nonBlank(500) }, { due: ToldDate }));
/** They have found something wanting. */
export const SupervisionFinding = eventType('SupervisionFinding', closed('SupervisionFinding', { finding: Key, what: nonBlank(500) }, { measuresExpected: t.boolean }));
/** What is to be done, by whom and when; in answer to a finding. */
export const SupervisionMeasureDecided = eventType('SupervisionMeasureDecided', closed('SupervisionMeasureDecided', { measure: Key, what: nonBlank(500) }, { finding: Key, owner: Party, due: ToldDate, decision: Reference }));
/** The measure has been carried out. */
export const SupervisionMeasureDone = eventType('SupervisionMeasureDone', closed('SupervisionMeasureDone', { measure: Key, evidence: nonBlank(500) }, happenedBetween));
/** The measure will not be carried out. */
export const SupervisionMeasureDropped = eventType('SupervisionMeasureDropped', closed('SupervisionMeasureDropped', { measure: Key, power: nonBlank(200), reason: nonBlank(500) }, { decision: nonBlank(200) }));
/** Somebody has looked at what came of it. */
export const SupervisionFollowedUp = eventType('SupervisionFollowedUp', closed('SupervisionFollowedUp', { by: Party, outcome: nonBlank(500) }));
/** Closed, by whom and how. */
export const SupervisionClosed = eventType('SupervisionClosed', closed('SupervisionClosed', { by: Party, reason: nonBlank(500) }));

/** The commands, and the event that each one records; `details` come in as text and are sealed. */
export const supervisionCommands = {
  openSupervision: { type: SupervisionOpened.type, codec: closed('openSupervision', opened, { ...openedMore, details: toSeal('subject', nonBlank(2000)) }) },
  requestStatement: SupervisionStatementRequested,
  grantTime: SupervisionTimeGranted,
  submitStatement: SupervisionStatementSubmitted,
  returnStatement: SupervisionStatementReturned,
  recordFinding: SupervisionFinding,
  decideMeasure: SupervisionMeasureDecided,
  carryOutMeasure: SupervisionMeasureDone,
  dropMeasure: SupervisionMeasureDropped,
  followUpSupervision: SupervisionFollowedUp,
  closeSupervision: SupervisionClosed,
} as const;
/** All types of event that a supervision’s stream holds. */
export const supervisionEventTypes = [
  SupervisionOpened, SupervisionStatementRequested, SupervisionTimeGranted, SupervisionStatementSubmitted, SupervisionStatementReturned, SupervisionFinding, SupervisionMeasureDecided, SupervisionMeasureDone, SupervisionMeasureDropped, SupervisionFollowedUp, SupervisionClosed,
] as const;
/** One of them. */
export type SupervisionEventType = (typeof supervisionEventTypes)[number];
