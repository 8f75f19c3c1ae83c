/** The tree over the copied texts, and whether the logs that the stores keep agree with it. */
import { createRequire } from 'node:module';

import type * as Audit from '@frist/audit';
import { type EventStore, failure, type StoreError } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import { firstPage, nextLimit, readerOf } from './copy-pages';
import type { CopyFailure, CopySide } from './copy-types';

const load = createRequire(__filename);

/** A tree that grows by one text after the other, held for its depth only. */
export interface CopyProof {
  readonly size: () => number;
  readonly push: (text: string) => void;
  /** In base64. */
  readonly root: () => string;
  /** Whether the kept log that was noted as the source's had this root when the tree was as large; asked at the end. */
  readonly sourceAgrees: () => E.Either<CopyFailure, void>;
  /** Whether the log that the target keeps, if it covers all of the tree, has its root. */
  readonly targetAgrees: () => Promise<E.Either<CopyFailure, void>>;
}

const disagrees = (side: CopySide, size: number): E.Either<CopyFailure, never> =>
  E.left(failure('LogDisagrees', 'frist/copy-log', side, `the log of its first ${size} events; frist verify tells which of them it is about`));

/** Whether the first events of the source are those of the log that it keeps. */
const stands = async (from: EventStore, { size, root }: { readonly size: number; readonly root: string }, audit: typeof Audit): Promise<E.Either<CopyFailure, void>> => {
  const [tree, read] = [audit.frontierOf(), readerOf(from, 'from')];
  for (let limit = firstPage; tree.size() < size; ) {
    const page = await read(Math.min(limit, size - tree.size()));
    if (E.isLeft(page)) return page;
    if (page.right.length === 0) break;
    limit = nextLimit(limit, page.right);
    for (const { text } of page.right) tree.push(audit.leafHash(text));
  }
  return tree.size() === size && audit.base64(tree.root()) === root ? E.right(undefined) : disagrees('from', size);
};

/** Begins a tree, notes what the source's own log says, and holds the source against it before anything is copied. */
export const copyProof = async (from: EventStore, to: EventStore): Promise<E.Either<CopyFailure, CopyProof>> => {
  const audit = load('@frist/audit') as typeof Audit;
  /** Root over the first events of a store's kept log; null where it keeps none that reaches so far. */
  const keptRoot = async (side: CopySide, size?: number): Promise<E.Either<CopyFailure, { readonly size: number; readonly root: string } | null>> => {
    const log = await audit.openLog(side === 'from' ? from : to, 'as kept')();
    const wanted = size ?? (E.isRight(log) ? log.right.size : 0);
    if (E.isRight(log) && (wanted === 0 || log.right.size < wanted)) return E.right(null);
    const root = E.isLeft(log) ? log : audit.logRoot(log.right, wanted);
    if (E.isRight(root)) return E.right({ size: wanted, root: audit.base64(root.right) });
    return E.left(root.left._tag.startsWith('Log') || root.left._tag === 'OutOfTree' ? failure('LogDamaged', 'frist/copy-log', side, root.left.expected) : { ...(root.left as StoreError), side });
  };
  const noted = await keptRoot('from');
  if (E.isLeft(noted)) return noted;
  const stood = noted.right === null ? noted : await stands(from, noted.right, audit);
  if (E.isLeft(stood)) return stood;

  const tree = audit.frontierOf();
  const root = (): string => audit.base64(tree.root());
  let atNoted: string | null = null;
  return E.right({
    size: tree.size,
    push: (text) => {
      tree.push(audit.leafHash(text));
      if (tree.size() === noted.right?.size) atNoted = root();
    },
    root,
    // Shorter than its log: events were cut off the end of the source.
    sourceAgrees: () => (noted.right === null || atNoted === noted.right.root ? E.right(undefined) : disagrees('from', noted.right.size)),
    targetAgrees: async () => {
      const kept = await keptRoot('to', tree.size());
      if (E.isLeft(kept)) return kept;
      return kept.right === null || kept.right.root === root() ? E.right(undefined) : disagrees('to', tree.size());
    },
  });
};
