/** Rules of agreements: the agreement sets dates and lengths, so these carry none, and none of them rolls. */
import type { DeadlineRule, LegalBasis } from '@frist/obligations';

const terms: LegalBasis = { kind: 'agreement', reference: 'the agreement', confidence: 'S' };
const rule = (id: string, sv: string, en: string, basis: LegalBasis = terms): DeadlineRule => ({
  id: `agreements/${id}`,
  version: 1,
  title: { sv, en },
  basis,
  dayZero: { sv: 'dagen anges i avtalet', en: 'the day is set by the agreement' },
  roll: 'none',
});

/** A term of an agreement, once or in instances. */
export const termRule = rule('term', 'Villkor i avtalet', 'A term of the agreement');
/** What is owed on request: so long from the day the request was received. */
export const requestRule = rule('request', 'Begäran enligt avtalet', 'A request under the agreement');
/** Following participants so long from their start. */
export const participantRule = rule('participants', 'Uppföljning av deltagare', 'Following participants');
/** Remedying a breach, so long from the day it was pointed out. */
export const remedyRule = rule('remedy-breach', 'Åtgärda avtalsbrott', 'Remedy a breach');
/** A breach that was not remedied gives a right to notice. */
export const noticeAfterBreachRule = rule('notice-after-breach', 'Uppsägning efter avtalsbrott som inte åtgärdats', 'Notice after a breach that was not remedied');
/** The last day for notice before the end. */
export const lastDayForNoticeRule = rule('last-day-for-notice', 'Sista dag för uppsägning', 'The last day for notice');
/** Preparing what is to follow before the agreement ends. */
export const renewalRule = rule('prepare-renewal', 'Förbereda förlängning eller nytt avtal', 'Prepare the renewal of the agreement', {
  kind: 'agreement',
  reference: 'the agreement’s last day',
  confidence: 'I',
});

/** All rules of agreements. */
export const agreementRules: readonly DeadlineRule[] = [termRule, requestRule, participantRule, remedyRule, noticeAfterBreachRule, lastDayForNoticeRule, renewalRule];
