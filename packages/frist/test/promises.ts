/** A small domain for tests: promises, kept or not, in their own streams or another's; and meetings of bodies. */
import { CivilDate, unsafeCivilDate, unsafeInstant, type Instant } from '@frist/calendar';
import { type Actor, anyObject, type Board, closed, type Decider, type EventId, eventType, type Fact, failure, nonBlank, streamFor, type StreamName, Uuid, wholeNumber } from '@frist/event-sourcing';
import {
  aboutObligation,
  type Crossing,
  type Domain,
  dueOn,
  incur,
  meetingFactTypes,
  obligationIdOf,
  type DeadlineRule,
  type DomainRegister,
  type Duty,
  type ObligationId,
  reconcileDuties,
  Reference,
} from '@frist/obligations';
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';

export const PromiseMade = eventType('PromiseMade', closed('PromiseMade', { what: nonBlank(100) }, { due: CivilDate, weight: wholeNumber, recurring: t.boolean, body: nonBlank(40), duty: anyObject }));
export const PromiseKept = eventType('PromiseKept', closed('PromiseKept', { promise: Uuid }));
/** Any fact about the duty, as told. */
export const DutyTold = eventType('DutyTold', closed('DutyTold', { promise: Uuid, fact: nonBlank(60), data: anyObject }));
export const NoteTaken = eventType('NoteTaken', closed('NoteTaken', { text: nonBlank(100) }));

/** Speaks of other streams and events, and in words that others may use too. */
export const WordSaid = eventType('WordSaid', closed('WordSaid', {}, { words: t.readonlyArray(nonBlank(10)), of: Reference, also: t.readonlyArray(t.union([closed('Own', { kind: t.literal('own') }), Reference])), decision: Reference }));

export const keepRule: DeadlineRule = {
  id: 'promises/keep',
  version: 1,
  title: { sv: 'Håll löftet', en: 'Keep the promise' },
  basis: { kind: 'agreement', reference: 'a promise', confidence: 'V' },
  dayZero: { sv: 'dagen', en: 'the day' },
};

interface PromiseState {
  readonly what: string | null;
  readonly kept: number;
  readonly notes: readonly string[];
}

type Data = { readonly what: string; readonly due?: CivilDate; readonly recurring?: boolean; readonly body?: string; readonly duty?: Partial<Duty> };

const promises: Decider<PromiseState> = {
  category: 'promise',
  commands: {
    make: PromiseMade.codec,
    keep: PromiseKept.codec,
    tell: DutyTold.codec,
    note: NoteTaken.codec,
    say: WordSaid.codec,
    refuse: closed('refuse', {}),
  },
  initial: { what: null, kept: 0, notes: [] },
  evolve: (state, fact) => {
    if (fact.type === 'PromiseMade') return { ...state, what: (fact.data as Data).what };
    if (fact.type === 'PromiseKept') return { ...state, kept: state.kept + 1 };
    if (fact.type === 'DutyTold' || fact.type === 'WordSaid') return state;
    return { ...state, notes: [...state.notes, (fact.data as { text: string }).text] };
  },
  decide: (_state, { command, data }) => {
    if (command === 'refuse') return E.left(failure('Refused', 'promises/refuse', 'command', 'anything else'));
    if (command === 'note' && _state.what === null) return E.left(failure('NoPromise', 'promises/note', 'stream', 'a promise on record'));
    return E.right([{ type: { make: 'PromiseMade', keep: 'PromiseKept', tell: 'DutyTold', note: 'NoteTaken', say: 'WordSaid' }[command] as string, data }]);
  },
  consequences: (_state, fact) => {
    if (fact.type === 'PromiseMade') return [dutyOf(fact)];
    if (fact.type === 'PromiseKept') {
      const obligation = (fact.data as { promise: ObligationId }).promise;
      return [aboutObligation('PerformanceRecorded', obligation, { evidence: 'seen' })];
    }
    if (fact.type === 'DutyTold') {
      const told = fact.data as { readonly promise: ObligationId; readonly fact: string; readonly data: object };
      return [aboutObligation(told.fact, told.promise, told.data)];
    }
    return [];
  },
  reconcile: reconcileDuties,
};

const dutyOf = (fact: Fact) => {
  const { what, due, recurring, body, duty } = fact.data as Data;
  const fixed = due === undefined ? null : dueOn(due, 'agreement');
  return incur(fact.id, {
    rule: keepRule,
    title: { sv: what, en: what },
    debtor: 'the board',
    due:
      body !== undefined
        ? { kind: 'at-meeting', basis: 'agreement', body, ...(due === undefined ? {} : { told: due }) }
        : fixed !== null && E.isRight(fixed)
          ? fixed.right
          : { kind: 'undated', basis: 'agreement' },
    ...(recurring === true ? { recurrence: { rhythm: { kind: 'year' }, anchor: fact.occurredOn, due: { kind: 'after-period', plus: 'P1M' as never, roll: 'none', basis: 'agreement' } } } : {}),
    ...duty,
  });
};

/** The obligation that a `make` command gives rise to. */
export const promiseId = (made: EventId): ObligationId => obligationIdOf(made, keepRule.id);

const register: DomainRegister<PromiseState> = {
  name: 'promises',
  version: '1',
  decider: promises,
  types: [PromiseMade, PromiseKept, DutyTold, NoteTaken, WordSaid],
  concerns: ({ what }) => (what === null ? [] : [what]),
  figures: ({ kept, notes }) => ({ kept: kept * 100, notes: `${notes.length}` }),
  findings: ({ what, notes }) =>
    what === null || notes.length < 2
      ? []
      : [{ rule: 'promises/many-notes', kind: 'information', title: { sv: 'Många', en: 'Many' }, events: [], values: { notes: notes.length } }],
};

type Said = { readonly word: string; readonly by: { readonly board: Board; readonly stream: StreamName }[] };

/** A word that several streams use, whatever their boards. */
const sameWords: Crossing<Said> = {
  name: 'same-words',
  version: '1',
  types: [WordSaid],
  keysOf: ({ data }) => (data as { readonly words?: readonly string[] }).words ?? [],
  initial: (word) => ({ word, by: [] }),
  evolve: (row, { board: of, stream }) => {
    if (!row.by.some((one) => one.stream === stream)) row.by.push({ board: of, stream });
    return row;
  },
  findings: ({ word, by }) => (by.length < 2 ? [] : by.map((one) => ({ ...one, rule: 'promises/same-word', kind: 'information', title: { sv: 'Samma', en: 'Same' }, events: [], values: { word } }))),
};

const [schedule, move, cancel, name, hold] = meetingFactTypes;
const ofBodies = { schedule, move, cancel, name, hold };

const bodies: Decider<null> = {
  category: 'body',
  commands: Object.fromEntries(Object.entries(ofBodies).map(([command, { codec }]) => [command, codec])),
  initial: null,
  evolve: () => null,
  decide: (_state, { command, data }) => E.right([{ type: ofBodies[command as keyof typeof ofBodies].type, data }]),
};

export const promisesDomain: Domain = {
  name: 'promises',
  eventTypes: [PromiseMade, PromiseKept, DutyTold, NoteTaken, WordSaid],
  registers: [register, { name: 'bodies', version: '1', decider: bodies, types: [], concerns: () => [], findings: () => [] }],
  rules: [keepRule],
  windowTables: [],
  crossings: [sameWords],
  // A promise is no decision.
  proposals: [PromiseMade],
};

export const board = 'botkyrka/socialnamnden' as Board;
export const otherBoard = 'salem/socialnamnden' as Board;
export const actor: Actor = { role: 'officer', ref: 'u1' } as Actor;
export const day = unsafeCivilDate;
export const at = unsafeInstant;

/** A clock that stands still until it is set. */
export interface TestClock {
  (): Instant;
  set: (instant: string) => void;
}

export const testClock = (start: string): TestClock => {
  let now = at(start);
  const clock = (() => now) as TestClock;
  clock.set = (instant) => void (now = at(instant));
  return clock;
};

export const promiseStream = (name: string, of: Board = board): StreamName => streamFor(of, 'promise', name);
export const bodyStream = (name: string, of: Board = board): StreamName => streamFor(of, 'body', name);

/** The value of a Right, for tests. */
export const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(`expected success, got ${JSON.stringify(either.left)}`);
  return either.right;
};

/** The value of a Left, for tests. */
export const left = <B>(either: E.Either<B, unknown>): B => {
  if (E.isRight(either)) throw new Error(`expected failure, got ${JSON.stringify(either.right)}`);
  return either.left;
};
