/** `frist copy`: a register into another store, with its ids, order, times and proofs. */
import { resolve } from 'node:path';

import { verifyStore } from '@frist/audit';
import type { EventStore } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import { clusterUrl, type Copied, type CopyFailure, copyRegister, type CopySide, openStore, shownStoreUrl } from 'frist';

import { ExitCode } from '../exit-code';
import { failedBy } from '../failure-text';
import { copyJson } from '../json/copy';
import { storeJson } from '../json/verify';
import { json } from '../json/write';
import { copyWordsOf } from '../messages/copy';
import { proofWordsOf } from '../messages/proof';
import { type Context, failed, type Outcome } from '../outcome';
import { progressOn } from '../progress';
import { checkpointsIn, keysIn } from '../proof-files';
import type { Raw } from '../raw';
import { clockOf, fileOf, loggedAfter, logPlaceOf } from '../register';
import { clean } from '../render/clean';
import { copyTable } from '../render/copy-table';
import { storeTable } from '../render/verify-table';

type VerifyOptions = Parameters<typeof verifyStore>[1];

/** Runs `frist copy`. */
export const copyCommand = async ({ from = '', to = '', format, checkpoints, keys }: Raw, context: Context): Promise<Outcome> => {
  const says = copyWordsOf(context.lang);
  const wrong = wrongUse(from, to, context);
  if (wrong !== null) return wrong;
  const signed = await signedIn(checkpoints, keys, context);
  if (E.isLeft(signed)) return signed.left;
  const [source, target] = [shown(from), shown(to)];
  const file = fileOf(from);
  if (file !== null && !context.terminal.exists(file)) return failed(ExitCode.data, says.failed.missing(clean(file)));

  return within(from, '--from', context, { readOnly: true }, async (original) => {
    const first = await original.readAll({ direction: 'forwards', limit: 1 })();
    if (E.isLeft(first)) return onSide('from', failedBy(first.left, context.words));
    if (first.right.events.length === 0) return failed(ExitCode.nothing, says.failed.empty(source));
    return within(to, '--to', context, {}, async (copy) => {
      const progress = progressOn(context.terminal);
      const done = await copyRegister({ from: original, to: copy, ...(progress === null ? {} : { onProgress: (events: number) => progress(says.progress(events)) }) })();
      progress?.(null);
      if (E.isLeft(done)) return notCopied(done.left, source, target, context);
      // So that a cluster's local file has the log before anything is held against it.
      const logged = await loggedAfter({ code: ExitCode.ok }, to, copy, context);
      if (logged.code !== ExitCode.ok) return logged;
      return signed.right === null ? copied(source, target, done.right, format, context) : verified(copy, to, source, done.right, signed.right, format, context);
    });
  });
};

const shown = (url: string): string => clean(shownStoreUrl(url));

const wrongUse = (from: string, to: string, { lang }: Context): Outcome | null => {
  const { usage } = copyWordsOf(lang);
  if (from === 'memory:' || to === 'memory:') return failed(ExitCode.usage, usage.memory);
  const [source, target] = [from, to].map((url) => clusterUrl(url)?.connection ?? (fileOf(url) === null ? url : resolve(fileOf(url) ?? '')));
  return source === target ? failed(ExitCode.usage, usage.sameStore(shown(from))) : null;
};

/** What was signed over the source, or null where it is not asked for. */
const signedIn = async (checkpoints: string | undefined, keys: string | undefined, context: Context): Promise<E.Either<Outcome, VerifyOptions | null>> => {
  if (checkpoints === undefined && keys === undefined) return E.right(null);
  if (checkpoints === undefined || keys === undefined) return E.left(failed(ExitCode.usage, proofWordsOf(context.lang).usage.bothOrNone));
  const notes = await checkpointsIn(checkpoints, context);
  if (E.isLeft(notes)) return notes;
  const known = await keysIn(keys, context);
  return E.isLeft(known) ? known : E.right({ checkpoints: notes.right, keys: known.right });
};

const within = async (url: string, option: string, context: Context, how: { readonly readOnly?: true }, use: (store: EventStore) => Promise<Outcome>): Promise<Outcome> => {
  const { words } = context;
  const store = await openStore(url, { ...how, clock: clockOf(context.terminal) })();
  if (E.isLeft(store)) return failedBy(store.left, words, option);
  try {
    return await use(store.right);
  } finally {
    await store.right.close()();
  }
};

const copied = (from: string, to: string, done: Copied, format: Raw['format'], context: Context): Outcome => ({
  code: ExitCode.ok,
  out: format === 'json' ? json(copyJson(from, to, done, null)) : copyTable(from, to, done, null, context),
});

const verified = async (store: EventStore, url: string, from: string, done: Copied, signed: VerifyOptions, format: Raw['format'], context: Context): Promise<Outcome> => {
  const report = await verifyStore(store, signed)();
  if (E.isLeft(report)) return failedBy(report.left, context.words);
  const of = { name: shown(url), log: logPlaceOf(url) };
  const out =
    format === 'json'
      ? json(copyJson(from, of.name, done, storeJson(of, report.right, context)))
      : copyTable(from, of.name, done, storeTable(of, report.right, true, context), context);
  return { code: report.right.intact ? ExitCode.ok : ExitCode.integrity, out };
};

/** Says of which store a failure is. */
const onSide = (side: CopySide, { code, errors = [] }: Outcome): Outcome => failed(code, ...errors.map((error) => `--${side}: ${error}`));

/** What differs is altered (4); what could not be read or written (3) is copied by the same command again. */
const notCopied = (reason: CopyFailure, from: string, to: string, context: Context): Outcome => {
  const says = copyWordsOf(context.lang).failed;
  switch (reason._tag) {
    case 'CopyDiverged':
      return failed(ExitCode.integrity, says.diverged(to, reason.index, reason.stream === null ? null : `${clean(reason.stream)} ${reason.revision ?? ''}`.trim()));
    case 'Conflict':
    case 'RecordedOrder':
    case 'RepeatedEventId':
      return failed(ExitCode.integrity, says.overtaken(to));
    case 'LogDisagrees':
    case 'LogDamaged':
      return failed(ExitCode.integrity, reason.field === 'from' ? says.sourceLog(from) : says.targetLog(to));
    case 'CopyGap':
      return failed(ExitCode.integrity, says.gap(from, clean(reason.value ?? '')));
    case 'CopyRefused':
      return failedBy(reason, context.words);
    case 'EventTooLarge':
      return failed(ExitCode.data, says.tooLarge(from, to, clean(reason.value ?? ''), clean(reason.field)));
    default: {
      const { code, errors = [] } = onSide(reason.side, failedBy(reason, context.words));
      return failed(code, ...errors, says.goesOn(to));
    }
  }
};
