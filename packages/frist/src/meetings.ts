/** Meetings of bodies, folded so that "at the next meeting" becomes a day and follows the meeting when it is moved. */
import type { CivilDate } from '@frist/calendar';
import type { Board, Fact, Projection, RecordedOf, Rows } from '@frist/event-sourcing';
import { meetingFactTypes, type Meetings } from '@frist/obligations';

/** One body of a board: for each meeting, every day it has been set to, the last one in force. */
export interface BodyMeetings {
  board: Board;
  meetings: Record<string, CivilDate[]>;
}

// Bodies are named in plain words; keys are ASCII.
const keyOf = (board: string, body: string): string => `${board} ${encodeURIComponent(body)}`;

/** One row per board and body. */
export const meetingsProjection: Projection<BodyMeetings> = {
  name: 'meetings',
  version: '1',
  types: new Set(meetingFactTypes.map(({ type }) => type)),
  keyOf: (fact) => keyOf(fact.board, (fact as MeetingFact).data.body),
  initial: () => ({ board: '' as Board, meetings: {} }),
  evolve: (row, fact) => {
    const { meeting, heldOn } = (fact as MeetingFact).data;
    row.board = fact.board;
    // Prefixed, so that a meeting may be called anything.
    (row.meetings[`m:${meeting}`] ??= []).push(heldOn);
    return row;
  },
  bucketOf: (row) => `${row.board}|`,
};

type MeetingFact = Fact & RecordedOf<(typeof meetingFactTypes)[number]>;

/**
 * Resolves "at the meeting": the meeting that was once set to the day told, wherever it has been moved since; else the
 * first one on or after that day.
 */
export const meetingsFrom =
  (rows: Rows<BodyMeetings>): Meetings =>
  (board, body, from) => {
    const row = rows.get(keyOf(board, body));
    if (row === null) return null;
    let next: CivilDate | null = null;
    for (const days of Object.values(row.meetings)) {
      const heldOn = days[days.length - 1];
      if (heldOn === undefined) continue;
      if (days.includes(from)) return heldOn;
      if (heldOn >= from && (next === null || heldOn < next)) next = heldOn;
    }
    return next;
  };
