/**
 * The core of verification: takes events in store order, one at a time, and holds them against the kept log and against
 * signed checkpoints. Time is linear; memory grows with the number of streams, not with that of events.
 *
 * Two comparisons carry it. Text against stored leaf hash names the very event. The root of the stored leaf hashes
 * against each checkpoint finds what the first cannot: texts that were changed together with their leaf hashes.
 */
import { failure, type Position, type StoredEvent } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { AuditLog } from './audit-log';
import type { OpenedCheckpoint } from './checkpoint';
import { attempt } from './failure';
import type { CheckpointVerdict, EventFindingTag, Finding, VerificationReport } from './findings';
import { type Completed, type Frontier, frontierOf } from './frontier';
import { base64, type Hash, leafHash, sameHash } from './hash';
import { pageHeight } from './log-pages';
import type { Leaf } from './log-storage';
import { readStoredText } from './stored-text';

export interface Verification {
  readonly see: (event: StoredEvent) => void;
  /** The store could not give the next event. Answers where to go on reading after it, or null when nothing tells. */
  readonly skip: () => Position | null;
  readonly find: (finding: Finding) => void;
  /** What has been found so far. */
  readonly findings: () => readonly Finding[];
  /** Last revision of every stream seen. */
  readonly streams: () => ReadonlyMap<string, number>;
  /** To be called once. */
  readonly end: () => VerificationReport;
  /** A second one that goes its own way from here. */
  readonly fork: () => Verification;
}

export interface VerificationInput {
  /** As kept, without events that it has not been told of. */
  readonly log: AuditLog;
  /** Of this log, in order of size. */
  readonly checkpoints: readonly OpenedCheckpoint[];
  /** Findings to keep. */
  readonly limit: number;
}

interface State {
  readonly streams: Map<string, number>;
  readonly findings: Finding[];
  readonly verdicts: CheckpointVerdict[];
  found: number;
  events: number;
  covered: number;
  /** Leaves of the log that can be read; fewer than it has once one could not. */
  kept: number;
  lastPosition: Position | null;
  lastRecordedAt: string;
  /** The last checkpoint that verified, and whether one has differed since. */
  signed: { readonly size: number; readonly position: Position | null };
  differed: boolean;
}

const start = (log: AuditLog): State => ({
  streams: new Map(),
  findings: [],
  verdicts: [],
  found: 0,
  events: 0,
  covered: 0,
  kept: log.size,
  lastPosition: null,
  lastRecordedAt: '',
  signed: { size: 0, position: null },
  differed: false,
});

export const verification = (input: VerificationInput): Verification => going(input, start(input.log), null);

const going = (input: VerificationInput, state: State, before: Frontier | null): Verification => {
  const { log, checkpoints, limit } = input;

  const find = (finding: Finding): void => {
    state.found += 1;
    if (state.findings.length < limit) state.findings.push(finding);
  };
  const findEvent = (tag: EventFindingTag, index: number, place: { position: Position | null; stream: string | null; revision: number | null; byteOffset?: number }, expected: string): void =>
    find({ ...failure(tag, 'audit/verify', place.position === null ? 'store' : `position ${place.position}`, expected), index, ...place });
  const damaged = (field: string, expected: string): void => find(failure('LogDamaged', 'audit/log', field, expected));

  const completed: Completed = (level, index, hash) => {
    if (level % pageHeight !== 0 || (index + 1) * 2 ** level > state.kept) return;
    const kept = attempt((): E.Either<never, Hash> => E.right(log.node(level, index)));
    if (E.isLeft(kept)) damaged(kept.left.field, kept.left.expected);
    else if (!sameHash(kept.right, hash)) damaged(`node ${level}/${index}`, 'the hash of what is below it');
  };
  const frontier = before === null ? frontierOf(completed) : before.fork(completed);

  const judge = (verdict: CheckpointVerdict['verdict']): void => {
    const { size, root, signedAt, signedBy } = checkpoints[state.verdicts.length] as OpenedCheckpoint;
    state.verdicts.push({ size, root: base64(root), signedAt: signedAt ?? null, signedBy: signedBy.map(({ name, id }) => `${name}+${id}`), verdict });
  };
  const judgeReached = (position: Position | null): void => {
    for (let next = checkpoints[state.verdicts.length]; next?.size === frontier.size(); next = checkpoints[state.verdicts.length]) {
      const verifies = sameHash(frontier.root(), next.root);
      judge(verifies ? 'verifies' : 'differs');
      if (verifies && !state.differed) state.signed = { size: next.size, position };
      if (!verifies && !state.differed) {
        state.differed = true;
        find({
          ...failure('LeavesRewritten', 'audit/checkpoint', `events ${state.signed.size + 1} to ${next.size}`, 'leaf hashes that give the root of the signed checkpoint'),
          after: state.signed.size,
          upTo: next.size,
          afterPosition: state.signed.position,
          upToPosition: position,
        });
      }
    }
  };
  const grow = (hash: Hash, position: Position): void => {
    frontier.push(hash);
    judgeReached(position);
  };

  /** The next leaf of the log, or null at its end and where it cannot be read. */
  const nextLeaf = (): Leaf | null => {
    if (frontier.size() >= state.kept) return null;
    const leaf = attempt((): E.Either<never, Leaf> => E.right(log.leaf(frontier.size())));
    if (E.isRight(leaf)) return leaf.right;
    state.kept = frontier.size();
    damaged(leaf.left.field, leaf.left.expected);
    return null;
  };
  const missing = (leaf: Leaf): void => {
    findEvent('EventMissing', frontier.size(), { position: leaf.position, stream: null, revision: null }, 'the event whose leaf hash the log has here');
    grow(leaf.hash, leaf.position);
  };

  const lookAtOrder = (event: StoredEvent, stream: string, revision: number, recordedAt: string): void => {
    const place = { position: event.position, stream, revision };
    const index = frontier.size();
    if (event.revision !== revision) findEvent('RowDisagrees', index, place, `the revision of the row, ${event.revision}`);
    const due = (state.streams.get(stream) ?? -1) + 1;
    if (revision > due) findEvent('RevisionMissing', index, place, `revision ${due} next`);
    if (revision < due) findEvent('RevisionRepeated', index, place, `revision ${due} next`);
    state.streams.set(stream, revision);
    if (recordedAt < state.lastRecordedAt) findEvent('RecordedAtWentBack', index, place, `an instant not before ${state.lastRecordedAt}`);
    else state.lastRecordedAt = recordedAt;
  };

  if (before === null) judgeReached(null);
  return {
    see: (event) => {
      const { position, text } = event;
      state.events += 1;
      const facts = readStoredText(text);
      const stream = E.isRight(facts) ? facts.right.stream : null;
      const place = { position, stream, revision: event.revision };
      if (state.lastPosition !== null && position <= state.lastPosition) findEvent('PositionOutOfOrder', frontier.size(), place, `a position after ${state.lastPosition}`);
      state.lastPosition = position;
      let leaf = nextLeaf();
      for (; leaf !== null && leaf.position < position; leaf = nextLeaf()) missing(leaf);
      if (E.isLeft(facts)) findEvent('BytesMalformed', frontier.size(), { ...place, byteOffset: facts.left.byteOffset }, facts.left.expected);
      else lookAtOrder(event, facts.right.stream, facts.right.revision, facts.right.recordedAt);
      const hash = leafHash(text);
      if (leaf === null) return grow(hash, position);
      if (leaf.position > position) return findEvent('EventInserted', frontier.size(), place, 'no event between those that the log covers');
      if (!sameHash(leaf.hash, hash)) findEvent('EventChanged', frontier.size(), place, 'the bytes of the stored leaf hash');
      state.covered += 1;
      grow(leaf.hash, position);
    },
    skip: () => {
      const leaf = nextLeaf();
      findEvent('EventUnreadable', frontier.size(), { position: leaf?.position ?? null, stream: null, revision: null }, 'a text that the store can give');
      if (leaf === null) return null;
      state.lastPosition = leaf.position;
      grow(leaf.hash, leaf.position);
      return leaf.position;
    },
    find,
    findings: () => state.findings,
    streams: () => state.streams,
    end: () => {
      for (let leaf = nextLeaf(); leaf !== null; leaf = nextLeaf()) missing(leaf);
      const beyond = checkpoints.length > state.verdicts.length ? checkpoints[checkpoints.length - 1] : undefined;
      if (beyond !== undefined) {
        const there = frontier.size();
        find({
          ...failure('StoreTruncated', 'audit/checkpoint', `events ${there + 1} to ${beyond.size}`, `${beyond.size} events, as a signed checkpoint says`, String(there)),
          after: there,
          upTo: beyond.size,
          afterPosition: state.lastPosition,
          upToPosition: null,
        });
        while (state.verdicts.length < checkpoints.length) judge('beyond the store');
      }
      return {
        intact: state.found === 0,
        findings: state.findings,
        findingsLeftOut: state.found - state.findings.length,
        events: state.events,
        covered: state.covered,
        signed: state.signed.size,
        root: base64(frontier.root()),
        checkpoints: state.verdicts,
      };
    },
    fork: () => going(input, { ...state, streams: new Map(state.streams), findings: [...state.findings], verdicts: [...state.verdicts] }, frontier),
  };
};
