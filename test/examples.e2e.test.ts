/** Every example runs, with what has been built, and tells what it should: in both languages where it has two. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const examples = readdirSync(join(root, 'examples')).filter((name) => existsSync(join(root, 'examples', name, 'run.mjs')));

const run = (example: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'examples', example, 'run.mjs'), ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', NO_COLOR: '1' } });

const told = (example: string, ...args: readonly string[]): string => {
  const { status, stdout, stderr } = run(example, ...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

it('are there', () => expect(examples.length).toBeGreaterThan(1));

for (const example of examples) {
  it(`${example} runs, and leaves no value unprinted`, () => {
    expect(told(example)).not.toMatch(/undefined|NaN|\[object|\bnull\b/);
  });
}

describe('botkyrka', () => {
  it('tells the whole story', () => {
    const story = told('botkyrka');
    for (const line of [
      '185 things told in the papers, in 5 journals, became 264 events',
      '2020-02-15: 4 overdue, 7 undetermined (5 overdue, 2 undetermined)',
      '  31  days  Account for the use (recipient not told) · Personligt ombud',
      '  Kvalitetsutveckla arbetet mot våld i nära relationer: The last day to claim is told differently',
      '  14 < 42 − 25 = 17  Not investigated at the end of the year',
      '  134 ≠ 144          Deviations: reported: the split by area does not add up',
      '  New: öppenvårdsverksamhet, decided 2024-06-10, executed 2024-10-21',
      '    2024-Q4 (measured): should have come earlier',
      '    2024-Q3 (reported in the quarter after): belonged here',
      '67 entries in its calendar',
      '  2027-11-29                 the last day for notice',
      '  SN 2020:42, SN/2020:00042     Yearly adjustment of fees',
    ]) {
      expect(story).toContain(line);
    }
  });

  it('tells it the same every time', () => expect(told('botkyrka')).toBe(told('botkyrka')));

  it('tells it in Swedish', () => {
    const story = told('botkyrka', '--lang', 'sv');
    expect(story).toContain('2020-02-15: 4 försenade, 7 obestämda (5 försenade, 2 obestämda)');
    expect(story).toContain('  Ny rapportering: öppenvårdsverksamhet, beslut 2024-06-10, verkställt 2024-10-21');
  });

  it('refuses another language', () => expect(run('botkyrka', '--lang', 'de').status).toBe(2));
});
