/** Laying out plain text: wrapping, labels, columns. Widths are counted in code points, which is right for Swedish. */

const astral = /[\ud800-\udbff]/;
const length = (text: string): number => (astral.test(text) ? [...text].length : text.length);

/** Breaks each line at blanks to at most `width`; a longer word stands on its own, unbroken, so that it can be copied. */
export const wrap = (text: string, width: number): readonly string[] =>
  text.split('\n').flatMap((line) => {
    if (length(line) <= width) return [line];
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(/ +/)) {
      if (current !== '' && length(current) + 1 + length(word) > width) {
        lines.push(current);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    return [...lines, current];
  });

const pad = (text: string, width: number, right: boolean): string => {
  const blanks = ' '.repeat(Math.max(0, width - length(text)));
  return right ? blanks + text : text + blanks;
};

/** Names in a column, their values wrapped beside them. */
export const labelled = (pairs: readonly (readonly [string, string])[], width: number): readonly string[] => {
  const column = Math.min(Math.max(0, ...pairs.map(([label]) => length(label) + 3)), Math.floor(width / 2));
  return pairs.flatMap(([label, value]) => {
    const name = `${label}:`;
    const beside = length(name) < column;
    const lines = wrap(value, Math.max(20, width - column)).map((line, i) => (pad(beside && i === 0 ? name : '', column, false) + line).trimEnd());
    return beside ? lines : [name, ...lines];
  });
};

const gap = 2;
const leastColumn = 10;

/**
 * Columns under their names. Null where they do not fit in `width`, however they are wrapped.
 *
 * @param right which columns stand to the right
 */
export const columnsOf = (names: readonly string[], rows: readonly (readonly string[])[], right: readonly boolean[], width: number): readonly string[] | null => {
  const widths = columnWidths(names, rows, width - gap * (names.length - 1));
  if (widths === null) return null;
  const block = (cells: readonly string[]): readonly string[] => {
    const wrapped = cells.map((cell, i) => wrap(cell, widths[i] ?? 0));
    const height = wrapped.reduce((most, lines) => Math.max(most, lines.length), 1);
    return Array.from({ length: height }, (_, n) => wrapped.map((lines, i) => pad(lines[n] ?? '', widths[i] ?? 0, right[i] ?? false)).join(' '.repeat(gap)).trimEnd());
  };
  return [...block(names), widths.map((each) => '\u2500'.repeat(each)).join(' '.repeat(gap)), ...rows.flatMap(block)];
};

/** As wide as the text where there is room; else the widest give way first, none below its longest word. */
const columnWidths = (names: readonly string[], rows: readonly (readonly string[])[], room: number): readonly number[] | null => {
  const wanted = names.map(() => 1);
  const least = names.map(() => 1);
  for (const row of [names, ...rows]) {
    row.forEach((cell, i) => {
      for (const line of cell.split('\n')) wanted[i] = Math.max(wanted[i] ?? 1, length(line));
      for (const word of cell.split(/[ \n]+/)) least[i] = Math.max(least[i] ?? 1, length(word));
    });
  }
  const floors = wanted.map((want, i) => Math.min(want, Math.max(leastColumn, least[i] ?? 1)));
  const at = (level: number): readonly number[] => wanted.map((want, i) => Math.max(floors[i] ?? 1, Math.min(want, level)));
  const sum = (widths: readonly number[]): number => widths.reduce((total, each) => total + each, 0);
  if (sum(floors) > room) return null;
  let [low, high] = [0, Math.max(...wanted, 1)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sum(at(middle)) <= room) low = middle;
    else high = middle - 1;
  }
  return at(low);
};
