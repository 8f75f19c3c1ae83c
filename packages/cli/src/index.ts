/** The whole public surface of @frist/cli: the command as a function. The binary is bin/frist.js. */
export { evidenceForm } from './evidence-form';
export { ExitCode } from './exit-code';
export { run } from './run';
export type { Terminal } from './terminal';
