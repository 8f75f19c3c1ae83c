/** A cluster in which nobody leads, or one node does not know who: calls wait for a leader, and go to it where it is. */
import { EventStoreDBClient } from '@eventstore/db-client';
import type { AppendRequest, RecordedElsewhere, StreamName } from '@frist/event-sourcing';
import { encodedEvent, type Fault } from '@frist/testing';

import { answered, opener, refused } from './support';

const opened = opener();
afterEach(opened.close);

const stream = 'grant-00000000-0000-4000-8000-000000000001' as StreamName;
const request = (expected: AppendRequest['expected'] = 'any'): AppendRequest => ({ stream, expected, events: [encodedEvent({ stream })] });
const forwards = { direction: 'forwards', limit: 10 } as const;
const patient = { deadlineMs: 5_000, patienceMs: 30_000 };

/** As a server says it, and as the client would understand it if the leader's place were there. */
const ways: readonly (readonly [name: string, fault: Fault])[] = [
  ['in words', { kind: 'not-leader' }],
  ['by its trailer', { kind: 'refuse', code: 5, exception: 'not-leader' }],
];

describe.each(ways)('said %s', (_name, fault) => {
  it.each([true, false])('for a while: what waits is stored once; batches offered: %s', async (batchAppend) => {
    const double = await opened.server({ batchAppend });
    const store = opened.store({ connection: double.url, ...patient });
    await answered(store.append(request()));
    let said = 0;
    double.setFaults(() => ((said += 1) <= 6 ? fault : null));
    const [first, second, all] = await Promise.all([store.append(request())(), store.append(request())(), store.readAll(forwards)()]);
    expect([first, second, all].map(({ _tag }) => _tag)).toEqual(['Right', 'Right', 'Right']);
    expect(double.events()).toHaveLength(3);
    expect(said).toBeGreaterThan(6);
  });

  it.each([true, false])('by a node that is cut off: the client finds the one that leads; batches offered: %s', async (batchAppend) => {
    const cutOff = await opened.server({ batchAppend });
    const leader = await opened.server({ batchAppend, joins: cutOff });
    const store = opened.store({ connection: leader.clusterUrl(), ...patient });
    await answered(store.append(request()));
    // The second is pushed back: what follows the end of the log stands, and will ask nothing that could lead the way.
    await answered(store.append(request(0)));
    leader.lead();
    let met = 0;
    cutOff.setFaults(({ method }) => (method === 'Gossip' ? null : ((met += 1), fault)));
    // Of an exact revision: nothing is read before it, whose refusal would have led the way.
    await answered(store.append(request(1)));
    expect((await answered(store.readStream(stream, forwards))).events).toHaveLength(3);
    expect(met).toBeGreaterThan(0);
  });

  it('for ever: every call ends with it', async () => {
    const double = await opened.server();
    const store = opened.store({ connection: double.url, deadlineMs: 2_000, patienceMs: 100 });
    await answered(store.append(request()));
    double.setFaults(() => fault);
    const copied = { stream, event: encodedEvent({ stream }), recordedAt: '2099-01-01T00:00:00.000Z', revision: 1 } as RecordedElsewhere;
    const copy = store.appendAsRecorded?.([copied]);
    if (copy === undefined) throw new Error('nothing can be copied here');
    for (const call of [store.append(request()), store.readStream(stream, forwards), store.readAll(forwards), copy]) {
      expect(await refused(call)).toMatchObject({ _tag: 'StoreUnavailable', rule: 'eventstoredb/not-leader' });
    }
    expect(await store.follow(async () => await Promise.resolve({ _tag: 'Right', right: undefined })).ended).toMatchObject({ left: { rule: 'eventstoredb/not-leader' } });
  });
});

it('a client of somebody else is as it was', async () => {
  const double = await opened.server();
  const client = EventStoreDBClient.connectionString(double.url);
  const before = { ...client };
  await answered(opened.store({ connection: client, ...patient }).append(request()));
  expect({ ...client }).toEqual(before);
  await client.dispose();
});
