import { execute, memoryEventStore, overlayStore, type OverlayStore, type Register } from '../src';
import { command, left, makeClock, makeRegister, right, run, streamOf } from './support';

const setUp = async () => {
  const { clock, set } = makeClock();
  const below = memoryEventStore({ clock });
  const real = makeRegister({ store: below, clock });
  await run(execute(real)(command('c-0', 'open', { name: 'först' })));
  const overlay = overlayStore(below, clock);
  return { below, real, overlay, rehearsal: makeRegister({ store: overlay, clock }), clock, set };
};

const all = async ({ store }: Pick<Register, 'store'>) => (await run(store.readAll({ direction: 'forwards', limit: 10_000 }))).events.map(({ text }) => text);
const commit = async (overlay: OverlayStore, { store }: Register) => right(await (store.appendAtomically as NonNullable<typeof store.appendAtomically>)(overlay.pending())());

const note = { text: 'redovisa', kind: 'duty', weight: 2 };
const inputs = [
  command('c-1', 'note', note),
  command('c-2', 'open', { name: 'två' }, { stream: streamOf('b') }),
  command('c-1', 'note', note),
  command('c-1', 'note', { ...note, weight: 3 }),
  command('c-0', 'open', { name: 'först' }),
  command('c-0', 'open', { name: 'först' }, { stream: streamOf('b') }),
  command('c-2', 'open', { name: 'två' }, { stream: streamOf('c') }),
  command('c-3', 'open', { name: 'först' }),
  command('c-4', 'several', { count: 3, lastIsWrong: false }),
  command('c-5', 'tell', {}),
];

it('answers as the store below would, and writes nothing there', async () => {
  const { real, overlay, rehearsal } = await setUp();
  const before = await all(real);
  const rehearsed = [];
  for (const input of inputs) rehearsed.push(await execute(rehearsal)(input)());
  expect(await all(real)).toEqual(before);
  const performed = [];
  for (const input of inputs) performed.push(await execute(real)(input)());
  const withoutPosition = (answers: readonly unknown[]): unknown => JSON.parse(JSON.stringify(answers, (key, value: unknown) => (key === 'position' ? undefined : value)));
  expect(withoutPosition(rehearsed)).toEqual(withoutPosition(performed));
  expect(overlay.pending().map(({ stream, expected, events }) => [stream, expected, events.length])).toEqual([[streamOf('a'), 0, 2], [streamOf('b'), 'no-stream', 1], [streamOf('a'), 2, 3]]);
});

it('what is pending commits at once, in the order of the commands, with equal results', async () => {
  const one = await setUp();
  for (const input of inputs) await execute(one.rehearsal)(input)();
  await commit(one.overlay, one.real);
  const two = await setUp();
  for (const input of inputs) await execute(two.real)(input)();
  expect(await all(one.real)).toEqual(await all(two.real));
  for (const stream of [streamOf('a'), streamOf('b')]) {
    const texts = (store: Register['store']) => run(store.readStream(stream, { direction: 'forwards', limit: 100 })).then(({ events }) => events.map(({ text }) => text));
    expect(await texts(one.below)).toEqual(await texts(two.below));
  }
});

it('committing twice changes nothing', async () => {
  const { real, overlay, rehearsal } = await setUp();
  for (const input of inputs) await execute(rehearsal)(input)();
  await commit(overlay, real);
  const once = await all(real);
  expect((await commit(overlay, real)).every(({ repeated }) => repeated)).toBe(true);
  expect(await all(real)).toEqual(once);
});

it('what has moved below since is a conflict at the commit, and nothing is written', async () => {
  const { real, overlay, rehearsal } = await setUp();
  await run(execute(rehearsal)(command('c-1', 'note', note)));
  await run(execute(real)(command('c-9', 'open', { name: 'emellan' })));
  const before = await all(real);
  const why = left(await (real.store.appendAtomically as NonNullable<typeof real.store.appendAtomically>)(overlay.pending())());
  expect(why).toMatchObject({ _tag: 'Conflict', actual: 1 });
  expect(await all(real)).toEqual(before);
});

it('pending is a picture of its moment', async () => {
  const { overlay, rehearsal } = await setUp();
  expect(overlay.pending()).toEqual([]);
  await run(execute(rehearsal)(command('c-1', 'note', note)));
  const then = overlay.pending();
  await run(execute(rehearsal)(command('c-2', 'note', note)));
  expect(then[0]?.events).toHaveLength(2);
});

it('finds an event above and below, and pages in both directions', async () => {
  const { overlay, rehearsal } = await setUp();
  const { events } = await run(execute(rehearsal)(command('c-1', 'note', note)));
  const find = overlay.findEvent as NonNullable<typeof overlay.findEvent>;
  const page = async (direction: 'forwards' | 'backwards', after?: number) =>
    (await run(overlay.readStream(streamOf('a'), { direction, limit: 2, ...(after === undefined ? {} : { after }) }))).events.map(({ revision }) => revision);
  expect(await run(find(events[1]?.id as never))).toMatchObject({ _tag: 'Some', value: { revision: 2 } });
  expect(await run(find('00000000-0000-5000-8000-000000000000' as never))).toMatchObject({ _tag: 'None' });
  expect([await page('forwards'), await page('forwards', 1), await page('backwards'), await page('backwards', 1)]).toEqual([[0, 1], [2], [2, 1], [0]]);
  expect(left(await overlay.readStream(streamOf('a'), { direction: 'forwards', limit: 0 })())).toMatchObject({ _tag: 'InvalidPage' });
  expect(left(await overlay.readAll({ direction: 'forwards', limit: 1 })())).toMatchObject({ _tag: 'StoreUnavailable' });
});

it('an id used before in the same stream below is not taken again', async () => {
  const { below, real, overlay } = await setUp();
  await run(execute(real)(command('c-1', 'note', note)));
  const [first] = (await run(below.readStream(streamOf('a'), { direction: 'forwards', limit: 1 }))).events;
  const id = (JSON.parse(first?.text ?? '') as { id: never }).id;
  const request = { stream: streamOf('a'), expected: 'any', events: [{ id, head: '{', tail: '}' }] } as const;
  expect(left(await below.append(request)())).toMatchObject({ _tag: 'RepeatedEventId' });
  expect(left(await overlay.append(request)())).toMatchObject({ _tag: 'RepeatedEventId' });
});

it('commands at the same time do not lose each other', async () => {
  const { overlay, rehearsal } = await setUp();
  const done = await Promise.all(Array.from({ length: 8 }, (_, i) => execute(rehearsal)(command(`c-${i + 1}`, 'open', { name: `n${i}` }))()));
  for (const answer of done) right(answer);
  expect(overlay.pending()[0]?.events).toHaveLength(8);
});

it('keeps recordedAt from going back when the clock does', async () => {
  const { rehearsal, set } = await setUp();
  const first = await run(execute(rehearsal)(command('c-1', 'open', { name: 'a' }, { on: '2024-01-01' })));
  set('2024-06-14T10:00:00.000Z');
  const second = await run(execute(rehearsal)(command('c-2', 'open', { name: 'b' }, { on: '2024-01-01' })));
  expect(second.events[0]?.recordedAt).toBe(first.events[0]?.recordedAt);
});
