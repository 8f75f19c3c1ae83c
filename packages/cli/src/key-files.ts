/** The key file and its wrapping key, as options and environment name them. */
import { createKeyFile, createWrappingKeyFile, fileKeyStore, type KeyFailure, type KeysRotated, type KeyStore, rotateWrappingKey, type WrappingKeys, wrappingKeysFromFile, wrappingKeysFromText } from '@frist/confidentiality';
import { failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { ExitCode } from './exit-code';
import { secrecySentence } from './failure-text';
import { type Context, failed, type Outcome } from './outcome';
import type { Raw } from './raw';

/** The option comes before the variable: what is typed is meant. */
const wrappingOf = ({ wrappingKey }: Raw, { terminal }: Context): WrappingKeys => (wrappingKey === undefined ? wrappingKeysFromText(terminal.env.FRIST_WRAPPING_KEY) : wrappingKeysFromFile(wrappingKey));

/** A failure of keys as an outcome: exit 3, but a file that is there already is wrong use. */
export const keysFailed = (reason: KeyFailure, context: Context): Outcome => failed(reason._tag === 'KeyFileExists' ? ExitCode.usage : ExitCode.data, secrecySentence(reason, context.words) ?? '');

const told = (context: Context) => E.mapLeft((reason: KeyFailure) => keysFailed(reason, context));

/** Opens the key store, or says what is wrong with it. */
export const openKeys = (file: string, raw: Raw, context: Context): E.Either<Outcome, KeyStore> => told(context)(fileKeyStore({ file, wrapping: wrappingOf(raw, context) }));

/** Makes both files; the wrapping key only where none is there yet, or in the environment. Tells which were made, and the id of the key store. */
export const makeKeys = (file: string, raw: Raw, context: Context): E.Either<Outcome, { readonly id: string; readonly wrappingMade: boolean }> => {
  const { wrappingKey } = raw;
  if (context.terminal.exists(file)) return E.left(keysFailed(failure('KeyFileExists', 'confidentiality/key-file', file, 'a name that is free'), context));
  const wrappingMade = wrappingKey !== undefined && !context.terminal.exists(wrappingKey);
  const wrapped = wrappingMade ? createWrappingKeyFile(wrappingKey) : E.right(undefined);
  if (E.isLeft(wrapped)) return told(context)(wrapped);
  const made = createKeyFile({ file, wrapping: wrappingOf(raw, context) });
  return E.isLeft(made) ? told(context)(made) : E.right({ id: made.right, wrappingMade });
};

/** Changes the wrapping key of a file. One in the environment cannot be changed from here. */
export const rotateKeys = (file: string, wrappingFile: string, context: Context): E.Either<Outcome, KeysRotated> => told(context)(rotateWrappingKey({ file, wrappingFile }));
