/**
 * Executing one command: read the stream, recognise a repeat, fold, decide, see what it entails, encode, append.
 *
 *  1. The same command id with the same content gives the first answer; with other content `CommandIdReused`.
 *  2. When somebody else appended in between, everything from the fold on is done again, a bounded number of times.
 *  3. Either all events of a command are recorded or none.
 *  4. What is sealed is sealed once: a retry stores the same bytes. A repeat whose digest cannot be made any more, because
 *     the key of a subject was destroyed, is refused (`RepeatUnverifiable`) and records nothing.
 */
import { type CivilDate, type Instant, swedishDay } from '@frist/calendar';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { UnreadableEvent } from './catalogue';
import { decodeWith, type InvalidData } from './codec/explain';
import type { SealedReading } from './codec/sealed';
import { CommandEnvelope } from './command';
import { correctionCommands, decideCorrection, inTheFuture } from './correction-commands';
import type { CommandData, NewFact, Refusal } from './decider';
import { type EncodeFailure, encodeEvent, type PendingEvent } from './encode';
import type { Board, CommandId, EventId, Fact, Position, RecordedEvent } from './envelope';
import type { EncodedEvent, StoreError } from './event-store';
import { type Failure, failure } from './failure';
import { fold } from './fold';
import { eventIdOf } from './identity';
import { openIdentityNumbers } from './open-identity-numbers';
import { type Identified, identify, prepare, type PrepareFailure, type Prepared } from './prepare-command';
import { readStreamEvents } from './read-events';
import { retractAndRepeat } from './reconcile';
import type { Register } from './register';
import { sealedPathsOf, sealsOf } from './seal-data';
import { factsOf } from './view';

export type { Register } from './register';

/** What became of a command that was accepted. */
export interface Executed {
  /** As recorded; frozen. */
  readonly events: readonly RecordedEvent[];
  /** The command had been executed before, and nothing was written. */
  readonly repeated: boolean;
}

/** Why a command was refused, by whatever part refused it. Nothing is recorded then. */
export type ExecutionFailure =
  | InvalidData
  | PrepareFailure
  | EncodeFailure
  | Refusal
  | StoreError
  | UnreadableEvent
  | Failure<'CommandIdReused' | 'NothingDecided' | 'OtherBoard' | 'RepeatUnverifiable' | 'SealedConsequence' | 'TooManyConflicts'>;

const attempts = 8;

/**
 * Executes a command given as unknown input.
 *
 * @returns the recorded events, or every reason why not
 * @example const done = await execute(register)({ id: 'imp-1', board, stream, command: 'registerGrant', on, actor, data })()
 */
export const execute =
  (register: Register) =>
  (input: unknown): TaskEither<readonly ExecutionFailure[], Executed> =>
  async () => {
    const command = decodeWith(CommandEnvelope, input, 'command');
    if (E.isLeft(command)) return command;
    const prepared = prepare(register, command.right);
    if (E.isLeft(prepared)) return prepared;
    const sealed = new Map<string, SealedReading>();
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const done = await attemptOnce(register, prepared.right, sealed);
      if (E.isRight(done) || done.left[0]?._tag !== 'Conflict') return done;
    }
    return refuse(failure('TooManyConflicts', 'event-sourcing/conflicts', 'stream', `no other writer during ${attempts} attempts`, command.right.stream));
  };

const refuse = (...failures: readonly ExecutionFailure[]): E.Either<readonly ExecutionFailure[], never> => E.left(failures);

const attemptOnce = async (register: Register, prepared: Prepared, sealed: Map<string, SealedReading>): Promise<E.Either<readonly ExecutionFailure[], Executed>> => {
  const { store, catalogue } = register;
  const { command } = prepared;
  const read = await readStreamEvents(store, catalogue, command.stream)();
  if (E.isLeft(read)) return refuse(read.left);
  const events = read.right;
  const repeat = events.filter((event) => event.commandId === command.id && event.board === command.board);
  const identified = identify(register, prepared, events);
  if (E.isLeft(identified)) return repeat.length > 0 && identified.left.some(({ _tag }) => _tag === 'SubjectDisposed') ? refuse(unverifiable(command.id)) : identified;
  if (repeat.length > 0) {
    return repeat.every((event) => event.commandDigest === identified.right.digest)
      ? E.right({ events: repeat.map(freeze), repeated: true })
      : refuse(failure('CommandIdReused', 'event-sourcing/command-id-reused', 'id', 'a new id for a command with other content', command.id));
  }
  const [first] = events;
  if (first !== undefined && first.board !== command.board) {
    return refuse(failure('OtherBoard', 'event-sourcing/board-of-stream', 'board', `${first.board}, to whose register the stream belongs`, command.board));
  }
  const numbers = openIdentityNumbers(command, identified.right.data);
  if (numbers.length > 0) return refuse(...numbers);
  const decided = decideAll(register, identified.right, events);
  if (E.isLeft(decided)) return decided;
  const encoded: EncodedEvent[] = [];
  const seals = sealsOf(events, sealed);
  for (const event of decided.right) {
    const one = encodeEvent(catalogue, register.sealer, event, seals);
    if (E.isLeft(one)) return refuse(one.left);
    encoded.push(one.right);
  }
  const appended = await store.append({ stream: command.stream, expected: events.length === 0 ? 'no-stream' : events.length - 1, events: encoded })();
  if (E.isLeft(appended)) {
    return appended.left._tag === 'RepeatedEventId'
      ? refuse(failure('CommandIdReused', 'event-sourcing/command-id-reused', 'id', 'a command id that no other stream of the board has used', command.id))
      : refuse(appended.left);
  }
  const recorded: RecordedEvent[] = [];
  for (const stored of appended.right.events) {
    const event = catalogue.decode(stored);
    if (E.isLeft(event)) return refuse(event.left);
    recorded.push(freeze(event.right));
  }
  return E.right({ events: recorded, repeated: appended.right.repeated });
};

const unverifiable = (id: CommandId): Failure<'RepeatUnverifiable'> =>
  failure('RepeatUnverifiable', 'event-sourcing/repeat-after-disposal', 'id', 'a new id: this one was executed before, and what was sealed in it cannot be compared, since the key of its subject was destroyed', id);

/** The command's facts and what they entail, with ids, in the order in which they are recorded. */
const decideAll = (register: Register, identified: Identified, events: readonly RecordedEvent[]): E.Either<readonly ExecutionFailure[], readonly PendingEvent[]> => {
  const { command, decider, data, digest } = identified;
  const facts = factsOf(events);
  const now = register.clock();
  const today = swedishDay(now);
  const about = { board: command.board, stream: command.stream, today };
  const pending: PendingEvent[] = [];
  const consequences: PendingEvent[] = [];
  const entail = (fact: NewFact, causationId: EventId | undefined, day: CivilDate): unknown =>
    consequences.push(add(fact, causationId, day, laterKnown(command.knownSince, decider.restsOn?.(fact, facts) ?? [])));
  const add = (fact: NewFact, causationId: EventId | undefined, day: CivilDate, knownSince: CivilDate | null | undefined = command.knownSince): PendingEvent => {
    const event: PendingEvent = {
      id: eventIdOf(command.board, command.id, pending.length),
      stream: command.stream,
      type: fact.type,
      data: fact.data,
      occurredOn: fact.occurredOn ?? day,
      board: command.board,
      actor: command.actor,
      commandId: command.id,
      commandDigest: digest,
      correlationId: command.correlationId ?? command.id,
      ...(causationId === undefined ? {} : { causationId }),
      ...(knownSince === undefined || knownSince === null ? {} : { knownSince }),
      ...(command.source === undefined ? {} : { source: command.source }),
    };
    pending.push(event);
    return event;
  };
  const cause = causeOf(command.board, command.causedBy);
  const refold = (): { readonly state: unknown; readonly facts: readonly Fact[] } => {
    const all = factsOf([...events, ...pending.map((event, i) => provisional(event, now, events.length + i))]);
    return { state: fold(decider, all, decider.initial), facts: all };
  };

  if (Object.hasOwn(correctionCommands, command.command)) {
    const correction = decideCorrection(command.command, data as Parameters<typeof decideCorrection>[1], events, register.catalogue, today);
    if (E.isLeft(correction)) return refuse(correction.left);
    const { fact, root } = correction.right;
    const recordedBefore = facts.filter((candidate) => candidate.causationId === root.id && (decider.consequenceTypes?.has(candidate.type) ?? candidate.commandId === root.commandId));
    const event = add(fact, cause, command.on);
    const after = refold();
    const corrected = after.facts.find((candidate) => candidate.id === root.id) ?? null;
    const entailed = corrected === null ? [] : (decider.consequences?.(after.state, corrected, { ...about, correction: event.id }) ?? []);
    const changes = (decider.reconcile ?? retractAndRepeat)({ recorded: recordedBefore, now: entailed, correction: event.id, fact: corrected, state: after.state });
    for (const change of changes) entail(change, change.causedBy ?? root.id, corrected?.occurredOn ?? root.occurredOn);
  } else {
    const context = {
      ...about,
      commandId: command.id,
      on: command.on,
      actor: command.actor,
      ...(command.source === undefined ? {} : { source: command.source }),
      asOf: (day: CivilDate): unknown => fold(decider, factsOf(events, { asOf: day }), decider.initial),
      facts,
    };
    const decision = decider.decide(fold(decider, facts, decider.initial), { command: command.command, data } satisfies CommandData, context);
    if (E.isLeft(decision)) return refuse(decision.left);
    const own = decision.right.map((fact) => add(fact, fact.causedBy ?? cause, command.on));
    if (own.length === 0) return refuse(failure('NothingDecided', 'event-sourcing/at-least-one-event', 'command', 'a decider that records something or refuses', command.command));
    if (decider.consequences !== undefined) {
      const after = refold();
      for (const event of own) {
        const fact = after.facts.find((candidate) => candidate.id === event.id);
        if (fact === undefined) continue;
        for (const entailed of decider.consequences(after.state, fact, about)) entail(entailed, entailed.causedBy ?? event.id, event.occurredOn);
      }
    }
  }
  const personal = consequences.find((event) => sealedPathsOf(register.catalogue, event).length > 0);
  if (personal !== undefined) {
    return refuse(failure('SealedConsequence', 'event-sourcing/consequences-hold-no-personal-data', personal.type, 'a consequence without sealed fields: what concerns a person stays in the fact behind it'));
  }
  const late = pending.find((event) => event.occurredOn > today);
  return late === undefined
    ? E.right(pending)
    : refuse(inTheFuture(late.type, late.occurredOn, today));
};

/** Migrated knowledge of a consequence: not before what it rests on was known; null when that is known only by recording. */
const laterKnown = (knownSince: CivilDate | undefined, restsOn: readonly Fact[]): CivilDate | null | undefined =>
  knownSince === undefined ? undefined : restsOn.reduce<CivilDate | null>((latest, fact) => (latest === null || fact.knownSince === undefined ? null : fact.knownSince > latest ? fact.knownSince : latest), knownSince);

const causeOf = (board: Board, command: CommandId | undefined): EventId | undefined => (command === undefined ? undefined : eventIdOf(board, command, 0));

/** A fact that has not been recorded yet, in the place it will have. */
const provisional = (event: PendingEvent, now: Instant, revision: number): RecordedEvent => ({
  ...event,
  revision,
  position: (Number.MAX_SAFE_INTEGER - 1_000_000 + revision) as Position,
  recordedAt: now,
  schemaVersion: 1,
  data: event.data as Record<string, unknown>,
});

const freeze = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
};
