/**
 * The check at the head of a big ledger, in process: a thousand findings among 10⁴ … 10⁶ obligations.
 *   closed  all but a thousand are met or ended, the thousand are overdue or due soon;
 *   far     all are open and a thousand are near, the rest due years ahead, and only what is near is asked for.
 * Rows are made and filed as a replay makes and files them; filing is outside the measured time. A recurring duty in a
 * hundred and a waiver in a hundred stand among the closed ones. The target is 10 ms, and that size does not matter:
 * the floor of a check is the same check over nothing but its own thousand findings.
 */
import { createRequire } from 'node:module';

import { against, median, slopeRow, sweep, whenAlone } from './lib.mjs';

const require = createRequire(import.meta.url);
const { check, dueOn, evolveObligation, ledger, noObligation } = require('../packages/obligations/dist/index.js');
const { addDays, unsafeCivilDate } = require('../packages/calendar/dist/index.js');
const { memoryTable } = require('../packages/event-sourcing/dist/index.js');

const board = 'bench/board';
const asOf = unsafeCivilDate('2024-06-15');
const listed = 1_000;
const limit = 10;

const right = (result) => {
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left));
  return result.right;
};
const shifted = (days) => right(addDays(asOf, days));
const dues = new Map();
const dueIn = (days) => {
  if (!dues.has(days)) dues.set(days, right(dueOn(shifted(days), 'agency')));
  return dues.get(days);
};
const idOf = (n) => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

const factAbout = (n, type, occurredOn, data) => ({
  id: idOf(n * 4),
  stream: `grant-${idOf(n)}`,
  type,
  board,
  occurredOn,
  position: n,
  revision: 0,
  data: { obligation: idOf(n), ...data },
});

const title = { sv: 'Redovisa', en: 'Report' };
const basis = { kind: 'agency', reference: 'bench', confidence: 'S' };
const incurred = (n, due, own = {}) =>
  factAbout(n, 'ObligationIncurred', shifted(-900), { kind: 'bench/report', title, debtor: 'SN', mode: 'achievement', basis, rule: { id: 'bench/report', version: 1 }, due, activation: { kind: 'at-once' }, concerns: [`SN 2024:${n}`], ...own });

const yearly = { rhythm: { kind: 'year' }, anchor: unsafeCivilDate('2021-01-01'), due: { kind: 'within-period', basis: 'agreement' } };
const yearDue = (year) => ({ kind: 'window', basis: 'agreement', opens: `${year}-01-01`, limit: right(dueOn(unsafeCivilDate(`${year}-12-31`), 'agreement')).limit });

/** An obligation that is over: performed on time, late, discharged, or recurring and ended. */
const closedFacts = (n) => {
  const due = dueIn(-800 + (n % 700));
  if (n % 100 === 0) return [incurred(n, due), factAbout(n, 'ObligationDischarged', shifted(-500), { power: 'the funder', reason: 'special' })];
  if (n % 100 === 1) {
    const met = ['2021', '2022'].map((year) => factAbout(n, 'PerformanceRecorded', unsafeCivilDate(`${year}-06-01`), { evidence: 'sent', instance: year, instanceDue: yearDue(year) }));
    return [incurred(n, due, { recurrence: yearly }), ...met, factAbout(n, 'ObligationDischarged', unsafeCivilDate('2023-01-10'), { power: 'law', reason: 'executed', fromInstance: '2023' })];
  }
  return [incurred(n, due), factAbout(n, 'PerformanceRecorded', shifted(-800 + (n % 700) + (n % 7) - 5), { evidence: 'sent' })];
};

const nearFacts = (n) => [incurred(n, dueIn((n % 60) - 30))];
const farFacts = (n) => [incurred(n, dueIn(40 + (n % 3_000)))];

const ledgerOf = (size, others) => {
  const table = memoryTable(ledger);
  const step = Math.max(1, Math.floor(size / listed));
  for (let n = 0; n < size; n += 1) {
    const near = n % step === 0 && n / step < listed;
    let row = noObligation(idOf(n));
    for (const fact of near ? nearFacts(n) : others(n)) row = evolveObligation(row, fact);
    table.put(row.id, { row, day: row.incurredOn, position: n, streams: [row.stream] });
  }
  table.rows.count({ from: '', to: '\x7f' });
  return table.rows;
};

const checkOf = (rows, onlyNear) => {
  const result = check({ boards: [board], ledger: rows, registers: [], windowTables: new Map() }, { asOf, onlyNear });
  if (result.findings.length !== listed) throw new Error(`${listed} findings expected, ${result.findings.length} found`);
  return result;
};

/** The heap is swept once, when the ledger stands, and left to finish that in the background. */
const settle = async () => {
  sweep();
  await new Promise((done) => {
    setTimeout(done, 1_500);
  });
};

/**
 * Milliseconds of one check, big ledger and floor in turns, the median of many. Not swept in between: a sweep of
 * millions of objects goes on in the background for longer than all the checks take, and would be what is measured.
 */
const inTurns = (rounds, works) => {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = -20; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const start = performance.now();
      work();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
};

/** @param options `sizes`, `rounds` (of twenty checks each) */
export const run = async ({ sizes = [10_000, 100_000, 1_000_000], rounds = 5 } = {}) => {
  const rows = [];
  const floor = ledgerOf(listed, nearFacts);
  for (const [name, others, onlyNear] of [['closed', closedFacts, false], ['far', farFacts, true]]) {
    const points = [];
    for (const size of sizes) {
      const big = ledgerOf(size, others);
      await settle();
      const times = inTurns(rounds * 20, { big: () => checkOf(big, onlyNear), floor: () => checkOf(floor, onlyNear) });
      const measured = { bench: 'ledger-check', name: `${name}: 1,000 findings`, size, measured: times.big, unit: 'ms' };
      rows.push({ ...against({ ...measured, floor: times.floor }), target: `${limit} ms`, met: times.big <= limit });
      points.push({ size, time: times.big });
    }
    // A thousand rows lie further apart in a bigger heap, which costs cache misses (counting alone stays below 0.1 ms); nothing else may grow.
    if (sizes.length > 1) rows.push(slopeRow('ledger-check', `${name}: 1,000 findings`, points, 0.3));
  }
  return rows;
};

await whenAlone(import.meta, run);
