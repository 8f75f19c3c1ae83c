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
}

export interface ModelStore {
  readonly log: readonly ModelEvent[];
  readonly append: (requests: readonly ModelRequest[]) => readonly ModelAnswer[] | ModelAnswer;
}

const textsOf = (events: readonly ModelEvent[]): readonly string[] => events.map((event) => event.text);

export const modelStore = (clock: SettableClock): ModelStore => {
  const log: ModelEvent[] = [];
  let lastRecordedAt = clock.now;

  const judge = ({ stream, expected, events }: ModelRequest): ModelAnswer | 'write' => {
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
      const newer = typeof expected === 'number' ? there.filter((event) => event.revision > expected) : there;
      return { outcome: 'Conflict', actual: last < 0 ? 'no-stream' : last, texts: textsOf(newer) };
    }
    return log.some((event) => ids.includes(event.id as EncodedEvent['id'])) ? { outcome: 'RepeatedEventId', texts: [] } : 'write';
  };

  return {
    log,
    append: (requests) => {
      const verdicts: (ModelAnswer | 'write')[] = [];
      const fresh: string[] = [];
      for (const [i, request] of requests.entries()) {
        const verdict = judge(request);
        if (verdict !== 'write' && verdict.outcome !== 'repeated') return verdict;
        if (requests.slice(0, i).some(({ stream }) => stream === request.stream)) return { outcome: 'RepeatedEventId', texts: [] };
        if (verdict === 'write') fresh.push(...request.events.map((event) => event.id));
        if (new Set(fresh).size < fresh.length) return { outcome: 'RepeatedEventId', texts: [] };
        verdicts.push(verdict);
      }
      if (fresh.length > 0 && clock.now > lastRecordedAt) lastRecordedAt = clock.now;
      return requests.map((request, i): ModelAnswer => {
        const verdict = verdicts[i] as ModelAnswer | 'write';
        if (verdict !== 'write') return verdict;
        const base = log.filter((event) => event.stream === request.stream).length;
        const written = request.events.map((event, at): ModelEvent => ({
          stream: request.stream,
          id: event.id,
          revision: base + at,
          text: composeStoredText(event, lastRecordedAt, base + at),
        }));
        log.push(...written);
        return { outcome: 'written', texts: textsOf(written) };
      });
    },
  };
};
