/** The keeping of a subject's data: state → evolve → decide. */
import { addDuration, type CivilDate, dayOf, durationOf, yearOf } from '@frist/calendar';
import { type DecisionContext, type Decider, type EventId, type Fact, type Failure, failure, type NewFact, type RecordedOf } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import type { FileKind } from './retention-rules';
import { type CaseReference, type FileKey, subjectCommands } from './subject-events';

/** A file kept about a subject. */
export interface KeptFile {
  readonly file: FileKey;
  readonly kind: FileKind;
  readonly closed: CivilDate | null;
  /** By the retention plan: until a day, or `for-ever`; null while it has not been decided. */
  readonly plan: { readonly keepUntil: CivilDate | 'for-ever'; readonly decision: CaseReference } | null;
}

/** See the top of the file. Plain JSON. */
export interface SubjectState {
  readonly files: readonly KeptFile[];
  /** Null: unknown. */
  readonly bornOnResearchDay: boolean | null;
  readonly turns18: number | null;
  readonly turns30: number | null;
  /** As decided for this subject; null: the rule has its say. */
  readonly researchExempt: boolean | null;
  readonly holds: readonly { readonly hold: FileKey; readonly why: string; readonly since: CivilDate }[];
  /** The last decision on disposal that has not been withdrawn. */
  readonly decided: { readonly decision: CaseReference; readonly event: EventId } | null;
  readonly disposed: { readonly decision: CaseReference; readonly on: CivilDate; readonly event: EventId } | null;
}

/** Before the first fact. */
export const nothingKept: SubjectState = { files: [], bornOnResearchDay: null, turns18: null, turns30: null, researchExempt: null, holds: [], decided: null, disposed: null };

type SubjectEvent = RecordedOf<(typeof subjectCommands)[keyof typeof subjectCommands]>;

const changed = (state: SubjectState, key: FileKey, change: Partial<KeptFile>): SubjectState => ({
  ...state,
  files: state.files.map((kept) => (kept.file === key ? { ...kept, ...change } : kept)),
});

/** Total: what no decision would have allowed changes nothing. */
export const evolveSubject = (state: SubjectState, fact: Fact): SubjectState => {
  const event = fact as SubjectEvent;
  switch (event.type) {
    case 'FileRegistered': {
      const { file, kind } = event.data;
      return state.files.some((kept) => kept.file === file) ? state : { ...state, files: [...state.files, { file, kind, closed: null, plan: null }] };
    }
    case 'FileClosed':
      return changed(state, event.data.file, { closed: event.occurredOn });
    case 'BirthFactsRecorded': {
      const { bornOnResearchDay, turns18, turns30 } = event.data;
      return {
        ...state,
        bornOnResearchDay: bornOnResearchDay ?? state.bornOnResearchDay,
        turns18: turns18 === undefined ? state.turns18 : Number(turns18),
        turns30: turns30 === undefined ? state.turns30 : Number(turns30),
      };
    }
    case 'ResearchExemptionDecided':
      return { ...state, researchExempt: event.data.exempt };
    case 'RetentionPlanApplied':
      return changed(state, event.data.file, { plan: { keepUntil: event.data.keepUntil ?? 'for-ever', decision: event.data.decision } });
    case 'RetentionHeld': {
      const { hold, why } = event.data;
      return { ...state, holds: [...state.holds.filter((other) => other.hold !== hold), { hold, why, since: event.occurredOn }] };
    }
    case 'RetentionReleased':
      return { ...state, holds: state.holds.filter(({ hold }) => hold !== event.data.hold) };
    case 'DisposalDecided':
      return { ...state, decided: { decision: event.data.decision, event: event.id } };
    case 'DisposalWithdrawn':
      return state.decided?.decision === event.data.decision ? { ...state, decided: null } : state;
    case 'DisposalCarriedOut':
      return { ...state, disposed: { decision: event.data.decision, on: event.occurredOn, event: event.id } };
    default:
      return state;
  }
};

/** One command, told apart by its name. */
export type SubjectCommand = { [Name in keyof typeof subjectCommands]: { readonly command: Name; readonly data: t.TypeOf<(typeof subjectCommands)[Name]['codec']> } }[keyof typeof subjectCommands];

/** Why a command about the keeping of data was refused. */
export type SubjectRefusal = Failure<'FileKnown' | 'UnknownFile' | 'UnknownHold' | 'NothingTold' | 'RetentionRuns' | 'NoDisposalDecided' | 'SubjectDisposed'>;

const decideSubject = (state: SubjectState, { command, data }: SubjectCommand, { stream }: DecisionContext<SubjectState>): E.Either<SubjectRefusal, readonly NewFact[]> => {
  const refuse = (tag: SubjectRefusal['_tag'], field: string, expected: string, value?: string): E.Either<SubjectRefusal, never> => E.left(failure(tag, `confidentiality/${command}`, field, expected, value));
  const record = E.right([{ type: subjectCommands[command].type, data }]);
  const known = (key: FileKey): boolean => state.files.some(({ file }) => file === key);
  if (state.disposed !== null) return refuse('SubjectDisposed', 'stream', 'a subject whose data have not been destroyed', stream);
  switch (command) {
    case 'registerFile':
      return known(data.file) ? refuse('FileKnown', 'data.file', 'a name that no file of the subject has', data.file) : record;
    case 'closeFile':
    case 'applyRetentionPlan':
      return known(data.file) ? record : refuse('UnknownFile', 'data.file', state.files.map(({ file }) => file).join(', ') || 'a file that has been registered', data.file);
    case 'recordBirthFacts':
      return Object.keys(data).length === 0 ? refuse('NothingTold', 'data', 'at least one of bornOnResearchDay, turns18 and turns30') : record;
    case 'releaseRetention':
      return state.holds.some(({ hold }) => hold === data.hold) ? record : refuse('UnknownHold', 'data.hold', state.holds.map(({ hold }) => hold).join(', ') || 'something that holds', data.hold);
    case 'decideDisposal':
      return state.holds.length === 0 ? record : refuse('RetentionRuns', 'data', 'nothing that holds', state.holds.map(({ hold }) => hold).join(', '));
    case 'withdrawDisposal':
    case 'recordDisposal':
      return state.decided?.decision === data.decision ? record : refuse('NoDisposalDecided', 'data.decision', state.decided?.decision ?? 'a disposal that has been decided', data.decision);
    case 'decideResearchExemption':
    case 'holdRetention':
      return record;
  }
};

/** Decider of the streams `subject-…`. Disposal goes through {@link carryOutDisposal}, which destroys the key as well. */
export const subjectDecider: Decider<SubjectState, SubjectCommand> = {
  category: 'subject',
  concernsPersons: true,
  commands: Object.fromEntries(Object.entries(subjectCommands).map(([name, { codec }]) => [name, codec])),
  initial: nothingKept,
  evolve: evolveSubject,
  decide: decideSubject,
};

/**
 * What may stand unsealed of a date of birth: the data of `recordBirthFacts`. The date itself does not follow from it.
 *
 * @example birthFactsOf(unsafeCivilDate('2010-04-15')) // { bornOnResearchDay: true, turns18: '2028', turns30: '2040' }
 */
export const birthFactsOf = (born: CivilDate): { readonly bornOnResearchDay: boolean; readonly turns18: string; readonly turns30: string } => ({
  bornOnResearchDay: [5, 15, 25].includes(dayOf(born)),
  turns18: String(yearOf(born) + 18),
  turns30: String(yearOf(born) + 30),
});

/** The same day so many years later; the last of February where there is no 29th. Null beyond the calendar. */
export const yearsAfter = (day: CivilDate, years: number): CivilDate | null => {
  const length = durationOf(years, 'years');
  const later = E.isRight(length) ? addDuration(day, length.right) : length;
  return E.isRight(later) ? later.right : null;
};
