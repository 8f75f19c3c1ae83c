/**
 * The transparency log: what it adds to a durable append to the SQLite store (one event, a hundred events), against the
 * same store without the hook in the same run; how long a proof takes and how large it is; verification per event.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { against, grantEvent, median, slopeRow, timed, whenAlone } from './lib.mjs';

const from = (name) => createRequire(new URL(`../packages/${name}/package.json`, import.meta.url))('./dist/index.js');
const { openSqliteEventStore } = from('event-store-sqlite');
const audit = from('audit');

const clock = () => new Date().toISOString();
const right = (either) => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};

const open = async (file, hooked) => right(await openSqliteEventStore({ file, clock, onAppend: hooked ? [audit.auditHook()] : [] })());

/** Appends to new streams; milliseconds. The events are made beforehand. */
const append = async (store, count, size) => {
  const work = Array.from({ length: count }, () => {
    const stream = `stateGrant-${randomUUID()}`;
    return { stream, expected: 'no-stream', events: Array.from({ length: size }, (_, n) => grantEvent(stream, n)) };
  });
  return await timed(async () => {
    for (const request of work) right(await store.append(request)());
  });
};

const overhead = async (folder, rounds) => {
  const rows = [];
  const stores = { measured: await open(join(folder, 'with.db'), true), floor: await open(join(folder, 'without.db'), false) };
  for (const store of Object.values(stores)) await append(store, 100, 100);
  for (const [size, turns, target] of [
    [1, rounds * 20, 1.15],
    [100, rounds * 5, 1.8],
  ]) {
    const times = { measured: [], floor: [] };
    for (let round = 0; round < turns; round += 1) {
      // One transaction each, in turned order, so that the noise of the machine falls on both alike.
      for (const name of round % 2 === 0 ? ['measured', 'floor'] : ['floor', 'measured']) times[name].push((await append(stores[name], 1, size)) / size);
    }
    rows.push(against({ bench: 'audit-log', name: `durable append, ${size} a transaction, per event`, size: 10_000, unit: 'ms', measured: median(times.measured), floor: median(times.floor), target }));
  }
  for (const store of Object.values(stores)) await store.close()();
  return rows;
};

const proofs = async (folder, size) => {
  const file = join(folder, `proofs-${size}.db`);
  const store = await open(file, true);
  await append(store, size / 1_000, 1_000);
  const cold = [];
  let longest = 0;
  for (let i = 0; i < 200; i += 1) {
    let proof;
    const index = (i * 7_919 + 13) % size;
    cold.push(
      await timed(async () => {
        const log = right(await audit.openLog(store, 'as kept')());
        proof = right(audit.proveInclusion(log, index));
      }),
    );
    longest = Math.max(longest, proof.reduce((sum, hash) => sum + hash.length, 0));
  }
  const verify = await timed(async () => {
    if (!right(await audit.verifyStore(store, { checkpoints: [], keys: [] })()).intact) throw new Error('not intact');
  });
  const index = await timed(async () => right(await audit.indexStreams(store, right(await audit.openLog(store)()))()));
  await store.close()();
  return { longest, proof: median(cold), worst: Math.max(...cold), verify, index };
};

export async function run({ sizes = [10_000, 100_000, 1_000_000], rounds = 41 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'frist-bench-'));
  const within = (name, size, measured, unit, most) => ({ bench: 'audit-log', name, size, measured, unit, target: null, met: most === null ? null : measured <= most });
  try {
    const rows = await overhead(folder, rounds);
    const points = [];
    for (const size of sizes) {
      const { longest, proof, worst, verify, index } = await proofs(folder, size);
      points.push({ size, time: verify });
      rows.push(
        within('inclusion proof, bytes (at most 1 024)', size, longest, 'B', 1_024),
        within('inclusion proof, log opened for it, median (at most 5)', size, proof, 'ms', 5),
        within('inclusion proof, slowest of 200', size, worst, 'ms', null),
        within('verification of the store, per event', size, (verify * 1_000) / size, 'µs', null),
        within('sorted list for a checkpoint, per event', size, (index * 1_000) / size, 'µs', null),
      );
    }
    if (points.length > 1) rows.push(slopeRow('audit-log', 'verification of the store', points));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await whenAlone(import.meta, run);
