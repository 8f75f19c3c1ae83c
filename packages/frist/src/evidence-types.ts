/** What evidence is asked with, and what it is. Types alone: `@frist/audit` is loaded only when a pack is made. */
import type { EvidenceFailure, Signer, VerifierKey } from '@frist/audit';
import type { Finding } from '@frist/obligations';

import type { Explanation, History } from './explanation';
import type { Query, QueryFailure, ViewTimes } from './query';

/** What a pack shows, before it is put into JSON and words. */
export interface EvidenceView extends ViewTimes {
  readonly kind: string;
  /** As the pack names it: an obligation, or a stream. */
  readonly id: string;
  readonly explanation: Explanation;
  readonly history: History;
  /** Of an obligation: one for each instance. Of a stream: all that the check has to say of it, settled or not. */
  readonly findings: readonly Finding[];
}

/** How a view is put down: as JSON, and for people in both languages. `evidenceForm` of `@frist/cli` is the usual one. */
export type EvidenceForm = (view: EvidenceView) => { readonly view: unknown; readonly summary: Readonly<Record<'sv' | 'en', string>> };

/** Which view evidence is asked of, and what it is to be proven with. */
export interface EvidenceQuery extends Query {
  /** `obligation`, `stream`, or the category of a register, such as `grant`. */
  readonly kind: string;
  /** What `explain` takes; where a stream is meant, anything in it. With a category also the UUID of the stream alone. */
  readonly id: string;
  /** Whom the view is made for, where that is not the viewer: a role and a reference, no name. Stands in the pack beside the viewer. */
  readonly madeFor?: string;
  /** Signed checkpoints of this store, oldest first. */
  readonly checkpoints: readonly string[];
  /** The key history. */
  readonly keys: readonly VerifierKey[];
  /** Seals the pack, its view and summary included. */
  readonly signer?: Signer;
  readonly form: EvidenceForm;
}

/** A pack, and what it holds. */
export interface Evidence extends ViewTimes {
  /** A ZIP file. The same kind, id, times, viewer, checkpoints, keys and version give the same bytes. */
  readonly pack: Uint8Array;
  readonly kind: string;
  readonly id: string;
  /** Events proven. */
  readonly events: number;
  /** Whether the stream is shown to end with the last of them. */
  readonly complete: boolean;
  /** Events that the checkpoint covers. */
  readonly treeSize: number;
  readonly sealed: boolean;
}

/**
 * Why there is no pack. `NotInLog`: no checkpoint covers an event of the view yet; sign a newer one. `InvalidQuery` at
 * `kind`: there is none of this name.
 */
export type EvidenceQueryFailure = QueryFailure | EvidenceFailure;
