/** The facts about obligations: the shared vocabulary that every domain speaks and the ledger folds. */
import { CivilDate, Period } from '@frist/calendar';
import { closed, eventType, nonBlank, oneOf, Uuid, wholeNumber } from '@frist/event-sourcing';
import * as t from 'io-ts';

import { Amount } from './amount';
import { Due } from './due';
import { InstanceKey, Recurrence } from './recurrence';
import { Bilingual, LegalBasis, Party } from './text';
import { Key } from './told';

/** v5 of the causing event's id and kind/recipient/ordinal; see `obligationIdOf`. */
export const ObligationId = Uuid;
/** The id of an obligation; see the codec. */
export type ObligationId = Uuid;

const about = { obligation: ObligationId };
/** A recurring duty's fact names its instance; the first one, whatever it tells, journals the instance's dates. */
const ofInstance = { instance: InstanceKey, instanceDue: Due };

/** How a duty comes to bind. */
export const Activation = t.union([
  closed('AtOnce', { kind: t.literal('at-once') }),
  /** Binds when something is on record: `ObligationTriggered`. */
  closed('Conditional', { kind: t.literal('conditional'), trigger: Bilingual }),
  /** Binds by itself from a day on, unless something has happened before; no job writes because a day has passed. */
  closed('ByTime', { kind: t.literal('by-time'), activatesOn: CivilDate }, { unless: Bilingual }),
]);

/** Somebody owes something: to whom, by when, on what ground, and how it comes to bind. */
export const ObligationIncurred = eventType(
  'ObligationIncurred',
  closed(
    'ObligationIncurred',
    {
      ...about,
      /** e.g. `grants/return-report`; the check's findings bear it as their rule. */
      kind: nonBlank(80),
      title: Bilingual,
      debtor: Party,
      mode: oneOf('Mode', ['achievement', 'maintenance', 'punctual']),
      basis: LegalBasis,
      rule: closed('RuleVersion', { id: nonBlank(80), version: wholeNumber }),
      due: Due,
      activation: Activation,
    },
    {
      /** Absent: not told. */
      creditor: Party,
      owes: closed('Owes', {}, { amount: Amount, balance: nonBlank(40) }),
      force: oneOf('Force', ['must', 'may']),
      recurrence: Recurrence,
      parent: ObligationId,
      /** What it concerns: names and diary numbers. */
      concerns: t.readonlyArray(nonBlank(200)),
      mayPerformBeforeTrigger: t.literal(true),
      endsAtDueDate: t.literal(true),
    },
  ),
);

/** The condition has come true: the anchor and what shows it. */
export const ObligationTriggered = eventType('ObligationTriggered', closed('ObligationTriggered', { ...about, anchor: CivilDate, evidence: nonBlank(500) }, { due: Due }));

/** An `on-trigger` or `at-meeting` date has become a day. */
export const DueDateResolved = eventType('DueDateResolved', closed('DueDateResolved', { ...about, due: Due }, { ...ofInstance }));

/** The date was moved. The old one stays visible. */
export const DueDateChanged = eventType(
  'DueDateChanged',
  closed(
    'DueDateChanged',
    { ...about, due: Due, cause: oneOf('ChangeCause', ['extension', 'decision', 'correction', 'rule-change', 'calendar-change', 'transition']), reason: nonBlank(500) },
    { ...ofInstance, grantedBy: Party },
  ),
);

/** Not to be done for the time being: by whose power, why, and whether the clock stands still meanwhile. */
export const ObligationSuspended = eventType('ObligationSuspended', closed('ObligationSuspended', { ...about, reason: nonBlank(500), power: nonBlank(200), clockStops: t.boolean }));

/** To be done again. After a clock that stood still, `due` says by when. */
export const ObligationResumed = eventType('ObligationResumed', closed('ObligationResumed', { ...about, reason: nonBlank(500) }, { due: Due }));

/**
 * A part is done, and what remains. Amounts in öre. `perhapsAll`: nobody knows how much is done, and it may be all of it; then
 * it is never certainly late, but undetermined once the last day has passed.
 */
export const PartialPerformanceRecorded = eventType(
  'PartialPerformanceRecorded',
  closed('PartialPerformanceRecorded', { ...about, part: nonBlank(300), remains: nonBlank(300) }, { ...ofInstance, amount: Amount, perhapsAll: t.literal(true) }),
);

/** Performed on the day the fact is about; `between` where only a stretch is told, whose last day the fact then bears. */
export const PerformanceRecorded = eventType('PerformanceRecorded', closed('PerformanceRecorded', { ...about, evidence: nonBlank(500) }, { ...ofInstance, between: Period, performedBy: Party, amount: Amount }));

/** Sent back for completion: owed again, by `due` where a day is set; the first submission's timeliness stays. */
export const SubmissionReturned = eventType('SubmissionReturned', closed('SubmissionReturned', { ...about, by: Party }, { ...ofInstance, due: Due, reason: nonBlank(500) }));

/** The recipient accepted what was handed in. */
export const SubmissionAccepted = eventType('SubmissionAccepted', closed('SubmissionAccepted', { ...about, by: Party }, { ...ofInstance }));

/** No longer owed: by whose power and why; until a day when temporary; one instance, or all from one on. */
export const ObligationDischarged = eventType(
  'ObligationDischarged',
  closed('ObligationDischarged', { ...about, power: nonBlank(200), reason: nonBlank(500) }, { ...ofInstance, decision: nonBlank(200), until: CivilDate, fromInstance: InstanceKey }),
);

/** Another obligation stands in its place. */
export const ObligationSuperseded = eventType('ObligationSuperseded', closed('ObligationSuperseded', { ...about, successor: ObligationId, reason: nonBlank(500) }));

/** Somebody accounted for being late. Timeliness does not change. */
export const BreachAcknowledged = eventType('BreachAcknowledged', closed('BreachAcknowledged', { ...about, by: Party, reason: nonBlank(500) }, { ...ofInstance }));

/** Meetings of bodies, so that "at the next meeting" becomes a day. `meeting` tells one meeting of a body from another. */
const meeting = { body: nonBlank(120), meeting: nonBlank(60) };
/** A body is to meet on a day; recorded in the body's own stream. */
export const MeetingScheduled = eventType('MeetingScheduled', closed('MeetingScheduled', { ...meeting, heldOn: CivilDate }));
/** A meeting was given another day; what is due at it moves with it. */
export const MeetingMoved = eventType('MeetingMoved', closed('MeetingMoved', { ...meeting, heldOn: CivilDate, reason: nonBlank(500) }));
/** A meeting will not be held; what is due at it, or at the next meeting, waits for the one after it. */
export const MeetingCancelled = eventType('MeetingCancelled', closed('MeetingCancelled', { ...meeting, reason: nonBlank(500) }));

/** A body with its name, by which meetings and duties know it. Begins its stream. */
export const BodyRegistered = eventType('BodyRegistered', closed('BodyRegistered', { body: nonBlank(120), kind: oneOf('BodyKind', ['board', 'committee', 'council', 'executive-board', 'other']) }));
/** A meeting of the stream's own body was held on the day of the fact, whether anybody had told of it before or not. */
export const BodyMeetingHeld = eventType('BodyMeetingHeld', closed('BodyMeetingHeld', { meeting: Key }));

/** Every fact that the ledger folds. */
export const obligationFactTypes = [
  ObligationIncurred,
  ObligationTriggered,
  DueDateResolved,
  DueDateChanged,
  ObligationSuspended,
  ObligationResumed,
  PartialPerformanceRecorded,
  PerformanceRecorded,
  SubmissionReturned,
  SubmissionAccepted,
  ObligationDischarged,
  ObligationSuperseded,
  BreachAcknowledged,
] as const;

/** Every fact that `meetingCalendar` folds. */
export const meetingFactTypes = [MeetingScheduled, MeetingMoved, MeetingCancelled, BodyRegistered, BodyMeetingHeld] as const;
