/** Control plans: risks and values, controls with rhythm or none, results, deficiencies, the yearly cycle, and the report. */
import { type CivilDate, unsafeCivilDate } from '@frist/calendar';
import type { Cell, ReportView } from '@frist/obligations';

import { controlPlanReport, type ControlPlanState, evolveControlPlan, noControlPlan, occasionsIn } from '@frist/agreements';

import { book, days, decision, left, right, standing } from './support';

const scale = { likelihood: ['1 Osannolik', '2 Mindre sannolik', '3 Möjlig', '4 Sannolik'], consequence: ['1 Försumbar', '2 Lindrig', '3 Kännbar', '4 Allvarlig'] };
const plan = async (more: object = {}) => {
  const one = book<ControlPlanState>('controlPlan');
  await one.tell('2022-12-01', 'registerControlPlan', { year: 2023, diaryNumbers: ['SN/2022:00558'], scale, reportedTo: 'board, with the annual report', ...more });
  await one.tell('2022-12-01', 'addRisk', { risk: 'staff', what: 'unsuitable staff', likelihood: 3, consequence: 4, statedValue: 12 });
  return one;
};
const withControl = async (more: object, of: object = {}) => {
  const one = await plan(of);
  await one.tell('2022-12-01', 'addControl', { control: 'sample', risk: 'staff', how: 'sample', responsible: 'HR', ...more });
  return one;
};

it.each([
  ['March and September', ['2023-03-01', '2023-09-01']],
  ['mars och september', ['2023-03-01', '2023-09-01']],
  ['every quarter', ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4']],
  ['Varje kvartal', ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4']],
  ['Q2', ['2023-Q2']],
  ['Q1, Q3', ['2023-Q1', '2023-Q3']],
  ['kvartal 4', ['2023-Q4']],
  ['September', ['2023-09-01']],
  ['varje månad', 12],
  ['årligen', ['2023']],
  ['as needed', null],
  ['March and sometimes', null],
  ['March and March', null],
  ['', null],
])('“%s”', (words, expected) => {
  const found = occasionsIn(words, 2023)?.map(({ instance }) => instance) ?? null;
  if (typeof expected === 'number') expect(found).toHaveLength(expected);
  else expect(found).toEqual(expected);
});

it('each occasion is an instance with its own evidence', async () => {
  const one = await withControl({ when: 'March and September' });
  await one.tell('2023-03-28', 'reportResult', { control: 'sample', instance: '2023-03-01', result: 'without-remarks', checked: 7 });
  expect((await one.owed('control', '2023-10-01')).map(({ instance, timeliness, days: late, debtor }) => [instance, timeliness, late, debtor])).toEqual([['2023-09-01', 'overdue', 1, 'HR']]);
  await one.tell('2023-10-05', 'reportResult', { control: 'sample', instance: '2023-09-01', result: 'partly' });
  expect((await one.owed('control', '2023-10-06')).map(({ delivery, timeliness }) => [delivery, timeliness])).toEqual([['partial', 'overdue']]);
  await one.tell('2023-11-05', 'dropControl', { control: 'sample', instance: '2023-09-01', power: 'board', reason: 'revised plan' });
  expect(await one.owed('control', '2023-11-06')).toEqual([]);
  expect((await one.check('2023-11-06')).counts).toMatchObject({ 'met-on-time': 1, overdue: 0 });
});

it('a leap day is the last day of February', () => expect(occasionsIn('February', 2024)).toEqual([{ instance: '2024-02-01', period: { from: '2024-02-01', to: '2024-02-29' } }]));

it('without timing a control is owed, undated, and shown; so is one whose words are not understood', async () => {
  const none = await withControl({});
  expect((await none.owed('control', '2024-06-01')).map(({ due, timeliness }) => [due?.kind, timeliness])).toEqual([['undated', 'undetermined']]);
  expect(await none.findings()).toEqual(['control-without-timing']);
  const odd = await withControl({ when: 'as needed' });
  expect((await odd.owed('control', '2024-06-01')).map(({ due }) => due)).toEqual([{ kind: 'undated', basis: 'decision', text: 'as needed' }]);
  expect(await odd.findings()).toEqual(['timing-not-understood']);
});

it('at least fifteen vouchers per quarter: fewer are shown with the difference', async () => {
  const one = await withControl({ when: 'every quarter', minimum: 15 });
  await one.tell('2023-03-28', 'reportResult', { control: 'sample', instance: '2023-Q1', result: 'without-remarks', checked: 15 });
  await one.tell('2023-06-28', 'reportResult', { control: 'sample', instance: '2023-Q2', result: 'without-remarks', checked: 12 });
  await one.tell('2023-09-28', 'reportResult', { control: 'sample', instance: '2023-Q3', result: 'without-remarks' });
  await one.tell('2023-12-28', 'reportResult', { control: 'sample', instance: '2023-Q4', result: 'not-carried-out' });
  expect(await one.findings()).toEqual(['fewer-than-minimum', 'checked-not-told', 'control-not-carried-out']);
  expect((await one.finding('fewer-than-minimum'))?.values).toMatchObject({ instance: '2023-Q2', checked: 12, difference: 3 });
  // What was not carried out stays owed.
  expect((await one.owed('control', '2024-01-01')).map(({ instance, timeliness }) => [instance, timeliness])).toEqual([['2023-Q4', 'overdue']]);
});

it('values that are missing, do not multiply, or are called by words off the scale', async () => {
  const one = await plan();
  await one.tell('2022-12-01', 'addRisk', { risk: 'owner', what: 'information without an owner' });
  await one.tell('2022-12-01', 'addRisk', { risk: 'product', what: 'wrong product', likelihood: 3, consequence: 3, statedValue: 12 });
  await one.tell('2022-12-01', 'addRisk', { risk: 'words', what: 'words', likelihood: 3, likelihoodAsWritten: '3. Stor', consequence: 2, consequenceAsWritten: 'Lindrig' });
  await one.tell('2022-12-01', 'addRisk', { risk: 'step', what: 'another step', likelihood: 3, likelihoodAsWritten: '4 Sannolik', consequence: 1 });
  expect((await one.findings()).filter((rule) => rule !== 'risk-without-control')).toEqual(['risk-without-values', 'risk-value-differs', 'word-off-scale', 'word-and-score-differ']);
  expect((await one.finding('risk-value-differs'))?.values).toMatchObject({ product: 9, stated: 12, difference: 3 });
  await one.tell('2023-02-01', 'revalueRisk', { risk: 'owner', likelihood: 2, consequence: 2 });
  expect(await one.findings()).not.toContain('risk-without-values');
  expect((await one.refusal('2023-02-01', 'addRisk', { risk: 'five', what: 'x', likelihood: 5 }))._tag).toBe('InvalidData');
});

it('a deficiency has a measure and a day, and a measure told anew takes its place', async () => {
  const one = await withControl({ when: 'September' });
  await one.tell('2023-09-20', 'recordDeficiency', { deficiency: 'extract', control: 'sample', instance: '2023-09-01', what: 'no extract from the register' });
  expect((await one.findings())).toEqual(['deficiency-without-measure', 'deficiency-without-due-date']);
  await one.tell('2023-10-01', 'decideDeficiencyMeasure', { deficiency: 'extract', measure: 'routine', owner: 'HR', due: { basis: decision, day: '2023-12-31' } });
  expect(await one.findings()).toEqual([]);
  expect((await one.duties('control-deficiency')).map((duty) => [standing(duty), days(duty)[0]])).toEqual([['superseded', null], ['owed', '2023-12-31']]);
  await one.tell('2024-01-02', 'remedyDeficiency', { deficiency: 'extract', evidence: 'routine adopted' });
  expect((await one.check('2024-01-02')).counts).toMatchObject({ 'met-late': 1 });
});

it('the yearly cycle: adopted, sent to the executive board, followed up with its review', async () => {
  const one = await plan({ adoptBy: { basis: decision, day: '2022-12-20' }, followUpBy: { basis: decision, text: 'in early 2024' } });
  expect((await one.owed('adopt-control-plan', '2022-12-20')).map(({ timeliness }) => timeliness)).toEqual(['due-today']);
  expect((await one.owed('send-control-plan', '2022-12-20')).map(({ lifecycle, creditor }) => [lifecycle, creditor])).toEqual([['conditional', 'executive board']]);
  const adopted = await one.tell('2022-12-20', 'adoptPlan', { by: 'board', decision: { kind: 'outside', number: '§ 140' }, withBudget: true });
  expect((await one.owed('send-control-plan', '2022-12-21')).map(({ lifecycle }) => lifecycle)).toEqual(['active']);
  await one.tell('2023-01-10', 'sendPlan', { to: 'executive board' });
  await one.tell('2023-06-01', 'revisePlan', { by: 'board', reason: 'new risks' });
  expect((await one.owed('follow-up-control-plan', '2024-02-01')).map(({ timeliness, creditor }) => [timeliness, creditor])).toEqual([['undetermined', 'board, with the annual report']]);
  await one.tell('2024-02-20', 'followUpPlan', { by: 'board', withAnnualReport: true });
  expect(await one.findings()).toEqual(['risk-without-control', 'no-executive-review']);
  await one.tell('2024-04-01', 'recordReview', { outcome: 'without remarks' });
  expect(await one.findings()).toEqual(['risk-without-control']);
  expect((await one.duties('send-control-plan')).map(standing)).toEqual(['performed']);
  await one.retract(adopted);
  expect((await one.duties('adopt-control-plan')).map(standing)).toEqual(['owed']);
  const [recorded, entailed] = await one.inLine();
  expect(recorded).toEqual(entailed);
});

const viewOf = (states: readonly ControlPlanState[]): ReportView => ({
  asOf: unsafeCivilDate('2024-01-01') as CivilDate,
  knownAt: '2024-01-01T00:00:00.000Z' as never,
  board: null,
  rows: () => states.map((state) => ({ stream: 'controlPlan-x', board: 'test/board', state, lastEvent: '' })) as never,
  obligation: () => null,
  windowTables: new Map(),
});

it('the report has the headings that the boards use, and what is unknown is written out', async () => {
  const one = await withControl({ when: 'March and September', description: 'ten per cent' });
  await one.tell('2022-12-01', 'addRisk', { risk: 'owner', what: 'information without an owner' });
  await one.tell('2023-03-28', 'reportResult', { control: 'sample', instance: '2023-03-01', result: 'without-remarks', checked: 7 });
  await one.tell('2023-03-28', 'recordDeficiency', { deficiency: 'd', control: 'sample', instance: '2023-03-01', what: 'one extract', measure: 'fetch it', due: { basis: decision, day: '2023-04-30' } });
  const report = right(controlPlanReport.build(viewOf([await one.state()]), { year: '2023' }));
  expect(report.sections.map(({ title }) => title.sv)).toEqual(['Nettolista risker', 'Årets planerade kontroller', 'Uppföljning']);
  expect(report.sections.map(({ tables }) => tables?.[0]?.columns.map(({ label }) => label.sv))).toEqual([
    ['Risk', 'Sannolikhet', 'Konsekvens', 'Riskvärde', 'Motivering'],
    ['Risk', 'Kontroll', 'Beskrivning', 'Tidpunkt', 'Ansvarig'],
    ['Kontroll', 'Tillfälle', 'Utförd', 'Urval', 'Resultat', 'Brister', 'Åtgärd och förfallodag', 'Kommunstyrelsens granskning'],
  ]);
  const cells = report.sections.map(({ tables }) => tables?.[0]?.rows.map((row) => row.map(inWords)));
  expect(cells).toEqual([
    [['unsuitable staff', 3, 4, 12, '?'], ['information without an owner', '?', '?', '?', '?']],
    [['unsuitable staff', 'sample', 'ten per cent', 'March and September', 'HR']],
    [
      ['sample', '2023-03-01', '2023-03-28', 7, 'utan anmärkning', 'one extract', 'fetch it + 2023-04-30', '–'],
      ['sample', '2023-09-01', '?', '?', 'ännu inte redovisad', '–', '–', '–'],
    ],
  ]);
  expect(right(controlPlanReport.build(viewOf([await one.state()]), { year: '2022' })).anything).toBe(false);
  expect(left(controlPlanReport.build(viewOf([]), { year: 'soon' }))._tag).toBe('InvalidParameter');
});

const inWords = (cell: Cell): string | number => {
  switch (cell._tag) {
    case 'text':
      return typeof cell.text === 'string' ? cell.text : cell.text.sv;
    case 'day':
      return cell.day;
    case 'number':
      return cell.value;
    case 'unknown':
      return '?';
    case 'several':
      return cell.cells.map(inWords).join(' + ');
    default:
      return '–';
  }
};

it.each([
  ['addControl', { control: 'x', risk: 'nothing', how: 'x' }, 'UnknownRisk'],
  ['reportResult', { control: 'sample', result: 'partly' }, 'InstanceMissing'],
  ['reportResult', { control: 'sample', instance: '2023-04-01', result: 'partly' }, 'UnknownInstance'],
  ['reportResult', { control: 'nothing', result: 'partly' }, 'UnknownControl'],
  ['remedyDeficiency', { deficiency: 'x', evidence: 'x' }, 'UnknownDeficiency'],
  ['recordDeficiency', { deficiency: 'x', control: 'sample', what: 'x', due: { basis: decision, text: 'soon' } }, 'UnclearDate'],
  ['registerControlPlan', { year: 2023 }, 'PlanRegisteredAlready'],
])('%s %j is refused: %s', async (command, data, tag) => {
  const one = await withControl({ when: 'March and September' });
  expect((await one.refusal('2023-05-01', command, data))._tag).toBe(tag);
});

it('a name that every object has is a name like any other', async () => {
  const one = await withControl({ when: 'March and September' });
  await one.tell('2023-04-01', 'recordDeficiency', { deficiency: 'constructor', control: 'sample', what: 'no copies' });
  expect((await one.owed('control-deficiency', '2023-05-01')).map(({ title, timeliness }) => [title.en, timeliness])).toEqual([['Remedy the deficiency: no copies', 'undetermined']]);
  expect(await one.findings()).toEqual(['deficiency-without-measure', 'deficiency-without-due-date']);
  const revalued = evolveControlPlan(noControlPlan, { type: 'RiskRevalued', id: 'e', occurredOn: '2023-04-01', data: { risk: 'constructor' } } as never);
  expect(revalued.risks).toEqual({});
});
