/**
 * A quarter compiled from the open decisions of a year in 290 municipalities, in process. Each decision has its facts and
 * the duties they entail; one in ten was executed late, one in ten interrupted, and all that had run out stand in the
 * compilations adopted for the three quarters before. The target is one second for 10⁵.
 *   compile   the headings;
 *   whole     with statistics and the command that journals the adoption.
 */
import { createRequire } from 'node:module';

import { interleaved, slopeRow, whenAlone } from './lib.mjs';

const require = createRequire(import.meta.url);
const domain = require('../packages/non-executed-decisions/dist/index.js');
const { addDays, quarterStart, unsafeCivilDate } = require('../packages/calendar/dist/index.js');

const { adoptionCommand, compile, entailedByDecision, evolveDecision, noCompilation, noDecision, statisticsOf } = domain;
const limit = 1_000;
const board = 'bench/board';
const asOf = unsafeCivilDate('2025-01-15');

const right = (result) => {
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left));
  return result.right;
};
const idOf = (n) => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;
const entail = entailedByDecision({ inspectorate: domain.inspectorateWindows, auditors: domain.boardWindows });

const decisionOf = (n) => {
  const decidedOn = right(addDays(unsafeCivilDate('2024-01-01'), n % 366));
  const told = (k, type, on, data = {}) => ({ id: idOf(n * 16 + k), type, occurredOn: on, data, board, position: n, revision: k });
  const subject = idOf(n * 16 + 15);
  const facts = [told(0, 'DecisionTaken', decidedOn, { subject, intervention: { category: `kind-${n % 30}` }, legalBasis: { act: n % 4 === 0 ? 'LSS' : 'SoL' }, sexForStatistics: n % 2 === 0 ? 'female' : 'male' })];
  facts.push(told(1, 'DelayReasonRecorded', decidedOn, { subject, side: 'authority', category: 'no-staff' }));
  if (n % 10 === 1) facts.push(told(2, 'ExecutionStarted', right(addDays(decidedOn, 120))));
  if (n % 10 === 2) facts.push(told(2, 'ExecutionStarted', right(addDays(decidedOn, 20))), told(3, 'ExecutionInterrupted', right(addDays(decidedOn, 40)), { subject }));
  let state = facts.reduce(evolveDecision, noDecision);
  entail(state).forEach((duty, k) => {
    state = evolveDecision(state, { id: idOf(n * 16 + 5 + k), type: duty.type, occurredOn: duty.occurredOn, data: duty.data, causationId: duty.causedBy, board, position: n, revision: 5 + k });
  });
  return { stream: `nonExecutedDecision-${idOf(n)}`, state };
};

const adoptedOf = (decisions, compilations, quarter) => {
  const on = right(addDays(quarterStart(quarter), 100));
  const { rows } = compile({ quarter, asOf: on, decisions, compilations });
  const adopted = rows.map(({ decision, spell, heading, kind, intervention, decidedOn, since, firstQuarter, executedOn, closedOn }) => ({
    decision, spell, heading, kind, intervention, decidedOn, since, firstQuarter, ...(executedOn === null ? {} : { executedOn }), ...(closedOn === null ? {} : { closedOn }),
  }));
  return { ...noCompilation, adoptions: [{ quarter, by: 'board', cutOff: on, rows: adopted, event: idOf(1), on }] };
};

/** @param options `sizes`, `rounds` */
export const run = async ({ sizes = [10_000, 100_000], rounds = 7 } = {}) => {
  const rows = [];
  const points = [];
  for (const size of sizes) {
    const decisions = Array.from({ length: size }, (_, n) => decisionOf(n));
    const compilations = [];
    for (const quarter of ['2024-Q1', '2024-Q2', '2024-Q3']) compilations.push(adoptedOf(decisions, compilations, quarter));
    const quarter = '2024-Q4';
    const times = await interleaved(rounds, {
      compile: () => void compile({ quarter, asOf, decisions, compilations }),
      whole: () => {
        const now = compile({ quarter, asOf, decisions, compilations });
        right(statisticsOf(now, { splitBySex: true }));
        adoptionCommand(now, decisions, { id: 'bench', board, on: asOf, actor: { role: 'bench', ref: 'bench' }, by: 'board' });
      },
    });
    for (const [name, measured] of Object.entries(times)) {
      rows.push({ bench: 'compile-quarter', name, size, measured, unit: 'ms', target: name === 'compile' && size === 100_000 ? `${limit} ms` : null, met: name === 'compile' && size === 100_000 ? measured <= limit : null });
    }
    points.push({ size, time: times.compile });
  }
  if (sizes.length > 1) rows.push(slopeRow('compile-quarter', 'compile', points, 1.3));
  return rows;
};

await whenAlone(import.meta, run);
