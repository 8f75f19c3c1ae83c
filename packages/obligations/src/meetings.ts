/**
 * Meetings of bodies, from the bodies' own streams, so that "at the next meeting" becomes a day and moves when the
 * meeting is moved. A row is one stream.
 */
import type { CivilDate } from '@frist/calendar';
import { bucketsFrom, type Board, type Fact, type Projection, type RecordedOf, type Rows } from '@frist/event-sourcing';

import type { Meetings } from './axes';
import { meetingFactTypes } from './facts';
import { at } from './noted';

/** One meeting, as far as it is known. */
export interface Meeting {
  /** The day it was last set for; null when nobody told of it before it was held. */
  readonly setFor: CivilDate | null;
  /** Days it was set for before. */
  readonly moved: readonly CivilDate[];
  /** The day it was held, which counts whatever had been set. */
  readonly heldOn: CivilDate | null;
  /** It will not be held. One that is on record as held nevertheless was held. */
  readonly cancelled: boolean;
}

/** The meetings told in one stream. */
export interface BodyMeetings {
  board: Board;
  /** Whose stream it is; null when it does not say so. */
  body: string | null;
  /** By body and by the name that tells one meeting of a body from another; without the day it was held. */
  meetings: Record<string, Omit<Meeting, 'heldOn'> & { readonly body: string }>;
  /** The days on which meetings of the stream's own body were held, by the same names. */
  held: Record<string, CivilDate>;
}

const keyOf = (body: string, meeting: string): string => `${body}|${meeting}`;

/** The projection behind {@link meetingsFrom}. Fold it together with the ledger. */
export const meetingCalendar: Projection<BodyMeetings> = {
  name: 'meetings',
  version: '3',
  types: new Set(meetingFactTypes.map(({ type }) => type)),
  keyOf: (fact) => fact.stream,
  initial: () => ({ board: '' as Board, body: null, meetings: {}, held: {} }),
  evolve: (row, recorded) => {
    const fact = recorded as Fact & RecordedOf<(typeof meetingFactTypes)[number]>;
    row.board = fact.board;
    if (fact.type === 'BodyRegistered') {
      row.body = fact.data.body;
      return row;
    }
    if (fact.type === 'BodyMeetingHeld') {
      row.held[fact.data.meeting] = fact.occurredOn;
      return row;
    }
    const { body, meeting } = fact.data;
    const key = keyOf(body, meeting);
    const known = row.meetings[key] ?? { body, setFor: null, moved: [], cancelled: false };
    row.meetings[key] = fact.type === 'MeetingCancelled' ? { ...known, cancelled: true } : setAnew(known, fact.data.heldOn);
    return row;
  },
  bucketOf: (row) => `${row.board}|meetings|`,
};

/** A meeting that is set for a day; the day it was set for before is kept with it. */
export const setAnew = <M extends Pick<Meeting, 'setFor' | 'moved'>>(meeting: M, setFor: CivilDate): M => ({
  ...meeting,
  setFor,
  moved: meeting.setFor === null || meeting.setFor === setFor ? meeting.moved : [...meeting.moved, meeting.setFor],
});

/** The meetings of a stream with the bodies they are of. One that is only known to have been held is of the stream's own body. */
export const meetingsIn = ({ body, held, meetings }: BodyMeetings): readonly (Meeting & { readonly body: string })[] => {
  const told = Object.entries(meetings).map(([key, meeting]) => ({ ...meeting, heldOn: (body === meeting.body ? at(held, key.slice(keyOf(body, '').length)) : undefined) ?? null }));
  if (body === null) return told;
  const untold = Object.entries(held).filter(([meeting]) => at(meetings, keyOf(body, meeting)) === undefined);
  return [...told, ...untold.map(([, heldOn]) => ({ body, setFor: null, moved: [], heldOn, cancelled: false }))];
};

/** Whether a fact from the stream of one of these bodies tells of their meetings. One that was held names no body: it is the stream's own. */
export const tellsOfMeetings = ({ data, type }: Pick<Fact, 'data' | 'type'>, isMeant: (body: string) => boolean): boolean => {
  const { body } = data as { readonly body?: string };
  return meetingCalendar.types.has(type) && (body === undefined || isMeant(body));
};

const dayOf = ({ cancelled, heldOn, setFor }: Meeting): CivilDate | null => heldOn ?? (cancelled ? null : setFor);

/**
 * Finds a meeting of one body. Of a told day the meeting that was ever set for it is meant, on the day it was held or is set for
 * now; when that one is cancelled, the first after it. Otherwise the first after `from` (a chair's urgent decision is
 * reported at the *next* meeting, KL 6:39–40, so not one on the very day).
 *
 * @returns `cancelled` when the meeting that is meant is cancelled and no later one is on record; null when none is
 * @example meetingAmong(meetings)(from, undefined) // the day of the next meeting
 */
export const meetingAmong = (meetings: readonly Meeting[]): ((from: CivilDate, told?: CivilDate) => CivilDate | 'cancelled' | null) => {
  const days = meetings.flatMap((meeting) => {
    const day = dayOf(meeting);
    return day === null ? [] : [{ day, set: [...(meeting.setFor === null ? [] : [meeting.setFor]), ...meeting.moved] }];
  });
  days.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const after = (from: CivilDate): CivilDate | null => days.find(({ day }) => day > from)?.day ?? null;
  return (from, told) => {
    if (told === undefined) return after(from);
    const meant = days.find(({ day }) => day === told) ?? days.find(({ set }) => set.includes(told));
    if (meant !== undefined) return meant.day;
    const dropped = meetings.flatMap((meeting) => (dayOf(meeting) === null && meeting.setFor !== null && (meeting.setFor === told || meeting.moved.includes(told)) ? [meeting.setFor] : [])).sort();
    return dropped[0] === undefined ? null : (after(dropped[0]) ?? 'cancelled');
  };
};

/**
 * Looks meetings up, as {@link meetingAmong} finds them.
 *
 * @example check({ …, meetings: meetingRows }, { asOf }) // the check does this by itself
 */
export const meetingsFrom = (rows: Rows<BodyMeetings>): Meetings => {
  const boards = new Map<string, ReadonlyMap<string, ReturnType<typeof meetingAmong>>>();
  return (board, body, from, told) => {
    const known = boards.get(board) ?? byBody(rows, board);
    boards.set(board, known);
    return known.get(body)?.(from, told) ?? null;
  };
};

const byBody = (rows: Rows<BodyMeetings>, board: string): ReadonlyMap<string, ReturnType<typeof meetingAmong>> => {
  const bodies = new Map<string, Meeting[]>();
  for (const [, row] of rows.list(bucketsFrom(`${board}|meetings|`))) {
    for (const meeting of meetingsIn(row)) bodies.set(meeting.body, [...(bodies.get(meeting.body) ?? []), meeting]);
  }
  return new Map([...bodies].map(([body, meetings]) => [body, meetingAmong(meetings)]));
};
