/** What domains say about their duties from rows of the facade, which are folded from their own facts alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Quarter } from '@frist/calendar';
import { memoryKeyStore, type Viewer } from '@frist/confidentiality';
import { type Actor, type Board, type CommandId, memoryEventStore } from '@frist/event-sourcing';
import { adoptionCommand, compile, type CompiledDecision, councilDuty, type DecisionState, type StatisticsDutyState } from '@frist/non-executed-decisions';

import { createFrist, journalLines } from '../src';
import { day, right, testClock } from './promises';

const board = 'botkyrka/socialnamnden' as Board;
const viewer: Viewer = { actor: { role: 'officer', ref: 'o-1' } as Actor, roles: new Set(['person-data']) };
const asOf = day('2024-12-17');

const journalOf = (name: string): string => readFileSync(join(__dirname, '../../../examples/botkyrka', `${name}.journal.jsonl`), 'utf8');

const botkyrka = async (...names: readonly string[]) => {
  const clock = testClock('2026-03-01T09:00:00.000Z');
  const frist = right(createFrist({ store: memoryEventStore({ clock }), clock, keys: memoryKeyStore() }));
  for (const name of names) right(await frist.importJournal(journalLines(name, journalOf(name)))());
  return frist;
};

it('an assignment that was answered is told as answered', async () => {
  const frist = await botkyrka('decisions');
  const { document } = right(await frist.report('assignments', {}, { asOf: day('2021-01-01') })());
  const states = document.sections.flatMap(({ tables = [] }) => tables.flatMap(({ rows }) => rows.map((cells) => [cells.at(-2), cells.at(-1)])));
  const answered = [{ _tag: 'day', day: '2020-06-09' }, { _tag: 'text', text: { sv: 'inlämnat', en: 'submitted' } }];
  expect(states.filter(([due]) => due?._tag === 'day' && due.day === '2020-06-09')).toEqual([answered, answered]);
});

it('an adoption names the duties that it performs', async () => {
  const frist = await botkyrka('non-executed');
  const rows = right(await frist.register<DecisionState>('non-executed-decisions', { asOf, viewer })()).rows as readonly CompiledDecision[];
  const statistics = right(await frist.register<StatisticsDutyState>('statistics-duties', { asOf })()).rows;
  const quarter = '2024-Q4' as Quarter;
  const compilation = compile({ decisions: rows, compilations: [], quarter, asOf, cutOff: asOf });
  const council = councilDuty(statistics[0]?.state as StatisticsDutyState, quarter);
  const { data } = adoptionCommand(compilation, rows, { id: 'a-1' as CommandId, board, on: asOf, actor: viewer.actor, by: 'socialnämnden' });
  const owed = right(await frist.check({ asOf: day('2025-01-15'), settled: true })()).findings.flatMap((finding) => (finding.about === 'obligation' ? [finding.obligationId] : []));
  const named = data.rows.flatMap(({ performs = [] }) => performs.map(({ obligation }) => obligation));
  expect(named.length).toBeGreaterThan(0);
  expect(owed).toEqual(expect.arrayContaining([...named, council]));
});
