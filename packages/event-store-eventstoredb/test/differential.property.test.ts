/**
 * One random history driven through every store at once: memory, SQLite, EventStoreDB's double, and the server that
 * FRIST_EVENTSTORE_URL names. Whatever can be observed must be the same; positions are compared by rank.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type AppendRequest, type EncodedEvent, type EventStore, type ExpectedRevision, memoryEventStore, type MemoryStoreOptions, type Page, type Position, type RecordedElsewhere, type StoredEvent, type StoreError, type StreamName } from '@frist/event-sourcing';
import { openSqliteEventStore } from '@frist/event-store-sqlite';
import { encodedEvent, startEventStoreDbDouble } from '@frist/testing';
import fc from 'fast-check';
import type { Either } from 'fp-ts/Either';

import { inCorner, newCorner } from './one-server';
import { opener } from './support';

type Clock = MemoryStoreOptions['clock'];
const streams = [1, 2, 3].map((n) => `grant-00000000-0000-4000-8000-00000000000${n}` as StreamName);
const url = process.env['FRIST_EVENTSTORE_URL'];
const folder = mkdtempSync(join(tmpdir(), 'frist-differential-'));
const opened = opener();
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const expectation = fc.oneof(
  { weight: 4, arbitrary: fc.constant('right' as const) },
  { weight: 3, arbitrary: fc.constantFrom<ExpectedRevision>('any', 'no-stream', 'stream-exists') },
  { weight: 2, arbitrary: fc.integer({ min: -2, max: 9 }) },
);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), stream: fc.nat({ max: 2 }), expected: expectation, count: fc.integer({ min: 0, max: 4 }), twice: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), back: fc.nat({ max: 4 }) }) },
  // Of one stream, which every store judges as a whole: beyond that, a server without transactions may keep a prefix.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('recorded' as const), stream: fc.nat({ max: 2 }), back: fc.integer({ min: -1, max: 2 }), count: fc.integer({ min: 0, max: 4 }), minute: fc.integer({ min: -1, max: 2 }), again: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clock' as const), minute: fc.nat({ max: 59 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('stream' as const), stream: fc.nat({ max: 2 }), direction: fc.constantFrom('forwards' as const, 'backwards' as const), after: fc.option(fc.integer({ min: -1, max: 12 })), limit: fc.integer({ min: 0, max: 6 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('all' as const), direction: fc.constantFrom('forwards' as const, 'backwards' as const), after: fc.option(fc.nat({ max: 20 })), limit: fc.integer({ min: 0, max: 6 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A store under comparison, with the ranks of its positions. */
interface Subject {
  readonly name: string;
  readonly store: EventStore;
  readonly positions: Position[];
}

let runs = 0;
const subjects = async (clock: Clock): Promise<{ readonly all: readonly Subject[]; readonly close: () => Promise<void> }> => {
  runs += 1;
  const sqlite = await openSqliteEventStore({ file: join(folder, `${runs}.db`), clock })();
  if (sqlite._tag === 'Left') throw new Error(JSON.stringify(sqlite.left));
  const double = await startEventStoreDbDouble({ clock });
  const stores: (readonly [string, EventStore])[] = [
    ['memory', memoryEventStore({ clock })],
    ['sqlite', sqlite.right],
    ['double', opened.store({ connection: double.url })],
  ];
  if (url !== undefined) {
    const real = opened.store({ connection: url });
    stores.push(['server', inCorner(real, await newCorner(real, `differential ${runs}`), clock)]);
  }
  return {
    all: stores.map(([name, store]) => ({ name, store, positions: [] })),
    close: async () => {
      for (const [, store] of stores) await store.close()();
      await double.close();
    },
  };
};

const later = (instant: ReturnType<Clock>, minutes: number): ReturnType<Clock> => new Date(Date.parse(instant) + minutes * 60_000).toISOString() as ReturnType<Clock>;

const ranked = ({ positions }: Subject, events: readonly StoredEvent[]) => events.map(({ position, revision, text }) => [positions.indexOf(position), revision, text]);
const failed = (subject: Subject, { left }: { readonly left: StoreError }) =>
  left._tag === 'Conflict' ? { tag: left._tag, rule: left.rule, actual: left.actual, newer: ranked(subject, left.newer), more: left.more, expected: left.expectedRevision, stream: left.stream } : { tag: left._tag, rule: left.rule };
const seen = (subject: Subject, page: Either<StoreError, Page>) => (page._tag === 'Left' ? failed(subject, page) : { events: ranked(subject, page.right.events), more: page.right.more });

const appendTo = async (subject: Subject, request: AppendRequest) => {
  const answer = await subject.store.append(request)();
  if (answer._tag === 'Left') return failed(subject, answer);
  if (!answer.right.repeated) subject.positions.push(...answer.right.events.map(({ position }) => position));
  return { repeated: answer.right.repeated, stream: answer.right.stream, events: ranked(subject, answer.right.events) };
};

const recordAgain = async (subject: Subject, events: readonly RecordedElsewhere[]) => {
  const answer = await subject.store.appendAsRecorded?.(events)();
  if (answer === undefined || answer._tag === 'Left') return answer === undefined ? 'cannot' : failed(subject, answer);
  subject.positions.push(...answer.right.map(({ position }) => position).filter((position) => !subject.positions.includes(position)));
  return ranked(subject, answer.right);
};

const play = async (steps: readonly Step[]): Promise<void> => {
  let now = '2024-03-01T12:00:00.000Z' as ReturnType<Clock>;
  const { all, close } = await subjects(() => now);
  const past: AppendRequest[] = [];
  /** The last that was stored again, and when the last event of all counts as recorded, about. */
  let copied: readonly RecordedElsewhere[] | null = null;
  let latest = now;
  const lengths = new Map<StreamName, number>();
  const agree = async (observe: (subject: Subject) => Promise<unknown>): Promise<unknown> => {
    const [first, ...others] = await Promise.all(all.map(async (subject) => ({ name: subject.name, observed: await observe(subject) })));
    for (const { name, observed } of others) expect({ name, observed }).toEqual({ name, observed: first?.observed });
    return first?.observed;
  };
  const append = async (request: AppendRequest): Promise<void> => {
    const answer = await agree(async (subject) => await appendTo(subject, request));
    if (typeof answer === 'object' && answer !== null && 'repeated' in answer && answer.repeated === false) {
      lengths.set(request.stream, (lengths.get(request.stream) ?? 0) + request.events.length);
      if (now > latest) latest = now;
    }
    past.push(request);
  };
  try {
    for (const one of steps) {
      if (one.kind === 'clock') now = `2024-03-01T12:${String(one.minute).padStart(2, '0')}:00.000Z` as typeof now;
      else if (one.kind === 'append') {
        const stream = streams[one.stream] as StreamName;
        const length = lengths.get(stream) ?? 0;
        const events: EncodedEvent[] = Array.from({ length: one.count }, () => encodedEvent({ stream }));
        if (one.twice && one.count === 4) events.push(events[0] as EncodedEvent);
        await append({ stream, events, expected: one.expected !== 'right' ? one.expected : length === 0 ? 'no-stream' : length - 1 });
      } else if (one.kind === 'recorded') {
        // Beside a real server, which is not empty and has a clock of its own, this cannot be compared.
        if (url !== undefined) continue;
        const stream = streams[one.stream] as StreamName;
        const length = lengths.get(stream) ?? 0;
        const events: readonly RecordedElsewhere[] = one.again && copied !== null ? copied : Array.from({ length: one.count }, (_, i): RecordedElsewhere => ({ stream, event: encodedEvent({ stream }), recordedAt: later(latest, one.minute + i), revision: length - one.back + i }));
        const answer = await agree(async (subject) => await recordAgain(subject, events));
        if (!Array.isArray(answer)) continue;
        copied = events;
        for (const { stream: of, revision, recordedAt } of events) {
          lengths.set(of, Math.max(lengths.get(of) ?? 0, revision + 1));
          if (recordedAt > latest) latest = recordedAt;
        }
      } else if (one.kind === 'again') {
        // Ids that are somewhere else are known to stores that find by id only.
        const request = past[past.length - 1 - one.back];
        if (request !== undefined && (one.back === 0 || (request.expected !== 'any' && request.expected !== 'stream-exists'))) await append(request);
      } else if (one.kind === 'stream') {
        await agree(async (subject) => seen(subject, await subject.store.readStream(streams[one.stream] as StreamName, { direction: one.direction, limit: one.limit, ...(one.after === null ? {} : { after: one.after }) })()));
      } else {
        await agree(async (subject) => {
          const after = one.after === null ? undefined : subject.positions[one.after];
          return seen(subject, await subject.store.readAll({ direction: one.direction, limit: one.limit, ...(after === undefined ? {} : { after }) })());
        });
      }
    }
    await agree(async (subject) => seen(subject, await subject.store.readAll({ direction: 'forwards', limit: 1_000 })()));
  } finally {
    await close();
  }
};

it('stores cannot be told apart by what they answer', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), play), { numRuns: 60 });
});
