/** What the facts of an agreement entail, as a left fold: see `foldDuties`. */
import { type Entailed, foldDuties } from '@frist/obligations';

import { breachDuties, noticeDuty, participantDuties, renewalDuty } from './duties/ending';
import { requestDuties, termDuties } from './duties/terms';
import { type AgreementState, evolveTermsOfAgreement, noAgreement } from './state';

/** Everything that the facts of an agreement entail, in folding order: nothing while none is registered. `O(n)` in the number of facts, terms and instances. */
export const agreementDuties = (whole: AgreementState): readonly Entailed[] =>
  whole.registered === null ? [] : foldDuties(whole, whole.log, noAgreement, evolveTermsOfAgreement, [termDuties, requestDuties, participantDuties, breachDuties, noticeDuty, renewalDuty]);
