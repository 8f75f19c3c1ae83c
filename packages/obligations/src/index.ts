/** The whole public surface of @frist/obligations. */
export * from './amount';
export * from './axes';
export * from './check';
export * from './domain';
export * from './due';
export * from './duty';
export * from './facts';
export * from './evolve-obligation';
export { findingOf, findingsAbout, type Finding, type Holds, type JudgedReading, type ObligationFinding, type RegisterFinding } from './finding';
export { ledger } from './ledger';
export * from './meetings';
export * from './money';
export * from './obligation';
export { reconcileDuties } from './reconcile-duties';
export * from './recurrence';
export * from './rules';
export { isClosed, type JudgedCourse, nearOf, standingsOf, type Tally, tallyOf, type WindowTables } from './standings';
export * from './text';
