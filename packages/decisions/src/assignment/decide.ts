/** What an assignment accepts. */
import type { CivilDate } from '@frist/calendar';
import { type DecisionContext, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { dueFromTold, type ToldDue } from '../told';
import { type AssignmentState, instanceOf } from './assignment';
import { assignmentCommands } from './events';

type Commands = typeof assignmentCommands;

/** One command, told apart by its name. */
export type AssignmentCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: t.TypeOf<Commands[Name]['codec']> } }[keyof Commands];

/** Why a command was refused. `PartNotTold`: several parties owe an answer, and it is not said whose this is. */
export type AssignmentRefusal = Failure<'AssignmentNotGiven' | 'AssignmentGivenAlready' | 'KeyTaken' | 'PartNotTold' | 'UnknownPart' | 'InstanceNotTold' | 'UnknownInstance' | 'UnclearDate' | 'SelfContradiction'>;

/** Records what is said, unless there is a reason in {@link AssignmentRefusal}. */
export const decideAssignment = (state: AssignmentState, command: AssignmentCommand, { on }: DecisionContext<AssignmentState>): E.Either<AssignmentRefusal, readonly NewFact[]> => {
  const refusal = firstRefusal(state, command, on);
  return refusal === null ? E.right([{ type: assignmentCommands[command.command].type, data: command.data }]) : E.left(refusal);
};

const firstRefusal = (state: AssignmentState, { command, data }: AssignmentCommand, on: CivilDate): AssignmentRefusal | null => {
  const refuse = (tag: AssignmentRefusal['_tag'], field: string, expected: string, value?: string): AssignmentRefusal => failure(tag, `decisions/${command}`, `data.${field}`, expected, value);
  const first = (...checks: readonly (AssignmentRefusal | null)[]): AssignmentRefusal | null => checks.find((check) => check !== null) ?? null;
  const dated = (told: ToldDue | undefined, field = 'due'): AssignmentRefusal | null => {
    const due = told === undefined ? null : dueFromTold(told, { from: on });
    return due !== null && E.isLeft(due) ? refuse('UnclearDate', due.left.field.replace(/^due/, field), due.left.expected, due.left.value) : null;
  };
  const { given } = state;
  if (command === 'giveAssignment') {
    if (given !== null) return refuse('AssignmentGivenAlready', 'title', 'a stream without an assignment');
    const keys = (data.parts ?? []).map(({ part }) => part);
    const twice = keys.find((key, n) => keys.indexOf(key) !== n);
    return first(
      twice === undefined ? null : refuse('KeyTaken', 'parts', 'a name of its own for each part', twice),
      data.standing !== undefined && (data.parts !== undefined || data.due !== undefined) ? refuse('SelfContradiction', 'standing', 'no parts and no date: a standing assignment is due within each period') : null,
      data.standing?.until !== undefined && data.standing.until < data.standing.from ? refuse('SelfContradiction', 'standing.until', `a day not before ${data.standing.from}`, data.standing.until) : null,
      dated(data.due),
      ...(data.parts ?? []).map(({ due }, n) => dated(due, `parts[${n}].due`)),
    );
  }
  if (given === null) return refuse('AssignmentNotGiven', 'title', 'an assignment on record');
  if (command === 'tellFollowUp') return dated(data.due);
  const parts = (given.parts ?? []).map(({ part }) => part);
  const part = (needed: boolean): AssignmentRefusal | null => {
    if (data.part === undefined) return needed && parts.length > 1 ? refuse('PartNotTold', 'part', parts.join(', ')) : null;
    return parts.includes(data.part) ? null : refuse('UnknownPart', 'part', parts.join(', ') || 'an assignment with parts', data.part);
  };
  const instance = (key: string | undefined, needed: boolean, field = 'instance'): AssignmentRefusal | null => {
    if (key === undefined) return needed && given.standing !== undefined ? refuse('InstanceNotTold', field, 'the year or the quarter, e.g. 2024 or 2024-Q4') : null;
    return instanceOf(given, key, on) === null ? refuse('UnknownInstance', field, given.standing === undefined ? 'a standing assignment' : `a ${given.standing.rhythm} from ${given.standing.from} on`, key) : null;
  };
  switch (command) {
    case 'answerAssignment':
      return first(part(true), instance(data.instance, true));
    case 'tellShortfall':
      return first(
        part(true),
        instance(data.instance, true),
        data.due !== undefined && (data.outcome !== 'carried-over' || given.standing !== undefined) ? refuse('SelfContradiction', 'due', 'a date only for a single assignment that is carried over') : null,
        dated(data.due),
      );
    case 'setAssignmentDate':
      return first(part(true), given.standing === undefined ? null : refuse('SelfContradiction', 'due', 'a single assignment: a standing one is due within each period'), dated(data.due));
    case 'returnAnswer':
      return first(part(true), instance(data.instance, true), dated(data.due));
    case 'releaseAssignment':
      return first(
        part(false),
        data.instance !== undefined && data.fromInstance !== undefined ? refuse('SelfContradiction', 'fromInstance', 'one instance, or all from one on') : null,
        instance(data.instance, false),
        instance(data.fromInstance, false, 'fromInstance'),
      );
  }
};
