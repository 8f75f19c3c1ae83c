/**
 * Appending to the in-memory store, one event at an expected revision, checked by its codec and written in canonical form,
 * against JSON.stringify + JSON.parse + freezing of the same events: the least that a store in memory must do so that no
 * reader can reach into history. Two floors: one that keeps its frozen copies, as a store in memory would, and one that
 * drops them, so that whatever it costs to keep a history counts against the store.
 */
import { against, median, now, slopeRow, sweep, whenAlone } from './lib.mjs';
import { catalogue, es, makeClock, pendingEvent, streamAt, streamOf } from './realistic-events.mjs';

const chunk = 10_000;

const deepFreeze = (value) => {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const key in value) deepFreeze(value[key]);
  }
  return value;
};

/** Events are made outside the measured time, a chunk at a time, and both sides take turns within each chunk. */
const oneRound = async (size, streamFor, keeps) => {
  sweep();
  const store = es.memoryEventStore({ clock: makeClock() });
  const last = new Map();
  const copies = [];
  const time = { append: 0, floor: 0 };
  for (let from = 0; from < size; from += chunk) {
    const events = Array.from({ length: Math.min(chunk, size - from) }, (_, i) => pendingEvent(from + i, streamFor(from + i)));
    const whole = events.map((event) => ({ ...event, schemaVersion: 1, revision: 0, recordedAt: '2024-01-01T00:00:00.000Z' }));
    const expected = events.map(({ stream }) => {
      const revision = last.get(stream) ?? -1;
      last.set(stream, revision + 1);
      return revision === -1 ? 'no-stream' : revision;
    });
    const floor = () => {
      const start = now();
      for (let i = 0; i < events.length; i += 1) copies[keeps ? from + i : 0] = deepFreeze(JSON.parse(JSON.stringify(whole[i])));
      time.floor += now() - start;
    };
    const append = async () => {
      const start = now();
      for (let i = 0; i < events.length; i += 1) {
        const encoded = es.encodeEvent(catalogue, null, events[i]);
        if (encoded._tag === 'Left') throw new Error(JSON.stringify(encoded.left));
        const done = await store.append({ stream: events[i].stream, expected: expected[i], events: [encoded.right] })();
        if (done._tag === 'Left') throw new Error(JSON.stringify(done.left));
      }
      time.append += now() - start;
    };
    if ((from / chunk) % 2 === 0) {
      floor();
      await append();
    } else {
      await append();
      floor();
    }
  }
  if (!Object.isFrozen(copies[0])) throw new Error('the floor has done nothing');
  return time;
};

const measure = async (name, size, rounds, streamFor, keeps = false) => {
  const times = [];
  for (let round = -3; round < rounds; round += 1) {
    const time = await oneRound(round < 0 ? Math.min(size, 3 * chunk) : size, streamFor, keeps);
    if (round >= 0) times.push(time);
  }
  const perEvent = (side) => (median(times.map((time) => time[side])) / size) * 1000;
  return against({ bench: 'append', name, size, measured: perEvent('append'), floor: perEvent('floor'), unit: 'µs/event', target: 1.3 });
};

/** @param options `sizes`, `rounds` (fewer are taken at a million) */
export const run = async ({ sizes = [10_000, 100_000, 1_000_000], rounds = 5 } = {}) => {
  const rows = [];
  for (const size of sizes) rows.push(await measure('in memory, streams of 50', size, size >= 1_000_000 ? Math.min(rounds, 3) : rounds, (n) => streamAt(n, 50)));
  if (sizes.length > 1) rows.push(slopeRow('append', 'in memory, streams of 50', rows.map(({ size, measured }) => ({ size, time: measured * size }))));
  const one = Math.min(100_000, Math.max(...sizes));
  const single = [];
  for (const size of [one / 10, one]) single.push(await measure('in memory, one stream', size, rounds, () => streamOf(0)));
  single.push(slopeRow('append', 'in memory, one stream', single.map(({ size, measured }) => ({ size, time: measured * size }))));
  const keeping = await measure('in memory, streams of 50, floor keeps its copies', one, rounds, (n) => streamAt(n, 50), true);
  return [...rows, ...single, keeping];
};

await whenAlone(import.meta, run);
