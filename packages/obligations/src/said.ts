/** Due dates and findings with what their domain recorded in English said in the language of a reader: for display, never kept. */
import type { Due } from './due';
import type { ObligationFinding } from './finding';
import type { Say } from './wordings';

/** A due date, the words that a domain found for it said in the language of a reader. A text that was told stays. */
export const saidDue = <D extends Due>(due: D, say: Say): Due => (due.kind === 'undated' && due.text !== undefined ? { ...due, text: say('due', due.text) } : due);

/**
 * A finding for a reader: what its domain recorded in English is said in the reader's language. For display only: what is kept,
 * compared or sent on as data is the finding itself.
 *
 * @example saidFinding(finding, sayIn('sv', () => [domain.wordings ?? {}])).debtor // 'nämnden'
 */
export const saidFinding = (finding: ObligationFinding, say: Say): ObligationFinding => {
  const { completion, creditor, debtor, discharge, due, earlierDues, legalBasis, remains } = finding;
  return {
    ...finding,
    debtor: say('party', debtor),
    creditor: creditor === null ? null : say('party', creditor),
    due: due === null ? null : saidDue(due, say),
    legalBasis: { ...legalBasis, reference: say('basis', legalBasis.reference) },
    remains: remains === null ? null : say('course', remains),
    completion: completion === null ? null : { ...completion, ...(completion.due === undefined ? {} : { due: saidDue(completion.due, say) }) },
    discharge: discharge === null ? null : { ...discharge, power: say('party', discharge.power), reason: say('course', discharge.reason) },
    earlierDues: earlierDues.map((earlier) => ({ ...earlier, due: saidDue(earlier.due, say), reason: say('course', earlier.reason) })),
  };
};
