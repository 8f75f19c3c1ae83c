/** `frist keys init`, `frist keys rotate`: the files without which nobody reads what is sealed. */
import * as E from 'fp-ts/Either';

import { ExitCode } from '../exit-code';
import { json, schemaName } from '../json/write';
import { makeKeys, rotateKeys } from '../key-files';
import { secrecyWordsOf } from '../messages/secrecy';
import { type Context, failed, type Outcome } from '../outcome';
import type { Raw } from '../raw';
import { clean } from '../render/clean';
import { labelled, lines, pageOf } from '../render/page';

/** Runs `frist keys`. */
export const keysCommand = async (action: string, raw: Raw, context: Context): Promise<Outcome> => {
  const says = secrecyWordsOf(context.lang);
  const file = raw.keysFile ?? context.terminal.env.FRIST_KEYS ?? '';
  if (file === '') return failed(ExitCode.usage, says.usage.keysFileNeeded);
  return action === 'init' ? made(file, raw, context) : rotated(file, raw, context);
};

const layout = { indent: 2, column: 14 };

const made = (file: string, raw: Raw, context: Context): Outcome => {
  const { keys } = secrecyWordsOf(context.lang);
  const done = makeKeys(file, raw, context);
  if (E.isLeft(done)) return done.left;
  const { id, wrappingMade } = done.right;
  const wrapping = wrappingMade ? (raw.wrappingKey ?? null) : null;
  if (raw.format === 'json') return { code: ExitCode.ok, out: json({ schema: schemaName('keys'), keyStore: id, file, wrappingKeyMade: wrapping, rotated: null }) };
  const page = pageOf(context.terminal);
  return {
    code: ExitCode.ok,
    out: lines([keys.made(clean(file)), ...(wrapping === null ? [] : [keys.wrappingMade(clean(wrapping))]), ...labelled(page, keys.labels.id, id, layout), keys.apart]),
  };
};

const rotated = (file: string, { wrappingKey, format }: Raw, context: Context): Outcome => {
  const { keys, usage } = secrecyWordsOf(context.lang);
  if (wrappingKey === undefined) return failed(ExitCode.usage, usage.wrappingFileNeeded);
  const done = rotateKeys(file, wrappingKey, context);
  if (E.isLeft(done)) return done.left;
  if (format === 'json') return { code: ExitCode.ok, out: json({ schema: schemaName('keys'), keyStore: null, file, wrappingKeyMade: wrappingKey, rotated: done.right.keys }) };
  return { code: ExitCode.ok, out: lines([keys.rotated(done.right.keys), keys.rotatedNote]) };
};
