/** The double against the real client, without the adapter between them. */
import { EventStoreDBClient, jsonEvent, StreamDeletedError, StreamNotFoundError, WrongExpectedVersionError } from '@eventstore/db-client';
import { type EventStoreDbDouble, type EventStoreDbDoubleOptions, type Method, startEventStoreDbDouble } from '@frist/testing';

const open: (() => Promise<void>)[] = [];
const started = async (options: EventStoreDbDoubleOptions = {}): Promise<{ double: EventStoreDbDouble; client: EventStoreDBClient }> => {
  const double = await startEventStoreDbDouble(options);
  const client = EventStoreDBClient.connectionString(double.url);
  open.push(async () => {
    await client.dispose();
    await double.close();
  });
  return { double, client };
};
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const event = (n: number, id?: string) => jsonEvent({ type: 'Counted', data: { n }, ...(id === undefined ? {} : { id }) });
const numbers = async (client: EventStoreDBClient, stream: string, options = {}): Promise<number[]> => {
  const found: number[] = [];
  for await (const { event: read } of client.readStream<{ type: 'Counted'; data: { n: number } }>(stream, options)) if (read !== undefined) found.push(read.data.n);
  return found;
};

describe.each([true, false])('the double, batch append %s', (batchAppend) => {
  it('starts in milliseconds, appends and reads in both directions', async () => {
    const before = performance.now();
    const { client } = await started({ batchAppend });
    expect(performance.now() - before).toBeLessThan(500);
    const first = await client.appendToStream('grant-1', [event(0), event(1), event(2)], { expectedRevision: 'no_stream' });
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 2n });
    expect(await numbers(client, 'grant-1')).toEqual([0, 1, 2]);
    expect(await numbers(client, 'grant-1', { direction: 'backwards', fromRevision: 'end', maxCount: 2 })).toEqual([2, 1]);
    expect(await numbers(client, 'grant-1', { fromRevision: 1n, maxCount: 1 })).toEqual([1]);
  });

  it('judges expected revisions, and recognises repeats', async () => {
    const { client, double } = await started({ batchAppend });
    const id = '11111111-1111-4111-8111-111111111111';
    const once = await client.appendToStream('grant-1', [event(0, id)], { expectedRevision: 'no_stream' });
    expect(await client.appendToStream('grant-1', [event(0, id)], { expectedRevision: 'no_stream' })).toEqual(once);
    expect(await client.appendToStream('grant-1', [event(0, id)], { expectedRevision: 'any' })).toEqual(once);
    await expect(client.appendToStream('grant-1', [event(1)], { expectedRevision: 'no_stream' })).rejects.toThrow(WrongExpectedVersionError);
    await expect(client.appendToStream('grant-1', [event(1)], { expectedRevision: 7n })).rejects.toMatchObject({ actualVersion: 0n });
    await expect(client.appendToStream('grant-2', [event(1)], { expectedRevision: 'stream_exists' })).rejects.toMatchObject({ actualVersion: 'no_stream' });
    await client.appendToStream('grant-1', [event(1)], { expectedRevision: 0n });
    expect(double.events()).toHaveLength(2);
    await expect(numbers(client, 'grant-2')).rejects.toThrow(StreamNotFoundError);
  });

  it('deletes softly with rebirth, and for ever; keeps to the limits of a stream', async () => {
    const { client } = await started({ batchAppend });
    await client.appendToStream('grant-1', [event(0), event(1)]);
    await client.deleteStream('grant-1');
    await expect(numbers(client, 'grant-1')).rejects.toThrow(StreamNotFoundError);
    expect((await client.appendToStream('grant-1', [event(2)], { expectedRevision: 'no_stream' })).nextExpectedRevision).toBe(2n);
    expect(await numbers(client, 'grant-1')).toEqual([2]);
    await client.appendToStream('grant-3', [event(0), event(1), event(2)]);
    await client.setStreamMetadata('grant-3', { maxCount: 2 });
    expect(await numbers(client, 'grant-3')).toEqual([1, 2]);
    await client.tombstoneStream('grant-1');
    await expect(client.appendToStream('grant-1', [event(3)])).rejects.toThrow(StreamDeletedError);
    await expect(numbers(client, 'grant-1')).rejects.toThrow(StreamDeletedError);
  });
});

describe('a duplicate', () => {
  const duplicated = async (method: Method, batchAppend = false) => {
    const { double, client } = await started({ batchAppend, faults: (call) => (call.method === method ? { kind: 'duplicate' } : null) });
    return { double, client, patient: { deadline: 2 ** 31 - 1 } };
  };

  it('of a plain append is stored once and answered once', async () => {
    const { double, client, patient } = await duplicated('Append');
    for (const [i, expectedRevision] of (['no_stream', 0n, 'any', 'stream_exists'] as const).entries()) {
      expect(await client.appendToStream('grant-1', [event(i)], { ...patient, expectedRevision })).toMatchObject({ success: true, nextExpectedRevision: BigInt(i) });
    }
    expect(double.events()).toHaveLength(4);
  });

  it.each(['GetSupportedMethods', 'BatchAppend'] as const)('of %s leaves an append as it is', async (method) => {
    const { double, client, patient } = await duplicated(method, true);
    expect(await client.appendToStream('grant-1', [event(0)], patient)).toMatchObject({ nextExpectedRevision: 0n });
    expect(double.events()).toHaveLength(1);
  });

  it('of a deletion is done twice and answered once, with what the second time brings', async () => {
    const soft = await duplicated('Delete');
    await soft.client.appendToStream('grant-1', [event(0)]);
    await soft.client.deleteStream('grant-1', soft.patient as object);
    expect(soft.double.events().map(({ stream }) => stream)).toEqual(['grant-1', '$$grant-1', '$$grant-1']);
    const final = await duplicated('Tombstone');
    await final.client.appendToStream('grant-1', [event(0)]);
    await expect(final.client.tombstoneStream('grant-1', final.patient as object)).rejects.toThrow(StreamDeletedError);
    expect(final.double.events()).toHaveLength(2);
  });
});

it('answers who leads, and is found by gossip', async () => {
  const { double: leader } = await started();
  const follower = await startEventStoreDbDouble({ joins: leader });
  open.push(follower.close);
  const client = EventStoreDBClient.connectionString(follower.url);
  open.push(() => client.dispose());
  await expect(client.appendToStream('grant-1', [event(0)])).rejects.toMatchObject({ type: 'not-leader' });
  await client.appendToStream('grant-1', [event(0)]);
  follower.lead();
  const found = EventStoreDBClient.connectionString(leader.clusterUrl());
  open.push(() => found.dispose());
  await found.appendToStream('grant-1', [event(1)]);
  expect(await numbers(found, 'grant-1')).toEqual([0, 1]);
});

it('follows: confirmation, what is there, caught-up, what comes; filtered with checkpoints', async () => {
  const { client } = await started();
  for (let n = 0; n < 40; n += 1) await client.appendToStream(n % 2 === 0 ? 'grant-1' : 'decision-1', [event(n)]);
  const seen: number[] = [];
  const checkpoints: bigint[] = [];
  const subscription = client.subscribeToAll({
    fromPosition: 'start',
    filter: { filterOn: 'streamName', prefixes: ['grant-'], checkpointInterval: 1, maxSearchWindow: 8, checkpointReached: (_subscription, position) => void checkpoints.push(position.commit) },
  });
  await new Promise<void>((resolve) => {
    subscription.on('data', (resolved) => void seen.push((resolved.event?.data as { n: number }).n));
    subscription.on('caughtUp', resolve);
  });
  expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i * 2));
  expect(checkpoints).toHaveLength(5);
  const next = new Promise<void>((resolve) => void subscription.once('data', () => resolve()));
  await client.appendToStream('decision-1', [event(98)]);
  await client.appendToStream('grant-1', [event(99)]);
  await next;
  expect(seen.at(-1)).toBe(99);
  await subscription.unsubscribe();
});
