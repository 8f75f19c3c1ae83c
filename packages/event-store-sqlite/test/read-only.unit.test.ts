/** Reading only: without locks while nobody writes, so that nothing is left beside the file; and right all the same when somebody does. */
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { EventStore, StreamName } from '@frist/event-sourcing';
import { encodedEvent } from '@frist/testing';

import { openStore, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(folder.remove);
let files = 0;
const fresh = (): string => join(folder.path, `file-${(files += 1)}.db`);
const stream = 'grant-00000000-0000-4000-8000-000000000001' as StreamName;
const append = async (store: EventStore, count = 1): Promise<void> => {
  expect((await store.append({ stream, expected: 'any', events: Array.from({ length: count }, () => encodedEvent({ stream, data: { text: 'x'.repeat(300) } })) })())._tag).toBe('Right');
};
const count = async (store: EventStore): Promise<unknown> => {
  const page = await store.readStream(stream, { direction: 'forwards', limit: 10_000 })();
  return page._tag === 'Right' ? page.right.events.length : page.left;
};
const beside = (file: string): readonly string[] => readdirSync(folder.path).filter((name) => name.startsWith(basename(file)));

test('leaves nothing beside a closed store, however it ends; an empty log beside it is left as it is', async () => {
  const [written, file] = [fresh(), fresh()];
  const writer = await openStore({ file: written });
  await append(writer, 5);
  await writer.close()();
  // Alone, as when the process that wrote has ended.
  copyFileSync(written, file);
  const reader = await openStore({ file, mode: 'read-only' });
  expect(await count(reader)).toBe(5);
  expect(beside(file)).toEqual([basename(file)]);
  await reader.close()();
  expect(beside(file)).toEqual([basename(file)]);
  writeFileSync(`${file}-wal`, '');
  const again = await openStore({ file, mode: 'read-only' });
  expect(await count(again)).toBe(5);
  await again.close()();
  expect(beside(file)).toEqual([basename(file), `${basename(file)}-wal`]);
});

test('sees what is written meanwhile: in the log, moved into the file, and after the writer has gone', async () => {
  const file = fresh();
  const first = await openStore({ file });
  await append(first, 5);
  await first.close()();
  const reader = await openStore({ file, mode: 'read-only' });
  expect(await count(reader)).toBe(5);

  // Come and gone between two reads.
  const second = await openStore({ file });
  await append(second, 400);
  second.readModels.open('m', '1').commit({ from: null, to: 1 as never, put: new Map([['a', 'b']]), remove: [] });
  await second.close()();
  expect(reader.readModels.open('m', '1').read((view) => view.get('a'))).toMatchObject({ right: 'b' });
  expect(await count(reader)).toBe(405);

  // Still there.
  const third = await openStore({ file });
  for (let more = 1; more <= 3; more += 1) {
    await append(third);
    expect(await count(reader)).toBe(405 + more);
  }
  await third.close()();
  expect(await count(reader)).toBe(408);
  const found = (await reader.readAll({ direction: 'backwards', limit: 1 })()) as { readonly right: { readonly events: readonly { readonly revision: number }[] } };
  expect(found.right.events[0]?.revision).toBe(407);
  await reader.close()();
  expect(await count(reader)).toMatchObject({ _tag: 'StoreClosed' });
});

test('a piece of work during which somebody writes is done again, on one state', async () => {
  const file = fresh();
  const first = await openStore({ file });
  await append(first);
  const put = (value: string) => new Map([['one', value], ['two', value]]);
  const model = first.readModels.open('m', '1');
  expect(model.commit({ from: null, to: 0 as never, put: put('before'), remove: [] })._tag).toBe('Right');
  await first.close()();
  const reader = await openStore({ file, mode: 'read-only' });
  const writer = await openStore({ file });
  let written = false;
  const seen = reader.readModels.open('m', '1').read((view) => {
    const one = view.get('one');
    if (!written) {
      written = true;
      expect(writer.readModels.open('m', '1').commit({ from: 0 as never, to: 1 as never, put: put('after'), remove: [] })._tag).toBe('Right');
    }
    return [one, view.get('two'), view.checkpoint];
  });
  expect(seen).toEqual({ _tag: 'Right', right: ['after', 'after', 1] });
  await reader.close()();
  await writer.close()();
});
