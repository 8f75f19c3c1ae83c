/** Small helpers of this package’s tests: streams told in commands, and what stands about them. */
import { type CivilDate, endOfSwedishDay, type Instant, unsafeCivilDate } from '@frist/calendar';
import { memoryKeyStore, sealerFrom } from '@frist/confidentiality';
import { type Board, bucketsFrom, catchUp, type CommandId, type EventId, execute, type ExecutionFailure, factsOf, fold, type Folding, memoryTable, nothingCovered, readStreamEvents, type RecordedEvent, type Register, type Rows, type StreamName, type Table } from '@frist/event-sourcing';
import { defaultTargets, evolveReportWithDuties, type LexSarahReport, lexSarahDomain, noReportWithDuties, reportEntails, reportFindings, type ReportWithDuties } from '@frist/lex-sarah';
import { type CheckResult, type DomainRegister, type Finding, type ObligationFinding, type ObligationState, type RegisterRow, registerProjection, type ReportDocument, type ReportView } from '@frist/obligations';
import { type Duties, dutiesEntailed, testActor, testRegister } from '@frist/testing';
import type { Either } from 'fp-ts/Either';

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

type Data = Readonly<Record<string, unknown>>;

export const client = '11111111-1111-5111-8111-111111111111';
export const reporter = '22222222-2222-5222-8222-222222222222';
export const received: Data = { statute: 'SoL', client, unit: 'outpatient adults', kind: 'missed visit', reporterRole: 'assistant nurse', receiverRole: 'unit manager', provider: { kind: 'public' } };
export const measure = (key: string, due?: unknown, more: Data = {}): Data => ({ measure: key, client, what: 'secret measure', owner: 'unit manager', ...(due === undefined ? { withoutDue: true } : { due }), ...more });
export const assessed = (assessment: string): Data => ({ client, assessment, grounds: 'secret grounds' });
export const completed: Data = { by: 'head of unit', decision: '§ 1' };

/** A register in memory, with keys. */
export interface Book {
  readonly register: Register;
  readonly board: Board;
  readonly setClock: (to: string) => void;
  readonly stream: (name: string, category?: string) => StreamName;
  /** Records a command and returns the id of its fact; fails the test when it is refused. */
  readonly tell: (stream: string, on: string, command: string, data: Data, category?: string) => Promise<EventId>;
  readonly refusal: (stream: string, on: string, command: string, data: Data, category?: string) => Promise<ExecutionFailure>;
  readonly correct: (stream: string, fact: string, to: { readonly data?: Data; readonly occurredOn?: string }) => Promise<EventId>;
  readonly retract: (stream: string, fact: string) => Promise<void>;
  readonly events: (stream: string, category?: string) => Promise<readonly RecordedEvent[]>;
  readonly state: (stream: string, asOf?: string) => Promise<ReportWithDuties>;
  readonly findings: (stream: string) => Promise<readonly string[]>;
  readonly check: (asOf: string, knownAt?: string) => Promise<CheckResult>;
  /** Duties of a kind, without the domain’s name. */
  readonly duties: (kind: string, asOf?: string) => Promise<readonly ObligationState[]>;
  readonly owed: (kind: string, asOf: string) => Promise<ObligationFinding>;
  readonly rows: <State>(register: string, asOf: string, shelves?: readonly string[], knownAt?: string) => Promise<readonly RegisterRow<State>[]>;
  readonly report: (asOf: string, parameters: Readonly<Record<string, string>>, knownAt?: string) => Promise<ReportDocument>;
}

export const book = (today = '2029-12-31', domain = lexSarahDomain): Book => {
  const test = testRegister({ domains: [domain], today });
  const register: Register = { ...test.register, sealer: sealerFrom(memoryKeyStore()) };
  let n = 0;
  const streamOf = (name: string, category = 'lexSarah'): StreamName => test.streamOf(category, name);
  const run = (name: string, on: string, command: string, data: Data, category?: string) => {
    n += 1;
    return execute(register)({ id: `lex-${n}` as CommandId, board: test.board, stream: streamOf(name, category), command, on: day(on), actor: testActor, data })();
  };
  const events: Book['events'] = async (name, category) => right(await readStreamEvents(register.store, register.catalogue, streamOf(name, category))());
  const viewOf = async (asOf: string, knownAt: Instant): Promise<ReportView> => {
    const group: Folding[] = [];
    const tables = new Map<string, Rows<RegisterRow>>(
      domain.registers.map((one: DomainRegister) => {
        const projection = registerProjection(one);
        const table = memoryTable(projection);
        group.push({ projection: projection as never, table: table as unknown as Table });
        return [one.name, table.rows];
      }),
    );
    right(await catchUp({ store: register.store, catalogue: register.catalogue }, group, nothingCovered, { asOf: day(asOf), knownAt })());
    const rows = (name: string, shelves: readonly string[] = ['']) =>
      shelves.flatMap((shelf) => ['findings', 'quiet'].flatMap((kind) => (tables.get(name) as Rows<RegisterRow>).list(bucketsFrom(`${test.board}|${kind}|${shelf}`)).map(([, row]) => row)));
    return { asOf: day(asOf), knownAt, board: null, rows: rows as ReportView['rows'], obligation: () => null, windowTables: new Map() };
  };
  const known = (knownAt?: string): Instant => (knownAt === undefined ? endOfSwedishDay(test.today()) : (knownAt as Instant));
  const state: Book['state'] = async (name, asOf) => fold({ evolve: evolveReportWithDuties }, factsOf(await events(name), asOf === undefined ? {} : { asOf: day(asOf) }), noReportWithDuties);
  return {
    register,
    board: test.board,
    setClock: test.setClock,
    stream: streamOf,
    tell: async (...command) => (right(await run(...command)).events[0] as RecordedEvent).id,
    refusal: async (...command) => {
      const before = (await events(command[0], command[4])).length;
      const refused = left(await run(...command))[0] as ExecutionFailure;
      if ((await events(command[0], command[4])).length !== before) throw new Error('something was recorded');
      return refused;
    },
    correct: async (name, fact, to) => (right(await run(name, test.today(), 'correctFact', { fact, reason: 'wrong-value', ...to })).events[0] as RecordedEvent).id,
    retract: async (name, fact) => void right(await run(name, test.today(), 'retractFact', { fact, reason: 'not-so' })),
    events,
    state,
    findings: async (name) => reportFindings(await state(name)).map(({ rule }) => rule.replace('lex-sarah/', '')),
    check: (asOf, knownAt) => test.check(asOf, knownAt === undefined ? {} : { knownAt: knownAt as Instant }),
    duties: async (kind, asOf) => {
      const all = await test.obligations(asOf === undefined ? {} : { asOf: day(asOf) });
      return all.filter(({ incurred }) => incurred?.kind === `lex-sarah/${kind}`).sort((a, b) => (a.incurredOn < b.incurredOn ? -1 : 1));
    },
    owed: async (kind, asOf) => {
      const { findings } = await test.check(asOf, { settled: true });
      const own = findings.filter((each: Finding): each is ObligationFinding => each.about === 'obligation' && each.kind === `lex-sarah/${kind}`);
      if (own.length !== 1) throw new Error(`${own.length} duties of kind ${kind}`);
      return own[0] as ObligationFinding;
    },
    rows: async <State>(name: string, asOf: string, shelves?: readonly string[], knownAt?: string) => (await viewOf(asOf, known(knownAt))).rows<State>(name, shelves),
    report: async (asOf, parameters, knownAt) => right((domain.reports?.[0])!.build(await viewOf(asOf, known(knownAt)), parameters)),
  };
};

/** Reports of the register as of a day. */
export const reportsOf = async (one: Book, asOf: string): Promise<readonly LexSarahReport[]> => (await one.rows<LexSarahReport>('lex-sarah', asOf)).map(({ state }) => state);

/** Where a duty stands, in a word. */
export const standing = (duty: ObligationState | undefined): string => {
  if (duty === undefined) return 'none';
  if (duty.superseded !== undefined) return 'superseded';
  if (duty.discharged !== undefined) return 'discharged';
  return duty.delivery === 'submitted' ? 'performed' : 'owed';
};

/** What ought to stand about the duties of a report. */
export const reportDuties = (state: ReportWithDuties): Duties => dutiesEntailed(reportEntails(defaultTargets)(state));
