/** The definition of a view, without any cleverness: read everything, cut, correct, sort, fold. */
import { type Board, type Catalogue, compareFacts, type EventStore, type Fact, factsOf, isCorrection, isKnown, keysOf, memoryTable, type Projection, type RecordedEvent, type StreamName, visitAllEvents } from '@frist/event-sourcing';
import { check, type CheckResult, ledger, meetingCalendar } from '@frist/obligations';

import type { Assembly } from '../src/assembly';
import type { ViewTimes } from '../src';
import { right } from './promises';

export const allEvents = async (store: EventStore, catalogue: Catalogue): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  right(await visitAllEvents(store, catalogue, null, (event) => void events.push(event))());
  return events;
};

const tableOf = <Row>(projection: Projection<Row>, facts: readonly Fact[]) => {
  const byKey = new Map<string, Fact[]>();
  for (const key of new Set(facts.flatMap((fact) => keysOf(projection, fact)))) {
    byKey.set(key, facts.filter((fact) => keysOf(projection, fact).includes(key) || (projection.followsStreams === true && fact.stream === key)));
  }
  const table = memoryTable(projection);
  for (const [key, own] of byKey) {
    let row = projection.initial(key);
    for (const fact of [...own].sort(compareFacts)) row = projection.evolve(row, fact);
    table.put(key, { row, day: own[0]!.occurredOn, position: 0, streams: [] });
  }
  return table.rows;
};

export const naiveView = async (assembly: Assembly, store: EventStore, times: ViewTimes): Promise<{ readonly check: CheckResult; readonly promises: readonly unknown[] }> => {
  const events = await allEvents(store, assembly.catalogue);
  const streams = new Map<StreamName, RecordedEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const facts = [...streams.values()].flatMap((own) => structuredClone(factsOf(own, times)));
  const seen = events.filter((event) => isKnown(event, times) && (isCorrection(event) || event.occurredOn <= times.asOf));
  const boards = [...new Set(seen.map(({ board }) => board))].sort() as Board[];
  const registers = assembly.registers.map(({ register, projection }) => ({ register, rows: tableOf(projection, facts) }));
  const crossings = assembly.crossings.map(({ crossing, projection }) => ({ crossing, rows: tableOf(projection, facts) }));
  const rows = registers[0]!.rows.list({ from: '', to: '\x7f' }).map(([, row]) => row);
  return {
    check: check({ boards, ledger: tableOf(ledger, facts), registers, crossings, windowTables: assembly.windowTables, meetings: tableOf(meetingCalendar, facts) }, { asOf: times.asOf }),
    promises: rows.sort((a, b) => (a.stream < b.stream ? -1 : 1)),
  };
};
