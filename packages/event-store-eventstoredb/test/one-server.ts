/**
 * Many stores on one server whose clock is its own, as on a real one: each has streams and positions of its own, and the
 * instants of the suite's clock in place of the server's. Only tests need it; an application has one register on a server.
 */
import { createHash } from 'node:crypto';

import type { EventStore, MemoryStoreOptions, Page, Position, StoredEvent, StoreError, StreamName } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

type Instant = ReturnType<MemoryStoreOptions['clock']>;

/** What stores of one name have in common. */
export interface Corner {
  /** Last position before its first event. */
  readonly start: Position | undefined;
  readonly salt: string;
  readonly instants: Map<Position, Instant>;
  latest: Instant;
}

export const newCorner = async (store: EventStore, name: string): Promise<Corner> => {
  const page = await store.readAll({ direction: 'backwards', limit: 1 })();
  if (page._tag === 'Left') throw new Error(JSON.stringify(page.left));
  return { start: page.right.events[0]?.position, salt: `${name} ${process.pid} ${performance.timeOrigin}`, instants: new Map(), latest: '' as Instant };
};

const recorded = /"recordedAt":"([^"]*)","revision":/;

export const inCorner = (store: EventStore, corner: Corner, clock: () => Instant): EventStore => {
  const renamed = (stream: StreamName): StreamName => {
    const hex = createHash('sha256').update(`${corner.salt} ${stream}`).digest('hex');
    return `${stream.slice(0, stream.indexOf('-'))}-${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as StreamName;
  };
  /** A reader may see an event before its writer has been answered. */
  const instantOf = (position: Position): Instant => {
    const known = corner.instants.get(position);
    if (known !== undefined) return known;
    const now = clock();
    if (now > corner.latest) corner.latest = now;
    corner.instants.set(position, corner.latest);
    return corner.latest;
  };
  /** The last occurrence is the envelope's own: data comes before it in canonical order. */
  const dated = (event: StoredEvent): StoredEvent => {
    const at = event.text.lastIndexOf('"recordedAt":"');
    const instant = instantOf(event.position);
    return { ...event, text: event.text.slice(0, at) + event.text.slice(at).replace(recorded, `"recordedAt":"${instant}","revision":`) };
  };
  const datedError = (error: StoreError): StoreError => (error._tag === 'Conflict' ? { ...error, newer: error.newer.map(dated) } : error);
  const datedPage = E.bimap(datedError, (page: Page): Page => ({ ...page, events: page.events.map(dated) }));
  const inside = (position: Position): boolean => corner.start === undefined || position > corner.start;
  let lastWrite: Promise<unknown> = Promise.resolve();

  // On a server that others have written to, nothing of long ago can be stored again.
  const { appendAsRecorded: _none, ...others } = store;
  return {
    ...others,
    capabilities: { ...store.capabilities, appendAsRecorded: false },
    append: (request) => async () => {
      const write = async () => {
        const now = clock();
        const answer = await store.append({ ...request, stream: renamed(request.stream) })();
        if (E.isLeft(answer)) return E.left({ ...datedError(answer.left), ...(answer.left._tag === 'Conflict' ? { stream: request.stream } : {}) });
        if (now > corner.latest && !answer.right.repeated) corner.latest = now;
        for (const { position } of answer.right.events) if (!corner.instants.has(position)) corner.instants.set(position, corner.latest);
        return E.right({ ...answer.right, stream: request.stream, events: answer.right.events.map(dated) });
      };
      const written = lastWrite.then(write);
      lastWrite = written;
      return await written;
    },
    readStream: (stream, options) => async () => datedPage(await store.readStream(renamed(stream), options)()),
    readAll: (options) => async () => {
      if (options.direction === 'forwards') return datedPage(await store.readAll(options.after === undefined && corner.start !== undefined ? { ...options, after: corner.start } : options)());
      const page = await store.readAll(options)();
      if (E.isLeft(page)) return page;
      const events = page.right.events.filter(({ position }) => inside(position));
      const last = events.at(-1);
      if (!page.right.more || events.length < options.limit || last === undefined) return datedPage(E.right({ events, more: false }));
      const next = await store.readAll({ direction: 'backwards', limit: 1, after: last.position })();
      return E.isLeft(next) ? next : datedPage(E.right({ events, more: next.right.events.some(({ position }) => inside(position)) }));
    },
  };
};
