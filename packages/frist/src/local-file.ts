/**
 * A register and the local file of a cluster are both SQLite files of one form, and what is kept folded in one is true of it alone.
 * So each is refused in the other's place, and a local file is marked before anything else is kept in it.
 */
import { type EventStore, failure, type Position, type StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

const mark = { name: 'frist-local-file', version: '1' } as const;
/** What the cluster's store keeps: local files have it that were begun before there was a mark. */
const timeline = { name: 'eventstoredb-timeline', version: '1' } as const;

const keeps = ({ readModels }: EventStore, { name, version }: typeof mark | typeof timeline): E.Either<StoreError, boolean> =>
  readModels.open(name, version).read(({ checkpoint }) => checkpoint !== null);

const isLocal = (store: EventStore): E.Either<StoreError, boolean> => {
  const marked = keeps(store, mark);
  return E.isRight(marked) && !marked.right ? keeps(store, timeline) : marked;
};

/** Refuses the local file of a cluster as a register. */
export const belongsToCluster = (store: EventStore, file: string): E.Either<StoreError, void> => {
  const local = isLocal(store);
  if (E.isLeft(local)) return local;
  return local.right ? E.left(failure('StoreUnavailable', 'frist/no-register', 'store', 'a register; this is the local file of a cluster, which local= in its URL names', file)) : E.right(undefined);
};

/** Refuses a register as the local file of a cluster; marks a file that is to be one. */
export const asLocalFile = async (store: EventStore, file: string): Promise<E.Either<StoreError, void>> => {
  const first = await store.readAll({ direction: 'forwards', limit: 1 })();
  if (E.isLeft(first)) return first;
  if (first.right.events.length > 0) return E.left(failure('StoreUnavailable', 'frist/no-local-file', 'store', 'a file of its own in local=; this is a register', file));
  const marked = keeps(store, mark);
  if (E.isLeft(marked) || marked.right || store.capabilities.readOnly) return E.map(() => undefined)(marked);
  return store.readModels.open(mark.name, mark.version).commit({ from: null, to: 0 as Position, put: new Map(), remove: [] });
};
