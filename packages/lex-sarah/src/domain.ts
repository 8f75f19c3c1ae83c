/** The domain of lex Sarah, as the machinery takes it. */
import type { Domain, DomainRegister } from '@frist/obligations';

import { deviationEventTypes, deviationRegister } from './deviation/deviation';
import { lexSarahFindingRules } from './finding-rules';
import { organisationEventTypes } from './organisation/events';
import { organisationRegister } from './organisation/organisation';
import { reportEventTypes } from './report/events';
import { lexSarahRole, reportRegister } from './report/register';
import { lexSarahRules } from './rules';
import { summaryEventTypes } from './summary/events';
import { summaryRegister } from './summary/summary';
import { defaultTargets, type Target } from './targets';
import { yearlyReport } from './yearly/report';
import { lexSarahWordings } from './wordings';

/** What an organisation decides about its own use. */
export interface LexSarahOptions {
  /** The organisation's own targets. Default: {@link defaultTargets}. */
  readonly targets?: readonly Target[];
  /** Units with fewer reports in a year than this stand together where everybody may read. Default 5. */
  readonly smallestUnit?: number;
}

/**
 * The domain with an organisation's own targets. A target that changes moves nothing that was journaled.
 *
 * @example lexSarahDomainWith({ targets: [{ what: 'investigation', from: 'report', months: 3, verified: true }] })
 */
export const lexSarahDomainWith = ({ targets = defaultTargets, smallestUnit = 5 }: LexSarahOptions = {}): Domain => ({
  name: 'lex-sarah',
  eventTypes: [...reportEventTypes, ...deviationEventTypes, ...organisationEventTypes, ...summaryEventTypes],
  registers: [reportRegister(targets), deviationRegister(lexSarahRole), organisationRegister, summaryRegister] as readonly DomainRegister[],
  rules: lexSarahRules,
  windowTables: [],
  reports: [yearlyReport({ targets, smallestUnit, role: lexSarahRole })],
  findingRules: lexSarahFindingRules,
  wordings: lexSarahWordings,
});

/**
 * Lex Sarah as one value: types of events, registers, rules, the yearly report.
 *
 * @example createFrist({ store, sealer, domains: [lexSarahDomain] })
 */
export const lexSarahDomain: Domain = lexSarahDomainWith();
