/** What has been reported before: in an adopted compilation of an earlier quarter, whoever received it. */
import type { Quarter } from '@frist/calendar';
import type { EventId, StreamName } from '@frist/event-sourcing';

import type { CompilationState } from './compilation';

/** What earlier compilations say about a spell. */
export interface Earlier {
  readonly decision: StreamName;
  readonly spell: EventId;
  readonly first: Quarter;
  /** The quarters whose compilation named it, in order; a quarter adopted twice may stand twice. */
  readonly named: readonly Quarter[];
  /** The latest of them, and the end it told. */
  readonly last: { readonly quarter: Quarter; readonly ended: 'executed' | 'closed' | null };
  /** Noted while compiling: its spell is still on record. */
  seen: boolean;
}

interface Growing extends Earlier {
  readonly named: Quarter[];
  last: Earlier['last'];
}

/** By spell: the ids of events are unique over all streams. Of several adoptions of one quarter the latest tells how the spell stood. */
export const earlierReports = (compilations: readonly CompilationState[], quarter: Quarter): ReadonlyMap<EventId, Earlier> => {
  const adoptions = compilations.flatMap((compilation) => compilation.adoptions).filter((adoption) => adoption.quarter < quarter);
  adoptions.sort((a, b) => (a.quarter === b.quarter ? (a.on < b.on ? -1 : a.on > b.on ? 1 : 0) : a.quarter < b.quarter ? -1 : 1));
  const found = new Map<EventId, Growing>();
  for (const adoption of adoptions) {
    // Shared by all rows that say the same.
    const [executed, closed, open] = (['executed', 'closed', null] as const).map((ended) => ({ quarter: adoption.quarter, ended })) as [Earlier['last'], Earlier['last'], Earlier['last']];
    for (const { decision, spell, executedOn, closedOn } of adoption.rows) {
      const last = executedOn !== undefined ? executed : closedOn !== undefined ? closed : open;
      const before = found.get(spell);
      if (before === undefined) found.set(spell, { decision, spell, first: adoption.quarter, named: [adoption.quarter], last, seen: false });
      else {
        before.named.push(adoption.quarter);
        before.last = last;
      }
    }
  }
  return found;
};
