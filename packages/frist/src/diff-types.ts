/** What changed between two views. */
import type { Board, RecordedEvent, StreamName } from '@frist/event-sourcing';
import type { Amount, Delivery, Due, ObligationFinding, Timeliness } from '@frist/obligations';

import type { DailyStanding } from './daily';
import type { ViewTimes } from './query';

/** Where one thing owed stood in a view. */
export interface DiffStanding extends DailyStanding {
  readonly delivery: Delivery;
  /** Of a meeting: with its day, where it is on record. */
  readonly due: Due | null;
  /** Sent back, and still owed: by when it is to be completed, and whether that is in time. */
  readonly completion: { readonly due: Due | null; readonly timeliness: Timeliness } | null;
}

/** One thing owed that stands otherwise. */
export interface ObligationChange extends Pick<ObligationFinding, 'about' | 'board' | 'stream' | 'obligationId' | 'instance' | 'kind' | 'title' | 'concerns'> {
  /** Null: not in that view. */
  readonly from: DiffStanding | null;
  readonly to: DiffStanding | null;
  /**
   * What only one view holds, or holds otherwise, about this, and the causes of which the same is true; with the
   * corrections known to only one. Of a recurring duty: nothing that is told of another instance alone. Empty: the
   * passing of time alone, where nothing is withheld either.
   */
  readonly events: readonly RecordedEvent[];
  /** How many of them are left out, for they stand in streams that the viewer has no role for. */
  readonly withheld: number;
}

/** One figure or state of a register: a balance, whether an account was submitted. */
export interface FigureChange {
  readonly about: 'figure';
  readonly board: Board;
  readonly stream: StreamName;
  readonly register: string;
  readonly concerns: readonly string[];
  readonly figure: string;
  readonly from: Amount | string | null;
  readonly to: Amount | string | null;
  readonly events: readonly RecordedEvent[];
}

/** What changed between two views. */
export interface Diff {
  readonly from: ViewTimes;
  readonly to: ViewTimes;
  readonly obligations: readonly ObligationChange[];
  readonly figures: readonly FigureChange[];
  /** Registers whose figures are left out, for the viewer has not the role that they need. */
  readonly withheld: readonly { readonly register: string; readonly role: string }[];
}
