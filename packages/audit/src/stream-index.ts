/**
 * The list of all events sorted by stream and revision, as a Merkle tree of its own. The log shows what there is;
 * this shows what there is not: two neighbours in the list leave no room between them.
 *
 * A leaf is SHA-256(0x00 ‖ `stream revision base64(leaf hash)`); streams are ordered by code unit, revisions by number.
 */
import { type EventStore, failure, type Position } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import type { AuditLog } from './audit-log';
import { attempt, type LogFailure } from './failure';
import { base64, type Hash, hashLength, leafHash, sameHash } from './hash';
import { treeOf } from './memory-tree';
import { inclusionProof, verifyInclusion } from './merkle';
import { readStoredText } from './stored-text';

/** An entry of the list with the way from it to the root. */
export interface SortedEntry {
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  readonly hash: Hash;
  readonly proof: readonly Hash[];
}

/** Where (stream, revision) stands, or between which two entries it would. Null: at the beginning or at the end of the list. */
export type Whereabouts =
  | { readonly _tag: 'Present'; readonly entry: SortedEntry }
  | { readonly _tag: 'Absent'; readonly before: SortedEntry | null; readonly after: SortedEntry | null };

/** The sorted list of one size of the log; see {@link indexStreams}. */
export interface StreamIndex {
  /** Number of entries: that of the log it belongs to. */
  readonly size: number;
  readonly root: Hash;
  readonly find: (stream: string, revision: number) => E.Either<LogFailure, Whereabouts>;
}

const page = 2_000;

/** The hash of an entry of the list. */
export const entryHash = (stream: string, revision: number, hash: Hash): Hash => leafHash(`${stream} ${revision} ${base64(hash)}`);

/**
 * Makes the list of the events that a log covers: one reading of the store, about 100 bytes of memory an event.
 * Each text is held against its leaf hash on the way, so nothing is listed that has changed (`LogDisagrees`).
 */
export const indexStreams =
  (store: EventStore, log: AuditLog): TaskEither<LogFailure, StreamIndex> =>
  async () => {
    const streams = new Map<string, number[]>();
    const hashes = Buffer.alloc(log.size * hashLength);
    let index = 0;
    for (let after: Position | null = null; index < log.size; ) {
      const read: Awaited<ReturnType<ReturnType<EventStore['readAll']>>> = await store.readAll({ direction: 'forwards', limit: page, ...(after === null ? {} : { after }) })();
      if (E.isLeft(read)) return read;
      for (const { text, position } of read.right.events) {
        if (index === log.size) break;
        const hash = leafHash(text);
        const leaf = attempt((): E.Either<never, Hash> => E.right(log.leaf(index).hash));
        if (E.isLeft(leaf)) return leaf;
        const facts = readStoredText(text);
        const revisions = E.isRight(facts) ? (streams.get(facts.right.stream) ?? []) : [];
        if (!sameHash(leaf.right, hash) || E.isLeft(facts) || facts.right.revision !== revisions.length) {
          return E.left(failure('LogDisagrees', 'audit/index', `position ${position}`, 'the event whose leaf hash the log has; verify the store'));
        }
        revisions.push(index);
        streams.set(facts.right.stream, revisions);
        hashes.set(hash, index * hashLength);
        index += 1;
        after = position;
      }
      if (!read.right.more && index < log.size) return E.left(failure('LogDisagrees', 'audit/index', 'store', `the ${log.size} events that the log covers`, String(index)));
    }
    return E.right(sortedIndex(streams, (at) => hashes.subarray(at * hashLength, (at + 1) * hashLength), log.size));
  };

/** From each stream's events, by their index in the log, in order of revision. */
const sortedIndex = (streams: ReadonlyMap<string, readonly number[]>, hashOf: (index: number) => Hash, size: number): StreamIndex => {
  const names = [...streams.keys()].sort();
  const starts: number[] = [];
  let total = 0;
  for (const name of names) {
    starts.push(total);
    total += streams.get(name)?.length ?? 0;
  }
  const leaves = function* (): Generator<Hash> {
    for (const name of names) for (const [revision, index] of (streams.get(name) ?? []).entries()) yield entryHash(name, revision, hashOf(index));
  };
  const tree = treeOf(size, leaves());
  /** Of the streams not after a name, the last; -1 when there is none. */
  const upTo = (stream: string): number => {
    let [low, high] = [0, names.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((names[middle] as string) <= stream) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const entryAt = (index: number): E.Either<LogFailure, SortedEntry | null> => {
    if (index < 0 || index >= size) return E.right(null);
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= index) low = middle + 1;
      else high = middle;
    }
    const stream = names[low - 1] as string;
    const revision = index - (starts[low - 1] as number);
    const proof = inclusionProof(tree, index, size);
    if (E.isLeft(proof)) return proof;
    return E.right({ index, stream, revision, hash: hashOf((streams.get(stream) as readonly number[])[revision] as number), proof: proof.right });
  };
  return {
    size,
    root: tree.root(),
    find: (stream, revision) => {
      const near = upTo(stream);
      const there = near >= 0 && names[near] === stream ? (streams.get(stream) as readonly number[]).length : 0;
      const begin = there > 0 ? (starts[near] as number) : near >= 0 ? (starts[near] as number) + (streams.get(names[near] as string) as readonly number[]).length : 0;
      if (Number.isInteger(revision) && revision >= 0 && revision < there) {
        return E.map((entry: SortedEntry | null): Whereabouts => ({ _tag: 'Present', entry: entry as SortedEntry }))(entryAt(begin + revision));
      }
      const next = revision < 0 ? begin : begin + there;
      const before = entryAt(next - 1);
      if (E.isLeft(before)) return before;
      return E.map((after: SortedEntry | null): Whereabouts => ({ _tag: 'Absent', before: before.right, after }))(entryAt(next));
    },
  };
};

const precedes = (a: { readonly stream: string; readonly revision: number }, b: { readonly stream: string; readonly revision: number }): boolean =>
  a.stream < b.stream || (a.stream === b.stream && a.revision < b.revision);

/** Whether the list with this size and root shows (stream, revision) to be where it is said to be, or not to be there. */
export const verifyWhereabouts = (wanted: { readonly stream: string; readonly revision: number }, size: number, root: Hash, found: Whereabouts): boolean => {
  const inList = ({ index, stream, revision, hash, proof }: SortedEntry): boolean => verifyInclusion({ index, size, leaf: entryHash(stream, revision, hash), proof, root });
  if (found._tag === 'Present') return found.entry.stream === wanted.stream && found.entry.revision === wanted.revision && inList(found.entry);
  const { before, after } = found;
  if (before !== null && !(precedes(before, wanted) && inList(before))) return false;
  if (after !== null && !(precedes(wanted, after) && inList(after))) return false;
  const gap = (before?.index ?? -1) + 1;
  return after === null ? gap === size : gap === after.index;
};
