/**
 * The head: what everything recorded so far comes to, kept folded so that the usual question costs only what is new.
 * Here its two forms: in memory, and in the store's own read models.
 */
import { beginning, catchUp, type Coverage, coverageOf, type Entry, type MemoryTable, memoryTable, modelChanges, modelEntry, modelRows, nothingCovered, type Position, type Projection, type ProjectorSource, type ReadFailure, type ReadModel, type Rows } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';

/** Rows of a group of projections at one moment. */
export interface Look {
  readonly coverage: Coverage;
  readonly rows: <Row>(projection: Projection<Row>) => Rows<Row>;
  readonly entry: <Row>(projection: Projection<Row>, key: string) => Entry<Row> | null;
  /** Rows go on changing in place after the look; what is kept must be copied. */
  readonly live: boolean;
}

export interface Head {
  /**
   * Catches up and answers from one consistent look; none when `fits` says that the head has come further than the
   * question allows. Calls must not overlap.
   */
  readonly answer: <A>(fits: (coverage: Coverage) => boolean, use: (look: Look) => A) => Promise<E.Either<ReadFailure, O.Option<A>>>;
}

/** Tables in memory for a group of projections. */
export interface MemoryTables {
  readonly foldings: readonly { readonly projection: Projection; readonly table: MemoryTable<unknown> }[];
  readonly look: (coverage: Coverage, live: boolean) => Look;
}

export const memoryTables = (projections: readonly Projection[]): MemoryTables => {
  const foldings = projections.map((projection) => ({ projection, table: memoryTable(projection) }));
  const byName = new Map(foldings.map(({ projection, table }) => [projection.name, table]));
  const tableOf = <Row>({ name }: Projection<Row>): MemoryTable<Row> => byName.get(name) as unknown as MemoryTable<Row>;
  return {
    foldings,
    look: (coverage, live) => ({
      coverage,
      live,
      rows: (projection) => tableOf(projection).rows,
      entry: (projection, key) => tableOf(projection).get(key) ?? null,
    }),
  };
};

/** A head in memory. After a failure midway it begins again: rows are changed in place, so half a catch-up is no state. */
export const memoryHead = (source: ProjectorSource, projections: readonly Projection[]): Head => {
  // Made when it answers: a head that is kept elsewhere seldom needs this one.
  let tables: MemoryTables | null = null;
  let coverage = nothingCovered;
  const discard = (): void => {
    tables = null;
    coverage = nothingCovered;
  };
  return {
    answer: async (fits, use) => {
      if (!fits(coverage)) return E.right(O.none);
      const held = (tables ??= memoryTables(projections));
      try {
        const caughtUp = await catchUp(source, held.foldings, coverage)();
        if (E.isLeft(caughtUp)) {
          discard();
          return caughtUp;
        }
        coverage = caughtUp.right;
      } catch (thrown) {
        discard();
        throw thrown;
      }
      return E.right(fits(coverage) ? O.some(use(held.look(coverage, true))) : O.none);
    },
  };
};

/** Events folded between two commits of a kept head, so that a first catch-up does not hold a whole history. */
const usualBatch = 50_000;
/** How often another process may come first before the answer is folded in memory instead. */
const attempts = 10;
/** Reasons for which nothing can be kept just now, though everything can be read. */
const unkept: readonly string[] = ['StoreReadOnly', 'StoreBusy', 'StoreFull', 'CheckpointMoved'];

/** A head in the store's read models. Where it cannot be brought up to date it is left alone, and `otherwise` answers. */
export const keptHead = (source: ProjectorSource, projections: readonly Projection[], model: ReadModel, otherwise: Head, batch = usualBatch): Head => ({
  answer: async (fits, use) => {
    const before = model.read(coverageOf);
    if (E.isLeft(before)) return before;
    if (!fits(before.right)) return E.right(O.none);
    const there = await isAtHead(source, before.right);
    if (E.isLeft(there)) return there;
    const ready = there.right || source.store.capabilities.readOnly ? there : await bringUp(source, projections, model, batch);
    if (E.isLeft(ready)) return unkept.includes(ready.left._tag) ? otherwise.answer(fits, use) : ready;
    if (!ready.right) return otherwise.answer(fits, use);
    return model.read((view) => {
      const coverage = coverageOf(view);
      if (!fits(coverage)) return O.none;
      return O.some(use({ coverage, live: false, rows: (projection) => modelRows(view, projection), entry: (projection, key) => modelEntry(view, projection, key) }));
    });
  },
});

const isAtHead = async ({ store }: ProjectorSource, coverage: Coverage): Promise<E.Either<ReadFailure, boolean>> => {
  const last = await store.readAll({ direction: 'forwards', limit: 1, after: (coverage.position ?? beginning) as Position })();
  return E.isLeft(last) ? last : E.right(last.right.events.length === 0);
};

/** Folds what is new in batches, each committed with its checkpoint. When another process did so meanwhile, goes on from there. */
const bringUp = async (source: ProjectorSource, projections: readonly Projection[], model: ReadModel, batch: number): Promise<E.Either<ReadFailure, boolean>> => {
  for (let lost = 0; ; ) {
    const from = model.read(coverageOf);
    if (E.isLeft(from)) return from;
    const coverage = from.right;
    const changes = modelChanges(coverage.position === null ? asEmpty(model) : model);
    const next = await catchUp(source, projections.map((projection) => ({ projection, table: changes.table(projection) })), coverage, {}, batch)();
    if (E.isLeft(next)) return next;
    if (next.right.position === coverage.position) return E.right(true);
    const done = changes.commit(coverage.position as Position | null, next.right);
    if (E.isRight(done)) continue;
    lost += 1;
    if (done.left._tag !== 'CheckpointMoved' || lost >= attempts) return done;
  }
};

/**
 * The model as seen by one who begins from nothing: what another process puts there meanwhile is not looked up, and
 * once it has put something there, the own beginning is not written over it.
 */
const asEmpty = (model: ReadModel): ReadModel => ({
  read: (use) => E.right(use({ checkpoint: null, get: () => null, scan: () => [], count: () => 0 })),
  commit: (commit) => {
    const there = model.read(({ checkpoint }) => checkpoint);
    if (E.isLeft(there)) return there;
    return model.commit(there.right === null ? commit : { ...commit, from: neverACheckpoint });
  },
});

const neverACheckpoint = -2 as Position;
