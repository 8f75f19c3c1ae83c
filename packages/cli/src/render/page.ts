/** Laying out text: wrapping, labels, headings. Widths are counted in code points, which is right for Swedish. */
import { createColors } from 'picocolors';

import { type Terminal, wantsColour, widthOf } from '../terminal';
import { clean } from './clean';

/** What a renderer lays out with. */
export interface Page {
  readonly width: number;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** The page of a terminal. */
export const pageOf = (terminal: Terminal): Page => {
  const { bold, dim, red, yellow } = createColors(wantsColour(terminal));
  return { width: widthOf(terminal), bold, dim, red, yellow };
};

const astral = /[\ud800-\udbff]/;
const length = (text: string): number => (astral.test(text) ? [...text].length : text.length);

/** Breaks a text at blanks into lines of at most `width`; a word that is longer stands on its own, unbroken, so that ids and names can be copied. */
export const wrap = (text: string, width: number): readonly string[] => {
  const plain = clean(text);
  if (plain.length <= width && !plain.includes('  ')) return [plain];
  const lines: string[] = [];
  let line = '';
  for (const word of plain.split(/ +/)) {
    if (line !== '' && length(line) + 1 + length(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

/** Fills a text up with blanks to the right. */
export const padRight = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - length(text)));

/** A label in a column of its own, its text wrapped beside it. */
export const labelled = (page: Page, label: string, text: string, { indent, column }: { readonly indent: number; readonly column: number }): readonly string[] =>
  wrap(text, page.width - indent - column).map((line, i) => `${' '.repeat(indent)}${page.dim(padRight(i === 0 ? label : '', column))}${line}`);

/** Text to the left, a remark at the right edge of the first line. */
export const withRemark = (page: Page, text: string, remark: string, style: (text: string) => string, indent: number): readonly string[] => {
  const [first = '', ...rest] = wrap(text, page.width - indent - length(remark) - 2);
  const gap = ' '.repeat(Math.max(2, page.width - indent - length(first) - length(remark)));
  const margin = ' '.repeat(indent);
  return [`${margin}${page.bold(first)}${gap}${style(remark)}`, ...rest.map((line) => `${margin}${page.bold(line)}`)];
};

/** The heading of a section with the number of its entries. */
export const heading = (page: Page, text: string, count?: number): readonly string[] => ['', page.bold(`${text}${count === undefined ? '' : ` (${count})`}`), page.dim('─'.repeat(page.width))];

/** Lines as one text, ended by a line feed. */
export const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;
