/** The README's example is run, and prints what the README says it prints. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import type { Instant } from '@frist/calendar';
import * as eventSourcing from '@frist/event-sourcing';
import { transformSync } from '@swc/core';
import * as E from 'fp-ts/Either';

import * as confidentiality from '../src';
import { anna, board, right } from './support';

const { closed, eventType, nonBlank, sealed, SubjectRef, toSeal } = eventSourcing;

it('prints what it says', async () => {
  const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
  const [, code = '', output = ''] = /```ts\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/.exec(page) ?? [];
  const compiled = transformSync(code, { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } }).code;
  const printed: string[] = [];
  let running: Promise<void> = Promise.resolve();
  let now = '2020-03-10T09:00:00.000Z' as Instant;
  const concernDecider = {
    category: 'concern',
    commands: { reportConcern: closed('ReportConcern', { client: SubjectRef, what: toSeal('client', nonBlank(4000)) }) },
    initial: {},
    evolve: (state: object) => state,
    decide: (_state: object, { data }: { readonly data: unknown }) => E.right([{ type: 'ConcernReported', data }]),
  };
  const example = {
    right,
    told: '2020-03-10',
    asOf: '2026-05-02',
    concernDecider,
    ConcernReported: eventType('ConcernReported', closed('ConcernReported', { client: SubjectRef, what: sealed('client', nonBlank(4000)) })),
    // Six years go by when it comes to disposal.
    clock: () => now,
    run: (work: (given: object) => Promise<void>) => void (running = work({ board, client: anna, actor: { role: 'handläggare', ref: 'h-17' }, stream: `concern-${anna}` })),
  };
  const later: typeof confidentiality.carryOutDisposal = (register, keys, survey) => {
    now = '2026-05-02T09:00:00.000Z' as Instant;
    return confidentiality.carryOutDisposal(register, keys, survey);
  };
  const modules: Readonly<Record<string, unknown>> = { '@frist/confidentiality': { ...confidentiality, carryOutDisposal: later }, '@frist/event-sourcing': eventSourcing, './example': example };
  runInNewContext(compiled, { require: (name: string) => modules[name], exports: {}, console: { log: (...words: string[]) => printed.push(words.join(' ')) }, Map, Set });
  await running;
  expect(printed.join('\n')).toBe(output.trimEnd());
});
