/**
 * What the facts of a grant entail: duties that arise, are triggered, performed, discharged. They are a left fold of the
 * facts in folding order, see `foldDuties`.
 */
import { type Entailed, foldDuties } from '@frist/obligations';

import { accountDuties } from './duties/account';
import { claimDuties } from './duties/claim';
import { counterDuties, onwardDuties, usePeriodDuties } from './duties/conditions';
import { reclaimDuties, repayUnusedDuty } from './duties/repayment';
import { evolveTerms } from './grant';
import { type GrantState, noGrant } from './state';

/** Everything that the facts of a grant entail, in folding order. `O(n)` in the number of facts and duties. */
export const entailedBy = (whole: GrantState): readonly Entailed[] =>
  foldDuties(whole, whole.log, noGrant, evolveTerms, [claimDuties, accountDuties, onwardDuties, usePeriodDuties, counterDuties, reclaimDuties, repayUnusedDuty]);
