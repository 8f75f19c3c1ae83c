/**
 * Copying a register from file to file, every text compared, both logs kept: against appending the same events to such a file,
 * five hundred a transaction. An append of its own per command, three events each, as a register is made.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { against, interleaved, slopeRow, timed, whenAlone } from './lib.mjs';

const from = (name) => createRequire(new URL(`../packages/${name}/package.json`, import.meta.url))('./dist/index.js');
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

export async function run({ sizes = [10_000, 100_000], rounds = 5 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'frist-bench-'));
  const rows = [];
  const points = [];
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
      await source.close()();
    }
    if (points.length > 1) rows.push(slopeRow('copy', 'file to file', points));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await whenAlone(import.meta, run);
