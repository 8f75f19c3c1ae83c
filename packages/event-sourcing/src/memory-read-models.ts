/** Read models that live as long as the process: for the in-memory store, and for views that nothing should outlive. */
import * as E from 'fp-ts/Either';

import type { Position } from './envelope';
import { failure } from './failure';
import type { KeyRange, ReadModel, ReadModels } from './read-model';

/** @example memoryReadModels().open('ledger', '1') */
export const memoryReadModels = (): ReadModels => {
  const models = new Map<string, ReadModel>();
  return {
    open: (name, version) => {
      const key = `${name}\n${version}`;
      const known = models.get(key) ?? memoryReadModel();
      models.set(key, known);
      return known;
    },
  };
};

const memoryReadModel = (): ReadModel => {
  const rows = new Map<string, string>();
  let keys: string[] | null = null; // in order; null after a change of the key set
  let checkpoint: Position | null = null;

  const inOrder = (): readonly string[] => (keys ??= [...rows.keys()].sort());
  const within = ({ from, to }: KeyRange): readonly string[] => {
    const all = inOrder();
    return all.slice(lowerBound(all, from), lowerBound(all, to));
  };

  return {
    read: (use) =>
      E.right(
        use({
          checkpoint,
          get: (key) => rows.get(key) ?? null,
          scan: (range, limit) => within(range).slice(0, limit).map((key) => [key, rows.get(key) as string] as const),
          count: ({ from, to }) => Math.max(0, lowerBound(inOrder(), to) - lowerBound(inOrder(), from)),
        }),
      ),
    commit: (commit) => {
      if (commit.from !== null && commit.from !== checkpoint) {
        return E.left(failure('CheckpointMoved', 'event-store/checkpoint', 'from', `the checkpoint ${String(checkpoint)}`, String(commit.from)));
      }
      if (commit.from === null) rows.clear();
      for (const key of commit.remove) rows.delete(key);
      for (const [key, value] of commit.put) rows.set(key, value);
      keys = null;
      checkpoint = commit.to;
      return E.right(undefined);
    },
  };
};

/** First index whose key is not below `key`. */
const lowerBound = (keys: readonly string[], key: string): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
};
