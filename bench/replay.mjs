/**
 * Replay: stored events read, decoded, validated and folded into the rows of two projections, against JSON.parse alone
 * over the same texts. And catching up: its time must hang on what is new, not on what has been.
 */
import { against, median, slopeRow, sweep, timed, whenAlone } from './lib.mjs';
import { catalogue, es, makeClock, pendingEvent, streamAt } from './realistic-events.mjs';

const perStream = 50;

/** So many events are replayed before measuring begins, for the compiler to be done with them. */
const warm = 200_000;

/** One row per grant, one per obligation: small folds, as real ones are. */
const projections = [
  {
    name: 'grants', version: '1', types: new Set(['GrantRegistered', 'TrancheReceived', 'ActivityReported']),
    keyOf: (fact) => fact.stream,
    initial: () => ({ name: '', received: 0, activities: 0 }),
    evolve: (row, { type, data }) => {
      if (type === 'GrantRegistered') row.name = data.name;
      else if (type === 'TrancheReceived') row.received += data.amount._tag === 'known' ? data.amount.ore : 0;
      else row.activities += 1;
      return row;
    },
    bucketOf: (row) => row.name,
  },
  {
    name: 'obligations', version: '1', types: new Set(['ObligationArose', 'ObligationPerformed']),
    keyOf: (fact) => fact.data.obligation,
    initial: () => ({ due: '', performed: '' }),
    evolve: (row, { type, data }) => {
      if (type === 'ObligationArose') row.due = data.due.lastPermittedDay;
      else row.performed = data.on;
      return row;
    },
    bucketOf: (row) => row.due,
  },
];

const right = (either) => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};

const makeAppender = () => {
  const store = es.memoryEventStore({ clock: makeClock() });
  const last = new Map();
  let n = 0;
  return {
    store,
    append: async (count) => {
      for (const until = n + count; n < until; n += 1) {
        const event = pendingEvent(n, streamAt(n, perStream));
        const expected = last.get(event.stream) ?? -1;
        last.set(event.stream, expected + 1);
        right(await store.append({ stream: event.stream, expected: expected === -1 ? 'no-stream' : expected, events: [right(es.encodeEvent(catalogue, null, event))] })());
      }
    },
  };
};

const makeProjector = (store) => {
  const group = projections.map((projection) => ({ projection, table: es.memoryTable(projection) }));
  let coverage = es.nothingCovered;
  return async (limit) => {
    coverage = right(await es.catchUp({ store, catalogue }, group, coverage, {}, limit)());
    return coverage;
  };
};

const replayOf = async (size, rounds) => {
  const { store, append } = makeAppender();
  await append(size);
  const texts = [];
  for (let after; texts.length < size; ) {
    const page = right(await store.readAll({ direction: 'forwards', limit: 10_000, ...(after === undefined ? {} : { after }) })());
    for (const { text } of page.events) texts.push(text);
    after = page.events[page.events.length - 1].position;
  }
  const characters = texts.reduce((sum, text) => sum + text.length, 0) / size;
  const times = { replay: [], floor: [] };
  for (let round = -Math.ceil(warm / size); round < rounds; round += 1) {
    const time = await inTurns(texts, makeProjector(store));
    for (const [name, all] of Object.entries(times)) if (round >= 0) all.push(time[name]);
  }
  const perEvent = (name) => (median(times[name]) / size) * 1000;
  return against({ bench: 'replay', name: `decoded, validated, folded (${characters.toFixed(0)} characters each)`, size, measured: perEvent('replay'), floor: perEvent('floor'), unit: 'µs/event', target: 2 });
};

/** One whole replay and one whole floor, some thousand events of each at a time, so that what else the machine does hits both. */
const inTurns = async (texts, project) => {
  const chunk = 10_000;
  const time = { replay: 0, floor: 0 };
  sweep();
  let coverage;
  for (let from = 0; from < texts.length; from += chunk) {
    const works = {
      floor: () => {
        let seen = 0;
        for (let i = from; i < Math.min(from + chunk, texts.length); i += 1) seen += JSON.parse(texts[i]).revision;
        if (seen < 0) throw new Error('never');
      },
      replay: async () => (coverage = await project(chunk)),
    };
    const order = (from / chunk) % 2 === 0 ? ['floor', 'replay'] : ['replay', 'floor'];
    for (const name of order) time[name] += await timed(works[name]);
  }
  if (coverage.events !== texts.length) throw new Error(`${coverage.events} of ${texts.length}`);
  return time;
};

/** Medians over many small catch-ups; each adds its events to the history, which thereby grows by a few per cent at most. */
const catchUps = async (rounds) => {
  const histories = [];
  for (const history of [10_000, 100_000]) {
    const { store, append } = makeAppender();
    await append(history);
    const project = makeProjector(store);
    await project();
    histories.push({ append, project, times: new Map() });
  }
  const news = [1, 10, 100, 1000];
  for (const k of news) {
    for (let round = -2; round < rounds * 5; round += 1) {
      for (const { append, project, times } of histories) {
        await append(k);
        const time = await timed(project);
        if (round >= 0) times.set(k, [...(times.get(k) ?? []), time]);
      }
    }
  }
  const [small, large] = histories;
  return news.map((k) =>
    against({ bench: 'replay', name: `catch-up after ${k} new, history 10^5 against 10^4`, size: k, measured: median(large.times.get(k)), floor: median(small.times.get(k)), unit: 'ms', target: 1.5 }),
  );
};

/** @param options `sizes`, `rounds` (fewer are taken at a million) */
export const run = async ({ sizes = [10_000, 100_000, 1_000_000], rounds = 5 } = {}) => {
  const rows = [];
  for (const size of sizes) {
    rows.push(await replayOf(size, size >= 1_000_000 ? Math.min(rounds, 3) : rounds));
    sweep();
  }
  if (sizes.length > 1) rows.push(slopeRow('replay', 'decoded, validated, folded', rows.map(({ size, measured }) => ({ size, time: measured * size }))));
  return [...rows, ...(await catchUps(rounds))];
};

await whenAlone(import.meta, run);
