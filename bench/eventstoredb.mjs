// The EventStoreDB store against the bare client, in one run, both talking to the double in a process of its own:
//   append      the client alone: an append at an exact revision, answered with the last revision and place
//   and read    the client alone, with what the port's answer holds beside: places and stamps of all events, read back
//   read        a stream, and all streams, per event
// and the memory of a follower of many events, which must not grow.
//
// The double holds everything in memory, several gigabytes for some hundred thousand events: more than 10^5 only by argument.
//
// Run: node --expose-gc bench/eventstoredb.mjs [events to follow] [--only-follow]. Needs a build.
import { fork } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { interleaved, median, sweep } from './lib.mjs';

const require = createRequire(new URL('../packages/event-store-eventstoredb/package.json', import.meta.url));
const digest = createHash('sha256').update('command').digest('base64url');

const event = (stream, n) => {
  const id = randomUUID();
  return {
    id,
    head:
      `{"actor":{"ref":"handlaggare-17","role":"handläggare"},"board":"botkyrka/socialnamnden","commandDigest":"${digest}","commandId":"import/0001/${n}",` +
      `"correlationId":"import/0001","data":{"amount":${120_000 + n},"part":"A","purpose":"Uppdrag psykisk hälsa","recipient":"Socialstyrelsen","tranche":"2020-1"},` +
      `"id":"${id}","occurredOn":"2020-01-31",`,
    tail: `,"schemaVersion":1,"source":{"date":"2020-01-31","document":"Statsbidrag 2020, beslut","locator":"s. 3"},"stream":"${stream}","type":"GrantReceived"}`,
  };
};
const events = (stream, count) => Array.from({ length: count }, (_, n) => event(stream, n));
const streamName = () => `grant-${randomUUID()}`;

const answered = async (task) => {
  const answer = await task();
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left));
  return answer.right;
};

/** The double, in a process of its own. */
const server = async () => {
  const child = fork(fileURLToPath(import.meta.url), ['--double'], { execArgv: ['--max-old-space-size=8192'] });
  const url = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', reject);
  });
  return { url, stop: () => child.kill() };
};

const drain = async (stream) => {
  let count = 0;
  for await (const _ of stream) count += 1;
  return count;
};

/** Two servers for appends: the store is pushed what its server is given, and would pay for what the bare client writes. */
const compare = async (url, bareUrl, size, rounds) => {
  const { EventStoreDBClient, jsonEvent } = require('@eventstore/db-client');
  const { openEventStoreDb } = require('./dist/index.js');
  const client = EventStoreDBClient.connectionString(bareUrl);
  const store = openEventStoreDb({ connection: url }).right;
  const rows = [];
  const row = (name, size, measured, floor, unit, target) => rows.push({ bench: 'eventstoredb', name, size, measured, floor, unit, ratio: measured / floor, target, met: target === null ? null : measured / floor <= target });

  for (const [count, times] of [[1, size], [100, Math.max(5, size / 20)]]) {
    const bare = async (readBack) => {
      const stream = streamName();
      for (let i = 0; i < times; i += 1) {
        const made = events(stream, count).map(({ id, head, tail }) => {
          const data = JSON.parse(head.slice(0, -1) + tail);
          return jsonEvent({ id, type: data.type, data, metadata: { frist: 1, call: 'bench' } });
        });
        await client.appendToStream(stream, made, { expectedRevision: i === 0 ? 'no_stream' : BigInt(i * count - 1) });
        if (readBack) await drain(client.readStream(stream, { fromRevision: BigInt(i * count), maxCount: count }));
      }
    };
    const own = async () => {
      const stream = streamName();
      for (let i = 0; i < times; i += 1) await answered(store.append({ stream, expected: i === 0 ? 'no-stream' : i * count - 1, events: events(stream, count) }));
    };
    const times_ = await interleaved(rounds, { bare: async () => await bare(false), readBack: async () => await bare(true), own });
    const per = (name) => (1000 * times_[name]) / times;
    row(`append of ${count}, to the bare append`, times, per('own'), per('bare'), 'µs/append', 1.15);
    row(`append of ${count}, to the bare append and its reading back`, times, per('own'), per('readBack'), 'µs/append', null);
  }

  const stream = streamName();
  const length = 5_000;
  for (let i = 0; i < length; i += 100) await answered(store.append({ stream, expected: i === 0 ? 'no-stream' : i - 1, events: events(stream, 100) }));
  await client.dispose();
  const reader = EventStoreDBClient.connectionString(url);
  const read = await interleaved(rounds * 2, {
    bare: async () => void (await drain(reader.readStream(stream, { maxCount: length }))),
    own: async () => void (await answered(store.readStream(stream, { direction: 'forwards', limit: length }))),
    bareAll: async () => void (await drain(reader.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: length }))),
    ownAll: async () => void (await answered(store.readAll({ direction: 'backwards', limit: length }))),
  });
  row('reading a stream, per event', length, (1000 * read.own) / length, (1000 * read.bare) / length, 'µs/event', 1.15);
  row('reading all, per event', length, (1000 * read.ownAll) / length, (1000 * read.bareAll) / length, 'µs/event', 1.15);
  await answered(store.close());
  await reader.dispose();
  return rows;
};

/** The heap of a follower at tenths of its way: the last half against the first. */
const follow = async (url, total) => {
  const { openEventStoreDb } = require('./dist/index.js');
  const writer = openEventStoreDb({ connection: url }).right;
  const stream = streamName();
  let known = 0;
  for (let page = (await answered(writer.readAll({ direction: 'forwards', limit: 10_000 }))); ; page = await answered(writer.readAll({ direction: 'forwards', limit: 10_000, after: page.events.at(-1).position }))) {
    known += page.events.length;
    if (!page.more) break;
  }
  const { EventStoreDBClient, jsonEvent } = require('@eventstore/db-client');
  const client = EventStoreDBClient.connectionString(url);
  for (let i = known, at = 0; i < total; i += 500, at += 500) {
    const made = events(stream, 500).map(({ id, head, tail }) => jsonEvent({ id, type: 'GrantReceived', data: JSON.parse(head.slice(0, -1) + tail), metadata: { frist: 1, call: 'bench' } }));
    await client.appendToStream(stream, made, { expectedRevision: at === 0 ? 'no_stream' : BigInt(at - 1) });
  }
  await client.dispose();
  await answered(writer.close());
  const store = openEventStoreDb({ connection: url }).right;
  const heaps = [];
  let seen = 0;
  const start = performance.now();
  await new Promise((resolve, reject) => {
    const following = store.follow(async (page) => {
      const tenth = Math.floor((10 * seen) / total);
      seen += page.length;
      if (Math.floor((10 * seen) / total) > tenth) {
        sweep();
        heaps.push(process.memoryUsage().heapUsed / 1e6);
      }
      if (seen >= total) following.stop();
      return { _tag: 'Right', right: undefined };
    });
    following.ended.then((end) => (end._tag === 'Left' ? reject(new Error(JSON.stringify(end.left))) : resolve()), reject);
  });
  const perEvent = (1000 * (performance.now() - start)) / total;
  await answered(store.close());
  const [early, late] = [median(heaps.slice(0, 5)), median(heaps.slice(5))];
  return [
    { bench: 'eventstoredb', name: 'heap of a follower, last half of the way against the first', size: total, measured: late, floor: early, unit: 'MB', ratio: late / early, target: 1.1, met: late / early <= 1.1 },
    { bench: 'eventstoredb', name: 'following, per event', size: total, measured: perEvent, unit: 'µs/event', target: null, met: null },
  ];
};

export const run = async ({ rounds = 5, sizes = [100_000] } = {}) => {
  const [one, two] = [await server(), await server()];
  try {
    const compared = process.argv.includes('--only-follow') ? [] : await compare(one.url, two.url, 200, rounds);
    return [...compared, ...(await follow(one.url, Math.max(...sizes)))];
  } finally {
    one.stop();
    two.stop();
  }
};

if (process.argv.includes('--double')) {
  const { startEventStoreDbDouble } = createRequire(import.meta.url)('../packages/testing/dist/index.js');
  const double = await startEventStoreDbDouble({ maxAppendBytes: 1e9 });
  process.send(double.url);
} else if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const total = Number(process.argv[2] ?? 100_000);
  for (const { name, size, measured, floor, unit, ratio } of await run({ sizes: [total] })) console.log([name, size, `${measured.toFixed(1)} ${unit}`, floor?.toFixed(1) ?? '', ratio?.toFixed(2) ?? ''].join(' | '));
}
