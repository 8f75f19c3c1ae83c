/**
 * Who looks, what they may see, why, and with which keys: options shared by every command that shows what is sealed or
 * belongs to a register that needs a role. A command that uses them
 *  1. lists `...viewing` (who looks) or `...unsealing` (who, why, keys) of spec.ts among its options,
 *  2. calls {@link viewerOptions} first, for what is wrong with them is wrong use (exit 2),
 *  3. gives `viewer` with its query, and to open something `why` as well,
 *  4. passes the keys: `reading(options, context, use, { keys: sealingFrom(raw, context), recording: why !== undefined })`.
 *     They are opened when something is sealed or opened, not before.
 */
import { createRequire } from 'node:module';

import type { AccessPurpose, KeyStore, Viewer, ViewerRole } from '@frist/confidentiality';
import { Actor } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { accessReasons } from './access-reasons';
import { ExitCode } from './exit-code';
import type { openKeys } from './key-files';
import { secrecyWordsOf } from './messages/secrecy';
import { type Context, failed, type Outcome } from './outcome';
import type { Raw } from './raw';
import { redacted } from './redact';
import { clean } from './render/clean';

const load = createRequire(__filename);

/** What the options say. Both are absent when nothing was said: the viewer who sees nothing secret. */
export interface ViewerOptions {
  readonly viewer?: Viewer;
  /** Present when sealed fields are to be opened. */
  readonly why?: AccessPurpose;
}

const roles: readonly ViewerRole[] = ['person-data', 'lex-sarah'];

/** Parses them, or says everything that is wrong with them (exit 2). */
export const viewerOptions = (raw: Raw, context: Context): E.Either<Outcome, ViewerOptions> => {
  const { usage } = context.words;
  const says = secrecyWordsOf(context.lang).usage;
  const problems: string[] = [];
  const bad = (option: string, value: string, expected: string): void => void problems.push(usage.badValue(option, redacted(clean(value), usage.identityNumber), expected));
  const actor = raw.role === undefined ? undefined : actorOf(raw.role);
  if (actor === null) problems.push(says.roleForm(says.role));
  if (raw.why !== undefined && !(accessReasons as readonly string[]).includes(raw.why)) problems.push(says.why(accessReasons.join(', ')));
  for (const option of ['may', 'why'] as const) if (raw[option] !== undefined && raw.role === undefined) problems.push(says.roleNeeded(`--${option}`));
  const may = (raw.may ?? '').split(',').map((word) => word.trim()).filter((word) => word !== '');
  const given = roles.filter((role) => may.includes(role));
  if (given.length < new Set(may).size || (raw.may !== undefined && may.length === 0)) bad('--may', raw.may ?? '', says.may);
  if (raw.case !== undefined && raw.why === undefined) problems.push(says.whyNeeded);
  if (problems.length > 0) return E.left(failed(ExitCode.usage, ...problems));
  return E.right({
    ...(actor === undefined || actor === null ? {} : { viewer: { actor, roles: new Set(given) } }),
    // The form of the case is judged where the access is recorded.
    ...(raw.why === undefined ? {} : { why: { reason: raw.why, ...(raw.case === undefined ? {} : { reference: raw.case }) } as AccessPurpose }),
  });
};

/** Opens the key store that was named; a left says why it cannot be. */
export type KeysFrom = () => E.Either<Outcome, KeyStore>;

/** The keys named by `--keys-file` or FRIST_KEYS; null when none are. Nothing is loaded or opened before they are asked for. */
export const sealingFrom = (raw: Raw, context: Context): KeysFrom | null => {
  const file = raw.keysFile ?? (context.terminal.env.FRIST_KEYS || undefined);
  if (file === undefined) return raw.wrappingKey === undefined ? null : () => E.left(failed(ExitCode.usage, secrecyWordsOf(context.lang).usage.keysNeeded));
  return () => (load('./key-files') as { readonly openKeys: typeof openKeys }).openKeys(file, raw, context);
};

/** `handling-officer:h-17` */
const actorOf = (text: string): Actor | null => {
  const cut = text.indexOf(':');
  const actor = { role: text.slice(0, Math.max(cut, 0)), ref: text.slice(cut + 1) };
  return cut > 0 && Actor.is(actor) && redacted(actor.role, '') === actor.role ? actor : null;
};
