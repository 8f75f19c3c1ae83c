/** The README's example is run, and prints what the README says it prints. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import type { CivilDate } from '@frist/calendar';
import * as eventSourcing from '@frist/event-sourcing';
import { transformSync } from '@swc/core';

import * as audit from '../src';
import { encoded, noon, pemOf, right, streamOf } from './support';

it('prints what it says', async () => {
  const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
  const [, code = '', output = ''] = /```ts\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/.exec(page) ?? [];
  const compiled = transformSync(code, { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } }).code;
  const printed: string[] = [];
  let running: Promise<void> = Promise.resolve();
  const events = [
    { stream: streamOf(1), expected: 'any', events: [encoded(streamOf(1), 1), encoded(streamOf(1), 2)] },
    { stream: streamOf(2), expected: 'any', events: [encoded(streamOf(2), 3)] },
  ];
  const example = {
    asOfExample: { asOf: '2024-03-01' as CivilDate, knownAt: noon, viewer: 'revisor 2', version: '0.1.0' },
    run: (work: (given: object) => Promise<void>) => void (running = work({ clock: () => noon, events, privateKeyPem: pemOf('readme'), right })),
  };
  const modules: Readonly<Record<string, unknown>> = { '@frist/audit': audit, '@frist/event-sourcing': eventSourcing, './example': example };
  runInNewContext(compiled, { require: (name: string) => modules[name], exports: {}, console: { log: (line: string) => printed.push(line) } });
  await running;
  expect(printed.join('\n')).toBe(output.trimEnd());
});
