/**
 * The whole process: `frist check` on a file with events and a checkpoint, against `frist --version`.
 * Target: at most 1.5 × the start-up time of `frist --version` plus 100 ms. The floor of the row is that sum, so its
 * ratio must not exceed 1.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { against, interleaved, whenAlone } from './lib.mjs';

const command = join(import.meta.dirname, '..', 'packages', 'cli', 'bin', 'frist.js');

const frist = (folder, args, accepted) => {
  const done = spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, LANG: 'C' } });
  if (!accepted.includes(done.status)) throw new Error(`frist ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return done.stdout;
};

/** Six commands, nine events each; of a hundred grants one is not accounted for. */
const grant = (i) => {
  const stream = `grant-00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
  const basis = { kind: 'agency', reference: 'anvisningar', confidence: 'S' };
  const steps = [
    ['registerGrant', '2019-01-02', { name: `Bidrag ${i}`, year: 2019, funder: 'Socialstyrelsen', diaryNumbers: [`SN/2019:${i}`] }],
    ['appointResponsible', '2019-01-02', { role: 'enhetschef' }],
    ['requireReport', '2019-01-03', { report: 'account', due: { basis, day: '2020-01-31' }, recipient: 'Socialstyrelsen' }],
    ['submitClaim', '2019-02-01', { amount: 1_000_000 }],
    ['recordReceipt', '2019-03-01', { amount: 1_000_000 }],
    ...(i % 100 === 0 ? [] : [['submitReport', '2020-01-15', { report: 'account', evidence: 'inlämnad' }]]),
  ];
  return steps.map(([name, on, data], k) => JSON.stringify({ id: `${i}-${k}`, board: 'bench/namnd', stream, command: name, on, actor: { role: 'registrar', ref: 'bench' }, data }));
};

const measure = async (size, rounds) => {
  const folder = mkdtempSync(join(tmpdir(), 'frist-bench-'));
  try {
    const lines = [];
    for (let i = 1; i <= Math.ceil(size / 9); i += 1) lines.push(...grant(i));
    writeFileSync(join(folder, 'journal.jsonl'), lines.join('\n'));
    frist(folder, ['import', 'journal.jsonl'], [0]);
    const check = () => void frist(folder, ['check', '--as-of', '2026-01-31'], [1]);
    // The first check folds everything and leaves its checkpoint.
    check();
    const times = await interleaved(rounds, { version: () => void frist(folder, ['--version'], [0]), check });
    return { version: times.version, check: times.check };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const examples = join(import.meta.dirname, '..', 'examples', 'botkyrka');

/** A small register in which every domain has something to tell: of today from what is kept, and of an earlier day by a replay, which loads them all (decision 1110). */
const measureAllDomains = async (rounds) => {
  const folder = mkdtempSync(join(tmpdir(), 'frist-bench-'));
  const keys = ['--keys-file', 'keys', '--wrapping-key', 'wrapping-key'];
  try {
    frist(folder, ['keys', 'init', ...keys], [0]);
    frist(folder, ['import', ...readdirSync(examples).filter((file) => file.endsWith('.jsonl')).map((file) => join(examples, file)), ...keys], [0]);
    const check = () => void frist(folder, ['check'], [1]);
    check();
    return await interleaved(rounds, { version: () => void frist(folder, ['--version'], [0]), check, earlier: () => void frist(folder, ['check', '--as-of', '2020-12-31'], [1]) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Rows for each size of the file, in events. */
export async function run({ sizes = [1e5], rounds = 15 } = {}) {
  const rows = [];
  for (const size of sizes) {
    const { version, check } = await measure(size, rounds);
    rows.push({ bench: 'cli-check', name: 'frist --version', size, measured: version, unit: 'ms', target: null, met: null });
    rows.push(against({ bench: 'cli-check', name: 'frist check, checkpoint present / 1.5 × --version + 100 ms', size, measured: check, floor: 1.5 * version + 100, unit: 'ms', target: 1 }));
  }
  const { version, check, earlier } = await measureAllDomains(rounds);
  rows.push(against({ bench: 'cli-check', name: 'frist check, all five domains have something to tell', size: 264, measured: check, floor: 1.5 * version + 100, unit: 'ms', target: 1 }));
  rows.push({ bench: 'cli-check', name: 'the same as of an earlier day: a replay of all five', size: 264, measured: earlier, unit: 'ms', target: null, met: null });
  return rows;
}

await whenAlone(import.meta, run);
