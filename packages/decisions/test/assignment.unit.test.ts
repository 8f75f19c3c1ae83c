/** Assignments: once, at a meeting, undated, standing; consultations with parts; every outcome that papers tell. */
import { agency, assignmentBook, bodyBook, bothDays, decisionsBook, standing } from './support';

const given = { kind: 'assignment', title: 'Report of measures', givenBy: 'socialnämnden', diaryNumbers: ['SN Dnr. 2020:264'] };

it('due on a day, in words, at a meeting, or undated', async () => {
  const due = async (told: object | null, more: object = {}) => {
    const one = assignmentBook();
    await one.tell('2020-05-01', 'giveAssignment', { ...given, ...(told === null ? {} : { due: told }), ...more });
    const [duty] = await one.duties('answer-assignment');
    return duty?.due?.kind === 'at-meeting' ? ['at-meeting', duty.due.told] : duty?.due?.kind === 'fuzzy' ? [duty.due.fuzzy.earliest, duty.due.fuzzy.latest] : bothDays(duty);
  };
  expect([
    await due({ day: '2020-06-06' }),
    await due({ day: '2020-06-06', basis: { kind: 'statute', reference: 'an act', confidence: 'V' } }),
    await due({ text: 'after the summer', year: 2020 }),
    await due({ text: 'as soon as possible, at the latest before 31 December 2020' }),
    await due({ meeting: { body: 'socialnämnden', day: '2020-06-09' } }),
    await due({ meeting: { body: 'socialnämnden', text: '9 June', year: 2020 } }),
    await due({ meeting: { body: 'socialnämnden', text: '9 June' } }),
    await due({ meeting: { body: 'socialnämnden' } }),
    await due({ meeting: { body: 'socialnämnden' } }, { undated: true }),
    await due(null),
  ]).toEqual([['2020-06-06', '2020-06-06'], ['2020-06-06', '2020-06-08'], ['2020-09-01', '2020-10-31'], 'soft', ['at-meeting', '2020-06-09'], ['at-meeting', '2020-06-09'], 'undated', ['at-meeting', undefined], 'undated', 'undated']);
});

it('at the meeting of a day: met on that day, and it moves with the meeting', async () => {
  const test = decisionsBook();
  const body = bodyBook(test);
  await body.tell('2020-01-01', 'registerBody', { body: 'socialnämnden', kind: 'board' });
  await body.tell('2020-01-01', 'scheduleMeeting', { body: 'socialnämnden', meeting: 'june', heldOn: '2020-06-09' });
  const one = assignmentBook(test);
  await one.tell('2020-05-01', 'giveAssignment', { ...given, due: { meeting: { body: 'socialnämnden', day: '2020-06-09' } } });
  await body.tell('2020-06-01', 'moveMeeting', { body: 'socialnämnden', meeting: 'june', heldOn: '2020-06-16', reason: 'illness' });
  expect((await one.listed('answer-assignment', '2020-06-10')).map(({ timeliness, days }) => [timeliness, days])).toEqual([['due-soon', -6]]);
  await one.tell('2020-06-16', 'answerAssignment', { matter: { kind: 'outside', number: 'SN/2020:300' } });
  expect((await one.duties('answer-assignment')).map(({ evidence }) => evidence)).toEqual(['answered by SN/2020:300']);
  expect((await test.check('2020-06-17')).counts).toMatchObject({ 'met-on-time': 1 });
});

it('an answer dated before the paper that tells the assignment counts on its own day', async () => {
  const one = assignmentBook();
  expect(await one.refusal('2020-06-09', 'answerAssignment', {})).toMatchObject({ _tag: 'AssignmentNotGiven' });
  await one.tell('2020-08-31', 'giveAssignment', { ...given, undated: true, due: { meeting: { body: 'socialnämnden', day: '2020-06-09' } } });
  await one.tell('2020-06-09', 'answerAssignment', {});
  const [duty, ...others] = await one.duties('answer-assignment');
  expect([standing(duty), duty?.performedBetween, others, duty?.anomalies]).toEqual(['submitted', { from: '2020-06-09', to: '2020-06-09' }, [], undefined]);
  expect((await one.register.check('2020-09-01')).counts).toMatchObject({ 'met-on-time': 1, overdue: 0 });
  expect(await one.findings()).toEqual(['given-without-day']);
});

describe('consultations', () => {
  const consultation = { kind: 'consultation', title: 'Statement on partnership guidelines', givenBy: 'executive board', diaryNumbers: ['SN 2019:203'], due: { day: '2019-09-15', basis: agency }, parts: [{ part: 'guidelines', owedBy: 'board', what: 'guidelines' }, { part: 'handbook', owedBy: 'administration', what: 'handbook', due: { day: '2019-09-30' } }] };

  it('each party owes its own part, by its own day', async () => {
    const one = assignmentBook();
    await one.tell('2019-06-01', 'giveAssignment', consultation);
    expect((await one.duties('answer-consultation')).map((duty) => [duty.incurred?.debtor, bothDays(duty)])).toEqual(expect.arrayContaining([['board', ['2019-09-15', '2019-09-15']], ['administration', ['2019-09-30', '2019-09-30']]]));
    expect(await one.refusal('2019-09-10', 'answerAssignment', {})).toMatchObject({ _tag: 'PartNotTold', expected: 'guidelines, handbook' });
    await one.tell('2019-09-10', 'answerAssignment', { part: 'guidelines', by: 'board' });
    expect((await one.listed('answer-consultation', '2019-10-01')).map(({ debtor, days }) => [debtor, days])).toEqual([['administration', 1]]);
    await one.tell('2019-10-02', 'releaseAssignment', { by: 'executive board', reason: 'the handbook is written elsewhere' });
    expect((await one.duties('answer-consultation')).map((duty) => [duty.incurred?.debtor, standing(duty)])).toEqual(expect.arrayContaining([['board', 'submitted'], ['administration', 'discharged']]));
  });
});

describe('standing assignments', () => {
  const fees = { kind: 'assignment', title: 'Yearly adjustment of fees', givenBy: 'socialnämnden', diaryNumbers: ['SN 2020:42', 'SN/2020:00042'], standing: { rhythm: 'year', from: '2020-01-01' } };

  it('have an instance each year without end; evidence belongs to the instance', async () => {
    const one = assignmentBook();
    await one.tell('2020-01-01', 'giveAssignment', fees);
    await one.tell('2020-11-10', 'answerAssignment', { instance: '2021' });
    await one.tell('2021-01-05', 'answerAssignment', { instance: '2020' });
    const listed = await one.listed('answer-assignment', '2023-02-01');
    expect(listed.map(({ instance, timeliness, days }) => [instance, timeliness, days])).toEqual([['2022', 'overdue', 32], ['2023', 'upcoming', -333]]);
    const [duty] = await one.duties('answer-assignment');
    expect([duty?.instances?.['2020']?.performedOn, duty?.instances?.['2021']?.performedOn, duty?.anomalies]).toEqual(['2021-01-05', '2020-11-10', undefined]);
    expect((await one.register.check('2023-02-01')).counts).toMatchObject({ 'met-late': 1, 'met-on-time': 1 });
    expect(await one.findings()).toEqual(['diary-number-printed-twice']);
    expect(await one.refusal('2021-01-05', 'answerAssignment', {})).toMatchObject({ _tag: 'InstanceNotTold' });
    expect(await one.refusal('2021-01-05', 'answerAssignment', { instance: '2019' })).toMatchObject({ _tag: 'UnknownInstance' });
    expect(await one.refusal('2021-01-05', 'answerAssignment', { instance: '2021-Q1' })).toMatchObject({ _tag: 'UnknownInstance' });
  });

  it('an instance is carried over, and the whole ends from an instance on', async () => {
    const one = assignmentBook();
    await one.tell('2020-01-01', 'giveAssignment', fees);
    await one.tell('2020-12-20', 'tellShortfall', { outcome: 'carried-over', instance: '2020', because: 'resources' });
    expect((await one.listed('answer-assignment', '2021-02-01')).map(({ instance }) => instance)).toEqual(['2021']);
    await one.tell('2021-12-20', 'releaseAssignment', { by: 'socialnämnden', reason: 'fees follow an index', fromInstance: '2022' });
    expect((await one.listed('answer-assignment', '2024-02-01')).map(({ instance, timeliness }) => [instance, timeliness])).toEqual([['2021', 'overdue']]);
    expect(await one.findings()).toContain('assignment-carried-over');
  });
});

describe('outcomes', () => {
  it('reduced since the person responsible was on leave: partly done, and the rest is owed until released', async () => {
    const one = assignmentBook();
    await one.tell('2020-05-01', 'giveAssignment', { ...given, due: { day: '2020-12-31' } });
    await one.tell('2020-12-01', 'tellShortfall', { outcome: 'reduced', because: 'responsible-on-leave', done: 'two of four courses' });
    expect((await one.listed('answer-assignment', '2021-01-01')).map(({ delivery, timeliness }) => [delivery, timeliness])).toEqual([['partial', 'overdue']]);
    expect((await one.finding('assignment-reduced'))?.title).toEqual({ sv: 'Uppdraget är genomfört i minskad omfattning eftersom den ansvarige varit ledig', en: 'The assignment was carried out in part, since the person responsible was on leave' });
    await one.tell('2021-01-20', 'releaseAssignment', { by: 'socialnämnden', reason: 'content with that' });
    expect((await one.duties('answer-assignment')).map(standing)).toEqual(['discharged']);
  });

  it('carried over to next year: the first date stays visible with the duty it belonged to', async () => {
    const one = assignmentBook();
    await one.tell('2020-05-01', 'giveAssignment', { ...given, due: { day: '2020-12-31' } });
    await one.tell('2020-12-01', 'tellShortfall', { outcome: 'carried-over', due: { text: 'during 2021' } });
    const duties = await one.duties('answer-assignment');
    expect(duties.map((duty) => [bothDays(duty), standing(duty)])).toEqual(expect.arrayContaining([[['2020-12-31', '2020-12-31'], 'superseded'], ['fuzzy', 'owed']]));
    await one.tell('2021-10-01', 'setAssignmentDate', { due: { day: '2021-11-30' }, by: 'socialnämnden' });
    await one.tell('2021-11-30', 'answerAssignment', {});
    await one.tell('2021-12-10', 'returnAnswer', { by: 'socialnämnden', reason: 'costs are missing', due: { day: '2022-01-31' } });
    expect((await one.listed('answer-assignment', '2022-02-01')).map(({ delivery, completion }) => [delivery, completion?.timeliness])).toEqual([['returned', 'overdue']]);
  });

  it('planned and not offered: owed as before, and a breach is shown', async () => {
    const one = assignmentBook();
    await one.tell('2020-05-01', 'giveAssignment', given);
    await one.tell('2020-12-01', 'tellShortfall', { outcome: 'not-offered' });
    expect((await one.duties('answer-assignment')).map(standing)).toEqual(['owed']);
    expect([(await one.finding('assignment-not-offered'))?.kind, await one.findings()]).toEqual(['breach', ['undated-assignment', 'assignment-not-offered']]);
  });
});

it('a follow-up whose day has passed is shown until something is on record since that day, or all is released', async () => {
  const follow = async (due?: object) => {
    const one = assignmentBook();
    await one.tell('2024-05-01', 'giveAssignment', { ...given, due: { day: '2024-09-01' } });
    await one.tell('2024-08-25', 'answerAssignment', {});
    await one.tell('2024-08-26', 'tellFollowUp', { what: 'the queue', ...(due === undefined ? {} : { due }) });
    return one;
  };
  const one = await follow({ day: '2024-12-01' });
  expect([await one.findings('2024-12-01'), await one.findings('2024-12-02')]).toEqual([[], ['follow-up-not-on-record']]);
  expect((await one.finding('follow-up-not-on-record'))?.values).toEqual({ lastDay: '2024-12-01' });
  await one.tell('2024-12-01', 'tellFollowUp', { what: 'four weeks', due: { text: 'during 2025' } });
  expect([await one.findings('2025-12-31'), await one.findings('2026-01-01')]).toEqual([[], ['follow-up-not-on-record']]);
  const released = await follow({ day: '2024-12-01' });
  await released.tell('2024-10-01', 'releaseAssignment', { by: 'board', reason: 'no need' });
  expect(await released.findings('2024-12-02')).toEqual([]);
  expect([await (await follow()).findings(), await (await follow({})).findings()]).toEqual([['follow-up-undated'], ['follow-up-undated']]);
});

it('no code stands where the reason is said in words', async () => {
  const one = assignmentBook();
  await one.tell('2020-05-01', 'giveAssignment', given);
  await one.tell('2020-12-01', 'tellShortfall', { outcome: 'not-offered', because: 'resources' });
  expect(await one.finding('assignment-not-offered')).toMatchObject({ title: { sv: 'Planerat men inte erbjudet eftersom resurser saknats' } });
  expect(await one.finding('assignment-not-offered')).not.toHaveProperty('values');
});

it('corrections bring the record in line', async () => {
  const one = assignmentBook();
  const first = await one.tell('2020-05-01', 'giveAssignment', { ...given, due: { day: '2020-06-09' } });
  const answered = await one.tell('2020-06-10', 'answerAssignment', {});
  await one.correct(first, { data: { ...given, due: { day: '2020-06-10' } } });
  expect((await one.register.check('2020-07-01')).counts).toMatchObject({ 'met-on-time': 1, 'met-late': 0 });
  await one.retract(answered);
  expect((await one.duties('answer-assignment')).map(standing)).toEqual(['owed']);
  const again = await one.correct(first, { data: { ...given, due: { day: '2020-06-30' } } });
  expect((await one.duties('answer-assignment')).map(bothDays)).toEqual([['2020-06-30', '2020-06-30']]);
  await one.retract(again);
  expect((await one.duties('answer-assignment')).map(bothDays)).toEqual([['2020-06-10', '2020-06-10']]);
});

it('refuses what contradicts itself', async () => {
  const one = assignmentBook();
  const refused = async (data: object) => (await one.refusal('2020-05-01', 'giveAssignment', data as never))._tag;
  expect([
    await refused({ ...given, due: { day: '2020-06-09', text: 'soon' } }),
    await refused({ ...given, due: { text: 'whenever' } }),
    await refused({ ...given, due: { meeting: { body: 'b', text: 'the spring', year: 2020 } } }),
    await refused({ ...given, standing: { rhythm: 'year', from: '2020-01-01' }, due: { day: '2020-06-09' } }),
    await refused({ ...given, standing: { rhythm: 'year', from: '2020-01-01', until: '2019-12-31' } }),
    await refused({ ...given, parts: [{ part: 'a', owedBy: 'b', what: 'c' }, { part: 'a', owedBy: 'b', what: 'c' }] }),
  ]).toEqual(['UnclearDate', 'UnclearDate', 'UnclearDate', 'SelfContradiction', 'SelfContradiction', 'KeyTaken']);
  await one.tell('2020-05-01', 'giveAssignment', given);
  expect(await one.refusal('2020-05-02', 'answerAssignment', { part: 'a' })).toMatchObject({ _tag: 'UnknownPart' });
  expect(await one.refusal('2020-05-02', 'tellShortfall', { outcome: 'reduced', due: { day: '2020-06-01' } })).toMatchObject({ _tag: 'SelfContradiction' });
  expect(await one.refusal('2020-05-02', 'tellShortfall', { outcome: 'reduced', personal: 'said' })).toMatchObject({ _tag: 'NoSealer' });
});
