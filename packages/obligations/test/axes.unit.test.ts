import { noMeetings, softClockOf, standingOf } from '@frist/obligations';

import { day, fact, fixed, fuzzy, incurred, plus, standing, stateOf, windowed } from './support';

const performed = (on: string) => fact('PerformanceRecorded', { evidence: 'sent' }, on);

describe('an active duty due 2024-03-15', () => {
  it.each([
    ['2024-01-01', 'upcoming', -74],
    ['2024-02-13', 'upcoming', -31],
    ['2024-02-14', 'due-soon', -30],
    ['2024-03-14', 'due-soon', -1],
    ['2024-03-15', 'due-today', 0],
    ['2024-03-16', 'overdue', 1],
    ['2026-03-15', 'overdue', 730],
  ])('is on %s %s, %i days', (asOf, timeliness, days) => {
    expect(standing(asOf, incurred())).toEqual({ lifecycle: 'active', timeliness, days });
  });

  it.each([
    ['2024-03-14', 'met-on-time', -1],
    ['2024-03-15', 'met-on-time', 0],
    ['2024-03-16', 'met-late', 1],
  ])('performed %s is %s, %i days, for ever after', (on, timeliness, days) => {
    for (const asOf of [on, '2030-01-01']) expect(standing(asOf, incurred(), performed(on))).toEqual({ lifecycle: 'fulfilled', timeliness, days });
  });

  it('takes another number of days for soon', () => {
    const state = stateOf(incurred());
    const at = (within: number) => standingOf(state, state, state.due, { asOf: day('2024-03-10'), within, meetings: noMeetings }).timeliness;
    expect([at(0), at(4), at(5)]).toEqual(['upcoming', 'upcoming', 'due-soon']);
  });

  it('rolls only where a statute or regulation sets the date: the last permitted day counts', () => {
    const limit = { roll: 'statutory', endDay: '2024-03-16', lastPermittedDay: '2024-03-18', warnOn: '2024-03-15', trace: [], calendar: 'se/2024-2024/sha256:' };
    const due = { kind: 'fixed', basis: 'statute', limit };
    expect(standing('2024-03-18', incurred({ due })).timeliness).toBe('due-today');
    expect(standing('2024-03-19', incurred({ due }))).toMatchObject({ timeliness: 'overdue', days: 1 });
  });
});

describe('a window 2024-04-01 – 2024-04-30', () => {
  it.each([
    ['2024-03-31', 'not-yet', -30],
    ['2024-04-01', 'due-soon', -29],
    ['2024-04-30', 'due-today', 0],
    ['2024-05-01', 'overdue', 1],
  ])('is on %s %s', (asOf, timeliness, days) => {
    expect(standing(asOf, incurred({ due: windowed('2024-04-01', '2024-04-30') }))).toEqual({ lifecycle: 'active', timeliness, days });
  });
});

describe('a date told as 2024-02-01 – 2024-04-30', () => {
  const due = fuzzy('2024-02-01', '2024-04-30');
  it.each([
    ['2024-01-01', 'upcoming', -120],
    ['2024-01-02', 'due-soon', -119],
    ['2024-01-31', 'due-soon', -90],
    ['2024-02-01', 'undetermined', -89],
    ['2024-04-30', 'undetermined', 0],
    ['2024-05-01', 'overdue', 1],
  ])('is on %s %s', (asOf, timeliness, days) => {
    expect(standing(asOf, incurred({ due }, '2023-10-01'))).toEqual({ lifecycle: 'active', timeliness, days });
  });
  it.each([
    ['2024-02-01', 'met-on-time'],
    ['2024-02-02', 'undetermined'],
    ['2024-04-30', 'undetermined'],
    ['2024-05-01', 'met-late'],
  ])('performed %s is %s', (on, timeliness) => {
    expect(standing(on, incurred({ due }), performed(on))).toMatchObject({ lifecycle: 'fulfilled', timeliness });
  });
  it('is a plain day when all readings agree', () => {
    expect(standing('2024-02-01', incurred({ due: fuzzy('2024-02-01', '2024-02-01') })).timeliness).toBe('due-today');
  });
});

describe('without a day', () => {
  it.each([
    [{ kind: 'undated', basis: 'decision' }],
    [{ kind: 'on-trigger', basis: 'agreement', trigger: { sv: 'a', en: 'a' } }],
    [{ kind: 'at-meeting', basis: 'statute', body: 'SN' }],
    [{ kind: 'soft', basis: 'statute', word: { sv: 'genast', en: 'at once' }, from: '2024-01-01' }],
  ])('%j is undetermined while open, not applicable when met', (due) => {
    expect(standing('2024-02-01', incurred({ due }))).toEqual({ lifecycle: 'active', timeliness: 'undetermined', days: null });
    expect(standing('2024-02-01', incurred({ due }), performed('2024-01-05'))).toEqual({ lifecycle: 'fulfilled', timeliness: 'not-applicable', days: null });
  });

  it('a soft clock shows elapsed days against the own target', () => {
    const due = { kind: 'soft', basis: 'statute', word: { sv: 'genast', en: 'at once' }, from: day('2024-01-31'), target: 'P1M' } as Parameters<typeof softClockOf>[0];
    expect(softClockOf(due, day('2024-02-29'))).toEqual({ elapsedDays: 29, target: '2024-02-29', pastTarget: false });
    expect(softClockOf(due, day('2024-03-01'))).toEqual({ elapsedDays: 30, target: '2024-02-29', pastTarget: true });
    expect(softClockOf(fixed('2024-01-01'), day('2024-03-01'))).toBeNull();
  });
});

describe('a duty that time brings into force', () => {
  const byTime = incurred({ activation: { kind: 'by-time', activatesOn: '2024-03-01', unless: { sv: 'utfört', en: 'done' } } });
  it('is conditional until its day and active from it, without a fact', () => {
    expect(standing('2024-02-29', byTime)).toEqual({ lifecycle: 'conditional', timeliness: 'not-yet', days: -15 });
    expect(standing('2024-03-01', byTime)).toMatchObject({ lifecycle: 'active', timeliness: 'due-soon' });
  });
  it('never binds when what prevents it is on record', () => {
    const prevented = fact('ObligationDischarged', { power: 'law', reason: 'executed in time' }, '2024-02-20');
    expect(standing('2024-05-01', byTime, prevented)).toEqual({ lifecycle: 'discharged', timeliness: 'not-applicable', days: null });
  });
  it('a trigger brings it forward', () => {
    expect(standing('2024-02-01', byTime, fact('ObligationTriggered', { anchor: '2024-01-20', evidence: 'e' }, '2024-01-20')).lifecycle).toBe('active');
  });
});

describe('a conditional duty', () => {
  const conditional = (own: object = {}) => incurred({ activation: { kind: 'conditional', trigger: { sv: 'mottagande', en: 'receipt' } }, ...own });
  it('is not yet due, even past its day', () => {
    expect(standing('2024-06-01', conditional())).toEqual({ lifecycle: 'conditional', timeliness: 'not-yet', days: 78 });
  });
  it('may be performed before its trigger, with or without leave; without, it is an anomaly', () => {
    for (const [own, rules] of [[{}, ['obligations/performed-before-trigger']], [{ mayPerformBeforeTrigger: true }, []]] as const) {
      expect(standing('2024-02-01', conditional(own), performed('2024-02-01'))).toMatchObject({ lifecycle: 'fulfilled', timeliness: 'met-on-time' });
      expect((stateOf(conditional(own), performed('2024-02-01')).anomalies ?? []).map(({ rule }) => rule)).toEqual(rules);
    }
  });
});

describe('maintenance', () => {
  const holds = incurred({ mode: 'maintenance', due: windowed('2024-02-01', '2024-12-31') });
  it.each([
    ['2024-01-31', 'not-yet'],
    ['2024-02-01', 'upcoming'],
    ['2024-12-31', 'upcoming'],
    ['2025-01-01', 'undetermined'],
  ])('is on %s %s: nobody knows until somebody has recorded it', (asOf, timeliness) => {
    expect(standing(asOf, holds)).toMatchObject({ lifecycle: 'active', timeliness });
  });
  it('evidence from within the period does not fulfil it; evidence from its end does, and is never late', () => {
    expect(standing('2025-02-01', holds, performed('2024-06-30'))).toMatchObject({ lifecycle: 'active', timeliness: 'undetermined' });
    expect(standing('2025-02-01', holds, performed('2024-06-30'), performed('2025-01-20'))).toEqual({ lifecycle: 'fulfilled', timeliness: 'met-on-time', days: null });
  });
});

describe('a punctual duty', () => {
  const punctual = incurred({ mode: 'punctual' });
  it.each([
    ['2024-03-14', 'undetermined', ['obligations/performed-before-the-day']],
    ['2024-03-15', 'met-on-time', []],
    ['2024-03-16', 'met-late', []],
  ])('performed %s is %s', (on, timeliness, rules) => {
    expect(standing(on, punctual, performed(on)).timeliness).toBe(timeliness);
    expect((stateOf(punctual, performed(on)).anomalies ?? []).map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('a duty that ends at its due date', () => {
  const lapsing = incurred({ endsAtDueDate: true });
  it('is owed through the day and no longer the day after; done late it is met late', () => {
    expect(standing('2024-03-15', lapsing)).toMatchObject({ lifecycle: 'active', timeliness: 'due-today' });
    expect(standing('2024-03-16', lapsing)).toEqual({ lifecycle: 'discharged', timeliness: 'not-applicable', days: null });
    expect(standing('2024-04-01', lapsing, performed('2024-03-20'))).toMatchObject({ lifecycle: 'fulfilled', timeliness: 'met-late' });
  });
});

describe('returns', () => {
  const returned = (own: object = {}) => fact('SubmissionReturned', { by: 'Socialstyrelsen', ...own }, '2024-04-10');
  it.each([['2024-03-10', 'met-on-time', -5], ['2024-03-20', 'met-late', 5]] as const)('submitted %s and sent back: owed again, the first timeliness stays', (on, timeliness, days) => {
    const back = returned({ due: fixed('2024-05-01') });
    expect(standing('2024-06-01', incurred(), performed(on), back)).toEqual({ lifecycle: 'active', timeliness, days });
    expect(standing('2024-06-01', incurred(), performed(on), back, performed('2024-05-20'))).toEqual({ lifecycle: 'fulfilled', timeliness, days });
    expect(stateOf(incurred(), performed(on), back).due).toEqual(fixed('2024-03-15'));
  });
  it('more time for the completion does not make a late first submission timely', () => {
    const state = stateOf(incurred(), performed('2024-03-20'), returned(), fact('DueDateChanged', { due: fixed('2024-06-30'), cause: 'extension', reason: 'asked' }, '2024-04-20'));
    expect(state.completion?.due).toEqual(fixed('2024-06-30'));
    expect(standingOf(state, state, state.due, { asOf: day('2024-05-01'), within: 30, meetings: noMeetings }).timeliness).toBe('met-late');
  });
});

describe('discharge', () => {
  it('for a time revives the day after', () => {
    const waived = fact('ObligationDischarged', { power: 'the funder', reason: 'special', until: '2024-06-30' }, '2024-03-01');
    expect(standing('2024-06-30', incurred(), waived)).toEqual({ lifecycle: 'discharged', timeliness: 'not-applicable', days: null });
    expect(standing('2024-07-01', incurred(), waived)).toEqual({ lifecycle: 'active', timeliness: 'overdue', days: 108 });
    expect(standing('2024-05-01', incurred(), waived, performed('2024-04-01'))).toMatchObject({ lifecycle: 'fulfilled', timeliness: 'met-late' });
  });
  it('for good ends it; performing it then is an anomaly, and waiving what is fulfilled changes nothing', () => {
    const waived = (on: string) => fact('ObligationDischarged', { power: 'the funder', reason: 'special' }, on);
    expect(standing('2025-01-01', incurred(), waived('2024-03-01'), performed('2024-04-01')).lifecycle).toBe('discharged');
    expect(stateOf(incurred(), waived('2024-03-01'), performed('2024-04-01')).anomalies?.[0]?.rule).toBe('obligations/performed-after-end');
    expect(standing('2025-01-01', incurred(), performed('2024-04-01'), waived('2024-05-01'))).toMatchObject({ lifecycle: 'fulfilled', timeliness: 'met-late' });
  });
});

it('lateness is never an end: every day after the due date a duty is owed or fulfilled', () => {
  for (let n = 1; n < 400; n += 7) {
    const on = plus('2024-03-15', n);
    expect(standing(on, incurred()).lifecycle).toBe('active');
    expect(standing(on, incurred(), performed(on))).toMatchObject({ lifecycle: 'fulfilled', timeliness: 'met-late', days: n });
  }
});
