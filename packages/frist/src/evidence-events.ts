/** The events that a view of one thing rests on. */
import { type AuditLog, leafAt, type LogFailure } from '@frist/audit';
import type { Instant } from '@frist/calendar';
import { bucketsFrom, type EventId, type ProjectorSource, type RecordedEvent, type StoredEvent, type StoreError, type StreamName } from '@frist/event-sourcing';
import { meetingCalendar, meetingsIn, type ObligationFinding, tellsOfMeetings } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import type { History } from './explanation';
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
      streams: boards.flatMap((board) => [...rows(meetingCalendar).list(bucketsFrom(`${board}|`))].filter(([, row]) => meetingsIn(row).some(({ body }) => bodies.has(`${board}|${body}`))).map(([stream]) => stream as StreamName)),
    }))();
    if (E.isLeft(told)) return told;
    const histories = historiesOf(source, history, told.right.upTo);
    for (const stream of told.right.streams) {
      const found = await histories(stream);
      if (E.isLeft(found)) return found;
      for (const event of found.right.events) {
        const root = found.right.rootOf(event);
        if (root !== null && tellsOfMeetings(root, (body) => bodies.has(`${root.board}|${body}`))) events.set(event.id, event);
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

/**
 * How many events at the beginning of the log were recorded by an instant. A store stamps in order, so a few looks
 * are enough.
 */
export const recordedBy = async ({ store }: ProjectorSource, log: AuditLog, known: Instant): Promise<E.Either<LogFailure, number>> => {
  let [low, high] = [0, log.size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const before = middle === 0 ? null : leafAt(log, middle - 1);
    if (before !== null && E.isLeft(before)) return before;
    const read = await store.readAll({ direction: 'forwards', limit: 1, ...(before === null ? {} : { after: before.right.position }) })();
    if (E.isLeft(read)) return read;
    const [event] = read.right.events;
    if (event !== undefined && recordedAtOf(event) <= known) low = middle + 1;
    else high = middle;
  }
  return E.right(low);
};

/** After it come only numbers, the source, and names: the last one is the envelope's. */
const recordedAtOf = ({ text }: StoredEvent): string => {
  const mark = '"recordedAt":"';
  const from = text.lastIndexOf(mark) + mark.length;
  return text.slice(from, text.indexOf('"', from));
};
