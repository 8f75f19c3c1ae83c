/** Every rule that the check can show of decisions that are not executed, the duties aside. */
import { findingsIn } from '@frist/obligations';

/** The rules by their ids, in order. A finding of another does not compile, and a test finds each of these in the sources. */
export const nonExecutedFindingRules = [
  'non-executed-decisions/adopted-before-quarter-end',
  'non-executed-decisions/after-closing',
  'non-executed-decisions/asked-to-postpone',
  'non-executed-decisions/auditors-not-on-dispatch-list',
  'non-executed-decisions/before-decision',
  'non-executed-decisions/closed-while-executing',
  'non-executed-decisions/council-not-on-dispatch-list',
  'non-executed-decisions/court-ruling',
  'non-executed-decisions/dates-differ',
  'non-executed-decisions/decided-twice',
  'non-executed-decisions/executed-twice',
  'non-executed-decisions/fee-outside-range',
  'non-executed-decisions/fee-served-late',
  'non-executed-decisions/inspectorate-not-on-dispatch-list',
  'non-executed-decisions/interrupted-twice',
  'non-executed-decisions/interrupted-without-execution',
  'non-executed-decisions/no-legal-basis',
  'non-executed-decisions/no-reason',
  'non-executed-decisions/not-covered',
  'non-executed-decisions/provision-not-in-force',
  'non-executed-decisions/report-without-spell',
  'non-executed-decisions/reported-late',
  'non-executed-decisions/reported-though-not-owed',
  'non-executed-decisions/reported-too-early',
  'non-executed-decisions/resumed-without-interruption',
  'non-executed-decisions/sent-before-adopted',
  'non-executed-decisions/sent-late',
  'non-executed-decisions/should-have-come-earlier',
  'non-executed-decisions/two-readings-of-quarter',
] as const;

/** A finding of one of these rules. */
export const finding = findingsIn<(typeof nonExecutedFindingRules)[number]>('non-executed-decisions');
