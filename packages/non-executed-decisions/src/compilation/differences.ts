/** What was adopted and sent, held against what is known today. Neither replaces the other. */
import type { CivilDate } from '@frist/calendar';
import type { EventId, StreamName } from '@frist/event-sourcing';

import type { AdoptedRow } from './events';
import type { Compilation } from './compile';
import type { CompiledSpell } from './row';

/** A value that differs. `null` on either side: the row does not stand there at all, or has no such day. */
export interface Difference {
  readonly decision: StreamName;
  readonly spell: EventId;
  /** `row`: stands on one side only. */
  readonly field: 'row' | 'heading' | 'decidedOn' | 'since' | 'executedOn' | 'closedOn' | 'intervention';
  readonly sent: string | null;
  readonly now: string | null;
}

const nameOf = ({ intervention, decidedOn }: { readonly intervention: AdoptedRow['intervention']; readonly decidedOn: CivilDate }): string => `${intervention.label ?? intervention.category} ${decidedOn}`;

/**
 * Where the rows as adopted and the compilation as it is now differ, in the order of the adopted rows, then of the new.
 *
 * @param sent the rows as they were adopted and sent
 * @param now compiled with the cut-off day that was used then
 */
export const differences = (sent: readonly AdoptedRow[], now: Pick<Compilation, 'rows'>): readonly Difference[] => {
  const key = ({ decision, spell }: Pick<AdoptedRow, 'decision' | 'spell'>): string => `${decision} ${spell}`;
  const current = new Map(now.rows.map((row) => [key(row), row]));
  const known = new Set(sent.map(key));
  return [
    ...sent.flatMap((row): readonly Difference[] => {
      const other = current.get(key(row));
      const about = { decision: row.decision, spell: row.spell };
      return other === undefined ? [{ ...about, field: 'row', sent: nameOf(row), now: null }] : fieldsOf(row, other).map((field) => ({ ...about, ...field }));
    }),
    ...now.rows.filter((row) => !known.has(key(row))).map((row): Difference => ({ decision: row.decision, spell: row.spell, field: 'row', sent: null, now: nameOf(row) })),
  ];
};

const fieldsOf = (sent: AdoptedRow, now: CompiledSpell): readonly Omit<Difference, 'decision' | 'spell'>[] => {
  const label = ({ intervention }: Pick<AdoptedRow, 'intervention'>): string => intervention.label ?? intervention.category;
  const all: readonly Omit<Difference, 'decision' | 'spell'>[] = [
    { field: 'heading', sent: sent.heading, now: now.heading },
    { field: 'decidedOn', sent: sent.decidedOn, now: now.decidedOn },
    { field: 'since', sent: sent.since, now: now.since },
    { field: 'executedOn', sent: sent.executedOn ?? null, now: now.executedOn },
    { field: 'closedOn', sent: sent.closedOn ?? null, now: now.closedOn },
    { field: 'intervention', sent: label(sent), now: label(now) },
  ];
  return all.filter((field) => field.sent !== field.now);
};
