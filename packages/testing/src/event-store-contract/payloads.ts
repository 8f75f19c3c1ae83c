/** Big and odd payloads come back as they were; too big ones are refused. */
import assert from 'node:assert/strict';

import { composeStoredText, type EncodedEvent, maxEventLength, type StoredEvent, type StreamName } from '@frist/event-sourcing';
import type { Option } from 'fp-ts/Option';

import { answered, type Bench, encodedEvent, freshStream, type Json, noon, refused } from './harness';

const nested = (depth: number): Json => {
  let value: Json = 'bottom';
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { inner: value };
  return value;
};

const odd: Readonly<Record<string, Json>> = {
  'text outside of the basic plane': { '😀': '𝄞 👩‍👩‍👧 \u{10ffff}', ключ: '中文 עברית' },
  'line separators and a byte-order mark': 'a\u2028b\u2029c\ufeffd',
  'control characters': Array.from({ length: 32 }, (_, i) => String.fromCharCode(i)).join(''),
  'quotes, backslashes, percent signs and SQL': `'"\\%_;-- ' OR 1=1; DROP TABLE event; \\u0000 \\ud800`,
  'combining and composed letters apart': ['\u00e5', 'a\u030a'],
  'empty keys and values': { '': '', a: {}, b: [], c: null, d: { '': { '': [] } } },
  'keys of the envelope inside': { id: 'x', recordedAt: '1999-01-01T00:00:00.000Z', revision: 99, stream: 'y', text: '"recordedAt":"z"' },
  'special keys': { ['__proto__']: 1, constructor: 2, toString: 3, '10': 4, '9': 5 },
  'numbers at the edges': [0, -1, 9007199254740991, -9007199254740991, 1e21, 5e-324, 1.7976931348623157e308, 0.1],
  'a text of 1 MiB': 'å'.repeat(512 * 1024),
  'a list of 50 000 items': Array.from({ length: 50_000 }, (_, i) => i),
  'deep nesting': nested(400),
};

const filled = (stream: StreamName, length: number): EncodedEvent => {
  const bare = encodedEvent({ stream, data: '' });
  const room = length - bare.head.length - bare.tail.length;
  return encodedEvent({ stream, data: 'x'.repeat(room), id: bare.id });
};

export const payloads = ({ on, contract }: Bench): void => {
  for (const [name, data] of Object.entries(odd)) {
    on(name, async (store) => {
      const stream = freshStream();
      const event = encodedEvent({ stream, data });
      const expected = composeStoredText(event, noon, 0);
      const done = await answered(store.append({ stream, expected: 'no-stream', events: [event] }));
      const [read] = (await answered(store.readStream(stream, { direction: 'forwards', limit: 1 }))).events;
      const [last] = (await answered(store.readAll({ direction: 'backwards', limit: 1 }))).events;
      for (const text of [done.events[0]?.text, read?.text, last?.text]) assert.ok(text === expected, 'the text came back as it was stored');
    });
  }

  on('streams whose names differ little are apart, long names included', async (store) => {
    const id = '00000000-0000-4000-8000-00000000000';
    const names = [`a-${id}0`, `a-${id}1`, `aa-${id}0`, `A-${id}0`, `${'a'.repeat(64)}-${id}0`, `${'a'.repeat(63)}-${id}0`] as StreamName[];
    for (const stream of names) await answered(store.append({ stream, expected: 'no-stream', events: [encodedEvent({ stream, data: { of: stream } })] }));
    for (const stream of names) {
      const { events, more } = await answered(store.readStream(stream, { direction: 'forwards', limit: 5 }));
      assert.deepEqual([events.length, more], [1, false]);
      assert.ok(events[0]?.text.includes(`{"of":"${stream}"}`));
    }
  });

  on('ids that differ in one digit only are apart', async (store) => {
    const stream = freshStream();
    const ids = Array.from({ length: 200 }, (_, i) => {
      const digits = [...'00000000-0000-4000-8000-000000000000'];
      const places = digits.flatMap((digit, at) => (digit === '0' ? [at] : []));
      digits[places[i % places.length] as number] = (1 + Math.floor(i / places.length)).toString(16);
      return digits.join('') as EncodedEvent['id'];
    });
    for (const id of ids) await answered(store.append({ stream, expected: 'any', events: [encodedEvent({ stream, id })] }));
    if (store.findEvent === undefined) return;
    for (const [revision, id] of ids.entries()) {
      const found: Option<StoredEvent> = await answered(store.findEvent(id));
      assert.equal(found._tag === 'Some' ? found.value.revision : -1, revision);
    }
  });

  on('an event as long as allowed is kept, a longer one refused with all of its append', async (store) => {
    const stream = freshStream();
    const most = contract.maxEventLength ?? maxEventLength;
    const events = [encodedEvent({ stream }), filled(stream, most + 1)];
    await refused(store.append({ stream, expected: 'any', events }), 'EventTooLarge');
    assert.equal((await answered(store.readAll({ direction: 'forwards', limit: 5 }))).events.length, 0);
    const longest = filled(stream, most);
    await answered(store.append({ stream, expected: 'no-stream', events: [longest] }));
    const [read] = (await answered(store.readStream(stream, { direction: 'forwards', limit: 1 }))).events;
    assert.ok(read?.text === composeStoredText(longest, noon, 0), 'the text came back as it was stored');
  });
};
