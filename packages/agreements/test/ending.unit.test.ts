/** Breach, remedy, notice, the last day for it, and what is to follow. */
import { unsafeDuration } from '@frist/calendar';

import { type AgreementState, calendarOf, dayBefore, endOf } from '@frist/agreements';

import { book, day, days, standing } from './support';

const agreement = async (to: string | undefined = '2028-02-29') => {
  const one = book<AgreementState>('agreement');
  await one.tell('2024-12-01', 'registerAgreement', { name: 'Partnership', period: { from: '2025-03-01', ...(to === undefined ? {} : { to }) }, diaryNumbers: ['SN/2024:1'] });
  for (const party of ['board', 'club']) await one.tell('2024-12-01', 'addParty', { party, name: `The ${party}` });
  await one.tell('2024-12-01', 'addTerm', { term: 'statistics', what: 'statistics', rhythm: { kind: 'recurring', every: 'quarter', counted: 'contract' } });
  await one.tell('2024-12-01', 'setNoticeTerms', { remedyWithin: 'P30D', period: 'P3M', latestBeforeEnd: 'P3M', inWriting: true, afterDialogue: true });
  return one;
};
const notice = { by: 'The board', ground: 'breach', breach: 'one', inWriting: true, afterDialogue: true };

it.each([
  ['2028-02-29', 'P3M', '2027-11-29'],
  ['2026-05-31', 'P3M', '2026-02-28'],
  ['2028-05-31', 'P3M', '2028-02-29'],
  ['2025-12-31', 'P1Y', '2024-12-31'],
  ['2024-02-29', 'P1Y', '2023-02-28'],
  ['2025-03-15', 'P2W', '2025-03-01'],
  ['2025-01-01', 'P1D', '2024-12-31'],
])('%s less %s is %s', (end, length, expected) => expect(dayBefore(day(end), unsafeDuration(length))).toBe(expected));

it('the last day for notice is three months before the end, lapses, and is no duty to give notice', async () => {
  const one = await agreement();
  expect((await one.owed('last-day-for-notice', '2027-11-29')).map(({ timeliness, force }) => [timeliness, force])).toEqual([['due-today', 'may']]);
  expect((await one.owed('last-day-for-notice', '2027-11-30'))).toEqual([]);
  expect((await one.check('2027-11-30')).counts.overdue).toBe((await one.check('2027-11-29')).counts.overdue);
  await one.tell('2027-11-20', 'giveNotice', { by: 'The club', ground: 'end-of-period', inWriting: true, afterDialogue: true });
  expect((await one.duties('last-day-for-notice')).map(standing)).toEqual(['performed']);
  expect([endOf(await one.state()), await one.findings()]).toEqual(['2028-02-29', []]);
});

it('a breach is to be remedied within 30 days; remedied, there is no right to notice', async () => {
  const one = await agreement();
  await one.tell('2026-05-01', 'recordBreach', { breach: 'one', by: 'club', what: 'no statistics', term: 'statistics' });
  // 31 May 2026 is a Sunday: it does not roll.
  expect((await one.duties('remedy-breach')).map((duty) => [...days(duty), duty.incurred?.debtor])).toEqual([['2026-05-31', 'The club']]);
  expect((await one.owed('notice-after-breach', '2026-05-31')).map(({ lifecycle, activatesOn }) => [lifecycle, activatesOn])).toEqual([['conditional', '2026-06-01']]);
  expect((await one.owed('notice-after-breach', '2026-06-01')).map(({ lifecycle, force }) => [lifecycle, force])).toEqual([['active', 'may']]);
  const remedied = await one.tell('2026-05-30', 'remedyBreach', { breach: 'one', evidence: 'statistics sent' });
  expect([...(await one.duties('remedy-breach')), ...(await one.duties('notice-after-breach'))].map(standing)).toEqual(['performed', 'discharged']);
  await one.retract(remedied);
  expect([...(await one.duties('remedy-breach')), ...(await one.duties('notice-after-breach'))].map(standing)).toEqual(['owed', 'owed']);
});

it('notice after a breach ends the agreement three months later, and no instance begins after that', async () => {
  const one = await agreement();
  await one.tell('2026-05-01', 'recordBreach', { breach: 'one', by: 'club', what: 'no statistics' });
  const given = await one.tell('2026-06-01', 'giveNotice', notice);
  expect(endOf(await one.state())).toBe('2026-09-01');
  expect((await one.duties('notice-after-breach')).map(standing)).toEqual(['performed']);
  expect((await one.duties('prepare-renewal')).map(standing)).toEqual(['discharged']);
  expect((await one.owed('term', '2027-06-01')).map(({ instance }) => instance)).toEqual(['2025-03-01', '2025-06-01', '2025-09-01', '2025-12-01', '2026-03-01', '2026-06-01', '2026-09-01']);
  expect(calendarOf(await one.state()).filter(({ kind }) => kind === 'end').map(({ lastDay }) => lastDay)).toEqual(['2026-09-01']);
  expect(await one.findings()).toEqual([]);
  await one.retract(given);
  expect((await one.owed('term', '2027-06-01'))).toHaveLength(10);
});

it('what is wrong with a notice is shown, not refused', async () => {
  const one = await agreement();
  await one.tell('2026-05-01', 'recordBreach', { breach: 'one', by: 'club', what: 'no statistics' });
  await one.tell('2026-05-20', 'giveNotice', { by: 'The board', ground: 'breach', breach: 'one' });
  expect(await one.findings()).toEqual(['notice-not-in-writing', 'notice-without-dialogue', 'notice-before-remedy-time']);
  await one.tell('2026-05-21', 'remedyBreach', { breach: 'one', evidence: 'sent' });
  await one.tell('2028-01-10', 'giveNotice', { by: 'The board', ground: 'breach', inWriting: true, afterDialogue: true });
  expect((await one.findings()).slice(3)).toEqual(['notice-too-late', 'notice-without-breach']);
});

it('the renewal is prepared before the end, or so long before it as was decided', async () => {
  const one = await agreement();
  expect((await one.duties('prepare-renewal')).map(days)).toEqual([['2028-02-29']]);
  await one.tell('2025-01-10', 'planRenewal', { before: 'P9M', by: 'head of social services', decision: '§ 4' });
  expect((await one.duties('prepare-renewal')).map((duty) => [...days(duty), standing(duty), duty.incurred?.debtor, duty.incurred?.basis.kind])).toEqual([['2028-02-29', 'superseded', 'board', 'agreement'], ['2027-05-29', 'owed', 'head of social services', 'decision']]);
  await one.tell('2027-05-20', 'nameSuccessor', { successor: { kind: 'outside', number: 'SN/2027:9' }, from: '2028-03-01' });
  expect((await one.duties('prepare-renewal')).map(standing)).toEqual(['superseded', 'performed']);
});

it('an agreement without an end has no last day for notice, and says so', async () => {
  const one = book<AgreementState>('agreement');
  await one.tell('2024-12-01', 'registerAgreement', { name: 'Partnership', period: { from: '2025-03-01' }, diaryNumbers: ['SN/2024:1'] });
  for (const party of ['board', 'club']) await one.tell('2024-12-01', 'addParty', { party, name: `The ${party}` });
  await one.tell('2024-12-01', 'setNoticeTerms', { period: 'P3M', latestBeforeEnd: 'P3M' });
  expect([await one.duties('last-day-for-notice'), await one.duties('prepare-renewal'), await one.findings()]).toEqual([[], [], ['no-end']]);
});

it('a corrected period gives other instances, and what was known before stays as it was known', async () => {
  const one = book<AgreementState>('agreement', { today: '2025-06-10' });
  const told = { name: 'Partnership', period: { from: '2025-03-01', to: '2025-05-31' }, diaryNumbers: ['SN/2024:1'] };
  const registered = await one.tell('2024-12-01', 'registerAgreement', told);
  await one.tell('2024-12-01', 'addTerm', { term: 'report', what: 'report', rhythm: { kind: 'recurring', every: 'quarter', counted: 'contract' } });
  await one.tell('2025-05-20', 'performTerm', { term: 'report', instance: '2025-03-01', evidence: 'sent' });
  one.setClock('2025-12-31');
  await one.correct(registered, { data: { ...told, period: { from: '2025-03-01', to: '2026-02-28' } } });
  expect((await one.owed('term', '2025-12-31')).map(({ instance, timeliness }) => [instance, timeliness])).toEqual([['2025-06-01', 'overdue'], ['2025-09-01', 'overdue'], ['2025-12-01', 'upcoming']]);
  expect((await one.check('2025-12-31')).counts).toMatchObject({ 'met-on-time': 1 });
  expect((await one.check('2025-12-31', '2025-12-30T12:00:00.000Z')).findings.filter((each) => each.rule === 'agreements/term')).toEqual([]);
  expect((await one.duties('prepare-renewal')).map(days)).toEqual([['2026-02-28', '2025-05-31']]);
});

it('dates follow what they are counted by, whichever fact of the two is corrected, and the old ones stay visible', async () => {
  const one = book<AgreementState>('agreement');
  const told = { name: 'Partnership', period: { from: '2025-03-01', to: '2028-02-29' } };
  const registered = await one.tell('2024-12-01', 'registerAgreement', told);
  await one.tell('2024-12-01', 'addParty', { party: 'club', name: 'The club' });
  const pay = { term: 'pay', what: 'pay', rhythm: { kind: 'on-request', within: 'P30D' } };
  const follow = { term: 'follow', what: 'follow', rhythm: { kind: 'per-participant', length: 'P6M' } };
  const [payTerm, followTerm] = [await one.tell('2024-12-02', 'addTerm', pay), await one.tell('2024-12-02', 'addTerm', follow)];
  await one.tell('2024-12-02', 'addTerm', { term: 'start', what: 'structure', rhythm: { kind: 'once', due: { basis: { kind: 'agreement', reference: 'x', confidence: 'S' }, text: 'the first quarter', year: 2025 } } });
  const terms = { remedyWithin: 'P30D', period: 'P3M', latestBeforeEnd: 'P3M' };
  const notices = await one.tell('2024-12-03', 'setNoticeTerms', terms);
  await one.tell('2025-01-10', 'planRenewal', { before: 'P9M', by: 'head' });
  const request = await one.tell('2025-05-01', 'receiveRequest', { term: 'pay', request: 'a' });
  await one.tell('2025-05-01', 'startCohort', { term: 'follow', cohort: 'a', participants: 3 });
  await one.tell('2025-05-01', 'recordBreach', { breach: 'a', by: 'club', what: 'x' });
  const last = async (kind: string) => (await one.duties(kind)).map(days).at(-1);
  expect(await Promise.all(['request', 'participants', 'remedy-breach', 'last-day-for-notice', 'prepare-renewal'].map(last))).toEqual([['2025-05-31'], ['2025-11-01'], ['2025-05-31'], ['2027-11-29'], ['2027-05-29']]);
  await one.correct(payTerm, { data: { ...pay, rhythm: { kind: 'on-request', within: 'P10D' } } });
  await one.correct(followTerm, { data: { ...follow, rhythm: { kind: 'per-participant', length: 'P3M' } } });
  await one.correct(notices, { data: { ...terms, remedyWithin: 'P14D' } });
  await one.correct(registered, { data: { ...told, period: { from: '2025-04-01', to: '2027-12-31' } } });
  expect(await Promise.all(['request', 'participants', 'remedy-breach', 'last-day-for-notice', 'prepare-renewal', 'term'].map(last))).toEqual([
    ['2025-05-11', '2025-05-31'], ['2025-08-01', '2025-11-01'], ['2025-05-15', '2025-05-31'], ['2027-09-30', '2027-11-29'], ['2027-03-31', '2027-05-29'], ['2025-06-30', '2025-05-31'],
  ]);
  await one.correct(request, { occurredOn: '2025-05-02' });
  expect((await one.duties('request')).map((duty) => duty.due?.kind === 'fixed' && duty.due.limit.lastPermittedDay)).toEqual(['2025-05-12']);
});
