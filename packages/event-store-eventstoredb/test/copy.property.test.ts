/** Histories copied from memory to the cluster and back: the same texts, whatever goes wrong on the way and whatever the server's clock says. */
import { cutStoredText, type EventStore, memoryEventStore, type MemoryStoreOptions, type Position, type RecordedElsewhere, type StoredEvent, type StreamName } from '@frist/event-sourcing';
import { encodedEvent, type Fault } from '@frist/testing';
import fc from 'fast-check';

import { answered, opener, refused } from './support';

const opened = opener();
afterAll(opened.close);

type Instant = ReturnType<MemoryStoreOptions['clock']>;
const at = (minute: number): Instant => new Date(Date.UTC(2024, 2, 1, 12, minute)).toISOString() as Instant;

const stepArbitrary = fc.record({ stream: fc.nat({ max: 3 }), count: fc.integer({ min: 1, max: 4 }), minute: fc.integer({ min: -3, max: 5 }) });
type Step = typeof stepArbitrary extends fc.Arbitrary<infer S> ? S : never;

/** A register in memory, whose clock went back now and then. */
const register = async (steps: readonly Step[], salt: number): Promise<EventStore> => {
  let minute = 0;
  const store = memoryEventStore({ clock: () => at(minute) });
  for (const step of steps) {
    minute += step.minute;
    const stream = `grant-00000000-0000-4000-8000-${String(salt * 10 + step.stream).padStart(12, '0')}` as StreamName;
    await answered(store.append({ stream, expected: 'any', events: Array.from({ length: step.count }, () => encodedEvent({ stream })) }));
  }
  return store;
};

const everything = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (let after: Position | undefined; ; after = events.at(-1)?.position) {
    const page = await answered(store.readAll({ direction: 'forwards', limit: 50, ...(after === undefined ? {} : { after }) }));
    events.push(...page.events);
    if (!page.more) return events;
  }
};
const texts = (events: readonly StoredEvent[]): readonly string[] => events.map(({ text }) => text);
const cut = ({ text }: StoredEvent): RecordedElsewhere => {
  const done = cutStoredText(text);
  if (done._tag === 'Left') throw new Error(JSON.stringify(done.left));
  return done.right;
};
const recordedAtOf = (event: StoredEvent | undefined): string => (JSON.parse(event?.text ?? '{}') as { recordedAt: string }).recordedAt;

const fault: fc.Arbitrary<Fault | null> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Fault>(
      { kind: 'drop' },
      { kind: 'ignore' },
      { kind: 'duplicate' },
      { kind: 'refuse' },
      { kind: 'refuse', code: 13 },
      { kind: 'reset', when: 'before' },
      { kind: 'reset', when: 'after', events: 1 },
      { kind: 'reset-call', when: 'before' },
      { kind: 'reset-call', when: 'after', events: 1 },
    ),
  },
);

it('memory, cluster, memory: the same texts in the same order, through faults, failures and restarts', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(stepArbitrary, { minLength: 1, maxLength: 12 }),
      fc.array(fault, { maxLength: 25 }),
      fc.array(fc.record({ size: fc.integer({ min: 1, max: 9 }), back: fc.nat({ max: 4 }), restart: fc.boolean() }), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(-1_000_000, 0, 3, 1_000_000),
      async (steps, faults, pieces, serverMinute) => {
        const source = await register(steps, (run += 1));
        const original = await everything(source);
        const history = original.map(cut);
        const plan = [...faults];
        const double = await opened.server({ clock: () => at(serverMinute), faults: ({ method }) => (method === 'BatchAppend' || method === 'Read' ? plan.shift() : null) });
        const readModels = await opened.localModels(`copy ${run}`);
        const start = (): EventStore => opened.store({ connection: double.url, readModels, deadlineMs: 60, patienceMs: 150 });
        let target = start();
        /** Again until it has succeeded: what a failure leaves is a prefix, and the same call goes on. */
        const store = async (events: readonly RecordedElsewhere[]): Promise<void> => {
          for (let left = 50; ; left -= 1) {
            const answer = await target.appendAsRecorded?.(events)();
            if (answer?._tag === 'Right') return expect(texts(answer.right)).toEqual(original.filter((_, i) => events.includes(history[i] as RecordedElsewhere)).map(({ text }) => text));
            expect([answer?.left._tag, left > 0]).toEqual(['StoreUnavailable', true]);
            const ids = double.events().map(({ id }) => id);
            expect(ids).toEqual(history.slice(0, ids.length).map(({ event }) => event.id));
          }
        };
        let done = 0;
        for (let i = 0; done < history.length; i += 1) {
          const { size, back, restart } = pieces[i % pieces.length] as (typeof pieces)[number];
          await store(history.slice(Math.max(0, done - back), done + size));
          done = Math.min(history.length, done + size);
          if (restart) {
            await target.close()();
            target = start();
          }
        }
        double.setFaults(undefined);
        const copied = await everything(target);
        expect(texts(copied)).toEqual(texts(original));
        // By a reader that has not written, and from the end.
        const reader = opened.store({ connection: double.url });
        expect(texts(await everything(reader))).toEqual(texts(original));
        expect(texts((await answered(reader.readAll({ direction: 'backwards', limit: 100 }))).events)).toEqual([...texts(original)].reverse());

        const again = memoryEventStore({ clock: () => at(0) }).appendAsRecorded as NonNullable<EventStore['appendAsRecorded']>;
        expect(texts(await answered(again(copied.map(cut))))).toEqual(texts(original));

        // What is new is never recorded before what was copied.
        const { stream } = history[0] as RecordedElsewhere;
        const fresh = await answered(target.append({ stream, expected: 'any', events: [encodedEvent({ stream })] }));
        const last = recordedAtOf(original.at(-1));
        expect(recordedAtOf(fresh.events[0])).toBe(at(serverMinute) > last ? at(serverMinute) : last);
        expect((await everything(reader)).at(-1)).toEqual(fresh.events[0]);
        for (const one of [target, reader]) await answered(one.close());
        await double.close();
      },
    ),
    { numRuns: 40 },
  );
});

it('into a register that somebody else writes to meanwhile it is refused', async () => {
  const original = await everything(await register(Array.from({ length: 20 }, (_, i) => ({ stream: i % 4, count: 1, minute: 1 })), 0));
  const stream = 'grant-00000000-0000-4000-8000-00000000ffff' as StreamName;
  let begun: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (begun = resolve));
  const double = await opened.server({
    clock: () => at(10),
    faults: (call) => {
      if (call.method !== 'BatchAppend' || call.stream === stream) return null;
      begun();
      return { kind: 'delay', ms: 200 };
    },
  });
  const [target, other] = [opened.store({ connection: double.url }), opened.store({ connection: double.url })];
  const copy = target.appendAsRecorded as NonNullable<EventStore['appendAsRecorded']>;
  const copying = refused(copy(original.map(cut)));
  await first;
  await answered(other.append({ stream, expected: 'no-stream', events: [encodedEvent({ stream })] }));
  // It was on its way already, and comes to stand after what was recorded later.
  expect(await copying).toMatchObject({ _tag: 'RecordedOrder' });
  expect(double.events()).toHaveLength(2);
  expect((await everything(target)).map(recordedAtOf)).toEqual([at(10), at(10)]);
  // From now on it is known before anything is written.
  expect(await refused(copy(original.slice(1).map(cut)))).toMatchObject({ _tag: 'RecordedOrder' });
  expect(double.events()).toHaveLength(2);
});

it('more than one append takes is stored in several; one event that is too large is refused before anything is', async () => {
  const double = await opened.server();
  const store = opened.store({ connection: double.url, maxAppendBytes: 4_000 });
  const stream = 'grant-00000000-0000-4000-8000-00000000fffe' as StreamName;
  const events = Array.from({ length: 30 }, (_, revision): RecordedElsewhere => ({ stream, event: encodedEvent({ stream, data: 'x'.repeat(300) }), recordedAt: at(0), revision }));
  const again = store.appendAsRecorded as NonNullable<EventStore['appendAsRecorded']>;
  expect((await answered(again(events))).map(({ revision }) => revision)).toEqual(events.map(({ revision }) => revision));
  const large = { stream, event: encodedEvent({ stream, data: 'x'.repeat(5_000) }), recordedAt: at(0), revision: 31 };
  expect(await refused(again([{ ...(events[0] as RecordedElsewhere), event: encodedEvent({ stream }), revision: 30 }, large]))).toMatchObject({ _tag: 'EventTooLarge', rule: 'eventstoredb/append-size' });
  expect(double.events()).toHaveLength(30);
});
