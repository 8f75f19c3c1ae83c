/** Starts processes that follow. They run what was built. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

type Line = Readonly<Record<string, unknown>>;

export interface Follower {
  readonly child: ChildProcess;
  readonly lines: readonly Line[];
  /** The first line for which this holds, from the nth on; rejects when the process ends without it, with what it said. */
  readonly until: (holds: (line: Line) => boolean, from?: number) => Promise<Line>;
  readonly ended: Promise<void>;
}

export const start = (args: readonly string[], flags: readonly string[] = []): Follower => {
  const child = spawn(process.execPath, [...flags, join(__dirname, 'follower.cjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  let errors = '';
  let over = false;
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    // A killed process can leave half a line.
    if (!line.endsWith('}')) return;
    lines.push(JSON.parse(line) as Line);
    for (const check of waiting) check();
  });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      over = true;
      for (const check of waiting) check();
      resolve();
    });
  });
  return {
    child,
    lines,
    ended,
    until: async (holds, from = 0) =>
      await new Promise<Line>((resolve, reject) => {
        const check = (): void => {
          const found = lines.slice(from).find(holds);
          if (found === undefined && !over) return;
          waiting.delete(check);
          if (found !== undefined) resolve(found);
          else reject(new Error(`ended without a word: ${errors}`));
        };
        waiting.add(check);
        check();
      }),
  };
};
