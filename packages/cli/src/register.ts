/** From a store's URL to an open register, for as long as one command needs it. */
import { createRequire } from 'node:module';

import type * as Audit from '@frist/audit';
import { instantFromEpochMs, type Instant } from '@frist/calendar';
import type * as Confidentiality from '@frist/confidentiality';
import type { EventStore, Failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import { clusterUrl, createFrist, type Frist, openStore, type OpenStoreOptions } from 'frist';

import { ExitCode } from './exit-code';
import { failedBy } from './failure-text';
import { importSentences } from './import-text';
import { readJournals } from './journal';
import { type Context, failed, type Outcome } from './outcome';
import type { proofFailed as ProofFailed } from './proof-failure';
import type { ReadingOptions } from './reading-options';
import type { Terminal } from './terminal';
import type { KeysFrom } from './viewer-options';

type KeyStore = Confidentiality.KeyStore;

const notWritable = 'event-store-sqlite/not-writable';

const load = createRequire(__filename);

/** The host's clock as instants. */
export const clockOf =
  ({ now }: Terminal) =>
  (): Instant => {
    const instant = instantFromEpochMs(now());
    if (E.isLeft(instant)) throw new RangeError('clock');
    return instant.right;
  };

/** The file of a `sqlite:` URL, or null for any other store. */
export const fileOf = (url: string): string | null => (url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null);

/** Where the log of a store is kept: in the store itself, in the local file of a cluster, or, of a cluster without one, nowhere but in memory. */
export type LogPlace = { readonly kind: 'store' } | { readonly kind: 'memory' } | { readonly kind: 'local file'; readonly file: string };

/** Where the log of the store at a URL is kept. */
export const logPlaceOf = (url: string): LogPlace => {
  const cluster = clusterUrl(url);
  if (cluster === null) return { kind: 'store' };
  return cluster.local === null ? { kind: 'memory' } : { kind: 'local file', file: cluster.local };
};

const open = (url: string, context: Context, how: OpenStoreOptions): Promise<E.Either<Failure, EventStore>> =>
  openStore(url, { ...how, clock: clockOf(context.terminal) })();

/** The facade over an open store. */
export const fristOver = (store: EventStore, context: Context, keys?: KeyStore | null): E.Either<Failure, Frist> =>
  createFrist({ store, clock: clockOf(context.terminal), ...(context.domains === undefined ? {} : { domains: context.domains }), ...(keys === undefined || keys === null ? {} : { keys }) });

/** Opens a store for writing, creating its file where there is none. Memory keeps no log: it is gone before anybody could sign it. */
export const openForWriting = async (url: string, context: Context, keys?: KeyStore | null): Promise<E.Either<Failure, { readonly frist: Frist; readonly store: EventStore }>> => {
  const store = await open(url, context, { auditLog: fileOf(url) !== null });
  return E.isLeft(store) ? store : E.map((frist: Frist) => ({ frist, store: store.right }))(fristOver(store.right, context, keys));
};

const done: ReadonlySet<ExitCode> = new Set([ExitCode.ok, ExitCode.findings, ExitCode.nothing]);

/**
 * A cluster keeps no log within its appends: whoever has read it or recorded in it brings the log in the local file up, so
 * that little time passes in which a change shows nowhere. Where the register no longer ends with what the log ends
 * with, that is said after the answer, with exit 4. What cannot be brought up for another reason is by the next command.
 */
export const loggedAfter = async (outcome: Outcome, url: string, store: EventStore, context: Context): Promise<Outcome> => {
  if (!done.has(outcome.code) || logPlaceOf(url).kind !== 'local file' || store.capabilities.readOnly) return outcome;
  const log = await (load('@frist/audit') as typeof Audit).caughtUpLog(store)();
  if (E.isRight(log) || !log.left._tag.startsWith('Log')) return outcome;
  const { proofFailed } = load('./proof-failure') as { readonly proofFailed: typeof ProofFailed };
  const { code, errors = [] } = proofFailed(log.left, '', [], context);
  return { ...outcome, code, errors: [...(outcome.errors ?? []), ...errors] };
};

/** What a reading command needs beside the store. */
export interface ReadingWith {
  /** See `sealingFrom`. Opened only where something is recorded. */
  readonly keys?: KeysFrom | null;
  /** Something will be recorded after all: that somebody has looked, or that something was destroyed. Then the log is kept as well. */
  readonly recording?: boolean;
}

/**
 * Opens what a reading command reads, runs it, closes again. A missing file is told and not made. A file that may not
 * be written to is opened for reading; others are opened for writing, since the check keeps its place in them. Nothing is
 * appended to a file, so there is no log to keep; but where `recording` says otherwise.
 */
export const reading = async (options: ReadingOptions, context: Context, use: (frist: Frist, store: EventStore) => Promise<Outcome>, { keys: keysFrom = null, recording = false }: ReadingWith = {}): Promise<Outcome> => {
  const { words, terminal } = context;
  const file = fileOf(options.store);
  if (file !== null && !terminal.exists(file)) return failed(ExitCode.data, words.errors.storeMissing(file));
  const journals = readJournals(options.journals, context);
  if (E.isLeft(journals)) return failed(ExitCode.data, ...journals.left);
  const keys = recording && keysFrom !== null ? keysFrom() : E.right(null);
  if (E.isLeft(keys)) return keys.left;
  let store = await open(options.store, context, { create: false, auditLog: recording && file !== null });
  if (E.isLeft(store) && store.left.rule === notWritable) store = await open(options.store, context, { readOnly: true });
  if (E.isLeft(store)) return failedBy(store.left, words);
  const frist = fristOver(store.right, context, keys.right);
  if (E.isLeft(frist)) return failedBy(frist.left, words);
  try {
    if (journals.right.length > 0) {
      let imported = await frist.right.importJournal(journals.right)();
      if (E.isLeft(imported) && imported.left.some(({ reason }) => reason._tag === 'NoSealer')) imported = await sealedForNow(store.right, journals.right, context);
      if (E.isLeft(imported)) return failed(ExitCode.data, ...importSentences(imported.left, words));
    }
    return await loggedAfter(await use(frist.right, store.right), options.store, store.right, context);
  } finally {
    await frist.right.close()();
    keys.right?.close();
  }
};

/** Memory is gone when the command ends, and so may its keys be: what is sealed is read as sealed all the same. */
const sealedForNow = async (store: EventStore, lines: Parameters<Frist['importJournal']>[0], context: Context): ReturnType<ReturnType<Frist['importJournal']>> => {
  const { memoryKeyStore } = load('@frist/confidentiality') as typeof Confidentiality;
  const frist = fristOver(store, context, memoryKeyStore());
  return E.isLeft(frist) ? E.left([{ file: '', line: null, id: null, reason: frist.left }]) : frist.right.importJournal(lines)();
};

/** Opens a store for reading only, runs work on it, closes it again. `option` named it. With `keeping the log`, the local file of a cluster is written to as well, where that is allowed. */
export const readingStore = async (url: string, context: Context, use: (store: EventStore) => Promise<Outcome>, how: 'reading' | 'keeping the log' = 'reading', option = '--store'): Promise<Outcome> => {
  const { words, terminal } = context;
  const file = fileOf(url);
  if (file !== null && !terminal.exists(file)) return failed(ExitCode.data, words.errors.storeMissing(file));
  let store = await open(url, context, { readOnly: how === 'reading' || logPlaceOf(url).kind !== 'local file' });
  if (E.isLeft(store) && store.left.rule === notWritable) store = await open(url, context, { readOnly: true });
  if (E.isLeft(store)) return failedBy(store.left, words, option);
  try {
    return await use(store.right);
  } finally {
    await store.right.close()();
  }
};
