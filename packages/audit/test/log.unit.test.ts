import { join } from 'node:path';

import type { EventStore, Position } from '@frist/event-sourcing';
import { openSqliteEventStore } from '@frist/event-store-sqlite';
import * as E from 'fp-ts/Either';

import { auditHook, auditLogName, type AuditLog, base64, caughtUpLog, leafHash, logRoot, proveInclusion, rootAt, sameHash, treeOf, verifyInclusion } from '../src';
import { appendLeaves } from '../src/append-leaves';
import { keptLog } from '../src/audit-log';
import { attempt } from '../src/failure';
import { openLog } from '../src/open-log';
import { done, encoded, fill, left, memoryStore, noon, readAll, refused, right, streamOf, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(folder.remove);

/** The log is what the definition says of the store's texts. */
const expectLogOf = async (store: EventStore, log: AuditLog): Promise<void> => {
  const events = await readAll(store);
  const tree = treeOf(events.length, events.map((event) => leafHash(event.text)));
  expect(log.size).toBe(events.length);
  expect(log.last).toBe(events[events.length - 1]?.position ?? null);
  for (let size = 0; size <= events.length; size += size < 40 ? 1 : 117) expect(base64(right(logRoot(log, size)))).toBe(base64(right(rootAt(tree, size))));
  const wrong = events.filter((event, index) => log.indexOf(event.position) !== index || log.leaf(index).position !== event.position || !sameHash(log.leaf(index).hash, leafHash(event.text)));
  expect(wrong).toEqual([]);
  expect(log.indexOf(999_999 as Position)).toBeNull();
  const root = right(logRoot(log));
  for (let index = 0; index < events.length; index += 73) {
    expect(verifyInclusion({ index, size: log.size, leaf: log.leaf(index).hash, proof: right(proveInclusion(log, index)), root })).toBe(true);
  }
};

describe('the log kept by the hook', () => {
  it.each([1, 7, 100])('covers what is appended, %i at a time', async (size) => {
    const store = memoryStore([auditHook()]);
    await fill(store, 0, 600, size);
    const log = await done(openLog(store, 'as kept'));
    expect(log.kept).toBe(600);
    await expectLogOf(store, log);
  });

  it('is empty for an empty store, and for one without the hook', async () => {
    for (const store of [memoryStore([auditHook()]), memoryStore()]) await expectLogOf(store, await done(openLog(store)));
  });

  it('catches up with what was written without it, before, between and across processes', async () => {
    const file = join(folder.path, 'late.db');
    const open = async (hooked: boolean): Promise<EventStore> => await done(openSqliteEventStore({ file, clock: () => noon, onAppend: hooked ? [auditHook()] : [] }));
    const bare = await open(false);
    await fill(bare, 0, 2_345, 100);
    const late = await done(openLog(bare));
    expect([late.kept, late.size]).toEqual([0, 2_345]);
    const hooked = await open(true);
    await fill(hooked, 3_000, 3_003);
    await fill(bare, 4_000, 4_005);
    const between = await done(openLog(hooked));
    expect([between.kept, between.size]).toEqual([2_348, 2_353]);
    await expectLogOf(hooked, between);
    await fill(hooked, 5_000, 5_001);
    const log = await done(openLog(hooked, 'as kept'));
    expect(log.size).toBe(2_354);
    await expectLogOf(hooked, log);
    for (const store of [bare, hooked]) await done(store.close());
    const readOnly = await done(openSqliteEventStore({ file, clock: () => noon, mode: 'read-only' }));
    await expectLogOf(readOnly, await done(openLog(readOnly, 'as kept')));
    await done(readOnly.close());
    expect((await refused(openLog(readOnly)))._tag).toBe('StoreClosed');
  });

  it('is one log for several writers, and for appends that were undone', async () => {
    const file = join(folder.path, 'shared.db');
    const refusing = { name: 'refusing', onAppend: (events: readonly { readonly text: string }[]) => { if (events.some(({ text }) => text.includes('undo'))) throw new Error('no'); } };
    const open = async (): Promise<EventStore> => await done(openSqliteEventStore({ file, clock: () => noon, onAppend: [auditHook(), refusing] }));
    const stores = [await open(), await open()];
    for (let n = 0; n < 90; n += 1) {
      const store = stores[n % 7 < 3 ? 0 : 1] as EventStore;
      if (n % 4 === 1) expect((await refused(store.append({ stream: streamOf(8), expected: 'any', events: [encoded(streamOf(8), 9_000 + n, { undo: n })] })))._tag).toBe('HookFailed');
      await fill(store, n * 10, n * 10 + 1 + (n % 5), 3);
    }
    for (const store of stores) await expectLogOf(store, await done(openLog(store, 'as kept')));
    for (const store of stores) await done(store.close());
  });

  it('refuses to go on over a store whose end was cut off', async () => {
    const ahead = auditHook();
    const store = memoryStore([
      { name: auditLogName, onAppend: (events, slot, earlier) => ahead.onAppend(events, slot, { ...earlier, last: earlier.last === null ? null : ((earlier.last - 1) as Position) }) },
    ]);
    await fill(store, 0, 1);
    expect((await refused(store.append({ stream: streamOf(1), expected: 'any', events: [encoded(streamOf(1), 9)] })))._tag).toBe('HookFailed');
  });

  it('tells of pages that are missing or cut', () => {
    const kept = new Map<string, Uint8Array>();
    appendLeaves({ get: (key) => kept.get(key) ?? null, put: (key, value) => void kept.set(key, Uint8Array.from(value)) }, Array.from({ length: 700 }, (_, i) => ({ hash: leafHash(String(i)), position: i as Position })));
    for (const key of kept.keys()) {
      for (const value of [null, (kept.get(key) as Uint8Array).subarray(0, -1)]) {
        const storage = { get: (asked: string) => (asked === key ? value : (kept.get(asked) ?? null)) };
        const found = attempt(() => {
          const log = keptLog(storage);
          for (let i = 0; i < log.size; i += 1) {
            const proof = proveInclusion(log, i);
            if (proof._tag === 'Left') return proof;
          }
          return log.size === 0 ? E.left({ _tag: 'LogDamaged' }) : E.right(log);
        });
        expect(left(found)._tag).toBe('LogDamaged');
      }
    }
  });
});

describe('the log kept in a read model', () => {
  it('is caught up in pages, goes on where it was, and is the same log', async () => {
    const file = join(folder.path, 'model.db');
    for (const store of [memoryStore(), await done(openSqliteEventStore({ file, clock: () => noon }))]) {
      await expectLogOf(store, await done(caughtUpLog(store)));
      await fill(store, 0, 4_100, 100);
      await expectLogOf(store, await done(caughtUpLog(store)));
      await fill(store, 5_000, 5_011);
      const log = await done(caughtUpLog(store));
      expect(log.size).toBe(4_111);
      await expectLogOf(store, log);
      await done(store.close());
      expect((await refused(caughtUpLog(store)))._tag).toBe('StoreClosed');
    }
  });
});
