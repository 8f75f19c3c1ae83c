/** Small helpers of this package's tests: one stream told in commands, and what stands about it. */
import { type CivilDate, unsafeCivilDate } from '@frist/calendar';
import { type Decider, type ExecutionFailure, factsOf, fold, readStreamEvents, type RecordedEvent, type StreamName } from '@frist/event-sourcing';
import type { DomainFinding, DomainRegister, Entailed, ObligationFinding, ObligationState } from '@frist/obligations';
import { type Duties, dutiesEntailed, testRegister, type TestRegister } from '@frist/testing';
import type { Either } from 'fp-ts/Either';

import {
  assignmentEntails, assignmentRegister, type AssignmentState, bodyEntails, bodyRegister, type BodyState, decisionsDomain, delegatedEntails, delegatedRegister, type DelegatedState, matterEntails, matterRegister, type MatterState,
} from '@frist/decisions';

export const day = (text: string): CivilDate => unsafeCivilDate(text);

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

export type Data = Readonly<Record<string, unknown>>;

export const agency = { kind: 'agency', reference: 'the sender’s letter', confidence: 'S' } as const;

/** One stream in a register in memory. */
export interface Book<State> {
  readonly stream: StreamName;
  /** Records a command and returns the id of its fact; fails the test when it is refused. */
  readonly tell: (on: string, command: string, data: Data) => Promise<string>;
  /** What a refused command says first. */
  readonly refusal: (on: string, command: string, data: Data) => Promise<ExecutionFailure>;
  readonly correct: (fact: string, to: { readonly data?: Data; readonly occurredOn?: string }, on?: string) => Promise<string>;
  readonly retract: (fact: string, on?: string) => Promise<void>;
  readonly events: () => Promise<readonly RecordedEvent[]>;
  readonly state: (asOf?: string) => Promise<State>;
  /** Findings by rule without its prefix. */
  readonly findings: (asOf?: string) => Promise<readonly string[]>;
  readonly finding: (rule: string) => Promise<DomainFinding | undefined>;
  /** Duties of a kind (`verify-minutes`) as of a day, by the day they were incurred, those that ended included. */
  readonly duties: (kind: string, asOf?: string) => Promise<readonly ObligationState[]>;
  /** What the check lists about duties of a kind on a day. */
  readonly listed: (kind: string, asOf: string, knownAt?: string) => Promise<readonly ObligationFinding[]>;
  readonly dutiesEntailed: () => Promise<Duties>;
  readonly register: TestRegister;
}

const entails: Readonly<Record<string, (state: never) => readonly Entailed[]>> = { matter: matterEntails, body: bodyEntails, delegatedDecision: delegatedEntails, assignment: assignmentEntails };

/** A stream of a register, in a test register whose clock stands at the end of 2029 unless one is given. */
const book = <State>(register: DomainRegister<State>, test: TestRegister = decisionsBook(), name = 'one'): Book<State> => {
  const { category, evolve, initial } = register.decider as Decider<State>;
  const stream = test.streamOf(category, name);
  const run = async (on: string, command: string, data: Data) => test.run({ stream, command, data, on });
  const events = async () => right(await readStreamEvents(test.register.store, test.register.catalogue, stream)());
  const state = async (asOf?: string) => fold({ evolve }, factsOf(await events(), asOf === undefined ? {} : { asOf: day(asOf) }), initial);
  const plain = (kind: string): string => kind.replace('decisions/', '');
  return {
    stream,
    tell: async (on, command, data) => (right(await run(on, command, data)).events[0] as RecordedEvent).id,
    refusal: async (on, command, data) => left(await run(on, command, data))[0] as ExecutionFailure,
    correct: async (fact, to, on = test.today()) => (right(await run(on, 'correctFact', { fact, reason: 'told wrongly', ...to })).events[0] as RecordedEvent).id,
    retract: async (fact, on = test.today()) => void right(await run(on, 'retractFact', { fact, reason: 'recorded in error' })),
    events,
    state,
    findings: async (asOf) => register.findings(await state(asOf)).filter(({ from }) => from === undefined || asOf === undefined || from <= asOf).map(({ rule }) => plain(rule)),
    finding: async (rule) => register.findings(await state()).find((one) => plain(one.rule) === rule),
    duties: async (kind, asOf) => (await test.obligations(asOf === undefined ? {} : { asOf: day(asOf) })).filter((one) => plain(one.incurred?.kind ?? '') === kind && one.stream === stream).sort((a, b) => (a.incurredOn < b.incurredOn ? -1 : 1)),
    listed: async (kind, asOf, knownAt) => (await test.check(asOf, knownAt === undefined ? {} : { knownAt: knownAt as never })).findings.filter((one): one is ObligationFinding => one.about === 'obligation' && plain(one.kind) === kind && one.stream === stream),
    dutiesEntailed: async () => dutiesEntailed((entails[category] as (state: State) => readonly Entailed[])(await state())),
    register: test,
  };
};

/** A register with this package alone. */
export const decisionsBook = (today = '2029-12-31'): TestRegister => testRegister({ domains: [decisionsDomain], today });

export const matterBook = (test?: TestRegister, name?: string): Book<MatterState> => book(matterRegister, test, name);
export const bodyBook = (test?: TestRegister, name?: string): Book<BodyState> => book(bodyRegister, test, name);
export const delegatedBook = (test?: TestRegister, name?: string): Book<DelegatedState> => book(delegatedRegister, test, name);
export const assignmentBook = (test?: TestRegister, name?: string): Book<AssignmentState> => book(assignmentRegister, test, name);

/** Both days of a duty's due date. */
export const bothDays = (duty: ObligationState | undefined): readonly [endDay: string, lastPermittedDay: string] | string =>
  duty?.due === undefined ? 'none' : duty.due.kind === 'fixed' ? [duty.due.limit.endDay, duty.due.limit.lastPermittedDay] : duty.due.kind;

/** Where a duty stands, in a word. */
export const standing = (duty: ObligationState | undefined): string => {
  if (duty === undefined) return 'none';
  if (duty.superseded !== undefined) return 'superseded';
  if (duty.discharged !== undefined) return 'discharged';
  return duty.delivery === 'none' ? 'owed' : duty.delivery;
};
