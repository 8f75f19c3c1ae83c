import { en } from '../src/messages/en';
import { parse } from '../src/parse';
import { programOf } from '../src/program';

/** What commander makes of a line; null when it refuses it or shows help. */
const byCommander = (line: readonly string[]): unknown => {
  const understood: unknown[] = [];
  const program = programOf(en, 'en', '0', { out: () => undefined, err: () => undefined }, (parsed) => understood.push(parsed));
  try {
    program.parse([...line], { from: 'user' });
  } catch {
    return null;
  }
  return understood[0] ?? null;
};

describe('parse', () => {
  it.each([
    'check',
    'check --as-of 2020-02-15 --known-at=2020-02-15 --within P45D',
    'check --import a b --lang sv',
    'check --import a --import b c --format json',
    'explain ID --import a b',
    'explain --store memory: ID',
    'import a b --board x/y c',
    'deadline --start 2024-05-31 --plus P3W --roll none',
    'check --board= --lang en',
    'check --as-of a --as-of b',
    'history --daily a..b',
    'history ID',
    'diff --from a@b --to c',
    'rules',
    'rules diff --lang sv',
  ])('agrees with commander on %s', (text) => {
    const line = text.split(' ');
    expect(parse(line)).not.toBeNull();
    expect(parse(line)).toEqual(byCommander(line));
  });

  it.each(['', 'chek', '--lang sv check', 'check -h', 'check --help', 'check --format xml', 'check x', 'explain', 'explain a b', 'import', 'deadline --start x', 'check --as-of', 'check --as-of --lang sv', 'check --import', 'check -- x', 'explain -', 'rules x', 'history a b', 'diff --from a'])(
    'leaves %j to commander',
    (text) => expect(parse(text.split(' '))).toBeNull(),
  );
});
