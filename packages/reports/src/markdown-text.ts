/** Text inside Markdown: whatever it holds, it stays text. */

/** What CommonMark or GitHub's tables, strikethrough and mathematics could take for a mark, anywhere in a line. */
const marks = /[\\`*_[\]<>|~&$#]/g;
/** What is a mark only where a line begins. */
const opening = /^([-+=:])|^(\d+)([.)])/;

/** One line that stands after something else: in a table, after a label, in a heading. */
export const inLine = (line: string): string => line.replace(marks, '\\$&');

const atStart = (line: string): string =>
  inLine(line).replace(opening, (_all, mark: string | undefined, digits: string | undefined, point: string | undefined) => (mark === undefined ? `${digits ?? ''}\\${point ?? ''}` : `\\${mark}`));

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** A cell of a table; lines are parted by the only tag that is ever written. */
export const inCell = (text: string): string => linesOf(text).map(inLine).join('<br>');

/** After something else on its line; further lines are indented so that they stay with it. */
export const afterLabel = (text: string, indent: string): string =>
  linesOf(text).map((line, i) => (i === 0 ? inLine(line) : `${indent}${atStart(line)}`)).join('\\\n');

/** A paragraph of its own. */
export const paragraph = (text: string): string => linesOf(text).map(atStart).join('\\\n');
