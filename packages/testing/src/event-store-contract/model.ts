/** The port as a model: short, slow and written from its comments alone, to compare stores against. */
import { composeStoredText, type EncodedEvent, type ExpectedRevision } from '@frist/event-sourcing';

import type { SettableClock } from './harness';

export interface ModelEvent {
  readonly stream: string;
  readonly id: string;
  readonly revision: number;
  readonly text: string;
}

export interface ModelRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EncodedEvent[];
}

export interface ModelAnswer {
  readonly outcome: string;
  readonly actual?: number | 'no-stream';
  /** Texts of the events answered, or of the newer ones of a conflict. */
  readonly texts: readonly string[];
  /** Of a conflict. */
  readonly more?: boolean;
}

export interface ModelStore {
  readonly log: readonly ModelEvent[];
  readonly append: (requests: readonly ModelRequest[]) => readonly ModelAnswer[] | ModelAnswer;
}

const textsOf = (events: readonly ModelEvent[]): readonly string[] => events.map((event) => event.text);

export const modelStore = (clock: SettableClock): ModelStore => {
  const log: ModelEvent[] = [];
  let lastRecordedAt = clock.now;

  /** `stored`: how much of the log was there before the call. */
  const judge = ({ stream, expected, events }: ModelRequest, stored: number): ModelAnswer | 'write' => {
    const there = log.filter((event) => event.stream === stream);
    const last = there.length - 1;
    const ids = events.map((event) => event.id);
    if (new Set(ids).size < ids.length) return { outcome: 'RepeatedEventId', texts: [] };
    const start = expected === 'no-stream' ? 0 : typeof expected === 'number' ? expected + 1 : there.length - ids.length;
    const same = start >= 0 ? there.slice(start, start + ids.length) : [];
    if (same.length === ids.length && same.every((event, i) => event.id === ids[i])) return { outcome: 'repeated', texts: textsOf(same) };
    const fits =
      expected === 'any' || (expected === 'no-stream' ? last < 0 : expected === 'stream-exists' ? last >= 0 : last >= 0 && expected === last);
    if (!fits) {
      const before = log.slice(0, stored).filter((event) => event.stream === stream);
      const newer = typeof expected === 'number' ? before.filter((event) => event.revision > expected) : before;
      return { outcome: 'Conflict', actual: last < 0 ? 'no-stream' : last, texts: textsOf(newer), more: false };
    }
    return log.some((event) => ids.includes(event.id as EncodedEvent['id'])) ? { outcome: 'RepeatedEventId', texts: [] } : 'write';
  };

  return {
    log,
    append: (requests) => {
      const stored = log.length;
      const recordedAt = clock.now > lastRecordedAt ? clock.now : lastRecordedAt;
      const answers: ModelAnswer[] = [];
      for (const request of requests) {
        const verdict = judge(request, stored);
        if (verdict === 'write') {
          const base = log.filter((event) => event.stream === request.stream).length;
          const written = request.events.map((event, at): ModelEvent => ({
            stream: request.stream,
            id: event.id,
            revision: base + at,
            text: composeStoredText(event, recordedAt, base + at),
          }));
          log.push(...written);
          answers.push({ outcome: 'written', texts: textsOf(written) });
        } else if (verdict.outcome === 'repeated') answers.push(verdict);
        else {
          log.length = stored;
          return verdict;
        }
      }
      if (log.length > stored) lastRecordedAt = recordedAt;
      return answers;
    },
  };
};
