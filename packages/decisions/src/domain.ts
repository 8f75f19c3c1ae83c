/** Matters, decisions, assignments and bodies, as the machinery takes them. */
import type { Decider } from '@frist/event-sourcing';
import { type Domain, type DomainRegister, entailing } from '@frist/obligations';

import { assignmentConcerns, type AssignmentState, evolveAssignment, noAssignment } from './assignment/assignment';
import { type AssignmentCommand, decideAssignment } from './assignment/decide';
import { assignmentEntails } from './assignment/duties';
import { assignmentCommandCodecs, assignmentEventTypes } from './assignment/events';
import { assignmentFindings } from './assignment/findings';
import { bodyConcerns, type BodyState, evolveBody, noBody } from './body/body';
import { type BodyCommand, decideBody } from './body/decide';
import { bodyEntails } from './body/duties';
import { bodyCommands, bodyEventTypes } from './body/events';
import { bodyFindings } from './body/findings';
import { decideDelegated, delegatedConcerns, type DelegatedCommand, delegatedEntails, delegatedFindings, type DelegatedState, evolveDelegated, noDelegated } from './delegated/delegated';
import { delegatedCommandCodecs, delegatedEventTypes } from './delegated/events';
import { decisionFindingRules } from './finding-rules';
import { decideMatter, type MatterCommand } from './matter/decide';
import { matterEntails } from './matter/duties';
import { matterCommandCodecs, matterEventTypes, MatterProposed } from './matter/events';
import { matterFindings } from './matter/findings';
import { evolveMatter, matterConcerns, type MatterState, noMatter } from './matter/matter';
import { numbersOfMatters } from './matter/numbers';
import { assignmentsReport } from './reports/assignments';
import { delegatedReport } from './reports/delegated';
import { mattersReport } from './reports/matters';
import { decisionRules } from './rules';
import { decisionWordings } from './wordings';

/** Decider of the streams `matter-…`. */
export const matterDecider: Decider<MatterState, MatterCommand> = { category: 'matter', commands: matterCommandCodecs, initial: noMatter, evolve: evolveMatter, decide: decideMatter, ...entailing(matterEntails) };

/** Decider of the streams `delegatedDecision-…`: decisions of delegates and of the chair. */
export const delegatedDecider: Decider<DelegatedState, DelegatedCommand> = { category: 'delegatedDecision', commands: delegatedCommandCodecs, initial: noDelegated, evolve: evolveDelegated, decide: decideDelegated, ...entailing(delegatedEntails) };

/** Decider of the streams `assignment-…`: assignments and consultations. */
export const assignmentDecider: Decider<AssignmentState, AssignmentCommand> = { category: 'assignment', commands: assignmentCommandCodecs, initial: noAssignment, evolve: evolveAssignment, decide: decideAssignment, ...entailing(assignmentEntails) };

/** Decider of the streams `body-…`: meetings and minutes. */
export const bodyDecider: Decider<BodyState, BodyCommand> = { category: 'body', commands: Object.fromEntries(Object.entries(bodyCommands).map(([name, { codec }]) => [name, codec])), initial: noBody, evolve: evolveBody, decide: decideBody, ...entailing(bodyEntails) };

/** The register `matters`: one row per matter. */
export const matterRegister: DomainRegister<MatterState> = { name: 'matters', version: '2', decider: matterDecider, types: matterEventTypes, concerns: matterConcerns, findings: matterFindings };

/** The register `delegated-decisions`: one row per delegated or chair decision. */
export const delegatedRegister: DomainRegister<DelegatedState> = { name: 'delegated-decisions', version: '2', decider: delegatedDecider, types: delegatedEventTypes, concerns: delegatedConcerns, findings: delegatedFindings };

/** The register `assignments`: one row per assignment or consultation. */
export const assignmentRegister: DomainRegister<AssignmentState> = { name: 'assignments', version: '2', decider: assignmentDecider, types: assignmentEventTypes, concerns: assignmentConcerns, findings: assignmentFindings };

/** The register `bodies`: one row per body. */
export const bodyRegister: DomainRegister<BodyState> = { name: 'bodies', version: '1', decider: bodyDecider, types: bodyEventTypes, concerns: bodyConcerns, findings: bodyFindings };

/**
 * Matters, decisions, assignments and bodies as one value.
 *
 * @example createFrist({ store, domains: [decisionsDomain] })
 */
export const decisionsDomain: Domain = {
  name: 'decisions',
  eventTypes: [...matterEventTypes, ...delegatedEventTypes, ...assignmentEventTypes, ...bodyEventTypes],
  registers: [matterRegister, delegatedRegister, assignmentRegister, bodyRegister],
  rules: decisionRules,
  windowTables: [],
  reports: [mattersReport, assignmentsReport, delegatedReport],
  crossings: [numbersOfMatters],
  proposals: [MatterProposed],
  findingRules: decisionFindingRules,
  wordings: decisionWordings,
};
