/** Small helpers of this package's tests: decisions told in commands in one register, and what stands about them. */
import { type CivilDate, endOfSwedishDay, type Quarter, unsafeCivilDate, unsafeQuarter } from '@frist/calendar';
import { memoryKeyStore, sealerFrom } from '@frist/confidentiality';
import { type CommandId, execute, type ExecutionFailure, type Fact, factsOf, fold, readStreamEvents, type RecordedEvent, type StreamName, type View } from '@frist/event-sourcing';
import type { CheckResult, ObligationFinding, ObligationState, RegisterRow, ReportView } from '@frist/obligations';
import { testActor, testRegister, type TestRegister } from '@frist/testing';
import type { Either } from 'fp-ts/Either';

import {
  type Compilation, type CompilationInput, type CompilationState, compile, decisionFindings, type DecisionState, evolveCompilation, evolveDecision, evolveStatisticsDuty, noCompilation, noDecision,
  nonExecutedDecisionsDomain, noStatisticsDuty, type StatisticsDutyState,
} from '@frist/non-executed-decisions';

export const day = (text: string): CivilDate => unsafeCivilDate(text);
export const quarter = (text: string): Quarter => unsafeQuarter(text);
/** A person who exists in tests only. */
export const subject = '00000000-0000-4000-8000-0000000000a1';

/** The value of a `Right`; fails the test with the error otherwise. */
export const right = <E, A>(result: Either<E, A>): A => {
  if (result._tag === 'Left') throw new Error(`refused: ${JSON.stringify(result.left)}`);
  return result.right;
};

/** The error of a `Left`. */
export const left = <E, A>(result: Either<E, A>): E => {
  if (result._tag === 'Right') throw new Error(`accepted: ${JSON.stringify(result.right)}`);
  return result.left;
};

type Data = Readonly<Record<string, unknown>>;

/** Data of the commonest decision. */
export const contactPerson: Data = { subject, intervention: { category: 'contact-person', label: 'kontaktperson' }, legalBasis: { act: 'SoL', provision: '4:1' } };

/** A register in memory with streams of this domain. */
export interface Book {
  readonly test: TestRegister;
  readonly stream: (name: string) => StreamName;
  /** Records a command on the decision `one`, or another; returns the id of its fact. Fails the test when it is refused. */
  readonly tell: (on: string, command: string, data?: Data, name?: string) => Promise<string>;
  /** As journaled: any command on any stream. */
  readonly run: (command: { readonly stream: StreamName; readonly command: string; readonly on: string; readonly data: Data; readonly id?: string }) => Promise<Either<readonly ExecutionFailure[], { readonly events: readonly RecordedEvent[] }>>;
  /** The tag with which a command is refused. */
  readonly refusal: (on: string, command: string, data?: Data, name?: string) => Promise<string>;
  readonly correct: (fact: string, to: { readonly data?: Data; readonly occurredOn?: string }, name?: string) => Promise<void>;
  readonly retract: (fact: string, name?: string) => Promise<void>;
  readonly facts: (name: string) => Promise<readonly Fact[]>;
  readonly state: (name?: string, view?: View) => Promise<DecisionState>;
  /** Rows of each register in a view. */
  readonly rows: (view?: View) => Promise<Rows>;
  readonly compile: (quarter: string, asOf: string, more?: Partial<CompilationInput> & Pick<View, 'knownAt'>) => Promise<Compilation>;
  readonly check: (asOf: string, knownAt?: string) => Promise<CheckResult>;
  /** Instances and their standing as of a day: `kind instance lifecycle timeliness`. */
  readonly owed: (asOf: string, kind?: string) => Promise<readonly string[]>;
  readonly duties: (view?: View) => Promise<readonly ObligationState[]>;
  readonly findings: (name?: string) => Promise<readonly string[]>;
  readonly view: (asOf: string, knownAt?: string) => Promise<ReportView>;
}

export interface Rows {
  readonly decisions: readonly RegisterRow<DecisionState>[];
  readonly compilations: readonly RegisterRow<CompilationState>[];
  readonly statisticsDuties: readonly RegisterRow<StatisticsDutyState>[];
}

const folds = {
  nonExecutedDecision: (facts: Parameters<typeof fold>[1]) => fold({ evolve: evolveDecision }, facts, noDecision),
  compilation: (facts: Parameters<typeof fold>[1]) => fold({ evolve: evolveCompilation }, facts, noCompilation),
  statisticsDuty: (facts: Parameters<typeof fold>[1]) => fold({ evolve: evolveStatisticsDuty }, facts, noStatisticsDuty),
} as const;

/** An empty register whose clock stands at the end of 2029, with a sealer. */
export const book = (today = '2029-12-31', board?: string): Book => {
  const test = testRegister({ domains: [nonExecutedDecisionsDomain], today, ...(board === undefined ? {} : { board }) });
  const register = { ...test.register, sealer: sealerFrom(memoryKeyStore('test')) };
  const stream = (name = 'one'): StreamName => test.streamOf('nonExecutedDecision', name);
  const touched = new Set<StreamName>();
  let commands = 0;
  const run: Book['run'] = ({ stream: on, command, on: occurredOn, data, id }) => {
    commands += 1;
    touched.add(on);
    return execute(register)({ id: id ?? `book-${commands}`, board: test.board, stream: on, command, on: occurredOn, actor: testActor, data })();
  };
  const told = (on: string, command: string, data: Data = {}, name = 'one') => run({ stream: stream(name), command, on, data });
  const factsIn = async (name: StreamName, view: View) => factsOf(right(await readStreamEvents(test.register.store, test.register.catalogue, name)()), view);
  const rows = async (view: View = {}): Promise<Rows> => {
    const of = async <State>(category: keyof typeof folds): Promise<readonly RegisterRow<State>[]> => {
      const found: RegisterRow<State>[] = [];
      for (const name of [...touched].filter((each) => each.startsWith(`${category}-`)).sort()) {
        const facts = await factsIn(name, view);
        if (facts.length > 0) found.push({ stream: name, board: test.board, state: folds[category](facts) as State, lastEvent: facts.at(-1)?.id as RegisterRow['lastEvent'] });
      }
      return found;
    };
    return { decisions: await of<DecisionState>('nonExecutedDecision'), compilations: await of<CompilationState>('compilation'), statisticsDuties: await of<StatisticsDutyState>('statisticsDuty') };
  };
  const until = (asOf: string, knownAt?: string): View => ({ asOf: day(asOf), ...(knownAt === undefined ? {} : { knownAt: endOfSwedishDay(day(knownAt)) }) });
  const self: Book = {
    test,
    stream,
    run,
    tell: async (...args) => (right(await told(...args)).events[0] as RecordedEvent).id,
    refusal: async (...args) => (left(await told(...args))[0] as ExecutionFailure)._tag,
    correct: async (fact, to, name) => void right(await run({ stream: stream(name), command: 'correctFact', on: test.today(), data: { fact, reason: 'wrong-value', ...to } })),
    retract: async (fact, name) => void right(await run({ stream: stream(name), command: 'retractFact', on: test.today(), data: { fact, reason: 'not-so' } })),
    facts: (name) => factsIn(stream(name), {}),
    state: async (name, view = {}) => folds.nonExecutedDecision(await factsIn(stream(name), view)),
    rows,
    compile: async (of, asOf, { knownAt, ...more } = {}) => {
      const { decisions, compilations } = await rows({ asOf: day(asOf), ...(knownAt === undefined ? {} : { knownAt }) });
      return compile({ quarter: quarter(of), asOf: day(asOf), decisions, compilations: compilations.map(({ state }) => state), ...more });
    },
    check: (asOf, knownAt) => test.check(asOf, knownAt === undefined ? {} : { knownAt: endOfSwedishDay(day(knownAt)) }),
    owed: async (asOf, kind) => {
      const { findings } = await test.check(asOf, { settled: true });
      return findings
        .filter((each): each is ObligationFinding => each.about === 'obligation' && (kind === undefined || each.kind === `non-executed-decisions/${kind}`))
        .map((each) => `${each.kind.replace('non-executed-decisions/', '')} ${each.instance ?? '-'} ${each.lifecycle} ${each.timeliness}`)
        .sort();
    },
    duties: (view) => test.obligations(view),
    findings: async (name) => decisionFindings(await self.state(name)).map(({ rule }) => rule.replace('non-executed-decisions/', '')),
    view: async (asOf, knownAt) => {
      const all = await rows(until(asOf, knownAt));
      const byName: Readonly<Record<string, readonly RegisterRow[]>> = { 'non-executed-decisions': all.decisions, compilations: all.compilations, 'statistics-duties': all.statisticsDuties };
      const shelf = (name: string, state: unknown): string => nonExecutedDecisionsDomain.registers.find((one) => one.name === name)?.shelfOf?.(state) ?? '';
      return {
        asOf: day(asOf),
        knownAt: endOfSwedishDay(day(knownAt ?? '2029-12-31')),
        board: test.board,
        rows: <State>(name: string, shelves?: readonly string[]) => (byName[name] ?? []).filter(({ state }) => shelves === undefined || shelves.some((one) => shelf(name, state).startsWith(one))) as readonly RegisterRow<State>[],
        obligation: () => null,
        windowTables: new Map(),
      };
    },
  };
  return self;
};

/** What a command's id is, in helpers that need one. */
export const commandId = (text: string): CommandId => text as CommandId;
