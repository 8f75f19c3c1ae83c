/**
 * Rules of a board's decisions and minutes. Where the statute gives the length and only the way of counting is read into
 * it, the weaker confidence stands: `I`. Dates told with a decision or an assignment do not roll.
 */
import { unsafeDuration } from '@frist/calendar';
import type { Bilingual, DeadlineRule, LegalBasis } from '@frist/obligations';

const statute = (reference: string, confidence: LegalBasis['confidence']): LegalBasis => ({ kind: 'statute', reference, confidence });
const ownDecision: LegalBasis = { kind: 'decision', reference: 'the body’s own decision', confidence: 'S' };

type Counted = Pick<DeadlineRule, 'plus' | 'roll'>;
const rule = (id: string, sv: string, en: string, basis: LegalBasis, dayZero: Bilingual, counted: Counted = {}): DeadlineRule => ({
  id: `decisions/${id}`,
  version: 1,
  title: { sv, en },
  basis,
  dayZero,
  ...counted,
});
const rolling = (length: string): Counted => ({ plus: unsafeDuration(length), roll: 'statutory' });

/** Minutes are verified within 14 days of the meeting: KL 5:69 via 6:35. */
export const verifyRule = rule('verify-minutes', 'Justera protokollet', 'Verify the minutes', statute('KL (2017:725) 5 kap. 69 §, 6 kap. 35 §', 'I'), { sv: 'sammanträdesdagen', en: 'the day of the meeting' }, rolling('P14D'));
/** That minutes have been verified is announced on the notice board within 2 days: KL 8:12. Also of immediate verification. */
export const announceRule = rule('announce-verification', 'Tillkännage justeringen på anslagstavlan', 'Announce the verification on the notice board', statute('KL (2017:725) 8 kap. 12 §', 'I'), { sv: 'justeringsdagen', en: 'the day of verification' }, rolling('P2D'));
/** Legality review may be asked for during 3 weeks from the announcement: KL 13:5. */
export const legalityAppealRule = rule('appeal-legality', 'Överklaga (laglighetsprövning)', 'Appeal for legality review', statute('KL (2017:725) 13 kap. 5 §', 'V'), { sv: 'dagen då justeringen tillkännagavs på anslagstavlan', en: 'the day the verification was announced on the notice board' }, rolling('P3W'));
/** The same for delegated decisions that are not reported: from the announcement of the separate minutes (KL 8:10, 13:5). */
export const delegatedAppealRule = rule('appeal-delegated', 'Överklaga ett delegationsbeslut som inte anmäls (laglighetsprövning)', 'Appeal a delegated decision that is not reported', statute('KL (2017:725) 8 kap. 10 §, 13 kap. 5 §', 'I'), { sv: 'dagen då protokollet över delegationsbeslutet tillkännagavs', en: 'the day the minutes of the delegated decision were announced' }, rolling('P3W'));
/** Ordinary appeal: 3 weeks from the day the party received the decision; for a party representing the public, from its date. */
export const ordinaryAppealRule = rule('appeal-ordinary', 'Överklaga (förvaltningsbesvär)', 'Appeal to an administrative court', statute('FL (2017:900) 44 §', 'V'), { sv: 'dagen då parten fick del av beslutet; för en part som företräder det allmänna beslutsdagen', en: 'the day the party received the decision; for a party representing the public the day of the decision' }, rolling('P3W'));
/** A chair's urgent decision is reported at the board's next meeting: KL 6:39–40. */
export const reportChairRule = rule('report-chair-decision', 'Anmäl ordförandebeslutet vid nästa sammanträde', 'Report the chair’s decision at the next meeting', statute('KL (2017:725) 6 kap. 39–40 §§', 'V'), { sv: 'beslutet', en: 'the decision' });
/** A delegated decision is reported as the board itself has decided: KL 6:40, 7:8. */
export const reportDelegatedRule = rule('report-delegated-decision', 'Anmäl delegationsbeslutet så som nämnden bestämt', 'Report the delegated decision as the board has decided', { kind: 'decision', reference: 'the board’s decision under KL (2017:725) 6 kap. 40 §, 7 kap. 8 §', confidence: 'V' }, { sv: 'beslutet', en: 'the decision' });
/** A private party may once ask that a slow case be concluded when six months have passed: a condition, so it does not roll. FL 12 §. */
export const conclusionAllowedRule = rule('conclusion-request-allowed', 'Ärendet kan begäras avgjort', 'The case may be requested concluded', statute('FL (2017:900) 12 §', 'V'), { sv: 'dagen då parten inledde ärendet', en: 'the day the party opened the case' }, { plus: unsafeDuration('P6M'), roll: 'none' });
/** Decide the case, or refuse the request in a decision of its own, within 4 weeks: FL 12 §. */
export const answerConclusionRule = rule('answer-conclusion-request', 'Avgör ärendet eller avslå begäran om avgörande', 'Conclude the case, or refuse the request to', statute('FL (2017:900) 12 §', 'I'), { sv: 'dagen då begäran kom in', en: 'the day the request was received' }, rolling('P4W'));
/** Decide again before an authorisation ends. */
export const decideAgainRule = rule('decide-again', 'Besluta på nytt innan bemyndigandet upphör', 'Decide again before the authorisation ends', ownDecision, { sv: 'sista dagen anges i beslutet', en: 'the last day is told in the decision' });
/** Answer what a body has asked for. */
export const assignmentRule = rule('answer-assignment', 'Besvara uppdraget', 'Answer the assignment', ownDecision, { sv: 'dagen anges för varje uppdrag', en: 'the day is told with each assignment' });
/** Answer what another body or authority has asked an opinion on; each party its own part. */
export const consultationRule = rule('answer-consultation', 'Lämna yttrande över remissen', 'Give a statement on the consultation', { kind: 'decision', reference: 'the request for a statement', confidence: 'S' }, { sv: 'dagen anges för varje remiss', en: 'the day is told with each consultation' });

/** All rules of this package. */
export const decisionRules: readonly DeadlineRule[] = [
  verifyRule, announceRule, legalityAppealRule, delegatedAppealRule, ordinaryAppealRule, reportChairRule, reportDelegatedRule, conclusionAllowedRule, answerConclusionRule, decideAgainRule, assignmentRule, consultationRule,
];
