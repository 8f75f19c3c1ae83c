/** Bad input gets a typed error and records nothing (`refusal` counts the events before and after). */
import { assessed, book, client, completed, measure, received, reporter } from './support';

const started = async () => {
  const one = book();
  await one.tell('a', '2024-01-10', 'receiveReport', received);
  return one;
};

it('a measure without owner or due date, unless it is declared so', async () => {
  const one = await started();
  const refused = async (data: object) => (await one.refusal('a', '2024-02-01', 'decideMeasure', { measure: 'm', client, what: 'w', ...data }))._tag;
  expect(await refused({ due: '2024-05-01' })).toBe('MeasureWithoutOwner');
  expect(await refused({ owner: 'manager' })).toBe('MeasureWithoutDueDate');
  expect(await refused({ owner: 'manager', withoutOwner: true, due: '2024-05-01' })).toBe('MeasureWithoutOwner');
  expect(await refused({ owner: 'manager', due: '2024-05-01', withoutDue: true })).toBe('MeasureWithoutDueDate');
  expect(await refused({ owner: 'manager', due: { text: 'sooner or later' } })).toBe('UnclearDate');
  await one.tell('a', '2024-02-01', 'decideMeasure', { measure: 'm', client, what: 'w', withoutOwner: true, withoutDue: true });
});

it('notifying without a stated ground what was not assessed as serious on that day', async () => {
  const one = await started();
  const notify = { by: 'head' };
  expect(await one.refusal('a', '2024-02-01', 'notifyInspectorate', notify)).toMatchObject({ _tag: 'GroundMissing', rule: 'lex-sarah/notifyInspectorate', field: 'data.ground' });
  await one.tell('a', '2024-02-01', 'assess', assessed('misconduct'));
  await one.tell('a', '2024-03-01', 'assess', assessed('serious'));
  expect((await one.refusal('a', '2024-02-15', 'notifyInspectorate', notify))._tag).toBe('GroundMissing');
  expect((await one.refusal('a', '2024-02-15', 'notifyInspectorate', { ...notify, ground: 'g' }))._tag).toBe('NoSealer');
  await one.tell('a', '2024-02-15', 'notifyInspectorate', { ...notify, ground: 'g', client });
  expect(await one.findings('a')).toContain('notified-though-not-serious');
});

it('closing with open measures without saying what becomes of them', async () => {
  const one = await started();
  await one.tell('a', '2024-02-01', 'decideMeasure', measure('first', '2024-05-01'));
  await one.tell('a', '2024-02-01', 'decideMeasure', measure('second', '2024-05-01'));
  await one.tell('a', '2024-02-10', 'carryOutMeasure', { measure: 'second' });
  const close = async (left?: readonly object[]) => one.refusal('a', '2024-03-01', 'closeReport', { by: 'head', ...(left === undefined ? {} : { left }) });
  expect(await close()).toMatchObject({ _tag: 'OpenMeasures', value: 'first' });
  expect((await close([{ measure: 'second', becomes: 'dropped' }]))._tag).toBe('UnknownMeasure');
  expect((await close([{ measure: 'first', becomes: 'taken-over' }]))._tag).toBe('SelfContradiction');
  expect((await close([{ measure: 'first', becomes: 'dropped' }, { measure: 'first', becomes: 'goes-on' }]))._tag).toBe('UnknownMeasure');
  await one.tell('a', '2024-03-01', 'closeReport', { by: 'head', left: [{ measure: 'first', becomes: 'goes-on' }] });
});

it('what is said once, named wrongly, or contradicts itself', async () => {
  const one = await started();
  const refused = async (on: string, command: string, data: object) => (await one.refusal('a', on, command, data as Record<string, unknown>))._tag;
  expect(await refused('2024-01-10', 'receiveReport', received)).toBe('ReportReceivedAlready');
  expect((await one.refusal('b', '2024-01-10', 'assess', assessed('none')))._tag).toBe('ReportNotReceived');
  expect((await one.refusal('b', '2024-01-10', 'receiveReport', { ...received, noticedOn: '2024-01-11' }))._tag).toBe('SelfContradiction');
  expect((await one.refusal('b', '2024-01-10', 'receiveReport', { ...received, reporterName: 'N' }))._tag).toBe('NoSealer');
  expect((await one.refusal('b', '2024-01-10', 'receiveReport', { ...received, personnummer: '19121212-1212' }))._tag).toBe('InvalidData');
  await one.tell('a', '2024-02-01', 'completeInvestigation', completed);
  expect(await refused('2024-02-02', 'completeInvestigation', completed)).toBe('SaidAlready');
  expect(await refused('2024-02-02', 'completeInvestigation', { ...completed, causes: 'c' })).toBe('NoSealer');
  await one.tell('a', '2024-02-01', 'decideMeasure', measure('m', '2024-05-01'));
  expect(await refused('2024-02-02', 'decideMeasure', measure('m', '2024-05-01'))).toBe('KeyTaken');
  expect(await refused('2024-02-02', 'carryOutMeasure', { measure: 'other' })).toBe('UnknownMeasure');
  expect(await refused('2024-02-02', 'carryOutMeasure', { measure: 'constructor' })).toBe('UnknownMeasure');
  expect(await refused('2024-03-02', 'rescheduleMeasure', { measure: 'm', due: '2024-03-01', by: 'b', client, reason: 'r' })).toBe('SelfContradiction');
  await one.tell('a', '2024-03-01', 'dropMeasure', { measure: 'm', by: 'b', client, reason: 'r' });
  expect(await refused('2024-03-02', 'carryOutMeasure', { measure: 'm' })).toBe('MeasureEnded');
  expect((await one.refusal('c', '2024-01-10', 'receiveReport', { ...received, reporter, reporterName: 7 })).value).toBeUndefined();
});

it('deviations, organisation and summaries refuse alike', async () => {
  const one = book();
  const refused = async (category: string, command: string, data: object) => (await one.refusal('x', '2024-02-01', command, data as Record<string, unknown>, category))._tag;
  const deviation = { unit: 'u', kind: 'fall', reporterRole: 'nurse' };
  expect(await refused('deviation', 'closeDeviation', { by: 'b' })).toBe('DeviationNotReported');
  expect(await refused('deviation', 'reportDeviation', { ...deviation, what: 'w' })).toBe('NoSealer');
  expect(await refused('deviation', 'reportDeviation', { ...deviation, reporterName: 'w' })).toBe('NoSealer');
  await one.tell('x', '2024-01-01', 'reportDeviation', deviation, 'deviation');
  expect(await refused('deviation', 'reportDeviation', deviation)).toBe('DeviationReportedAlready');
  await one.tell('x', '2024-01-02', 'moveDeviation', { to: 'the region' }, 'deviation');
  expect(await refused('deviation', 'takeOverDeviation', { by: 'b' })).toBe('DeviationEnded');
  expect(await refused('organisation', 'renameUnit', { unit: 'u', to: 'u' })).toBe('SelfContradiction');
  expect(await refused('organisation', 'mergeUnits', { units: ['u', 'u'], into: 'v' })).toBe('SelfContradiction');
  expect(await refused('organisation', 'informEmployees', { intake: 'none', evidence: 'e' })).toBe('UnknownIntake');
  await one.tell('x', '2024-01-01', 'employ', { intake: 'i', number: 1 }, 'organisation');
  expect(await refused('organisation', 'employ', { intake: 'i', number: 1 })).toBe('KeyTaken');
  await one.tell('x', '2024-01-01', 'setInformationDuty', { from: '2024-01-01' }, 'organisation');
  expect(await refused('organisation', 'setInformationDuty', { from: '2024-01-01' })).toBe('SaidAlready');
  expect(await refused('organisation', 'informAllStaff', { year: 2023, evidence: 'e' })).toBe('SelfContradiction');
  expect(await refused('statedSummary', 'stateFigure', { figure: 'received', value: 1 })).toBe('SummaryNotStated');
  expect(await refused('statedSummary', 'stateSummary', { year: 19, by: 'board' })).toBe('SelfContradiction');
  await one.tell('x', '2024-01-01', 'stateSummary', { year: 2023, by: 'board' }, 'statedSummary');
  expect(await refused('statedSummary', 'stateSummary', { year: 2023, by: 'board' })).toBe('SummaryStatedAlready');
  expect(await refused('statedSummary', 'stateFigure', { figure: 'other', value: 1 })).toBe('TextMissing');
  expect(await refused('statedSummary', 'listNumbers', { labels: [] })).toBe('SelfContradiction');
  expect(await refused('statedSummary', 'stateFigure', { figure: 'received', value: -1 })).toBe('InvalidData');
});
