// The order of the house that no other tool looks after: manifests alike, references that follow the dependencies,
// a docstring on everything a package exports, no long files unnoticed, nothing in the repository that ties it to a machine.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

import ts from 'typescript';

import { conclude, packages, root, run, workspaceFolders } from './lib/workspace.mjs';

const problems = [];
const report = (where, what) => problems.push(`${where}: ${what}`);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const readTsconfig = (file) => ts.readConfigFile(join(root, file), ts.sys.readFile).config ?? {};

const house = packages();
const byName = new Map(house.map((one) => [one.manifest.name, one]));

// 1. Manifests say the same things in the same way.
const versions = new Set(house.map(({ manifest }) => manifest.version));
if (versions.size > 1) report('packages', `one version for all of them, found ${[...versions].join(', ')}`);

for (const { folder, short, manifest } of house) {
  const where = `${folder}/package.json`;
  const wanted = {
    name: short === 'frist' ? 'frist' : `@frist/${short}`,
    license: 'UNLICENSED',
    engines: { node: '>=20' },
    type: 'commonjs',
    main: './dist/index.js',
    types: './dist/index.d.ts',
  };
  for (const [field, value] of Object.entries(wanted)) {
    if (!same(manifest[field], value)) report(where, `"${field}" should be ${JSON.stringify(value)}, is ${JSON.stringify(manifest[field])}`);
  }
  if (!same(manifest.exports?.['.'], { types: './dist/index.d.ts', default: './dist/index.js' })) report(where, '"exports" should give "." as types, then default, from dist');
  if (manifest.exports?.['./package.json'] !== './package.json') report(where, '"exports" should give "./package.json"');
  if (!(manifest.description ?? '').trim()) report(where, '"description" is missing');
  if (!manifest.files?.includes('dist')) report(where, '"files" should hold "dist"');
  if (manifest.scripts !== undefined) report(where, '"scripts" belong to the root; a published package runs none');

  for (const field of ['dependencies', 'devDependencies', 'peerDependencies']) {
    for (const [name, spec] of Object.entries(manifest[field] ?? {})) {
      if (byName.has(name) && spec !== 'workspace:*') report(where, `${field}: ${name} should be "workspace:*", is "${spec}"`);
    }
  }

  // 2. Project references are the dependencies of the house, no more and no fewer.
  const references = (readTsconfig(`${folder}/tsconfig.json`).references ?? []).map(({ path }) => path).sort();
  const depended = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter((name) => byName.has(name)).map((name) => `../${byName.get(name).short}`).sort();
  if (!same(references, depended)) report(`${folder}/tsconfig.json`, `"references" should be ${depended.join(', ') || 'none'}, are ${references.join(', ') || 'none'}`);
}

const rootReferences = (readTsconfig('tsconfig.json').references ?? []).map(({ path }) => path).sort();
const compiled = workspaceFolders().filter((folder) => existsSync(join(root, folder, 'tsconfig.json'))).sort();
if (!same(rootReferences, compiled)) report('tsconfig.json', '"references" should list every package and every example in TypeScript');
const rootManifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
for (const name of byName.keys()) {
  if (rootManifest.dependencies?.[name] !== 'workspace:*') report('package.json', `"dependencies" should hold ${name} as "workspace:*"`);
}

// A library that two packages use has its version in the catalogue of pnpm-workspace.yaml.
const specs = new Map();
for (const { folder, manifest } of house) {
  for (const field of ['dependencies', 'devDependencies', 'peerDependencies']) {
    for (const [name, spec] of Object.entries(manifest[field] ?? {})) {
      if (!byName.has(name)) specs.set(name, [...(specs.get(name) ?? []), { folder, spec }]);
    }
  }
}
for (const [name, uses] of specs) {
  if (new Set(uses.map(({ spec }) => spec)).size > 1) report(uses.map(({ folder }) => folder).join(', '), `${name} in several versions: use "catalog:"`);
}

// 3. Everything a package exports says what it is.
const indexes = house.map(({ folder }) => join(root, folder, 'src', 'index.ts')).filter((file) => existsSync(file));
const { options } = ts.parseJsonConfigFileContent(readTsconfig('tsconfig.tests.json'), ts.sys, root);
const program = ts.createProgram(indexes, { ...options, incremental: false, tsBuildInfoFile: undefined });
const checker = program.getTypeChecker();
let exported = 0;
for (const file of indexes) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(file));
  for (const symbol of module === undefined ? [] : checker.getExportsOfModule(module)) {
    exported += 1;
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target.declarations?.[0];
    if (declaration === undefined) continue;
    const text = ts.displayPartsToString(target.getDocumentationComment(checker)).trim();
    if (text !== '') continue;
    const source = declaration.getSourceFile();
    const line = source.getLineAndCharacterOfPosition(declaration.getStart()).line + 1;
    report(`${relative(root, source.fileName)}:${line}`, `${symbol.name} is exported without a docstring`);
  }
}

// 4. Long files are looked at, not forbidden.
const walk = (folder, skip) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skip.has(entry.name) ? [] : walk(path, skip);
    return entry.isFile() ? [path] : [];
  });
const longest = 250;
const long = house
  .flatMap(({ folder }) => (existsSync(join(root, folder, 'src')) ? walk(`${folder}/src`, new Set()) : []))
  .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
  .filter(({ lines }) => lines > longest)
  .sort((a, b) => b.lines - a.lines);

// 5. Nothing in the repository names a machine, a registry, or what was left for later.
const notFromUrl = String.raw`(?<![A-Za-z0-9.\-~/])`;
const forbidden = [
  [new RegExp(`${notFromUrl}\\/(work|tmp|root|home\\/[a-z])\\/`), 'a path of one machine'],
  [/\bregistry\.(npmjs|yarnpkg|npmmirror)\.|\b[a-z0-9-]+\.jfrog\.io\b|\b(artifactory|verdaccio|nexus)\.[a-z]/i, 'the host of a registry'],
  [/\b(TODO|FIXME|XXX|HACK)\b/, 'something left for later: an issue, or a decision record'],
];
const git = existsSync(join(root, '.git')) ? run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { capture: true }) : { code: 1 };
const tracked = git.code === 0
  ? [...new Set(git.stdout.split('\0'))].filter((file) => file !== '' && existsSync(join(root, file)))
  : walk('.', new Set(['.git', 'node_modules', 'dist', 'coverage', 'reports', 'reference']));
for (const file of tracked) {
  if (file === 'scripts/check-house.mjs') continue;
  const bytes = readFileSync(join(root, file));
  if (bytes.subarray(0, 8000).includes(0)) continue;
  bytes.toString('utf8').split('\n').forEach((line, i) => {
    for (const [pattern, what] of forbidden) if (pattern.test(line)) report(`${file}:${i + 1}`, `${what}: ${line.trim().slice(0, 100)}`);
  });
}

console.log(`${house.length} packages, ${exported} exports, ${tracked.length} files`);
if (long.length > 0) {
  console.log(`${long.length} ${long.length === 1 ? 'source' : 'sources'} above ${longest} lines, worth a look:`);
  for (const { file, lines } of long) console.log(`  ${file} (${lines})`);
}
conclude('the house', problems);
