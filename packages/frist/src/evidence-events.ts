/** The events that a view of one thing rests on. */
import { bucketsFrom, type EventId, type ProjectorSource, type RecordedEvent, type StoredEvent, type StoreError, type StreamName } from '@frist/event-sourcing';
import { meetingCalendar, type ObligationFinding } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { History } from './frist';
import type { QueryFailure } from './query';
import { historiesOf } from './stream-history';
import type { Views } from './views';

const page = 1_000;

/** Adds to a history what moves the due dates of obligations from outside of it: the meetings of the bodies they are due at. */
export const withMeetings = async (source: ProjectorSource, views: Views, history: History, findings: readonly ObligationFinding[]): Promise<E.Either<QueryFailure, readonly RecordedEvent[]>> => {
  const events = new Map<EventId, RecordedEvent>(history.entries.map(({ event }) => [event.id, event]));
  const bodies = new Set(findings.flatMap(({ board, due }) => (due?.kind === 'at-meeting' ? [`${board}|${due.body}`] : [])));
  if (bodies.size > 0) {
    const told = await views.see(history, ({ rows, boards, upTo }) => ({
      upTo,
      streams: boards.flatMap((board) => [...rows(meetingCalendar).list(bucketsFrom(`${board}|`))].filter(([, row]) => Object.values(row.meetings).some(({ body }) => bodies.has(`${board}|${body}`))).map(([stream]) => stream as StreamName)),
    }))();
    if (E.isLeft(told)) return told;
    const histories = historiesOf(source, history, told.right.upTo);
    for (const stream of told.right.streams) {
      const found = await histories(stream);
      if (E.isLeft(found)) return found;
      for (const event of found.right.events) {
        const root = found.right.rootOf(event);
        if (root !== null && meetingCalendar.types.has(root.type) && bodies.has(`${root.board}|${(root.data as { readonly body: string }).body}`)) events.set(event.id, event);
      }
    }
  }
  return E.right([...events.values()].sort((a, b) => a.position - b.position));
};

/** The same events as the store keeps them, and all of each stream they are from. */
export const storedEvents = async ({ store }: ProjectorSource, events: readonly RecordedEvent[]): Promise<E.Either<StoreError, { readonly wanted: readonly StoredEvent[]; readonly streams: ReadonlyMap<StreamName, readonly StoredEvent[]> }>> => {
  const positions = new Set(events.map(({ position }) => position));
  const streams = new Map<StreamName, readonly StoredEvent[]>();
  for (const stream of new Set(events.map((event) => event.stream))) {
    const all: StoredEvent[] = [];
    for (let more = true; more; ) {
      const last = all[all.length - 1];
      const read = await store.readStream(stream, { direction: 'forwards', limit: page, ...(last === undefined ? {} : { after: last.revision }) })();
      if (E.isLeft(read)) return read;
      all.push(...read.right.events);
      ({ more } = read.right);
    }
    streams.set(stream, all);
  }
  return E.right({ wanted: [...streams.values()].flat().filter(({ position }) => positions.has(position)), streams });
};
