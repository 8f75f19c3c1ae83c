import { closed, type Decider, eventType, type EventId, type Fact, type NewFact } from '@frist/event-sourcing';
import { CivilDate } from '@frist/calendar';
import { type Domain, type DomainRegister, dueOn, incur, obligationFactTypes, reconcileDuties } from '@frist/obligations';
import { recordedFacts, testRegister } from '@frist/testing';
import * as E from 'fp-ts/Either';
import type * as t from 'io-ts';

import { fact, fixed, incurred, right } from './support';

const codec = closed('Told', {}, { reportBy: CivilDate, payBy: CivilDate });
const Told = eventType('TermsTold', codec);
const rule = (id: string) => ({ id, version: 1, title: { sv: id, en: id }, basis: { kind: 'agency' as const, reference: 'r', confidence: 'S' as const }, dayZero: { sv: 'd', en: 'd' } });

/** A stream whose one fact entails a duty for each date told. */
const decider: Decider<null> = {
  category: 'terms',
  commands: { tell: codec },
  initial: null,
  evolve: () => null,
  decide: (_, { data }) => E.right([{ type: 'TermsTold', data }]),
  consequences: (_, told): readonly NewFact[] => {
    const { reportBy, payBy } = told.data as t.TypeOf<typeof codec>;
    const of = (id: string, day: CivilDate | undefined) =>
      day === undefined ? [] : [incur(told.id, { rule: rule(id), title: { sv: id, en: id }, debtor: 'SN', due: right(dueOn(day, 'agency')) })];
    return [...of('test/report', reportBy), ...of('test/pay', payBy)];
  },
  consequenceTypes: new Set(obligationFactTypes.map(({ type }) => type)),
  reconcile: reconcileDuties,
};
const register: DomainRegister<null> = { name: 'terms', version: '1', decider: decider as Decider<null>, types: [Told], concerns: () => [], findings: () => [] };
const domain: Domain = { name: 'terms', eventTypes: [Told], registers: [register], rules: [], windowTables: [] };

const opened = async (data: Record<string, unknown>) => {
  const test = testRegister({ domains: [domain], today: '2024-06-01' });
  const stream = test.streamOf('terms', 'one');
  const told = await test.record({ stream, command: 'tell', data, on: '2024-01-10' });
  const root = told.events[0]?.id as EventId;
  const correct = (own: Record<string, unknown>) => test.record({ stream, command: 'correctFact', data: { fact: root, reason: 'misread', ...own } });
  const shown = async (asOf = '2024-06-01') =>
    (await test.check(asOf, { settled: true })).findings.map((finding) =>
      finding.about === 'obligation' ? [finding.kind, finding.due?.kind === 'fixed' ? finding.due.limit.endDay : null, finding.earlierDues.map(({ due, cause }) => [due.kind === 'fixed' ? due.limit.endDay : null, cause]), finding.anomalies.length] : [],
    );
  return { test, stream, root, correct, shown };
};

it('a corrected date moves the duty, in the same append, and the old date stays visible', async () => {
  const { correct, shown } = await opened({ reportBy: '2024-03-31' });
  const done = await correct({ data: { reportBy: '2024-04-30' } });
  expect(done.events.map(({ type }) => type)).toEqual(['FactCorrected', 'DueDateChanged']);
  expect(done.events[1]?.data).toMatchObject({ cause: 'correction', reason: `follows from the correction ${done.events[0]?.id}` });
  expect(await shown()).toEqual([['test/report', '2024-04-30', [['2024-03-31', 'correction']], 0]]);
});

it('a duty that vanishes is retracted, one that appears is incurred', async () => {
  const { correct, shown } = await opened({ reportBy: '2024-03-31' });
  const done = await correct({ data: { payBy: '2024-05-31' } });
  expect(done.events.map(({ type }) => type)).toEqual(['FactCorrected', 'FactRetracted', 'ObligationIncurred']);
  expect(await shown()).toEqual([['test/pay', '2024-05-31', [], 0]]);
});

it('retracting the fact retracts all its duties', async () => {
  const { test, stream, root, shown } = await opened({ reportBy: '2024-03-31', payBy: '2024-05-31' });
  const done = await test.record({ stream, command: 'retractFact', data: { fact: root, reason: 'never told' } });
  expect(done.events.map(({ type }) => type)).toEqual(['FactRetracted', 'FactRetracted', 'FactRetracted']);
  expect(await shown()).toEqual([]);
});

it.each(['2023-12-01', '2024-02-01'])('a fact moved to %s takes its duty along, also when its date changes', async (day) => {
  const { correct, shown } = await opened({ reportBy: '2024-03-31' });
  const done = await correct({ occurredOn: day, data: { reportBy: '2024-04-30' } });
  expect(done.events.map(({ type, occurredOn }) => [type, occurredOn])).toEqual([['FactCorrected', '2024-06-01'], ['FactCorrected', day], ['DueDateChanged', day]]);
  expect(await shown(day)).toEqual([['test/report', '2024-04-30', [['2024-03-31', 'correction']], 0]]);
  expect(await shown('2023-11-30')).toEqual([]);
});

it('a correction that changes no duty records none', async () => {
  const { correct } = await opened({ reportBy: '2024-03-31' });
  expect((await correct({ data: { reportBy: '2024-03-31' } })).events).toHaveLength(1);
});

it('corrections of one fact, one after the other, leave one duty with the last date', async () => {
  const { correct, shown } = await opened({ reportBy: '2024-03-31' });
  for (const reportBy of ['2024-04-30', '2024-03-31', '2024-05-15']) await correct({ data: { reportBy } });
  expect(await shown()).toEqual([['test/report', '2024-05-15', [['2024-03-31', 'correction'], ['2024-04-30', 'correction'], ['2024-03-31', 'correction']], 0]]);
  await correct({ data: { payBy: '2024-06-30' } });
  await correct({ data: { payBy: '2024-07-31' } });
  expect(await shown()).toEqual([['test/pay', '2024-07-31', [['2024-06-30', 'correction']], 0]]);
});

describe('a second correction of the same fact', () => {
  const moved = fact('DueDateChanged', { due: fixed('2024-04-30'), cause: 'correction', reason: 'r' }, '2024-01-01');
  const recorded = recordedFacts([incurred(), moved]);
  const again = (now: readonly NewFact[]) => reconcileDuties({ recorded, now, correction: 'c' as EventId, fact: recorded[0] as Fact, state: null }).map(({ type, data }) => [type, (data as { due?: unknown; corrects?: unknown }).due ?? (data as { corrects?: unknown }).corrects]);
  const wanted = (date: string): NewFact => ({ type: 'ObligationIncurred', data: { ...(recorded[0]?.data as object), due: fixed(date) } });
  it('back to the first date is a change again', () => expect(again([wanted('2024-03-15')])).toEqual([['DueDateChanged', fixed('2024-03-15')]]));
  it('to the date in force is none', () => expect(again([wanted('2024-04-30')])).toEqual([]));
  it('leaves time that was granted since', () => {
    const granted = recordedFacts([incurred(), fact('DueDateChanged', { due: fixed('2024-09-30'), cause: 'extension', reason: 'asked' }, '2024-02-01')]);
    const now = (due: string): readonly NewFact[] => [{ type: 'ObligationIncurred', data: { ...(granted[0]?.data as object), due: fixed(due) } }];
    const change = (due: string) => reconcileDuties({ recorded: granted, now: now(due), correction: 'c' as EventId, fact: granted[0] as Fact, state: null }).map(({ type }) => type);
    expect([change('2024-03-15'), change('2024-04-15')]).toEqual([[], ['DueDateChanged']]);
  });
  it('without the duty retracts it and its moves', () => expect(again([]).map(([type]) => type)).toEqual(['FactRetracted', 'FactRetracted']));
});
