/** The domain of decisions that are not executed, as the machinery takes it. */
import type { Decider } from '@frist/event-sourcing';
import { type Domain, type DomainRegister, entailing, type WindowTable } from '@frist/obligations';

import { type CompilationState, decideCompilation, entailedByCompilation, evolveCompilation, noCompilation } from './compilation/compilation';
import { type CompilationCommand, compilationCommands, compilationEventTypes } from './compilation/events';
import { compilationFindings } from './compilation/findings';
import { decideDecision } from './decision/decide';
import { evolveDecision } from './decision/decision';
import { entailedByDecision, type Tables } from './decision/duties';
import { type DecisionCommand, decisionCommands, decisionEventTypes } from './decision/events';
import { decisionFindings } from './decision/findings';
import { isCovered, ranOver } from './decision/reportable';
import { type DecisionState, noDecision, openSpell } from './decision/state';
import { nonExecutedFindingRules } from './finding-rules';
import { nonExecutedReport } from './report/report';
import { nonExecutedDecisionRules } from './rules';
import {
  decideStatisticsDuty, entailedByStatisticsDuty, evolveStatisticsDuty, noStatisticsDuty, type StatisticsDutyCommand, statisticsDutyCommands, type StatisticsDutyState,
} from './statistics-duty/statistics-duty';
import { boardWindows, inspectorateWindows } from './windows';
import { nonExecutedDecisionWordings } from './wordings';

/** The role a viewer must have to see anything about a single decision (OSL 26 kap. 1 §). */
export const personDataRole = 'person-data';

/** How the domain is built; every part has a default. */
export interface NonExecutedDecisionsOptions {
  /** The inspectorate's windows: the last is used for new duties, the others stay for those that were journaled with them. */
  readonly inspectorate?: readonly [WindowTable, ...WindowTable[]];
  /** When auditors and council are to have theirs. */
  readonly board?: readonly [WindowTable, ...WindowTable[]];
}

/** The deciders of the domain, by category. */
interface Deciders {
  readonly decision: Decider<DecisionState, DecisionCommand>;
  readonly compilation: Decider<CompilationState, CompilationCommand>;
  readonly statisticsDuty: Decider<StatisticsDutyState, StatisticsDutyCommand>;
}

const decidersWith = (tables: Tables): Deciders => ({
  decision: {
    category: 'nonExecutedDecision',
    concernsPersons: true,
    commands: Object.fromEntries(Object.entries(decisionCommands).map(([name, { command }]) => [name, command])),
    initial: noDecision,
    evolve: evolveDecision,
    decide: decideDecision,
    ...entailing(entailedByDecision(tables)),
  },
  compilation: {
    category: 'compilation',
    commands: Object.fromEntries(Object.entries(compilationCommands).map(([name, { codec }]) => [name, codec])),
    initial: noCompilation,
    evolve: evolveCompilation,
    decide: decideCompilation,
    ...entailing(entailedByCompilation(tables)),
  },
  statisticsDuty: {
    category: 'statisticsDuty',
    commands: Object.fromEntries(Object.entries(statisticsDutyCommands).map(([name, { codec }]) => [name, codec])),
    initial: noStatisticsDuty,
    evolve: evolveStatisticsDuty,
    decide: decideStatisticsDuty,
    ...entailing(entailedByStatisticsDuty(tables)),
  },
});

/** The shelf of decisions that a compilation can have to look at; the others were executed in time, or are not covered. */
export const liveShelf = 'live';

const registersOf = (deciders: Deciders): readonly [DomainRegister<DecisionState>, DomainRegister<CompilationState>, DomainRegister<StatisticsDutyState>] => [
  {
    name: 'non-executed-decisions',
    version: '1',
    decider: deciders.decision,
    types: decisionEventTypes,
    concerns: ({ decided }) => (decided?.caseReference === undefined ? [] : [decided.caseReference]),
    findings: decisionFindings,
    figures: (state) => ({ state: wordOf(state), spells: String(state.spells.length), reports: String(state.reports.length) }),
    requires: personDataRole,
    shelfOf: (state) => (isCovered(state) && state.spells.some(ranOver) ? liveShelf : 'quiet'),
  },
  {
    name: 'compilations',
    version: '1',
    decider: deciders.compilation,
    types: compilationEventTypes,
    concerns: ({ adoptions }) => adoptions.at(-1)?.diaryNumber?.split('\n').slice(0, 1) ?? [],
    findings: compilationFindings,
    figures: ({ adoptions, sendings }) => ({ rows: String(adoptions.at(-1)?.rows.length ?? 0), sent: sendings.map(({ to, on }) => `${to} ${on}`).join(', ') || 'nobody' }),
    requires: personDataRole,
  },
  {
    name: 'statistics-duties',
    version: '1',
    decider: deciders.statisticsDuty,
    types: Object.values(statisticsDutyCommands),
    concerns: () => [],
    findings: () => [],
  },
];

/** Where a decision stands, in a word. */
const wordOf = (state: DecisionState): string => {
  const open = openSpell(state);
  if (state.closed !== null) return 'closed';
  return state.decided === null ? 'not decided' : open === undefined ? 'executing' : open.kind === 'decision' ? 'not executed' : open.kind;
};

/**
 * The domain with windows of one's own. Tables are never taken out: what was journaled under one must stay explainable.
 *
 * @example createFrist({ store, domains: [nonExecutedDecisionsWith({ inspectorate: [inspectorateWindows, table2027] })] })
 */
export const nonExecutedDecisionsWith = ({ inspectorate = [inspectorateWindows], board = [boardWindows] }: NonExecutedDecisionsOptions): Domain => {
  const deciders = decidersWith({ inspectorate: inspectorate.at(-1) ?? inspectorateWindows, auditors: board.at(-1) ?? boardWindows });
  return {
    name: 'non-executed-decisions',
    eventTypes: [...decisionEventTypes, ...compilationEventTypes, ...Object.values(statisticsDutyCommands)],
    registers: registersOf(deciders) as unknown as Domain['registers'],
    rules: nonExecutedDecisionRules,
    windowTables: [...inspectorate, ...board],
    reports: [nonExecutedReport(inspectorate.at(-1) ?? inspectorateWindows)],
    findingRules: nonExecutedFindingRules,
    wordings: nonExecutedDecisionWordings,
  };
};

/**
 * Decisions that are not executed, as one value: types of events, registers, rules, windows, the report `non-executed`.
 *
 * @example createFrist({ store, domains: [nonExecutedDecisionsDomain] })
 */
export const nonExecutedDecisionsDomain: Domain = nonExecutedDecisionsWith({});
