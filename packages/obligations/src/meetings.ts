/**
 * Meetings of bodies, from the bodies' own streams, so that "at the next meeting" becomes a day and moves when the
 * meeting is moved. A row is one stream.
 */
import type { CivilDate } from '@frist/calendar';
import { bucketsFrom, type Board, type Fact, type Projection, type RecordedOf, type Rows } from '@frist/event-sourcing';

import type { Meetings } from './axes';
import { meetingFactTypes } from './facts';

/** One meeting: when it is held, and the days it was set for before. */
export interface Meeting {
  readonly body: string;
  readonly heldOn: CivilDate;
  readonly earlier: readonly CivilDate[];
}

/** The meetings told in one stream, by the name that tells one meeting of a body from another. */
export interface BodyMeetings {
  board: Board;
  meetings: Record<string, Meeting>;
}

/** The projection behind {@link meetingsFrom}. Fold it together with the ledger. */
export const meetingCalendar: Projection<BodyMeetings> = {
  name: 'meetings',
  version: '2',
  types: new Set(meetingFactTypes.map(({ type }) => type)),
  keyOf: (fact) => fact.stream,
  initial: () => ({ board: '' as Board, meetings: {} }),
  evolve: (row, recorded) => {
    const fact = recorded as Fact & RecordedOf<(typeof meetingFactTypes)[number]>;
    const { body, meeting } = fact.data;
    const key = `${body}|${meeting}`;
    const known = row.meetings[key];
    row.board = fact.board;
    if (fact.type === 'MeetingCancelled') {
      delete row.meetings[key];
      return row;
    }
    const { heldOn } = fact.data;
    row.meetings[key] = { body, heldOn, earlier: known === undefined || known.heldOn === heldOn ? (known?.earlier ?? []) : [...known.earlier, known.heldOn] };
    return row;
  },
  bucketOf: (row) => `${row.board}|meetings|`,
};

/**
 * Looks meetings up. Of a told day the meeting that was ever set for it is meant; otherwise the first held after `from`
 * (a chair's urgent decision is reported at the *next* meeting, KL 6:39–40, so not one on the very day).
 *
 * @example check({ …, meetings: meetingRows }, { asOf }) // the check does this by itself
 */
export const meetingsFrom = (rows: Rows<BodyMeetings>): Meetings => {
  const byBody = new Map<string, Meeting[]>();
  const seen = new Set<string>();
  return (board, body, from, told) => {
    if (!seen.has(board)) {
      seen.add(board);
      for (const [, row] of rows.list(bucketsFrom(`${board}|meetings|`))) {
        for (const meeting of Object.values(row.meetings)) {
          const key = `${board}|${meeting.body}`;
          byBody.set(key, [...(byBody.get(key) ?? []), meeting]);
        }
      }
      for (const meetings of byBody.values()) meetings.sort((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : 0));
    }
    const meetings = byBody.get(`${board}|${body}`) ?? [];
    const meant =
      told === undefined
        ? meetings.find(({ heldOn }) => heldOn > from)
        : (meetings.find(({ heldOn }) => heldOn === told) ?? meetings.find(({ earlier }) => earlier.includes(told)));
    return meant?.heldOn ?? null;
  };
};
