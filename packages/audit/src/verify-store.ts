/** Verifying a whole store: every event, every leaf hash, every checkpoint, every stream. */
import { type EventStore, failure, type Position, type StoreError, type StreamName } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { type AuditLog, memoryLog } from './audit-log';
import { openCheckpoint, type OpenedCheckpoint } from './checkpoint';
import type { Finding, VerificationReport } from './findings';
import type { VerifierKey } from './keys';
import { openLog } from './open-log';
import { streamAtEnd } from './stored-text';
import { verification, type Verification } from './verification';

/** What a store is held against. */
export interface VerifyOptions {
  /** Signed checkpoints of this store, oldest first, as {@link readCheckpointFile} gives them. */
  readonly checkpoints: readonly string[];
  /** The key history. A checkpoint that none of them has signed is a finding. */
  readonly keys: readonly VerifierKey[];
  /** The log to hold the store against. Default: what the append hook has kept in the store, or its read models where it runs no hooks. */
  readonly log?: AuditLog;
  /** Whether every stream is also read by itself, which takes as long again. Default true. */
  readonly streams?: boolean;
  /** Findings to report one by one. Default 100. */
  readonly limit?: number;
}

const page = 1_000;

/**
 * Verifies a store, also one opened for reading only. Left only when the store refuses to be read for a reason that is
 * not damage (closed, busy, gone); damage is a finding.
 *
 * @example const report = await verifyStore(store, { checkpoints, keys })()
 */
export const verifyStore =
  (store: EventStore, options: VerifyOptions): TaskEither<StoreError, VerificationReport> =>
  async () => {
    const early: Finding[] = [];
    const checkpoints = accepted(options, (finding) => early.push(finding));
    const log = await logOf(store, options, (finding) => early.push(finding));
    if (E.isLeft(log)) return log;
    const verify = verification({ log: log.right, checkpoints, limit: options.limit ?? 100 });
    for (const finding of early) verify.find(finding);
    const all = await seeAll(store, verify);
    if (E.isLeft(all)) return all;
    if (options.streams !== false) {
      const streams = await readEachStream(store, verify);
      if (E.isLeft(streams)) return streams;
    }
    return E.right(verify.end());
  };

const logOf = async (store: EventStore, options: VerifyOptions, find: (finding: Finding) => void): Promise<E.Either<StoreError, AuditLog>> => {
  if (options.log !== undefined) return E.right(options.log);
  const opened = await openLog(store, 'as kept')();
  if (E.isRight(opened)) return opened;
  if (opened.left._tag !== 'LogDamaged') return opened as E.Either<StoreError, AuditLog>;
  find(failure('LogDamaged', 'audit/log', opened.left.field, opened.left.expected));
  return E.right(memoryLog([]));
};

/** The checkpoints that can be held against the store, in order of size. */
const accepted = ({ checkpoints, keys }: VerifyOptions, find: (finding: Finding) => void): readonly OpenedCheckpoint[] => {
  const opened: OpenedCheckpoint[] = [];
  checkpoints.forEach((note, i) => {
    const checkpoint = openCheckpoint(note, keys);
    const field = `checkpoint ${i + 1}`;
    const before = opened[opened.length - 1];
    if (E.isLeft(checkpoint)) find(failure('CheckpointRefused', checkpoint.left.rule, field, checkpoint.left.expected, checkpoint.left.value));
    else if (before !== undefined && checkpoint.right.origin !== before.origin) find(failure('CheckpointRefused', 'audit/origin', field, `a checkpoint of ${before.origin}`, checkpoint.right.origin));
    else {
      if (before !== undefined && checkpoint.right.size < before.size) find(failure('CheckpointsOutOfOrder', 'audit/checkpoint-order', field, `at least ${before.size} events`, String(checkpoint.right.size)));
      opened.push(checkpoint.right);
    }
  });
  return opened.sort((a, b) => a.size - b.size);
};

const seeAll = async (store: EventStore, verify: Verification): Promise<E.Either<StoreError, void>> => {
  let after: Position | null = null;
  for (let limit = page; ; ) {
    const read: Awaited<ReturnType<ReturnType<EventStore['readAll']>>> = await store.readAll({ direction: 'forwards', limit, ...(after === null ? {} : { after }) })();
    if (E.isRight(read)) {
      for (const event of read.right.events) verify.see(event);
      after = read.right.events[read.right.events.length - 1]?.position ?? after;
      if (!read.right.more) return E.right(undefined);
      continue;
    }
    // Read models that do not belong to the store are no damage of what it holds.
    if (read.left._tag !== 'StoreCorrupt' || read.left.field === 'readModels') return read;
    // One event at a time up to the one that cannot be read; the log tells where it stands, and so where to go on.
    if (limit > 1) {
      limit = 1;
      continue;
    }
    after = verify.skip();
    if (after === null) return E.right(undefined);
    limit = page;
  }
};

/** What a writer is given to decide on is read by stream: it must be the same events. */
const readEachStream = async (store: EventStore, verify: Verification): Promise<E.Either<StoreError, void>> => {
  for (const [stream, last] of verify.streams()) {
    let due = 0;
    let agrees = true;
    for (let more = true; more && agrees; ) {
      const read = await store.readStream(stream as StreamName, { direction: 'forwards', limit: page, ...(due === 0 ? {} : { after: due - 1 }) })();
      if (E.isLeft(read) && read.left._tag !== 'StoreCorrupt') return read;
      agrees = E.isRight(read);
      if (E.isLeft(read)) break;
      for (const event of read.right.events) {
        agrees &&= event.revision === due && streamAtEnd(event.text) === stream;
        due += 1;
      }
      ({ more } = read.right);
    }
    if (agrees && due >= last + 1) continue;
    verify.find({
      ...failure('StreamReadingDisagrees', 'audit/streams', stream, `its events by revision, 0 to ${last}`),
      index: null,
      position: null,
      stream,
      revision: Math.min(due, last),
    });
  }
  return E.right(undefined);
};
