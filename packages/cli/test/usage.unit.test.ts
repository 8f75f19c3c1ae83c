import { languageOf } from '../src/language';
import { en } from '../src/messages/en';
import { expectsSv } from '../src/messages/expects-sv';
import { sv } from '../src/messages/sv';
import { inProcess } from './support';

describe('the command line', () => {
  it.each([
    [['chek'], 'The command "chek" is unknown; there are import, check, deadline, explain, history, diff, rules, grants, checkpoint, verify, evidence'],
    [['check', '--asof', '2020-01-01'], 'The option --asof is unknown'],
    [['check', 'x'], 'There are more arguments than the command takes.'],
    [['check', '--as-of'], 'The option --as-of needs a value.'],
    [['check', '--format', 'xml'], '--format: "xml" is not one of table, json.'],
    [['check', '--lang', 'no'], '--lang: "no" is not one of sv, en.'],
    [['explain'], 'ID is missing.'],
    [['import'], 'FILE is missing.'],
    [['explain', '--import', 'j.jsonl'], 'ID is missing. See'],
    [['explain', '--import', 'j.jsonl', '6f1c1f0e-2f8b-5c5b-9b39-1f2f0a6f7c11'], 'ID is missing: --import takes everything that follows it; put ID before it. See'],
    [['check', '--as-of', '2026-02-30'], '--as-of: "2026-02-30"'],
    [['check', '--as-of', '20260201'], 'YYYY-MM-DD'],
    [['check', '--known-at', '2020-01-01T10:00:00'], 'a zone'],
    [['check', '--within', '30'], '--within: "30"'],
    [['check', '--within', 'PT12H'], '--within: "PT12H"'],
    [['check', '--within', 'P0D'], 'at least one day'],
    [['check', '--fail-on', 'late'], '--fail-on: "late" is not accepted; expected overdue, due-today'],
    [['check', '--fail-on', 'overdue,none'], '--fail-on: "none"'],
    [['check', '--fail-on', ''], '--fail-on: ""'],
    [['check', '--fail-on', 'grant/x', '--store', 'memory:'], 'a rule id that begins with obligations/, references/, grants/'],
    [['check', '--fail-on', 'overdue,grants/used-more-then-received', '--store', 'memory:'], '--fail-on: "grants/used-more-then-received" is not accepted; expected a rule of grants; nearest: grants/used-more-than-received.\n'],
    [['check', '--fail-on', 'lex-sarah/no-reports', '--store', 'memory:', '--lang', 'sv'], '--fail-on: "lex-sarah/no-reports" godtas inte; väntat: en regel i lex-sarah; närmast: lex-sarah/no-report.\n'],
    [['check', '--fail-on', 'agreements/late-payment-of-rent', '--store', 'memory:'], 'expected a rule of agreements, by the id that the check prints with what it finds.\n'],
    [['check', '--fail-on', 'agreements/late-payment-of-rent', '--store', 'memory:', '--lang', 'sv'], 'väntat: en regel i agreements, med det id som kontrollen skriver vid det den finner.\n'],
    [['check', '--board', 'Min Nämnd'], '--board: "Min Nämnd"'],
    [['check', '--store', 'postgres://x'], '--store: "postgres://x" is not accepted; expected sqlite:FILE, memory:, esdb://… or esdb+discover://….'],
    [['check', '--import', 'j.jsonl', '--store', 'sqlite:x.db'], '--import reads journals into memory'],
  ])('%j is wrong use', async (args, said) => {
    const { code, out, err } = await inProcess(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
  });

  it('tells everything that is wrong with the options at once, in Swedish', async () => {
    const { err } = await inProcess(['check', '--lang', 'sv', '--as-of', '2026-02-30', '--known-at', 'i går']);
    expect(err).toBe(
      'frist: --as-of: "2026-02-30" godtas inte; väntat: en dag som finns: 2026-02 har 28 dagar.\n' +
        'frist: --known-at: "i går" godtas inte; väntat: en dag ÅÅÅÅ-MM-DD (dess slut, i Sverige) eller en tid med Z eller tidsskillnad.\n',
    );
  });

  it('helps, with an example for each command', async () => {
    for (const command of ['import', 'check', 'deadline', 'explain', 'history', 'diff', 'rules', 'grants', 'checkpoint', 'verify', 'evidence', 'copy']) {
      const { code, out } = await inProcess([command, '--help']);
      expect(code).toBe(0);
      expect(out).toContain(`Example:\n  frist ${command}`);
    }
    expect((await inProcess(['--help', '--lang', 'sv'])).out).toContain('Användning: frist');
    expect(await inProcess(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+/) as string });
    expect(await inProcess([])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage: frist') as string });
  });

  it.each([
    [['check', '--as-of', '19121212-1212']],
    [['check', '--as-of', '1912-12-12-1212']],
    [['check', '--known-at', '191212-1212 12:00']],
    [['check', '--within', '191212-1212']],
    [['check', '--fail-on', '191212-1212']],
    [['check', '--store', 'x:191212-1212']],
    [['check', '19121212-1212', '--191212-1212']],
    [['19121212-1212']],
    [['diff', '--from', '191212-1212', '--to', '2020-01-01@191212-1212']],
    [['history', '--daily', '191212-1212..2020-01-01']],
    [['explain', '191212-1212', '--store', 'memory:']],
    [['deadline', '--start', '191212-1212', '--plus', 'P1D']],
    [['evidence', '--stream', 'x', '--out', 'x.zip', '--keys', 'k', '--checkpoints', 'c', '--viewer', 'reviewer 191212-1212']],
    [['checkpoint', '--new-key', 'k', '--keys', 'k', '--name', 'a 191212-1212']],
  ])('%j: what looks like an identity number is not repeated', async (args) => {
    for (const [lang, mark] of [['en', '(what looks like a personal identity number)'], ['sv', '(vad som ser ut som ett personnummer)']] as const) {
      const { code, out, err } = await inProcess([...args, '--lang', lang]);
      expect(code).toBe(2);
      expect(out + err).not.toMatch(/1212/);
      expect(err).toContain(mark);
    }
  });

  it('repeats ids and times that look like nothing of the kind', async () => {
    const id = '12121212-1212-5212-8212-121212121212';
    expect((await inProcess(['explain', id, '--store', 'memory:'])).err).toContain(id);
    expect((await inProcess(['check', '--known-at', '2020-01-01T10:00:00'])).err).toContain('"2020-01-01T10:00:00"');
  });

  it('does not let control characters through to the terminal', async () => {
    const { err } = await inProcess(['check', '--as-of', '\u001b[2Jx']);
    expect(err).not.toContain('\u001b');
  });
});

describe('language', () => {
  it.each([
    [[], { LANG: 'sv_SE.UTF-8' }, 'sv'],
    [[], { LANG: 'sv_SE.UTF-8', LC_ALL: 'C' }, 'en'],
    [[], { LC_ALL: 'sv', LANG: 'en_GB' }, 'sv'],
    [[], { LANG: 'svx' }, 'en'],
    [['check', '--lang', 'en'], { LANG: 'sv_SE' }, 'en'],
    [['check', '--lang=sv'], {}, 'sv'],
    [['explain', '--', '--lang=sv'], {}, 'en'],
  ])('%j in %j is %s', (args, env, lang) => expect(languageOf(args, env)).toBe(lang));

  it('has the same words in both languages', () => {
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)])) : typeof value;
    expect(shape(sv)).toEqual(shape(en));
  });

  it('translates what was expected, also when several things were', () => {
    expect(expectsSv('a whole number, or only the keys a, b')).toBe('ett heltal, eller bara nycklarna a, b');
    expect(expectsSv('something new')).toBe('something new');
  });
});
