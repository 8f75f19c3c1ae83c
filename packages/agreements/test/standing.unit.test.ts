/** Standing duties that a board switches on. */
import { instancesOf, lastDayOf, type Recurrence } from '@frist/obligations';

import { agreementsDomain, type StandingState } from '@frist/agreements';

import { book, day, right, standing } from './support';

const switchedOn = async (duty: string, from: string) => {
  const board = book<StandingState>('standingDuties');
  const id = await board.tell(from < '2024-01-01' ? from : '2024-01-01', 'switchOnDuty', { duty, from, by: 'board', decision: { kind: 'outside', number: '§ 3' } });
  return { ...board, id };
};

const tables = new Map(agreementsDomain.windowTables.map((table) => [`${table.id}/${table.version}`, table]));
const instances = (recurrence: Recurrence | undefined, until: string) =>
  recurrence === undefined ? [] : right(instancesOf(recurrence, { until: day(until), tables })).map(({ key, due }) => [key, lastDayOf(due) ?? due.kind]);

it('the list of family homes: 31 January, rolled, under the regulation of its day', async () => {
  const board = await switchedOn('list-of-family-homes', '2023-01-01');
  const duties = await board.duties('list-of-family-homes');
  expect(duties.map(({ incurred }) => [incurred?.rule.version, incurred?.basis.reference, incurred?.creditor, instances(incurred?.recurrence, '2026-12-31')])).toEqual([
    [1, 'SoF 2001:937 7 kap. 1 §', 'the inspectorate', [['2022', '2023-01-31'], ['2023', '2024-01-31'], ['2024', '2025-01-31']]],
    [2, 'SoF 2025:468 3 kap. 4 §', 'the inspectorate', [['2025', '2026-02-02'], ['2026', '2027-02-01']]],
  ]);
  await board.tell('2026-02-02', 'performStandingDuty', { duty: 'list-of-family-homes', instance: '2025', evidence: 'receipt' });
  await board.tell('2025-02-03', 'performStandingDuty', { duty: 'list-of-family-homes', instance: '2024', evidence: 'receipt' });
  const findings = (await board.check('2026-03-01', undefined)).findings.flatMap((each) => (each.about === 'obligation' ? [[each.instance, each.timeliness, each.days]] : []));
  expect(findings).toEqual([['2022', 'overdue', 1125], ['2023', 'overdue', 760], ['2026', 'upcoming', -337]]);
  expect((await board.check('2026-03-01')).counts).toMatchObject({ 'met-on-time': 1, 'met-late': 1 });
});

it('the patient safety report: 1 March', async () => {
  const board = await switchedOn('patient-safety-report', '2025-03-02');
  expect((await board.duties('patient-safety-report')).map(({ incurred }) => instances(incurred?.recurrence, '2027-06-01'))).toEqual([[['2025', '2026-03-02'], ['2026', '2027-03-01'], ['2027', '2028-03-01']]]);
});

it('figures and accounts on activity requirements: from 2026-07-01, and no day that nobody has set', async () => {
  const board = await switchedOn('activity-requirement-figures', '2026-07-01');
  await board.tell('2026-07-01', 'switchOnDuty', { duty: 'activity-requirement-account', from: '2026-09-01' });
  expect((await board.duties('activity-requirement-figures')).map(({ incurred }) => instances(incurred?.recurrence, '2027-03-31'))).toEqual([[['2026-Q3', 'undated'], ['2026-Q4', 'undated'], ['2027-Q1', 'undated']]]);
  expect((await board.duties('activity-requirement-account')).map(({ incurred }) => instances(incurred?.recurrence, '2030-07-01'))).toEqual([[['2026-07-01', 'undated'], ['2028-07-01', 'undated'], ['2030-07-01', 'undated']]]);
  await board.tell('2026-11-01', 'performStandingDuty', { duty: 'activity-requirement-figures', instance: '2026-Q3', evidence: 'sent' });
  expect(await board.findings()).toEqual(['switched-on-without-decision']);
  expect((await board.refusal('2026-07-02', 'switchOnDuty', { duty: 'activity-requirement-figures', from: '2026-07-02' }))._tag).toBe('DutySwitchedOnAlready');
});

it('switched off, no instance from the day on is owed; switched on again, it begins anew', async () => {
  const board = await switchedOn('patient-safety-report', '2022-01-01');
  await board.tell('2023-06-01', 'switchOffDuty', { duty: 'patient-safety-report', from: '2023-06-01', power: 'council', reason: 'the activity moved to another board' });
  expect((await board.check('2026-01-01')).findings.flatMap((each) => (each.about === 'obligation' ? [[each.instance, each.timeliness]] : []))).toEqual([['2021', 'overdue'], ['2022', 'overdue'], ['2023', 'overdue']]);
  expect((await board.refusal('2024-01-01', 'performStandingDuty', { duty: 'patient-safety-report', instance: '2023', evidence: 'sent' }))._tag).toBe('DutyNotSwitchedOn');
  await board.tell('2025-06-01', 'switchOnDuty', { duty: 'patient-safety-report', from: '2025-06-01', by: 'board' });
  await board.tell('2026-02-01', 'waiveStandingDuty', { duty: 'patient-safety-report', instance: '2025', power: 'the inspectorate', reason: 'no care was given' });
  const [, again] = await board.duties('patient-safety-report');
  expect([again?.instances?.['2025']?.discharged?.power, standing(again)]).toEqual(['the inspectorate', 'owed']);
  const [recorded, entailed] = await board.inLine();
  expect(recorded).toEqual(entailed);
});

it.each([
  ['switchOnDuty', { duty: 'activity-requirement-figures', from: '2026-06-30' }, 'NoRuleInForce'],
  ['performStandingDuty', { duty: 'patient-safety-report', instance: '2031', evidence: 'x' }, 'UnknownInstance'],
  ['performStandingDuty', { duty: 'list-of-family-homes', instance: '2024', evidence: 'x' }, 'DutyNotSwitchedOn'],
  ['switchOffDuty', { duty: 'patient-safety-report', from: '2021-12-31', power: 'x', reason: 'x' }, 'SelfContradiction'],
])('%s %j is refused: %s', async (command, data, tag) => {
  const board = await switchedOn('patient-safety-report', '2022-01-01');
  expect((await board.refusal('2026-07-01', command, data))._tag).toBe(tag);
});
