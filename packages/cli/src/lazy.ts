/** Loads a module when it is needed and not before: what is not loaded costs nothing at start-up. */
import { createRequire } from 'node:module';

import type { shownStoreUrl } from 'frist';

import type { checkCommand } from './commands/check';
import type { checkpointCommand } from './commands/checkpoint';
import type { copyCommand } from './commands/copy';
import type { deadlineCommand } from './commands/deadline';
import type { diffCommand } from './commands/diff';
import type { disposalCommand } from './commands/disposal';
import type { evidenceCommand } from './commands/evidence';
import type { explainCommand } from './commands/explain';
import type { grantsCommand } from './commands/grants';
import type { historyCommand } from './commands/history';
import type { importCommand } from './commands/import';
import type { keysCommand } from './commands/keys';
import type { reportCommand } from './commands/report';
import type { rulesCommand } from './commands/rules';
import type { unsealCommand } from './commands/unseal';
import type { verifyCommand } from './commands/verify';
import type { domainsWith } from './domains';
import type { programOf } from './program';
import type { redacted } from './redact';
import type { usageSentence } from './usage-text';

const load = createRequire(__filename);

/** `import()` would do the same and cost 8 ms more. */
export const lazy = {
  check: () => load('./commands/check') as { readonly checkCommand: typeof checkCommand },
  checkpoint: () => load('./commands/checkpoint') as { readonly checkpointCommand: typeof checkpointCommand },
  copy: () => load('./commands/copy') as { readonly copyCommand: typeof copyCommand },
  deadline: () => load('./commands/deadline') as { readonly deadlineCommand: typeof deadlineCommand },
  diff: () => load('./commands/diff') as { readonly diffCommand: typeof diffCommand },
  domains: () => load('./domains') as { readonly domainsWith: typeof domainsWith },
  evidence: () => load('./commands/evidence') as { readonly evidenceCommand: typeof evidenceCommand },
  disposal: () => load('./commands/disposal') as { readonly disposalCommand: typeof disposalCommand },
  explain: () => load('./commands/explain') as { readonly explainCommand: typeof explainCommand },
  frist: () => load('frist') as { readonly shownStoreUrl: typeof shownStoreUrl },
  grants: () => load('./commands/grants') as { readonly grantsCommand: typeof grantsCommand },
  history: () => load('./commands/history') as { readonly historyCommand: typeof historyCommand },
  import: () => load('./commands/import') as { readonly importCommand: typeof importCommand },
  keys: () => load('./commands/keys') as { readonly keysCommand: typeof keysCommand },
  program: () => load('./program') as { readonly programOf: typeof programOf },
  redact: () => load('./redact') as { readonly redacted: typeof redacted },
  report: () => load('./commands/report') as { readonly reportCommand: typeof reportCommand },
  rules: () => load('./commands/rules') as { readonly rulesCommand: typeof rulesCommand },
  unseal: () => load('./commands/unseal') as { readonly unsealCommand: typeof unsealCommand },
  usageText: () => load('./usage-text') as { readonly usageSentence: typeof usageSentence },
  verify: () => load('./commands/verify') as { readonly verifyCommand: typeof verifyCommand },
  version: () => (load('../package.json') as { readonly version: string }).version,
};
