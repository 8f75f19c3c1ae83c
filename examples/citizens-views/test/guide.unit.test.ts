/** docs/how-to/add-a-domain.md tells of these files as they are. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const home = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(home, file), 'utf8');
const guide = readFileSync(join(home, '..', '..', 'docs', 'how-to', 'add-a-domain.md'), 'utf8');
const blocks = [...guide.matchAll(/^```(ts|js)(?: +(\S+))?\n([\s\S]*?)^```$/gm)].map(([, , file, text = '']) => ({ file, text }));

it('quotes every source, and the program that uses them', () => {
  const files = blocks.flatMap(({ file }) => file ?? []);
  expect([...files].sort()).toEqual([...readdirSync(join(home, 'src')).map((file) => `src/${file}`), 'run.mjs'].sort());
  for (const { file, text } of blocks) if (file !== undefined) expect([file, text]).toEqual([file, read(file)]);
});

it('quotes tests that are run', () => {
  const tests = readdirSync(__dirname).map((file) => read(`test/${file}`)).join('\n');
  const quoted = blocks.filter(({ file }) => file === undefined);
  expect(quoted.length).toBeGreaterThan(1);
  for (const { text } of quoted) expect(tests).toContain(text);
});
