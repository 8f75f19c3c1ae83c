/** Notes as others write them: golang.org/x/mod/sumdb/note. */
import { ed25519Signer, openNote, parseKey, parseKeys, publicKeyPem, renderKey, signNote, verifierKey } from '../src';
import { done, keyOf, left, refused, right, signerOf } from './support';

const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const signed = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
const line = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const pem = `-----BEGIN PRIVATE KEY-----\n${Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]).toString('base64')}\n-----END PRIVATE KEY-----\n`;

describe('signed notes', () => {
  it('are those of the reference, byte for byte', async () => {
    const signer = right(ed25519Signer('PeterNeumann', pem));
    expect(renderKey(keyOf(signer))).toBe(line);
    expect(await done(signNote(text, [signer]))).toBe(signed);
    expect(right(openNote(signed, [right(parseKey(line))]))).toMatchObject({ text, signedBy: [{ name: 'PeterNeumann', id: 'c74f20a3' }] });
  });

  it('count only as signed by a known key, and a wrong signature of a known key condemns them', async () => {
    const [peter, other] = [right(parseKey(line)), signerOf('other', 'Other')];
    const both = await done(signNote(text, [right(ed25519Signer('PeterNeumann', pem)), other]));
    expect(right(openNote(both, [peter])).signedBy.map(({ name }) => name)).toEqual(['PeterNeumann']);
    expect(right(openNote(both, [keyOf(other), peter])).signedBy.map(({ name }) => name)).toEqual(['PeterNeumann', 'Other']);
    expect(left(openNote(signed, [keyOf(other)]))._tag).toBe('NoteUnsigned');
    expect(left(openNote(signed, []))._tag).toBe('NoteUnsigned');
    expect(left(openNote(signed.replace('answer', 'Answer'), [peter]))._tag).toBe('SignatureWrong');
    expect(left(openNote(signed, [{ ...peter, publicKey: other.publicKey }]))._tag).toBe('SignatureWrong');
  });

  it.each([
    ['', 'nothing'],
    [text, 'no signature'],
    [`${text}\n`, 'an empty signature block'],
    [signed.slice(0, -1), 'no newline at the end'],
    [signed.replace('— ', '- '), 'a hyphen for the dash'],
    [signed.replace('JnAM=', 'JnAN='), 'base64 with stray bits'],
    [signed.replace('think', 'think\t'), 'a tabulator'],
    [signed.replace('think', '\ud800'), 'a lone surrogate'],
    [`${signed}x\n`, 'a line after the signatures'],
    [`${text}\n${'— a AAAAAAA=\n'.repeat(101)}`, 'too many signatures'],
    ['x'.repeat(1_000_001), 'too long'],
  ])('are refused when malformed (%#)', (note) => {
    expect(left(openNote(note, [right(parseKey(line))]))._tag).toBe('NoteMalformed');
  });

  it('are not made of what could not be read back', async () => {
    const signer = signerOf('one');
    for (const bad of ['no newline', 'a\u0007\n']) expect((await refused(signNote(bad, [signer])))._tag).toBe('NoteMalformed');
    expect((await refused(signNote('text\n', [])))._tag).toBe('NoteMalformed');
    expect((await refused(signNote('text\n', [{ ...signer, publicKey: signerOf('two').publicKey }])))._tag).toBe('SigningFailed');
  });
});

describe('keys', () => {
  it('are read as they are written, with the size at which they were retired', () => {
    const key = right(verifierKey('sakarias.example/a', signerOf('one').publicKey, 12));
    expect(renderKey(key)).toMatch(/^sakarias\.example\/a\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+ until 12$/);
    expect(right(parseKeys(`# history\n\n${line}\n ${renderKey(key)}\n`))).toEqual([right(parseKey(line)), key]);
    expect(publicKeyPem(key.publicKey)).toMatch(/^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=]{60}\n-----END PUBLIC KEY-----\n$/);
  });
  it('are refused when they are not what they say', () => {
    for (const bad of ['', 'a', line.replace('c74f20a3', 'c74f20a4'), line.replace('ARpc', 'BRpc'), `${line} until 01`, `${line}A`]) expect(left(parseKey(bad))._tag).toBe('KeyUnreadable');
    expect(left(parseKeys(`${line}\nx`))._tag).toBe('KeyUnreadable');
    expect(left(verifierKey('a b', new Uint8Array(32))).field).toBe('name');
    expect(left(verifierKey('a+b', new Uint8Array(32))).field).toBe('name');
    expect(left(verifierKey('a', new Uint8Array(31))).field).toBe('publicKey');
    expect(left(verifierKey('a', new Uint8Array(32), -1)).field).toBe('lastSize');
    expect(left(ed25519Signer('a', 'nonsense'))._tag).toBe('KeyUnreadable');
    expect(left(ed25519Signer('a b', pem))._tag).toBe('KeyUnreadable');
  });
});
