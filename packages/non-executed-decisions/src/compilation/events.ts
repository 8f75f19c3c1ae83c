/**
 * What can happen to a compilation: a board adopts it, and it is sent. What was adopted and sent stands here as it was;
 * it is never computed again. One stream per board and quarter; rows name decisions and hold nothing personal.
 */
import { CivilDate, Quarter } from '@frist/calendar';
import { closed, EventId, eventType, nonBlank, oneOf, StreamName, wholeNumber } from '@frist/event-sourcing';
import { ObligationId, Party, Reference } from '@frist/obligations';
import * as t from 'io-ts';

import { Intervention } from '../decision/events';
import { Act } from '../regimes';
import { ReasonCategory, Recipient, Side } from '../words';
import { Heading } from './words';

/** What sending a row performs: a duty of the decision's stream, and of a recurring one the instance. */
const Performs = closed('Performs', { to: Recipient, obligation: ObligationId }, { instance: Quarter });

/** A row as adopted: one spell of one decision. */
export const AdoptedRow = closed(
  'AdoptedRow',
  {
    decision: StreamName,
    /** The event that began the spell. */
    spell: EventId,
    heading: Heading,
    kind: oneOf('SpellKind', ['decision', 'interruption', 'partial']),
    intervention: Intervention,
    decidedOn: CivilDate,
    /** The decision or the interruption: day 0. */
    since: CivilDate,
    firstQuarter: Quarter,
  },
  {
    act: Act,
    executedOn: CivilDate,
    closedOn: CivilDate,
    reasons: t.readonlyArray(closed('ShortReason', { side: Side, category: ReasonCategory })),
    performs: t.readonlyArray(Performs),
  },
);
/** See the codec. */
export type AdoptedRow = t.TypeOf<typeof AdoptedRow>;

/** What the board called the quarter; it may mean the quarter measured, or the one in which the board reports. */
export const BoardsName = closed('BoardsName', { text: nonBlank(60), quarter: Quarter });
/** See the codec. */
export type BoardsName = t.TypeOf<typeof BoardsName>;

/** The inspectorate's window of the quarter, as known when it was compiled. */
export const WindowUsed = closed('WindowUsed', { table: nonBlank(80), version: wholeNumber, opens: CivilDate, closes: CivilDate, verified: t.boolean });
/** See the codec. */
export type WindowUsed = t.TypeOf<typeof WindowUsed>;

const Line = closed('StatisticsLine', { acts: t.readonlyArray(oneOf('ActOrUnknown', ['SoL', 'LSS', 'unknown'])), count: wholeNumber, days: t.readonlyArray(wholeNumber) }, { kind: Intervention, women: wholeNumber, men: wholeNumber });
const Table = closed('StatisticsTable', { lines: t.readonlyArray(Line), total: Line });
/** Statistics as given to the council: what was published, after groups were merged. Days since each decision. */
export const Statistics = closed('Statistics', { quarter: Quarter, smallestGroup: wholeNumber, splitBySex: t.boolean, decisions: Table, interruptions: Table }, { splitDropped: t.literal(true), merged: t.literal(true) });
/** See the codec. */
export type Statistics = t.TypeOf<typeof Statistics>;
/** One table of them. */
export type StatisticsTable = Statistics['decisions'];
/** One line of a table; without `kind`, several kinds merged or all of them. */
export type StatisticsLine = StatisticsTable['total'];

/** The board adopted it on this day. Adopted again, the latest is what is sent from then on. */
export const CompilationAdopted = eventType(
  'CompilationAdopted',
  closed(
    'CompilationAdopted',
    { quarter: Quarter, by: Party, cutOff: CivilDate, rows: t.readonlyArray(AdoptedRow) },
    {
      window: WindowUsed,
      name: BoardsName,
      diaryNumber: nonBlank(60),
      paragraph: nonBlank(40),
      /** The decision by which it was adopted. */
      decisionReference: Reference,
      /** To whom the minutes say it is sent. */
      dispatch: t.readonlyArray(Party),
      /** The duty to give the council its statistics. */
      council: ObligationId,
      note: nonBlank(1000),
    },
  ),
);
/** Sent to a recipient on this day, as last adopted. */
export const CompilationSent = eventType('CompilationSent', closed('CompilationSent', { to: Recipient }, { evidence: nonBlank(300), statistics: Statistics }));

/** The event that each command records, by the command's name. */
export const compilationCommands = { adoptCompilation: CompilationAdopted, recordSending: CompilationSent } as const;
type Commands = typeof compilationCommands;
/** One command, told apart by its name. */
export type CompilationCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: t.TypeOf<Commands[Name]['codec']> } }[keyof Commands];
/** All types of events of a compilation's stream. */
export const compilationEventTypes = Object.values(compilationCommands);
