/**
 * A domain: one value that tells the machinery everything. Adding one touches neither the ledger, the check, the
 * stores nor the audit.
 */
import type { CivilDate } from '@frist/calendar';
import { type AnyEventType, type Board, type BucketRange, bucketsFrom, type Decider, type EventId, type Fact, type Projection, type StreamName } from '@frist/event-sourcing';

import type { Amount } from './amount';
import type { WindowTable } from './recurrence';
import type { RegisterRow } from './register-row';
import type { DomainReport } from './report';
import type { DeadlineRule } from './rules';
import type { Bilingual } from './text';
import type { Wordings } from './wordings';

/**
 * Something the check shows that is not about a due date: what is missing, what does not agree, what was broken.
 * `information` is shown and never counts against anybody.
 */
export interface DomainFinding {
  /** Stable, e.g. `grants/activities-do-not-sum`. */
  readonly rule: string;
  readonly kind: 'missing' | 'contradiction' | 'breach' | 'information';
  readonly title: Bilingual;
  /** The facts it rests on. */
  readonly events: readonly EventId[];
  /** Shown from this day on; absent: always. */
  readonly from?: CivilDate;
  /** Figures and words that show it, by name. Numbers are amounts in öre, but for those that `counts` names. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** Which of the numbers count something else than öre: days, risk points, controls. */
  readonly counts?: readonly string[];
}

/** A rule without what it begins with: `no-funder` of `grants/no-funder`. */
type RuleIn<Id extends string> = Id extends `${string}/${infer Rule}` ? Rule : never;

/**
 * How a domain makes its findings: of rules that begin with its name, in both languages, each event once. Told the ids of
 * its rules as a type, it takes no other.
 *
 * @example const finding = findingsIn<(typeof grantFindingRules)[number]>('grants'); finding('missing', 'no-funder', 'Bidragsgivaren är inte angiven', 'The funder is not told', [event])
 */
export const findingsIn =
  <Id extends string = `${string}/${string}`>(domain: string) =>
  (kind: DomainFinding['kind'], rule: RuleIn<Id>, sv: string, en: string, events: readonly (EventId | undefined)[], values?: DomainFinding['values'], from?: CivilDate, counts?: DomainFinding['counts']): DomainFinding => ({
    rule: `${domain}/${rule}`,
    kind,
    title: { sv, en },
    events: [...new Set(events.filter((event) => event !== undefined))],
    ...(values === undefined ? {} : { values }),
    ...(from === undefined ? {} : { from }),
    ...(counts === undefined ? {} : { counts }),
  });

/** The register of one category: the state of each stream, and what the check should show about it. */
export interface DomainRegister<State = unknown> {
  readonly name: string;
  /** Changes when `evolve`, `findings` or `concerns` do: what they give is kept. */
  readonly version: string;
  readonly decider: Decider<State>;
  /**
   * How rows are folded, where a row holds less than decisions need, so that reading many of them costs little.
   * Absent: as the decider folds.
   */
  readonly rows?: Pick<Decider<State>, 'initial' | 'evolve'>;
  /** The types of facts its state is folded from. */
  readonly types: readonly AnyEventType[];
  /** What the stream concerns: names and diary numbers. */
  concerns(state: State): readonly string[];
  findings(state: State): readonly DomainFinding[];
  /** Balances and states by name, for comparing two views: amounts in öre or their tagged readings, or a word. */
  figures?(state: State): Readonly<Record<string, Amount | string>>;
  /** The role that a viewer must have to list the register. Absent: anybody may. */
  readonly requires?: string;
  /**
   * A word by which rows are filed, so that a report reads only those it needs, e.g. the last year that a row matters in.
   * Without `|`. Changes of it need a new `version`.
   */
  shelfOf?(state: State): string;
}

/** A finding of a {@link Crossing}, with the stream that it is shown for. */
export interface CrossingFinding extends DomainFinding {
  readonly board: Board;
  readonly stream: StreamName;
}

/**
 * What several streams speak of: a number printed in several matters, a stream that others refer to. One row for each such
 * thing, folded from all facts that speak of it; the check shows what the rows find, and reads no others.
 */
export interface Crossing<State = unknown> {
  /** Lower case letters and hyphens; unique among all domains. */
  readonly name: string;
  /** Changes when `keysOf`, `evolve` or `findings` do. */
  readonly version: string;
  /** The types of facts that speak of such things. */
  readonly types: readonly AnyEventType[];
  /** What a fact speaks of: ASCII without `|`, with the board in it where boards are to be kept apart. */
  keysOf(fact: Fact): readonly string[];
  initial(key: string): State;
  /** Pure and total. May change `state` in place and give it back. */
  evolve(state: State, fact: Fact): State;
  /** What the check shows: few and short, whatever speaks of the thing. */
  findings(state: State): readonly CrossingFinding[];
  /** As in a `Projection`: the keys are names of streams, and the rows hear of all facts of these too. */
  readonly followsStreams?: true;
}

/** Everything the machinery must know about one domain; a domain package exports one such value. */
export interface Domain {
  readonly name: string;
  /** All types its streams can hold, those about obligations aside. */
  readonly eventTypes: readonly AnyEventType[];
  readonly registers: readonly DomainRegister[];
  readonly rules: readonly DeadlineRule[];
  readonly windowTables: readonly WindowTable[];
  readonly reports?: readonly DomainReport[];
  /** Findings that no stream can make by itself. */
  readonly crossings?: readonly Crossing[];
  /** The types of its facts that only propose: where a field for a decision refers to one, the check shows a contradiction. */
  readonly proposals?: readonly AnyEventType[];
  /**
   * The ids of all rules of its findings, those of crossings too; its duties stand in `rules`. Where it is told, a threshold that
   * names neither is refused; where it is not, any rule that begins with the domain's name passes.
   */
  readonly findingRules?: readonly string[];
  /** The texts that its facts hold in English, and how they are said to readers. Data alone, so that it loads without the rest. */
  readonly wordings?: Wordings;
}

/** What a check tells of a register's row. Kept beside it when it is folded, so that a check runs no code of the domain. */
export interface Remarks {
  readonly findings: readonly DomainFinding[];
  /** What the stream concerns. */
  readonly concerns: readonly string[];
}

/** The remarks on a state. */
export const remarksOn = <State>(register: Pick<DomainRegister<State>, 'findings' | 'concerns'>, state: State): Remarks => ({ findings: register.findings(state), concerns: register.concerns(state) });

/** The projection behind a register. Rows with findings are filed apart, with these, so that a check reads only those. */
export const registerProjection = <State>(register: DomainRegister<State>): Projection<RegisterRow<State>> => ({
  name: `register-${register.name}`,
  version: register.version,
  types: new Set(register.types.map(({ type }) => type)),
  keyOf: (fact: Fact) => (fact.stream.startsWith(`${register.decider.category}-`) ? fact.stream : null),
  initial: (stream) => ({ stream: stream as StreamName, board: '' as Board, state: (register.rows ?? register.decider).initial, lastEvent: '' as EventId }),
  evolve: (row, fact) => {
    row.board = fact.board;
    row.state = (register.rows ?? register.decider).evolve(row.state, fact);
    row.lastEvent = fact.id;
    return row;
  },
  bucketOf: (row) => `${row.board}|${register.findings(row.state).length > 0 ? 'findings' : 'quiet'}|${register.shelfOf?.(row.state) ?? ''}`,
  noteOf: (row, _key, bucket): Remarks | undefined => (bucket.startsWith(`${row.board}|findings|`) ? remarksOn(register, row.state) : undefined),
});

/** The buckets of a crossing's rows that have findings for a board, some of them perhaps for others too. */
export const crossingBuckets = (board: Board | '*'): BucketRange => bucketsFrom(`${board}|findings`);

/** The projection behind a crossing. Rows with findings are filed by their board, those with findings for several under `*`. */
export const crossingProjection = <State>(crossing: Crossing<State>): Projection<State> => ({
  name: `crossing-${crossing.name}`,
  version: crossing.version,
  types: new Set(crossing.types.map(({ type }) => type)),
  keyOf: (fact) => crossing.keysOf(fact),
  initial: (key) => crossing.initial(key),
  evolve: (row, fact) => crossing.evolve(row, fact),
  bucketOf: (row) => {
    const [first, ...others] = crossing.findings(row);
    if (first === undefined) return '|quiet';
    return `${others.every(({ board }) => board === first.board) ? first.board : '*'}|findings`;
  },
  noteOf: (row, _key, bucket): readonly CrossingFinding[] | undefined => (bucket === '|quiet' ? undefined : crossing.findings(row)),
  ...(crossing.followsStreams === true ? { followsStreams: true } : {}),
});
