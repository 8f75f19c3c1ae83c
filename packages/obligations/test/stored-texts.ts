/** A store that holds canonical texts as they were once written, for reading only. */
import { type EventStore, memoryReadModels, type Position, type StoredEvent } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

export const storeOfTexts = (texts: readonly string[]): Pick<EventStore, 'readAll' | 'readStream'> & EventStore => {
  const events = texts.map((text, n): StoredEvent => ({ text, position: n as Position, revision: (JSON.parse(text) as { revision: number }).revision }));
  const page = (of: readonly StoredEvent[]) => async () => E.right({ events: of, more: false });
  const refused = () => async () => E.left({ _tag: 'StoreReadOnly' as const, rule: 'event-store/read-only', field: 'store', expected: 'a store that is not a recording' });
  return {
    capabilities: { durable: false, appendAtomically: false, findEvent: false, appendAsRecorded: false, readOnly: true },
    append: refused,
    readAll: ({ after }) => page(events.filter(({ position }) => after === undefined || position > after)),
    readStream: (stream, { after }) => page(events.filter(({ text, revision }) => (JSON.parse(text) as { stream: string }).stream === stream && (after === undefined || revision > after))),
    readModels: memoryReadModels(),
    close: () => async () => E.right(undefined),
  };
};
