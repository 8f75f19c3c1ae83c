/**
 * Every change to a store of 1,000 events is found: single bits of stored texts, deletions, insertions, reorderings,
 * truncations, with the log left alone, and with the log rewritten to match where only the checkpoints can tell.
 *
 * FRIST_MUTATIONS sets how many (default 20,000; the full run is `npm run test:mutations`, 100,000); `bits` tries every bit of every event.
 */
import type { Position, StoredEvent } from '@frist/event-sourcing';

import { type Checkpoint, leafHash, memoryLog, rootAt, treeOf } from '../src';
import type { Finding } from '../src/findings';
import { verification, type Verification, type VerificationInput } from '../src/verification';
import { right, storedEvents, streamOf } from './support';

const asked = process.env['FRIST_MUTATIONS'] ?? '20000';
const wanted = asked === 'bits' ? 100_000 : Number(asked);
const size = 1_000;
const events = storedEvents(size);
const leavesOf = (of: readonly StoredEvent[]) => of.map(({ text, position }) => ({ hash: leafHash(text), position }));
const tree = treeOf(size, leavesOf(events).map(({ hash }) => hash));
/** The signatures have tests of their own. */
const checkpointAt = (count: number) => ({ ...({ origin: 'test', size: count, root: right(rootAt(tree, count)) } satisfies Checkpoint), note: '', signedBy: [] });
const checkpoints = [0, 1, 250, 500, 750, size].map(checkpointAt);
const input = (log: readonly StoredEvent[], from = checkpoints): VerificationInput => ({ log: memoryLog(leavesOf(log)), checkpoints: from, limit: 3 });

/** A generator of numbers that is the same on every machine (mulberry32). */
const numbers = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
};

/** Goes on from a verification of the first events with others; stops at the first finding, as any would do. */
const findsIn = (before: Verification, rest: Iterable<StoredEvent>): readonly Finding[] => {
  const verify = before.fork();
  for (const event of rest) {
    verify.see(event);
    if (verify.findings().length > 0) return verify.findings();
  }
  return verify.end().findings;
};

/** The bytes of an event with one bit changed, as a store would give them: what is no longer UTF-8 is decoded all the same. */
const withBit = (event: StoredEvent, bit: number): StoredEvent => {
  const bytes = Buffer.from(event.text);
  bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
  return { ...event, text: bytes.toString('utf8') };
};
const bitsOf = (event: StoredEvent): number => Buffer.byteLength(event.text) * 8;

interface Mutation {
  readonly kind: string;
  /** The first event that is not as it was, and all from there on. */
  readonly rest: () => Iterable<StoredEvent>;
  /** Which finding must be among the first. */
  readonly finds?: readonly Finding['_tag'][];
}
const at = (index: number): StoredEvent => events[index] as StoredEvent;
const from = (index: number) => events.slice(index);

/** All from `index` on; `pick` gives numbers. */
const mutationsAt = (index: number, pick: (below: number) => number): readonly Mutation[] => {
  const event = at(index);
  const other = at((index + 1 + pick(size - 1)) % size);
  const later = index + 1 + pick(Math.max(1, size - index - 1));
  const next = from(index + 1);
  const list: Mutation[] = Array.from({ length: 40 }, () => ({ kind: 'bit', rest: () => [withBit(event, pick(bitsOf(event)))], finds: ['EventChanged', 'BytesMalformed', 'RowDisagrees', 'RevisionMissing', 'RevisionRepeated', 'RecordedAtWentBack'] }));
  list.push(
    { kind: 'deletion', rest: () => next, finds: index === size - 1 ? ['EventMissing'] : ['EventMissing', 'RevisionMissing'] },
    { kind: 'deletion, later ones moved up', rest: () => next.map((one, i) => ({ ...one, position: at(index + i).position })) },
    { kind: 'insertion of a copy between', rest: () => [{ ...other, position: (event.position - 1) as Position }, event], finds: ['EventInserted', 'EventMissing', 'RevisionMissing', 'RevisionRepeated', 'RecordedAtWentBack'] },
    { kind: 'insertion of something new between', rest: () => [{ ...event, position: (event.position - 1) as Position, revision: 0, text: event.text.replaceAll(/stateGrant-[0-9a-f-]+/g, streamOf(999)).replace(/"revision":\d+/, '"revision":0') }], finds: ['EventInserted'] },
    { kind: 'insertion, later ones moved down', rest: () => [other, ...from(index)].map((one, i) => ({ ...one, position: (event.position + 3 * i) as Position })) },
    { kind: 'another event in its place', rest: () => [{ ...other, position: event.position }, ...next] },
    { kind: 'its row with another revision', rest: () => [{ ...event, revision: event.revision + 1 + pick(5) }], finds: ['RowDisagrees'] },
    { kind: 'its position moved', rest: () => [{ ...event, position: (event.position + 1 + pick(2)) as Position }, ...next], finds: ['EventMissing'] },
    { kind: 'truncation', rest: () => [], finds: ['EventMissing'] },
  );
  if (index < size - 1) {
    const swapped = (withPositions: boolean) => (): readonly StoredEvent[] => {
      const rest = from(index);
      const [a, b] = [rest[0] as StoredEvent, rest[later - index] as StoredEvent];
      rest[0] = withPositions ? b : { ...b, position: a.position };
      rest[later - index] = withPositions ? a : { ...a, position: b.position };
      return rest;
    };
    list.push({ kind: 'two swapped', rest: swapped(false) }, { kind: 'two swapped with their positions', rest: swapped(true) });
  }
  return list;
};

describe('a store of 1,000 events', () => {
  it('is intact as it is', () => {
    const verify = verification(input(events));
    for (const event of events) verify.see(event);
    expect(verify.end()).toMatchObject({ intact: true, events: size, covered: size, signed: size, findings: [] });
  });

  it(`shows each of ${wanted} mutations`, () => {
    const pick = numbers(20240301);
    const perIndex = mutationsAt(0, pick).length;
    const rounds = Math.ceil(wanted / ((perIndex - 1) * size));
    const missed: string[] = [];
    let tried = 0;
    const before = verification(input(events));
    for (let index = 0; index < size; index += 1) {
      for (let round = 0; round < rounds && tried < wanted + perIndex; round += 1) {
        for (const { kind, rest, finds } of mutationsAt(index, pick)) {
          if (rounds === 1 && pick(size * perIndex) >= wanted) continue;
          const found = findsIn(before, rest());
          tried += 1;
          if (found.length === 0 || (finds !== undefined && !finds.includes((found[0] as Finding)._tag))) missed.push(`${kind} at ${index}: ${found[0]?._tag ?? 'nothing'}`);
        }
      }
      before.see(at(index));
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(wanted * 0.9);
  }, 600_000);

  it('names the event whose bytes differ', () => {
    const pick = numbers(7);
    const before = verification(input(events));
    events.forEach((event, index) => {
      const [found] = findsIn(before, [{ ...event, text: event.text.replace('"amount":12', `"amount":${13 + pick(80)}`) }]);
      expect(found).toMatchObject({ _tag: 'EventChanged', index, position: event.position, stream: (JSON.parse(event.text) as { stream: string }).stream, revision: event.revision });
      before.see(event);
    });
  });

  it('shows, by its checkpoints, what was changed together with its leaf hashes, and between which two', () => {
    const pick = numbers(3);
    const renumbered = (list: readonly StoredEvent[]): readonly StoredEvent[] => list.map((event, i) => ({ ...event, position: (i * 3 + 5) as Position }));
    for (let n = 0; n < Math.max(200, wanted / 100); n += 1) {
      const index = pick(size);
      const changed = [
        () => events.map((event, i) => (i === index ? { ...event, text: event.text.replace('"amount":12', '"amount":92') } : event)),
        () => renumbered(events.filter((_, i) => i !== index)),
        () => renumbered([...events.slice(0, index), at(pick(size)), ...events.slice(index)]),
        () => events.slice(0, index),
      ][n % 4]?.() as readonly StoredEvent[];
      const verify = verification({ ...input(changed), limit: 1_000 });
      for (const event of changed) verify.see(event);
      const ranges = verify.end().findings.flatMap((finding) => (finding._tag === 'LeavesRewritten' || finding._tag === 'StoreTruncated' ? [finding] : []));
      const range = ranges[0];
      expect(ranges.length).toBeGreaterThan(0);
      if (range?._tag === 'StoreTruncated') expect([range.after, range.upTo]).toEqual([changed.length, size]);
      else {
        const after = [0, 1, 250, 500, 750].filter((count) => count <= index).pop() as number;
        expect([range?.after, range?.upTo]).toEqual([after, [1, 250, 500, 750, size].find((count) => count > after)]);
      }
    }
  }, 600_000);

  if (asked === 'bits') {
    it('shows every single bit of every event', () => {
      let missed = 0;
      const before = verification(input(events, []));
      for (const event of events) {
        for (let bit = 0; bit < bitsOf(event); bit += 1) missed += findsIn(before, [withBit(event, bit)]).length === 0 ? 1 : 0;
        before.see(event);
      }
      expect(missed).toBe(0);
    }, 3_600_000);
  }
});
