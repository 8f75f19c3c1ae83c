/** Everything recorded under an id, in order of recording, and what became of it in a view. */
import { type EventId, isCorrection, type ProjectorSource, type RecordedEvent } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { Assembly } from './assembly';
import { disposedReadings } from './disposed-readings';
import { causesOf } from './find-recorded';
import type { History, HistoryEntry } from './explanation';
import { deniedStreams } from './may-see';
import type { Query, QueryFailure } from './query';
import { eventsAbout, findSubject } from './subject';
import type { Views } from './views';

/** Tells the history of what an id names in a view. */
export const historian =
  (source: ProjectorSource, assembly: Assembly, views: Views) =>
  (id: string, query: Query = {}): TaskEither<QueryFailure, History> =>
  async () => {
    const found = await findSubject(source, assembly, views, id, query);
    if (E.isLeft(found)) return found;
    const { is, own, histories, times } = found.right;
    const events = new Map<EventId, RecordedEvent>();
    for (const event of own.flatMap((history) => (is.kind === 'obligation' ? eventsAbout(history, id) : history.events))) events.set(event.id, event);
    if (is.kind === 'obligation') {
      const causes = await causesOf(source, histories, [...events.values()]);
      if (E.isLeft(causes)) return causes;
      for (const cause of causes.right) {
        const history = await histories(cause.stream);
        if (E.isLeft(history)) return history;
        // With whatever corrects it: the view goes by the cause as corrected.
        const root = history.right.rootOf(cause)?.id;
        for (const event of history.right.events) if (event.id === cause.id || (isCorrection(event) && history.right.rootOf(event)?.id === root)) events.set(event.id, event);
      }
    }
    const denied = deniedStreams(assembly, query.viewer, [...events.values()].map(({ stream }) => stream));
    if (denied !== null) return E.left(denied);
    const entries: HistoryEntry[] = [];
    for (const event of [...events.values()].sort((a, b) => a.position - b.position)) {
      const history = await histories(event.stream);
      if (E.isLeft(history)) return history;
      entries.push({ event, state: history.right.stateOf(event) });
    }
    const shown = await disposedReadings(source, times.knownAt)(entries.map(({ event }) => event));
    if (E.isLeft(shown)) return shown;
    for (const [i, event] of shown.right.entries()) entries[i] = { ...(entries[i] as HistoryEntry), event };
    return E.right({ ...times, stream: is.kind === 'obligation' ? null : is.kind === 'event' ? is.event.stream : is.stream, entries });
  };
