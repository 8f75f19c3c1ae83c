/** Under each fault every call settles, nothing escapes, and after closing nothing keeps the process alive. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';

import type { Fault } from '@frist/testing';

const faults: readonly Fault[] = [
  { kind: 'ignore' },
  { kind: 'drop' },
  { kind: 'delay', ms: 20 },
  { kind: 'duplicate' },
  { kind: 'refuse' },
  { kind: 'refuse', code: 13 },
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'reset', when: 'after', events: 1 },
  { kind: 'reset-call', when: 'before' },
  { kind: 'reset-call', when: 'after' },
  { kind: 'reset-call', when: 'after', events: 1 },
  { kind: 'not-leader', port: 1 },
  { kind: 'not-leader' },
  { kind: 'garbled' },
  // Trailers that the client takes for granted.
  { kind: 'refuse', code: 5, exception: 'not-leader' },
  { kind: 'refuse', code: 5, exception: 'not-leader', trailers: { 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': 'x' } },
  { kind: 'refuse', exception: 'wrong-expected-version' },
];

it.each(faults)('%j', async (fault) => {
  const told = await new Promise<{ readonly stdout: string; readonly stderr: string; readonly failed: unknown }>((resolve) => {
    execFile(process.execPath, [join(__dirname, 'process', 'broken.cjs'), JSON.stringify(fault)], { timeout: 30_000, killSignal: 'SIGKILL' }, (failed, stdout, stderr) => resolve({ stdout, stderr, failed }));
  });
  // Ended by itself: a process that is killed after the time has failed.
  expect(told).toMatchObject({ stderr: '', failed: null });
  const { settled, escaped } = JSON.parse(told.stdout) as { readonly settled: readonly string[]; readonly escaped: readonly string[] };
  expect(escaped).toEqual([]);
  expect(settled).toHaveLength(15);
  expect(settled.filter((outcome) => !['done', 'StoreUnavailable', 'StoreClosed', 'Conflict', 'StoreBusy'].includes(outcome))).toEqual([]);
}, 60_000);
