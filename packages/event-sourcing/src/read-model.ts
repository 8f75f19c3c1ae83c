/**
 * Read models: what projections keep between runs. Always local (memory, or the SQLite file), hence synchronous.
 * A model is a sorted map of text keys to text values together with the position up to which it has been folded;
 * both change in one transaction, so a restart goes on without gap or repeat.
 */
import type { Either } from 'fp-ts/Either';

import type { Position } from './envelope';
import type { StoreError } from './store-error';

/** Keys from `from` (included) to `to` (excluded), compared by code unit; keys are ASCII. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

/** One consistent look at a model: no commit of another process shows halfway through. */
export interface ReadModelView {
  /** The last position covered, or null when nothing is. */
  readonly checkpoint: Position | null;
  readonly get: (key: string) => string | null;
  /** In key order. */
  readonly scan: (range: KeyRange, limit?: number) => readonly (readonly [key: string, value: string])[];
  readonly count: (range: KeyRange) => number;
}

/** Changes to a model together with how far they bring it. */
export interface ReadModelCommit {
  /** The checkpoint these changes were computed from. When it has moved, nothing is written: `CheckpointMoved`. */
  readonly from: Position | null;
  readonly to: Position;
  readonly put: ReadonlyMap<string, string>;
  readonly remove: Iterable<string>;
}

/** One kept model. */
export interface ReadModel {
  /** Reads inside one snapshot. `use` must not keep the view. A failure of the store inside `use` becomes the answer. */
  readonly read: <A>(use: (view: ReadModelView) => A) => Either<StoreError, A>;
  /** With `from: null` the model is emptied first: that is how a rebuild begins. */
  readonly commit: (commit: ReadModelCommit) => Either<StoreError, void>;
}

/**
 * All kept models of a store.
 *
 * @example store.readModels.open('frist-head', version)
 */
export interface ReadModels {
  /** `version` names the code that folds it. A model kept by another version reads as empty and is replaced at the first commit. */
  readonly open: (name: string, version: string) => ReadModel;
}
