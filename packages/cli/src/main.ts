/** Where the process begins. `--version` loads nothing more than this file. */
import { createRequire } from 'node:module';

const load = createRequire(__filename);
const args = process.argv.slice(2);

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  const { version } = load('../package.json') as { readonly version: string };
  process.stdout.write(`${version}\n`);
} else {
  (load('./node-process') as typeof import('./node-process')).runAsProcess(args);
}
