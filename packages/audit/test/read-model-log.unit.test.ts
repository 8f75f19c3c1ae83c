/** The log of a store that runs no hooks: kept in its read models, and never caught up over a history that has changed. */
import type { EventStore, Position, ReadModels, StoredEvent } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { auditHook, auditLogName, base64, caughtUpLog, checkpointStore, logRoot, openLog, verifyStore } from '../src';
import { done, fill, keyOf, memoryStore, noon, readAll, refused, right, signerOf } from './support';

const signer = signerOf('board');
const keys = [keyOf(signer)];

/** A store as a cluster is: no hooks; what it holds can be shown otherwise than it was. */
const hookless = (under: EventStore, change: (events: readonly StoredEvent[]) => readonly StoredEvent[] = (events) => events): EventStore => {
  const { hookSlot: _, appendAtomically: __, ...store } = under;
  const all = async (): Promise<readonly StoredEvent[]> => change(await readAll(under));
  return {
    ...store,
    readAll: ({ after = -1, limit }) => async () => {
      const rest = (await all()).filter(({ position }) => position > after);
      return E.right({ events: rest.slice(0, limit), more: rest.length > limit });
    },
    readStream: (stream, { after = -1, limit }) => async () => {
      const rest = (await all()).filter(({ text, revision }) => text.includes(`"stream":"${stream}"`) && revision > after);
      return E.right({ events: rest.slice(0, limit), more: rest.length > limit });
    },
  };
};
const without = (position: number) => (events: readonly StoredEvent[]): readonly StoredEvent[] => events.filter((event) => event.position !== position);
const changed = (position: number) => (events: readonly StoredEvent[]): readonly StoredEvent[] =>
  events.map((event) => (event.position === position ? { ...event, text: event.text.replace('psykisk', 'fysisk_') } : event));
const cutTo = (count: number) => (events: readonly StoredEvent[]): readonly StoredEvent[] => events.slice(0, count);

const caughtUp = async (count = 40): Promise<{ readonly under: EventStore; readonly store: EventStore; readonly root: string }> => {
  const under = memoryStore();
  await fill(under, 0, count, 3);
  const store = hookless(under);
  return { under, store, root: base64(right(logRoot(await done(caughtUpLog(store))))) };
};
const sizeKept = async (store: EventStore): Promise<number> => (await done(openLog(store, 'as kept'))).size;

describe('the log in the read models of a store without hooks', () => {
  it('is opened as kept, and with what follows; the roots are those of the hook', async () => {
    const { under, store, root } = await caughtUp();
    const hooked = memoryStore([auditHook()]);
    await fill(hooked, 0, 40, 3);
    expect(base64(right(logRoot(await done(openLog(hooked)))))).toBe(root);
    await fill(under, 40, 51);
    await fill(hooked, 40, 51);
    expect(await sizeKept(store)).toBe(40);
    const followed = await done(openLog(store));
    expect([followed.kept, followed.size]).toEqual([40, 51]);
    expect(base64(right(logRoot(followed)))).toBe(base64(right(logRoot(await done(openLog(hooked))))));
    expect(await sizeKept(store)).toBe(40);
    expect((await done(caughtUpLog(store))).size).toBe(51);
    expect((await done(openLog(store, 'as kept'))).kept).toBe(51);
  });

  it('several who catch up at once make one log', async () => {
    const under = memoryStore();
    await fill(under, 0, 2_500, 100);
    const store = hookless(under);
    const logs = await Promise.all([1, 2, 3].map(async () => await done(caughtUpLog(store))));
    expect(logs.map(({ size }) => size)).toEqual([2_500, 2_500, 2_500]);
    expect(new Set(logs.map((log) => base64(right(logRoot(log))))).size).toBe(1);
    expect(await done(verifyStore(store, { checkpoints: [], keys: [], streams: false }))).toMatchObject({ intact: true, covered: 2_500 });
  });

  it.each([
    ['the last event is gone', cutTo(39), 'LogAhead', 'EventMissing'],
    ['all is gone', cutTo(0), 'LogAhead', 'EventMissing'],
    ['the last event is another', changed(39), 'LogDisagrees', 'EventChanged'],
    ['the last event was moved', (events: readonly StoredEvent[]) => events.map((event) => (event.position === 39 ? { ...event, position: 39.5 as Position } : event)), 'LogAhead', 'EventMissing'],
    ['an event was put in before it', (events: readonly StoredEvent[]) => events.flatMap((event) => (event.position === 39 ? [{ ...event, position: 38.5 as Position }, event] : [event])), 'LogDisagrees', 'EventInserted'],
  ] as const)('is not caught up where %s; verifying names it', async (_what, change, refusal, finding) => {
    const { under } = await caughtUp();
    const tampered = hookless(under, change);
    // Further events come; nothing of them is taken up.
    const growing = hookless(under, (events) => [...change(events.filter(({ position }) => position < 40)), ...events.filter(({ position }) => position >= 40)]);
    await fill(under, 40, 50);
    for (const store of [tampered, growing]) {
      expect((await refused(caughtUpLog(store)))._tag).toBe(refusal);
      expect((await refused(openLog(store)))._tag).toBe(refusal);
      expect((await refused(checkpointStore(store, { signer, at: noon, before: [], keys })))._tag).toBe(refusal);
      expect(await sizeKept(store)).toBe(40);
      const report = await done(verifyStore(store, { checkpoints: [], keys: [], streams: false }));
      expect(report.findings.map(({ _tag }) => _tag)).toContain(finding);
    }
  });

  it.each([
    ['changed', changed(17), 'EventChanged'],
    ['taken out', without(17), 'EventMissing'],
  ] as const)('an event in the middle that was %s: nothing is signed, and verifying names it', async (_what, change, finding) => {
    const { under } = await caughtUp();
    const store = hookless(under, change);
    await fill(under, 40, 50);
    expect((await refused(checkpointStore(store, { signer, at: noon, before: [], keys })))._tag).toBe('LogDisagrees');
    expect((await done(verifyStore(store, { checkpoints: [], keys: [], streams: false }))).findings).toMatchObject([{ _tag: finding, position: 17 }, ...(finding === 'EventMissing' ? [{ _tag: 'RevisionMissing' }] : [])]);
  });

  it('signing catches up and keeps; opened for reading only it signs as well, and keeps nothing', async () => {
    const { under, store } = await caughtUp();
    await fill(under, 40, 50);
    const reading = { ...store, capabilities: { ...store.capabilities, readOnly: true } };
    const first = await done(checkpointStore(reading, { signer, at: noon, before: [], keys }));
    expect(await sizeKept(store)).toBe(40);
    expect(await done(checkpointStore(store, { signer, at: noon, before: [first], keys }))).toBe(first);
    expect(await sizeKept(store)).toBe(50);
    expect(await done(verifyStore(store, { checkpoints: [first], keys }))).toMatchObject({ intact: true, events: 50, covered: 50, signed: 50 });
  });

  it('where it is lost, checkpoints still tell; what they do not cover was never seen', async () => {
    const { under, store } = await caughtUp();
    const note = await done(checkpointStore(store, { signer, at: noon, before: [], keys }));
    await fill(under, 40, 50);
    await done(caughtUpLog(store));
    const lost: ReadModels = memoryStore().readModels;
    const after = async (change: Parameters<typeof hookless>[1]) =>
      (await done(verifyStore({ ...hookless(under, change), readModels: lost }, { checkpoints: [note], keys, streams: false }))).findings.map(({ _tag }) => _tag);
    expect(await after(changed(17))).toEqual(['LeavesRewritten']);
    expect(await after(cutTo(39))).toEqual(['StoreTruncated']);
    expect(await after(changed(45))).toEqual([]);
  });

  it('a tip of another place than the checkpoint beside it is damage', async () => {
    const { store } = await caughtUp();
    const model = store.readModels.open(auditLogName, '1');
    right(model.commit({ from: 39 as Position, to: 40 as Position, put: new Map(), remove: [] }));
    expect(await refused(openLog(store))).toMatchObject({ _tag: 'LogDamaged', field: 'tip' });
    expect(await refused(caughtUpLog(store))).toMatchObject({ _tag: 'LogDamaged' });
    expect((await done(verifyStore(store, { checkpoints: [], keys: [] }))).findings).toMatchObject([{ _tag: 'LogDamaged', field: 'tip' }]);
  });
});
