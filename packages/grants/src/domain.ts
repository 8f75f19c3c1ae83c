/** The domain of state grants, as the machinery takes it. */
import type { Decider } from '@frist/event-sourcing';
import { type Domain, type DomainRegister, ObligationDischarged, obligationFactTypes, ObligationIncurred, PerformanceRecorded, reconcileDuties } from '@frist/obligations';

import { concernsOf, grantDuties } from './duties';
import { grantCommands, grantEventTypes } from './events';
import { grantFindings } from './findings';
import { decideGrant, evolveGrant, type GrantCommand, type GrantState, noGrant } from './grant';
import { grantRules } from './rules';

/** Decider of the streams `grant-…`. */
export const grantDecider: Decider<GrantState, GrantCommand> = {
  category: 'grant',
  commands: Object.fromEntries(Object.entries(grantCommands).map(([name, { codec }]) => [name, codec])),
  initial: noGrant,
  evolve: evolveGrant,
  decide: decideGrant,
  consequences: grantDuties,
  consequenceTypes: new Set(obligationFactTypes.map(({ type }) => type)),
  reconcile: reconcileDuties,
};

/** The register `grants`: one row per grant. */
export const grantRegister: DomainRegister<GrantState> = {
  name: 'grants',
  version: '1',
  decider: grantDecider,
  types: [...grantEventTypes, ObligationIncurred, ObligationDischarged, PerformanceRecorded],
  concerns: (state) => concernsOf(state),
  findings: grantFindings,
};

/** @example createFrist({ store, domains: [grantsDomain] }) */
export const grantsDomain: Domain = {
  name: 'grants',
  eventTypes: grantEventTypes,
  registers: [grantRegister],
  rules: grantRules,
  windowTables: [],
};
