/** The domain of agreements, control plans, supervision and statutory duties by count, as the machinery takes it. */
import type { Decider } from '@frist/event-sourcing';
import { type Domain, type DomainRegister, entailing } from '@frist/obligations';

import { type AgreementCommand, decideAgreement } from './agreement/decide';
import { agreementDuties } from './agreement/duties';
import { concernsAgreement } from './agreement/duties/terms';
import { agreementCommands, agreementEventTypes } from './agreement/events';
import { agreementFindings } from './agreement/findings';
import { agreementsReport } from './agreement/report';
import { agreementRules } from './agreement/rules';
import { type AgreementState, effectOf, endOf, evolveAgreement, noAgreement } from './agreement/state';
import { controlPlanEventTypes } from './control-plan/events';
import { controlPlanFindings } from './control-plan/findings';
import { concernsPlan, controlPlanDecider, controlPlanRules } from './control-plan/plan';
import { controlPlanReport } from './control-plan/report';
import type { ControlPlanState } from './control-plan/state';
import { agreementFindingRules } from './finding-rules';
import { codecsOf } from './kit/stream';
import { caseDecider, caseFindings, type StatutoryCaseState } from './statutory/case';
import { caseEventTypes, standingEventTypes } from './statutory/events';
import { statutoryRules } from './statutory/rules';
import { standingDecider, standingFindings, type StandingState } from './statutory/standing';
import { standingWindowTables } from './windows';
import { supervisionEventTypes } from './supervision/events';
import { concernsSupervision, supervisionDecider, supervisionFindings, supervisionRules, type SupervisionState } from './supervision/supervision';
import { agreementWordings } from './wordings';

/** Decider of the streams `agreement-…`. */
export const agreementDecider: Decider<AgreementState, AgreementCommand> = {
  category: 'agreement',
  commands: codecsOf(agreementCommands),
  initial: noAgreement,
  evolve: evolveAgreement,
  decide: decideAgreement,
  ...entailing(agreementDuties),
};

/** The register `agreements`: one row per agreement. */
export const agreementRegister: DomainRegister<AgreementState> = {
  name: 'agreements',
  version: '2',
  decider: agreementDecider,
  types: agreementEventTypes,
  concerns: concernsAgreement,
  findings: agreementFindings,
  figures: (state) => ({ effect: effectOf(state), end: endOf(state) ?? 'unknown' }),
};

/** The register `control-plans`: one row per plan, filed by its year. */
export const controlPlanRegister: DomainRegister<ControlPlanState> = {
  name: 'control-plans',
  version: '3',
  decider: controlPlanDecider,
  types: controlPlanEventTypes,
  concerns: concernsPlan,
  findings: controlPlanFindings,
  shelfOf: ({ registered }) => (registered === null ? '' : String(registered.year).padStart(4, '0')),
};

/** The register `supervision`: one row per supervision. */
export const supervisionRegister: DomainRegister<SupervisionState> = {
  name: 'supervision',
  version: '1',
  decider: supervisionDecider,
  types: supervisionEventTypes,
  concerns: concernsSupervision,
  findings: supervisionFindings,
};

/** The register `standing-duties`: one row per board. */
export const standingRegister: DomainRegister<StandingState> = {
  name: 'standing-duties',
  version: '1',
  decider: standingDecider,
  types: standingEventTypes,
  concerns: ({ on }) => [...new Set(on.map(({ duty }) => duty))],
  findings: standingFindings,
};

/** The register `statutory-cases`: one row per case. */
export const statutoryCaseRegister: DomainRegister<StatutoryCaseState> = {
  name: 'statutory-cases',
  version: '1',
  decider: caseDecider,
  types: caseEventTypes,
  concerns: ({ registered }) => (registered?.reference?.kind === 'outside' ? [registered.reference.number] : []),
  findings: caseFindings,
};

/**
 * Agreements, control plans, supervision and statutory duties by count as one value: types of events, registers, rules, reports.
 *
 * @example createFrist({ store, domains: [agreementsDomain] })
 */
export const agreementsDomain: Domain = {
  name: 'agreements',
  eventTypes: [...agreementEventTypes, ...controlPlanEventTypes, ...supervisionEventTypes, ...standingEventTypes, ...caseEventTypes],
  registers: [agreementRegister, controlPlanRegister, supervisionRegister, standingRegister, statutoryCaseRegister],
  rules: [...agreementRules, ...controlPlanRules, ...supervisionRules, ...statutoryRules],
  windowTables: standingWindowTables,
  reports: [agreementsReport, controlPlanReport],
  findingRules: agreementFindingRules,
  wordings: agreementWordings,
};
