import fc from 'fast-check';

import { canonicalJson, composeStoredText, cutStoredText, type EncodedEvent, memoryEventStore } from '../src';
import { encodedEvent } from '@frist/testing';

import { instant, left, right, run, streamOf } from './support';

const stream = streamOf('a');
const at = instant('2024-06-15T10:00:00.000Z');

/** Texts and keys that look like what the cut looks for. */
const tricky = fc.constantFrom(
  'recordedAt', 'revision', 'id', 'stream', '"recordedAt":"', ',"recordedAt":"2024-06-15T10:00:00.000Z","revision":0', '\\', '\\"', '"', '}', '{', '[', ']', ',', ':', '\\\\"', '\u0000', 'å', '\ud83d\ude00', '2024-06-15T10:00:00.000Z',
);
const text = fc.oneof(tricky, fc.string({ unit: 'binary' }), fc.array(tricky).map((parts) => parts.join('')));
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.constantFrom<unknown>(null, true, -0.5, 1e30, 0, at),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text.filter((key) => key !== '__proto__'), tie('value'), { maxKeys: 4 }),
    fc.record({ recordedAt: fc.constant(at), revision: fc.nat(), id: text, stream: text }),
  ),
})).value;
const envelope = fc.record({ actor: json, data: json, source: json, type: text, schemaVersion: fc.nat() });

const encoded = (members: object): EncodedEvent => {
  const { id } = encodedEvent({ stream });
  const whole = right(canonicalJson({ ...members, id, stream, recordedAt: at, revision: 0 }));
  // Told apart by another value, not by the way of looking that is tested here.
  const other = right(canonicalJson({ ...members, id, stream, recordedAt: at, revision: 77_777_777 }));
  let cut = 0;
  while (whole[cut] === other[cut]) cut += 1;
  const stamp = `"recordedAt":"${at}","revision":`;
  return { id, head: whole.slice(0, cut - stamp.length), tail: whole.slice(cut + 1) };
};

it('cut and composed again, a text is the same text, and its parts are those it was composed of', () => {
  fc.assert(
    fc.property(envelope, fc.nat(), (members, revision) => {
      const event = encoded(members);
      const whole = composeStoredText(event, at, revision);
      expect(right(cutStoredText(whole))).toEqual({ stream, event, recordedAt: at, revision });
    }),
    { numRuns: 500 },
  );
});

it('no text makes it throw, or give parts that are not the text', () => {
  const part = fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '"recordedAt":', `"${at}"`, '"revision":', '0', '1.0', `"stream":"${stream}"`, `"id":"${encodedEvent().id}"`, 'null', ' ');
  const valid = envelope.map((members) => composeStoredText(encoded(members), at, 3));
  const broken = fc.tuple(valid, fc.nat(), fc.nat({ max: 4 }), part).map(([whole, where, drop, put]) => whole.slice(0, where % whole.length) + put + whole.slice((where % whole.length) + drop));
  fc.assert(
    fc.property(fc.oneof(fc.array(part, { maxLength: 20 }).map((parts) => parts.join('')), broken, fc.string()), (whole) => {
      const cut = cutStoredText(whole);
      if (cut._tag === 'Left') expect(cut.left).toMatchObject({ _tag: 'StoreCorrupt', rule: 'event-store/stored-text' });
      else expect(composeStoredText(cut.right.event, cut.right.recordedAt, cut.right.revision)).toBe(whole);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ['two instants', (whole: string) => whole.replace('"recordedAt"', '"recordedAt":"2020-01-01T00:00:00.000Z","recordedAt"')],
  ['no revision', (whole: string) => whole.replace('"revision":0,', '')],
  ['a revision written otherwise', (whole: string) => whole.replace('"revision":0', '"revision":0.0')],
  ['space between them', (whole: string) => whole.replace(',"revision"', ', "revision"')],
  ['no instant', (whole: string) => whole.replace(at, 'yesterday')],
  ['something behind', (whole: string) => `${whole} `],
])('refuses %s', async (_, damage) => {
  const store = memoryEventStore({ clock: () => at });
  const { events } = await run(store.append({ stream, expected: 'any', events: [encodedEvent({ stream })] }));
  const whole = events[0]?.text ?? '';
  expect(right(cutStoredText(whole)).recordedAt).toBe(at);
  expect(damage(whole)).not.toBe(whole);
  expect(left(cutStoredText(damage(whole)))).toMatchObject({ _tag: 'StoreCorrupt' });
});
