/**
 * What can happen to a body: its meetings, and the minutes of each. Meetings are told in the ledger's own words
 * (`MeetingScheduled`, `MeetingMoved`, `MeetingCancelled`, `BodyMeetingHeld`), so that whatever is due "at the next meeting"
 * gets its day from here.
 */
import { CivilDate } from '@frist/calendar';
import { closed, eventType, nonBlank, oneOf } from '@frist/event-sourcing';
import { BodyMeetingHeld, BodyRegistered, MeetingCancelled, MeetingMoved, MeetingScheduled, Reference } from '@frist/obligations';
import * as t from 'io-ts';

import { Key } from '../told';

const ofMinutes = { meeting: Key, verification: Key };
const paragraphs = { paragraphs: t.readonlyArray(nonBlank(40)) };

/** Minutes were verified: the whole of what is left, or (`immediate`) some paragraphs at once, executable before the rest. */
export const BodyMinutesVerified = eventType('BodyMinutesVerified', closed('BodyMinutesVerified', ofMinutes, { immediate: t.literal(true), ...paragraphs }));
/** That minutes have been verified was announced on the notice board: the time for legality review runs. */
export const BodyMinutesAnnounced = eventType('BodyMinutesAnnounced', closed('BodyMinutesAnnounced', ofMinutes));
/** A legality review of what these minutes hold was asked for. */
export const BodyMinutesAppealed = eventType('BodyMinutesAppealed', closed('BodyMinutesAppealed', ofMinutes, paragraphs));
/** How the body has decided that delegated decisions are to be reported, from the day of the fact (KL 6:40, 7:8). */
export const BodyReportingDecided = eventType(
  'BodyReportingDecided',
  closed('BodyReportingDecided', { reporting: oneOf('Reporting', ['next-meeting', 'not-reported']) }, { what: nonBlank(300), decision: Reference, until: CivilDate }),
);

/** The commands of a body, and the event that each one records. */
export const bodyCommands = {
  registerBody: BodyRegistered,
  scheduleMeeting: MeetingScheduled,
  moveMeeting: MeetingMoved,
  holdMeeting: BodyMeetingHeld,
  cancelMeeting: MeetingCancelled,
  verifyMinutes: BodyMinutesVerified,
  announceMinutes: BodyMinutesAnnounced,
  appealMinutes: BodyMinutesAppealed,
  decideReporting: BodyReportingDecided,
} as const;

/** A type of event that a body’s stream holds. */
export type BodyEventType = (typeof bodyCommands)[keyof typeof bodyCommands];
/** All of them, those about meetings included. */
export const bodyEventTypes: readonly BodyEventType[] = Object.values(bodyCommands);
