/** The README's example is run against a double, and what it opens is used. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import type { EventStore, StreamName } from '@frist/event-sourcing';
import * as sqlite from '@frist/event-store-sqlite';
import { encodedEvent } from '@frist/testing';
import { transformSync } from '@swc/core';

import * as eventstoredb from '../src';
import { answered, opener } from './support';

const opened = opener();
afterEach(opened.close);

it('opens what it says', async () => {
  const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  const compiled = transformSync(code, { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }).code;
  const folder = mkdtempSync(join(tmpdir(), 'frist-readme-'));
  const double = await opened.server();
  const example = { clock: () => '2024-03-01T12:00:00.000Z', connection: double.url, file: join(folder, 'local.db') };
  const modules: Readonly<Record<string, unknown>> = { '@frist/event-store-eventstoredb': eventstoredb, '@frist/event-store-sqlite': sqlite, './example': example };
  const exported: { open?: () => Promise<{ readonly local: EventStore; readonly store: EventStore }> } = {};
  runInNewContext(compiled, { require: (name: string) => modules[name], exports: exported, Error });
  const { local, store } = (await exported.open?.()) ?? {};
  if (local === undefined || store === undefined) throw new Error('nothing was opened');
  const stream = 'grant-00000000-0000-4000-8000-000000000001' as StreamName;
  await answered(store.append({ stream, expected: 'no-stream', events: [encodedEvent({ stream })] }));
  expect((await answered(store.readAll({ direction: 'forwards', limit: 10 }))).events).toHaveLength(1);
  await answered(store.close());
  // How far the server was followed is in the file.
  const kept = local.readModels.open('eventstoredb-timeline', '1').read((view) => view.get('latest'));
  expect(kept).toMatchObject({ right: expect.any(String) as string });
  await answered(local.close());
  rmSync(folder, { recursive: true, force: true });
});
