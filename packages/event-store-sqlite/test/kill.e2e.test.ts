/**
 * kill -9 at any moment: what was acknowledged is there exactly once, appends are whole or absent, revisions have no
 * gaps, checkpoints stand with their rows, and SQLite finds the file sound. FRIST_KILLS sets how many (200).
 */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';

import { finish, start, type Worker } from './process/run';
import { temporaryFolder } from './support';

const kills = Number(process.env['FRIST_KILLS'] ?? '200');
const perFile = 25;

type Told = readonly [stream: string, revision: number, id: string, batch: string, of: number];
interface State {
  readonly integrity: string;
  readonly events: readonly Told[];
  readonly models: readonly [checkpoint: number | null, rows: number];
}

/** One history of a file: what its processes have been told, over several lives. */
class Acknowledged {
  readonly ids = new Set<string>();
  checkpoint = 0;

  hear(lines: readonly Record<string, unknown>[]): void {
    for (const line of lines) {
      for (const id of (line['stored'] as string[] | undefined) ?? []) this.ids.add(id);
      this.checkpoint = Math.max(this.checkpoint, Number(line['checkpoint'] ?? 0));
    }
  }

  /** Checks a state against what had been acknowledged before it was read. */
  check({ integrity, events, models }: State): void {
    expect(integrity).toBe('ok');
    const present = events.map(([, , id]) => id);
    expect(new Set(present).size).toBe(present.length);
    const there = new Set(present);
    expect([...this.ids].filter((id) => !there.has(id))).toEqual([]);
    // Beyond the acknowledged at most what the last process was writing when it died; that is acknowledged by its presence.
    const next = new Map<string, number>();
    const batches = new Map<string, number>();
    for (const [stream, revision, , batch, of] of events) {
      expect(revision).toBe(next.get(stream) ?? 0);
      next.set(stream, revision + 1);
      batches.set(`${batch} ${of}`, (batches.get(`${batch} ${of}`) ?? 0) + 1);
    }
    for (const [batch, size] of batches) expect(size).toBe(Number(batch.split(' ')[1]));
    const [checkpoint, rows] = models;
    expect(checkpoint ?? 0).toBeGreaterThanOrEqual(this.checkpoint);
    expect(rows).toBe(checkpoint ?? 0);
    for (const id of present) this.ids.add(id);
  }
}

/**
 * Kills a process: mostly after a random number of answers, which finds it anywhere in its next ones; sometimes after so
 * many milliseconds, which finds it opening the file, or making it.
 */
const live = async (file: string, n: number): Promise<Worker> => {
  const early = n % 10 === 9 || n % 25 === 0;
  const worker = start(['append', file], early ? { timeout: randomInt(60, 250), killSignal: 'SIGKILL' } : {});
  if (!early) {
    await worker.hear(randomInt(2, 60));
    worker.child.kill('SIGKILL');
  }
  await worker.ended;
  return worker;
};

const series = async (file: string, lives: number): Promise<number> => {
  const acknowledged = new Acknowledged();
  for (let n = 0; n < lives; n += 1) {
    const { lines } = await live(file, n);
    expect(lines.filter((line) => 'failed' in line || 'refused' in line)).toEqual([]);
    // The first line is the state the process found: that left by the one killed before it.
    const state = lines.find((line) => 'integrity' in line) as State | undefined;
    if (state !== undefined) acknowledged.check(state);
    acknowledged.hear(lines);
  }
  const [last] = await finish(['tell', file]);
  acknowledged.check(last as unknown as State);
  return acknowledged.ids.size;
};

const folder = temporaryFolder();
afterAll(folder.remove);

test(`${kills} kills lose nothing that was acknowledged and leave nothing half-written`, async () => {
  const files = Array.from({ length: Math.ceil(kills / perFile) }, (_, i) => join(folder.path, `killed-${i}.db`));
  let stored = 0;
  const work = async (): Promise<void> => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) stored += await series(file, perFile);
  };
  await Promise.all([work(), work()]);
  expect(stored).toBeGreaterThan(kills);
}, 240_000);
