// Makes a bare clone ready to run with nothing but Node and npm: installs the workspace when what decides the
// installation has changed, then builds. `npm start` asks for `--runtime`, which leaves the tools of the tests out.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PNPM, pnpm, root, run, workspaceFolders } from './lib/workspace.mjs';

const oldest = 20;
const stamp = join(root, 'node_modules', '.frist-install');
const compiler = join('node_modules', 'typescript', 'bin', 'tsc');

const stop = (sentence) => {
  console.error(`\n${sentence}`);
  process.exit(1);
};

/** Everything that decides what an installation holds. The folder itself is no part of it: a clone may be moved. */
const fingerprint = () => {
  const hash = createHash('sha256').update([PNPM, process.version, process.platform, process.arch].join(' '));
  const manifests = workspaceFolders().map((folder) => `${folder}/package.json`);
  for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', '.npmrc', ...manifests]) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
};

/** An installation with the tools of the tests serves `--runtime` as well. */
const installed = (wanted, scope) => {
  if (!existsSync(stamp) || !existsSync(join(root, compiler))) return false;
  const [found, withTools] = readFileSync(stamp, 'utf8').split(' ');
  return found === wanted && (scope === 'runtime' || withTools === 'all');
};

const install = (wanted, scope) => {
  // The stamp goes first and comes last, so that an interrupted installation is done again.
  rmSync(stamp, { force: true });
  console.error(`Installing ${scope === 'runtime' ? 'what the program needs' : 'the workspace'} …`);
  const done = pnpm(
    ['install', '--frozen-lockfile', ...(scope === 'runtime' ? ['--prod'] : []), '--reporter=append-only', '--loglevel=error', '--config.confirm-modules-purge=false'],
    { capture: true },
  );
  if (done.code !== 0) {
    console.error(done.printed.trimEnd());
    if (done.printed.includes('ERR_PNPM_OUTDATED_LOCKFILE')) {
      stop(`pnpm-lock.yaml no longer fits the package.json files: run "npx ${PNPM} install" and commit the lockfile.`);
    }
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL/.test(done.printed)) {
      stop('The installation failed because the npm registry could not be reached. It is needed once; after that, no network is.');
    }
    if (done.printed.includes('ENOSPC')) stop('The installation failed because the disk is full.');
    stop(`The installation failed (npx ${PNPM} install, exit code ${done.code}); its own words stand above.`);
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stamp, `${wanted} ${scope}`);
};

if (Number(process.versions.node.split('.')[0]) < oldest) {
  stop(`Frist needs Node ${oldest} or newer; this is ${process.version}.`);
}
const scope = process.argv.includes('--runtime') ? 'runtime' : 'all';
const wanted = fingerprint();
if (!installed(wanted, scope)) install(wanted, scope);

if (run(process.execPath, [compiler, '-b']).code !== 0) stop('The build failed: the compiler\'s words stand above.');
