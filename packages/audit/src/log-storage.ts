/** What a log is kept in, and what it keeps of an event. */
import type { Position } from '@frist/event-sourcing';

import type { Hash } from './hash';

/** Where a log is kept: the slot of an append hook, a read model, a map. */
export interface LogStorage {
  readonly get: (key: string) => Uint8Array | null;
  readonly put: (key: string, value: Uint8Array) => void;
}

/** A leaf as kept: the hash of a stored text, and where in the store that text stands. */
export interface Leaf {
  readonly hash: Hash;
  readonly position: Position;
}

/** Where the log ends: what every append reads and writes. */
export interface Tip {
  readonly size: number;
  /** Position of the last leaf, or null when there is none. */
  readonly last: Position | null;
  /** Records of the leaves that do not fill a page. */
  readonly records: Uint8Array;
}
