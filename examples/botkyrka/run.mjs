// A real board's papers go into a register, and it tells what they come to: run by `npm start`, in English or with
// `npm start -- --lang sv` in Swedish. Register and keys are made in a temporary folder and removed at the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { agreement } from './story/agreement.mjs';
import { contradictions } from './story/contradictions.mjs';
import { lexSarah } from './story/lex-sarah.mjs';
import { matters } from './story/matters.mjs';
import { nonExecuted } from './story/non-executed.mjs';
import { owed } from './story/owed.mjs';
import { importJournals, openRegister } from './story/register.mjs';
import { chapter, right, t } from './story/say.mjs';

const folder = mkdtempSync(join(tmpdir(), 'frist-botkyrka-'));
try {
  const frist = await openRegister(folder);
  await importJournals(frist, dirname(fileURLToPath(import.meta.url)));
  for (const tell of [owed, contradictions, lexSarah, nonExecuted, agreement, matters]) await tell(frist);
  right(await frist.close()());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

chapter('Gå vidare', 'Go on');
console.log(`  npx frist check --store memory: --import examples/botkyrka/grants.journal.jsonl --as-of 2020-02-15
  npx frist agreements --store memory: --import examples/botkyrka/agreements.journal.jsonl
  npx frist report control-plan --year 2023 --store memory: --import examples/botkyrka/agreements.journal.jsonl
  ${t('docs/tutorial.md: från en tom mapp till en kontroll', 'docs/tutorial.md: from an empty folder to a check')}`);
