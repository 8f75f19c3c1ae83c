/** Small constructors of what happens to a duty. */
import type { CivilDate, Period } from '@frist/calendar';
import type { EventId, NewFact } from '@frist/event-sourcing';

import type { Amount } from '../amount';
import { aboutObligation } from '../duty';
import type { ObligationId } from '../facts';

/** Something done on a day, or within a stretch of days. */
export interface Done {
  readonly on: CivilDate;
  readonly between?: Period | undefined;
}

/**
 * A performance, told by a fact of the day `noted`. What was done on an earlier day than the terms that call for it keeps
 * its own day as the stretch of the performance: a duty has no facts dated before it is incurred.
 */
export const dutyPerformed = (
  obligation: ObligationId,
  noted: CivilDate,
  { on, between }: Done,
  data: { readonly evidence: string; readonly performedBy?: string; readonly amount?: Amount },
): NewFact => {
  const stretch = between ?? (on < noted ? { from: on, to: on } : undefined);
  return aboutObligation('PerformanceRecorded', obligation, { ...data, ...(stretch === undefined ? {} : { between: stretch }) });
};

/** The condition of a duty has come true on a day. */
export const dutyTriggered = (obligation: ObligationId, anchor: CivilDate, evidence: string, causedBy?: EventId): NewFact => ({
  ...aboutObligation('ObligationTriggered', obligation, { anchor, evidence }),
  ...(causedBy === undefined ? {} : { causedBy }),
});

/** No longer owed. */
export const dutyDischarged = (obligation: ObligationId, power: string, reason: string, decision?: string): NewFact =>
  aboutObligation('ObligationDischarged', obligation, { power, reason, ...(decision === undefined ? {} : { decision }) });

/** Something of what is owed was done. `remains` is in words. */
export const dutyPartlyPerformed = (obligation: ObligationId, part: string, remains: string, amount?: Amount): NewFact =>
  aboutObligation('PartialPerformanceRecorded', obligation, { part, remains, ...(amount === undefined ? {} : { amount }) });
