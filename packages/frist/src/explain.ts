/** Why something stands as it does: its facts, what led to them, and what became of them. */
import { categoryOf, compareFacts, type Fact, isCorrection, type ProjectorSource, type ReadFailure, type RecordedEvent, type StreamName } from '@frist/event-sourcing';
import { noObligation, type RegisterRow } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Assembly } from './assembly';
import { disposedReadings, type ReadingsOf } from './disposed-readings';
import { causesOf } from './find-recorded';
import type { Explanation } from './explanation';
import { deniedStreams } from './may-see';
import type { Query, QueryFailure, ViewTimes } from './query';
import type { StreamHistory } from './stream-history';
import { findSubject, isAbout, type Subject } from './subject';
import type { Views } from './views';

/** Explains what an id names in a view. */
export const explainer =
  (source: ProjectorSource, assembly: Assembly, views: Views) =>
  (id: string, query: Query = {}): TaskEither<QueryFailure, Explanation> =>
  async () => {
    const found = await findSubject(source, assembly, views, id, query);
    if (E.isLeft(found)) return found;
    const subject = found.right;
    const explained = await explanationOf(source, assembly, views, id, subject);
    if (E.isLeft(explained)) return explained;
    const denied = deniedStreams(assembly, query.viewer, streamsIn(explained.right));
    return denied === null ? withReadings(explained.right, disposedReadings(source, subject.times.knownAt)) : E.left(denied);
  };

const explanationOf = async (source: ProjectorSource, assembly: Assembly, views: Views, id: string, subject: Subject): Promise<E.Either<QueryFailure, Explanation>> => {
  if (subject.is.kind === 'obligation') return explainObligation(source, id, subject, subject.is);
  if (subject.is.kind === 'event') return explainEvent(source, subject, subject.is.event);
  const { stream } = subject.is;
  const row = await rowOf(assembly, views, stream, subject.times);
  return E.isLeft(row) ? row : E.right({ ...subject.times, kind: 'stream', stream, facts: subject.own[0]?.facts ?? [], row: row.right });
};

const withReadings = async (explained: Explanation, read: ReadingsOf): Promise<E.Either<QueryFailure, Explanation>> => {
  const facts = async <A extends Fact>(events: readonly A[]): Promise<readonly A[]> => {
    const done = await read(events);
    if (E.isRight(done)) return done.right;
    broken ??= done;
    return events;
  };
  let broken: E.Left<ReadFailure> | null = null;
  const one = async <A extends Fact | null>(event: A): Promise<A> => (event === null ? event : (((await facts([event]))[0] ?? event) as A));
  const told: Explanation =
    explained.kind === 'stream'
      ? { ...explained, facts: await facts(explained.facts) }
      : explained.kind === 'obligation'
        ? { ...explained, facts: await facts(explained.facts), causedBy: await facts(explained.causedBy) }
        : { ...explained, event: await one(explained.event), fact: await one(explained.fact), corrections: await facts(explained.corrections), causedBy: await facts(explained.causedBy), caused: await facts(explained.caused) };
  return broken ?? E.right(told);
};

/** Every stream that it tells something of. */
const streamsIn = (explained: Explanation): ReadonlySet<StreamName> => {
  switch (explained.kind) {
    case 'stream':
      return new Set([explained.stream]);
    case 'event':
      return new Set([explained.event, ...explained.causedBy, ...explained.caused].map(({ stream }) => stream));
    case 'obligation':
      return new Set([explained.state, ...explained.facts, ...explained.causedBy].map(({ stream }) => stream));
  }
};

const explainObligation = async (
  source: ProjectorSource,
  id: string,
  { own, histories, times }: Subject,
  { state, findings }: Extract<Subject['is'], { readonly kind: 'obligation' }>,
): Promise<E.Either<QueryFailure, Explanation>> => {
  const facts = own.flatMap((history) => history.facts.filter((fact) => isAbout(fact, id))).sort(compareFacts);
  const causes = await causesOf(source, histories, facts);
  if (E.isLeft(causes)) return causes;
  const causedBy: Fact[] = [];
  for (const cause of causes.right) {
    const history = await histories(cause.stream);
    if (E.isLeft(history)) return history;
    // As corrected, where it has been; what is no fact (any more) as it was recorded.
    causedBy.push(history.right.facts.find((fact) => fact.id === cause.id) ?? cause);
  }
  return E.right({ ...times, kind: 'obligation', finding: findings, state: state ?? noObligation(id), facts, causedBy });
};

const explainEvent = async (source: ProjectorSource, { own, histories, times }: Subject, event: RecordedEvent): Promise<E.Either<QueryFailure, Explanation>> => {
  const history = own[0] as StreamHistory;
  const causes = await causesOf(source, histories, [event]);
  if (E.isLeft(causes)) return causes;
  const root = history.rootOf(event)?.id;
  return E.right({
    ...times,
    kind: 'event',
    event,
    fact: history.facts.find((fact) => fact.id === event.id) ?? null,
    corrections: history.events.filter((candidate) => isCorrection(candidate) && candidate.position > event.position && history.rootOf(candidate)?.id === root),
    causedBy: causes.right,
    caused: history.events.filter(({ causationId }) => causationId === event.id),
  });
};

const rowOf = async (assembly: Assembly, views: Views, stream: Parameters<typeof categoryOf>[0], times: ViewTimes): Promise<E.Either<QueryFailure, RegisterRow | null>> => {
  const register = assembly.registers.find((candidate) => candidate.register.decider.category === categoryOf(stream));
  if (register === undefined) return E.right(null);
  return views.see(times, (snapshot) => snapshot.keep(snapshot.rows(register.projection).get(stream)))();
};
