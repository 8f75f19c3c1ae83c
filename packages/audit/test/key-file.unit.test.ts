/** Keys in files: made so that nobody else can read them, listed so that others can. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { appendKey, keyDigest, keysFromFile, newKeyFile, renderKey, signerFromPemFile } from '../src';
import { done, keyOf, refused, sha256Of, signerOf, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(folder.remove);

it('a new key is its owner’s alone, signs, and is never written over', async () => {
  const file = join(folder.path, 'board.pem');
  const made = await done(newKeyFile('a.example/namnd', file));
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await done(signerFromPemFile('a.example/namnd', file))).publicKey).toEqual(made.publicKey);
  const before = readFileSync(file, 'utf8');
  expect(await refused(newKeyFile('a.example/namnd', file))).toMatchObject({ _tag: 'KeyNotWritten', field: file });
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(await refused(newKeyFile('a name', join(folder.path, 'other.pem')))).toMatchObject({ _tag: 'KeyUnreadable', field: 'name' });
  expect(await refused(newKeyFile('a', join(folder.path, 'no', 'such', 'key.pem')))).toMatchObject({ _tag: 'KeyNotWritten' });
});

it('keys are added to a list, also to one whose last line was never ended', async () => {
  const file = join(folder.path, 'keys.txt');
  const [first, second] = [keyOf(signerOf('one'), 7), keyOf(signerOf('two'))];
  await done(appendKey(file, first));
  writeFileSync(file, readFileSync(file, 'utf8').trimEnd());
  await done(appendKey(file, second));
  expect(readFileSync(file, 'utf8')).toBe(`${renderKey(first)}\n${renderKey(second)}\n`);
  expect(await done(keysFromFile(file))).toEqual([first, second]);
  expect(await refused(appendKey(folder.path, first))).toMatchObject({ _tag: 'KeyNotWritten' });
  expect(keyDigest(first)).toBe(sha256Of(first.publicKey));
});
