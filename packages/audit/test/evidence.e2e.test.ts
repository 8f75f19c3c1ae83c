import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { CivilDate, Instant } from '@frist/calendar';
import type { EventStore, Position } from '@frist/event-sourcing';

import {
  auditHook, buildEvidence, checkpointStore, type EvidenceRequest, indexStreams, openCheckpoint, openLog, sha256, signNote, verifyEvidence,
} from '../src';
import { readZip, writeZip, type ZipEntry } from '../src/zip';
import { done, fill, keyOf, memoryStore, noon, readAll, refused, right, signerOf, streamOf, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(folder.remove);
const signer = signerOf('board');
const keys = [keyOf(signer)];

interface Made {
  readonly store: EventStore;
  readonly request: EvidenceRequest;
}
const made = async (): Promise<Made> => {
  const store = memoryStore([auditHook()]);
  await fill(store, 0, 50, 3);
  const previous = await done(checkpointStore(store, { signer, at: noon, before: [], keys }));
  await fill(store, 50, 90, 3);
  const checkpoint = await done(checkpointStore(store, { signer, at: noon, before: [previous], keys }));
  const log = await done(openLog(store));
  const index = await done(indexStreams(store, log));
  await fill(store, 90, 95);
  const { events } = await done(store.readStream(streamOf(3), { direction: 'forwards', limit: 100 }));
  return {
    store,
    request: {
      kind: 'grant',
      id: streamOf(3),
      asOf: '2024-02-29' as CivilDate,
      knownAt: '2024-03-01T22:59:59.999Z' as Instant,
      viewer: 'revisor lekmannarevisor-2',
      version: '0.1.0',
      summary: { sv: 'Beviljat 120 003 kr, inget återstår att redovisa.\n', en: 'Granted SEK 120,003, nothing left to account for.\n' },
      view: { balance: 0, granted: 120_003, 'återstår': [] },
      events: events.filter((event) => event.position < log.size),
      log: await done(openLog(store)),
      checkpoint,
      previous,
      absent: { events: [{ stream: streamOf(3), revision: 99 }, { stream: 'aaaa-1', revision: 0 }, { stream: 'zzzz-1', revision: 0 }], index },
      keys,
      signer,
    },
  };
};

const repacked = (bytes: Uint8Array, change: (entry: ZipEntry) => ZipEntry | null): Uint8Array => {
  const entries = right(readZip(bytes)).flatMap((entry) => change(entry) ?? []);
  return writeZip(entries) as Uint8Array;
};
const resummed = (bytes: Uint8Array): Uint8Array => {
  const entries = right(readZip(bytes)).filter(({ name }) => name !== 'SHA256SUMS' && name !== 'SHA256SUMS.note');
  const sums = entries.map(({ name, bytes: content }) => `${Buffer.from(sha256(content)).toString('hex')}  ${name}\n`).join('');
  return writeZip([...entries, { name: 'SHA256SUMS', bytes: Buffer.from(sums) }]) as Uint8Array;
};
const edited = (name: string, from: string | RegExp, to: string) => (entry: ZipEntry): ZipEntry =>
  entry.name === name ? { ...entry, bytes: Buffer.from(Buffer.from(entry.bytes).toString('utf8').replace(from, to)) } : entry;

/** Unpacks with what the machine has, and runs the script of the pack. */
const checkedByShell = (bytes: Uint8Array): string => {
  const to = mkdtempSync(join(folder.path, 'pack-'));
  for (const { name, bytes: content } of right(readZip(bytes))) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), content);
  }
  return execFileSync('sh', ['check.sh'], { cwd: to, encoding: 'utf8', stdio: 'pipe' });
};

describe('an evidence pack', () => {
  it('is verified from itself alone, and says on what that stands', async () => {
    const { request } = await made();
    const bytes = await done(buildEvidence(request));
    const report = verifyEvidence(bytes, { keys });
    expect(report).toMatchObject({ intact: true, findings: [], sealed: true, trust: 'given keys', proven: request.events.length, manifest: { kind: 'grant', treeSize: 90, previousSize: 50 } });
    expect(verifyEvidence(bytes)).toMatchObject({ intact: true, trust: 'keys in the pack', keyDigest: report.keyDigest });
    expect(verifyEvidence(bytes, { keys: [keyOf(signerOf('stranger'))] }).findings).toMatchObject([{ _tag: 'CheckpointRefused' }]);
  });

  it('is the same bytes for the same request, whatever the order of events and however the log has grown', async () => {
    const [{ request }, again] = [await made(), await made()];
    const bytes = await done(buildEvidence(request));
    await fill(again.store, 100, 140);
    const other = await done(buildEvidence({ ...again.request, events: [...again.request.events].reverse(), log: await done(openLog(again.store)) }));
    expect(Buffer.compare(bytes, other)).toBe(0);
  });

  it('is checked by sha256sum and openssl, with the script in it', async () => {
    const { request } = await made();
    const bytes = await done(buildEvidence(request));
    const { keyDigest } = verifyEvidence(bytes);
    const said = checkedByShell(bytes);
    expect(said).toContain(`proven: ${request.events.length} events in a log of 90, signed by sakarias.example/socialnamnden`);
    expect(said).toContain(`key: ${keyDigest} `);
    const forged = resummed(repacked(bytes, edited('events/000002.json', 'psykisk', 'fysisk_')));
    expect(() => checkedByShell(forged)).toThrow(/NOT PROVEN: events\/000002\.json/);
    expect(() => checkedByShell(repacked(bytes, edited('view.json', '120003', '120004')))).toThrow(/NOT PROVEN: a file/);
    expect(() => checkedByShell(resummed(repacked(bytes, edited('checkpoint.txt', '\n90\n', '\n91\n'))))).toThrow(/NOT PROVEN: the checkpoint is not signed/);
  });

  it('is unpacked by others, where there is an unzip', async () => {
    const file = join(folder.path, 'pack.zip');
    writeFileSync(file, await done(buildEvidence((await made()).request)));
    const listed = execFileSync('python3', ['-c', 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()), z.infolist()[0].date_time)', file], { encoding: 'utf8' });
    expect(listed).toMatch(/^None \d+ \(1980, 1, 1, 0, 0, 0\)/);
  });

  it('shows every change of a byte', async () => {
    const { request } = await made();
    const { signer: _unsealed, ...plain } = request;
    for (const bytes of [await done(buildEvidence(request)), await done(buildEvidence(plain))]) {
      const missed: number[] = [];
      for (let at = 0; at < bytes.length; at += 97) {
        const wrong = Uint8Array.from(bytes);
        wrong[at] = (wrong[at] as number) ^ (1 << (at % 8));
        if (verifyEvidence(wrong, { keys }).intact) missed.push(at);
      }
      expect(missed).toEqual([]);
      for (const wrong of [bytes.subarray(1), bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from([0])]), new Uint8Array()]) expect(verifyEvidence(wrong).findings[0]).toMatchObject({ _tag: 'PackMalformed', field: 'zip' });
    }
  });

  it('shows what was changed together with the sums; only the seal covers the view', async () => {
    const { request } = await made();
    const bytes = await done(buildEvidence(request));
    const tags = (changed: Uint8Array): readonly string[] => verifyEvidence(changed, { keys }).findings.map(({ _tag, field }) => `${_tag} ${field}`);
    const forged = (name: string, from: string | RegExp, to: string): readonly string[] => tags(resummed(repacked(bytes, edited(name, from, to))));
    expect(forged('events/000001.json', 'psykisk', 'fysisk_')).toEqual(['Misdescribed events/000001.json', 'NotProven proofs/000001.tlog-proof']);
    expect(forged('events/000001.json', '{', '{ ')).toEqual(['BytesMalformed events/000001.json']);
    expect(forged('proofs/000001.tlog-proof', 'index ', 'index 1')).toEqual(['NotProven proofs/000001.tlog-proof']);
    expect(forged('manifest.json', '"revision":1', '"revision":2')).toEqual(['Misdescribed events/000002.json']);
    expect(forged('manifest.json', '"treeSize":90', '"treeSize":91')).toEqual(['Misdescribed manifest.json']);
    expect(forged('manifest.json', '"kind"', '"kin"')).toContain('PackMalformed manifest.json');
    expect(forged('absent/000001.json', '"revision":99', '"revision":98')).toEqual(['AbsenceNotShown absent/000001.json']);
    expect(forged('absent/000002.json', '"before":null', '"before":1')).toEqual(['AbsenceNotShown absent/000002.json']);
    expect(forged('consistency.txt', /^..../, 'AAAA')).toEqual(['Inconsistent consistency.txt']);
    expect(forged('previous-checkpoint.txt', '\n50\n', '\n49\n')).toEqual(['CheckpointRefused previous-checkpoint.txt']);
    expect(forged('public-key.pem', 'M', 'N')).toEqual(['Misdescribed public-key.pem']);
    expect(forged('keys.txt', 'sakarias', 'zakarias')).toEqual([]);
    expect(forged('view.json', '120003', '120004')).toEqual([]);
    expect(verifyEvidence(resummed(bytes), { keys })).toMatchObject({ intact: true, sealed: false });
    const foreign = await done(signNote('else\n', [signer]));
    expect(tags(repacked(bytes, edited('SHA256SUMS.note', /[^]*/, foreign)))).toEqual(['SealRefused SHA256SUMS.note']);
    expect(tags(repacked(bytes, (entry) => (entry.name === 'view.json' ? null : entry)))).toEqual(['FileMissing view.json', 'BytesMalformed view.json']);
    expect(tags(writeZip([...right(readZip(bytes)), { name: 'more.txt', bytes: new Uint8Array() }]) as Uint8Array)).toEqual(['FileUnexpected more.txt']);
  });

  it('is not made of what does not agree', async () => {
    const { store, request } = await made();
    const build = async (change: Partial<EvidenceRequest>) => await refused(buildEvidence({ ...request, ...change }));
    const [last] = (await readAll(store)).slice(-1);
    const [first] = request.events;
    expect(await build({ events: last === undefined ? [] : [last] })).toMatchObject({ _tag: 'NotInLog' });
    expect(await build({ events: first === undefined ? [] : [{ ...first, position: 4_000 as Position }] })).toMatchObject({ _tag: 'NotInLog' });
    expect(await build({ events: first === undefined ? [] : [{ ...first, text: first.text.replace('psykisk', 'fysisk') }] })).toMatchObject({ _tag: 'LogDisagrees' });
    expect(await build({ keys: [] })).toMatchObject({ _tag: 'NoteUnsigned' });
    expect(await build({ view: { a: NaN } })).toMatchObject({ _tag: 'NotCanonical' });
    expect(await build({ absent: { events: [{ stream: streamOf(3), revision: 0 }], index: request.absent?.index as never } })).toMatchObject({ _tag: 'LogDisagrees' });
    const other = memoryStore([auditHook()]);
    await fill(other, 500, 600);
    const log = await done(openLog(other));
    expect(await build({ log })).toMatchObject({ _tag: 'LogDisagrees' });
    expect(await build({ absent: { events: [], index: await done(indexStreams(other, log)) } })).toMatchObject({ _tag: 'LogDisagrees' });
    expect(right(openCheckpoint(request.checkpoint, keys)).size).toBe(90);
  });
});
