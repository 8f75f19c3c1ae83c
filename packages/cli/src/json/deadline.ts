/** A computed limit in JSON (`frist.deadline/1`). */
import type { Roll } from '@frist/calendar';

/** The answer, as it is printed in JSON. */
export interface Deadline {
  readonly schema: 'frist.deadline/1';
  readonly start: string;
  readonly plus: string;
  readonly roll: Roll;
  readonly endDay: string;
  readonly lastPermittedDay: string;
  /** Null for hours. */
  readonly warnOn: string | null;
  /** Of hours: the instant at which they have run out, in UTC and by Swedish clocks. */
  readonly endsAt: string | null;
  readonly endsAtLocal: string | null;
  readonly trace: readonly string[];
  /** Null for hours: no calendar was asked. */
  readonly calendar: string | null;
}
