/** The report of agreements: where each stands on the view's day, and what is still to be done under it. */
import type { Bilingual, Cell, ObligationState, ReportDocument, ReportView } from '@frist/obligations';

import { type AgreementState, agreementsReport } from '@frist/agreements';

import { book, type Book, contract, day, right } from './support';

const period = { from: '2025-03-01', to: '2028-02-29' };
const agreement = async (more: object = {}): Promise<Book<AgreementState>> => {
  const one = book<AgreementState>('agreement');
  await one.tell('2024-12-01', 'registerAgreement', { name: 'Partnership', period, ...more });
  await one.tell('2024-12-01', 'addParty', { party: 'club', name: 'The club' });
  return one;
};

const kinds = ['term', 'request', 'participants', 'last-day-for-notice', 'prepare-renewal'];
const reported = async (one: Book<AgreementState>, asOf: string, parameters: Record<string, string> = {}): Promise<ReportDocument> => {
  const state = await one.state(asOf);
  const duties = new Map<string, ObligationState>((await Promise.all(kinds.map(async (kind) => one.duties(kind, asOf)))).flat().map((duty) => [duty.id, duty]));
  const view: ReportView = {
    asOf: day(asOf),
    knownAt: '2032-12-31T12:00:00.000Z' as never,
    board: null,
    rows: () => [{ stream: 'agreement-x', board: 'test/board', state: { ...state, recorded: [] }, lastEvent: '' }] as never,
    obligation: (id) => duties.get(id) ?? null,
    windowTables: new Map(),
  };
  return right(agreementsReport.build(view, parameters));
};

const inWords = (cell: Cell | undefined, lang: keyof Bilingual = 'en'): string => {
  if (cell?._tag === 'text') return typeof cell.text === 'string' ? cell.text : cell.text[lang];
  return cell?._tag === 'day' ? cell.day : cell?._tag === 'unknown' ? '?' : '–';
};
const standing = async (one: Book<AgreementState>, asOf: string, lang: keyof Bilingual = 'en'): Promise<string> => inWords((await reported(one, asOf)).sections[0]?.tables?.[0]?.rows[0]?.at(-1), lang);
/** What is to be done, by its name, its period and the day to act by. */
const toDo = async (one: Book<AgreementState>, asOf: string, parameters: Record<string, string> = {}, lang: keyof Bilingual = 'en'): Promise<readonly string[]> =>
  ((await reported(one, asOf, parameters)).sections[1]?.tables?.[0]?.rows ?? []).map((row) => [row[1], row[3], row[4]].map((cell) => inWords(cell, lang)).join(' | '));

const broken = async (): Promise<Book<AgreementState>> => {
  const one = await agreement();
  await one.tell('2024-12-01', 'addTerm', { term: 'yearly', what: 'yearly report', rhythm: { kind: 'recurring', every: 'year', counted: 'contract' }, owedBy: ['club'] });
  await one.tell('2024-12-01', 'addTerm', { term: 'budget', what: 'budget', rhythm: { kind: 'recurring', every: 'year', counted: 'calendar' } });
  await one.tell('2024-12-01', 'addTerm', { term: 'final', what: 'evaluation', rhythm: { kind: 'once', due: { basis: contract, day: '2027-10-01' } } });
  await one.tell('2024-12-01', 'addTerm', { term: 'pay', what: 'pay', rhythm: { kind: 'on-request', within: 'P30D' } });
  await one.tell('2024-12-01', 'setNoticeTerms', { period: 'P3M', latestBeforeEnd: 'P3M' });
  await one.tell('2024-12-01', 'setPaymentPeriod', { payment: 'one', period: { from: '2025-03-01', to: '2026-02-28' }, shares: [{ who: 'board', amount: 100 }] });
  await one.tell('2024-12-01', 'setPaymentPeriod', { payment: 'two', period: { from: '2026-03-01', to: '2027-02-28' }, shares: [{ who: 'board', amount: 100 }] });
  await one.tell('2025-06-01', 'receiveRequest', { term: 'pay', request: 'first' });
  await one.tell('2025-06-02', 'waiveTerm', { term: 'pay', request: 'first', power: 'board', reason: 'withdrawn' });
  await one.tell('2025-07-02', 'giveNotice', { by: 'The board', ground: 'other' });
  return one;
};

it('where an agreement stands, by the day of the view', async () => {
  const one = await broken();
  expect([await standing(one, '2025-02-28'), await standing(one, '2025-02-28', 'sv')]).toEqual(['not begun', 'har inte börjat gälla']);
  expect([await standing(one, '2025-03-01'), await standing(one, '2025-03-01', 'sv')]).toEqual(['in effect', 'gäller']);
  expect([await standing(one, '2025-10-02'), await standing(one, '2025-10-02', 'sv')]).toEqual(['notice given, ends 2025-10-02', 'uppsagt, upphör 2025-10-02']);
  expect([await standing(one, '2025-10-03'), await standing(one, '2030-01-01', 'sv')]).toEqual(['ended 2025-10-02', 'upphörde 2025-10-02']);
});

it('notice of an agreement without an end or a period of notice; one closed; one whose period has ended', async () => {
  const open = await agreement({ period: { from: '2025-03-01' } });
  await open.tell('2025-07-02', 'giveNotice', { by: 'The board', ground: 'other' });
  expect(await standing(open, '2030-01-01')).toBe('notice given');
  await open.tell('2030-02-01', 'closeAgreement', { reason: 'over' });
  expect(await standing(open, '2030-02-01')).toBe('closed 2030-02-01');
  const run = await agreement();
  expect([await standing(run, '2028-02-29'), await standing(run, '2028-03-01')]).toEqual(['in effect', 'ended 2028-02-29']);
});

it('after the notice nothing is to be done that it ended; a term of one date that lies later is still owed', async () => {
  const one = await broken();
  const before = ['Payment period | 2025-03-01 – 2026-02-28 | 2025-03-01', 'budget | 2025 (2025-01-01 – 2025-12-31) | 2025-12-31', 'yearly report | 2025-03-01 – 2026-02-28 | 2026-02-28'];
  expect(await toDo(one, '2025-07-01')).toEqual(expect.arrayContaining([...before, 'Payment period | 2026-03-01 – 2027-02-28 | 2026-03-01', 'Last day for notice | – | 2027-11-29', 'Prepare the renewal | – | 2028-02-29', 'pay | – | on request']) as unknown);
  const after = await toDo(one, '2025-10-03');
  expect([...after].sort()).toEqual([...before, 'The agreement ends | – | 2025-10-02', 'evaluation | – | 2027-10-01'].sort());
  expect(await toDo(one, '2025-10-02')).toContain('pay | – | on request');
});

it('what was waived or prepared is not to be done; what was performed stays in the calendar', async () => {
  const one = await agreement();
  await one.tell('2024-12-01', 'addTerm', { term: 'yearly', what: 'report', rhythm: { kind: 'recurring', every: 'year', counted: 'contract' } });
  await one.tell('2025-12-01', 'waiveTerm', { term: 'yearly', instance: '2025-03-01', power: 'board', reason: 'no activity' });
  await one.tell('2026-12-01', 'performTerm', { term: 'yearly', instance: '2026-03-01', evidence: 'report' });
  await one.tell('2026-12-01', 'prepareRenewal', { evidence: 'memo' });
  expect(await toDo(one, '2026-11-30')).toEqual(['report | 2026-03-01 – 2027-02-28 | 2027-02-28', 'The agreement ends | – | 2028-02-29', 'Prepare the renewal | – | 2028-02-29', 'report | 2027-03-01 – 2028-02-29 | 2028-02-29']);
  expect(await toDo(one, '2026-12-01')).toEqual(['report | 2026-03-01 – 2027-02-28 | 2027-02-28', 'The agreement ends | – | 2028-02-29', 'report | 2027-03-01 – 2028-02-29 | 2028-02-29']);
});

it('terms of notice told anew leave the new day to give notice by', async () => {
  const one = await agreement();
  await one.tell('2024-12-01', 'setNoticeTerms', { period: 'P3M', latestBeforeEnd: 'P3M' });
  await one.tell('2025-12-01', 'setNoticeTerms', { period: 'P3M', latestBeforeEnd: 'P6M' });
  expect(await toDo(one, '2026-01-01')).toContain('Last day for notice | – | 2027-08-29');
});

it('one that waits for other bodies, and one that has fallen: of it nothing is to be done', async () => {
  const one = await agreement();
  await one.tell('2024-12-01', 'setCondition', { condition: 'council', body: 'The council' });
  await one.tell('2024-12-01', 'addTerm', { term: 'yearly', what: 'report', rhythm: { kind: 'recurring', every: 'year' } });
  expect(await standing(one, '2025-03-01')).toBe('waits for another body’s decision');
  await one.tell('2025-02-10', 'recordConditionDecision', { condition: 'council', outcome: 'otherwise' });
  expect([await standing(one, '2025-03-01'), await toDo(one, '2025-03-01')]).toEqual(['has fallen: another body decided otherwise', []]);
});

it('a registration that was taken back is told', async () => {
  const one = book<AgreementState>('agreement');
  const registered = await one.tell('2024-12-01', 'registerAgreement', { name: 'Partnership', period });
  await one.tell('2024-12-01', 'addParty', { party: 'club', name: 'The club' });
  await one.retract(registered);
  expect([await standing(one, '2025-03-01'), await standing(one, '2025-03-01', 'sv'), await toDo(one, '2025-03-01')]).toEqual(['no registration on record', 'registrering saknas', []]);
});

it('more instances than can be told: this year and the next, and a line for the rest', async () => {
  const one = await agreement({ period: { from: '2024-01-01', to: '2029-12-31' } });
  await one.tell('2024-12-01', 'addTerm', { term: 'daily', what: 'log', rhythm: { kind: 'every', length: 'P1D' } });
  const lines = await toDo(one, '2025-01-10');
  expect(lines.filter((line) => line.startsWith('log |'))).toHaveLength(366 + 365 + 365);
  expect(lines).toContain('log: more instances, not shown | 2027-01-01 – 2029-12-31 | –');
  expect(await toDo(one, '2025-01-10', {}, 'sv')).toContain('log: fler tillfällen, visas inte | 2027-01-01 – 2029-12-31 | –');
  // Through 2029 they are too many: the first are told.
  expect(await toDo(one, '2028-01-10', { year: '2029' })).toContain('log: more instances, not shown | 2029-06-23 – 2029-12-31 | –');
  expect(await toDo(one, '2025-01-10', { year: '2024' })).toHaveLength(366);
});

it.each(['9999-12-31', '2999-12-31'])('until %s no term is left out without a word', async (to) => {
  const one = await agreement({ period: { from: '2025-01-01', to } });
  for (const counted of ['calendar', 'contract', undefined]) {
    await one.tell('2024-12-01', 'addTerm', { term: counted ?? 'unclear', what: counted ?? 'unclear', rhythm: { kind: 'recurring', every: 'quarter', ...(counted === undefined ? {} : { counted }) } });
  }
  const lines = await toDo(one, '2026-02-01');
  for (const what of ['calendar', 'contract']) {
    expect(lines.filter((line) => line.startsWith(`${what} |`))).toHaveLength(12);
    expect(lines).toContain(`${what}: more instances, not shown | 2028-01-01 – ${to} | –`);
  }
  expect(lines.filter((line) => line.startsWith('unclear: more'))).toHaveLength(1);
});
