/** A real board's compilation for "kvartal 4 2024": its answers may never change. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { endOfSwedishDay } from '@frist/calendar';
import { adoptionCommand, compilationFindings, councilDuty, type CompilationState, nonExecutedDecisionsDomain, sendingCommand } from '@frist/non-executed-decisions';

import { type Book, book, day, quarter, right } from './support';
import { render } from './render';

const journal = readFileSync(join(__dirname, '..', '..', '..', 'examples', 'botkyrka', 'non-executed.journal.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Parameters<Book['run']>[0] & { readonly data: Record<string, unknown> });

let one: Book;

beforeAll(async () => {
  one = book('2025-06-30', 'botkyrka/socialnamnden');
  for (const line of journal) right(await one.run(line));
});

const report = nonExecutedDecisionsDomain.reports?.[0];
const made = async (to: string, asOf: string, more: Readonly<Record<string, string>> = {}) => render(right(report?.build(await one.view(asOf), { quarter: '2024-Q4', to, ...more }) ?? (null as never)));

it('is adopted as it was compiled: each decision with its heading, each duty with its instance', async () => {
  const { decisions, statisticsDuties } = await one.rows({ asOf: day('2024-12-17') });
  const name = { text: 'kvartal 4 2024', quarter: quarter('2024-Q4') };
  const now = await one.compile('2024-Q4', '2024-12-17', { cutOff: day('2024-12-17'), compilations: [], name });
  const adopted = journal.at(-1);
  const council = councilDuty(statisticsDuties[0]?.state as never, quarter('2024-Q4'));
  const command = adoptionCommand(now, decisions, { ...(adopted as never as Parameters<typeof adoptionCommand>[2]), by: 'socialnämnden', ...(council === undefined ? {} : { council }) });
  expect({ ...adopted?.data, ...command.data }).toEqual(adopted?.data);
  expect(command.stream).toBe(adopted?.stream);
});

it.each(['inspectorate', 'auditors', 'council'])('to %s, as of the meeting', async (to) => expect(await made(to, '2024-12-17')).toMatchSnapshot());

it('shows both readings of the quarter where the board has its own name for it, and one where it has none', async () => {
  const compiled = async (more: object) => (await one.compile('2024-Q4', '2024-12-17', { compilations: [], ...more })).rows.map(({ intervention, missed, readings }) => [intervention.label, missed, readings.map(({ reading, measured, standing }) => `${reading} ${measured}: ${standing}`)]);
  expect(await compiled({})).toEqual([
    ['öppenvårdsverksamhet', ['2024-Q3'], ['measured 2024-Q4: earlier']],
    ['kontaktperson', [], ['measured 2024-Q4: first']],
  ]);
  expect(await compiled({ name: { text: 'kvartal 4 2024', quarter: '2024-Q4' } })).toEqual([
    ['öppenvårdsverksamhet', ['2024-Q3'], ['measured 2024-Q4: earlier', 'reporting 2024-Q3: first']],
    ['kontaktperson', [], ['measured 2024-Q4: first', 'reporting 2024-Q3: later']],
  ]);
});

it('what the check shows about it', async () => {
  const { compilations } = await one.rows();
  expect(compilationFindings(compilations[0]?.state as CompilationState).map(({ kind, rule, title, values }) => [kind, rule, title.sv, values])).toMatchSnapshot();
});

it.each(['2024-09-10', '2024-09-11', '2024-10-21', '2024-12-17', '2025-02-01'])('who was obliged as of %s', async (asOf) => {
  const owed = await one.owed(asOf);
  expect(owed).toMatchSnapshot();
});

it('sent to the auditors and the council: performs their duties by id and instance, and not the inspectorate’s', async () => {
  const sent = book('2025-06-30', 'botkyrka/socialnamnden');
  for (const line of journal) right(await sent.run(line));
  const meta = { id: 'sent-1' as never, board: sent.test.board, on: day('2025-01-10'), actor: { role: 'registrar', ref: 'x' } as never };
  for (const to of ['auditors', 'council'] as const) right(await sent.run(sendingCommand({ quarter: quarter('2024-Q4') }, to, { ...meta, id: `sent-${to}` as never }) as never));
  expect(await sent.owed('2025-02-01')).toMatchSnapshot();
  const { findings } = await sent.test.check('2025-02-01', { settled: true, knownAt: endOfSwedishDay(day('2025-06-30')) });
  expect(findings.flatMap((each) => (each.about === 'obligation' ? each.anomalies : []))).toEqual([]);
});
