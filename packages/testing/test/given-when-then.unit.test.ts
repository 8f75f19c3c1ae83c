import { AssertionError } from 'node:assert';

import { closed, type Decider, eventType, type Fact, failure, type NewFact, type Projection, wholeNumber } from '@frist/event-sourcing';
import { type Domain, incur, obligationFactTypes, reconcileDuties, type DomainRegister } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { given, givenEventId, givenFacts, givenStream, recordedFacts, testRegister } from '@frist/testing';

const by = closed('by', { by: wholeNumber });
const Counted = eventType('Counted', by);

interface Sum {
  readonly sum: number;
}

/** Counts to ten at most; every count entails a duty to say so. */
const counter: Decider<Sum> = {
  category: 'counter',
  commands: { count: by },
  initial: { sum: 0 },
  evolve: ({ sum }, fact) => (fact.type === 'Counted' ? { sum: sum + (fact.data as { by: number }).by } : { sum }),
  decide: ({ sum }, { data }, { on, facts, today, asOf }) => {
    const { by: more } = data as { by: number };
    if (asOf(on).sum > sum || facts.length > 100 || today < on) return E.left(failure('Strange', 'counter/strange', 'on', 'a consistent context'));
    return sum + more > 10 ? E.left(failure('TooMany', 'counter/at-most-ten', 'by', `at most ${10 - sum}`)) : E.right([{ type: 'Counted', data: { by: more } }]);
  },
  consequences: (_, fact): readonly NewFact[] => {
    const rule = { id: 'counter/say', version: 1, title: { sv: 's', en: 's' }, basis: { kind: 'decision' as const, reference: 'r', confidence: 'I' as const }, dayZero: { sv: 'd', en: 'd' } };
    return fact.type === 'Counted' ? [incur(fact.id, { rule, title: { sv: 'Säg', en: 'Say' }, debtor: 'SN', due: { kind: 'undated', basis: 'decision' } })] : [];
  },
  consequenceTypes: new Set(obligationFactTypes.map(({ type }) => type)),
  reconcile: reconcileDuties,
};

const failing = (test: () => void): AssertionError => {
  try {
    test();
  } catch (thrown) {
    if (thrown instanceof AssertionError) return thrown;
    throw thrown;
  }
  throw new Error('held, and should not have');
};

describe('given … when … then', () => {
  const one = ['Counted', { by: 4 }, '2024-01-01'] as const;
  const count = (n: unknown) => ({ command: 'count', data: { by: n } });

  it('compares what was decided, in order, and days where they are named', () => {
    given(counter, one).when(count(3)).then(['Counted', { by: 3 }]);
    given(counter, one).when(count(3), { on: '2024-02-01' }).then(['Counted', { by: 3 }, '2024-02-01']);
    given(counter).when(count(10)).thenState((state) => expect(state).toEqual({ sum: 10 }));
  });
  it('folds by day, whatever the order given', () => given(counter, ['Counted', { by: 1 }, '2024-03-01'], one).when(count(5)).then(['Counted', { by: 5 }, '2024-03-01']));
  it('shows a difference', () => {
    expect(failing(() => given(counter, one).when(count(3)).then(['Counted', { by: 2 }])).message).toMatch(/^count: [\s\S]*by: 3[\s\S]*by: 2/);
    expect(failing(() => given(counter, one).when(count(3)).then()).message).toContain('Counted');
    expect(failing(() => given(counter, one).when(count(3), { on: '2024-02-01' }).then(['Counted', { by: 3 }, '2024-02-02'])).message).toContain('2024-02-01');
  });
  it('knows refusals by tag and rule: of the decider, of the codec, of unknown commands', () => {
    given(counter, one).when(count(7)).thenRefused('TooMany');
    given(counter, one).when(count(7)).thenRefused('TooMany', 'counter/at-most-ten');
    given(counter, one).when(count(-1)).thenRefused('InvalidData');
    given(counter, one).when({ command: 'toString', data: {} }).thenRefused('UnknownCommand');
    expect(failing(() => given(counter, one).when(count(7)).then(['Counted', { by: 7 }])).message).toContain('counter/at-most-ten');
    expect(failing(() => given(counter, one).when(count(1)).thenRefused('TooMany')).message).toContain('should have been refused with TooMany');
    expect(failing(() => given(counter, one).when(count(7)).thenRefused('TooFew')).message).toContain('TooFew');
  });
  it('tells what is entailed', () => {
    const decided = recordedFacts([one, ['Counted', { by: 1 }, '2024-01-01']], 'counter')[1] as Fact;
    const expected = counter.consequences?.({ sum: 5 }, decided, {} as never)[0];
    given(counter, one).when(count(1)).thenEntails(['ObligationIncurred', expected?.data, '2024-01-01']);
    expect(() => given(counter, one).when(count(1)).thenEntails()).toThrow(AssertionError);
  });
});

describe('facts told in one line', () => {
  it('are the same on every run', () => {
    const facts = recordedFacts([['A', {}, '2024-03-01'], ['B', {}, '2024-01-01', { stream: 'x', causedBy: 0 }], ['C', {}, '2024-07-01']], 'grant');
    expect(facts).toEqual(recordedFacts([['A', {}, '2024-03-01'], ['B', {}, '2024-01-01', { stream: 'x', causedBy: 0 }], ['C', {}, '2024-07-01']], 'grant'));
    expect(facts.map(({ revision, position, recordedAt }) => [revision, position, recordedAt])).toEqual([[0, 0, '2024-02-29T23:00:00.000Z'], [0, 1, '2024-02-29T23:00:00.000Z'], [1, 2, '2024-06-30T22:00:00.000Z']]);
    expect(facts[1]).toMatchObject({ causationId: facts[0]?.id, stream: givenStream('x', 'grant') });
  });
});

describe('given facts … project … then', () => {
  interface Row {
    sum: number;
    last?: string;
  }
  const sums = (own: Partial<Projection<Row>> = {}): Projection<Row> => ({
    name: 'sums', version: '1', types: new Set(['Counted']), keyOf: (fact) => fact.stream, initial: () => ({ sum: 0 }),
    evolve: (row, fact) => ({ sum: row.sum + (fact.data as { by: number }).by, last: fact.occurredOn }), bucketOf: ({ sum }) => `${sum}|`, ...own,
  });
  const facts = givenFacts(['Counted', { by: 1 }, '2024-03-01'], ['Counted', { by: 2 }, '2024-01-01'], ['Ignored', {}, '2024-01-01']);

  it('gives the row, in folding order', async () => {
    await facts.project(sums()).then({ sum: 3, last: '2024-03-01' });
    await facts.project(sums(), { asOf: '2024-02-01' as never }).then({ sum: 2, last: '2024-01-01' });
    await givenFacts().project(sums()).thenRows({});
    await givenFacts(['Counted', { by: 1 }, '2024-03-01', { stream: 'a' }], ['Counted', { by: 2 }, '2024-01-01', { stream: 'b' }]).project(sums()).thenRows({ [givenStream('a')]: { sum: 1, last: '2024-03-01' }, [givenStream('b')]: { sum: 2, last: '2024-01-01' } });
  });
  it('honours corrections', async () => {
    await givenFacts(['Counted', { by: 1 }, '2024-03-01'], ['Counted', { by: 2 }, '2024-03-02'], ['FactRetracted', { corrects: givenEventId(1), reason: 'r' }, '2024-03-03']).project(sums()).then({ sum: 1, last: '2024-03-01' });
  });
  it('shows a difference, and more rows than one', async () => {
    await expect(facts.project(sums()).then({ sum: 4 })).rejects.toThrow(AssertionError);
    await expect(givenFacts().project(sums()).then({ sum: 4 })).rejects.toThrow('one row expected, 0 found');
  });
  it('catches a projection whose rows depend on how they were folded', async () => {
    let calls = 0;
    const impure = sums({ evolve: (row) => ({ sum: row.sum + (calls += 1) }) });
    await expect(facts.project(impure).rows()).rejects.toThrow('give other rows than in one');
    const shared: Row = { sum: 0 };
    await expect(facts.project(sums({ initial: () => shared, evolve: (row, fact) => Object.assign(row, { sum: row.sum + (fact.data as { by: number }).by }) })).rows()).rejects.toThrow(AssertionError);
  });
  it('catches rows that are not plain JSON', async () => {
    await expect(facts.project(sums({ evolve: (row) => ({ ...row, at: new Date(0) }) as Row })).rows()).rejects.toThrow(AssertionError);
  });
});

describe('a register in memory', () => {
  const domain: Domain = { name: 'counter', eventTypes: [Counted], registers: [{ name: 'counters', version: '1', decider: counter, types: [Counted], concerns: () => ['c'], findings: () => [] } as DomainRegister<Sum> as DomainRegister], rules: [], windowTables: [] };
  it('executes whole domains by a clock that stands where it is put', async () => {
    const test = testRegister({ domains: [domain], today: '2024-05-01' });
    const stream = test.streamOf('counter', 'one');
    await test.record({ stream, command: 'count', data: { by: 2 }, on: '2024-04-01' });
    expect(await test.run({ stream, command: 'count', data: { by: 9 } })).toMatchObject({ _tag: 'Left', left: [{ _tag: 'TooMany' }] });
    await expect(test.record({ stream, command: 'count', data: { by: 9 } })).rejects.toThrow('TooMany');
    expect(await test.run({ stream, command: 'count', data: { by: 1 }, on: '2024-05-02' })).toMatchObject({ left: [{ _tag: 'FactInTheFuture' }] });
    test.setClock('2024-05-02');
    await test.record({ stream, command: 'count', data: { by: 1 } });
    expect(test.today()).toBe('2024-05-02');
    expect((await test.check('2024-04-30')).counts.undetermined).toBe(1);
    expect((await test.check('2024-05-02')).counts.undetermined).toBe(2);
    expect((await test.check('2024-05-02', { knownAt: '2024-05-01T12:00:00.000Z' as never })).counts.undetermined).toBe(1);
    expect(await test.obligations()).toHaveLength(2);
  });
});
