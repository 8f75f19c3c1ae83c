/**
 * Looking through texts character by character. Every event read brings a dozen of them, and a regular expression costs
 * some 200 ns a call however short the text; a loop costs 1 ns a character. Property tests hold these to the expressions.
 */

/** A set of ASCII characters, from a list in which `a-z` is a range. */
export const characters = (list: string): Uint8Array => {
  const set = new Uint8Array(128);
  for (const [, from = '', to = from] of list.matchAll(/(.)(?:-(.))?/gs)) {
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1) set[code] = 1;
  }
  return set;
};

/** Whether a stretch of text holds no other characters. True for an empty one. */
export const consistsOf = (set: Uint8Array, text: string, from = 0, to = text.length): boolean => {
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    // Never beyond the end of the set: V8 gives up its fast way of reading it after the first time.
    if (code > 127 || set[code] !== 1) return false;
  }
  return true;
};

const hexDigits = characters('0-9a-f');
const hyphen = 45;

/** Whether a UUID in lower case begins at an index. */
export const isUuidAt = (text: string, at: number): boolean =>
  text.length >= at + 36 &&
  text.charCodeAt(at + 8) === hyphen &&
  text.charCodeAt(at + 13) === hyphen &&
  text.charCodeAt(at + 18) === hyphen &&
  text.charCodeAt(at + 23) === hyphen &&
  consistsOf(hexDigits, text, at, at + 8) &&
  consistsOf(hexDigits, text, at + 9, at + 13) &&
  consistsOf(hexDigits, text, at + 14, at + 18) &&
  consistsOf(hexDigits, text, at + 19, at + 23) &&
  consistsOf(hexDigits, text, at + 24, at + 36);

/** Whether there is something to read in a text, no control character but line breaks and tabs, and no lone surrogate. */
export const isReadable = (text: string): boolean => {
  let blank = true;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x20 && code < 0x7f) blank = false;
    else if (code < 0x20) {
      if (code !== 9 && code !== 10 && code !== 13) return false;
    } else if (code === 0x7f) return false;
    else if (code >= 0xd800 && code <= 0xdfff) {
      const next = text.charCodeAt(i + 1);
      if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
      i += 1;
      blank = false;
    }
  }
  return !blank || /\S/.test(text);
};
