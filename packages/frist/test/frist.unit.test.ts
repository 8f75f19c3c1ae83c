import { type Board, eventIdOf, type CommandId, memoryEventStore } from '@frist/event-sourcing';

import { createFrist, type Frist } from '../src';
import { actor, at, board, bodyStream, day, left, otherBoard, promiseId, promisesDomain, promiseStream, right, testClock } from './promises';

const setUp = (now = '2026-03-10T08:00:00Z') => {
  const clock = testClock(now);
  const store = memoryEventStore({ clock });
  const frist = right(createFrist({ store, clock, domains: [promisesDomain] }));
  let n = 0;
  const run = async (command: string, on: string, data: unknown, more: object = {}) =>
    right(await frist.execute({ id: `c${(n += 1)}`, board, stream: promiseStream('a'), command, on, actor, data, ...more })());
  return { clock, store, frist, run };
};

const only = <A>(values: readonly A[]): A => {
  expect(values).toHaveLength(1);
  return values[0] as A;
};

describe('check', () => {
  test('an empty store has nothing to check; both times are told', async () => {
    const { frist } = setUp();
    expect(right(await frist.check()())).toMatchObject({ anythingToCheck: false, asOf: '2026-03-10', knownAt: '2026-03-10T08:00:00.000Z', findings: [] });
  });

  test('the Swedish day, not the day of UTC, is the default', async () => {
    const { frist } = setUp('2026-03-10T23:30:00Z');
    expect(right(await frist.check()()).asOf).toBe('2026-03-11');
  });

  test('finds what is overdue, as of any day and as known at any instant', async () => {
    const { clock, frist, run } = setUp('2026-01-15T08:00:00Z');
    await run('make', '2026-01-02', { what: 'report', due: '2026-03-01' });
    clock.set('2026-03-10T08:00:00Z');
    expect(right(await frist.check()()).findings).toMatchObject([{ timeliness: 'overdue', days: 9, lifecycle: 'active' }]);
    expect(right(await frist.check({ asOf: day('2026-02-20') })()).findings).toMatchObject([{ timeliness: 'due-soon', days: -9 }]);
    expect(right(await frist.check({ asOf: day('2026-01-01') })())).toMatchObject({ findings: [], anythingToCheck: false });
    expect(right(await frist.check({ knownAt: at('2026-01-15T07:59:59.999Z') })())).toMatchObject({ findings: [], anythingToCheck: false, asOf: '2026-03-10' });
    expect(right(await frist.check({ knownAt: at('2026-01-15T08:00:00Z') })()).findings).toHaveLength(1);
  });

  test('of one board: another has nothing to check', async () => {
    const { frist, run } = setUp();
    await run('make', '2026-01-02', { what: 'report', due: '2026-03-01' });
    expect(right(await frist.check({ board: otherBoard })())).toMatchObject({ anythingToCheck: false, findings: [], counts: { overdue: 0 } });
    await run('make', '2026-01-02', { what: 'other', due: '2026-03-02' }, { board: otherBoard, stream: promiseStream('a', otherBoard) });
    expect(right(await frist.check({ board: otherBoard })()).findings).toMatchObject([{ title: { en: 'other' } }]);
    expect(right(await frist.check()()).findings).toHaveLength(2);
  });

  test('what is recorded ahead of the clock counts as known now, and the time says so', async () => {
    const { clock, frist, run } = setUp('2026-03-10T08:00:05Z');
    await run('make', '2026-01-02', { what: 'report', due: '2026-03-01' });
    clock.set('2026-03-10T08:00:00Z');
    expect(right(await frist.check()())).toMatchObject({ knownAt: '2026-03-10T08:00:05.000Z', counts: { overdue: 1 } });
  });

  test('an obligation performed by a fact in another stream', async () => {
    const { frist, run } = setUp();
    const made = await run('make', '2026-01-02', { what: 'report', due: '2026-03-01' });
    await run('keep', '2026-03-02', { promise: promiseId(made.events[0]!.id) }, { stream: promiseStream('b') });
    expect(right(await frist.check()())).toMatchObject({ findings: [], counts: { 'met-late': 1, overdue: 0 } });
  });

  test('follows a meeting that is scheduled, then moved', async () => {
    const { frist, run } = setUp();
    const meeting = { stream: bodyStream('nämnden') };
    await run('make', '2026-01-02', { what: 'report', body: 'Socialnämnden' });
    expect(right(await frist.check()()).findings).toMatchObject([{ timeliness: 'undetermined' }]);
    await run('schedule', '2026-01-10', { body: 'Socialnämnden', meeting: '2026/3', heldOn: '2026-03-05' }, meeting);
    await run('schedule', '2026-01-10', { body: 'Arbetsutskottet', meeting: '2026/3', heldOn: '2026-01-20' }, meeting);
    expect(right(await frist.check()()).findings).toMatchObject([{ timeliness: 'overdue', days: 5 }]);
    await run('move', '2026-02-01', { body: 'Socialnämnden', meeting: '2026/3', heldOn: '2026-03-19', reason: 'illness' }, meeting);
    expect(right(await frist.check()()).findings).toMatchObject([{ timeliness: 'due-soon', days: -9 }]);
    expect(right(await frist.check({ asOf: day('2026-01-31') })()).findings).toMatchObject([{ days: -33 }]);
  });

  test('what was handed out is not changed by later facts', async () => {
    const { frist, run } = setUp();
    const made = await run('make', '2026-01-02', { what: 'report', due: '2026-03-01' });
    const stray = promiseId(eventIdOf(board, 'nobody' as CommandId, 0));
    await run('keep', '2026-01-03', { promise: stray });
    const before = right(await frist.check()());
    const copy = structuredClone(before);
    const rows = right(await frist.register('promises')());
    const rowsCopy = structuredClone(rows);
    await run('keep', '2026-01-04', { promise: stray });
    await run('keep', '2026-01-05', { promise: promiseId(made.events[0]!.id) });
    await frist.check()();
    expect(before).toEqual(copy);
    expect(rows).toEqual(rowsCopy);
  });

  test('refuses times and numbers that are none', async () => {
    const { frist } = setUp();
    expect(left(await frist.check({ asOf: '2026-02-30' as never })())).toMatchObject({ _tag: 'InvalidQuery', field: 'asOf', value: '2026-02-30' });
    expect(left(await frist.check({ knownAt: '2026-02-28' as never })())).toMatchObject({ _tag: 'InvalidQuery', field: 'knownAt' });
    expect(left(await frist.check({ within: -1 })())).toMatchObject({ _tag: 'InvalidQuery', field: 'within' });
  });

  test('concurrent queries and commands agree', async () => {
    const { frist, run } = setUp();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => [run('make', '2026-01-02', { what: `p${i}`, due: '2026-03-01' }, { stream: promiseStream(`s${i}`) }), frist.check()()]).flat(),
    );
    expect(all).toHaveLength(40);
    expect(right(await frist.check()()).counts.overdue).toBe(20);
  });
});

describe('register', () => {
  test('rows by stream, in a view', async () => {
    const { clock, frist, run } = setUp('2026-01-15T08:00:00Z');
    await run('make', '2026-01-02', { what: 'one' });
    clock.set('2026-03-10T08:00:00Z');
    await run('make', '2026-02-02', { what: 'two' }, { stream: promiseStream('b') });
    const now = right(await frist.register<{ what: string }>('promises')());
    expect(now.rows.map((row) => row.state.what).sort()).toEqual(['one', 'two']);
    expect(now.rows.map((row) => row.stream)).toEqual([...now.rows.map((row) => row.stream)].sort());
    expect(right(await frist.register('promises', { asOf: day('2026-01-31') })()).rows).toMatchObject([{ state: { what: 'one' } }]);
    expect(right(await frist.register('promises', { board: otherBoard })()).rows).toEqual([]);
    expect(left(await frist.register('grants')())).toMatchObject({ _tag: 'UnknownRegister', value: 'grants', expected: 'one of promises, bodies' });
  });
});

describe('explain and history', () => {
  const story = async (frist: Frist, run: ReturnType<typeof setUp>['run']) => {
    const made = await run('make', '2026-01-02', { what: 'report', due: '2026-03-01' });
    const [fact, duty] = made.events;
    const kept = await run('keep', '2026-02-02', { promise: promiseId(fact!.id) }, { stream: promiseStream('b') });
    return { frist, fact: fact!, duty: duty!, kept: kept.events[0]!, obligation: promiseId(fact!.id) };
  };

  test('an obligation: its finding, facts over streams, and what led to them', async () => {
    const { frist, run } = setUp();
    const { obligation, fact, kept } = await story(frist, run);
    const told = right(await frist.explain(obligation)());
    if (told.kind !== 'obligation') throw new Error(told.kind);
    expect(only(told.finding)).toMatchObject({ timeliness: 'met-on-time', lifecycle: 'fulfilled' });
    expect(told.facts.map(({ type }) => type)).toEqual(['ObligationIncurred', 'PerformanceRecorded']);
    expect(told.causedBy.map(({ id }) => id)).toEqual([fact.id, kept.id]);
    expect(told.asOf).toBe('2026-03-10');
    const before = right(await frist.explain(obligation, { asOf: day('2026-01-31') })());
    expect(before).toMatchObject({ kind: 'obligation', finding: [{ lifecycle: 'active', timeliness: 'due-soon' }], facts: [{ type: 'ObligationIncurred' }] });

    const history = right(await frist.history(obligation, { asOf: day('2026-01-31') })());
    expect(history.stream).toBeNull();
    expect(history.entries.map(({ event, state }) => [event.type, state])).toEqual([
      ['PromiseMade', 'in-force'],
      ['ObligationIncurred', 'in-force'],
      ['PromiseKept', 'not-yet'],
      ['PerformanceRecorded', 'not-yet'],
    ]);
  });

  test('an event, corrected and then retracted', async () => {
    const { clock, frist, run } = setUp();
    const { fact, duty, obligation } = await story(frist, run);
    clock.set('2026-03-11T08:00:00Z');
    const moved = await run('correctFact', '2026-03-11', { fact: fact.id, reason: 'misread', data: { what: 'report', due: '2026-02-01' } });
    const told = right(await frist.explain(fact.id)());
    if (told.kind !== 'event') throw new Error(told.kind);
    expect(told.event.data).toMatchObject({ due: '2026-03-01' });
    expect(told.fact).toMatchObject({ data: { due: '2026-02-01' }, correctedBy: moved.events[0]!.id });
    expect(told.corrections.map(({ type }) => type)).toEqual(['FactCorrected']);
    expect(told.caused.map(({ id }) => id)).toContain(duty.id);
    expect(right(await frist.explain(obligation)())).toMatchObject({ finding: [{ timeliness: 'met-late', days: 1 }] });
    expect(right(await frist.history(fact.id)()).entries.map(({ event, state }) => [event.type, state])).toEqual([
      ['PromiseMade', 'corrected'],
      ['ObligationIncurred', 'in-force'],
      ['FactCorrected', 'correction'],
      ['DueDateChanged', 'in-force'],
    ]);
    // As known before the correction, nothing of it shows.
    expect(right(await frist.history(promiseStream('a'), { knownAt: at('2026-03-10T12:00:00Z') })()).entries.map(({ state }) => state)).toEqual(['in-force', 'in-force']);

    await run('retractFact', '2026-03-11', { fact: fact.id, reason: 'never promised' });
    expect(right(await frist.explain(fact.id)())).toMatchObject({ kind: 'event', fact: null });
    const states = right(await frist.history(obligation)()).entries.map(({ event, state }) => [event.type, state]);
    expect(states).toContainEqual(['ObligationIncurred', 'retracted']);
    expect(states).toContainEqual(['FactRetracted', 'correction']);
  });

  test('an obligation that is annulled is still told of', async () => {
    const { frist, run } = setUp();
    const made = await run('make', '2026-01-02', { what: 'report', due: '2026-03-01' });
    await run('retractFact', '2026-01-02', { fact: made.events[0]!.id, reason: 'never promised' });
    const obligation = promiseId(made.events[0]!.id);
    expect(right(await frist.check()())).toMatchObject({ findings: [], anythingToCheck: true });
    expect(right(await frist.explain(obligation)())).toMatchObject({ kind: 'obligation', finding: [], state: { incurred: null }, facts: [] });
    expect(right(await frist.history(obligation)()).entries.length).toBeGreaterThan(2);
  });

  test('a stream with the row of its register', async () => {
    const { frist, run } = setUp();
    await story(frist, run);
    expect(right(await frist.explain(promiseStream('a'))())).toMatchObject({ kind: 'stream', row: { state: { what: 'report' } }, facts: [{ type: 'PromiseMade' }, { type: 'ObligationIncurred' }] });
  });

  test('what is not there, or not in the view, or of another board, is not found', async () => {
    const { frist, run } = setUp();
    const { fact, obligation } = await story(frist, run);
    const unknown = ['nonsense', promiseStream('z'), '00000000-0000-4000-8000-000000000000'];
    for (const id of unknown) expect(left(await frist.explain(id)())).toMatchObject({ _tag: 'NotFound', value: id });
    for (const id of [fact.id, obligation, promiseStream('a')]) {
      expect(left(await frist.history(id, { knownAt: at('2026-03-09T12:00:00Z') })())._tag).toBe('NotFound');
      expect(left(await frist.explain(id, { board: 'x' as Board })())._tag).toBe('NotFound');
    }
  });

  test('a retracted correction shows as such', async () => {
    const { frist, run } = setUp();
    const { fact } = await story(frist, run);
    const moved = await run('correctFact', '2026-03-10', { fact: fact.id, reason: 'misread', data: { what: 'report', due: '2026-02-01' } });
    await run('retractFact', '2026-03-10', { fact: moved.events[0]!.id, reason: 'it was right' });
    const entries = right(await frist.history(fact.id)()).entries;
    expect(entries.find(({ event }) => event.id === fact.id)?.state).toBe('in-force');
    expect(entries.find(({ event }) => event.id === moved.events[0]!.id)?.state).toBe('retracted');
  });
});

describe('createFrist', () => {
  const store = memoryEventStore({ clock: testClock('2026-03-10T08:00:00Z') });

  test('has defaults', () => {
    expect(right(createFrist({ store })).domains.map(({ name }) => name)).toEqual(['grants', 'decisions', 'agreements', 'non-executed-decisions', 'lex-sarah']);
  });

  test('refuses domains that do not fit together', () => {
    const twice = (change: object) => left(createFrist({ store, domains: [promisesDomain, { ...promisesDomain, name: 'b', registers: [], rules: [], ...change }] }));
    expect(left(createFrist({ store, domains: [promisesDomain, promisesDomain] }))).toMatchObject({ _tag: 'OverlappingRules' });
    expect(twice({ name: 'promises' })).toMatchObject({ _tag: 'DuplicateDomain', value: 'promises' });
    expect(twice({ registers: promisesDomain.registers })).toMatchObject({ _tag: 'DuplicateRegister', value: 'promises' });
    expect(twice({ registers: [{ ...promisesDomain.registers[0]!, name: 'x' }] })).toMatchObject({ _tag: 'DuplicateCategory', value: 'promise' });
    expect(twice({ registers: [{ ...promisesDomain.registers[0]!, name: 'X|' }] })).toMatchObject({ _tag: 'InvalidRegisterName' });
    expect(twice({ windowTables: [{ id: 'w', version: 1, windows: {} }, { id: 'w', version: 1, windows: {} }] })).toMatchObject({ _tag: 'DuplicateWindowTable' });
    expect(twice({ eventTypes: [{ ...promisesDomain.eventTypes[0]! }] })).toMatchObject({ _tag: 'DuplicateEventType' });
  });

  test('a closed store says so', async () => {
    const { frist } = setUp();
    right(await frist.close()());
    expect(left(await frist.check()())._tag).toBe('StoreClosed');
    expect(left(await frist.execute({})())[0]?._tag).toBe('InvalidData');
  });
});
