/** Random histories over a few streams, and a model of them so plain that it can be read as the definition. */
import type { CivilDate, Instant } from '@frist/calendar';
import fc from 'fast-check';

import {
  type Board, type Catalogue, closed, type CommandDigest, encodeEvent, type EventId, eventIdOf, type EventStore, eventType, makeCatalogue, memoryEventStore, nonBlank,
  type Projection, type RecordedEvent, type StreamName, visitAllEvents, type View, wholeNumber,
} from '../src';
import { actor, board, right, run, streamOf } from './support';

export const Entered = eventType('Entered', closed('Entered', { account: nonBlank(10), amount: wholeNumber }));
export const Emptied = eventType('Emptied', closed('Emptied', { account: nonBlank(10) }));
export const catalogue: Catalogue = right(makeCatalogue([Entered, Emptied]));

export interface Step {
  readonly stream: number;
  readonly kind: 'enter' | 'empty' | 'retract' | 'correct';
  readonly account: number;
  readonly amount: number;
  readonly day: number;
  readonly target: number;
  readonly changes: 'data' | 'day' | 'both';
  readonly knownSince: number | null;
  readonly hoursLater: number;
}

export const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.nat(2),
  kind: fc.constantFrom('enter', 'enter', 'enter', 'empty', 'retract', 'correct', 'correct'),
  account: fc.nat(2),
  amount: fc.nat(9),
  day: fc.nat(9),
  target: fc.nat(6),
  changes: fc.constantFrom('data', 'day', 'both'),
  knownSince: fc.option(fc.nat(12), { freq: 4 }),
  hoursLater: fc.constantFrom(0, 1, 30),
});

export const civilDay = (n: number): CivilDate => `2024-01-${String(n + 1).padStart(2, '0')}` as CivilDate;
const start = Date.UTC(2024, 0, 3, 12);
export const at = (hours: number): Instant => new Date(start + hours * 3_600_000).toISOString() as Instant;

export const view: fc.Arbitrary<View> = fc
  .record({ asOf: fc.option(fc.nat(10).map(civilDay)), knownAt: fc.option(fc.nat(200).map((n) => at(n - 60))) })
  .map(({ asOf, knownAt }) => ({ ...(asOf === null ? {} : { asOf }), ...(knownAt === null ? {} : { knownAt }) }));

const accounts = ['a', 'ab', 'b'];

/** Writes steps into a store, one append each. */
export const makeWriter = (store: EventStore, setHours: (hours: number) => void) => {
  const streams = new Map<StreamName, EventId[]>();
  let hours = 0;
  let count = 0;
  return async (given: Step): Promise<void> => {
    const stream = streamOf(`s${given.stream}`);
    const ids = streams.get(stream) ?? [];
    streams.set(stream, ids);
    const target = ids[ids.length - 1 - (given.target % Math.max(1, ids.length))];
    const id = eventIdOf(board as Board, 'history' as never, (count += 1));
    setHours((hours += given.hoursLater));
    const account = accounts[given.account] as string;
    const fact =
      target !== undefined && given.kind === 'retract'
        ? { type: 'FactRetracted', data: { corrects: target, reason: 'r' } }
        : target !== undefined && given.kind === 'correct'
          ? {
              type: 'FactCorrected',
              data: {
                corrects: target, reason: 'r', correctedType: 'Entered', correctedVersion: 1,
                ...(given.changes === 'day' ? {} : { data: { account, amount: given.amount } }),
                ...(given.changes === 'data' ? {} : { occurredOn: civilDay(given.day) }),
              },
            }
          : given.kind === 'empty'
            ? { type: 'Emptied', data: { account } }
            : { type: 'Entered', data: { account, amount: given.amount } };
    const event = right(
      encodeEvent(catalogue, null, {
        id, stream, ...fact, occurredOn: civilDay(given.day), board, actor, commandId: `h-${count}` as never, commandDigest: 'A'.repeat(43) as CommandDigest, correlationId: 'h',
        ...(given.knownSince === null ? {} : { knownSince: civilDay(given.knownSince) }),
      }),
    );
    right(await store.append({ stream, expected: ids.length === 0 ? 'no-stream' : ids.length - 1, events: [event] })());
    ids.push(id);
  };
};

/** A store with its writer. */
export const makeHistory = () => {
  let hours = 0;
  const store = memoryEventStore({ clock: () => at(hours) });
  return { store, write: makeWriter(store, (now) => (hours = now)) };
};

export const allEvents = async (store: EventStore): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  await run(visitAllEvents(store, catalogue, null, (event) => void events.push(event)));
  return events;
};

export interface PlainFact {
  readonly id: EventId;
  readonly stream: StreamName;
  readonly type: string;
  readonly position: number;
  readonly day: string;
  readonly data: unknown;
}

interface Saying {
  readonly retracts: boolean;
  readonly data?: unknown;
  readonly day?: string;
}

/** The end of a Swedish day in January: UTC + 1. */
const endOfJanuaryDay = (day: string): string => `${day}T22:59:59.999Z`;

/** Facts of all streams in a view: everything is filtered, searched and sorted anew. */
export const plainFacts = (events: readonly RecordedEvent[], { asOf, knownAt }: View): readonly PlainFact[] => {
  const known = events.filter(
    (event) => knownAt === undefined || event.recordedAt <= knownAt || (event.knownSince !== undefined && endOfJanuaryDay(event.knownSince) <= knownAt),
  );
  const about = (id: EventId): readonly RecordedEvent[] =>
    known.filter((event) => (event.type === 'FactRetracted' || event.type === 'FactCorrected') && (event.data as { corrects: EventId }).corrects === id);
  /** What an event comes to say after what is said about it; null when it is gone. */
  const after = (id: EventId, own: Saying): Saying | null => {
    let saying = own;
    for (const correction of about(id)) {
      const { data, occurredOn } = correction.data as { data?: unknown; occurredOn?: string };
      const said = after(correction.id, {
        retracts: correction.type === 'FactRetracted',
        ...(data === undefined ? {} : { data }),
        ...(occurredOn === undefined ? {} : { day: occurredOn }),
      });
      if (said === null) continue;
      if (said.retracts) return null;
      saying = { ...saying, ...said };
    }
    return saying;
  };
  const facts: PlainFact[] = [];
  for (const event of known) {
    if (event.type === 'FactRetracted' || event.type === 'FactCorrected') continue;
    const saying = after(event.id, { retracts: false, data: event.data, day: event.occurredOn });
    if (saying === null) continue;
    const { data, day } = saying as { data: unknown; day: string };
    if (asOf === undefined || day <= asOf) facts.push({ id: event.id, stream: event.stream, type: event.type, position: event.position, day, data });
  }
  return facts.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.position - b.position));
};

/** A row on which every mistake in order or membership shows. */
export interface Row {
  said: string[];
}
const say = (row: Row, type: string, day: string, data: unknown): Row => {
  row.said.push(`${day} ${type} ${String((data as { amount?: number }).amount)}`);
  return row;
};
const bucketOf = (row: Row): string => ['a', 'ab', 'a!', 'b|', ''][row.said.length % 5] as string;
/** Beside the rows of some buckets only, so that rows come to have one and lose it. */
const noteOf = (row: Row, key: string, bucket: string) => (bucket < 'ab' ? { of: key, in: bucket, last: row.said.at(-1) ?? null } : undefined);

type Said = { readonly stream: StreamName; readonly data: unknown; readonly type: string };

interface PlainProjection {
  readonly projection: Projection<Row>;
  readonly keysOf: (fact: Said) => readonly string[];
  readonly follows: boolean;
}

const accountOf = ({ data }: { readonly data: unknown }): string => (data as { account: string }).account;
const amountOf = ({ data }: { readonly data: unknown }): number => (data as { amount?: number }).amount ?? 0;
const plain = (name: string, types: readonly string[], keyOf: (fact: Said) => string | readonly string[] | null, follows = false): PlainProjection => ({
  follows,
  keysOf: (fact) => (types.includes(fact.type) ? [...new Set([keyOf(fact)].flat().filter((key) => key !== null))] : []),
  projection: {
    name, version: '1', types: new Set(types), keyOf, initial: () => ({ said: [] }), evolve: (row, fact) => say(row, fact.type, fact.occurredOn, fact.data), bucketOf, noteOf,
    ...(follows ? { followsStreams: true } : {}),
  },
});

/**
 * By stream; by account, which streams share and corrections change; one that leaves most facts out; one whose facts have
 * none, one or several rows, one of them told twice; and one that follows the streams that some facts name, perhaps their own.
 */
export const projections: readonly PlainProjection[] = [
  plain('streams', ['Entered', 'Emptied'], ({ stream }) => stream),
  plain('accounts', ['Entered', 'Emptied'], accountOf),
  plain('large', ['Entered'], (fact) => (amountOf(fact) > 4 ? `l-${accountOf(fact)}` : null)),
  plain('several', ['Entered', 'Emptied'], (fact) => Array.from({ length: amountOf(fact) % 4 }, (_, n) => `${accountOf(fact)}-${n % 2}`)),
  plain('followed', ['Entered'], (fact) => (amountOf(fact) > 6 ? Array.from({ length: amountOf(fact) - 6 }, (_, n) => streamOf(`s${(accountOf(fact).length + n) % 4}`)) : null), true),
];

export type Listing = readonly (readonly [bucket: string, key: string, row: Row])[];

/** A row as it is listed. */
export const listed = ([bucket, key, row]: Listing[number]): readonly [string, Row, unknown?] => {
  const note = noteOf(row, key, bucket);
  return note === undefined ? [key, row] : [key, row, note];
};

/** The rows that a projection has to come to. */
export const plainRows = (facts: readonly PlainFact[], { keysOf, follows }: PlainProjection): Listing => {
  const called = new Set(facts.flatMap(keysOf));
  const saidIn = (key: string): Row => facts.filter((fact) => keysOf(fact).includes(key) || (follows && fact.stream === key)).reduce<Row>((row, { type, day, data }) => say(row, type, day, data), { said: [] });
  const filed = [...called].map((key) => [key, saidIn(key)] as const).map(([key, row]) => [bucketOf(row), key, row] as const);
  return filed.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : 1));
};
