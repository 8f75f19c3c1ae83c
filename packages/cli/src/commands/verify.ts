/** `frist verify`: whether anything was altered, in a database or in an evidence pack. */
import { verifyEvidence, verifyStore } from '@frist/audit';
import * as E from 'fp-ts/Either';
import { shownStoreUrl } from 'frist';

import { ExitCode } from '../exit-code';
import { failedBy } from '../failure-text';
import { packJson, storeJson } from '../json/verify';
import { json } from '../json/write';
import { proofWordsOf } from '../messages/proof';
import { type Context, failed, type Outcome } from '../outcome';
import { checkpointsIn, keysIn } from '../proof-files';
import type { Raw } from '../raw';
import { storeOf } from '../reading-options';
import { logPlaceOf, readingStore } from '../register';
import { clean } from '../render/clean';
import { packTable, storeTable } from '../render/verify-table';

/** Runs `frist verify`. `target` is empty where none was given. */
export const verifyCommand = async (target: string, raw: Raw, context: Context): Promise<Outcome> => {
  const { words } = context;
  if (target !== '' && raw.store !== undefined) return failed(ExitCode.usage, words.usage.notWith('--store', 'FILE'));
  if (target === '' || /^(sqlite|memory|esdb|esdb\+discover):/.test(target)) return target === '' ? verifiedStore(storeOf(raw, context), '--store', raw, context) : verifiedStore(target, 'FILE', raw, context);
  const bytes = contentOf(target, context);
  if (E.isLeft(bytes)) return bytes.left;
  if (startsWith(bytes.right, 'SQLite format 3\0')) return verifiedStore(`sqlite:${target}`, 'FILE', raw, context);
  // A file that calls itself an archive is judged as one: if it is none any more, that is what is to be told.
  if (startsWith(bytes.right, 'PK') || /\.zip$/i.test(target)) return verifiedPack(target, bytes.right, raw, context);
  return failed(ExitCode.data, proofWordsOf(context.lang).failed.neither(clean(target)));
};

const contentOf = (file: string, { terminal, words }: Context): E.Either<Outcome, Uint8Array> => {
  try {
    return E.right(terminal.readFile(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
    return E.left(failed(ExitCode.data, words.errors.fileUnreadable(clean(file), words.errors.fileProblems[code] ?? words.errors.fileProblem)));
  }
};

const startsWith = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text;

const verifiedStore = async (url: string, option: string, raw: Raw, context: Context): Promise<Outcome> => {
  const says = proofWordsOf(context.lang);
  if (url === 'memory:') return failed(ExitCode.usage, says.usage.noMemory);
  const { checkpoints: checkpointsFile, keys: keysFile } = raw;
  if ((checkpointsFile === undefined) !== (keysFile === undefined)) return failed(ExitCode.usage, says.usage.bothOrNone);
  const checkpoints = checkpointsFile === undefined ? E.right([]) : await checkpointsIn(checkpointsFile, context);
  if (E.isLeft(checkpoints)) return checkpoints.left;
  const keys = keysFile === undefined ? E.right([]) : await keysIn(keysFile, context);
  if (E.isLeft(keys)) return keys.left;
  return readingStore(url, context, async (store) => {
    const report = await verifyStore(store, { checkpoints: checkpoints.right, keys: keys.right })();
    if (E.isLeft(report)) return failedBy(report.left, context.words);
    const { intact, events, covered } = report.right;
    if (intact && events === 0 && covered === 0 && checkpoints.right.length === 0) return failed(ExitCode.nothing, says.verify.empty);
    const of = { name: shownStoreUrl(url), log: logPlaceOf(url) };
    const out = raw.format === 'json' ? json(storeJson(of, report.right, context)) : storeTable(of, report.right, checkpointsFile !== undefined, context);
    return { code: intact ? ExitCode.ok : ExitCode.integrity, out };
  }, 'reading', option);
};

const verifiedPack = async (file: string, bytes: Uint8Array, raw: Raw, context: Context): Promise<Outcome> => {
  const says = proofWordsOf(context.lang);
  if (raw.checkpoints !== undefined) return failed(ExitCode.usage, says.usage.packAlone('--checkpoints'));
  const keys = raw.keys === undefined ? E.right(undefined) : await keysIn(raw.keys, context);
  if (E.isLeft(keys)) return keys.left;
  const report = verifyEvidence(bytes, keys.right === undefined ? {} : { keys: keys.right });
  const out = raw.format === 'json' ? json(packJson(file, report, context)) : packTable(file, report, raw.keys ?? null, context);
  return { code: report.intact ? ExitCode.ok : ExitCode.integrity, out };
};
