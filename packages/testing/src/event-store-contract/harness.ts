/** What every part of the store contract stands on: options, test events, and ways to say what an answer must be. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import type { Instant } from '@frist/calendar';
import type { AppendHook, EncodedEvent, EventId, EventStore, Page, StoredEvent, StoreError, StreamName } from '@frist/event-sourcing';
import type { TaskEither } from 'fp-ts/TaskEither';

/** What the suite asks of a store under test. */
export interface ContractStoreOptions {
  readonly clock: () => Instant;
  readonly onAppend?: readonly AppendHook[];
  /** Names the data: a new name is an empty store, the same name is the same events (where {@link EventStoreContract.shared}). */
  readonly data: string;
}

/** A store under test, and what the suite may expect of it. */
export interface EventStoreContract {
  readonly name: string;
  readonly open: (options: ContractStoreOptions) => Promise<EventStore>;
  /** Opening the same `data` again reaches the same events, also while it is open elsewhere: a second writer, a restart. */
  readonly shared: boolean;
  /** Longest text of an event. Default: the port's. */
  readonly maxEventLength?: number;
  /** Runs of the property test. Default 60. */
  readonly runs?: number;
  /** Called once after everything. */
  readonly cleanUp?: () => Promise<void> | void;
  /** The test runner. Default: the globals of jest, vitest or mocha. */
  readonly runner?: Runner;
}

export interface Runner {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => Promise<void>) => void;
}

/** A clock that stands still until it is set. */
export interface SettableClock {
  (): Instant;
  now: Instant;
}

export const noon = '2024-03-01T12:00:00.000Z' as Instant;

export const settableClock = (now: Instant = noon): SettableClock => {
  const clock = (() => clock.now) as SettableClock;
  clock.now = now;
  return clock;
};

/** A UUID with nothing regular in it, the same for the same seed. */
export const uuid = (seed: string): EventId => {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}` as EventId;
};

export const streamNamed = (seed: string, category = 'grant'): StreamName => `${category}-${uuid(seed)}` as StreamName;

let made = 0;
export const freshStream = (): StreamName => streamNamed(`stream ${(made += 1)}`);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type { Json };

/** Canonical JSON, written apart from the library's own so that the two check each other. */
export const canonical = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join(',')}]`;
  const record = value as { readonly [key: string]: Json };
  return `{${Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key] as Json)}`)
    .join(',')}}`;
};

/**
 * An event as the encoder would hand it to a store.
 *
 * @example encodedEvent({ stream, data: { amount: 100 } })
 */
export const encodedEvent = (given: { readonly stream?: StreamName; readonly id?: EventId; readonly data?: Json; readonly type?: string } = {}): EncodedEvent => {
  const id = given.id ?? uuid(`event ${(made += 1)}`);
  const head = {
    actor: { ref: 'officer-7', role: 'officer' },
    board: 'testby/socialnamnden',
    commandDigest: 'd'.repeat(43),
    commandId: `command-${made}`,
    correlationId: 'contract',
    data: given.data ?? { n: made },
    id,
    occurredOn: '2024-02-29',
  };
  const tail = { schemaVersion: 1, stream: given.stream ?? 'grant-0', type: given.type ?? 'GrantAwarded' };
  return { id, head: `${canonical(head).slice(0, -1)},`, tail: `,${canonical(tail).slice(1)}` };
};

export const encodedEvents = (count: number, stream?: StreamName): readonly EncodedEvent[] =>
  Array.from({ length: count }, () => encodedEvent(stream === undefined ? {} : { stream }));

/** The answer, which must be a right. */
export const answered = async <A>(task: TaskEither<StoreError, A>): Promise<A> => {
  const answer = await task();
  if (answer._tag === 'Left') assert.fail(`refused: ${JSON.stringify(answer.left).slice(0, 400)}`);
  return answer.right;
};

/** The failure, which must be one of this tag, and one that tells a reader what was wrong. */
export const refused = async <T extends StoreError['_tag']>(task: TaskEither<StoreError, unknown>, tag: T): Promise<Extract<StoreError, { _tag: T }>> => {
  const answer = await task();
  if (answer._tag === 'Right') assert.fail(`expected ${tag}, and it was accepted`);
  assert.equal(answer.left._tag, tag);
  assert.match(answer.left.rule, /^[a-z0-9-]+\/[a-z0-9-]+$/);
  assert.ok(answer.left.field.length > 0 && answer.left.expected.length > 0);
  return answer.left as Extract<StoreError, { _tag: T }>;
};

export const revisionsOf = (events: readonly StoredEvent[]): readonly number[] => events.map((event) => event.revision);
export const textsOf = (events: readonly StoredEvent[]): readonly string[] => events.map((event) => event.text);
export const idOf = (event: StoredEvent): string => (JSON.parse(event.text) as { id: string }).id;

export const assertPositionsGrow = (events: readonly StoredEvent[]): void => {
  events.forEach((event, i) => {
    assert.ok(Number.isSafeInteger(event.position) && event.position >= 0, 'a position is a whole number');
    const before = events[i - 1];
    if (before !== undefined) assert.ok(event.position > before.position, 'positions grow');
  });
};

/** A page that says there is more holds something, or a follower would read for ever. */
export const assertHonest = (page: Page): void => assert.ok(!page.more || page.events.length > 0, 'an empty page says there is more');

/** Everything, read in pages of a size, as a follower does. */
export const followAll = async (store: EventStore, limit: number): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (;;) {
    const last = events[events.length - 1];
    const page = await answered(store.readAll({ direction: 'forwards', limit, ...(last === undefined ? {} : { after: last.position }) }));
    assertHonest(page);
    events.push(...page.events);
    if (!page.more) return events;
  }
};

/** What a part of the contract is given. */
export interface Bench {
  readonly contract: EventStoreContract;
  readonly it: Runner['it'];
  /** A test on a store of its own, which is closed afterwards. */
  readonly on: (name: string, body: (store: EventStore, clock: SettableClock, again: () => Promise<EventStore>) => Promise<void>, hooks?: () => readonly AppendHook[]) => void;
}
