/** Personal data is in the log as ciphertext: when its key is destroyed, as the law allows, every proof still stands. */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

import type { CivilDate } from '@frist/calendar';
import {
  closed, type CommandDigest, encodeEvent, eventType, failure, makeCatalogue, nonBlank, open, type PendingEvent, type Position, sealed, type SealContext, type SealedReading, type Sealer, SubjectRef,
} from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { auditHook, buildEvidence, checkpointStore, openLog, verifyEvidence, verifyStore } from '../src';
import { done, fill, keyOf, memoryStore, noon, right, signerOf, streamOf, uuid } from './support';

const client = uuid('client') as string as SubjectRef;
const Reported = eventType('Reported', closed('Reported', { client: SubjectRef, what: sealed('client', nonBlank(400)) }));
const catalogue = right(makeCatalogue([Reported]));

/** One key a subject, and a nonce from the place: for a test only. */
const keyring = (): Sealer & { readonly dispose: (subject: SubjectRef) => void } => {
  const keys = new Map([[client, createHash('sha256').update('key').digest()]]);
  const nonce = ({ id, field }: SealContext) => createHash('sha256').update(`${id} ${field}`).digest().subarray(0, 12);
  return {
    dispose: (subject) => void keys.delete(subject),
    seal: (plain, context) => {
      const cipher = createCipheriv('aes-256-gcm', keys.get(context.subject) as Buffer, nonce(context));
      const box = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
      return E.right({ _tag: 'sealed', subject: context.subject, box } satisfies SealedReading);
    },
    unseal: ({ subject, box }, context) => {
      const key = keys.get(subject);
      if (key === undefined) return E.right({ _tag: 'disposed', subject });
      const bytes = Buffer.from(box, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, nonce(context));
      decipher.setAuthTag(bytes.subarray(-16));
      return E.right(open(decipher.update(bytes.subarray(0, -16)).toString('utf8') + decipher.final('utf8')));
    },
    digest: () => E.left(failure('KeyUnavailable', 'test', 'digest', 'no use here')),
  };
};

it('is not broken by the destruction of a key', async () => {
  const sealer = keyring();
  const stream = streamOf(300);
  const pending: PendingEvent = {
    id: uuid('report'), stream, type: 'Reported', occurredOn: '2024-02-29' as CivilDate, board: 'sakarias/socialnamnden' as PendingEvent['board'], actor: { role: 'handläggare', ref: 'h-17' } as PendingEvent['actor'],
    commandId: 'c-1' as PendingEvent['commandId'], commandDigest: 'A'.repeat(43) as CommandDigest, correlationId: 'c-1', data: { client, what: open('Anna Andersson fick ingen dusch') },
  };
  const store = memoryStore([auditHook()]);
  await fill(store, 0, 10);
  const [stored] = (await done(store.append({ stream, expected: 'no-stream', events: [right(encodeEvent(catalogue, sealer, pending))] }))).events;
  const signer = signerOf('board');
  const keys = [keyOf(signer)];
  const checkpoint = await done(checkpointStore(store, { signer, at: noon, before: [], keys }));
  const log = await done(openLog(store));
  const pack = async (): Promise<Uint8Array> =>
    await done(buildEvidence({ kind: 'stream', id: stream, asOf: '2024-03-01' as CivilDate, knownAt: noon, viewer: 'revisor 2', version: '0.1.0', summary: { sv: '-', en: '-' }, view: {}, events: stored === undefined ? [] : [stored], log, checkpoint, keys }));
  const before = await pack();
  const reading = (): unknown => {
    const event = right(catalogue.decode({ position: 1 as Position, revision: 0, text: stored?.text ?? '' }));
    return right(sealer.unseal((event.data as { what: SealedReading }).what, { board: event.board, stream, id: event.id, type: 'Reported', schemaVersion: 1, subject: client, field: 'what' }));
  };
  expect(reading()).toEqual(open('"Anna Andersson fick ingen dusch"'));

  sealer.dispose(client);

  expect(reading()).toEqual({ _tag: 'disposed', subject: client });
  expect(await done(verifyStore(store, { checkpoints: [checkpoint], keys }))).toMatchObject({ intact: true, signed: 11 });
  expect(verifyEvidence(before, { keys }).intact).toBe(true);
  expect(Buffer.compare(await pack(), before)).toBe(0);
  expect(Buffer.from(before).includes('Anna')).toBe(false);
});
