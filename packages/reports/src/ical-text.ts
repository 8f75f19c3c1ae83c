/** Content lines of RFC 5545. */
import { plainLines } from './plain';

/** A TEXT value: backslashes, semicolons, commas and line ends escaped. */
export const icalText = (text: string): string => plainLines(text).replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');

const octets = (character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
};

/** Folds a line to at most 75 octets a line, never inside a character, and ends it. */
export const contentLine = (line: string): string => {
  let folded = '';
  let used = 0;
  for (const character of line) {
    const size = octets(character);
    if (used + size > 75) {
      folded += '\r\n ';
      used = 1;
    }
    folded += character;
    used += size;
  }
  return `${folded}\r\n`;
};
