import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  appendCheckpoint, auditHook, base64, checkpointStore, ed25519Signer, indexStreams, keysFromFile, openCheckpoint, openLog, parseCheckpoint, readCheckpoint, readCheckpointFile,
  renderCheckpoint, renderKey, sha256, signCheckpoint, signerFromPemFile, splitCheckpoints,
} from '../src';
import { done, fill, keyOf, left, memoryStore, noon, pemOf, refused, right, signerOf, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(folder.remove);
const signer = signerOf('board');
const keys = [keyOf(signer)];
const at = (name: string): string => join(folder.path, name);

describe('a checkpoint', () => {
  const root = sha256('root');
  it('is read as it is written, and lines of others are left alone', () => {
    for (const checkpoint of [
      { origin: 'example.com/log', size: 0, root },
      { origin: 'example.com/log', size: 20_852_163, root, sortedRoot: sha256('sorted') },
      { origin: 'example.com/log', size: 7, root, sortedRoot: sha256('sorted'), signedAt: noon },
    ]) {
      expect(right(parseCheckpoint(renderCheckpoint(checkpoint)))).toEqual(checkpoint);
      expect(right(parseCheckpoint(`${renderCheckpoint(checkpoint)}else whatever\n`))).toEqual(checkpoint);
    }
    expect(renderCheckpoint({ origin: 'a', size: 1, root, signedAt: noon })).toBe(`a\n1\n${base64(root)}\nsigned-at ${noon}\n`);
  });
  it.each(['', 'a\n', 'a\n1\n', `a\n01\n${base64(root)}\n`, `a\n-1\n${base64(root)}\n`, `a\n9999999999999999\n${base64(root)}\n`, 'a\n1\nAAAA\n', `\n1\n${base64(root)}\n`, `a\n1\n${base64(root)}`,
    `a\n1\n${base64(root)}\n\nx\n`, `a\n1\n${base64(root)}\nsorted AA\n`, `a\n1\n${base64(root)}\nsigned-at yesterday\n`, `a\n1\n${base64(root)}\nsigned-at ${noon}\nsigned-at ${noon}\n`])(
    'is refused when malformed (%#)',
    (text) => expect(left(parseCheckpoint(text))._tag).toBe('NoteMalformed'),
  );
});

describe('signing', () => {
  it('never contradicts what was signed before', async () => {
    const store = memoryStore([auditHook()]);
    await fill(store, 0, 20);
    const log = await done(openLog(store));
    const note = await done(signCheckpoint(log, { signer, at: noon }));
    const previous = right(openCheckpoint(note, keys));
    expect(previous).toMatchObject({ size: 20, signedAt: noon, signedBy: [{ name: signer.name }] });
    await fill(store, 20, 30);
    const grown = await done(openLog(store));
    await done(signCheckpoint(grown, { signer, previous }));
    const other = memoryStore([auditHook()]);
    await fill(other, 100, 130);
    const refusals = [
      signCheckpoint(log, { signer, previous: right(readCheckpoint(await done(signCheckpoint(grown, { signer })))) }),
      signCheckpoint(await done(openLog(other)), { signer, previous }),
      signCheckpoint(grown, { signer: signerOf('x', 'else.example'), previous }),
      signCheckpoint(grown, { signer, index: await done(indexStreams(store, log)) }),
      checkpointStore(other, { signer, at: noon, before: [note], keys }),
    ];
    for (const refusal of refusals) expect((await refused(refusal))._tag).toBe('LogDisagrees');
    expect((await refused(checkpointStore(store, { signer, at: noon, before: [note], keys: [] })))._tag).toBe('NoteUnsigned');
  });
});

describe('the file of checkpoints', () => {
  it('is added to, and read as it was written', async () => {
    const store = memoryStore([auditHook()]);
    const notes: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      await fill(store, n * 10, n * 10 + 10);
      notes.push(await done(checkpointStore(store, { signer, at: noon, before: notes, keys })));
      await done(appendCheckpoint(at('checkpoints.txt'), notes[n] as string));
    }
    expect(await done(readCheckpointFile(at('checkpoints.txt')))).toEqual(notes);
    expect(right(splitCheckpoints(''))).toEqual([]);
    const text = readFileSync(at('checkpoints.txt'), 'utf8');
    expect(text).toBe(notes.join('\n'));
    expect(right(splitCheckpoints(`${text}\n`))).toEqual(notes);
    const start = Buffer.byteLength(`${notes[0]}\n`);
    expect(left(splitCheckpoints(text.slice(0, -1)))).toMatchObject({ _tag: 'CheckpointFileDamaged' });
    expect(left(splitCheckpoints(text.slice(0, start + 20)))).toMatchObject({ byteOffset: start });
    expect(left(splitCheckpoints(text.replace('\n20\n', '\n-20\n')))).toMatchObject({ byteOffset: start });
    expect(left(splitCheckpoints(`x${text}`.replace('— ', '')))).toMatchObject({ byteOffset: 0 });
    writeFileSync(at('torn.txt'), text.slice(0, -5));
    expect((await refused(appendCheckpoint(at('torn.txt'), notes[0] as string)))._tag).toBe('CheckpointFileDamaged');
    expect((await refused(appendCheckpoint(at('checkpoints.txt'), 'nonsense')))._tag).toBe('NoteMalformed');
    expect((await refused(appendCheckpoint(at('missing/c.txt'), notes[0] as string)))._tag).toBe('CheckpointFileUnreadable');
    expect((await refused(readCheckpointFile(at('missing.txt'))))._tag).toBe('CheckpointFileUnreadable');
  });
});

describe('key files', () => {
  it('are refused when others can read the private key', async () => {
    writeFileSync(at('key.pem'), pemOf('board'), { mode: 0o600 });
    expect((await done(signerFromPemFile(signer.name, at('key.pem')))).publicKey).toEqual(signer.publicKey);
    for (const mode of [0o644, 0o640, 0o604, 0o620]) {
      chmodSync(at('key.pem'), mode);
      expect(await refused(signerFromPemFile(signer.name, at('key.pem')))).toMatchObject({ _tag: 'KeyExposed', value: mode.toString(8) });
    }
    expect((await refused(signerFromPemFile(signer.name, at('no.pem'))))._tag).toBe('KeyUnreadable');
    expect(left(ed25519Signer('a', pemOf('x').replace('PRIVATE', 'PUBLIC')))._tag).toBe('KeyUnreadable');
    writeFileSync(at('keys.txt'), `# now\n${renderKey(keyOf(signer))}\n`);
    expect(await done(keysFromFile(at('keys.txt')))).toEqual(keys.map((key) => ({ ...key, publicKey: expect.anything() as Uint8Array })));
    expect((await refused(keysFromFile(at('no.txt'))))._tag).toBe('KeyUnreadable');
  });
});
