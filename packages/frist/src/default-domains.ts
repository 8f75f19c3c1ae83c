/** The domains that come with Frist. */
import { grantsDomain } from '@frist/grants';
import type { Domain } from '@frist/obligations';

/** Every domain that comes with Frist, in the order in which registers are listed. */
export const defaultDomains: readonly Domain[] = [grantsDomain];
