/**
 * Views in two times. At the head a view is answered from what is kept folded; any other is one linear replay with
 * exactly that view, which is right for late facts, migrated facts and corrections alike. Both give the same answer.
 */
import { type CivilDate, type Instant, isCivilDate, isInstant, swedishDay } from '@frist/calendar';
import { type Board, catchUp, type Coverage, type Failure, failure, nothingCovered, preview, type Projection, type ProjectorSource, type ReadFailure, type View } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { ViewTimes } from './query';
import { type Head, keptHead, type Look, memoryHead, memoryTables } from './head';

/** What a view holds, for the moment of looking. */
export interface Snapshot extends Pick<Look, 'rows' | 'entry'> {
  readonly times: ViewTimes;
  readonly boards: readonly Board[];
  /** No event after this position belongs to it. */
  readonly upTo: number;
  /** Copies what is handed out, where the rows behind it go on changing. */
  readonly keep: <A>(value: A) => A;
}

export interface Views {
  readonly see: <A>(query: View, use: (snapshot: Snapshot) => A) => TaskEither<ReadFailure | Failure<'InvalidQuery'>, A>;
}

/** Views over a store. `version` names the code that folds `projections`. */
export const viewsOf = (source: ProjectorSource, projections: readonly Projection[], version: string, clock: () => Instant): Views => {
  const head = headOf(source, projections, version);
  const inTurn = queue();
  return {
    see: (query, use) => async () => {
      const flaw = flawOf(query);
      if (flaw !== null) return E.left(flaw);
      const now = clock();
      const asOf = query.asOf ?? swedishDay(now);
      // "As known now" is all there is, also when another host's clock that stamped it was ahead.
      const knownAt = ({ lastRecordedAt }: Coverage): Instant => query.knownAt ?? (lastRecordedAt > now ? (lastRecordedAt as Instant) : now);
      const fits = (coverage: Coverage): boolean => asOf >= coverage.lastDay && knownAt(coverage) >= coverage.lastRecordedAt;
      const look = (seen: Look) => use(snapshotOf(seen, { asOf, knownAt: knownAt(seen.coverage) }));
      const answer = await inTurn(() => head.answer(fits, look));
      if (E.isLeft(answer)) return answer;
      if (O.isSome(answer.right)) return E.right(answer.right.value);
      const replayed = await replay(source, projections, { ...query, asOf });
      return E.isLeft(replayed) ? replayed : E.right(look(replayed.right));
    },
  };
};

const headOf = (source: ProjectorSource, projections: readonly Projection[], version: string): Head => {
  const inMemory = memoryHead(source, projections);
  return source.store.capabilities.durable ? keptHead(source, projections, source.store.readModels.open('frist-head', version), inMemory) : inMemory;
};

const replay = async (source: ProjectorSource, projections: readonly Projection[], { asOf, knownAt }: View & { readonly asOf: CivilDate }): Promise<E.Either<ReadFailure, Look>> => {
  const tables = memoryTables(projections);
  const covered = await catchUp(source, tables.foldings, nothingCovered, { asOf, ...(knownAt === undefined ? {} : { knownAt }) })();
  return E.isLeft(covered) ? covered : E.right(tables.look(covered.right, false));
};

const snapshotOf = ({ coverage, rows, entry, live }: Look, times: ViewTimes): Snapshot => ({
  times,
  rows,
  entry,
  boards: coverage.boards,
  upTo: coverage.position ?? -1,
  keep: live ? structuredClone : (value) => value,
});

/** Types promise well-formed times; callers without types may break the promise. */
const flawOf = ({ asOf, knownAt }: View): Failure<'InvalidQuery'> | null => {
  if (asOf !== undefined && !isCivilDate(asOf)) return failure('InvalidQuery', 'frist/query', 'asOf', 'a day YYYY-MM-DD that exists', preview(asOf));
  if (knownAt !== undefined && !isInstant(knownAt)) return failure('InvalidQuery', 'frist/query', 'knownAt', 'an instant YYYY-MM-DDTHH:MM:SS.mmmZ', preview(knownAt));
  return null;
};

/** Runs one piece of work after the other, whatever becomes of each. */
const queue = (): (<A>(work: () => Promise<A>) => Promise<A>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  };
};
