/** Reads from the sources of a domain the texts that its duties record: each with ▢ where something is filled in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WordingPlace } from '@frist/obligations';
import ts from 'typescript';

export interface RecordedText {
  readonly place: WordingPlace;
  readonly text: string;
}

const places: Readonly<Record<string, WordingPlace>> = {
  evidence: 'course', reason: 'course', part: 'course', remains: 'course',
  debtor: 'party', owedBy: 'party', creditor: 'party', performedBy: 'party', power: 'party', grantedBy: 'party',
};

/** Arguments that become those fields. */
const ofCalls: Readonly<Record<string, readonly (readonly [argument: number, place: WordingPlace])[]>> = {
  dutyDischarged: [[1, 'party'], [2, 'course']],
  dutyPartlyPerformed: [[1, 'course'], [2, 'course']],
  dutyTriggered: [[2, 'course']],
};

/** Nothing is recorded there: codecs, what is shown, the wordings themselves. */
const elsewhere = /(?:^|\/)(?:reports?\/(?!duties)|yearly|statistics\/|summary\/|findings|report\.ts|facts\.ts|events\.ts|wordings\.ts|fees\.ts|expects)/;

type Scope = readonly ts.SourceFile[];

const isFunction = (node: ts.Node): node is ts.ArrowFunction => ts.isArrowFunction(node);

const each = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  ts.forEachChild(node, (child) => each(child, visit));
};

const all = <A extends ts.Node>(files: Scope, is: (node: ts.Node) => node is A): readonly A[] => {
  const found: A[] = [];
  for (const file of files) each(file, (node) => { if (is(node)) found.push(node); });
  return found;
};

/** What somebody tells, or a number: the sources do not hold it. */
const filled = ['▢'];

/** What a node can come to, as far as the sources tell: through names, parameters and what they are called with, and what functions return. */
const textsOf = (node: ts.Expression, files: Scope, seen: ReadonlySet<ts.Node> = new Set()): readonly string[] => {
  if (seen.has(node)) return [];
  const been = new Set([...seen, node]);
  const go = (...nodes: readonly (ts.Expression | undefined)[]): readonly string[] => {
    const found = nodes.flatMap((one) => (one === undefined ? [] : textsOf(one, files, been)));
    return found.length === 0 ? filled : [...new Set(found)];
  };
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce<readonly string[]>((begun, { expression, literal }) => begun.flatMap((text) => go(expression).map((told) => `${text}${told}${literal.text}`)), [node.head.text]);
  }
  if (ts.isConditionalExpression(node)) return go(node.whenTrue, node.whenFalse);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return go(node.left, node.right);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return go(node.expression);
  if (ts.isIdentifier(node)) return go(...namedBy(node, files));
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return go(...namedBy(node.expression, files).map((one) => (ts.isObjectLiteralExpression(one) ? fieldsOf(one).get(node.name.text) : undefined)));
  }
  if (!ts.isCallExpression(node)) return filled;
  if (ts.isPropertyAccessExpression(node.expression)) return node.expression.name.text === 'slice' ? go(node.expression.expression) : filled;
  if (/^short(?:ened)?$/.test(node.expression.getText())) return go(node.arguments[0]);
  return go(...(ts.isIdentifier(node.expression) ? namedBy(node.expression, files) : []).filter(isFunction).flatMap(returnsOf));
};

const returnsOf = ({ body }: ts.ArrowFunction): readonly ts.Expression[] => {
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  each(body, (node) => { if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression); });
  return found;
};

/** What a name stands for: what it was set to, or what its function is called with, or the function itself. */
const namedBy = (name: ts.Identifier, files: Scope): readonly ts.Expression[] => {
  for (let scope: ts.Node = name.parent; ; scope = scope.parent) {
    const found = declaredIn(scope, name.text, files);
    if (found !== null) return found;
    if (ts.isSourceFile(scope)) break;
  }
  return files.flatMap((file) => declaredIn(file, name.text, files, true) ?? []);
};

const declaredIn = (scope: ts.Node, name: string, files: Scope, exported = false): readonly ts.Expression[] | null => {
  if (isFunction(scope)) {
    const index = scope.parameters.findIndex((parameter) => parameter.name.getText() === name);
    if (index >= 0) return callsOf(scope, files).flatMap(({ arguments: given }) => given[index] ?? []);
    // Taken out of an object: what somebody told, or what stands for it where nobody did.
    const taken = scope.parameters.flatMap((parameter) => (ts.isObjectBindingPattern(parameter.name) ? parameter.name.elements.filter((element) => element.name.getText() === name) : []));
    if (taken.length > 0) return taken.flatMap(({ initializer }) => initializer ?? []);
  }
  if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) return null;
  for (const statement of scope.statements) {
    if (!ts.isVariableStatement(statement) || (exported && statement.modifiers === undefined)) continue;
    for (const { name: bound, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(bound) && bound.text === name) return initializer === undefined ? [] : [initializer];
      if (ts.isIdentifier(bound) || !bound.elements.some((element) => ts.isBindingElement(element) && element.name.getText() === name)) continue;
      const index = bound.elements.findIndex((element) => element.getText() === name);
      return ts.isArrayBindingPattern(bound) && initializer !== undefined && ts.isArrayLiteralExpression(initializer) ? initializer.elements.slice(index, index + 1) : [];
    }
  }
  return null;
};

const callsOf = (made: ts.Node, files: Scope): readonly ts.CallExpression[] => {
  const own = ts.isVariableDeclaration(made.parent) ? made.parent : null;
  if (own === null) return [];
  const isExported = own.parent.parent.getText().startsWith('export');
  return all(isExported ? files : [own.getSourceFile()], ts.isCallExpression).filter(({ expression }) => expression.getText() === own.name.getText());
};

const fieldsOf = (node: ts.ObjectLiteralExpression): ReadonlyMap<string, ts.Expression> =>
  new Map(node.properties.flatMap((one): readonly (readonly [string, ts.Expression])[] => (ts.isPropertyAssignment(one) ? [[one.name.getText(), one.initializer]] : ts.isShorthandPropertyAssignment(one) ? [[one.name.text, one.name]] : [])));

const recordedBy = (node: ts.Node): readonly (readonly [ts.Expression, WordingPlace])[] => {
  if (ts.isCallExpression(node)) return (ofCalls[node.expression.getText()] ?? []).flatMap(([argument, place]) => { const given = node.arguments[argument]; return given === undefined ? [] : [[given, place] as const]; });
  if (!ts.isObjectLiteralExpression(node)) return [];
  const fields = fieldsOf(node);
  const found = [...fields].flatMap(([name, value]): readonly (readonly [ts.Expression, WordingPlace])[] => { const place = places[name]; return place === undefined ? [] : [[value, place]]; });
  const [text, reference] = [fields.get('text'), fields.get('reference')];
  if (text !== undefined && fields.get('kind')?.getText() === "'undated'") found.push([text, 'due']);
  if (reference !== undefined && fields.has('confidence')) found.push([reference, 'basis']);
  return found;
};

/** Every text that the sources of a package record about duties, where it stands; what somebody tells is not among them. */
export const recordedTexts = (name: string): readonly RecordedText[] => {
  const root = join(__dirname, '..', '..', name, 'src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !elsewhere.test(file))
    .map((file) => ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true));
  const found = new Map<string, RecordedText>();
  for (const file of files) {
    each(file, (node) => {
      for (const [value, place] of recordedBy(node)) for (const text of textsOf(value, files)) if (/[a-zåäö]{2}/i.test(text) && text.trim() === text) found.set(`${place} ${text}`, { place, text });
    });
  }
  return [...found.values()];
};
