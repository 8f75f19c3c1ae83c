/** Sealed fields through the whole way: where their boxes belong, what may be kept, what is sealed once. */
import * as E from 'fp-ts/Either';

import {
  type AppendRequest, type Decider, eventType, type EventStore, execute, type Fact, factsOf, failure, makeCatalogue, memoryEventStore, open, type Reading, readStreamEvents, type Register,
  sealContextsOf, sealedIn, type SealedReading, type Sealer, type SubjectRef,
} from '../src';
import { caseDecider, client, command, left, makeClock, makeRegister, right, run, streamOf, testSealer, Told, types } from './support';

const other = '11111111-7a1f-5d33-8c5e-3a5b8a3d9f10' as SubjectRef;
interface ToldData {
  readonly client: SubjectRef;
  readonly what: SealedReading;
  readonly remarks: readonly { readonly _tag: string; readonly said: SealedReading }[];
}

const page = { direction: 'forwards', limit: 10_000 } as const;
const stored = async ({ store }: Register) => (await run(store.readAll(page))).events;
const facts = async ({ store, catalogue }: Register, name = 'a') => factsOf(await run(readStreamEvents(store, catalogue, streamOf(name)))) as readonly Fact<string, ToldData>[];
const tell = (id: string, what: string, remarks: readonly string[] = [], more: object = {}) => command(id, 'tell', { client, what, remarks: remarks.map((said) => ({ _tag: 'oral', said })) }, more);
const correct = (id: string, fact: string, data: unknown, more: object = {}) => command(id, 'correctFact', { fact, reason: 'skrivfel', data }, { on: '2024-06-10', ...more });
const refused = async (register: Register, input: object) => {
  const before = await stored(register);
  const why = left(await execute(register)(input)());
  expect(await stored(register)).toEqual(before);
  return why;
};

const begin = async () => {
  const sealer = testSealer();
  const register = makeRegister({ sealer });
  const { events } = await run(execute(register)(tell('c-1', 'Eva', ['ett', 'två'])));
  const opened = async (box: SealedReading): Promise<Reading<string>> => {
    const context = (await run(sealContextsOf(register.store, streamOf('a')))).get(box.box);
    if (context === undefined) throw new Error('no place');
    return right(sealer.unseal(box, context));
  };
  const first = (await facts(register))[0] as Fact<string, ToldData>;
  return { sealer, register, id: events[0]?.id ?? '', opened, told: first.data };
};

describe('a correction', () => {
  it('keeps what it may not read, and gives the rest anew: both open by the stream alone', async () => {
    const { register, id, opened, told } = await begin();
    const input = correct('k-1', id, { ...told, remarks: [told.remarks[1], { _tag: 'oral', said: 'tre' }] });
    await run(execute(register)(input));
    const [fact] = await facts(register);
    const { what, remarks } = (fact as Fact<string, ToldData>).data;
    expect(what).toEqual(told.what);
    expect(await Promise.all([what, ...remarks.map(({ said }) => said)].map(opened))).toEqual(['Eva', 'två', 'tre'].map((text) => open(JSON.stringify(text))));
    expect((await run(execute(register)(input))).repeated).toBe(true);
    expect(await refused(register, correct('k-1', id, { ...told, what: 'Eva' }))).toMatchObject([{ _tag: 'CommandIdReused' }]);
  });

  it('of a correction keeps what that one brought', async () => {
    const { register, id, opened, told } = await begin();
    const { events } = await run(execute(register)(correct('k-1', id, { ...told, what: 'Anna', remarks: [] })));
    const [second] = await facts(register);
    await run(execute(register)(correct('k-2', events[0]?.id ?? '', { ...second?.data, remarks: [{ _tag: 'oral', said: 'fyra' }] })));
    const [third] = await facts(register);
    expect(await opened(third?.data.what as SealedReading)).toEqual(open('"Anna"'));
    expect(await opened(third?.data.remarks[0]?.said as SealedReading)).toEqual(open('"fyra"'));
  });

  it('keeps what nobody can read any more', async () => {
    const { sealer, register, id, opened, told } = await begin();
    sealer.dispose(client);
    const input = correct('k-1', id, { ...told, remarks: [] });
    await run(execute(register)(input));
    expect(await opened((await facts(register))[0]?.data.what as SealedReading)).toEqual({ _tag: 'disposed', subject: client });
    expect((await run(execute(register)(input))).repeated).toBe(true);
    expect(await refused(register, correct('k-2', id, { ...told, what: 'Anna' }))).toMatchObject([{ _tag: 'SubjectDisposed' }]);
  });

  it('takes no box from elsewhere, nor one for somebody else, and says nothing of it', async () => {
    const { register, id, told } = await begin();
    await run(execute(register)(tell('c-2', 'Eva', [], { stream: streamOf('b') })));
    const elsewhere = (await facts(register, 'b'))[0]?.data.what as SealedReading;
    const strange = { _tag: 'ForeignSealedValue', rule: 'event-sourcing/sealed-elsewhere' };
    for (const [data, field] of [
      [{ ...told, what: elsewhere }, 'FactCorrected.what'],
      [{ ...told, what: { ...told.what, box: `${told.what.box}A` } }, 'FactCorrected.what'],
      [{ ...told, what: { ...told.what, subject: other } }, 'FactCorrected.what'],
      [{ ...told, client: other }, 'FactCorrected.what'],
      [{ ...told, remarks: [{ _tag: 'oral', said: elsewhere }] }, 'FactCorrected.remarks[0].said'],
    ] as const) {
      const why = await refused(register, correct('k-1', id, data));
      expect(why).toMatchObject([{ ...strange, field }]);
      expect(JSON.stringify(why)).not.toContain(elsewhere.box);
    }
  });
});

describe('a decider', () => {
  const passing = (given: SealedReading): Decider => ({
    ...(caseDecider as Decider),
    decide: () => E.right([{ type: 'Told', data: { client: given.subject, what: given, remarks: [] } }]),
  });
  const withDecider = (register: Register, decider: Decider): Register => ({ ...register, deciders: new Map([['case', decider]]) });

  it('may say again what stands sealed in its stream', async () => {
    const { register, told, opened } = await begin();
    await run(execute(withDecider(register, passing(told.what)))(command('c-2', 'open', { name: 'x' })));
    expect(await opened((await facts(register))[1]?.data.what as SealedReading)).toEqual(open('"Eva"'));
  });

  it('may not bring a sealed value in, whatever stream it is from', async () => {
    const { register, told } = await begin();
    const elsewhere = command('c-2', 'open', { name: 'x' }, { stream: streamOf('b') });
    expect(await refused(withDecider(register, passing(told.what)), elsewhere)).toMatchObject([{ _tag: 'ForeignSealedValue', field: 'Told.what' }]);
    expect(await refused(withDecider(register, passing({ _tag: 'sealed', subject: client, box: 'made up' })), elsewhere)).toMatchObject([{ _tag: 'ForeignSealedValue' }]);
  });

  it('a command takes plain text only', async () => {
    const { register, told } = await begin();
    expect(await refused(register, command('c-2', 'tell', { client, what: told.what, remarks: [] }))).toMatchObject([{ _tag: 'InvalidData', field: 'data.what' }]);
  });

  it('entails nothing sealed', async () => {
    const { register } = await begin();
    const entails: Decider = { ...(caseDecider as Decider), consequences: (_, fact) => (fact.type === 'Opened' ? [{ type: 'Told', data: { client, what: open('Eva'), remarks: [] } }] : []) };
    expect(await refused(withDecider(register, entails), command('c-2', 'open', { name: 'x' }))).toMatchObject([{ _tag: 'SealedConsequence', field: 'Told' }]);
  });
});

describe('what is sealed', () => {
  /** Lets another writer in before each of the first appends, and keeps what was to be stored. */
  const interrupted = (below: EventStore, times: number, intrude: (n: number) => Promise<unknown>) => {
    const requests: AppendRequest[] = [];
    const append: EventStore['append'] = (request) => async () => {
      requests.push(request);
      if (requests.length <= times) await intrude(requests.length);
      return below.append(request)();
    };
    return { store: { ...below, append }, requests };
  };

  it('is sealed once: a retry stores the same bytes', async () => {
    const { clock } = makeClock();
    const below = memoryEventStore({ clock });
    const sealer = testSealer();
    const seals: string[] = [];
    const counting: Sealer = { ...sealer, seal: (plain, context) => (seals.push(context.field), sealer.seal(plain, context)) };
    const { store, requests } = interrupted(below, 3, (n) => run(execute(makeRegister({ store: below, clock }))(command(`o-${n}`, 'open', { name: `n${n}` }))));
    await run(execute(makeRegister({ store, clock, sealer: counting }))(tell('c-1', 'Eva', ['ett', 'ett'])));
    expect(requests).toHaveLength(4);
    expect(new Set(requests.map(({ events }) => JSON.stringify(events))).size).toBe(1);
    expect(seals).toEqual(['what', 'remarks[0].said', 'remarks[1].said']);
  });

  it('cannot be compared once its key is destroyed: a repeat is refused, in these words', async () => {
    const { sealer, register } = await begin();
    sealer.dispose(client);
    for (const what of ['Eva', 'Anna']) {
      expect(await refused(register, tell('c-1', what, ['ett', 'två']))).toMatchObject([{ _tag: 'RepeatUnverifiable', rule: 'event-sourcing/repeat-after-disposal', field: 'id', value: 'c-1' }]);
    }
    expect(await refused(register, tell('c-2', 'Eva'))).toMatchObject([{ _tag: 'SubjectDisposed' }]);
  });

  const working = testSealer();
  const box = right(working.seal('"x"', { subject: other } as never));
  it.each<[string, Sealer['seal'], string]>([
    ['throws', () => { throw new Error('Eva'); }, 'KeyUnavailable'],
    ['answers later', (async () => E.right(box)) as never, 'KeyUnavailable'],
    ['answers nothing', (() => undefined) as never, 'KeyUnavailable'],
    ['gives a box for somebody else', () => E.right(box), 'KeyUnavailable'],
    ['gives the plain text back', (plain) => E.right({ _tag: 'open', value: plain } as never), 'KeyUnavailable'],
    ['fails at the last field', (plain, context) => (context.field === 'remarks[1].said' ? E.left(failure('SubjectDisposed', 'test', 'key', 'a key')) : working.seal(plain, context)), 'SubjectDisposed'],
  ])('by a sealer that %s: refused, and nothing is recorded', async (_name, seal, tag) => {
    const why = await refused(makeRegister({ sealer: { ...working, seal } }), tell('c-1', 'Eva', ['ett', 'två']));
    expect(why).toMatchObject([{ _tag: tag }]);
    expect(JSON.stringify(why)).not.toContain('Eva');
  });
});

describe('where a box belongs', () => {
  it('does not move with versions: fields are found where they were stored', async () => {
    const { sealer, register, told } = await begin();
    const newer = eventType('Told', Told.codec, { version: 2, upcasters: { 1: (data) => ({ ...data, remarks: [...(data['remarks'] as unknown[])].reverse() }) } });
    const later: Register = { ...register, catalogue: right(makeCatalogue(types.map((type) => (type.type === 'Told' ? newer : type)))) };
    const [fact] = await facts(later);
    const moved = fact?.data.remarks[0]?.said as SealedReading;
    expect(moved).toEqual(told.remarks[1]?.said);
    const place = (await run(sealContextsOf(register.store, streamOf('a')))).get(moved.box);
    expect(place).toMatchObject({ type: 'Told', schemaVersion: 1, field: 'remarks[1].said', subject: client, id: fact?.id });
    expect(right(sealer.unseal(moved, place as never))).toEqual(open('"två"'));
    await run(execute(later)(correct('k-1', fact?.id ?? '', { ...fact?.data, what: 'Anna' })));
    const places = right(sealedIn(await stored(register)));
    expect(places.map(({ context }) => [context.type, context.schemaVersion, context.field])).toEqual([
      ['Told', 1, 'remarks[0].said'], ['Told', 1, 'remarks[1].said'], ['Told', 1, 'what'], ['Told', 2, 'what'],
    ]);
  });

  it('is told per stream, over any number of them', async () => {
    const { register } = await begin();
    await run(execute(register)(tell('c-2', 'Eva', [], { stream: streamOf('b') })));
    await run(execute(register)(command('c-3', 'open', { name: 'x' })));
    expect(right(sealedIn(await stored(register))).map(({ context }) => context.stream)).toEqual(['a', 'a', 'a', 'b'].map(streamOf));
    expect((await run(sealContextsOf(register.store, streamOf('b')))).size).toBe(1);
    expect((await run(sealContextsOf(register.store, streamOf('c')))).size).toBe(0);
  });

  it('is refused for a text that is no envelope', async () => {
    for (const text of ['{"_tag":"sealed"', '{"_tag":"sealed"}', '["_tag":"sealed"]']) {
      expect(left(sealedIn([{ position: 7 as never, text }]))).toMatchObject({ _tag: 'MalformedEvent', position: 7 });
    }
    expect(right(sealedIn([{ position: 0 as never, text: 'nothing sealed' }]))).toEqual([]);
  });

  it('a store that is closed says so', async () => {
    const { register } = await begin();
    await run(register.store.close());
    expect(left(await sealContextsOf(register.store, streamOf('a'))())).toMatchObject({ _tag: 'StoreClosed' });
  });
});
