/** `--domain MODULE` with the built command: a domain of one's own from import to evidence, and modules that are none. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { domainsAsked } from '../src/domain-option';
import { specs } from '../src/spec';
import { board, folder, inProcess } from './support';

/** A citizen's question is answered within ten days. What it says is sealed. */
const source = `
const { closed, eventType, nonBlank, oneOf, sealed, SubjectRef, toSeal } = require('@frist/event-sourcing');
const { applyRule, entailing, foldDuties, incur, recordedDutyOf } = require('@frist/obligations');
const { unsafeDuration } = require('@frist/calendar');
const asked = (seal) => closed('QuestionAsked', { number: nonBlank(60), person: SubjectRef, text: seal('person', nonBlank(200)) });
const QuestionAsked = eventType('QuestionAsked', asked(sealed));
const rule = { id: 'questions/answer', version: 1, title: { sv: 'Besvara en fråga', en: 'Answer a question' }, basis: { kind: 'decision', reference: 'test', confidence: 'S' }, dayZero: { sv: 'dagen', en: 'the day' }, plus: unsafeDuration('P10D') };
const initial = { number: null, log: [], recorded: [] };
const fold = (state, fact) => ({ ...state, number: fact.data.number });
const evolve = (state, { id, type, occurredOn, data, ...rest }) => {
  const duty = recordedDutyOf({ id, type, occurredOn, data, ...rest });
  return duty !== null ? { ...state, recorded: [...state.recorded, duty] } : { ...fold(state, { data }), log: [...state.log, { id, type, occurredOn, data }] };
};
const duty = ({ fact, after, spells }) => {
  spells.begin('answer', { rule, ground: fact.id, stage: 'owed' });
  return [incur(fact.id, { rule, title: rule.title, debtor: 'board', due: applyRule(rule, fact.occurredOn).right, concerns: [after.number] })];
};
const decider = {
  category: 'question', concernsPersons: true, commands: { ask: asked(toSeal) }, initial, evolve,
  decide: (state, { data }) => ({ _tag: 'Right', right: [{ type: 'QuestionAsked', data }] }),
  ...entailing((whole) => foldDuties(whole, whole.log, initial, fold, [duty])),
};
const report = {
  name: 'questions', help: { sv: 'Frågor', en: 'Questions asked' }, requires: () => null,
  parameters: [{ name: 'number-of', form: 'N', help: { sv: 'bara denna', en: 'only this one' } }],
  build: (view, parameters) => ({ _tag: 'Right', right: { title: { sv: 'Frågor', en: 'Questions' }, head: [], anything: true, sections: [{ key: 'a', title: { sv: 'Alla', en: 'All' }, tables: [{
    key: 'a', columns: [{ key: 'n', label: { sv: 'Nummer', en: 'Number' } }], empty: { sv: 'Inga', en: 'None' },
    rows: view.rows('questions').filter(({ state }) => (parameters['number-of'] ?? state.number) === state.number).map(({ state }) => [{ _tag: 'text', text: state.number }]),
  }] }] } }),
};
const domain = (name) => ({
  name, eventTypes: [QuestionAsked], rules: [rule], windowTables: [], reports: [report],
  registers: [{ name: 'questions', version: '1', decider, types: [QuestionAsked], concerns: ({ number }) => [number], findings: () => [] }],
});
`;
const stream = 'question-00000000-0000-4000-8000-000000000001';
const question = JSON.stringify({ id: 'q-1', board, stream, command: 'ask', on: '2024-12-02', knownSince: '2024-12-02', actor: { role: 'registrar', ref: 'a-17' }, data: { number: 'Q 1', person: '00000000-0000-4000-8000-0000000000a1', text: 'Varför dröjer det?' } });
const keys = ['--keys-file', 'keys', '--wrapping-key', 'wrapping-key'] as const;
const mine = ['--domain', './questions.js'] as const;
const asOf = ['--as-of', '2024-12-31'] as const;

let at: ReturnType<typeof folder>;
beforeAll(() => {
  at = folder();
  symlinkSync(join(__dirname, '..', '..', '..', 'node_modules'), at.at('node_modules'));
  at.write('questions.js', `${source}exports.questions = domain('questions'); exports.same = exports.questions;`);
  at.write('q.jsonl', question);
  expect(at.frist(['keys', 'init', ...keys]).code).toBe(0);
  expect(at.frist(['import', 'q.jsonl', ...mine, ...keys])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Imported 1 command: 2 new events') as string });
});
afterAll(() => at.remove());

describe('a domain of one’s own', () => {
  const out = (args: readonly string[], code = 0): string => {
    const done = at.frist([...args, ...mine]);
    expect({ args, code: done.code, err: done.err }).toEqual({ args, code, err: '' });
    return done.out;
  };

  it('is known to every command that opens a register', () => {
    expect(at.read('frist.db').includes('Varför dröjer')).toBe(false);
    expect(out(['check', ...asOf], 1)).toMatch(/Answer a question +19 days overdue/);
    expect(out(['check', ...asOf, '--fail-on', 'questions/answer'], 1)).toContain('Q 1');
    // It does not tell the rules of its findings, so it may have this one.
    expect(out(['check', ...asOf, '--fail-on', 'questions/anything'])).toContain('Q 1');
    expect(out(['explain', stream, ...asOf])).toContain('QuestionAsked');
    expect(out(['history', stream, ...asOf])).toContain('QuestionAsked');
    expect(out(['history', '--daily', '2024-12-11..2024-12-13'])).toContain('Answer a question');
    expect(out(['diff', '--from', '2024-12-01', '--to', '2024-12-31'])).toContain('Answer a question');
    expect(out(['rules'])).toContain('questions/answer');
    expect(out(['rules', 'diff'])).not.toContain('questions/answer');
    expect(out(['matters', ...asOf], 5)).toContain('Matters');
    expect(out(['unseal', stream, '--role', 'handling-officer:h-17', '--may', 'person-data', '--why', 'handling', ...keys])).toContain('Varför dröjer det?');
    expect(out(['disposal', 'due', ...asOf])).toContain('00000000-0000-4000-8000-0000000000a1');
    for (const { name, options } of specs) expect([name, options.some(({ flag }) => flag === '--domain')]).toEqual([name, !['deadline', 'checkpoint', 'verify', 'copy', 'keys'].includes(name)]);
  });

  it('has its reports, their parameters as options, and both in the help', () => {
    expect(out(['report', 'questions', ...asOf, '--format', 'csv'])).toContain('\r\nQ 1\r\n');
    expect(out(['report', 'questions', '--number-of', 'Q 2', ...asOf, '--format', 'csv'])).not.toContain('Q 1');
    // The option before the name, with an equals sign, and with a mistake beside it.
    expect(at.frist(['report', '--domain=./questions.js', 'questions', ...asOf, '--format', 'csv']).out).toContain('Q 1');
    expect(at.frist(['report', ...mine, 'questions', '--number-off', 'Q 1'])).toMatchObject({ code: 2, err: expect.stringContaining('did you mean --number-of?') as string });
    expect(at.frist(['report', '--help', ...mine]).out).toMatch(/ {2}questions: Questions asked\n {6}--number-of N {2}only this one/);
    expect(at.frist(['report', 'questions'])).toMatchObject({ code: 2, err: expect.stringContaining('There is no report "questions"') as string });
    expect(at.frist(['report', 'nothing', ...mine]).err).toContain('lex-sarah, questions.');
  });

  it('can be proven', () => {
    const proof = ['--checkpoints', 'checkpoints.txt', '--keys', 'keys.txt'] as const;
    expect(at.frist(['checkpoint', '--new-key', 'board.pem', '--name', board, ...proof]).code).toBe(0);
    const evidence = out(['evidence', '--stream', stream, ...asOf, '--out', 'q.zip', ...proof, '--key', 'board.pem']);
    expect(evidence).toContain('The board has signed the whole pack.');
    expect(at.read('q.zip').toString('utf8')).toContain(`${stream} · Q 1 as of 2024-12-31`);
    expect(at.frist(['verify', 'q.zip', '--keys', 'keys.txt']).code).toBe(0);
  });

  it('is missed where it is not named: nothing is read in part', () => {
    for (const command of [['check'], ['explain', stream], ['report', 'matters']]) {
      expect(at.frist([...command, '--lang', 'sv'])).toMatchObject({ code: 3, out: '', err: 'frist: Registret har händelser av typen QuestionAsked, som ingen domän här känner: ange domänen som gör det med --domain MODUL, eller använd den version av Frist som skrev dem.\n' });
    }
  });
});

describe('a module that is no domain', () => {
  const modules: readonly (readonly [string, string, string])[] = [
    ['empty.js', '', './empty.js exports no domain'],
    ['text.js', 'module.exports = "domain";', './text.js exports no domain'],
    ['half.js', 'exports.domain = { name: "half", eventTypes: [] };', './half.js exports no domain'],
    ['throws.js', 'throw new RangeError("19121212-1212");', 'the module ./throws.js cannot be loaded (RangeError)'],
    ['needs.js', 'require("nowhere-to-be-found");', 'the module ./needs.js cannot be loaded (MODULE_NOT_FOUND)'],
    ['syntax.js', 'exports.domain = ;', 'the module ./syntax.js cannot be loaded (SyntaxError)'],
    ['several.js', `${source}exports.one = domain('one'); exports.two = domain('two');`, './several.js exports several domains (one, two)'],
    ['taken.js', `${source}module.exports = domain('grants');`, 'there are two domains named grants'],
    ['register.js', `${source}const own = domain('own'); exports.default = { ...own, registers: [{ ...own.registers[0], name: 'grants' }] };`, 'the domains do not go together: grants: "grants" is not accepted; expected each name once among all domains'],
    ['report.js', `${source}const own = domain('own'); exports.domain = { ...own, reports: [{ ...report, parameters: [{ name: 'as-of', form: 'x', help: report.help }] }] };`, 'the report questions takes a parameter --as-of'],
    ['broken.js', `${source}exports.domain = { ...domain('own'), registers: [{ name: 'own' }] };`, 'the domain in ./broken.js is not complete'],
    ['rules.js', `${source}exports.domain = { ...domain('own'), findingRules: 'own/no-answer' };`, './rules.js exports no domain'],
    ['copy.js', `${source}exports.domain = { ...domain('own'), eventTypes: [{ ...QuestionAsked, codec: Object.create({}) }] };`, './copy.js was made with another copy of @frist/event-sourcing'],
  ];
  it.each(modules)('%s', (file, text, said) => {
    at.write(file, text);
    const { code, out, err } = at.frist(['check', '--domain', `./${file}`]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toContain('1212');
    expect(at.frist(['check', '--domain', `./${file}`, '--lang', 'sv']).err).toMatch(/^frist: --domain: .*(modul|domän|rapport|exemplar)/);
  });

  it('a domain that tells its rules has no others', () => {
    at.write('telling.js', `${source}exports.domain = { ...domain('questions'), findingRules: ['questions/no-answer'] };`);
    const check = (rules: string) => at.frist(['check', '--domain', './telling.js', '--store', 'memory:', '--fail-on', rules]);
    expect(check('questions/answer,questions/no-answer').code).toBe(5);
    expect(check('questions/no-answers')).toEqual({ code: 2, out: '', err: 'frist: --fail-on: "questions/no-answers" is not accepted; expected a rule of questions; nearest: questions/no-answer.\n' });
  });

  it('or is not there, or is none that the command takes; all is told at once', () => {
    const { code, err } = at.frist(['import', 'q.jsonl', '--domain', './none.js', '--domain', 'none', '--domain', 'fs']);
    expect([code, err.trim().split('\n').length]).toEqual([2, 3]);
    expect(err).toContain('there is no module ./none.js here. Give a path that begins with ./');
    expect(at.frist(['check', '--domain', './register.js', '--lang', 'sv']).err).toBe('frist: --domain: domänerna går inte ihop: grants: "grants" godtas inte; väntat: varje namn en gång bland alla domäner (regel frist/domains).\n');
    expect(at.frist(['check', ...mine, ...mine])).toMatchObject({ code: 2, err: expect.stringContaining('two domains named questions') as string });
    expect(at.frist(['check', '--domain'])).toMatchObject({ code: 2, err: expect.stringContaining('--domain needs a value') as string });
    expect(at.frist(['deadline', '--start', '2024-05-31', '--plus', 'P3W', '--domain', './throws.js'])).toMatchObject({ code: 2, err: expect.stringContaining('The option --domain is unknown') as string });
    expect(at.frist(['check', '--domain', './throws.js'], { FRIST_DEBUG: '1' }).err).toContain('throws.js:1');
  });
});

it('modules are looked for only where a command takes them', async () => {
  expect(domainsAsked(['check', '--domain', 'a', '--lang', 'sv', '--domain=b'])).toEqual(['a', 'b']);
  expect(domainsAsked(['--lang', 'sv', 'report', '--domain', 'a', 'grants'])).toEqual(['a']);
  for (const line of [['check'], ['deadline', '--domain', 'a'], ['--domain', 'a'], ['check', '--domain', '--lang'], ['check', '--', '--domain', 'a']]) expect(domainsAsked(line)).toEqual([]);
  // The terminal of a test has no modules: an empty one is found under every name.
  expect(await inProcess(['check', '--domain', 'a'])).toMatchObject({ code: 2, err: expect.stringContaining('a exports no domain') as string });
});
