/**
 * The decider: the whole of an aggregate as pure functions. It knows no clock, makes no ids, does no I/O.
 * Written as methods so that deciders of any state can stand in one list.
 * Fold: `evolve` over the facts in folding order. Decide: from state and command to facts, or why not.
 */
import type { CivilDate } from '@frist/calendar';
import type { Either } from 'fp-ts/Either';
import type * as t from 'io-ts';

import type { Actor, Board, CommandId, EventId, Fact, Source, StreamName } from './envelope';
import type { Failure } from './failure';

/** A fact that a decider wants recorded. */
export interface NewFact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
  /** Default: the day of the command. */
  readonly occurredOn?: CivilDate;
  /** Default: what caused the command. */
  readonly causedBy?: EventId;
}

/** A command as a decider sees it: checked by its codec. */
export interface CommandData<Name extends string = string, Data = unknown> {
  readonly command: Name;
  readonly data: Data;
}

/** What a decider may know about the circumstances. */
export interface DecisionContext<State> {
  readonly board: Board;
  readonly stream: StreamName;
  readonly commandId: CommandId;
  /** The day the command is about. */
  readonly on: CivilDate;
  /** The Swedish day on which it is being recorded. */
  readonly today: CivilDate;
  readonly actor: Actor;
  readonly source?: Source;
  /** The state as of a day, by what is known now. */
  readonly asOf: (day: CivilDate) => State;
  /** All facts in folding order. */
  readonly facts: readonly Fact[];
}

/** Why a decider refused. The tag belongs to the domain; the rule id starts with the domain's name. */
export type Refusal = Failure;

/**
 * The whole of an aggregate as pure functions.
 *
 * @example const grantDecider: Decider<GrantState, GrantCommand> = { category: 'grant', … }
 */
export interface Decider<State = unknown, Command extends CommandData = CommandData> {
  /** Category of its streams, camelCase. */
  readonly category: string;
  /**
   * Its streams are about persons. Words of one's own about why something is corrected would be about them as well, and
   * could not be sealed; so the reason of a correction is one of {@link correctionReasons}, and the source tells the rest.
   */
  readonly concernsPersons?: true;
  /** Codec of each command's data. */
  readonly commands: Readonly<Record<string, t.Mixed>>;
  readonly initial: State;
  /** Total: an order of facts that no decision would have allowed is a finding, never an exception. */
  evolve(state: State, fact: Fact): State;
  /** `state` is folded from all that is known. An accepted command yields at least one fact. */
  decide(state: State, command: Command, context: DecisionContext<State>): Either<Refusal, readonly NewFact[]>;
  /**
   * What a recorded fact entails: duties that arise, are triggered, performed, discharged. Called with the state in which
   * the fact has its place, for each new fact and again for a corrected one.
   *
   * A consequence holds no sealed value (`SealedConsequence`): duties carry no personal data, what concerns a person stays
   * in the fact behind them. A correction compares consequences, and two boxes never compare, whatever is in them.
   */
  consequences?(state: State, fact: Fact, context: ConsequenceContext): readonly NewFact[];
  /** The types that `consequences` yields: by them, and by causation, a correction finds what followed from a fact. */
  readonly consequenceTypes?: ReadonlySet<string>;
  /** The facts that a consequence speaks about, e.g. the duty that it triggers: it was not known before they were. */
  restsOn?(consequence: NewFact, facts: readonly Fact[]): readonly Fact[];
  /** How consequences change when the fact behind them was corrected or retracted. Default: {@link retractAndRepeat}. */
  readonly reconcile?: Reconcile;
}

/** What consequences may know about the circumstances. */
export interface ConsequenceContext {
  readonly board: Board;
  readonly stream: StreamName;
  readonly today: CivilDate;
  /** Set when the fact is looked at again because of this correction. */
  readonly correction?: EventId;
}

/** A consequence on record that a correction no longer leads to is retracted; one that is new is added. */
export type Reconcile = (change: {
  /** What the fact entailed, as recorded and not retracted since. */
  readonly recorded: readonly Fact[];
  /** What it entails now. Empty when it was retracted. */
  readonly now: readonly NewFact[];
  readonly correction: EventId;
  /** The corrected fact, or null when it was retracted. */
  readonly fact: Fact | null;
  /** The state by all that is known, the correction included. */
  readonly state: unknown;
}) => readonly NewFact[];
