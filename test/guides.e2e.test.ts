/**
 * Runs every guide in docs/ and the README's shell-free promise: each guide in an empty folder of its own that holds the
 * example journals, with the built command. In a guide, ```sh is run line by line and must end with 0 unless the line says
 * `# ends with N`; a block that names a file is that file; ```text lists lines that the block before must have printed. What a
 * guide installs is there already: the workspace's own packages, and the compiler.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..');
const command = join(root, 'packages', 'cli', 'bin', 'frist.js');
const folders = ['docs', 'docs/how-to', 'docs/explanation'];
const examples = join(root, 'examples', 'botkyrka');
const journals = readdirSync(examples).filter((name) => name.endsWith('.journal.jsonl'));
const guides = folders.flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`));

interface Block {
  readonly language: string;
  readonly file: string | undefined;
  readonly text: string;
}

const blocksOf = (guide: string): readonly Block[] =>
  [...readFileSync(join(root, guide), 'utf8').matchAll(/^```(\w+)(?: +(\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = '', file, text = '']) => ({ language, file, text }));

/** Runs one line as a shell would, `npx frist` being the command just built; `npx tsc` is the compiler of the workspace. */
const runLine = (line: string, folder: string): string => {
  const expected = Number(/# ends with (\d+)\s*$/.exec(line)?.[1] ?? 0);
  const done = spawnSync('bash', ['-c', `npx() { if [ "$1" = frist ]; then shift; "${process.execPath}" "${command}" "$@"; else "node_modules/.bin/$@"; fi; }\n${line}`], { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  if (done.status !== expected) throw new Error(`${line}\nended with ${String(done.status)}, not ${expected}\n${done.stdout}${done.stderr}`);
  return done.stdout;
};

describe('guides', () => {
  it('are there', () => expect(guides.length).toBeGreaterThan(4));

  for (const guide of guides) {
    it(`${guide} does what it tells`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'frist-guide-'));
      try {
        for (const journal of journals) copyFileSync(join(examples, journal), join(folder, journal));
        symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
        let printed = '';
        for (const { language, file, text } of blocksOf(guide)) {
          if (file !== undefined) {
            mkdirSync(dirname(join(folder, file)), { recursive: true });
            writeFileSync(join(folder, file), text);
          } else if (language === 'sh') printed = text.split('\n').filter((line) => line.trim() !== '').map((line) => runLine(line, folder)).join('');
          else if (language === 'text') for (const line of text.split('\n')) expect(printed).toContain(line.trim());
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }

  it('link to files that exist', () => {
    for (const guide of [...guides, 'README.md']) {
      const folder = join(root, guide, '..');
      for (const [, target = ''] of readFileSync(join(root, guide), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
        expect(() => execFileSync('test', ['-e', join(folder, target)])).not.toThrow();
      }
    }
  });
});
