/** Small helpers of this package's tests: one grant told in commands, and what stands about it. */
import { type CivilDate, unsafeCivilDate } from '@frist/calendar';
import { type ExecutionFailure, factsOf, fold, readStreamEvents, type RecordedEvent, type StreamName } from '@frist/event-sourcing';
import type { CheckResult, Finding, ObligationFinding, ObligationState } from '@frist/obligations';
import { type Duties, dutiesEntailed, testRegister, type TestRegister } from '@frist/testing';
import type { Either } from 'fp-ts/Either';

import { entailedBy, evolveGrant, grantFindings, grantsDomain, type GrantState, noGrant } from '@frist/grants';

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

export const agency = { kind: 'agency', reference: 'instructions', confidence: 'S' } as const;
export const regulation = { kind: 'regulation', reference: '2013:522 10 §', confidence: 'V' } as const;
export const dueDay = (text: string) => ({ basis: agency, day: text });
export const ca = (ore: number, text = `ca ${ore / 100} kr`) => ({ _tag: 'approximate', ore, text }) as const;
export const unknown = { _tag: 'unknown' } as const;

type Data = Readonly<Record<string, unknown>>;

/** One grant in a register in memory. */
export interface GrantBook {
  /** Records a command and returns the id of its fact; fails the test when it is refused. */
  readonly tell: (on: string, command: string, data: Data) => Promise<string>;
  /** What a refused command says first. */
  readonly refusal: (on: string, command: string, data: Data) => Promise<ExecutionFailure>;
  readonly correct: (fact: string, to: { readonly data?: Data; readonly occurredOn?: string }, on?: string) => Promise<void>;
  readonly retract: (fact: string, on?: string) => Promise<void>;
  readonly events: () => Promise<readonly RecordedEvent[]>;
  readonly state: (asOf?: string) => Promise<GrantState>;
  readonly check: (asOf: string, knownAt?: string) => Promise<CheckResult>;
  /** Findings about the grant itself, by rule without its prefix. */
  readonly findings: () => Promise<readonly string[]>;
  readonly finding: (rule: string) => Promise<ReturnType<typeof grantFindings>[number] | undefined>;
  /** Duties of a kind (`repay-unused`) as of a day, in the order in which they were incurred, those that ended included. */
  readonly duties: (kind: string, asOf?: string) => Promise<readonly ObligationState[]>;
  /** The one listed finding about a duty of a kind. */
  readonly owed: (kind: string, asOf: string) => Promise<ObligationFinding>;
  readonly setClock: (to: string) => void;
  readonly register: TestRegister['register'];
}

export const registered: Data = { name: 'Grant', year: 2019, funder: 'Funder', diaryNumbers: ['SN/2019:1'], basis: agency, claimKind: 'requisition' };

/** A grant that has been registered on 2019-01-01, in a register whose clock stands at the end of 2029. */
export const grantBook = async (grant: Data | null = registered, today = '2029-12-31'): Promise<GrantBook> => {
  const test = testRegister({ domains: [grantsDomain], today });
  const stream: StreamName = test.streamOf('grant', 'one');
  const run = async (on: string, command: string, data: Data) => test.run({ stream, command, data, on });
  const events = async () => right(await readStreamEvents(test.register.store, test.register.catalogue, stream)());
  const state = async (asOf?: string) => fold({ evolve: evolveGrant }, factsOf(await events(), asOf === undefined ? {} : { asOf: day(asOf) }), noGrant);
  const book: GrantBook = {
    tell: async (on, command, data) => (right(await run(on, command, data)).events[0] as RecordedEvent).id,
    refusal: async (on, command, data) => left(await run(on, command, data))[0] as ExecutionFailure,
    correct: async (fact, to, on = today) => void right(await run(on, 'correctFact', { fact, reason: 'told wrongly', ...to })),
    retract: async (fact, on = today) => void right(await run(on, 'retractFact', { fact, reason: 'recorded in error' })),
    events,
    state,
    check: (asOf, knownAt) => test.check(asOf, knownAt === undefined ? {} : { knownAt: knownAt as never }),
    findings: async () => grantFindings(await state()).map(({ rule }) => rule.replace('grants/', '')),
    finding: async (rule) => grantFindings(await state()).find((each) => each.rule === `grants/${rule}`),
    duties: async (kind, asOf) => {
      const all = await test.obligations(asOf === undefined ? {} : { asOf: day(asOf) });
      return all.filter(({ incurred }) => incurred?.kind === `grants/${kind}`).sort((a, b) => (a.incurredOn < b.incurredOn ? -1 : 1));
    },
    owed: async (kind, asOf) => {
      const { findings } = await test.check(asOf);
      const own = findings.filter((each: Finding): each is ObligationFinding => each.about === 'obligation' && each.kind === `grants/${kind}`);
      if (own.length !== 1) throw new Error(`${own.length} listed duties of kind ${kind}: ${JSON.stringify(own.map(({ title, lifecycle, timeliness }) => [title.en, lifecycle, timeliness]))}`);
      return own[0] as ObligationFinding;
    },
    setClock: test.setClock,
    register: test.register,
  };
  if (grant !== null) await book.tell('2019-01-01', 'registerGrant', grant);
  return book;
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

/** What ought to stand about the duties of a grant. */
export const grantDuties = (state: GrantState): Duties => dutiesEntailed(entailedBy(state));
