/** Domains from modules (`--domain`): found, loaded, and held against those that come with Frist. */
import { ClosedType } from '@frist/event-sourcing';
import type { Domain } from '@frist/obligations';
import * as E from 'fp-ts/Either';
import { createFrist, defaultDomains, memoryEventStore } from 'frist';

import { ExitCode } from './exit-code';
import { sentence } from './failure-text';
import { domainWordsOf } from './messages/domain';
import { type Context, failed, type Outcome } from './outcome';
import { clockOf } from './register';
import { clean } from './render/clean';
import { specs } from './spec';

/**
 * Every domain of the command: the default ones, then one of each module. Whatever is wrong with a module is wrong use (exit 2),
 * and so are domains that do not go together.
 */
export const domainsWith = (modules: readonly string[], context: Context): E.Either<Outcome, readonly Domain[]> => {
  const says = domainWordsOf(context.lang);
  const found: Domain[] = [];
  const problems: string[] = [];
  for (const module of modules) {
    const domain = domainIn(module, context);
    if (E.isLeft(domain)) problems.push(domain.left);
    else found.push(domain.right);
  }
  if (problems.length > 0) return E.left(failed(ExitCode.usage, ...problems));
  const reserved = new Set<string>(specs.flatMap(({ report, options }) => (report === undefined ? [] : options.map(({ flag }) => flag))));
  for (const { name, parameters } of found.flatMap(({ reports = [] }) => reports)) {
    for (const { name: parameter } of parameters) if (reserved.has(`--${parameter}`)) problems.push(says.reserved(clean(name), clean(`--${parameter}`)));
  }
  const domains = [...defaultDomains, ...found];
  const names = domains.map(({ name }) => name);
  for (const name of new Set(names.filter((each, i) => names.indexOf(each) !== i))) problems.push(says.sameName(clean(name)));
  if (problems.length > 0) return E.left(failed(ExitCode.usage, ...problems));
  const clock = clockOf(context.terminal);
  const together = attempt(() => createFrist({ store: memoryEventStore({ clock }), clock, domains }), context);
  if (E.isLeft(together)) return E.left(failed(ExitCode.usage, says.unusable(modules.map(clean).join(', '))));
  return E.isLeft(together.right) ? E.left(failed(ExitCode.usage, says.clash(sentence(together.right.left, context.words)))) : E.right(domains);
};

const domainIn = (module: string, context: Context): E.Either<string, Domain> => {
  const says = domainWordsOf(context.lang);
  const { modules } = context.terminal;
  const shown = clean(module);
  let file: string;
  try {
    file = modules.resolve(module);
  } catch {
    return E.left(says.notFound(shown));
  }
  const loaded = attempt(() => modules.load(file), context);
  if (E.isLeft(loaded)) return E.left(esModule.has(loaded.left) ? says.esModule(shown) : says.notLoaded(shown, clean(loaded.left)));
  const [domain, ...others] = meantIn(loaded.right);
  if (domain === undefined) return E.left(says.noDomain(shown));
  if (others.length > 0) return E.left(says.several(shown, [domain, ...others].map(({ name }) => clean(name)).join(', ')));
  // Sealed fields are known by the class of their codec: those of another copy would be taken for plain text.
  const foreign = domain.eventTypes.length > 0 && !domain.eventTypes.some(({ codec }) => codec instanceof ClosedType);
  return foreign ? E.left(says.otherCopy(shown)) : E.right(domain);
};

const esModule: ReadonlySet<string> = new Set(['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE']);

/** A left holds the code of an error, or its name; never its message, which may quote anything. */
const attempt = <A>(of: () => A, { terminal }: Context): E.Either<string, A> => {
  try {
    return E.right(of());
  } catch (error) {
    if (!(error instanceof Error)) return E.left(typeof error);
    if (terminal.env.FRIST_DEBUG === '1') terminal.err(`${error.stack ?? ''}\n`);
    return E.left('code' in error && typeof error.code === 'string' ? error.code : error.name);
  }
};

/** The module itself, its `default`, its `domain`; else every export that is a domain, each once. */
const meantIn = (exported: unknown): readonly Domain[] => {
  if (isDomain(exported)) return [exported];
  if (typeof exported !== 'object' || exported === null) return [];
  const named = exported as { readonly default?: unknown; readonly domain?: unknown };
  for (const one of [named.default, named.domain]) if (isDomain(one)) return [one];
  return [...new Set(Object.values(exported).filter(isDomain))];
};

const isDomain = (value: unknown): value is Domain => {
  if (typeof value !== 'object' || value === null) return false;
  const { name, eventTypes, registers, rules, windowTables, reports = [], findingRules = [] } = value as { readonly [Key in keyof Domain]?: unknown };
  return typeof name === 'string' && [eventTypes, registers, rules, windowTables, reports, findingRules].every(Array.isArray);
};
