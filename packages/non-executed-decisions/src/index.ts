/** The whole public surface of @frist/non-executed-decisions. */
export { type Clock, clockFrom, clockLimit, feeLimitation, threeMonths, twoYears } from './clock';
export {
  adoptedBy, type Adoption, type CompilationRefusal, type CompilationState, compilationStream, decideCompilation, evolveCompilation, noCompilation, type Sending,
} from './compilation/compilation';
export {
  type Compilation, type CompilationInput, compile, type CompiledDecision, type LostSpell,
} from './compilation/compile';
export type { CompiledSpell, NameReading, SpellInReading } from './compilation/row';
export { type Difference, differences } from './compilation/differences';
export { AdoptedRow, BoardsName, type CompilationCommand, compilationEventTypes, Statistics, type StatisticsLine, type StatisticsTable, WindowUsed } from './compilation/events';
export { compilationFindings } from './compilation/findings';
export { adoptionCommand, type AdoptionMeta, type JournalCommand, type JournalMeta, sendingCommand } from './compilation/journal';
export { defaultSmallestGroup, statisticsOf, type StatisticsOptions } from './compilation/statistics';
export { type Heading, headings } from './compilation/words';
export { decideDecision, type DecisionRefusal } from './decision/decide';
export { evolveDecision } from './decision/decision';
export { dutiesOfSpells, entailedByDecision, type SpellDuties, type Tables } from './decision/duties';
export { type DecisionCommand, type DecisionDataOf, type DecisionEventType, decisionEventTypes } from './decision/events';
export { decisionFindings, feeStart } from './decision/findings';
export { isCovered, isOwedFor, lastOwedQuarter, ranOver } from './decision/reportable';
export { type DecisionState, type Logged, noDecision, type Noted, type Offer, openSpell, type Spell, type SpellEnd, type SpellKind, type Stray } from './decision/state';
export * from './domain';
export { type FeeRange, feeRangeOn, feeRanges } from './fees';
export { nonExecutedReport } from './report/report';
export * from './regimes';
export { nonExecutedDecisionRules } from './rules';
export {
  councilDuty, evolveStatisticsDuty, noStatisticsDuty, type StatisticsDutyCommand, type StatisticsDutyRefusal, statisticsDutyStream, type StatisticsDutyState,
} from './statistics-duty/statistics-duty';
export * from './windows';
export * from './words';
