/** The domain of state grants, as the machinery takes it. */
import type { Decider } from '@frist/event-sourcing';
import { type Domain, type DomainRegister, entailing } from '@frist/obligations';

import { decideGrant, type GrantCommand } from './decide';
import { entailedBy } from './duties';
import { grantCommandCodecs, grantEventTypes } from './events';
import { figuresOf } from './figures';
import { grantFindingRules } from './finding-rules';
import { grantFindings } from './findings';
import { evolveGrant } from './grant';
import { grantsReport, reportYearOf } from './report/report';
import { grantRules } from './rules';
import { concernsOf } from './scope';
import { type GrantState, noGrant } from './state';
import { grantWordings } from './wordings';

/** Decider of the streams `grant-…`. */
export const grantDecider: Decider<GrantState, GrantCommand> = {
  category: 'grant',
  commands: grantCommandCodecs,
  initial: noGrant,
  evolve: evolveGrant,
  decide: decideGrant,
  ...entailing(entailedBy),
};

/** The register `grants`: one row per grant. */
export const grantRegister: DomainRegister<GrantState> = {
  name: 'grants',
  version: '4',
  decider: grantDecider,
  types: grantEventTypes,
  concerns: (state) => concernsOf(state),
  findings: grantFindings,
  figures: figuresOf,
  shelfOf: reportYearOf,
};

/**
 * State grants as one value: types of events, register, rules, the report `grants`.
 *
 * @example createFrist({ store, domains: [grantsDomain] })
 */
export const grantsDomain: Domain = {
  name: 'grants',
  eventTypes: grantEventTypes,
  registers: [grantRegister],
  rules: grantRules,
  windowTables: [],
  reports: [grantsReport],
  findingRules: grantFindingRules,
  wordings: grantWordings,
};
