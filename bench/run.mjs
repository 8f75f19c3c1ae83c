/**
 * Runs every bench in this folder, each in a process of its own, and keeps what was measured in results.json and RESULTS.md.
 *
 *   npm run bench                      all of them
 *   npm run bench -- --only append     some of them; what is kept of the others stays
 *   npm run bench -- --quick           up to 10^5, three rounds; nothing is kept
 */
import { fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { optionsFrom, table } from './lib.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
const args = process.argv.slice(2);
const valueOf = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const quick = args.includes('--quick');
const options = { ...(quick ? { sizes: [10_000, 100_000], rounds: 3 } : {}), ...optionsFrom(args) };

const name = valueOf('--one');
if (name !== undefined) {
  const { run } = await import(`./${name}.mjs`);
  process.send({ rows: typeof run === 'function' ? await run(options) : null });
  process.disconnect();
} else {
  const only = valueOf('--only')?.split(',');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs' && file !== 'lib.mjs')
    .map((file) => file.slice(0, -'.mjs'.length))
    .filter((bench) => only === undefined || only.includes(bench));
  const measured = [];
  const failed = [];
  for (const bench of names) {
    const rows = await inItsOwnProcess(bench);
    if (rows === undefined) failed.push(bench);
    else if (rows !== null) measured.push(...rows.map((row) => ({ ...row, file: bench })));
  }
  console.log(table(measured));
  if (!quick) keep(measured);
  const missed = measured.filter((row) => row.met === false);
  console.log(`\n${measured.filter((row) => row.met === true).length} met, ${missed.length} missed${failed.length > 0 ? `; failed: ${failed.join(', ')}` : ''}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

/** The rows, null for a file that is no bench, undefined when it failed. */
function inItsOwnProcess(bench) {
  return new Promise((resolve) => {
    let rows;
    const child = fork(join(folder, 'run.mjs'), ['--one', bench, ...args], { cwd: join(folder, '..') });
    child.on('message', (message) => (rows = message.rows));
    child.on('exit', (code) => resolve(code === 0 ? rows : undefined));
  });
}

/** Rows of benches that were not run now stay as they were. */
function keep(rows) {
  const path = join(folder, 'results.json');
  const before = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).rows : [];
  const now = new Set(rows.map(({ file }) => file));
  const day = new Date().toISOString().slice(0, 10);
  const dated = rows.map((row) => ({ ...row, node: process.version, measuredOn: day }));
  const all = [...before.filter(({ file }) => !now.has(file)), ...dated].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  writeFileSync(path, `${JSON.stringify({ schema: 'frist.bench/1', rows: all }, null, 2)}\n`);
  const versions = [...new Set(all.map(({ node, measuredOn }) => `Node ${node.slice(1)} on ${measuredOn}`))].join('; ');
  writeFileSync(
    join(folder, 'RESULTS.md'),
    `# What was measured\n\nBy \`npm run bench\`: medians, ratios within one run. ${versions}. Read the ratios: the times are those of one machine.\nA ratio is measured over floor; on a row of slope it is the exponent of growth, where 1 is linear.\n\n${table(all)}\n`,
  );
}
