/** Figures of findings: what is counted is no money, and every name that a domain gives one is said in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { valueNamesOf } from '../src/messages/value-names';
import { valuesText } from '../src/render/values';
import type { Context } from '../src/outcome';
import { inProcess } from './support';

const packages = join(__dirname, '..', '..');

/** The names in the objects that a call of `finding` is given after its events, at once or as a value made before. */
const namesIn = (file: string): readonly string[] => {
  const found: string[] = [];
  const values = new Set<string>();
  const named = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) for (const { name } of node.properties) if (name !== undefined && ts.isIdentifier(name)) found.push(name.text);
    if (ts.isIdentifier(node)) values.add(node.text);
    ts.forEachChild(node, named);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'finding') node.arguments.slice(5).forEach(named);
    ts.forEachChild(node, visit);
  };
  const made = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && values.has(node.name.text) && node.initializer !== undefined && ts.isObjectLiteralExpression(node.initializer)) named(node.initializer);
    ts.forEachChild(node, made);
  };
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  visit(source);
  made(source);
  return found;
};

test.each(['obligations', 'grants', 'decisions', 'agreements', 'non-executed-decisions', 'lex-sarah'])('the figures of %s have names in both languages', (name) => {
  const files = readdirSync(join(packages, name, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = [...new Set(files.flatMap((file) => namesIn(join(packages, name, 'src', file))))];
  expect(names).not.toEqual([]);
  for (const lang of ['en', 'sv'] as const) expect(names.filter((one) => !Object.hasOwn(valueNamesOf(lang), one))).toEqual([]);
});

test('numbers are money but for those that count', () => {
  const context = { lang: 'sv' } as Context;
  const values = { printed: 'SN 2020:42', ore: 45_521_000, days: 5, unheardOf: 'x' };
  expect(valuesText({ values, counts: ['days'] }, context).replace(/\s/g, ' ')).toBe('tryckt SN 2020:42; belopp 455 210 kr; dagar 5; unheardOf x');
  expect(valuesText({}, context)).toBe('');
});

test('what a board has stated of lex Sarah is counted, not paid', async () => {
  const stated = readFileSync(join(packages, '..', 'examples', 'botkyrka', 'lex-sarah.journal.jsonl'), 'utf8');
  const { out } = await inProcess(['check', '--import', 'stated.jsonl', '--lang', 'sv'], { files: { 'stated.jsonl': stated }, now: '2025-01-31T12:00:00.000Z' });
  expect(out.replace(/\s+/g, ' ')).toContain('(år 2019; angivet 14; minst 17; från 42; minus 25)');
  expect(out.replace(/\s+/g, ' ')).toContain('(nummer 15; olika 13; upprepade 1361, 1256)');
});
