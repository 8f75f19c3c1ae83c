// The main job: a real board's grants go into an embedded register, and the check tells what was owed on a day.
// Run by `npm start`. Running it again changes nothing: every command of the journal is recognised.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const command = join(here, '..', '..', 'packages', 'cli', 'bin', 'frist.js');
const store = `sqlite:${join(here, 'botkyrka.db')}`;
const asOf = '2020-02-15';

const frist = (said, args, accepted) => {
  console.log(`\n$ frist ${said}\n`);
  const done = spawnSync(process.execPath, [command, ...args], { stdio: 'inherit' });
  if (done.error !== undefined || !accepted.includes(done.status)) {
    console.error(`frist ended with ${done.status ?? done.error?.message}`);
    process.exit(done.status ?? 1);
  }
};

frist('import examples/botkyrka/grants.journal.jsonl', ['import', join(here, 'grants.journal.jsonl'), '--store', store], [0]);
// 1 means that there is something to act on, which is what this board's papers show.
frist(`check --as-of ${asOf}`, ['check', '--as-of', asOf, '--store', store, ...process.argv.slice(2)], [0, 1]);
