/** Cases whose statutory times are followed, and how their share met in time comes out of the ledger. */
import { memoryKeyStore, sealerFrom } from '@frist/confidentiality';

import type { StatutoryCaseState } from '@frist/agreements';

import { book, days, standing } from './support';

const child = '22222222-2222-4222-8222-222222222222';
const aCase = async (duty: string, on: string, more: object = {}) => {
  const one = book<StatutoryCaseState>('statutoryCase', { sealer: sealerFrom(memoryKeyStore()) });
  await one.tell('2019-01-01', 'registerCase', { case: child, fedFrom: 'the case system', reference: { kind: 'outside', number: 'B-17' } });
  const started = await one.tell(on, 'startClock', { clock: 'one', duty, ...more });
  return { ...one, started };
};

it('concern report, protection at once, investigation: each its own duty, with the rule of its day', async () => {
  const one = await aCase('open-child-investigation', '2025-12-10');
  await one.tell('2025-12-10', 'startClock', { clock: 'protection', duty: 'assess-need-for-protection' });
  expect((await one.owed('open-child-investigation', '2025-12-29')).map(({ timeliness, due }) => [timeliness, due?.kind === 'fixed' && due.limit.endDay])).toEqual([['due-today', '2025-12-24']]);
  expect((await one.owed('assess-need-for-protection', '2025-12-13')).map(({ timeliness, soft }) => [timeliness, soft?.elapsedDays])).toEqual([['undetermined', 3]]);
  await one.tell('2025-12-11', 'meetClock', { clock: 'protection' });
  await one.tell('2025-12-29', 'meetClock', { clock: 'one', evidence: { kind: 'outside', number: 'B-17/3' } });
  await one.tell('2025-12-29', 'startClock', { clock: 'investigation', duty: 'child-investigation' });
  expect((await one.duties('child-investigation')).map(days)).toEqual([['2026-04-29']]);
  expect((await one.check('2025-12-30')).counts).toMatchObject({ 'met-on-time': 1, overdue: 0 });
  expect((await one.duties('open-child-investigation')).map(({ evidence, incurred }) => [evidence, incurred?.concerns])).toEqual([['B-17/3', ['B-17']]]);
});

it('continued care is considered again six months after each consideration, and never rolls', async () => {
  const one = await aCase('consider-continued-care', '2024-08-31');
  expect((await one.duties('consider-continued-care')).map(days)).toEqual([['2025-02-28']]);
  await one.tell('2025-02-20', 'meetClock', { clock: 'one' });
  await one.tell('2025-08-31', 'meetClock', { clock: 'one' });
  const duties = await one.duties('consider-continued-care');
  expect(duties.map((duty) => [...days(duty), standing(duty), duty.incurred?.rule.version])).toEqual([
    ['2025-02-28', 'performed', 1],
    ['2025-08-20', 'performed', 1],
    ['2026-02-28', 'owed', 2],
  ]);
  await one.tell('2026-01-10', 'endClock', { clock: 'one', case: child, ground: 'ended', power: 'board', note: 'moved back to the mother' });
  expect((await one.duties('consider-continued-care')).map(standing)).toEqual(['performed', 'performed', 'discharged']);
  expect((await one.check('2026-01-10')).counts).toMatchObject({ 'met-on-time': 1, 'met-late': 1 });
});

it('what is said about a person is sealed, and stands nowhere in the open', async () => {
  const one = await aCase('jourhem-ends', '2024-01-01');
  await one.tell('2024-02-01', 'endClock', { clock: 'one', case: child, ground: 'other', power: 'board', note: 'a sentence about the child' });
  const events = await one.events();
  expect(JSON.stringify(events)).not.toContain('a sentence about the child');
  expect((await one.state()).ended[0]).toMatchObject({ case: child, note: { _tag: 'sealed', subject: child } });
  expect(JSON.stringify(events.filter(({ data }) => 'obligation' in (data as object)))).not.toContain(child);
});

it('custody: after two years, then a year after each time', async () => {
  const one = await aCase('custody-transfer', '2025-08-15');
  await one.tell('2027-08-10', 'meetClock', { clock: 'one' });
  expect((await one.duties('custody-transfer')).map(days)).toEqual([['2027-08-15'], ['2028-08-10']]);
});

it('more time by a decision moves the date, and the old one stays visible; a retraction moves it back', async () => {
  const one = await aCase('child-investigation', '2025-08-01');
  const granted = await one.tell('2025-11-20', 'extendClock', { clock: 'one', until: '2026-02-01', by: 'the committee', decision: { kind: 'outside', number: '§ 12' } });
  expect((await one.duties('child-investigation')).map(days)).toEqual([['2026-02-01', '2025-12-01']]);
  await one.tell('2025-12-15', 'startClock', { clock: 'two', duty: 'jourhem-ends' });
  expect((await one.duties('child-investigation')).map(days)).toEqual([['2026-02-01', '2025-12-01']]);
  await one.retract(granted);
  expect((await one.duties('child-investigation')).map(days)).toEqual([['2025-12-01']]);
});

it('a stretch of days as day 0 gives a stretch of last days', async () => {
  const one = await aCase('follow-up-of-child', '2025-07-03', { between: { from: '2025-07-01', to: '2025-07-03' } });
  expect((await one.duties('follow-up-of-child')).map(({ due }) => due)).toMatchObject([{ kind: 'fuzzy', fuzzy: { earliest: '2026-01-01', latest: '2026-01-03' } }]);
});

it('72 hours: on the last day only the instant tells', async () => {
  const at = '2025-05-02T08:00:00.000Z';
  const late = await aCase('personal-data-breach', '2025-05-02', { at });
  await late.tell('2025-05-05', 'meetClock', { clock: 'one', at: '2025-05-05T09:00:00.000Z' });
  expect(await late.findings()).toEqual(['after-the-hour']);
  const inTime = await aCase('personal-data-breach', '2025-05-02', { at });
  await inTime.tell('2025-05-05', 'meetClock', { clock: 'one', at: '2025-05-05T07:59:00.000Z' });
  expect(await inTime.findings()).toEqual([]);
  expect(await (await aCase('personal-data-breach', '2025-05-02')).findings()).toEqual(['instant-not-told']);
});

it('a corrected day 0 moves the date, also under another act', async () => {
  const one = await aCase('follow-up-of-child', '2025-06-30');
  expect((await one.duties('follow-up-of-child')).map(days)).toEqual([['2025-08-30']]);
  await one.correct(one.started, { occurredOn: '2025-07-01' });
  const [duty, ...others] = await one.duties('follow-up-of-child');
  expect([duty?.incurred?.rule.version, duty?.due?.kind === 'fixed' && duty.due.limit.lastPermittedDay, others]).toEqual([2, '2026-01-01', []]);
  expect((await one.state()).clocks['one']?.on).toBe('2025-07-01');
});

it.each([
  ['startClock', { clock: 'two', duty: 'answer-reporter' }, '2026-01-14', 'NoRuleInForce'],
  ['startClock', { clock: 'one', duty: 'jourhem-ends' }, '2026-01-14', 'KeyTaken'],
  ['startClock', { clock: 'two', duty: 'personal-data-breach', at: '2026-01-15T08:00:00.000Z' }, '2026-01-14', 'SelfContradiction'],
  ['meetClock', { clock: 'two' }, '2026-01-14', 'UnknownClock'],
  ['meetClock', { clock: 'one', between: { from: '2026-01-01', to: '2026-01-02' } }, '2026-01-14', 'SelfContradiction'],
  ['endClock', { clock: 'one', case: '99999999-9999-4999-8999-999999999999', ground: 'ended', power: 'board' }, '2026-01-14', 'SelfContradiction'],
  ['registerCase', { case: child }, '2026-01-14', 'CaseRegisteredAlready'],
])('%s %j on %s is refused: %s', async (command, data, on, tag) => {
  const one = await aCase('jourhem-ends', '2025-12-01');
  const before = (await one.events()).length;
  expect((await one.refusal(on, command, data))._tag).toBe(tag);
  expect((await one.events()).length).toBe(before);
});

it('the share met in time comes out of the ledger', async () => {
  const one = await aCase('open-child-investigation', '2025-08-01');
  await one.tell('2025-08-15', 'meetClock', { clock: 'one' });
  // 2025-08-02 + 14 days is a Saturday: done on the Monday is in time. The third was two days late, the fourth is not done.
  const told: readonly (readonly [string, string, string | null])[] = [['two', '2025-08-02', '2025-08-18'], ['three', '2025-08-04', '2025-08-20'], ['four', '2025-09-01', null]];
  for (const [clock, received, done] of told) {
    await one.tell(received, 'startClock', { clock, duty: 'open-child-investigation' });
    if (done !== null) await one.tell(done, 'meetClock', { clock });
  }
  expect(await one.outcomes('2025-12-31')).toEqual([{ kind: 'agreements/open-child-investigation', period: '2025', metOnTime: 2, metLate: 1, overdue: 1, undetermined: 0, shareOnTime: 0.5, daysLate: [2] }]);
});
