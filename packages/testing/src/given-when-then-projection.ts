/**
 * Given/then for projections. The facts are stored and folded by the real machinery, in one go, in two batches cut at
 * every place, and into a read model: whatever way the row came about, it must be the same.
 */
import { AssertionError, deepStrictEqual } from 'node:assert';

import type { Instant } from '@frist/calendar';
import {
  canonicalJson, type Catalogue, catchUp, encodeEvent, eventType, type EventStore, type Fact, type Folding, makeCatalogue, memoryEventStore, memoryReadModels, memoryTable, modelChanges,
  modelRows, nothingCovered, type Projection, type Rows, type Table, type View,
} from '@frist/event-sourcing';
import { UnknownRecord } from 'io-ts';

import { right } from './either';
import { type GivenFact, recordedFacts } from './given-when-then-facts';

/** What is expected of a projection. Each rejects with an `AssertionError` when it does not hold. */
export interface ProjectionThen<Row> {
  /** Exactly one row, and it is this. */
  readonly then: (row: Row) => Promise<void>;
  /** Exactly these rows, by key. */
  readonly thenRows: (rows: Readonly<Record<string, Row>>) => Promise<void>;
  /** The rows by key, after it has been shown that every way of folding gives them. */
  readonly rows: () => Promise<Readonly<Record<string, Row>>>;
}

/** Facts, and what to fold them with. */
export interface GivenFacts {
  /** @param view cuts by valid time and transaction time, as in queries */
  readonly project: <Row>(projection: Projection<Row>, view?: View) => ProjectionThen<Row>;
}

/**
 * Starts a test of a projection.
 *
 * @example await givenFacts(['MeetingScheduled', { body: 'SN', meeting: '2', heldOn: '2024-02-20' }, '2023-12-01']).project(meetingCalendar).then(row)
 */
export const givenFacts = (...given: readonly GivenFact[]): GivenFacts => ({
  project: <Row>(projection: Projection<Row>, view: View = {}): ProjectionThen<Row> => {
    const rows = async (): Promise<Readonly<Record<string, Row>>> => {
      const facts = recordedFacts(given);
      const catalogue = catalogueOf(facts);
      const once = await rowsInBatches(facts, catalogue, projection, [facts.length], view);
      for (let cut = 0; cut <= facts.length; cut += 1) {
        const twice = await rowsInBatches(facts, catalogue, projection, [cut, facts.length, facts.length], view);
        deepStrictEqual(twice, once, `${projection.name}: facts folded in two batches, cut after ${cut}, give other rows than in one`);
      }
      const kept = await rowsInModel(facts, catalogue, projection, view);
      deepStrictEqual(kept, once, `${projection.name}: rows kept in a read model differ; are they plain JSON?`);
      return once;
    };
    return {
      rows,
      then: async (row) => {
        const found = Object.values(await rows());
        if (found.length !== 1) {
          throw new AssertionError({ message: `${projection.name}: one row expected, ${found.length} found; name them in thenRows`, actual: found, expected: [row], operator: 'given/then' });
        }
        deepStrictEqual(found[0], row);
      },
      thenRows: async (expected) => deepStrictEqual(await rows(), expected),
    };
  },
});

const clock = (): Instant => '2999-01-01T00:00:00.000Z' as Instant;

/** A catalogue that takes any data of the types given: what is tested here is the projection. */
const catalogueOf = (facts: readonly Fact[]): Catalogue =>
  right(makeCatalogue([...new Set(facts.map(({ type }) => type))].filter((type) => type !== 'FactCorrected' && type !== 'FactRetracted').map((type) => eventType(type, UnknownRecord))));

const appendAll = async (store: EventStore, catalogue: Catalogue, facts: readonly Fact[]): Promise<void> => {
  for (const { id, stream, type, data, occurredOn, board, actor, commandId, commandDigest, correlationId, causationId, knownSince, source } of facts) {
    const pending = { id, stream, type, data, occurredOn, board, actor, commandId, commandDigest, correlationId };
    const optional = { ...(causationId === undefined ? {} : { causationId }), ...(knownSince === undefined ? {} : { knownSince }), ...(source === undefined ? {} : { source }) };
    right(await store.append({ stream, expected: 'any', events: [right(encodeEvent(catalogue, null, { ...pending, ...optional }))] })());
  }
};

const clockOf = (facts: readonly Fact[]): (() => Instant) => {
  let n = -1;
  return () => {
    n += 1;
    return facts[n]?.recordedAt ?? clock();
  };
};

const rowsInBatches = async <Row>(facts: readonly Fact[], catalogue: Catalogue, projection: Projection<Row>, cuts: readonly number[], view: View): Promise<Record<string, Row>> => {
  const store = memoryEventStore({ clock: clockOf(facts) });
  const table = memoryTable(projection);
  let covered = nothingCovered;
  let done = 0;
  for (const cut of cuts) {
    await appendAll(store, catalogue, facts.slice(done, cut));
    done = cut;
    covered = right(await catchUp({ store, catalogue }, [folding(projection, table)], covered, view)());
  }
  return sorted(table.rows.list(everything));
};

const rowsInModel = async <Row>(facts: readonly Fact[], catalogue: Catalogue, projection: Projection<Row>, view: View): Promise<Record<string, Row>> => {
  const store = memoryEventStore({ clock: clockOf(facts) });
  const model = memoryReadModels().open(projection.name, projection.version);
  await appendAll(store, catalogue, facts);
  const changes = modelChanges(model);
  const covered = right(await catchUp({ store, catalogue }, [folding(projection, changes.table(projection))], nothingCovered, view)());
  if (covered.position !== null) right(changes.commit(null, covered));
  return right(model.read((kept) => sorted(modelRows(kept, projection).list(everything))));
};

/** A projection of any row with the table of its rows; the machinery hands each only its own. */
const folding = <Row>(projection: Projection<Row>, table: Table<Row>): Folding => ({ projection: projection as Projection, table: table as unknown as Table });

const everything = { from: '', to: '\x7f' };

/** Rows by key, as they would be read back from a file. */
const sorted = <Row>(rows: ReturnType<Rows<Row>['list']>): Record<string, Row> =>
  Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, row]) => [key, JSON.parse(right(canonicalJson(row))) as Row]));
