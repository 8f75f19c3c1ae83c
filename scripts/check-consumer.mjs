// A stranger installs the packages into an empty folder with npm and uses them from CommonJS, ES modules, TypeScript
// and the command line. Needs the npm registry for the libraries the packages depend on.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { conclude, root, run } from './lib/workspace.mjs';
import { withPacked } from './lib/pack.mjs';

const problems = [];

/** Prints how much each package exports, and refuses one that ES modules see less of than CommonJS. */
const commonJs = (names) => `
const counts = {};
for (const name of ${JSON.stringify(names)}) {
  const all = require(name);
  counts[name] = Object.keys(all).filter((key) => key !== 'default' && key !== '__esModule').sort();
}
console.log(JSON.stringify(counts));
`;
const esModule = (names) => `
const counts = {};
for (const name of ${JSON.stringify(names)}) {
  const all = await import(name);
  counts[name] = Object.keys(all).filter((key) => key !== 'default' && key !== '__esModule' && key !== 'module.exports').sort();
}
console.log(JSON.stringify(counts));
`;
const typed = (names) => names.map((name, i) => `import * as p${i} from '${name}';\nexport const n${i}: number = Object.keys(p${i}).length;`).join('\n');

const tried = (what, command, args, cwd) => {
  const done = run(command, args, { cwd, capture: true });
  if (done.code !== 0) problems.push(`${what} failed:\n${done.printed.trimEnd().split('\n').slice(0, 25).join('\n')}`);
  return done.code === 0 ? done.stdout.trim() : null;
};

await withPacked((packed, folder) => {
  const home = join(folder, 'a consumer');
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'consumer', version: '1.0.0', private: true }));
  const tarballs = packed.map(({ tarball }) => `../${basename(tarball)}`);
  if (tried('npm install', 'npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline', ...tarballs], home) === null) return;

  const names = packed.map(({ manifest }) => manifest.name);
  writeFileSync(join(home, 'common.cjs'), commonJs(names));
  writeFileSync(join(home, 'module.mjs'), esModule(names));
  const required = tried('require', process.execPath, ['common.cjs'], home);
  const imported = tried('import', process.execPath, ['module.mjs'], home);
  if (required !== null && imported !== null) {
    const [fromRequire, fromImport] = [JSON.parse(required), JSON.parse(imported)];
    for (const { manifest: { name, bin } } of packed) {
      const unseen = fromRequire[name].filter((key) => !fromImport[name].includes(key));
      console.log(`${name}: ${fromRequire[name].length} exports by require, ${fromImport[name].length} by import`);
      if (fromRequire[name].length === 0 && bin === undefined) problems.push(`${name}: exports nothing`);
      if (unseen.length > 0) problems.push(`${name}: not seen by import: ${unseen.join(', ')}`);
    }
  }

  // The compiler of the workspace, the types of the consumer's own folder: nothing of the workspace may be needed.
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const settings = { compilerOptions: { strict: true, noEmit: true, module: 'nodenext', target: 'es2023', types: [], skipLibCheck: false }, files: ['typed.mts', 'typed.cts'] };
  writeFileSync(join(home, 'tsconfig.json'), JSON.stringify(settings));
  writeFileSync(join(home, 'typed.mts'), typed(names));
  writeFileSync(join(home, 'typed.cts'), typed(names));
  if (tried('type check', process.execPath, [compiler, '-p', 'tsconfig.json', '--pretty', 'false'], home) !== null) console.log('types: complete for .mts and .cts, library check included');

  const { version } = JSON.parse(readFileSync(join(root, 'packages', 'cli', 'package.json'), 'utf8'));
  const said = tried('npx frist --version', 'npx', ['--no-install', 'frist', '--version'], home);
  if (said !== null) {
    console.log(`npx frist --version: ${said || 'says nothing'}`);
    if (said !== version) problems.push(`npx frist --version says "${said}", should say "${version}"`);
  }
});
conclude('a fresh consumer', problems);
