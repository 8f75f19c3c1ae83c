/** Why something stands as it does: its facts, what led to them, and what became of them. */
import { categoryOf, compareFacts, type Fact, isCorrection, type ProjectorSource, type RecordedEvent } from '@frist/event-sourcing';
import { noObligation, type RegisterRow } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Assembly } from './assembly';
import { causesOf } from './find-recorded';
import type { Explanation } from './explanation';
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
    if (subject.is.kind === 'obligation') return explainObligation(source, id, subject, subject.is);
    if (subject.is.kind === 'event') return explainEvent(source, subject, subject.is.event);
    const { stream } = subject.is;
    const row = await rowOf(assembly, views, stream, subject.times);
    return E.isLeft(row) ? row : E.right({ ...subject.times, kind: 'stream', stream, facts: subject.own[0]?.facts ?? [], row: row.right });
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
