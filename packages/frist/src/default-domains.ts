/** The domains that come with Frist. */
import { agreementsDomain } from '@frist/agreements';
import { decisionsDomain } from '@frist/decisions';
import { grantsDomain } from '@frist/grants';
import { lexSarahDomain } from '@frist/lex-sarah';
import { nonExecutedDecisionsDomain } from '@frist/non-executed-decisions';
import type { Domain } from '@frist/obligations';

/** Every domain that comes with Frist, in the order in which registers are listed. */
export const defaultDomains: readonly Domain[] = [grantsDomain, decisionsDomain, agreementsDomain, nonExecutedDecisionsDomain, lexSarahDomain];
