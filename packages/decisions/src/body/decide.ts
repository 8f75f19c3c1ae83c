/** What a body accepts. */
import { type DecisionContext, type Failure, failure, type NewFact } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { at } from '../told';
import type { BodyState } from './body';
import { bodyCommands } from './events';

type Commands = typeof bodyCommands;

/** One command, told apart by its name. */
export type BodyCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: t.TypeOf<Commands[Name]['codec']> } }[keyof Commands];

/** Why a command was refused; `OtherBody`: meetings of another body belong to its own stream. */
export type BodyRefusal = Failure<'BodyNotRegistered' | 'BodyRegisteredAlready' | 'OtherBody' | 'KeyTaken' | 'UnknownMeeting' | 'MeetingHeldAlready' | 'MeetingCancelledBefore' | 'SelfContradiction'>;

/** Records what is said, unless there is a reason in {@link BodyRefusal}. */
export const decideBody = (state: BodyState, command: BodyCommand, _context: DecisionContext<BodyState>): E.Either<BodyRefusal, readonly NewFact[]> => {
  const refusal = firstRefusal(state, command);
  return refusal === null ? E.right([{ type: bodyCommands[command.command].type, data: command.data }]) : E.left(refusal);
};

const firstRefusal = (state: BodyState, { command, data }: BodyCommand): BodyRefusal | null => {
  const refuse = (tag: BodyRefusal['_tag'], field: string, expected: string, value?: string): BodyRefusal => failure(tag, `decisions/${command}`, `data.${field}`, expected, value);
  if (command === 'registerBody') return state.registered === null ? null : refuse('BodyRegisteredAlready', 'body', 'a stream without a body');
  if (state.registered === null) return refuse('BodyNotRegistered', 'body', 'a body registered before');
  if (command === 'decideReporting') return null;
  const meeting = at(state.meetings, data.meeting);
  if (command === 'scheduleMeeting' || command === 'moveMeeting' || command === 'cancelMeeting') {
    if (data.body !== state.registered.body) return refuse('OtherBody', 'body', state.registered.body, data.body);
    if (command === 'scheduleMeeting') return meeting === undefined ? null : refuse('KeyTaken', 'meeting', 'a name this body has not used; to give a meeting another day, move it', data.meeting);
    if (meeting === undefined) return refuse('UnknownMeeting', 'meeting', 'a meeting that has been scheduled', data.meeting);
    if (meeting.cancelled !== null) return refuse('MeetingCancelledBefore', 'meeting', 'a meeting that has not been cancelled', data.meeting);
    return meeting.held === null ? null : refuse('MeetingHeldAlready', 'meeting', 'a meeting that has not been held', data.meeting);
  }
  // A meeting that nobody told of before is known from having been held.
  if (command === 'holdMeeting') {
    if (meeting !== undefined && meeting.held !== null) return refuse('MeetingHeldAlready', 'meeting', 'a meeting that has not been held', data.meeting);
    return meeting === undefined || meeting.cancelled === null ? null : refuse('MeetingCancelledBefore', 'meeting', 'a meeting that has not been cancelled', data.meeting);
  }
  if (meeting === undefined) return refuse('UnknownMeeting', 'meeting', Object.keys(state.meetings).join(', ') || 'a meeting on record', data.meeting);
  switch (command) {
    case 'verifyMinutes':
      if (at(meeting.verified, data.verification) !== undefined) return refuse('KeyTaken', 'verification', 'a name not used for a verification of these minutes', data.verification);
      return data.immediate !== undefined && (data.paragraphs ?? []).length === 0 ? refuse('SelfContradiction', 'paragraphs', 'the paragraphs that were verified at once') : null;
    case 'announceMinutes':
      return at(meeting.announced, data.verification) === undefined ? null : refuse('KeyTaken', 'verification', 'a verification that has not been announced', data.verification);
    case 'appealMinutes':
      return null;
  }
};
