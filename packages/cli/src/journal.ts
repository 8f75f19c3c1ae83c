/** Reads journals from files. What the lines say is for the facade to judge. */
import * as E from 'fp-ts/Either';
import { type ImportLine, journalLines } from 'frist';

import type { Context } from './outcome';
import { clean } from './render/clean';

/** The lines of files, in order. A left holds a sentence for each file that cannot be read. */
export const readJournals = (files: readonly string[], context: Context): E.Either<readonly string[], readonly ImportLine[]> => {
  const { words } = context;
  const problems: string[] = [];
  const lines: ImportLine[] = [];
  for (const file of files) {
    const content = contentOf(file, context);
    if (E.isLeft(content)) problems.push(words.errors.fileUnreadable(clean(file), content.left));
    // One at a time: a journal can have more lines than a call can have arguments.
    else for (const line of journalLines(file, content.right)) lines.push(line);
  }
  return problems.length > 0 ? E.left(problems) : E.right(lines);
};

const contentOf = (file: string, { terminal, words }: Context): E.Either<string, Uint8Array> => {
  const { errors } = words;
  try {
    const bytes = terminal.readFile(file);
    const [first, second] = bytes;
    const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    return utf16 ? E.left(errors.utf16) : E.right(bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
    return E.left(errors.fileProblems[code] ?? `${errors.fileProblem}${code === '' ? '' : ` (${code})`}`);
  }
};
