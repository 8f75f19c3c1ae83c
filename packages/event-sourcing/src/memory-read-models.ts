/** Read models that live as long as the process: for the in-memory store, and for views that nothing should outlive. */
import * as E from 'fp-ts/Either';

import type { Position } from './envelope';
import type { StoreError } from './event-store';
import { failure } from './failure';
import { firstFrom } from './memory-table';
import type { KeyRange, ReadModel, ReadModelCommit, ReadModels, ReadModelView } from './read-model';

/** What is kept under one name; one version at a time. */
interface Kept {
  readonly version: string;
  readonly checkpoint: Position | null;
  readonly rows: SortedRows;
}

/**
 * @param isClosed once true, every model answers `StoreClosed`
 * @example memoryReadModels().open('ledger', '1')
 */
/**
 * Read models in memory, one for each name and version.
 *
 * @example memoryReadModels().open('ledger', '1')
 */
export const memoryReadModels = (isClosed: () => boolean = () => false): ReadModels => {
  const models = new Map<string, Kept>();
  const closed = (): E.Either<StoreError, never> => E.left(failure('StoreClosed', 'event-store/closed', 'store', 'a store that is still open'));
  return {
    open: (name, version): ReadModel => {
      const current = (): Kept => {
        const kept = models.get(name);
        return kept?.version === version ? kept : { version, checkpoint: null, rows: sortedRows() };
      };
      return {
        read: (use) => (isClosed() ? closed() : E.right(use(viewOf(current())))),
        commit: (commit) => {
          if (isClosed()) return closed();
          const kept = current();
          if (commit.from !== null && commit.from !== kept.checkpoint) {
            return E.left(failure('CheckpointMoved', 'event-store/checkpoint', 'from', `the checkpoint ${String(kept.checkpoint)}`, String(commit.from)));
          }
          const rows = commit.from === null ? sortedRows() : kept.rows;
          rows.change(commit);
          models.set(name, { version, checkpoint: commit.to, rows });
          return E.right(undefined);
        },
      };
    },
  };
};

const viewOf = ({ checkpoint, rows }: Kept): ReadModelView => ({ checkpoint, get: rows.get, scan: rows.scan, count: rows.count });

interface SortedRows extends Pick<ReadModelView, 'get' | 'scan' | 'count'> {
  readonly change: (commit: Pick<ReadModelCommit, 'put' | 'remove'>) => void;
}

/** Rows whose keys are put in order when somebody asks for a range; new keys are merged into those in order already. */
const sortedRows = (): SortedRows => {
  const rows = new Map<string, string>();
  let inOrder: readonly string[] = [];
  const added = new Set<string>();
  let removed = false;

  const keys = (): readonly string[] => {
    if (removed) inOrder = inOrder.filter((key) => rows.has(key) && !added.has(key));
    if (added.size > 0) inOrder = merged(inOrder, [...added].sort());
    added.clear();
    removed = false;
    return inOrder;
  };
  const within = (range: KeyRange): readonly [number, number] => {
    const all = keys();
    const from = firstFrom(all, range.from);
    return [from, Math.max(from, firstFrom(all, range.to))];
  };

  return {
    get: (key) => rows.get(key) ?? null,
    scan: (range, limit = Infinity) => {
      const [from, to] = within(range);
      return keys()
        .slice(from, Math.min(to, from + limit))
        .map((key) => [key, rows.get(key) as string] as const);
    },
    count: (range) => {
      const [from, to] = within(range);
      return to - from;
    },
    change: ({ put, remove }) => {
      for (const key of remove) {
        if (!rows.delete(key)) continue;
        if (!added.delete(key)) removed = true;
      }
      for (const [key, value] of put) {
        if (!rows.has(key)) added.add(key);
        rows.set(key, value);
      }
    },
  };
};

const merged = (some: readonly string[], others: readonly string[]): readonly string[] => {
  const all: string[] = [];
  let next = 0;
  for (const key of some) {
    for (; next < others.length && (others[next] as string) < key; next += 1) all.push(others[next] as string);
    all.push(key);
  }
  for (; next < others.length; next += 1) all.push(others[next] as string);
  return all;
};
