/** What an id names in a view: an obligation, an event, or a stream. */
import type { CivilDate } from '@frist/calendar';
import { type Failure, failure, isCorrection, type ProjectorSource, type ReadFailure, type RecordedEvent, StreamName, visitAllEvents } from '@frist/event-sourcing';
import { ledger, type ObligationFinding, ObligationId, type ObligationState } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { Assembly } from './assembly';
import { findingsOn } from './check-query';
import { findRecorded } from './find-recorded';
import type { Query, QueryFailure, ViewTimes } from './query';
import { type Histories, historiesOf, type StreamHistory } from './stream-history';
import type { Views } from './views';

/** Where an id leads. */
export interface Subject {
  readonly times: ViewTimes;
  /** Histories of the streams that speak of it. */
  readonly own: readonly StreamHistory[];
  /** Of any stream, in the same view. */
  readonly histories: Histories;
  readonly is:
    | { readonly kind: 'stream'; readonly stream: StreamName }
    | { readonly kind: 'event'; readonly event: RecordedEvent }
    /** `state` is null when no fact about it is in force in the view. */
    | { readonly kind: 'obligation'; readonly state: ObligationState | null; readonly findings: readonly ObligationFinding[] };
}

/**
 * Finds what an id names. An obligation none of whose facts are in force in the view is found as well, by reading
 * through the whole store.
 */
export const findSubject = async (source: ProjectorSource, assembly: Assembly, views: Views, id: string, query: Query): Promise<E.Either<QueryFailure, Subject>> => {
  const seen = await views.see(query, (snapshot) => ({
    times: snapshot.times,
    upTo: snapshot.upTo,
    state: snapshot.keep(snapshot.rows(ledger).get(id)),
    findings: findingsOn(assembly, snapshot, id),
  }))();
  if (E.isLeft(seen)) return seen;
  const { times, upTo, state, findings } = seen.right;
  const histories = historiesOf(source, times, upTo);
  const subject = async (streams: Iterable<StreamName>, is: Subject['is']): Promise<E.Either<QueryFailure, Subject>> => {
    const own: StreamHistory[] = [];
    for (const stream of streams) {
      const history = await histories(stream);
      if (E.isLeft(history)) return history;
      if (history.right.events.some(({ board }) => query.board === undefined || board === query.board)) own.push(history.right);
    }
    return own.length === 0 ? E.left(notFound(id)) : E.right({ times, own, histories, is });
  };

  if (StreamName.is(id)) return subject([id], { kind: 'stream', stream: id });
  if (!ObligationId.is(id)) return E.left(notFound(id));
  // Streams that will speak of it only after `asOf` belong to its history as well.
  const spoken = await views.see({ asOf: lastDay, knownAt: times.knownAt }, (snapshot) => snapshot.entry(ledger, id)?.streams ?? null)();
  if (E.isLeft(spoken)) return spoken;
  if (spoken.right !== null) return subject(spoken.right, { kind: 'obligation', state, findings });
  const event = await findRecorded(source, id);
  if (E.isLeft(event)) return event;
  if (event.right !== null) {
    const found = await subject([event.right.stream], { kind: 'event', event: event.right });
    const known = E.isLeft(found) || found.right.own[0]?.events.some((candidate) => candidate.id === id) === true;
    return known ? found : E.left(notFound(id));
  }
  const streams = await streamsAbout(source, id);
  if (E.isLeft(streams)) return streams;
  const found = await subject(streams.right, { kind: 'obligation', state: null, findings: [] });
  return E.isLeft(found) || found.right.own.some((history) => eventsAbout(history, id).length > 0) ? found : E.left(notFound(id));
};

const lastDay = '9999-12-31' as CivilDate;

/** Whether an event, as recorded or as a correction would have it, is about an obligation. */
export const isAbout = (event: Pick<RecordedEvent, 'type' | 'data'>, obligation: string): boolean => {
  const data = event.data as { readonly obligation?: unknown; readonly correctedType?: string; readonly data?: { readonly obligation?: unknown } };
  if (event.type === 'FactCorrected') return ledger.types.has(data.correctedType ?? '') && data.data?.obligation === obligation;
  return ledger.types.has(event.type) && data.obligation === obligation;
};

/** Events of a stream about an obligation, with whatever corrects them. */
export const eventsAbout = (history: StreamHistory, obligation: string): readonly RecordedEvent[] => {
  const roots = new Set(history.events.filter((event) => isAbout(event, obligation)).map((event) => history.rootOf(event)?.id));
  return history.events.filter((event) => roots.has(isCorrection(event) ? history.rootOf(event)?.id : event.id));
};

const streamsAbout = async ({ store, catalogue }: ProjectorSource, id: string): Promise<E.Either<ReadFailure, ReadonlySet<StreamName>>> => {
  const streams = new Set<StreamName>();
  const visited = await visitAllEvents(store, catalogue, null, (event) => void (isAbout(event, id) && streams.add(event.stream)))();
  return E.isLeft(visited) ? visited : E.right(streams);
};

const notFound = (id: string): Failure<'NotFound'> =>
  failure('NotFound', 'frist/not-found', 'id', 'the id of an obligation or an event, or the name of a stream, that the view holds', id.slice(0, 120));
