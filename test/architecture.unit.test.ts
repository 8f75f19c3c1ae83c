/** The rules of the house (.dependency-cruiser.cjs) bite: a small house that breaks each of them once, and the real one. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..');

/** Which rule is broken by which import of which file, in alphabetical order. */
const violations = (folder: string): readonly string[] => {
  const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const done = spawnSync(
    process.execPath,
    [cruiser, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'packages', 'examples'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (!done.stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${done.stderr}`);
  const report = JSON.parse(done.stdout) as { summary: { violations: { from: string; to: string; rule: { name: string } }[] } };
  return report.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`).sort();
};

/** A house as file names and texts, each package with an index that exports something and a manifest. */
const build = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'frist house '));
  const all: Record<string, string> = {
    'tsconfig.tests.json': JSON.stringify({
      compilerOptions: { module: 'nodenext', paths: { '@frist/*': ['./packages/*/src/index.ts'], frist: ['./packages/frist/src/index.ts'] } },
    }),
    'package.json': JSON.stringify({ name: 'house', devDependencies: { 'some-tool': '*' } }),
    'node_modules/some-tool/package.json': JSON.stringify({ name: 'some-tool', main: 'index.js' }),
    'node_modules/some-tool/index.js': '',
    'node_modules/libsql/package.json': JSON.stringify({ name: 'libsql', main: 'index.js' }),
    'node_modules/libsql/index.js': '',
    ...files,
  };
  for (const file of Object.keys(files)) {
    const home = file.split('/').slice(0, 2).join('/');
    all[`${home}/package.json`] ??= JSON.stringify({ name: home, dependencies: { libsql: '*', '@eventstore/db-client': '*' } });
    all[`${home}/src/index.ts`] ??= 'export const here = 1;';
  }
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
};

const imports = (...names: readonly string[]): string => names.map((name, i) => `import type * as m${i} from '${name}';`).join('\n');

const judged = (files: Readonly<Record<string, string>>): readonly string[] => {
  const folder = build(files);
  try {
    return violations(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

it('the house as it stands breaks no rule', () => {
  expect(violations(root)).toEqual([]);
});

it('a house with every permitted arrow breaks no rule', () => {
  expect(
    judged({
      'packages/calendar/src/a.ts': "import { createHash } from 'node:crypto';",
      'packages/event-sourcing/src/a.ts': imports('@frist/calendar', './b'),
      'packages/event-sourcing/src/b.ts': 'export const b = 1;',
      'packages/event-store-sqlite/src/a.ts': imports('@frist/event-sourcing', 'libsql'),
      'packages/event-store-eventstoredb/src/a.ts': imports('@frist/event-sourcing', '@eventstore/db-client'),
      'packages/confidentiality/src/a.ts': imports('@frist/event-sourcing'),
      'packages/audit/src/a.ts': imports('@frist/event-sourcing', '@frist/calendar'),
      'packages/obligations/src/a.ts': imports('@frist/event-sourcing', '@frist/calendar'),
      'packages/reports/src/a.ts': imports('@frist/obligations'),
      'packages/grants/src/a.ts': imports('@frist/obligations', '@frist/event-sourcing', '@frist/calendar'),
      'packages/lex-sarah/src/a.ts': imports('@frist/obligations'),
      'packages/frist/src/a.ts': imports('@frist/grants', '@frist/lex-sarah', '@frist/event-store-sqlite', '@frist/reports'),
      'packages/cli/src/a.ts': imports('frist', '@frist/grants'),
      'packages/testing/src/a.ts': imports('@frist/obligations'),
      'packages/grants/test/a.unit.test.ts': imports('@frist/testing', '../src/a'),
      'examples/botkyrka/run.mjs': "import 'frist';\nimport '@frist/reports';",
      'examples/citizens-views/src/a.ts': imports('@frist/obligations', '@frist/event-sourcing', '@frist/calendar'),
      'examples/citizens-views/run.mjs': "import './src/a.ts';\nimport 'frist';",
      'examples/citizens-views/test/a.unit.test.ts': imports('@frist/testing', 'frist', '../src/a'),
    }),
  ).toEqual([]);
});

it('each broken rule is reported, type imports included', () => {
  const broken = judged({
    'packages/calendar/src/a.ts': imports('@frist/obligations', 'node:fs', 'some-tool'),
    'packages/event-sourcing/src/a.ts': imports('@frist/obligations'),
    'packages/obligations/src/a.ts': imports('@frist/grants', './b'),
    'packages/obligations/src/b.ts': imports('./a'),
    'packages/grants/src/a.ts': imports('@frist/lex-sarah', '@frist/testing', 'libsql', '../test/helper'),
    'packages/grants/src/b.ts': imports('../../calendar/src/a', './nowhere'),
    'packages/grants/test/helper.ts': 'export const helper = 1;',
    'packages/grants/test/a.unit.test.ts': imports('../../calendar/src/a'),
    'packages/lex-sarah/src/a.ts': imports('frist'),
    'packages/event-store-sqlite/src/a.ts': imports('@frist/obligations', '@frist/event-store-eventstoredb', 'libsql'),
    'packages/event-store-sqlite/src/b.ts': imports('libsql'),
    'packages/event-store-eventstoredb/src/a.ts': imports('@eventstore/db-client'),
    'packages/event-store-eventstoredb/src/b.ts': imports('@eventstore/db-client'),
    'packages/confidentiality/src/a.ts': imports('@frist/obligations'),
    'packages/audit/src/a.ts': imports('@frist/confidentiality'),
    'packages/reports/src/a.ts': imports('@frist/grants'),
    'packages/frist/src/a.ts': imports('@frist/cli'),
    'packages/cli/src/a.ts': imports('@frist/testing'),
    'packages/testing/src/a.ts': imports('@frist/grants'),
    'packages/agreement/src/a.ts': imports('@frist/obligations'),
    'packages/agreement/src/b.ts': imports('../../../examples/citizens-views/src/a'),
    'examples/citizens-views/src/a.ts': imports('@frist/grants', 'some-tool'),
    'examples/citizens-views/src/b.ts': imports('../../../packages/calendar/src/a', '../test/helper', '@frist/testing'),
    'examples/citizens-views/test/helper.ts': 'export const helper = 1;',
    'examples/botkyrka/run.mjs': "import '../citizens-views/src/b.ts';",
  });
  const index = (name: string) => `packages/${name}/src/index.ts`;
  expect(broken).toEqual([
    `audit-imports-only-below: packages/audit/src/a.ts -> ${index('confidentiality')}`,
    `calendar-imports-only-below: packages/calendar/src/a.ts -> ${index('obligations')}`,
    'calendar-stands-alone: packages/calendar/src/a.ts -> fs',
    'calendar-stands-alone: packages/calendar/src/a.ts -> node_modules/some-tool/index.js',
    `cli-imports-only-below: packages/cli/src/a.ts -> ${index('testing')}`,
    `confidentiality-imports-only-below: packages/confidentiality/src/a.ts -> ${index('obligations')}`,
    'declared-dependencies-only: examples/citizens-views/src/a.ts -> node_modules/some-tool/index.js',
    'declared-dependencies-only: packages/calendar/src/a.ts -> node_modules/some-tool/index.js',
    `event-sourcing-imports-only-below: packages/event-sourcing/src/a.ts -> ${index('obligations')}`,
    'event-store-sqlite-alone-imports-libsql: packages/grants/src/a.ts -> node_modules/libsql/index.js',
    `event-store-stores-imports-only-below: packages/event-store-sqlite/src/a.ts -> ${index('obligations')}`,
    `example-of-a-domain: examples/citizens-views/src/a.ts -> ${index('grants')}`,
    `example-of-a-domain: examples/citizens-views/src/b.ts -> ${index('testing')}`,
    'examples-stand-alone: examples/botkyrka/run.mjs -> examples/citizens-views/src/b.ts',
    `frist-imports-only-below: packages/frist/src/a.ts -> ${index('cli')}`,
    `grants-imports-only-below: packages/grants/src/a.ts -> ${index('lex-sarah')}`,
    `grants-imports-only-below: packages/grants/src/a.ts -> ${index('testing')}`,
    `known-package: packages/agreement/src/a.ts -> ${index('obligations')}`,
    `lex-sarah-imports-only-below: packages/lex-sarah/src/a.ts -> ${index('frist')}`,
    'no-cycles: packages/obligations/src/a.ts -> packages/obligations/src/b.ts',
    `obligations-imports-only-below: packages/obligations/src/a.ts -> ${index('grants')}`,
    'one-file-imports-@eventstore/db-client: @eventstore/db-client -> @eventstore/db-client',
    'one-file-imports-libsql: node_modules/libsql/index.js -> node_modules/libsql/index.js',
    'only-the-surface: examples/citizens-views/src/b.ts -> packages/calendar/src/a.ts',
    'only-the-surface: packages/grants/src/b.ts -> packages/calendar/src/a.ts',
    'only-the-surface: packages/grants/test/a.unit.test.ts -> packages/calendar/src/a.ts',
    'packages-know-no-example: packages/agreement/src/b.ts -> examples/citizens-views/src/a.ts',
    `reports-imports-only-below: packages/reports/src/a.ts -> ${index('grants')}`,
    'resolvable: packages/grants/src/b.ts -> ./nowhere',
    'sources-know-no-tests: examples/citizens-views/src/b.ts -> examples/citizens-views/test/helper.ts',
    'sources-know-no-tests: packages/grants/src/a.ts -> packages/grants/test/helper.ts',
    `stores-do-not-know-each-other: packages/event-store-sqlite/src/a.ts -> ${index('event-store-eventstoredb')}`,
    `testing-imports-only-below: packages/testing/src/a.ts -> ${index('grants')}`,
    `testing-only-in-tests: examples/citizens-views/src/b.ts -> ${index('testing')}`,
    `testing-only-in-tests: packages/cli/src/a.ts -> ${index('testing')}`,
    `testing-only-in-tests: packages/grants/src/a.ts -> ${index('testing')}`,
  ]);
});
