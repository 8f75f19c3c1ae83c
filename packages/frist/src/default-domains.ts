/** The domains that come with Frist. What is told of them here is known before they are loaded; a test holds it against them. */
import { createRequire } from 'node:module';

import type { Crossing, Domain, DomainRegister, WindowTable, Wordings } from '@frist/obligations';

import { lazily, once } from './lazily';

const load = createRequire(__filename);

/** What is known of a domain before it is loaded: its registers with their categories and the roles that they need, its crossings. */
export interface DomainOutline {
  readonly name: string;
  readonly registers: readonly { readonly name: string; readonly category: string; readonly requires?: string }[];
  /** Its tables of windows, without the rest of it. */
  readonly windows?: () => readonly WindowTable[];
  /** How what it records is said, without the rest of it. */
  readonly wordings: () => Wordings;
  /** Names of its crossings. */
  readonly crossings?: readonly string[];
  readonly domain: () => Domain;
}

/** In the order in which registers are listed. */
export const outlines: readonly DomainOutline[] = [
  {
    name: 'grants',
    registers: [{ name: 'grants', category: 'grant' }],
    wordings: once(() => (load('@frist/grants/wordings') as typeof import('@frist/grants/wordings')).grantWordings),
    domain: once(() => (load('@frist/grants') as typeof import('@frist/grants')).grantsDomain),
  },
  {
    name: 'decisions',
    registers: [
      { name: 'matters', category: 'matter' },
      { name: 'delegated-decisions', category: 'delegatedDecision' },
      { name: 'assignments', category: 'assignment' },
      { name: 'bodies', category: 'body' },
    ],
    crossings: ['numbers-of-matters'],
    wordings: once(() => (load('@frist/decisions/wordings') as typeof import('@frist/decisions/wordings')).decisionWordings),
    domain: once(() => (load('@frist/decisions') as typeof import('@frist/decisions')).decisionsDomain),
  },
  {
    name: 'agreements',
    registers: [
      { name: 'agreements', category: 'agreement' },
      { name: 'control-plans', category: 'controlPlan' },
      { name: 'supervision', category: 'supervision' },
      { name: 'standing-duties', category: 'standingDuties' },
      { name: 'statutory-cases', category: 'statutoryCase' },
    ],
    windows: () => (load('@frist/agreements/windows') as typeof import('@frist/agreements/windows')).standingWindowTables,
    wordings: once(() => (load('@frist/agreements/wordings') as typeof import('@frist/agreements/wordings')).agreementWordings),
    domain: once(() => (load('@frist/agreements') as typeof import('@frist/agreements')).agreementsDomain),
  },
  {
    name: 'non-executed-decisions',
    registers: [
      { name: 'non-executed-decisions', category: 'nonExecutedDecision', requires: 'person-data' },
      { name: 'compilations', category: 'compilation', requires: 'person-data' },
      { name: 'statistics-duties', category: 'statisticsDuty' },
    ],
    windows: () => (load('@frist/non-executed-decisions/windows') as typeof import('@frist/non-executed-decisions/windows')).nonExecutedWindowTables,
    wordings: once(() => (load('@frist/non-executed-decisions/wordings') as typeof import('@frist/non-executed-decisions/wordings')).nonExecutedDecisionWordings),
    domain: once(() => (load('@frist/non-executed-decisions') as typeof import('@frist/non-executed-decisions')).nonExecutedDecisionsDomain),
  },
  {
    name: 'lex-sarah',
    registers: [
      { name: 'lex-sarah', category: 'lexSarah', requires: 'lex-sarah' },
      { name: 'deviations', category: 'deviation', requires: 'lex-sarah' },
      { name: 'lex-sarah-organisation', category: 'organisation' },
      { name: 'lex-sarah-stated', category: 'statedSummary' },
    ],
    wordings: once(() => (load('@frist/lex-sarah/wordings') as typeof import('@frist/lex-sarah/wordings')).lexSarahWordings),
    domain: once(() => (load('@frist/lex-sarah') as typeof import('@frist/lex-sarah')).lexSarahDomain),
  },
];

/**
 * The version of these domains put together, as `assemble` gives it: what is kept folded is folded anew when it changes. It has to
 * be told here when a register gets a new version or a type of event comes to it; the test says what it is then.
 */
export const defaultVersion = 'u3TB6WyzPZoo19_MaNK6TMeSZSM7ufhl1SqbKuZSC9Y';

/** One of several, by its name. */
export const named = <A extends { readonly name: string }>(all: readonly A[], name: string): A => {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no ${name}`);
  return found;
};

const registersOf = ({ registers, domain }: DomainOutline): readonly DomainRegister[] =>
  registers.map(({ name, requires }) => lazily<DomainRegister>({ name, requires }, once(() => named(domain().registers, name))));

/** The crossings of a domain, each of which loads it when more than its name is asked for. */
export const crossingsOf = ({ crossings = [], domain }: DomainOutline): readonly Crossing[] => crossings.map((name) => lazily<Crossing>({ name }, once(() => named(domain().crossings ?? [], name))));

/** Every domain that comes with Frist. Each is loaded when more is asked of it than its name, those of its registers, and its wordings. */
export const defaultDomains: readonly Domain[] = outlines.map((outline) => lazily<Domain>({ name: outline.name, registers: registersOf(outline), get wordings() { return outline.wordings(); } }, outline.domain));
