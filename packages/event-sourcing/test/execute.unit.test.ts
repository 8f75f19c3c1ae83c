import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { type AppendRequest, type EventStore, execute, type ExecutionFailure, failure, memoryEventStore, type Register, type StoredEvent, visitAllEvents } from '../src';
import { board, client, command, left, makeClock, makeRegister, right, run, streamOf, testSealer } from './support';

const everything = async (register: Register): Promise<readonly StoredEvent[]> => (await run(register.store.readAll({ direction: 'forwards', limit: 10_000 }))).events;
const refusal = async (register: Register, input: unknown): Promise<readonly ExecutionFailure[]> => {
  const before = await everything(register);
  const failures = left(await execute(register)(input)());
  expect(await everything(register)).toEqual(before);
  return failures;
};
it('a stream belongs to one board: a command for another is refused', async () => {
  const register = makeRegister();
  await run(execute(register)(command('c-1', 'note', { text: 'a', kind: 'plain', weight: 1 })));
  expect(await refusal(register, command('c-2', 'note', { text: 'b', kind: 'plain', weight: 1 }, { board: 'annan/namnd' }))).toMatchObject([{ _tag: 'OtherBoard', field: 'board', value: 'annan/namnd' }]);
});

const noteDuty = { text: 'redovisa', kind: 'duty', weight: 2 };

describe('an accepted command', () => {
  it('is recorded with all that is known of it', async () => {
    const register = makeRegister();
    const { events, repeated } = await run(execute(register)(command('c-1', 'open', { name: 'Bidrag' }, { source: { document: 'SN § 4' }, knownSince: '2024-06-02', causedBy: 'c-0', correlationId: 'import-1' })));
    expect(repeated).toBe(false);
    expect(events).toMatchObject([
      {
        type: 'Opened', schemaVersion: 1, revision: 0, occurredOn: '2024-06-01', recordedAt: '2024-06-15T10:00:00.000Z', board, commandId: 'c-1', correlationId: 'import-1',
        knownSince: '2024-06-02', source: { document: 'SN § 4' }, data: { name: 'Bidrag' },
      },
    ]);
    expect(events[0]?.causationId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('entails its consequences in the same append, with causation and day', async () => {
    const register = makeRegister();
    const { events } = await run(execute(register)(command('c-1', 'note', noteDuty)));
    expect(events.map(({ type, revision, causationId, occurredOn, commandId }) => [type, revision, causationId, occurredOn, commandId])).toEqual([
      ['Noted', 0, undefined, '2024-06-01', 'c-1'],
      ['DutyArose', 1, events[0]?.id, '2024-06-01', 'c-1'],
    ]);
  });

  it('answers frozen, all the way down', async () => {
    const { events } = await run(execute(makeRegister())(command('c-1', 'note', noteDuty)));
    const frozen = (value: unknown): boolean => typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(events.every(frozen)).toBe(true);
  });

  it('may be about today and not about tomorrow, by Swedish midnight', async () => {
    const { clock, set } = makeClock();
    const register = makeRegister({ clock });
    set('2024-06-30T21:59:59.999Z');
    expect(await refusal(register, command('c-1', 'open', { name: 'a' }, { on: '2024-07-01' }))).toMatchObject([{ _tag: 'FactInTheFuture', field: 'on', value: '2024-07-01' }]);
    set('2024-06-30T22:00:00.000Z');
    await run(execute(register)(command('c-1', 'open', { name: 'a' }, { on: '2024-07-01' })));
    set('2024-12-31T22:59:59.999Z');
    expect(await refusal(register, command('c-2', 'open', { name: 'b' }, { on: '2025-01-01' }))).toMatchObject([{ _tag: 'FactInTheFuture' }]);
    set('2024-12-31T23:00:00.000Z');
    await run(execute(register)(command('c-2', 'open', { name: 'b' }, { on: '2025-01-01' })));
  });
});

describe('a repeat', () => {
  it('with the same content gives the first answer and writes nothing', async () => {
    const { clock, set } = makeClock();
    const register = makeRegister({ clock });
    const first = await run(execute(register)(command('c-1', 'note', noteDuty)));
    await run(execute(register)(command('c-2', 'open', { name: 'between' })));
    set('2024-06-16T10:00:00.000Z');
    const again = await run(execute(register)({ ...command('c-1', 'note', { weight: 2, kind: 'duty', text: 'redovisa' }) }));
    expect(again).toEqual({ events: first.events, repeated: true });
    expect(await everything(register)).toHaveLength(3);
  });

  it('is recognised even when the decider would now refuse it', async () => {
    const register = makeRegister();
    await run(execute(register)(command('c-1', 'open', { name: 'a' })));
    expect((await run(execute(register)(command('c-1', 'open', { name: 'a' })))).repeated).toBe(true);
    expect(await refusal(register, command('c-2', 'open', { name: 'a' }))).toMatchObject([{ _tag: 'AlreadyOpen', rule: 'case/open-once' }]);
  });

  it.each<[string, object]>([
    ['other data', command('c-1', 'open', { name: 'other' })],
    ['another day', command('c-1', 'open', { name: 'a' }, { on: '2024-06-02' })],
    ['another actor', command('c-1', 'open', { name: 'a' }, { actor: { role: 'r', ref: 'x' } })],
    ['another command', command('c-1', 'note', noteDuty)],
    ['another stream', command('c-1', 'open', { name: 'a' }, { stream: streamOf('b') })],
  ])('of the id with %s is refused', async (_name, input) => {
    const register = makeRegister();
    await run(execute(register)(command('c-1', 'open', { name: 'a' })));
    expect(await refusal(register, input)).toMatchObject([{ _tag: 'CommandIdReused', field: 'id', value: 'c-1' }]);
  });

  it('is another command on another board', async () => {
    const register = makeRegister();
    await run(execute(register)(command('c-1', 'open', { name: 'a' })));
    expect((await run(execute(register)(command('c-1', 'open', { name: 'b' }, { board: 'huddinge', stream: streamOf('b') })))).repeated).toBe(false);
  });

  it('of a sealing command is recognised by what was sealed', async () => {
    const register = makeRegister({ sealer: testSealer() });
    const tell = (what: string): object => command('c-1', 'tell', { client, what, remarks: [] });
    const first = await run(execute(register)(tell('Anna')));
    expect(await run(execute(register)(tell('Anna')))).toEqual({ events: first.events, repeated: true });
    expect(await refusal(register, tell('Eva'))).toMatchObject([{ _tag: 'CommandIdReused' }]);
    const all = JSON.stringify(await everything(register));
    expect(all).not.toContain('Anna');
  });
});

describe('a refusal records nothing, and says why', () => {
  it.each<[string, unknown, readonly object[]]>([
    ['no object', 'text', [{ _tag: 'InvalidData', field: 'command' }]],
    ['null', null, [{ _tag: 'InvalidData', field: 'command' }]],
    ['an unknown key', { ...command('c', 'open', { name: 'a' }), pnr: '1' }, [{ field: 'command.pnr' }]],
    ['an id like an identity number', command('811228-9874', 'open', { name: 'a' }), [{ field: 'command.id' }]],
    ['an unknown command', command('c', 'close', {}), [{ _tag: 'UnknownCommand', value: 'close' }]],
    ['a command that every object has', command('c', 'toString', {}), [{ _tag: 'UnknownCommand', value: 'toString' }]],
    ['a constructor', command('c', 'constructor', {}), [{ _tag: 'UnknownCommand' }]],
    ['an unknown category', command('c', 'open', { name: 'a' }, { stream: streamOf('a').replace('case', 'grant') }), [{ _tag: 'UnknownCategory' }]],
    ['data with an unknown key', command('c', 'open', { name: 'a', pnr: '1' }), [{ field: 'data.pnr' }]],
    ['several things', command('c', 'note', { text: '', kind: 'x', weight: 1.5 }, { on: '2030-01-01', knownSince: '2030-01-01' }), [
      { _tag: 'FactInTheFuture', field: 'on' }, { _tag: 'KnownBeforeRecorded' }, { field: 'data.text' }, { field: 'data.kind' }, { field: 'data.weight' },
    ]],
    ['several things in the envelope', { ...command('c', 'open', {}), on: '2026-02-30', board: 'Å', actor: {} }, [
      { field: 'command.board' }, { field: 'command.on' }, { field: 'command.actor.role' }, { field: 'command.actor.ref' },
    ]],
    ['the decider', command('c', 'refuse', {}), [{ _tag: 'Refused' }]],
    ['nothing decided', command('c', 'nothing', {}), [{ _tag: 'NothingDecided' }]],
    ['a decided fact in the future', command('c', 'plan', { on: '2024-06-16' }), [{ _tag: 'FactInTheFuture', field: 'Opened' }]],
    ['a decided day that does not exist', command('c', 'plan', { on: '2024-02-30' }), [{ _tag: 'InvalidData', field: 'Opened.occurredOn' }]],
    ['the last of several facts', command('c', 'several', { count: 3, lastIsWrong: true }), [{ _tag: 'InvalidData', field: 'Noted.data.weight' }]],
    ['something to seal, without a sealer', command('c', 'tell', { client, what: 'Anna', remarks: [] }), [{ _tag: 'NoSealer' }]],
  ])('%s', async (_name, input, failures) => {
    const found = await refusal(makeRegister(), input);
    expect(found).toHaveLength(failures.length);
    expect(found).toMatchObject(failures);
  });

  it('a list and a Date are no commands', async () => {
    for (const input of [[], new Date(0), undefined, 1]) expect(await refusal(makeRegister(), input)).toMatchObject([{ field: 'command' }]);
  });
});

/** Lets another writer in before each of the first appends. */
const interrupted = (store: EventStore, times: number, intrude: (n: number) => Promise<unknown>): { readonly store: EventStore; readonly tries: () => number } => {
  let tries = 0;
  const append = (request: AppendRequest): ReturnType<EventStore['append']> => async () => {
    tries += 1;
    if (tries <= times) await intrude(tries);
    return store.append(request)();
  };
  return { store: { ...store, append }, tries: () => tries };
};

describe('another writer in between', () => {
  const setUp = (times: number) => {
    const { clock } = makeClock();
    const below = memoryEventStore({ clock });
    const other = makeRegister({ store: below, clock });
    const { store, tries } = interrupted(below, times, (n) => run(execute(other)(command(`other-${n}`, 'open', { name: `other ${n}` }))));
    return { register: makeRegister({ store, clock }), tries };
  };

  it('is taken into account: everything is decided again', async () => {
    const { register, tries } = setUp(3);
    const { events } = await run(execute(register)(command('c-1', 'note', noteDuty)));
    expect(tries()).toBe(4);
    expect(events.map(({ revision }) => revision)).toEqual([3, 4]);
    const ids = new Set<string>();
    await run(visitAllEvents(register.store, register.catalogue, null, (event) => void ids.add(event.id)));
    expect(ids.size).toBe(5);
  });

  it('can lead to a refusal by what the other one recorded', async () => {
    const { register } = setUp(1);
    expect(left(await execute(register)(command('c-1', 'open', { name: 'other 1' }))())).toMatchObject([{ _tag: 'AlreadyOpen' }]);
  });

  it('is tried a bounded number of times', async () => {
    const { register, tries } = setUp(1_000);
    expect(left(await execute(register)(command('c-1', 'note', noteDuty))())).toMatchObject([{ _tag: 'TooManyConflicts', field: 'stream' }]);
    expect(tries()).toBe(8);
    expect((await everything(register)).every(({ text }) => text.includes('other'))).toBe(true);
  });

  it('with the very same command: one of them writes, the other gets its answer', async () => {
    const { clock } = makeClock();
    const below = memoryEventStore({ clock });
    const { store } = interrupted(below, 1, () => run(execute(makeRegister({ store: below, clock }))(command('c-1', 'note', noteDuty))));
    expect(await run(execute(makeRegister({ store, clock }))(command('c-1', 'note', noteDuty)))).toMatchObject({ repeated: true, events: [{ revision: 0 }, { revision: 1 }] });
    expect((await run(below.readAll({ direction: 'forwards', limit: 10 }))).events).toHaveLength(2);
  });

  it('many at once: nothing is lost, nothing twice', async () => {
    const register = makeRegister();
    const done = await Promise.all(Array.from({ length: 6 }, (_, i) => execute(register)(command(`c-${i % 3}`, 'note', { ...noteDuty, text: `${i % 3}` }))()));
    expect(done.every(E.isRight)).toBe(true);
    expect(await everything(register)).toHaveLength(6);
  });
});

it('what the store cannot do is told as it is', async () => {
  const { clock } = makeClock();
  const below = memoryEventStore({ clock });
  const busy = (): TaskEither<ReturnType<typeof failure<'StoreBusy'>>, never> => async () => E.left(failure('StoreBusy', 'event-store/busy', 'store', 'a store that is free'));
  expect(left(await execute(makeRegister({ store: { ...below, append: busy }, clock }))(command('c', 'open', { name: 'a' }))())).toMatchObject([{ _tag: 'StoreBusy' }]);
  await run(below.close());
  expect(left(await execute(makeRegister({ store: below, clock }))(command('c', 'open', { name: 'a' }))())).toMatchObject([{ _tag: 'StoreClosed' }]);
});

it('an event of an unknown type in the stream stops the command', async () => {
  const register = makeRegister();
  const { events } = await run(execute(register)(command('c-1', 'open', { name: 'a' })));
  const text = (await everything(register))[0]?.text ?? '';
  const [head, tail] = text.replace('"type":"Opened"', '"type":"Unheard"').split(/"recordedAt":"[^"]+","revision":0/) as [string, string];
  const id = (events[0]?.id ?? '').replace(/^./, '0') as never;
  right(await register.store.append({ stream: streamOf('a'), expected: 0, events: [{ id, head: head.replace(/"id":"./, '"id":"0'), tail }] })());
  expect(await refusal(register, command('c-2', 'open', { name: 'b' }))).toMatchObject([{ _tag: 'UnknownEventType', value: 'Unheard' }]);
});
