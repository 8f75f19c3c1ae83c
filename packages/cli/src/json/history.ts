/** A history in JSON (`frist.history/1`). */
import type { History } from 'frist';

import { eventJson } from './event';
import { schemaName } from './write';

/** Every entry in order of recording, with what became of it in the view. */
export const historyJson = (id: string, { asOf, knownAt, stream, entries }: History): object => ({
  schema: schemaName('history'),
  asOf,
  knownAt,
  id,
  stream,
  entries: entries.map(({ event, state }) => ({ state, event: eventJson(event) })),
});
