/**
 * A quarter's compilation: which spells stand under which heading. A pure function of the decisions, of the compilations
 * adopted for earlier quarters, and of days; `O(n)` in the number of spells and of rows adopted earlier.
 */
import { type CivilDate, type Quarter, quarterEnd } from '@frist/calendar';
import type { EventId, StreamName } from '@frist/event-sourcing';
import type { WindowTable } from '@frist/obligations';

import { judgedFrom, quarterBefore } from '../clock';
import { isCovered, ranOver } from '../decision/reportable';
import type { DecisionState, Spell } from '../decision/state';
import { inspectorateWindows } from '../windows';
import type { CompilationState } from './compilation';
import type { BoardsName, WindowUsed } from './events';
import { earlierReports, type Earlier } from './earlier';
import { type About, aboutQuarter, type CompiledSpell, endAt, type NameReading, rowOf } from './row';
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
  const about = aboutQuarter(quarter, cutOff, asOf, window?.opens ?? judgedFrom(quarter), readings);
  const earlier = earlierReports(input.compilations, quarter);
  const found: Readonly<Record<Heading, CompiledSpell[]>> = { executed: [], closed: [], 'not-executed': [], new: [] };
  const lost: LostSpell[] = [];
  for (const { stream, state } of input.decisions) {
    const { decided } = state;
    if (decided === null) continue;
    const covered = isCovered(state);
    for (const spell of state.spells) {
      const before = earlier.get(spell.key);
      if (before !== undefined) before.seen = true;
      const heading = headingOf(spell, covered, before, about);
      if (heading === 'lost') lost.push({ decision: stream, spell: spell.key, lastNamed: before?.last.quarter ?? quarter, why: 'not-overdue' });
      else if (heading !== null) found[heading].push(rowOf(stream, state, decided, spell, heading, before, about));
    }
  }
  for (const before of earlier.values()) {
    if (!before.seen && before.last.ended === null) lost.push({ decision: before.decision, spell: before.spell, lastNamed: before.last.quarter, why: 'gone' });
  }
  return {
    quarter,
    cutOff,
    asOf,
    draft: asOf < judgedFrom(quarter),
    window: window === undefined ? null : { table: windows.id, version: windows.version, ...window },
    name,
    readings,
    rows: headings.flatMap((heading) => found[heading].sort(inOrder)),
    lost,
  };
};

const inOrder = (a: CompiledSpell, b: CompiledSpell): number => compareText(a.decidedOn, b.decidedOn) || compareText(a.since, b.since) || compareText(a.decision, b.decision);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether the three months had run out, by the quarter's end, the cut-off day, and the day of the view. */
const hasRunOut = ({ lastDay }: Spell, { until, asOf }: About): boolean => lastDay <= until && lastDay < asOf;

const headingOf = (spell: Spell, covered: boolean, before: Earlier | undefined, about: About): Heading | 'lost' | null => {
  const end = endAt(spell, about.cutOff);
  const reportable = covered && hasRunOut(spell, about) && ranOver(spell);
  if (before === undefined) return reportable ? 'new' : null;
  const how = end?.how ?? null;
  if (how === 'executed' || how === 'closed') return before.last.ended === how ? null : how;
  if (reportable && how === null) return 'not-executed';
  return before.last.ended === null ? 'lost' : null;
};

const readingsOf = (quarter: Quarter, name: BoardsName | null): readonly NameReading[] => {
  if (name === null) return [{ reading: 'measured', measured: quarter }];
  return [
    { reading: 'measured', measured: name.quarter },
    { reading: 'reporting', measured: quarterBefore(name.quarter) },
  ];
};
