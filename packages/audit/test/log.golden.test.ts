/** A recorded log. Its answers never change: what is signed today must verify in thirty years. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CivilDate } from '@frist/calendar';

import { auditHook, base64, buildEvidence, checkpointStore, indexStreams, openLog, parseKeys, proveConsistency, proveInclusion, renderKey, splitCheckpoints, verifyEvidence, verifyStore } from '../src';
import { done, fill, keyOf, memoryStore, noon, readAll, right, signerOf, streamOf } from './support';

const recorded = JSON.parse(readFileSync(join(__dirname, 'golden', 'recorded-log.json'), 'utf8')) as Recorded;
/** Its wording may change with the version of Frist, and is then recorded anew beside it; the old one must verify for ever. */
const recordedPack = readFileSync(join(__dirname, 'golden', 'evidence-0.1.0.zip'));

interface Recorded {
  readonly texts: readonly string[];
  readonly leaves: readonly string[];
  readonly inclusion: readonly string[];
  readonly consistency: readonly string[];
  readonly checkpoints: string;
  readonly keys: string;
}

const made = async (): Promise<Recorded & { readonly evidence: Uint8Array }> => {
  const store = memoryStore([auditHook()]);
  const [old, current] = [signerOf('golden old'), signerOf('golden new')];
  const keys = [keyOf(old, 40), keyOf(current)];
  await fill(store, 0, 37, 3);
  const first = await done(checkpointStore(store, { signer: old, at: noon, before: [], keys }));
  await fill(store, 37, 70, 4);
  const second = await done(checkpointStore(store, { signer: current, at: noon, before: [first], keys }));
  const events = await readAll(store);
  const log = await done(openLog(store));
  const evidence = await done(
    buildEvidence({
      kind: 'stream', id: streamOf(2), asOf: '2024-02-29' as CivilDate, knownAt: noon, viewer: 'revisor 2', version: '0.1.0', summary: { sv: 'En ström.', en: 'A stream.' }, view: { ok: true },
      events: (await done(store.readStream(streamOf(2), { direction: 'forwards', limit: 99 }))).events,
      log, checkpoint: second, previous: first, absent: { events: [{ stream: streamOf(2), revision: 40 }], index: await done(indexStreams(store, log)) }, keys, signer: current,
    }),
  );
  return {
    texts: events.map(({ text }) => text),
    leaves: events.map((_, i) => base64(log.leaf(i).hash)),
    inclusion: right(proveInclusion(log, 41)).map(base64),
    consistency: right(proveConsistency(log, 37)).map(base64),
    checkpoints: [first, second].join('\n'),
    keys: keys.map((key) => `${renderKey(key)}\n`).join(''),
    evidence,
  };
};

describe('the recorded log', () => {
  it('is made again, byte for byte', async () => {
    const { evidence, ...now } = await made();
    expect(now).toEqual(recorded);
    expect(Buffer.compare(evidence, recordedPack)).toBe(0);
  });

  it('verifies with the keys and checkpoints recorded', async () => {
    const keys = right(parseKeys(recorded.keys));
    const store = memoryStore([auditHook()]);
    await fill(store, 0, 37, 3);
    await fill(store, 37, 70, 4);
    expect(await done(verifyStore(store, { checkpoints: right(splitCheckpoints(recorded.checkpoints)), keys }))).toMatchObject({ intact: true, signed: 70, covered: 70 });
    expect(verifyEvidence(recordedPack, { keys })).toMatchObject({ intact: true, sealed: true, proven: 14, manifest: { version: '0.1.0', treeSize: 70, previousSize: 37 } });
  });
});
