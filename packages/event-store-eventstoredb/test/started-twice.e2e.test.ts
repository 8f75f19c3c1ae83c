/**
 * A projection worker started twice, as two processes: on one local file and with a file each, while events are appended. One of them is killed
 * at any moment, again and again, and started again. In the end every event has taken effect exactly once. FRIST_SEED repeats a run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { EventStore, StreamName } from '@frist/event-sourcing';
import { openSqliteEventStore } from '@frist/event-store-sqlite';
import { encodedEvent } from '@frist/testing';

import { type Follower, start } from './process/run';
import { answered, opener } from './support';

const seed = Number(process.env['FRIST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const opened = opener();
const folder = mkdtempSync(join(tmpdir(), 'frist-twice-'));
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

let state = seed;
const below = (limit: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return (state >>> 8) % limit;
};

/** What a file holds: how often each event took effect. */
const effectsIn = async (file: string): Promise<unknown> => {
  const local: EventStore = await answered(openSqliteEventStore({ file, clock: (() => '2024-03-01T12:00:00.000Z') as Parameters<typeof openSqliteEventStore>[0]['clock'] }));
  const effects = local.readModels.open('effects', '1').read((view) => view.scan({ from: '', to: '~' }));
  await answered(local.close());
  return effects._tag === 'Right' ? effects.right : effects.left;
};

it.each([
  ['on one file', ['one.db', 'one.db']],
  ['with a file each', ['left.db', 'right.db']],
])(`%s, every event takes effect exactly once (seed ${seed})`, async (_name, names) => {
  const double = await opened.server();
  const writer = opened.store({ connection: double.url });
  const files = names.map((name) => join(folder, name));
  const begin = (i: number): Follower => start(['effects', double.url, files[i] as string]);
  const workers = files.map((_, i) => begin(i));
  /** All have come so far; a new one tells at once where it begins. */
  const told = async (so: number): Promise<void> => void (await Promise.all(workers.map(async (worker) => await worker.until(({ at }) => Number(at ?? -1) >= so))));
  let position = 0;
  try {
    for (let life = 0; life < 4; life += 1) {
      await told(-1);
      const [dying, moment] = [below(2), below(60)];
      // Both follow while it is appended; they are slower, so that the moment finds one anywhere in its work.
      for (let n = 0; n < 60; n += 1) {
        const stream = `grant-00000000-0000-4000-8000-00000000000${below(9)}` as StreamName;
        const done = await answered(writer.append({ stream, expected: 'any', events: Array.from({ length: 1 + below(9) }, () => encodedEvent({ stream })) }));
        position = done.events.at(-1)?.position ?? position;
        if (n === moment) workers[dying]?.child.kill('SIGKILL');
      }
      await workers[dying]?.ended;
      workers[dying] = begin(dying);
    }
    await told(position);
  } finally {
    for (const worker of workers) worker.child.kill('SIGKILL');
    await Promise.all(workers.map(async ({ ended }) => await ended));
  }
  // A rebuild, which has seen each event once.
  const rebuilt = double.events().map(({ id }): [string, string] => [id, '1']);
  for (const file of new Set(files)) expect(await effectsIn(file)).toEqual(rebuilt.sort(([a], [b]) => (a < b ? -1 : 1)));
}, 120_000);
