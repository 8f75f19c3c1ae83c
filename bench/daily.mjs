/** The check day by day over ten years (3 653 days) of up to 10⁵ events, four about each obligation, each day as known at its own end. */
import { createRequire } from 'node:module';

import { median, slopeRow, sweep, timed, whenAlone } from './lib.mjs';

const require = createRequire(import.meta.url);
const { assemble } = require('../packages/frist/dist/assembly.js');
const { dailyChecks } = require('../packages/frist/dist/daily.js');
const fromFrist = createRequire(require.resolve('../packages/frist/dist/index.js'));
const { addDays, unsafeCivilDate } = fromFrist('@frist/calendar');
const { encodeEvent, memoryEventStore } = fromFrist('@frist/event-sourcing');
const { dueOn } = fromFrist('@frist/obligations');

const right = (either) => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};
const first = unsafeCivilDate('2015-01-01');
const days = 3_653;
const limit = 5_000;
const onDay = (n) => right(addDays(first, n));
const title = { sv: 'Redovisa', en: 'Report' };
const basis = { kind: 'agency', reference: 'bench', confidence: 'S' };
const uuid = (n) => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

/** Four facts about each obligation: incurred, moved, partly done, performed; recorded the day they are about or up to forty days late. */
const storeOf = async (assembly, size) => {
  let today = first;
  const store = memoryEventStore({ clock: () => `${today}T10:00:00.000Z` });
  const events = [];
  const count = size / 4;
  for (let n = 0; n < count; n += 1) {
    const begins = Math.floor((n / count) * (days - 200));
    const obligation = uuid(n);
    const due = right(dueOn(onDay(begins + 90), 'agency'));
    const facts = [
      ['ObligationIncurred', 0, { kind: 'bench/report', title, debtor: 'SN', mode: 'achievement', basis, rule: { id: 'bench/report', version: 1 }, due, activation: { kind: 'at-once' } }],
      ['DueDateChanged', 30, { due: right(dueOn(onDay(begins + 100), 'agency')), cause: 'extension', reason: 'asked for' }],
      ['PartialPerformanceRecorded', 60, { part: 'a', remains: 'b' }],
      ['PerformanceRecorded', 80 + (n % 40), { evidence: 'sent' }],
    ];
    facts.forEach(([type, after, data], i) => events.push({ n: n * 4 + i, stream: n, revision: i, type, on: begins + after, recorded: begins + after + (n % 10 === 0 ? 40 : 0), data: { obligation, ...data } }));
  }
  events.sort((a, b) => a.recorded - b.recorded || a.n - b.n);
  for (const { n, stream, revision, type, on, recorded, data } of events) {
    today = onDay(recorded);
    const pending = {
      id: uuid(1e9 + n), stream: `grant-${uuid(stream)}`, type, data, occurredOn: onDay(on), board: 'bench/board', actor: { role: 'registrar', ref: 'u-1' },
      commandId: `c-${n}`, commandDigest: 'd'.repeat(43), correlationId: `c-${n}`,
    };
    right(await store.append({ stream: pending.stream, expected: revision === 0 ? 'no-stream' : revision - 1, events: [right(encodeEvent(assembly.catalogue, null, pending))] })());
  }
  return store;
};

export const run = async ({ sizes = [10_000, 100_000], rounds = 5 } = {}) => {
  const assembly = right(assemble([]));
  const rows = [];
  const points = [];
  for (const size of sizes) {
    const store = await storeOf(assembly, size);
    const times = [];
    for (let round = -1; round < rounds; round += 1) {
      sweep();
      let told;
      const time = await timed(async () => (told = right(await dailyChecks({ store, catalogue: assembly.catalogue }, assembly, { from: first, to: onDay(days - 1) })())));
      const { counts } = told.at(-1);
      if (told.length !== days || counts['met-on-time'] + counts['met-late'] !== size / 4) throw new Error(JSON.stringify([told.length, counts]));
      if (round >= 0) times.push(time);
    }
    const measured = median(times);
    rows.push({ bench: 'daily', name: 'ten years day by day', size, measured, unit: 'ms', target: `${limit} ms`, met: size > 100_000 ? null : measured <= limit });
    points.push({ size, time: measured });
  }
  if (points.length > 1) rows.push(slopeRow('daily', 'ten years day by day', points));
  return rows;
};

await whenAlone(import.meta, run);
