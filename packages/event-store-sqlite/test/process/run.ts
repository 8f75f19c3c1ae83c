/** Starts processes that work on a store. */
import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Worker {
  readonly child: ChildProcess;
  /** What it has told so far. */
  readonly lines: Record<string, unknown>[];
  readonly ended: Promise<string>;
  /** Resolves at the first line for which this holds, or at the end. */
  readonly until: (holds: (line: Record<string, unknown>) => boolean) => Promise<void>;
  /** Resolves when so many lines have been told, or at the end. */
  readonly hear: (count: number) => Promise<void>;
}

export const start = (args: readonly string[], options: SpawnOptions = {}): Worker => {
  const child = spawn(process.execPath, [join(__dirname, 'store.cjs'), ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  let errors = '';
  child.stderr?.on('data', (part: Buffer) => (errors += part.toString()));
  const reader = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  reader.on('line', (line) => {
    // A killed process can leave half a line: it was no acknowledgement yet.
    try {
      lines.push(JSON.parse(line) as Record<string, unknown>);
    } catch {
      return;
    }
    for (const check of waiting) check();
  });
  const ended = new Promise<string>((resolve) => {
    let open = 2;
    const close = (): void => {
      open -= 1;
      if (open === 0) {
        resolve(errors);
        for (const check of waiting) check();
      }
    };
    child.on('close', close);
    reader.on('close', close);
  });
  const when = async (holds: () => boolean): Promise<void> =>
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (child.exitCode === null && child.signalCode === null && !holds()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return {
    child,
    lines,
    ended,
    until: async (holds) => await when(() => lines.some(holds)),
    hear: async (count) => await when(() => lines.length >= count),
  };
};

/** Runs one to its end. */
export const finish = async (args: readonly string[], options: SpawnOptions = {}): Promise<readonly Record<string, unknown>[]> => {
  const worker = start(args, options);
  const errors = await worker.ended;
  if (worker.lines.length === 0 && worker.child.signalCode === null) throw new Error(`nothing told: ${errors}`);
  return worker.lines;
};
