/**
 * The yearly report of lex Sarah over ten years of 10⁴ … 10⁶ events (about thirty a report, duties included).
 *   cold        reading, decoding and folding every event into the registers, then the report; the floor reads and decodes
 *               the same events and does nothing else. The target is 2 ×.
 *   checkpoint  the report from rows kept in an SQLite file, for the last whole year and for the first. The target is 200 ms.
 * Streams are copies of a few told through the decider, under other ids and in other years.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { against, interleaved, slopeRow, sweep, whenAlone } from './lib.mjs';

const require = createRequire(import.meta.url);
const es = require('../packages/event-sourcing/dist/index.js');
const ob = require('../packages/obligations/dist/index.js');
const { lexSarahDomain } = require('../packages/lex-sarah/dist/index.js');
const { memoryKeyStore, sealerFrom } = require('../packages/confidentiality/dist/index.js');
const { openSqliteEventStore } = require('../packages/event-store-sqlite/dist/index.js');

const board = 'bench/board';
const limit = 200;
const years = 10;
const firstYear = 2015;
const clock = () => '2026-06-01T00:00:00.000Z';

const right = (either) => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};
const catalogue = right(es.makeCatalogue([...ob.obligationFactTypes, ...ob.meetingFactTypes, ...lexSarahDomain.eventTypes]));
const projections = lexSarahDomain.registers.map(ob.registerProjection);
const report = lexSarahDomain.reports[0];

const client = '11111111-1111-5111-8111-111111111111';
const words = 'Insatsen uteblev under två dygn och upptäcktes först när en anhörig ringde enheten. '.repeat(4);
const sealedBy = { client };

/** What happens to one report, by days after it was received. */
const shapes = [
  { assessment: 'serious', done: 55, notify: 20, measures: [90, 150, 200], answered: 120 },
  { assessment: 'misconduct', done: 80, measures: [120, 180], late: true },
  { assessment: 'none', done: 30, measures: [60] },
  { assessment: 'palpable-risk', done: 200, measures: [230, 260], moved: true },
  { assessment: 'palpable-risk-serious', done: 100, notify: 100, measures: [160, 200], answered: 300 },
  { assessment: 'misconduct', done: 80, measures: [120, 180], toldLate: true },
];
/** One stream in so many holds something that was told late. */
const lateIn = 20;
const dayAfter = (n) => new Date(Date.UTC(firstYear, 0, 15 + n)).toISOString().slice(0, 10);

/** The recorded events of a few streams, told through the decider. */
const templates = async () => {
  const store = es.memoryEventStore({ clock });
  const deciders = new Map(lexSarahDomain.registers.map(({ decider }) => [decider.category, decider]));
  const execute = es.execute({ store, catalogue, deciders, clock, sealer: sealerFrom(memoryKeyStore()) });
  const told = [];
  let n = 0;
  for (const [i, shape] of shapes.entries()) {
    const stream = es.streamFor(board, 'lexSarah', `template-${i}`);
    const tell = async (after, command, data) => {
      n += 1;
      right(await execute({ id: `t-${n}`, board, stream, command, on: dayAfter(after), actor: { role: 'registrar', ref: 'bench' }, data })());
    };
    const story = [[0, 'receiveReport', { statute: 'SoL', ...sealedBy, unit: `unit ${i}`, kind: 'missed visit', reporterRole: 'nurse', receiverRole: 'manager', provider: { kind: 'public' }, labels: [String(1300 + i)], what: words, consequences: words }]];
    const then = (after, command, data) => story.push([after, command, data]);
    then(1, 'takeImmediateMeasures', { ...sealedBy, what: words });
    then(2, 'openInvestigation', { investigatorRole: 'investigator' });
    then(5, 'informBoard', { of: 'report', by: 'head of unit' });
    then(15, 'assess', { ...sealedBy, assessment: shape.assessment, grounds: words });
    if (shape.notify !== undefined) then(shape.notify, 'notifyInspectorate', { by: 'head of unit' });
    then(shape.done, 'completeInvestigation', { by: 'head of unit', decision: '§ 1', ...sealedBy, causes: words, conclusions: words, happenedBefore: false, mayRecur: true });
    if (shape.notify !== undefined) then(shape.done, 'sendFile', { by: 'head of unit' });
    for (const [m, due] of shape.measures.entries()) {
      then(shape.done, 'decideMeasure', { measure: `m${m}`, ...sealedBy, what: words, owner: 'manager', due: dayAfter(due) });
      if (shape.moved) then(due - 5, 'rescheduleMeasure', { measure: `m${m}`, due: dayAfter(due + 60), by: 'manager', ...sealedBy, reason: words });
      then(due + (shape.late ? 10 : -2), 'carryOutMeasure', { measure: `m${m}` });
      then(due + 40, 'followUpEffect', { measure: `m${m}`, outcome: 'achieved' });
    }
    if (shape.answered !== undefined) then(shape.answered, 'recordAnswer', { outcome: 'closed-without-measures' });
    then(320, 'closeReport', { by: 'head of unit' });
    // Told as it happens; of the last shape the assessment is told late.
    const inTurn = story.sort(([a], [b]) => a - b);
    const late = shape.toldLate ? inTurn.splice(4, 1) : [];
    for (const step of [...inTurn.slice(0, 6), ...late, ...inTurn.slice(6)]) await tell(...step);
    told.push(JSON.stringify(right(await es.readStreamEvents(store, catalogue, stream)())));
  }
  return told;
};

const kept = { holds: () => true, before: null };

/** A store of about so many events, report after report over ten years. */
const storeOf = async (size, told) => {
  const perReport = told.map((text) => JSON.parse(text).length).reduce((a, b) => a + b, 0) / told.length;
  const reports = Math.round(size / perReport);
  const store = es.memoryEventStore({ clock });
  let events = 0;
  for (let n = 0; n < reports; n += 1) {
    const later = Math.floor((n / reports) * years);
    const own = String(n).padStart(12, '0');
    const text = told[n % lateIn === 0 ? told.length - 1 : n % (told.length - 1)].replaceAll(/([0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4})-[0-9a-f]{12}/g, `$1-${own}`).replaceAll(/\b(201\d)-(?=\d\d-\d\d)/g, (_, year) => `${Number(year) + later}-`);
    const stream = JSON.parse(text);
    const encoded = stream.map((event) => right(es.encodeEvent(catalogue, null, { ...event, commandId: `${event.commandId}-${n}` }, kept)));
    right(await store.append({ stream: stream[0].stream, expected: 'no-stream', events: encoded })());
    events += stream.length;
  }
  return { store, events };
};

const viewOf = (rowsOf) => ({
  asOf: '2026-05-31',
  knownAt: '2026-06-01T00:00:00.000Z',
  board: null,
  rows: (name, shelves = ['']) => shelves.flatMap((shelf) => ['findings', 'quiet'].flatMap((kind) => rowsOf(`register-${name}`).list(es.bucketsFrom(`${board}|${kind}|${shelf}`)).map(([, row]) => row))),
  counts: (name, shelves) => new Map([[board, shelves.reduce((sum, shelf) => sum + ['findings', 'quiet'].reduce((both, kind) => both + rowsOf(`register-${name}`).count(es.bucketsFrom(`${board}|${kind}|${shelf}`)), 0), 0)]]),
  obligation: () => null,
  windowTables: new Map(),
});
const build = (rowsOf, year) => {
  const document = right(report.build(viewOf(rowsOf), { year: String(year) }));
  const counted = document.sections.find(({ key }) => key === 'completed').tables[0].rows[0][1].value;
  if (!(counted > 0)) throw new Error(`nothing completed in ${year}`);
  return document;
};

const cold = async (store) => {
  const group = projections.map((projection) => ({ projection, table: es.memoryTable(projection) }));
  right(await es.catchUp({ store, catalogue }, group, es.nothingCovered, {})());
  const byName = new Map(group.map(({ projection, table }) => [projection.name, table.rows]));
  build((name) => byName.get(name), firstYear + years - 1);
};
const readOnly = async (store) => {
  let seen = 0;
  right(await es.visitAllEvents(store, catalogue, null, () => (seen += 1))());
  if (seen === 0) throw new Error('nothing read');
};

/** The rows as a head keeps them, in a file. */
const checkpointOf = async (store, folder, size) => {
  const file = right(await openSqliteEventStore({ file: join(folder, `${size}.db`), clock })());
  const model = file.readModels.open('lex-sarah', '1');
  const changes = es.modelChanges(model);
  const group = projections.map((projection) => ({ projection, table: changes.table(projection) }));
  const covered = right(await es.catchUp({ store, catalogue }, group, es.nothingCovered, {})());
  right(changes.commit(null, covered));
  return { file, from: (year) => right(model.read((view) => build((name) => es.modelRows(view, projections.find((one) => one.name === name)), year))) };
};

/** Cold against floor; and the checkpoint, in a file. */
const coldOf = async (size, told, folder, rounds) => {
  const { store, events } = await storeOf(size, told);
  sweep();
  // Small stores are gone through more often before measuring begins, for the compiler to be done with them.
  const times = await interleaved(rounds, { cold: () => cold(store), floor: () => readOnly(store) }, Math.max(1, Math.ceil(200_000 / size)));
  return { ...times, events, ...(await checkpointOf(store, folder, size)) };
};

/** @param options `sizes`, `rounds` */
export const run = async ({ sizes = [10_000, 100_000, 1_000_000], rounds = 5 } = {}) => {
  const told = await templates();
  const folder = mkdtempSync(join(tmpdir(), 'frist-bench-'));
  const rows = [];
  const [coldPoints, keptPoints] = [[], []];
  try {
    for (const size of sizes) {
      const { file, from, ...measured } = await coldOf(size, told, folder, rounds);
      rows.push(against({ bench: 'lex-sarah', name: `yearly report from cold (${measured.events} events)`, size, measured: measured.cold, floor: measured.floor, unit: 'ms', target: 2 }));
      coldPoints.push({ size, time: measured.cold });
      // The events are gone from memory by now: from a checkpoint nobody has them there.
      sweep();
      const kept = await interleaved(rounds * 5, { last: () => void from(firstYear + years - 1), first: () => void from(firstYear) }, 3);
      for (const [name, time] of Object.entries(kept)) rows.push({ bench: 'lex-sarah', name: `yearly report from a checkpoint, ${name} year`, size, measured: time, unit: 'ms', target: `${limit} ms`, met: time <= limit });
      keptPoints.push({ size, time: kept.last });
      await file.close()();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (sizes.length > 1) rows.push(slopeRow('lex-sarah', 'yearly report from cold', coldPoints), slopeRow('lex-sarah', 'yearly report from a checkpoint', keptPoints));
  return rows;
};

await whenAlone(import.meta, run);
