import type { Board, EventId, SealContext, SealedReading, StreamName, SubjectRef } from '@frist/event-sourcing';
import type { Either } from 'fp-ts/Either';

import { paddedLength } from '../src/box';
import { memoryKeyStore, sealerFrom } from '../src';

const right = <E, A>(either: Either<E, A>): A => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};
const anna = '11111111-1111-4111-8111-111111111111' as SubjectRef;
const bo = '22222222-2222-4222-8222-222222222222' as SubjectRef;
const context: SealContext = {
  board: 'botkyrka/socialnamnden' as Board,
  stream: `example-${anna}` as StreamName,
  id: '33333333-3333-4333-8333-333333333333' as EventId,
  type: 'Reported',
  schemaVersion: 1,
  subject: anna,
  field: 'what',
};
const secret = '"Rut Lind, 19121212-1212"';

describe('a box', () => {
  const sealer = sealerFrom(memoryKeyStore());
  const box = right(sealer.seal(secret, context));

  it('opens where it was stored', () => {
    expect(right(sealer.unseal(box, context))).toEqual({ _tag: 'open', value: secret });
  });

  it.each(Object.keys(context) as (keyof SealContext)[])('does not open under another %s', (key) => {
    const elsewhere = { ...context, [key]: key === 'schemaVersion' ? 2 : `${String(context[key])}x` };
    expect(sealer.unseal(box, elsewhere as SealContext)).toMatchObject({ _tag: 'Left', left: { _tag: 'SealBroken' } });
  });

  it('does not open for another subject that has a key, though the box claims it', () => {
    right(sealer.seal('"x"', { ...context, subject: bo }));
    const moved: SealedReading = { ...box, subject: bo };
    expect(sealer.unseal(moved, { ...context, subject: bo })).toMatchObject({ left: { _tag: 'SealBroken' } });
  });

  it('does not open altered, cut, respelled or of another version, and says nothing of what is in it', () => {
    const text = box.box;
    const altered = [...text].map((letter, i) => `${text.slice(0, i)}${letter === 'A' ? 'B' : 'A'}${text.slice(i + 1)}`);
    const cut = [...text].map((_, i) => text.slice(0, i));
    for (const other of [...altered, ...cut, `${text}A`, `${text}=`, `${text}\n`, text.replace('1.', '2.'), text.replace('1.', '')]) {
      const found = sealer.unseal({ ...box, box: other }, context);
      expect(found).toMatchObject({ _tag: 'Left', left: { _tag: 'SealBroken' } });
      expect(JSON.stringify(found)).not.toMatch(/Lind|1212/);
    }
  });

  it('differs each time, the digest does not', () => {
    expect(right(sealer.seal(secret, context)).box).not.toBe(box.box);
    expect(right(sealer.digest(secret, anna))).toBe(right(sealer.digest(secret, anna)));
    expect(right(sealer.digest(secret, anna))).not.toBe(right(sealer.digest(secret, bo)));
  });

  it('reads as a box without the key', () => {
    expect(right(sealerFrom(memoryKeyStore()).unseal(box, context))).toEqual(box);
  });

  it('hides the length of a text in steps', () => {
    expect([0, 31, 32, 127, 128, 255, 256].map(paddedLength)).toEqual([32, 32, 64, 128, 256, 256, 384]);
    const length = (plain: string): number => right(sealer.seal(plain, context)).box.length;
    expect(length('"Bo"')).toBe(length('"Maria Magdalena Berg"'));
    for (let n = 0; n < 300; n += 1) expect(right(sealer.unseal(right(sealer.seal('å'.repeat(n), context)), context))).toEqual({ _tag: 'open', value: 'å'.repeat(n) });
  });
});

describe('after disposal', () => {
  it('nothing can be sealed, and boxes read `disposed`', () => {
    const keys = memoryKeyStore();
    const sealer = sealerFrom(keys);
    const box = right(sealer.seal(secret, context));
    const { fingerprint } = right(keys.destroy(anna));
    expect(fingerprint).toHaveLength(43);
    expect(right(keys.destroy(anna))).toEqual({ fingerprint, before: true });
    expect(sealer.seal(secret, context)).toMatchObject({ left: { _tag: 'SubjectDisposed' } });
    expect(sealer.digest(secret, anna)).toMatchObject({ left: { _tag: 'SubjectDisposed' } });
    expect(right(sealer.unseal(box, context))).toEqual({ _tag: 'disposed', subject: anna });
  });

  it('a key that is there again does not count', () => {
    const keys = memoryKeyStore();
    const box = right(sealerFrom(keys).seal(secret, context));
    const sealer = sealerFrom(keys, { disposed: new Set([anna]) });
    expect(sealer.seal(secret, context)).toMatchObject({ left: { _tag: 'SubjectDisposed' } });
    expect(right(sealer.unseal(box, context))).toEqual({ _tag: 'disposed', subject: anna });
  });
});

it('a closed key store says so', () => {
  const keys = memoryKeyStore();
  const sealer = sealerFrom(keys);
  const box = right(sealer.seal(secret, context));
  keys.close();
  const closed = { left: { _tag: 'KeyUnavailable', rule: 'confidentiality/key-store' } };
  expect(sealer.seal(secret, context)).toMatchObject(closed);
  expect(sealer.unseal(box, context)).toMatchObject(closed);
  expect(keys.subjects()).toMatchObject({ left: { _tag: 'KeyStoreClosed' } });
  expect(keys.find(anna)).toMatchObject({ left: { _tag: 'KeyStoreClosed' } });
  expect(keys.destroy(anna)).toMatchObject({ left: { _tag: 'KeyStoreClosed' } });
});
