/** A history for people: one entry after the other, with both its times. */
import type { Instant } from '@frist/calendar';
import type { History } from 'frist';

import type { Context } from '../outcome';
import { clean } from './clean';
import { eventLine } from './event-lines';
import { lines, pageOf } from './page';
import { knownAtText, momentText } from './times';

/** The history of an id. */
export const historyTable = (id: string, { asOf, knownAt, entries }: History, context: Context): string => {
  const { words, terminal } = context;
  const { record, head } = words;
  const page = pageOf(terminal);
  return lines([
    page.bold(head.history(clean(id), asOf, knownAtText(knownAt))),
    ...entries.flatMap(({ event, state }) => [
      '',
      page.dim(`${record.columns.recorded} ${momentText(event.recordedAt as Instant)}${event.knownSince === undefined ? '' : `; ${record.knownSince(event.knownSince)}`}`),
      ...eventLine(event, page, record.states[state]),
    ]),
  ]);
};
