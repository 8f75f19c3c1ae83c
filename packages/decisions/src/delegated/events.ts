/** What can happen to a decision made on the board's behalf, by its chair or by a delegate. */
import { CivilDate } from '@frist/calendar';
import { closed, eventType, nonBlank, oneOf, type Reading, sealed, SubjectRef, toSeal } from '@frist/event-sourcing';
import { Party, Reference } from '@frist/obligations';
import * as t from 'io-ts';

import { RawNumbers } from '../told';

type Seal = (role: string, inner: t.Type<string, unknown>) => t.Type<Reading<string>, unknown>;

/**
 * How the decision is to be reported. A chair's always is at the board's next meeting (KL 6:40); a delegate's as the board has
 * decided: at the next meeting, at one that is told, by a day, or not at all, and then minuted separately and announced.
 */
const Reporting = t.union([
  closed('NextMeeting', { how: t.literal('next-meeting') }),
  closed('AtMeeting', { how: t.literal('at-meeting'), day: CivilDate }),
  closed('ByDay', { how: t.literal('by-day'), day: CivilDate }),
  closed('NotReported', { how: t.literal('not-reported') }),
]);

const taken = (seal: Seal) =>
  closed(
    'DelegatedDecisionTaken',
    {
      kind: oneOf('DelegatedKind', ['delegated', 'chair']),
      /** What was decided; never anything about a person. */
      what: nonBlank(500),
      /** On whose behalf, and to whom it is reported. */
      body: nonBlank(120),
    },
    {
      /** The role that decided. */
      by: Party,
      diaryNumbers: RawNumbers,
      /** Its own number in a list of delegated decisions, where it has one. */
      number: nonBlank(60),
      /** No paper tells the day: the fact is dated by the day it was told on. */
      undated: t.literal(true),
      /** Absent: how the board wants it reported is not on record. */
      reporting: Reporting,
      /** Point of the delegation rules. */
      delegation: nonBlank(120),
      /** The matter it is in, or that it is about. */
      matter: Reference,
      /** It revokes an earlier one, here or elsewhere. */
      revokes: closed('Revokes', {}, { reference: Reference, text: nonBlank(300) }),
      person: SubjectRef,
      personal: seal('person', nonBlank(4000)),
      note: nonBlank(1000),
    },
  );
/** Decided on the day of the fact. Begins the stream. */
export const DelegatedDecisionTaken = eventType('DelegatedDecisionTaken', taken(sealed));
/** Reported to a body at its meeting, on the day of the fact. */
export const DelegatedDecisionReported = eventType('DelegatedDecisionReported', closed('DelegatedDecisionReported', { body: nonBlank(120) }, { paragraph: nonBlank(40), reference: Reference }));
/** Minuted separately and announced, since it is not reported: the time for legality review runs (KL 8:10). */
export const DelegatedDecisionAnnounced = eventType('DelegatedDecisionAnnounced', closed('DelegatedDecisionAnnounced', {}, { reference: Reference }));
/** Revoked by a later decision. */
export const DelegatedDecisionRevoked = eventType('DelegatedDecisionRevoked', closed('DelegatedDecisionRevoked', { by: Party }, { reference: Reference, note: nonBlank(1000) }));

/** The commands, and the event that each one records. */
export const delegatedCommands = {
  takeDelegatedDecision: DelegatedDecisionTaken,
  reportDelegatedDecision: DelegatedDecisionReported,
  announceDelegatedDecision: DelegatedDecisionAnnounced,
  revokeDelegatedDecision: DelegatedDecisionRevoked,
} as const;

/** Codecs of the commands' data: as the events', with what is personal in the open. */
export const delegatedCommandCodecs: Readonly<Record<string, t.Mixed>> = { ...Object.fromEntries(Object.entries(delegatedCommands).map(([name, { codec }]) => [name, codec])), takeDelegatedDecision: taken(toSeal) };

/** A type of event that such a stream holds. */
export type DelegatedEventType = (typeof delegatedCommands)[keyof typeof delegatedCommands];
/** All of them. */
export const delegatedEventTypes: readonly DelegatedEventType[] = Object.values(delegatedCommands);
