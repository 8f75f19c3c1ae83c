/** Signing checkpoints: never two that contradict each other. */
import type { Instant } from '@frist/calendar';
import { type EventStore, failure } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { AuditLog } from './audit-log';
import { type Checkpoint, openCheckpoint, renderCheckpoint } from './checkpoint';
import type { LogFailure } from './failure';
import { base64, sameHash } from './hash';
import type { KeyFailure, Signer, VerifierKey } from './keys';
import { logRoot } from './log-proofs';
import { type NoteFailure, signNote } from './note';
import { caughtUpLog, openLog } from './open-log';
import { indexStreams, type StreamIndex } from './stream-index';

/** Why a checkpoint was not signed. */
export type SigningFailure = LogFailure | KeyFailure | NoteFailure;

/** Who signs, when, and what the new checkpoint must agree with. */
export interface SigningOptions {
  readonly signer: Signer;
  /** When it is signed; goes into the checkpoint. */
  readonly at?: Instant;
  /** The sorted list of the same events; without it, absence cannot be shown against this checkpoint. */
  readonly index?: StreamIndex;
  /** The checkpoint signed last. The log must still begin with what it covers (`LogDisagrees`). */
  readonly previous?: Checkpoint;
}

/**
 * Signs the whole of a log. The origin is the signer's name.
 *
 * @example const note = await signCheckpoint(log, { signer, at })()
 */
export const signCheckpoint =
  (log: AuditLog, { signer, at, index, previous }: SigningOptions): TaskEither<SigningFailure, string> =>
  async () => {
    if (previous !== undefined) {
      const consistent = agreesWith(log, signer.name, previous);
      if (E.isLeft(consistent)) return consistent;
    }
    if (index !== undefined && index.size !== log.size) return E.left(failure('LogDisagrees', 'audit/index', 'index', `the list of ${log.size} events`, String(index.size)));
    const root = logRoot(log);
    if (E.isLeft(root)) return root;
    const text = renderCheckpoint({
      origin: signer.name,
      size: log.size,
      root: root.right,
      ...(index === undefined ? {} : { sortedRoot: index.root }),
      ...(at === undefined ? {} : { signedAt: at }),
    });
    return await signNote(text, [signer])();
  };

const agreesWith = (log: AuditLog, origin: string, previous: Checkpoint): E.Either<LogFailure, void> => {
  const disagrees = (field: string, expected: string, value: string) => E.left(failure('LogDisagrees', 'audit/consistency', field, expected, value));
  if (previous.origin !== origin) return disagrees('origin', previous.origin, origin);
  if (previous.size > log.size) return disagrees('size', `at least the ${previous.size} events of the last checkpoint`, String(log.size));
  const root = logRoot(log, previous.size);
  if (E.isLeft(root)) return root;
  return sameHash(root.right, previous.root) ? E.right(undefined) : disagrees('root', `the root ${base64(previous.root)} over ${previous.size} events`, base64(root.right));
};

/**
 * Signs the whole of a store: opens its log, makes the sorted list, holds both against the store and against the last
 * of the checkpoints signed before. What it answers is to be added to the checkpoint file ({@link appendCheckpoint}).
 * One reading of the store. A store that runs no hooks has its log caught up and kept first, unless it was opened for reading only.
 *
 * @example const note = await checkpointStore(store, { signer, at, before: notes, keys })()
 */
export const checkpointStore =
  (
    store: EventStore,
    options: {
      readonly signer: Signer;
      readonly at: Instant;
      /** Checkpoints signed before, oldest first, and the key history. */
      readonly before: readonly string[];
      readonly keys: readonly VerifierKey[];
      /** Default: that of the store, with all that it has. */
      readonly log?: AuditLog;
    },
  ): TaskEither<SigningFailure, string> =>
  async () => {
    const { signer, at, before, keys } = options;
    const last = before[before.length - 1];
    const previous = last === undefined ? null : openCheckpoint(last, keys);
    if (previous !== null && E.isLeft(previous)) return previous;
    const keeping = store.hookSlot === undefined && !store.capabilities.readOnly;
    const log = options.log === undefined ? await (keeping ? caughtUpLog : openLog)(store)() : E.right(options.log);
    if (E.isLeft(log)) return log;
    const index = await indexStreams(store, log.right)();
    if (E.isLeft(index)) return index;
    return await signCheckpoint(log.right, { signer, at, index: index.right, ...(previous === null ? {} : { previous: previous.right }) })();
  };
