import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { transformSync } from '@swc/core';
import * as calendar from '@frist/calendar';
import * as obligations from '@frist/obligations';
import * as either from 'fp-ts/Either';

import { incurred, stateOf } from './support';

const modules: Readonly<Record<string, unknown>> = { '@frist/calendar': calendar, '@frist/obligations': obligations, 'fp-ts/Either': either };

it('the example of the README prints what it says', () => {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(__dirname, '..', 'README.md'), 'utf8')) ?? [];
  const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, told]) => told);
  const { code: script } = transformSync(code, { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } });
  const printed: unknown[] = [];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the example is what is tested
  const run = new Function('require', 'exports', 'console', 'state', script) as (...names: readonly unknown[]) => void;
  run((name: string) => modules[name], {}, { log: (value: unknown) => printed.push(value) }, stateOf(incurred()));
  expect(promised).toHaveLength(4);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the values that the README shows
  expect(printed.map((value) => (typeof value === 'string' ? value.replaceAll('\u00a0', ' ') : value))).toEqual(promised.map((told) => new Function(`return (${told})`)() as unknown));
});
