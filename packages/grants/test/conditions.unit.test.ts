/** Onward shares, counter-performance, the period of use, balances, distribution. */
import { balancesOf } from '@frist/grants';

import { agency, ca, dueDay, grantBook, standing, unknown } from './support';

const share = (data: object = {}) => ({ share: 'county', to: 'the county', percent: 4, basis: agency, told: ca(12_700_000, 'ca 127 tkr'), ...data });

describe('an onward share', () => {
  it('is owed of what was received; told amounts stay beside it', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'setOnwardShare', share({ due: dueDay('2019-12-31') }));
    const [duty] = await grant.duties('onward-share');
    expect([standing(duty), duty?.incurred?.owes, duty?.incurred?.creditor]).toEqual(['conditional', { balance: 'onward-share', amount: ca(12_700_000, 'ca 127 tkr') }, 'the county']);
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 318_538_700 });
    expect(await grant.owed('onward-share', '2019-12-31')).toMatchObject({ timeliness: 'due-today' });
    await grant.tell('2019-04-01', 'transferOnward', { to: 'the county', amount: 5_000_000, share: 'county' });
    expect((await grant.duties('onward-share'))[0]).toMatchObject({ delivery: 'partial', remains: '5000000 öre paid of 12741548 öre' });
    // 4 % comes to 127 415,48 kr; payments are made in whole kronor.
    await grant.tell('2019-05-01', 'transferOnward', { to: 'the county', amount: 7_741_500, share: 'county' });
    expect((await grant.duties('onward-share'))[0]).toMatchObject({ delivery: 'submitted', performed: 12_741_500 });
  });

  it('grows with the money: what is owed beyond what was paid is owed anew', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'setOnwardShare', share());
    await grant.tell('2019-02-01', 'transferOnward', { to: 'the county', amount: 400, share: 'county' });
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 10_000 });
    expect((await grant.duties('onward-share')).map(standing)).toEqual(['performed']);
    await grant.tell('2019-04-01', 'recordReceipt', { amount: 10_000 });
    expect((await grant.duties('onward-share')).map(standing)).toEqual(['performed', 'owed']);
    await grant.tell('2019-05-01', 'transferOnward', { to: 'the county', amount: 400, share: 'county' });
    expect((await grant.duties('onward-share')).map(standing)).toEqual(['performed', 'performed']);
  });

  it('of an unknown receipt is not settled by a transfer, unless it was told exactly', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'setOnwardShare', share());
    await grant.tell('2019-01-01', 'setOnwardShare', share({ share: 'exact', told: 500 }));
    await grant.tell('2019-03-01', 'recordReceipt', { amount: unknown });
    await grant.tell('2019-04-01', 'transferOnward', { to: 'the county', amount: 500, share: 'county' });
    await grant.tell('2019-04-01', 'transferOnward', { to: 'the county', amount: 500, share: 'exact' });
    expect((await grant.duties('onward-share')).map((duty) => [duty.incurred?.owes?.amount, standing(duty)])).toEqual(expect.arrayContaining([[ca(12_700_000, 'ca 127 tkr'), 'partly'], [500, 'performed']]));
  });
});

it('counter-performance binds once money has come, and may be shown before', async () => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'setCounterPerformance', { condition: 'plan', what: 'analysis, goals and plan', basis: agency });
  await grant.tell('2019-01-01', 'setCounterPerformance', { condition: 'group', what: 'a steering group', basis: agency });
  expect((await grant.duties('counter-performance')).map(standing)).toEqual(['conditional', 'conditional']);
  await grant.tell('2019-02-01', 'showCounterPerformance', { condition: 'plan', evidence: 'SN 2019:400' });
  await grant.tell('2019-03-01', 'recordReceipt', { amount: 1 });
  const duties = await grant.duties('counter-performance');
  expect(duties.map((duty) => [duty.incurred?.title.en, standing(duty), duty.anomalies])).toEqual(expect.arrayContaining([
    ['Counter-performance: a steering group', 'owed', undefined],
    ['Counter-performance: analysis, goals and plan', 'performed', undefined],
  ]));
});

describe('use within the period', () => {
  it('is kept when all that came in was used in it, and again an open question when more comes', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'setUsePeriod', { from: '2019-01-01', until: '2019-12-31', basis: agency });
    expect((await grant.duties('use-within-period')).map(standing)).toEqual(['conditional']);
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 100 });
    await grant.tell('2019-04-01', 'recordUse', { activity: 'a', name: 'A', lines: [{ amount: 60 }] });
    await grant.tell('2019-05-01', 'transferOnward', { to: 'schools', amount: 40 });
    expect((await grant.duties('use-within-period')).map(standing)).toEqual(['performed']);
    await grant.tell('2019-06-01', 'recordReceipt', { amount: 10 });
    expect((await grant.duties('use-within-period')).map(standing)).toEqual(['performed', 'owed']);
  });

  it('is broken by use outside it, which leaves the money unused', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'setUsePeriod', { from: '2019-02-01', until: '2019-12-31', basis: agency });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 100 });
    await grant.tell('2019-01-15', 'recordUse', { activity: 'early', name: 'Early', lines: [{ amount: 10 }] });
    await grant.tell('2020-01-15', 'recordUse', { activity: 'late', name: 'Late', lines: [{ amount: 20 }] });
    await grant.tell('2020-01-31', 'recordUse', { activity: 'maybe', name: 'Maybe', lines: [{ amount: 30 }], between: { from: '2019-12-01', to: '2020-01-31' } });
    expect((await grant.finding('used-outside-period'))?.values).toEqual({ ore: 30 });
    expect(balancesOf(await grant.state()).grant).toMatchObject({ received: 100, used: 60, unused: 70 });
    expect((await grant.duties('use-within-period')).map(standing)).toEqual(['owed']);
  });
});

describe('balances', () => {
  const told = async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'addTranche', { tranche: 'first' });
    await grant.tell('2019-01-01', 'addTranche', { tranche: 'second' });
    await grant.tell('2019-01-01', 'addPart', { part: 'care', name: 'Care', tranche: 'first' });
    return grant;
  };
  const balances = async (grant: Awaited<ReturnType<typeof told>>) => balancesOf(await grant.state());

  it('what nobody has told is unknown, not zero', async () => {
    const grant = await told();
    const none = { claimed: unknown, awarded: unknown, received: unknown, transferred: unknown, used: unknown, unused: unknown, repaid: unknown };
    expect(await balances(grant)).toEqual({ grant: none, tranches: { first: none, second: none }, parts: { care: none } });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 100 });
    expect((await balances(grant)).grant).toEqual({ ...none, received: 100, transferred: 0, repaid: 0 });
  });

  it('add up per grant, tranche and part; a sum for the whole is not split', async () => {
    const grant = await told();
    await grant.tell('2019-02-01', 'submitClaim', { amount: 100, tranche: 'first' });
    await grant.tell('2019-02-01', 'submitClaim', { amount: 50, tranche: 'second' });
    await grant.tell('2019-02-02', 'recordAward', { amount: 150 });
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 90, part: 'care' });
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 60 });
    await grant.tell('2019-04-01', 'recordUse', { activity: 'a', name: 'A', lines: [{ amount: 20, part: 'care' }, { amount: 30, tranche: 'first' }, { amount: 5 }] });
    await grant.tell('2019-05-01', 'transferOnward', { to: 'schools', amount: 10, tranche: 'first' });
    await grant.tell('2019-06-01', 'repay', { amount: 15, part: 'care' });
    expect(await balances(grant)).toEqual({
      grant: { claimed: 150, awarded: 150, received: 150, transferred: 10, used: 55, unused: 70, repaid: 15 },
      tranches: {
        first: { claimed: 100, awarded: unknown, received: 90, transferred: 10, used: 50, unused: 15, repaid: 15 },
        second: { claimed: 50, awarded: unknown, received: unknown, transferred: unknown, used: unknown, unused: unknown, repaid: unknown },
      },
      parts: { care: { claimed: unknown, awarded: unknown, received: 90, transferred: 0, used: 20, unused: 55, repaid: 15 } },
    });
  });

  it('approximate stays approximate, unknown unknown', async () => {
    const grant = await told();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 90 });
    await grant.tell('2019-04-01', 'recordUse', { activity: 'a', name: 'A', lines: [{ amount: ca(80) }] });
    expect((await balances(grant)).grant).toMatchObject({ used: { _tag: 'approximate', ore: 80 }, unused: { _tag: 'approximate', ore: 10 } });
    await grant.tell('2019-05-01', 'repay', { amount: unknown });
    expect((await balances(grant)).grant).toMatchObject({ repaid: unknown, unused: unknown });
  });

  it('a repayment takes what is left first; what had been used for another purpose was not left', async () => {
    const grant = await told();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 100 });
    await grant.tell('2019-04-01', 'recordUse', { activity: 'a', name: 'A', lines: [{ amount: 70 }] });
    await grant.tell('2020-04-01', 'reclaim', { reclaim: 'purpose', by: 'Agency', amount: 20, ground: 'other-purpose', due: dueDay('2020-05-01') });
    await grant.tell('2020-05-01', 'repay', { amount: 20, reclaim: 'purpose' });
    expect((await balances(grant)).grant).toMatchObject({ repaid: 20, unused: 30 });
    await grant.tell('2020-06-01', 'reclaim', { reclaim: 'all', by: 'Agency', amount: 80, ground: 'no-account', due: dueDay('2020-07-01') });
    await grant.tell('2020-07-01', 'repay', { amount: 80, reclaim: 'all' });
    expect((await balances(grant)).grant).toMatchObject({ repaid: 100, unused: 0 });
  });

  it('more used than received is negative', async () => {
    const grant = await told();
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 100 });
    await grant.tell('2019-04-01', 'recordUse', { activity: 'a', name: 'A', lines: [{ amount: 130 }] });
    await grant.tell('2019-05-01', 'repay', { amount: 10 });
    expect((await balances(grant)).grant.unused).toBe(-30);
  });
});

describe('the internal distribution', () => {
  const decided = async (distributor: string | null, by: string) => {
    const grant = await grantBook();
    if (distributor !== null) await grant.tell('2019-01-01', 'setDistributor', { role: distributor });
    await grant.tell('2019-01-01', 'appointResponsible', { role: 'planner' });
    await grant.tell('2019-02-01', 'decideDistribution', { by, proposedBy: 'planner', lines: [] });
    return grant;
  };

  it.each([
    [null, 'head of social services', undefined],
    [null, 'socialdirektör', undefined],
    [null, 'head of children’s services', 'information'],
    ['head of children’s services', 'head of children’s services', undefined],
    ['head of children’s services', 'head of social services', 'contradiction'],
  ])('terms say %s, decided by %s: %s', async (distributor, by, kind) => {
    expect((await (await decided(distributor, by)).finding('distributed-by-other-role'))?.kind).toBe(kind);
  });

  it('is proposed by the responsible person', async () => {
    const grant = await decided(null, 'head of social services');
    expect(await grant.findings()).not.toContain('proposed-by-other-role');
    expect(await grant.findings()).not.toContain('no-responsible');
    await grant.tell('2019-03-01', 'decideDistribution', { by: 'head of social services', proposedBy: 'somebody', lines: [] });
    expect(await grant.findings()).toContain('proposed-by-other-role');
  });
});
