/** The README's example is run, and prints what the README says it prints. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import { transformSync } from '@swc/core';

import * as calendar from '@frist/calendar';

it('prints what it says', () => {
  const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
  const [, code = '', output = ''] = /```ts\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/.exec(page) ?? [];
  const compiled = transformSync(code, { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } }).code;
  const printed: string[] = [];
  runInNewContext(compiled, {
    require: (name: string) => (name === '@frist/calendar' ? calendar : undefined),
    exports: {},
    console: { log: (line: string) => printed.push(line) },
  });
  expect(output).not.toBe('');
  expect(printed.join('\n')).toBe(output.trimEnd());
});
