/** What the tests of copying share: registers to copy, and stores in files that are gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type EventStore, memoryEventStore, type RecordedEvent, type StoredEvent } from '@frist/event-sourcing';

import { createFrist, openStore } from '../src';
import { promisesDomain, right, testClock } from './promises';
import { start, type Step, take } from './random-history';

/** Long after every random history: what the target's own clock says is in no copy. */
export const late = testClock('2099-01-01T00:00:00.000Z');

/** A register with a random history, its log kept. */
export const registerOf = async (steps: readonly Step[], store?: EventStore): Promise<EventStore> => {
  const clock = testClock(start);
  const into = store ?? right(await openStore('memory:', { clock })());
  const frist = right(createFrist({ store: into, domains: [promisesDomain], clock }));
  const recorded: RecordedEvent[] = [];
  for (const [n, each] of steps.entries()) await take(frist, clock, recorded, each, n);
  return into;
};

/** A store in memory that keeps the log. */
export const emptyStore = async (): Promise<EventStore> => right(await openStore('memory:', { clock: late })());
export const withoutLog = (): EventStore => memoryEventStore({ clock: late });

export const eventsOf = async (store: EventStore): Promise<readonly StoredEvent[]> => right(await store.readAll({ direction: 'forwards', limit: 10_000 })()).events;
export const textsOf = async (store: EventStore): Promise<readonly string[]> => (await eventsOf(store)).map(({ text }) => text);

/** A folder for stores in files. */
export const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'frist-copy-'));
  return {
    url: (name: string): string => `sqlite:${join(path, name)}`,
    remove: (): void => rmSync(path, { recursive: true, force: true }),
  };
};
