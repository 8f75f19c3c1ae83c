/** Given/when/then for deciders: what is on record, what somebody asks for, what comes of it. Needs no test runner. */
import { AssertionError, deepStrictEqual } from 'node:assert';

import { unsafeCivilDate } from '@frist/calendar';
import {
  type CommandData, type CommandId, compareFacts, type Decider, type DecisionContext, decodeWith, type Fact, failure, fold, type Failure, type NewFact, type Source,
} from '@frist/event-sourcing';
import { type Either, isLeft, left, right } from 'fp-ts/Either';

import { type GivenFact, givenStream, recordedFacts, testActor, testBoard } from './given-when-then-facts';

/** A fact that is expected: type, data, and the day when the test cares about it. */
export type ExpectedFact = readonly [type: string, data: unknown, day?: string];

/** Circumstances of a command; default: the day of the last fact given, recorded that day, by a tester. */
export interface WhenContext {
  readonly on?: string;
  readonly today?: string;
  readonly role?: string;
  readonly commandId?: string;
  readonly source?: Source;
}

/** What is on record, waiting for a command. */
export interface When {
  /** The command goes to the decider; its data is checked by the decider's codec first, as in execution. */
  readonly when: (command: CommandData, context?: WhenContext) => Then;
}

/** Each throws an `AssertionError` with a diff when it does not hold. Do not return this from an async function: it has a `then`. */
export interface Then {
  /** Accepted, with exactly these facts decided, in order. What they entail is left out. */
  readonly then: (...events: readonly ExpectedFact[]) => void;
  /** Accepted, and the facts decided entail exactly these, in order. */
  readonly thenEntails: (...events: readonly ExpectedFact[]) => void;
  /** Refused with this tag (`InvalidData` for data of the wrong form), and by this rule when one is named. */
  readonly thenRefused: (tag: string, rule?: string) => void;
  /** The state after the facts decided, for whatever else a test wants to say. */
  readonly thenState: (check: (state: unknown) => void) => void;
}

/**
 * Starts a test of a decider.
 *
 * @example
 * given(counter, ['Counted', { by: 2 }, '2024-01-01'])
 *   .when({ command: 'count', data: { by: 3 } })
 *   .then(['Counted', { by: 3 }]);
 */
export const given = <State, Command extends CommandData>(decider: Decider<State, Command>, ...facts: readonly GivenFact[]): When => ({
  when: (command, context = {}) => {
    const outcome = decideOn(decider as unknown as Decider<State>, recordedFacts(facts, decider.category), command, context);
    const accepted = (): Decided => {
      if (isLeft(outcome)) fail(`${command.command} should have been accepted, and was refused: ${JSON.stringify(outcome.left, null, 2)}`, outcome.left._tag, 'accepted');
      return outcome.right;
    };
    return {
      then: (...events) => same(accepted().decided, events, command.command),
      thenEntails: (...events) => same(accepted().entailed, events, `what ${command.command} entails`),
      thenRefused: (tag, rule) => {
        if (!isLeft(outcome)) fail(`${command.command} should have been refused with ${tag}, and gave: ${JSON.stringify(outcome.right.decided, null, 2)}`, 'accepted', tag);
        deepStrictEqual(rule === undefined ? { tag: outcome.left._tag } : { tag: outcome.left._tag, rule: outcome.left.rule }, rule === undefined ? { tag } : { tag, rule });
      },
      thenState: (check) => check(accepted().state),
    };
  },
});

interface Decided {
  readonly decided: readonly NewFact[];
  readonly entailed: readonly NewFact[];
  readonly state: unknown;
}

function fail(message: string, actual: unknown, expected: unknown): never {
  throw new AssertionError({ message, actual, expected, operator: 'given/when/then' });
}

/** Days are compared only where the expectation names one. */
const same = (found: readonly NewFact[], expected: readonly ExpectedFact[], what: string): void => {
  const shown = found.map(({ type, data, occurredOn }, i) => (expected[i]?.[2] === undefined ? { type, data } : { type, data, day: occurredOn }));
  try {
    deepStrictEqual(shown, expected.map(([type, data, day]) => (day === undefined ? { type, data } : { type, data, day })));
  } catch (thrown) {
    if (thrown instanceof AssertionError) thrown.message = `${what}: ${thrown.message}`;
    throw thrown;
  }
};

const decideOn = <State>(decider: Decider<State>, recorded: readonly Fact[], command: CommandData, context: WhenContext): Either<Failure, Decided> => {
  const facts = [...recorded].sort(compareFacts);
  const codec = Object.hasOwn(decider.commands, command.command) ? decider.commands[command.command] : undefined;
  if (codec === undefined) return left(failure('UnknownCommand', 'event-sourcing/command', 'command', `one of ${Object.keys(decider.commands).join(', ')}`, command.command));
  const data = decodeWith(codec, command.data, 'data');
  if (isLeft(data)) return left(data.left[0] ?? failure('InvalidData', 'event-sourcing/codec', 'data', 'data that the codec accepts'));
  const on = unsafeCivilDate(context.on ?? facts.at(-1)?.occurredOn ?? '2024-01-02');
  const latest = facts.reduce((day, { occurredOn }) => (occurredOn > day ? occurredOn : day), on);
  const today = context.today === undefined ? latest : unsafeCivilDate(context.today);
  const stream = givenStream(undefined, decider.category);
  const commandId = (context.commandId ?? 'when') as CommandId;
  const about = { board: testBoard, stream, today };
  const decision: DecisionContext<State> = {
    ...about,
    commandId,
    on,
    actor: { ...testActor, role: context.role ?? testActor.role },
    ...(context.source === undefined ? {} : { source: context.source }),
    asOf: (day) => fold(decider, facts.filter(({ occurredOn }) => occurredOn <= day), decider.initial),
    facts,
  };
  const decided = decider.decide(fold(decider, facts, decider.initial), { command: command.command, data: data.right }, decision);
  if (isLeft(decided)) return decided;
  const all = [...recorded.map(asGiven), ...decided.right.map((fact): GivenFact => [fact.type, fact.data, fact.occurredOn ?? on])];
  const renewed = recordedFacts(all, decider.category);
  const state = fold(decider, [...renewed].sort(compareFacts), decider.initial);
  const entailed = renewed.slice(recorded.length).flatMap((fact) => [...(decider.consequences?.(state, fact, about) ?? [])].map((one) => ({ occurredOn: fact.occurredOn, ...one })));
  return right({ decided: decided.right.map((fact) => ({ occurredOn: on, ...fact })), entailed, state });
};

const asGiven = ({ type, data, occurredOn, causationId, source, knownSince }: Fact): GivenFact => [
  type,
  data,
  occurredOn,
  { ...(causationId === undefined ? {} : { causedBy: causationId }), ...(source === undefined ? {} : { source }), ...(knownSince === undefined ? {} : { knownSince }) },
];
