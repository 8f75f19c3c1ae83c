/** A real board's matters, decisions and assignments, 2019–2024, and what was to be answered about them on four days. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Board, execute, fold, factsOf, readStreamEvents, type StreamName } from '@frist/event-sourcing';
import type { Cell, DomainReport, Finding, RegisterRow, ReportView } from '@frist/obligations';
import { testRegister } from '@frist/testing';

import { assignmentRegister, assignmentsReport, bodyRegister, bodyStream, decisionsDomain, delegatedRegister, delegatedReport, matterRegister, searchMatters } from '@frist/decisions';

import { day, right } from './support';

const board = 'botkyrka/socialnamnden' as Board;
const journal = readFileSync(join(__dirname, 'golden', 'botkyrka.journal.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { readonly stream: StreamName });
const test = testRegister({ domains: [decisionsDomain], today: '2026-11-22', board });

beforeAll(async () => {
  for (const command of journal) right(await execute(test.register)(command)());
});

it('is the example’s own journal, as long as the example stays as it was', () => {
  const example = readFileSync(join(__dirname, '..', '..', '..', 'examples', 'botkyrka', 'decisions.journal.jsonl'), 'utf8');
  expect(example.trim().split('\n').slice(0, journal.length).map((line) => JSON.parse(line) as unknown)).toEqual(journal);
  expect(journal[0]?.stream).toBe(bodyStream(board, 'socialnämnden'));
});

const inWords = (finding: Finding): string =>
  finding.about === 'register'
    ? `${finding.concerns.join(' · ')}: ${finding.kind}: ${finding.rule} ${finding.values === undefined ? '' : JSON.stringify(finding.values)}`.trimEnd()
    : `${finding.title.en} [${finding.debtor} → ${finding.creditor ?? '?'}]${finding.instance === null ? '' : ` ${finding.instance}`} ${finding.lifecycle}, ${finding.delivery}, ${finding.timeliness}${finding.days === null ? '' : ` ${finding.days}`}${finding.anomalies.length === 0 ? '' : ` !${finding.anomalies.map(({ rule }) => rule).join()}`}`;

it.each(['2019-09-16', '2020-06-09', '2021-01-31', '2024-12-31'])('as of %s', async (asOf) => {
  const { counts, findings } = await test.check(asOf);
  expect([JSON.stringify(counts), '', ...findings.map(inWords)].join('\n')).toMatchSnapshot();
});

const rowsOf = async <State>(register: { readonly decider: { readonly category: string; readonly initial: State; evolve(state: State, fact: never): State } }): Promise<readonly RegisterRow<State>[]> => {
  const streams = [...new Set(journal.map(({ stream }) => stream))].filter((stream) => stream.startsWith(`${register.decider.category}-`));
  return Promise.all(streams.map(async (stream) => ({ stream, board, lastEvent: '' as never, state: fold(register.decider as never, factsOf(right(await readStreamEvents(test.register.store, test.register.catalogue, stream)())), register.decider.initial) })));
};

it('every number is found by another spelling than the one printed', async () => {
  const rows = await rowsOf(matterRegister);
  const found = Object.fromEntries(['SN/2020:264', 'sn 2020:00262', 'SN/2020:42', 'SN 2019:203', 'SN/2024:370', 'SN/2019:363', 'SN 2024:448', 'dnr sn 2024:420', 'SN/2020:58', 'SN/2019:12', '2019:12', 'distance', 'SN/2020:57'].map((text) => [text, searchMatters(rows, text).map(({ row, how }) => `${how}: ${row.state.opened?.title ?? ''}`)]));
  expect(found).toMatchSnapshot();
});

const shown = (cell: Cell): string => {
  switch (cell._tag) {
    case 'text':
      return typeof cell.text === 'string' ? cell.text : cell.text.sv;
    case 'day':
      return cell.day;
    case 'several':
      return cell.cells.map(shown).join('; ');
    case 'unknown':
      return 'Ej angivet';
    default:
      return '–';
  }
};

const printed = async (report: DomainReport, asked: Readonly<Record<string, string>> = {}): Promise<string> => {
  const obligations = new Map((await test.obligations({ asOf: day('2024-12-31') })).map((one) => [one.id as string, one]));
  const registers: Readonly<Record<string, readonly RegisterRow[]>> = { assignments: await rowsOf(assignmentRegister), 'delegated-decisions': await rowsOf(delegatedRegister), bodies: await rowsOf(bodyRegister) };
  const view: ReportView = { asOf: day('2024-12-31'), knownAt: '2026-11-22T12:00:00.000Z' as never, board: null, rows: <State>(name: string) => (registers[name] ?? []) as readonly RegisterRow<State>[], obligation: (id) => obligations.get(id) ?? null, windowTables: new Map() };
  const { title, sections } = right(report.build(view, asked));
  return [title.sv, ...sections.flatMap((section) => ['', `# ${section.title.sv}`, ...(section.tables ?? []).flatMap(({ columns, empty, rows }) => (rows.length === 0 ? [empty.sv] : [columns.map(({ label }) => label.sv).join(' | '), ...rows.map((row) => row.map(shown).join(' | '))]))])].join('\n');
};

it('the report of assignments', async () => expect(await printed(assignmentsReport)).toMatchSnapshot());
it('the report of assignments of a year', async () => expect(await printed(assignmentsReport, { year: '2021' })).toMatchSnapshot());
it('the report of delegated decisions', async () => expect(await printed(delegatedReport)).toMatchSnapshot());
it('a year that is none is refused', () => {
  expect(assignmentsReport.build({} as never, { year: 'MMXX' })).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidParameter', field: 'year' } });
});
