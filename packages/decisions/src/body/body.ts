/** A body: its meetings and their minutes. */
import type { CivilDate } from '@frist/calendar';
import { type Board, type EventId, type Fact, type RecordedOf, type StreamName, streamFor } from '@frist/event-sourcing';
import { type Lean, meetingAmong, type Meetings, type RecordedDuty, recordedDutyOf, type RegisterRow, setAnew } from '@frist/obligations';
import type * as t from 'io-ts';

import { at, type ByKey, type Noted, noted } from '../told';
import type { bodyCommands, BodyEventType } from './events';

type Commands = typeof bodyCommands;
/** Data of the event that a command records, with the event and its day. */
export type BodyNoted<Name extends keyof Commands> = Noted<t.TypeOf<Commands[Name]['codec']>>;
/** A fact of the body as duties follow from it. */
export type BodyLogged<Type extends BodyEventType = BodyEventType> = Type extends BodyEventType ? Lean<RecordedOf<Type>> : never;

/** One meeting: the day it is set for, whether it was held, what became of its minutes. */
export interface BodyMeeting {
  /** The day it is set for; null when it is only known to have been held. */
  readonly setFor: CivilDate | null;
  /** Days it was set for before. */
  readonly moved: readonly CivilDate[];
  readonly held: { readonly on: CivilDate; readonly event: EventId } | null;
  readonly cancelled: BodyNoted<'cancelMeeting'> | null;
  /** By the verification's name. */
  readonly verified: ByKey<BodyNoted<'verifyMinutes'>>;
  readonly announced: ByKey<BodyNoted<'announceMinutes'>>;
  readonly appeals: readonly BodyNoted<'appealMinutes'>[];
  readonly event: EventId;
}

/** What the facts of a body come to, in folding order. Plain JSON. */
export interface BodyState {
  readonly registered: BodyNoted<'registerBody'> | null;
  readonly meetings: ByKey<BodyMeeting>;
  readonly reporting: readonly BodyNoted<'decideReporting'>[];
  readonly log: readonly BodyLogged[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noBody: BodyState = { registered: null, meetings: {}, reporting: [], log: [], recorded: [] };

/** The stream of a body of a board, by the body's name: `body-` and the v5 of board and name. */
export const bodyStream = (board: Board, body: string): StreamName => streamFor(board, 'body', body);

/** Folds one fact. Total. */
export const evolveBody = (state: BodyState, recorded: Fact): BodyState => {
  const duty = recordedDutyOf(recorded);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = recorded;
  const fact = { id, type, occurredOn, data } as BodyLogged;
  return { ...evolveBodyFacts(state, fact), log: [...state.log, fact] };
};

/** Folds one fact of the body, without the log. */
export const evolveBodyFacts = (state: BodyState, fact: BodyLogged): BodyState => {
  const change = (key: string, to: (meeting: BodyMeeting) => BodyMeeting): BodyState => {
    const known = at(state.meetings, key) ?? { setFor: null, moved: [], held: null, cancelled: null, verified: {}, announced: {}, appeals: [], event: fact.id };
    return { ...state, meetings: { ...state.meetings, [key]: to(known) } };
  };
  switch (fact.type) {
    case 'BodyRegistered':
      return { ...state, registered: noted(fact) };
    case 'MeetingScheduled':
    case 'MeetingMoved': {
      const { heldOn } = fact.data;
      return change(fact.data.meeting, (one) => setAnew(one, heldOn));
    }
    case 'BodyMeetingHeld':
      return change(fact.data.meeting, (one) => ({ ...one, held: { on: fact.occurredOn, event: fact.id } }));
    case 'MeetingCancelled':
      return change(fact.data.meeting, (one) => ({ ...one, cancelled: noted(fact) }));
    case 'BodyMinutesVerified':
      return change(fact.data.meeting, (one) => ({ ...one, verified: { ...one.verified, [fact.data.verification]: noted(fact) } }));
    case 'BodyMinutesAnnounced':
      return change(fact.data.meeting, (one) => ({ ...one, announced: { ...one.announced, [fact.data.verification]: noted(fact) } }));
    case 'BodyMinutesAppealed':
      return change(fact.data.meeting, (one) => ({ ...one, appeals: [...one.appeals, noted(fact)] }));
    case 'BodyReportingDecided':
      return { ...state, reporting: [...state.reporting, noted(fact)] };
  }
};

/** Days of meetings by the bodies' own rows, as the ledger finds them: see `meetingAmong`. */
export const meetingsOf = (rows: readonly RegisterRow<BodyState>[]): Meetings => (board, body, from, told) => {
  const own = rows.filter((row) => row.board === board && row.state.registered?.body === body).flatMap(({ state }) => Object.values(state.meetings));
  return meetingAmong(own.map(({ cancelled, held, moved, setFor }) => ({ setFor, moved, heldOn: held?.on ?? null, cancelled: cancelled !== null })))(from, told);
};

/** The body's name. */
export const bodyConcerns = ({ registered }: BodyState): readonly string[] => (registered === null ? [] : [registered.body]);

/** How the body had decided on a day that delegated decisions are to be reported; null when nothing is on record. `what` as told, where one is. */
export const reportingOn = ({ reporting }: BodyState, day: CivilDate, what?: string): BodyNoted<'decideReporting'> | null =>
  reporting.findLast((one) => one.on <= day && (one.until === undefined || day <= one.until) && (one.what === undefined || one.what === what)) ?? null;
