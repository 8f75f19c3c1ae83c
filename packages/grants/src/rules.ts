/**
 * Rules of state grants. The dates of a grant are records, told with each grant on a basis of its own, not constants;
 * so these rules carry no length. The basis here stands for the duty itself.
 */
import type { DeadlineRule, LegalBasis } from '@frist/obligations';

const forordningar: LegalBasis = {
  kind: 'regulation',
  reference: 'förordning 2022:1220 10 §, 2022:1416 10 §, 2013:522 15 §, 2025:838 13 §, 2025:1256 13 §',
  confidence: 'V',
};
const terms: LegalBasis = { kind: 'agency', reference: 'the grant’s terms and instructions', confidence: 'S' };
const ownDecision: LegalBasis = { kind: 'decision', reference: 'the board’s own decision', confidence: 'S' };

const rule = (id: string, sv: string, en: string, basis: LegalBasis, dayZero: { readonly sv: string; readonly en: string }): DeadlineRule => ({
  id: `grants/${id}`,
  version: 1,
  title: { sv, en },
  basis,
  dayZero,
});
const told = { sv: 'dagen anges för varje bidrag', en: 'the day is told with each grant' };

/** Claim the grant by its date, or decline it on record. */
export const claimRule = rule('claim', 'Rekvirera eller sök bidraget, eller avstå med beslut', 'Claim the grant, or decline it on record', terms, told);
/** Account for the use of the money. Reporting in time is itself a condition. */
export const reportRule = rule('return-report', 'Återrapportera användningen', 'Account for the use of the money', terms, told);
/** The board’s approval before an account is submitted, where the board has said so. */
export const approvalRule = rule('board-approval', 'Nämndens godkännande före återrapporteringen', 'The board’s approval before the account is submitted', ownDecision, {
  sv: 'före inlämning',
  en: 'before submission',
});
/** Pay a share onward, once money has come in. */
export const onwardRule = rule('onward-share', 'Betala andel vidare', 'Pay a share onward', terms, { sv: 'när pengarna tagits emot', en: 'when the money has been received' });
/** Use the money within the period and for its purpose; else it is reclaimed. */
export const usePeriodRule = rule('use-within-period', 'Använd medlen inom perioden och för ändamålet', 'Use the money within the period and for its purpose', terms, {
  sv: 'periodens första och sista dag',
  en: 'first and last day of the period',
});
/** What must be done to keep the money. */
export const counterRule = rule('counter-performance', 'Motprestation', 'Counter-performance', terms, told);
/** What is unused at the end of the period of use goes back, must or may as the terms say. */
export const repayUnusedRule = rule('repay-unused', 'Betala tillbaka medel som inte använts', 'Repay what is unused', forordningar, {
  sv: 'dagen efter användningstidens slut',
  en: 'the day after the period of use',
});
/** The funder has reclaimed: unused, used for another purpose, paid wrongly, or no account given. */
export const repayReclaimedRule = rule('repay-reclaimed', 'Betala tillbaka återkrävda medel', 'Repay what has been reclaimed', forordningar, told);

/** All rules of state grants. */
export const grantRules: readonly DeadlineRule[] = [claimRule, reportRule, approvalRule, onwardRule, usePeriodRule, counterRule, repayUnusedRule, repayReclaimedRule];
