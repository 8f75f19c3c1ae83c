/** What a copy takes, answers and is refused for. */
import type { EventStore, Failure, StoreError, StreamName } from '@frist/event-sourcing';

/** Two open stores. */
export interface CopyOptions {
  /** Only read, so it may be opened for reading. */
  readonly from: EventStore;
  /** Empty, or holding the beginning of the other: then the copy goes on. */
  readonly to: EventStore;
  /** Told now and then how many events the target is known to hold, each compared with its original. */
  readonly onProgress?: (events: number) => void;
}

/** What a copy came to. */
export interface Copied {
  /** Events that both stores hold, each compared text for text. */
  readonly events: number;
  /** Those of them that this copy has stored. */
  readonly copied: number;
  /** Those that the target held already. */
  readonly alreadyThere: number;
  /** The root (RFC 6962, in base64) over all texts: what a checkpoint over so many events signs. */
  readonly root: string;
}

/** The two stores hold different events at the same place. The first place is told, and nothing of what they say. */
export interface CopyDiverged extends Failure<'CopyDiverged'> {
  /** How many events before it are the same. */
  readonly index: number;
  /** Stream and revision of the event that should stand there, or of the one too many; null where it cannot be read. */
  readonly stream: StreamName | null;
  readonly revision: number | null;
}

/** One of the two stores: the source or the target. */
export type CopySide = 'from' | 'to';

/** What a store answered, and which of the two it was. */
export type OfSide = StoreError & { readonly side: CopySide };

/**
 * Why a copy ended before its end. `CopyRefused`: the target cannot store what was recorded elsewhere. `CopyGap`: an event of the source is
 * missing before the one that `value` names by stream and revision. `LogDisagrees`, `LogDamaged`: the transparency log that one of the
 * stores keeps is not that of its events; `field` tells which, `from` or `to`. `EventTooLarge`: `value` is the id of the event that the target
 * does not take, `field` its place in the source.
 */
export type CopyFailure = CopyDiverged | Failure<'CopyGap' | 'CopyRefused' | 'LogDamaged' | 'LogDisagrees'> | OfSide;
