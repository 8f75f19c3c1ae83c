/** What the facts of a report entail: a left fold of the facts in folding order, see `foldDuties`. */
import { type Entailed, foldDuties, type WithRecordedDuties } from '@frist/obligations';

import type { Target } from '../targets';
import { fileDuty, informDuty, investigateDuty, notifyDuty } from './duties/investigation';
import { carryOutDuties, followUpDuties } from './duties/measures';
import { evolveReport, type LexSarahReport, noReport, type ReportFact } from './report';

/** A report as decisions need it: with the facts that duties follow from, and what is on record about those duties. */
export interface ReportWithDuties extends LexSarahReport, WithRecordedDuties {
  readonly log: readonly ReportFact[];
}

/** Before the first fact. */
export const noReportWithDuties: ReportWithDuties = { ...noReport, log: [], recorded: [] };

/** Everything that the facts of a report entail, by the organisation's targets. `O(n)` in the number of facts and duties. */
export const reportEntails =
  (targets: readonly Target[]) =>
  (whole: ReportWithDuties): readonly Entailed[] =>
    foldDuties<LexSarahReport, ReportFact>(whole, whole.log, noReport, evolveReport, [investigateDuty(targets), informDuty, notifyDuty(targets), fileDuty(targets), carryOutDuties, followUpDuties]);
