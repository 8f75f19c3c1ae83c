/** What the tests of this package share: events as a store keeps them, keys that never change, stores with a log. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Instant } from '@frist/calendar';
import {
  type AppendHook,
  canonicalJson,
  type EncodedEvent,
  type EventId,
  type EventStore,
  memoryEventStore,
  type Position,
  type StoredEvent,
  type StreamName,
} from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { ed25519Signer, type Signer, type VerifierKey, verifierKey } from '../src';

export const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};
export const left = <L>(either: E.Either<L, unknown>): L => {
  if (E.isRight(either)) throw new Error('it was accepted');
  return either.left;
};
export const done = async <A>(task: () => Promise<E.Either<unknown, A>>): Promise<A> => right(await task());
export const refused = async <L>(task: () => Promise<E.Either<L, unknown>>): Promise<L> => left(await task());

export const uuid = (seed: string): EventId => {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}` as EventId;
};
export const streamOf = (n: number): StreamName => `stateGrant-${uuid(`stream ${n}`)}` as StreamName;

const canonical = (value: unknown): string => right(canonicalJson(value));

/** An event as the encoder hands it to a store, of about 650 bytes. */
export const encoded = (stream: StreamName, n: number, data: unknown = { amount: 120_000 + n, purpose: 'Uppdrag psykisk hälsa', recipient: 'Socialstyrelsen' }): EncodedEvent => {
  const id = uuid(`event ${n}`);
  const head = {
    actor: { ref: 'handlaggare-17', role: 'handläggare' },
    board: 'sakarias/socialnamnden',
    commandDigest: 'd'.repeat(43),
    commandId: `import/0001/${n}`,
    correlationId: 'import/0001',
    data,
    id,
    occurredOn: '2020-01-31',
  };
  const tail = { schemaVersion: 1, source: { document: 'Statsbidrag 2020, beslut', locator: 's. 3' }, stream, type: 'GrantReceived' };
  return { id, head: `${canonical(head).slice(0, -1)},`, tail: `,${canonical(tail).slice(1)}` };
};

/** A store's worth of events without a store: `count` of them, dealt out over streams. */
export const storedEvents = (count: number, streams = 40): readonly StoredEvent[] => {
  const last = new Map<number, number>();
  return Array.from({ length: count }, (_, n) => {
    const s = (n * 7 + (n % 3)) % streams;
    const revision = (last.get(s) ?? -1) + 1;
    last.set(s, revision);
    const event = encoded(streamOf(s), n);
    const recordedAt = `2024-03-01T12:${String(Math.floor(n / 60) % 60).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}.000Z`;
    return { position: (n * 3 + 5) as Position, revision, text: `${event.head}"recordedAt":"${recordedAt}","revision":${revision}${event.tail}` };
  });
};

export const noon = '2024-03-01T12:00:00.000Z' as Instant;
export const memoryStore = (onAppend: readonly AppendHook[] = []): EventStore => memoryEventStore({ clock: () => noon, onAppend });

/** Appends events `from` to `to` (excluded), `size` at a time, dealt out over a few streams. */
export const fill = async (store: EventStore, from: number, to: number, size = 1): Promise<void> => {
  for (let n = from; n < to; n += size) {
    const stream = streamOf(n % 7);
    const events = Array.from({ length: Math.min(size, to - n) }, (_, i) => encoded(stream, n + i));
    await done(store.append({ stream, expected: 'any', events }));
  }
};

export const readAll = async (store: EventStore): Promise<readonly StoredEvent[]> => (await done(store.readAll({ direction: 'forwards', limit: 10_000 }))).events;

/** Keys made from a seed, for tests alone. */
export const pemOf = (seed: string): string =>
  `-----BEGIN PRIVATE KEY-----\n${Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), createHash('sha256').update(seed).digest()]).toString('base64')}\n-----END PRIVATE KEY-----\n`;
export const signerOf = (seed: string, name = 'sakarias.example/socialnamnden'): Signer => right(ed25519Signer(name, pemOf(seed)));
export const keyOf = ({ name, publicKey }: Signer, lastSize?: number): VerifierKey => right(verifierKey(name, publicKey, lastSize));

export const temporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'frist-audit-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
