/**
 * Appends while everything goes wrong: every acknowledged event is stored exactly once, none is invented, each stream is in order.
 * `npm run test:cluster-faults` runs 10 000; FRIST_SEED repeats a run.
 */
import type { AppendRequest, Position, StoredEvent, StreamName } from '@frist/event-sourcing';
import { encodedEvent, type Fault, type FaultPlan } from '@frist/testing';

import { answered, opener } from './support';

const total = Number(process.env['FRIST_FAULT_APPENDS'] ?? 400);
const seed = Number(process.env['FRIST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const opened = opener();
afterAll(opened.close);

/** mulberry32 */
const random = (state: number) => (): number => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const escaped: unknown[] = [];
const escape = (error: unknown): void => void escaped.push(error);
beforeAll(() => {
  process.on('unhandledRejection', escape);
  process.on('uncaughtException', escape);
});
afterAll(() => {
  process.off('unhandledRejection', escape);
  process.off('uncaughtException', escape);
});

it(
  `of ${total} appends under faults each is stored exactly once (seed ${seed})`,
  async () => {
    const next = random(seed);
    const kinds: readonly (() => Fault)[] = [
      () => ({ kind: 'ignore' }),
      () => ({ kind: 'drop' }),
      () => ({ kind: 'delay', ms: 20 }),
      () => ({ kind: 'duplicate' }),
      () => ({ kind: 'refuse' }),
      () => ({ kind: 'refuse', code: 1 }),
      () => ({ kind: 'refuse', code: 13 }),
      () => ({ kind: 'refuse', code: 5, exception: 'not-leader' }),
      () => ({ kind: 'not-leader' }),
      () => ({ kind: 'garbled' }),
      () => ({ kind: 'reset', when: 'before' }),
      () => ({ kind: 'reset', when: 'after', events: 1 }),
      () => ({ kind: 'reset-call', when: 'before' }),
      () => ({ kind: 'reset-call', when: 'after', events: 1 }),
    ];
    const met = new Map<string, number>();
    let change: (() => void) | null = null;
    const faults: FaultPlan = ({ method }) => {
      if (method === 'Gossip' || next() >= 0.12) return null;
      if (next() < 0.1) change?.();
      const fault = (kinds[Math.floor(next() * kinds.length)] as () => Fault)();
      // A call without an answer costs a deadline; most of the time is spent on others.
      if ((fault.kind === 'ignore' || fault.kind === 'drop') && next() < 0.6) return { kind: 'duplicate' };
      met.set(fault.kind, (met.get(fault.kind) ?? 0) + 1);
      return fault;
    };
    const one = await opened.server({ faults });
    const two = await opened.server({ faults, joins: one });
    let leads = 0;
    change = () => {
      leads += 1;
      (leads % 2 === 0 ? one : two).lead();
      met.set('leader', leads);
    };
    const stores = [0, 1].map(() => opened.store({ connection: one.clusterUrl(), deadlineMs: 300, patienceMs: 5_000 }));
    const acknowledged: string[] = [];
    const attempted = new Set<string>();
    let left = total;

    const work = async (worker: number): Promise<void> => {
      const store = stores[worker % stores.length] as (typeof stores)[number];
      const stream = `grant-00000000-0000-4000-8000-00000000000${worker}` as StreamName;
      let last = -1;
      while (left > 0) {
        left -= 1;
        const events = Array.from({ length: 1 + (left % 3) }, () => encodedEvent({ stream }));
        for (const { id } of events) attempted.add(id);
        const request: AppendRequest = { stream, expected: last < 0 ? 'no-stream' : last, events };
        for (;;) {
          const answer = await store.append(request)();
          if (answer._tag === 'Left') {
            expect([answer.left._tag, answer.left.rule]).toEqual(['StoreUnavailable', expect.stringMatching(/^eventstoredb\//)]);
            continue;
          }
          expect(answer.right.events.map(({ revision }) => revision)).toEqual(events.map((_, i) => last + 1 + i));
          acknowledged.push(...events.map(({ id }) => id));
          last = (answer.right.events.at(-1) as StoredEvent).revision;
          break;
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, async (_, worker) => await work(worker)));

    const stored = one.events().map(({ id }) => id);
    expect(new Set(stored).size).toBe(stored.length);
    expect(stored.filter((id) => !attempted.has(id))).toEqual([]);
    expect([...acknowledged].sort()).toEqual([...stored].sort());

    // The same through the port, still under faults.
    const read: string[] = [];
    for (let after: Position | undefined; ; ) {
      const page = await stores[0]?.readAll({ direction: 'forwards', limit: 100, ...(after === undefined ? {} : { after }) })();
      if (page === undefined || page._tag === 'Left') continue;
      read.push(...page.right.events.map(({ text }) => (JSON.parse(text) as { id: string }).id));
      after = page.right.events.at(-1)?.position;
      if (!page.right.more) break;
    }
    expect(read).toEqual(stored);
    for (const double of [one, two]) double.setFaults(undefined);
    for (const store of stores) await answered(store.close());
    expect(escaped).toEqual([]);
    if (total >= 10_000) process.stdout.write(`${JSON.stringify({ seed, events: stored.length, faults: Object.fromEntries(met) })}\n`);
  },
  3_600_000,
);
