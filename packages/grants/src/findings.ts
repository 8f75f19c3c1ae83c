/**
 * What the check must show about a grant rather than refuse: what is missing, what does not add up, what two papers
 * tell differently. Pure functions of the grant's state.
 */
import type { DomainFinding } from '@frist/obligations';

import { accounts } from './findings/accounts';
import { claims } from './findings/claims';
import { conditions } from './findings/conditions';
import { missing } from './findings/missing';
import { sums } from './findings/sums';
import type { GrantState } from './state';

/**
 * All findings about one grant, always in the same order. None while no grant is registered.
 *
 * @example grantFindings(row.state).filter(({ kind }) => kind === 'contradiction')
 */
export const grantFindings = (state: GrantState): readonly DomainFinding[] =>
  state.registered === null ? [] : [...missing(state), ...claims(state), ...sums(state), ...conditions(state), ...accounts(state)];
