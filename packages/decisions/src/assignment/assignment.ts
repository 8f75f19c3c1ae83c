/** An assignment: how its facts come to a state. */
import { addDuration, type CivilDate, unsafeDuration } from '@frist/calendar';
import type { Fact, RecordedOf } from '@frist/event-sourcing';
import { type Due, type Instance, instancesOf, type Lean, type RecordedDuty, recordedDutyOf, type Recurrence } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { dueFromTold, type Noted, noted, shortened, type ToldDue } from '../told';
import type { assignmentCommands, AssignmentEventType } from './events';

type Commands = typeof assignmentCommands;
/** Data of the event that a command records, with the event and its day. */
export type AssignmentNoted<Name extends keyof Commands> = Noted<t.TypeOf<Commands[Name]['codec']>>;
/** A fact of the assignment as duties follow from it. */
export type AssignmentLogged<Type extends AssignmentEventType = AssignmentEventType> = Type extends AssignmentEventType ? Lean<RecordedOf<Type>> : never;

/** What became of it, in order. */
export type AssignmentAct =
  | ({ readonly act: 'answered' } & AssignmentNoted<'answerAssignment'>)
  | ({ readonly act: 'fell-short' } & AssignmentNoted<'tellShortfall'>)
  | ({ readonly act: 'date-set' } & AssignmentNoted<'setAssignmentDate'>)
  | ({ readonly act: 'returned' } & AssignmentNoted<'returnAnswer'>)
  | ({ readonly act: 'released' } & AssignmentNoted<'releaseAssignment'>);

/** What the facts of an assignment come to, in folding order. Plain JSON. */
export interface AssignmentState {
  readonly given: AssignmentNoted<'giveAssignment'> | null;
  /** May be dated before the day the assignment was given or told. */
  readonly acts: readonly AssignmentAct[];
  readonly followUps: readonly AssignmentNoted<'tellFollowUp'>[];
  readonly log: readonly AssignmentLogged[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noAssignment: AssignmentState = { given: null, acts: [], followUps: [], log: [], recorded: [] };

/** Folds one fact. Total. */
export const evolveAssignment = (state: AssignmentState, recorded: Fact): AssignmentState => {
  const duty = recordedDutyOf(recorded);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = recorded;
  const fact = { id, type, occurredOn, data } as AssignmentLogged;
  return { ...evolveAssignmentFacts(state, fact), log: [...state.log, fact] };
};

/** Folds one fact of the assignment, without the log. */
export const evolveAssignmentFacts = (state: AssignmentState, fact: AssignmentLogged): AssignmentState => {
  const acted = (act: AssignmentAct): AssignmentState => ({ ...state, acts: [...state.acts, act] });
  switch (fact.type) {
    case 'AssignmentGiven':
      return { ...state, given: noted(fact) };
    case 'AssignmentAnswered':
      return acted({ act: 'answered', ...noted(fact) });
    case 'AssignmentFellShort':
      return acted({ act: 'fell-short', ...noted(fact) });
    case 'AssignmentDateSet':
      return acted({ act: 'date-set', ...noted(fact) });
    case 'AssignmentReturned':
      return acted({ act: 'returned', ...noted(fact) });
    case 'AssignmentReleased':
      return acted({ act: 'released', ...noted(fact) });
    case 'AssignmentFollowUp':
      return { ...state, followUps: [...state.followUps, noted(fact)] };
  }
};

/** One thing owed under an assignment: the whole of it, or a party's part. */
export interface OwedPart {
  readonly part: string | null;
  readonly owedBy: string;
  readonly what: string;
  readonly due: ToldDue;
}

type Given = AssignmentNoted<'giveAssignment'>;

/** What is owed under an assignment, each thing by one party. Parts without a date of their own have the assignment's. */
export const owedUnder = ({ due = {}, parts = [], title, to = 'administration' }: Given): readonly OwedPart[] =>
  parts.length === 0 ? [{ part: null, owedBy: to, what: title, due }] : parts.map(({ part, owedBy, what, due: own }) => ({ part, owedBy, what, due: own ?? due }));

/** How a standing assignment recurs: each period's own last day is when it should have been done. */
export const recurrenceOf = ({ standing }: Given): Recurrence | null =>
  standing === undefined ? null : { rhythm: { kind: standing.rhythm }, anchor: standing.from, due: { kind: 'within-period', basis: 'decision' }, ...(standing.until === undefined ? {} : { until: standing.until }) };

/** An instance of a standing assignment, looked for two years past a day; null when there is none by that key. */
export const instanceOf = (given: Given, key: string, on: CivilDate): Instance | null => {
  const recurrence = recurrenceOf(given);
  const until = addDuration(on, unsafeDuration('P2Y'));
  const instances = recurrence === null || E.isLeft(until) ? null : instancesOf(recurrence, { until: until.right, tables: new Map() });
  return instances === null || E.isLeft(instances) ? null : (instances.right.find((one) => one.key === key) ?? null);
};

/** The due date of a told one. It was checked when it was decided on; a correction may have put in one that cannot be read. */
export const resolvedDue = (told: ToldDue, from: CivilDate | null): Due => {
  const due = dueFromTold(told, { from });
  return E.isRight(due) ? due.right : { kind: 'undated', basis: told.basis?.kind ?? 'decision' };
};

/** Title and diary numbers, raw as printed. */
export const assignmentConcerns = ({ given }: AssignmentState): readonly string[] => (given === null ? [] : [...new Set([shortened(given.title, 200), ...(given.diaryNumbers ?? [])])]);
