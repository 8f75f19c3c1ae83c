/** A journal in which streams take turns is recorded in the order of its lines. */
import { memoryEventStore } from '@frist/event-sourcing';

import { createFrist, journalLines } from '../src';
import { actor, board, promisesDomain, promiseStream, right, testClock } from './promises';

const clock = testClock('2026-03-10T08:00:00Z');

test('an import keeps the order of the journal', async () => {
  const heard: string[] = [];
  const idOf = (text: string): string => (JSON.parse(text) as { commandId: string }).commandId;
  const store = memoryEventStore({ clock, onAppend: [{ name: 'hearing', onAppend: (events) => void heard.push(...events.map(({ text }) => idOf(text))) }] });
  const frist = right(createFrist({ store, clock, domains: [promisesDomain] }));
  const lines = ['a', 'b', 'a', 'c', 'b', 'b', 'a'].map((stream, i, all) => ({
    id: `line-${i}`, board, stream: promiseStream(stream), on: '2026-01-02', actor,
    ...(all.indexOf(stream) === i ? { command: 'make', data: { what: stream, due: '2026-03-01' } } : { command: 'note', data: { text: `${i}` } }),
  }));
  const journal = lines.map((line) => JSON.stringify(line)).join('\n');
  expect(right(await frist.importJournal(journalLines('j.jsonl', journal))())).toMatchObject({ commands: 7, atomic: true });
  const recorded = right(await store.readAll({ direction: 'forwards', limit: 100 })()).events.map(({ text }) => idOf(text));
  expect([...new Set(recorded)]).toEqual(lines.map(({ id }) => id));
  expect(recorded).toEqual([...recorded].sort());
  expect(heard).toEqual(recorded);
});
