/** What the tests of this package share. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { EventStore, MemoryStoreOptions, ReadModels, StoreError } from '@frist/event-sourcing';
import { openSqliteEventStore } from '@frist/event-store-sqlite';
import { type EventStoreDbDouble, type EventStoreDbDoubleOptions, startEventStoreDbDouble } from '@frist/testing';
import type { TaskEither } from 'fp-ts/TaskEither';

import { type EventStoreDbStore, type EventStoreDbStoreOptions, openEventStoreDb } from '../src';

/** Servers and stores that are closed together. */
export interface Opened {
  readonly server: (options?: EventStoreDbDoubleOptions) => Promise<EventStoreDbDouble>;
  readonly store: (options: EventStoreDbStoreOptions) => EventStoreDbStore;
  /** Read models in a file of this name, as an application keeps them. */
  readonly localModels: (name: string) => Promise<ReadModels>;
  readonly close: () => Promise<void>;
}

const clock = (() => '2024-03-01T12:00:00.000Z') as MemoryStoreOptions['clock'];

export const opener = (): Opened => {
  const stores: EventStore[] = [];
  const servers: EventStoreDbDouble[] = [];
  let folder: string | null = null;
  return {
    localModels: async (name) => {
      folder ??= mkdtempSync(join(tmpdir(), 'frist-esdb-'));
      const local = await openSqliteEventStore({ file: join(folder, `${name}.db`), clock })();
      if (local._tag === 'Left') throw new Error(JSON.stringify(local.left));
      stores.unshift(local.right);
      return local.right.readModels;
    },
    server: async (options) => {
      const double = await startEventStoreDbDouble(options);
      servers.push(double);
      return double;
    },
    store: (options) => {
      const opened = openEventStoreDb(options);
      if (opened._tag === 'Left') throw new Error(JSON.stringify(opened.left));
      stores.push(opened.right);
      return opened.right;
    },
    close: async () => {
      // Those of local files were put first, and are closed last.
      for (const store of stores.splice(0).reverse()) await store.close()();
      for (const server of servers.splice(0)) await server.close();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      folder = null;
    },
  };
};

export const answered = async <A>(task: TaskEither<StoreError, A>): Promise<A> => {
  const answer = await task();
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left).slice(0, 400));
  return answer.right;
};

export const refused = async (task: TaskEither<StoreError, unknown>): Promise<StoreError> => {
  const answer = await task();
  if (answer._tag === 'Right') throw new Error('accepted');
  return answer.left;
};
