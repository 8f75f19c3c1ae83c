/** Storing again what another store has recorded: text for text, in its order, all or a prefix. */
import assert from 'node:assert/strict';

import type { EventStore, RecordedElsewhere, StoredEvent } from '@frist/event-sourcing';

import { asRecordedHooks } from './as-recorded-hooks';
import { asRecordedProperty } from './as-recorded-property';
import { answered, assertPositionsGrow, type Bench, encodedEvent, followAll, freshStream, idOf, refused, revisionsOf, textsOf } from './harness';
import { at, recorded, someHistory, textOf } from './recorded-history';

const forwards = { direction: 'forwards', limit: 100 } as const;

const recordedAtOf = (event: StoredEvent | undefined): string => (JSON.parse(event?.text ?? '{}') as { recordedAt: string }).recordedAt;

/** A store that can. */
type Store = EventStore & Required<Pick<EventStore, 'appendAsRecorded'>>;

export const asRecorded = ({ on, contract, it }: Bench): void => {
  const able = (name: string, body: (store: Store, clock: Parameters<Parameters<Bench['on']>[1]>[1], again: () => Promise<EventStore>) => Promise<void>): void =>
    on(name, async (store, clock, again) => {
      const can = store.appendAsRecorded !== undefined;
      assert.equal(store.capabilities.appendAsRecorded, can);
      if (can) await body(store as Store, clock, again);
    });
  /** After a refusal: nothing, or where the store cannot do several at once a prefix. */
  const keeps = async (store: Store, before: readonly string[], events: readonly RecordedElsewhere[]): Promise<void> => {
    const there = textsOf(await followAll(store, 100));
    assert.deepEqual(there.slice(0, before.length), before);
    const rest = there.slice(before.length);
    if (store.capabilities.appendAtomically) assert.deepEqual(rest, []);
    assert.deepEqual(rest, events.map(textOf).filter((text) => !before.includes(text)).slice(0, rest.length));
  };

  able('stores them text for text in the order given, wherever they are read', async (store) => {
    const history = someHistory();
    const done = await answered(store.appendAsRecorded(history));
    assert.deepEqual(textsOf(done), history.map(textOf));
    assert.deepEqual(revisionsOf(done), history.map(({ revision }) => revision));
    assertPositionsGrow(done);
    assert.deepEqual(await followAll(store, 4), done);
    for (const stream of new Set(history.map((event) => event.stream))) {
      const own = done.filter((_, i) => history[i]?.stream === stream);
      assert.deepEqual((await answered(store.readStream(stream, forwards))).events, own);
      assert.deepEqual((await answered(store.readStream(stream, { direction: 'backwards', limit: 2 }))).events, [own[2], own[1]]);
    }
    if (store.findEvent !== undefined) for (const [i, { event }] of history.entries()) assert.deepEqual(await answered(store.findEvent(event.id)), { _tag: 'Some', value: done[i] });
  });

  able('whatever the data say, also what the envelope says', async (store) => {
    const stream = freshStream();
    const data = { recordedAt: '2001-01-01T00:00:00.000Z', revision: 7, text: ',"recordedAt":"2001-01-01T00:00:00.000Z","revision":7', end: '\\"åäö\u0000' };
    const events = [recorded(stream, 0, 0, { data }), recorded(stream, 1, 0, { data: { data } })];
    assert.deepEqual(textsOf(await answered(store.appendAsRecorded(events))), events.map(textOf));
    assert.deepEqual(textsOf((await answered(store.readStream(stream, forwards))).events), events.map(textOf));
  });

  able('after what is there already, and what is appended here afterwards is never recorded before it', async (store, clock) => {
    clock.now = at('2019-05-06T07:00:00.000Z');
    const [stream, other] = [freshStream(), freshStream()];
    const first = await answered(store.append({ stream, expected: 'no-stream', events: [encodedEvent({ stream })] }));
    const copied = await answered(store.appendAsRecorded([recorded(stream, 1, 30), recorded(other, 0, 40)]));
    clock.now = at('2019-05-06T07:00:10.000Z');
    const last = await answered(store.append({ stream, expected: 1, events: [encodedEvent({ stream })] }));
    assert.deepEqual(await followAll(store, 100), [...first.events, ...copied, ...last.events]);
    assert.deepEqual([last.events[0]?.revision, recordedAtOf(last.events[0])], [2, '2019-05-06T07:00:40.000Z']);
  });

  able('a repeat answers as the first time, and goes on where the first time ended', async (store) => {
    const history = someHistory();
    const part = await answered(store.appendAsRecorded(history.slice(0, 4)));
    assert.deepEqual(await answered(store.appendAsRecorded(history.slice(0, 4))), part);
    assert.deepEqual(await answered(store.appendAsRecorded(history.slice(2, 3))), [part[2]]);
    const whole = await answered(store.appendAsRecorded(history));
    assert.deepEqual([whole.slice(0, 4), textsOf(whole)], [part, history.map(textOf)]);
    assert.deepEqual(await answered(store.appendAsRecorded(history)), whole);
    assert.deepEqual(await followAll(store, 100), whole);
  });

  able('a repeat is recognised by another writer and after a restart', async (store, _clock, again) => {
    if (!contract.shared) return;
    const history = someHistory();
    const part = await answered(store.appendAsRecorded(history.slice(0, 3)));
    const other = (await again()) as Store;
    const whole = await answered(other.appendAsRecorded(history));
    assert.deepEqual(whole.slice(0, 3), part);
    assert.deepEqual(await answered(store.appendAsRecorded(history)), whole);
    await answered(store.close());
    await answered(other.close());
    assert.deepEqual(await answered(((await again()) as Store).appendAsRecorded(history)), whole);
  });

  able('long runs, and a stream that comes again and again', async (store) => {
    const [one, two] = [freshStream(), freshStream()];
    const history: RecordedElsewhere[] = [];
    for (let i = 0; i < 700; i += 1) history.push(recorded(one, i, 1));
    for (let i = 0; i < 120; i += 1) history.push(recorded(two, i, 2 + i), recorded(one, 700 + i, 2 + i));
    const part = await answered(store.appendAsRecorded(history.slice(0, 755)));
    const done = await answered(store.appendAsRecorded(history));
    assert.deepEqual(textsOf(done), history.map(textOf));
    assert.deepEqual(done.slice(0, 755), part);
    assert.deepEqual(revisionsOf((await answered(store.readStream(one, { ...forwards, limit: 1_000 }))).events), Array.from({ length: 820 }, (_, i) => i));
    assert.deepEqual(await followAll(store, 10_000), done);
  });

  able('a revision that is not the next, or another text at one that is there, conflicts', async (store) => {
    const stream = freshStream();
    const other = freshStream();
    const there = [recorded(stream, 0, 0), recorded(stream, 1, 0)] as const;
    await answered(store.appendAsRecorded(there));
    const before = there.map(textOf);
    const wrong: readonly (readonly [RecordedElsewhere, actual: number | 'no-stream', expected: number | 'no-stream', newer: readonly number[]])[] = [
      [recorded(stream, 3, 9), 1, 2, []],
      [recorded(stream, 0, 9), 1, 'no-stream', [0, 1]],
      [recorded(stream, 1, 9), 1, 0, [1]],
      [{ ...there[1], recordedAt: at('2019-05-06T07:00:09.000Z') }, 1, 0, [1]],
      [{ ...there[1], event: encodedEvent({ stream, id: there[1].event.id, data: 'altered' }) }, 1, 0, [1]],
      [recorded(other, 1, 9), 'no-stream', 0, []],
      [recorded(stream, -1, 9), 1, 'no-stream', [0, 1]],
    ];
    for (const [event, actual, expected, newer] of wrong) {
      const conflict = await refused(store.appendAsRecorded([event]), 'Conflict');
      assert.deepEqual([conflict.stream, conflict.actual, conflict.expectedRevision, revisionsOf(conflict.newer)], [event.stream, actual, expected, newer]);
      await keeps(store, before, []);
    }
    const call = [there[0], recorded(freshStream(), 0, 9), recorded(stream, 2, 9), recorded(stream, 4, 9)] as const;
    const conflict = await refused(store.appendAsRecorded(call), 'Conflict');
    assert.deepEqual([conflict.stream, conflict.actual, conflict.newer], [stream, 2, []]);
    await keeps(store, before, call.slice(0, 3));
  });

  able('what was recorded before the last event here, or goes back within the call, is refused', async (store) => {
    const stream = freshStream();
    const there = recorded(stream, 0, 30);
    await answered(store.appendAsRecorded([there]));
    const other = freshStream();
    const calls: readonly (readonly RecordedElsewhere[])[] = [
      [recorded(stream, 1, 29)],
      [recorded(other, 0, 29)],
      [recorded(other, 0, 31), recorded(other, 1, 30)],
      [recorded(stream, 1, 31), recorded(other, 0, 30)],
      [{ ...recorded(other, 0, 31), recordedAt: at('9') }],
    ];
    for (const call of calls) {
      await refused(store.appendAsRecorded(call), 'RecordedOrder');
      await keeps(store, [textOf(there)], []);
    }
    assert.equal((await answered(store.appendAsRecorded([recorded(other, 0, 30)]))).length, 1);
  });

  able('a new event before one that is stored already is refused: they would not stand in this order', async (store) => {
    const history = [recorded(freshStream(), 0, 1), recorded(freshStream(), 0, 1)] as const;
    await answered(store.appendAsRecorded([history[1]]));
    await refused(store.appendAsRecorded(history), 'RecordedOrder');
    await keeps(store, [textOf(history[1])], history);
  });

  able('no events, too long ones, and ids that occur twice or elsewhere are refused', async (store) => {
    await refused(store.appendAsRecorded([]), 'EmptyAppend');
    const [stream, other] = [freshStream(), freshStream()];
    const there = recorded(stream, 0, 0);
    await answered(store.appendAsRecorded([there]));
    const twice = recorded(other, 0, 1);
    await refused(store.appendAsRecorded([twice, { ...twice, revision: 1 }]), 'RepeatedEventId');
    const long = 'x'.repeat((contract.maxEventLength ?? 10 * 1024 * 1024) + 1);
    await refused(store.appendAsRecorded([recorded(other, 0, 1, { data: long })]), 'EventTooLarge');
    if (store.findEvent !== undefined) await refused(store.appendAsRecorded([recorded(other, 0, 1), recorded(other, 1, 1, { id: there.event.id })]), 'RepeatedEventId');
    await keeps(store, [textOf(there)], []);
  });

  able('two that copy the same at once leave it once, in order', async (store, _clock, again) => {
    const other = contract.shared ? ((await again()) as Store) : store;
    const history = Array.from({ length: 40 }, (_, i) => recorded(freshStream(), 0, i));
    const copy = async (into: Store, step: number): Promise<void> => {
      for (let i = 0; i < history.length; i += step) await answered(into.appendAsRecorded(history.slice(i, i + step)));
    };
    await Promise.all([copy(store, 3), copy(other, 7)]);
    assert.deepEqual((await followAll(store, 100)).map((event: StoredEvent) => idOf(event)), history.map(({ event }) => event.id));
  });

  able('after close it answers StoreClosed', async (store) => {
    await answered(store.close());
    await refused(store.appendAsRecorded(someHistory()), 'StoreClosed');
  });

  asRecordedHooks({ on, contract, it });
  asRecordedProperty({ on, contract, it });
};
