/** What the register tells about one id: an explanation, or a history. */
import type { Fact, RecordedEvent, StreamName } from '@frist/event-sourcing';
import type { ObligationFinding, ObligationState, RegisterRow } from '@frist/obligations';

import type { ViewTimes } from './query';

/** Everything the register tells about one id: an obligation, an event, or a stream. */
export type Explanation = ViewTimes &
  (
    | {
        readonly kind: 'obligation';
        /** One, or one for each instance that has begun. */
        readonly finding: readonly ObligationFinding[];
        /** `incurred` is null when no fact about it is in force in the view: it has been annulled. */
        readonly state: ObligationState;
        /** In force, in folding order. */
        readonly facts: readonly Fact[];
        /** What led to them, over any streams, the nearest first; as corrected. */
        readonly causedBy: readonly Fact[];
      }
    | {
        readonly kind: 'event';
        /** As recorded. */
        readonly event: RecordedEvent;
        /** As it stands in the view; null when it was retracted, is later than `asOf`, or is itself a correction. */
        readonly fact: Fact | null;
        readonly corrections: readonly RecordedEvent[];
        /** Over any streams, the nearest first. */
        readonly causedBy: readonly RecordedEvent[];
        /** In its own stream. */
        readonly caused: readonly RecordedEvent[];
      }
    | { readonly kind: 'stream'; readonly stream: StreamName; readonly facts: readonly Fact[]; readonly row: RegisterRow | null }
  );

/** One entry of a history: the event as recorded, and what became of it in the view. */
export interface HistoryEntry {
  readonly event: RecordedEvent;
  /** `not-yet`: the fact is about a day after `asOf`. `correction`: it corrects another and stands. */
  readonly state: 'in-force' | 'corrected' | 'retracted' | 'correction' | 'not-yet';
}

/** Everything known to the view under an id, in order of recording. `stream` is null for an obligation, which may have several. */
export interface History extends ViewTimes {
  readonly stream: StreamName | null;
  readonly entries: readonly HistoryEntry[];
}
