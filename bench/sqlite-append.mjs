// Durable appends to the SQLite store against bare prepared inserts of the same texts with the same durability, in the
// same run: one event per transaction, and a hundred. Two floors, so that nothing is hidden:
//   keyed   what any event store needs at least: stream, revision, text, and a unique index over (stream, revision)
//   bare    a rowid table with the text alone: no store can be built on it
// The store's own work on top: looking up the stream, finding repeated ids, stamping time, keeping ids findable.
//
// Run: node bench/sqlite-append.mjs [sizes…], e.g. 10000 100000 1000000. Needs a build.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { against, grantEvent, median, whenAlone } from './lib.mjs';

const require = createRequire(new URL('../packages/event-store-sqlite/package.json', import.meta.url));
const Libsql = require('libsql');
const { openSqliteEventStore } = require('./dist/index.js');
const { composeStoredText } = require('@frist/event-sourcing');

const clock = () => new Date().toISOString();

const settings = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000;';

const floor = (file, columns, index) => {
  const db = new Libsql(file);
  db.exec(`${settings} CREATE TABLE event (position INTEGER PRIMARY KEY, ${columns.join()}); ${index}`);
  const insert = db.prepare(`INSERT INTO event (${columns.map((column) => column.split(' ')[0]).join()}) VALUES (${columns.map(() => '?').join()})`);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const all = columns.length === 3;
  return {
    append: async (stream, events) => {
      const recordedAt = clock();
      begin.run([]);
      for (let i = 0; i < events.length; i += 1) {
        const text = composeStoredText(events[i], recordedAt, i);
        insert.run(all ? [stream, i, text] : [text]);
      }
      commit.run([]);
    },
    close: async () => db.close(),
  };
};

const store = async (file) => {
  const opened = await openSqliteEventStore({ file, clock })();
  if (opened._tag === 'Left') throw new Error(JSON.stringify(opened.left));
  return {
    append: async (stream, events) => {
      const done = await opened.right.append({ stream, expected: 'no-stream', events })();
      if (done._tag === 'Left') throw new Error(JSON.stringify(done.left));
    },
    close: async () => void (await opened.right.close()()),
  };
};


/** Appends `count` transactions of `size` events to new streams; nanoseconds. The events are made beforehand. */
const measure = async (target, count, size) => {
  const work = Array.from({ length: count }, () => {
    const stream = `stateGrant-${randomUUID()}`;
    return [stream, Array.from({ length: size }, (_, n) => grantEvent(stream, n))];
  });
  const start = process.hrtime.bigint();
  for (const [stream, events] of work) await target.append(stream, events);
  return Number(process.hrtime.bigint() - start);
};

export async function run({ sizes = [10_000, 100_000], rounds = 61 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'frist-bench-'));
  const rows = [];
  try {
    for (const size of sizes) {
      const targets = {
        store: await store(join(folder, `store-${size}.db`)),
        keyed: floor(join(folder, `keyed-${size}.db`), ['stream TEXT', 'revision INTEGER', 'text TEXT'], 'CREATE UNIQUE INDEX by_stream ON event (stream, revision);'),
        bare: floor(join(folder, `bare-${size}.db`), ['text TEXT'], ''),
      };
      for (const target of Object.values(targets)) await measure(target, size / 100, 100);
      for (const perTransaction of [1, 100]) {
        const times = { store: [], keyed: [], bare: [] };
        const count = perTransaction === 1 ? 40 : 8;
        // In short turns, and in turned order, so that the noise of the machine falls on all alike.
        for (let round = 0; round < rounds; round += 1) {
          const names = Object.keys(targets);
          for (let i = 0; i < names.length; i += 1) {
            const name = names[(i + round) % names.length];
            times[name].push(await measure(targets[name], count, perTransaction));
          }
        }
        // 0.8 of the floor's throughput is 1.25 of its time. The bare table has no index, so no store could be built on it.
        const perEvent = (name) => median(times[name]) / perTransaction / 1000;
        const row = { bench: 'sqlite-append', size, measured: perEvent('store'), unit: 'µs/event' };
        rows.push(against({ ...row, name: `durable, ${perTransaction} a transaction, to a bare insert with its key`, floor: perEvent('keyed'), target: 1.25 }));
        rows.push(against({ ...row, name: `durable, ${perTransaction} a transaction, to a bare insert without any index`, floor: perEvent('bare') }));
      }
      for (const target of Object.values(targets)) await target.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

await whenAlone(import.meta, run);
