/** What has been reported before: in an adopted compilation of an earlier quarter, whoever received it. */
import type { Quarter } from '@frist/calendar';
import type { EventId, StreamName } from '@frist/event-sourcing';

import type { CompilationState } from './compilation';

/** What earlier compilations say about a spell. */
export interface Earlier {
  readonly decision: StreamName;
  readonly spell: EventId;
  readonly first: Quarter;
  /** The quarters whose compilation named it. */
  readonly named: ReadonlySet<Quarter>;
  /** The latest of them, and the end it told. */
  readonly last: { readonly quarter: Quarter; readonly ended: 'executed' | 'closed' | null };
}

/** By stream and spell. Of several adoptions of one quarter the latest tells how the spell stood. */
export const earlierReports = (compilations: readonly CompilationState[], quarter: Quarter): ReadonlyMap<string, Earlier> => {
  const adoptions = compilations.flatMap((compilation) => compilation.adoptions).filter((adoption) => adoption.quarter < quarter);
  adoptions.sort((a, b) => (a.quarter === b.quarter ? (a.on < b.on ? -1 : a.on > b.on ? 1 : 0) : a.quarter < b.quarter ? -1 : 1));
  const found = new Map<string, Earlier>();
  for (const adoption of adoptions) {
    for (const { decision, spell, executedOn, closedOn } of adoption.rows) {
      const key = `${decision} ${spell}`;
      const before = found.get(key);
      const ended = executedOn !== undefined ? 'executed' : closedOn !== undefined ? 'closed' : null;
      const named = new Set([...(before?.named ?? []), adoption.quarter]);
      found.set(key, { decision, spell, first: before?.first ?? adoption.quarter, named, last: { quarter: adoption.quarter, ended } });
    }
  }
  return found;
};
