/**
 * The whole way on disk: written, read without keys, seen by somebody who may, proven, disposed of, proven again. Secrets
 * are planted in everything that is written or answered; every file is searched for them.
 */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type CivilDate, type Instant, unsafeCivilDate } from '@frist/calendar';
import { auditHook, buildEvidence, checkpointStore, ed25519Signer, openLog, verifierKey, verifyEvidence, verifyStore } from '@frist/audit';
import { type EventStore, readStreamEvents, type SealedReading, type StreamName } from '@frist/event-sourcing';
import { openSqliteEventStore } from '@frist/event-store-sqlite';
import { generateKeyPairSync } from 'node:crypto';

import {
  accessStreamOf, bindKeyStore, birthFactsOf, boundKeyStore, carryOutDisposal, createKeyFile, createWrappingKeyFile, disposalDue, fileKeyStore, type FileKeyStore, nobody, openSurvey, rotateWrappingKey, sealerFrom, subjectStream, type Survey, unseal, type Viewer, wrappingKeysFromFile,
} from '../src';
import { catalogue, registerOf, stateOf, tell } from './example-domain';
import { anna, board, bo, contents, folder, removeFolders, right } from './support';

afterAll(removeFolders);

const secrets = ['Annamaria Hemlund', '198507099805', '19850709-9805', 'slog barnet i hallen', 'Bertil Angivarsson', 'utredningen rör modern', 'rättad text om Annamaria'];
const planted = (text: string): readonly string[] =>
  secrets.filter((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), Buffer.from(secret).toString('base64').slice(0, -4), Buffer.from(secret).toString('hex')].some((form) => text.includes(form) || text.includes(Buffer.from(form, 'utf8').toString('latin1'))));

const stream = 'concern-00000000-0000-4000-8000-00000000aaaa' as StreamName;
const actor = { role: 'handläggare', ref: 'h-17' } as Viewer['actor'];
const clerk: Viewer = { actor, roles: new Set(['person-data']) };
const why = { reason: 'handling', reference: 'SN 2020:12 § 4' };
const report = { client: anna, reporter: bo, what: secrets[3], clientName: secrets[0], clientNumber: secrets[1], reporterName: secrets[4] };

it('seals, shows to those who may, disposes, and stays proven', async () => {
  const dir = folder();
  const [file, wrappingFile, db] = [join(dir, 'keys'), join(dir, 'wrapping-key'), join(dir, 'frist.db')];
  let now = '2020-03-10T09:00:00.000Z' as Instant;
  const clock = (): Instant => now;
  const answers: unknown[] = [];
  const said = <A>(answer: A): A => {
    answers.push(answer);
    return answer;
  };
  const openKeys = (): FileKeyStore => right(fileKeyStore({ file, wrapping: wrappingKeysFromFile(wrappingFile) }));
  const openStore = async (mode: 'read-write' | 'read-only' = 'read-write'): Promise<EventStore> => right(await openSqliteEventStore({ file: db, clock, mode, ...(mode === 'read-only' ? {} : { onAppend: [auditHook()] }) })());

  right(createWrappingKeyFile(wrappingFile));
  const id = right(createKeyFile({ file, wrapping: wrappingKeysFromFile(wrappingFile) }));
  let keys = openKeys();
  let store = await openStore();
  let survey: Survey = right(await openSurvey(store)());
  let register = registerOf(store, sealerFrom(keys, survey), clock);
  right(await bindKeyStore(register, keys)({ board, actor })());
  expect(right(await boundKeyStore(register, board)())).toBe(id);

  // Written; a command in the wrong form is refused without being repeated.
  const first = right(await tell(register, stream, 'reportConcern', '2020-03-09', report, 'c-1'));
  expect(right(await tell(register, stream, 'reportConcern', '2020-03-09', report, 'c-1')).repeated).toBe(true);
  said(await tell(register, stream, 'reportConcern', '2020-03-09', { ...report, what: 'annat' }, 'c-1'));
  said(await tell(register, stream, 'reportConcern', '2020-03-09', { ...report, clientNumber: secrets[2], clientName: { name: secrets[0] } }));
  right(await tell(register, stream, 'decline', '2020-03-10', { client: anna, reasons: [{ code: 'unfounded', text: secrets[5] }] }));
  right(await tell(register, stream, 'correctFact', '2020-03-10', { fact: first.events[0]?.id, reason: 'fel antecknat', data: { ...report, what: secrets[6] } }));
  const own = subjectStream(anna);
  for (const data of [{ file: 'akt-1', kind: 'personal-file' }, { file: 'anmalan-1', kind: 'concern-report' }]) right(await tell(register, own, 'registerFile', '2020-03-10', data));
  right(await tell(register, own, 'recordBirthFacts', '2020-03-10', birthFactsOf(unsafeCivilDate('1990-01-16'))));

  // Reading without keys is normal.
  const events = right(await readStreamEvents(store, catalogue, stream)());
  expect(stateOf(events.slice(0, 2))).toEqual({ reported: 1, declined: 1 });
  const stored = events[0]?.data as { readonly what: SealedReading; readonly reporterName: SealedReading };
  expect(stored.what).toMatchObject({ _tag: 'sealed', subject: anna });

  // Seen by those who may, and only after it has been recorded that they look.
  const nothing = { left: [{ _tag: 'AccessDenied' }] };
  expect(said(await unseal(register)({ stream, boxes: 'all', viewer: nobody, why })())).toMatchObject(nothing);
  expect(said(await unseal(register)({ stream, boxes: 'all', viewer: clerk, why, roleFor: () => 'lex-sarah' })())).toMatchObject(nothing);
  expect(said(await unseal(register)({ stream, boxes: 'all', viewer: clerk, why: { reason: secrets[0] as string } })())).toMatchObject({ left: [{ _tag: 'InvalidData', field: 'why.reason' }] });
  expect(said(await unseal(register)({ stream, boxes: 'all', viewer: clerk, why: { reason: 'handling', reference: secrets[0] as string } })())).toMatchObject({ left: [{ _tag: 'InvalidData' }] });
  const seen = right(await unseal(register)({ stream, boxes: 'all', viewer: clerk, why })());
  expect(seen.map(({ field, reading }) => [field, reading])).toEqual([
    ['clientName', { _tag: 'open', value: secrets[0] }],
    ['clientNumber', { _tag: 'open', value: secrets[1] }],
    ['reporterName', { _tag: 'open', value: secrets[4] }],
    ['what', { _tag: 'open', value: secrets[3] }],
    ['reasons[0].text', { _tag: 'open', value: secrets[5] }],
    ['clientName', { _tag: 'open', value: secrets[0] }],
    ['clientNumber', { _tag: 'open', value: secrets[1] }],
    ['reporterName', { _tag: 'open', value: secrets[4] }],
    ['what', { _tag: 'open', value: secrets[6] }],
  ]);
  const one = right(await unseal(register)({ stream, boxes: [stored.what], viewer: clerk, why: { reason: 'follow-up' } })());
  expect(one.map(({ reading }) => reading)).toEqual([{ _tag: 'open', value: secrets[3] }]);
  const accesses = right(await readStreamEvents(store, catalogue, accessStreamOf(board, stream))());
  expect(accesses).toHaveLength(2);
  expect(accesses[1]).toMatchObject({ type: 'AccessGranted', actor, data: { of: stream, role: 'person-data', why: { reason: 'follow-up' }, subjects: [anna], boxes: 1, fields: [{ event: first.events[0]?.id, field: 'what' }] } });
  const readOnly = await openStore('read-only');
  expect(await unseal(registerOf(readOnly, register.sealer, clock))({ stream, boxes: 'all', viewer: clerk, why })()).toMatchObject({ left: [{ _tag: 'AccessNotRecorded' }] });

  // Proven before …
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signer = right(ed25519Signer('sakarias.example/socialnamnden', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()));
  const proving = [right(verifierKey(signer.name, Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(12))))];
  const prove = async (of: StreamName, before: readonly string[]): Promise<{ readonly pack: Uint8Array; readonly checkpoint: string }> => {
    const checkpoint = right(await checkpointStore(store, { signer, at: clock(), before, keys: proving })());
    const page = right(await store.readStream(of, { direction: 'forwards', limit: 100 })());
    const asOf = now.slice(0, 10) as CivilDate;
    const pack = right(await buildEvidence({ kind: 'stream', id: of, asOf, knownAt: now, viewer: 'revisor 2', version: '0.1.0', summary: { sv: '-', en: '-' }, view: {}, events: page.events, log: right(await openLog(store)()), checkpoint, keys: proving })());
    return { pack, checkpoint };
  };
  const before = await prove(stream, []);
  writeFileSync(join(dir, 'before.zip'), before.pack);
  cpSync(file, join(dir, 'backup-of-keys'));

  // Not due while a rule runs; not without a decision; not by a clock that has gone back.
  const order = { id: 'gallra-1' as never, board, subject: anna, decision: 'SN 2026:12 § 45', actor, municipality: { researchCounty: false } };
  const dispose = async (changed: object): Promise<unknown> => said(await carryOutDisposal(register, keys, survey)({ ...order, asOf: unsafeCivilDate(now.slice(0, 10)), ...changed })());
  expect(await dispose({})).toMatchObject({ left: [{ _tag: 'RetentionRuns', value: expect.stringContaining('akt-1 retention-runs 2025-03-10') as string }] });
  now = '2026-05-02T09:00:00.000Z' as Instant;
  expect(await dispose({ decision: '' })).toMatchObject({ left: [{ _tag: 'NoDisposalDecided' }] });
  expect(await dispose({ municipality: undefined })).toMatchObject({ left: [{ _tag: 'DisposalUndecidable' }] });
  expect(await dispose({ asOf: unsafeCivilDate('2026-05-03') })).toMatchObject({ left: [{ _tag: 'AsOfInTheFuture' }] });
  const due = right(await disposalDue(register, survey, keys, { board, asOf: unsafeCivilDate('2026-05-02'), municipality: { researchCounty: false } })());
  expect(due).toMatchObject([
    { subject: anna, lastEntry: '2020-03-10', streams: [stream], key: 'held', answer: { retention: 'due', keptUntil: '2025-03-10', finishBy: '2026-12-31', late: false } },
    { subject: bo, key: 'held', answer: { retention: 'undecidable', because: [{ reason: 'no-file-registered' }] } },
  ]);
  expect(await dispose({ subject: bo })).toMatchObject({ left: [{ _tag: 'DisposalUndecidable' }] });

  // Carried out.
  const done = await dispose({});
  expect(done).toMatchObject({ right: { subject: anna, before: false, fingerprint: expect.stringMatching(/^[\w-]{43}$/) as string } });
  expect(right(await readStreamEvents(store, catalogue, own)()).slice(-2)).toMatchObject([
    { type: 'DisposalDecided', data: { decision: 'SN 2026:12 § 45', files: [{ file: 'akt-1', rule: 'gallring/personakt', version: '2003' }, { file: 'anmalan-1' }] } },
    { type: 'DisposalCarriedOut', actor, occurredOn: '2026-05-02', data: { decision: 'SN 2026:12 § 45', keyStore: id, streams: 1, lastEntry: '2020-03-10' } },
  ]);
  const after = async (): Promise<void> => {
    const readings = right(await unseal(register)({ stream, boxes: 'all', viewer: clerk, why })());
    for (const { subject, reading } of readings) expect(reading).toEqual(subject === anna ? { _tag: 'disposed', subject: anna } : { _tag: 'open', value: secrets[4] });
    expect(await tell(register, stream, 'reportConcern', '2026-05-02', report)).toMatchObject({ left: [{ _tag: 'SubjectDisposed' }] });
    expect(await tell(register, own, 'registerFile', '2026-05-02', { file: 'akt-2', kind: 'personal-file' })).toMatchObject({ left: [{ _tag: 'SubjectDisposed' }] });
  };
  await after();
  right(await tell(register, stream, 'decline', '2026-05-02', { client: bo, reasons: [{ code: 'moved', text: secrets[4] }] }));
  expect(right(await disposalDue(register, survey, keys, { asOf: unsafeCivilDate('2026-05-02') })())[0]).toMatchObject({ key: 'destroyed', answer: { retention: 'disposed', decision: 'SN 2026:12 § 45', on: '2026-05-02', writtenSince: false } });

  // A key that comes back from a copy is refused, and destroyed again.
  for (const again of [0, 1]) {
    keys.close();
    right(await store.close()());
    if (again === 1) cpSync(join(dir, 'backup-of-keys'), file);
    keys = openKeys();
    store = await openStore();
    survey = right(await openSurvey(store)());
    register = registerOf(store, sealerFrom(keys, survey), clock);
    await after();
    expect(await dispose({})).toMatchObject({ right: { before: true } });
    expect(right(keys.find(anna))).toMatchObject({ _tag: 'destroyed' });
  }
  // The old copy is all that can open it, and with its wrapping key gone, that cannot either.
  right(rotateWrappingKey({ file, wrappingFile }));
  expect(fileKeyStore({ file: join(dir, 'backup-of-keys'), wrapping: wrappingKeysFromFile(wrappingFile) })).toMatchObject({ left: { _tag: 'WrappingKeyMissing' } });
  await after();

  // … and after: what was proven still is, and the disposal itself can be.
  const later = await prove(own, [before.checkpoint]);
  expect(verifyEvidence(before.pack, { keys: proving })).toMatchObject({ intact: true });
  expect(verifyEvidence(later.pack, { keys: proving })).toMatchObject({ intact: true });
  expect(right(await verifyStore(store, { checkpoints: [before.checkpoint, later.checkpoint], keys: proving })())).toMatchObject({ intact: true });
  writeFileSync(join(dir, 'after.zip'), later.pack);

  // The packs are zip files without compression. Nothing that was planted is in anything that was written or answered, in free pages neither: it never was written.
  const files = contents(dir);
  expect(files.map(([name]) => name)).toEqual(expect.arrayContaining([db, file, wrappingFile, `${db}-wal`]));
  for (const [name, bytes] of files) expect([name, planted(bytes)]).toEqual([name, []]);
  expect(planted(JSON.stringify(answers))).toEqual([]);
  right(await store.close()());
  for (const [name, bytes] of contents(dir)) expect([name, planted(bytes)]).toEqual([name, []]);
  expect(planted(`x ${secrets[0]} y`)).toEqual([secrets[0]]);
});
