/** Disposal that is cut off, misused, or overtaken; keys that are another register's; unsealing that cannot be recorded. */
import type { CivilDate, Instant } from '@frist/calendar';
import { type EventStore, execute, failure, memoryEventStore, readStreamEvents, type Register, type SealedReading, type StreamName } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import {
  accessStreamOf, bindKeyStore, boundKeyStore, carryOutDisposal, disposalDue, type DisposalDone, type DisposalFailure, type KeyStore, keyStoreStream, maxListedFields, memoryKeyStore, openSurvey, roleForStream, sealerFrom, subjectStream, type Survey, unseal, type Viewer,
} from '../src';
import { catalogue, registerOf, tell } from './example-domain';
import { anna, board, bo, right } from './support';

const stream = 'concern-00000000-0000-4000-8000-00000000aaaa' as StreamName;
const actor = { role: 'handläggare', ref: 'h-17' } as Viewer['actor'];
const clerk: Viewer = { actor, roles: new Set(['person-data']) };
const concern = { client: anna, reporter: bo, what: 'x', clientName: 'y', clientNumber: '198507099805', reporterName: 'z' };

interface Case {
  now: Instant;
  /** Appends that are let through before the store fails; -1: all. */
  appends: number;
  readonly keys: KeyStore;
  readonly register: Register;
  readonly survey: Survey;
}

/** A subject that is due, in a store that can be made to fail. */
const dueCase = async (keys = memoryKeyStore()): Promise<Case> => {
  const clock = (): Instant => given.now;
  const inner = memoryEventStore({ clock });
  const store: EventStore = {
    ...inner,
    append: (request) => (given.appends === 0 ? async () => E.left(failure('StoreFull', 'test', 'store', 'room')) : ((given.appends -= 1), inner.append(request))),
  };
  const given = { now: '2020-03-10T09:00:00.000Z' as Instant, appends: -1, keys } as Case;
  const survey = right(await openSurvey(store)());
  const register = registerOf(store, sealerFrom(keys, survey), clock);
  Object.assign(given, { survey, register });
  right(await tell(register, stream, 'reportConcern', '2020-03-10', concern));
  right(await tell(register, subjectStream(anna), 'registerFile', '2020-03-10', { file: 'akt-1', kind: 'provider-personal-file' }));
  given.now = '2023-05-02T09:00:00.000Z' as Instant;
  return given;
};

const dispose = async ({ register, keys, survey }: Case, changed: object = {}): Promise<E.Either<readonly DisposalFailure[], DisposalDone>> =>
  await carryOutDisposal(register, keys, survey)({ id: 'gallra-1' as never, board, subject: anna, decision: 'SN 2023:12', asOf: '2023-05-02' as CivilDate, actor, ...changed })();
const recorded = async ({ register }: Case): Promise<readonly string[]> => right(await readStreamEvents(register.store, catalogue, subjectStream(anna))()).map(({ type }) => type).slice(1);
const keyOf = ({ keys }: Case): string => right(keys.find(anna))._tag;
const all = ['DisposalDecided', 'DisposalCarriedOut'];

describe('a disposal that is cut off', () => {
  it('before its decision is recorded: nothing has happened', async () => {
    const given = await dueCase();
    given.appends = 0;
    expect(await dispose(given)).toMatchObject({ left: [{ _tag: 'StoreFull' }] });
    expect([keyOf(given), await recorded(given)]).toEqual(['held', []]);
    given.appends = -1;
    expect(await dispose(given)).toMatchObject({ right: { before: false } });
    expect([keyOf(given), await recorded(given)]).toEqual(['destroyed', all]);
  });

  it('before the key is destroyed: everything is asked again', async () => {
    const given = await dueCase();
    const failing: KeyStore = { ...given.keys, destroy: () => E.left(failure('KeyFileBusy', 'test', 'keys', 'time')) };
    expect(await dispose({ ...given, keys: failing })).toMatchObject({ left: [{ _tag: 'KeyFileBusy' }] });
    expect([keyOf(given), await recorded(given)]).toEqual(['held', ['DisposalDecided']]);
    const overtaken = await dueCase();
    await dispose({ ...overtaken, keys: { ...overtaken.keys, destroy: failing.destroy } });
    right(await tell(overtaken.register, stream, 'reportConcern', '2023-05-01', concern));
    expect(await dispose(overtaken)).toMatchObject({ left: [{ _tag: 'RetentionRuns' }] });
    expect(keyOf(overtaken)).toBe('held');
    expect(await dispose(given)).toMatchObject({ right: { before: false } });
    expect([keyOf(given), await recorded(given)]).toEqual(['destroyed', all]);
  });

  it('before it is recorded: the key is gone, and doing it again records that, whatever the rules say by now', async () => {
    const given = await dueCase();
    given.appends = 1;
    expect(await dispose(given)).toMatchObject({ left: [{ _tag: 'StoreFull' }] });
    expect([keyOf(given), await recorded(given)]).toEqual(['destroyed', ['DisposalDecided']]);
    given.appends = -1;
    expect(await tell(given.register, stream, 'reportConcern', '2023-05-01', concern)).toMatchObject({ left: [{ _tag: 'SubjectDisposed' }] });
    right(await tell(given.register, stream, 'decline', '2023-05-01', { client: bo, reasons: [] }));
    right(await tell(given.register, subjectStream(anna), 'holdRetention', '2023-05-01', { hold: 'tillsyn', why: 'supervision' }));
    expect(await dispose(given)).toMatchObject({ right: { before: false, fingerprint: expect.any(String) as string } });
    expect(await recorded(given)).toEqual(['DisposalDecided', 'RetentionHeld', 'DisposalCarriedOut']);
    expect(await dispose(given)).toMatchObject({ right: { before: true } });
  });
});

describe('a disposal is refused', () => {
  it('by a clock on a day before the last on record', async () => {
    const given = await dueCase();
    right(await tell(given.register, subjectStream(bo), 'registerFile', '2023-05-02', { file: 'akt-1', kind: 'adoption' }));
    given.now = '2023-05-01T09:00:00.000Z' as Instant;
    expect(await dispose(given, { asOf: '2023-05-01' })).toMatchObject({ left: [{ _tag: 'ClockWentBack' }] });
    expect(keyOf(given)).toBe('held');
  });

  it('by another key store, unless the key is known to be lost', async () => {
    const given = await dueCase();
    const other = { ...given, keys: memoryKeyStore() };
    expect(await dispose(other)).toMatchObject({ left: [{ _tag: 'KeyNotHeld' }] });
    expect(right(other.keys.find(anna))._tag).toBe('none');
    expect(await dispose(other, { keyIsLost: true })).toMatchObject({ right: { fingerprint: null } });
  });

  it('while something holds, and after it was withdrawn', async () => {
    const given = await dueCase();
    const about = subjectStream(anna);
    const say = async (command: string, data: object): Promise<unknown> => await tell(given.register, about, command, '2023-05-02', data);
    expect(await say('holdRetention', { hold: 'tillsyn', why: 'supervision', reference: 'IVO 2023:9' })).toMatchObject({ _tag: 'Right' });
    expect(await dispose(given)).toMatchObject({ left: [{ _tag: 'RetentionRuns', value: 'held' }] });
    expect(await say('decideDisposal', { decision: 'SN 2023:12', asOf: '2023-05-02', files: [], keyStore: given.keys.id })).toMatchObject({ left: [{ _tag: 'RetentionRuns' }] });
    expect(await say('releaseRetention', { hold: 'annat' })).toMatchObject({ left: [{ _tag: 'UnknownHold' }] });
    expect(await say('releaseRetention', { hold: 'tillsyn' })).toMatchObject({ _tag: 'Right' });
    given.appends = 1;
    await dispose({ ...given, keys: { ...given.keys, destroy: () => E.left(failure('KeyFileBusy', 'test', 'keys', 'time')) } });
    given.appends = -1;
    expect(await say('withdrawDisposal', { decision: 'SN 2023:99', withdrawnBy: 'SN 2023:13' })).toMatchObject({ left: [{ _tag: 'NoDisposalDecided' }] });
    expect(await say('withdrawDisposal', { decision: 'SN 2023:12', withdrawnBy: 'SN 2023:13' })).toMatchObject({ _tag: 'Right' });
    expect(await say('recordDisposal', { decision: 'SN 2023:12', decided: anna, keyStore: given.keys.id, streams: 1 })).toMatchObject({ left: [{ _tag: 'NoDisposalDecided' }] });
    expect(await dispose(given)).toMatchObject({ left: [{ _tag: 'NoDisposalDecided' }] });
    expect(keyOf(given)).toBe('held');
    expect(await dispose(given, { id: 'gallra-2', decision: 'SN 2023:14' })).toMatchObject({ _tag: 'Right' });
  });

  it('for files that are not as they are said to be', async () => {
    const { register } = await dueCase();
    const say = async (command: string, data: object): Promise<unknown> => await tell(register, subjectStream(anna), command, '2023-05-02', data);
    expect(await say('registerFile', { file: 'akt-1', kind: 'adoption' })).toMatchObject({ left: [{ _tag: 'FileKnown' }] });
    expect(await say('closeFile', { file: 'akt-2' })).toMatchObject({ left: [{ _tag: 'UnknownFile' }] });
    expect(await say('applyRetentionPlan', { file: 'akt-2', decision: 'KS 2020:1' })).toMatchObject({ left: [{ _tag: 'UnknownFile' }] });
    expect(await say('recordBirthFacts', {})).toMatchObject({ left: [{ _tag: 'NothingTold' }] });
    expect(await say('closeFile', { file: 'akt-1' })).toMatchObject({ _tag: 'Right' });
    expect(await say('applyRetentionPlan', { file: 'akt-1', decision: 'KS 2020:1', keepUntil: '2030-12-31' })).toMatchObject({ _tag: 'Right' });
    expect(await say('decideResearchExemption', { exempt: true, decision: 'SN 2020:1' })).toMatchObject({ _tag: 'Right' });
  });
});

it('a retraction of the record brings nothing back', async () => {
  const given = await dueCase();
  right(await dispose(given));
  const [record] = right(await readStreamEvents(given.register.store, catalogue, subjectStream(anna))()).slice(-1);
  right(await tell(given.register, subjectStream(anna), 'retractFact', '2023-05-02', { fact: record?.id, reason: 'not-so' }));
  const again = right(await openSurvey(given.register.store)());
  expect(again.disposed.has(anna)).toBe(true);
  expect(right(await disposalDue(given.register, again, null, { asOf: '2023-05-02' as CivilDate })())[0]).toMatchObject({ key: null, answer: { retention: 'disposed' } });
});

describe('the survey', () => {
  it('goes on from where it stopped, and finds the same', async () => {
    const { register, survey } = await dueCase();
    right(await tell(register, stream, 'decline', '2023-05-01', { client: anna, reasons: [] }));
    right(await survey.refresh()());
    for (const other of [survey, right(await openSurvey(register.store)())]) {
      expect(other.of(anna)).toEqual([{ stream, board, lastEntry: '2023-05-02', subjects: [anna, bo] }]);
      expect([other.subjects(), other.subjects('annan/namnd' as typeof board), other.lastEntry(anna), other.lastRecordedAt()]).toEqual([[anna, bo], [], '2023-05-02', '2023-05-02T09:00:00.000Z']);
    }
    const empty = right(await openSurvey(memoryEventStore({ clock: () => '2023-05-02T09:00:00.000Z' as Instant }))());
    expect([empty.subjects(), empty.lastEntry(anna), empty.lastRecordedAt(), empty.sealed.has(anna)]).toEqual([[], null, null, false]);
  });

  it('takes the day a migrated fact was known', async () => {
    const { register, survey } = await dueCase();
    const migrated = { id: 'm-1', board, stream: 'concern-00000000-0000-4000-8000-00000000bbbb', command: 'reportConcern', on: '2011-01-01', knownSince: '2011-02-03', actor, data: { ...concern, client: '00000000-0000-4000-8000-000000000077' } };
    right(await execute(register)(migrated)());
    right(await survey.refresh()());
    expect(survey.lastEntry('00000000-0000-4000-8000-000000000077' as typeof anna)).toBe('2011-02-03');
  });
});

it('a register knows its key store', async () => {
  const { register, keys } = await dueCase();
  expect(right(await boundKeyStore(register, board)())).toBeNull();
  right(await bindKeyStore(register, keys)({ board, actor })());
  right(await bindKeyStore(register, keys)({ board, actor })());
  expect(await bindKeyStore(register, memoryKeyStore())({ board, actor })()).toMatchObject({ left: [{ _tag: 'WrongKeyStore' }] });
  expect(await tell(register, keyStoreStream(board), 'bindKeyStore', '2023-05-02', { keyStore: anna })).toMatchObject({ left: [{ _tag: 'WrongKeyStore' }] });
});

it('nothing is sealed with a second key beside the first', async () => {
  const { register, survey } = await dueCase();
  right(await survey.refresh()());
  const other = { ...register, sealer: sealerFrom(memoryKeyStore(), survey) };
  expect(await tell(other, stream, 'reportConcern', '2023-05-01', concern)).toMatchObject({ left: [{ _tag: 'KeyUnavailable', rule: 'confidentiality/key-of-register' }] });
});

describe('unsealing', () => {
  const why = { reason: 'handling' };
  const box = async ({ register }: Case): Promise<SealedReading> => (right(await readStreamEvents(register.store, catalogue, stream)())[0]?.data as { readonly what: SealedReading }).what;

  it('shows nothing that could not be recorded', async () => {
    const given = await dueCase();
    given.appends = 0;
    expect(await unseal(given.register)({ stream, boxes: 'all', viewer: clerk, why })()).toMatchObject({ _tag: 'Left', left: [{ _tag: 'StoreFull' }] });
    given.appends = -1;
    const nameless = { ...clerk, actor: { role: 'handläggare', ref: '19850709-9805' } as Viewer['actor'] };
    const refused = await unseal(given.register)({ stream, boxes: 'all', viewer: nameless, why })();
    expect(refused).toMatchObject({ left: [{ _tag: 'InvalidData' }] });
    expect(JSON.stringify(refused)).not.toContain('9805');
    expect(await unseal({ ...given.register, sealer: null })({ stream, boxes: 'all', viewer: clerk, why })()).toMatchObject({ left: [{ _tag: 'NoSealer' }] });
    expect(right(await readStreamEvents(given.register.store, catalogue, accessStreamOf(board, stream))())).toEqual([]);
  });

  it('finds only what stands in the stream', async () => {
    const given = await dueCase();
    expect(await unseal(given.register)({ stream: subjectStream(anna), boxes: 'all', viewer: clerk, why })()).toMatchObject({ left: [{ _tag: 'NothingSealed' }] });
    expect(await unseal(given.register)({ stream: subjectStream(anna), boxes: [await box(given)], viewer: clerk, why })()).toMatchObject({ left: [{ _tag: 'NothingSealed' }] });
  });

  it('tells a box that is broken, and opens the others', async () => {
    const given = await dueCase();
    const sealer = sealerFrom(given.keys);
    const broken: Register = { ...given.register, sealer: { ...sealer, unseal: (reading, context) => (context.field === 'what' ? sealer.unseal(reading, { ...context, field: 'x' }) : context.field === 'clientName' ? E.right({ _tag: 'open', value: '{' }) : sealer.unseal(reading, context)) } };
    const readings = right(await unseal(broken)({ stream, boxes: 'all', viewer: clerk, why })());
    expect(readings.map(({ field, reading }) => [field, reading._tag])).toEqual([['clientName', 'broken'], ['clientNumber', 'open'], ['reporterName', 'open'], ['what', 'broken']]);
  });

  it('reads `sealed` where the key is not held, and records how many it was asked for', async () => {
    const given = await dueCase();
    const reasons = Array.from({ length: maxListedFields }, (_, n) => ({ code: 'moved', text: `skäl ${n}` }));
    right(await tell(given.register, stream, 'decline', '2023-05-01', { client: anna, reasons }));
    const other = { ...given.register, sealer: sealerFrom(memoryKeyStore()) };
    const readings = right(await unseal(other)({ stream, boxes: 'all', viewer: clerk, why })());
    expect(new Set(readings.map(({ reading }) => reading._tag))).toEqual(new Set(['sealed']));
    const [access] = right(await readStreamEvents(given.register.store, catalogue, accessStreamOf(board, stream))());
    expect(access?.data).toEqual({ of: stream, role: 'person-data', why, subjects: [anna, bo], boxes: maxListedFields + 4 });
  });

  it('needs a role of its own for lex Sarah', () => {
    expect(roleForStream(`lexSarahCase-${anna}` as StreamName)).toBe('lex-sarah');
    expect(roleForStream(stream)).toBe('person-data');
  });
});
