/** Building the facade. */
import { createRequire } from 'node:module';

import { daysBetween, isCivilDate, isInstant } from '@frist/calendar';
import { execute, type Failure, failure, preview, type ProjectorSource, type Register } from '@frist/event-sourcing';
import * as E from 'fp-ts/Either';

import type { assemble } from './assembly';
import { checkIn } from './check-query';
import { dailyChecks, type DailyQuery } from './daily';
import { defaultAssembly } from './default-assembly';
import { differ } from './diff';
import type { evidenceOf } from './evidence';
import { explainer } from './explain';
import type { CheckQuery, Frist, FristOptions, RegisterRows } from './frist';
import { historian } from './history';
import { hostClock } from './host-clock';
import { journalImporter } from './import-journal';
import { once } from './lazily';
import { deniedRole } from './may-see';
import type { Query } from './query';
import type { listedReports, reporter } from './report';
import { registerIn, registerNamed } from './register-query';
import { driftsIn, rulesOf } from './rules-query';
import { ownVersion } from './own-version';
import type { sealingOf } from './sealing';
import { viewsOf } from './views';

const load = createRequire(__filename);

/**
 * Builds the facade over a store, or says what is wrong with the domains given.
 *
 * Errors: an event type declared twice or without a way up from an older version, rules that overlap, two domains,
 * registers, categories or window tables of one name.
 *
 * @example const frist = createFrist({ store: memoryEventStore({ clock }), clock })
 */
export const createFrist = (options: FristOptions): E.Either<Failure, Frist> => {
  const assembled = options.domains === undefined ? E.right(defaultAssembly()) : (load('./assembly') as { readonly assemble: typeof assemble }).assemble(options.domains);
  if (E.isLeft(assembled)) return assembled;
  const assembly = assembled.right;
  const { store, clock = hostClock, sealer = null, keys = null } = options;
  // The catalogue holds all types of all domains: it is put together when an event is read or written, not before.
  const source: ProjectorSource = { store, get catalogue() { return assembly.catalogue; } };
  const register: Register = { store, get catalogue() { return assembly.catalogue; }, get deciders() { return assembly.deciders; }, clock, sealer };
  // Remarks are kept in the words of the release that folded them: the next one folds anew.
  const views = viewsOf(source, assembly.projections, `${assembly.version}/${ownVersion()}`, clock);
  const sealing = once(() => (load('./sealing') as { readonly sealingOf: typeof sealingOf }).sealingOf({ ...register, sealer: null }, assembly, views, { keys, sealer }));
  return E.right({
    domains: assembly.domains,
    execute: keys === null ? execute(register) : (command) => sealing().execute(command),
    importJournal: keys === null ? journalImporter(register) : (...given) => sealing().importJournal(...given),
    unseal: (query) => sealing().unseal(query),
    disposal: { due: (query) => sealing().disposal.due(query), carryOut: (order) => sealing().disposal.carryOut(order) },
    check: (query: CheckQuery = {}) => {
      const flaw = flawOf(query);
      return flaw === null ? views.see(query, (snapshot) => checkIn(assembly, snapshot, query)) : async () => E.left(flaw);
    },
    register: <State>(name: string, query: Query = {}) => {
      const found = registerNamed(assembly, name);
      // The caller names the register and knows the state that belongs to it.
      if (E.isLeft(found)) return async () => found;
      const denied = deniedRole(query.viewer, found.right.register.requires ?? null);
      return denied !== null ? async () => E.left(denied) : views.see(query, (snapshot) => registerIn(found.right, snapshot, query) as RegisterRows<State>);
    },
    // Only now: a check does not wait for what reports need.
    report: (name, parameters = {}, query = {}) => async () => {
      const own = query.why === undefined ? E.right({ ...register, deciders: assembly.ownDeciders }) : await sealing().register();
      return E.isLeft(own) ? own : reportModule().reporter(own.right, assembly, views, (board) => sealing().fits(board))(name, parameters, query)();
    },
    reports: () => reportModule().listedReports(assembly),
    explain: explainer(source, assembly, views),
    history: historian(source, assembly, views),
    diff: differ(source, assembly, views),
    // Only now: whoever makes no evidence does not wait for the audit to load.
    evidence: (query) => async () => (load('./evidence') as { readonly evidenceOf: typeof evidenceOf }).evidenceOf(source, assembly, views, query),
    daily: (query) => {
      const flaw = flawOf(query) ?? dailyFlawOf(query);
      return flaw === null ? dailyChecks(source, assembly, query) : async () => E.left(flaw);
    },
    rules: () => rulesOf(assembly),
    ruleDrifts: (query = {}) => views.see(query, (snapshot) => driftsIn(assembly.rules, snapshot, query)),
    close: () => store.close(),
  });
};

const reportModule = () => load('./report') as { readonly listedReports: typeof listedReports; readonly reporter: typeof reporter };

const flawOf = ({ within }: Pick<CheckQuery, 'within'>): Failure<'InvalidQuery'> | null =>
  within === undefined || (Number.isSafeInteger(within) && within >= 0)
    ? null
    : failure('InvalidQuery', 'frist/query', 'within', 'a whole number of days, zero or more', preview(within));

const longest = 40 * 366;

const dailyFlawOf = ({ from, to, knownAt }: DailyQuery): Failure<'InvalidQuery'> | null => {
  if (knownAt !== undefined && !isInstant(knownAt)) return failure('InvalidQuery', 'frist/query', 'knownAt', 'an instant YYYY-MM-DDTHH:MM:SS.mmmZ', preview(knownAt));
  return isCivilDate(from) && isCivilDate(to) && from <= to && daysBetween(from, to) <= longest
    ? null
    : failure('InvalidQuery', 'frist/query', 'from', 'two days in order, at most 40 years apart', preview(`${from}..${to}`));
};
