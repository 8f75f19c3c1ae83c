/** Facts for tests: told in one line, with ids, positions and times that are the same on every run. */
import { type CivilDate, type Instant, startOfSwedishDay, unsafeCivilDate } from '@frist/calendar';
import { type Actor, type Board, type CommandDigest, type CommandId, type EventId, eventIdOf, type Fact, type Position, type Source, streamFor, type StreamName } from '@frist/event-sourcing';

/** Circumstances of a fact that a test cares about; the rest is made up. */
export interface FactCircumstances {
  /** A name for the stream; the stream's uuid follows from it. Default: one stream for all. */
  readonly stream?: string;
  /** Default `test/board`. */
  readonly board?: string;
  /** The causing event: its number among the facts given, from 0, or its id. */
  readonly causedBy?: number | EventId;
  readonly source?: Source;
  readonly knownSince?: string;
}

/** Type, data, the day it is about (`YYYY-MM-DD`), and circumstances where they matter. */
export type GivenFact = readonly [type: string, data: unknown, day: string, circumstances?: FactCircumstances];

/** Who acts in tests. */
export const testActor = { role: 'tester', ref: 'tester' } as Actor;

/** The board of facts that name none. */
export const testBoard = 'test/board' as Board;

/** The id of the n-th fact given, counted from 0. */
export const givenEventId = (n: number): EventId => eventIdOf(testBoard, `given-${n}` as CommandId, 0);

/** The stream that a test's facts stand in, by the name that the test gives it. */
export const givenStream = (name = 'given', category = 'given', board: Board = testBoard): StreamName => streamFor(board, category, name);

const noDigest = 'A'.repeat(43) as CommandDigest;

/**
 * Facts as they would be recorded, in the order given: positions and revisions count up, each is recorded at the start
 * of its day or of the latest day before it in the list.
 *
 * @param category of the streams
 * @example recordedFacts([['GrantRegistered', { … }, '2019-05-02'], ['GrantReceived', { … }, '2019-06-01']])
 */
export const recordedFacts = (facts: readonly GivenFact[], category = 'given'): readonly Fact[] => {
  const revisions = new Map<StreamName, number>();
  let recordedAt = '' as Instant;
  return facts.map(([type, data, day, circumstances = {}], n): Fact => {
    const occurredOn: CivilDate = unsafeCivilDate(day);
    const start = startOfSwedishDay(occurredOn);
    recordedAt = start > recordedAt ? start : recordedAt;
    const board = (circumstances.board ?? testBoard) as Board;
    const stream = givenStream(circumstances.stream, category, board);
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const { causedBy, source, knownSince } = circumstances;
    return {
      id: givenEventId(n),
      stream,
      revision,
      position: n as Position,
      type,
      schemaVersion: 1,
      occurredOn,
      recordedAt,
      board,
      actor: testActor,
      commandId: `given-${n}` as CommandId,
      commandDigest: noDigest,
      correlationId: `given-${n}`,
      data: data as Record<string, unknown>,
      ...(causedBy === undefined ? {} : { causationId: typeof causedBy === 'number' ? givenEventId(causedBy) : causedBy }),
      ...(source === undefined ? {} : { source }),
      ...(knownSince === undefined ? {} : { knownSince: unsafeCivilDate(knownSince) }),
    };
  });
};
