/**
 * A quarter's compilation: which spells stand under which heading. A pure function of the decisions, of the compilations
 * adopted for earlier quarters, and of days; `O(n)` in the number of spells and of rows adopted earlier.
 */
import { type CivilDate, daysBetween, minDate, type Quarter, quarterEnd } from '@frist/calendar';
import type { EventId, StreamName } from '@frist/event-sourcing';
import type { WindowTable } from '@frist/obligations';

import { judgedFrom, quarterAfter, quarterBefore } from '../clock';
import { isCovered, isOwedFor, lastOwedQuarter, ranOver } from '../decision/reportable';
import type { DecisionState, Noted, Spell, SpellKind } from '../decision/state';
import type { DecisionDataOf } from '../decision/events';
import { type Act, type Regime, regimeOn } from '../regimes';
import { inspectorateWindows } from '../windows';
import type { ClosingReason, ReasonCategory, Side } from '../words';
import type { CompilationState } from './compilation';
import type { BoardsName, WindowUsed } from './events';
import { earlierReports, type Earlier } from './earlier';
import { type Heading, headings } from './words';

/** A decision as a register's row has it. */
export interface CompiledDecision {
  readonly stream: StreamName;
  readonly state: DecisionState;
}

/** What a compilation is made from. */
export interface CompilationInput {
  /** The calendar quarter that is measured. */
  readonly quarter: Quarter;
  /** The day of the view: facts of later days are not in `decisions`. A quarter is judged after its last day has ended. */
  readonly asOf: CivilDate;
  /** The day the states are measured at (avstämningsdag). Default: the quarter's last day. */
  readonly cutOff?: CivilDate;
  readonly decisions: Iterable<CompiledDecision>;
  /** Compilations of the same board, of whatever quarter: those of earlier quarters tell what has been reported before. */
  readonly compilations: readonly CompilationState[];
  /** What the board calls the quarter. Default: as in the compilation it has adopted, if it has. */
  readonly name?: BoardsName;
  /** Default: {@link inspectorateWindows}. */
  readonly windows?: WindowTable;
}

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

/** A spell that an earlier compilation named as open, and that cannot stand under a heading any more. */
export interface LostSpell {
  readonly decision: StreamName;
  readonly spell: EventId;
  readonly lastNamed: Quarter;
  /** `gone`: the decision or the interruption is not on record any more. `not-overdue`: by what is known now, its three months had not run out. */
  readonly why: 'gone' | 'not-overdue';
}

/** A compilation as it is by what is known; what was adopted or sent stands in its stream. */
export interface Compilation {
  readonly quarter: Quarter;
  readonly cutOff: CivilDate;
  readonly asOf: CivilDate;
  /** The quarter had not ended on the day of the view. */
  readonly draft: boolean;
  /** Null: the table has no window for the quarter. */
  readonly window: WindowUsed | null;
  readonly name: BoardsName | null;
  readonly readings: readonly NameReading[];
  readonly rows: readonly CompiledSpell[];
  readonly lost: readonly LostSpell[];
}

/**
 * Compiles a quarter.
 *
 * Basis: 16 kap. 6 f–6 h §§ SoL (2001:453), 34 kap. 1–3 §§ SoL (2025:400), 28 f–28 h §§ LSS.
 *
 * @example compile({ quarter: unsafeQuarter('2024-Q4'), asOf, decisions: rows, compilations: [] }).rows
 */
export const compile = (input: CompilationInput): Compilation => {
  const { quarter, asOf, windows = inspectorateWindows } = input;
  const cutOff = input.cutOff ?? quarterEnd(quarter);
  const own = input.compilations.flatMap(({ adoptions }) => adoptions).findLast((adoption) => adoption.quarter === quarter);
  const name = input.name ?? own?.name ?? null;
  const window = windows.windows[quarter];
  const readings = readingsOf(quarter, name);
  const about: About = { quarter, cutOff, asOf, window: window?.opens ?? judgedFrom(quarter), readings };
  const earlier = earlierReports(input.compilations, quarter);
  const [rows, lost, seen]: [CompiledSpell[], LostSpell[], Set<Earlier>] = [[], [], new Set()];
  for (const { stream, state } of input.decisions) {
    for (const spell of state.spells) {
      const before = earlier.get(`${stream} ${spell.key}`);
      if (before !== undefined) seen.add(before);
      const heading = headingOf(spell, isCovered(state), before, about);
      if (heading === 'lost') lost.push({ decision: stream, spell: spell.key, lastNamed: before?.last.quarter ?? quarter, why: 'not-overdue' });
      else if (heading !== null && state.decided !== null) rows.push(rowOf(stream, { ...state, decided: state.decided }, spell, heading, before, about));
    }
  }
  for (const before of earlier.values()) {
    if (!seen.has(before) && before.last.ended === null) lost.push({ decision: before.decision, spell: before.spell, lastNamed: before.last.quarter, why: 'gone' });
  }
  return {
    quarter,
    cutOff,
    asOf,
    draft: asOf < judgedFrom(quarter),
    window: window === undefined ? null : { table: windows.id, version: windows.version, ...window },
    name,
    readings,
    rows: rows.sort(inOrder),
    lost,
  };
};

const inOrder = (a: CompiledSpell, b: CompiledSpell): number =>
  headings.indexOf(a.heading) - headings.indexOf(b.heading) || compareText(a.decidedOn, b.decidedOn) || compareText(a.since, b.since) || compareText(a.decision, b.decision);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface About {
  readonly quarter: Quarter;
  readonly cutOff: CivilDate;
  readonly asOf: CivilDate;
  readonly window: CivilDate;
  readonly readings: readonly NameReading[];
}

/** The end as the cut-off day knows it. */
const endAt = ({ end }: Spell, cutOff: CivilDate): Spell['end'] => (end !== null && end.on <= cutOff ? end : null);

/** Whether the three months had run out, by the quarter's end, the cut-off day, and the day of the view. */
const hasRunOut = ({ lastDay }: Spell, { quarter, cutOff, asOf }: About): boolean => lastDay <= minDate(cutOff, quarterEnd(quarter)) && lastDay < asOf;

const headingOf = (spell: Spell, covered: boolean, before: Earlier | undefined, about: About): Heading | 'lost' | null => {
  const end = endAt(spell, about.cutOff);
  const reportable = covered && hasRunOut(spell, about) && ranOver(spell);
  if (before === undefined) return reportable ? 'new' : null;
  const how = end?.how ?? null;
  if (how === 'executed' || how === 'closed') return before.last.ended === how ? null : how;
  if (reportable && how === null) return 'not-executed';
  return before.last.ended === null ? 'lost' : null;
};

const rowOf = (stream: StreamName, state: DecisionState & { readonly decided: Noted<DecisionDataOf<'recordDecision'>> }, spell: Spell, heading: Heading, before: Earlier | undefined, about: About): CompiledSpell => {
  const { decided } = state;
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
    reportRegime: act === null ? null : regimeOn(act, about.window).regime,
    intervention: decided.intervention,
    reasons: shortReasons(state, cutOff),
    days: daysBetween(decided.on, quarterEnd(quarter)),
    subject: decided.subject,
    sex: decided.sexForStatistics ?? null,
    reportedFirst: before?.first ?? quarter,
    missed: missedQuarters(spell, before, quarter),
    performs: performedBy({ ...spell, end }, before, quarter),
    readings: about.readings.map((reading) => ({ ...reading, standing: standingIn(spell, before, reading) })),
  };
};

const shortReasons = (state: DecisionState, cutOff: CivilDate): CompiledSpell['reasons'] => {
  if (state.reasons.length === 0) return [];
  const known = new Map(state.reasons.filter(({ on }) => on <= cutOff).map(({ side, category }) => [`${side} ${category}`, { side, category }]));
  return [...known.values()];
};

/** Earlier quarters for which a report was owed, and whose adopted compilations did not name the spell. */
const missedQuarters = (spell: Spell, before: Earlier | undefined, quarter: Quarter): readonly Quarter[] => {
  const missed: Quarter[] = [];
  const last = lastOwedQuarter(spell);
  for (let each = spell.firstQuarter; each < quarter && (last === null || each <= last); each = quarterAfter(each)) {
    if (before?.named.has(each) !== true) missed.push(each);
  }
  return missed;
};

/**
 * The report of this quarter, where one is owed for it. A spell that ended before this quarter's end and had never been
 * reported is told here for the first time, late: that performs the last instance that was owed.
 */
const performedBy = (spell: Spell, before: Earlier | undefined, quarter: Quarter): readonly Quarter[] => {
  if (isOwedFor(spell, quarter)) return [quarter];
  const last = lastOwedQuarter(spell);
  return before === undefined && last !== null && last < quarter ? [last] : [];
};

const readingsOf = (quarter: Quarter, name: BoardsName | null): readonly NameReading[] => {
  if (name === null) return [{ reading: 'measured', measured: quarter }];
  return [
    { reading: 'measured', measured: name.quarter },
    { reading: 'reporting', measured: quarterBefore(name.quarter) },
  ];
};

const standingIn = ({ firstQuarter }: Spell, before: Earlier | undefined, { measured }: NameReading): SpellInReading['standing'] => {
  if (before !== undefined) return 'again';
  return firstQuarter === measured ? 'first' : firstQuarter < measured ? 'earlier' : 'later';
};
