/** `frist copy` from a file to a cluster, interrupted there, and from the cluster back to a file. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type EventStoreDbDouble, right, startEventStoreDbDouble } from '@frist/testing';
import { cutStoredText } from '@frist/event-sourcing';
import { openStore } from 'frist';

import { folder, inProcess } from './support';

const example = join(__dirname, '..', '..', '..', 'examples', 'botkyrka', 'grants.journal.jsonl');

let double: EventStoreDbDouble;
const at = folder();
beforeAll(async () => {
  // Later than everything recorded: what the server stamps itself is in no copied event.
  double = await startEventStoreDbDouble({ clock: () => '2031-01-01T00:00:00.000Z' });
});
afterAll(async () => {
  await double.close();
  at.remove();
});

const frist = async (...args: readonly string[]) => await inProcess(args, { now: '2026-03-01T12:00:00.000Z', terminal: { readFile: (path) => readFileSync(path), exists: existsSync } });
const file = (name: string): string => `sqlite:${at.at(name)}`;
const textsOf = async (url: string): Promise<readonly string[]> => {
  const store = right(await openStore(url, { readOnly: true })());
  const { events } = right(await store.readAll({ direction: 'forwards', limit: 10_000 })());
  right(await store.close()());
  return events.map(({ text }) => text);
};

it('keeps texts, order, both times and proofs, there and back', async () => {
  const cluster = `${double.url}&local=${encodeURIComponent(at.at('local.db'))}`;
  const proof = ['--checkpoints', at.at('checkpoints.txt'), '--keys', at.at('keys.txt')];
  expect(await frist('import', example, '--store', file('frist.db'))).toMatchObject({ code: 0 });
  expect(await frist('checkpoint', '--new-key', at.at('board.pem'), '--name', 'botkyrka/socialnamnden', ...proof)).toMatchObject({ code: 0 });
  expect(await frist('checkpoint', '--key', at.at('board.pem'), ...proof, '--store', file('frist.db'))).toMatchObject({ code: 0 });
  const texts = await textsOf(file('frist.db'));

  // A copy of a beginning, as one that was interrupted leaves it.
  const [from, to] = [right(await openStore(file('frist.db'), { readOnly: true })()), right(await openStore(double.url)())];
  const { events } = right(await from.readAll({ direction: 'forwards', limit: 10_000 })());
  right((await to.appendAsRecorded?.(events.slice(0, 37).map(({ text }) => right(cutStoredText(text))))()) as never);
  for (const store of [from, to]) right(await store.close()());

  const there = await frist('copy', '--from', file('frist.db'), '--to', cluster, ...proof, '--format', 'json');
  expect(there).toMatchObject({ code: 0, err: '' });
  const told = JSON.parse(there.out) as { readonly root: string };
  expect(told).toMatchObject({ events: texts.length, alreadyThere: 37, verification: { intact: true, covered: texts.length, signed: texts.length } });
  expect(await textsOf(double.url)).toEqual(texts);
  const back = await frist('copy', '--from', cluster, '--to', file('back.db'), ...proof, '--format', 'json');
  expect(back).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(back.out)).toMatchObject({ copied: texts.length, root: told.root, verification: { intact: true, signed: texts.length } });
  expect(await textsOf(file('back.db'))).toEqual(texts);
  expect(await frist('copy', '--from', double.url, '--to', cluster)).toMatchObject({ code: 2, err: expect.stringContaining('are the same database') as string });
});
