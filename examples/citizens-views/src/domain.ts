/** The domain of citizens' views, as the machinery takes it. */
import type { Decider } from '@frist/event-sourcing';
import { type Domain, type DomainRegister, entailing } from '@frist/obligations';

import { answerRule, type CitizensView, type CitizensViewCommand, citizensViewEntails, citizensViewFindingRules, citizensViewFindings, concernsOf, decideCitizensView, evolveCitizensView, noCitizensView } from './citizens-view';
import { citizensViewCommands, citizensViewEventTypes } from './events';
import { answeredInTimeReport } from './report';

/** Decider of the streams `citizensView-…`. */
export const citizensViewDecider: Decider<CitizensView, CitizensViewCommand> = {
  category: 'citizensView',
  concernsPersons: true,
  commands: Object.fromEntries(Object.entries(citizensViewCommands).map(([name, { codec }]) => [name, codec])),
  initial: noCitizensView,
  evolve: evolveCitizensView,
  decide: decideCitizensView,
  ...entailing(citizensViewEntails),
};

/** The register `citizens-views`: one row per view. */
export const citizensViewRegister: DomainRegister<CitizensView> = {
  name: 'citizens-views',
  version: '1',
  decider: citizensViewDecider,
  types: citizensViewEventTypes,
  concerns: concernsOf,
  findings: citizensViewFindings,
};

/** Citizens' views as one value. */
export const citizensViewsDomain: Domain = {
  name: 'citizens-views',
  eventTypes: citizensViewEventTypes,
  registers: [citizensViewRegister],
  rules: [answerRule],
  windowTables: [],
  reports: [answeredInTimeReport],
  findingRules: citizensViewFindingRules,
  wordings: {
    party: [['facts', 'uppgifterna']],
    basis: [['the board’s own service guarantee', 'nämndens egen servicegaranti']],
    course: [['the view was withdrawn', 'synpunkten togs tillbaka']],
  },
};
