/** The check day by day, in JSON (`frist.daily/1`). */
import { timelinessValues } from '@frist/obligations';
import type { DailyCheck } from 'frist';

import type { Lang } from '../language';
import { changedJson } from './changed';
import { schemaName } from './write';

/** What was asked for; `knownAt` null: each day as known at its own end. */
export interface DailyAbout {
  readonly from: string;
  readonly to: string;
  readonly board: string | null;
  readonly knownAt: string | null;
}

/** Every day with its counts and what stood otherwise than the day before; on the first day, everything on record. */
export const dailyJson = (days: readonly DailyCheck[], { from, to, board, knownAt }: DailyAbout, lang: Lang): object => ({
  schema: schemaName('daily'),
  from,
  to,
  board,
  knownAt,
  days: days.map((daily) => ({
    day: daily.day,
    knownAt: daily.knownAt,
    counts: { ...Object.fromEntries(timelinessValues.map((value) => [value, daily.counts[value]])), conditional: daily.conditional },
    changes: daily.changes.map((change) => ({
      ...changedJson(change, lang),
      from: change.from,
      to: change.to,
      byFact: change.byFact,
    })),
  })),
});
