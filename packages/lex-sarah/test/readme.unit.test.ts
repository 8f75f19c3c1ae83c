/** The README's example is run, and answers what the README says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import { transformSync } from '@swc/core';

import * as confidentiality from '@frist/confidentiality';
import * as eventSourcing from '@frist/event-sourcing';
import * as lexSarah from '@frist/lex-sarah';
import * as frist from 'frist';

it('answers what it says', async () => {
  const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  const [, promised = ''] = /It answers `(\[.*?\])`\./.exec(page) ?? [];
  const compiled = transformSync(code, { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }).code;
  const modules: Readonly<Record<string, unknown>> = { '@frist/confidentiality': confidentiality, '@frist/event-sourcing': eventSourcing, '@frist/lex-sarah': lexSarah, frist };
  const exported: { main?: () => Promise<unknown> } = {};
  runInNewContext(compiled, { require: (name: string) => modules[name], exports: exported });
  expect(JSON.parse(JSON.stringify(await exported.main?.()))).toEqual(JSON.parse(promised));
});
