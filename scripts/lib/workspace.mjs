// What every script here needs to know of the workspace. Imports nothing that has to be installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the workspace. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The package manager, started through npx; corepack and the field `packageManager` are left out on purpose. */
export const PNPM = 'pnpm@10.34.9';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

const foldersOf = (parent) =>
  (existsSync(join(root, parent)) ? readdirSync(join(root, parent)).sort() : [])
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json')));

/** Folders with a manifest, relative to the root: `packages/calendar`, `examples/botkyrka`. */
export const workspaceFolders = () => [...foldersOf('packages'), ...foldersOf('examples')];

/** The packages that are published: folder (relative), short name of the folder, manifest. */
export const packages = () =>
  foldersOf('packages').map((folder) => ({ folder, short: folder.split('/')[1], manifest: readJson(join(root, folder, 'package.json')) }));

/**
 * Runs a command in the root (or `cwd`) and gives back its exit code and, with `capture`, what it printed.
 * Never reads standard input.
 */
export const run = (command, args, { cwd = root, capture = false, env = process.env } = {}) => {
  const pipe = capture ? 'pipe' : 'inherit';
  const done = spawnSync(command, args, {
    cwd,
    env,
    stdio: ['ignore', pipe, pipe],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32' && !command.includes('node'),
  });
  const printed = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error === undefined ? '' : done.error.message}`;
  return { code: done.status ?? 1, stdout: done.stdout ?? '', printed };
};

/** Runs the package manager: from npm's cache when it is there. Without a network it gives up after seconds, not minutes. */
export const pnpm = (args, options = {}) => {
  const env = { ...process.env, ...options.env, npm_config_fetch_retries: '3', npm_config_fetch_retry_factor: '3', npm_config_fetch_retry_mintimeout: '1000' };
  return run('npx', ['--yes', '--prefer-offline', PNPM, ...args], { ...options, env });
};

/** Prints what is wrong, one line each, and leaves with 1; or says that all is well. */
export const conclude = (what, problems) => {
  for (const problem of problems) console.log(`  ${problem}`);
  console.log(problems.length === 0 ? `${what}: all is well` : `${what}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
};
