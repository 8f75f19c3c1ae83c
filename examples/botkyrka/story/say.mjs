// How the story is printed: in one language, with a heading for each chapter.
import { stripVTControlCharacters } from 'node:util';

const args = process.argv.slice(2);
const asked = args.find((arg) => arg.startsWith('--lang='))?.slice(7) ?? args[args.indexOf('--lang') + 1];
const set = [process.env.LC_ALL, process.env.LC_MESSAGES, process.env.LANG].find(Boolean) ?? '';
export const lang = args.some((arg) => arg.startsWith('--lang')) ? asked : /^sv([_.@-]|$)/i.test(set) ? 'sv' : 'en';
if (args.length > 0 && (args.length > 2 || !args[0].startsWith('--lang') || !['sv', 'en'].includes(lang))) {
  console.error('Usage: npm start -- [--lang sv|en]');
  process.exit(2);
}

/** The text in the language of the story. */
export const t = (sv, en) => (lang === 'sv' ? sv : en);

export const chapter = (sv, en) => console.log(`\n${t(sv, en)}\n${'─'.repeat(98)}`);

const shown = (text) => stripVTControlCharacters(String(text)).replace(/\s+/g, ' ');

/** Lines of text, folded at 98 characters; further lines of one text are moved in. */
export const say = (text, indent = 0) => {
  let line = ' '.repeat(indent);
  for (const word of shown(text).split(' ')) {
    if (line.trim() !== '' && line.length + word.length > 97) {
      console.log(line);
      line = ' '.repeat(indent + 2);
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  console.log(line);
};

/** Rows in columns; the last one is folded. `right`: the columns of numbers. */
export const table = (rows, right = []) => {
  const widths = (rows[0] ?? []).slice(0, -1).map((_, i) => Math.max(...rows.map((row) => shown(row[i]).length)));
  for (const row of rows) {
    const cells = widths.map((width, i) => (right.includes(i) ? shown(row[i]).padStart(width) : shown(row[i]).padEnd(width)));
    const start = `  ${cells.map((cell) => `${cell}  `).join('')}`;
    const lines = [''];
    for (const word of shown(row.at(-1)).split(' ')) {
      const last = lines.at(-1);
      if (last !== '' && start.length + last.length + word.length > 97) lines.push(word);
      else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
    lines.forEach((line, i) => console.log(`${i === 0 ? start : ' '.repeat(start.length)}${line}`.trimEnd()));
  }
};

/** Values by what they have in common, in the order in which it first occurs. */
export const grouped = (values, keyOf) => {
  const groups = new Map();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
};

/** The value of a result, or the end of the story. */
export const right = (result) => {
  if (result._tag === 'Right') return result.right;
  throw new Error(JSON.stringify(result.left, null, 2));
};
