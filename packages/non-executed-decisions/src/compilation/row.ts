/** A row of a compilation: one spell of one decision, and what it is told with. */
import { type CivilDate, daysBetween, minDate, type Quarter, quarterEnd } from '@frist/calendar';
import type { EventId, StreamName } from '@frist/event-sourcing';

import { quarterAfter } from '../clock';
import type { DecisionDataOf } from '../decision/events';
import { isOwedFor, lastOwedQuarter, ranOver } from '../decision/reportable';
import type { DecisionState, Noted, Spell, SpellKind } from '../decision/state';
import { type Act, type Regime, regimeOn } from '../regimes';
import type { ClosingReason, ReasonCategory, Side } from '../words';
import type { Earlier } from './earlier';
import type { Heading } from './words';

/** Which quarter is measured, under a reading of the board's own name for it. */
export interface NameReading {
  /** `measured`: the calendar quarter that is measured. `reporting`: the quarter in which the board reports, so that the one before is measured. */
  readonly reading: 'measured' | 'reporting';
  readonly measured: Quarter;
}

/** How a spell stands in a reading: due for the first time, should have come `earlier`, not due until `later`, or reported before. */
export type SpellInReading = NameReading & { readonly standing: 'first' | 'earlier' | 'later' | 'again' };

/** A row: one spell of one decision. Days are civil days; `days` counts from the decision to the quarter's last day. */
export interface CompiledSpell {
  readonly decision: StreamName;
  readonly spell: EventId;
  readonly heading: Heading;
  readonly kind: SpellKind;
  readonly decidedOn: CivilDate;
  readonly since: CivilDate;
  readonly lastDay: CivilDate;
  readonly firstQuarter: Quarter;
  readonly executedOn: CivilDate | null;
  readonly closedOn: CivilDate | null;
  readonly closingReason: ClosingReason | null;
  /** Null: nobody has told. */
  readonly act: Act | null;
  /** The regime of the decision, by its own day. */
  readonly regime: Regime | null;
  /** The regime of this report: in force on the day its window opens (I). */
  readonly reportRegime: Regime | null;
  readonly intervention: DecisionDataOf<'recordDecision'>['intervention'];
  /** Known by the cut-off day, each once. */
  readonly reasons: readonly { readonly side: Side; readonly category: ReasonCategory }[];
  readonly days: number;
  readonly subject: DecisionDataOf<'recordDecision'>['subject'];
  readonly sex: 'female' | 'male' | null;
  /** The quarter of the first adopted compilation that named it; this one, when none has. */
  readonly reportedFirst: Quarter;
  /** Earlier quarters in whose compilation it should have stood, and did not. */
  readonly missed: readonly Quarter[];
  /** Instances of the duty to report that sending this row performs. */
  readonly performs: readonly Quarter[];
  readonly readings: readonly SpellInReading[];
}

/** What is the same for every row. */
export interface About {
  readonly quarter: Quarter;
  readonly cutOff: CivilDate;
  readonly asOf: CivilDate;
  readonly ends: CivilDate;
  /** The last day on which three months can have run out to be told here. */
  readonly until: CivilDate;
  readonly this: readonly [Quarter];
  readonly reportRegimes: Readonly<Record<Act, Regime>>;
  readonly standings: (firstQuarter: Quarter, again: boolean) => readonly SpellInReading[];
}

/** See {@link About}. */
export const aboutQuarter = (quarter: Quarter, cutOff: CivilDate, asOf: CivilDate, window: CivilDate, readings: readonly NameReading[]): About => {
  const ends = quarterEnd(quarter);
  const made = new Map<string, readonly SpellInReading[]>();
  return {
    quarter,
    cutOff,
    asOf,
    ends,
    until: minDate(cutOff, ends),
    this: [quarter],
    reportRegimes: { SoL: regimeOn('SoL', window).regime, LSS: regimeOn('LSS', window).regime },
    // Rows share what they have in common: there can be hundreds of thousands.
    standings: (firstQuarter, again) => {
      const key = again ? 'again' : firstQuarter;
      const known = made.get(key) ?? readings.map((reading) => ({ ...reading, standing: standingIn(firstQuarter, again, reading) }));
      made.set(key, known);
      return known;
    },
  };
};

const nothing: readonly never[] = Object.freeze([]);

/** The end as the cut-off day knows it. */
export const endAt = ({ end }: Spell, cutOff: CivilDate): Spell['end'] => (end !== null && end.on <= cutOff ? end : null);

type Decided = Noted<DecisionDataOf<'recordDecision'>>;

/** The row of a spell under a heading. */
export const rowOf = (stream: StreamName, state: DecisionState, decided: Decided, spell: Spell, heading: Heading, before: Earlier | undefined, about: About): CompiledSpell => {
  const { quarter, cutOff } = about;
  const end = endAt(spell, cutOff);
  const act = decided.legalBasis?.act ?? null;
  return {
    decision: stream,
    spell: spell.key,
    heading,
    kind: spell.kind,
    decidedOn: decided.on,
    since: spell.from,
    lastDay: spell.lastDay,
    firstQuarter: spell.firstQuarter,
    executedOn: end?.how === 'executed' ? end.on : null,
    closedOn: end?.how === 'closed' ? end.on : null,
    closingReason: end?.how === 'closed' && state.closed?.event === end.event ? state.closed.reason : null,
    act,
    regime: act === null ? null : regimeOn(act, decided.on).regime,
    reportRegime: act === null ? null : about.reportRegimes[act],
    intervention: decided.intervention,
    reasons: shortReasons(state, cutOff),
    days: daysBetween(decided.on, about.ends),
    subject: decided.subject,
    sex: decided.sexForStatistics ?? null,
    reportedFirst: before?.first ?? quarter,
    missed: missedQuarters(spell, before, quarter),
    performs: performedBy(spell, end, before, about),
    readings: about.standings(spell.firstQuarter, before !== undefined),
  };
};

const shortReasons = (state: DecisionState, cutOff: CivilDate): CompiledSpell['reasons'] => {
  if (state.reasons.length === 0) return nothing;
  const known = new Map(state.reasons.filter(({ on }) => on <= cutOff).map(({ side, category }) => [`${side} ${category}`, { side, category }]));
  return [...known.values()];
};

/** Earlier quarters for which a report was owed, and whose adopted compilations did not name the spell. */
const missedQuarters = (spell: Spell, before: Earlier | undefined, quarter: Quarter): readonly Quarter[] => {
  if (spell.firstQuarter >= quarter) return nothing;
  const missed: Quarter[] = [];
  const last = lastOwedQuarter(spell);
  for (let each = spell.firstQuarter; each < quarter && (last === null || each <= last); each = quarterAfter(each)) {
    if (before?.named.includes(each) !== true) missed.push(each);
  }
  return missed.length === 0 ? nothing : missed;
};

/**
 * The report of this quarter, where one is owed for it. A spell that ended before this quarter's end and had never been
 * reported is told here for the first time, late: that performs the last instance that was owed.
 */
const performedBy = (spell: Spell, end: Spell['end'], before: Earlier | undefined, { quarter, this: here }: About): readonly Quarter[] => {
  // Only a spell that has ended by the cut-off day can be owed no longer.
  if (end === null) return ranOver(spell) && quarter >= spell.firstQuarter ? here : nothing;
  if (isOwedFor(spell, quarter)) return here;
  const last = lastOwedQuarter(spell);
  return before === undefined && last !== null && last < quarter ? [last] : nothing;
};

/** How a spell stands, when a quarter is measured. */
const standingIn = (firstQuarter: Quarter, again: boolean, { measured }: NameReading): SpellInReading['standing'] => {
  if (again) return 'again';
  return firstQuarter === measured ? 'first' : firstQuarter < measured ? 'earlier' : 'later';
};
