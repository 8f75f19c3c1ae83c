/** The README's example is run, and answers what the README says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import { transformSync } from '@swc/core';

import * as calendar from '@frist/calendar';
import * as reports from '@frist/reports';

it('answers what it says', () => {
  const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  const [, promised = ''] = /```md\n([\s\S]*?)```/.exec(page) ?? [];
  const compiled = transformSync(code, { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }).code;
  const modules: Readonly<Record<string, unknown>> = { '@frist/calendar': calendar, '@frist/reports': reports };
  const exported: { main?: () => string } = {};
  runInNewContext(compiled, { require: (name: string) => modules[name], exports: exported });
  expect(exported.main?.().replaceAll('\u00a0', ' ')).toBe(promised);
});
