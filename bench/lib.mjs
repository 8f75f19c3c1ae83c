/**
 * Helpers of all benches. A bench exports `async function run(options)` and returns rows:
 * `{ bench, name, size, measured, floor, unit, ratio, target, met }`. What cannot be compared leaves `floor` and `ratio` out;
 * `target` is the highest ratio (or, on a row of slope, the highest slope) allowed, or null where none is set.
 */
import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/**
 * Milliseconds on the wall, or with `--cpu` those that this process has worked: to compare on a machine that others use.
 */
const byProcessor = process.argv.includes('--cpu');
export const now = () => {
  if (!byProcessor) return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds that `work` takes; `work` may be asynchronous. */
export const timed = async (work) => {
  const start = now();
  await work();
  return now() - start;
};

/** With `--expose-gc`, every measurement starts from a swept heap. */
export const sweep = () => globalThis.gc?.();

/**
 * Measures several works against each other in interleaved rounds, so that a busy moment of the machine hits all.
 * Each work returns milliseconds, or nothing and is timed. One round before counts for nothing.
 *
 * @returns the median of each, by name
 */
export const interleaved = async (rounds, works, warmUp = 1) => {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      sweep();
      let told;
      const outside = await timed(async () => (told = await work()));
      if (round >= 0) times[name].push(told ?? outside);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
};

/** The exponent b of time = a × size^b, by least squares over the logarithms: 1 is linear. */
export const slope = (points) => {
  const logs = points.map(({ size, time }) => [Math.log(size), Math.log(time)]);
  const mean = (i) => logs.reduce((sum, pair) => sum + pair[i], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
};

/** A row with a floor. */
export const against = ({ measured, floor, target = null, ...row }) => {
  const ratio = measured / floor;
  return { ...row, measured, floor, ratio, target, met: target === null ? null : ratio <= target };
};

/** A row that tells how time grows with size. */
export const slopeRow = (bench, name, points, target = 1.1) => {
  const found = slope(points);
  return { bench, name: `${name}: slope`, size: points.map(({ size }) => sizeText(size)).join(' '), measured: found, unit: '', ratio: found, target, met: found <= target };
};

const sizeText = (size) => (Number.isInteger(size) && size >= 1000 && Number.isInteger(Math.log10(size)) ? `10^${Math.log10(size)}` : String(size));
const short = (value) => (value === undefined || value === null ? '' : typeof value !== 'number' ? String(value) : value >= 100 ? value.toFixed(0) : value.toPrecision(3));

const columns = [
  ['bench', (row) => row.bench],
  ['name', (row) => row.name],
  ['size', (row) => (typeof row.size === 'number' ? sizeText(row.size) : row.size)],
  ['measured', (row) => `${short(row.measured)} ${row.unit ?? ''}`.trim()],
  ['floor', (row) => (row.floor === undefined ? '' : `${short(row.floor)} ${row.unit ?? ''}`.trim())],
  ['ratio', (row) => short(row.ratio)],
  ['target', (row) => (row.target === null || row.target === undefined ? '' : `≤ ${row.target}`)],
  ['met', (row) => (row.met === null || row.met === undefined ? '' : row.met ? 'yes' : 'NO')],
];

/** The rows as a table in Markdown. */
export const table = (rows) => {
  const cells = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, text]) => text(row)))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i].length)));
  const line = (texts) => `| ${texts.map((text, i) => text.padEnd(widths[i])).join(' | ')} |`;
  return [line(cells[0]), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.slice(1).map(line)].join('\n');
};

/** Runs a bench when its file is the program: `node bench/append.mjs --sizes 10000,100000 --rounds 5`. */
export const whenAlone = async (meta, run) => {
  if (process.argv[1] === undefined || meta.url !== pathToFileURL(process.argv[1]).href) return;
  console.log(table(await run(optionsFrom(process.argv.slice(2)))));
};

/** `--sizes` and `--rounds`; each bench has its own defaults. */
export const optionsFrom = (args) => {
  const valueOf = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const [sizes, rounds] = [valueOf('--sizes'), valueOf('--rounds')];
  return { ...(sizes === undefined ? {} : { sizes: sizes.split(',').map(Number) }), ...(rounds === undefined ? {} : { rounds: Number(rounds) }) };
};

/** The n-th event of a grant, ready to be stored: about 650 bytes. */
export const grantEvent = (stream, n) => {
  const id = randomUUID();
  return {
    id,
    head:
      `{"actor":{"ref":"handlaggare-17","role":"handläggare"},"board":"botkyrka/socialnamnden","commandDigest":"${'d'.repeat(43)}","commandId":"import/0001/${n}",` +
      `"correlationId":"import/0001","data":{"amount":${120_000 + n},"part":"A","purpose":"Uppdrag psykisk hälsa","recipient":"Socialstyrelsen","tranche":"2020-1"},` +
      `"id":"${id}","occurredOn":"2020-01-31",`,
    tail: `,"schemaVersion":1,"source":{"date":"2020-01-31","document":"Statsbidrag 2020, beslut","locator":"s. 3"},"stream":"${stream}","type":"GrantReceived"}`,
  };
};
