/** The yearly report: units then and now, small groups, deviations, stated figures, and who may see what. */
import { countDeviations, type Deviation, lexSarahDomain, openCounts, unitsFrom } from '@frist/lex-sarah';
import type { Cell, ReportDocument } from '@frist/obligations';

import { assessed, book, client, completed, day, measure, received } from './support';

const shown = (cell: Cell): unknown => {
  switch (cell._tag) {
    case 'text':
      return typeof cell.text === 'string' ? cell.text : cell.text.sv;
    case 'number':
      return cell.value;
    case 'share':
      return `${cell.part}/${cell.of}`;
    case 'several':
      return cell.cells.map(shown);
    default:
      return cell._tag;
  }
};
const table = (document: ReportDocument, section: string, n = 0): readonly Readonly<Record<string, unknown>>[] => {
  const found = document.sections.find(({ key }) => key === section)?.tables?.[n];
  return (found?.rows ?? []).map((row) => Object.fromEntries(row.map((cell, i) => [found?.columns[i]?.key, shown(cell)])));
};

it('follows a unit from the day on which it bore its name', () => {
  const changes = [
    { on: day('2019-01-01'), units: ['north'], area: 'adults' },
    { on: day('2019-03-01'), units: ['north'], into: 'north and west' },
    { on: day('2019-06-01'), units: ['north and west', 'south'], into: 'city' },
    { on: day('2019-06-01'), units: ['city'], area: 'all ages' },
    { on: day('2020-01-01'), units: ['old'], into: null },
  ];
  const follow = unitsFrom(changes);
  expect(follow('north', day('2019-02-01'), day('2019-02-28'))).toEqual({ then: 'north', now: 'north', area: 'adults' });
  expect(follow('north', day('2019-02-01'), day('2019-05-31'))).toEqual({ then: 'north', now: 'north and west', area: 'adults' });
  expect(follow('north', day('2019-02-01'), day('2019-12-31'))).toEqual({ then: 'north', now: 'city', area: 'all ages' });
  // Another unit has taken the name since.
  expect(follow('north', day('2019-04-01'), day('2019-12-31')).now).toBe('north');
  expect(follow('old', day('2019-04-01'), day('2020-01-01')).now).toBeNull();
  expect(follow('nowhere', day('2019-04-01'), day('2020-01-01'))).toEqual({ then: 'nowhere', now: 'nowhere', area: null });
});

it('small units stand together, and cannot be told by subtraction', () => {
  const of = (...counts: readonly number[]) => openCounts(counts.map((count, i) => ({ area: null, then: `u${i}`, now: `u${i}`, reportingUnit: null, count })), 5);
  expect(of(9, 7, 2, 3)).toEqual({ units: [{ area: null, unit: 'u0', count: 9 }, { area: null, unit: 'u1', count: 7 }], others: 5 });
  expect(of(9, 7, 2)).toEqual({ units: [{ area: null, unit: 'u0', count: 9 }], others: 9 });
  expect(of(9, 1, 1)).toEqual({ units: [], others: 11 });
  expect(of(5, 6)).toMatchObject({ others: 0 });
  expect(of(3)).toEqual({ units: [], others: 3 });
});

const someYear = async () => {
  const one = book('2020-02-15');
  await one.tell('org', '2019-01-01', 'placeUnit', { unit: 'north', area: 'Vuxna' }, 'organisation');
  await one.tell('org', '2019-07-01', 'mergeUnits', { units: ['north', 'south'], into: 'city' }, 'organisation');
  for (let i = 0; i < 6; i += 1) await one.tell(`r${i}`, `2019-0${i + 1}-10`, 'receiveReport', { ...received, unit: i < 4 ? 'north' : 'south', reportingUnit: 'night team', labels: ['1361'] });
  await one.tell('r6', '2019-08-10', 'receiveReport', { ...received, unit: 'outpatient' });
  await one.tell('r0', '2019-02-10', 'assess', assessed('serious'));
  await one.tell('r0', '2019-02-11', 'notifyInspectorate', { by: 'head' });
  await one.tell('r0', '2019-03-10', 'completeInvestigation', completed);
  await one.tell('r0', '2019-03-10', 'decideMeasure', measure('one', '2019-06-30'));
  await one.tell('r0', '2019-03-10', 'decideMeasure', measure('two', '2019-06-30'));
  await one.tell('r0', '2019-06-30', 'carryOutMeasure', { measure: 'one' });
  await one.tell('r0', '2019-10-30', 'recordAnswer', { outcome: 'closed-without-measures' });
  await one.tell('r1', '2019-05-20', 'completeInvestigation', completed);
  return one;
};

it('tells the year, for anybody, without singling out a unit', async () => {
  const one = await someYear();
  const document = await one.report('2020-02-15', { year: '2019' });
  expect([document.title.sv, document.anything]).toEqual(['Avvikelser inklusive lex Sarah 2019', true]);
  expect(table(document, 'received')).toEqual([{ area: 'unknown', unit: 'Övriga enheter', reportingUnit: 'none', unitConcerned: 'Övriga enheter', count: 7 }]);
  expect(table(document, 'completed')).toEqual([
    { unit: 'Hela nämnden', completed: 2, completedReceivedInYear: 2, completedReceivedEarlier: 0, completedYearBefore: 0, notInvestigated: 5, averageDays: 79, medianDays: 79, withinTarget: '1/2' },
  ]);
  expect(table(document, 'assessments')).toMatchObject([{ serious: 1, 'not-assessed': 1, none: 0 }]);
  expect(table(document, 'notifications')).toMatchObject([{ notified: 1, notifiedBeforeCompleted: 1, closedByInspectorate: 1, pendingAtInspectorate: 0 }]);
  expect(table(document, 'measures')).toMatchObject([{ withMeasures: 1, withoutMeasures: 1, measuresDecided: 2, measuresDue: 2, measuresInTime: 1, measuresOverdue: 1, shareInTime: '1/2' }]);
  const said = JSON.stringify(document);
  expect(said).toContain('ej verifierat');
  expect(said).not.toMatch(/north|south|city|outpatient|night team/);
});

it('tells each unit, then and now, to those with the role', async () => {
  const [report] = lexSarahDomain.reports ?? [];
  expect([report?.requires({ year: '2019' }), report?.requires({ year: '2019', units: 'open' }), report?.requires({ year: '2019', units: 'all' })]).toEqual([null, null, 'lex-sarah']);
  expect(lexSarahDomain.registers.map(({ name, requires }) => [name, requires])).toEqual([['lex-sarah', 'lex-sarah'], ['deviations', 'lex-sarah'], ['lex-sarah-organisation', undefined], ['lex-sarah-stated', undefined]]);
  const document = await (await someYear()).report('2020-02-15', { year: '2019', units: 'all' });
  expect(table(document, 'received')).toEqual([
    { area: 'Vuxna', unit: 'north / city', reportingUnit: 'night team', unitConcerned: 'north', count: 4 },
    { area: 'unknown', unit: 'south / city', reportingUnit: 'night team', unitConcerned: 'south', count: 2 },
    { area: 'unknown', unit: 'outpatient', reportingUnit: 'unknown', unitConcerned: 'outpatient', count: 1 },
  ]);
  expect(table(document, 'completed').map(({ unit, completed: count, notInvestigated }) => [unit, count, notInvestigated])).toEqual([['Hela nämnden', 2, 5], ['city', 2, 4], ['outpatient', 0, 1]]);
});

it('the year before is counted from the shelves, and a report of the next year has it', async () => {
  const one = await someYear();
  const document = await one.report('2020-02-15', { year: '2020' });
  expect(table(document, 'completed')).toMatchObject([{ completed: 0, completedYearBefore: 2, notInvestigated: 5 }]);
});

it('refuses what is no year, and says when there is nothing', async () => {
  const one = book('2020-02-15');
  const [report] = lexSarahDomain.reports ?? [];
  for (const parameters of [{}, { year: '19' }, { year: '2021' }, { year: '1989' }, { year: '2019', units: 'some' }]) {
    const view = { asOf: day('2020-02-15'), rows: () => [] } as never;
    expect(report?.build(view, parameters as never)).toMatchObject({ left: { _tag: 'InvalidParameter' } });
  }
  expect(await one.report('2020-02-15', { year: '2019' })).toMatchObject({ anything: false, sections: [] });
});

it('deviations: by where they stood at the end of the year; promotion keeps the link on both sides', async () => {
  const one = book('2020-02-15');
  const tell = (name: string, on: string, command: string, data: Readonly<Record<string, unknown>>) => one.tell(name, on, command, data, 'deviation');
  for (let i = 0; i < 7; i += 1) await tell(`d${i}`, '2019-05-01', 'reportDeviation', { unit: 'u', kind: 'fall', reporterRole: 'nurse', client, what: 'secret' });
  await tell('d1', '2019-05-02', 'takeOverDeviation', { by: 'manager' });
  await tell('d2', '2019-05-02', 'investigateDeviation', { by: 'manager' });
  await tell('d3', '2019-05-02', 'declineDeviation', { by: 'manager', client, reason: 'secret' });
  await tell('d4', '2019-05-02', 'moveDeviation', { to: 'the region’s system' });
  await tell('d5', '2019-05-02', 'promoteDeviation', { to: { kind: 'recorded', stream: one.stream('a') } });
  await one.tell('a', '2019-05-02', 'receiveReport', { ...received, promotedFrom: { kind: 'recorded', stream: one.stream('d5', 'deviation') } });
  await tell('d5', '2019-05-03', 'closeDeviation', { by: 'manager' });
  await tell('d6', '2020-01-02', 'closeDeviation', { by: 'manager' });
  const rows = (await one.rows<Deviation>('deviations', '2020-02-15', ['2019'])).map(({ state }) => state);
  expect(countDeviations(rows, { year: 2019, asOf: day('2020-02-15') })).toEqual({ received: 7, takenOver: 1, investigating: 1, closed: 1, notTakenOver: 2, moved: 1, promoted: 1 });
  expect((await one.state('a')).received?.promotedFrom).toEqual({ kind: 'recorded', stream: one.stream('d5', 'deviation') });
  expect(rows.find(({ promotedTo }) => promotedTo !== undefined)?.promotedTo).toEqual({ kind: 'recorded', stream: one.stream('a') });
  expect(table(await one.report('2020-02-15', { year: '2019' }), 'deviations')).toMatchObject([{ received: 7, promoted: 1 }]);
});

it('stated figures: supported, contradicted, not to be tested, contradicting each other', async () => {
  const one = await someYear();
  const state = (data: Readonly<Record<string, unknown>>) => one.tell('s', '2020-02-01', 'stateFigure', data, 'statedSummary');
  await one.tell('s', '2020-02-01', 'stateSummary', { year: 2019, by: 'board' }, 'statedSummary');
  await state({ figure: 'received', value: 7 });
  await state({ figure: 'completed', value: 1 });
  await state({ figure: 'with-measures', value: 3 });
  await state({ figure: 'not-investigated', value: 4 });
  await state({ figure: 'completed-received-in-year', value: 2 });
  await state({ figure: 'average-days', value: { _tag: 'more-than', value: 60, text: 'mer än två månader' } });
  await state({ figure: 'received', value: 7, area: 'Vuxna' });
  await state({ figure: 'deviations-received', value: { _tag: 'about', value: 10 } });
  const verdicts = async () => table(await one.report('2020-02-15', { year: '2019' }), 'stated').map(({ counted, verdict }) => [counted, verdict]);
  const other = 'Motsäger annan angiven uppgift';
  const both = (verdict: string) => [verdict, other];
  // The register is not said to be complete: it contradicts only by holding more.
  expect(await verdicts()).toEqual([
    [7, both('Stöds')],
    [2, both('Motsägs')],
    [1, both('Kan inte prövas')],
    [5, both('Kan inte prövas')],
    [2, both('Stöds')],
    [79, 'Stöds'],
    ['unknown', 'Kan inte prövas'],
    ['unknown', 'Kan inte prövas'],
  ]);
  await one.tell('org', '2020-02-02', 'keepRegister', { from: '2019-01-01' }, 'organisation');
  expect((await verdicts()).map(([, verdict]) => verdict)).toEqual([both('Stöds'), both('Motsägs'), both('Motsägs'), both('Motsägs'), both('Stöds'), 'Stöds', 'Kan inte prövas', 'Motsägs']);
  const found = (await one.check('2020-02-15')).findings.filter(({ rule }) => rule === 'lex-sarah/stated-figures-contradict');
  expect(found.map((each) => each.about === 'register' && each.values)).toEqual([{ year: 2019, stated: 4, atLeast: 5, from: 7, less: 2 }, { year: 2019, whole: 1, parts: 2 }, { year: 2019, whole: 1, parts: 3 }]);
});
