/** Evidence through the facade: which events a pack proves, against which checkpoint, and that its bytes follow from the request. */
import { createHash } from 'node:crypto';

import { auditHook, checkpointStore, ed25519Signer, verifierKey, verifyEvidence } from '@frist/audit';
import type { EventStore, RecordedEvent } from '@frist/event-sourcing';

import { createFrist, type EvidenceForm, type EvidenceQuery, type Frist, openStore } from '../src';
import { actor, at, board, bodyStream, day, left, promisesDomain, promiseId, promiseStream, right, testClock, type TestClock } from './promises';

const seed = createHash('sha256').update('board').digest();
const pem = `-----BEGIN PRIVATE KEY-----\n${Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]).toString('base64')}\n-----END PRIVATE KEY-----\n`;
const signer = right(ed25519Signer('botkyrka/socialnamnden', pem));
const keys = [right(verifierKey(signer.name, signer.publicKey))];
const form: EvidenceForm = ({ id, history, findings }) => ({
  view: { id, events: history.entries.map(({ event, state }) => ({ type: event.type, state })), findings: findings.length },
  summary: { sv: 'Löftet.', en: 'The promise.' },
});

interface Made {
  readonly clock: TestClock;
  readonly store: EventStore;
  readonly frist: Frist;
  readonly checkpoints: string[];
  readonly run: (id: string, command: string, data: object, stream?: string, on?: string) => Promise<readonly RecordedEvent[]>;
  readonly sign: () => Promise<void>;
  readonly prove: (query: Partial<EvidenceQuery> & Pick<EvidenceQuery, 'kind' | 'id'>) => ReturnType<ReturnType<Frist['evidence']>>;
}

const begun = async (options: { readonly auditLog?: boolean } = {}): Promise<Made> => {
  const clock = testClock('2026-01-10T08:00:00.000Z');
  const store = right(await openStore('memory:', { clock, ...options })());
  const frist = right(createFrist({ store, clock, domains: [promisesDomain] }));
  const checkpoints: string[] = [];
  return {
    clock,
    store,
    frist,
    checkpoints,
    run: async (id, command, data, stream = promiseStream('a'), on = '2026-01-05') => right(await frist.execute({ id, board, stream, command, on, actor, data })()).events,
    sign: async () => void checkpoints.push(right(await checkpointStore(store, { signer, at: clock(), before: checkpoints, keys })())),
    prove: (query) => frist.evidence({ asOf: day('2026-01-31'), knownAt: at('2026-01-31T22:59:59.999Z'), checkpoints, keys, form, ...query })(),
  };
};

const types = (pack: Uint8Array): readonly string[] => verifyEvidence(pack, { keys }).manifest?.events.map(({ type }) => type) ?? [];

test('memory keeps the log by default, once; and without it where it is left out', async () => {
  const { store, run } = await begun();
  await run('c1', 'make', { what: 'w', due: '2026-02-01' });
  expect(store.hookSlot?.('audit-log').get('tip')).not.toBeNull();
  const without = await begun({ auditLog: false });
  await without.run('c1', 'make', { what: 'w' });
  expect(without.store.hookSlot?.('audit-log').get('tip')).toBeNull();
  const given = right(await openStore('memory:', { clock: testClock('2026-01-10T08:00:00.000Z'), onAppend: [auditHook()] })());
  const frist = right(createFrist({ store: given, domains: [promisesDomain], clock: testClock('2026-01-10T08:00:00.000Z') }));
  expect(await frist.execute({ id: 'c1', board, stream: promiseStream('a'), command: 'make', on: '2026-01-05', actor, data: { what: 'w' } })()).toMatchObject({ _tag: 'Right' });
});

test('an obligation: its facts, what led to them, the corrections of both, and the meeting it is due at', async () => {
  const { run, sign, prove, clock } = await begun();
  await run('s1', 'schedule', { body: 'board', meeting: '1', heldOn: '2026-01-28' }, bodyStream('board'));
  await run('s2', 'schedule', { body: 'committee', meeting: '1', heldOn: '2026-01-29' }, bodyStream('committee'));
  const [made] = await run('c1', 'make', { what: 'first', body: 'board' });
  await run('n1', 'note', { text: 'unrelated' });
  const id = promiseId(made?.id as never);
  await sign();
  const before = right(await prove({ kind: 'obligation', id }));
  expect(types(before.pack)).toEqual(['MeetingScheduled', 'PromiseMade', 'ObligationIncurred']);
  clock.set('2026-01-12T08:00:00.000Z');
  await run('k1', 'correctFact', { fact: made?.id, reason: 'misheard', data: { what: 'second', body: 'board' } });
  await sign();
  const after = right(await prove({ kind: 'obligation', id, signer, madeFor: 'reviewer 2' }));
  expect(types(after.pack)).toEqual(expect.arrayContaining(['MeetingScheduled', 'PromiseMade', 'ObligationIncurred', 'FactCorrected']));
  expect(types(after.pack)).not.toContain('NoteTaken');
  expect(verifyEvidence(after.pack, { keys })).toMatchObject({ intact: true, sealed: true, manifest: { kind: 'obligation', id, viewer: 'reviewer 2', previousSize: 5, absent: [] } });
  // As it was known before the correction, it is proven against the checkpoint of that time, byte for byte.
  const earlier = { kind: 'obligation', id, knownAt: at('2026-01-11T22:59:59.999Z') } as const;
  const then = right(await prove(earlier));
  expect([then.treeSize, then.complete, then.sealed]).toEqual([5, false, false]);
  expect(types(then.pack)).toEqual(types(before.pack));
});

test('a stream by any of its names, and that it ends there', async () => {
  const { run, sign, prove, clock, checkpoints } = await begun();
  const [made] = await run('c1', 'make', { what: 'w', due: '2026-02-01' });
  await run('c2', 'make', { what: 'x' }, promiseStream('b'));
  await sign();
  const packs = [];
  for (const id of [promiseStream('a'), promiseStream('a').slice('promise-'.length), made?.id ?? '', promiseId(made?.id as never)]) packs.push(right(await prove({ kind: 'promise', id })));
  for (const { pack, complete, id } of packs) {
    expect([id, complete]).toEqual([promiseStream('a'), true]);
    expect(Buffer.compare(pack, packs[0]?.pack ?? pack)).toBe(0);
  }
  expect(verifyEvidence(packs[0]?.pack ?? new Uint8Array(), { keys })).toMatchObject({ intact: true, manifest: { kind: 'promise', absent: [{ stream: promiseStream('a'), revision: 2 }] } });
  // Recorded after the checkpoint: the stream as the view knew it still ended there.
  clock.set('2026-02-05T08:00:00.000Z');
  await run('n1', 'note', { text: 't' });
  await sign();
  const again = right(await prove({ kind: 'promise', id: promiseStream('a') }));
  expect(Buffer.compare(again.pack, packs[0]?.pack ?? again.pack)).toBe(0);
  // Against a checkpoint that covers what the view does not know, nothing is said of the end.
  const late = right(await prove({ kind: 'promise', id: promiseStream('a'), checkpoints: checkpoints.slice(1) }));
  expect([late.treeSize, late.events, late.complete]).toEqual([5, 2, false]);
});

test('the same request gives the same bytes, whatever the clock says and whatever came later', async () => {
  const packs: Uint8Array[] = [];
  for (const now of ['2026-01-31T23:00:00.000Z', '2031-07-01T12:00:00.000Z']) {
    const { run, sign, prove, clock } = await begun();
    await run('c1', 'make', { what: 'w', due: '2026-02-01' });
    await sign();
    clock.set(now);
    if (packs.length > 0) {
      await run('c9', 'note', { text: 'later' });
      await sign();
    }
    packs.push(right(await prove({ kind: 'promise', id: promiseStream('a'), signer })).pack);
  }
  expect(Buffer.compare(packs[0] as Uint8Array, packs[1] as Uint8Array)).toBe(0);
});

test('a register begun without the log is proven as well', async () => {
  const { run, sign, prove } = await begun({ auditLog: false });
  await run('c1', 'make', { what: 'w', due: '2026-02-01' });
  await sign();
  expect(verifyEvidence(right(await prove({ kind: 'promise', id: promiseStream('a') })).pack, { keys })).toMatchObject({ intact: true, proven: 2 });
});

test('what cannot be proven says why', async () => {
  const { run, sign, prove, checkpoints } = await begun();
  const [made] = await run('c1', 'make', { what: 'w', due: '2026-02-01' });
  const why = async (query: Parameters<typeof prove>[0]) => left(await prove(query));
  expect(await why({ kind: 'promise', id: promiseStream('a') })).toMatchObject({ _tag: 'NotInLog', value: '0' });
  await sign();
  await run('c2', 'make', { what: 'x' }, promiseStream('b'));
  expect(await why({ kind: 'promise', id: promiseStream('b') })).toMatchObject({ _tag: 'NotInLog', value: '2' });
  expect(right(await prove({ kind: 'promise', id: promiseStream('a') })).treeSize).toBe(2);
  expect(await why({ kind: 'grant', id: promiseStream('a') })).toMatchObject({ _tag: 'InvalidQuery', field: 'kind', expected: 'one of obligation, stream, promise, body, subject, access, keyStore' });
  expect(await why({ kind: 'body', id: promiseStream('a') })).toMatchObject({ _tag: 'NotFound' });
  expect(await why({ kind: 'obligation', id: made?.id ?? '' })).toMatchObject({ _tag: 'NotFound' });
  expect(await why({ kind: 'promise', id: 'nothing' })).toMatchObject({ _tag: 'NotFound' });
  expect(await why({ kind: 'promise', id: promiseStream('a'), keys: [] })).toMatchObject({ _tag: 'NoteUnsigned' });
  expect(await why({ kind: 'promise', id: promiseStream('a'), checkpoints: [...checkpoints, 'x'] })).toMatchObject({ _tag: 'NoteMalformed' });
});
