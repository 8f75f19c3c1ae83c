import { canonicalJson } from '@frist/event-sourcing';
import fc from 'fast-check';

import { jsonOffset } from '../src/json-offset';
import { isCanonical, readStoredText } from '../src/stored-text';
import { left, right, storedEvents } from './support';

describe('a text looked at by itself', () => {
  it('is JSON exactly when JSON.parse takes it, and the offset is that of the first character to blame', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', 'x', '\\', '0', '-', '.', 'e', '\n', '\u0001', 'tru'), fc.boolean(), (json, at, piece, replace) => {
        const i = at % (json.length + 1);
        const text = json.slice(0, i) + piece + json.slice(i + (replace ? 1 : 0));
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        const offset = jsonOffset(text);
        expect(offset === null).toBe(parses);
        if (offset !== null) {
          expect(offset).toBeLessThanOrEqual(text.length);
          if (piece.length === 1) expect(offset).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['', 0], ['{', 1], ['{"a":1,}', 7], ['{"a" 1}', 5], ['[1,2', 4], ['[1 2]', 3], ['{"a":tru}', 5], ['"ab', 3], ['"a\u0001"', 2], ['"\\x"', 1], ['1 2', 2], ['{"å":}', 6], ['[[[]]', 5], ['{"a":1}}', 7],
  ])('%j is no JSON from byte %i on', (text, byteOffset) => expect(left(isCanonical(text))).toMatchObject({ byteOffset, expected: 'JSON' }));

  it.each([['{"b":1,"a":2}', 2], ['{"a": 1}', 5], ['{"a":1.0}', 6], ['{"a":"\\u0041"}', 6], ['{"å":1,"a":"\\ud800"}', 13], [' {}', 0], ['{"a":1,"a":1}', 6]])(
    '%j is not canonical from byte %i on',
    (text, byteOffset) => expect(left(isCanonical(text))).toMatchObject({ byteOffset, expected: 'canonical JSON (RFC 8785)' }),
  );

  it('survives depth that would exhaust a stack', () => {
    expect(left(isCanonical('['.repeat(2_000_000))).byteOffset).toBe(2_000_000);
  });

  it('must be an envelope', () => {
    const [event] = storedEvents(1);
    expect(right(readStoredText(event?.text ?? ''))).toMatchObject({ revision: 0 });
    for (const text of ['null', '1', '[]', '{}', right(canonicalJson({ stream: 'x', revision: 0, recordedAt: '' })), right(canonicalJson({ ...(JSON.parse(event?.text ?? '') as object), revision: '0' }))]) {
      expect(left(readStoredText(text))).toEqual({ byteOffset: 0, expected: 'an envelope with stream, revision and recordedAt' });
    }
  });
});
