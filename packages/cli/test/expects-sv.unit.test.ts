/** Every sentence that a package expects something with has its Swedish. Read from the sources, so that none can be forgotten. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { expectsSv } from '../src/messages/expects-sv';

const packages = join(__dirname, '..', '..');

/** Whose refusals a clerk can meet. */
const refusing = ['calendar', 'event-sourcing', 'obligations', 'grants', 'decisions', 'agreements', 'non-executed-decisions', 'lex-sarah', 'confidentiality', 'reports', 'event-store-sqlite', 'event-store-eventstoredb', 'frist'];

/** What only somebody who writes a domain, a hook or a sealer in code can be told, and what is the same in both languages. */
const forProgrammers: ReadonlySet<string> = new Set([
  'a field of type SubjectRef under the name that sealed(…) gives', 'one upcaster from each version below ▢', 'a name in PascalCase and a version from 1', 'a decider that records something or refuses',
  'a consequence without sealed fields: what concerns a person stays in the fact behind it', 'a sealer that gives a box for the subject, or a failure', 'a read of one stream', 'a head as it was written', 'the checkpoint ▢',
  'a sealed field', 'no surprise', 'arguments that the client takes', 'a handler that answers instead of throwing', 'boxes that stand in this stream', 'a call without an internal fault (▢)', 'se/YYYY-YYYY/sha256: and 64 hexadecimal digits, years in order',
  'a first year no later than the last', 'spans MM-DD to MM-DD within one year, and 1–365 last days', 'the number of an instance, from 0', 'data that its codec accepts', 'an append hook that accepts the events', 'each event id once', 'ids that no other event bears', 'at least one event',
]);

/** The texts a node can be, with ▢ where something is filled in. */
const textsOf = (node: ts.Expression): readonly string[] => {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map(({ literal }) => `▢${literal.text}`).join('')];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return textsOf(node.right);
  return ts.isParenthesizedExpression(node) ? textsOf(node.expression) : [];
};

/** Which argument of a call tells what was expected. */
const expectationOf = ({ expression, arguments: given }: ts.CallExpression): ts.Expression | undefined => {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  if (name === 'failure') return given[3];
  if (name === 'matching') return given[2];
  if (name === 'scanned' || name === 'value') return given[1];
  return /^(?:refuse|invalid)$/.test(name) ? given.find((argument, i) => i > 0 && textsOf(argument).some((text) => text.includes(' '))) : undefined;
};

const expectationsIn = (file: string): readonly string[] => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const expected = ts.isCallExpression(node) ? expectationOf(node) : undefined;
    if (expected !== undefined) found.push(...textsOf(expected));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
};

/** Something that could stand where something is filled in; the patterns ask for days, numbers or words. */
const fillings = ['2020-01-31', '7', '2020', 'name', '2024-Q4', 'year', 'later'];

const isSwedish = (expected: string): boolean => {
  if (!expected.includes('▢')) return expectsSv(expected) !== expected;
  let tries: readonly string[] = [expected];
  while (tries.some((one) => one.includes('▢'))) tries = tries.flatMap((one) => (one.includes('▢') ? fillings.map((filling) => one.replace('▢', filling)) : [one]));
  return tries.some((one) => expectsSv(one) !== one);
};

/** Only letters make a sentence: a day, a number or a name is the same in every language. */
const isSentence = (expected: string): boolean => /[a-z]{2,} [a-z]/i.test(expected.replace(/▢/g, ''));

it.each(refusing)('what %s expects can be said in Swedish', (name) => {
  const files = readdirSync(join(packages, name, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const expected = new Set(files.flatMap((file) => expectationsIn(join(packages, name, 'src', file))).filter(isSentence));
  expect(expected.size).toBeGreaterThan(0);
  expect([...expected].filter((one) => !forProgrammers.has(one) && !isSwedish(one))).toEqual([]);
});

it('the reading finds what is expected', () => {
  expect(expectationsIn(join(packages, 'grants', 'src', 'decide.ts'))).toEqual(expect.arrayContaining(['a stream without a grant', '▢, to which the part belongs']));
  expect(isSwedish('a sentence that nobody has put into Swedish')).toBe(false);
});
