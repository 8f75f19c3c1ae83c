/** What is unused goes back; what the funder reclaims; what it waives. */
import { agency, ca, dueDay, grantBook, standing, unknown } from './support';

const reclaim = (ground: string, data: object = {}) => ({ reclaim: 'letter', by: 'Agency', amount: 3_000, ground, due: dueDay('2020-08-31'), ...data });
const use = (amount: unknown, data: object = {}) => ({ activity: 'course', name: 'Course', lines: [{ amount }], ...data });

const grantWith = async (force = 'must', until: string | null = '2019-12-31') => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'setUsePeriod', { from: '2019-01-01', ...(until === null ? {} : { until }), basis: agency, purpose: 'training' });
  await grant.tell('2019-01-01', 'setRepaymentTerms', { force, due: dueDay('2020-03-31') });
  const duties = async (asOf?: string) => (await grant.duties('repay-unused', asOf)).map(standing);
  return { ...grant, standings: duties };
};

describe('unused at the end of the period', () => {
  it.each(['must', 'may'])('%s be repaid: the balance itself is owed, from the day after', async (force) => {
    const grant = await grantWith(force);
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    await grant.tell('2019-06-01', 'recordUse', use(7_000));
    expect(await grant.owed('repay-unused', '2019-12-31')).toMatchObject({ lifecycle: 'conditional', timeliness: 'not-yet', force });
    expect(await grant.owed('repay-unused', '2020-01-01')).toMatchObject({ lifecycle: 'active', timeliness: 'upcoming', force, creditor: 'Funder' });
    expect(await grant.owed('repay-unused', '2020-04-02')).toMatchObject({ timeliness: 'overdue', days: 2 });
    const [duty] = await grant.duties('repay-unused');
    expect(duty?.incurred?.owes).toEqual({ balance: 'unused' });
  });

  it('ends when all is used, however late that is told, and stands again when the use is corrected', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    const used = await grant.tell('2019-12-20', 'recordUse', use(10_000));
    expect(await grant.standings()).toEqual(['discharged']);
    await grant.correct(used, { data: use(9_999) });
    expect(await grant.standings()).toEqual(['owed']);
    await grant.correct(used, { occurredOn: '2020-01-01' });
    expect(await grant.standings()).toEqual(['owed']);
    expect(await grant.findings()).toContain('used-outside-period');
    await grant.correct(used, { data: use(10_000), occurredOn: '2019-12-31' });
    expect(await grant.standings()).toEqual(['discharged']);
    expect((await grant.duties('repay-unused', '2019-12-30')).map(standing)).toEqual(['owed']);
  });

  it('stands when another use than the last is retracted', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    const first = await grant.tell('2019-05-01', 'recordUse', use(4_000));
    await grant.tell('2019-06-01', 'recordUse', use(6_000));
    expect(await grant.standings()).toEqual(['discharged']);
    await grant.retract(first);
    expect(await grant.standings()).toEqual(['owed']);
  });

  it('begins anew with money that comes after it had ended, and only from then on', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    await grant.tell('2019-05-01', 'recordUse', use(10_000));
    await grant.tell('2019-11-01', 'recordReceipt', { amount: 500 });
    expect(await grant.standings()).toEqual(['discharged', 'owed']);
    expect(await grant.standings('2019-10-31')).toEqual(['discharged']);
    await grant.tell('2019-12-01', 'recordUse', use(500));
    expect(await grant.standings()).toEqual(['discharged', 'discharged']);
  });

  it('a receipt dated before the use leaves one spell', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    await grant.tell('2019-05-01', 'recordUse', use(10_000));
    await grant.tell('2019-04-01', 'recordReceipt', { amount: 500 });
    expect(await grant.standings()).toEqual(['owed']);
  });

  it('instalments over two years', async () => {
    const grant = await grantWith('must', '2020-12-31');
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 6_000 });
    await grant.tell('2019-12-31', 'recordUse', use(5_000, { between: { from: '2019-01-01', to: '2019-12-31' } }));
    await grant.tell('2020-03-01', 'recordReceipt', { amount: 4_000 });
    await grant.tell('2020-12-31', 'recordUse', use(4_500, { between: { from: '2020-01-01', to: '2020-12-31' } }));
    expect(await grant.standings()).toEqual(['owed']);
    const [duty] = await grant.duties('repay-unused');
    expect(duty?.incurred?.activation).toMatchObject({ kind: 'by-time', activatesOn: '2021-01-01' });
  });

  it('approximate and unknown amounts never count as settled', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    const used = await grant.tell('2019-06-01', 'recordUse', use(ca(10_000)));
    expect(await grant.standings()).toEqual(['owed']);
    await grant.correct(used, { data: use(unknown) });
    expect(await grant.standings()).toEqual(['owed']);
    await grant.correct(used, { data: use(10_000) });
    expect(await grant.standings()).toEqual(['discharged']);
  });

  it('nothing is owed without terms or without money; a period that is not told leaves it on condition', async () => {
    const grant = await grantBook();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    expect(await grant.duties('repay-unused')).toEqual([]);
    const open = await grantWith('must', null);
    expect(await open.standings()).toEqual([]);
    await open.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    expect(await open.standings()).toEqual(['conditional']);
  });

  it('terms told anew take the place of the old ones', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    await grant.tell('2019-11-01', 'setUsePeriod', { from: '2019-01-01', until: '2020-06-30', basis: agency });
    await grant.tell('2019-11-02', 'setRepaymentTerms', { force: 'may', due: dueDay('2020-09-30') });
    const duties = await grant.duties('repay-unused');
    expect(duties.map((duty) => [standing(duty), duty.incurred?.force])).toEqual([['superseded', 'must'], ['superseded', 'must'], ['owed', 'may']]);
    expect(duties[1]?.incurred?.activation).toMatchObject({ activatesOn: '2020-07-01' });
    expect((await grant.duties('use-within-period')).map(standing)).toEqual(['superseded', 'owed']);
  });
});

describe('repaid', () => {
  it('in part, then in full, also before the period has ended', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    await grant.tell('2019-06-01', 'recordUse', use(7_000));
    await grant.tell('2019-10-01', 'repay', { amount: 1_000 });
    expect((await grant.duties('repay-unused'))[0]).toMatchObject({ delivery: 'partial', performed: 1_000, remains: '2000 öre left to repay' });
    await grant.tell('2019-11-01', 'repay', { amount: 2_000 });
    expect((await grant.duties('repay-unused'))[0]).toMatchObject({ delivery: 'submitted', performed: 3_000 });
    expect((await grant.check('2019-12-01')).counts['met-on-time']).toBe(1);
  });

  it('late is repaid, and late', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    await grant.tell('2020-05-01', 'repay', { amount: 10_000 });
    expect((await grant.check('2020-05-02')).counts['met-late']).toBe(1);
  });

  it('more than was left is shown', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    await grant.tell('2019-06-01', 'recordUse', use(7_000));
    await grant.tell('2020-02-01', 'repay', { amount: 4_000 });
    expect((await grant.finding('repaid-more-than-left'))?.values).toEqual({ repaid: 4_000, left: 3_000 });
  });
});

describe('reclaimed', () => {
  const spent = async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    await grant.tell('2019-06-01', 'recordUse', use(7_000));
    return grant;
  };

  it('what is unused: the reclaim takes the place of the terms, in the funder’s amount', async () => {
    const grant = await spent();
    await grant.tell('2020-05-01', 'reclaim', reclaim('unused', { amount: 2_500 }));
    expect(await grant.standings()).toEqual(['superseded']);
    expect(await grant.owed('repay-reclaimed', '2020-06-01')).toMatchObject({ timeliness: 'upcoming', force: 'must', creditor: 'Agency', due: { limit: { lastPermittedDay: '2020-08-31' } } });
    await grant.tell('2020-06-01', 'repay', { amount: 1_000, reclaim: 'letter' });
    expect((await grant.duties('repay-reclaimed'))[0]).toMatchObject({ delivery: 'partial', remains: '1500 öre left to repay' });
    await grant.tell('2020-07-01', 'repay', { amount: 1_500, reclaim: 'letter' });
    expect((await grant.duties('repay-reclaimed')).map(standing)).toEqual(['performed']);
    expect(await grant.standings()).toEqual(['superseded']);
  });

  it('for want of an account: a breach of the duty to account', async () => {
    const grant = await spent();
    await grant.tell('2019-01-01', 'requireReport', { report: 'account', due: dueDay('2020-03-31'), missingAccountIsGround: true });
    const [account] = await grant.duties('return-report');
    const check = await grant.check('2020-04-01');
    expect(check.findings.map(({ rule }) => rule)).toContain('grants/missing-account-is-ground');
    expect((await grant.check('2020-03-31')).findings.map(({ rule }) => rule)).not.toContain('grants/missing-account-is-ground');
    await grant.tell('2020-05-01', 'reclaim', reclaim('no-account', { amount: 10_000, report: 'account' }));
    expect((await grant.duties('repay-reclaimed'))[0]?.incurred).toMatchObject({ parent: account?.id, owes: { amount: 10_000 } });
    expect(await grant.standings()).toEqual(['superseded']);
  });

  it.each(['other-purpose', 'paid-wrongly'])('%s: beside what is unused', async (ground) => {
    const grant = await spent();
    await grant.tell('2020-05-01', 'reclaim', reclaim(ground));
    expect(await grant.standings()).toEqual(['owed']);
    expect((await grant.duties('repay-reclaimed')).map(standing)).toEqual(['owed']);
  });

  it('an amount that is not known is not settled by any payment', async () => {
    const grant = await spent();
    await grant.tell('2020-05-01', 'reclaim', reclaim('other-purpose', { amount: unknown }));
    await grant.tell('2020-06-01', 'repay', { amount: 1_000, reclaim: 'letter' });
    expect((await grant.duties('repay-reclaimed'))[0]).toMatchObject({ delivery: 'partial', remains: 'an unknown amount left to repay' });
  });

  it('a repayment dated before the decision that it answers counts', async () => {
    const grant = await spent();
    const letter = await grant.tell('2020-05-01', 'reclaim', reclaim('other-purpose'));
    await grant.tell('2020-04-01', 'repay', { amount: 3_000, reclaim: 'letter' });
    expect((await grant.duties('repay-reclaimed'))[0]).toMatchObject({ delivery: 'submitted', performedBetween: { from: '2020-04-01', to: '2020-04-01' } });
    await grant.correct(letter, { data: reclaim('other-purpose', { amount: 4_000 }) });
    expect((await grant.duties('repay-reclaimed')).map(standing)).toEqual(['partly']);
  });

  it('waived in part, then as a whole', async () => {
    const grant = await spent();
    await grant.tell('2020-05-01', 'reclaim', reclaim('other-purpose'));
    await grant.tell('2020-06-01', 'waiveRepayment', { by: 'Agency', reason: 'special reasons', amount: 1_000, reclaim: 'letter' });
    expect((await grant.duties('repay-reclaimed'))[0]).toMatchObject({ delivery: 'partial', remains: '2000 öre left to repay' });
    await grant.tell('2020-07-01', 'waiveRepayment', { by: 'Agency', reason: 'special reasons', reclaim: 'letter', decision: '§ 3' });
    expect((await grant.duties('repay-reclaimed'))[0]).toMatchObject({ discharged: { power: 'Agency', decision: '§ 3' } });
  });

  it('part waived and the rest paid', async () => {
    const grant = await spent();
    await grant.tell('2020-05-01', 'reclaim', reclaim('other-purpose'));
    await grant.tell('2020-06-01', 'waiveRepayment', { by: 'Agency', reason: 'special reasons', amount: 1_000, reclaim: 'letter' });
    await grant.tell('2020-07-01', 'repay', { amount: 2_000, reclaim: 'letter' });
    expect((await grant.duties('repay-reclaimed')).map(standing)).toEqual(['performed']);
  });
});

describe('waived under the terms', () => {
  it('in part reduces what is owed; as a whole ends it until more money comes', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: ca(10_000) });
    await grant.tell('2020-01-10', 'waiveRepayment', { by: 'Agency', reason: 'special reasons', amount: 1_000 });
    expect(await grant.standings()).toEqual(['partly']);
    await grant.tell('2020-01-20', 'waiveRepayment', { by: 'Agency', reason: 'special reasons' });
    expect(await grant.standings()).toEqual(['discharged']);
    await grant.tell('2020-01-25', 'recordUse', use(ca(1)));
    expect(await grant.standings()).toEqual(['discharged']);
    await grant.tell('2020-02-01', 'recordReceipt', { amount: 500 });
    expect(await grant.standings()).toEqual(['discharged', 'owed']);
  });

  it('in part, the rest paid', async () => {
    const grant = await grantWith();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    await grant.tell('2020-01-10', 'waiveRepayment', { by: 'Agency', reason: 'special reasons', amount: 4_000 });
    await grant.tell('2020-01-20', 'repay', { amount: 6_000 });
    expect(await grant.standings()).toEqual(['performed']);
  });
});
