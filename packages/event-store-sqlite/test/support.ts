/** What the tests of this package share. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { EventStore, MemoryStoreOptions, StoreError } from '@frist/event-sourcing';

import { openSqliteEventStore, type SqliteStoreOptions } from '../src';

export const temporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'frist-sqlite-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

export const clock = (() => '2024-03-01T12:00:00.000Z') as MemoryStoreOptions['clock'];

export const openStore = async (options: Omit<SqliteStoreOptions, 'clock'> & Partial<SqliteStoreOptions>): Promise<EventStore> => {
  const opened = await openSqliteEventStore({ clock, ...options })();
  if (opened._tag === 'Left') throw new Error(JSON.stringify(opened.left));
  return opened.right;
};

/** The failure of opening, which must be one. */
export const refusalToOpen = async (options: Omit<SqliteStoreOptions, 'clock'>): Promise<StoreError> => {
  const opened = await openSqliteEventStore({ clock, ...options })();
  if (opened._tag === 'Left') return opened.left;
  await opened.right.close()();
  throw new Error(`opened ${options.file}`);
};
