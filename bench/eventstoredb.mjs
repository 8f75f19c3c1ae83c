// The EventStoreDB store against the bare client, in one run, both talking to doubles in processes of their own:
//   append      the client alone: an append at an exact revision, answered with the last revision and place
//   and read    the client alone, with what the port's answer holds beside: places and stamps of all events, read back
//   read        a stream, and all streams, per event
// Appends twice: against a double that answers at once, which shows what the work costs, and against one that takes 2 ms to commit,
// about as a real server does. Then the memory of a follower of many events, which must not grow.
//
// Run: node --expose-gc bench/eventstoredb.mjs [--sizes 1000000] [--rounds 101] [--only-follow | --no-follow] [--cpu]. Needs a build.
import { fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { grantEvent, median, timed, whenAlone } from './lib.mjs';

const require = createRequire(new URL('../packages/event-store-eventstoredb/package.json', import.meta.url));

const events = (stream, count) => Array.from({ length: count }, (_, n) => grantEvent(stream, n));
const streamName = () => `grant-${randomUUID()}`;

const answered = async (task) => {
  const answer = await task();
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left));
  return answer.right;
};

/** A double in a process of its own; `delayMs` is how long it takes to commit an append. */
export const server = async (delayMs) => {
  const child = fork(fileURLToPath(import.meta.url), ['--double', String(delayMs)], { execArgv: ['--max-old-space-size=8192'] });
  const url = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', reject);
  });
  return { url, stop: () => child.kill() };
};

const drain = async (stream) =>
  await new Promise((resolve, reject) => {
    let count = 0;
    stream.on('data', () => (count += 1));
    stream.on('error', reject);
    stream.on('end', () => resolve(count));
  });

/** The value below which a quarter of them lies: what others do on the machine only ever adds to a time. */
const lowerQuartile = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 2];

/** Both in turn, in rounds; of their times the lower quartiles. Each is given prepared, and the work alone is timed. */
const ratioOf = async (rounds, floor, own) => {
  const times = { own: [], floor: [] };
  // Not swept between: a whole sweep makes the engine forget what it has compiled. Twice as many rounds before it has compiled all.
  for (let round = -2 * rounds; round < rounds; round += 1) {
    const works = [['floor', floor()], ['own', own()]];
    if (round % 2 === 0) works.reverse();
    for (const [name, work] of works) {
      const time = await timed(work);
      if (round >= 0) times[name].push(time);
    }
  }
  const [measured, least] = [lowerQuartile(times.own), lowerQuartile(times.floor)];
  return { measured, floor: least, ratio: measured / least };
};

const rowOf = (name, size, { measured, floor, ratio }, per, unit, target) => ({
  bench: 'eventstoredb', name, size, measured: (1000 * measured) / per, floor: (1000 * floor) / per, unit, ratio, target, met: target === null ? null : ratio <= target,
});

/** Two servers for appends: the store is pushed what its server is given, and would pay for what the bare client writes. */
const appends = async (serverName, url, bareUrl, sizes) => {
  const { EventStoreDBClient, jsonEvent } = require('@eventstore/db-client');
  const { openEventStoreDb } = require('./dist/index.js');
  const client = EventStoreDBClient.connectionString(bareUrl);
  const store = openEventStoreDb({ connection: url }).right;
  const rows = [];
  for (const { count, times, rounds } of sizes) {
    const blocks = (one) => {
      const stream = streamName();
      let at = 0;
      return () => {
        const ready = Array.from({ length: times }, () => one.made(events(stream, count)));
        return async () => {
          for (const given of ready) {
            await one.append(stream, at, given);
            at += count;
          }
        };
      };
    };
    // The client alone is given values, as an application has them.
    const bare = (readBack) =>
      blocks({
        made: (given) => given.map(({ id, head, tail }) => jsonEvent({ id, type: 'GrantReceived', data: JSON.parse(head.slice(0, -1) + tail), metadata: { frist: 1, call: 'bench' } })),
        append: async (stream, at, given) => {
          await client.appendToStream(stream, given, { expectedRevision: at === 0 ? 'no_stream' : BigInt(at - 1) });
          if (readBack) await drain(client.readStream(stream, { fromRevision: BigInt(at), maxCount: count }));
        },
      });
    const own = () => blocks({ made: (given) => given, append: async (stream, at, given) => void (await answered(store.append({ stream, expected: at === 0 ? 'no-stream' : at - 1, events: given }))) });
    const name = `${serverName}: append of ${count}`;
    rows.push(rowOf(`${name}, to the bare append`, times, await ratioOf(rounds, bare(false), own()), times, 'µs/append', 1.15));
    rows.push(rowOf(`${name}, to the bare append and its reading back`, times, await ratioOf(rounds, bare(true), own()), times, 'µs/append', null));
  }
  await answered(store.close());
  await client.dispose();
  return rows;
};

const reads = async (url, rounds) => {
  const { EventStoreDBClient } = require('@eventstore/db-client');
  const { openEventStoreDb } = require('./dist/index.js');
  const store = openEventStoreDb({ connection: url }).right;
  const stream = streamName();
  const length = 5_000;
  for (let i = 0; i < length; i += 100) await answered(store.append({ stream, expected: i === 0 ? 'no-stream' : i - 1, events: events(stream, 100) }));
  const client = EventStoreDBClient.connectionString(url);
  const perStream = await ratioOf(
    rounds,
    () => async () => await drain(client.readStream(stream, { maxCount: length })),
    () => async () => await answered(store.readStream(stream, { direction: 'forwards', limit: length })),
  );
  const perAll = await ratioOf(
    rounds,
    () => async () => await drain(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: length })),
    () => async () => await answered(store.readAll({ direction: 'backwards', limit: length })),
  );
  await answered(store.close());
  await client.dispose();
  return [rowOf('reading a stream, per event', length, perStream, length, 'µs/event', 1.15), rowOf('reading all, per event', length, perAll, length, 'µs/event', 1.15)];
};

const program = fileURLToPath(new URL('../packages/event-store-eventstoredb/test/process/follower.cjs', import.meta.url));

/** A process of its own, and the lines of JSON that it tells. */
const telling = (args, flags = []) => {
  const child = spawn(process.execPath, [...flags, program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, lines: createInterface({ input: child.stdout }) };
};

/** The heap of a follower at each tenth of its way, against a double that makes its events when they are read: the last half against the first. */
const follow = async (total) => {
  const server_ = telling(['double', String(total)]);
  try {
    const [told] = await once(server_.lines, 'line');
    const heaps = [];
    let perEvent = 0;
    for await (const line of telling(['heap', JSON.parse(told).url, String(total)], ['--expose-gc']).lines) {
      const { seen, megabytes, microseconds } = JSON.parse(line);
      if (microseconds !== undefined) perEvent = microseconds;
      else {
        heaps.push(megabytes);
        process.stderr.write(`followed ${seen}: heap ${megabytes.toFixed(1)} MB\n`);
      }
    }
    const [early, late] = [median(heaps.slice(0, 5)), median(heaps.slice(5))];
    return [
      { bench: 'eventstoredb', name: 'heap of a follower, last half of the way against the first', size: total, measured: late, floor: early, unit: 'MB', ratio: late / early, target: 1.1, met: heaps.length === 10 && late / early <= 1.1 },
      { bench: 'eventstoredb', name: 'following, per event', size: total, measured: perEvent, unit: 'µs/event', target: null, met: null },
    ];
  } finally {
    server_.child.kill();
  }
};

/** A server that answers at once, which shows the work and nothing else, and one that commits as slowly as a real one. */
const commits = [['instant server', 0], ['server that takes 2 ms', 2]];

export const run = async ({ rounds = 101, sizes = [100_000, 1_000_000] } = {}) => {
  const rows = [];
  if (!process.argv.includes('--only-follow')) {
    for (const [name, delayMs] of commits) {
      const [one, two] = [await server(delayMs), await server(delayMs)];
      try {
        rows.push(...(await appends(name, one.url, two.url, [{ count: 1, times: 20, rounds }, { count: 100, times: 3, rounds }])));
        if (delayMs === 0) rows.push(...(await reads(one.url, Math.ceil(rounds / 3))));
      } finally {
        one.stop();
        two.stop();
      }
    }
  }
  for (const total of process.argv.includes('--no-follow') ? [] : sizes) rows.push(...(await follow(total)));
  return rows;
};

if (process.argv.includes('--double')) {
  const { startEventStoreDbDouble } = createRequire(import.meta.url)('../packages/testing/dist/index.js');
  const ms = Number(process.argv[process.argv.indexOf('--double') + 1]);
  const slow = ({ method }) => (method === 'Append' || method === 'BatchAppend' ? { kind: 'delay', ms } : null);
  const double = await startEventStoreDbDouble({ maxAppendBytes: 1e9, ...(ms > 0 ? { faults: slow } : {}) });
  process.send(double.url);
} else await whenAlone(import.meta, run);
