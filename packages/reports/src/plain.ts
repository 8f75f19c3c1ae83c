/** Text from a register, made safe to lay out: no control characters, no change of writing direction, no half characters. */

const lineEnds = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/g;
const unsafe = /[\0-\x09\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;
const halves = /\p{Surrogate}/gu;
const suspect = /[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|^\s|\s$/;

/** Lines of plain text, parted by line feeds: each trimmed, at most one of them blank in a row. */
export const plainLines = (text: string): string => {
  if (!suspect.test(text)) return text;
  return text
    .replace(lineEnds, '\n')
    .replace(unsafe, ' ')
    .replace(halves, '\ufffd')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
};

/** One line of plain text, for names and headings. */
export const plainLine = (text: string): string => plainLines(text).replace(/\n+/g, ' ');
