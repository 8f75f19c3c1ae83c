import { join } from 'node:path';

import type { EventStore, Position, StoredEvent } from '@frist/event-sourcing';
import { openSqliteEventStore } from '@frist/event-store-sqlite';
import * as E from 'fp-ts/Either';

import { auditHook, caughtUpLog, checkpointStore, type Finding, leafHash, memoryLog, openLog, signCheckpoint, type VerificationReport, verifyStore, type VerifyOptions } from '../src';
import { done, fill, keyOf, memoryStore, noon, readAll, refused, signerOf, streamOf, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(folder.remove);
const signer = signerOf('board');
const keys = [keyOf(signer)];

const tagsOf = ({ findings }: VerificationReport): readonly Finding['_tag'][] => findings.map(({ _tag }) => _tag);

/** A store read through a pane of glass that changes what is seen. */
const seen = (store: EventStore, change: (event: StoredEvent) => StoredEvent, extra: Partial<EventStore> = {}): EventStore => {
  const page =
    (read: ReturnType<EventStore['readAll']>): ReturnType<EventStore['readAll']> =>
    async () =>
      E.map((answer: { events: readonly StoredEvent[]; more: boolean }) => ({ ...answer, events: answer.events.map(change) }))(await read());
  return { ...store, readAll: (options) => page(store.readAll(options)), readStream: (stream, options) => page(store.readStream(stream, options)), ...extra };
};

const signedStore = async (): Promise<{ store: EventStore; options: VerifyOptions }> => {
  const store = memoryStore([auditHook()]);
  const checkpoints: string[] = [];
  for (const [from, to] of [[0, 40], [40, 90], [90, 120]] as const) {
    await fill(store, from, to, 3);
    checkpoints.push(await done(checkpointStore(store, { signer, at: noon, before: checkpoints, keys })));
  }
  await fill(store, 120, 130);
  return { store, options: { checkpoints, keys } };
};

describe('verifying a store', () => {
  it('finds nothing in one that is as it was', async () => {
    const { store, options } = await signedStore();
    const report = await done(verifyStore(store, options));
    expect(report).toMatchObject({ intact: true, findings: [], findingsLeftOut: 0, events: 130, covered: 130, signed: 120 });
    expect(report.checkpoints.map(({ size, verdict, signedAt }) => [size, verdict, signedAt])).toEqual([[40, 'verifies', noon], [90, 'verifies', noon], [120, 'verifies', noon]]);
    expect(await done(verifyStore(memoryStore(), { checkpoints: [], keys }))).toMatchObject({ intact: true, events: 0, signed: 0 });
  });

  it('tells how far the log goes where the hook was off', async () => {
    const store = memoryStore();
    await fill(store, 0, 30);
    const note = await done(checkpointStore(store, { signer, at: noon, before: [], keys }));
    expect(await done(verifyStore(store, { checkpoints: [note], keys }))).toMatchObject({ intact: true, events: 30, covered: 0, signed: 30 });
    const log = await done(caughtUpLog(store));
    await fill(store, 30, 40);
    expect(await done(verifyStore(store, { checkpoints: [note], keys, log }))).toMatchObject({ intact: true, events: 40, covered: 30, signed: 30 });
  });

  it('names the event whose bytes differ, and the byte where they are no canonical JSON', async () => {
    const { store, options } = await signedStore();
    const [event] = (await readAll(store)).slice(57);
    const place = { position: event?.position as Position, index: 57, revision: event?.revision as number };
    const report = await done(verifyStore(seen(store, (one) => (one.position === place.position ? { ...one, text: one.text.replace('psykisk', 'fysisk_') } : one)), options));
    expect(report.findings).toMatchObject([{ _tag: 'EventChanged', ...place, stream: (JSON.parse(event?.text ?? '') as { stream: string }).stream }]);
    expect(report.checkpoints.map(({ verdict }) => verdict)).toEqual(['verifies', 'verifies', 'verifies']);
    const spaced = await done(verifyStore(seen(store, (one) => (one.position === place.position ? { ...one, text: one.text.replace(',"board"', ', "board"') } : one)), options));
    const byteOffset = Buffer.byteLength((event?.text ?? '').slice(0, (event?.text ?? '').indexOf(',"board"') + 1));
    expect(spaced.findings[0]).toMatchObject({ _tag: 'BytesMalformed', ...place, byteOffset });
    expect(tagsOf(spaced)).toContain('EventChanged');
  });

  it('gives the range between two checkpoints when leaf hashes were rewritten as well', async () => {
    const { store, options } = await signedStore();
    const forged = seen(store, (one) => (one.position === 57 ? { ...one, text: one.text.replace('psykisk', 'fysisk_') } : one));
    const log = memoryLog((await readAll(forged)).map(({ text, position }) => ({ hash: leafHash(text), position })));
    const report = await done(verifyStore(forged, { ...options, log }));
    expect(report.findings).toMatchObject([{ _tag: 'LeavesRewritten', after: 40, upTo: 90, afterPosition: 39, upToPosition: 89 }]);
    expect(report.signed).toBe(40);
    expect(report.checkpoints.map(({ verdict }) => verdict)).toEqual(['verifies', 'differs', 'differs']);
    expect(await done(verifyStore(forged, { ...options, checkpoints: [], log }))).toMatchObject({ intact: true, signed: 0 });
  });

  it('sees a store cut off behind its checkpoints, whatever the log says', async () => {
    const { options } = await signedStore();
    const shorter = memoryStore([auditHook()]);
    await fill(shorter, 0, 40, 3);
    const report = await done(verifyStore(shorter, options));
    expect(report.findings).toMatchObject([{ _tag: 'StoreTruncated', after: 40, upTo: 120, afterPosition: 39 }]);
    expect(report.checkpoints.map(({ verdict }) => verdict)).toEqual(['verifies', 'beyond the store', 'beyond the store']);
  });

  it('refuses checkpoints of strangers, of other logs, out of order, or by a key retired before', async () => {
    const { store, options } = await signedStore();
    const [first, second, third] = options.checkpoints as readonly [string, string, string];
    const stranger = signerOf('stranger');
    const other = await done(signCheckpoint(await done(openLog(store)), { signer: signerOf('other', 'other.example') }));
    const report = await done(
      verifyStore(store, { keys: [keyOf(signer, 100), keyOf(signerOf('other', 'other.example'))], checkpoints: [second, first, other, 'nonsense', first.replace('\n40\n', '\n41\n'), third] }),
    );
    expect(report.findings.map((finding) => [finding._tag, finding.field, finding.rule])).toEqual([
      ['CheckpointsOutOfOrder', 'checkpoint 2', 'audit/checkpoint-order'],
      ['CheckpointRefused', 'checkpoint 3', 'audit/origin'],
      ['CheckpointRefused', 'checkpoint 4', 'c2sp.org/signed-note'],
      ['CheckpointRefused', 'checkpoint 5', 'c2sp.org/signed-note'],
      ['CheckpointRefused', 'checkpoint 6', 'audit/retired-key'],
    ]);
    expect(tagsOf(await done(verifyStore(store, { ...options, keys: [keyOf(stranger)] })))).toEqual(['CheckpointRefused', 'CheckpointRefused', 'CheckpointRefused']);
  });

  it('reads every stream as a writer would', async () => {
    const { store, options } = await signedStore();
    const hidden = streamOf(3);
    const hiding = seen(store, (one) => one, { readStream: (stream, page) => store.readStream(stream === hidden ? streamOf(999) : stream, page) });
    expect((await done(verifyStore(hiding, options))).findings).toMatchObject([{ _tag: 'StreamReadingDisagrees', stream: hidden, revision: 0 }]);
    expect((await done(verifyStore(hiding, { ...options, streams: false }))).intact).toBe(true);
    const mixing = seen(store, (one) => one, { readStream: (stream, page) => store.readStream(stream === hidden ? streamOf(4) : stream, page) });
    expect(tagsOf(await done(verifyStore(mixing, options)))).toEqual(['StreamReadingDisagrees']);
  });

  it('goes on after an event that the store cannot give, as far as the log knows the way', async () => {
    const { store, options } = await signedStore();
    const broken = (position: number, log: boolean): EventStore => ({
      ...store,
      ...(log ? {} : { hookSlot: () => ({ get: () => null }) }),
      readAll: (page) => async () => {
        const read = await store.readAll(page)();
        return E.isRight(read) && read.right.events.some((event) => event.position === position)
          ? E.left({ _tag: 'StoreCorrupt', rule: 'event-store/corrupt', field: 'file', expected: 'a file that is not damaged' } as const)
          : read;
      },
    });
    const report = await done(verifyStore(broken(57, true), options));
    expect(report.findings[0]).toMatchObject({ _tag: 'EventUnreadable', index: 57, position: 57 });
    expect(report).toMatchObject({ events: 129, signed: 120 });
    const blind = await done(verifyStore(broken(57, false), options));
    expect(tagsOf(blind)).toEqual(['EventUnreadable', 'StoreTruncated']);
    const closed = memoryStore([auditHook()]);
    await done(closed.close());
    expect((await refused(verifyStore(closed, { ...options, log: memoryLog([]) })))._tag).toBe('StoreClosed');
  });

  it('keeps the first findings and counts the rest', async () => {
    const { store, options } = await signedStore();
    const report = await done(verifyStore(seen(store, (one) => ({ ...one, text: one.text.replace('psykisk', 'fysisk_') })), { ...options, limit: 5 }));
    expect([report.findings.length, report.findingsLeftOut]).toEqual([5, 125]);
  });

  it('sees what is done to the file of an SQLite store', async () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const Libsql = require(require.resolve('libsql', { paths: [join(__dirname, '../../event-store-sqlite')] })) as new (file: string) => { exec: (sql: string) => void; close: () => void };
    const file = join(folder.path, 'store.db');
    const open = async (mode: 'read-write' | 'read-only'): Promise<EventStore> => await done(openSqliteEventStore({ file, clock: () => noon, mode, onAppend: [auditHook()] }));
    const store = await open('read-write');
    await fill(store, 0, 100, 3);
    const checkpoints = [await done(checkpointStore(store, { signer, at: noon, before: [], keys }))];
    await done(store.close());
    const after = async (sql: string, undo: string): Promise<readonly Finding['_tag'][]> => {
      for (const [i, statement] of [sql, undo].entries()) {
        const db = new Libsql(file);
        db.exec(statement);
        db.close();
        if (i === 1) break;
        const readOnly = await open('read-only');
        const report = await done(verifyStore(readOnly, { checkpoints, keys }));
        await done(readOnly.close());
        undone.push(tagsOf(report));
      }
      return undone.pop() as readonly Finding['_tag'][];
    };
    const undone: (readonly Finding['_tag'][])[] = [];
    const swap = "UPDATE event SET text = replace(text, 'psykisk', 'PSYKISK') WHERE position = 50";
    expect(await after('SELECT 1', 'SELECT 1')).toEqual([]);
    expect(await after(swap, swap.replace("'psykisk', 'PSYKISK'", "'PSYKISK', 'psykisk'"))).toEqual(['EventChanged']);
    expect(await after('UPDATE event SET revision = revision + 1 WHERE position = 50', 'UPDATE event SET revision = revision - 1 WHERE position = 50')).toContain('RowDisagrees');
    expect(await after("UPDATE event SET text = CAST(x'ff' || substr(CAST(text AS BLOB), 2) AS TEXT) WHERE position = 50", "UPDATE event SET text = CAST(x'7b' || substr(CAST(text AS BLOB), 2) AS TEXT) WHERE position = 50")).toContain('EventUnreadable');
    expect(await after("CREATE TABLE aside AS SELECT * FROM hook_slot WHERE key LIKE '1/%'; UPDATE hook_slot SET value = zeroblob(length(value)) WHERE key LIKE '1/%'", 'UPDATE hook_slot SET value = (SELECT value FROM aside WHERE aside.key = hook_slot.key) WHERE key IN (SELECT key FROM aside); DROP TABLE aside')).toContain('LogDamaged');
    expect(await after("CREATE TABLE aside AS SELECT * FROM hook_slot WHERE key = 'tip'; UPDATE hook_slot SET value = x'00' WHERE key = 'tip'", "UPDATE hook_slot SET value = (SELECT value FROM aside) WHERE key = 'tip'; DROP TABLE aside")).toEqual(['LogDamaged']);
    expect(await after('CREATE TABLE aside AS SELECT * FROM event WHERE position >= 97; DELETE FROM event WHERE position >= 97', 'INSERT INTO event SELECT * FROM aside; DROP TABLE aside')).toContain('EventMissing');
    expect(await after('SELECT 1', 'SELECT 1')).toEqual([]);
  });
});
