/** Copying a register from one store into another: ids, order, both times and proofs stay what they are. */
import { cutStoredText, failure, type StoredEvent } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';
import type { TaskEither } from 'fp-ts/TaskEither';

import { firstPage, nextLimit, readerOf } from './copy-pages';
import { copyProof } from './copy-proof';
import { storeAgain } from './copy-store-again';
import type { Copied, CopyDiverged, CopyFailure, CopyOptions } from './copy-types';

const diverged = (index: number, { text }: StoredEvent): E.Either<CopyDiverged, never> => {
  const event = cutStoredText(text);
  const [stream, revision] = E.isRight(event) ? [event.right.stream, event.right.revision] : [null, null];
  return E.left({ ...failure('CopyDiverged', 'frist/copy-diverged', 'to', 'an empty store, or one that holds the beginning of the other and nothing else'), index, stream, revision });
};

/**
 * Copies a register: appends to the target what it does not hold yet, text for text and in order, until the source has
 * nothing newer. Everything is compared: what the target holds already, and what has been appended, read back. So an
 * interrupted copy is done again and goes on, a source may be written to meanwhile, and two copies at once make one register. Roots of
 * the logs that the stores keep are held against what was read; that of the source also before anything is stored. Read models are not copied; they are made anew.
 *
 * Errors: {@link CopyFailure}. What this copy has stored by then is the source's, in its order; doing it again compares it and goes on. Only a
 * target that another has written to as well is no copy.
 *
 * @example const copied = await copyRegister({ from, to })()
 */
export const copyRegister =
  ({ from, to, onProgress = () => undefined }: CopyOptions): TaskEither<CopyFailure, Copied> =>
  async () => {
    if (to.appendAsRecorded === undefined) return E.left(failure('CopyRefused', 'frist/copy-target', 'to', 'a store that can store again what another has recorded'));
    const begun = await copyProof(from, to);
    if (E.isLeft(begun)) return begun;
    const proof = begun.right;
    const [source, target] = [readerOf(from, 'from'), readerOf(to, 'to')];
    let copied = 0;

    /** Compares what the target holds next with events of the source. Gives how many of them it held. */
    const compare = async (events: readonly StoredEvent[]): Promise<E.Either<CopyFailure, number>> => {
      const there = await target(events.length);
      if (E.isLeft(there)) return there;
      for (const [i, { text }] of there.right.entries()) {
        const event = events[i] as StoredEvent;
        if (event.text !== text) return diverged(proof.size(), event);
        proof.push(text);
      }
      return E.right(there.right.length);
    };

    const take = async (events: readonly StoredEvent[]): Promise<E.Either<CopyFailure, void>> => {
      const there = await compare(events);
      if (E.isLeft(there)) return there;
      const missing = events.slice(there.right);
      const [first] = missing;
      if (first === undefined) return E.right(undefined);
      const stored = await storeAgain(to, missing);
      if (E.isLeft(stored)) return stored;
      const back = await compare(missing);
      if (E.isLeft(back)) return back;
      copied += back.right;
      return back.right === missing.length ? E.right(undefined) : diverged(proof.size(), missing[back.right] as StoredEvent);
    };

    for (let limit = firstPage; ; ) {
      const page = await source(limit);
      if (E.isLeft(page)) return page;
      limit = nextLimit(limit, page.right);
      if (page.right.length > 0) {
        const taken = await take(page.right);
        if (E.isLeft(taken)) return taken;
        onProgress(proof.size());
        continue;
      }
      const beyond = await target(1);
      if (E.isLeft(beyond)) return beyond;
      const [more] = beyond.right;
      if (more === undefined) break;
      // Another copy may have taken what has been written to the source since.
      const late = await source(1);
      if (E.isLeft(late)) return late;
      if (late.right[0]?.text !== more.text) return diverged(proof.size(), more);
      proof.push(more.text);
    }
    const sourceAgrees = proof.sourceAgrees();
    const agree = E.isLeft(sourceAgrees) ? sourceAgrees : await proof.targetAgrees();
    if (E.isLeft(agree)) return agree;
    return E.right({ events: proof.size(), copied, alreadyThere: proof.size() - copied, root: proof.root() });
  };
