// Runs jest; what follows `npm test --` goes to it. With CI set, also writes reports/jest.json and reports/junit.xml.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { root, run } from './lib/workspace.mjs';

const ci = Boolean(process.env.CI);
const reports = join(root, 'reports');
const json = join(reports, 'jest.json');

if (ci) {
  mkdirSync(reports, { recursive: true });
  rmSync(json, { force: true });
}
const forCi = ci ? ['--ci', '--reporters=default', '--reporters=jest-junit', '--json', `--outputFile=${json}`] : [];
const env = {
  ...process.env,
  JEST_JUNIT_OUTPUT_DIR: reports,
  JEST_JUNIT_OUTPUT_NAME: 'junit.xml',
  JEST_JUNIT_CLASSNAME: '{filepath}',
  JEST_JUNIT_TITLE: '{classname} {title}',
};
const jest = join('node_modules', 'jest', 'bin', 'jest.js');
process.exitCode = run(process.execPath, [jest, ...forCi, ...process.argv.slice(2)], { env }).code;
