/** Instances against a model that walks day by day; random histories of an agreement against what they entail. */
import { factsOf } from '@frist/event-sourcing';
import { saidOtherwise } from '@frist/testing';
import fc from 'fast-check';

import { type AgreementState, calendarOf } from '@frist/agreements';

import { book, type Book, contract, unlessRefused } from './support';

/** Days since 1970 and back, by UTC alone. */
const toDay = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10);
const toNumber = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

/** The same day so many months later, or the last day of that month: found by trying shorter and shorter. */
const monthsLater = (text: string, months: number): string => {
  const [y, m, d] = text.split('-').map(Number) as [number, number, number];
  for (let number = d; ; number -= 1) {
    const made = new Date(Date.UTC(y, m - 1 + months, number));
    if (made.getUTCDate() === number) return made.toISOString().slice(0, 10);
  }
};

const unitOf = (text: string, unit: 'quarter' | 'year'): string => (unit === 'year' ? text.slice(0, 4) : `${text.slice(0, 4)}-Q${Math.ceil(Number(text.slice(5, 7)) / 3)}`);

/** Walks through every day of the agreement and tells its instances: [key, act by, last day]. */
const walked = (from: string, to: string, unit: 'quarter' | 'year', counted: 'calendar' | 'contract' | undefined): readonly (readonly [string, string, string])[] => {
  const found: { key: string; calendarEnd?: string; last: string }[] = [];
  let n = 0;
  const step = unit === 'quarter' ? 3 : 12;
  for (let number = toNumber(from); number <= toNumber(to); number += 1) {
    const today = toDay(number);
    const previous = number === toNumber(from) ? null : toDay(number - 1);
    const begins = counted === 'calendar' ? previous === null || unitOf(previous, unit) !== unitOf(today, unit) : previous === null || today === monthsLater(from, step * (n + 1));
    if (begins && previous !== null) n += 1;
    if (begins) found.push({ key: counted === 'calendar' ? unitOf(today, unit) : today, last: today });
    const current = found.at(-1);
    if (current === undefined) continue;
    current.last = today;
    if (unitOf(today, unit) !== unitOf(toDay(number + 1), unit)) current.calendarEnd ??= today;
  }
  return found.map(({ key, calendarEnd, last }) => [key, counted === undefined ? (calendarEnd ?? last) : last, last] as const);
};

const someDay = fc.integer({ min: toNumber('2019-01-01'), max: toNumber('2029-12-31') }).map(toDay);
/** Often the days that matter: ends of months and leap days. */
const someStart = fc.oneof(someDay, fc.constantFrom('2020-02-29', '2024-02-29', '2023-03-01', '2024-08-31', '2023-11-30', '2024-01-31', '2025-01-01', '2024-12-31', '2025-04-01'));

it('tells the instances that a walk through every day tells', async () => {
  await fc.assert(
    fc.asyncProperty(someStart, fc.integer({ min: 0, max: 1600 }), fc.constantFrom('quarter' as const, 'year' as const), fc.constantFrom('calendar' as const, 'contract' as const, undefined), async (from, length, every, counted) => {
      const to = toDay(toNumber(from) + length);
      const one = book<AgreementState>('agreement');
      await one.tell('2018-01-01', 'registerAgreement', { name: 'Partnership', period: { from, to } });
      await one.tell('2018-01-01', 'addTerm', { term: 'one', what: 'report', rhythm: { kind: 'recurring', every, ...(counted === undefined ? {} : { counted }) } });
      const told = calendarOf(await one.state()).flatMap(({ kind, instance, actBy, lastDay }) => (kind === 'term' ? [[instance, actBy, lastDay]] : []));
      expect(told).toEqual(walked(from, to, every, counted));
    }),
    { numRuns: 150 },
  );
});

it('judges instances as a plain table does', async () => {
  const acts = fc.array(fc.record({ instance: fc.integer({ min: 0, max: 11 }), on: fc.integer({ min: toNumber('2025-03-01'), max: toNumber('2028-06-30') }).map(toDay), waived: fc.boolean() }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(acts, fc.constantFrom('2025-03-01', '2026-02-28', '2026-08-31', '2028-02-29', '2028-06-30'), async (deeds, asOf) => {
      const one = await agreement();
      const instances = walked('2025-03-01', '2028-02-29', 'quarter', 'contract');
      for (const { instance, on, waived } of deeds) {
        const key = instances[instance]?.[0] ?? '';
        await one.tell(on, waived ? 'waiveTerm' : 'performTerm', { term: 'statistics', instance: key, ...(waived ? { power: 'x', reason: 'x' } : { evidence: 'x' }) });
      }
      const expected = { onTime: 0, late: 0, overdue: 0, ended: 0 };
      instances.forEach(([key, , last], n) => {
        const own = deeds.filter((deed) => deed.instance === n && deed.on <= asOf).map((deed, order) => ({ ...deed, order })).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.order - b.order));
        const [first] = own;
        const done = own.find(({ waived }) => !waived);
        if (first?.waived === true) expected.ended += 1;
        else if (done !== undefined) expected[done.on <= last ? 'onTime' : 'late'] += 1;
        else if (asOf > last && key <= asOf) expected.overdue += 1;
      });
      const statistics = 'Term: statistics';
      const duty = (await one.duties('term', asOf)).find(({ incurred }) => incurred?.title.en === statistics);
      const courses = Object.values(duty?.instances ?? {});
      expect(courses.filter(({ discharged }) => discharged !== undefined).length).toBe(expected.ended);
      expect((await one.owed('term', asOf)).filter(({ title, timeliness }) => title.en === statistics && timeliness === 'overdue').length).toBe(expected.overdue);
      const met = Object.entries(duty?.instances ?? {}).flatMap(([key, { performedOn, discharged }]) => (performedOn === undefined || discharged !== undefined ? [] : [performedOn <= (instances.find((each) => each[0] === key)?.[2] ?? '')]));
      expect([met.filter((inTime) => inTime).length, met.filter((inTime) => !inTime).length]).toEqual([expected.onTime, expected.late]);
    }),
    { numRuns: 60 },
  );
});

/** Begun with an agreement of many terms; what is told of it goes to `told`. */
const agreement = async (told: Told[] = []): Promise<Book<AgreementState>> => {
  const one = book<AgreementState>('agreement');
  const tell = async (on: string, command: string, data: Happening['data']): Promise<void> => void told.push({ id: await one.tell(on, command, data), happening: { on, command, data } });
  await tell('2024-12-01', 'registerAgreement', { name: 'Partnership', period: { from: '2025-03-01', to: '2028-02-29' }, diaryNumbers: ['SN/2024:1'] });
  for (const party of ['board', 'club']) await tell('2024-12-01', 'addParty', { party, name: `The ${party}` });
  await tell('2024-12-01', 'setCondition', { condition: 'council', body: 'council' });
  await tell('2024-12-02', 'recordConditionDecision', { condition: 'council', outcome: 'alike' });
  const terms: readonly (readonly [string, object, object?])[] = [
    ['pay', { kind: 'on-request', within: 'P30D' }, { owedBy: ['board'] }],
    ['statistics', { kind: 'recurring', every: 'quarter', counted: 'contract' }],
    ['report', { kind: 'recurring', every: 'year' }],
    ['budget', { kind: 'recurring', every: 'year', counted: 'calendar' }, { owedBy: ['board', 'club'] }],
    ['structure', { kind: 'once', due: { basis: contract, text: 'the first quarter', year: 2025 } }],
    ['activities', { kind: 'counted', target: 10, per: 'year', counted: 'contract' }],
    ['follow', { kind: 'per-participant', length: 'P6M' }],
  ];
  for (const [term, rhythm, more] of terms) await tell('2024-12-03', 'addTerm', { term, what: term, rhythm, ...more });
  await tell('2024-12-03', 'setNoticeTerms', { remedyWithin: 'P30D', period: 'P3M', latestBeforeEnd: 'P3M', inWriting: true });
  return one;
};

interface Happening {
  readonly on: string;
  readonly command: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Told {
  readonly id: string;
  readonly happening: Happening;
  gone?: true;
}

const when = fc.integer({ min: toNumber('2025-03-01'), max: toNumber('2028-02-29') }).map(toDay);
const happening = (command: string, data: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Happening> => fc.record({ on: when, command: fc.constant(command), data });
const name = fc.constantFrom('a', 'b', 'constructor');
const quarter = fc.constantFrom('2025-03-01', '2025-06-01', '2027-12-01');
const someHappening: fc.Arbitrary<Happening> = fc.oneof(
  happening('receiveRequest', fc.record({ term: fc.constant('pay'), request: name })),
  happening('performTerm', fc.record({ term: fc.constant('pay'), request: name, evidence: fc.constant('paid') })),
  happening('performTerm', fc.record({ term: fc.constant('statistics'), instance: quarter, evidence: fc.constant('sent') })),
  happening('performPartOfTerm', fc.record({ term: fc.constant('report'), instance: fc.constantFrom('2025-03-01', '2026-03-01'), part: fc.constant('a half'), remains: fc.constant('a half') })),
  happening('waiveTerm', fc.record({ term: fc.constant('budget'), instance: fc.constantFrom('2025', '2026'), by: fc.constantFrom('board', 'club'), power: fc.constant('x'), reason: fc.constant('x') })),
  happening('performTerm', fc.record({ term: fc.constant('structure'), evidence: fc.constant('minutes') })),
  when.chain((on) => fc.record({ on: fc.constant(on), command: fc.constant('recordCount'), data: fc.integer({ min: 0, max: 12 }).map((count) => ({ term: 'activities', period: { from: on, to: on }, count })) })),
  happening('startCohort', fc.record({ term: fc.constant('follow'), cohort: name, participants: fc.integer({ min: 1, max: 5 }) })),
  happening('followCohort', fc.record({ cohort: name, followed: fc.integer({ min: 0, max: 5 }) })),
  happening('recordBreach', fc.record({ breach: name, by: fc.constantFrom('board', 'club'), what: fc.constant('nothing came') })),
  happening('remedyBreach', fc.record({ breach: name, evidence: fc.constant('it came') })),
  happening('giveNotice', fc.record({ by: fc.constant('The club'), ground: fc.constantFrom('breach', 'other', 'end-of-period'), breach: name })),
  happening('planRenewal', fc.record({ before: fc.constantFrom('P6M', 'P1Y'), by: fc.constant('head') })),
  happening('prepareRenewal', fc.record({ evidence: fc.constant('memo') })),
  happening('recordConditionDecision', fc.record({ condition: fc.constant('council'), outcome: fc.constantFrom('alike', 'otherwise') })),
  happening('closeAgreement', fc.record({ reason: fc.constant('over') })),
);

type Deed = { readonly tell: Happening } | { readonly undo: number } | { readonly move: number; readonly to: string } | { readonly revise: number; readonly days: readonly string[]; readonly numbers: readonly number[] };
const someDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ tell: someHappening }) },
  { weight: 1, arbitrary: fc.record({ undo: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ move: fc.nat(20), to: when }) },
  { weight: 3, arbitrary: fc.record({ revise: fc.nat(20), days: fc.array(when, { minLength: 1, maxLength: 2 }), numbers: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 2 }) }) },
);

/** Tells what is accepted, and takes back, moves, or tells with other days and numbers what was told before. */
const carryOut = async (one: Book<AgreementState>, deeds: readonly Deed[], beginning: readonly Told[] = []): Promise<void> => {
  const told: Told[] = [];
  for (const deed of deeds) {
    if ('tell' in deed) {
      // What is refused leaves nothing behind; anything else thrown fails the property.
      await unlessRefused(one.tell(deed.tell.on, deed.tell.command, deed.tell.data).then((id) => told.push({ id, happening: deed.tell })));
      continue;
    }
    const standing = [...told, ...('move' in deed ? [] : beginning)].filter(({ gone }) => gone !== true);
    const fact = standing[('undo' in deed ? deed.undo : 'revise' in deed ? deed.revise : deed.move) % Math.max(1, standing.length)];
    if (fact === undefined) continue;
    if ('undo' in deed) {
      await one.retract(fact.id);
      fact.gone = true;
    } else if ('revise' in deed) await unlessRefused(one.correct(fact.id, { data: saidOtherwise(fact.happening.data, deed) }));
    else await one.correct(fact.id, { occurredOn: deed.to });
  }
};

it('has on record exactly what the facts entail, whatever is told late, corrected or taken back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someDeed, { maxLength: 14 }), async (deeds) => {
      const beginning: Told[] = [];
      const one = await agreement(beginning);
      await carryOut(one, deeds, beginning);
      const [recorded, entailed] = await one.inLine();
      expect(recorded).toEqual(entailed);
      const state = await one.state();
      expect(calendarOf(state).length > 0).toBe(state.registered !== null);
      if (state.registered === null) expect(Object.keys(entailed as object)).toEqual([]);
      await one.findings();
    }),
    { numRuns: 80 },
  );
});

it('told as it happens, nothing has to be taken back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someHappening, { maxLength: 12 }), async (happenings) => {
      const one = await agreement();
      const inOrder = [...happenings].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
      await carryOut(one, inOrder.map((tell) => ({ tell })));
      expect((await one.events()).map(({ type }) => type)).not.toContain('FactRetracted');
      expect(factsOf(await one.events()).filter(({ type }) => type === 'DueDateChanged')).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
