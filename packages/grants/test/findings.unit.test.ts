/** What the check shows rather than refuses. */
import { agency, ca, dueDay, grantBook, unknown } from './support';

const use = (activity: string, amount: unknown, scope: object = {}) => ({ activity, name: activity, lines: [{ amount, ...scope }] });

const withParts = async () => {
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'addPart', { part: 'care', name: 'Care', total: 100_000 });
  await grant.tell('2019-01-01', 'addPart', { part: 'school', name: 'School' });
  return grant;
};

it('nothing about a grant that is not registered; little about one of which all is told', async () => {
  const none = await grantBook(null);
  expect(await none.findings()).toEqual([]);
  const grant = await grantBook();
  await grant.tell('2019-01-01', 'appointResponsible', { role: 'planner' });
  await grant.tell('2019-01-01', 'requireReport', { report: 'account', recipient: 'Funder', due: dueDay('2020-03-31') });
  await grant.tell('2019-02-01', 'submitClaim', { amount: 100, claimKind: 'requisition' });
  await grant.tell('2019-03-01', 'recordReceipt', { amount: 100 });
  await grant.tell('2019-04-01', 'recordUse', use('course', 100));
  expect(await grant.findings()).toEqual([]);
});

it('a grant of which only the name is told', async () => {
  const grant = await grantBook({ name: 'Violence prevention' });
  expect(await grant.findings()).toEqual(['no-funder', 'no-diary-number', 'no-responsible', 'no-amount', 'no-reporting-date', 'never-claimed']);
});

describe('figures that do not add up', () => {
  it('activities 1 kr short of the stated total, of a part and as stated apart', async () => {
    const grant = await withParts();
    await grant.tell('2019-04-01', 'recordUse', use('a', 60_000, { part: 'care' }));
    await grant.tell('2019-04-01', 'recordUse', use('b', 39_900, { part: 'care' }));
    expect((await grant.finding('activities-do-not-sum'))?.values).toEqual({ sum: 99_900, stated: 100_000, difference: -100 });
    await grant.tell('2019-05-01', 'stateTotal', { of: 'used', amount: 99_900 });
    expect((await grant.findings()).filter((rule) => rule === 'activities-do-not-sum')).toHaveLength(1);
    await grant.tell('2019-05-02', 'stateTotal', { of: 'used', amount: 99_800, part: 'care' });
    expect((await grant.findings()).filter((rule) => rule === 'activities-do-not-sum')).toHaveLength(2);
  });

  it('lines of an application 0,41 kr less than its total', async () => {
    const grant = await grantBook();
    await grant.tell('2019-02-01', 'submitClaim', { amount: 100_000, lines: [{ what: 'salaries', amount: 37_629 }, { what: 'rent', amount: 62_330 }] });
    expect((await grant.finding('claim-lines-do-not-sum'))?.values).toEqual({ sum: 99_959, stated: 100_000, difference: -41 });
  });

  it('sums with something approximate in them are not compared', async () => {
    const grant = await withParts();
    await grant.tell('2019-04-01', 'recordUse', use('a', ca(60_000), { part: 'care' }));
    await grant.tell('2019-05-01', 'stateTotal', { of: 'used', amount: 1 });
    await grant.tell('2019-05-01', 'submitClaim', { amount: 5, lines: [{ what: 'x', amount: unknown }] });
    expect(await grant.findings()).not.toEqual(expect.arrayContaining(['activities-do-not-sum']));
    expect(await grant.findings()).not.toContain('claim-lines-do-not-sum');
  });

  it('used more than received, in the whole and in a part', async () => {
    const grant = await withParts();
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 50, part: 'care' });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 100, part: 'school' });
    await grant.tell('2019-03-01', 'recordUse', use('a', 60, { part: 'care' }));
    expect((await grant.finding('used-more-than-received'))?.values).toEqual({ scope: 'care', received: 50, used: 60 });
    await grant.tell('2019-04-01', 'recordUse', use('b', 100));
    expect((await grant.findings()).filter((rule) => rule === 'used-more-than-received')).toHaveLength(2);
  });

  it('the same money told for the whole grant and for what it consists of', async () => {
    const grant = await withParts();
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 50, part: 'care' });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 100, part: 'school' });
    expect(await grant.findings()).not.toContain('told-for-whole-and-parts');
    await grant.tell('2019-12-31', 'recordReceipt', { amount: 150 });
    expect((await grant.finding('told-for-whole-and-parts'))?.values).toEqual({ of: 'received', ore: 150 });
  });
});

describe('a share cap', () => {
  const capped = async (base?: string) => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'setShareCap', { condition: 'substitutes', what: 'substitutes during training', percent: 25, ...(base === undefined ? {} : { base }) });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 1_000 });
    await grant.tell('2019-03-01', 'recordUse', { activity: 'course', name: 'Course', lines: [{ amount: 250, condition: 'substitutes' }, { amount: 700 }] });
    return grant;
  };

  it('is not checkable while its base is unstated', async () => {
    expect((await (await capped()).finding('share-cap-not-checkable'))?.title.en).toMatch(/the base is not stated$/);
  });

  it('nor while its base, or what counts against it, is not known', async () => {
    expect((await (await capped('awarded')).finding('share-cap-not-checkable'))?.title.en).toMatch(/the base is not known$/);
    const grant = await capped('received');
    expect(await grant.findings()).not.toContain('share-cap-not-checkable');
    await grant.tell('2019-04-01', 'recordUse', use('substitutes', ca(1)));
    expect((await grant.finding('share-cap-not-checkable'))?.title.en).toMatch(/what was used is not known$/);
  });

  it('is exceeded by one öre more, counted by line and by the activity of its name', async () => {
    const grant = await capped('received');
    expect(await grant.findings()).not.toContain('share-cap-exceeded');
    await grant.tell('2019-04-01', 'recordUse', use('substitutes', 1));
    expect((await grant.finding('share-cap-exceeded'))?.values).toEqual({ counted: 251, base: 1_000 });
  });
});

describe('missing', () => {
  it('a part without a stated total', async () => {
    const grant = await withParts();
    expect((await grant.finding('part-without-total'))?.title.en).toBe('The part “School” has no stated total');
  });

  it('a reporting date and a recipient', async () => {
    const grant = await grantBook();
    expect(await grant.findings()).toContain('no-reporting-date');
    await grant.tell('2019-01-01', 'requireReport', { report: 'account', due: { basis: agency } });
    expect(await grant.findings()).toEqual(expect.arrayContaining(['no-reporting-date', 'no-recipient']));
    const part = await grantBook({ name: 'Youth clinics', partOf: { grant: 'grant-96dabe6f-32ca-5abf-b840-8429af78936a', part: 'clinics' } });
    expect(await part.findings()).toEqual(['no-funder', 'no-diary-number', 'no-responsible', 'no-amount', 'counted-elsewhere', 'never-claimed']);
  });

  it('an amount known only as “ca 0,8 mkr”', async () => {
    const grant = await grantBook();
    await grant.tell('2019-06-30', 'submitClaim', { amount: ca(80_000_000, 'ca 0,8 mkr') });
    expect((await grant.finding('amount-approximate'))?.values).toEqual({ ore: 80_000_000, told: 'ca 0,8 mkr' });
    await grant.tell('2019-12-31', 'recordReceipt', { amount: 79_000_000 });
    expect(await grant.findings()).not.toContain('amount-approximate');
    await grant.tell('2019-12-31', 'recordUse', use('a', ca(1)));
    expect((await grant.finding('amount-approximate'))?.title.en).toBe('The amount is told only approximately: used');
  });

  it('a claim that a forecast assumed; a proposal is no claim', async () => {
    const grant = await grantBook();
    await grant.tell('2019-08-31', 'proposeClaim', { to: 'board', amount: 1 });
    expect(await grant.findings()).toContain('never-claimed');
    await grant.tell('2019-08-31', 'recordForecast', { amount: ca(700_000_000, 'ca 7 mkr') });
    expect(await grant.findings()).toEqual(expect.arrayContaining(['forecast-never-claimed', 'amount-approximate']));
    await grant.tell('2019-09-01', 'declineClaim', { by: 'board', reason: 'no staff' });
    expect(await grant.findings()).not.toContain('forecast-never-claimed');
  });

  it('one tranche of two', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'addTranche', { tranche: 'first', diaryNumbers: ['SN/2019:115'] });
    await grant.tell('2019-01-01', 'addTranche', { tranche: 'second', diaryNumbers: ['SN 2019:319'] });
    await grant.tell('2019-02-01', 'submitClaim', { amount: 1, tranche: 'first' });
    expect((await grant.finding('tranche-never-claimed'))?.title.en).toBe('The tranche SN 2019:319 is not on record as claimed');
    await grant.tell('2019-03-01', 'declineClaim', { by: 'board', reason: 'no staff', tranche: 'second' });
    expect(await grant.findings()).not.toContain('tranche-never-claimed');
  });
});

describe('what two papers tell differently', () => {
  it('claimed, and only assumed', async () => {
    const grant = await grantBook();
    await grant.tell('2019-08-31', 'submitClaim', { amount: 1 });
    await grant.tell('2019-08-31', 'recordForecast', { amount: 1 });
    expect(await grant.findings()).toContain('claimed-and-forecast');
  });

  it('the way of claiming', async () => {
    const grant = await grantBook();
    await grant.tell('2019-06-30', 'submitClaim', { amount: 1, claimKind: 'application' });
    expect((await grant.finding('claim-kind-differs'))?.values).toEqual({ terms: 'requisition', claim: 'application' });
    const part = await withParts();
    await part.tell('2019-01-01', 'addPart', { part: 'clinics', name: 'Clinics', claimKind: 'competition' });
    await part.tell('2019-06-30', 'submitClaim', { amount: 1, part: 'clinics', claimKind: 'competition', through: 'the region' });
    expect(await part.findings()).not.toContain('claim-kind-differs');
  });

  it('a last day that differs by one', async () => {
    const grant = await grantBook();
    const readings = [{ text: 'before 1 October', year: 2019, confidence: 'S' }, { text: 'by 1 October 2019', confidence: 'S' }];
    await grant.tell('2019-01-01', 'setClaimDeadline', { due: { basis: agency, readings } });
    expect(await grant.findings()).toContain('deadline-told-differently');
    const early = [{ text: 'in early 2020', confidence: 'I' }, { day: '2020-02-06', confidence: 'S' }];
    await grant.tell('2019-01-01', 'requireReport', { report: 'account', due: { basis: agency, readings: early } });
    expect(await grant.findings()).not.toContain('reporting-date-told-differently');
  });

  it('declined and claimed', async () => {
    const grant = await grantBook();
    await grant.tell('2019-02-01', 'declineClaim', { by: 'board', reason: 'no staff' });
    await grant.tell('2019-03-01', 'submitClaim', { amount: 1 });
    expect(await grant.findings()).toContain('declined-and-claimed');
  });

  it('receipts and accounts without a claim, or dated before it', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'requireReport', { report: 'account', due: dueDay('2020-03-31') });
    await grant.tell('2019-02-01', 'submitReport', { report: 'account', evidence: 'receipt' });
    expect(await grant.findings()).toContain('report-without-claim');
    const claim = await grant.tell('2019-04-01', 'submitClaim', { amount: 1 });
    await grant.tell('2019-03-01', 'recordReceipt', { amount: 1 });
    expect(await grant.findings()).toEqual(expect.arrayContaining(['report-before-claim', 'receipt-before-claim']));
    expect(await grant.findings()).not.toContain('report-without-claim');
    await grant.correct(claim, { occurredOn: '2019-01-15' });
    expect(await grant.findings()).not.toContain('receipt-before-claim');
    // A claim told as a stretch of days may have been before.
    await grant.correct(claim, { data: { amount: 1, between: { from: '2019-01-01', to: '2019-06-30' } }, occurredOn: '2019-06-30' });
    expect(await grant.findings()).not.toContain('receipt-before-claim');
  });
});

describe('for information', () => {
  it('a recipient missing from the dispatch list', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'requireReport', { report: 'account', recipient: 'Agency', due: dueDay('2020-03-31') });
    await grant.tell('2020-03-01', 'recordDispatchList', { report: 'account', recipients: ['auditors'] });
    expect(await grant.finding('recipient-not-on-dispatch-list')).toMatchObject({ kind: 'information', values: { recipient: 'Agency' } });
  });

  it('the same activity in two parts, by its key or under two keys', async () => {
    const grant = await withParts();
    await grant.tell('2019-04-01', 'recordUse', { activity: 'course', name: 'Course', lines: [{ amount: 1, part: 'care' }] });
    expect(await grant.findings()).not.toContain('activity-in-two-parts');
    await grant.tell('2019-05-01', 'recordUse', { activity: 'course-again', name: ' course', lines: [{ amount: 1, part: 'school' }] });
    expect((await grant.finding('activity-in-two-parts'))?.values).toEqual({ activity: 'course', parts: 'care, school' });
  });

  it('income that is not the grant', async () => {
    const grant = await grantBook();
    await grant.tell('2019-12-31', 'stateOtherFigure', { what: 'income of the activity', amount: 124_050_000 });
    expect((await grant.finding('other-figure'))?.values).toEqual({ ore: 124_050_000 });
    expect(await grant.findings()).toContain('no-amount');
  });
});

describe('accounts sent otherwise than the terms say', () => {
  it('to another recipient, or by another', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'requireReport', { report: 'account', recipient: 'Agency', reporter: 'the region', due: dueDay('2020-03-31') });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 1 });
    await grant.tell('2020-03-01', 'submitReport', { report: 'account', evidence: 'receipt', to: 'SKL', by: 'the board' });
    expect(await grant.findings()).toEqual(expect.arrayContaining(['submitted-to-other-recipient', 'submitted-by-other']));
  });
});

describe('closing', () => {
  it('while something is owed, and money that moves afterwards', async () => {
    const grant = await grantBook();
    await grant.tell('2019-01-01', 'requireReport', { report: 'account', due: dueDay('2020-03-31') });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 100 });
    await grant.tell('2020-02-01', 'closeGrant', { reason: 'done' });
    expect(await grant.finding('closed-while-owing')).toMatchObject({ kind: 'contradiction', from: '2020-02-01' });
    await grant.tell('2020-01-31', 'submitReport', { report: 'account', evidence: 'receipt' });
    expect(await grant.findings()).not.toContain('closed-while-owing');
    await grant.tell('2020-02-02', 'recordReceipt', { amount: 1 });
    expect(await grant.findings()).toContain('money-after-closing');
  });
});

describe('after corrections', () => {
  it('what names something retracted', async () => {
    const grant = await grantBook();
    const part = await grant.tell('2019-01-01', 'addPart', { part: 'care', name: 'Care', total: 1 });
    await grant.tell('2019-02-01', 'recordReceipt', { amount: 1, part: 'care' });
    await grant.retract(part);
    expect(await grant.findings()).toContain('names-what-is-gone');
  });

  it('a date that nobody can read', async () => {
    const grant = await grantBook();
    const deadline = await grant.tell('2019-01-01', 'setClaimDeadline', { due: dueDay('2019-06-01') });
    await grant.correct(deadline, { data: { due: { basis: agency, text: 'soon' } } });
    expect(await grant.findings()).toContain('date-not-readable');
    expect((await grant.duties('claim'))[0]?.due).toEqual({ kind: 'undated', basis: 'agency' });
  });
});
