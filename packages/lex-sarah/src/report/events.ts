/**
 * What can happen to a lex Sarah report, from receipt to closing. Each command records the event of the same content.
 * The client and the reporter are two subjects; all free text is sealed under one of them. Fields named `…Role`, `unit`,
 * `kind`, `by` and the like are words of the organisation and never about a person.
 */
import { CivilDate } from '@frist/calendar';
import { closed, nonBlank, oneOf, SubjectRef } from '@frist/event-sourcing';
import { Party, Reference } from '@frist/obligations';
import * as t from 'io-ts';

import { Statute } from '../regime';
import { factType, Key, Label, Name, Telling, ToldDay } from '../told';

/** How a report was assessed. `serious` and `palpable-risk-serious` are to be notified to the inspectorate. */
export const Assessment = oneOf('Assessment', ['none', 'misconduct', 'palpable-risk', 'serious', 'palpable-risk-serious']);
/** See the codec. */
export type Assessment = t.TypeOf<typeof Assessment>;

/** Whether the operation is the board's own or somebody else's. */
export const Provider = t.union([closed('PublicProvider', { kind: t.literal('public') }), closed('PrivateProvider', { kind: t.literal('private'), name: Party })], 'Provider');

const client = { client: SubjectRef };
const due = { due: ToldDay };

/**
 * The commands by name, each with its event.
 *
 * @example { command: 'assess', on: '2019-05-02', data: { client, assessment: 'serious', grounds: 'why' } }
 */
export const reportFacts = {
  /**
   * A report has been received, on the day of the fact. `client` stands for the person concerned, or, where there is
   * nobody in particular, for the event itself: texts about it are sealed under this subject.
   */
  receiveReport: factType('LexSarahReported', (seal) =>
    closed(
      'LexSarahReported',
      { statute: Statute, ...client, unit: Name, kind: Name, reporterRole: Name, receiverRole: Name, provider: Provider },
      {
        labels: t.readonlyArray(Label),
        reportingUnit: Name,
        /** When the event was noticed; never after the report. */
        noticedOn: CivilDate,
        reporter: SubjectRef,
        reporterName: seal('reporter', nonBlank(200)),
        what: seal('client', Telling),
        consequences: seal('client', Telling),
        /** The deviation, or another register's number, that became this report. */
        promotedFrom: Reference,
      },
    ),
  ),
  /** Another number under which papers speak of the report. Others may bear it too. */
  addLabel: factType('LexSarahLabelled', () => closed('LexSarahLabelled', { label: Label })),
  takeImmediateMeasures: factType('LexSarahImmediateMeasuresTaken', (seal) => closed('LexSarahImmediateMeasuresTaken', { ...client, what: seal('client', Telling) })),
  openInvestigation: factType('LexSarahInvestigationOpened', () => closed('LexSarahInvestigationOpened', { investigatorRole: Name })),
  /** The board was told of the report, or of the notification to the inspectorate; where, in words or by reference. */
  informBoard: factType('LexSarahBoardInformed', () => closed('LexSarahBoardInformed', { of: oneOf('Informed', ['report', 'notification']), by: Party }, { decision: nonBlank(200), decisionReference: Reference })),
  /** May change: the latest counts from its day on. */
  assess: factType('LexSarahAssessed', (seal) => closed('LexSarahAssessed', { ...client, assessment: Assessment, grounds: seal('client', Telling) }, { by: Party })),
  /** Before or after the investigation ends. Of what is not assessed as serious only with a ground. */
  notifyInspectorate: factType('LexSarahInspectorateNotified', (seal) =>
    closed('LexSarahInspectorateNotified', { by: Party }, { ...client, ground: seal('client', Telling), diaryNumber: nonBlank(60), investigationAttached: t.literal(true) }),
  ),
  completeInvestigation: factType('LexSarahInvestigationCompleted', (seal) =>
    closed('LexSarahInvestigationCompleted', { by: Party, decision: nonBlank(200) }, { decisionReference: Reference, ...client, causes: seal('client', Telling), conclusions: seal('client', Telling), happenedBefore: t.boolean, mayRecur: t.boolean }),
  ),
  sendFile: factType('LexSarahFileSent', () => closed('LexSarahFileSent', { by: Party }, { diaryNumber: nonBlank(60) })),
  /**
   * Whatever the assessment. `owner` answers for it, `executor` (perhaps another administration) does it. Without an owner or
   * a due date only when that is said: `withoutOwner`, `withoutDue`.
   */
  decideMeasure: factType('LexSarahMeasureDecided', (seal) =>
    closed(
      'LexSarahMeasureDecided',
      { measure: Key, ...client, what: seal('client', Telling) },
      { owner: Party, withoutOwner: t.literal(true), executor: Party, ...due, withoutDue: t.literal(true), followUp: seal('client', Telling), followUpBy: CivilDate },
    ),
  ),
  carryOutMeasure: factType('LexSarahMeasureCarriedOut', () => closed('LexSarahMeasureCarriedOut', { measure: Key }, { by: Party })),
  rescheduleMeasure: factType('LexSarahMeasureRescheduled', (seal) => closed('LexSarahMeasureRescheduled', { measure: Key, ...due, by: Party, ...client, reason: seal('client', Telling) })),
  dropMeasure: factType('LexSarahMeasureDropped', (seal) => closed('LexSarahMeasureDropped', { measure: Key, by: Party, ...client, reason: seal('client', Telling) })),
  followUpEffect: factType('LexSarahEffectFollowedUp', (seal) =>
    closed('LexSarahEffectFollowedUp', { measure: Key, outcome: oneOf('Effect', ['achieved', 'partly', 'not-achieved']) }, { ...client, observations: seal('client', Telling) }),
  ),
  recordAnswer: factType('LexSarahInspectorateAnswered', (seal) =>
    closed('LexSarahInspectorateAnswered', { outcome: oneOf('Answer', ['closed-without-measures', 'measures-demanded', 'supervision-opened', 'other']) }, { ...client, text: seal('client', Telling), diaryNumber: nonBlank(60) }),
  ),
  /** `left` says of each measure not carried out what becomes of it: it goes on, is dropped, or is taken over by `to`. */
  closeReport: factType('LexSarahReportClosed', () =>
    closed('LexSarahReportClosed', { by: Party }, { left: t.readonlyArray(closed('LeftMeasure', { measure: Key, becomes: oneOf('Becomes', ['goes-on', 'dropped', 'taken-over']) }, { to: Party })) }),
  ),
} as const;

/** Every type of event in the streams `lexSarah-…`, those about obligations aside. */
export const reportEventTypes = Object.values(reportFacts).map(({ event }) => event);
