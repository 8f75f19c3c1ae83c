/**
 * What is on record about the keeping of a subject's data, in the stream `subject-<uuid>` whose uuid is the subject. It
 * holds no personal data: kinds of files, years, codes, references. Each command records the event of the same content.
 */
import { CivilDate } from '@frist/calendar';
import { closed, EventId, eventType, looksLikeIdentityNumber, matching, oneOf, type StreamName, type SubjectRef, Uuid, wholeNumber } from '@frist/event-sourcing';
import * as t from 'io-ts';

import { FileKind } from './retention-rules';

/** Brand of {@link FileKey}. */
export interface FileKeyBrand {
  readonly FileKey: unique symbol;
}
/** Short name of a file of a subject, such as `akt-1`. Never personal. */
export const FileKey = matching<FileKeyBrand>('FileKey', /^[a-z][a-z0-9-]{0,39}$/, 'a short name of lower case letters, digits and hyphens', (text) => !looksLikeIdentityNumber(text));
/** See the codec. */
export type FileKey = t.TypeOf<typeof FileKey>;

/** Brand of {@link CaseReference}. */
export interface CaseReferenceBrand {
  readonly CaseReference: unique symbol;
}
/**
 * A decision or a case by its number: `SN 2026:12 § 45`, `SNDnr 2020:262 p 4`. At most 60 characters, one of them a digit,
 * and no words but the capitals that diaries begin with, so that no sentence and hardly a name fits in.
 */
export const CaseReference = matching<CaseReferenceBrand>(
  'CaseReference',
  /^(?=.*\d)[\p{L}\d§][\p{L}\d§ :./-]{0,59}$/u,
  'a number of a case or a decision, such as SN 2026:12 § 45: no names, no sentences, nothing like an identity number',
  (text) => !looksLikeIdentityNumber(text) && (text.match(/\p{L}+/gu) ?? []).every((word) => /^(?:\p{Lu}{2}\p{L}{0,3}|[dD]nr|nr|p|punkt)$/u.test(word)),
);
/** See the codec. */
export type CaseReference = t.TypeOf<typeof CaseReference>;

/** A year in which somebody reaches an age. */
const Year = matching<{ readonly Year: unique symbol }>('Year', /^(19|20|21)\d\d$/, 'a year of four digits');

/** A file is kept about the subject. Every file has to be told of: the key is destroyed when the last of them may be. */
export const FileRegistered = eventType('FileRegistered', closed('FileRegistered', { file: FileKey, kind: FileKind }));
/** The investigation was closed, or the file otherwise came to an end, on the day of the fact. */
export const FileClosed = eventType('FileClosed', closed('FileClosed', { file: FileKey }));
/**
 * What follows from the date of birth, which itself stays sealed: whether it is a 5th, 15th or 25th, and in which years the
 * subject turns 18 and 30. See {@link birthFactsOf}.
 */
export const BirthFactsRecorded = eventType('BirthFactsRecorded', closed('BirthFactsRecorded', {}, { bornOnResearchDay: t.boolean, turns18: Year, turns30: Year }));
/** Whether the subject's files are kept for research, where it has been decided for this one. Takes the place of the rule. */
export const ResearchExemptionDecided = eventType('ResearchExemptionDecided', closed('ResearchExemptionDecided', { exempt: t.boolean, decision: CaseReference }));
/** Until when the municipality's retention plan keeps a file: a last day, or for ever. */
export const RetentionPlanApplied = eventType('RetentionPlanApplied', closed('RetentionPlanApplied', { file: FileKey, decision: CaseReference }, { keepUntil: CivilDate }));
/** Nothing may be destroyed for the time being, whatever the rules say. */
export const RetentionHeld = eventType(
  'RetentionHeld',
  closed('RetentionHeld', { hold: FileKey, why: oneOf('HoldReason', ['supervision', 'audit', 'court', 'appeal', 'release-request', 'investigation', 'other']) }, { reference: CaseReference }),
);
/** What held has ended. */
export const RetentionReleased = eventType('RetentionReleased', closed('RetentionReleased', { hold: FileKey }));

/** Which rule let a file go, and until when it had kept it. */
const RanOut = closed('RanOut', { file: FileKey, rule: t.string, version: t.string, keptUntil: CivilDate, finishBy: CivilDate });

/** It has been decided that the subject's data are to be destroyed, and everything allows it. The key is destroyed next. */
export const DisposalDecided = eventType('DisposalDecided', closed('DisposalDecided', { decision: CaseReference, asOf: CivilDate, files: t.readonlyArray(RanOut), keyStore: Uuid }, { lastEntry: CivilDate }));
/** A decision that has not been carried out is taken back. */
export const DisposalWithdrawn = eventType('DisposalWithdrawn', closed('DisposalWithdrawn', { decision: CaseReference, withdrawnBy: CaseReference }));
/**
 * The record of disposal: the key has been destroyed. `fingerprint` stands for it and gives nothing away; it is absent
 * where no key was ever made. Never to be taken back: a retraction brings no key back and is not heeded.
 */
export const DisposalCarriedOut = eventType(
  'DisposalCarriedOut',
  closed('DisposalCarriedOut', { decision: CaseReference, decided: EventId, keyStore: Uuid, streams: wholeNumber }, { fingerprint: t.string, lastEntry: CivilDate }),
);

/** Name of each command, and the type it records. */
export const subjectCommands = {
  registerFile: FileRegistered,
  closeFile: FileClosed,
  recordBirthFacts: BirthFactsRecorded,
  decideResearchExemption: ResearchExemptionDecided,
  applyRetentionPlan: RetentionPlanApplied,
  holdRetention: RetentionHeld,
  releaseRetention: RetentionReleased,
  decideDisposal: DisposalDecided,
  withdrawDisposal: DisposalWithdrawn,
  recordDisposal: DisposalCarriedOut,
} as const;

/** The stream in which the keeping of a subject's data is recorded. */
export const subjectStream = (subject: SubjectRef): StreamName => `subject-${subject}` as StreamName;

/** The subject of such a stream. */
export const subjectOfStream = (stream: StreamName): SubjectRef => stream.slice(stream.indexOf('-') + 1) as SubjectRef;
