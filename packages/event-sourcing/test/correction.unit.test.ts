/** Corrections through the whole way: decided, reconciled, recorded, folded. */
import { applyCorrections, correctionReasons, execute, type Fact, factsOf, open, readStreamEvents, type RecordedEvent, type Register } from '../src';
import { board, catalogue, client, command, left, makeRegister, right, run, streamOf, testSealer, texts } from './support';

const events = (register: Register): Promise<readonly RecordedEvent[]> => run(readStreamEvents(register.store, catalogue, streamOf('a')));
const facts = async (register: Register): Promise<readonly Fact[]> => factsOf(await events(register));
const note = (id: string, text: string, weight = 1, kind = 'duty') => command(id, 'note', { text, kind, weight });
const retract = (id: string, fact: string) => command(id, 'retractFact', { fact, reason: 'registrerat i fel ärende' }, { on: '2024-06-10' });
const correct = (id: string, fact: string, change: object) => command(id, 'correctFact', { fact, reason: 'skrivfel', ...change }, { on: '2024-06-10' });

const start = async () => {
  const register = makeRegister();
  const done = await run(execute(register)(note('c-1', 'redovisa')));
  const [noted, duty] = done.events as [RecordedEvent, RecordedEvent];
  const doing = (input: object) => run(execute(register)(input)).then((answer) => answer.events);
  const refused = async (input: object) => {
    const before = await events(register);
    const failures = left(await execute(register)(input)());
    expect(await events(register)).toEqual(before);
    return failures;
  };
  return { register, noted, duty, doing, refused };
};

const fit = { text: 'återbetala', kind: 'duty', weight: 5 };

describe('retracting', () => {
  it('takes the fact and what it entailed out of the fold, in one append', async () => {
    const { register, noted, duty, doing } = await start();
    const recorded = await doing(retract('r-1', noted.id));
    expect(recorded.map(({ type, data, causationId, occurredOn }) => [type, (data as { corrects: string }).corrects, causationId, occurredOn])).toEqual([
      ['FactRetracted', noted.id, undefined, '2024-06-10'],
      ['FactRetracted', duty.id, recorded[0]?.id, '2024-06-01'],
    ]);
    expect(await facts(register)).toEqual([]);
  });

  it('twice is refused, and so is correcting what is retracted', async () => {
    const { noted, doing, refused } = await start();
    await doing(retract('r-1', noted.id));
    expect(await refused(retract('r-2', noted.id))).toMatchObject([{ _tag: 'AlreadyRetracted', field: 'data.fact', value: noted.id }]);
    expect(await refused(correct('r-3', noted.id, { data: fit }))).toMatchObject([{ _tag: 'AlreadyRetracted' }]);
  });

  it('a retraction brings the fact back, and its consequences anew', async () => {
    const { register, noted, doing, refused } = await start();
    const [first] = await doing(retract('r-1', noted.id));
    await doing(retract('r-2', first?.id ?? ''));
    expect(texts(await facts(register))).toEqual(['2024-06-01 Noted {"kind":"duty","text":"redovisa","weight":1}', '2024-06-01 DutyArose {"of":"redovisa"}']);
    expect(await refused(retract('r-3', first?.id ?? ''))).toMatchObject([{ _tag: 'AlreadyRetracted' }]);
  });

  it('a retraction of a retraction makes the first one count, and it can be retracted again', async () => {
    const { register, noted, doing } = await start();
    const [first] = await doing(retract('r-1', noted.id));
    const [second] = await doing(retract('r-2', first?.id ?? ''));
    await doing(retract('r-3', second?.id ?? ''));
    expect(await facts(register)).toEqual([]);
    await doing(retract('r-4', first?.id ?? ''));
    expect(texts(await facts(register))).toEqual(['2024-06-01 Noted {"kind":"duty","text":"redovisa","weight":1}', '2024-06-01 DutyArose {"of":"redovisa"}']);
  });

  it('a repeat of the command is recognised', async () => {
    const { register, noted, doing } = await start();
    const first = await doing(retract('r-1', noted.id));
    expect(await run(execute(register)(retract('r-1', noted.id)))).toEqual({ events: first, repeated: true });
  });
});

describe('correcting', () => {
  it('the data: consequences follow', async () => {
    const { register, noted, duty, doing } = await start();
    const recorded = await doing(correct('k-1', noted.id, { data: fit }));
    expect(recorded.map(({ type, occurredOn }) => [type, occurredOn])).toEqual([['FactCorrected', '2024-06-10'], ['FactRetracted', '2024-06-01'], ['DutyArose', '2024-06-01']]);
    expect(recorded[0]?.data).toEqual({ corrects: noted.id, reason: 'skrivfel', correctedType: 'Noted', correctedVersion: 3, data: fit });
    expect(recorded[1]?.data).toMatchObject({ corrects: duty.id });
    expect(recorded[2]).toMatchObject({ causationId: noted.id, data: { of: 'återbetala' } });
    const now = await facts(register);
    expect(texts(now)).toEqual(['2024-06-01 Noted {"kind":"duty","text":"återbetala","weight":5}', '2024-06-01 DutyArose {"of":"återbetala"}']);
    expect(now[0]).toMatchObject({ id: noted.id, position: noted.position, correctedBy: recorded[0]?.id });
  });

  it('what its consequences do not hang on leaves them alone', async () => {
    const { noted, doing } = await start();
    expect((await doing(correct('k-1', noted.id, { data: { text: 'redovisa', kind: 'duty', weight: 9 } }))).map(({ type }) => type)).toEqual(['FactCorrected']);
  });

  it('the day moves the consequences too', async () => {
    const { register, noted, doing } = await start();
    const recorded = await doing(correct('k-1', noted.id, { occurredOn: '2024-05-01' }));
    expect(recorded.map(({ type, occurredOn }) => [type, occurredOn])).toEqual([['FactCorrected', '2024-06-10'], ['FactRetracted', '2024-05-01'], ['DutyArose', '2024-05-01']]);
    expect(texts(await facts(register))).toEqual(['2024-05-01 Noted {"kind":"duty","text":"redovisa","weight":1}', '2024-05-01 DutyArose {"of":"redovisa"}']);
  });

  it('again and again: what an earlier correction entailed is found', async () => {
    const { register, noted, doing } = await start();
    await doing(correct('k-1', noted.id, { data: fit }));
    await doing(correct('k-2', noted.id, { data: { ...fit, text: 'rapportera' } }));
    expect(texts(await facts(register)).filter((text) => text.includes('DutyArose'))).toEqual(['2024-06-01 DutyArose {"of":"rapportera"}']);
    await doing(retract('r-1', noted.id));
    expect(await facts(register)).toEqual([]);
  });

  it('a correction replaces what it put in place', async () => {
    const { register, noted, doing } = await start();
    const [first] = await doing(correct('k-1', noted.id, { data: fit, occurredOn: '2024-05-02' }));
    await doing(correct('k-2', first?.id ?? '', { data: { ...fit, weight: 7 } }));
    expect(texts(await facts(register))).toEqual(['2024-05-02 Noted {"kind":"duty","text":"återbetala","weight":7}', '2024-05-02 DutyArose {"of":"återbetala"}']);
    await doing(retract('r-1', first?.id ?? ''));
    expect(texts(await facts(register))).toEqual(['2024-06-01 Noted {"kind":"duty","text":"redovisa","weight":1}', '2024-06-01 DutyArose {"of":"redovisa"}']);
  });

  it.each<[string, object, object]>([
    ['nothing', {}, { _tag: 'NothingCorrected' }],
    ['data of the wrong form', { data: { text: 'x' } }, { _tag: 'InvalidData', field: 'data.data.kind' }],
    ['data with an unknown key', { data: { ...fit, pnr: '811228-9874' } }, { _tag: 'InvalidData', field: 'data.data.pnr' }],
    ['a day in the future', { occurredOn: '2024-06-16' }, { _tag: 'FactInTheFuture', field: 'data.occurredOn' }],
    ['a day that does not exist', { occurredOn: '2024-02-30' }, { _tag: 'InvalidData', field: 'data.occurredOn' }],
    ['no reason', { reason: ' ' }, { _tag: 'InvalidData', field: 'data.reason' }],
  ])('%s is refused, and the stream stays readable', async (_name, change, why) => {
    const { noted, refused } = await start();
    expect((await refused(correct('k-1', noted.id, change)))[0]).toMatchObject(why);
  });

  it('a fact of another stream, or none, is refused', async () => {
    const { register, noted, refused } = await start();
    const [elsewhere] = (await run(execute(register)(command('c-9', 'open', { name: 'b' }, { stream: streamOf('b') })))).events;
    for (const fact of [elsewhere?.id ?? '', noted.id.replace(/^./, 'f')]) {
      expect(await refused(correct('k-1', fact, { data: fit }))).toMatchObject([{ _tag: 'UnknownFact', value: fact }]);
      expect(await refused(retract('k-1', fact))).toMatchObject([{ _tag: 'UnknownFact', value: fact }]);
    }
  });
});

describe('a fact with sealed fields', () => {
  const secret = 'Anna 19811228-9874';
  const begin = async () => {
    const sealer = testSealer();
    const register = makeRegister({ sealer });
    const [told] = (await run(execute(register)(command('c-1', 'tell', { client, what: 'Eva', remarks: [] })))).events;
    return { sealer, register, id: told?.id ?? '' };
  };
  const replacement = { client, what: secret, remarks: [{ _tag: 'oral', said: secret }] };

  it('is corrected in plain text, which is sealed under its subject and leaves no trace', async () => {
    const { sealer, register, id } = await begin();
    const input = correct('k-1', id, { data: replacement });
    const { events: recorded } = await run(execute(register)(input));
    for (const part of ['Anna', '9874']) expect(JSON.stringify(await events(register))).not.toContain(part);
    const [fact] = (await facts(register)) as [Fact<string, { what: never }>];
    const context = { board, stream: fact.stream, id: recorded[0]?.id as never, type: 'Told', schemaVersion: 1, subject: client, field: 'what' };
    expect(right(sealer.unseal(fact.data.what, context))).toEqual(open(JSON.stringify(secret)));
    expect((await run(execute(register)(input))).repeated).toBe(true);
    const other = correct('k-1', id, { data: { ...replacement, what: 'x' } });
    expect(left(await execute(register)(other)())).toMatchObject([{ _tag: 'CommandIdReused' }]);
  });

  it('the digest does not give the plain text away either', async () => {
    const one = await begin();
    const two = await begin();
    const digests = [one, two].map(async ({ register, id }) => (await run(execute(register)(correct('k-1', id, { data: replacement })))).events[0]?.commandDigest);
    expect(await digests[0]).not.toBe(await digests[1]);
  });

  it('without a sealer is not corrected', async () => {
    const { register, id } = await begin();
    expect(left(await execute({ ...register, sealer: null })(correct('k-1', id, { data: replacement }))())).toMatchObject([{ _tag: 'NoSealer' }]);
    expect(await events(register)).toHaveLength(1);
  });

  it('an error in the replacement does not repeat it', async () => {
    const { register, id } = await begin();
    const why = left(await execute(register)(correct('k-1', id, { data: { ...replacement, what: secret.repeat(20) } }))());
    expect(why).toMatchObject([{ _tag: 'InvalidData', field: 'data.data.what' }]);
    expect(JSON.stringify(why)).not.toContain('Anna');
  });
});

it('corrections of what is unknown change nothing', async () => {
  const { register, noted } = await start();
  await run(execute(register)(retract('r-1', noted.id)));
  const all = await events(register);
  expect(applyCorrections(all.slice(2))).toEqual([]);
  expect(applyCorrections(all.slice(0, 2))).toEqual(all.slice(0, 2));
});

it('where streams are about persons, the reason is one of a few words and never repeated', async () => {
  const register = makeRegister();
  const personal: Register = { ...register, deciders: new Map([...register.deciders].map(([category, decider]) => [category, { ...decider, concernsPersons: true as const }])) };
  const [noted] = (await run(execute(personal)(note('c-1', 'redovisa')))).events;
  const refused = left(await execute(personal)(retract('r-1', noted?.id ?? ''))());
  expect(refused).toEqual([{ _tag: 'InvalidData', rule: 'event-sourcing/reason-about-a-person', field: 'data.reason', expected: `one of ${correctionReasons.join(', ')}` }]);
  for (const command of ['retractFact', 'correctFact']) {
    const data = { fact: noted?.id, reason: 'Ringde och grät', ...(command === 'correctFact' ? { data: fit } : {}) };
    expect(JSON.stringify(left(await execute(personal)({ ...retract('r-2', ''), command, data })()))).not.toContain('grät');
  }
  expect(right(await execute(personal)({ ...retract('r-3', ''), data: { fact: noted?.id, reason: 'told-twice' } })()).events[0]?.type).toBe('FactRetracted');
});
