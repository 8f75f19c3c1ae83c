/** Loads a command's modules when it runs and not before: what is not loaded costs nothing at start-up. */
import { createRequire } from 'node:module';

const load = createRequire(__filename);

/** Each command by name. `import()` would do the same and cost 8 ms more. */
export const lazy = {
  check: () => load('./commands/check') as typeof import('./commands/check'),
  deadline: () => load('./commands/deadline') as typeof import('./commands/deadline'),
  explain: () => load('./commands/explain') as typeof import('./commands/explain'),
  grants: () => load('./commands/grants') as typeof import('./commands/grants'),
  history: () => load('./commands/history') as typeof import('./commands/history'),
  import: () => load('./commands/import') as typeof import('./commands/import'),
  checkJson: () => load('./json/check') as typeof import('./json/check'),
  checkTable: () => load('./render/check-table') as typeof import('./render/check-table'),
  program: () => load('./program') as typeof import('./program'),
  usageText: () => load('./usage-text') as typeof import('./usage-text'),
  version: () => (load('../package.json') as { readonly version: string }).version,
};
