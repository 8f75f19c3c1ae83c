/**
 * Copying a register, every text compared, both logs kept; it was made by an append of its own per command, three events each.
 *   file to file      against appending the same events to such a file, five hundred a transaction
 *   file to cluster   against the bare client, which appends the same events in the same appends, one after the other, as the copy must: a
 *                     server has no transaction over several streams, and the order must be kept. Both to doubles in processes of their own that answer at once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { server } from './eventstoredb.mjs';
import { against, interleaved, slopeRow, timed, whenAlone } from './lib.mjs';

const requiring = (name) => createRequire(new URL(`../packages/${name}/package.json`, import.meta.url));
const from = (name) => requiring(name)('./dist/index.js');
const { copyRegister, openStore } = from('frist');
const { encodedEvent } = from('testing');

const right = (either) => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};

const perStream = 30;
const requestsOf = (size) =>
  Array.from({ length: Math.ceil(size / 3) }, (_, i) => {
    // Ten streams take turns.
    const stream = `stateGrant-00000000-0000-4000-8000-${String(Math.floor(i / perStream) * 10 + (i % 10)).padStart(12, '0')}`;
    return { stream, expected: 'any', events: Array.from({ length: 3 }, () => encodedEvent({ stream, data: { purpose: 'Uppdrag psykisk hälsa', text: 'x'.repeat(300) } })) };
  });

/** What the bare client is given: values, as an application has them. */
const clientRequests = (requests) => {
  const { jsonEvent } = requiring('event-store-eventstoredb')('@eventstore/db-client');
  const lengths = new Map();
  return requests.map(({ stream, events }) => {
    const at = lengths.get(stream) ?? 0;
    lengths.set(stream, at + events.length);
    const values = events.map(({ id, head, tail }) => jsonEvent({ id, type: 'GrantAwarded', data: JSON.parse(head.slice(0, -1) + tail), metadata: { frist: 1, call: 'bench' } }));
    return [stream, values, { expectedRevision: at === 0 ? 'no_stream' : BigInt(at - 1) }];
  });
};

/** Milliseconds of work with a server that holds nothing yet. */
const withServer = async (work) => {
  const { url, stop } = await server(0);
  try {
    return await work(url);
  } finally {
    stop();
  }
};

/** Milliseconds of the copy, of the bare appends, and of a copy that finds everything there. */
const toCluster = async (turns, source, requests) => {
  const { EventStoreDBClient } = requiring('event-store-eventstoredb')('@eventstore/db-client');
  let again = 0;
  const measured = async (url) => {
    const to = right(await openStore(url)());
    const time = await timed(async () => right(await copyRegister({ from: source, to })()));
    again = await timed(async () => right(await copyRegister({ from: source, to })()));
    await to.close()();
    return time;
  };
  const floor = async (url) => {
    const client = EventStoreDBClient.connectionString(url);
    const given = clientRequests(requests);
    const time = await timed(async () => {
      for (const one of given) await client.appendToStream(...one);
    });
    await client.dispose();
    return time;
  };
  const times = await interleaved(turns, { measured: () => withServer(measured), floor: () => withServer(floor) });
  return { ...times, again };
};

export async function run({ sizes = [10_000, 100_000], rounds = 5 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'frist-bench-'));
  const rows = [];
  const [points, clusterPoints] = [[], []];
  let files = 0;
  const open = async (name = `${(files += 1)}.db`) => right(await openStore(`sqlite:${join(folder, name)}`)());
  try {
    for (const size of sizes) {
      const requests = requestsOf(size);
      const fill = async (store) => {
        for (let i = 0; i < requests.length; i += 167) right(await store.appendAtomically(requests.slice(i, i + 167))());
      };
      const source = await open();
      await fill(source);
      const into = async (work) => {
        const target = await open();
        const time = await timed(() => work(target));
        await target.close()();
        return time;
      };
      const turns = size > 10_000 ? Math.min(3, rounds) : rounds;
      const { measured, floor, again } = await interleaved(turns, {
        measured: () => into(async (to) => right(await copyRegister({ from: source, to })())),
        floor: () => into(fill),
        again: async () => timed(async () => right(await copyRegister({ from: source, to: source })())),
      });
      const row = { bench: 'copy', size, unit: 'µs/event' };
      const each = (time) => (time * 1_000) / size;
      rows.push(against({ ...row, name: 'file to file, compared, to appending the same 500 a transaction', measured: each(measured), floor: each(floor), target: 2 }));
      rows.push({ ...row, name: 'a copy that has nothing left to do', measured: each(again), target: null, met: null });
      points.push({ size, time: measured });

      const cluster = await toCluster(turns, source, requests);
      rows.push(against({ ...row, name: "file to cluster, compared, to the bare client's appends of the same", measured: each(cluster.measured), floor: each(cluster.floor) }));
      rows.push({ ...row, name: 'a copy to a cluster that has nothing left to do', measured: each(cluster.again), target: null, met: null });
      clusterPoints.push({ size, time: cluster.measured });
      await source.close()();
    }
    if (points.length > 1) rows.push(slopeRow('copy', 'file to file', points), slopeRow('copy', 'file to cluster', clusterPoints));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await whenAlone(import.meta, run);
