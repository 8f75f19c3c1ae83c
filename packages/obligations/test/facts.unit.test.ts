import { check, InstanceKey, meetingCalendar, meetingFactTypes, obligationFactTypes, standingsOf, noMeetings } from '@frist/obligations';
import { givenEventId, givenFacts, type GivenFact } from '@frist/testing';

import { checkOf, day, duty, fact, fixed, incurred, ledgerOf, standing, stateOf, windowed, windowTables } from './support';

const performed = (on: string, own: object = {}) => fact('PerformanceRecorded', { evidence: 'sent', ...own }, on);
const findingOf = (asOf: string, ...facts: readonly GivenFact[]) => checkOf([stateOf(...facts)], asOf, { settled: true }).findings[0];

/** Each type of fact, and what it does that nothing else does. */
const effects: Readonly<Record<string, () => void>> = {
  ObligationIncurred: () => {
    const told: GivenFact = [...(incurred({ parent: '00000000-0000-5000-8000-00000000000a' }) as [string, unknown, string]), { causedBy: 0, source: { document: 'Beslut', locator: '§ 4' }, knownSince: '2019-01-01' }];
    expect(findingOf('2024-03-20', told)).toMatchObject({ timeliness: 'overdue', days: 5, cause: givenEventId(0), source: 'Beslut, § 4', migrated: true, parent: '00000000-0000-5000-8000-00000000000a' });
  },
  ObligationTriggered: () => {
    const conditional = incurred({ activation: { kind: 'conditional', trigger: { sv: 'mottagande', en: 'receipt' } }, due: { kind: 'on-trigger', basis: 'agency', trigger: { sv: 'm', en: 'r' } } });
    const state = stateOf(conditional, fact('ObligationTriggered', { anchor: '2024-01-31', evidence: 'voucher', due: fixed('2024-02-10') }, '2024-02-01'));
    expect(state.trigger).toEqual({ anchor: '2024-01-31', evidence: 'voucher' });
    expect(checkOf([state], '2024-02-11').counts.overdue).toBe(1);
    expect(findingOf('2024-02-11', conditional)).toMatchObject({ lifecycle: 'conditional', ifTriggered: { timeliness: 'undetermined' } });
  },
  DueDateResolved: () => {
    const atMeeting = incurred({ due: { kind: 'at-meeting', basis: 'statute', body: 'SN' } });
    expect(standing('2024-03-01', atMeeting, fact('DueDateResolved', { due: fixed('2024-02-20') }, '2024-02-01'))).toMatchObject({ timeliness: 'overdue', days: 10 });
  },
  DueDateChanged: () => {
    const moved = fact('DueDateChanged', { due: fixed('2024-05-15'), cause: 'extension', reason: 'asked', grantedBy: 'Socialstyrelsen' }, '2024-03-01');
    expect(findingOf('2024-03-20', incurred(), moved)).toMatchObject({
      timeliness: 'upcoming',
      due: fixed('2024-05-15'),
      earlierDues: [{ due: fixed('2024-03-15'), until: '2024-03-01', cause: 'extension', reason: 'asked', grantedBy: 'Socialstyrelsen' }],
    });
  },
  ObligationSuspended: () => {
    const suspended = (clockStops: boolean) => fact('ObligationSuspended', { reason: 'appeal', power: 'court', clockStops }, '2024-03-01');
    expect(standing('2024-04-01', incurred(), suspended(true))).toEqual({ lifecycle: 'suspended', timeliness: 'not-applicable', days: null });
    expect(standing('2024-04-01', incurred(), suspended(false))).toEqual({ lifecycle: 'suspended', timeliness: 'overdue', days: 17 });
    expect(checkOf([stateOf(incurred(), suspended(true))], '2024-04-01').findings).toHaveLength(1);
  },
  ObligationResumed: () => {
    const suspended = fact('ObligationSuspended', { reason: 'appeal', power: 'court', clockStops: true }, '2024-03-01');
    expect(standing('2024-04-01', incurred(), suspended, fact('ObligationResumed', { reason: 'ruled', due: fixed('2024-04-15') }, '2024-03-20'))).toMatchObject({ lifecycle: 'active', timeliness: 'due-soon' });
    const without = stateOf(incurred(), suspended, fact('ObligationResumed', { reason: 'ruled' }, '2024-03-20'));
    expect(without.anomalies).toEqual([{ rule: 'obligations/resumed-without-date', event: givenEventId(2) }]);
  },
  PartialPerformanceRecorded: () => {
    const part = fact('PartialPerformanceRecorded', { part: 'first half', remains: 'second half', amount: 500 }, '2024-02-01');
    expect(findingOf('2024-03-20', incurred(), part)).toMatchObject({ delivery: 'partial', remains: 'second half', timeliness: 'overdue' });
    expect(stateOf(incurred(), part, performed('2024-03-01', { amount: 250 }))).toMatchObject({ performed: 750, delivery: 'submitted' });
    // Nobody knows how much: it may be all of it, so it is not certainly late.
    const perhaps = fact('PartialPerformanceRecorded', { part: 'some', remains: 'perhaps nothing', perhapsAll: true }, '2024-02-01');
    expect(findingOf('2024-03-15', incurred(), perhaps)).toMatchObject({ timeliness: 'due-today', why: null });
    expect(findingOf('2024-03-16', incurred(), perhaps)).toMatchObject({ delivery: 'partial', lifecycle: 'active', timeliness: 'undetermined', days: 1, why: { en: 'How much has been done is not known; it may be all of it' } });
    expect(findingOf('2024-03-20', incurred(), perhaps, part)).toMatchObject({ timeliness: 'overdue' });
    expect(findingOf('2024-03-20', incurred(), perhaps, performed('2024-03-16'))).toMatchObject({ lifecycle: 'fulfilled', timeliness: 'met-late' });
  },
  PerformanceRecorded: () => {
    expect(findingOf('2024-03-20', incurred(), performed('2024-03-16', { performedBy: 'Länsstyrelsen' }))).toMatchObject({ lifecycle: 'fulfilled', timeliness: 'met-late', performedOn: '2024-03-16' });
  },
  SubmissionReturned: () => {
    const returned = fact('SubmissionReturned', { by: 'funder', due: fixed('2024-04-01'), reason: 'unsigned' }, '2024-03-18');
    const result = checkOf([stateOf(incurred(), performed('2024-03-10'), returned)], '2024-04-02');
    expect(result).toMatchObject({ returned: 1, completionsOverdue: 1, counts: { 'met-on-time': 1, overdue: 0 } });
    expect(result.findings[0]).toMatchObject({ lifecycle: 'active', delivery: 'returned', timeliness: 'met-on-time', completion: { timeliness: 'overdue', days: 1, reason: 'unsigned' } });
    expect(stateOf(incurred(), returned).anomalies?.[0]?.rule).toBe('obligations/returned-before-submitted');
  },
  SubmissionAccepted: () => {
    const accepted = fact('SubmissionAccepted', { by: 'funder' }, '2024-04-01');
    expect(findingOf('2024-05-01', incurred(), performed('2024-03-10'), fact('SubmissionReturned', { by: 'funder' }, '2024-03-18'), accepted)).toMatchObject({ lifecycle: 'fulfilled', delivery: 'accepted', completion: null });
    expect(standing('2024-05-01', incurred(), accepted)).toEqual({ lifecycle: 'fulfilled', timeliness: 'undetermined', days: null });
  },
  ObligationDischarged: () => {
    const waived = fact('ObligationDischarged', { power: 'the funder', reason: 'special', decision: 'dnr 7' }, '2024-03-01');
    expect(findingOf('2024-05-01', incurred(), waived)).toMatchObject({ lifecycle: 'discharged', timeliness: 'not-applicable', discharge: { power: 'the funder', decision: 'dnr 7' } });
  },
  ObligationSuperseded: () => {
    const successor = '00000000-0000-5000-8000-00000000000b';
    expect(findingOf('2024-05-01', incurred(), fact('ObligationSuperseded', { successor, reason: 'new terms' }, '2024-03-01'))).toMatchObject({
      lifecycle: 'superseded',
      supersededBy: successor,
      anomalies: [{ rule: 'obligations/dangling-reference' }],
    });
  },
  BreachAcknowledged: () => {
    const breach = fact('BreachAcknowledged', { by: 'head of unit', reason: 'illness' }, '2024-03-20');
    expect(findingOf('2024-03-25', incurred(), breach)).toMatchObject({ timeliness: 'overdue', days: 10, breach: { on: '2024-03-20', by: 'head of unit', reason: 'illness' } });
  },
};

describe('every type of fact has an effect', () => {
  it.each(obligationFactTypes.map(({ type }) => type))('%s', (type) => effects[type]?.());
  it('and a test', () => expect(Object.keys(effects).sort()).toEqual(obligationFactTypes.map(({ type }) => type).sort()));
});

describe('the fold is total', () => {
  it('tells a fact about a duty that is not on record, and what comes of it later', () => {
    const orphan = stateOf(performed('2024-01-01'));
    expect(checkOf([orphan], '2024-02-01').findings[0]).toMatchObject({ lifecycle: 'annulled', timeliness: 'not-applicable', anomalies: [{ rule: 'obligations/fact-before-incurred' }] });
    expect(standing('2024-02-01', performed('2023-12-01'), incurred())).toMatchObject({ lifecycle: 'fulfilled', timeliness: 'met-on-time' });
  });
  it('keeps the first of two that incur', () => {
    const state = stateOf(incurred(), incurred({ due: fixed('2025-01-01'), title: { sv: 'b', en: 'b' } }));
    expect(state).toMatchObject({ due: fixed('2024-03-15'), incurred: { title: { en: 'Report' } }, anomalies: [{ rule: 'obligations/incurred-twice' }] });
  });
});

describe('instances', () => {
  const recurrence = { rhythm: { kind: 'quarter' }, anchor: '2024-01-01', due: { kind: 'after-period', plus: 'P1M', roll: 'none', basis: 'agreement' } };
  const recurring = (own: object = {}) => incurred({ recurrence: { ...recurrence, ...own } });
  const judged = (asOf: string, ...facts: readonly GivenFact[]) =>
    standingsOf(stateOf(...facts), { asOf: day(asOf), within: 30, meetings: noMeetings }, windowTables).map(({ instance, standing: { timeliness } }) => [instance, timeliness]);

  it('last quarter’s evidence does not satisfy this quarter’s', () => {
    expect(judged('2024-08-01', recurring(), performed('2024-04-20', { instance: '2024-Q1', instanceDue: fixed('2024-04-30') }))).toEqual([
      ['2024-Q1', 'met-on-time'], ['2024-Q2', 'overdue'], ['2024-Q3', 'upcoming'],
    ]);
  });
  it('evidence of the whole belongs to none of them, and is told', () => {
    const state = stateOf(recurring(), performed('2024-04-20'));
    expect(state.anomalies?.[0]?.rule).toBe('obligations/instance-missing');
    expect(checkOf([state], '2024-05-01').counts.overdue).toBe(1);
    expect(stateOf(incurred(), performed('2024-02-01', { instance: '2024' })).anomalies?.[0]?.rule).toBe('obligations/no-such-instance');
  });
  it('one is discharged, or all from one on; each keeps its own end', () => {
    const waived = fact('ObligationDischarged', { power: 'p', reason: 'r', instance: '2024-Q1' }, '2024-04-01');
    const ended = fact('ObligationDischarged', { power: 'p', reason: 'executed', fromInstance: '2024-Q3' }, '2024-08-01');
    expect(judged('2025-01-01', recurring(), waived, ended)).toEqual([['2024-Q1', 'not-applicable'], ['2024-Q2', 'overdue']]);
    expect(judged('2025-01-01', recurring(), ended, performed('2024-07-01', { instance: '2024-Q2' }))).toEqual([['2024-Q1', 'overdue'], ['2024-Q2', 'met-on-time']]);
  });
  it('the date of one is moved, and the old date stays visible', () => {
    const moved = fact('DueDateChanged', { instance: '2024-Q1', instanceDue: fixed('2024-04-30'), due: fixed('2024-05-31'), cause: 'decision', reason: 'r' }, '2024-04-01');
    const [first] = checkOf([stateOf(recurring(), moved)], '2024-05-15').findings.filter((finding) => finding.about === 'obligation' && finding.instance === '2024-Q1');
    expect(first).toMatchObject({ timeliness: 'due-soon', earlierDues: [{ due: fixed('2024-04-30'), instance: '2024-Q1' }] });
  });
  it('when the whole ends, what was met or late stays so', () => {
    const superseded = fact('ObligationSuperseded', { successor: duty, reason: 'r' }, '2024-09-01');
    const late = performed('2024-05-10', { instance: '2024-Q1', instanceDue: fixed('2024-04-30') });
    expect(judged('2026-01-01', recurring(), late, superseded)).toEqual([['2024-Q1', 'met-late'], ['2024-Q2', 'not-applicable'], ['2024-Q3', 'not-applicable']]);
    expect(checkOf([stateOf(recurring(), late, superseded)], '2026-01-01').counts).toMatchObject({ 'met-late': 1, 'not-applicable': 2 });
  });
  it('a lost table or another calendar makes them undetermined, listed, with the reason; journaled ones stand', () => {
    const lost = { due: { kind: 'window-table', table: 'lost', version: 3, basis: 'agency' } };
    const met = performed('2024-04-20', { instance: '2024-Q1', instanceDue: windowed('2024-04-01', '2024-04-30') });
    expect(judged('2024-08-01', recurring(lost), met)).toEqual([['2024-Q1', 'met-on-time'], [null, 'undetermined']]);
    expect(findingOf('2024-08-01', recurring(lost))).toMatchObject({ timeliness: 'undetermined', why: { en: 'The window table lost/3 is not at hand' } });
    const other = { due: { ...recurrence.due, roll: 'statutory', calendar: `se/2024-2025/sha256:${'0'.repeat(64)}` } };
    expect(findingOf('2024-08-01', recurring(other))).toMatchObject({ timeliness: 'undetermined', why: { sv: expect.stringContaining('Kalendern') } });
  });
  it('a window that nobody has verified shows as unverified; a missing one is undated', () => {
    const byTable = { due: { kind: 'window-table', table: 'windows', version: 1, basis: 'agency' } };
    const found = checkOf([stateOf(recurring(byTable))], '2024-10-05').findings;
    expect(found).toMatchObject([
      { instance: '2024-Q1', timeliness: 'overdue', legalBasis: { confidence: 'I' } },
      { instance: '2024-Q2', timeliness: 'overdue', days: 35, legalBasis: { confidence: 'U' } },
      { instance: '2024-Q3', timeliness: 'undetermined', why: { en: 'No date is told: no window known for 2024-Q3' } },
      { instance: '2024-Q4', timeliness: 'undetermined' },
    ]);
  });
  it('one that has not begun speaks for the duty', () => {
    expect(judged('2024-01-01', recurring({ anchor: '2026-01-01' }))).toEqual([[null, 'not-yet']]);
  });
});

it('an instance is named by a period and by nothing else', () => {
  for (const key of ['2024', '2024-Q4', '2024-02-29']) expect(InstanceKey.is(key)).toBe(true);
  for (const key of ['__proto__', 'valueOf', '2024-Q5', 'Q1', '', 2024]) expect(InstanceKey.is(key)).toBe(false);
});

describe('meetings', () => {
  const scheduled = (meeting: string, heldOn: string): GivenFact => ['MeetingScheduled', { body: 'socialnämnden', meeting, heldOn }, '2023-12-01', { stream: 'sn' }];
  const moved: GivenFact = ['MeetingMoved', { body: 'socialnämnden', meeting: '2024-2', heldOn: '2024-03-05', reason: 'quorum' }, '2024-02-10', { stream: 'sn' }];
  const atMeeting = (told?: string) => incurred({ due: { kind: 'at-meeting', basis: 'statute', body: 'socialnämnden', ...(told === undefined ? {} : { told }) } }, '2024-01-23');
  const due = async (facts: readonly GivenFact[], ...about: readonly GivenFact[]) => {
    const rows = await givenFacts(...facts).project(meetingCalendar).rows();
    const meetings = { get: () => null, count: () => 0, list: () => Object.entries(rows) };
    return check({ boards: [stateOf(...about).board], ledger: ledgerOf([stateOf(...about)]), registers: [], windowTables, meetings }, { asOf: day('2024-02-27') }).findings[0];
  };
  it('the next meeting after the decision is the day, and moves with the meeting', async () => {
    const plan = [scheduled('2024-1', '2024-01-23'), scheduled('2024-2', '2024-02-20'), scheduled('2024-3', '2024-03-19')];
    expect(await due(plan, atMeeting())).toMatchObject({ timeliness: 'overdue', days: 7, due: { told: '2024-02-20' } });
    expect(await due([...plan, moved], atMeeting())).toMatchObject({ timeliness: 'due-soon', days: -7, due: { told: '2024-03-05' } });
    expect(await due([...plan, moved], atMeeting('2024-02-20'))).toMatchObject({ days: -7, due: { told: '2024-03-05' } });
    const cancelled: GivenFact = ['MeetingCancelled', { body: 'socialnämnden', meeting: '2024-2', reason: 'no matters' }, '2024-02-12', { stream: 'sn' }];
    expect(await due([...plan, moved, cancelled], atMeeting())).toMatchObject({ timeliness: 'due-soon', days: -21, due: { told: '2024-03-19' } });
    expect(await due([], atMeeting())).toMatchObject({ timeliness: 'undetermined', why: { en: 'No meeting of socialnämnden is on record' } });
  });
  it('are folded from all of their facts', () => expect([...meetingCalendar.types].sort()).toEqual(meetingFactTypes.map(({ type }) => type).sort()));
});
