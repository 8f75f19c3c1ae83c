/** Domains put together: one catalogue, one decider per category, and the group of projections behind every answer. */
import { createHash } from 'node:crypto';

import { confidentialityDeciders, confidentialityEventTypes, outerDeciders } from '@frist/confidentiality/assembly';
import { type AnyEventType, type Catalogue, type Decider, type Failure, failure, makeCatalogue, type Projection, type StreamName } from '@frist/event-sourcing';
import { type Crossing, crossingProjection, type Domain, type DomainRegister, ledger, makeRuleBook, meetingCalendar, meetingFactTypes, obligationFactTypes, referenceCrossing, registerProjection, type RegisterRow, type RuleBook, type WindowTable } from '@frist/obligations';
import * as E from 'fp-ts/Either';

import { roleByCategory } from './roles';

export interface RegisterView {
  readonly register: DomainRegister;
  /** Of its streams. Known before the register is loaded. */
  readonly category: string;
  readonly projection: Projection<RegisterRow>;
}

/** What several streams speak of, and its projection. */
export interface CrossingView {
  readonly crossing: Pick<Crossing, 'name' | 'findings'>;
  readonly projection: Projection;
}

export interface Assembly {
  readonly domains: readonly Domain[];
  readonly catalogue: Catalogue;
  /** For commands from outside. */
  readonly deciders: ReadonlyMap<string, Decider>;
  /** Also for what Frist records of its own doings: accesses, disposals, the key store. */
  readonly ownDeciders: ReadonlyMap<string, Decider>;
  /** The role that a viewer must have to be shown what a stream tells; null: none. Here and nowhere else. */
  readonly roleOf: (stream: StreamName) => string | null;
  readonly registers: readonly RegisterView[];
  /** Those of the domains, and the references of all of them. */
  readonly crossings: readonly CrossingView[];
  readonly rules: RuleBook;
  /** By id and version: `ivo/2`. */
  readonly windowTables: ReadonlyMap<string, WindowTable>;
  /** Ledger, meetings, each register and each crossing. */
  readonly projections: readonly Projection[];
  /** Names the code that folds the head: it changes with the version of any projection or type of event. */
  readonly version: string;
}

/** Raised when the form of what is kept changes, whoever folds it. */
const format = 4;

/**
 * Puts domains together.
 *
 * Errors: what {@link makeCatalogue} and {@link makeRuleBook} refuse; `DuplicateDomain`, `DuplicateRegister`,
 * `DuplicateCategory`, `DuplicateWindowTable`, `DuplicateReport`, `DuplicateCrossing`, `InvalidRegisterName`.
 */
export const assemble = (domains: readonly Domain[]): E.Either<Failure, Assembly> => {
  const types: readonly AnyEventType[] = [...confidentialityEventTypes, ...obligationFactTypes, ...meetingFactTypes, ...domains.flatMap(({ eventTypes }) => eventTypes)];
  const catalogue = makeCatalogue(types);
  if (E.isLeft(catalogue)) return catalogue;
  const rules = makeRuleBook(domains.flatMap((domain) => domain.rules));
  if (E.isLeft(rules)) return rules;
  const registers = domains.flatMap((domain) => domain.registers);
  const crossings = [...domains.flatMap((domain) => domain.crossings ?? []), referenceCrossing(catalogue.right.types.values(), domains.flatMap(({ proposals = [] }) => proposals))] as readonly Crossing[];
  const tables = domains.flatMap((domain) => domain.windowTables).map((table): readonly [string, WindowTable] => [`${table.id}/${table.version}`, table]);

  const strange = [...registers, ...crossings].find(({ name }) => !/^[a-z][a-z-]{0,59}$/.test(name));
  if (strange !== undefined) return E.left(failure('InvalidRegisterName', 'frist/register-name', 'name', 'lower case letters and hyphens', strange.name));
  const twice =
    repeated('DuplicateDomain', domains.map(({ name }) => name)) ??
    repeated('DuplicateRegister', registers.map(({ name }) => name)) ??
    repeated('DuplicateCategory', [...registers.map(({ decider }) => decider.category), ...confidentialityDeciders.map(({ category }) => category)]) ??
    repeated('DuplicateWindowTable', tables.map(([key]) => key)) ??
    repeated('DuplicateReport', domains.flatMap(({ reports = [] }) => reports.map(({ name }) => name))) ??
    repeated('DuplicateCrossing', crossings.map(({ name }) => name));
  if (twice !== null) return E.left(twice);

  const views = registers.map((register) => ({ register, category: register.decider.category, projection: registerProjection(register) }));
  const crossingViews = crossings.map((crossing) => ({ crossing, projection: crossingProjection(crossing) }));
  const projections: readonly Projection[] = [ledger, meetingCalendar, ...views.map(({ projection }) => projection), ...crossingViews.map(({ projection }) => projection)] as readonly Projection[];
  return E.right({
    domains,
    catalogue: catalogue.right,
    deciders: byCategory([...registers.map(({ decider }) => decider), ...outerDeciders]),
    ownDeciders: byCategory([...registers.map(({ decider }) => decider), ...confidentialityDeciders]),
    roleOf: roleByCategory(registers.map(({ decider, requires }) => ({ category: decider.category, ...(requires === undefined ? {} : { requires }) }))),
    registers: views,
    crossings: crossingViews,
    rules: rules.right,
    windowTables: new Map(tables),
    projections,
    version: versionOf(projections, catalogue.right),
  });
};

const byCategory = (deciders: readonly Decider[]): ReadonlyMap<string, Decider> => new Map(deciders.map((decider) => [decider.category, decider]));

const repeated = (tag: string, names: readonly string[]): Failure | null => {
  const name = names.find((candidate, i) => names.indexOf(candidate) !== i);
  return name === undefined ? null : failure(tag, 'frist/domains', name, 'each name once among all domains', name);
};

const versionOf = (projections: readonly Projection[], catalogue: Catalogue): string => {
  const parts = [format, projections.map(({ name, version }) => [name, version]), [...catalogue.types.values()].map(({ type, version }) => [type, version])];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
};
