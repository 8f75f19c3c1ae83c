/** The report of a year as it was once made: what a journal comes to in it may never change. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { unsafeInstant } from '@frist/calendar';
import type { Board, StreamName } from '@frist/event-sourcing';
import type { RegisterRow, ReportView } from '@frist/obligations';
import { renderReport } from '@frist/reports';

import { grantsReport, type GrantState } from '@frist/grants';

import { agency, ca, day, grantBook, left, right } from './support';

const board = 'test/namnd' as Board;
const rowOf = (state: GrantState, n: number, of = board): RegisterRow<GrantState> => ({ stream: `grant-00000000-0000-4000-8000-00000000000${n}` as StreamName, board: of, state, lastEvent: '' as never });
const view = (rows: readonly RegisterRow[], asOf = '2020-12-31', only: Board | null = board): ReportView => ({
  asOf: day(asOf), knownAt: unsafeInstant('2021-01-31T22:59:59.999Z'), board: only, rows: () => rows as never, obligation: () => null, windowTables: new Map(),
});
const made = (rows: readonly RegisterRow[], lang: 'sv' | 'en' = 'sv', asOf?: string, only: Board | null = board): string => {
  const { asOf: to, knownAt } = view(rows, asOf);
  return renderReport(right(grantsReport.build(view(rows, asOf, only), { year: '2019' })), { lang, format: 'md', asOf: to, knownAt, board: only, madeOn: knownAt, version: '0' }).replaceAll('\u00a0', ' ');
};

const told = async (...commands: readonly (readonly [on: string, command: string, data: Record<string, unknown>])[]): Promise<GrantState> => {
  const book = await grantBook(null, '2020-12-31');
  for (const [on, command, data] of commands) await book.tell(on, command, data);
  return book.state();
};

let rows: readonly RegisterRow<GrantState>[];

beforeAll(async () => {
  const journal = readFileSync(join(__dirname, 'golden', 'grant.journal.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as [string, string, Record<string, unknown>]);
  rows = [
    rowOf(await told(...journal), 1),
    // Nothing is told but that there is one; and words, an approximate amount, a return, the same money elsewhere.
    rowOf(await told(['2019-02-01', 'registerGrant', { name: 'Bidrag utan uppgifter' }]), 2),
    rowOf(
      await told(
        ['2019-02-01', 'registerGrant', { name: 'Bidrag med ord', year: 2019, funder: 'Länsstyrelsen', claimKind: 'application' }],
        ['2019-02-01', 'requireReport', { report: 'one', recipient: 'Länsstyrelsen', due: { basis: agency, text: 'early 2020' } }],
        ['2019-02-01', 'requireReport', { report: 'two', due: { basis: agency, day: '2020-01-15' } }],
        ['2019-03-01', 'recordReceipt', { amount: ca(80_000_000, 'ca 0,8 mkr') }],
        ['2020-01-10', 'submitReport', { report: 'two', evidence: 'inlämnad' }],
        ['2020-01-20', 'returnReport', { report: 'two', by: 'Länsstyrelsen', reason: 'bilaga saknas', due: { basis: agency, day: '2020-02-14' } }],
      ),
      3,
    ),
    rowOf(await told(['2019-02-01', 'registerGrant', { name: 'Samma medel', year: 2019, partOf: { grant: 'grant-00000000-0000-4000-8000-000000000003' } }], ['2019-03-01', 'recordReceipt', { amount: 10_000_000 }]), 4),
    rowOf(await told(['2018-02-01', 'registerGrant', { name: 'Ett annat år', year: 2018 }]), 5),
  ];
});

it.each(['sv', 'en'] as const)('of 2019, in %s', (lang) => expect(made(rows, lang)).toMatchSnapshot());

it('sums what is known, once, and tells how many grants lack a figure', () => {
  const [sum = ''] = made(rows).split('\n').filter((line) => line.includes('Summa kända belopp'));
  expect(sum).toContain('Summa kända belopp (3 bidrag saknar uppgift)');
  expect(made(rows)).toContain('1 bidrag är samma medel som i ett annat bidrag och ingår inte i summan.');
  expect(made([rowOf({ ...(rows[3]?.state as GrantState) }, 4)])).toContain('| Summa kända belopp (0 bidrag saknar uppgift) |');
});

it('what is unknown is written out in the sentences as well', () => {
  const text = made(rows);
  expect(text).toContain('| Bidrag utan uppgifter | Ej angivet belopp har tagits emot och ej angivet belopp förbrukats under 2019. Ingen redovisning är angiven. Om medel ska betalas tillbaka är inte angivet. Vem som beslutar om fördelningen är inte angivet. |');
  expect(text).toContain('Redovisning ska lämnas till Länsstyrelsen; när är angivet som ”early 2020”. Redovisning ska lämnas till en mottagare som inte är angiven senast 2020-02-14.');
});

it('each board by itself where no board was named', () => {
  const other = 'annan/namnd' as Board;
  const text = made([...rows.slice(0, 1), rowOf(rows[1]?.state as GrantState, 2, other)], 'sv', undefined, null);
  expect(text.match(/^## .*$/gm)).toEqual([`## ${other}: Statsbidrag 2019`, `## ${other}: Uppdrag inom förvaltningen`, `## ${board}: Statsbidrag 2019`, `## ${board}: Uppdrag inom förvaltningen`]);
});

it.each([undefined, '19', '2019-Q1', ''])('refuses %p as a year', (year) => {
  expect(left(grantsReport.build(view(rows), year === undefined ? {} : { year }))).toMatchObject({ _tag: 'InvalidParameter', field: 'year' });
});

it('a year that has nothing has nothing', () => {
  expect(right(grantsReport.build(view(rows), { year: '2001' }))).toMatchObject({ anything: false });
});
