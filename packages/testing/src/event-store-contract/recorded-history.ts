/** Events as another store has recorded them, for tests of storing them again. */
import { composeStoredText, type RecordedElsewhere, type StreamName } from '@frist/event-sourcing';

import { encodedEvent, freshStream } from './harness';

export const at = (text: string): RecordedElsewhere['recordedAt'] => text as RecordedElsewhere['recordedAt'];

/** Long before the clock of the store under test, a second apart. */
export const recorded = (stream: StreamName, revision: number, second: number, data?: Parameters<typeof encodedEvent>[0]): RecordedElsewhere => ({
  stream,
  event: encodedEvent({ stream, ...data }),
  recordedAt: at(`2019-05-06T07:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.000Z`),
  revision,
});
export const textOf = ({ event, recordedAt, revision }: RecordedElsewhere): string => composeStoredText(event, recordedAt, revision);

/** Streams that take turns, some events at the same instant. */
export const someHistory = (): readonly RecordedElsewhere[] => {
  const [one, two] = [freshStream(), freshStream()];
  return [recorded(one, 0, 0), recorded(two, 0, 0), recorded(two, 1, 1), recorded(one, 1, 5), recorded(one, 2, 5), recorded(two, 2, 9)];
};
