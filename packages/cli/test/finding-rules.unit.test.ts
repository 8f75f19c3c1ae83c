/** What domains tell of their rules is what they find, by the types of the sources and by what the check shows of whole journals. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

import { memoryKeyStore } from '@frist/confidentiality';
import { type Board, memoryEventStore, streamFor } from '@frist/event-sourcing';
import { anomalyRules, type Domain, referenceRules } from '@frist/obligations';
import { createFrist, defaultDomains, journalLines, unsafeCivilDate, unsafeInstant } from 'frist';
import ts from 'typescript';

import { unknownRule } from '../src/fail-on';
import { board } from './support';

const root = join(__dirname, '..', '..', '..');
const packages = join(root, 'packages');

const configured = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.tests.json'), { incremental: false, types: ['node'] }, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined })?.options ?? {};
const program = ts.createProgram([...defaultDomains.map(({ name }) => name), 'obligations'].map((name) => join(packages, name, 'src', 'index.ts')), configured);
const checker = program.getTypeChecker();

/** The literals that can stand in one place of the calls of some functions, by its type: every rule that a composed one can become. */
const givenTo = (functions: readonly string[], place: number, name: string): readonly string[] => {
  const given: string[] = [];
  const visit = (node: ts.Node): void => {
    const argument = ts.isCallExpression(node) && functions.includes(node.expression.getText()) ? node.arguments[place] : undefined;
    if (argument !== undefined) {
      const type = checker.getTypeAtLocation(argument);
      given.push(...(type.isUnion() ? type.types : [type]).map((one) => (one.isStringLiteral() ? one.value : `no literal: ${argument.getText()}`)));
    }
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (file.fileName.startsWith(join(packages, name, 'src').split(sep).join('/'))) visit(file);
  return given;
};

describe.each(defaultDomains.map((domain) => [domain.name, domain] as const))('%s', (name, { findingRules = [], rules }) => {
  it('tells every rule of its findings, and no other', () => {
    const made = givenTo(['finding'], 1, name);
    expect([...new Set(made)].map((rule) => `${name}/${rule}`).sort()).toEqual([...findingRules]);
    expect(made.length).toBeGreaterThan(15);
  });

  it('makes findings in no other way', () => {
    const sources = readdirSync(join(packages, name, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && file !== 'finding-rules.ts');
    expect(sources.filter((file) => new RegExp(`findingsIn\\(|rule: ['"\`]${name}/`).test(readFileSync(join(packages, name, 'src', file), 'utf8')))).toEqual([]);
  });

  it('has every rule of duties that it makes among its rules', () => {
    const ids = rules.map(({ id }) => id);
    const made = givenTo(['rule', 'own', 'versions'], 0, name).filter((id) => !id.startsWith('no literal'));
    expect(made.map((id) => `${name}/${id}`).filter((id) => !ids.includes(id))).toEqual([]);
    expect(made.length).toBeGreaterThan(4);
    expect(ids.filter((id) => findingRules.includes(id) || !id.startsWith(`${name}/`))).toEqual([]);
  });
});

it('what the machinery finds is told likewise', () => {
  const noted = givenTo(['note'], 1, 'obligations').map((rule) => `obligations/${rule}`);
  const literal = readFileSync(join(packages, 'obligations', 'src', 'finding.ts'), 'utf8').match(/(?<=')obligations\/[a-z-]+(?=')/g) ?? [];
  expect([...new Set([...noted, ...literal])].sort()).toEqual([...anomalyRules]);
  expect(givenTo(['finding'], 1, 'obligations').map((rule) => `references/${rule}`)).toEqual([...referenceRules]);
});

describe('what the check shows', () => {
  const clock = () => unsafeInstant('2026-12-31T12:00:00.000Z');
  const linesOf = (...path: readonly string[]): readonly string[] => readFileSync(join(root, ...path), 'utf8').trim().split('\n');
  const right = <A>(either: { readonly _tag: 'Right'; readonly right: A } | { readonly _tag: 'Left'; readonly left: unknown }): A => {
    if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
    return either.right;
  };
  /** A line of a golden journal as one of a journal: its stream, day, command and data. */
  const told = (file: string, category: string, line: string, n: number): string => {
    const [name, on, command, data] = JSON.parse(line) as readonly [string, string, string, object];
    return JSON.stringify({ id: `${file}-${n}`, board, stream: streamFor(board as Board, category, name), command, on, actor: { role: 'registrar', ref: 'test' }, data });
  };
  const golden = (name: string, file: string, category: (line: string) => string): readonly string[] =>
    linesOf('packages', name, 'test', 'golden', file).map((line, n) => told(`${name}-${file}`, category(line), line, n));

  const journals: readonly (readonly [string, readonly string[]])[] = [
    ['the example', ['grants', 'decisions', 'agreements', 'non-executed', 'lex-sarah'].flatMap((name) => linesOf('examples', 'botkyrka', `${name}.journal.jsonl`))],
    ['a grant', linesOf('packages', 'grants', 'test', 'golden', 'grant.journal.jsonl').map((line, n) => told('grant', 'grant', JSON.stringify(['one', ...(JSON.parse(line) as readonly unknown[])]), n))],
    ['matters', linesOf('packages', 'decisions', 'test', 'golden', 'botkyrka.journal.jsonl')],
    ['agreements', golden('agreements', 'untidy.journal.jsonl', (line) => (JSON.parse(line) as readonly [string])[0])],
    ['lex Sarah', golden('lex-sarah', 'untidy.journal.jsonl', () => 'lexSarah')],
  ];
  const seen = new Set<string>();

  it.each(journals)('of %s is told', async (name, lines) => {
    const frist = right(createFrist({ store: memoryEventStore({ clock }), clock, keys: memoryKeyStore() }));
    right(await frist.importJournal(journalLines(name, Buffer.from(lines.join('\n'))))());
    for (const asOf of ['2020-02-15', '2021-01-31', '2024-12-31', '2026-12-31']) {
      const { findings } = right(await frist.check({ asOf: unsafeCivilDate(asOf), settled: true })());
      for (const finding of findings) for (const rule of [finding.rule, ...(finding.about === 'obligation' ? finding.anomalies.map(({ rule: one }) => one) : [])]) seen.add(rule);
    }
    expect([...seen].filter((rule) => unknownRule([rule], defaultDomains) !== null)).toEqual([]);
  });

  it('is much of what they tell', () => {
    const of = ({ name }: Pick<Domain, 'name'>): number => [...seen].filter((rule) => rule.startsWith(`${name}/`)).length;
    expect(defaultDomains.filter((domain) => of(domain) < 4).map(({ name }) => name)).toEqual([]);
    expect(seen.size).toBeGreaterThan(60);
  });
});
