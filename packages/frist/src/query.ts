/** Queries in two times, and why one has no answer. */
import type { CivilDate, Instant } from '@frist/calendar';
import type { Viewer } from '@frist/confidentiality';
import type { Board, Failure, ReadFailure, View } from '@frist/event-sourcing';

/** Both times of a view, as they were used. */
export interface ViewTimes {
  readonly asOf: CivilDate;
  readonly knownAt: Instant;
}

/**
 * A query in two times. Default: the Swedish day of the clock, and all that is recorded (the clock's instant, or the
 * last recording's when the clock that stamped it was ahead).
 */
export interface Query extends View {
  /** Only what belongs to this board. */
  readonly board?: Board;
  /** Who looks. Default: somebody who sees nothing secret. */
  readonly viewer?: Viewer;
}

/**
 * Why a query has no answer. The store's own failures and unreadable events come as they are. `AccessDenied`: what it would
 * show needs a role that the viewer has not; `expected` names it.
 */
export type QueryFailure = ReadFailure | Failure<'NotFound' | 'UnknownRegister' | 'InvalidQuery' | 'AccessDenied'>;
