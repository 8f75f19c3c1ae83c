/** Supervision: asked or found → statement → measures → closed or followed up. */
import { memoryKeyStore, sealerFrom } from '@frist/confidentiality';

import type { SupervisionState } from '@frist/agreements';

import { agency, book, days, decision, standing } from './support';

const opened = async (more: object = {}) => {
  const one = book<SupervisionState>('supervision', { sealer: sealerFrom(memoryKeyStore()) });
  await one.tell('2024-03-01', 'openSupervision', { by: 'the inspectorate', what: 'family homes', kind: 'inspection', diaryNumbers: ['SN/2024:7'], ...more });
  return one;
};

it('a statement is owed by the day they set, which does not roll; more time keeps the old day', async () => {
  const one = await opened();
  await one.tell('2024-03-02', 'requestStatement', { statement: 'first', due: { basis: agency, day: '2024-03-30' } });
  expect((await one.duties('statement')).map((duty) => [days(duty), duty.incurred?.creditor])).toEqual([[['2024-03-30'], 'the inspectorate']]);
  await one.tell('2024-03-20', 'grantTime', { statement: 'first', by: 'the inspectorate', due: { basis: agency, day: '2024-04-15' } });
  expect((await one.duties('statement')).map(days)).toEqual([['2024-04-15', '2024-03-30']]);
  await one.tell('2024-04-15', 'submitStatement', { statement: 'first', evidence: 'sent', by: 'the chair' });
  await one.tell('2024-05-01', 'returnStatement', { statement: 'first', by: 'the inspectorate', reason: 'figures missing', due: { basis: agency, day: '2024-05-31' } });
  const { counts } = await one.check('2024-06-01');
  expect([counts['met-on-time'], (await one.owed('statement', '2024-06-01')).map(({ completion }) => completion?.timeliness)]).toEqual([1, ['overdue']]);
});

it('findings lead to measures, and a supervision closed with something left is shown', async () => {
  const one = await opened();
  await one.tell('2024-06-01', 'recordFinding', { finding: 'plans', what: 'no care plans' });
  expect(await one.findings()).toEqual(['finding-without-measure']);
  await one.tell('2024-06-20', 'decideMeasure', { measure: 'plans', finding: 'plans', what: 'write the plans', owner: 'unit head', due: { basis: decision, day: '2024-10-01' } });
  await one.tell('2024-06-20', 'decideMeasure', { measure: 'training', finding: 'plans', what: 'train staff' });
  expect(await one.findings()).toEqual(['measure-without-due-date']);
  await one.tell('2024-09-30', 'carryOutMeasure', { measure: 'plans', evidence: 'all written' });
  await one.tell('2024-11-01', 'followUpSupervision', { by: 'the inspectorate', outcome: 'plans seen' });
  const closed = await one.tell('2024-11-10', 'closeSupervision', { by: 'the inspectorate', reason: 'no further action' });
  expect(await one.finding('closed-with-something-open')).toMatchObject({ kind: 'contradiction', values: { statements: 0, measures: 1 } });
  await one.tell('2024-11-11', 'dropMeasure', { measure: 'training', power: 'board', reason: 'not needed' });
  expect(await one.findings()).toEqual([]);
  expect((await one.duties('supervision-measure')).map(standing).sort()).toEqual(['discharged', 'performed']);
  await one.retract(closed);
  const [recorded, entailed] = await one.inLine();
  expect(recorded).toEqual(entailed);
});

it('details that concern a person are sealed, and say whom they concern', async () => {
  const one = await opened({ subject: '44444444-4444-4444-8444-444444444444', details: 'what happened to her' });
  expect(JSON.stringify(await one.events())).not.toContain('what happened to her');
  expect((await one.state()).opened?.details).toMatchObject({ _tag: 'sealed' });
  const other = book<SupervisionState>('supervision', { sealer: sealerFrom(memoryKeyStore()) });
  expect(JSON.stringify(await other.refusal('2024-03-01', 'openSupervision', { by: 'x', what: 'x', kind: 'audit', details: 'secret words' }))).not.toContain('secret words');
});

it.each([
  ['requestStatement', { statement: 'x', due: { basis: agency, text: 'soonish' } }, 'UnclearDate'],
  ['submitStatement', { statement: 'x', evidence: 'x' }, 'UnknownStatement'],
  ['carryOutMeasure', { measure: 'x', evidence: 'x' }, 'UnknownMeasure'],
  ['decideMeasure', { measure: 'x', what: 'x', finding: 'x' }, 'UnknownFinding'],
  ['grantTime', { by: 'x', due: { basis: agency, day: '2024-04-15' } }, 'SelfContradiction'],
  ['openSupervision', { by: 'x', what: 'x', kind: 'audit' }, 'SupervisionOpenedAlready'],
])('%s %j is refused: %s', async (command, data, tag) => {
  expect((await (await opened()).refusal('2024-04-01', command, data))._tag).toBe(tag);
});
