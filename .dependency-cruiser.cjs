// The house: calendar ← event-sourcing ← obligations ← domain packages ← frist ← cli. Type imports count as well.
// test/architecture.unit.test.ts breaks each of these rules once and expects to hear of it.

const domains = ['decisions', 'grants', 'non-executed-decisions', 'lex-sarah', 'agreements'];
const stores = ['event-store-[^/]+'];

/** The packages each package may import. What is not listed here may import nothing: a new package adds its line. */
const mayImport = {
  calendar: [],
  'event-sourcing': ['calendar'],
  obligations: ['calendar', 'event-sourcing'],
  ...Object.fromEntries([...stores, 'confidentiality', 'audit'].map((name) => [name, ['calendar', 'event-sourcing']])),
  reports: ['calendar', 'event-sourcing', 'obligations'],
  ...Object.fromEntries(domains.map((name) => [name, ['calendar', 'event-sourcing', 'obligations']])),
  testing: ['calendar', 'event-sourcing', 'obligations', 'confidentiality', 'audit', ...stores],
  frist: ['calendar', 'event-sourcing', 'obligations', ...domains, ...stores, 'confidentiality', 'audit', 'reports'],
  cli: ['calendar', 'event-sourcing', 'obligations', ...domains, ...stores, 'confidentiality', 'audit', 'reports', 'frist'],
};

const anyOf = (names) => `(${names.join('|')})`;
const sources = (names) => `^packages/${anyOf(names)}/src/`;
const external = (names) => `(^|/)node_modules/${anyOf(names)}/|^${anyOf(names)}$`;
const testing = '^packages/[^/]+/test/|^examples/[^/]+/test/|^test/|^bench/';

/** Libraries that stand behind one file, so that replacing one means changing one file. */
const behindOneFile = { libsql: 'event-store-sqlite', '@eventstore/db-client': 'event-store-eventstoredb' };

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-cycles', 'A module that needs itself cannot be read top to bottom.', {}, { circular: true }),
    rule('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true, pathNot: external(Object.keys(behindOneFile)) }),

    ...Object.entries(mayImport).map(([name, allowed]) =>
      rule(
        `${name.replace('-[^/]+', '-stores')}-imports-only-below`,
        `${name} imports ${allowed.length === 0 ? 'no other package' : allowed.join(', ')} and nothing else of the house.`,
        { path: `^packages/${name}/src/` },
        { path: '^packages/', pathNot: [`^packages/${name}/`, ...(allowed.length === 0 ? [] : [sources(allowed)])] },
      )),
    rule(
      'known-package',
      'A new package gets its place in .dependency-cruiser.cjs before it imports anything of the house.',
      { path: '^packages/([^/]+)/src/', pathNot: sources(Object.keys(mayImport)) },
      { path: '^packages/', pathNot: '^packages/$1/' },
    ),
    rule(
      'stores-do-not-know-each-other',
      'A store is replaced without asking the others.',
      { path: '^packages/(event-store-[^/]+)/src/' },
      { path: '^packages/event-store-[^/]+/', pathNot: '^packages/$1/' },
    ),
    rule('testing-only-in-tests', 'Nothing but tests imports @frist/testing.', { pathNot: `${testing}|^packages/testing/` }, { path: '^packages/testing/' }),
    rule('sources-know-no-tests', 'Sources import no test.', { path: '^(packages|examples)/[^/]+/src/' }, { path: testing }),
    rule('packages-know-no-example', 'An example shows how packages are used; nothing rests on it.', { path: '^packages/' }, { path: '^examples/' }),
    rule('examples-stand-alone', 'An example is read by itself.', { path: '^examples/([^/]+)/' }, { path: '^examples/', pathNot: '^examples/$1/' }),
    rule(
      'example-of-a-domain',
      'A domain added from outside imports what the domains of the house import, and not those domains.',
      { path: '^examples/citizens-views/src/' },
      { path: '^packages/', pathNot: sources(mayImport.grants) },
    ),
    rule(
      'only-the-surface',
      'index.ts is the whole surface of a package, but for one entrance that loads less; its other files are its own.',
      { path: '^(?:packages|examples)/([^/]+)/' },
      { path: '^packages/[^/]+/', pathNot: ['^packages/$1/', '^packages/[^/]+/src/index\\.ts$', '^packages/confidentiality/src/assembly\\.ts$', '^packages/(agreements|non-executed-decisions)/src/windows\\.ts$', '^packages/[^/]+/src/wordings\\.ts$'] },
    ),

    rule(
      'calendar-stands-alone',
      'Of the world outside, calendar knows fp-ts, io-ts and node:crypto.',
      { path: '^packages/calendar/src/' },
      { path: '.', pathNot: ['^packages/', external(['fp-ts', 'io-ts']), '^(node:)?crypto$'] },
    ),
    rule(
      'declared-dependencies-only',
      'What a source imports is a dependency of its own package, not of the workspace or of a test.',
      { path: '^(packages|examples)/[^/]+/src/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    ...Object.entries(behindOneFile).flatMap(([library, store]) => [
      rule(`${store}-alone-imports-${library}`, `${library} stands behind ${store}.`, { path: '^packages/[^/]+/src/', pathNot: sources([store]) }, { path: external([library]) }),
      {
        ...rule(`one-file-imports-${library}`, `Replacing ${library} means changing one file.`, { path: '^packages/[^/]+/src/' }, undefined),
        to: undefined,
        module: { path: external([library]), numberOfDependentsMoreThan: 1 },
      },
    ]),
  ].map(({ to, ...others }) => (to === undefined ? others : { ...others, to })),

  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], mainFields: ['main', 'types'] },
    skipAnalysisNotInRules: true,
    cache: false,
  },
};
