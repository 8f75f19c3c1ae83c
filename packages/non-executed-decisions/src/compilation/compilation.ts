/** A compilation of a quarter by a board, from adoption to the last recipient: state, evolve, decide, duties. */
import { quarterNumber, quarterYear, type CivilDate } from '@frist/calendar';
import { type Board, type DecisionContext, type Failure, failure, type Fact, type NewFact, type RecordedOf, streamFor, type StreamName } from '@frist/event-sourcing';
import type { Quarter } from '@frist/calendar';
import { dutyPerformed, type DutyStep, type Entailed, foldDuties, type Lean, type RecordedDuty, recordedDutyOf } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { Noted } from '../decision/state';
import { performedFor, type Tables } from '../decision/duties';
import { type Recipient, recipientNames } from '../words';
import { type CompilationAdopted, type CompilationCommand, compilationCommands, type CompilationSent } from './events';

type Logged = Lean<RecordedOf<typeof CompilationAdopted>> | Lean<RecordedOf<typeof CompilationSent>>;
/** An adoption: rows as adopted. */
export type Adoption = Noted<RecordedOf<typeof CompilationAdopted>['data']>;
/** A sending. */
export type Sending = Noted<RecordedOf<typeof CompilationSent>['data']>;

/** Lists in folding order; plain JSON. */
export interface CompilationState {
  readonly adoptions: readonly Adoption[];
  readonly sendings: readonly Sending[];
  readonly log: readonly Logged[];
  readonly recorded: readonly RecordedDuty[];
}

/** Before the first fact. */
export const noCompilation: CompilationState = { adoptions: [], sendings: [], log: [], recorded: [] };

/** The stream of a board's compilation of a quarter. */
export const compilationStream = (board: Board, quarter: Quarter): StreamName => streamFor(board, 'compilation', quarter);

/** Folds one fact. Total. */
export const evolveCompilation = (state: CompilationState, recorded: Fact): CompilationState => {
  const duty = recordedDutyOf(recorded);
  if (duty !== null) return { ...state, recorded: [...state.recorded, duty] };
  const { id, type, occurredOn, data } = recorded;
  const fact = { id, type, occurredOn, data } as Logged;
  return { ...evolveFacts(state, fact), log: [...state.log, fact] };
};

const evolveFacts = (state: CompilationState, { id: event, type, occurredOn: on, data }: Logged): CompilationState =>
  type === 'CompilationAdopted' ? { ...state, adoptions: [...state.adoptions, { ...data, event, on }] } : { ...state, sendings: [...state.sendings, { ...data, event, on }] };

/** What was in force on a day: the latest adoption not after it. */
export const adoptedBy = ({ adoptions }: CompilationState, on: CivilDate): Adoption | undefined => adoptions.findLast((adoption) => adoption.on <= on);

/**
 * Why a command was refused: nothing adopted yet (`NotAdopted`) · adopted twice on one day, or sent twice to one recipient as adopted once
 * (`AdoptedAlready`, `SentAlready`) · another quarter or another board's stream (`OtherQuarter`) · a spell twice (`RowTwice`) ·
 * statistics sent to others than the council (`SelfContradiction`).
 */
export type CompilationRefusal = Failure<'NotAdopted' | 'AdoptedAlready' | 'SentAlready' | 'OtherQuarter' | 'RowTwice' | 'SelfContradiction'>;

/** Records an adoption or a sending, or says why not. */
export const decideCompilation = (state: CompilationState, { command, data }: CompilationCommand, context: DecisionContext<CompilationState>): E.Either<CompilationRefusal, readonly NewFact[]> => {
  const { on, board, stream } = context;
  const refuse = (tag: CompilationRefusal['_tag'], field: string, expected: string, value?: string): E.Either<CompilationRefusal, never> =>
    E.left(failure(tag, `non-executed-decisions/${command}`, field, expected, value));
  const { type } = compilationCommands[command];
  if (command === 'adoptCompilation') {
    const own = compilationStream(board, data.quarter);
    if (own !== stream) return refuse('OtherQuarter', 'data.quarter', `the quarter whose compilation the stream is; that of ${data.quarter} is ${own}`, stream);
    if (state.adoptions.some((adoption) => adoption.on === on)) return refuse('AdoptedAlready', 'on', 'a day on which it has not been adopted', on);
    const rows = data.rows.map(({ decision, spell }) => `${decision} ${spell}`);
    const twice = rows.find((row, i) => rows.indexOf(row) < i);
    return twice === undefined ? E.right([{ type, data }]) : refuse('RowTwice', 'data.rows', 'each spell once', twice);
  }
  const adopted = adoptedBy(state, on);
  if (adopted === undefined) return refuse('NotAdopted', 'on', state.adoptions[0] === undefined ? 'a compilation that the board has adopted' : `a day not before ${state.adoptions[0].on}, when it was adopted`, on);
  if (data.statistics !== undefined && data.to !== 'council') return refuse('SelfContradiction', 'data.statistics', 'statistics for the council only', data.to);
  if (data.statistics !== undefined && data.statistics.quarter !== adopted.quarter) return refuse('SelfContradiction', 'data.statistics.quarter', adopted.quarter, data.statistics.quarter);
  const twice = state.sendings.some((sent) => sent.to === data.to && adoptedBy(state, sent.on)?.event === adopted.event);
  return twice ? refuse('SentAlready', 'data.to', 'a recipient to whom it has not been sent as adopted', data.to) : E.right([{ type, data, causedBy: adopted.event }]);
};

/** What a sending performs: the duties its rows name for that recipient, of other streams; to the council, that to give statistics. */
export const entailedByCompilation =
  (tables: Tables) =>
  (whole: CompilationState): readonly Entailed[] =>
    foldDuties(whole, whole.log, noCompilation, evolveFacts, [(step) => sent(step, tables)]);

const sent = ({ after, fact }: DutyStep<CompilationState, Logged>, tables: Tables): readonly NewFact[] => {
  if (fact.type !== 'CompilationSent') return [];
  const { to } = fact.data;
  const adopted = after.adoptions.at(-1);
  if (adopted === undefined) return [];
  const evidence = fact.data.evidence ?? `compilation of quarter ${quarterNumber(adopted.quarter)} ${quarterYear(adopted.quarter)}, sent to ${recipientNames[to]}`;
  if (to === 'council') return adopted.council === undefined ? [] : [performedFor(adopted.council, adopted.quarter, tables.auditors, to, evidence)];
  return adopted.rows.flatMap(({ performs = [] }) =>
    performs
      .filter((one) => one.to === to)
      .map(({ obligation, instance }) =>
        instance === undefined ? dutyPerformed(obligation, fact.occurredOn, { on: fact.occurredOn }, { evidence }) : performedFor(obligation, instance, tables[to as Exclude<Recipient, 'council'>], to, evidence),
      ),
  );
};
