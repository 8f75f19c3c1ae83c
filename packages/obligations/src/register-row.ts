/** Rows of registers. */
import type { Board, EventId, StreamName } from '@frist/event-sourcing';

/** A register's row: one stream's state. */
export interface RegisterRow<State = unknown> {
  readonly stream: StreamName;
  board: Board;
  state: State;
  lastEvent: EventId;
}
