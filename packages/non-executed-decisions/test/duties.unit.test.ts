/** Who is obliged when: the clock, interruption, partial execution, ends, corrections, transition, other windows. */
import { testRegister } from '@frist/testing';

import { inspectorateTable, inspectorateWindows, inspectorateYears, nonExecutedDecisionsWith } from '@frist/non-executed-decisions';

import { type Book, book, contactPerson, day, subject } from './support';

const decided = async (on: string, more: object = {}): Promise<Book> => {
  const one = book();
  await one.tell(on, 'recordDecision', { ...contactPerson, ...more });
  return one;
};
const inspectorate = (one: Book, asOf: string) => one.owed(asOf, 'report-to-inspectorate').then((all) => all.map((each) => each.replace('report-to-inspectorate ', '')));

it('no job writes because a day has passed: conditional through the last day, in force the day after, owed every quarter', async () => {
  const one = await decided('2024-01-10');
  expect(await inspectorate(one, '2024-04-10')).toEqual(['- conditional not-yet']);
  expect(await inspectorate(one, '2024-04-11')).toEqual(['2024-Q2 active not-yet']);
  expect(await inspectorate(one, '2024-08-31')).toEqual(['2024-Q2 active due-today', '2024-Q3 active not-yet']);
  expect(await inspectorate(one, '2024-09-01')).toEqual(['2024-Q2 active overdue', '2024-Q3 active not-yet', '2024-Q4 active not-yet']);
  expect(await inspectorate(one, '2025-01-05')).toEqual(['2024-Q2 active overdue', '2024-Q3 active overdue', '2024-Q4 active due-soon', '2025-Q1 active not-yet']);
});

it('executed on the last day: never owed; the day after: the first quarter is, and the end', async () => {
  const inTime = await decided('2024-01-10');
  await inTime.tell('2024-04-10', 'startExecution');
  expect(await inTime.owed('2025-01-01')).toEqual(['report-to-auditors 2024-Q2 discharged not-applicable', 'report-to-inspectorate 2024-Q2 discharged not-applicable']);
  const late = await decided('2024-01-10');
  await late.tell('2024-04-11', 'startExecution');
  expect(await late.owed('2025-01-01')).toEqual(['report-end-to-auditors - active undetermined', 'report-end-to-inspectorate - active undetermined', 'report-to-auditors 2024-Q2 active overdue', 'report-to-inspectorate 2024-Q2 active overdue']);
});

it('a report of the quarter performs that instance alone, and tells of an end that has come', async () => {
  const one = await decided('2024-01-10');
  await one.tell('2024-07-15', 'reportNonExecution', { to: 'inspectorate', quarter: '2024-Q2' });
  await one.tell('2024-11-01', 'reportNonExecution', { to: 'inspectorate', quarter: '2024-Q3' });
  await one.tell('2024-12-01', 'startExecution');
  expect(await inspectorate(one, '2025-06-01')).toEqual(['2024-Q2 fulfilled met-on-time', '2024-Q3 fulfilled met-late']);
  expect(await one.owed('2025-06-01', 'report-end-to-inspectorate')).toEqual(['report-end-to-inspectorate - active undetermined']);
  await one.tell('2024-12-02', 'reportEnd', { to: 'inspectorate' });
  expect(await one.owed('2025-06-01', 'report-end-to-inspectorate')).toEqual(['report-end-to-inspectorate - fulfilled not-applicable']);
  const first = await decided('2024-01-10');
  await first.tell('2024-04-11', 'startExecution');
  await first.tell('2024-07-15', 'reportNonExecution', { to: 'inspectorate', quarter: '2024-Q2' });
  expect(await first.owed('2025-06-01', 'report-end-to-inspectorate')).toEqual(['report-end-to-inspectorate - fulfilled not-applicable']);
});

it('an interruption restarts the clock and keeps the decision date', async () => {
  const one = await decided('2024-01-10');
  await one.tell('2024-02-01', 'startExecution');
  await one.tell('2024-05-20', 'interruptExecution', { subject });
  expect(await inspectorate(one, '2024-08-20')).toEqual(['- conditional not-yet', '- discharged not-applicable']);
  expect(await inspectorate(one, '2024-08-21')).toEqual(['- discharged not-applicable', '2024-Q3 active not-yet']);
  expect((await one.compile('2024-Q3', '2024-10-01')).rows).toMatchObject([{ kind: 'interruption', decidedOn: '2024-01-10', since: '2024-05-20', lastDay: '2024-08-20' }]);
  await one.tell('2024-09-02', 'resumeExecution');
  expect(await inspectorate(one, '2025-01-01')).toEqual(['- discharged not-applicable', '2024-Q3 active overdue']);
});

it('partial execution in time runs another clock from its day; after the last day it ends nothing', async () => {
  const inTime = await decided('2024-01-10');
  await inTime.tell('2024-04-10', 'beginPartialExecution');
  expect((await inTime.state()).spells.map(({ kind, from, lastDay, end }) => [kind, from, lastDay, end?.how])).toEqual([['decision', '2024-01-10', '2024-04-10', 'partly'], ['partial', '2024-04-10', '2024-07-10', undefined]]);
  expect((await inTime.compile('2024-Q3', '2024-10-01')).rows).toMatchObject([{ kind: 'partial', heading: 'new', decidedOn: '2024-01-10', since: '2024-04-10' }]);
  const late = await decided('2024-01-10');
  await late.tell('2024-04-11', 'beginPartialExecution');
  await late.tell('2024-06-01', 'interruptExecution', { subject });
  expect((await late.state()).spells).toMatchObject([{ kind: 'decision', end: null, partlyFrom: '2024-04-11' }]);
  await late.tell('2024-07-01', 'resumeExecution');
  expect((await late.state()).spells).toMatchObject([{ kind: 'decision', end: { on: '2024-07-01', how: 'executed' } }]);
  const down = await decided('2024-01-10');
  await down.tell('2024-02-01', 'startExecution');
  await down.tell('2024-03-01', 'beginPartialExecution');
  await down.tell('2024-04-01', 'interruptExecution', { subject });
  await down.tell('2024-04-15', 'beginPartialExecution');
  expect((await down.state()).spells.map(({ kind, from }) => [kind, from])).toEqual([['decision', '2024-01-10'], ['partial', '2024-03-01']]);
});

it('a declined offer is not an end, an advance decision is reported, a court ruling and what is not covered are not', async () => {
  const declined = await decided('2024-01-10');
  await declined.tell('2024-02-01', 'recordOffer', { subject, offer: 'first' });
  await declined.tell('2024-02-05', 'declineOffer', { subject, offer: 'first' });
  const advance = await decided('2024-01-10', { advanceDecision: true });
  for (const one of [declined, advance]) expect(await inspectorate(one, '2024-07-31')).toEqual(['2024-Q2 active upcoming', '2024-Q3 active not-yet']);
  const ruling = await decided('2024-01-10', { courtRuling: {} });
  const other = await decided('2024-01-10', { legalBasis: { act: 'SoL', provision: '4:2' } });
  for (const one of [ruling, other]) {
    expect(await one.owed('2025-01-01')).toEqual([]);
    expect((await one.compile('2024-Q2', '2024-07-01')).rows).toEqual([]);
  }
});

it('each duty names what it rests on, by the day of the fact; over the transition both', async () => {
  const references = async (on: string, more: object = {}) => [...new Set((await (await decided(on, more)).duties()).map(({ incurred }) => `${incurred?.rule.version} ${incurred?.basis.reference} ${incurred?.basis.confidence}`))];
  expect(await references('2025-06-30')).toEqual(['1 16 kap. 6 f § SoL (2001:453); 34 kap. 1 § SoL (2025:400) for windows that open on 2025-07-01 or later V']);
  expect(await references('2025-07-01', { legalBasis: { act: 'SoL', provision: '11:1' } })).toEqual(['2 34 kap. 1 § SoL (2025:400) V']);
  expect(await references('2025-11-30', { legalBasis: { act: 'LSS', provision: '9' } })).toEqual(['2 28 f § LSS V']);
  const untold = book();
  await untold.tell('2025-07-01', 'recordDecision', { subject, intervention: { category: 'x' } });
  expect((await untold.duties())[0]?.incurred?.basis).toEqual({ kind: 'statute', reference: '34 kap. 1 § SoL (2025:400), or 28 f § LSS', confidence: 'U' });
});

it('windows of other years are unverified, those of 2019 are not', async () => {
  const one = await decided('2019-03-31');
  const { findings } = await one.check('2020-02-01');
  const bases = Object.fromEntries(findings.flatMap((each) => (each.about === 'obligation' && each.kind.endsWith('to-inspectorate') ? [[each.instance, `${each.legalBasis.confidence} ${each.due?.kind === 'window' ? `${each.due.opens} ${each.due.limit.lastPermittedDay}` : ''}`]] : [])));
  expect(bases).toMatchObject({ '2019-Q2': 'V 2019-07-01 2019-08-31', '2019-Q3': 'V 2019-10-01 2019-10-31', '2019-Q4': 'V 2020-01-01 2020-01-31', '2020-Q1': 'U 2020-04-01 2020-04-30' });
});

it('a board’s own table of windows is used for new duties; what was journaled keeps its own', async () => {
  const later = inspectorateTable(2, [...inspectorateYears.filter(({ year }) => year !== 2024), { year: 2024, verified: true, differs: { Q2: ['07-15', '09-15'] } }]);
  const test = testRegister({ domains: [nonExecutedDecisionsWith({ inspectorate: [inspectorateWindows, later] })], today: '2025-01-01' });
  await test.record({ stream: test.streamOf('nonExecutedDecision', 'one'), command: 'recordDecision', on: '2024-01-10', data: contactPerson });
  const { findings } = await test.check('2024-07-20');
  expect(findings.flatMap((each) => (each.about === 'obligation' && each.instance === '2024-Q2' && each.due?.kind === 'window' ? [`${each.due.opens}–${each.due.limit.lastPermittedDay} ${each.timeliness}`] : []))).toEqual(['2024-07-15–2024-09-15 upcoming', '2024-07-01–2024-09-30 upcoming']);
});

it('late facts, corrections and retractions bring what is owed in line, and what was known before stays visible', async () => {
  const one = book('2024-05-01');
  const decision = await one.tell('2024-01-10', 'recordDecision', contactPerson);
  one.test.setClock('2024-08-01');
  const start = await one.tell('2024-04-01', 'startExecution');
  expect(await inspectorate(one, '2024-08-01')).toEqual(['2024-Q2 discharged not-applicable']);
  one.test.setClock('2024-09-05');
  await one.correct(start, { occurredOn: '2024-08-15' });
  expect(await inspectorate(one, '2024-09-05')).toEqual(['2024-Q2 active overdue']);
  one.test.setClock('2024-10-05');
  await one.correct(start, { occurredOn: '2024-03-15' });
  expect(await inspectorate(one, '2024-10-05')).toEqual(['- discharged not-applicable']);
  one.test.setClock('2024-11-05');
  await one.retract(start);
  await one.correct(decision, { occurredOn: '2024-02-29' });
  expect(await inspectorate(one, '2024-11-05')).toEqual(['2024-Q2 active overdue', '2024-Q3 active overdue', '2024-Q4 active not-yet']);
  const known = async (asOf: string, knownAt: string) => (await one.check(asOf, knownAt)).findings.flatMap((each) => (each.about === 'obligation' && each.kind.endsWith('report-to-inspectorate') ? [each.instance] : []));
  expect(await known('2024-09-05', '2024-07-31')).toEqual(['2024-Q2', '2024-Q3', '2024-Q4']);
  expect(await known('2024-09-05', '2024-08-31')).toEqual([]);
  expect(await known('2024-09-05', '2024-09-30')).toEqual(['2024-Q2']);
  const compiled = async (knownAt: string) => (await one.compile('2024-Q2', '2024-11-05', { knownAt: `${knownAt}T12:00:00.000Z` as never })).rows.map(({ decidedOn, executedOn, heading }) => [decidedOn, executedOn, heading]);
  expect(await compiled('2024-07-31')).toEqual([['2024-01-10', null, 'new']]);
  expect(await compiled('2024-08-31')).toEqual([]);
  expect(await compiled('2024-11-06')).toEqual([['2024-02-29', null, 'new']]);
  expect((await one.compile('2024-Q2', '2024-11-05', { cutOff: day('2024-05-28') })).rows).toEqual([]);
});
