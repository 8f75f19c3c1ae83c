/** What decides again or in the place of something: from which day, on which conditions, and what is owed when it falls. */
import type { RegisterRow, ReportView } from '@frist/obligations';

import { mattersReport, standingOfDecision, successorOf } from '@frist/decisions';

import { bothDays, day, decisionsBook, matterBook, right, standing } from './support';

const opened = async () => {
  const matter = matterBook(decisionsBook());
  await matter.tell('2023-12-01', 'openMatter', { title: 'Fees', diaryNumbers: ['SN 2024:2'] });
  return matter;
};
const body = { body: 'socialnämnden', paragraph: '§ 1' };
const council = { conditions: [{ condition: 'council', body: 'council' }] };
const fulfilled = { decision: 'new', condition: 'council', outcome: 'fulfilled' };

describe('superseded', () => {
  const superseding = async (more: object) => {
    const matter = await opened();
    await matter.tell('2023-12-12', 'decideMatter', { ...body, decision: 'old', text: 'Fees of 2024', effectiveFrom: '2024-01-01' });
    await matter.tell('2024-12-17', 'decideMatter', { ...body, decision: 'new', text: 'Fees of 2025', effectiveFrom: '2025-01-01', supersedes: [{ kind: 'own', decision: 'old' }], ...more });
    const stand = async (on: string, known = on) => ['old', 'new'].map(async (key) => standingOfDecision(await matter.state(known), key, day(on)));
    return { matter, stand: async (on: string, known?: string) => (await Promise.all(await stand(on, known))).join(', ') };
  };

  it('from the day on which the other takes effect', async () => {
    const { stand } = await superseding({});
    expect([await stand('2024-12-20'), await stand('2024-12-31'), await stand('2025-01-01')]).toEqual(['in-effect, not-yet', 'in-effect, not-yet', 'superseded, in-effect']);
    expect(await stand('2024-12-20', '2026-01-01')).toBe('in-effect, not-yet');
  });

  it('only once the conditions of the other are met', async () => {
    const { matter, stand } = await superseding(council);
    const resolved = await matter.tell('2025-02-03', 'resolveCondition', fulfilled);
    expect([await stand('2024-12-20'), await stand('2025-01-01'), await stand('2025-02-02'), await stand('2025-02-03')]).toEqual(['in-effect, conditional', 'in-effect, conditional', 'in-effect, conditional', 'superseded, in-effect']);
    await matter.correct(resolved, { occurredOn: '2024-12-20' });
    expect([await stand('2024-12-20'), await stand('2025-01-01')]).toEqual(['in-effect, not-yet', 'superseded, in-effect']);
  });

  it('never when a condition fails, or the other is withdrawn before', async () => {
    const failing = await superseding(council);
    await failing.matter.tell('2025-01-20', 'resolveCondition', { ...fulfilled, outcome: 'failed' });
    expect(await failing.stand('2025-03-01')).toBe('in-effect, failed');
    expect(successorOf(await failing.matter.state(), 'old')).toBeNull();
    const withdrawn = await superseding({});
    await withdrawn.matter.tell('2024-12-30', 'endDecision', { decision: 'new', how: 'withdrawn', reason: 'said' });
    expect(await withdrawn.stand('2025-03-01')).toBe('in-effect, withdrawn');
    const later = await superseding({});
    await later.matter.tell('2025-02-01', 'endDecision', { decision: 'new', how: 'withdrawn', reason: 'said' });
    expect(await later.stand('2025-03-01')).toBe('superseded, withdrawn');
  });
});

describe('deciding again', () => {
  const authorised = async (more: object) => {
    const matter = await opened();
    await matter.tell('2024-01-10', 'decideMatter', { ...body, decision: 'old', text: 'At a distance', until: '2024-08-31', decideAgain: true });
    await matter.tell('2024-08-20', 'decideMatter', { ...body, decision: 'new', text: 'Prolonged', until: '2025-12-31', effectiveFrom: '2024-09-01', ...more });
    return matter;
  };

  it.each([['renewed', { renews: 'old' }, 'submitted'], ['superseded', { supersedes: [{ kind: 'own', decision: 'old' }] }, 'discharged']] as const)('is owed anew when the decision by which it was %s falls', async (how, more, ended) => {
    const matter = await authorised({ ...more, ...council });
    expect([(await matter.duties('decide-again')).map(standing), successorOf(await matter.state(), 'old')?.how]).toEqual([[ended], how]);
    expect(await matter.findings('2024-09-15')).not.toContain('authorisation-expired');
    const failed = await matter.tell('2024-10-01', 'resolveCondition', { ...fulfilled, outcome: 'failed' });
    const duties = await matter.duties('decide-again');
    expect([duties.map(standing), duties.map(bothDays)]).toEqual([[ended, 'owed'], [['2024-08-31', '2024-08-31'], ['2024-08-31', '2024-08-31']]]);
    expect((await matter.listed('decide-again', '2024-10-01')).map(({ timeliness, days }) => [timeliness, days])).toEqual([['overdue', 31]]);
    // What was so before it failed stays so.
    expect(await matter.listed('decide-again', '2024-09-30')).toEqual([]);
    expect([await matter.findings('2024-09-30'), await matter.findings('2024-10-01')]).toEqual([['condition-not-fulfilled', 'in-effect-before-condition'], ['condition-failed', 'authorisation-expired']]);

    // Deciding once more answers it; and a correction takes it back.
    const again = await matter.tell('2024-10-15', 'decideMatter', { ...body, decision: 'once-more', text: 'Prolonged', renews: 'old' });
    expect((await matter.duties('decide-again')).map(standing)).toEqual([ended, 'submitted']);
    expect(await matter.findings('2024-10-15')).not.toContain('authorisation-expired');
    await matter.retract(again);
    await matter.correct(failed, { data: fulfilled });
    expect((await matter.duties('decide-again')).map(standing)).toEqual([ended]);
  });

  it('is owed anew when its renewal is withdrawn before it takes effect, not after', async () => {
    const before = await authorised({ renews: 'old' });
    await before.tell('2024-08-25', 'endDecision', { decision: 'new', how: 'withdrawn', reason: 'said' });
    expect((await before.duties('decide-again')).map(standing)).toEqual(['submitted', 'owed']);
    const after = await authorised({ renews: 'old' });
    await after.tell('2024-10-25', 'endDecision', { decision: 'new', how: 'withdrawn', reason: 'said' });
    expect((await after.duties('decide-again')).map(standing)).toEqual(['submitted']);
  });
});

describe('conditions of a proposal', () => {
  const proposed = [{ condition: 'a', body: 'executive board' }, { condition: 'b', body: 'council' }];

  it('that the decision lacks are shown, and count against nobody', async () => {
    const matter = await opened();
    const proposal = await matter.tell('2024-12-05', 'propose', { proposal: 'p', text: 'Partnership', conditions: proposed });
    const decided = await matter.tell('2024-12-17', 'decideMatter', { ...body, decision: 'd', text: 'Partnership', proposal: 'p' });
    expect(await matter.finding('proposed-condition-not-in-decision')).toMatchObject({ kind: 'information', events: [decided, proposal], values: { decision: 'd', condition: 'a · b' }, title: { sv: 'Förslagets villkor står inte i beslutet: executive board · council' } });
    const of = async (conditions: readonly object[]) => {
      await matter.correct(decided, { data: { ...body, decision: 'd', text: 'Partnership', proposal: 'p', conditions } });
      return (await matter.finding('proposed-condition-not-in-decision'))?.values?.['condition'];
    };
    // The same body under another name is the same condition.
    expect([await of([{ condition: 'a', body: 'board' }]), await of([{ condition: 'a', body: 'board' }, { condition: 'kf', body: 'council' }])]).toEqual(['b', undefined]);
  });

  it('have names of their own, and its days are in order', async () => {
    const matter = await opened();
    const propose = async (more: object) => (await matter.refusal('2024-12-05', 'propose', { proposal: 'p', text: 'Partnership', ...more }));
    expect(await propose({ conditions: [...proposed, { condition: 'a', body: 'other' }] })).toMatchObject({ _tag: 'KeyTaken', rule: 'decisions/propose', field: 'data.conditions', value: 'a' });
    expect(await propose({ effectiveFrom: '2025-03-01', until: '2024-01-01' })).toMatchObject({ _tag: 'SelfContradiction', field: 'data.until', expected: 'a day not before 2025-03-01', value: '2024-01-01' });
  });
});

describe('what is taken back', () => {
  it('the opening: the matter stays with its findings, and its title is not told', async () => {
    const matter = matterBook(decisionsBook());
    const opening = await matter.tell('2024-01-01', 'openMatter', { title: 'B', diaryNumbers: ['SN 2024:9'], openedBy: 'private-party' });
    const decided = await matter.tell('2024-01-10', 'decideMatter', { ...body, decision: 'old', text: 'At a distance', until: '2024-06-30', decideAgain: true });
    expect(await matter.findings('2024-08-01')).toEqual(['authorisation-expired']);
    await matter.retract(opening);
    expect(await matter.findings('2024-08-01')).toEqual(['matter-not-opened', 'no-diary-number', 'authorisation-expired']);
    expect(await matter.finding('no-diary-number')).toMatchObject({ events: [decided] });
    const listed = async (asked: object = {}) => {
      const rows = [{ stream: matter.stream, state: await matter.state() }] as unknown as readonly RegisterRow[];
      const view = { asOf: day('2024-08-01'), rows: () => rows } as unknown as ReportView;
      return right(mattersReport.build(view, { ...asked })).sections[0]?.tables?.[0]?.rows.map(([title]) => title);
    };
    expect([await listed(), await listed({ search: 'B' })]).toEqual([[{ _tag: 'unknown' }], []]);
    await matter.retract(decided);
    expect(await listed()).toEqual([]);
    expect(await matter.findings('2024-08-01')).toEqual([]);
  });

  it('the decision: its dispatch list says so, and no longer what is left to send', async () => {
    const matter = await opened();
    const decided = await matter.tell('2024-06-10', 'decideMatter', { ...body, decision: 'd', text: 'said' });
    const listed = await matter.tell('2024-06-12', 'listDispatch', { decision: 'd', recipients: ['A'] });
    expect(await matter.findings()).toEqual(['not-dispatched']);
    await matter.retract(decided);
    expect((await matter.findings())).toEqual(['names-what-is-gone']);
    expect(await matter.finding('names-what-is-gone')).toMatchObject({ events: [listed], values: { decision: 'd' } });
  });
});
