/**
 * The board's duty to give the council statistics once per quarter: one per board, in a stream of its own, whether or not
 * there is anything to report. What is sent stands in the compilations, which perform its instances.
 */
import { type CivilDate, type Quarter, quarterOf, quarterStart } from '@frist/calendar';
import { type Board, closed, type DecisionContext, eventType, type Fact, type Failure, failure, type NewFact, nonBlank, type RecordedOf, streamFor, type StreamName } from '@frist/event-sourcing';
import { aboutObligation, type DutyStep, type Entailed, foldDuties, incur, type Lean, type ObligationId, obligationIdOf, type RecordedDuty, recordedDutyOf } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { statisticsRule } from '../rules';
import type { Tables } from '../decision/duties';
import { recipientNames } from '../words';
import type { Noted } from '../decision/state';

/** From the quarter of this day on the board gives the council statistics. */
export const StatisticsDutyAssumed = eventType('StatisticsDutyAssumed', closed('StatisticsDutyAssumed', {}, { note: nonBlank(500) }));
/** From the quarter of this day on another board does: that quarter is the first not owed. */
export const StatisticsDutyPassedOn = eventType('StatisticsDutyPassedOn', closed('StatisticsDutyPassedOn', { reason: nonBlank(300) }));

/** The event that each command records, by the command's name. */
export const statisticsDutyCommands = { assumeStatisticsDuty: StatisticsDutyAssumed, passOnStatisticsDuty: StatisticsDutyPassedOn } as const;
type Commands = typeof statisticsDutyCommands;
/** One command, told apart by its name. */
export type StatisticsDutyCommand = { [Name in keyof Commands]: { readonly command: Name; readonly data: t.TypeOf<Commands[Name]['codec']> } }[keyof Commands];
type Logged = Lean<RecordedOf<typeof StatisticsDutyAssumed>> | Lean<RecordedOf<typeof StatisticsDutyPassedOn>>;

/** Plain JSON. */
export interface StatisticsDutyState {
  readonly assumed: Noted<object> | null;
  readonly passedOn: Noted<{ readonly reason: string }> | null;
  readonly log: readonly Logged[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noStatisticsDuty: StatisticsDutyState = { assumed: null, passedOn: null, log: [], recorded: [] };

/** The stream of a board's duty. */
export const statisticsDutyStream = (board: Board): StreamName => streamFor(board, 'statisticsDuty', 'council');

/** Folds one fact. Total. */
export const evolveStatisticsDuty = (state: StatisticsDutyState, recorded: Fact): StatisticsDutyState => {
  const duty = recordedDutyOf(recorded);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = recorded;
  const fact = { id, type, occurredOn, data } as Logged;
  return { ...evolveFacts(state, fact), log: [...state.log, fact] };
};

const evolveFacts = (state: StatisticsDutyState, { id: event, type, occurredOn: on, data }: Logged): StatisticsDutyState => {
  if (type === 'StatisticsDutyAssumed') return state.assumed === null ? { ...state, assumed: { ...data, event, on } } : state;
  return state.passedOn === null && state.assumed !== null ? { ...state, passedOn: { ...data, event, on } } : state;
};

/** Why a command was refused: assumed twice, or passed on before it was assumed, or twice, or in another stream than the board's. */
export type StatisticsDutyRefusal = Failure<'AssumedAlready' | 'NotAssumed' | 'PassedOnAlready' | 'OtherStream'>;

/** Records it, or says why not. */
export const decideStatisticsDuty = (state: StatisticsDutyState, { command, data }: StatisticsDutyCommand, { on, board, stream }: DecisionContext<StatisticsDutyState>): E.Either<StatisticsDutyRefusal, readonly NewFact[]> => {
  const refuse = (tag: StatisticsDutyRefusal['_tag'], field: string, expected: string, value: string): E.Either<StatisticsDutyRefusal, never> => E.left(failure(tag, `non-executed-decisions/${command}`, field, expected, value));
  if (stream !== statisticsDutyStream(board)) return refuse('OtherStream', 'stream', statisticsDutyStream(board), stream);
  const facts = E.right([{ type: statisticsDutyCommands[command].type, data }]);
  if (command === 'assumeStatisticsDuty') return state.assumed === null ? facts : refuse('AssumedAlready', 'on', 'a board that has not assumed it', on);
  if (state.assumed === null || on < state.assumed.on) return refuse('NotAssumed', 'on', 'a day not before it was assumed', on);
  return state.passedOn === null ? facts : refuse('PassedOnAlready', 'on', 'a board that has not passed it on', on);
};

/** One recurring duty: an instance for every quarter from that in which it was assumed. */
export const entailedByStatisticsDuty =
  (tables: Tables) =>
  (whole: StatisticsDutyState): readonly Entailed[] =>
    foldDuties(whole, whole.log, noStatisticsDuty, evolveFacts, [(step) => follows(step, tables)]);

const follows = ({ before, after, fact, spells, whole }: DutyStep<StatisticsDutyState, Logged>, { auditors: table }: Tables): readonly NewFact[] => {
  const day = fact.occurredOn;
  if (before.assumed === null && after.assumed !== null) {
    const rule = statisticsRule(day);
    const { obligation } = spells.begin('statistics', { rule, ground: fact.id, stage: 'owed' });
    const journaled = whole.recorded.flatMap((duty) => (duty.type === 'ObligationIncurred' && duty.data.obligation === obligation && duty.data.recurrence !== undefined ? [duty.data.recurrence.due] : [])).at(-1);
    const due = journaled ?? { kind: 'window-table' as const, table: table.id, version: table.version, basis: 'statute' as const };
    return [
      incur(fact.id, {
        rule,
        title: rule.title,
        debtor: 'board',
        creditor: recipientNames.council,
        due: { kind: 'undated', basis: 'statute' },
        recurrence: { rhythm: { kind: 'quarter' }, anchor: quarterStart(quarterOf(day)), due },
      }),
    ];
  }
  const owed = spells.latest('statistics')?.obligation;
  if (before.passedOn !== null || after.passedOn === null || owed === undefined) return [];
  return [aboutObligation('ObligationDischarged', owed, { power: 'facts', reason: after.passedOn.reason, fromInstance: quarterOf(day) })];
};

/** The duty to give the council statistics for a quarter, if there is one. It follows from the facts alone: a row of the register is enough. */
export const councilDuty = (state: StatisticsDutyState, quarter: Quarter): ObligationId | undefined => {
  const covers = (from: CivilDate | undefined): boolean => from !== undefined && quarterOf(from) <= quarter;
  const { assumed, passedOn } = state;
  if (assumed === null || !covers(assumed.on) || covers(passedOn?.on)) return undefined;
  return obligationIdOf(assumed.event, statisticsRule(assumed.on).id);
};
