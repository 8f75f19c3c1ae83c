/** Cells of the reports in both languages: the day in force, follow-ups, parties, reports that are not the one owed. */
import type { Board } from '@frist/event-sourcing';
import type { Bilingual, Cell, DomainReport, RegisterRow, ReportView } from '@frist/obligations';

import { assignmentsReport, delegatedReport } from '@frist/decisions';

import { assignmentBook, type Book, bodyBook, day, decisionsBook, delegatedBook, right } from './support';

const words = (cell: Cell, lang: keyof Bilingual): string =>
  cell._tag === 'text' ? (typeof cell.text === 'string' ? cell.text : cell.text[lang]) : cell._tag === 'day' ? cell.day : cell._tag === 'several' ? cell.cells.map((one) => words(one, lang)).join('; ') : cell._tag;

/** The first row of a report as of a day, by its columns' keys. */
const firstRow = async (report: DomainReport, register: string, book: Book<unknown>, lang: keyof Bilingual, more: Readonly<Record<string, Book<unknown>>> = {}, asOf = '2024-12-20'): Promise<Readonly<Record<string, string>>> => {
  const { board } = book.register as { readonly board: Board };
  const rowOf = async ({ state, stream }: Book<unknown>): Promise<RegisterRow> => ({ stream, board, lastEvent: '' as never, state: await state(asOf) });
  const registers = Object.fromEntries(await Promise.all(Object.entries({ [register]: book, ...more }).map(async ([name, one]) => [name, [await rowOf(one)]] as const)));
  const obligations = await book.register.obligations({ asOf: day(asOf) });
  const view: ReportView = { asOf: day(asOf), knownAt: '2030-01-01T12:00:00.000Z' as never, board: null, rows: <State>(name: string) => (registers[name] ?? []) as readonly RegisterRow<State>[], obligation: (id) => obligations.find((one) => one.id === id) ?? null, windowTables: new Map() };
  const table = right(report.build(view, {})).sections.flatMap(({ tables = [] }) => tables).find(({ rows }) => rows.length > 0);
  return Object.fromEntries((table?.columns ?? []).map(({ key }, n) => [key, words(table?.rows[0]?.[n] ?? { _tag: 'none' }, lang)]));
};

const body = { body: 'socialnämnden' };
const given = { kind: 'assignment', title: 'Report', givenBy: 'socialnämnden', due: { day: '2024-09-01' } };

it('the last day is that of the completion, while an answer is back for one', async () => {
  const one = assignmentBook();
  await one.tell('2024-05-02', 'giveAssignment', given);
  await one.tell('2024-08-25', 'answerAssignment', {});
  await one.tell('2024-09-26', 'returnAnswer', { by: 'socialnämnden', reason: 'costs', due: { day: '2024-11-01' } });
  const lastDay = async () => (await firstRow(assignmentsReport, 'assignments', one as Book<unknown>, 'sv'))['lastDay'];
  expect(await lastDay()).toBe('2024-11-01');
  await one.tell('2024-10-30', 'answerAssignment', {});
  expect(await lastDay()).toBe('2024-09-01');
});

it('follow-ups say when, also at a meeting that was moved; parties are said in Swedish', async () => {
  const test = decisionsBook();
  const meetings = bodyBook(test);
  await meetings.tell('2024-01-01', 'registerBody', { ...body, kind: 'board' });
  await meetings.tell('2024-01-01', 'scheduleMeeting', { ...body, meeting: 'dec', heldOn: '2024-12-10' });
  await meetings.tell('2024-12-01', 'moveMeeting', { ...body, meeting: 'dec', heldOn: '2024-12-17', reason: 'illness' });
  const one = assignmentBook(test);
  await one.tell('2024-05-02', 'giveAssignment', given);
  await one.tell('2024-06-02', 'setAssignmentDate', { by: 'board', due: { day: '2024-10-01' } });
  await one.tell('2024-08-26', 'tellFollowUp', { what: 'the queue', due: { day: '2024-12-01' } });
  await one.tell('2024-08-26', 'tellFollowUp', { what: 'costs', due: { meeting: { ...body, day: '2024-12-10' } } });
  await one.tell('2024-08-26', 'tellFollowUp', { what: 'staff' });
  const row = (lang: keyof Bilingual) => firstRow(assignmentsReport, 'assignments', one as Book<unknown>, lang, { bodies: meetings as Book<unknown> });
  expect(await row('sv')).toMatchObject({ responsible: 'förvaltningen', comment: 'Givet 2024-05-02; Ny tidpunkt beslutad 2024-06-02 av nämnden; Uppföljning 2024-12-01: the queue; Uppföljning 2024-12-17: costs; Uppföljning: staff' });
  expect(await row('en')).toMatchObject({ responsible: 'administration', comment: 'Given 2024-05-02; Another date set 2024-06-02 by the board; Follow-up 2024-12-01: the queue; Follow-up 2024-12-17: costs; Follow-up: staff' });
});

it('a decision stands as reported by the report that is owed; others are comments', async () => {
  const one = delegatedBook();
  await one.tell('2024-12-09', 'takeDelegatedDecision', { kind: 'chair', what: 'Grant', ...body });
  await one.tell('2024-12-10', 'reportDelegatedDecision', { body: 'arbetsutskottet' });
  const row = (lang: keyof Bilingual) => firstRow(delegatedReport, 'delegated-decisions', one as Book<unknown>, lang);
  expect(await row('en')).toMatchObject({ by: 'the chair', reported: 'Not reported', comment: 'Reported 2024-12-10 to arbetsutskottet' });
  await one.tell('2024-12-17', 'reportDelegatedDecision', { ...body, paragraph: '§ 4' });
  expect(await row('sv')).toMatchObject({ by: 'ordförande', reported: '2024-12-17; § 4', comment: 'Anmält 2024-12-10 till arbetsutskottet' });
});
