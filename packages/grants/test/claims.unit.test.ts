/** Claiming in time, declining on record, and the accounts that depend on it. */
import { agency, dueDay, grantBook, standing } from './support';

const twoTranches = async () => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'addTranche', { tranche: 'first', diaryNumbers: ['SN/2019:115'] });
  await grant.tell('2019-01-01', 'addTranche', { tranche: 'second', diaryNumbers: ['SN 2019:319'] });
  return grant;
};

it('a claim in time performs the duty; one told only as a stretch of days is judged by every day of it', async () => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'setClaimDeadline', { due: dueDay('2019-06-01'), to: 'Agency' });
  expect(await grant.owed('claim', '2019-05-15')).toMatchObject({ timeliness: 'due-soon', creditor: 'Agency', due: { limit: { lastPermittedDay: '2019-06-01' } } });
  expect(await grant.owed('claim', '2019-06-03')).toMatchObject({ timeliness: 'overdue', days: 2 });
  await grant.tell('2019-06-30', 'submitClaim', { amount: 1, between: { from: '2019-01-01', to: '2019-06-30' } });
  const [duty] = await grant.duties('claim');
  expect([standing(duty), duty?.performedBetween]).toEqual(['performed', { from: '2019-01-01', to: '2019-06-30' }]);
  expect((await grant.check('2019-07-01')).counts).toMatchObject({ undetermined: 1, overdue: 0 });
});

it('a deadline for the whole grant is met when every tranche is claimed or declined', async () => {
  const grant = await twoTranches();
  await grant.tell('2019-01-01', 'setClaimDeadline', { due: dueDay('2019-10-01') });
  await grant.tell('2019-08-01', 'submitClaim', { amount: 28_450_600, tranche: 'first' });
  const [partly] = await grant.duties('claim');
  expect([standing(partly), partly?.remains]).toEqual(['partly', 'no claim on record for SN 2019:319']);
  await grant.tell('2019-09-01', 'declineClaim', { by: 'board', reason: 'no staff', tranche: 'second', decision: '§ 9' });
  expect((await grant.duties('claim'))[0]).toMatchObject({ discharged: { power: 'board', reason: 'no staff', decision: '§ 9' } });
});

it('a decision is told in words, by reference, or both: words come first', async () => {
  const outside = { kind: 'outside', number: 'SN 2019/12 § 9', keptBy: 'socialnämnden' } as const;
  const declined = async (told: object) => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'setClaimDeadline', { due: dueDay('2019-10-01') });
    await grant.tell('2019-09-01', 'declineClaim', { by: 'board', reason: 'no staff', ...told });
    return (await grant.duties('claim'))[0]?.discharged?.decision;
  };
  expect(await declined({ decision: '§ 9', decisionReference: outside })).toBe('§ 9');
  expect(await declined({ decisionReference: outside })).toBe('SN 2019/12 § 9 (socialnämnden)');
  expect(await declined({ decisionReference: { kind: 'recorded', stream: 'matter-7b73a804-faff-50d4-a21f-78aca0581ae7' } })).toBe('matter-7b73a804-faff-50d4-a21f-78aca0581ae7');
  expect(await declined({})).toBeUndefined();

  const grant = await grantBook();
  await grant.tell('2019-01-01', 'requireReport', { report: 'r', recipient: 'Funder', due: dueDay('2020-01-31'), boardApproval: true });
  await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
  await grant.tell('2019-12-01', 'approveReport', { report: 'r', by: 'board', decisionReference: outside });
  const approved = (await grant.events()).find(({ type }) => type === 'PerformanceRecorded');
  expect(approved?.data).toMatchObject({ evidence: 'SN 2019/12 § 9 (socialnämnden)' });
  for (const [command, data] of [['decideClaim', { by: 'board' }], ['recordAward', { amount: 1 }], ['decideDistribution', { by: 'head', lines: [] }], ['waiveRepayment', { by: 'Funder', reason: 'r' }]] as const) {
    await grant.tell('2019-12-02', command, { ...data, decision: '§ 1', decisionReference: outside });
  }
});

it('tranches have deadlines and claims of their own', async () => {
  const grant = await twoTranches();
  await grant.tell('2019-01-01', 'setClaimDeadline', { due: dueDay('2019-03-01'), tranche: 'first' });
  await grant.tell('2019-01-01', 'setClaimDeadline', { due: dueDay('2019-10-01'), tranche: 'second' });
  await grant.tell('2019-02-01', 'submitClaim', { amount: 1, tranche: 'first' });
  const duties = await grant.duties('claim');
  expect(duties.map((duty) => [duty.incurred?.concerns, standing(duty)])).toEqual(expect.arrayContaining([[['Grant', 'SN/2019:115'], 'performed'], [['Grant', 'SN 2019:319'], 'owed']]));
  await grant.tell('2019-09-01', 'submitClaim', { amount: 1 });
  expect((await grant.duties('claim')).map(standing)).toEqual(['performed', 'performed']);
});

it('parts that others handle need no claim; a part belongs to its tranche', async () => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'addPart', { part: 'direct', name: 'Direct' });
  await grant.tell('2019-01-01', 'addPart', { part: 'clinics', name: 'Youth clinics', claimThrough: 'the region' });
  await grant.tell('2019-01-01', 'addPart', { part: 'cooperation', name: 'Cooperation', handledBy: 'the region' });
  await grant.tell('2019-01-01', 'setClaimDeadline', { due: dueDay('2019-10-01') });
  await grant.tell('2019-09-01', 'submitClaim', { amount: 1, part: 'direct' });
  expect((await grant.duties('claim')).map(standing)).toEqual(['performed']);
});

it('money that came in unclaimed by the record discharges the duty, and the day of the claim is not guessed', async () => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'setClaimDeadline', { due: dueDay('2019-06-01') });
  await grant.tell('2019-07-01', 'recordReceipt', { amount: 100 });
  expect((await grant.duties('claim'))[0]).toMatchObject({ discharged: { power: 'facts' } });
  expect(await grant.findings()).toContain('receipt-without-claim');
  // The claim turns up: the discharge no longer follows.
  await grant.tell('2019-05-01', 'submitClaim', { amount: 100 });
  const [duty] = await grant.duties('claim');
  expect([standing(duty), duty?.performedOn, duty?.anomalies]).toEqual(['performed', '2019-05-01', undefined]);
  expect(await grant.findings()).not.toContain('receipt-without-claim');
});

it('a deadline told after the claim keeps the claim’s own day, the first that sufficed', async () => {
  const grant = await grantBook();
  await grant.tell('2019-05-01', 'submitClaim', { amount: 1 });
  await grant.tell('2019-11-01', 'submitClaim', { amount: 1 });
  await grant.tell('2019-12-01', 'setClaimDeadline', { due: dueDay('2019-06-01') });
  expect((await grant.duties('claim'))[0]).toMatchObject({ delivery: 'submitted', performedBetween: { from: '2019-05-01', to: '2019-05-01' } });
  expect((await grant.check('2019-12-31')).counts['met-on-time']).toBe(1);
});

it('a claim of the tranche is a claim of its part', async () => {
  const grant = await twoTranches();
  await grant.tell('2019-01-01', 'addPart', { part: 'care', name: 'Care', tranche: 'first' });
  await grant.tell('2019-01-01', 'setClaimDeadline', { due: dueDay('2019-10-01'), part: 'care' });
  await grant.tell('2019-02-01', 'submitClaim', { amount: 1, tranche: 'second' });
  expect((await grant.duties('claim')).map(standing)).toEqual(['owed']);
  await grant.tell('2019-03-01', 'submitClaim', { amount: 1, tranche: 'first' });
  expect((await grant.duties('claim')).map(standing)).toEqual(['performed']);
});

describe('an account is owed on condition', () => {
  const account = async (data: object = {}) => {
    const grant = await twoTranches();
    await grant.tell('2019-01-01', 'requireReport', { report: 'account', recipient: 'Agency', due: dueDay('2020-03-31'), ...data });
    return grant;
  };

  it('until a claim or a receipt is on record', async () => {
    const grant = await account();
    expect(await grant.owed('return-report', '2020-04-10')).toMatchObject({ lifecycle: 'conditional', timeliness: 'not-yet', ifTriggered: { timeliness: 'overdue', days: 10 } });
    const claim = await grant.tell('2019-02-01', 'submitClaim', { amount: 1 });
    expect(await grant.owed('return-report', '2020-04-10')).toMatchObject({ lifecycle: 'active', timeliness: 'overdue', days: 10 });
    await grant.retract(claim);
    expect((await grant.duties('return-report')).map(standing)).toEqual(['conditional']);
  });

  it('retracting the claim leaves it owed while a receipt stands', async () => {
    const grant = await account();
    const claim = await grant.tell('2019-02-01', 'submitClaim', { amount: 1 });
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 1 });
    await grant.retract(claim);
    const [duty] = await grant.duties('return-report');
    expect([standing(duty), duty?.triggeredOn, duty?.trigger?.evidence]).toEqual(['owed', '2019-03-01', 'receipt on record']);
  });

  it('only of what it covers', async () => {
    const grant = await account({ tranches: ['second'] });
    await grant.tell('2019-02-01', 'submitClaim', { amount: 1, tranche: 'first' });
    expect((await grant.duties('return-report')).map(standing)).toEqual(['conditional']);
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 1, tranche: 'second' });
    expect((await grant.duties('return-report')).map(standing)).toEqual(['owed']);
  });

  it('no more once the claim was rejected, and again when money comes after all', async () => {
    const grant = await account();
    await grant.tell('2019-02-01', 'submitClaim', { amount: 1 });
    await grant.tell('2019-03-01', 'rejectClaim', { reason: 'too late' });
    expect((await grant.duties('return-report')).map(standing)).toEqual(['discharged']);
    await grant.tell('2019-04-01', 'recordReceipt', { amount: 1 });
    expect((await grant.duties('return-report')).map(standing)).toEqual(['discharged', 'owed']);
    expect((await grant.duties('return-report', '2019-03-15')).map(standing)).toEqual(['discharged']);
  });

  it('on condition again when only a part of what it covers was rejected', async () => {
    const grant = await account();
    await grant.tell('2019-02-01', 'submitClaim', { amount: 1, tranche: 'first' });
    await grant.tell('2019-03-01', 'rejectClaim', { reason: 'late', tranche: 'first' });
    expect((await grant.duties('return-report')).map(standing)).toEqual(['discharged', 'conditional']);
    await grant.tell('2019-04-01', 'submitClaim', { amount: 1, tranche: 'second' });
    expect((await grant.duties('return-report')).map(standing)).toEqual(['discharged', 'owed']);
  });

  it('no more once all that it covers was declined, again when the board decides otherwise', async () => {
    const grant = await account({ tranches: ['first', 'second'] });
    await grant.tell('2019-02-01', 'declineClaim', { by: 'board', reason: 'no staff', tranche: 'first' });
    expect((await grant.duties('return-report')).map(standing)).toEqual(['conditional']);
    await grant.tell('2019-02-02', 'declineClaim', { by: 'board', reason: 'no staff', tranche: 'second' });
    expect((await grant.duties('return-report')).map(standing)).toEqual(['discharged']);
    await grant.tell('2019-03-01', 'decideClaim', { by: 'board', tranche: 'second' });
    expect((await grant.duties('return-report')).map(standing)).toEqual(['discharged', 'conditional']);
  });

  it('of one tranche rejected, still of the other', async () => {
    const grant = await account();
    await grant.tell('2019-02-01', 'submitClaim', { amount: 1, tranche: 'first' });
    await grant.tell('2019-02-01', 'submitClaim', { amount: 1, tranche: 'second' });
    await grant.tell('2019-03-01', 'rejectClaim', { reason: 'late', tranche: 'first' });
    expect((await grant.duties('return-report')).map(standing)).toEqual(['owed']);
  });
});

describe('several accounts', () => {
  it('to several recipients, one of them by somebody else', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'requireReport', { report: 'agency', recipient: 'Agency', due: dueDay('2020-03-31') });
    await grant.tell('2019-01-01', 'requireReport', { report: 'league', recipient: 'SKL', reporter: 'the region', due: { basis: agency } });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
    await grant.tell('2020-03-01', 'submitReport', { report: 'league', evidence: 'the region’s letter', by: 'the region' });
    const duties = await grant.duties('return-report');
    expect(duties.map((duty) => [duty.incurred?.debtor, duty.incurred?.creditor, standing(duty), duty.performedBy])).toEqual(
      expect.arrayContaining([['board', 'Agency', 'owed', undefined], ['the region', 'SKL', 'performed', 'the region']]),
    );
    expect((await grant.finding('no-reporting-date'))?.values).toEqual({ report: 'league' });
  });

  it('drafted, approved, submitted, returned, submitted again, accepted', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'requireReport', { report: 'account', recipient: 'Agency', due: dueDay('2020-03-31'), boardApproval: true });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
    expect((await grant.duties('board-approval'))[0]).toMatchObject({ due: { kind: 'fixed', basis: 'decision', limit: { lastPermittedDay: '2020-03-31' } }, triggeredOn: '2019-02-01' });
    await grant.tell('2020-02-01', 'draftReport', { report: 'account' });
    await grant.tell('2020-02-10', 'approveReport', { report: 'account', by: 'board', decision: '§ 20' });
    await grant.tell('2020-03-01', 'submitReport', { report: 'account', evidence: 'receipt 1' });
    expect((await grant.duties('board-approval')).map(standing)).toEqual(['performed']);
    await grant.tell('2020-04-15', 'returnReport', { report: 'account', by: 'Agency', reason: 'a table is missing', due: dueDay('2020-05-15') });
    expect((await grant.duties('return-report'))[0]).toMatchObject({ delivery: 'returned', completion: { by: 'Agency', due: { limit: { lastPermittedDay: '2020-05-15' } } } });
    await grant.tell('2020-05-01', 'submitReport', { report: 'account', evidence: 'receipt 2' });
    await grant.tell('2020-06-01', 'acceptReport', { report: 'account', by: 'Agency' });
    const [duty] = await grant.duties('return-report');
    expect([duty?.delivery, duty?.performedOn, duty?.anomalies]).toEqual(['accepted', '2020-03-01', undefined]);
    expect((await grant.check('2020-06-02')).counts['met-on-time']).toBe(2);
  });

  it('submitted without the approval that the board asked for, or approved only afterwards', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'requireReport', { report: 'account', due: dueDay('2020-03-31'), boardApproval: true });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
    await grant.tell('2020-03-01', 'submitReport', { report: 'account', evidence: 'receipt' });
    expect(await grant.findings()).toContain('submitted-without-approval');
    await grant.tell('2020-03-05', 'approveReport', { report: 'account', by: 'board' });
    expect(await grant.findings()).toContain('submitted-without-approval');
    // The minutes show an earlier approval.
    await grant.tell('2020-02-25', 'approveReport', { report: 'account', by: 'chair' });
    expect(await grant.findings()).not.toContain('submitted-without-approval');
  });

  it('an account handed in before the terms were told keeps its day', async () => {
    const grant = await grantBook();
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
    const required = await grant.tell('2020-02-01', 'requireReport', { report: 'account', due: dueDay('2020-01-31') });
    await grant.tell('2020-01-20', 'submitReport', { report: 'account', evidence: 'receipt' });
    expect((await grant.duties('return-report'))[0]).toMatchObject({ incurredOn: '2020-02-01', performedBetween: { from: '2020-01-20', to: '2020-01-20' } });
    expect((await grant.check('2020-02-02')).counts['met-on-time']).toBe(1);
    await grant.correct(required, { occurredOn: '2019-01-15' });
    expect((await grant.duties('return-report'))[0]).toMatchObject({ incurredOn: '2019-01-15', triggeredOn: '2019-02-01', performedOn: '2020-01-20' });
    expect((await grant.duties('return-report'))[0]?.anomalies).toBeUndefined();
  });
});
