/** Small helpers of this package's tests: one stream told in commands, and what stands about it. */
import { type CivilDate, unsafeCivilDate } from '@frist/calendar';
import { catchUp, type ExecutionFailure, factsOf, fold, memoryTable, nothingCovered, type Projection, readStreamEvents, type RecordedEvent, type Sealer, type StreamName, type Table } from '@frist/event-sourcing';
import { type CheckResult, type Domain, type DomainFinding, type DomainRegister, type Entailed, type Finding, lastDayOf, ledger, type ObligationFinding, type ObligationState, type Outcome, outcomes } from '@frist/obligations';
import { dutiesEntailed, dutiesOnRecord, testRegister, type TestRegister } from '@frist/testing';
import type { Either } from 'fp-ts/Either';

import { agreementDuties, agreementsDomain, caseDuties, controlPlanDuties, standingDutiesEntailed, supervisionDuties } from '@frist/agreements';

export const day = (text: string): CivilDate => unsafeCivilDate(text);

/** The value of a `Right`; fails the test with the error otherwise. */
export const right = <E, A>(result: Either<E, A>): A => {
  if (result._tag === 'Left') throw new Error(`refused: ${JSON.stringify(result.left)}`);
  return result.right;
};

/** Waits for it; what is refused leaves nothing. */
export const unlessRefused = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (thrown) {
    if (!(thrown instanceof Error && thrown.message.startsWith('refused'))) throw thrown;
  }
};

/** The error of a `Left`. */
export const left = <E, A>(result: Either<E, A>): E => {
  if (result._tag === 'Right') throw new Error(`accepted: ${JSON.stringify(result.right)}`);
  return result.left;
};

export const agency = { kind: 'agency', reference: 'their letter', confidence: 'S' } as const;
export const decision = { kind: 'decision', reference: 'the board', confidence: 'S' } as const;
export const contract = { kind: 'agreement', reference: 'the agreement', confidence: 'S' } as const;
export const unknown = { _tag: 'unknown' } as const;

type Data = Readonly<Record<string, unknown>>;
type Category = 'agreement' | 'controlPlan' | 'supervision' | 'standingDuties' | 'statutoryCase';

const entailedBy: Readonly<Record<Category, (state: never) => readonly Entailed[]>> = {
  agreement: agreementDuties,
  controlPlan: controlPlanDuties,
  supervision: supervisionDuties,
  standingDuties: standingDutiesEntailed,
  statutoryCase: caseDuties,
};

/** One stream in a register in memory. */
export interface Book<State> {
  /** Records a command and returns the id of its fact; fails the test when it is refused. */
  readonly tell: (on: string, command: string, data: Data) => Promise<string>;
  /** What a refused command says first. */
  readonly refusal: (on: string, command: string, data: Data) => Promise<ExecutionFailure>;
  readonly correct: (fact: string, to: { readonly data?: Data; readonly occurredOn?: string }) => Promise<void>;
  readonly retract: (fact: string) => Promise<void>;
  readonly events: () => Promise<readonly RecordedEvent[]>;
  readonly state: (asOf?: string) => Promise<State>;
  readonly check: (asOf: string, knownAt?: string) => Promise<CheckResult>;
  /** Findings of the register, by rule without its prefix. */
  readonly findings: () => Promise<readonly string[]>;
  readonly finding: (rule: string) => Promise<DomainFinding | undefined>;
  /** Duties of a kind as of a day, those that ended included. */
  readonly duties: (kind: string, asOf?: string) => Promise<readonly ObligationState[]>;
  /** Listed findings about duties of a kind. */
  readonly owed: (kind: string, asOf: string) => Promise<readonly ObligationFinding[]>;
  /** Facts about duties on record, and as the state entails them: always the same. */
  readonly inLine: () => Promise<readonly [unknown, unknown]>;
  /** How it went as of a day, by the ledger. */
  readonly outcomes: (asOf: string) => Promise<readonly Outcome[]>;
  readonly setClock: (to: string) => void;
}

/** A stream of a category in a register whose clock stands far ahead. */
export const book = <State>(category: Category, { today = '2032-12-31', sealer = null }: { readonly today?: string; readonly sealer?: Sealer | null } = {}): Book<State> => {
  const domain: Domain = agreementsDomain;
  const register = domain.registers.find(({ decider }) => decider.category === category) as DomainRegister<State>;
  const test: TestRegister = testRegister({ domains: [domain], today });
  if (sealer !== null) Object.assign(test.register, { sealer });
  const stream: StreamName = test.streamOf(category, 'one');
  const run = async (on: string, command: string, data: Data) => test.run({ stream, command, data, on });
  const events = async () => right(await readStreamEvents(test.register.store, test.register.catalogue, stream)());
  const state = async (asOf?: string) => fold({ evolve: register.decider.evolve }, factsOf(await events(), asOf === undefined ? {} : { asOf: day(asOf) }), register.decider.initial);
  return {
    tell: async (on, command, data) => (right(await run(on, command, data)).events[0] as RecordedEvent).id,
    refusal: async (on, command, data) => left(await run(on, command, data))[0] as ExecutionFailure,
    correct: async (fact, to) => void right(await run(test.today(), 'correctFact', { fact, reason: 'wrong-value', ...to })),
    retract: async (fact) => void right(await run(test.today(), 'retractFact', { fact, reason: 'not-so' })),
    events,
    state,
    check: (asOf, knownAt) => test.check(asOf, knownAt === undefined ? {} : { knownAt: knownAt as never }),
    findings: async () => register.findings(await state()).map(({ rule }) => rule.replace('agreements/', '')),
    finding: async (rule) => register.findings(await state()).find((each) => each.rule === `agreements/${rule}`),
    duties: async (kind, asOf) => {
      const all = await test.obligations(asOf === undefined ? {} : { asOf: day(asOf) });
      return all.filter(({ incurred }) => incurred?.kind === `agreements/${kind}`).sort((a, b) => (a.incurredOn < b.incurredOn ? -1 : a.incurredOn > b.incurredOn ? 1 : 0));
    },
    owed: async (kind, asOf) => (await test.check(asOf)).findings.filter((each: Finding): each is ObligationFinding => each.about === 'obligation' && each.kind === `agreements/${kind}`),
    inLine: async () => [dutiesOnRecord(factsOf(await events())), dutiesEntailed(entailedBy[category]((await state()) as never))],
    outcomes: async (asOf) => {
      const table = memoryTable(ledger);
      const { store, catalogue } = test.register;
      right(await catchUp({ store, catalogue }, [{ projection: ledger as Projection, table: table as unknown as Table }], nothingCovered, { asOf: day(asOf) })());
      return outcomes({ boards: [test.board], ledger: table.rows, windowTables: new Map(domain.windowTables.map((one) => [`${one.id}/${one.version}`, one])) }, { asOf: day(asOf) });
    },
    setClock: test.setClock,
  };
};

/** Where a duty stands, in a word. */
export const standing = (duty: ObligationState | undefined): string => {
  if (duty === undefined) return 'none';
  if (duty.superseded !== undefined) return 'superseded';
  if (duty.discharged !== undefined) return 'discharged';
  if (duty.delivery === 'submitted' || duty.delivery === 'accepted') return 'performed';
  if (duty.incurred?.activation.kind === 'conditional' && duty.triggeredOn === undefined) return 'conditional';
  return duty.delivery === 'partial' ? 'partly' : duty.delivery === 'returned' ? 'returned' : 'owed';
};

/** The last day of a duty, and the days that it had before. */
export const days = ({ due, earlierDues }: ObligationState): readonly (string | null)[] => [due, ...(earlierDues ?? []).map((earlier) => earlier.due)].map((each) => (each === undefined ? null : lastDayOf(each)));

