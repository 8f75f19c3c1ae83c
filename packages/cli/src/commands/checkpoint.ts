/** `frist checkpoint`: signs how much there is on record, and the hash of it all, into a file outside of the database. */
import { appendKey, checkpointStore, newKeyFile, readCheckpoint, renderKey, type VerifierKey, verifierKey } from '@frist/audit';
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import { checkpointJson, keyJson } from '../json/checkpoint';
import { json } from '../json/write';
import { proofWordsOf } from '../messages/proof';
import { type Context, failed, type Outcome } from '../outcome';
import { keysFailed, proofFailed, signerFailed } from '../proof-failure';
import { checkpointsIn, createdFile, keepCheckpoint, keysIn, signerIn } from '../proof-files';
import type { Raw } from '../raw';
import { storeOf } from '../reading-options';
import { clockOf, logPlaceOf, readingStore } from '../register';
import { clean } from '../render/clean';
import { checkpointTable, keyTable } from '../render/checkpoint-table';

/** Runs `frist checkpoint`. */
export const checkpointCommand = async (raw: Raw, context: Context): Promise<Outcome> => {
  const { words } = context;
  const required = raw.newKey === undefined ? (['key', 'keys', 'checkpoints'] as const) : (['keys', 'name'] as const);
  const absent = required.filter((option) => raw[option] === undefined);
  if (absent.length > 0) return failed(ExitCode.usage, ...absent.map((option) => words.usage.mandatoryOption(`--${option}`)));
  if (raw.name !== undefined && E.isLeft(verifierKey(raw.name, new Uint8Array(32)))) {
    return failed(ExitCode.usage, words.usage.badValue('--name', clean(raw.name), proofWordsOf(context.lang).usage.nameForm));
  }
  if (raw.newKey === undefined) return signed(raw, context);
  const odd = (['key', 'store'] as const).filter((option) => raw[option] !== undefined);
  return odd.length > 0 ? failed(ExitCode.usage, ...odd.map((option) => words.usage.notWith(`--${option}`, '--new-key'))) : newKey(raw.newKey, raw, context);
};

const newKey = async (file: string, { keys: keysFile = '', checkpoints, name = '', format }: Raw, context: Context): Promise<Outcome> => {
  const { lang, terminal } = context;
  const there = terminal.exists(keysFile) ? await keysIn(keysFile, context) : E.right([]);
  if (E.isLeft(there)) return there.left;
  const made = await newKeyFile(name, file)();
  if (E.isLeft(made)) return signerFailed(made.left, file, context);
  const key = verifierKey(name, made.right.publicKey);
  if (E.isLeft(key)) return signerFailed(key.left, file, context);
  const added = await appendKey(keysFile, key.right)();
  if (E.isLeft(added)) return signerFailed(added.left, keysFile, context);
  const begun = checkpoints !== undefined && !terminal.exists(checkpoints);
  const unwritten = begun ? createdFile(checkpoints, new Uint8Array(), context) : null;
  if (unwritten !== null) return unwritten;
  const says = proofWordsOf(lang).checkpoint;
  const older = there.right.some((each) => each.name === name && each.lastSize === undefined);
  const notes = [says.keyMade(clean(file)), says.keyPublic(clean(keysFile)), ...(begun ? [says.begun(clean(checkpoints))] : []), ...(older ? [says.olderKeys(clean(keysFile))] : [])];
  return { code: ExitCode.ok, out: format === 'json' ? json(keyJson(key.right, file, keysFile)) : keyTable(key.right, notes, context) };
};

const signed = async (raw: Raw, context: Context): Promise<Outcome> => {
  const { key: keyFile = '', keys: keysFile = '', checkpoints: file = '', name } = raw;
  const { terminal, lang } = context;
  const says = proofWordsOf(lang);
  const url = storeOf(raw, context);
  if (url === 'memory:') return failed(ExitCode.usage, says.usage.noMemory);
  const known = terminal.exists(keysFile) ? await keysIn(keysFile, context) : E.right([]);
  if (E.isLeft(known)) return known.left;
  const own = await ownKey(keyFile, keysFile, known.right, name, context);
  if (E.isLeft(own)) return own.left;
  const before = await checkpointsIn(file, context);
  if (E.isLeft(before)) return before.left;
  const { signer, key, isNew } = own.right;
  const keys = isNew ? [...known.right, key] : known.right;
  // The log of a cluster is brought up and kept before it is signed.
  return readingStore(url, context, async (store) => {
    const note = await checkpointStore(store, { signer, at: clockOf(terminal)(), before: before.right, keys })();
    if (E.isLeft(note)) return proofFailed(note.left, file, before.right, context);
    const checkpoint = readCheckpoint(note.right);
    const last = readCheckpoint(before.right[before.right.length - 1] ?? '');
    if (E.isLeft(checkpoint)) return proofFailed(checkpoint.left, file, before.right, context);
    if (checkpoint.right.size === 0) return failed(ExitCode.nothing, says.checkpoint.empty);
    const added = isNew ? await appendKey(keysFile, key)() : E.right(undefined);
    if (E.isLeft(added)) return keysFailed(added.left, keysFile, context);
    const unkept = await keepCheckpoint(file, note.right, context);
    if (unkept !== null) return unkept;
    const done = { checkpoint: checkpoint.right, since: E.isRight(last) ? checkpoint.right.size - last.right.size : null, number: before.right.length + 1, key, file, keysFile, keyAdded: isNew, log: logPlaceOf(url) };
    return { code: ExitCode.ok, out: raw.format === 'json' ? json(checkpointJson(done)) : checkpointTable(done, context) };
  }, 'keeping the log');
};

/** Who signs. A key that its name does not have yet is added, unless the name has got another: that is for people to decide. */
const ownKey = async (keyFile: string, keysFile: string, known: readonly VerifierKey[], name: string | undefined, context: Context) => {
  const says = proofWordsOf(context.lang);
  const read = await signerIn(keyFile, known, context, name);
  if (E.isLeft(read)) return read;
  const { signer, named } = read.right;
  if (named !== null) return E.right({ signer, key: named, isNew: false });
  if (name === undefined) return E.left(failed(ExitCode.usage, says.usage.nameNeeded(clean(keysFile))));
  const key = verifierKey(name, signer.publicKey);
  if (E.isLeft(key)) return E.left(signerFailed(key.left, keyFile, context));
  return known.some((other) => other.name === name)
    ? E.left(failed(ExitCode.usage, says.failed.otherKey(clean(keysFile), clean(name), renderKey(key.right))))
    : E.right({ signer, key: key.right, isNew: true });
};
