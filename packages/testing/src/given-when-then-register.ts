/** A register in memory with a clock that stands where the test puts it: whole domains, without files or waiting. */
import { type CivilDate, endOfSwedishDay, type Instant, startOfSwedishDay, swedishDay, unsafeCivilDate } from '@frist/calendar';
import {
  type Board, catchUp, type Decider, execute, type Executed, type ExecutionFailure, type Folding, makeCatalogue, memoryEventStore, memoryTable, nothingCovered, type Projection, type Register,
  type Rows, type StreamName, type Table, type View,
} from '@frist/event-sourcing';
import { check, type CheckOptions, type CheckResult, type Domain, ledger, meetingCalendar, meetingFactTypes, obligationFactTypes, type ObligationState, registerProjection } from '@frist/obligations';
import type { Either } from 'fp-ts/Either';

import { right } from './either';
import { givenStream, testActor, testBoard } from './given-when-then-facts';

/** What the register is made of. */
export interface TestRegisterOptions {
  readonly domains: readonly Domain[];
  /** The Swedish day on which the clock stands at first. Default 2024-01-02. */
  readonly today?: string;
  readonly board?: string;
}

/** A command in short: the register fills in id, board and actor. */
export interface TestCommand {
  readonly stream: StreamName;
  readonly command: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Default: today. */
  readonly on?: string;
  /** Default: a new one each time. */
  readonly id?: string;
}

/** A register in memory, and short ways to use it. */
export interface TestRegister {
  readonly register: Register;
  readonly board: Board;
  readonly today: () => CivilDate;
  /** Puts the clock at the start of a Swedish day, or at an instant. */
  readonly setClock: (to: string) => void;
  /** The stream of a category that belongs to a name. */
  readonly streamOf: (category: string, name: string) => StreamName;
  readonly run: (command: TestCommand) => Promise<Either<readonly ExecutionFailure[], Executed>>;
  /** As `run`; throws an `AssertionError` with the reasons when refused. */
  readonly record: (command: TestCommand) => Promise<Executed>;
  /** Every obligation in a view, by id. */
  readonly obligations: (view?: View) => Promise<readonly ObligationState[]>;
  /** The check as of a day; facts of later days are cut. */
  readonly check: (asOf: string, options?: Omit<CheckOptions, 'asOf'> & Pick<View, 'knownAt'>) => Promise<CheckResult>;
}

/**
 * Makes a register.
 *
 * @example
 * const test = testRegister({ domains: [grants], today: '2020-02-15' });
 * await test.record({ stream: test.streamOf('grant', 'ph-2019'), command: 'registerGrant', data: { … }, on: '2019-05-02' });
 * const { findings } = await test.check('2020-02-15');
 */
export const testRegister = ({ domains, today = '2024-01-02', board: name = testBoard }: TestRegisterOptions): TestRegister => {
  const board = name as Board;
  let now: Instant = startOfSwedishDay(unsafeCivilDate(today));
  let commands = 0;
  const clock = (): Instant => now;
  const store = memoryEventStore({ clock });
  const catalogue = right(makeCatalogue([...obligationFactTypes, ...meetingFactTypes, ...domains.flatMap(({ eventTypes }) => eventTypes)]));
  const registers = domains.flatMap((domain) => domain.registers);
  const register: Register = { store, catalogue, deciders: new Map(registers.map(({ decider }) => [decider.category, decider satisfies Decider])), clock, sealer: null };
  const windowTables = new Map(domains.flatMap((domain) => domain.windowTables).map((table) => [`${table.id}/${table.version}`, table]));

  const project = async (view: View) => {
    const group: Folding[] = [];
    const rowsOf = <Row>(projection: Projection<Row>): Rows<Row> => {
      const table = memoryTable(projection);
      group.push({ projection: projection as Projection, table: table as unknown as Table });
      return table.rows;
    };
    const sources = {
      boards: [board],
      ledger: rowsOf(ledger),
      meetings: rowsOf(meetingCalendar),
      registers: registers.map((one) => ({ register: one, rows: rowsOf(registerProjection(one)) })),
      windowTables,
    };
    right(await catchUp({ store, catalogue }, group, nothingCovered, view)());
    return sources;
  };
  const run: TestRegister['run'] = ({ stream, command, data, on, id }) => {
    commands += 1;
    return execute(register)({ id: id ?? `test-${commands}`, board, stream, command, on: on ?? swedishDay(now), actor: testActor, data })();
  };
  return {
    register,
    board,
    today: () => swedishDay(now),
    setClock: (to) => {
      now = to.length === 10 ? startOfSwedishDay(unsafeCivilDate(to)) : (to as Instant);
    },
    streamOf: (category, of) => givenStream(of, category, board),
    run,
    record: async (command) => right(await run(command)),
    obligations: async (view = {}) => (await project(view)).ledger.list({ from: '', to: '\x7f' }).map(([, state]) => state),
    check: async (asOf, { knownAt, ...options } = {}) => {
      const day = unsafeCivilDate(asOf);
      return check(await project({ asOf: day, knownAt: knownAt ?? endOfSwedishDay(swedishDay(now)) }), { ...options, asOf: day });
    },
  };
};
