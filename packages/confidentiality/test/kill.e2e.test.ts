/**
 * kill -9 at any moment while two processes make, destroy and rewrap keys in one file: what was sealed can be opened, what
 * was destroyed stays so, the file opens. FRIST_KILLS sets how many rounds (6).
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { SubjectRef } from '@frist/event-sourcing';

import { createKeyFile, createWrappingKeyFile, fileKeyStore, sealerFrom, wrappingKeysFromFile } from '../src';
import { contextFor, folder, removeFolders, right } from './support';

afterAll(removeFolders);

interface Line {
  readonly ready?: true;
  readonly sealed?: SubjectRef;
  readonly box?: string;
  readonly destroyed?: SubjectRef;
  readonly rotated?: string;
  readonly why?: unknown;
  readonly failed?: unknown;
}

/** Lets a process say so many lines, then ends it at once. */
const killed = async (args: readonly string[], after: number): Promise<readonly Line[]> =>
  await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(__dirname, 'process', 'keys.cjs'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: Line[] = [];
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (!text.endsWith('}')) return;
      lines.push(JSON.parse(text) as Line);
      if (lines.length === after) child.kill('SIGKILL');
    }).on('close', () => (lines.length >= after ? resolve(lines) : reject(new Error('ended by itself'))));
  });

it('loses no key that was answered for, and brings none back', async () => {
  const dir = folder();
  const [file, wrappingFile] = [join(dir, 'keys'), join(dir, 'wrapping-key')];
  right(createWrappingKeyFile(wrappingFile));
  right(createKeyFile({ file, wrapping: wrappingKeysFromFile(wrappingFile) }));
  const boxes: { readonly subject: SubjectRef; readonly box: string }[] = [];
  const destroyed = new Set<SubjectRef>();
  let rotations = 0;
  const rounds = Number(process.env['FRIST_KILLS'] ?? '6');
  for (let round = 0; round < rounds; round += 1) {
    const lives = [0, 1].map((n) => killed([file, wrappingFile, String(round * 2 + n + 1)], randomInt(2, 60)));
    for (const line of (await Promise.all(lives)).flat()) {
      expect(line.failed).toBeUndefined();
      if (line.sealed !== undefined) boxes.push({ subject: line.sealed, box: line.box ?? '' });
      if (line.destroyed !== undefined) destroyed.add(line.destroyed);
      if (line.rotated === 'Right') rotations += 1;
      else expect(line.why).toBeUndefined();
    }
    const keys = right(fileKeyStore({ file, wrapping: wrappingKeysFromFile(wrappingFile) }));
    const sealer = sealerFrom(keys);
    for (const { subject, box } of boxes) {
      const reading = right(sealer.unseal({ _tag: 'sealed', subject, box }, contextFor(subject)));
      // A process may have been ended between destroying a key and saying so.
      if (reading._tag === 'disposed') destroyed.add(subject);
      else expect(reading).toEqual({ _tag: 'open', value: '"hemligt"' });
    }
    for (const subject of destroyed) expect([subject, right(keys.find(subject))._tag]).toEqual([subject, 'destroyed']);
    keys.close();
  }
  expect(boxes.length).toBeGreaterThan(rounds);
  expect(rotations).toBeGreaterThan(0);
});
