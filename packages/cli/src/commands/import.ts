/** `frist import`: a journal of commands, all of it or nothing. */
import { createRequire } from 'node:module';

import type * as Confidentiality from '@frist/confidentiality';
import type { Board, EventStore, Failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { Frist, ImportFailure, ImportLine, Imported } from 'frist';

import { ExitCode } from '../exit-code';
import { aboutRecording, failedBy } from '../failure-text';
import { importSentences } from '../import-text';
import { readJournals } from '../journal';
import { importedJson, refusedJson } from '../json/import';
import { json } from '../json/write';
import { type Context, failed, type Outcome } from '../outcome';
import { progressOn } from '../progress';
import type { Raw } from '../raw';
import { boardOf, storeOf } from '../reading-options';
import { fileOf, loggedAfter, openForWriting } from '../register';
import { sealingFrom } from '../viewer-options';

type KeyStore = Confidentiality.KeyStore;

const load = createRequire(__filename);

/** Runs `frist import`. */
export const importCommand = async (files: readonly string[], raw: Raw, context: Context): Promise<Outcome> => {
  const { words, terminal } = context;
  const board = boardOf(raw, context);
  if (E.isLeft(board)) return failed(ExitCode.usage, board.left);
  const lines = readJournals(files, context);
  if (E.isLeft(lines)) return failed(ExitCode.data, ...lines.left, words.errors.nothingRecorded(lines.left.length));
  if (lines.right.length === 0) return failed(ExitCode.nothing, words.errors.noCommands);

  const url = storeOf(raw, context);
  const keysFrom = sealingFrom(raw, context);
  const file = fileOf(url);
  // A refused journal makes no database: where there is none yet, memory says first whether it will be accepted.
  if (file !== null && !terminal.exists(file)) {
    const tried = await within('memory:', context, keysFrom === null ? null : keysForNow(), (frist) => importInto(frist, lines.right, board.right, null));
    if (E.isLeft(tried)) return failedBy(tried.left, words);
    if (E.isLeft(tried.right)) return refused(tried.right.left, raw, context);
  }
  const keys = keysFrom === null ? E.right(null) : keysFrom();
  if (E.isLeft(keys)) return keys.left;
  const done = await within(url, context, keys.right, async (frist, store) => {
    const tried = await importInto(frist, lines.right, board.right, progressOf(context));
    return E.isLeft(tried) ? refused(tried.left, raw, context) : await loggedAfter(accepted(tried.right, url, raw, context), url, store, context);
  });
  return E.isLeft(done) ? failedBy(done.left, words) : done.right;
};

type Attempt = E.Either<readonly ImportFailure[], Imported>;

/** What is only tried makes no keys in anybody's key file. */
const keysForNow = (): KeyStore => (load('@frist/confidentiality') as typeof Confidentiality).memoryKeyStore();

const within = async <A>(url: string, context: Context, keys: KeyStore | null, use: (frist: Frist, store: EventStore) => Promise<A>): Promise<E.Either<Failure, A>> => {
  const opened = await openForWriting(url, context, keys);
  if (E.isLeft(opened)) return opened;
  const { frist, store } = opened.right;
  try {
    return E.right(await use(frist, store));
  } finally {
    await frist.close()();
    keys?.close();
  }
};

const importInto = (frist: Frist, lines: readonly ImportLine[], board: Board | undefined, progress: ((done: number, of: number) => void) | null): Promise<Attempt> =>
  frist.importJournal(lines, progress ?? undefined, board === undefined ? {} : { board })();

const progressOf = ({ terminal, words }: Context): ((done: number, of: number) => void) | null => {
  const progress = progressOn(terminal);
  return progress === null ? null : (done, of) => progress(done < of ? words.import.progress(done, of) : null);
};

const accepted = (imported: Imported, url: string, raw: Raw, { words }: Context): Outcome => {
  if (raw.format === 'json') return { code: ExitCode.ok, out: json(importedJson(imported)) };
  const note = url === 'memory:' ? `\n${words.import.inMemory}` : '';
  return { code: ExitCode.ok, out: `${words.import.done(imported.commands, imported.events, imported.repeated)}${note}\n` };
};

const refused = (failures: readonly ImportFailure[], raw: Raw, context: Context): Outcome => {
  const { words } = context;
  const sentences = importSentences(failures, words);
  // That there are no keys is said once, however many lines need them.
  const keyless = failures.findIndex(({ reason }) => reason._tag === 'NoSealer');
  const said = sentences.filter((_, i) => i === keyless || failures[i]?.reason._tag !== 'NoSealer');
  return {
    code: ExitCode.data,
    errors: failures.some(({ line }) => line === null) ? [...said, ...failures.map(({ reason }) => aboutRecording(reason, words)).filter((more) => more !== null)] : [...said, words.errors.nothingRecorded(failures.length)],
    ...(raw.format === 'json' ? { out: json(refusedJson(failures, sentences)) } : {}),
  };
};
