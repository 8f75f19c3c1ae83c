/** What is told late, corrected or taken back: the record about the duties follows, and what was known before stays visible. */
import { factsOf, type EventId } from '@frist/event-sourcing';

import { entailedBy } from '@frist/grants';
import { outstandingDuties } from '@frist/obligations';

import { agency, dueDay, grantBook, standing } from './support';

const report = (due: object) => ({ report: 'account', recipient: 'Agency', due });

it('a corrected date moves the due date once and keeps the old one visible', async () => {
  const grant = await grantBook();
  await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
  const required = await grant.tell('2019-03-01', 'requireReport', report(dueDay('2020-03-31')));
  const moves = async () => (await grant.duties('return-report')).map(({ due, earlierDues }) => [due, ...(earlierDues ?? []).map((earlier) => earlier.due)].map((each) => (each?.kind === 'fixed' ? each.limit.lastPermittedDay : each?.kind)));
  await grant.correct(required, { data: report(dueDay('2020-02-28')) });
  expect(await moves()).toEqual([['2020-02-28', '2020-03-31']]);
  await grant.tell('2019-04-01', 'recordForecast', { amount: 1 });
  await grant.correct(required, { data: report(dueDay('2020-01-31')) });
  expect(await moves()).toEqual([['2020-01-31', '2020-03-31']]);
  await grant.correct(required, { data: report(dueDay('2020-03-31')) });
  expect(await moves()).toEqual([['2020-03-31']]);
  const live = factsOf(await grant.events());
  expect(live.filter(({ type }) => type === 'DueDateChanged')).toEqual([]);
  expect(live.filter(({ type }) => type === 'ObligationIncurred')).toHaveLength(1);
});

it('another recipient is another content: the duty is told anew under its own id, with what happened to it', async () => {
  const grant = await grantBook();
  await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
  const required = await grant.tell('2019-02-01', 'requireReport', report(dueDay('2020-03-31')));
  await grant.tell('2019-02-01', 'submitReport', { report: 'account', evidence: 'receipt' });
  const [before] = await grant.duties('return-report');
  await grant.correct(required, { data: { ...report(dueDay('2020-03-31')), recipient: 'County' } });
  const [after, ...others] = await grant.duties('return-report');
  expect([after?.id, after?.incurred?.creditor, standing(after), after?.anomalies, others]).toEqual([before?.id, 'County', 'performed', undefined, []]);
});

it('a corrected amount of money that came re-judges what is owed', async () => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'setUsePeriod', { until: '2019-12-31', basis: agency });
  await grant.tell('2019-01-01', 'setRepaymentTerms', { force: 'must', due: { basis: agency } });
  const receipt = await grant.tell('2019-02-01', 'recordReceipt', { amount: 100 });
  await grant.tell('2019-03-01', 'recordUse', { activity: 'a', name: 'A', lines: [{ amount: 80 }] });
  const [duty] = await grant.duties('repay-unused');
  expect(standing(duty)).toBe('owed');
  await grant.correct(receipt, { data: { amount: 200 } });
  expect((await grant.duties('repay-unused')).map(({ id }) => id)).toEqual([duty?.id]);
  await grant.correct(receipt, { data: { amount: 80 } });
  expect((await grant.duties('repay-unused')).map(standing)).toEqual(['discharged']);
  await grant.retract(receipt);
  expect(await grant.duties('repay-unused')).toEqual([]);
});

it('what was known before the correction stays as it was known', async () => {
  const grant = await grantBook(undefined, '2019-01-02');
  await grant.tell('2019-01-01', 'requireReport', report(dueDay('2019-06-30')));
  await grant.tell('2019-01-02', 'recordReceipt', { amount: 1 });
  grant.setClock('2019-06-01');
  const sent = await grant.tell('2019-06-01', 'submitReport', { report: 'account', evidence: 'receipt' });
  grant.setClock('2019-08-01');
  await grant.retract(sent, '2019-08-01');
  expect((await grant.check('2019-07-15', '2019-07-15T00:00:00.000Z')).counts).toMatchObject({ 'met-on-time': 1, overdue: 0 });
  expect((await grant.check('2019-07-15', '2019-08-02T00:00:00.000Z')).counts).toMatchObject({ 'met-on-time': 0, overdue: 1 });
});

it('a late fact does not rewrite the days before it', async () => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'setUsePeriod', { until: '2019-12-31', basis: agency });
  await grant.tell('2019-01-01', 'setRepaymentTerms', { force: 'must', due: { basis: agency } });
  await grant.tell('2019-02-01', 'recordReceipt', { amount: 100 });
  await grant.tell('2019-06-01', 'recordUse', { activity: 'a', name: 'A', lines: [{ amount: 100 }] });
  await grant.tell('2019-04-01', 'recordReceipt', { amount: 50 });
  expect((await grant.duties('repay-unused', '2019-03-31')).map(standing)).toEqual(['owed']);
  expect((await grant.duties('repay-unused')).map(standing)).toEqual(['owed']);
  await grant.tell('2019-05-01', 'transferOnward', { to: 'schools', amount: 50 });
  expect((await grant.duties('repay-unused', '2019-05-31')).map(standing)).toEqual(['owed']);
  expect((await grant.duties('repay-unused', '2019-06-01')).map(standing)).toEqual(['discharged']);
});

it('a retraction takes with it all that followed, also from other facts', async () => {
  const grant = await grantBook();
  const required = await grant.tell('2019-01-01', 'requireReport', { ...report(dueDay('2020-03-31')), boardApproval: true });
  await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
  await grant.tell('2020-02-01', 'approveReport', { report: 'account', by: 'board' });
  await grant.tell('2020-03-01', 'submitReport', { report: 'account', evidence: 'receipt' });
  expect([...(await grant.duties('return-report')), ...(await grant.duties('board-approval'))].map(standing)).toEqual(['performed', 'performed']);
  await grant.retract(required);
  expect([...(await grant.duties('return-report')), ...(await grant.duties('board-approval'))]).toEqual([]);
  const state = await grant.state();
  expect(outstandingDuties(entailedBy(state), state.recorded, required as EventId, null)).toEqual([]);
  expect(await grant.findings()).toContain('names-what-is-gone');
});

it('retracting a correction brings back what was told first', async () => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'setUsePeriod', { until: '2019-12-31', basis: agency });
  await grant.tell('2019-01-01', 'setRepaymentTerms', { force: 'must', due: { basis: agency } });
  await grant.tell('2019-02-01', 'recordReceipt', { amount: 100 });
  const used = await grant.tell('2019-03-01', 'recordUse', { activity: 'a', name: 'A', lines: [{ amount: 100 }] });
  await grant.correct(used, { data: { activity: 'a', name: 'A', lines: [{ amount: 1 }] } });
  expect((await grant.duties('repay-unused')).map(standing)).toEqual(['owed']);
  const correction = (await grant.events()).find(({ type }) => type === 'FactCorrected');
  await grant.retract(correction?.id ?? '');
  expect((await grant.duties('repay-unused')).map(standing)).toEqual(['discharged']);
});

it('a corrected date reaches duties that other facts brought about', async () => {
  const grant = await grantBook();
  const terms = await grant.tell('2019-01-01', 'setRepaymentTerms', { force: 'must', due: dueDay('2020-03-31') });
  await grant.tell('2019-02-01', 'recordReceipt', { amount: 100 });
  await grant.correct(terms, { data: { force: 'must', due: dueDay('2020-02-28') } });
  expect((await grant.duties('repay-unused')).map(({ due, earlierDues }) => [due?.kind === 'fixed' && due.limit.endDay, earlierDues?.length])).toEqual([['2020-02-28', 1]]);
  await grant.correct(terms, { data: { force: 'may', due: dueDay('2020-02-28') } });
  expect((await grant.duties('repay-unused')).map(({ due, incurred, earlierDues }) => [due?.kind === 'fixed' && due.limit.endDay, incurred?.force, earlierDues])).toEqual([['2020-02-28', 'may', undefined]]);
});

it('what shows that an account is owed is what stands on record', async () => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'requireReport', report(dueDay('2020-03-31')));
  const claim = await grant.tell('2019-02-01', 'submitClaim', { amount: 1 });
  const receipt = await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
  await grant.retract(claim);
  expect((await grant.duties('return-report'))[0]?.trigger).toEqual({ anchor: '2019-02-01', evidence: 'receipt on record' });
  const triggers = factsOf(await grant.events()).filter(({ type }) => type === 'ObligationTriggered');
  expect(triggers.map(({ causationId }) => causationId)).toEqual([receipt]);
});

it('the grant’s own name, corrected, reaches its duties', async () => {
  const grant = await grantBook(null);
  const first = await grant.tell('2019-01-01', 'registerGrant', { name: 'Grnat', diaryNumbers: ['SN/2019:1'] });
  await grant.tell('2019-01-01', 'requireReport', report(dueDay('2020-03-31')));
  await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
  await grant.correct(first, { data: { name: 'Grant', diaryNumbers: ['SN/2019:1', 'SN 2019:2'] } });
  const [duty, ...others] = await grant.duties('return-report');
  expect([duty?.incurred?.concerns, standing(duty), duty?.anomalies, others]).toEqual([['Grant', 'SN/2019:1', 'SN 2019:2'], 'owed', undefined, []]);
});
